//! Written by `cargo xtask codegen` from the public service model. Do not edit.

#![expect(missing_docs, reason = "shapes are documented by their service's API reference")]

use crate::error::{ErrorShape, Fault};
use crate::schema::{Location, Member, Operation, Service, Shape, Structure};
use crate::value::{
    Decode, Encode, FromValue, IntoValue, ListMember, Members, ShapeMismatch, Value,
};

pub static CREATE_POLICY: Operation = Operation {
    name: "CreatePolicy",
    service: Service::Iot,
    method: "POST",
    uri: "/policies/{policyName}",
    signed: true,
    input: CreatePolicyInput::STRUCTURE,
    output: CreatePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_ALREADY_EXISTS_EXCEPTION,
        &errors::MALFORMED_POLICY_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyInput {
    pub policy_document: String,
    pub policy_name: String,
    pub tags: Option<Vec<Tag>>,
}

static CREATE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyInput",
    members: &[
        Member {
            name: "policyDocument",
            wire_name: "policyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(0),
                max: Some(404_600),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "tags",
            wire_name: "tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl CreatePolicyInput {
    const STRUCTURE: &'static Structure = &CREATE_POLICY_INPUT_STRUCTURE;
}

impl Decode for CreatePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            policy_document: members.required(0)?,
            policy_name: members.required(1)?,
            tags: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyOutput {
    pub policy_arn: Option<String>,
    pub policy_document: Option<String>,
    pub policy_name: Option<String>,
    pub policy_version_id: Option<String>,
}

static CREATE_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyOutput",
    members: &[
        Member {
            name: "policyArn",
            wire_name: "policyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyDocument",
            wire_name: "policyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(404_600),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyVersionId",
            wire_name: "policyVersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreatePolicyOutput {
    const STRUCTURE: &'static Structure = &CREATE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for CreatePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.policy_arn.map(IntoValue::into_value),
            self.policy_document.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
            self.policy_version_id.map(IntoValue::into_value),
        ])
    }
}

