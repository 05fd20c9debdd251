//! Written by `cargo xtask codegen` from the public service model. Do not edit.

#![expect(missing_docs, reason = "shapes are documented by their service's API reference")]

use crate::error::{ErrorShape, Fault};
use crate::schema::{Location, Member, Operation, Service, Shape, Structure};
use crate::value::{
    Decode, Encode, FromValue, IntoValue, ListMember, Members, ShapeMismatch, Value,
};

pub static CREATE_ROLE: Operation = Operation {
    name: "CreateRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateRoleInput::STRUCTURE,
    output: CreateRoleOutput::STRUCTURE,
    result_wrapper: Some("CreateRoleResult"),
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateRoleInput {
    pub assume_role_policy_document: String,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub path: Option<String>,
    pub permissions_boundary: Option<String>,
    pub role_name: String,
    pub tags: Option<Vec<Tag>>,
}

static CREATE_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateRoleInput",
    members: &[
        Member {
            name: "AssumeRolePolicyDocument",
            wire_name: "AssumeRolePolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxSessionDuration",
            wire_name: "MaxSessionDuration",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(3600), max: Some(43_200), long: false },
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl CreateRoleInput {
    const STRUCTURE: &'static Structure = &CREATE_ROLE_INPUT_STRUCTURE;
}

impl Decode for CreateRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            assume_role_policy_document: members.required(0)?,
            description: members.optional(1)?,
            max_session_duration: members.optional(2)?,
            path: members.optional(3)?,
            permissions_boundary: members.optional(4)?,
            role_name: members.required(5)?,
            tags: members.optional(6)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateRoleOutput {
    pub role: Role,
}

static CREATE_ROLE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateRoleOutput",
    members: &[Member {
        name: "Role",
        wire_name: "Role",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(Role::STRUCTURE),
    }],
};

impl CreateRoleOutput {
    const STRUCTURE: &'static Structure = &CREATE_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for CreateRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.role.into_value())])
    }
}

pub static GET_ROLE: Operation = Operation {
    name: "GetRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetRoleInput::STRUCTURE,
    output: GetRoleOutput::STRUCTURE,
    result_wrapper: Some("GetRoleResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetRoleInput {
    pub role_name: String,
}

static GET_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "GetRoleInput",
    members: &[Member {
        name: "RoleName",
        wire_name: "RoleName",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetRoleInput {
    const STRUCTURE: &'static Structure = &GET_ROLE_INPUT_STRUCTURE;
}

impl Decode for GetRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetRoleOutput {
    pub role: Role,
}

static GET_ROLE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetRoleOutput",
    members: &[Member {
        name: "Role",
        wire_name: "Role",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(Role::STRUCTURE),
    }],
};

impl GetRoleOutput {
    const STRUCTURE: &'static Structure = &GET_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for GetRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.role.into_value())])
    }
}

pub static LIST_ROLES: Operation = Operation {
    name: "ListRoles",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListRolesInput::STRUCTURE,
    output: ListRolesOutput::STRUCTURE,
    result_wrapper: Some("ListRolesResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRolesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
}

static LIST_ROLES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListRolesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("\\u002F[\\u0021-\\u007F]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListRolesInput {
    const STRUCTURE: &'static Structure = &LIST_ROLES_INPUT_STRUCTURE;
}

impl Decode for ListRolesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRolesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub roles: Vec<Role>,
}

static LIST_ROLES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListRolesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Roles",
            wire_name: "Roles",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Role::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListRolesOutput {
    const STRUCTURE: &'static Structure = &LIST_ROLES_OUTPUT_STRUCTURE;
}

impl Encode for ListRolesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.roles.into_value()),
        ])
    }
}

pub static UPDATE_ROLE: Operation = Operation {
    name: "UpdateRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateRoleInput::STRUCTURE,
    output: UpdateRoleOutput::STRUCTURE,
    result_wrapper: Some("UpdateRoleResult"),
    errors: &[
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateRoleInput {
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub role_name: String,
}

static UPDATE_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateRoleInput",
    members: &[
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxSessionDuration",
            wire_name: "MaxSessionDuration",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(3600), max: Some(43_200), long: false },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateRoleInput {
    const STRUCTURE: &'static Structure = &UPDATE_ROLE_INPUT_STRUCTURE;
}

impl Decode for UpdateRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            description: members.optional(0)?,
            max_session_duration: members.optional(1)?,
            role_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateRoleOutput {}

static UPDATE_ROLE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateRoleOutput", members: &[] };

impl UpdateRoleOutput {
    const STRUCTURE: &'static Structure = &UPDATE_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for UpdateRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_ROLE: Operation = Operation {
    name: "DeleteRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteRoleInput::STRUCTURE,
    output: DeleteRoleOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRoleInput {
    pub role_name: String,
}

static DELETE_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteRoleInput",
    members: &[Member {
        name: "RoleName",
        wire_name: "RoleName",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteRoleInput {
    const STRUCTURE: &'static Structure = &DELETE_ROLE_INPUT_STRUCTURE;
}

impl Decode for DeleteRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRoleOutput {}

static DELETE_ROLE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteRoleOutput", members: &[] };

impl DeleteRoleOutput {
    const STRUCTURE: &'static Structure = &DELETE_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for DeleteRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UPDATE_ASSUME_ROLE_POLICY: Operation = Operation {
    name: "UpdateAssumeRolePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateAssumeRolePolicyInput::STRUCTURE,
    output: UpdateAssumeRolePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateAssumeRolePolicyInput {
    pub policy_document: String,
    pub role_name: String,
}

static UPDATE_ASSUME_ROLE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateAssumeRolePolicyInput",
    members: &[
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateAssumeRolePolicyInput {
    const STRUCTURE: &'static Structure = &UPDATE_ASSUME_ROLE_POLICY_INPUT_STRUCTURE;
}

impl Decode for UpdateAssumeRolePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_document: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateAssumeRolePolicyOutput {}

static UPDATE_ASSUME_ROLE_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateAssumeRolePolicyOutput", members: &[] };

impl UpdateAssumeRolePolicyOutput {
    const STRUCTURE: &'static Structure = &UPDATE_ASSUME_ROLE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for UpdateAssumeRolePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static PUT_ROLE_POLICY: Operation = Operation {
    name: "PutRolePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: PutRolePolicyInput::STRUCTURE,
    output: PutRolePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutRolePolicyInput {
    pub policy_document: String,
    pub policy_name: String,
    pub role_name: String,
}

static PUT_ROLE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "PutRolePolicyInput",
    members: &[
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PutRolePolicyInput {
    const STRUCTURE: &'static Structure = &PUT_ROLE_POLICY_INPUT_STRUCTURE;
}

impl Decode for PutRolePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            policy_document: members.required(0)?,
            policy_name: members.required(1)?,
            role_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutRolePolicyOutput {}

static PUT_ROLE_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "PutRolePolicyOutput", members: &[] };

impl PutRolePolicyOutput {
    const STRUCTURE: &'static Structure = &PUT_ROLE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for PutRolePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_ROLE_POLICY: Operation = Operation {
    name: "GetRolePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetRolePolicyInput::STRUCTURE,
    output: GetRolePolicyOutput::STRUCTURE,
    result_wrapper: Some("GetRolePolicyResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetRolePolicyInput {
    pub policy_name: String,
    pub role_name: String,
}

static GET_ROLE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetRolePolicyInput",
    members: &[
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetRolePolicyInput {
    const STRUCTURE: &'static Structure = &GET_ROLE_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetRolePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetRolePolicyOutput {
    pub policy_document: String,
    pub policy_name: String,
    pub role_name: String,
}

static GET_ROLE_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetRolePolicyOutput",
    members: &[
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetRolePolicyOutput {
    const STRUCTURE: &'static Structure = &GET_ROLE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetRolePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.policy_document.into_value()),
            Some(self.policy_name.into_value()),
            Some(self.role_name.into_value()),
        ])
    }
}

pub static LIST_ROLE_POLICIES: Operation = Operation {
    name: "ListRolePolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListRolePoliciesInput::STRUCTURE,
    output: ListRolePoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListRolePoliciesResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRolePoliciesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub role_name: String,
}

static LIST_ROLE_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListRolePoliciesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListRolePoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_ROLE_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListRolePoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            role_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRolePoliciesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policy_names: Vec<String>,
}

static LIST_ROLE_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListRolePoliciesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "PolicyNames",
            wire_name: "PolicyNames",
            location: Location::Body,
            required: true,
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
    ],
};

impl ListRolePoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_ROLE_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListRolePoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.policy_names.into_value()),
        ])
    }
}

pub static DELETE_ROLE_POLICY: Operation = Operation {
    name: "DeleteRolePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteRolePolicyInput::STRUCTURE,
    output: DeleteRolePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRolePolicyInput {
    pub policy_name: String,
    pub role_name: String,
}

static DELETE_ROLE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteRolePolicyInput",
    members: &[
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DeleteRolePolicyInput {
    const STRUCTURE: &'static Structure = &DELETE_ROLE_POLICY_INPUT_STRUCTURE;
}

impl Decode for DeleteRolePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRolePolicyOutput {}

static DELETE_ROLE_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteRolePolicyOutput", members: &[] };

impl DeleteRolePolicyOutput {
    const STRUCTURE: &'static Structure = &DELETE_ROLE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteRolePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static CREATE_POLICY: Operation = Operation {
    name: "CreatePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreatePolicyInput::STRUCTURE,
    output: CreatePolicyOutput::STRUCTURE,
    result_wrapper: Some("CreatePolicyResult"),
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyInput {
    pub description: Option<String>,
    pub path: Option<String>,
    pub policy_document: String,
    pub policy_name: String,
    pub tags: Option<Vec<Tag>>,
}

static CREATE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyInput",
    members: &[
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
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
            description: members.optional(0)?,
            path: members.optional(1)?,
            policy_document: members.required(2)?,
            policy_name: members.required(3)?,
            tags: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyOutput {
    pub policy: Option<Policy>,
}

static CREATE_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyOutput",
    members: &[Member {
        name: "Policy",
        wire_name: "Policy",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(Policy::STRUCTURE),
    }],
};

impl CreatePolicyOutput {
    const STRUCTURE: &'static Structure = &CREATE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for CreatePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policy.map(IntoValue::into_value)])
    }
}

pub static GET_POLICY: Operation = Operation {
    name: "GetPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetPolicyInput::STRUCTURE,
    output: GetPolicyOutput::STRUCTURE,
    result_wrapper: Some("GetPolicyResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyInput {
    pub policy_arn: String,
}

static GET_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyInput",
    members: &[Member {
        name: "PolicyArn",
        wire_name: "PolicyArn",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
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
        Ok(Self { policy_arn: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyOutput {
    pub policy: Option<Policy>,
}

static GET_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyOutput",
    members: &[Member {
        name: "Policy",
        wire_name: "Policy",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(Policy::STRUCTURE),
    }],
};

impl GetPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policy.map(IntoValue::into_value)])
    }
}

pub static LIST_POLICIES: Operation = Operation {
    name: "ListPolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListPoliciesInput::STRUCTURE,
    output: ListPoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListPoliciesResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub only_attached: Option<bool>,
    pub path_prefix: Option<String>,
    pub policy_usage_filter: Option<String>,
    pub scope: Option<String>,
}

static LIST_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPoliciesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "OnlyAttached",
            wire_name: "OnlyAttached",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyUsageFilter",
            wire_name: "PolicyUsageFilter",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["PermissionsPolicy", "PermissionsBoundary"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Scope",
            wire_name: "Scope",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["All", "AWS", "Local"],
                secret: false,
                json_header: false,
            },
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
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            only_attached: members.optional(2)?,
            path_prefix: members.optional(3)?,
            policy_usage_filter: members.optional(4)?,
            scope: members.optional(5)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policies: Option<Vec<Policy>>,
}

static LIST_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPoliciesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Policies",
            wire_name: "Policies",
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
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            self.policies.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_POLICY: Operation = Operation {
    name: "DeletePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeletePolicyInput::STRUCTURE,
    output: DeletePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletePolicyInput {
    pub policy_arn: String,
}

static DELETE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeletePolicyInput",
    members: &[Member {
        name: "PolicyArn",
        wire_name: "PolicyArn",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
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
        Ok(Self { policy_arn: members.required(0)? })
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
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreatePolicyVersionInput::STRUCTURE,
    output: CreatePolicyVersionOutput::STRUCTURE,
    result_wrapper: Some("CreatePolicyVersionResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyVersionInput {
    pub policy_arn: String,
    pub policy_document: String,
    pub set_as_default: Option<bool>,
}

static CREATE_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyVersionInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SetAsDefault",
            wire_name: "SetAsDefault",
            location: Location::Body,
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
            policy_arn: members.required(0)?,
            policy_document: members.required(1)?,
            set_as_default: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreatePolicyVersionOutput {
    pub policy_version: Option<PolicyVersion>,
}

static CREATE_POLICY_VERSION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreatePolicyVersionOutput",
    members: &[Member {
        name: "PolicyVersion",
        wire_name: "PolicyVersion",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(PolicyVersion::STRUCTURE),
    }],
};

impl CreatePolicyVersionOutput {
    const STRUCTURE: &'static Structure = &CREATE_POLICY_VERSION_OUTPUT_STRUCTURE;
}

impl Encode for CreatePolicyVersionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policy_version.map(IntoValue::into_value)])
    }
}

pub static GET_POLICY_VERSION: Operation = Operation {
    name: "GetPolicyVersion",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetPolicyVersionInput::STRUCTURE,
    output: GetPolicyVersionOutput::STRUCTURE,
    result_wrapper: Some("GetPolicyVersionResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyVersionInput {
    pub policy_arn: String,
    pub version_id: String,
}

static GET_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyVersionInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "VersionId",
            wire_name: "VersionId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
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
        Ok(Self { policy_arn: members.required(0)?, version_id: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPolicyVersionOutput {
    pub policy_version: Option<PolicyVersion>,
}

static GET_POLICY_VERSION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetPolicyVersionOutput",
    members: &[Member {
        name: "PolicyVersion",
        wire_name: "PolicyVersion",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(PolicyVersion::STRUCTURE),
    }],
};

impl GetPolicyVersionOutput {
    const STRUCTURE: &'static Structure = &GET_POLICY_VERSION_OUTPUT_STRUCTURE;
}

impl Encode for GetPolicyVersionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.policy_version.map(IntoValue::into_value)])
    }
}

pub static LIST_POLICY_VERSIONS: Operation = Operation {
    name: "ListPolicyVersions",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListPolicyVersionsInput::STRUCTURE,
    output: ListPolicyVersionsOutput::STRUCTURE,
    result_wrapper: Some("ListPolicyVersionsResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPolicyVersionsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub policy_arn: String,
}

static LIST_POLICY_VERSIONS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPolicyVersionsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListPolicyVersionsInput {
    const STRUCTURE: &'static Structure = &LIST_POLICY_VERSIONS_INPUT_STRUCTURE;
}

impl Decode for ListPolicyVersionsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            policy_arn: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPolicyVersionsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub versions: Option<Vec<PolicyVersion>>,
}

static LIST_POLICY_VERSIONS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPolicyVersionsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Versions",
            wire_name: "Versions",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyVersion::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListPolicyVersionsOutput {
    const STRUCTURE: &'static Structure = &LIST_POLICY_VERSIONS_OUTPUT_STRUCTURE;
}

impl Encode for ListPolicyVersionsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            self.versions.map(IntoValue::into_value),
        ])
    }
}

