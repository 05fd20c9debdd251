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

pub mod errors {
    use super::{ErrorShape, Fault};

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