pub static GET_POLICY: Operation = Operation {
    name: "GetPolicy",
    service: Service::Iot,
    method: "GET",
    uri: "/policies/{policyName}",
    signed: true,
    input: GetPolicyInput::STRUCTURE,
    output: GetPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyInput {
    pub policy_name: String,
}

static GET_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyInput",
    members: &[Member {
        name: "policyName",
        wire_name: "policyName",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(128),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetPolicyInput {
    const STRUCTURE: &'static Structure = &GET_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyOutput {
    pub creation_date: Option<crate::Timestamp>,
    pub default_version_id: Option<String>,
    pub generation_id: Option<String>,
    pub last_modified_date: Option<crate::Timestamp>,
    pub policy_arn: Option<String>,
    pub policy_document: Option<String>,
    pub policy_name: Option<String>,
}

static GET_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyOutput",
    members: &[
        Member {
            name: "creationDate",
            wire_name: "creationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "defaultVersionId",
            wire_name: "defaultVersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "generationId",
            wire_name: "generationId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "lastModifiedDate",
            wire_name: "lastModifiedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "policyArn",
            wire_name: "policyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyDocument",
            wire_name: "policyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(404_600),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.creation_date.map(IntoValue::into_value),
            self.default_version_id.map(IntoValue::into_value),
            self.generation_id.map(IntoValue::into_value),
            self.last_modified_date.map(IntoValue::into_value),
            self.policy_arn.map(IntoValue::into_value),
            self.policy_document.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_POLICIES: Operation = Operation {
    name: "ListPolicies",
    service: Service::Iot,
    method: "GET",
    uri: "/policies",
    signed: true,
    input: ListPoliciesInput::STRUCTURE,
    output: ListPoliciesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesInput {
    pub ascending_order: Option<bool>,
    pub marker: Option<String>,
    pub page_size: Option<i32>,
}

static LIST_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPoliciesInput",
    members: &[
        Member {
            name: "ascendingOrder",
            wire_name: "isAscendingOrder",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "marker",
            wire_name: "marker",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "pageSize",
            wire_name: "pageSize",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
    ],
};

impl ListPoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListPoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            ascending_order: members.optional(0)?,
            marker: members.optional(1)?,
            page_size: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesOutput {
    pub next_marker: Option<String>,
    pub policies: Option<Vec<Policy>>,
}

static LIST_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPoliciesOutput",
    members: &[
        Member {
            name: "nextMarker",
            wire_name: "nextMarker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policies",
            wire_name: "policies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Policy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListPoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListPoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_marker.map(IntoValue::into_value),
            self.policies.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_POLICY: Operation = Operation {
    name: "DeletePolicy",
    service: Service::Iot,
    method: "DELETE",
    uri: "/policies/{policyName}",
    signed: true,
    input: DeletePolicyInput::STRUCTURE,
    output: DeletePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletePolicyInput {
    pub policy_name: String,
}

static DELETE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeletePolicyInput",
    members: &[Member {
        name: "policyName",
        wire_name: "policyName",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(128),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeletePolicyInput {
    const STRUCTURE: &'static Structure = &DELETE_POLICY_INPUT_STRUCTURE;
}

impl Decode for DeletePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletePolicyOutput {}

static DELETE_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeletePolicyOutput", members: &[] };

impl DeletePolicyOutput {
    const STRUCTURE: &'static Structure = &DELETE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DeletePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static CREATE_POLICY_VERSION: Operation = Operation {
    name: "CreatePolicyVersion",
    service: Service::Iot,
    method: "POST",
    uri: "/policies/{policyName}/version",
    signed: true,
    input: CreatePolicyVersionInput::STRUCTURE,
    output: CreatePolicyVersionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::MALFORMED_POLICY_EXCEPTION,
        &errors::VERSIONS_LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyVersionInput {
    pub policy_document: String,
    pub policy_name: String,
    pub set_as_default: Option<bool>,
}

static CREATE_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyVersionInput",
    members: &[
        Member {
            name: "policyDocument",
            wire_name: "policyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(0),
                max: Some(404_600),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "setAsDefault",
            wire_name: "setAsDefault",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl CreatePolicyVersionInput {
    const STRUCTURE: &'static Structure = &CREATE_POLICY_VERSION_INPUT_STRUCTURE;
}

impl Decode for CreatePolicyVersionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            policy_document: members.required(0)?,
            policy_name: members.required(1)?,
            set_as_default: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyVersionOutput {
    pub is_default_version: Option<bool>,
    pub policy_arn: Option<String>,
    pub policy_document: Option<String>,
    pub policy_version_id: Option<String>,
}

static CREATE_POLICY_VERSION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyVersionOutput",
    members: &[
        Member {
            name: "isDefaultVersion",
            wire_name: "isDefaultVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "policyArn",
            wire_name: "policyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyDocument",
            wire_name: "policyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(404_600),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyVersionId",
            wire_name: "policyVersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreatePolicyVersionOutput {
    const STRUCTURE: &'static Structure = &CREATE_POLICY_VERSION_OUTPUT_STRUCTURE;
}

impl Encode for CreatePolicyVersionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_default_version.map(IntoValue::into_value),
            self.policy_arn.map(IntoValue::into_value),
            self.policy_document.map(IntoValue::into_value),
            self.policy_version_id.map(IntoValue::into_value),
        ])
    }
}

pub static GET_POLICY_VERSION: Operation = Operation {
    name: "GetPolicyVersion",
    service: Service::Iot,
    method: "GET",
    uri: "/policies/{policyName}/version/{policyVersionId}",
    signed: true,
    input: GetPolicyVersionInput::STRUCTURE,
    output: GetPolicyVersionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyVersionInput {
    pub policy_name: String,
    pub policy_version_id: String,
}

static GET_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyVersionInput",
    members: &[
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyVersionId",
            wire_name: "policyVersionId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetPolicyVersionInput {
    const STRUCTURE: &'static Structure = &GET_POLICY_VERSION_INPUT_STRUCTURE;
}

impl Decode for GetPolicyVersionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, policy_version_id: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyVersionOutput {
    pub creation_date: Option<crate::Timestamp>,
    pub generation_id: Option<String>,
    pub is_default_version: Option<bool>,
    pub last_modified_date: Option<crate::Timestamp>,
    pub policy_arn: Option<String>,
    pub policy_document: Option<String>,
    pub policy_name: Option<String>,
    pub policy_version_id: Option<String>,
}

static GET_POLICY_VERSION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyVersionOutput",
    members: &[
        Member {
            name: "creationDate",
            wire_name: "creationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "generationId",
            wire_name: "generationId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "isDefaultVersion",
            wire_name: "isDefaultVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "lastModifiedDate",
            wire_name: "lastModifiedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "policyArn",
            wire_name: "policyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyDocument",
            wire_name: "policyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(404_600),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyVersionId",
            wire_name: "policyVersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetPolicyVersionOutput {
    const STRUCTURE: &'static Structure = &GET_POLICY_VERSION_OUTPUT_STRUCTURE;
}

impl Encode for GetPolicyVersionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.creation_date.map(IntoValue::into_value),
            self.generation_id.map(IntoValue::into_value),
            self.is_default_version.map(IntoValue::into_value),
            self.last_modified_date.map(IntoValue::into_value),
            self.policy_arn.map(IntoValue::into_value),
            self.policy_document.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
            self.policy_version_id.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_POLICY_VERSIONS: Operation = Operation {
    name: "ListPolicyVersions",
    service: Service::Iot,
    method: "GET",
    uri: "/policies/{policyName}/version",
    signed: true,
    input: ListPolicyVersionsInput::STRUCTURE,
    output: ListPolicyVersionsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPolicyVersionsInput {
    pub policy_name: String,
}

static LIST_POLICY_VERSIONS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPolicyVersionsInput",
    members: &[Member {
        name: "policyName",
        wire_name: "policyName",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(128),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl ListPolicyVersionsInput {
    const STRUCTURE: &'static Structure = &LIST_POLICY_VERSIONS_INPUT_STRUCTURE;
}

impl Decode for ListPolicyVersionsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPolicyVersionsOutput {
    pub policy_versions: Option<Vec<PolicyVersion>>,
}

static LIST_POLICY_VERSIONS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPolicyVersionsOutput",
    members: &[Member {
        name: "policyVersions",
        wire_name: "policyVersions",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(PolicyVersion::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl ListPolicyVersionsOutput {
    const STRUCTURE: &'static Structure = &LIST_POLICY_VERSIONS_OUTPUT_STRUCTURE;
}

impl Encode for ListPolicyVersionsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policy_versions.map(IntoValue::into_value)])
    }
}

pub static SET_DEFAULT_POLICY_VERSION: Operation = Operation {
    name: "SetDefaultPolicyVersion",
    service: Service::Iot,
    method: "PATCH",
    uri: "/policies/{policyName}/version/{policyVersionId}",
    signed: true,
    input: SetDefaultPolicyVersionInput::STRUCTURE,
    output: SetDefaultPolicyVersionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetDefaultPolicyVersionInput {
    pub policy_name: String,
    pub policy_version_id: String,
}

static SET_DEFAULT_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "SetDefaultPolicyVersionInput",
    members: &[
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyVersionId",
            wire_name: "policyVersionId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl SetDefaultPolicyVersionInput {
    const STRUCTURE: &'static Structure = &SET_DEFAULT_POLICY_VERSION_INPUT_STRUCTURE;
}

impl Decode for SetDefaultPolicyVersionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, policy_version_id: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetDefaultPolicyVersionOutput {}

static SET_DEFAULT_POLICY_VERSION_OUTPUT_STRUCTURE: Structure =
    Structure { name: "SetDefaultPolicyVersionOutput", members: &[] };

impl SetDefaultPolicyVersionOutput {
    const STRUCTURE: &'static Structure = &SET_DEFAULT_POLICY_VERSION_OUTPUT_STRUCTURE;
}

impl Encode for SetDefaultPolicyVersionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_POLICY_VERSION: Operation = Operation {
    name: "DeletePolicyVersion",
    service: Service::Iot,
    method: "DELETE",
    uri: "/policies/{policyName}/version/{policyVersionId}",
    signed: true,
    input: DeletePolicyVersionInput::STRUCTURE,
    output: DeletePolicyVersionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletePolicyVersionInput {
    pub policy_name: String,
    pub policy_version_id: String,
}

static DELETE_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "DeletePolicyVersionInput",
    members: &[
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyVersionId",
            wire_name: "policyVersionId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DeletePolicyVersionInput {
    const STRUCTURE: &'static Structure = &DELETE_POLICY_VERSION_INPUT_STRUCTURE;
}

impl Decode for DeletePolicyVersionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, policy_version_id: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletePolicyVersionOutput {}

static DELETE_POLICY_VERSION_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeletePolicyVersionOutput", members: &[] };

impl DeletePolicyVersionOutput {
    const STRUCTURE: &'static Structure = &DELETE_POLICY_VERSION_OUTPUT_STRUCTURE;
}

impl Encode for DeletePolicyVersionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static ATTACH_POLICY: Operation = Operation {
    name: "AttachPolicy",
    service: Service::Iot,
    method: "PUT",
    uri: "/target-policies/{policyName}",
    signed: true,
    input: AttachPolicyInput::STRUCTURE,
    output: AttachPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachPolicyInput {
    pub policy_name: String,
    pub target: String,
}

static ATTACH_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "AttachPolicyInput",
    members: &[
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "target",
            wire_name: "target",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AttachPolicyInput {
    const STRUCTURE: &'static Structure = &ATTACH_POLICY_INPUT_STRUCTURE;
}

impl Decode for AttachPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, target: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachPolicyOutput {}

static ATTACH_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AttachPolicyOutput", members: &[] };

impl AttachPolicyOutput {
    const STRUCTURE: &'static Structure = &ATTACH_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for AttachPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DETACH_POLICY: Operation = Operation {
    name: "DetachPolicy",
    service: Service::Iot,
    method: "POST",
    uri: "/target-policies/{policyName}",
    signed: true,
    input: DetachPolicyInput::STRUCTURE,
    output: DetachPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachPolicyInput {
    pub policy_name: String,
    pub target: String,
}

static DETACH_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DetachPolicyInput",
    members: &[
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "target",
            wire_name: "target",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DetachPolicyInput {
    const STRUCTURE: &'static Structure = &DETACH_POLICY_INPUT_STRUCTURE;
}

impl Decode for DetachPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, target: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachPolicyOutput {}

static DETACH_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DetachPolicyOutput", members: &[] };

impl DetachPolicyOutput {
    const STRUCTURE: &'static Structure = &DETACH_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DetachPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_ATTACHED_POLICIES: Operation = Operation {
    name: "ListAttachedPolicies",
    service: Service::Iot,
    method: "POST",
    uri: "/attached-policies/{target+}",
    signed: true,
    input: ListAttachedPoliciesInput::STRUCTURE,
    output: ListAttachedPoliciesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedPoliciesInput {
    pub marker: Option<String>,
    pub page_size: Option<i32>,
    pub recursive: Option<bool>,
    pub target: String,
}

static LIST_ATTACHED_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedPoliciesInput",
    members: &[
        Member {
            name: "marker",
            wire_name: "marker",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "pageSize",
            wire_name: "pageSize",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "recursive",
            wire_name: "recursive",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "target",
            wire_name: "target",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListAttachedPoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListAttachedPoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            page_size: members.optional(1)?,
            recursive: members.optional(2)?,
            target: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedPoliciesOutput {
    pub next_marker: Option<String>,
    pub policies: Option<Vec<Policy>>,
}

static LIST_ATTACHED_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedPoliciesOutput",
    members: &[
        Member {
            name: "nextMarker",
            wire_name: "nextMarker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policies",
            wire_name: "policies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Policy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListAttachedPoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListAttachedPoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_marker.map(IntoValue::into_value),
            self.policies.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_TARGETS_FOR_POLICY: Operation = Operation {
    name: "ListTargetsForPolicy",
    service: Service::Iot,
    method: "POST",
    uri: "/policy-targets/{policyName}",
    signed: true,
    input: ListTargetsForPolicyInput::STRUCTURE,
    output: ListTargetsForPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTargetsForPolicyInput {
    pub marker: Option<String>,
    pub page_size: Option<i32>,
    pub policy_name: String,
}

static LIST_TARGETS_FOR_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "ListTargetsForPolicyInput",
    members: &[
        Member {
            name: "marker",
            wire_name: "marker",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "pageSize",
            wire_name: "pageSize",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListTargetsForPolicyInput {
    const STRUCTURE: &'static Structure = &LIST_TARGETS_FOR_POLICY_INPUT_STRUCTURE;
}

impl Decode for ListTargetsForPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            page_size: members.optional(1)?,
            policy_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTargetsForPolicyOutput {
    pub next_marker: Option<String>,
    pub targets: Option<Vec<String>>,
}

static LIST_TARGETS_FOR_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListTargetsForPolicyOutput",
    members: &[
        Member {
            name: "nextMarker",
            wire_name: "nextMarker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "targets",
            wire_name: "targets",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: None,
                    max: None,
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListTargetsForPolicyOutput {
    const STRUCTURE: &'static Structure = &LIST_TARGETS_FOR_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for ListTargetsForPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_marker.map(IntoValue::into_value),
            self.targets.map(IntoValue::into_value),
        ])
    }
}

pub static DESCRIBE_ENDPOINT: Operation = Operation {
    name: "DescribeEndpoint",
    service: Service::Iot,
    method: "GET",
    uri: "/endpoint",
    signed: true,
    input: DescribeEndpointInput::STRUCTURE,
    output: DescribeEndpointOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeEndpointInput {
    pub endpoint_type: Option<String>,
}

static DESCRIBE_ENDPOINT_INPUT_STRUCTURE: Structure = Structure {
    name: "DescribeEndpointInput",
    members: &[Member {
        name: "endpointType",
        wire_name: "endpointType",
        location: Location::Query,
        required: false,
        shape: &Shape::String {
            min: None,
            max: Some(128),
            pattern: Some("[\\s\\S]*"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeEndpointInput {
    const STRUCTURE: &'static Structure = &DESCRIBE_ENDPOINT_INPUT_STRUCTURE;
}

impl Decode for DescribeEndpointInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { endpoint_type: members.optional(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeEndpointOutput {
    pub endpoint_address: Option<String>,
}

static DESCRIBE_ENDPOINT_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DescribeEndpointOutput",
    members: &[Member {
        name: "endpointAddress",
        wire_name: "endpointAddress",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: None,
            max: None,
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeEndpointOutput {
    const STRUCTURE: &'static Structure = &DESCRIBE_ENDPOINT_OUTPUT_STRUCTURE;
}

impl Encode for DescribeEndpointOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.endpoint_address.map(IntoValue::into_value)])
    }
}

pub static CREATE_THING: Operation = Operation {
    name: "CreateThing",
    service: Service::Iot,
    method: "POST",
    uri: "/things/{thingName}",
    signed: true,
    input: CreateThingInput::STRUCTURE,
    output: CreateThingOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_ALREADY_EXISTS_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateThingInput {
    pub attribute_payload: Option<AttributePayload>,
    pub billing_group_name: Option<String>,
    pub thing_name: String,
    pub thing_type_name: Option<String>,
}

static CREATE_THING_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateThingInput",
    members: &[
        Member {
            name: "attributePayload",
            wire_name: "attributePayload",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AttributePayload::STRUCTURE),
        },
        Member {
            name: "billingGroupName",
            wire_name: "billingGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingTypeName",
            wire_name: "thingTypeName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateThingInput {
    const STRUCTURE: &'static Structure = &CREATE_THING_INPUT_STRUCTURE;
}

impl Decode for CreateThingInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            attribute_payload: members.optional(0)?,
            billing_group_name: members.optional(1)?,
            thing_name: members.required(2)?,
            thing_type_name: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateThingOutput {
    pub thing_arn: Option<String>,
    pub thing_id: Option<String>,
    pub thing_name: Option<String>,
}

static CREATE_THING_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateThingOutput",
    members: &[
        Member {
            name: "thingArn",
            wire_name: "thingArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingId",
            wire_name: "thingId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateThingOutput {
    const STRUCTURE: &'static Structure = &CREATE_THING_OUTPUT_STRUCTURE;
}

impl Encode for CreateThingOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.thing_arn.map(IntoValue::into_value),
            self.thing_id.map(IntoValue::into_value),
            self.thing_name.map(IntoValue::into_value),
        ])
    }
}

pub static DESCRIBE_THING: Operation = Operation {
    name: "DescribeThing",
    service: Service::Iot,
    method: "GET",
    uri: "/things/{thingName}",
    signed: true,
    input: DescribeThingInput::STRUCTURE,
    output: DescribeThingOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeThingInput {
    pub thing_name: String,
}

static DESCRIBE_THING_INPUT_STRUCTURE: Structure = Structure {
    name: "DescribeThingInput",
    members: &[Member {
        name: "thingName",
        wire_name: "thingName",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(128),
            pattern: Some("[a-zA-Z0-9:_-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeThingInput {
    const STRUCTURE: &'static Structure = &DESCRIBE_THING_INPUT_STRUCTURE;
}

impl Decode for DescribeThingInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { thing_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeThingOutput {
    pub attributes: Option<std::collections::BTreeMap<String, String>>,
    pub billing_group_name: Option<String>,
    pub default_client_id: Option<String>,
    pub thing_arn: Option<String>,
    pub thing_id: Option<String>,
    pub thing_name: Option<String>,
    pub thing_type_name: Option<String>,
    pub version: Option<i64>,
}

static DESCRIBE_THING_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DescribeThingOutput",
    members: &[
        Member {
            name: "attributes",
            wire_name: "attributes",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: None,
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9_.,@/:#-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: None,
                    max: Some(800),
                    pattern: Some("[a-zA-Z0-9_.,@/:#=\\[\\]-]*"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "billingGroupName",
            wire_name: "billingGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "defaultClientId",
            wire_name: "defaultClientId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingArn",
            wire_name: "thingArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingId",
            wire_name: "thingId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingTypeName",
            wire_name: "thingTypeName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "version",
            wire_name: "version",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
    ],
};

impl DescribeThingOutput {
    const STRUCTURE: &'static Structure = &DESCRIBE_THING_OUTPUT_STRUCTURE;
}

impl Encode for DescribeThingOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attributes.map(IntoValue::into_value),
            self.billing_group_name.map(IntoValue::into_value),
            self.default_client_id.map(IntoValue::into_value),
            self.thing_arn.map(IntoValue::into_value),
            self.thing_id.map(IntoValue::into_value),
            self.thing_name.map(IntoValue::into_value),
            self.thing_type_name.map(IntoValue::into_value),
            self.version.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_THING: Operation = Operation {
    name: "DeleteThing",
    service: Service::Iot,
    method: "DELETE",
    uri: "/things/{thingName}",
    signed: true,
    input: DeleteThingInput::STRUCTURE,
    output: DeleteThingOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::VERSION_CONFLICT_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteThingInput {
    pub expected_version: Option<i64>,
    pub thing_name: String,
}

static DELETE_THING_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteThingInput",
    members: &[
        Member {
            name: "expectedVersion",
            wire_name: "expectedVersion",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DeleteThingInput {
    const STRUCTURE: &'static Structure = &DELETE_THING_INPUT_STRUCTURE;
}

impl Decode for DeleteThingInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { expected_version: members.optional(0)?, thing_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteThingOutput {}

static DELETE_THING_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteThingOutput", members: &[] };

impl DeleteThingOutput {
    const STRUCTURE: &'static Structure = &DELETE_THING_OUTPUT_STRUCTURE;
}

impl Encode for DeleteThingOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_THINGS: Operation = Operation {
    name: "ListThings",
    service: Service::Iot,
    method: "GET",
    uri: "/things",
    signed: true,
    input: ListThingsInput::STRUCTURE,
    output: ListThingsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingsInput {
    pub attribute_name: Option<String>,
    pub attribute_value: Option<String>,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub thing_type_name: Option<String>,
    pub use_prefix_attribute_value: Option<bool>,
}

static LIST_THINGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListThingsInput",
    members: &[
        Member {
            name: "attributeName",
            wire_name: "attributeName",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(128),
                pattern: Some("[a-zA-Z0-9_.,@/:#-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "attributeValue",
            wire_name: "attributeValue",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(800),
                pattern: Some("[a-zA-Z0-9_.,@/:#=\\[\\]-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingTypeName",
            wire_name: "thingTypeName",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "usePrefixAttributeValue",
            wire_name: "usePrefixAttributeValue",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl ListThingsInput {
    const STRUCTURE: &'static Structure = &LIST_THINGS_INPUT_STRUCTURE;
}

impl Decode for ListThingsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            attribute_name: members.optional(0)?,
            attribute_value: members.optional(1)?,
            max_results: members.optional(2)?,
            next_token: members.optional(3)?,
            thing_type_name: members.optional(4)?,
            use_prefix_attribute_value: members.optional(5)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingsOutput {
    pub next_token: Option<String>,
    pub things: Option<Vec<ThingAttribute>>,
}

static LIST_THINGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListThingsOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "things",
            wire_name: "things",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ThingAttribute::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListThingsOutput {
    const STRUCTURE: &'static Structure = &LIST_THINGS_OUTPUT_STRUCTURE;
}

impl Encode for ListThingsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.things.map(IntoValue::into_value),
        ])
    }
}

pub static ATTACH_THING_PRINCIPAL: Operation = Operation {
    name: "AttachThingPrincipal",
    service: Service::Iot,
    method: "PUT",
    uri: "/things/{thingName}/principals",
    signed: true,
    input: AttachThingPrincipalInput::STRUCTURE,
    output: AttachThingPrincipalOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachThingPrincipalInput {
    pub principal: String,
    pub thing_name: String,
    pub thing_principal_type: Option<String>,
}

static ATTACH_THING_PRINCIPAL_INPUT_STRUCTURE: Structure = Structure {
    name: "AttachThingPrincipalInput",
    members: &[
        Member {
            name: "principal",
            wire_name: "x-amzn-principal",
            location: Location::Header,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingPrincipalType",
            wire_name: "thingPrincipalType",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["EXCLUSIVE_THING", "NON_EXCLUSIVE_THING"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AttachThingPrincipalInput {
    const STRUCTURE: &'static Structure = &ATTACH_THING_PRINCIPAL_INPUT_STRUCTURE;
}

impl Decode for AttachThingPrincipalInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            principal: members.required(0)?,
            thing_name: members.required(1)?,
            thing_principal_type: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachThingPrincipalOutput {}

static ATTACH_THING_PRINCIPAL_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AttachThingPrincipalOutput", members: &[] };

impl AttachThingPrincipalOutput {
    const STRUCTURE: &'static Structure = &ATTACH_THING_PRINCIPAL_OUTPUT_STRUCTURE;
}

impl Encode for AttachThingPrincipalOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DETACH_THING_PRINCIPAL: Operation = Operation {
    name: "DetachThingPrincipal",
    service: Service::Iot,
    method: "DELETE",
    uri: "/things/{thingName}/principals",
    signed: true,
    input: DetachThingPrincipalInput::STRUCTURE,
    output: DetachThingPrincipalOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachThingPrincipalInput {
    pub principal: String,
    pub thing_name: String,
}

static DETACH_THING_PRINCIPAL_INPUT_STRUCTURE: Structure = Structure {
    name: "DetachThingPrincipalInput",
    members: &[
        Member {
            name: "principal",
            wire_name: "x-amzn-principal",
            location: Location::Header,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DetachThingPrincipalInput {
    const STRUCTURE: &'static Structure = &DETACH_THING_PRINCIPAL_INPUT_STRUCTURE;
}

impl Decode for DetachThingPrincipalInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { principal: members.required(0)?, thing_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachThingPrincipalOutput {}

static DETACH_THING_PRINCIPAL_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DetachThingPrincipalOutput", members: &[] };

impl DetachThingPrincipalOutput {
    const STRUCTURE: &'static Structure = &DETACH_THING_PRINCIPAL_OUTPUT_STRUCTURE;
}

impl Encode for DetachThingPrincipalOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_THING_PRINCIPALS: Operation = Operation {
    name: "ListThingPrincipals",
    service: Service::Iot,
    method: "GET",
    uri: "/things/{thingName}/principals",
    signed: true,
    input: ListThingPrincipalsInput::STRUCTURE,
    output: ListThingPrincipalsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingPrincipalsInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub thing_name: String,
}

static LIST_THING_PRINCIPALS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListThingPrincipalsInput",
    members: &[
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListThingPrincipalsInput {
    const STRUCTURE: &'static Structure = &LIST_THING_PRINCIPALS_INPUT_STRUCTURE;
}

impl Decode for ListThingPrincipalsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            max_results: members.optional(0)?,
            next_token: members.optional(1)?,
            thing_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingPrincipalsOutput {
    pub next_token: Option<String>,
    pub principals: Option<Vec<String>>,
}

static LIST_THING_PRINCIPALS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListThingPrincipalsOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "principals",
            wire_name: "principals",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: None,
                    max: None,
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListThingPrincipalsOutput {
    const STRUCTURE: &'static Structure = &LIST_THING_PRINCIPALS_OUTPUT_STRUCTURE;
}

impl Encode for ListThingPrincipalsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.principals.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_PRINCIPAL_THINGS: Operation = Operation {
    name: "ListPrincipalThings",
    service: Service::Iot,
    method: "GET",
    uri: "/principals/things",
    signed: true,
    input: ListPrincipalThingsInput::STRUCTURE,
    output: ListPrincipalThingsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPrincipalThingsInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub principal: String,
}

static LIST_PRINCIPAL_THINGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPrincipalThingsInput",
    members: &[
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "principal",
            wire_name: "x-amzn-principal",
            location: Location::Header,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListPrincipalThingsInput {
    const STRUCTURE: &'static Structure = &LIST_PRINCIPAL_THINGS_INPUT_STRUCTURE;
}

impl Decode for ListPrincipalThingsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            max_results: members.optional(0)?,
            next_token: members.optional(1)?,
            principal: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPrincipalThingsOutput {
    pub next_token: Option<String>,
    pub things: Option<Vec<String>>,
}

static LIST_PRINCIPAL_THINGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPrincipalThingsOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "things",
            wire_name: "things",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9:_-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListPrincipalThingsOutput {
    const STRUCTURE: &'static Structure = &LIST_PRINCIPAL_THINGS_OUTPUT_STRUCTURE;
}

impl Encode for ListPrincipalThingsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.things.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_THING_GROUP: Operation = Operation {
    name: "CreateThingGroup",
    service: Service::Iot,
    method: "POST",
    uri: "/thing-groups/{thingGroupName}",
    signed: true,
    input: CreateThingGroupInput::STRUCTURE,
    output: CreateThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::RESOURCE_ALREADY_EXISTS_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateThingGroupInput {
    pub parent_group_name: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub thing_group_name: String,
    pub thing_group_properties: Option<ThingGroupProperties>,
}

static CREATE_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateThingGroupInput",
    members: &[
        Member {
            name: "parentGroupName",
            wire_name: "parentGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "tags",
            wire_name: "tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupProperties",
            wire_name: "thingGroupProperties",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ThingGroupProperties::STRUCTURE),
        },
    ],
};

impl CreateThingGroupInput {
    const STRUCTURE: &'static Structure = &CREATE_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for CreateThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            parent_group_name: members.optional(0)?,
            tags: members.optional(1)?,
            thing_group_name: members.required(2)?,
            thing_group_properties: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateThingGroupOutput {
    pub thing_group_arn: Option<String>,
    pub thing_group_id: Option<String>,
    pub thing_group_name: Option<String>,
}

static CREATE_THING_GROUP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateThingGroupOutput",
    members: &[
        Member {
            name: "thingGroupArn",
            wire_name: "thingGroupArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupId",
            wire_name: "thingGroupId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9\\-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateThingGroupOutput {
    const STRUCTURE: &'static Structure = &CREATE_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for CreateThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.thing_group_arn.map(IntoValue::into_value),
            self.thing_group_id.map(IntoValue::into_value),
            self.thing_group_name.map(IntoValue::into_value),
        ])
    }
}

pub static DESCRIBE_THING_GROUP: Operation = Operation {
    name: "DescribeThingGroup",
    service: Service::Iot,
    method: "GET",
    uri: "/thing-groups/{thingGroupName}",
    signed: true,
    input: DescribeThingGroupInput::STRUCTURE,
    output: DescribeThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeThingGroupInput {
    pub thing_group_name: String,
}

static DESCRIBE_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "DescribeThingGroupInput",
    members: &[Member {
        name: "thingGroupName",
        wire_name: "thingGroupName",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(128),
            pattern: Some("[a-zA-Z0-9:_-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeThingGroupInput {
    const STRUCTURE: &'static Structure = &DESCRIBE_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for DescribeThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { thing_group_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeThingGroupOutput {
    pub index_name: Option<String>,
    pub query_string: Option<String>,
    pub query_version: Option<String>,
    pub status: Option<String>,
    pub thing_group_arn: Option<String>,
    pub thing_group_id: Option<String>,
    pub thing_group_metadata: Option<ThingGroupMetadata>,
    pub thing_group_name: Option<String>,
    pub thing_group_properties: Option<ThingGroupProperties>,
    pub version: Option<i64>,
}

static DESCRIBE_THING_GROUP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DescribeThingGroupOutput",
    members: &[
        Member {
            name: "indexName",
            wire_name: "indexName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "queryString",
            wire_name: "queryString",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "queryVersion",
            wire_name: "queryVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "status",
            wire_name: "status",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["ACTIVE", "BUILDING", "REBUILDING"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupArn",
            wire_name: "thingGroupArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupId",
            wire_name: "thingGroupId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9\\-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupMetadata",
            wire_name: "thingGroupMetadata",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ThingGroupMetadata::STRUCTURE),
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupProperties",
            wire_name: "thingGroupProperties",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ThingGroupProperties::STRUCTURE),
        },
        Member {
            name: "version",
            wire_name: "version",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
    ],
};

impl DescribeThingGroupOutput {
    const STRUCTURE: &'static Structure = &DESCRIBE_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for DescribeThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.index_name.map(IntoValue::into_value),
            self.query_string.map(IntoValue::into_value),
            self.query_version.map(IntoValue::into_value),
            self.status.map(IntoValue::into_value),
            self.thing_group_arn.map(IntoValue::into_value),
            self.thing_group_id.map(IntoValue::into_value),
            self.thing_group_metadata.map(IntoValue::into_value),
            self.thing_group_name.map(IntoValue::into_value),
            self.thing_group_properties.map(IntoValue::into_value),
            self.version.map(IntoValue::into_value),
        ])
    }
}

pub static UPDATE_THING_GROUP: Operation = Operation {
    name: "UpdateThingGroup",
    service: Service::Iot,
    method: "PATCH",
    uri: "/thing-groups/{thingGroupName}",
    signed: true,
    input: UpdateThingGroupInput::STRUCTURE,
    output: UpdateThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::VERSION_CONFLICT_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateThingGroupInput {
    pub expected_version: Option<i64>,
    pub thing_group_name: String,
    pub thing_group_properties: ThingGroupProperties,
}

static UPDATE_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateThingGroupInput",
    members: &[
        Member {
            name: "expectedVersion",
            wire_name: "expectedVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupProperties",
            wire_name: "thingGroupProperties",
            location: Location::Body,
            required: true,
            shape: &Shape::Structure(ThingGroupProperties::STRUCTURE),
        },
    ],
};

impl UpdateThingGroupInput {
    const STRUCTURE: &'static Structure = &UPDATE_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for UpdateThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            expected_version: members.optional(0)?,
            thing_group_name: members.required(1)?,
            thing_group_properties: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateThingGroupOutput {
    pub version: Option<i64>,
}

static UPDATE_THING_GROUP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "UpdateThingGroupOutput",
    members: &[Member {
        name: "version",
        wire_name: "version",
        location: Location::Body,
        required: false,
        shape: &Shape::Integer { min: None, max: None, long: true },
    }],
};

impl UpdateThingGroupOutput {
    const STRUCTURE: &'static Structure = &UPDATE_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for UpdateThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.version.map(IntoValue::into_value)])
    }
}

pub static DELETE_THING_GROUP: Operation = Operation {
    name: "DeleteThingGroup",
    service: Service::Iot,
    method: "DELETE",
    uri: "/thing-groups/{thingGroupName}",
    signed: true,
    input: DeleteThingGroupInput::STRUCTURE,
    output: DeleteThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::VERSION_CONFLICT_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteThingGroupInput {
    pub expected_version: Option<i64>,
    pub thing_group_name: String,
}

static DELETE_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteThingGroupInput",
    members: &[
        Member {
            name: "expectedVersion",
            wire_name: "expectedVersion",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DeleteThingGroupInput {
    const STRUCTURE: &'static Structure = &DELETE_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for DeleteThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { expected_version: members.optional(0)?, thing_group_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteThingGroupOutput {}

static DELETE_THING_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteThingGroupOutput", members: &[] };

impl DeleteThingGroupOutput {
    const STRUCTURE: &'static Structure = &DELETE_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for DeleteThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_THING_GROUPS: Operation = Operation {
    name: "ListThingGroups",
    service: Service::Iot,
    method: "GET",
    uri: "/thing-groups",
    signed: true,
    input: ListThingGroupsInput::STRUCTURE,
    output: ListThingGroupsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingGroupsInput {
    pub max_results: Option<i32>,
    pub name_prefix_filter: Option<String>,
    pub next_token: Option<String>,
    pub parent_group: Option<String>,
    pub recursive: Option<bool>,
}

static LIST_THING_GROUPS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListThingGroupsInput",
    members: &[
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "namePrefixFilter",
            wire_name: "namePrefixFilter",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "parentGroup",
            wire_name: "parentGroup",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "recursive",
            wire_name: "recursive",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl ListThingGroupsInput {
    const STRUCTURE: &'static Structure = &LIST_THING_GROUPS_INPUT_STRUCTURE;
}

impl Decode for ListThingGroupsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            max_results: members.optional(0)?,
            name_prefix_filter: members.optional(1)?,
            next_token: members.optional(2)?,
            parent_group: members.optional(3)?,
            recursive: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingGroupsOutput {
    pub next_token: Option<String>,
    pub thing_groups: Option<Vec<GroupNameAndArn>>,
}

static LIST_THING_GROUPS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListThingGroupsOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroups",
            wire_name: "thingGroups",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(GroupNameAndArn::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListThingGroupsOutput {
    const STRUCTURE: &'static Structure = &LIST_THING_GROUPS_OUTPUT_STRUCTURE;
}

impl Encode for ListThingGroupsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.thing_groups.map(IntoValue::into_value),
        ])
    }
}

pub static ADD_THING_TO_THING_GROUP: Operation = Operation {
    name: "AddThingToThingGroup",
    service: Service::Iot,
    method: "PUT",
    uri: "/thing-groups/addThingToThingGroup",
    signed: true,
    input: AddThingToThingGroupInput::STRUCTURE,
    output: AddThingToThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddThingToThingGroupInput {
    pub override_dynamic_groups: Option<bool>,
    pub thing_arn: Option<String>,
    pub thing_group_arn: Option<String>,
    pub thing_group_name: Option<String>,
    pub thing_name: Option<String>,
}

static ADD_THING_TO_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "AddThingToThingGroupInput",
    members: &[
        Member {
            name: "overrideDynamicGroups",
            wire_name: "overrideDynamicGroups",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "thingArn",
            wire_name: "thingArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupArn",
            wire_name: "thingGroupArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AddThingToThingGroupInput {
    const STRUCTURE: &'static Structure = &ADD_THING_TO_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for AddThingToThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            override_dynamic_groups: members.optional(0)?,
            thing_arn: members.optional(1)?,
            thing_group_arn: members.optional(2)?,
            thing_group_name: members.optional(3)?,
            thing_name: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddThingToThingGroupOutput {}

static ADD_THING_TO_THING_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AddThingToThingGroupOutput", members: &[] };

impl AddThingToThingGroupOutput {
    const STRUCTURE: &'static Structure = &ADD_THING_TO_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for AddThingToThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static REMOVE_THING_FROM_THING_GROUP: Operation = Operation {
    name: "RemoveThingFromThingGroup",
    service: Service::Iot,
    method: "PUT",
    uri: "/thing-groups/removeThingFromThingGroup",
    signed: true,
    input: RemoveThingFromThingGroupInput::STRUCTURE,
    output: RemoveThingFromThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemoveThingFromThingGroupInput {
    pub thing_arn: Option<String>,
    pub thing_group_arn: Option<String>,
    pub thing_group_name: Option<String>,
    pub thing_name: Option<String>,
}

static REMOVE_THING_FROM_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "RemoveThingFromThingGroupInput",
    members: &[
        Member {
            name: "thingArn",
            wire_name: "thingArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupArn",
            wire_name: "thingGroupArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl RemoveThingFromThingGroupInput {
    const STRUCTURE: &'static Structure = &REMOVE_THING_FROM_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for RemoveThingFromThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            thing_arn: members.optional(0)?,
            thing_group_arn: members.optional(1)?,
            thing_group_name: members.optional(2)?,
            thing_name: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemoveThingFromThingGroupOutput {}

static REMOVE_THING_FROM_THING_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "RemoveThingFromThingGroupOutput", members: &[] };

impl RemoveThingFromThingGroupOutput {
    const STRUCTURE: &'static Structure = &REMOVE_THING_FROM_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for RemoveThingFromThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UPDATE_THING_GROUPS_FOR_THING: Operation = Operation {
    name: "UpdateThingGroupsForThing",
    service: Service::Iot,
    method: "PUT",
    uri: "/thing-groups/updateThingGroupsForThing",
    signed: true,
    input: UpdateThingGroupsForThingInput::STRUCTURE,
    output: UpdateThingGroupsForThingOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateThingGroupsForThingInput {
    pub override_dynamic_groups: Option<bool>,
    pub thing_groups_to_add: Option<Vec<String>>,
    pub thing_groups_to_remove: Option<Vec<String>>,
    pub thing_name: Option<String>,
}

static UPDATE_THING_GROUPS_FOR_THING_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateThingGroupsForThingInput",
    members: &[
        Member {
            name: "overrideDynamicGroups",
            wire_name: "overrideDynamicGroups",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "thingGroupsToAdd",
            wire_name: "thingGroupsToAdd",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9:_-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "thingGroupsToRemove",
            wire_name: "thingGroupsToRemove",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9:_-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateThingGroupsForThingInput {
    const STRUCTURE: &'static Structure = &UPDATE_THING_GROUPS_FOR_THING_INPUT_STRUCTURE;
}

impl Decode for UpdateThingGroupsForThingInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            override_dynamic_groups: members.optional(0)?,
            thing_groups_to_add: members.optional(1)?,
            thing_groups_to_remove: members.optional(2)?,
            thing_name: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateThingGroupsForThingOutput {}

static UPDATE_THING_GROUPS_FOR_THING_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateThingGroupsForThingOutput", members: &[] };

impl UpdateThingGroupsForThingOutput {
    const STRUCTURE: &'static Structure = &UPDATE_THING_GROUPS_FOR_THING_OUTPUT_STRUCTURE;
}

impl Encode for UpdateThingGroupsForThingOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_THING_GROUPS_FOR_THING: Operation = Operation {
    name: "ListThingGroupsForThing",
    service: Service::Iot,
    method: "GET",
    uri: "/things/{thingName}/thing-groups",
    signed: true,
    input: ListThingGroupsForThingInput::STRUCTURE,
    output: ListThingGroupsForThingOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingGroupsForThingInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub thing_name: String,
}

static LIST_THING_GROUPS_FOR_THING_INPUT_STRUCTURE: Structure = Structure {
    name: "ListThingGroupsForThingInput",
    members: &[
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListThingGroupsForThingInput {
    const STRUCTURE: &'static Structure = &LIST_THING_GROUPS_FOR_THING_INPUT_STRUCTURE;
}

impl Decode for ListThingGroupsForThingInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            max_results: members.optional(0)?,
            next_token: members.optional(1)?,
            thing_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingGroupsForThingOutput {
    pub next_token: Option<String>,
    pub thing_groups: Option<Vec<GroupNameAndArn>>,
}

static LIST_THING_GROUPS_FOR_THING_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListThingGroupsForThingOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingGroups",
            wire_name: "thingGroups",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(GroupNameAndArn::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListThingGroupsForThingOutput {
    const STRUCTURE: &'static Structure = &LIST_THING_GROUPS_FOR_THING_OUTPUT_STRUCTURE;
}

impl Encode for ListThingGroupsForThingOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.thing_groups.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_THINGS_IN_THING_GROUP: Operation = Operation {
    name: "ListThingsInThingGroup",
    service: Service::Iot,
    method: "GET",
    uri: "/thing-groups/{thingGroupName}/things",
    signed: true,
    input: ListThingsInThingGroupInput::STRUCTURE,
    output: ListThingsInThingGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingsInThingGroupInput {
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
    pub recursive: Option<bool>,
    pub thing_group_name: String,
}

static LIST_THINGS_IN_THING_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "ListThingsInThingGroupInput",
    members: &[
        Member {
            name: "maxResults",
            wire_name: "maxResults",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "recursive",
            wire_name: "recursive",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "thingGroupName",
            wire_name: "thingGroupName",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListThingsInThingGroupInput {
    const STRUCTURE: &'static Structure = &LIST_THINGS_IN_THING_GROUP_INPUT_STRUCTURE;
}

impl Decode for ListThingsInThingGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            max_results: members.optional(0)?,
            next_token: members.optional(1)?,
            recursive: members.optional(2)?,
            thing_group_name: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListThingsInThingGroupOutput {
    pub next_token: Option<String>,
    pub things: Option<Vec<String>>,
}

static LIST_THINGS_IN_THING_GROUP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListThingsInThingGroupOutput",
    members: &[
        Member {
            name: "nextToken",
            wire_name: "nextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "things",
            wire_name: "things",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9:_-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListThingsInThingGroupOutput {
    const STRUCTURE: &'static Structure = &LIST_THINGS_IN_THING_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for ListThingsInThingGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.next_token.map(IntoValue::into_value),
            self.things.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_KEYS_AND_CERTIFICATE: Operation = Operation {
    name: "CreateKeysAndCertificate",
    service: Service::Iot,
    method: "POST",
    uri: "/keys-and-certificate",
    signed: true,
    input: CreateKeysAndCertificateInput::STRUCTURE,
    output: CreateKeysAndCertificateOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateKeysAndCertificateInput {
    pub set_as_active: Option<bool>,
}

static CREATE_KEYS_AND_CERTIFICATE_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateKeysAndCertificateInput",
    members: &[Member {
        name: "setAsActive",
        wire_name: "setAsActive",
        location: Location::Query,
        required: false,
        shape: &Shape::Boolean,
    }],
};

impl CreateKeysAndCertificateInput {
    const STRUCTURE: &'static Structure = &CREATE_KEYS_AND_CERTIFICATE_INPUT_STRUCTURE;
}

impl Decode for CreateKeysAndCertificateInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { set_as_active: members.optional(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateKeysAndCertificateOutput {
    pub certificate_arn: Option<String>,
    pub certificate_id: Option<String>,
    pub certificate_pem: Option<String>,
    pub key_pair: Option<KeyPair>,
}

static CREATE_KEYS_AND_CERTIFICATE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateKeysAndCertificateOutput",
    members: &[
        Member {
            name: "certificateArn",
            wire_name: "certificateArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificatePem",
            wire_name: "certificatePem",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_536),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "keyPair",
            wire_name: "keyPair",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(KeyPair::STRUCTURE),
        },
    ],
};

impl CreateKeysAndCertificateOutput {
    const STRUCTURE: &'static Structure = &CREATE_KEYS_AND_CERTIFICATE_OUTPUT_STRUCTURE;
}

impl Encode for CreateKeysAndCertificateOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.certificate_arn.map(IntoValue::into_value),
            self.certificate_id.map(IntoValue::into_value),
            self.certificate_pem.map(IntoValue::into_value),
            self.key_pair.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_CERTIFICATE_FROM_CSR: Operation = Operation {
    name: "CreateCertificateFromCsr",
    service: Service::Iot,
    method: "POST",
    uri: "/certificates",
    signed: true,
    input: CreateCertificateFromCsrInput::STRUCTURE,
    output: CreateCertificateFromCsrOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateCertificateFromCsrInput {
    pub certificate_signing_request: String,
    pub set_as_active: Option<bool>,
}

static CREATE_CERTIFICATE_FROM_CSR_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateCertificateFromCsrInput",
    members: &[
        Member {
            name: "certificateSigningRequest",
            wire_name: "certificateSigningRequest",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(4096),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "setAsActive",
            wire_name: "setAsActive",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl CreateCertificateFromCsrInput {
    const STRUCTURE: &'static Structure = &CREATE_CERTIFICATE_FROM_CSR_INPUT_STRUCTURE;
}

impl Decode for CreateCertificateFromCsrInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            certificate_signing_request: members.required(0)?,
            set_as_active: members.optional(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateCertificateFromCsrOutput {
    pub certificate_arn: Option<String>,
    pub certificate_id: Option<String>,
    pub certificate_pem: Option<String>,
}

static CREATE_CERTIFICATE_FROM_CSR_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateCertificateFromCsrOutput",
    members: &[
        Member {
            name: "certificateArn",
            wire_name: "certificateArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificatePem",
            wire_name: "certificatePem",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_536),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateCertificateFromCsrOutput {
    const STRUCTURE: &'static Structure = &CREATE_CERTIFICATE_FROM_CSR_OUTPUT_STRUCTURE;
}

impl Encode for CreateCertificateFromCsrOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.certificate_arn.map(IntoValue::into_value),
            self.certificate_id.map(IntoValue::into_value),
            self.certificate_pem.map(IntoValue::into_value),
        ])
    }
}

pub static REGISTER_CERTIFICATE_WITHOUT_CA: Operation = Operation {
    name: "RegisterCertificateWithoutCA",
    service: Service::Iot,
    method: "POST",
    uri: "/certificate/register-no-ca",
    signed: true,
    input: RegisterCertificateWithoutCAInput::STRUCTURE,
    output: RegisterCertificateWithoutCAOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_ALREADY_EXISTS_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::CERTIFICATE_STATE_EXCEPTION,
        &errors::CERTIFICATE_VALIDATION_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegisterCertificateWithoutCAInput {
    pub certificate_pem: String,
    pub status: Option<String>,
}

static REGISTER_CERTIFICATE_WITHOUT_CA_INPUT_STRUCTURE: Structure = Structure {
    name: "RegisterCertificateWithoutCAInput",
    members: &[
        Member {
            name: "certificatePem",
            wire_name: "certificatePem",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_536),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "status",
            wire_name: "status",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "ACTIVE",
                    "INACTIVE",
                    "REVOKED",
                    "PENDING_TRANSFER",
                    "REGISTER_INACTIVE",
                    "PENDING_ACTIVATION",
                ],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl RegisterCertificateWithoutCAInput {
    const STRUCTURE: &'static Structure = &REGISTER_CERTIFICATE_WITHOUT_CA_INPUT_STRUCTURE;
}

impl Decode for RegisterCertificateWithoutCAInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { certificate_pem: members.required(0)?, status: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RegisterCertificateWithoutCAOutput {
    pub certificate_arn: Option<String>,
    pub certificate_id: Option<String>,
}

static REGISTER_CERTIFICATE_WITHOUT_CA_OUTPUT_STRUCTURE: Structure = Structure {
    name: "RegisterCertificateWithoutCAOutput",
    members: &[
        Member {
            name: "certificateArn",
            wire_name: "certificateArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl RegisterCertificateWithoutCAOutput {
    const STRUCTURE: &'static Structure = &REGISTER_CERTIFICATE_WITHOUT_CA_OUTPUT_STRUCTURE;
}

impl Encode for RegisterCertificateWithoutCAOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.certificate_arn.map(IntoValue::into_value),
            self.certificate_id.map(IntoValue::into_value),
        ])
    }
}

pub static DESCRIBE_CERTIFICATE: Operation = Operation {
    name: "DescribeCertificate",
    service: Service::Iot,
    method: "GET",
    uri: "/certificates/{certificateId}",
    signed: true,
    input: DescribeCertificateInput::STRUCTURE,
    output: DescribeCertificateOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeCertificateInput {
    pub certificate_id: String,
}

static DESCRIBE_CERTIFICATE_INPUT_STRUCTURE: Structure = Structure {
    name: "DescribeCertificateInput",
    members: &[Member {
        name: "certificateId",
        wire_name: "certificateId",
        location: Location::Uri,
        required: true,
        shape: &Shape::String {
            min: Some(64),
            max: Some(64),
            pattern: Some("(0x)?[a-fA-F0-9]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeCertificateInput {
    const STRUCTURE: &'static Structure = &DESCRIBE_CERTIFICATE_INPUT_STRUCTURE;
}

impl Decode for DescribeCertificateInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { certificate_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeCertificateOutput {
    pub certificate_description: Option<CertificateDescription>,
}

static DESCRIBE_CERTIFICATE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DescribeCertificateOutput",
    members: &[Member {
        name: "certificateDescription",
        wire_name: "certificateDescription",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(CertificateDescription::STRUCTURE),
    }],
};

impl DescribeCertificateOutput {
    const STRUCTURE: &'static Structure = &DESCRIBE_CERTIFICATE_OUTPUT_STRUCTURE;
}

impl Encode for DescribeCertificateOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.certificate_description.map(IntoValue::into_value)])
    }
}

pub static LIST_CERTIFICATES: Operation = Operation {
    name: "ListCertificates",
    service: Service::Iot,
    method: "GET",
    uri: "/certificates",
    signed: true,
    input: ListCertificatesInput::STRUCTURE,
    output: ListCertificatesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListCertificatesInput {
    pub ascending_order: Option<bool>,
    pub marker: Option<String>,
    pub page_size: Option<i32>,
}

static LIST_CERTIFICATES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListCertificatesInput",
    members: &[
        Member {
            name: "ascendingOrder",
            wire_name: "isAscendingOrder",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "marker",
            wire_name: "marker",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "pageSize",
            wire_name: "pageSize",
            location: Location::Query,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(250), long: false },
        },
    ],
};

impl ListCertificatesInput {
    const STRUCTURE: &'static Structure = &LIST_CERTIFICATES_INPUT_STRUCTURE;
}

impl Decode for ListCertificatesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            ascending_order: members.optional(0)?,
            marker: members.optional(1)?,
            page_size: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListCertificatesOutput {
    pub certificates: Option<Vec<Certificate>>,
    pub next_marker: Option<String>,
}

static LIST_CERTIFICATES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListCertificatesOutput",
    members: &[
        Member {
            name: "certificates",
            wire_name: "certificates",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Certificate::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "nextMarker",
            wire_name: "nextMarker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1024),
                pattern: Some("[A-Za-z0-9+/]+={0,2}"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListCertificatesOutput {
    const STRUCTURE: &'static Structure = &LIST_CERTIFICATES_OUTPUT_STRUCTURE;
}

impl Encode for ListCertificatesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.certificates.map(IntoValue::into_value),
            self.next_marker.map(IntoValue::into_value),
        ])
    }
}

pub static UPDATE_CERTIFICATE: Operation = Operation {
    name: "UpdateCertificate",
    service: Service::Iot,
    method: "PUT",
    uri: "/certificates/{certificateId}",
    signed: true,
    input: UpdateCertificateInput::STRUCTURE,
    output: UpdateCertificateOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::CERTIFICATE_STATE_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateCertificateInput {
    pub certificate_id: String,
    pub new_status: String,
}

static UPDATE_CERTIFICATE_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateCertificateInput",
    members: &[
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "newStatus",
            wire_name: "newStatus",
            location: Location::Query,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "ACTIVE",
                    "INACTIVE",
                    "REVOKED",
                    "PENDING_TRANSFER",
                    "REGISTER_INACTIVE",
                    "PENDING_ACTIVATION",
                ],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateCertificateInput {
    const STRUCTURE: &'static Structure = &UPDATE_CERTIFICATE_INPUT_STRUCTURE;
}

impl Decode for UpdateCertificateInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { certificate_id: members.required(0)?, new_status: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateCertificateOutput {}

static UPDATE_CERTIFICATE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateCertificateOutput", members: &[] };

impl UpdateCertificateOutput {
    const STRUCTURE: &'static Structure = &UPDATE_CERTIFICATE_OUTPUT_STRUCTURE;
}

impl Encode for UpdateCertificateOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_CERTIFICATE: Operation = Operation {
    name: "DeleteCertificate",
    service: Service::Iot,
    method: "DELETE",
    uri: "/certificates/{certificateId}",
    signed: true,
    input: DeleteCertificateInput::STRUCTURE,
    output: DeleteCertificateOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CERTIFICATE_STATE_EXCEPTION,
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteCertificateInput {
    pub certificate_id: String,
    pub force_delete: Option<bool>,
}

static DELETE_CERTIFICATE_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteCertificateInput",
    members: &[
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Uri,
            required: true,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "forceDelete",
            wire_name: "forceDelete",
            location: Location::Query,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl DeleteCertificateInput {
    const STRUCTURE: &'static Structure = &DELETE_CERTIFICATE_INPUT_STRUCTURE;
}

impl Decode for DeleteCertificateInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { certificate_id: members.required(0)?, force_delete: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteCertificateOutput {}

static DELETE_CERTIFICATE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteCertificateOutput", members: &[] };

impl DeleteCertificateOutput {
    const STRUCTURE: &'static Structure = &DELETE_CERTIFICATE_OUTPUT_STRUCTURE;
}

impl Encode for DeleteCertificateOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static TEST_AUTHORIZATION: Operation = Operation {
    name: "TestAuthorization",
    service: Service::Iot,
    method: "POST",
    uri: "/test-authorization",
    signed: true,
    input: TestAuthorizationInput::STRUCTURE,
    output: TestAuthorizationOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INVALID_REQUEST_EXCEPTION,
        &errors::THROTTLING_EXCEPTION,
        &errors::UNAUTHORIZED_EXCEPTION,
        &errors::SERVICE_UNAVAILABLE_EXCEPTION,
        &errors::INTERNAL_FAILURE_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TestAuthorizationInput {
    pub auth_infos: Vec<AuthInfo>,
    pub client_id: Option<String>,
    pub cognito_identity_pool_id: Option<String>,
    pub policy_names_to_add: Option<Vec<String>>,
    pub policy_names_to_skip: Option<Vec<String>>,
    pub principal: Option<String>,
}

static TEST_AUTHORIZATION_INPUT_STRUCTURE: Structure = Structure {
    name: "TestAuthorizationInput",
    members: &[
        Member {
            name: "authInfos",
            wire_name: "authInfos",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(AuthInfo::STRUCTURE),
                member_name: "member",
                min: Some(1),
                max: Some(10),
            },
        },
        Member {
            name: "clientId",
            wire_name: "clientId",
            location: Location::Query,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "cognitoIdentityPoolId",
            wire_name: "cognitoIdentityPoolId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyNamesToAdd",
            wire_name: "policyNamesToAdd",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w+=,.@-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "policyNamesToSkip",
            wire_name: "policyNamesToSkip",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w+=,.@-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "principal",
            wire_name: "principal",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl TestAuthorizationInput {
    const STRUCTURE: &'static Structure = &TEST_AUTHORIZATION_INPUT_STRUCTURE;
}

impl Decode for TestAuthorizationInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            auth_infos: members.required(0)?,
            client_id: members.optional(1)?,
            cognito_identity_pool_id: members.optional(2)?,
            policy_names_to_add: members.optional(3)?,
            policy_names_to_skip: members.optional(4)?,
            principal: members.optional(5)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TestAuthorizationOutput {
    pub auth_results: Option<Vec<AuthResult>>,
}

static TEST_AUTHORIZATION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "TestAuthorizationOutput",
    members: &[Member {
        name: "authResults",
        wire_name: "authResults",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(AuthResult::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl TestAuthorizationOutput {
    const STRUCTURE: &'static Structure = &TEST_AUTHORIZATION_OUTPUT_STRUCTURE;
}

impl Encode for TestAuthorizationOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.auth_results.map(IntoValue::into_value)])
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Allowed {
    pub policies: Option<Vec<Policy>>,
}

static ALLOWED_STRUCTURE: Structure = Structure {
    name: "Allowed",
    members: &[Member {
        name: "policies",
        wire_name: "policies",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(Policy::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl Allowed {
    const STRUCTURE: &'static Structure = &ALLOWED_STRUCTURE;
}

impl Decode for Allowed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policies: members.optional(0)? })
    }
}

impl Encode for Allowed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policies.map(IntoValue::into_value)])
    }
}

impl FromValue for Allowed {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Allowed {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Allowed {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttributePayload {
    pub attributes: Option<std::collections::BTreeMap<String, String>>,
    pub merge: Option<bool>,
}

static ATTRIBUTE_PAYLOAD_STRUCTURE: Structure = Structure {
    name: "AttributePayload",
    members: &[
        Member {
            name: "attributes",
            wire_name: "attributes",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: None,
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9_.,@/:#-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: None,
                    max: Some(800),
                    pattern: Some("[a-zA-Z0-9_.,@/:#=\\[\\]-]*"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "merge",
            wire_name: "merge",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl AttributePayload {
    const STRUCTURE: &'static Structure = &ATTRIBUTE_PAYLOAD_STRUCTURE;
}

impl Decode for AttributePayload {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { attributes: members.optional(0)?, merge: members.optional(1)? })
    }
}

impl Encode for AttributePayload {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attributes.map(IntoValue::into_value),
            self.merge.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for AttributePayload {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AttributePayload {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AttributePayload {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthInfo {
    pub action_type: Option<String>,
    pub resources: Vec<String>,
}

static AUTH_INFO_STRUCTURE: Structure = Structure {
    name: "AuthInfo",
    members: &[
        Member {
            name: "actionType",
            wire_name: "actionType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["PUBLISH", "SUBSCRIBE", "RECEIVE", "CONNECT"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "resources",
            wire_name: "resources",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: None,
                    max: Some(2048),
                    pattern: Some("[\\s\\S]*"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl AuthInfo {
    const STRUCTURE: &'static Structure = &AUTH_INFO_STRUCTURE;
}

impl Decode for AuthInfo {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { action_type: members.optional(0)?, resources: members.required(1)? })
    }
}

impl Encode for AuthInfo {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.action_type.map(IntoValue::into_value),
            Some(self.resources.into_value()),
        ])
    }
}

impl FromValue for AuthInfo {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AuthInfo {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AuthInfo {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AuthResult {
    pub allowed: Option<Allowed>,
    pub auth_decision: Option<String>,
    pub auth_info: Option<AuthInfo>,
    pub denied: Option<Denied>,
    pub missing_context_values: Option<Vec<String>>,
}

static AUTH_RESULT_STRUCTURE: Structure = Structure {
    name: "AuthResult",
    members: &[
        Member {
            name: "allowed",
            wire_name: "allowed",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Allowed::STRUCTURE),
        },
        Member {
            name: "authDecision",
            wire_name: "authDecision",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["ALLOWED", "EXPLICIT_DENY", "IMPLICIT_DENY"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "authInfo",
            wire_name: "authInfo",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AuthInfo::STRUCTURE),
        },
        Member {
            name: "denied",
            wire_name: "denied",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Denied::STRUCTURE),
        },
        Member {
            name: "missingContextValues",
            wire_name: "missingContextValues",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: None,
                    max: None,
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl AuthResult {
    const STRUCTURE: &'static Structure = &AUTH_RESULT_STRUCTURE;
}

impl Decode for AuthResult {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            allowed: members.optional(0)?,
            auth_decision: members.optional(1)?,
            auth_info: members.optional(2)?,
            denied: members.optional(3)?,
            missing_context_values: members.optional(4)?,
        })
    }
}

impl Encode for AuthResult {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.allowed.map(IntoValue::into_value),
            self.auth_decision.map(IntoValue::into_value),
            self.auth_info.map(IntoValue::into_value),
            self.denied.map(IntoValue::into_value),
            self.missing_context_values.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for AuthResult {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AuthResult {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AuthResult {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Certificate {
    pub certificate_arn: Option<String>,
    pub certificate_id: Option<String>,
    pub certificate_mode: Option<String>,
    pub creation_date: Option<crate::Timestamp>,
    pub status: Option<String>,
}

static CERTIFICATE_STRUCTURE: Structure = Structure {
    name: "Certificate",
    members: &[
        Member {
            name: "certificateArn",
            wire_name: "certificateArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateMode",
            wire_name: "certificateMode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["DEFAULT", "SNI_ONLY"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "creationDate",
            wire_name: "creationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "status",
            wire_name: "status",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "ACTIVE",
                    "INACTIVE",
                    "REVOKED",
                    "PENDING_TRANSFER",
                    "REGISTER_INACTIVE",
                    "PENDING_ACTIVATION",
                ],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl Certificate {
    const STRUCTURE: &'static Structure = &CERTIFICATE_STRUCTURE;
}

impl Decode for Certificate {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            certificate_arn: members.optional(0)?,
            certificate_id: members.optional(1)?,
            certificate_mode: members.optional(2)?,
            creation_date: members.optional(3)?,
            status: members.optional(4)?,
        })
    }
}

impl Encode for Certificate {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.certificate_arn.map(IntoValue::into_value),
            self.certificate_id.map(IntoValue::into_value),
            self.certificate_mode.map(IntoValue::into_value),
            self.creation_date.map(IntoValue::into_value),
            self.status.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for Certificate {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Certificate {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Certificate {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CertificateDescription {
    pub ca_certificate_id: Option<String>,
    pub certificate_arn: Option<String>,
    pub certificate_id: Option<String>,
    pub certificate_mode: Option<String>,
    pub certificate_pem: Option<String>,
    pub creation_date: Option<crate::Timestamp>,
    pub customer_version: Option<i32>,
    pub generation_id: Option<String>,
    pub last_modified_date: Option<crate::Timestamp>,
    pub owned_by: Option<String>,
    pub previous_owned_by: Option<String>,
    pub status: Option<String>,
    pub transfer_data: Option<TransferData>,
    pub validity: Option<CertificateValidity>,
}

static CERTIFICATE_DESCRIPTION_STRUCTURE: Structure = Structure {
    name: "CertificateDescription",
    members: &[
        Member {
            name: "caCertificateId",
            wire_name: "caCertificateId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateArn",
            wire_name: "certificateArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateId",
            wire_name: "certificateId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(64),
                max: Some(64),
                pattern: Some("(0x)?[a-fA-F0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificateMode",
            wire_name: "certificateMode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["DEFAULT", "SNI_ONLY"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "certificatePem",
            wire_name: "certificatePem",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_536),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "creationDate",
            wire_name: "creationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "customerVersion",
            wire_name: "customerVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: None, long: false },
        },
        Member {
            name: "generationId",
            wire_name: "generationId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "lastModifiedDate",
            wire_name: "lastModifiedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "ownedBy",
            wire_name: "ownedBy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(12),
                max: Some(12),
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "previousOwnedBy",
            wire_name: "previousOwnedBy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(12),
                max: Some(12),
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "status",
            wire_name: "status",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "ACTIVE",
                    "INACTIVE",
                    "REVOKED",
                    "PENDING_TRANSFER",
                    "REGISTER_INACTIVE",
                    "PENDING_ACTIVATION",
                ],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "transferData",
            wire_name: "transferData",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(TransferData::STRUCTURE),
        },
        Member {
            name: "validity",
            wire_name: "validity",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(CertificateValidity::STRUCTURE),
        },
    ],
};

impl CertificateDescription {
    const STRUCTURE: &'static Structure = &CERTIFICATE_DESCRIPTION_STRUCTURE;
}

impl Decode for CertificateDescription {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            ca_certificate_id: members.optional(0)?,
            certificate_arn: members.optional(1)?,
            certificate_id: members.optional(2)?,
            certificate_mode: members.optional(3)?,
            certificate_pem: members.optional(4)?,
            creation_date: members.optional(5)?,
            customer_version: members.optional(6)?,
            generation_id: members.optional(7)?,
            last_modified_date: members.optional(8)?,
            owned_by: members.optional(9)?,
            previous_owned_by: members.optional(10)?,
            status: members.optional(11)?,
            transfer_data: members.optional(12)?,
            validity: members.optional(13)?,
        })
    }
}

impl Encode for CertificateDescription {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.ca_certificate_id.map(IntoValue::into_value),
            self.certificate_arn.map(IntoValue::into_value),
            self.certificate_id.map(IntoValue::into_value),
            self.certificate_mode.map(IntoValue::into_value),
            self.certificate_pem.map(IntoValue::into_value),
            self.creation_date.map(IntoValue::into_value),
            self.customer_version.map(IntoValue::into_value),
            self.generation_id.map(IntoValue::into_value),
            self.last_modified_date.map(IntoValue::into_value),
            self.owned_by.map(IntoValue::into_value),
            self.previous_owned_by.map(IntoValue::into_value),
            self.status.map(IntoValue::into_value),
            self.transfer_data.map(IntoValue::into_value),
            self.validity.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for CertificateDescription {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for CertificateDescription {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for CertificateDescription {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CertificateValidity {
    pub not_after: Option<crate::Timestamp>,
    pub not_before: Option<crate::Timestamp>,
}

static CERTIFICATE_VALIDITY_STRUCTURE: Structure = Structure {
    name: "CertificateValidity",
    members: &[
        Member {
            name: "notAfter",
            wire_name: "notAfter",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "notBefore",
            wire_name: "notBefore",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl CertificateValidity {
    const STRUCTURE: &'static Structure = &CERTIFICATE_VALIDITY_STRUCTURE;
}

impl Decode for CertificateValidity {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { not_after: members.optional(0)?, not_before: members.optional(1)? })
    }
}

impl Encode for CertificateValidity {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.not_after.map(IntoValue::into_value),
            self.not_before.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for CertificateValidity {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for CertificateValidity {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for CertificateValidity {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Denied {
    pub explicit_deny: Option<ExplicitDeny>,
    pub implicit_deny: Option<ImplicitDeny>,
}

static DENIED_STRUCTURE: Structure = Structure {
    name: "Denied",
    members: &[
        Member {
            name: "explicitDeny",
            wire_name: "explicitDeny",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ExplicitDeny::STRUCTURE),
        },
        Member {
            name: "implicitDeny",
            wire_name: "implicitDeny",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ImplicitDeny::STRUCTURE),
        },
    ],
};

impl Denied {
    const STRUCTURE: &'static Structure = &DENIED_STRUCTURE;
}

impl Decode for Denied {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { explicit_deny: members.optional(0)?, implicit_deny: members.optional(1)? })
    }
}

impl Encode for Denied {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.explicit_deny.map(IntoValue::into_value),
            self.implicit_deny.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for Denied {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Denied {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Denied {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ExplicitDeny {
    pub policies: Option<Vec<Policy>>,
}

static EXPLICIT_DENY_STRUCTURE: Structure = Structure {
    name: "ExplicitDeny",
    members: &[Member {
        name: "policies",
        wire_name: "policies",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(Policy::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl ExplicitDeny {
    const STRUCTURE: &'static Structure = &EXPLICIT_DENY_STRUCTURE;
}

impl Decode for ExplicitDeny {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policies: members.optional(0)? })
    }
}

impl Encode for ExplicitDeny {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policies.map(IntoValue::into_value)])
    }
}

impl FromValue for ExplicitDeny {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ExplicitDeny {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ExplicitDeny {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupNameAndArn {
    pub group_arn: Option<String>,
    pub group_name: Option<String>,
}

static GROUP_NAME_AND_ARN_STRUCTURE: Structure = Structure {
    name: "GroupNameAndArn",
    members: &[
        Member {
            name: "groupArn",
            wire_name: "groupArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "groupName",
            wire_name: "groupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GroupNameAndArn {
    const STRUCTURE: &'static Structure = &GROUP_NAME_AND_ARN_STRUCTURE;
}

impl Decode for GroupNameAndArn {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_arn: members.optional(0)?, group_name: members.optional(1)? })
    }
}

impl Encode for GroupNameAndArn {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.group_arn.map(IntoValue::into_value),
            self.group_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for GroupNameAndArn {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for GroupNameAndArn {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for GroupNameAndArn {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImplicitDeny {
    pub policies: Option<Vec<Policy>>,
}

static IMPLICIT_DENY_STRUCTURE: Structure = Structure {
    name: "ImplicitDeny",
    members: &[Member {
        name: "policies",
        wire_name: "policies",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(Policy::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl ImplicitDeny {
    const STRUCTURE: &'static Structure = &IMPLICIT_DENY_STRUCTURE;
}

impl Decode for ImplicitDeny {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policies: members.optional(0)? })
    }
}

impl Encode for ImplicitDeny {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policies.map(IntoValue::into_value)])
    }
}

impl FromValue for ImplicitDeny {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ImplicitDeny {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ImplicitDeny {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct KeyPair {
    pub private_key: Option<crate::Secret>,
    pub public_key: Option<String>,
}

static KEY_PAIR_STRUCTURE: Structure = Structure {
    name: "KeyPair",
    members: &[
        Member {
            name: "PrivateKey",
            wire_name: "PrivateKey",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: None,
                pattern: None,
                values: &[],
                secret: true,
                json_header: false,
            },
        },
        Member {
            name: "PublicKey",
            wire_name: "PublicKey",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl KeyPair {
    const STRUCTURE: &'static Structure = &KEY_PAIR_STRUCTURE;
}

impl Decode for KeyPair {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { private_key: members.optional(0)?, public_key: members.optional(1)? })
    }
}

impl Encode for KeyPair {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.private_key.map(IntoValue::into_value),
            self.public_key.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for KeyPair {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for KeyPair {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for KeyPair {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    pub policy_arn: Option<String>,
    pub policy_name: Option<String>,
}

static POLICY_STRUCTURE: Structure = Structure {
    name: "Policy",
    members: &[
        Member {
            name: "policyArn",
            wire_name: "policyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "policyName",
            wire_name: "policyName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl Policy {
    const STRUCTURE: &'static Structure = &POLICY_STRUCTURE;
}

impl Decode for Policy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.optional(0)?, policy_name: members.optional(1)? })
    }
}

impl Encode for Policy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.policy_arn.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for Policy {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Policy {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Policy {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyVersion {
    pub create_date: Option<crate::Timestamp>,
    pub is_default_version: Option<bool>,
    pub version_id: Option<String>,
}

static POLICY_VERSION_STRUCTURE: Structure = Structure {
    name: "PolicyVersion",
    members: &[
        Member {
            name: "createDate",
            wire_name: "createDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "isDefaultVersion",
            wire_name: "isDefaultVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "versionId",
            wire_name: "versionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("[0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PolicyVersion {
    const STRUCTURE: &'static Structure = &POLICY_VERSION_STRUCTURE;
}

impl Decode for PolicyVersion {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            create_date: members.optional(0)?,
            is_default_version: members.optional(1)?,
            version_id: members.optional(2)?,
        })
    }
}

impl Encode for PolicyVersion {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.create_date.map(IntoValue::into_value),
            self.is_default_version.map(IntoValue::into_value),
            self.version_id.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PolicyVersion {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyVersion {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyVersion {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: Option<String>,
}

static TAG_STRUCTURE: Structure = Structure {
    name: "Tag",
    members: &[
        Member {
            name: "Key",
            wire_name: "Key",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Value",
            wire_name: "Value",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(256),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl Tag {
    const STRUCTURE: &'static Structure = &TAG_STRUCTURE;
}

impl Decode for Tag {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { key: members.required(0)?, value: members.optional(1)? })
    }
}

impl Encode for Tag {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.key.into_value()), self.value.map(IntoValue::into_value)])
    }
}

impl FromValue for Tag {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Tag {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Tag {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThingAttribute {
    pub attributes: Option<std::collections::BTreeMap<String, String>>,
    pub thing_arn: Option<String>,
    pub thing_name: Option<String>,
    pub thing_type_name: Option<String>,
    pub version: Option<i64>,
}

static THING_ATTRIBUTE_STRUCTURE: Structure = Structure {
    name: "ThingAttribute",
    members: &[
        Member {
            name: "attributes",
            wire_name: "attributes",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: None,
                    max: Some(128),
                    pattern: Some("[a-zA-Z0-9_.,@/:#-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: None,
                    max: Some(800),
                    pattern: Some("[a-zA-Z0-9_.,@/:#=\\[\\]-]*"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "thingArn",
            wire_name: "thingArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingName",
            wire_name: "thingName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "thingTypeName",
            wire_name: "thingTypeName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "version",
            wire_name: "version",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: true },
        },
    ],
};

impl ThingAttribute {
    const STRUCTURE: &'static Structure = &THING_ATTRIBUTE_STRUCTURE;
}

impl Decode for ThingAttribute {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            attributes: members.optional(0)?,
            thing_arn: members.optional(1)?,
            thing_name: members.optional(2)?,
            thing_type_name: members.optional(3)?,
            version: members.optional(4)?,
        })
    }
}

impl Encode for ThingAttribute {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attributes.map(IntoValue::into_value),
            self.thing_arn.map(IntoValue::into_value),
            self.thing_name.map(IntoValue::into_value),
            self.thing_type_name.map(IntoValue::into_value),
            self.version.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ThingAttribute {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ThingAttribute {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ThingAttribute {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThingGroupMetadata {
    pub creation_date: Option<crate::Timestamp>,
    pub parent_group_name: Option<String>,
    pub root_to_parent_thing_groups: Option<Vec<GroupNameAndArn>>,
}

static THING_GROUP_METADATA_STRUCTURE: Structure = Structure {
    name: "ThingGroupMetadata",
    members: &[
        Member {
            name: "creationDate",
            wire_name: "creationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "parentGroupName",
            wire_name: "parentGroupName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[a-zA-Z0-9:_-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "rootToParentThingGroups",
            wire_name: "rootToParentThingGroups",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(GroupNameAndArn::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ThingGroupMetadata {
    const STRUCTURE: &'static Structure = &THING_GROUP_METADATA_STRUCTURE;
}

impl Decode for ThingGroupMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            creation_date: members.optional(0)?,
            parent_group_name: members.optional(1)?,
            root_to_parent_thing_groups: members.optional(2)?,
        })
    }
}

impl Encode for ThingGroupMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.creation_date.map(IntoValue::into_value),
            self.parent_group_name.map(IntoValue::into_value),
            self.root_to_parent_thing_groups.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ThingGroupMetadata {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ThingGroupMetadata {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ThingGroupMetadata {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ThingGroupProperties {
    pub attribute_payload: Option<AttributePayload>,
    pub thing_group_description: Option<String>,
}

static THING_GROUP_PROPERTIES_STRUCTURE: Structure = Structure {
    name: "ThingGroupProperties",
    members: &[
        Member {
            name: "attributePayload",
            wire_name: "attributePayload",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AttributePayload::STRUCTURE),
        },
        Member {
            name: "thingGroupDescription",
            wire_name: "thingGroupDescription",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(2028),
                pattern: Some("[\\p{Graph}\\x20]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ThingGroupProperties {
    const STRUCTURE: &'static Structure = &THING_GROUP_PROPERTIES_STRUCTURE;
}

impl Decode for ThingGroupProperties {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            attribute_payload: members.optional(0)?,
            thing_group_description: members.optional(1)?,
        })
    }
}

impl Encode for ThingGroupProperties {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attribute_payload.map(IntoValue::into_value),
            self.thing_group_description.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ThingGroupProperties {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ThingGroupProperties {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ThingGroupProperties {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TransferData {
    pub accept_date: Option<crate::Timestamp>,
    pub reject_date: Option<crate::Timestamp>,
    pub reject_reason: Option<String>,
    pub transfer_date: Option<crate::Timestamp>,
    pub transfer_message: Option<String>,
}

static TRANSFER_DATA_STRUCTURE: Structure = Structure {
    name: "TransferData",
    members: &[
        Member {
            name: "acceptDate",
            wire_name: "acceptDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "rejectDate",
            wire_name: "rejectDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "rejectReason",
            wire_name: "rejectReason",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(128),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "transferDate",
            wire_name: "transferDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "transferMessage",
            wire_name: "transferMessage",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(128),
                pattern: Some("[\\s\\S]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl TransferData {
    const STRUCTURE: &'static Structure = &TRANSFER_DATA_STRUCTURE;
}

impl Decode for TransferData {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            accept_date: members.optional(0)?,
            reject_date: members.optional(1)?,
            reject_reason: members.optional(2)?,
            transfer_date: members.optional(3)?,
            transfer_message: members.optional(4)?,
        })
    }
}

impl Encode for TransferData {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.accept_date.map(IntoValue::into_value),
            self.reject_date.map(IntoValue::into_value),
            self.reject_reason.map(IntoValue::into_value),
            self.transfer_date.map(IntoValue::into_value),
            self.transfer_message.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for TransferData {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for TransferData {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for TransferData {}

pub mod errors {
    use super::{ErrorShape, Fault};

    pub static CERTIFICATE_STATE_EXCEPTION: ErrorShape = ErrorShape {
        name: "CertificateStateException",
        code: "CertificateStateException",
        status: 406,
        fault: Fault::Sender,
    };
    pub static CERTIFICATE_VALIDATION_EXCEPTION: ErrorShape = ErrorShape {
        name: "CertificateValidationException",
        code: "CertificateValidationException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static DELETE_CONFLICT_EXCEPTION: ErrorShape = ErrorShape {
        name: "DeleteConflictException",
        code: "DeleteConflictException",
        status: 409,
        fault: Fault::Sender,
    };
    pub static INTERNAL_FAILURE_EXCEPTION: ErrorShape = ErrorShape {
        name: "InternalFailureException",
        code: "InternalFailureException",
        status: 500,
        fault: Fault::Receiver,
    };
    pub static INVALID_REQUEST_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidRequestException",
        code: "InvalidRequestException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape {
        name: "LimitExceededException",
        code: "LimitExceededException",
        status: 410,
        fault: Fault::Sender,
    };
    pub static MALFORMED_POLICY_EXCEPTION: ErrorShape = ErrorShape {
        name: "MalformedPolicyException",
        code: "MalformedPolicyException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static RESOURCE_ALREADY_EXISTS_EXCEPTION: ErrorShape = ErrorShape {
        name: "ResourceAlreadyExistsException",
        code: "ResourceAlreadyExistsException",
        status: 409,
        fault: Fault::Sender,
    };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape {
        name: "ResourceNotFoundException",
        code: "ResourceNotFoundException",
        status: 404,
        fault: Fault::Sender,
    };
    pub static SERVICE_UNAVAILABLE_EXCEPTION: ErrorShape = ErrorShape {
        name: "ServiceUnavailableException",
        code: "ServiceUnavailableException",
        status: 503,
        fault: Fault::Receiver,
    };
    pub static THROTTLING_EXCEPTION: ErrorShape = ErrorShape {
        name: "ThrottlingException",
        code: "ThrottlingException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static UNAUTHORIZED_EXCEPTION: ErrorShape = ErrorShape {
        name: "UnauthorizedException",
        code: "UnauthorizedException",
        status: 401,
        fault: Fault::Sender,
    };
    pub static VERSION_CONFLICT_EXCEPTION: ErrorShape = ErrorShape {
        name: "VersionConflictException",
        code: "VersionConflictException",
        status: 409,
        fault: Fault::Sender,
    };
    pub static VERSIONS_LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape {
        name: "VersionsLimitExceededException",
        code: "VersionsLimitExceededException",
        status: 409,
        fault: Fault::Sender,
    };
}