pub static SET_DEFAULT_POLICY_VERSION: Operation = Operation {
    name: "SetDefaultPolicyVersion",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: SetDefaultPolicyVersionInput::STRUCTURE,
    output: SetDefaultPolicyVersionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetDefaultPolicyVersionInput {
    pub policy_arn: String,
    pub version_id: String,
}

static SET_DEFAULT_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "SetDefaultPolicyVersionInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "VersionId",
            wire_name: "VersionId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
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
        Ok(Self { policy_arn: members.required(0)?, version_id: members.required(1)? })
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
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeletePolicyVersionInput::STRUCTURE,
    output: DeletePolicyVersionOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletePolicyVersionInput {
    pub policy_arn: String,
    pub version_id: String,
}

static DELETE_POLICY_VERSION_INPUT_STRUCTURE: Structure = Structure {
    name: "DeletePolicyVersionInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "VersionId",
            wire_name: "VersionId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
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
        Ok(Self { policy_arn: members.required(0)?, version_id: members.required(1)? })
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

pub static ATTACH_ROLE_POLICY: Operation = Operation {
    name: "AttachRolePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: AttachRolePolicyInput::STRUCTURE,
    output: AttachRolePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::POLICY_NOT_ATTACHABLE_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachRolePolicyInput {
    pub policy_arn: String,
    pub role_name: String,
}

static ATTACH_ROLE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "AttachRolePolicyInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AttachRolePolicyInput {
    const STRUCTURE: &'static Structure = &ATTACH_ROLE_POLICY_INPUT_STRUCTURE;
}

impl Decode for AttachRolePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachRolePolicyOutput {}

static ATTACH_ROLE_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AttachRolePolicyOutput", members: &[] };

impl AttachRolePolicyOutput {
    const STRUCTURE: &'static Structure = &ATTACH_ROLE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for AttachRolePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DETACH_ROLE_POLICY: Operation = Operation {
    name: "DetachRolePolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DetachRolePolicyInput::STRUCTURE,
    output: DetachRolePolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachRolePolicyInput {
    pub policy_arn: String,
    pub role_name: String,
}

static DETACH_ROLE_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DetachRolePolicyInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DetachRolePolicyInput {
    const STRUCTURE: &'static Structure = &DETACH_ROLE_POLICY_INPUT_STRUCTURE;
}

impl Decode for DetachRolePolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachRolePolicyOutput {}

static DETACH_ROLE_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DetachRolePolicyOutput", members: &[] };

impl DetachRolePolicyOutput {
    const STRUCTURE: &'static Structure = &DETACH_ROLE_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DetachRolePolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_ATTACHED_ROLE_POLICIES: Operation = Operation {
    name: "ListAttachedRolePolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListAttachedRolePoliciesInput::STRUCTURE,
    output: ListAttachedRolePoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListAttachedRolePoliciesResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedRolePoliciesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
    pub role_name: String,
}

static LIST_ATTACHED_ROLE_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedRolePoliciesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListAttachedRolePoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_ROLE_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListAttachedRolePoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
            role_name: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedRolePoliciesOutput {
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_ATTACHED_ROLE_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedRolePoliciesOutput",
    members: &[
        Member {
            name: "AttachedPolicies",
            wire_name: "AttachedPolicies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(AttachedPolicy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListAttachedRolePoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_ROLE_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListAttachedRolePoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attached_policies.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_ENTITIES_FOR_POLICY: Operation = Operation {
    name: "ListEntitiesForPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListEntitiesForPolicyInput::STRUCTURE,
    output: ListEntitiesForPolicyOutput::STRUCTURE,
    result_wrapper: Some("ListEntitiesForPolicyResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListEntitiesForPolicyInput {
    pub entity_filter: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
    pub policy_arn: String,
    pub policy_usage_filter: Option<String>,
}

static LIST_ENTITIES_FOR_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "ListEntitiesForPolicyInput",
    members: &[
        Member {
            name: "EntityFilter",
            wire_name: "EntityFilter",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyUsageFilter",
            wire_name: "PolicyUsageFilter",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["PermissionsPolicy", "PermissionsBoundary"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListEntitiesForPolicyInput {
    const STRUCTURE: &'static Structure = &LIST_ENTITIES_FOR_POLICY_INPUT_STRUCTURE;
}

impl Decode for ListEntitiesForPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            entity_filter: members.optional(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
            path_prefix: members.optional(3)?,
            policy_arn: members.required(4)?,
            policy_usage_filter: members.optional(5)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListEntitiesForPolicyOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policy_groups: Option<Vec<PolicyGroup>>,
    pub policy_roles: Option<Vec<PolicyRole>>,
    pub policy_users: Option<Vec<PolicyUser>>,
}

static LIST_ENTITIES_FOR_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListEntitiesForPolicyOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "PolicyGroups",
            wire_name: "PolicyGroups",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyGroup::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "PolicyRoles",
            wire_name: "PolicyRoles",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyRole::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "PolicyUsers",
            wire_name: "PolicyUsers",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyUser::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListEntitiesForPolicyOutput {
    const STRUCTURE: &'static Structure = &LIST_ENTITIES_FOR_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for ListEntitiesForPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            self.policy_groups.map(IntoValue::into_value),
            self.policy_roles.map(IntoValue::into_value),
            self.policy_users.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "CreateOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateOpenIDConnectProviderInput::STRUCTURE,
    output: CreateOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: Some("CreateOpenIDConnectProviderResult"),
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
        &errors::OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateOpenIDConnectProviderInput {
    pub client_id_list: Option<Vec<String>>,
    pub tags: Option<Vec<Tag>>,
    pub thumbprint_list: Option<Vec<String>>,
    pub url: String,
}

static CREATE_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateOpenIDConnectProviderInput",
    members: &[
        Member {
            name: "ClientIDList",
            wire_name: "ClientIDList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(255),
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
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "ThumbprintList",
            wire_name: "ThumbprintList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(40),
                    max: Some(40),
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
        Member {
            name: "Url",
            wire_name: "Url",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(255),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = &CREATE_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for CreateOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            client_id_list: members.optional(0)?,
            tags: members.optional(1)?,
            thumbprint_list: members.optional(2)?,
            url: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateOpenIDConnectProviderOutput {
    pub open_id_connect_provider_arn: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

static CREATE_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateOpenIDConnectProviderOutput",
    members: &[
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl CreateOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = &CREATE_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for CreateOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.open_id_connect_provider_arn.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
        ])
    }
}

pub static GET_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "GetOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetOpenIDConnectProviderInput::STRUCTURE,
    output: GetOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: Some("GetOpenIDConnectProviderResult"),
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOpenIDConnectProviderInput {
    pub open_id_connect_provider_arn: String,
}

static GET_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "GetOpenIDConnectProviderInput",
    members: &[Member {
        name: "OpenIDConnectProviderArn",
        wire_name: "OpenIDConnectProviderArn",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = &GET_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for GetOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { open_id_connect_provider_arn: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOpenIDConnectProviderOutput {
    pub client_id_list: Option<Vec<String>>,
    pub create_date: Option<crate::Timestamp>,
    pub tags: Option<Vec<Tag>>,
    pub thumbprint_list: Option<Vec<String>>,
    pub url: Option<String>,
}

static GET_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetOpenIDConnectProviderOutput",
    members: &[
        Member {
            name: "ClientIDList",
            wire_name: "ClientIDList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(255),
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
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "ThumbprintList",
            wire_name: "ThumbprintList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(40),
                    max: Some(40),
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
        Member {
            name: "Url",
            wire_name: "Url",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(255),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = &GET_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for GetOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.client_id_list.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
            self.thumbprint_list.map(IntoValue::into_value),
            self.url.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_OPEN_ID_CONNECT_PROVIDERS: Operation = Operation {
    name: "ListOpenIDConnectProviders",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListOpenIDConnectProvidersInput::STRUCTURE,
    output: ListOpenIDConnectProvidersOutput::STRUCTURE,
    result_wrapper: Some("ListOpenIDConnectProvidersResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListOpenIDConnectProvidersInput {}

static LIST_OPEN_ID_CONNECT_PROVIDERS_INPUT_STRUCTURE: Structure =
    Structure { name: "ListOpenIDConnectProvidersInput", members: &[] };

impl ListOpenIDConnectProvidersInput {
    const STRUCTURE: &'static Structure = &LIST_OPEN_ID_CONNECT_PROVIDERS_INPUT_STRUCTURE;
}

impl Decode for ListOpenIDConnectProvidersInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListOpenIDConnectProvidersOutput {
    pub open_id_connect_provider_list: Option<Vec<OpenIDConnectProviderListEntry>>,
}

static LIST_OPEN_ID_CONNECT_PROVIDERS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListOpenIDConnectProvidersOutput",
    members: &[Member {
        name: "OpenIDConnectProviderList",
        wire_name: "OpenIDConnectProviderList",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(OpenIDConnectProviderListEntry::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl ListOpenIDConnectProvidersOutput {
    const STRUCTURE: &'static Structure = &LIST_OPEN_ID_CONNECT_PROVIDERS_OUTPUT_STRUCTURE;
}

impl Encode for ListOpenIDConnectProvidersOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.open_id_connect_provider_list.map(IntoValue::into_value)])
    }
}

pub static DELETE_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "DeleteOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteOpenIDConnectProviderInput::STRUCTURE,
    output: DeleteOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteOpenIDConnectProviderInput {
    pub open_id_connect_provider_arn: String,
}

static DELETE_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteOpenIDConnectProviderInput",
    members: &[Member {
        name: "OpenIDConnectProviderArn",
        wire_name: "OpenIDConnectProviderArn",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = &DELETE_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for DeleteOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { open_id_connect_provider_arn: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteOpenIDConnectProviderOutput {}

static DELETE_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteOpenIDConnectProviderOutput", members: &[] };

impl DeleteOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = &DELETE_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for DeleteOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "AddClientIDToOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: AddClientIDToOpenIDConnectProviderInput::STRUCTURE,
    output: AddClientIDToOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddClientIDToOpenIDConnectProviderInput {
    pub client_id: String,
    pub open_id_connect_provider_arn: String,
}

static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "AddClientIDToOpenIDConnectProviderInput",
    members: &[
        Member {
            name: "ClientID",
            wire_name: "ClientID",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(255),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AddClientIDToOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure =
        &ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for AddClientIDToOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            client_id: members.required(0)?,
            open_id_connect_provider_arn: members.required(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddClientIDToOpenIDConnectProviderOutput {}

static ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AddClientIDToOpenIDConnectProviderOutput", members: &[] };

impl AddClientIDToOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure =
        &ADD_CLIENT_ID_TO_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for AddClientIDToOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "RemoveClientIDFromOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: RemoveClientIDFromOpenIDConnectProviderInput::STRUCTURE,
    output: RemoveClientIDFromOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemoveClientIDFromOpenIDConnectProviderInput {
    pub client_id: String,
    pub open_id_connect_provider_arn: String,
}

static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "RemoveClientIDFromOpenIDConnectProviderInput",
    members: &[
        Member {
            name: "ClientID",
            wire_name: "ClientID",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(255),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl RemoveClientIDFromOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure =
        &REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for RemoveClientIDFromOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            client_id: members.required(0)?,
            open_id_connect_provider_arn: members.required(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemoveClientIDFromOpenIDConnectProviderOutput {}

static REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "RemoveClientIDFromOpenIDConnectProviderOutput", members: &[] };

impl RemoveClientIDFromOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure =
        &REMOVE_CLIENT_ID_FROM_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for RemoveClientIDFromOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT: Operation = Operation {
    name: "UpdateOpenIDConnectProviderThumbprint",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateOpenIDConnectProviderThumbprintInput::STRUCTURE,
    output: UpdateOpenIDConnectProviderThumbprintOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateOpenIDConnectProviderThumbprintInput {
    pub open_id_connect_provider_arn: String,
    pub thumbprint_list: Vec<String>,
}

static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateOpenIDConnectProviderThumbprintInput",
    members: &[
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ThumbprintList",
            wire_name: "ThumbprintList",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(40),
                    max: Some(40),
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

impl UpdateOpenIDConnectProviderThumbprintInput {
    const STRUCTURE: &'static Structure =
        &UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_INPUT_STRUCTURE;
}

impl Decode for UpdateOpenIDConnectProviderThumbprintInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            open_id_connect_provider_arn: members.required(0)?,
            thumbprint_list: members.required(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateOpenIDConnectProviderThumbprintOutput {}

static UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateOpenIDConnectProviderThumbprintOutput", members: &[] };

impl UpdateOpenIDConnectProviderThumbprintOutput {
    const STRUCTURE: &'static Structure =
        &UPDATE_OPEN_ID_CONNECT_PROVIDER_THUMBPRINT_OUTPUT_STRUCTURE;
}

impl Encode for UpdateOpenIDConnectProviderThumbprintOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static CREATE_SAML_PROVIDER: Operation = Operation {
    name: "CreateSAMLProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateSAMLProviderInput::STRUCTURE,
    output: CreateSAMLProviderOutput::STRUCTURE,
    result_wrapper: Some("CreateSAMLProviderResult"),
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSAMLProviderInput {
    pub add_private_key: Option<crate::Secret>,
    pub assertion_encryption_mode: Option<String>,
    pub name: String,
    pub saml_metadata_document: String,
    pub tags: Option<Vec<Tag>>,
}

static CREATE_SAML_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateSAMLProviderInput",
    members: &[
        Member {
            name: "AddPrivateKey",
            wire_name: "AddPrivateKey",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(16_384),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: true,
                json_header: false,
            },
        },
        Member {
            name: "AssertionEncryptionMode",
            wire_name: "AssertionEncryptionMode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Required", "Allowed"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Name",
            wire_name: "Name",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w._-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SAMLMetadataDocument",
            wire_name: "SAMLMetadataDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1000),
                max: Some(10_000_000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl CreateSAMLProviderInput {
    const STRUCTURE: &'static Structure = &CREATE_SAML_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for CreateSAMLProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            add_private_key: members.optional(0)?,
            assertion_encryption_mode: members.optional(1)?,
            name: members.required(2)?,
            saml_metadata_document: members.required(3)?,
            tags: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateSAMLProviderOutput {
    pub saml_provider_arn: Option<String>,
    pub tags: Option<Vec<Tag>>,
}

static CREATE_SAML_PROVIDER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateSAMLProviderOutput",
    members: &[
        Member {
            name: "SAMLProviderArn",
            wire_name: "SAMLProviderArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl CreateSAMLProviderOutput {
    const STRUCTURE: &'static Structure = &CREATE_SAML_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for CreateSAMLProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.saml_provider_arn.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
        ])
    }
}

pub static GET_SAML_PROVIDER: Operation = Operation {
    name: "GetSAMLProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetSAMLProviderInput::STRUCTURE,
    output: GetSAMLProviderOutput::STRUCTURE,
    result_wrapper: Some("GetSAMLProviderResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSAMLProviderInput {
    pub saml_provider_arn: String,
}

static GET_SAML_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "GetSAMLProviderInput",
    members: &[Member {
        name: "SAMLProviderArn",
        wire_name: "SAMLProviderArn",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetSAMLProviderInput {
    const STRUCTURE: &'static Structure = &GET_SAML_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for GetSAMLProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { saml_provider_arn: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSAMLProviderOutput {
    pub assertion_encryption_mode: Option<String>,
    pub create_date: Option<crate::Timestamp>,
    pub private_key_list: Option<Vec<SAMLPrivateKey>>,
    pub saml_metadata_document: Option<String>,
    pub saml_provider_uuid: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub valid_until: Option<crate::Timestamp>,
}

static GET_SAML_PROVIDER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetSAMLProviderOutput",
    members: &[
        Member {
            name: "AssertionEncryptionMode",
            wire_name: "AssertionEncryptionMode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Required", "Allowed"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "PrivateKeyList",
            wire_name: "PrivateKeyList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(SAMLPrivateKey::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(2),
            },
        },
        Member {
            name: "SAMLMetadataDocument",
            wire_name: "SAMLMetadataDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1000),
                max: Some(10_000_000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SAMLProviderUUID",
            wire_name: "SAMLProviderUUID",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(22),
                max: Some(64),
                pattern: Some("[A-Z0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "ValidUntil",
            wire_name: "ValidUntil",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl GetSAMLProviderOutput {
    const STRUCTURE: &'static Structure = &GET_SAML_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for GetSAMLProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.assertion_encryption_mode.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.private_key_list.map(IntoValue::into_value),
            self.saml_metadata_document.map(IntoValue::into_value),
            self.saml_provider_uuid.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
            self.valid_until.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_SAML_PROVIDERS: Operation = Operation {
    name: "ListSAMLProviders",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListSAMLProvidersInput::STRUCTURE,
    output: ListSAMLProvidersOutput::STRUCTURE,
    result_wrapper: Some("ListSAMLProvidersResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSAMLProvidersInput {}

static LIST_SAML_PROVIDERS_INPUT_STRUCTURE: Structure =
    Structure { name: "ListSAMLProvidersInput", members: &[] };

impl ListSAMLProvidersInput {
    const STRUCTURE: &'static Structure = &LIST_SAML_PROVIDERS_INPUT_STRUCTURE;
}

impl Decode for ListSAMLProvidersInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSAMLProvidersOutput {
    pub saml_provider_list: Option<Vec<SAMLProviderListEntry>>,
}

static LIST_SAML_PROVIDERS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListSAMLProvidersOutput",
    members: &[Member {
        name: "SAMLProviderList",
        wire_name: "SAMLProviderList",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(SAMLProviderListEntry::STRUCTURE),
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl ListSAMLProvidersOutput {
    const STRUCTURE: &'static Structure = &LIST_SAML_PROVIDERS_OUTPUT_STRUCTURE;
}

impl Encode for ListSAMLProvidersOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.saml_provider_list.map(IntoValue::into_value)])
    }
}

pub static UPDATE_SAML_PROVIDER: Operation = Operation {
    name: "UpdateSAMLProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateSAMLProviderInput::STRUCTURE,
    output: UpdateSAMLProviderOutput::STRUCTURE,
    result_wrapper: Some("UpdateSAMLProviderResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSAMLProviderInput {
    pub add_private_key: Option<crate::Secret>,
    pub assertion_encryption_mode: Option<String>,
    pub remove_private_key: Option<String>,
    pub saml_metadata_document: Option<String>,
    pub saml_provider_arn: String,
}

static UPDATE_SAML_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateSAMLProviderInput",
    members: &[
        Member {
            name: "AddPrivateKey",
            wire_name: "AddPrivateKey",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(16_384),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: true,
                json_header: false,
            },
        },
        Member {
            name: "AssertionEncryptionMode",
            wire_name: "AssertionEncryptionMode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Required", "Allowed"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RemovePrivateKey",
            wire_name: "RemovePrivateKey",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(22),
                max: Some(64),
                pattern: Some("[A-Z0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SAMLMetadataDocument",
            wire_name: "SAMLMetadataDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1000),
                max: Some(10_000_000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SAMLProviderArn",
            wire_name: "SAMLProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateSAMLProviderInput {
    const STRUCTURE: &'static Structure = &UPDATE_SAML_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for UpdateSAMLProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            add_private_key: members.optional(0)?,
            assertion_encryption_mode: members.optional(1)?,
            remove_private_key: members.optional(2)?,
            saml_metadata_document: members.optional(3)?,
            saml_provider_arn: members.required(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateSAMLProviderOutput {
    pub saml_provider_arn: Option<String>,
}

static UPDATE_SAML_PROVIDER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "UpdateSAMLProviderOutput",
    members: &[Member {
        name: "SAMLProviderArn",
        wire_name: "SAMLProviderArn",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl UpdateSAMLProviderOutput {
    const STRUCTURE: &'static Structure = &UPDATE_SAML_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for UpdateSAMLProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.saml_provider_arn.map(IntoValue::into_value)])
    }
}

pub static DELETE_SAML_PROVIDER: Operation = Operation {
    name: "DeleteSAMLProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteSAMLProviderInput::STRUCTURE,
    output: DeleteSAMLProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSAMLProviderInput {
    pub saml_provider_arn: String,
}

static DELETE_SAML_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteSAMLProviderInput",
    members: &[Member {
        name: "SAMLProviderArn",
        wire_name: "SAMLProviderArn",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteSAMLProviderInput {
    const STRUCTURE: &'static Structure = &DELETE_SAML_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for DeleteSAMLProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { saml_provider_arn: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteSAMLProviderOutput {}

static DELETE_SAML_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteSAMLProviderOutput", members: &[] };

impl DeleteSAMLProviderOutput {
    const STRUCTURE: &'static Structure = &DELETE_SAML_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for DeleteSAMLProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static TAG_SAML_PROVIDER: Operation = Operation {
    name: "TagSAMLProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: TagSAMLProviderInput::STRUCTURE,
    output: TagSAMLProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagSAMLProviderInput {
    pub saml_provider_arn: String,
    pub tags: Vec<Tag>,
}

static TAG_SAML_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "TagSAMLProviderInput",
    members: &[
        Member {
            name: "SAMLProviderArn",
            wire_name: "SAMLProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl TagSAMLProviderInput {
    const STRUCTURE: &'static Structure = &TAG_SAML_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for TagSAMLProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { saml_provider_arn: members.required(0)?, tags: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagSAMLProviderOutput {}

static TAG_SAML_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "TagSAMLProviderOutput", members: &[] };

impl TagSAMLProviderOutput {
    const STRUCTURE: &'static Structure = &TAG_SAML_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for TagSAMLProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UNTAG_SAML_PROVIDER: Operation = Operation {
    name: "UntagSAMLProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UntagSAMLProviderInput::STRUCTURE,
    output: UntagSAMLProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagSAMLProviderInput {
    pub saml_provider_arn: String,
    pub tag_keys: Vec<String>,
}

static UNTAG_SAML_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "UntagSAMLProviderInput",
    members: &[
        Member {
            name: "SAMLProviderArn",
            wire_name: "SAMLProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TagKeys",
            wire_name: "TagKeys",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl UntagSAMLProviderInput {
    const STRUCTURE: &'static Structure = &UNTAG_SAML_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for UntagSAMLProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { saml_provider_arn: members.required(0)?, tag_keys: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagSAMLProviderOutput {}

static UNTAG_SAML_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UntagSAMLProviderOutput", members: &[] };

impl UntagSAMLProviderOutput {
    const STRUCTURE: &'static Structure = &UNTAG_SAML_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for UntagSAMLProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_SAML_PROVIDER_TAGS: Operation = Operation {
    name: "ListSAMLProviderTags",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListSAMLProviderTagsInput::STRUCTURE,
    output: ListSAMLProviderTagsOutput::STRUCTURE,
    result_wrapper: Some("ListSAMLProviderTagsResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSAMLProviderTagsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub saml_provider_arn: String,
}

static LIST_SAML_PROVIDER_TAGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListSAMLProviderTagsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "SAMLProviderArn",
            wire_name: "SAMLProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListSAMLProviderTagsInput {
    const STRUCTURE: &'static Structure = &LIST_SAML_PROVIDER_TAGS_INPUT_STRUCTURE;
}

impl Decode for ListSAMLProviderTagsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            saml_provider_arn: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSAMLProviderTagsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub tags: Vec<Tag>,
}

static LIST_SAML_PROVIDER_TAGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListSAMLProviderTagsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl ListSAMLProviderTagsOutput {
    const STRUCTURE: &'static Structure = &LIST_SAML_PROVIDER_TAGS_OUTPUT_STRUCTURE;
}

impl Encode for ListSAMLProviderTagsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.tags.into_value()),
        ])
    }
}

pub static SIMULATE_CUSTOM_POLICY: Operation = Operation {
    name: "SimulateCustomPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: SimulateCustomPolicyInput::STRUCTURE,
    output: SimulateCustomPolicyOutput::STRUCTURE,
    result_wrapper: Some("SimulateCustomPolicyResult"),
    errors: &[&errors::INVALID_INPUT_EXCEPTION, &errors::POLICY_EVALUATION_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SimulateCustomPolicyInput {
    pub action_names: Vec<String>,
    pub caller_arn: Option<String>,
    pub context_entries: Option<Vec<ContextEntry>>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub ordered_organization_policy_input_list: Option<Vec<OrderedOrganizationPolicyType>>,
    pub permissions_boundary_policy_input_list: Option<Vec<String>>,
    pub policy_input_list: Vec<String>,
    pub resource_arns: Option<Vec<String>>,
    pub resource_handling_option: Option<String>,
    pub resource_owner: Option<String>,
    pub resource_policy: Option<String>,
}

static SIMULATE_CUSTOM_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "SimulateCustomPolicyInput",
    members: &[
        Member {
            name: "ActionNames",
            wire_name: "ActionNames",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(3),
                    max: Some(128),
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
        Member {
            name: "CallerArn",
            wire_name: "CallerArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ContextEntries",
            wire_name: "ContextEntries",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ContextEntry::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "OrderedOrganizationPolicyInputList",
            wire_name: "OrderedOrganizationPolicyInputList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(OrderedOrganizationPolicyType::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(7),
            },
        },
        Member {
            name: "PermissionsBoundaryPolicyInputList",
            wire_name: "PermissionsBoundaryPolicyInputList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(131_072),
                    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
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
            name: "PolicyInputList",
            wire_name: "PolicyInputList",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(131_072),
                    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
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
            name: "ResourceArns",
            wire_name: "ResourceArns",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(2048),
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
        Member {
            name: "ResourceHandlingOption",
            wire_name: "ResourceHandlingOption",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ResourceOwner",
            wire_name: "ResourceOwner",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ResourcePolicy",
            wire_name: "ResourcePolicy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl SimulateCustomPolicyInput {
    const STRUCTURE: &'static Structure = &SIMULATE_CUSTOM_POLICY_INPUT_STRUCTURE;
}

impl Decode for SimulateCustomPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            action_names: members.required(0)?,
            caller_arn: members.optional(1)?,
            context_entries: members.optional(2)?,
            marker: members.optional(3)?,
            max_items: members.optional(4)?,
            ordered_organization_policy_input_list: members.optional(5)?,
            permissions_boundary_policy_input_list: members.optional(6)?,
            policy_input_list: members.required(7)?,
            resource_arns: members.optional(8)?,
            resource_handling_option: members.optional(9)?,
            resource_owner: members.optional(10)?,
            resource_policy: members.optional(11)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SimulateCustomPolicyOutput {
    pub evaluation_results: Option<Vec<EvaluationResult>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static SIMULATE_CUSTOM_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "SimulateCustomPolicyOutput",
    members: &[
        Member {
            name: "EvaluationResults",
            wire_name: "EvaluationResults",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(EvaluationResult::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl SimulateCustomPolicyOutput {
    const STRUCTURE: &'static Structure = &SIMULATE_CUSTOM_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for SimulateCustomPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.evaluation_results.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static SIMULATE_PRINCIPAL_POLICY: Operation = Operation {
    name: "SimulatePrincipalPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: SimulatePrincipalPolicyInput::STRUCTURE,
    output: SimulatePrincipalPolicyOutput::STRUCTURE,
    result_wrapper: Some("SimulatePrincipalPolicyResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::POLICY_EVALUATION_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SimulatePrincipalPolicyInput {
    pub action_names: Vec<String>,
    pub caller_arn: Option<String>,
    pub context_entries: Option<Vec<ContextEntry>>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub permissions_boundary_policy_input_list: Option<Vec<String>>,
    pub policy_exclusion_list: Option<Vec<PolicyIdentifier>>,
    pub policy_input_list: Option<Vec<String>>,
    pub policy_source_arn: String,
    pub resource_arns: Option<Vec<String>>,
    pub resource_handling_option: Option<String>,
    pub resource_owner: Option<String>,
    pub resource_policy: Option<String>,
}

static SIMULATE_PRINCIPAL_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "SimulatePrincipalPolicyInput",
    members: &[
        Member {
            name: "ActionNames",
            wire_name: "ActionNames",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(3),
                    max: Some(128),
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
        Member {
            name: "CallerArn",
            wire_name: "CallerArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ContextEntries",
            wire_name: "ContextEntries",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ContextEntry::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PermissionsBoundaryPolicyInputList",
            wire_name: "PermissionsBoundaryPolicyInputList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(131_072),
                    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
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
            name: "PolicyExclusionList",
            wire_name: "PolicyExclusionList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyIdentifier::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(256),
            },
        },
        Member {
            name: "PolicyInputList",
            wire_name: "PolicyInputList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(131_072),
                    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
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
            name: "PolicySourceArn",
            wire_name: "PolicySourceArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ResourceArns",
            wire_name: "ResourceArns",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(2048),
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
        Member {
            name: "ResourceHandlingOption",
            wire_name: "ResourceHandlingOption",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ResourceOwner",
            wire_name: "ResourceOwner",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ResourcePolicy",
            wire_name: "ResourcePolicy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl SimulatePrincipalPolicyInput {
    const STRUCTURE: &'static Structure = &SIMULATE_PRINCIPAL_POLICY_INPUT_STRUCTURE;
}

impl Decode for SimulatePrincipalPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            action_names: members.required(0)?,
            caller_arn: members.optional(1)?,
            context_entries: members.optional(2)?,
            marker: members.optional(3)?,
            max_items: members.optional(4)?,
            permissions_boundary_policy_input_list: members.optional(5)?,
            policy_exclusion_list: members.optional(6)?,
            policy_input_list: members.optional(7)?,
            policy_source_arn: members.required(8)?,
            resource_arns: members.optional(9)?,
            resource_handling_option: members.optional(10)?,
            resource_owner: members.optional(11)?,
            resource_policy: members.optional(12)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SimulatePrincipalPolicyOutput {
    pub evaluation_results: Option<Vec<EvaluationResult>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static SIMULATE_PRINCIPAL_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "SimulatePrincipalPolicyOutput",
    members: &[
        Member {
            name: "EvaluationResults",
            wire_name: "EvaluationResults",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(EvaluationResult::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl SimulatePrincipalPolicyOutput {
    const STRUCTURE: &'static Structure = &SIMULATE_PRINCIPAL_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for SimulatePrincipalPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.evaluation_results.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY: Operation = Operation {
    name: "GetContextKeysForCustomPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetContextKeysForCustomPolicyInput::STRUCTURE,
    output: GetContextKeysForCustomPolicyOutput::STRUCTURE,
    result_wrapper: Some("GetContextKeysForCustomPolicyResult"),
    errors: &[&errors::INVALID_INPUT_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetContextKeysForCustomPolicyInput {
    pub policy_input_list: Vec<String>,
}

static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetContextKeysForCustomPolicyInput",
    members: &[Member {
        name: "PolicyInputList",
        wire_name: "PolicyInputList",
        location: Location::Body,
        required: true,
        shape: &Shape::List {
            member: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl GetContextKeysForCustomPolicyInput {
    const STRUCTURE: &'static Structure = &GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetContextKeysForCustomPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_input_list: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetContextKeysForCustomPolicyOutput {
    pub context_key_names: Option<Vec<String>>,
}

static GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetContextKeysForCustomPolicyOutput",
    members: &[Member {
        name: "ContextKeyNames",
        wire_name: "ContextKeyNames",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::String {
                min: Some(5),
                max: Some(256),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl GetContextKeysForCustomPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetContextKeysForCustomPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.context_key_names.map(IntoValue::into_value)])
    }
}

pub static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY: Operation = Operation {
    name: "GetContextKeysForPrincipalPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetContextKeysForPrincipalPolicyInput::STRUCTURE,
    output: GetContextKeysForPrincipalPolicyOutput::STRUCTURE,
    result_wrapper: Some("GetContextKeysForPrincipalPolicyResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::INVALID_INPUT_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetContextKeysForPrincipalPolicyInput {
    pub policy_input_list: Option<Vec<String>>,
    pub policy_source_arn: String,
}

static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetContextKeysForPrincipalPolicyInput",
    members: &[
        Member {
            name: "PolicyInputList",
            wire_name: "PolicyInputList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(131_072),
                    pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
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
            name: "PolicySourceArn",
            wire_name: "PolicySourceArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetContextKeysForPrincipalPolicyInput {
    const STRUCTURE: &'static Structure = &GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetContextKeysForPrincipalPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            policy_input_list: members.optional(0)?,
            policy_source_arn: members.required(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetContextKeysForPrincipalPolicyOutput {
    pub context_key_names: Option<Vec<String>>,
}

static GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetContextKeysForPrincipalPolicyOutput",
    members: &[Member {
        name: "ContextKeyNames",
        wire_name: "ContextKeyNames",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::String {
                min: Some(5),
                max: Some(256),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl GetContextKeysForPrincipalPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetContextKeysForPrincipalPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.context_key_names.map(IntoValue::into_value)])
    }
}

pub static LIST_POLICIES_GRANTING_SERVICE_ACCESS: Operation = Operation {
    name: "ListPoliciesGrantingServiceAccess",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListPoliciesGrantingServiceAccessInput::STRUCTURE,
    output: ListPoliciesGrantingServiceAccessOutput::STRUCTURE,
    result_wrapper: Some("ListPoliciesGrantingServiceAccessResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::INVALID_INPUT_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesGrantingServiceAccessInput {
    pub arn: String,
    pub marker: Option<String>,
    pub service_namespaces: Vec<String>,
}

static LIST_POLICIES_GRANTING_SERVICE_ACCESS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPoliciesGrantingServiceAccessInput",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ServiceNamespaces",
            wire_name: "ServiceNamespaces",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(64),
                    pattern: Some("[\\w-]*"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: Some(1),
                max: Some(200),
            },
        },
    ],
};

impl ListPoliciesGrantingServiceAccessInput {
    const STRUCTURE: &'static Structure = &LIST_POLICIES_GRANTING_SERVICE_ACCESS_INPUT_STRUCTURE;
}

impl Decode for ListPoliciesGrantingServiceAccessInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            marker: members.optional(1)?,
            service_namespaces: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesGrantingServiceAccessOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policies_granting_service_access: Vec<ListPoliciesGrantingServiceAccessEntry>,
}

static LIST_POLICIES_GRANTING_SERVICE_ACCESS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPoliciesGrantingServiceAccessOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "PoliciesGrantingServiceAccess",
            wire_name: "PoliciesGrantingServiceAccess",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(ListPoliciesGrantingServiceAccessEntry::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListPoliciesGrantingServiceAccessOutput {
    const STRUCTURE: &'static Structure = &LIST_POLICIES_GRANTING_SERVICE_ACCESS_OUTPUT_STRUCTURE;
}

impl Encode for ListPoliciesGrantingServiceAccessOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.policies_granting_service_access.into_value()),
        ])
    }
}

pub static GENERATE_SERVICE_LAST_ACCESSED_DETAILS: Operation = Operation {
    name: "GenerateServiceLastAccessedDetails",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GenerateServiceLastAccessedDetailsInput::STRUCTURE,
    output: GenerateServiceLastAccessedDetailsOutput::STRUCTURE,
    result_wrapper: Some("GenerateServiceLastAccessedDetailsResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::INVALID_INPUT_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GenerateServiceLastAccessedDetailsInput {
    pub arn: String,
    pub granularity: Option<String>,
}

static GENERATE_SERVICE_LAST_ACCESSED_DETAILS_INPUT_STRUCTURE: Structure = Structure {
    name: "GenerateServiceLastAccessedDetailsInput",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Granularity",
            wire_name: "Granularity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["SERVICE_LEVEL", "ACTION_LEVEL"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GenerateServiceLastAccessedDetailsInput {
    const STRUCTURE: &'static Structure = &GENERATE_SERVICE_LAST_ACCESSED_DETAILS_INPUT_STRUCTURE;
}

impl Decode for GenerateServiceLastAccessedDetailsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { arn: members.required(0)?, granularity: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GenerateServiceLastAccessedDetailsOutput {
    pub job_id: Option<String>,
}

static GENERATE_SERVICE_LAST_ACCESSED_DETAILS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GenerateServiceLastAccessedDetailsOutput",
    members: &[Member {
        name: "JobId",
        wire_name: "JobId",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(36),
            max: Some(36),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GenerateServiceLastAccessedDetailsOutput {
    const STRUCTURE: &'static Structure = &GENERATE_SERVICE_LAST_ACCESSED_DETAILS_OUTPUT_STRUCTURE;
}

impl Encode for GenerateServiceLastAccessedDetailsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.job_id.map(IntoValue::into_value)])
    }
}

pub static GET_SERVICE_LAST_ACCESSED_DETAILS: Operation = Operation {
    name: "GetServiceLastAccessedDetails",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetServiceLastAccessedDetailsInput::STRUCTURE,
    output: GetServiceLastAccessedDetailsOutput::STRUCTURE,
    result_wrapper: Some("GetServiceLastAccessedDetailsResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::INVALID_INPUT_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetServiceLastAccessedDetailsInput {
    pub job_id: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

static GET_SERVICE_LAST_ACCESSED_DETAILS_INPUT_STRUCTURE: Structure = Structure {
    name: "GetServiceLastAccessedDetailsInput",
    members: &[
        Member {
            name: "JobId",
            wire_name: "JobId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(36),
                max: Some(36),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
    ],
};

impl GetServiceLastAccessedDetailsInput {
    const STRUCTURE: &'static Structure = &GET_SERVICE_LAST_ACCESSED_DETAILS_INPUT_STRUCTURE;
}

impl Decode for GetServiceLastAccessedDetailsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            job_id: members.required(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetServiceLastAccessedDetailsOutput {
    pub error: Option<ErrorDetails>,
    pub is_truncated: Option<bool>,
    pub job_completion_date: crate::Timestamp,
    pub job_creation_date: crate::Timestamp,
    pub job_status: String,
    pub job_type: Option<String>,
    pub marker: Option<String>,
    pub services_last_accessed: Vec<ServiceLastAccessed>,
}

static GET_SERVICE_LAST_ACCESSED_DETAILS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetServiceLastAccessedDetailsOutput",
    members: &[
        Member {
            name: "Error",
            wire_name: "Error",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ErrorDetails::STRUCTURE),
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "JobCompletionDate",
            wire_name: "JobCompletionDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "JobCreationDate",
            wire_name: "JobCreationDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "JobStatus",
            wire_name: "JobStatus",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["IN_PROGRESS", "COMPLETED", "FAILED"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "JobType",
            wire_name: "JobType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["SERVICE_LEVEL", "ACTION_LEVEL"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "ServicesLastAccessed",
            wire_name: "ServicesLastAccessed",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(ServiceLastAccessed::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl GetServiceLastAccessedDetailsOutput {
    const STRUCTURE: &'static Structure = &GET_SERVICE_LAST_ACCESSED_DETAILS_OUTPUT_STRUCTURE;
}

impl Encode for GetServiceLastAccessedDetailsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.error.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            Some(self.job_completion_date.into_value()),
            Some(self.job_creation_date.into_value()),
            Some(self.job_status.into_value()),
            self.job_type.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.services_last_accessed.into_value()),
        ])
    }
}

pub static GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES: Operation = Operation {
    name: "GetServiceLastAccessedDetailsWithEntities",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetServiceLastAccessedDetailsWithEntitiesInput::STRUCTURE,
    output: GetServiceLastAccessedDetailsWithEntitiesOutput::STRUCTURE,
    result_wrapper: Some("GetServiceLastAccessedDetailsWithEntitiesResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::INVALID_INPUT_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetServiceLastAccessedDetailsWithEntitiesInput {
    pub job_id: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub service_namespace: String,
}

static GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES_INPUT_STRUCTURE: Structure = Structure {
    name: "GetServiceLastAccessedDetailsWithEntitiesInput",
    members: &[
        Member {
            name: "JobId",
            wire_name: "JobId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(36),
                max: Some(36),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "ServiceNamespace",
            wire_name: "ServiceNamespace",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetServiceLastAccessedDetailsWithEntitiesInput {
    const STRUCTURE: &'static Structure =
        &GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES_INPUT_STRUCTURE;
}

impl Decode for GetServiceLastAccessedDetailsWithEntitiesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            job_id: members.required(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
            service_namespace: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetServiceLastAccessedDetailsWithEntitiesOutput {
    pub entity_details_list: Vec<EntityDetails>,
    pub error: Option<ErrorDetails>,
    pub is_truncated: Option<bool>,
    pub job_completion_date: crate::Timestamp,
    pub job_creation_date: crate::Timestamp,
    pub job_status: String,
    pub marker: Option<String>,
}

static GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetServiceLastAccessedDetailsWithEntitiesOutput",
    members: &[
        Member {
            name: "EntityDetailsList",
            wire_name: "EntityDetailsList",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(EntityDetails::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Error",
            wire_name: "Error",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(ErrorDetails::STRUCTURE),
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "JobCompletionDate",
            wire_name: "JobCompletionDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "JobCreationDate",
            wire_name: "JobCreationDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "JobStatus",
            wire_name: "JobStatus",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["IN_PROGRESS", "COMPLETED", "FAILED"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl GetServiceLastAccessedDetailsWithEntitiesOutput {
    const STRUCTURE: &'static Structure =
        &GET_SERVICE_LAST_ACCESSED_DETAILS_WITH_ENTITIES_OUTPUT_STRUCTURE;
}

impl Encode for GetServiceLastAccessedDetailsWithEntitiesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.entity_details_list.into_value()),
            self.error.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            Some(self.job_completion_date.into_value()),
            Some(self.job_creation_date.into_value()),
            Some(self.job_status.into_value()),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_USER: Operation = Operation {
    name: "CreateUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateUserInput::STRUCTURE,
    output: CreateUserOutput::STRUCTURE,
    result_wrapper: Some("CreateUserResult"),
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateUserInput {
    pub path: Option<String>,
    pub permissions_boundary: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub user_name: String,
}

static CREATE_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateUserInput",
    members: &[
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateUserInput {
    const STRUCTURE: &'static Structure = &CREATE_USER_INPUT_STRUCTURE;
}

impl Decode for CreateUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            path: members.optional(0)?,
            permissions_boundary: members.optional(1)?,
            tags: members.optional(2)?,
            user_name: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateUserOutput {
    pub user: Option<User>,
}

static CREATE_USER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateUserOutput",
    members: &[Member {
        name: "User",
        wire_name: "User",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(User::STRUCTURE),
    }],
};

impl CreateUserOutput {
    const STRUCTURE: &'static Structure = &CREATE_USER_OUTPUT_STRUCTURE;
}

impl Encode for CreateUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.user.map(IntoValue::into_value)])
    }
}

pub static GET_USER: Operation = Operation {
    name: "GetUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetUserInput::STRUCTURE,
    output: GetUserOutput::STRUCTURE,
    result_wrapper: Some("GetUserResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetUserInput {
    pub user_name: Option<String>,
}

static GET_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "GetUserInput",
    members: &[Member {
        name: "UserName",
        wire_name: "UserName",
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
    }],
};

impl GetUserInput {
    const STRUCTURE: &'static Structure = &GET_USER_INPUT_STRUCTURE;
}

impl Decode for GetUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_name: members.optional(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetUserOutput {
    pub user: User,
}

static GET_USER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetUserOutput",
    members: &[Member {
        name: "User",
        wire_name: "User",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(User::STRUCTURE),
    }],
};

impl GetUserOutput {
    const STRUCTURE: &'static Structure = &GET_USER_OUTPUT_STRUCTURE;
}

impl Encode for GetUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.user.into_value())])
    }
}

pub static LIST_USERS: Operation = Operation {
    name: "ListUsers",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListUsersInput::STRUCTURE,
    output: ListUsersOutput::STRUCTURE,
    result_wrapper: Some("ListUsersResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListUsersInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
}

static LIST_USERS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListUsersInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("\\u002F[\\u0021-\\u007F]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListUsersInput {
    const STRUCTURE: &'static Structure = &LIST_USERS_INPUT_STRUCTURE;
}

impl Decode for ListUsersInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListUsersOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub users: Vec<User>,
}

static LIST_USERS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListUsersOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Users",
            wire_name: "Users",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(User::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListUsersOutput {
    const STRUCTURE: &'static Structure = &LIST_USERS_OUTPUT_STRUCTURE;
}

impl Encode for ListUsersOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.users.into_value()),
        ])
    }
}

pub static UPDATE_USER: Operation = Operation {
    name: "UpdateUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateUserInput::STRUCTURE,
    output: UpdateUserOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateUserInput {
    pub new_path: Option<String>,
    pub new_user_name: Option<String>,
    pub user_name: String,
}

static UPDATE_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateUserInput",
    members: &[
        Member {
            name: "NewPath",
            wire_name: "NewPath",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "NewUserName",
            wire_name: "NewUserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl UpdateUserInput {
    const STRUCTURE: &'static Structure = &UPDATE_USER_INPUT_STRUCTURE;
}

impl Decode for UpdateUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            new_path: members.optional(0)?,
            new_user_name: members.optional(1)?,
            user_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateUserOutput {}

static UPDATE_USER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateUserOutput", members: &[] };

impl UpdateUserOutput {
    const STRUCTURE: &'static Structure = &UPDATE_USER_OUTPUT_STRUCTURE;
}

impl Encode for UpdateUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_USER: Operation = Operation {
    name: "DeleteUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteUserInput::STRUCTURE,
    output: DeleteUserOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteUserInput {
    pub user_name: String,
}

static DELETE_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteUserInput",
    members: &[Member {
        name: "UserName",
        wire_name: "UserName",
        location: Location::Body,
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

impl DeleteUserInput {
    const STRUCTURE: &'static Structure = &DELETE_USER_INPUT_STRUCTURE;
}

impl Decode for DeleteUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteUserOutput {}

static DELETE_USER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteUserOutput", members: &[] };

impl DeleteUserOutput {
    const STRUCTURE: &'static Structure = &DELETE_USER_OUTPUT_STRUCTURE;
}

impl Encode for DeleteUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static TAG_USER: Operation = Operation {
    name: "TagUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: TagUserInput::STRUCTURE,
    output: TagUserOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagUserInput {
    pub tags: Vec<Tag>,
    pub user_name: String,
}

static TAG_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "TagUserInput",
    members: &[
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl TagUserInput {
    const STRUCTURE: &'static Structure = &TAG_USER_INPUT_STRUCTURE;
}

impl Decode for TagUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { tags: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagUserOutput {}

static TAG_USER_OUTPUT_STRUCTURE: Structure = Structure { name: "TagUserOutput", members: &[] };

impl TagUserOutput {
    const STRUCTURE: &'static Structure = &TAG_USER_OUTPUT_STRUCTURE;
}

impl Encode for TagUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UNTAG_USER: Operation = Operation {
    name: "UntagUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UntagUserInput::STRUCTURE,
    output: UntagUserOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagUserInput {
    pub tag_keys: Vec<String>,
    pub user_name: String,
}

static UNTAG_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "UntagUserInput",
    members: &[
        Member {
            name: "TagKeys",
            wire_name: "TagKeys",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl UntagUserInput {
    const STRUCTURE: &'static Structure = &UNTAG_USER_INPUT_STRUCTURE;
}

impl Decode for UntagUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { tag_keys: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagUserOutput {}

static UNTAG_USER_OUTPUT_STRUCTURE: Structure = Structure { name: "UntagUserOutput", members: &[] };

impl UntagUserOutput {
    const STRUCTURE: &'static Structure = &UNTAG_USER_OUTPUT_STRUCTURE;
}

impl Encode for UntagUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_USER_TAGS: Operation = Operation {
    name: "ListUserTags",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListUserTagsInput::STRUCTURE,
    output: ListUserTagsOutput::STRUCTURE,
    result_wrapper: Some("ListUserTagsResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListUserTagsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: String,
}

static LIST_USER_TAGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListUserTagsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl ListUserTagsInput {
    const STRUCTURE: &'static Structure = &LIST_USER_TAGS_INPUT_STRUCTURE;
}

impl Decode for ListUserTagsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListUserTagsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub tags: Vec<Tag>,
}

static LIST_USER_TAGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListUserTagsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl ListUserTagsOutput {
    const STRUCTURE: &'static Structure = &LIST_USER_TAGS_OUTPUT_STRUCTURE;
}

impl Encode for ListUserTagsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.tags.into_value()),
        ])
    }
}

pub static PUT_USER_PERMISSIONS_BOUNDARY: Operation = Operation {
    name: "PutUserPermissionsBoundary",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: PutUserPermissionsBoundaryInput::STRUCTURE,
    output: PutUserPermissionsBoundaryOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::POLICY_NOT_ATTACHABLE_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutUserPermissionsBoundaryInput {
    pub permissions_boundary: String,
    pub user_name: String,
}

static PUT_USER_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE: Structure = Structure {
    name: "PutUserPermissionsBoundaryInput",
    members: &[
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PutUserPermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = &PUT_USER_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE;
}

impl Decode for PutUserPermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { permissions_boundary: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutUserPermissionsBoundaryOutput {}

static PUT_USER_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "PutUserPermissionsBoundaryOutput", members: &[] };

impl PutUserPermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = &PUT_USER_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE;
}

impl Encode for PutUserPermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_USER_PERMISSIONS_BOUNDARY: Operation = Operation {
    name: "DeleteUserPermissionsBoundary",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteUserPermissionsBoundaryInput::STRUCTURE,
    output: DeleteUserPermissionsBoundaryOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteUserPermissionsBoundaryInput {
    pub user_name: String,
}

static DELETE_USER_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteUserPermissionsBoundaryInput",
    members: &[Member {
        name: "UserName",
        wire_name: "UserName",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteUserPermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = &DELETE_USER_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE;
}

impl Decode for DeleteUserPermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteUserPermissionsBoundaryOutput {}

static DELETE_USER_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteUserPermissionsBoundaryOutput", members: &[] };

impl DeleteUserPermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = &DELETE_USER_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteUserPermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static CREATE_ACCESS_KEY: Operation = Operation {
    name: "CreateAccessKey",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateAccessKeyInput::STRUCTURE,
    output: CreateAccessKeyOutput::STRUCTURE,
    result_wrapper: Some("CreateAccessKeyResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateAccessKeyInput {
    pub user_name: Option<String>,
}

static CREATE_ACCESS_KEY_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateAccessKeyInput",
    members: &[Member {
        name: "UserName",
        wire_name: "UserName",
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
    }],
};

impl CreateAccessKeyInput {
    const STRUCTURE: &'static Structure = &CREATE_ACCESS_KEY_INPUT_STRUCTURE;
}

impl Decode for CreateAccessKeyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_name: members.optional(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateAccessKeyOutput {
    pub access_key: AccessKey,
}

static CREATE_ACCESS_KEY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateAccessKeyOutput",
    members: &[Member {
        name: "AccessKey",
        wire_name: "AccessKey",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(AccessKey::STRUCTURE),
    }],
};

impl CreateAccessKeyOutput {
    const STRUCTURE: &'static Structure = &CREATE_ACCESS_KEY_OUTPUT_STRUCTURE;
}

impl Encode for CreateAccessKeyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.access_key.into_value())])
    }
}

pub static LIST_ACCESS_KEYS: Operation = Operation {
    name: "ListAccessKeys",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListAccessKeysInput::STRUCTURE,
    output: ListAccessKeysOutput::STRUCTURE,
    result_wrapper: Some("ListAccessKeysResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAccessKeysInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: Option<String>,
}

static LIST_ACCESS_KEYS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListAccessKeysInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
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

impl ListAccessKeysInput {
    const STRUCTURE: &'static Structure = &LIST_ACCESS_KEYS_INPUT_STRUCTURE;
}

impl Decode for ListAccessKeysInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAccessKeysOutput {
    pub access_key_metadata: Vec<AccessKeyMetadata>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_ACCESS_KEYS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListAccessKeysOutput",
    members: &[
        Member {
            name: "AccessKeyMetadata",
            wire_name: "AccessKeyMetadata",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(AccessKeyMetadata::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListAccessKeysOutput {
    const STRUCTURE: &'static Structure = &LIST_ACCESS_KEYS_OUTPUT_STRUCTURE;
}

impl Encode for ListAccessKeysOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.access_key_metadata.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static UPDATE_ACCESS_KEY: Operation = Operation {
    name: "UpdateAccessKey",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateAccessKeyInput::STRUCTURE,
    output: UpdateAccessKeyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateAccessKeyInput {
    pub access_key_id: String,
    pub status: String,
    pub user_name: Option<String>,
}

static UPDATE_ACCESS_KEY_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateAccessKeyInput",
    members: &[
        Member {
            name: "AccessKeyId",
            wire_name: "AccessKeyId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Active", "Inactive", "Expired"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
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

impl UpdateAccessKeyInput {
    const STRUCTURE: &'static Structure = &UPDATE_ACCESS_KEY_INPUT_STRUCTURE;
}

impl Decode for UpdateAccessKeyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            access_key_id: members.required(0)?,
            status: members.required(1)?,
            user_name: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateAccessKeyOutput {}

static UPDATE_ACCESS_KEY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateAccessKeyOutput", members: &[] };

impl UpdateAccessKeyOutput {
    const STRUCTURE: &'static Structure = &UPDATE_ACCESS_KEY_OUTPUT_STRUCTURE;
}

impl Encode for UpdateAccessKeyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_ACCESS_KEY: Operation = Operation {
    name: "DeleteAccessKey",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteAccessKeyInput::STRUCTURE,
    output: DeleteAccessKeyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteAccessKeyInput {
    pub access_key_id: String,
    pub user_name: Option<String>,
}

static DELETE_ACCESS_KEY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteAccessKeyInput",
    members: &[
        Member {
            name: "AccessKeyId",
            wire_name: "AccessKeyId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
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

impl DeleteAccessKeyInput {
    const STRUCTURE: &'static Structure = &DELETE_ACCESS_KEY_INPUT_STRUCTURE;
}

impl Decode for DeleteAccessKeyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { access_key_id: members.required(0)?, user_name: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteAccessKeyOutput {}

static DELETE_ACCESS_KEY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteAccessKeyOutput", members: &[] };

impl DeleteAccessKeyOutput {
    const STRUCTURE: &'static Structure = &DELETE_ACCESS_KEY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteAccessKeyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_ACCESS_KEY_LAST_USED: Operation = Operation {
    name: "GetAccessKeyLastUsed",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetAccessKeyLastUsedInput::STRUCTURE,
    output: GetAccessKeyLastUsedOutput::STRUCTURE,
    result_wrapper: Some("GetAccessKeyLastUsedResult"),
    errors: &[],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccessKeyLastUsedInput {
    pub access_key_id: String,
}

static GET_ACCESS_KEY_LAST_USED_INPUT_STRUCTURE: Structure = Structure {
    name: "GetAccessKeyLastUsedInput",
    members: &[Member {
        name: "AccessKeyId",
        wire_name: "AccessKeyId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(16),
            max: Some(128),
            pattern: Some("[\\w]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetAccessKeyLastUsedInput {
    const STRUCTURE: &'static Structure = &GET_ACCESS_KEY_LAST_USED_INPUT_STRUCTURE;
}

impl Decode for GetAccessKeyLastUsedInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { access_key_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccessKeyLastUsedOutput {
    pub access_key_last_used: Option<AccessKeyLastUsed>,
    pub user_name: Option<String>,
}

static GET_ACCESS_KEY_LAST_USED_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetAccessKeyLastUsedOutput",
    members: &[
        Member {
            name: "AccessKeyLastUsed",
            wire_name: "AccessKeyLastUsed",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AccessKeyLastUsed::STRUCTURE),
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
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

impl GetAccessKeyLastUsedOutput {
    const STRUCTURE: &'static Structure = &GET_ACCESS_KEY_LAST_USED_OUTPUT_STRUCTURE;
}

impl Encode for GetAccessKeyLastUsedOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.access_key_last_used.map(IntoValue::into_value),
            self.user_name.map(IntoValue::into_value),
        ])
    }
}

pub static PUT_USER_POLICY: Operation = Operation {
    name: "PutUserPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: PutUserPolicyInput::STRUCTURE,
    output: PutUserPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutUserPolicyInput {
    pub policy_document: String,
    pub policy_name: String,
    pub user_name: String,
}

static PUT_USER_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "PutUserPolicyInput",
    members: &[
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl PutUserPolicyInput {
    const STRUCTURE: &'static Structure = &PUT_USER_POLICY_INPUT_STRUCTURE;
}

impl Decode for PutUserPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            policy_document: members.required(0)?,
            policy_name: members.required(1)?,
            user_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutUserPolicyOutput {}

static PUT_USER_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "PutUserPolicyOutput", members: &[] };

impl PutUserPolicyOutput {
    const STRUCTURE: &'static Structure = &PUT_USER_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for PutUserPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_USER_POLICY: Operation = Operation {
    name: "GetUserPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetUserPolicyInput::STRUCTURE,
    output: GetUserPolicyOutput::STRUCTURE,
    result_wrapper: Some("GetUserPolicyResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetUserPolicyInput {
    pub policy_name: String,
    pub user_name: String,
}

static GET_USER_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetUserPolicyInput",
    members: &[
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl GetUserPolicyInput {
    const STRUCTURE: &'static Structure = &GET_USER_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetUserPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetUserPolicyOutput {
    pub policy_document: String,
    pub policy_name: String,
    pub user_name: String,
}

static GET_USER_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetUserPolicyOutput",
    members: &[
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl GetUserPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_USER_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetUserPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.policy_document.into_value()),
            Some(self.policy_name.into_value()),
            Some(self.user_name.into_value()),
        ])
    }
}

pub static LIST_USER_POLICIES: Operation = Operation {
    name: "ListUserPolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListUserPoliciesInput::STRUCTURE,
    output: ListUserPoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListUserPoliciesResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListUserPoliciesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: String,
}

static LIST_USER_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListUserPoliciesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl ListUserPoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_USER_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListUserPoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListUserPoliciesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policy_names: Vec<String>,
}

static LIST_USER_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListUserPoliciesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "PolicyNames",
            wire_name: "PolicyNames",
            location: Location::Body,
            required: true,
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
    ],
};

impl ListUserPoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_USER_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListUserPoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.policy_names.into_value()),
        ])
    }
}

pub static DELETE_USER_POLICY: Operation = Operation {
    name: "DeleteUserPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteUserPolicyInput::STRUCTURE,
    output: DeleteUserPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteUserPolicyInput {
    pub policy_name: String,
    pub user_name: String,
}

static DELETE_USER_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteUserPolicyInput",
    members: &[
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl DeleteUserPolicyInput {
    const STRUCTURE: &'static Structure = &DELETE_USER_POLICY_INPUT_STRUCTURE;
}

impl Decode for DeleteUserPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_name: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteUserPolicyOutput {}

static DELETE_USER_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteUserPolicyOutput", members: &[] };

impl DeleteUserPolicyOutput {
    const STRUCTURE: &'static Structure = &DELETE_USER_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteUserPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static ATTACH_USER_POLICY: Operation = Operation {
    name: "AttachUserPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: AttachUserPolicyInput::STRUCTURE,
    output: AttachUserPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::POLICY_NOT_ATTACHABLE_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachUserPolicyInput {
    pub policy_arn: String,
    pub user_name: String,
}

static ATTACH_USER_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "AttachUserPolicyInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AttachUserPolicyInput {
    const STRUCTURE: &'static Structure = &ATTACH_USER_POLICY_INPUT_STRUCTURE;
}

impl Decode for AttachUserPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachUserPolicyOutput {}

static ATTACH_USER_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AttachUserPolicyOutput", members: &[] };

impl AttachUserPolicyOutput {
    const STRUCTURE: &'static Structure = &ATTACH_USER_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for AttachUserPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DETACH_USER_POLICY: Operation = Operation {
    name: "DetachUserPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DetachUserPolicyInput::STRUCTURE,
    output: DetachUserPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachUserPolicyInput {
    pub policy_arn: String,
    pub user_name: String,
}

static DETACH_USER_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DetachUserPolicyInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DetachUserPolicyInput {
    const STRUCTURE: &'static Structure = &DETACH_USER_POLICY_INPUT_STRUCTURE;
}

impl Decode for DetachUserPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachUserPolicyOutput {}

static DETACH_USER_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DetachUserPolicyOutput", members: &[] };

impl DetachUserPolicyOutput {
    const STRUCTURE: &'static Structure = &DETACH_USER_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DetachUserPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_ATTACHED_USER_POLICIES: Operation = Operation {
    name: "ListAttachedUserPolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListAttachedUserPoliciesInput::STRUCTURE,
    output: ListAttachedUserPoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListAttachedUserPoliciesResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedUserPoliciesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
    pub user_name: String,
}

static LIST_ATTACHED_USER_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedUserPoliciesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListAttachedUserPoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_USER_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListAttachedUserPoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
            user_name: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedUserPoliciesOutput {
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_ATTACHED_USER_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedUserPoliciesOutput",
    members: &[
        Member {
            name: "AttachedPolicies",
            wire_name: "AttachedPolicies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(AttachedPolicy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListAttachedUserPoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_USER_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListAttachedUserPoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attached_policies.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_GROUP: Operation = Operation {
    name: "CreateGroup",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateGroupInput::STRUCTURE,
    output: CreateGroupOutput::STRUCTURE,
    result_wrapper: Some("CreateGroupResult"),
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateGroupInput {
    pub group_name: String,
    pub path: Option<String>,
}

static CREATE_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateGroupInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateGroupInput {
    const STRUCTURE: &'static Structure = &CREATE_GROUP_INPUT_STRUCTURE;
}

impl Decode for CreateGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, path: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateGroupOutput {
    pub group: Group,
}

static CREATE_GROUP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateGroupOutput",
    members: &[Member {
        name: "Group",
        wire_name: "Group",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(Group::STRUCTURE),
    }],
};

impl CreateGroupOutput {
    const STRUCTURE: &'static Structure = &CREATE_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for CreateGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.group.into_value())])
    }
}

pub static GET_GROUP: Operation = Operation {
    name: "GetGroup",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetGroupInput::STRUCTURE,
    output: GetGroupOutput::STRUCTURE,
    result_wrapper: Some("GetGroupResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetGroupInput {
    pub group_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

static GET_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "GetGroupInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
    ],
};

impl GetGroupInput {
    const STRUCTURE: &'static Structure = &GET_GROUP_INPUT_STRUCTURE;
}

impl Decode for GetGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            group_name: members.required(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetGroupOutput {
    pub group: Group,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub users: Vec<User>,
}

static GET_GROUP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetGroupOutput",
    members: &[
        Member {
            name: "Group",
            wire_name: "Group",
            location: Location::Body,
            required: true,
            shape: &Shape::Structure(Group::STRUCTURE),
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Users",
            wire_name: "Users",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(User::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl GetGroupOutput {
    const STRUCTURE: &'static Structure = &GET_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for GetGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.group.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.users.into_value()),
        ])
    }
}

pub static LIST_GROUPS: Operation = Operation {
    name: "ListGroups",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListGroupsInput::STRUCTURE,
    output: ListGroupsOutput::STRUCTURE,
    result_wrapper: Some("ListGroupsResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListGroupsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
}

static LIST_GROUPS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListGroupsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("\\u002F[\\u0021-\\u007F]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListGroupsInput {
    const STRUCTURE: &'static Structure = &LIST_GROUPS_INPUT_STRUCTURE;
}

impl Decode for ListGroupsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListGroupsOutput {
    pub groups: Vec<Group>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_GROUPS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListGroupsOutput",
    members: &[
        Member {
            name: "Groups",
            wire_name: "Groups",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Group::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListGroupsOutput {
    const STRUCTURE: &'static Structure = &LIST_GROUPS_OUTPUT_STRUCTURE;
}

impl Encode for ListGroupsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.groups.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static UPDATE_GROUP: Operation = Operation {
    name: "UpdateGroup",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateGroupInput::STRUCTURE,
    output: UpdateGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateGroupInput {
    pub group_name: String,
    pub new_group_name: Option<String>,
    pub new_path: Option<String>,
}

static UPDATE_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateGroupInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "NewGroupName",
            wire_name: "NewGroupName",
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
            name: "NewPath",
            wire_name: "NewPath",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateGroupInput {
    const STRUCTURE: &'static Structure = &UPDATE_GROUP_INPUT_STRUCTURE;
}

impl Decode for UpdateGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            group_name: members.required(0)?,
            new_group_name: members.optional(1)?,
            new_path: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateGroupOutput {}

static UPDATE_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UpdateGroupOutput", members: &[] };

impl UpdateGroupOutput {
    const STRUCTURE: &'static Structure = &UPDATE_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for UpdateGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_GROUP: Operation = Operation {
    name: "DeleteGroup",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteGroupInput::STRUCTURE,
    output: DeleteGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::DELETE_CONFLICT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteGroupInput {
    pub group_name: String,
}

static DELETE_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteGroupInput",
    members: &[Member {
        name: "GroupName",
        wire_name: "GroupName",
        location: Location::Body,
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

impl DeleteGroupInput {
    const STRUCTURE: &'static Structure = &DELETE_GROUP_INPUT_STRUCTURE;
}

impl Decode for DeleteGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteGroupOutput {}

static DELETE_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteGroupOutput", members: &[] };

impl DeleteGroupOutput {
    const STRUCTURE: &'static Structure = &DELETE_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for DeleteGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static ADD_USER_TO_GROUP: Operation = Operation {
    name: "AddUserToGroup",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: AddUserToGroupInput::STRUCTURE,
    output: AddUserToGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddUserToGroupInput {
    pub group_name: String,
    pub user_name: String,
}

static ADD_USER_TO_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "AddUserToGroupInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl AddUserToGroupInput {
    const STRUCTURE: &'static Structure = &ADD_USER_TO_GROUP_INPUT_STRUCTURE;
}

impl Decode for AddUserToGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AddUserToGroupOutput {}

static ADD_USER_TO_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AddUserToGroupOutput", members: &[] };

impl AddUserToGroupOutput {
    const STRUCTURE: &'static Structure = &ADD_USER_TO_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for AddUserToGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static REMOVE_USER_FROM_GROUP: Operation = Operation {
    name: "RemoveUserFromGroup",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: RemoveUserFromGroupInput::STRUCTURE,
    output: RemoveUserFromGroupOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemoveUserFromGroupInput {
    pub group_name: String,
    pub user_name: String,
}

static REMOVE_USER_FROM_GROUP_INPUT_STRUCTURE: Structure = Structure {
    name: "RemoveUserFromGroupInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl RemoveUserFromGroupInput {
    const STRUCTURE: &'static Structure = &REMOVE_USER_FROM_GROUP_INPUT_STRUCTURE;
}

impl Decode for RemoveUserFromGroupInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, user_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RemoveUserFromGroupOutput {}

static REMOVE_USER_FROM_GROUP_OUTPUT_STRUCTURE: Structure =
    Structure { name: "RemoveUserFromGroupOutput", members: &[] };

impl RemoveUserFromGroupOutput {
    const STRUCTURE: &'static Structure = &REMOVE_USER_FROM_GROUP_OUTPUT_STRUCTURE;
}

impl Encode for RemoveUserFromGroupOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_GROUPS_FOR_USER: Operation = Operation {
    name: "ListGroupsForUser",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListGroupsForUserInput::STRUCTURE,
    output: ListGroupsForUserOutput::STRUCTURE,
    result_wrapper: Some("ListGroupsForUserResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListGroupsForUserInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: String,
}

static LIST_GROUPS_FOR_USER_INPUT_STRUCTURE: Structure = Structure {
    name: "ListGroupsForUserInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
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

impl ListGroupsForUserInput {
    const STRUCTURE: &'static Structure = &LIST_GROUPS_FOR_USER_INPUT_STRUCTURE;
}

impl Decode for ListGroupsForUserInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListGroupsForUserOutput {
    pub groups: Vec<Group>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_GROUPS_FOR_USER_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListGroupsForUserOutput",
    members: &[
        Member {
            name: "Groups",
            wire_name: "Groups",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Group::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListGroupsForUserOutput {
    const STRUCTURE: &'static Structure = &LIST_GROUPS_FOR_USER_OUTPUT_STRUCTURE;
}

impl Encode for ListGroupsForUserOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.groups.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static PUT_GROUP_POLICY: Operation = Operation {
    name: "PutGroupPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: PutGroupPolicyInput::STRUCTURE,
    output: PutGroupPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutGroupPolicyInput {
    pub group_name: String,
    pub policy_document: String,
    pub policy_name: String,
}

static PUT_GROUP_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "PutGroupPolicyInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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

impl PutGroupPolicyInput {
    const STRUCTURE: &'static Structure = &PUT_GROUP_POLICY_INPUT_STRUCTURE;
}

impl Decode for PutGroupPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            group_name: members.required(0)?,
            policy_document: members.required(1)?,
            policy_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutGroupPolicyOutput {}

static PUT_GROUP_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "PutGroupPolicyOutput", members: &[] };

impl PutGroupPolicyOutput {
    const STRUCTURE: &'static Structure = &PUT_GROUP_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for PutGroupPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_GROUP_POLICY: Operation = Operation {
    name: "GetGroupPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetGroupPolicyInput::STRUCTURE,
    output: GetGroupPolicyOutput::STRUCTURE,
    result_wrapper: Some("GetGroupPolicyResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetGroupPolicyInput {
    pub group_name: String,
    pub policy_name: String,
}

static GET_GROUP_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetGroupPolicyInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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

impl GetGroupPolicyInput {
    const STRUCTURE: &'static Structure = &GET_GROUP_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetGroupPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, policy_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetGroupPolicyOutput {
    pub group_name: String,
    pub policy_document: String,
    pub policy_name: String,
}

static GET_GROUP_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetGroupPolicyOutput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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

impl GetGroupPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_GROUP_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetGroupPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.group_name.into_value()),
            Some(self.policy_document.into_value()),
            Some(self.policy_name.into_value()),
        ])
    }
}

pub static LIST_GROUP_POLICIES: Operation = Operation {
    name: "ListGroupPolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListGroupPoliciesInput::STRUCTURE,
    output: ListGroupPoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListGroupPoliciesResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListGroupPoliciesInput {
    pub group_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

static LIST_GROUP_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListGroupPoliciesInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
    ],
};

impl ListGroupPoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_GROUP_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListGroupPoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            group_name: members.required(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListGroupPoliciesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policy_names: Vec<String>,
}

static LIST_GROUP_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListGroupPoliciesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "PolicyNames",
            wire_name: "PolicyNames",
            location: Location::Body,
            required: true,
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
    ],
};

impl ListGroupPoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_GROUP_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListGroupPoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.policy_names.into_value()),
        ])
    }
}

pub static DELETE_GROUP_POLICY: Operation = Operation {
    name: "DeleteGroupPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteGroupPolicyInput::STRUCTURE,
    output: DeleteGroupPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteGroupPolicyInput {
    pub group_name: String,
    pub policy_name: String,
}

static DELETE_GROUP_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteGroupPolicyInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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

impl DeleteGroupPolicyInput {
    const STRUCTURE: &'static Structure = &DELETE_GROUP_POLICY_INPUT_STRUCTURE;
}

impl Decode for DeleteGroupPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, policy_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteGroupPolicyOutput {}

static DELETE_GROUP_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteGroupPolicyOutput", members: &[] };

impl DeleteGroupPolicyOutput {
    const STRUCTURE: &'static Structure = &DELETE_GROUP_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteGroupPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static ATTACH_GROUP_POLICY: Operation = Operation {
    name: "AttachGroupPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: AttachGroupPolicyInput::STRUCTURE,
    output: AttachGroupPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::POLICY_NOT_ATTACHABLE_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachGroupPolicyInput {
    pub group_name: String,
    pub policy_arn: String,
}

static ATTACH_GROUP_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "AttachGroupPolicyInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AttachGroupPolicyInput {
    const STRUCTURE: &'static Structure = &ATTACH_GROUP_POLICY_INPUT_STRUCTURE;
}

impl Decode for AttachGroupPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, policy_arn: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachGroupPolicyOutput {}

static ATTACH_GROUP_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "AttachGroupPolicyOutput", members: &[] };

impl AttachGroupPolicyOutput {
    const STRUCTURE: &'static Structure = &ATTACH_GROUP_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for AttachGroupPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DETACH_GROUP_POLICY: Operation = Operation {
    name: "DetachGroupPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DetachGroupPolicyInput::STRUCTURE,
    output: DetachGroupPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachGroupPolicyInput {
    pub group_name: String,
    pub policy_arn: String,
}

static DETACH_GROUP_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "DetachGroupPolicyInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl DetachGroupPolicyInput {
    const STRUCTURE: &'static Structure = &DETACH_GROUP_POLICY_INPUT_STRUCTURE;
}

impl Decode for DetachGroupPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_name: members.required(0)?, policy_arn: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DetachGroupPolicyOutput {}

static DETACH_GROUP_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DetachGroupPolicyOutput", members: &[] };

impl DetachGroupPolicyOutput {
    const STRUCTURE: &'static Structure = &DETACH_GROUP_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DetachGroupPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_ATTACHED_GROUP_POLICIES: Operation = Operation {
    name: "ListAttachedGroupPolicies",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListAttachedGroupPoliciesInput::STRUCTURE,
    output: ListAttachedGroupPoliciesOutput::STRUCTURE,
    result_wrapper: Some("ListAttachedGroupPoliciesResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedGroupPoliciesInput {
    pub group_name: String,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
}

static LIST_ATTACHED_GROUP_POLICIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedGroupPoliciesInput",
    members: &[
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListAttachedGroupPoliciesInput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_GROUP_POLICIES_INPUT_STRUCTURE;
}

impl Decode for ListAttachedGroupPoliciesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            group_name: members.required(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
            path_prefix: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAttachedGroupPoliciesOutput {
    pub attached_policies: Option<Vec<AttachedPolicy>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_ATTACHED_GROUP_POLICIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListAttachedGroupPoliciesOutput",
    members: &[
        Member {
            name: "AttachedPolicies",
            wire_name: "AttachedPolicies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(AttachedPolicy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListAttachedGroupPoliciesOutput {
    const STRUCTURE: &'static Structure = &LIST_ATTACHED_GROUP_POLICIES_OUTPUT_STRUCTURE;
}

impl Encode for ListAttachedGroupPoliciesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.attached_policies.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static GET_ACCOUNT_AUTHORIZATION_DETAILS: Operation = Operation {
    name: "GetAccountAuthorizationDetails",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetAccountAuthorizationDetailsInput::STRUCTURE,
    output: GetAccountAuthorizationDetailsOutput::STRUCTURE,
    result_wrapper: Some("GetAccountAuthorizationDetailsResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccountAuthorizationDetailsInput {
    pub filter: Option<Vec<String>>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

static GET_ACCOUNT_AUTHORIZATION_DETAILS_INPUT_STRUCTURE: Structure = Structure {
    name: "GetAccountAuthorizationDetailsInput",
    members: &[
        Member {
            name: "Filter",
            wire_name: "Filter",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: None,
                    max: None,
                    pattern: None,
                    values: &["User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
    ],
};

impl GetAccountAuthorizationDetailsInput {
    const STRUCTURE: &'static Structure = &GET_ACCOUNT_AUTHORIZATION_DETAILS_INPUT_STRUCTURE;
}

impl Decode for GetAccountAuthorizationDetailsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            filter: members.optional(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccountAuthorizationDetailsOutput {
    pub group_detail_list: Option<Vec<GroupDetail>>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub policies: Option<Vec<ManagedPolicyDetail>>,
    pub role_detail_list: Option<Vec<RoleDetail>>,
    pub user_detail_list: Option<Vec<UserDetail>>,
}

static GET_ACCOUNT_AUTHORIZATION_DETAILS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetAccountAuthorizationDetailsOutput",
    members: &[
        Member {
            name: "GroupDetailList",
            wire_name: "GroupDetailList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(GroupDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Policies",
            wire_name: "Policies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ManagedPolicyDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "RoleDetailList",
            wire_name: "RoleDetailList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(RoleDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "UserDetailList",
            wire_name: "UserDetailList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(UserDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl GetAccountAuthorizationDetailsOutput {
    const STRUCTURE: &'static Structure = &GET_ACCOUNT_AUTHORIZATION_DETAILS_OUTPUT_STRUCTURE;
}

impl Encode for GetAccountAuthorizationDetailsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.group_detail_list.map(IntoValue::into_value),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            self.policies.map(IntoValue::into_value),
            self.role_detail_list.map(IntoValue::into_value),
            self.user_detail_list.map(IntoValue::into_value),
        ])
    }
}

pub static GENERATE_CREDENTIAL_REPORT: Operation = Operation {
    name: "GenerateCredentialReport",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GenerateCredentialReportInput::STRUCTURE,
    output: GenerateCredentialReportOutput::STRUCTURE,
    result_wrapper: Some("GenerateCredentialReportResult"),
    errors: &[&errors::LIMIT_EXCEEDED_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GenerateCredentialReportInput {}

static GENERATE_CREDENTIAL_REPORT_INPUT_STRUCTURE: Structure =
    Structure { name: "GenerateCredentialReportInput", members: &[] };

impl GenerateCredentialReportInput {
    const STRUCTURE: &'static Structure = &GENERATE_CREDENTIAL_REPORT_INPUT_STRUCTURE;
}

impl Decode for GenerateCredentialReportInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GenerateCredentialReportOutput {
    pub description: Option<String>,
    pub state: Option<String>,
}

static GENERATE_CREDENTIAL_REPORT_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GenerateCredentialReportOutput",
    members: &[
        Member {
            name: "Description",
            wire_name: "Description",
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
            name: "State",
            wire_name: "State",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["STARTED", "INPROGRESS", "COMPLETE"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GenerateCredentialReportOutput {
    const STRUCTURE: &'static Structure = &GENERATE_CREDENTIAL_REPORT_OUTPUT_STRUCTURE;
}

impl Encode for GenerateCredentialReportOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.description.map(IntoValue::into_value),
            self.state.map(IntoValue::into_value),
        ])
    }
}

pub static GET_CREDENTIAL_REPORT: Operation = Operation {
    name: "GetCredentialReport",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetCredentialReportInput::STRUCTURE,
    output: GetCredentialReportOutput::STRUCTURE,
    result_wrapper: Some("GetCredentialReportResult"),
    errors: &[
        &errors::CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION,
        &errors::CREDENTIAL_REPORT_EXPIRED_EXCEPTION,
        &errors::CREDENTIAL_REPORT_NOT_READY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCredentialReportInput {}

static GET_CREDENTIAL_REPORT_INPUT_STRUCTURE: Structure =
    Structure { name: "GetCredentialReportInput", members: &[] };

impl GetCredentialReportInput {
    const STRUCTURE: &'static Structure = &GET_CREDENTIAL_REPORT_INPUT_STRUCTURE;
}

impl Decode for GetCredentialReportInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCredentialReportOutput {
    pub content: Option<Vec<u8>>,
    pub generated_time: Option<crate::Timestamp>,
    pub report_format: Option<String>,
}

static GET_CREDENTIAL_REPORT_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetCredentialReportOutput",
    members: &[
        Member {
            name: "Content",
            wire_name: "Content",
            location: Location::Body,
            required: false,
            shape: &Shape::Blob,
        },
        Member {
            name: "GeneratedTime",
            wire_name: "GeneratedTime",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "ReportFormat",
            wire_name: "ReportFormat",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["text/csv"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetCredentialReportOutput {
    const STRUCTURE: &'static Structure = &GET_CREDENTIAL_REPORT_OUTPUT_STRUCTURE;
}

impl Encode for GetCredentialReportOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.content.map(IntoValue::into_value),
            self.generated_time.map(IntoValue::into_value),
            self.report_format.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_ACCOUNT_ALIAS: Operation = Operation {
    name: "CreateAccountAlias",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateAccountAliasInput::STRUCTURE,
    output: CreateAccountAliasOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::ENTITY_ALREADY_EXISTS_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateAccountAliasInput {
    pub account_alias: String,
}

static CREATE_ACCOUNT_ALIAS_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateAccountAliasInput",
    members: &[Member {
        name: "AccountAlias",
        wire_name: "AccountAlias",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(3),
            max: Some(63),
            pattern: Some("^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl CreateAccountAliasInput {
    const STRUCTURE: &'static Structure = &CREATE_ACCOUNT_ALIAS_INPUT_STRUCTURE;
}

impl Decode for CreateAccountAliasInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { account_alias: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateAccountAliasOutput {}

static CREATE_ACCOUNT_ALIAS_OUTPUT_STRUCTURE: Structure =
    Structure { name: "CreateAccountAliasOutput", members: &[] };

impl CreateAccountAliasOutput {
    const STRUCTURE: &'static Structure = &CREATE_ACCOUNT_ALIAS_OUTPUT_STRUCTURE;
}

impl Encode for CreateAccountAliasOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_ACCOUNT_ALIASES: Operation = Operation {
    name: "ListAccountAliases",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListAccountAliasesInput::STRUCTURE,
    output: ListAccountAliasesOutput::STRUCTURE,
    result_wrapper: Some("ListAccountAliasesResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAccountAliasesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

static LIST_ACCOUNT_ALIASES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListAccountAliasesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
    ],
};

impl ListAccountAliasesInput {
    const STRUCTURE: &'static Structure = &LIST_ACCOUNT_ALIASES_INPUT_STRUCTURE;
}

impl Decode for ListAccountAliasesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { marker: members.optional(0)?, max_items: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListAccountAliasesOutput {
    pub account_aliases: Vec<String>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_ACCOUNT_ALIASES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListAccountAliasesOutput",
    members: &[
        Member {
            name: "AccountAliases",
            wire_name: "AccountAliases",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(3),
                    max: Some(63),
                    pattern: Some("^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$"),
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
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListAccountAliasesOutput {
    const STRUCTURE: &'static Structure = &LIST_ACCOUNT_ALIASES_OUTPUT_STRUCTURE;
}

impl Encode for ListAccountAliasesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.account_aliases.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_ACCOUNT_ALIAS: Operation = Operation {
    name: "DeleteAccountAlias",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteAccountAliasInput::STRUCTURE,
    output: DeleteAccountAliasOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteAccountAliasInput {
    pub account_alias: String,
}

static DELETE_ACCOUNT_ALIAS_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteAccountAliasInput",
    members: &[Member {
        name: "AccountAlias",
        wire_name: "AccountAlias",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(3),
            max: Some(63),
            pattern: Some("^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteAccountAliasInput {
    const STRUCTURE: &'static Structure = &DELETE_ACCOUNT_ALIAS_INPUT_STRUCTURE;
}

impl Decode for DeleteAccountAliasInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { account_alias: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteAccountAliasOutput {}

static DELETE_ACCOUNT_ALIAS_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteAccountAliasOutput", members: &[] };

impl DeleteAccountAliasOutput {
    const STRUCTURE: &'static Structure = &DELETE_ACCOUNT_ALIAS_OUTPUT_STRUCTURE;
}

impl Encode for DeleteAccountAliasOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_ACCOUNT_SUMMARY: Operation = Operation {
    name: "GetAccountSummary",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetAccountSummaryInput::STRUCTURE,
    output: GetAccountSummaryOutput::STRUCTURE,
    result_wrapper: Some("GetAccountSummaryResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccountSummaryInput {}

static GET_ACCOUNT_SUMMARY_INPUT_STRUCTURE: Structure =
    Structure { name: "GetAccountSummaryInput", members: &[] };

impl GetAccountSummaryInput {
    const STRUCTURE: &'static Structure = &GET_ACCOUNT_SUMMARY_INPUT_STRUCTURE;
}

impl Decode for GetAccountSummaryInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccountSummaryOutput {
    pub summary_map: Option<std::collections::BTreeMap<String, i32>>,
}

static GET_ACCOUNT_SUMMARY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetAccountSummaryOutput",
    members: &[Member {
        name: "SummaryMap",
        wire_name: "SummaryMap",
        location: Location::Body,
        required: false,
        shape: &Shape::Map {
            key: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "Users",
                    "UsersQuota",
                    "Groups",
                    "GroupsQuota",
                    "ServerCertificates",
                    "ServerCertificatesQuota",
                    "UserPolicySizeQuota",
                    "GroupPolicySizeQuota",
                    "GroupsPerUserQuota",
                    "SigningCertificatesPerUserQuota",
                    "AccessKeysPerUserQuota",
                    "MFADevices",
                    "MFADevicesInUse",
                    "AccountMFAEnabled",
                    "AccountAccessKeysPresent",
                    "AccountPasswordPresent",
                    "AccountSigningCertificatesPresent",
                    "AttachedPoliciesPerGroupQuota",
                    "AttachedPoliciesPerRoleQuota",
                    "AttachedPoliciesPerUserQuota",
                    "Policies",
                    "PoliciesQuota",
                    "PolicySizeQuota",
                    "PolicyVersionsInUse",
                    "PolicyVersionsInUseQuota",
                    "VersionsPerPolicyQuota",
                    "GlobalEndpointTokenVersion",
                    "AssumeRolePolicySizeQuota",
                    "InstanceProfiles",
                    "InstanceProfilesQuota",
                    "Providers",
                    "RolePolicySizeQuota",
                    "Roles",
                    "RolesQuota",
                ],
                secret: false,
                json_header: false,
            },
            value: &Shape::Integer { min: None, max: None, long: false },
            min: None,
            max: None,
        },
    }],
};

impl GetAccountSummaryOutput {
    const STRUCTURE: &'static Structure = &GET_ACCOUNT_SUMMARY_OUTPUT_STRUCTURE;
}

impl Encode for GetAccountSummaryOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.summary_map.map(IntoValue::into_value)])
    }
}

pub static TAG_ROLE: Operation = Operation {
    name: "TagRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: TagRoleInput::STRUCTURE,
    output: TagRoleOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagRoleInput {
    pub role_name: String,
    pub tags: Vec<Tag>,
}

static TAG_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "TagRoleInput",
    members: &[
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl TagRoleInput {
    const STRUCTURE: &'static Structure = &TAG_ROLE_INPUT_STRUCTURE;
}

impl Decode for TagRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_name: members.required(0)?, tags: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagRoleOutput {}

static TAG_ROLE_OUTPUT_STRUCTURE: Structure = Structure { name: "TagRoleOutput", members: &[] };

impl TagRoleOutput {
    const STRUCTURE: &'static Structure = &TAG_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for TagRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UNTAG_ROLE: Operation = Operation {
    name: "UntagRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UntagRoleInput::STRUCTURE,
    output: UntagRoleOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagRoleInput {
    pub role_name: String,
    pub tag_keys: Vec<String>,
}

static UNTAG_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "UntagRoleInput",
    members: &[
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TagKeys",
            wire_name: "TagKeys",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl UntagRoleInput {
    const STRUCTURE: &'static Structure = &UNTAG_ROLE_INPUT_STRUCTURE;
}

impl Decode for UntagRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_name: members.required(0)?, tag_keys: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagRoleOutput {}

static UNTAG_ROLE_OUTPUT_STRUCTURE: Structure = Structure { name: "UntagRoleOutput", members: &[] };

impl UntagRoleOutput {
    const STRUCTURE: &'static Structure = &UNTAG_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for UntagRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_ROLE_TAGS: Operation = Operation {
    name: "ListRoleTags",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListRoleTagsInput::STRUCTURE,
    output: ListRoleTagsOutput::STRUCTURE,
    result_wrapper: Some("ListRoleTagsResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRoleTagsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub role_name: String,
}

static LIST_ROLE_TAGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListRoleTagsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListRoleTagsInput {
    const STRUCTURE: &'static Structure = &LIST_ROLE_TAGS_INPUT_STRUCTURE;
}

impl Decode for ListRoleTagsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            role_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListRoleTagsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub tags: Vec<Tag>,
}

static LIST_ROLE_TAGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListRoleTagsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl ListRoleTagsOutput {
    const STRUCTURE: &'static Structure = &LIST_ROLE_TAGS_OUTPUT_STRUCTURE;
}

impl Encode for ListRoleTagsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.tags.into_value()),
        ])
    }
}

pub static TAG_POLICY: Operation = Operation {
    name: "TagPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: TagPolicyInput::STRUCTURE,
    output: TagPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagPolicyInput {
    pub policy_arn: String,
    pub tags: Vec<Tag>,
}

static TAG_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "TagPolicyInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl TagPolicyInput {
    const STRUCTURE: &'static Structure = &TAG_POLICY_INPUT_STRUCTURE;
}

impl Decode for TagPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.required(0)?, tags: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagPolicyOutput {}

static TAG_POLICY_OUTPUT_STRUCTURE: Structure = Structure { name: "TagPolicyOutput", members: &[] };

impl TagPolicyOutput {
    const STRUCTURE: &'static Structure = &TAG_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for TagPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UNTAG_POLICY: Operation = Operation {
    name: "UntagPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UntagPolicyInput::STRUCTURE,
    output: UntagPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagPolicyInput {
    pub policy_arn: String,
    pub tag_keys: Vec<String>,
}

static UNTAG_POLICY_INPUT_STRUCTURE: Structure = Structure {
    name: "UntagPolicyInput",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TagKeys",
            wire_name: "TagKeys",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl UntagPolicyInput {
    const STRUCTURE: &'static Structure = &UNTAG_POLICY_INPUT_STRUCTURE;
}

impl Decode for UntagPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.required(0)?, tag_keys: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagPolicyOutput {}

static UNTAG_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UntagPolicyOutput", members: &[] };

impl UntagPolicyOutput {
    const STRUCTURE: &'static Structure = &UNTAG_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for UntagPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_POLICY_TAGS: Operation = Operation {
    name: "ListPolicyTags",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListPolicyTagsInput::STRUCTURE,
    output: ListPolicyTagsOutput::STRUCTURE,
    result_wrapper: Some("ListPolicyTagsResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPolicyTagsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub policy_arn: String,
}

static LIST_POLICY_TAGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListPolicyTagsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListPolicyTagsInput {
    const STRUCTURE: &'static Structure = &LIST_POLICY_TAGS_INPUT_STRUCTURE;
}

impl Decode for ListPolicyTagsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            policy_arn: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPolicyTagsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub tags: Vec<Tag>,
}

static LIST_POLICY_TAGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListPolicyTagsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl ListPolicyTagsOutput {
    const STRUCTURE: &'static Structure = &LIST_POLICY_TAGS_OUTPUT_STRUCTURE;
}

impl Encode for ListPolicyTagsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.tags.into_value()),
        ])
    }
}

pub static TAG_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "TagOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: TagOpenIDConnectProviderInput::STRUCTURE,
    output: TagOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagOpenIDConnectProviderInput {
    pub open_id_connect_provider_arn: String,
    pub tags: Vec<Tag>,
}

static TAG_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "TagOpenIDConnectProviderInput",
    members: &[
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl TagOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = &TAG_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for TagOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { open_id_connect_provider_arn: members.required(0)?, tags: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagOpenIDConnectProviderOutput {}

static TAG_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "TagOpenIDConnectProviderOutput", members: &[] };

impl TagOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = &TAG_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for TagOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UNTAG_OPEN_ID_CONNECT_PROVIDER: Operation = Operation {
    name: "UntagOpenIDConnectProvider",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UntagOpenIDConnectProviderInput::STRUCTURE,
    output: UntagOpenIDConnectProviderOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagOpenIDConnectProviderInput {
    pub open_id_connect_provider_arn: String,
    pub tag_keys: Vec<String>,
}

static UNTAG_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE: Structure = Structure {
    name: "UntagOpenIDConnectProviderInput",
    members: &[
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TagKeys",
            wire_name: "TagKeys",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl UntagOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = &UNTAG_OPEN_ID_CONNECT_PROVIDER_INPUT_STRUCTURE;
}

impl Decode for UntagOpenIDConnectProviderInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            open_id_connect_provider_arn: members.required(0)?,
            tag_keys: members.required(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagOpenIDConnectProviderOutput {}

static UNTAG_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UntagOpenIDConnectProviderOutput", members: &[] };

impl UntagOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = &UNTAG_OPEN_ID_CONNECT_PROVIDER_OUTPUT_STRUCTURE;
}

impl Encode for UntagOpenIDConnectProviderOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS: Operation = Operation {
    name: "ListOpenIDConnectProviderTags",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListOpenIDConnectProviderTagsInput::STRUCTURE,
    output: ListOpenIDConnectProviderTagsOutput::STRUCTURE,
    result_wrapper: Some("ListOpenIDConnectProviderTagsResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListOpenIDConnectProviderTagsInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub open_id_connect_provider_arn: String,
}

static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListOpenIDConnectProviderTagsInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "OpenIDConnectProviderArn",
            wire_name: "OpenIDConnectProviderArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListOpenIDConnectProviderTagsInput {
    const STRUCTURE: &'static Structure = &LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_INPUT_STRUCTURE;
}

impl Decode for ListOpenIDConnectProviderTagsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            open_id_connect_provider_arn: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListOpenIDConnectProviderTagsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub tags: Vec<Tag>,
}

static LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListOpenIDConnectProviderTagsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl ListOpenIDConnectProviderTagsOutput {
    const STRUCTURE: &'static Structure = &LIST_OPEN_ID_CONNECT_PROVIDER_TAGS_OUTPUT_STRUCTURE;
}

impl Encode for ListOpenIDConnectProviderTagsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.tags.into_value()),
        ])
    }
}

pub static PUT_ROLE_PERMISSIONS_BOUNDARY: Operation = Operation {
    name: "PutRolePermissionsBoundary",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: PutRolePermissionsBoundaryInput::STRUCTURE,
    output: PutRolePermissionsBoundaryOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::POLICY_NOT_ATTACHABLE_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutRolePermissionsBoundaryInput {
    pub permissions_boundary: String,
    pub role_name: String,
}

static PUT_ROLE_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE: Structure = Structure {
    name: "PutRolePermissionsBoundaryInput",
    members: &[
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PutRolePermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = &PUT_ROLE_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE;
}

impl Decode for PutRolePermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { permissions_boundary: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PutRolePermissionsBoundaryOutput {}

static PUT_ROLE_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "PutRolePermissionsBoundaryOutput", members: &[] };

impl PutRolePermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = &PUT_ROLE_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE;
}

impl Encode for PutRolePermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static DELETE_ROLE_PERMISSIONS_BOUNDARY: Operation = Operation {
    name: "DeleteRolePermissionsBoundary",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteRolePermissionsBoundaryInput::STRUCTURE,
    output: DeleteRolePermissionsBoundaryOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRolePermissionsBoundaryInput {
    pub role_name: String,
}

static DELETE_ROLE_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteRolePermissionsBoundaryInput",
    members: &[Member {
        name: "RoleName",
        wire_name: "RoleName",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteRolePermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = &DELETE_ROLE_PERMISSIONS_BOUNDARY_INPUT_STRUCTURE;
}

impl Decode for DeleteRolePermissionsBoundaryInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteRolePermissionsBoundaryOutput {}

static DELETE_ROLE_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteRolePermissionsBoundaryOutput", members: &[] };

impl DeleteRolePermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = &DELETE_ROLE_PERMISSIONS_BOUNDARY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteRolePermissionsBoundaryOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UPDATE_ROLE_DESCRIPTION: Operation = Operation {
    name: "UpdateRoleDescription",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateRoleDescriptionInput::STRUCTURE,
    output: UpdateRoleDescriptionOutput::STRUCTURE,
    result_wrapper: Some("UpdateRoleDescriptionResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateRoleDescriptionInput {
    pub description: String,
    pub role_name: String,
}

static UPDATE_ROLE_DESCRIPTION_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateRoleDescriptionInput",
    members: &[
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UpdateRoleDescriptionInput {
    const STRUCTURE: &'static Structure = &UPDATE_ROLE_DESCRIPTION_INPUT_STRUCTURE;
}

impl Decode for UpdateRoleDescriptionInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { description: members.required(0)?, role_name: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateRoleDescriptionOutput {
    pub role: Option<Role>,
}

static UPDATE_ROLE_DESCRIPTION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "UpdateRoleDescriptionOutput",
    members: &[Member {
        name: "Role",
        wire_name: "Role",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(Role::STRUCTURE),
    }],
};

impl UpdateRoleDescriptionOutput {
    const STRUCTURE: &'static Structure = &UPDATE_ROLE_DESCRIPTION_OUTPUT_STRUCTURE;
}

impl Encode for UpdateRoleDescriptionOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.role.map(IntoValue::into_value)])
    }
}

pub static ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION: Operation = Operation {
    name: "EnableOutboundWebIdentityFederation",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: EnableOutboundWebIdentityFederationInput::STRUCTURE,
    output: EnableOutboundWebIdentityFederationOutput::STRUCTURE,
    result_wrapper: Some("EnableOutboundWebIdentityFederationResult"),
    errors: &[&errors::FEATURE_ENABLED_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct EnableOutboundWebIdentityFederationInput {}

static ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_INPUT_STRUCTURE: Structure =
    Structure { name: "EnableOutboundWebIdentityFederationInput", members: &[] };

impl EnableOutboundWebIdentityFederationInput {
    const STRUCTURE: &'static Structure = &ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_INPUT_STRUCTURE;
}

impl Decode for EnableOutboundWebIdentityFederationInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct EnableOutboundWebIdentityFederationOutput {
    pub issuer_identifier: Option<String>,
}

static ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_OUTPUT_STRUCTURE: Structure = Structure {
    name: "EnableOutboundWebIdentityFederationOutput",
    members: &[Member {
        name: "IssuerIdentifier",
        wire_name: "IssuerIdentifier",
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

impl EnableOutboundWebIdentityFederationOutput {
    const STRUCTURE: &'static Structure = &ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_OUTPUT_STRUCTURE;
}

impl Encode for EnableOutboundWebIdentityFederationOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.issuer_identifier.map(IntoValue::into_value)])
    }
}

pub static DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION: Operation = Operation {
    name: "DisableOutboundWebIdentityFederation",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DisableOutboundWebIdentityFederationInput::STRUCTURE,
    output: DisableOutboundWebIdentityFederationOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[&errors::FEATURE_DISABLED_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisableOutboundWebIdentityFederationInput {}

static DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_INPUT_STRUCTURE: Structure =
    Structure { name: "DisableOutboundWebIdentityFederationInput", members: &[] };

impl DisableOutboundWebIdentityFederationInput {
    const STRUCTURE: &'static Structure = &DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_INPUT_STRUCTURE;
}

impl Decode for DisableOutboundWebIdentityFederationInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DisableOutboundWebIdentityFederationOutput {}

static DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DisableOutboundWebIdentityFederationOutput", members: &[] };

impl DisableOutboundWebIdentityFederationOutput {
    const STRUCTURE: &'static Structure =
        &DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION_OUTPUT_STRUCTURE;
}

impl Encode for DisableOutboundWebIdentityFederationOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO: Operation = Operation {
    name: "GetOutboundWebIdentityFederationInfo",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetOutboundWebIdentityFederationInfoInput::STRUCTURE,
    output: GetOutboundWebIdentityFederationInfoOutput::STRUCTURE,
    result_wrapper: Some("GetOutboundWebIdentityFederationInfoResult"),
    errors: &[&errors::FEATURE_DISABLED_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOutboundWebIdentityFederationInfoInput {}

static GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO_INPUT_STRUCTURE: Structure =
    Structure { name: "GetOutboundWebIdentityFederationInfoInput", members: &[] };

impl GetOutboundWebIdentityFederationInfoInput {
    const STRUCTURE: &'static Structure =
        &GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO_INPUT_STRUCTURE;
}

impl Decode for GetOutboundWebIdentityFederationInfoInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOutboundWebIdentityFederationInfoOutput {
    pub issuer_identifier: Option<String>,
    pub jwt_vending_enabled: Option<bool>,
}

static GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetOutboundWebIdentityFederationInfoOutput",
    members: &[
        Member {
            name: "IssuerIdentifier",
            wire_name: "IssuerIdentifier",
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
            name: "JwtVendingEnabled",
            wire_name: "JwtVendingEnabled",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl GetOutboundWebIdentityFederationInfoOutput {
    const STRUCTURE: &'static Structure =
        &GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO_OUTPUT_STRUCTURE;
}

impl Encode for GetOutboundWebIdentityFederationInfoOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.issuer_identifier.map(IntoValue::into_value),
            self.jwt_vending_enabled.map(IntoValue::into_value),
        ])
    }
}

pub static CREATE_SERVICE_LINKED_ROLE: Operation = Operation {
    name: "CreateServiceLinkedRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateServiceLinkedRoleInput::STRUCTURE,
    output: CreateServiceLinkedRoleOutput::STRUCTURE,
    result_wrapper: Some("CreateServiceLinkedRoleResult"),
    errors: &[
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateServiceLinkedRoleInput {
    pub aws_service_name: String,
    pub custom_suffix: Option<String>,
    pub description: Option<String>,
}

static CREATE_SERVICE_LINKED_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateServiceLinkedRoleInput",
    members: &[
        Member {
            name: "AWSServiceName",
            wire_name: "AWSServiceName",
            location: Location::Body,
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
            name: "CustomSuffix",
            wire_name: "CustomSuffix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl CreateServiceLinkedRoleInput {
    const STRUCTURE: &'static Structure = &CREATE_SERVICE_LINKED_ROLE_INPUT_STRUCTURE;
}

impl Decode for CreateServiceLinkedRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            aws_service_name: members.required(0)?,
            custom_suffix: members.optional(1)?,
            description: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateServiceLinkedRoleOutput {
    pub role: Option<Role>,
}

static CREATE_SERVICE_LINKED_ROLE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateServiceLinkedRoleOutput",
    members: &[Member {
        name: "Role",
        wire_name: "Role",
        location: Location::Body,
        required: false,
        shape: &Shape::Structure(Role::STRUCTURE),
    }],
};

impl CreateServiceLinkedRoleOutput {
    const STRUCTURE: &'static Structure = &CREATE_SERVICE_LINKED_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for CreateServiceLinkedRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.role.map(IntoValue::into_value)])
    }
}

pub static DELETE_SERVICE_LINKED_ROLE: Operation = Operation {
    name: "DeleteServiceLinkedRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteServiceLinkedRoleInput::STRUCTURE,
    output: DeleteServiceLinkedRoleOutput::STRUCTURE,
    result_wrapper: Some("DeleteServiceLinkedRoleResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteServiceLinkedRoleInput {
    pub role_name: String,
}

static DELETE_SERVICE_LINKED_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteServiceLinkedRoleInput",
    members: &[Member {
        name: "RoleName",
        wire_name: "RoleName",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteServiceLinkedRoleInput {
    const STRUCTURE: &'static Structure = &DELETE_SERVICE_LINKED_ROLE_INPUT_STRUCTURE;
}

impl Decode for DeleteServiceLinkedRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_name: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteServiceLinkedRoleOutput {
    pub deletion_task_id: String,
}

static DELETE_SERVICE_LINKED_ROLE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DeleteServiceLinkedRoleOutput",
    members: &[Member {
        name: "DeletionTaskId",
        wire_name: "DeletionTaskId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(1000),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteServiceLinkedRoleOutput {
    const STRUCTURE: &'static Structure = &DELETE_SERVICE_LINKED_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for DeleteServiceLinkedRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.deletion_task_id.into_value())])
    }
}

pub static GET_SERVICE_LINKED_ROLE_DELETION_STATUS: Operation = Operation {
    name: "GetServiceLinkedRoleDeletionStatus",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetServiceLinkedRoleDeletionStatusInput::STRUCTURE,
    output: GetServiceLinkedRoleDeletionStatusOutput::STRUCTURE,
    result_wrapper: Some("GetServiceLinkedRoleDeletionStatusResult"),
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::INVALID_INPUT_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetServiceLinkedRoleDeletionStatusInput {
    pub deletion_task_id: String,
}

static GET_SERVICE_LINKED_ROLE_DELETION_STATUS_INPUT_STRUCTURE: Structure = Structure {
    name: "GetServiceLinkedRoleDeletionStatusInput",
    members: &[Member {
        name: "DeletionTaskId",
        wire_name: "DeletionTaskId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(1000),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetServiceLinkedRoleDeletionStatusInput {
    const STRUCTURE: &'static Structure = &GET_SERVICE_LINKED_ROLE_DELETION_STATUS_INPUT_STRUCTURE;
}

impl Decode for GetServiceLinkedRoleDeletionStatusInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { deletion_task_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetServiceLinkedRoleDeletionStatusOutput {
    pub reason: Option<DeletionTaskFailureReasonType>,
    pub status: String,
}

static GET_SERVICE_LINKED_ROLE_DELETION_STATUS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetServiceLinkedRoleDeletionStatusOutput",
    members: &[
        Member {
            name: "Reason",
            wire_name: "Reason",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(DeletionTaskFailureReasonType::STRUCTURE),
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["SUCCEEDED", "IN_PROGRESS", "FAILED", "NOT_STARTED"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetServiceLinkedRoleDeletionStatusOutput {
    const STRUCTURE: &'static Structure = &GET_SERVICE_LINKED_ROLE_DELETION_STATUS_OUTPUT_STRUCTURE;
}

impl Encode for GetServiceLinkedRoleDeletionStatusOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.reason.map(IntoValue::into_value), Some(self.status.into_value())])
    }
}

pub static LIST_INSTANCE_PROFILES: Operation = Operation {
    name: "ListInstanceProfiles",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListInstanceProfilesInput::STRUCTURE,
    output: ListInstanceProfilesOutput::STRUCTURE,
    result_wrapper: Some("ListInstanceProfilesResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListInstanceProfilesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
}

static LIST_INSTANCE_PROFILES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListInstanceProfilesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("\\u002F[\\u0021-\\u007F]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListInstanceProfilesInput {
    const STRUCTURE: &'static Structure = &LIST_INSTANCE_PROFILES_INPUT_STRUCTURE;
}

impl Decode for ListInstanceProfilesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListInstanceProfilesOutput {
    pub instance_profiles: Vec<InstanceProfile>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_INSTANCE_PROFILES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListInstanceProfilesOutput",
    members: &[
        Member {
            name: "InstanceProfiles",
            wire_name: "InstanceProfiles",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(InstanceProfile::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListInstanceProfilesOutput {
    const STRUCTURE: &'static Structure = &LIST_INSTANCE_PROFILES_OUTPUT_STRUCTURE;
}

impl Encode for ListInstanceProfilesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.instance_profiles.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_INSTANCE_PROFILES_FOR_ROLE: Operation = Operation {
    name: "ListInstanceProfilesForRole",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListInstanceProfilesForRoleInput::STRUCTURE,
    output: ListInstanceProfilesForRoleOutput::STRUCTURE,
    result_wrapper: Some("ListInstanceProfilesForRoleResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListInstanceProfilesForRoleInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub role_name: String,
}

static LIST_INSTANCE_PROFILES_FOR_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "ListInstanceProfilesForRoleInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListInstanceProfilesForRoleInput {
    const STRUCTURE: &'static Structure = &LIST_INSTANCE_PROFILES_FOR_ROLE_INPUT_STRUCTURE;
}

impl Decode for ListInstanceProfilesForRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            role_name: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListInstanceProfilesForRoleOutput {
    pub instance_profiles: Vec<InstanceProfile>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_INSTANCE_PROFILES_FOR_ROLE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListInstanceProfilesForRoleOutput",
    members: &[
        Member {
            name: "InstanceProfiles",
            wire_name: "InstanceProfiles",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(InstanceProfile::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListInstanceProfilesForRoleOutput {
    const STRUCTURE: &'static Structure = &LIST_INSTANCE_PROFILES_FOR_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for ListInstanceProfilesForRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.instance_profiles.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static GET_LOGIN_PROFILE: Operation = Operation {
    name: "GetLoginProfile",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetLoginProfileInput::STRUCTURE,
    output: GetLoginProfileOutput::STRUCTURE,
    result_wrapper: Some("GetLoginProfileResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetLoginProfileInput {
    pub user_name: Option<String>,
}

static GET_LOGIN_PROFILE_INPUT_STRUCTURE: Structure = Structure {
    name: "GetLoginProfileInput",
    members: &[Member {
        name: "UserName",
        wire_name: "UserName",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetLoginProfileInput {
    const STRUCTURE: &'static Structure = &GET_LOGIN_PROFILE_INPUT_STRUCTURE;
}

impl Decode for GetLoginProfileInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_name: members.optional(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetLoginProfileOutput {
    pub login_profile: LoginProfile,
}

static GET_LOGIN_PROFILE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetLoginProfileOutput",
    members: &[Member {
        name: "LoginProfile",
        wire_name: "LoginProfile",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(LoginProfile::STRUCTURE),
    }],
};

impl GetLoginProfileOutput {
    const STRUCTURE: &'static Structure = &GET_LOGIN_PROFILE_OUTPUT_STRUCTURE;
}

impl Encode for GetLoginProfileOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.login_profile.into_value())])
    }
}

pub static DELETE_LOGIN_PROFILE: Operation = Operation {
    name: "DeleteLoginProfile",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteLoginProfileInput::STRUCTURE,
    output: DeleteLoginProfileOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION,
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteLoginProfileInput {
    pub user_name: Option<String>,
}

static DELETE_LOGIN_PROFILE_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteLoginProfileInput",
    members: &[Member {
        name: "UserName",
        wire_name: "UserName",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(1),
            max: Some(64),
            pattern: Some("[\\w+=,.@-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteLoginProfileInput {
    const STRUCTURE: &'static Structure = &DELETE_LOGIN_PROFILE_INPUT_STRUCTURE;
}

impl Decode for DeleteLoginProfileInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_name: members.optional(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteLoginProfileOutput {}

static DELETE_LOGIN_PROFILE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteLoginProfileOutput", members: &[] };

impl DeleteLoginProfileOutput {
    const STRUCTURE: &'static Structure = &DELETE_LOGIN_PROFILE_OUTPUT_STRUCTURE;
}

impl Encode for DeleteLoginProfileOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_MFA_DEVICES: Operation = Operation {
    name: "ListMFADevices",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListMFADevicesInput::STRUCTURE,
    output: ListMFADevicesOutput::STRUCTURE,
    result_wrapper: Some("ListMFADevicesResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListMFADevicesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: Option<String>,
}

static LIST_MFA_DEVICES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListMFADevicesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
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

impl ListMFADevicesInput {
    const STRUCTURE: &'static Structure = &LIST_MFA_DEVICES_INPUT_STRUCTURE;
}

impl Decode for ListMFADevicesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListMFADevicesOutput {
    pub is_truncated: Option<bool>,
    pub mfa_devices: Vec<MFADevice>,
    pub marker: Option<String>,
}

static LIST_MFA_DEVICES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListMFADevicesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "MFADevices",
            wire_name: "MFADevices",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(MFADevice::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListMFADevicesOutput {
    const STRUCTURE: &'static Structure = &LIST_MFA_DEVICES_OUTPUT_STRUCTURE;
}

impl Encode for ListMFADevicesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            Some(self.mfa_devices.into_value()),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_VIRTUAL_MFA_DEVICES: Operation = Operation {
    name: "ListVirtualMFADevices",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListVirtualMFADevicesInput::STRUCTURE,
    output: ListVirtualMFADevicesOutput::STRUCTURE,
    result_wrapper: Some("ListVirtualMFADevicesResult"),
    errors: &[],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListVirtualMFADevicesInput {
    pub assignment_status: Option<String>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
}

static LIST_VIRTUAL_MFA_DEVICES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListVirtualMFADevicesInput",
    members: &[
        Member {
            name: "AssignmentStatus",
            wire_name: "AssignmentStatus",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Assigned", "Unassigned", "Any"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
    ],
};

impl ListVirtualMFADevicesInput {
    const STRUCTURE: &'static Structure = &LIST_VIRTUAL_MFA_DEVICES_INPUT_STRUCTURE;
}

impl Decode for ListVirtualMFADevicesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            assignment_status: members.optional(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListVirtualMFADevicesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub virtual_mfa_devices: Vec<VirtualMFADevice>,
}

static LIST_VIRTUAL_MFA_DEVICES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListVirtualMFADevicesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "VirtualMFADevices",
            wire_name: "VirtualMFADevices",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(VirtualMFADevice::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListVirtualMFADevicesOutput {
    const STRUCTURE: &'static Structure = &LIST_VIRTUAL_MFA_DEVICES_OUTPUT_STRUCTURE;
}

impl Encode for ListVirtualMFADevicesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.virtual_mfa_devices.into_value()),
        ])
    }
}

pub static LIST_SSH_PUBLIC_KEYS: Operation = Operation {
    name: "ListSSHPublicKeys",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListSSHPublicKeysInput::STRUCTURE,
    output: ListSSHPublicKeysOutput::STRUCTURE,
    result_wrapper: Some("ListSSHPublicKeysResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSSHPublicKeysInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: Option<String>,
}

static LIST_SSH_PUBLIC_KEYS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListSSHPublicKeysInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListSSHPublicKeysInput {
    const STRUCTURE: &'static Structure = &LIST_SSH_PUBLIC_KEYS_INPUT_STRUCTURE;
}

impl Decode for ListSSHPublicKeysInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSSHPublicKeysOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub ssh_public_keys: Option<Vec<SSHPublicKeyMetadata>>,
}

static LIST_SSH_PUBLIC_KEYS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListSSHPublicKeysOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "SSHPublicKeys",
            wire_name: "SSHPublicKeys",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(SSHPublicKeyMetadata::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListSSHPublicKeysOutput {
    const STRUCTURE: &'static Structure = &LIST_SSH_PUBLIC_KEYS_OUTPUT_STRUCTURE;
}

impl Encode for ListSSHPublicKeysOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            self.ssh_public_keys.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_SERVICE_SPECIFIC_CREDENTIALS: Operation = Operation {
    name: "ListServiceSpecificCredentials",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListServiceSpecificCredentialsInput::STRUCTURE,
    output: ListServiceSpecificCredentialsOutput::STRUCTURE,
    result_wrapper: Some("ListServiceSpecificCredentialsResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_NOT_SUPPORTED_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListServiceSpecificCredentialsInput {
    pub all_users: Option<bool>,
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub service_name: Option<String>,
    pub user_name: Option<String>,
}

static LIST_SERVICE_SPECIFIC_CREDENTIALS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListServiceSpecificCredentialsInput",
    members: &[
        Member {
            name: "AllUsers",
            wire_name: "AllUsers",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "ServiceName",
            wire_name: "ServiceName",
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
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListServiceSpecificCredentialsInput {
    const STRUCTURE: &'static Structure = &LIST_SERVICE_SPECIFIC_CREDENTIALS_INPUT_STRUCTURE;
}

impl Decode for ListServiceSpecificCredentialsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            all_users: members.optional(0)?,
            marker: members.optional(1)?,
            max_items: members.optional(2)?,
            service_name: members.optional(3)?,
            user_name: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListServiceSpecificCredentialsOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub service_specific_credentials: Option<Vec<ServiceSpecificCredentialMetadata>>,
}

static LIST_SERVICE_SPECIFIC_CREDENTIALS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListServiceSpecificCredentialsOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "ServiceSpecificCredentials",
            wire_name: "ServiceSpecificCredentials",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ServiceSpecificCredentialMetadata::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListServiceSpecificCredentialsOutput {
    const STRUCTURE: &'static Structure = &LIST_SERVICE_SPECIFIC_CREDENTIALS_OUTPUT_STRUCTURE;
}

impl Encode for ListServiceSpecificCredentialsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            self.service_specific_credentials.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_SIGNING_CERTIFICATES: Operation = Operation {
    name: "ListSigningCertificates",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListSigningCertificatesInput::STRUCTURE,
    output: ListSigningCertificatesOutput::STRUCTURE,
    result_wrapper: Some("ListSigningCertificatesResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSigningCertificatesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub user_name: Option<String>,
}

static LIST_SIGNING_CERTIFICATES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListSigningCertificatesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
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

impl ListSigningCertificatesInput {
    const STRUCTURE: &'static Structure = &LIST_SIGNING_CERTIFICATES_INPUT_STRUCTURE;
}

impl Decode for ListSigningCertificatesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            user_name: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListSigningCertificatesOutput {
    pub certificates: Vec<SigningCertificate>,
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
}

static LIST_SIGNING_CERTIFICATES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListSigningCertificatesOutput",
    members: &[
        Member {
            name: "Certificates",
            wire_name: "Certificates",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(SigningCertificate::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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

impl ListSigningCertificatesOutput {
    const STRUCTURE: &'static Structure = &LIST_SIGNING_CERTIFICATES_OUTPUT_STRUCTURE;
}

impl Encode for ListSigningCertificatesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.certificates.into_value()),
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_SERVER_CERTIFICATES: Operation = Operation {
    name: "ListServerCertificates",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListServerCertificatesInput::STRUCTURE,
    output: ListServerCertificatesOutput::STRUCTURE,
    result_wrapper: Some("ListServerCertificatesResult"),
    errors: &[&errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListServerCertificatesInput {
    pub marker: Option<String>,
    pub max_items: Option<i32>,
    pub path_prefix: Option<String>,
}

static LIST_SERVER_CERTIFICATES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListServerCertificatesInput",
    members: &[
        Member {
            name: "Marker",
            wire_name: "Marker",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(320),
                pattern: Some("[\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxItems",
            wire_name: "MaxItems",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1000), long: false },
        },
        Member {
            name: "PathPrefix",
            wire_name: "PathPrefix",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("\\u002F[\\u0021-\\u007F]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListServerCertificatesInput {
    const STRUCTURE: &'static Structure = &LIST_SERVER_CERTIFICATES_INPUT_STRUCTURE;
}

impl Decode for ListServerCertificatesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            marker: members.optional(0)?,
            max_items: members.optional(1)?,
            path_prefix: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListServerCertificatesOutput {
    pub is_truncated: Option<bool>,
    pub marker: Option<String>,
    pub server_certificate_metadata_list: Vec<ServerCertificateMetadata>,
}

static LIST_SERVER_CERTIFICATES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListServerCertificatesOutput",
    members: &[
        Member {
            name: "IsTruncated",
            wire_name: "IsTruncated",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Marker",
            wire_name: "Marker",
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
            name: "ServerCertificateMetadataList",
            wire_name: "ServerCertificateMetadataList",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(ServerCertificateMetadata::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ListServerCertificatesOutput {
    const STRUCTURE: &'static Structure = &LIST_SERVER_CERTIFICATES_OUTPUT_STRUCTURE;
}

impl Encode for ListServerCertificatesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.is_truncated.map(IntoValue::into_value),
            self.marker.map(IntoValue::into_value),
            Some(self.server_certificate_metadata_list.into_value()),
        ])
    }
}

pub static GET_ACCOUNT_PASSWORD_POLICY: Operation = Operation {
    name: "GetAccountPasswordPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetAccountPasswordPolicyInput::STRUCTURE,
    output: GetAccountPasswordPolicyOutput::STRUCTURE,
    result_wrapper: Some("GetAccountPasswordPolicyResult"),
    errors: &[&errors::NO_SUCH_ENTITY_EXCEPTION, &errors::SERVICE_FAILURE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccountPasswordPolicyInput {}

static GET_ACCOUNT_PASSWORD_POLICY_INPUT_STRUCTURE: Structure =
    Structure { name: "GetAccountPasswordPolicyInput", members: &[] };

impl GetAccountPasswordPolicyInput {
    const STRUCTURE: &'static Structure = &GET_ACCOUNT_PASSWORD_POLICY_INPUT_STRUCTURE;
}

impl Decode for GetAccountPasswordPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccountPasswordPolicyOutput {
    pub password_policy: PasswordPolicy,
}

static GET_ACCOUNT_PASSWORD_POLICY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetAccountPasswordPolicyOutput",
    members: &[Member {
        name: "PasswordPolicy",
        wire_name: "PasswordPolicy",
        location: Location::Body,
        required: true,
        shape: &Shape::Structure(PasswordPolicy::STRUCTURE),
    }],
};

impl GetAccountPasswordPolicyOutput {
    const STRUCTURE: &'static Structure = &GET_ACCOUNT_PASSWORD_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for GetAccountPasswordPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.password_policy.into_value())])
    }
}

pub static DELETE_ACCOUNT_PASSWORD_POLICY: Operation = Operation {
    name: "DeleteAccountPasswordPolicy",
    service: Service::Iam,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteAccountPasswordPolicyInput::STRUCTURE,
    output: DeleteAccountPasswordPolicyOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::NO_SUCH_ENTITY_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::SERVICE_FAILURE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteAccountPasswordPolicyInput {}

static DELETE_ACCOUNT_PASSWORD_POLICY_INPUT_STRUCTURE: Structure =
    Structure { name: "DeleteAccountPasswordPolicyInput", members: &[] };

impl DeleteAccountPasswordPolicyInput {
    const STRUCTURE: &'static Structure = &DELETE_ACCOUNT_PASSWORD_POLICY_INPUT_STRUCTURE;
}

impl Decode for DeleteAccountPasswordPolicyInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteAccountPasswordPolicyOutput {}

static DELETE_ACCOUNT_PASSWORD_POLICY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteAccountPasswordPolicyOutput", members: &[] };

impl DeleteAccountPasswordPolicyOutput {
    const STRUCTURE: &'static Structure = &DELETE_ACCOUNT_PASSWORD_POLICY_OUTPUT_STRUCTURE;
}

impl Encode for DeleteAccountPasswordPolicyOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccessKey {
    pub access_key_id: String,
    pub create_date: Option<crate::Timestamp>,
    pub secret_access_key: crate::Secret,
    pub status: String,
    pub user_name: String,
}

static ACCESS_KEY_STRUCTURE: Structure = Structure {
    name: "AccessKey",
    members: &[
        Member {
            name: "AccessKeyId",
            wire_name: "AccessKeyId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "SecretAccessKey",
            wire_name: "SecretAccessKey",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: true,
                json_header: false,
            },
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Active", "Inactive", "Expired"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AccessKey {
    const STRUCTURE: &'static Structure = &ACCESS_KEY_STRUCTURE;
}

impl Decode for AccessKey {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            access_key_id: members.required(0)?,
            create_date: members.optional(1)?,
            secret_access_key: members.required(2)?,
            status: members.required(3)?,
            user_name: members.required(4)?,
        })
    }
}

impl Encode for AccessKey {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.access_key_id.into_value()),
            self.create_date.map(IntoValue::into_value),
            Some(self.secret_access_key.into_value()),
            Some(self.status.into_value()),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for AccessKey {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AccessKey {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AccessKey {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccessKeyLastUsed {
    pub last_used_date: Option<crate::Timestamp>,
    pub region: String,
    pub service_name: String,
}

static ACCESS_KEY_LAST_USED_STRUCTURE: Structure = Structure {
    name: "AccessKeyLastUsed",
    members: &[
        Member {
            name: "LastUsedDate",
            wire_name: "LastUsedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Region",
            wire_name: "Region",
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
        Member {
            name: "ServiceName",
            wire_name: "ServiceName",
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

impl AccessKeyLastUsed {
    const STRUCTURE: &'static Structure = &ACCESS_KEY_LAST_USED_STRUCTURE;
}

impl Decode for AccessKeyLastUsed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            last_used_date: members.optional(0)?,
            region: members.required(1)?,
            service_name: members.required(2)?,
        })
    }
}

impl Encode for AccessKeyLastUsed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.last_used_date.map(IntoValue::into_value),
            Some(self.region.into_value()),
            Some(self.service_name.into_value()),
        ])
    }
}

impl FromValue for AccessKeyLastUsed {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AccessKeyLastUsed {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AccessKeyLastUsed {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AccessKeyMetadata {
    pub access_key_id: Option<String>,
    pub create_date: Option<crate::Timestamp>,
    pub status: Option<String>,
    pub user_name: Option<String>,
}

static ACCESS_KEY_METADATA_STRUCTURE: Structure = Structure {
    name: "AccessKeyMetadata",
    members: &[
        Member {
            name: "AccessKeyId",
            wire_name: "AccessKeyId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Active", "Inactive", "Expired"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AccessKeyMetadata {
    const STRUCTURE: &'static Structure = &ACCESS_KEY_METADATA_STRUCTURE;
}

impl Decode for AccessKeyMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            access_key_id: members.optional(0)?,
            create_date: members.optional(1)?,
            status: members.optional(2)?,
            user_name: members.optional(3)?,
        })
    }
}

impl Encode for AccessKeyMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.access_key_id.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.status.map(IntoValue::into_value),
            self.user_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for AccessKeyMetadata {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AccessKeyMetadata {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AccessKeyMetadata {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachedPermissionsBoundary {
    pub permissions_boundary_arn: Option<String>,
    pub permissions_boundary_type: Option<String>,
}

static ATTACHED_PERMISSIONS_BOUNDARY_STRUCTURE: Structure = Structure {
    name: "AttachedPermissionsBoundary",
    members: &[
        Member {
            name: "PermissionsBoundaryArn",
            wire_name: "PermissionsBoundaryArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundaryType",
            wire_name: "PermissionsBoundaryType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["PermissionsBoundaryPolicy"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AttachedPermissionsBoundary {
    const STRUCTURE: &'static Structure = &ATTACHED_PERMISSIONS_BOUNDARY_STRUCTURE;
}

impl Decode for AttachedPermissionsBoundary {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            permissions_boundary_arn: members.optional(0)?,
            permissions_boundary_type: members.optional(1)?,
        })
    }
}

impl Encode for AttachedPermissionsBoundary {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.permissions_boundary_arn.map(IntoValue::into_value),
            self.permissions_boundary_type.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for AttachedPermissionsBoundary {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AttachedPermissionsBoundary {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AttachedPermissionsBoundary {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AttachedPolicy {
    pub policy_arn: Option<String>,
    pub policy_name: Option<String>,
}

static ATTACHED_POLICY_STRUCTURE: Structure = Structure {
    name: "AttachedPolicy",
    members: &[
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
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

impl AttachedPolicy {
    const STRUCTURE: &'static Structure = &ATTACHED_POLICY_STRUCTURE;
}

impl Decode for AttachedPolicy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_arn: members.optional(0)?, policy_name: members.optional(1)? })
    }
}

impl Encode for AttachedPolicy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.policy_arn.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for AttachedPolicy {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AttachedPolicy {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AttachedPolicy {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ContextEntry {
    pub context_key_name: Option<String>,
    pub context_key_type: Option<String>,
    pub context_key_values: Option<Vec<String>>,
}

static CONTEXT_ENTRY_STRUCTURE: Structure = Structure {
    name: "ContextEntry",
    members: &[
        Member {
            name: "ContextKeyName",
            wire_name: "ContextKeyName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(5),
                max: Some(256),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ContextKeyType",
            wire_name: "ContextKeyType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "string",
                    "stringList",
                    "numeric",
                    "numericList",
                    "boolean",
                    "booleanList",
                    "ip",
                    "ipList",
                    "binary",
                    "binaryList",
                    "date",
                    "dateList",
                ],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ContextKeyValues",
            wire_name: "ContextKeyValues",
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

impl ContextEntry {
    const STRUCTURE: &'static Structure = &CONTEXT_ENTRY_STRUCTURE;
}

impl Decode for ContextEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            context_key_name: members.optional(0)?,
            context_key_type: members.optional(1)?,
            context_key_values: members.optional(2)?,
        })
    }
}

impl Encode for ContextEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.context_key_name.map(IntoValue::into_value),
            self.context_key_type.map(IntoValue::into_value),
            self.context_key_values.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ContextEntry {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ContextEntry {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ContextEntry {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeletionTaskFailureReasonType {
    pub reason: Option<String>,
    pub role_usage_list: Option<Vec<RoleUsageType>>,
}

static DELETION_TASK_FAILURE_REASON_TYPE_STRUCTURE: Structure = Structure {
    name: "DeletionTaskFailureReasonType",
    members: &[
        Member {
            name: "Reason",
            wire_name: "Reason",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleUsageList",
            wire_name: "RoleUsageList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(RoleUsageType::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl DeletionTaskFailureReasonType {
    const STRUCTURE: &'static Structure = &DELETION_TASK_FAILURE_REASON_TYPE_STRUCTURE;
}

impl Decode for DeletionTaskFailureReasonType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { reason: members.optional(0)?, role_usage_list: members.optional(1)? })
    }
}

impl Encode for DeletionTaskFailureReasonType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.reason.map(IntoValue::into_value),
            self.role_usage_list.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for DeletionTaskFailureReasonType {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for DeletionTaskFailureReasonType {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for DeletionTaskFailureReasonType {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntityDetails {
    pub entity_info: EntityInfo,
    pub last_authenticated: Option<crate::Timestamp>,
}

static ENTITY_DETAILS_STRUCTURE: Structure = Structure {
    name: "EntityDetails",
    members: &[
        Member {
            name: "EntityInfo",
            wire_name: "EntityInfo",
            location: Location::Body,
            required: true,
            shape: &Shape::Structure(EntityInfo::STRUCTURE),
        },
        Member {
            name: "LastAuthenticated",
            wire_name: "LastAuthenticated",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl EntityDetails {
    const STRUCTURE: &'static Structure = &ENTITY_DETAILS_STRUCTURE;
}

impl Decode for EntityDetails {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { entity_info: members.required(0)?, last_authenticated: members.optional(1)? })
    }
}

impl Encode for EntityDetails {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.entity_info.into_value()),
            self.last_authenticated.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for EntityDetails {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for EntityDetails {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for EntityDetails {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct EntityInfo {
    pub arn: String,
    pub id: String,
    pub name: String,
    pub path: Option<String>,
    pub r#type: String,
}

static ENTITY_INFO_STRUCTURE: Structure = Structure {
    name: "EntityInfo",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Id",
            wire_name: "Id",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Name",
            wire_name: "Name",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Type",
            wire_name: "Type",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["USER", "ROLE", "GROUP"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl EntityInfo {
    const STRUCTURE: &'static Structure = &ENTITY_INFO_STRUCTURE;
}

impl Decode for EntityInfo {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            id: members.required(1)?,
            name: members.required(2)?,
            path: members.optional(3)?,
            r#type: members.required(4)?,
        })
    }
}

impl Encode for EntityInfo {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.arn.into_value()),
            Some(self.id.into_value()),
            Some(self.name.into_value()),
            self.path.map(IntoValue::into_value),
            Some(self.r#type.into_value()),
        ])
    }
}

impl FromValue for EntityInfo {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for EntityInfo {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for EntityInfo {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ErrorDetails {
    pub code: String,
    pub message: String,
}

static ERROR_DETAILS_STRUCTURE: Structure = Structure {
    name: "ErrorDetails",
    members: &[
        Member {
            name: "Code",
            wire_name: "Code",
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
        Member {
            name: "Message",
            wire_name: "Message",
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

impl ErrorDetails {
    const STRUCTURE: &'static Structure = &ERROR_DETAILS_STRUCTURE;
}

impl Decode for ErrorDetails {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { code: members.required(0)?, message: members.required(1)? })
    }
}

impl Encode for ErrorDetails {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.code.into_value()), Some(self.message.into_value())])
    }
}

impl FromValue for ErrorDetails {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ErrorDetails {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ErrorDetails {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct EvaluationResult {
    pub eval_action_name: String,
    pub eval_decision: String,
    pub eval_decision_details: Option<std::collections::BTreeMap<String, String>>,
    pub eval_resource_name: Option<String>,
    pub matched_statements: Option<Vec<Statement>>,
    pub missing_context_values: Option<Vec<String>>,
    pub organizations_decision_detail: Option<OrganizationsDecisionDetail>,
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
    pub resource_specific_results: Option<Vec<ResourceSpecificResult>>,
}

static EVALUATION_RESULT_STRUCTURE: Structure = Structure {
    name: "EvaluationResult",
    members: &[
        Member {
            name: "EvalActionName",
            wire_name: "EvalActionName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(3),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "EvalDecision",
            wire_name: "EvalDecision",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["allowed", "explicitDeny", "implicitDeny"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "EvalDecisionDetails",
            wire_name: "EvalDecisionDetails",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(3),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: None,
                    max: None,
                    pattern: None,
                    values: &["allowed", "explicitDeny", "implicitDeny"],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "EvalResourceName",
            wire_name: "EvalResourceName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MatchedStatements",
            wire_name: "MatchedStatements",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Statement::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "MissingContextValues",
            wire_name: "MissingContextValues",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(5),
                    max: Some(256),
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
        Member {
            name: "OrganizationsDecisionDetail",
            wire_name: "OrganizationsDecisionDetail",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(OrganizationsDecisionDetail::STRUCTURE),
        },
        Member {
            name: "PermissionsBoundaryDecisionDetail",
            wire_name: "PermissionsBoundaryDecisionDetail",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(PermissionsBoundaryDecisionDetail::STRUCTURE),
        },
        Member {
            name: "ResourceSpecificResults",
            wire_name: "ResourceSpecificResults",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ResourceSpecificResult::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl EvaluationResult {
    const STRUCTURE: &'static Structure = &EVALUATION_RESULT_STRUCTURE;
}

impl Decode for EvaluationResult {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            eval_action_name: members.required(0)?,
            eval_decision: members.required(1)?,
            eval_decision_details: members.optional(2)?,
            eval_resource_name: members.optional(3)?,
            matched_statements: members.optional(4)?,
            missing_context_values: members.optional(5)?,
            organizations_decision_detail: members.optional(6)?,
            permissions_boundary_decision_detail: members.optional(7)?,
            resource_specific_results: members.optional(8)?,
        })
    }
}

impl Encode for EvaluationResult {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.eval_action_name.into_value()),
            Some(self.eval_decision.into_value()),
            self.eval_decision_details.map(IntoValue::into_value),
            self.eval_resource_name.map(IntoValue::into_value),
            self.matched_statements.map(IntoValue::into_value),
            self.missing_context_values.map(IntoValue::into_value),
            self.organizations_decision_detail.map(IntoValue::into_value),
            self.permissions_boundary_decision_detail.map(IntoValue::into_value),
            self.resource_specific_results.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for EvaluationResult {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for EvaluationResult {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for EvaluationResult {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Group {
    pub arn: String,
    pub create_date: crate::Timestamp,
    pub group_id: String,
    pub group_name: String,
    pub path: String,
}

static GROUP_STRUCTURE: Structure = Structure {
    name: "Group",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "GroupId",
            wire_name: "GroupId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "GroupName",
            wire_name: "GroupName",
            location: Location::Body,
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
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl Group {
    const STRUCTURE: &'static Structure = &GROUP_STRUCTURE;
}

impl Decode for Group {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            create_date: members.required(1)?,
            group_id: members.required(2)?,
            group_name: members.required(3)?,
            path: members.required(4)?,
        })
    }
}

impl Encode for Group {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.arn.into_value()),
            Some(self.create_date.into_value()),
            Some(self.group_id.into_value()),
            Some(self.group_name.into_value()),
            Some(self.path.into_value()),
        ])
    }
}

impl FromValue for Group {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Group {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Group {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupDetail {
    pub arn: Option<String>,
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    pub create_date: Option<crate::Timestamp>,
    pub group_id: Option<String>,
    pub group_name: Option<String>,
    pub group_policy_list: Option<Vec<PolicyDetail>>,
    pub path: Option<String>,
}

static GROUP_DETAIL_STRUCTURE: Structure = Structure {
    name: "GroupDetail",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AttachedManagedPolicies",
            wire_name: "AttachedManagedPolicies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(AttachedPolicy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "GroupId",
            wire_name: "GroupId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "GroupName",
            wire_name: "GroupName",
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
            name: "GroupPolicyList",
            wire_name: "GroupPolicyList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GroupDetail {
    const STRUCTURE: &'static Structure = &GROUP_DETAIL_STRUCTURE;
}

impl Decode for GroupDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.optional(0)?,
            attached_managed_policies: members.optional(1)?,
            create_date: members.optional(2)?,
            group_id: members.optional(3)?,
            group_name: members.optional(4)?,
            group_policy_list: members.optional(5)?,
            path: members.optional(6)?,
        })
    }
}

impl Encode for GroupDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.arn.map(IntoValue::into_value),
            self.attached_managed_policies.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.group_id.map(IntoValue::into_value),
            self.group_name.map(IntoValue::into_value),
            self.group_policy_list.map(IntoValue::into_value),
            self.path.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for GroupDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for GroupDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for GroupDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct InlinePolicyIdentifierType {
    pub attachment_name: String,
    pub attachment_type: String,
    pub policy_name: String,
}

static INLINE_POLICY_IDENTIFIER_TYPE_STRUCTURE: Structure = Structure {
    name: "InlinePolicyIdentifierType",
    members: &[
        Member {
            name: "AttachmentName",
            wire_name: "AttachmentName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w+=,.@*?-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AttachmentType",
            wire_name: "AttachmentType",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["user", "group", "role"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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

impl InlinePolicyIdentifierType {
    const STRUCTURE: &'static Structure = &INLINE_POLICY_IDENTIFIER_TYPE_STRUCTURE;
}

impl Decode for InlinePolicyIdentifierType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            attachment_name: members.required(0)?,
            attachment_type: members.required(1)?,
            policy_name: members.required(2)?,
        })
    }
}

impl Encode for InlinePolicyIdentifierType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.attachment_name.into_value()),
            Some(self.attachment_type.into_value()),
            Some(self.policy_name.into_value()),
        ])
    }
}

impl FromValue for InlinePolicyIdentifierType {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for InlinePolicyIdentifierType {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for InlinePolicyIdentifierType {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct InstanceProfile {
    pub arn: String,
    pub create_date: crate::Timestamp,
    pub instance_profile_id: String,
    pub instance_profile_name: String,
    pub path: String,
    pub roles: Vec<Role>,
    pub tags: Option<Vec<Tag>>,
}

static INSTANCE_PROFILE_STRUCTURE: Structure = Structure {
    name: "InstanceProfile",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "InstanceProfileId",
            wire_name: "InstanceProfileId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "InstanceProfileName",
            wire_name: "InstanceProfileName",
            location: Location::Body,
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
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Roles",
            wire_name: "Roles",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::Structure(Role::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl InstanceProfile {
    const STRUCTURE: &'static Structure = &INSTANCE_PROFILE_STRUCTURE;
}

impl Decode for InstanceProfile {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            create_date: members.required(1)?,
            instance_profile_id: members.required(2)?,
            instance_profile_name: members.required(3)?,
            path: members.required(4)?,
            roles: members.required(5)?,
            tags: members.optional(6)?,
        })
    }
}

impl Encode for InstanceProfile {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.arn.into_value()),
            Some(self.create_date.into_value()),
            Some(self.instance_profile_id.into_value()),
            Some(self.instance_profile_name.into_value()),
            Some(self.path.into_value()),
            Some(self.roles.into_value()),
            self.tags.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for InstanceProfile {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for InstanceProfile {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for InstanceProfile {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListPoliciesGrantingServiceAccessEntry {
    pub policies: Option<Vec<PolicyGrantingServiceAccess>>,
    pub service_namespace: Option<String>,
}

static LIST_POLICIES_GRANTING_SERVICE_ACCESS_ENTRY_STRUCTURE: Structure = Structure {
    name: "ListPoliciesGrantingServiceAccessEntry",
    members: &[
        Member {
            name: "Policies",
            wire_name: "Policies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyGrantingServiceAccess::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "ServiceNamespace",
            wire_name: "ServiceNamespace",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListPoliciesGrantingServiceAccessEntry {
    const STRUCTURE: &'static Structure = &LIST_POLICIES_GRANTING_SERVICE_ACCESS_ENTRY_STRUCTURE;
}

impl Decode for ListPoliciesGrantingServiceAccessEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policies: members.optional(0)?, service_namespace: members.optional(1)? })
    }
}

impl Encode for ListPoliciesGrantingServiceAccessEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.policies.map(IntoValue::into_value),
            self.service_namespace.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ListPoliciesGrantingServiceAccessEntry {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ListPoliciesGrantingServiceAccessEntry {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ListPoliciesGrantingServiceAccessEntry {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct LoginProfile {
    pub create_date: crate::Timestamp,
    pub password_reset_required: Option<bool>,
    pub user_name: String,
}

static LOGIN_PROFILE_STRUCTURE: Structure = Structure {
    name: "LoginProfile",
    members: &[
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "PasswordResetRequired",
            wire_name: "PasswordResetRequired",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl LoginProfile {
    const STRUCTURE: &'static Structure = &LOGIN_PROFILE_STRUCTURE;
}

impl Decode for LoginProfile {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            create_date: members.required(0)?,
            password_reset_required: members.optional(1)?,
            user_name: members.required(2)?,
        })
    }
}

impl Encode for LoginProfile {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.create_date.into_value()),
            self.password_reset_required.map(IntoValue::into_value),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for LoginProfile {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for LoginProfile {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for LoginProfile {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct MFADevice {
    pub enable_date: crate::Timestamp,
    pub serial_number: String,
    pub user_name: String,
}

static MFA_DEVICE_STRUCTURE: Structure = Structure {
    name: "MFADevice",
    members: &[
        Member {
            name: "EnableDate",
            wire_name: "EnableDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "SerialNumber",
            wire_name: "SerialNumber",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(9),
                max: Some(256),
                pattern: Some("[\\w+=/:,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl MFADevice {
    const STRUCTURE: &'static Structure = &MFA_DEVICE_STRUCTURE;
}

impl Decode for MFADevice {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            enable_date: members.required(0)?,
            serial_number: members.required(1)?,
            user_name: members.required(2)?,
        })
    }
}

impl Encode for MFADevice {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.enable_date.into_value()),
            Some(self.serial_number.into_value()),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for MFADevice {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for MFADevice {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for MFADevice {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ManagedPolicyDetail {
    pub arn: Option<String>,
    pub attachment_count: Option<i32>,
    pub create_date: Option<crate::Timestamp>,
    pub default_version_id: Option<String>,
    pub description: Option<String>,
    pub is_attachable: Option<bool>,
    pub path: Option<String>,
    pub permissions_boundary_usage_count: Option<i32>,
    pub policy_id: Option<String>,
    pub policy_name: Option<String>,
    pub policy_version_list: Option<Vec<PolicyVersion>>,
    pub update_date: Option<crate::Timestamp>,
}

static MANAGED_POLICY_DETAIL_STRUCTURE: Structure = Structure {
    name: "ManagedPolicyDetail",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AttachmentCount",
            wire_name: "AttachmentCount",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "DefaultVersionId",
            wire_name: "DefaultVersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IsAttachable",
            wire_name: "IsAttachable",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundaryUsageCount",
            wire_name: "PermissionsBoundaryUsageCount",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "PolicyId",
            wire_name: "PolicyId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
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
            name: "PolicyVersionList",
            wire_name: "PolicyVersionList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyVersion::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "UpdateDate",
            wire_name: "UpdateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl ManagedPolicyDetail {
    const STRUCTURE: &'static Structure = &MANAGED_POLICY_DETAIL_STRUCTURE;
}

impl Decode for ManagedPolicyDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.optional(0)?,
            attachment_count: members.optional(1)?,
            create_date: members.optional(2)?,
            default_version_id: members.optional(3)?,
            description: members.optional(4)?,
            is_attachable: members.optional(5)?,
            path: members.optional(6)?,
            permissions_boundary_usage_count: members.optional(7)?,
            policy_id: members.optional(8)?,
            policy_name: members.optional(9)?,
            policy_version_list: members.optional(10)?,
            update_date: members.optional(11)?,
        })
    }
}

impl Encode for ManagedPolicyDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.arn.map(IntoValue::into_value),
            self.attachment_count.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.default_version_id.map(IntoValue::into_value),
            self.description.map(IntoValue::into_value),
            self.is_attachable.map(IntoValue::into_value),
            self.path.map(IntoValue::into_value),
            self.permissions_boundary_usage_count.map(IntoValue::into_value),
            self.policy_id.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
            self.policy_version_list.map(IntoValue::into_value),
            self.update_date.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ManagedPolicyDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ManagedPolicyDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ManagedPolicyDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct OpenIDConnectProviderListEntry {
    pub arn: Option<String>,
}

static OPEN_ID_CONNECT_PROVIDER_LIST_ENTRY_STRUCTURE: Structure = Structure {
    name: "OpenIDConnectProviderListEntry",
    members: &[Member {
        name: "Arn",
        wire_name: "Arn",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl OpenIDConnectProviderListEntry {
    const STRUCTURE: &'static Structure = &OPEN_ID_CONNECT_PROVIDER_LIST_ENTRY_STRUCTURE;
}

impl Decode for OpenIDConnectProviderListEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { arn: members.optional(0)? })
    }
}

impl Encode for OpenIDConnectProviderListEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.arn.map(IntoValue::into_value)])
    }
}

impl FromValue for OpenIDConnectProviderListEntry {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for OpenIDConnectProviderListEntry {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for OpenIDConnectProviderListEntry {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct OrderedOrganizationPolicyType {
    pub service_control_policy_input_list: Option<Vec<String>>,
}

static ORDERED_ORGANIZATION_POLICY_TYPE_STRUCTURE: Structure = Structure {
    name: "OrderedOrganizationPolicyType",
    members: &[Member {
        name: "ServiceControlPolicyInputList",
        wire_name: "ServiceControlPolicyInputList",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
            member_name: "member",
            min: None,
            max: None,
        },
    }],
};

impl OrderedOrganizationPolicyType {
    const STRUCTURE: &'static Structure = &ORDERED_ORGANIZATION_POLICY_TYPE_STRUCTURE;
}

impl Decode for OrderedOrganizationPolicyType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { service_control_policy_input_list: members.optional(0)? })
    }
}

impl Encode for OrderedOrganizationPolicyType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.service_control_policy_input_list.map(IntoValue::into_value)])
    }
}

impl FromValue for OrderedOrganizationPolicyType {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for OrderedOrganizationPolicyType {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for OrderedOrganizationPolicyType {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct OrganizationsDecisionDetail {
    pub allowed_by_organizations: Option<bool>,
}

static ORGANIZATIONS_DECISION_DETAIL_STRUCTURE: Structure = Structure {
    name: "OrganizationsDecisionDetail",
    members: &[Member {
        name: "AllowedByOrganizations",
        wire_name: "AllowedByOrganizations",
        location: Location::Body,
        required: false,
        shape: &Shape::Boolean,
    }],
};

impl OrganizationsDecisionDetail {
    const STRUCTURE: &'static Structure = &ORGANIZATIONS_DECISION_DETAIL_STRUCTURE;
}

impl Decode for OrganizationsDecisionDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { allowed_by_organizations: members.optional(0)? })
    }
}

impl Encode for OrganizationsDecisionDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.allowed_by_organizations.map(IntoValue::into_value)])
    }
}

impl FromValue for OrganizationsDecisionDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for OrganizationsDecisionDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for OrganizationsDecisionDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PasswordPolicy {
    pub allow_users_to_change_password: Option<bool>,
    pub expire_passwords: Option<bool>,
    pub hard_expiry: Option<bool>,
    pub max_password_age: Option<i32>,
    pub minimum_password_length: Option<i32>,
    pub password_reuse_prevention: Option<i32>,
    pub require_lowercase_characters: Option<bool>,
    pub require_numbers: Option<bool>,
    pub require_symbols: Option<bool>,
    pub require_uppercase_characters: Option<bool>,
}

static PASSWORD_POLICY_STRUCTURE: Structure = Structure {
    name: "PasswordPolicy",
    members: &[
        Member {
            name: "AllowUsersToChangePassword",
            wire_name: "AllowUsersToChangePassword",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "ExpirePasswords",
            wire_name: "ExpirePasswords",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "HardExpiry",
            wire_name: "HardExpiry",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "MaxPasswordAge",
            wire_name: "MaxPasswordAge",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(1095), long: false },
        },
        Member {
            name: "MinimumPasswordLength",
            wire_name: "MinimumPasswordLength",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(6), max: Some(128), long: false },
        },
        Member {
            name: "PasswordReusePrevention",
            wire_name: "PasswordReusePrevention",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(24), long: false },
        },
        Member {
            name: "RequireLowercaseCharacters",
            wire_name: "RequireLowercaseCharacters",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "RequireNumbers",
            wire_name: "RequireNumbers",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "RequireSymbols",
            wire_name: "RequireSymbols",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "RequireUppercaseCharacters",
            wire_name: "RequireUppercaseCharacters",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl PasswordPolicy {
    const STRUCTURE: &'static Structure = &PASSWORD_POLICY_STRUCTURE;
}

impl Decode for PasswordPolicy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            allow_users_to_change_password: members.optional(0)?,
            expire_passwords: members.optional(1)?,
            hard_expiry: members.optional(2)?,
            max_password_age: members.optional(3)?,
            minimum_password_length: members.optional(4)?,
            password_reuse_prevention: members.optional(5)?,
            require_lowercase_characters: members.optional(6)?,
            require_numbers: members.optional(7)?,
            require_symbols: members.optional(8)?,
            require_uppercase_characters: members.optional(9)?,
        })
    }
}

impl Encode for PasswordPolicy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.allow_users_to_change_password.map(IntoValue::into_value),
            self.expire_passwords.map(IntoValue::into_value),
            self.hard_expiry.map(IntoValue::into_value),
            self.max_password_age.map(IntoValue::into_value),
            self.minimum_password_length.map(IntoValue::into_value),
            self.password_reuse_prevention.map(IntoValue::into_value),
            self.require_lowercase_characters.map(IntoValue::into_value),
            self.require_numbers.map(IntoValue::into_value),
            self.require_symbols.map(IntoValue::into_value),
            self.require_uppercase_characters.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PasswordPolicy {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PasswordPolicy {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PasswordPolicy {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PermissionsBoundaryDecisionDetail {
    pub allowed_by_permissions_boundary: Option<bool>,
}

static PERMISSIONS_BOUNDARY_DECISION_DETAIL_STRUCTURE: Structure = Structure {
    name: "PermissionsBoundaryDecisionDetail",
    members: &[Member {
        name: "AllowedByPermissionsBoundary",
        wire_name: "AllowedByPermissionsBoundary",
        location: Location::Body,
        required: false,
        shape: &Shape::Boolean,
    }],
};

impl PermissionsBoundaryDecisionDetail {
    const STRUCTURE: &'static Structure = &PERMISSIONS_BOUNDARY_DECISION_DETAIL_STRUCTURE;
}

impl Decode for PermissionsBoundaryDecisionDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { allowed_by_permissions_boundary: members.optional(0)? })
    }
}

impl Encode for PermissionsBoundaryDecisionDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.allowed_by_permissions_boundary.map(IntoValue::into_value)])
    }
}

impl FromValue for PermissionsBoundaryDecisionDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PermissionsBoundaryDecisionDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PermissionsBoundaryDecisionDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    pub arn: Option<String>,
    pub attachment_count: Option<i32>,
    pub create_date: Option<crate::Timestamp>,
    pub default_version_id: Option<String>,
    pub description: Option<String>,
    pub is_attachable: Option<bool>,
    pub path: Option<String>,
    pub permissions_boundary_usage_count: Option<i32>,
    pub policy_id: Option<String>,
    pub policy_name: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub update_date: Option<crate::Timestamp>,
}

static POLICY_STRUCTURE: Structure = Structure {
    name: "Policy",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AttachmentCount",
            wire_name: "AttachmentCount",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "DefaultVersionId",
            wire_name: "DefaultVersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IsAttachable",
            wire_name: "IsAttachable",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("((/[A-Za-z0-9\\.,\\+@=_-]+)*)/"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundaryUsageCount",
            wire_name: "PermissionsBoundaryUsageCount",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "PolicyId",
            wire_name: "PolicyId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
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
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UpdateDate",
            wire_name: "UpdateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl Policy {
    const STRUCTURE: &'static Structure = &POLICY_STRUCTURE;
}

impl Decode for Policy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.optional(0)?,
            attachment_count: members.optional(1)?,
            create_date: members.optional(2)?,
            default_version_id: members.optional(3)?,
            description: members.optional(4)?,
            is_attachable: members.optional(5)?,
            path: members.optional(6)?,
            permissions_boundary_usage_count: members.optional(7)?,
            policy_id: members.optional(8)?,
            policy_name: members.optional(9)?,
            tags: members.optional(10)?,
            update_date: members.optional(11)?,
        })
    }
}

impl Encode for Policy {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.arn.map(IntoValue::into_value),
            self.attachment_count.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.default_version_id.map(IntoValue::into_value),
            self.description.map(IntoValue::into_value),
            self.is_attachable.map(IntoValue::into_value),
            self.path.map(IntoValue::into_value),
            self.permissions_boundary_usage_count.map(IntoValue::into_value),
            self.policy_id.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
            self.update_date.map(IntoValue::into_value),
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
pub struct PolicyDetail {
    pub policy_document: Option<String>,
    pub policy_name: Option<String>,
}

static POLICY_DETAIL_STRUCTURE: Structure = Structure {
    name: "PolicyDetail",
    members: &[
        Member {
            name: "PolicyDocument",
            wire_name: "PolicyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
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

impl PolicyDetail {
    const STRUCTURE: &'static Structure = &POLICY_DETAIL_STRUCTURE;
}

impl Decode for PolicyDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { policy_document: members.optional(0)?, policy_name: members.optional(1)? })
    }
}

impl Encode for PolicyDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.policy_document.map(IntoValue::into_value),
            self.policy_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PolicyDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyGrantingServiceAccess {
    pub entity_name: Option<String>,
    pub entity_type: Option<String>,
    pub policy_arn: Option<String>,
    pub policy_name: String,
    pub policy_type: String,
}

static POLICY_GRANTING_SERVICE_ACCESS_STRUCTURE: Structure = Structure {
    name: "PolicyGrantingServiceAccess",
    members: &[
        Member {
            name: "EntityName",
            wire_name: "EntityName",
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
            name: "EntityType",
            wire_name: "EntityType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["USER", "ROLE", "GROUP"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyName",
            wire_name: "PolicyName",
            location: Location::Body,
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
            name: "PolicyType",
            wire_name: "PolicyType",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["INLINE", "MANAGED"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PolicyGrantingServiceAccess {
    const STRUCTURE: &'static Structure = &POLICY_GRANTING_SERVICE_ACCESS_STRUCTURE;
}

impl Decode for PolicyGrantingServiceAccess {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            entity_name: members.optional(0)?,
            entity_type: members.optional(1)?,
            policy_arn: members.optional(2)?,
            policy_name: members.required(3)?,
            policy_type: members.required(4)?,
        })
    }
}

impl Encode for PolicyGrantingServiceAccess {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.entity_name.map(IntoValue::into_value),
            self.entity_type.map(IntoValue::into_value),
            self.policy_arn.map(IntoValue::into_value),
            Some(self.policy_name.into_value()),
            Some(self.policy_type.into_value()),
        ])
    }
}

impl FromValue for PolicyGrantingServiceAccess {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyGrantingServiceAccess {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyGrantingServiceAccess {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyGroup {
    pub group_id: Option<String>,
    pub group_name: Option<String>,
}

static POLICY_GROUP_STRUCTURE: Structure = Structure {
    name: "PolicyGroup",
    members: &[
        Member {
            name: "GroupId",
            wire_name: "GroupId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "GroupName",
            wire_name: "GroupName",
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

impl PolicyGroup {
    const STRUCTURE: &'static Structure = &POLICY_GROUP_STRUCTURE;
}

impl Decode for PolicyGroup {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { group_id: members.optional(0)?, group_name: members.optional(1)? })
    }
}

impl Encode for PolicyGroup {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.group_id.map(IntoValue::into_value),
            self.group_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PolicyGroup {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyGroup {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyGroup {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyIdentifier {
    pub inline_policy_identifier: Option<InlinePolicyIdentifierType>,
    pub policy_arn: Option<String>,
    pub policy_type: Option<String>,
}

static POLICY_IDENTIFIER_STRUCTURE: Structure = Structure {
    name: "PolicyIdentifier",
    members: &[
        Member {
            name: "InlinePolicyIdentifier",
            wire_name: "InlinePolicyIdentifier",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(InlinePolicyIdentifierType::STRUCTURE),
        },
        Member {
            name: "PolicyArn",
            wire_name: "PolicyArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyType",
            wire_name: "PolicyType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "inline",
                    "aws-managed",
                    "user-managed",
                    "permission-boundary",
                    "scp",
                    "rcp",
                ],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PolicyIdentifier {
    const STRUCTURE: &'static Structure = &POLICY_IDENTIFIER_STRUCTURE;
}

impl Decode for PolicyIdentifier {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            inline_policy_identifier: members.optional(0)?,
            policy_arn: members.optional(1)?,
            policy_type: members.optional(2)?,
        })
    }
}

impl Encode for PolicyIdentifier {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.inline_policy_identifier.map(IntoValue::into_value),
            self.policy_arn.map(IntoValue::into_value),
            self.policy_type.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PolicyIdentifier {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyIdentifier {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyIdentifier {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyRole {
    pub role_id: Option<String>,
    pub role_name: Option<String>,
}

static POLICY_ROLE_STRUCTURE: Structure = Structure {
    name: "PolicyRole",
    members: &[
        Member {
            name: "RoleId",
            wire_name: "RoleId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PolicyRole {
    const STRUCTURE: &'static Structure = &POLICY_ROLE_STRUCTURE;
}

impl Decode for PolicyRole {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { role_id: members.optional(0)?, role_name: members.optional(1)? })
    }
}

impl Encode for PolicyRole {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.role_id.map(IntoValue::into_value),
            self.role_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PolicyRole {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyRole {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyRole {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyUser {
    pub user_id: Option<String>,
    pub user_name: Option<String>,
}

static POLICY_USER_STRUCTURE: Structure = Structure {
    name: "PolicyUser",
    members: &[
        Member {
            name: "UserId",
            wire_name: "UserId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl PolicyUser {
    const STRUCTURE: &'static Structure = &POLICY_USER_STRUCTURE;
}

impl Decode for PolicyUser {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { user_id: members.optional(0)?, user_name: members.optional(1)? })
    }
}

impl Encode for PolicyUser {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.user_id.map(IntoValue::into_value),
            self.user_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for PolicyUser {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyUser {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyUser {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyVersion {
    pub create_date: Option<crate::Timestamp>,
    pub document: Option<String>,
    pub is_default_version: Option<bool>,
    pub version_id: Option<String>,
}

static POLICY_VERSION_STRUCTURE: Structure = Structure {
    name: "PolicyVersion",
    members: &[
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Document",
            wire_name: "Document",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IsDefaultVersion",
            wire_name: "IsDefaultVersion",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "VersionId",
            wire_name: "VersionId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: Some("v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?"),
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
            document: members.optional(1)?,
            is_default_version: members.optional(2)?,
            version_id: members.optional(3)?,
        })
    }
}

impl Encode for PolicyVersion {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.create_date.map(IntoValue::into_value),
            self.document.map(IntoValue::into_value),
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
pub struct Position {
    pub column: Option<i32>,
    pub line: Option<i32>,
}

static POSITION_STRUCTURE: Structure = Structure {
    name: "Position",
    members: &[
        Member {
            name: "Column",
            wire_name: "Column",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "Line",
            wire_name: "Line",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
    ],
};

impl Position {
    const STRUCTURE: &'static Structure = &POSITION_STRUCTURE;
}

impl Decode for Position {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { column: members.optional(0)?, line: members.optional(1)? })
    }
}

impl Encode for Position {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.column.map(IntoValue::into_value), self.line.map(IntoValue::into_value)])
    }
}

impl FromValue for Position {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Position {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Position {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ResourceSpecificResult {
    pub eval_decision_details: Option<std::collections::BTreeMap<String, String>>,
    pub eval_resource_decision: String,
    pub eval_resource_name: String,
    pub matched_statements: Option<Vec<Statement>>,
    pub missing_context_values: Option<Vec<String>>,
    pub permissions_boundary_decision_detail: Option<PermissionsBoundaryDecisionDetail>,
}

static RESOURCE_SPECIFIC_RESULT_STRUCTURE: Structure = Structure {
    name: "ResourceSpecificResult",
    members: &[
        Member {
            name: "EvalDecisionDetails",
            wire_name: "EvalDecisionDetails",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(3),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: None,
                    max: None,
                    pattern: None,
                    values: &["allowed", "explicitDeny", "implicitDeny"],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "EvalResourceDecision",
            wire_name: "EvalResourceDecision",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["allowed", "explicitDeny", "implicitDeny"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "EvalResourceName",
            wire_name: "EvalResourceName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MatchedStatements",
            wire_name: "MatchedStatements",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Statement::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "MissingContextValues",
            wire_name: "MissingContextValues",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(5),
                    max: Some(256),
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
        Member {
            name: "PermissionsBoundaryDecisionDetail",
            wire_name: "PermissionsBoundaryDecisionDetail",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(PermissionsBoundaryDecisionDetail::STRUCTURE),
        },
    ],
};

impl ResourceSpecificResult {
    const STRUCTURE: &'static Structure = &RESOURCE_SPECIFIC_RESULT_STRUCTURE;
}

impl Decode for ResourceSpecificResult {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            eval_decision_details: members.optional(0)?,
            eval_resource_decision: members.required(1)?,
            eval_resource_name: members.required(2)?,
            matched_statements: members.optional(3)?,
            missing_context_values: members.optional(4)?,
            permissions_boundary_decision_detail: members.optional(5)?,
        })
    }
}

impl Encode for ResourceSpecificResult {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.eval_decision_details.map(IntoValue::into_value),
            Some(self.eval_resource_decision.into_value()),
            Some(self.eval_resource_name.into_value()),
            self.matched_statements.map(IntoValue::into_value),
            self.missing_context_values.map(IntoValue::into_value),
            self.permissions_boundary_decision_detail.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ResourceSpecificResult {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ResourceSpecificResult {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ResourceSpecificResult {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Role {
    pub arn: String,
    pub assume_role_policy_document: Option<String>,
    pub create_date: crate::Timestamp,
    pub description: Option<String>,
    pub max_session_duration: Option<i32>,
    pub path: String,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub role_id: String,
    pub role_last_used: Option<RoleLastUsed>,
    pub role_name: String,
    pub source_role_template: Option<SourceRoleTemplate>,
    pub tags: Option<Vec<Tag>>,
}

static ROLE_STRUCTURE: Structure = Structure {
    name: "Role",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AssumeRolePolicyDocument",
            wire_name: "AssumeRolePolicyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Description",
            wire_name: "Description",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: Some(1000),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxSessionDuration",
            wire_name: "MaxSessionDuration",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(3600), max: Some(43_200), long: false },
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AttachedPermissionsBoundary::STRUCTURE),
        },
        Member {
            name: "RoleId",
            wire_name: "RoleId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleLastUsed",
            wire_name: "RoleLastUsed",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(RoleLastUsed::STRUCTURE),
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SourceRoleTemplate",
            wire_name: "SourceRoleTemplate",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(SourceRoleTemplate::STRUCTURE),
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl Role {
    const STRUCTURE: &'static Structure = &ROLE_STRUCTURE;
}

impl Decode for Role {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            assume_role_policy_document: members.optional(1)?,
            create_date: members.required(2)?,
            description: members.optional(3)?,
            max_session_duration: members.optional(4)?,
            path: members.required(5)?,
            permissions_boundary: members.optional(6)?,
            role_id: members.required(7)?,
            role_last_used: members.optional(8)?,
            role_name: members.required(9)?,
            source_role_template: members.optional(10)?,
            tags: members.optional(11)?,
        })
    }
}

impl Encode for Role {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.arn.into_value()),
            self.assume_role_policy_document.map(IntoValue::into_value),
            Some(self.create_date.into_value()),
            self.description.map(IntoValue::into_value),
            self.max_session_duration.map(IntoValue::into_value),
            Some(self.path.into_value()),
            self.permissions_boundary.map(IntoValue::into_value),
            Some(self.role_id.into_value()),
            self.role_last_used.map(IntoValue::into_value),
            Some(self.role_name.into_value()),
            self.source_role_template.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for Role {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Role {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Role {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoleDetail {
    pub arn: Option<String>,
    pub assume_role_policy_document: Option<String>,
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    pub create_date: Option<crate::Timestamp>,
    pub instance_profile_list: Option<Vec<InstanceProfile>>,
    pub path: Option<String>,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub role_id: Option<String>,
    pub role_last_used: Option<RoleLastUsed>,
    pub role_name: Option<String>,
    pub role_policy_list: Option<Vec<PolicyDetail>>,
    pub tags: Option<Vec<Tag>>,
}

static ROLE_DETAIL_STRUCTURE: Structure = Structure {
    name: "RoleDetail",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AssumeRolePolicyDocument",
            wire_name: "AssumeRolePolicyDocument",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(131_072),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AttachedManagedPolicies",
            wire_name: "AttachedManagedPolicies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(AttachedPolicy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "InstanceProfileList",
            wire_name: "InstanceProfileList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(InstanceProfile::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AttachedPermissionsBoundary::STRUCTURE),
        },
        Member {
            name: "RoleId",
            wire_name: "RoleId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleLastUsed",
            wire_name: "RoleLastUsed",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(RoleLastUsed::STRUCTURE),
        },
        Member {
            name: "RoleName",
            wire_name: "RoleName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RolePolicyList",
            wire_name: "RolePolicyList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
    ],
};

impl RoleDetail {
    const STRUCTURE: &'static Structure = &ROLE_DETAIL_STRUCTURE;
}

impl Decode for RoleDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.optional(0)?,
            assume_role_policy_document: members.optional(1)?,
            attached_managed_policies: members.optional(2)?,
            create_date: members.optional(3)?,
            instance_profile_list: members.optional(4)?,
            path: members.optional(5)?,
            permissions_boundary: members.optional(6)?,
            role_id: members.optional(7)?,
            role_last_used: members.optional(8)?,
            role_name: members.optional(9)?,
            role_policy_list: members.optional(10)?,
            tags: members.optional(11)?,
        })
    }
}

impl Encode for RoleDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.arn.map(IntoValue::into_value),
            self.assume_role_policy_document.map(IntoValue::into_value),
            self.attached_managed_policies.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.instance_profile_list.map(IntoValue::into_value),
            self.path.map(IntoValue::into_value),
            self.permissions_boundary.map(IntoValue::into_value),
            self.role_id.map(IntoValue::into_value),
            self.role_last_used.map(IntoValue::into_value),
            self.role_name.map(IntoValue::into_value),
            self.role_policy_list.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for RoleDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for RoleDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for RoleDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoleLastUsed {
    pub last_used_date: Option<crate::Timestamp>,
    pub region: Option<String>,
}

static ROLE_LAST_USED_STRUCTURE: Structure = Structure {
    name: "RoleLastUsed",
    members: &[
        Member {
            name: "LastUsedDate",
            wire_name: "LastUsedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Region",
            wire_name: "Region",
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

impl RoleLastUsed {
    const STRUCTURE: &'static Structure = &ROLE_LAST_USED_STRUCTURE;
}

impl Decode for RoleLastUsed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { last_used_date: members.optional(0)?, region: members.optional(1)? })
    }
}

impl Encode for RoleLastUsed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.last_used_date.map(IntoValue::into_value),
            self.region.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for RoleLastUsed {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for RoleLastUsed {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for RoleLastUsed {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoleUsageType {
    pub region: Option<String>,
    pub resources: Option<Vec<String>>,
}

static ROLE_USAGE_TYPE_STRUCTURE: Structure = Structure {
    name: "RoleUsageType",
    members: &[
        Member {
            name: "Region",
            wire_name: "Region",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(100),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Resources",
            wire_name: "Resources",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(20),
                    max: Some(2048),
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

impl RoleUsageType {
    const STRUCTURE: &'static Structure = &ROLE_USAGE_TYPE_STRUCTURE;
}

impl Decode for RoleUsageType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { region: members.optional(0)?, resources: members.optional(1)? })
    }
}

impl Encode for RoleUsageType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.region.map(IntoValue::into_value),
            self.resources.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for RoleUsageType {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for RoleUsageType {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for RoleUsageType {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SAMLPrivateKey {
    pub key_id: Option<String>,
    pub timestamp: Option<crate::Timestamp>,
}

static SAML_PRIVATE_KEY_STRUCTURE: Structure = Structure {
    name: "SAMLPrivateKey",
    members: &[
        Member {
            name: "KeyId",
            wire_name: "KeyId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(22),
                max: Some(64),
                pattern: Some("[A-Z0-9]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Timestamp",
            wire_name: "Timestamp",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl SAMLPrivateKey {
    const STRUCTURE: &'static Structure = &SAML_PRIVATE_KEY_STRUCTURE;
}

impl Decode for SAMLPrivateKey {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { key_id: members.optional(0)?, timestamp: members.optional(1)? })
    }
}

impl Encode for SAMLPrivateKey {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.key_id.map(IntoValue::into_value),
            self.timestamp.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for SAMLPrivateKey {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for SAMLPrivateKey {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for SAMLPrivateKey {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SAMLProviderListEntry {
    pub arn: Option<String>,
    pub create_date: Option<crate::Timestamp>,
    pub valid_until: Option<crate::Timestamp>,
}

static SAML_PROVIDER_LIST_ENTRY_STRUCTURE: Structure = Structure {
    name: "SAMLProviderListEntry",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "ValidUntil",
            wire_name: "ValidUntil",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl SAMLProviderListEntry {
    const STRUCTURE: &'static Structure = &SAML_PROVIDER_LIST_ENTRY_STRUCTURE;
}

impl Decode for SAMLProviderListEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.optional(0)?,
            create_date: members.optional(1)?,
            valid_until: members.optional(2)?,
        })
    }
}

impl Encode for SAMLProviderListEntry {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.arn.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.valid_until.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for SAMLProviderListEntry {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for SAMLProviderListEntry {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for SAMLProviderListEntry {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SSHPublicKeyMetadata {
    pub ssh_public_key_id: String,
    pub status: String,
    pub upload_date: crate::Timestamp,
    pub user_name: String,
}

static SSH_PUBLIC_KEY_METADATA_STRUCTURE: Structure = Structure {
    name: "SSHPublicKeyMetadata",
    members: &[
        Member {
            name: "SSHPublicKeyId",
            wire_name: "SSHPublicKeyId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Active", "Inactive", "Expired"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UploadDate",
            wire_name: "UploadDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl SSHPublicKeyMetadata {
    const STRUCTURE: &'static Structure = &SSH_PUBLIC_KEY_METADATA_STRUCTURE;
}

impl Decode for SSHPublicKeyMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            ssh_public_key_id: members.required(0)?,
            status: members.required(1)?,
            upload_date: members.required(2)?,
            user_name: members.required(3)?,
        })
    }
}

impl Encode for SSHPublicKeyMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.ssh_public_key_id.into_value()),
            Some(self.status.into_value()),
            Some(self.upload_date.into_value()),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for SSHPublicKeyMetadata {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for SSHPublicKeyMetadata {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for SSHPublicKeyMetadata {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServerCertificateMetadata {
    pub arn: String,
    pub expiration: Option<crate::Timestamp>,
    pub path: String,
    pub server_certificate_id: String,
    pub server_certificate_name: String,
    pub upload_date: Option<crate::Timestamp>,
}

static SERVER_CERTIFICATE_METADATA_STRUCTURE: Structure = Structure {
    name: "ServerCertificateMetadata",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Expiration",
            wire_name: "Expiration",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ServerCertificateId",
            wire_name: "ServerCertificateId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ServerCertificateName",
            wire_name: "ServerCertificateName",
            location: Location::Body,
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
            name: "UploadDate",
            wire_name: "UploadDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl ServerCertificateMetadata {
    const STRUCTURE: &'static Structure = &SERVER_CERTIFICATE_METADATA_STRUCTURE;
}

impl Decode for ServerCertificateMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            expiration: members.optional(1)?,
            path: members.required(2)?,
            server_certificate_id: members.required(3)?,
            server_certificate_name: members.required(4)?,
            upload_date: members.optional(5)?,
        })
    }
}

impl Encode for ServerCertificateMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.arn.into_value()),
            self.expiration.map(IntoValue::into_value),
            Some(self.path.into_value()),
            Some(self.server_certificate_id.into_value()),
            Some(self.server_certificate_name.into_value()),
            self.upload_date.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ServerCertificateMetadata {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ServerCertificateMetadata {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ServerCertificateMetadata {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceLastAccessed {
    pub last_authenticated: Option<crate::Timestamp>,
    pub last_authenticated_entity: Option<String>,
    pub last_authenticated_region: Option<String>,
    pub service_name: String,
    pub service_namespace: String,
    pub total_authenticated_entities: Option<i32>,
    pub tracked_actions_last_accessed: Option<Vec<TrackedActionLastAccessed>>,
}

static SERVICE_LAST_ACCESSED_STRUCTURE: Structure = Structure {
    name: "ServiceLastAccessed",
    members: &[
        Member {
            name: "LastAuthenticated",
            wire_name: "LastAuthenticated",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "LastAuthenticatedEntity",
            wire_name: "LastAuthenticatedEntity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "LastAuthenticatedRegion",
            wire_name: "LastAuthenticatedRegion",
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
            name: "ServiceName",
            wire_name: "ServiceName",
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
        Member {
            name: "ServiceNamespace",
            wire_name: "ServiceNamespace",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TotalAuthenticatedEntities",
            wire_name: "TotalAuthenticatedEntities",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
        Member {
            name: "TrackedActionsLastAccessed",
            wire_name: "TrackedActionsLastAccessed",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(TrackedActionLastAccessed::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl ServiceLastAccessed {
    const STRUCTURE: &'static Structure = &SERVICE_LAST_ACCESSED_STRUCTURE;
}

impl Decode for ServiceLastAccessed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            last_authenticated: members.optional(0)?,
            last_authenticated_entity: members.optional(1)?,
            last_authenticated_region: members.optional(2)?,
            service_name: members.required(3)?,
            service_namespace: members.required(4)?,
            total_authenticated_entities: members.optional(5)?,
            tracked_actions_last_accessed: members.optional(6)?,
        })
    }
}

impl Encode for ServiceLastAccessed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.last_authenticated.map(IntoValue::into_value),
            self.last_authenticated_entity.map(IntoValue::into_value),
            self.last_authenticated_region.map(IntoValue::into_value),
            Some(self.service_name.into_value()),
            Some(self.service_namespace.into_value()),
            self.total_authenticated_entities.map(IntoValue::into_value),
            self.tracked_actions_last_accessed.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ServiceLastAccessed {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ServiceLastAccessed {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ServiceLastAccessed {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ServiceSpecificCredentialMetadata {
    pub create_date: crate::Timestamp,
    pub expiration_date: Option<crate::Timestamp>,
    pub service_credential_alias: Option<String>,
    pub service_name: String,
    pub service_specific_credential_id: String,
    pub service_user_name: Option<String>,
    pub status: String,
    pub user_name: String,
}

static SERVICE_SPECIFIC_CREDENTIAL_METADATA_STRUCTURE: Structure = Structure {
    name: "ServiceSpecificCredentialMetadata",
    members: &[
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "ExpirationDate",
            wire_name: "ExpirationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "ServiceCredentialAlias",
            wire_name: "ServiceCredentialAlias",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(200),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ServiceName",
            wire_name: "ServiceName",
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
        Member {
            name: "ServiceSpecificCredentialId",
            wire_name: "ServiceSpecificCredentialId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ServiceUserName",
            wire_name: "ServiceUserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(0),
                max: Some(200),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Active", "Inactive", "Expired"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ServiceSpecificCredentialMetadata {
    const STRUCTURE: &'static Structure = &SERVICE_SPECIFIC_CREDENTIAL_METADATA_STRUCTURE;
}

impl Decode for ServiceSpecificCredentialMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            create_date: members.required(0)?,
            expiration_date: members.optional(1)?,
            service_credential_alias: members.optional(2)?,
            service_name: members.required(3)?,
            service_specific_credential_id: members.required(4)?,
            service_user_name: members.optional(5)?,
            status: members.required(6)?,
            user_name: members.required(7)?,
        })
    }
}

impl Encode for ServiceSpecificCredentialMetadata {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.create_date.into_value()),
            self.expiration_date.map(IntoValue::into_value),
            self.service_credential_alias.map(IntoValue::into_value),
            Some(self.service_name.into_value()),
            Some(self.service_specific_credential_id.into_value()),
            self.service_user_name.map(IntoValue::into_value),
            Some(self.status.into_value()),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for ServiceSpecificCredentialMetadata {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ServiceSpecificCredentialMetadata {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ServiceSpecificCredentialMetadata {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SigningCertificate {
    pub certificate_body: String,
    pub certificate_id: String,
    pub status: String,
    pub upload_date: Option<crate::Timestamp>,
    pub user_name: String,
}

static SIGNING_CERTIFICATE_STRUCTURE: Structure = Structure {
    name: "SigningCertificate",
    members: &[
        Member {
            name: "CertificateBody",
            wire_name: "CertificateBody",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(16_384),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CertificateId",
            wire_name: "CertificateId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(24),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Status",
            wire_name: "Status",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Active", "Inactive", "Expired"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UploadDate",
            wire_name: "UploadDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl SigningCertificate {
    const STRUCTURE: &'static Structure = &SIGNING_CERTIFICATE_STRUCTURE;
}

impl Decode for SigningCertificate {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            certificate_body: members.required(0)?,
            certificate_id: members.required(1)?,
            status: members.required(2)?,
            upload_date: members.optional(3)?,
            user_name: members.required(4)?,
        })
    }
}

impl Encode for SigningCertificate {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.certificate_body.into_value()),
            Some(self.certificate_id.into_value()),
            Some(self.status.into_value()),
            self.upload_date.map(IntoValue::into_value),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for SigningCertificate {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for SigningCertificate {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for SigningCertificate {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SourceRoleTemplate {
    pub template_arn: String,
    pub template_minor_version: i32,
}

static SOURCE_ROLE_TEMPLATE_STRUCTURE: Structure = Structure {
    name: "SourceRoleTemplate",
    members: &[
        Member {
            name: "TemplateArn",
            wire_name: "TemplateArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TemplateMinorVersion",
            wire_name: "TemplateMinorVersion",
            location: Location::Body,
            required: true,
            shape: &Shape::Integer { min: None, max: None, long: false },
        },
    ],
};

impl SourceRoleTemplate {
    const STRUCTURE: &'static Structure = &SOURCE_ROLE_TEMPLATE_STRUCTURE;
}

impl Decode for SourceRoleTemplate {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            template_arn: members.required(0)?,
            template_minor_version: members.required(1)?,
        })
    }
}

impl Encode for SourceRoleTemplate {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.template_arn.into_value()),
            Some(self.template_minor_version.into_value()),
        ])
    }
}

impl FromValue for SourceRoleTemplate {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for SourceRoleTemplate {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for SourceRoleTemplate {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Statement {
    pub end_position: Option<Position>,
    pub source_policy_id: Option<String>,
    pub source_policy_type: Option<String>,
    pub start_position: Option<Position>,
}

static STATEMENT_STRUCTURE: Structure = Structure {
    name: "Statement",
    members: &[
        Member {
            name: "EndPosition",
            wire_name: "EndPosition",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Position::STRUCTURE),
        },
        Member {
            name: "SourcePolicyId",
            wire_name: "SourcePolicyId",
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
            name: "SourcePolicyType",
            wire_name: "SourcePolicyType",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[
                    "user",
                    "group",
                    "role",
                    "aws-managed",
                    "user-managed",
                    "resource",
                    "none",
                ],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "StartPosition",
            wire_name: "StartPosition",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Position::STRUCTURE),
        },
    ],
};

impl Statement {
    const STRUCTURE: &'static Structure = &STATEMENT_STRUCTURE;
}

impl Decode for Statement {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            end_position: members.optional(0)?,
            source_policy_id: members.optional(1)?,
            source_policy_type: members.optional(2)?,
            start_position: members.optional(3)?,
        })
    }
}

impl Encode for Statement {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.end_position.map(IntoValue::into_value),
            self.source_policy_id.map(IntoValue::into_value),
            self.source_policy_type.map(IntoValue::into_value),
            self.start_position.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for Statement {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Statement {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Statement {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tag {
    pub key: String,
    pub value: String,
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
                pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Value",
            wire_name: "Value",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(0),
                max: Some(256),
                pattern: Some("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"),
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
        Ok(Self { key: members.required(0)?, value: members.required(1)? })
    }
}

impl Encode for Tag {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.key.into_value()), Some(self.value.into_value())])
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
pub struct TrackedActionLastAccessed {
    pub action_name: Option<String>,
    pub last_accessed_entity: Option<String>,
    pub last_accessed_region: Option<String>,
    pub last_accessed_time: Option<crate::Timestamp>,
}

static TRACKED_ACTION_LAST_ACCESSED_STRUCTURE: Structure = Structure {
    name: "TrackedActionLastAccessed",
    members: &[
        Member {
            name: "ActionName",
            wire_name: "ActionName",
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
            name: "LastAccessedEntity",
            wire_name: "LastAccessedEntity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "LastAccessedRegion",
            wire_name: "LastAccessedRegion",
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
            name: "LastAccessedTime",
            wire_name: "LastAccessedTime",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
    ],
};

impl TrackedActionLastAccessed {
    const STRUCTURE: &'static Structure = &TRACKED_ACTION_LAST_ACCESSED_STRUCTURE;
}

impl Decode for TrackedActionLastAccessed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            action_name: members.optional(0)?,
            last_accessed_entity: members.optional(1)?,
            last_accessed_region: members.optional(2)?,
            last_accessed_time: members.optional(3)?,
        })
    }
}

impl Encode for TrackedActionLastAccessed {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.action_name.map(IntoValue::into_value),
            self.last_accessed_entity.map(IntoValue::into_value),
            self.last_accessed_region.map(IntoValue::into_value),
            self.last_accessed_time.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for TrackedActionLastAccessed {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for TrackedActionLastAccessed {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for TrackedActionLastAccessed {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct User {
    pub arn: String,
    pub create_date: crate::Timestamp,
    pub password_last_used: Option<crate::Timestamp>,
    pub path: String,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub tags: Option<Vec<Tag>>,
    pub user_id: String,
    pub user_name: String,
}

static USER_STRUCTURE: Structure = Structure {
    name: "User",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: true,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "PasswordLastUsed",
            wire_name: "PasswordLastUsed",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AttachedPermissionsBoundary::STRUCTURE),
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UserId",
            wire_name: "UserId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl User {
    const STRUCTURE: &'static Structure = &USER_STRUCTURE;
}

impl Decode for User {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.required(0)?,
            create_date: members.required(1)?,
            password_last_used: members.optional(2)?,
            path: members.required(3)?,
            permissions_boundary: members.optional(4)?,
            tags: members.optional(5)?,
            user_id: members.required(6)?,
            user_name: members.required(7)?,
        })
    }
}

impl Encode for User {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.arn.into_value()),
            Some(self.create_date.into_value()),
            self.password_last_used.map(IntoValue::into_value),
            Some(self.path.into_value()),
            self.permissions_boundary.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
            Some(self.user_id.into_value()),
            Some(self.user_name.into_value()),
        ])
    }
}

impl FromValue for User {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for User {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for User {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UserDetail {
    pub arn: Option<String>,
    pub attached_managed_policies: Option<Vec<AttachedPolicy>>,
    pub create_date: Option<crate::Timestamp>,
    pub group_list: Option<Vec<String>>,
    pub path: Option<String>,
    pub permissions_boundary: Option<AttachedPermissionsBoundary>,
    pub tags: Option<Vec<Tag>>,
    pub user_id: Option<String>,
    pub user_name: Option<String>,
    pub user_policy_list: Option<Vec<PolicyDetail>>,
}

static USER_DETAIL_STRUCTURE: Structure = Structure {
    name: "UserDetail",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AttachedManagedPolicies",
            wire_name: "AttachedManagedPolicies",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(AttachedPolicy::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "CreateDate",
            wire_name: "CreateDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "GroupList",
            wire_name: "GroupList",
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
            name: "Path",
            wire_name: "Path",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(512),
                pattern: Some("(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PermissionsBoundary",
            wire_name: "PermissionsBoundary",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AttachedPermissionsBoundary::STRUCTURE),
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UserId",
            wire_name: "UserId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserName",
            wire_name: "UserName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserPolicyList",
            wire_name: "UserPolicyList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDetail::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
    ],
};

impl UserDetail {
    const STRUCTURE: &'static Structure = &USER_DETAIL_STRUCTURE;
}

impl Decode for UserDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            arn: members.optional(0)?,
            attached_managed_policies: members.optional(1)?,
            create_date: members.optional(2)?,
            group_list: members.optional(3)?,
            path: members.optional(4)?,
            permissions_boundary: members.optional(5)?,
            tags: members.optional(6)?,
            user_id: members.optional(7)?,
            user_name: members.optional(8)?,
            user_policy_list: members.optional(9)?,
        })
    }
}

impl Encode for UserDetail {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.arn.map(IntoValue::into_value),
            self.attached_managed_policies.map(IntoValue::into_value),
            self.create_date.map(IntoValue::into_value),
            self.group_list.map(IntoValue::into_value),
            self.path.map(IntoValue::into_value),
            self.permissions_boundary.map(IntoValue::into_value),
            self.tags.map(IntoValue::into_value),
            self.user_id.map(IntoValue::into_value),
            self.user_name.map(IntoValue::into_value),
            self.user_policy_list.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for UserDetail {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for UserDetail {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for UserDetail {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct VirtualMFADevice {
    pub base32_string_seed: Option<Vec<u8>>,
    pub enable_date: Option<crate::Timestamp>,
    pub qr_code_png: Option<Vec<u8>>,
    pub serial_number: String,
    pub tags: Option<Vec<Tag>>,
    pub user: Option<User>,
}

static VIRTUAL_MFA_DEVICE_STRUCTURE: Structure = Structure {
    name: "VirtualMFADevice",
    members: &[
        Member {
            name: "Base32StringSeed",
            wire_name: "Base32StringSeed",
            location: Location::Body,
            required: false,
            shape: &Shape::Blob,
        },
        Member {
            name: "EnableDate",
            wire_name: "EnableDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "QRCodePNG",
            wire_name: "QRCodePNG",
            location: Location::Body,
            required: false,
            shape: &Shape::Blob,
        },
        Member {
            name: "SerialNumber",
            wire_name: "SerialNumber",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(9),
                max: Some(256),
                pattern: Some("[\\w+=/:,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Tags",
            wire_name: "Tags",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(Tag::STRUCTURE),
                member_name: "member",
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "User",
            wire_name: "User",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(User::STRUCTURE),
        },
    ],
};

impl VirtualMFADevice {
    const STRUCTURE: &'static Structure = &VIRTUAL_MFA_DEVICE_STRUCTURE;
}

impl Decode for VirtualMFADevice {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            base32_string_seed: members.optional(0)?,
            enable_date: members.optional(1)?,
            qr_code_png: members.optional(2)?,
            serial_number: members.required(3)?,
            tags: members.optional(4)?,
            user: members.optional(5)?,
        })
    }
}

impl Encode for VirtualMFADevice {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.base32_string_seed.map(IntoValue::into_value),
            self.enable_date.map(IntoValue::into_value),
            self.qr_code_png.map(IntoValue::into_value),
            Some(self.serial_number.into_value()),
            self.tags.map(IntoValue::into_value),
            self.user.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for VirtualMFADevice {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for VirtualMFADevice {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for VirtualMFADevice {}

pub mod errors {
    use super::{ErrorShape, Fault};

    pub static CONCURRENT_MODIFICATION_EXCEPTION: ErrorShape = ErrorShape {
        name: "ConcurrentModificationException",
        code: "ConcurrentModification",
        status: 409,
        fault: Fault::Sender,
    };
    pub static CREDENTIAL_REPORT_EXPIRED_EXCEPTION: ErrorShape = ErrorShape {
        name: "CredentialReportExpiredException",
        code: "ReportExpired",
        status: 410,
        fault: Fault::Sender,
    };
    pub static CREDENTIAL_REPORT_NOT_PRESENT_EXCEPTION: ErrorShape = ErrorShape {
        name: "CredentialReportNotPresentException",
        code: "ReportNotPresent",
        status: 410,
        fault: Fault::Sender,
    };
    pub static CREDENTIAL_REPORT_NOT_READY_EXCEPTION: ErrorShape = ErrorShape {
        name: "CredentialReportNotReadyException",
        code: "ReportInProgress",
        status: 404,
        fault: Fault::Sender,
    };
    pub static DELETE_CONFLICT_EXCEPTION: ErrorShape = ErrorShape {
        name: "DeleteConflictException",
        code: "DeleteConflict",
        status: 409,
        fault: Fault::Sender,
    };
    pub static ENTITY_ALREADY_EXISTS_EXCEPTION: ErrorShape = ErrorShape {
        name: "EntityAlreadyExistsException",
        code: "EntityAlreadyExists",
        status: 409,
        fault: Fault::Sender,
    };
    pub static ENTITY_TEMPORARILY_UNMODIFIABLE_EXCEPTION: ErrorShape = ErrorShape {
        name: "EntityTemporarilyUnmodifiableException",
        code: "EntityTemporarilyUnmodifiable",
        status: 409,
        fault: Fault::Sender,
    };
    pub static FEATURE_DISABLED_EXCEPTION: ErrorShape = ErrorShape {
        name: "FeatureDisabledException",
        code: "FeatureDisabled",
        status: 404,
        fault: Fault::Sender,
    };
    pub static FEATURE_ENABLED_EXCEPTION: ErrorShape = ErrorShape {
        name: "FeatureEnabledException",
        code: "FeatureEnabled",
        status: 409,
        fault: Fault::Sender,
    };
    pub static INVALID_INPUT_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidInputException",
        code: "InvalidInput",
        status: 400,
        fault: Fault::Sender,
    };
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape {
        name: "LimitExceededException",
        code: "LimitExceeded",
        status: 409,
        fault: Fault::Sender,
    };
    pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: ErrorShape = ErrorShape {
        name: "MalformedPolicyDocumentException",
        code: "MalformedPolicyDocument",
        status: 400,
        fault: Fault::Sender,
    };
    pub static NO_SUCH_ENTITY_EXCEPTION: ErrorShape = ErrorShape {
        name: "NoSuchEntityException",
        code: "NoSuchEntity",
        status: 404,
        fault: Fault::Sender,
    };
    pub static OPEN_ID_IDP_COMMUNICATION_ERROR_EXCEPTION: ErrorShape = ErrorShape {
        name: "OpenIdIdpCommunicationErrorException",
        code: "OpenIdIdpCommunicationError",
        status: 400,
        fault: Fault::Sender,
    };
    pub static POLICY_EVALUATION_EXCEPTION: ErrorShape = ErrorShape {
        name: "PolicyEvaluationException",
        code: "PolicyEvaluation",
        status: 500,
        fault: Fault::Receiver,
    };
    pub static POLICY_NOT_ATTACHABLE_EXCEPTION: ErrorShape = ErrorShape {
        name: "PolicyNotAttachableException",
        code: "PolicyNotAttachable",
        status: 400,
        fault: Fault::Sender,
    };
    pub static SERVICE_FAILURE_EXCEPTION: ErrorShape = ErrorShape {
        name: "ServiceFailureException",
        code: "ServiceFailure",
        status: 500,
        fault: Fault::Receiver,
    };
    pub static SERVICE_NOT_SUPPORTED_EXCEPTION: ErrorShape = ErrorShape {
        name: "ServiceNotSupportedException",
        code: "NotSupportedService",
        status: 404,
        fault: Fault::Sender,
    };
    pub static UNMODIFIABLE_ENTITY_EXCEPTION: ErrorShape = ErrorShape {
        name: "UnmodifiableEntityException",
        code: "UnmodifiableEntity",
        status: 400,
        fault: Fault::Sender,
    };
}
