//! Written by `cargo xtask codegen` from the public service model. Do not edit.

#![expect(missing_docs, reason = "shapes are documented by their service's API reference")]

use crate::error::{ErrorShape, Fault};
use crate::schema::{Location, Member, Operation, Service, Shape, Structure};
use crate::value::{
    Decode, Encode, FromValue, IntoValue, ListMember, Members, ShapeMismatch, Value,
};

pub static GET_CALLER_IDENTITY: Operation = Operation {
    name: "GetCallerIdentity",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetCallerIdentityInput::STRUCTURE,
    output: GetCallerIdentityOutput::STRUCTURE,
    result_wrapper: Some("GetCallerIdentityResult"),
    errors: &[],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCallerIdentityInput {}

static GET_CALLER_IDENTITY_INPUT_STRUCTURE: Structure =
    Structure { name: "GetCallerIdentityInput", members: &[] };

impl GetCallerIdentityInput {
    const STRUCTURE: &'static Structure = &GET_CALLER_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for GetCallerIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(_: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {})
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCallerIdentityOutput {
    pub account: Option<String>,
    pub arn: Option<String>,
    pub user_id: Option<String>,
}

static GET_CALLER_IDENTITY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetCallerIdentityOutput",
    members: &[
        Member {
            name: "Account",
            wire_name: "Account",
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
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "UserId",
            wire_name: "UserId",
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

impl GetCallerIdentityOutput {
    const STRUCTURE: &'static Structure = &GET_CALLER_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for GetCallerIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.account.map(IntoValue::into_value),
            self.arn.map(IntoValue::into_value),
            self.user_id.map(IntoValue::into_value),
        ])
    }
}

pub static GET_ACCESS_KEY_INFO: Operation = Operation {
    name: "GetAccessKeyInfo",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetAccessKeyInfoInput::STRUCTURE,
    output: GetAccessKeyInfoOutput::STRUCTURE,
    result_wrapper: Some("GetAccessKeyInfoResult"),
    errors: &[],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccessKeyInfoInput {
    pub access_key_id: String,
}

static GET_ACCESS_KEY_INFO_INPUT_STRUCTURE: Structure = Structure {
    name: "GetAccessKeyInfoInput",
    members: &[Member {
        name: "AccessKeyId",
        wire_name: "AccessKeyId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(16),
            max: Some(128),
            pattern: Some("[\\w]*"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetAccessKeyInfoInput {
    const STRUCTURE: &'static Structure = &GET_ACCESS_KEY_INFO_INPUT_STRUCTURE;
}

impl Decode for GetAccessKeyInfoInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { access_key_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetAccessKeyInfoOutput {
    pub account: Option<String>,
}

static GET_ACCESS_KEY_INFO_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetAccessKeyInfoOutput",
    members: &[Member {
        name: "Account",
        wire_name: "Account",
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

impl GetAccessKeyInfoOutput {
    const STRUCTURE: &'static Structure = &GET_ACCESS_KEY_INFO_OUTPUT_STRUCTURE;
}

impl Encode for GetAccessKeyInfoOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.account.map(IntoValue::into_value)])
    }
}

pub static ASSUME_ROLE: Operation = Operation {
    name: "AssumeRole",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: AssumeRoleInput::STRUCTURE,
    output: AssumeRoleOutput::STRUCTURE,
    result_wrapper: Some("AssumeRoleResult"),
    errors: &[
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &errors::REGION_DISABLED_EXCEPTION,
        &errors::EXPIRED_TOKEN_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRoleInput {
    pub duration_seconds: Option<i32>,
    pub external_id: Option<String>,
    pub minimum_session_token_size: Option<i32>,
    pub policy: Option<String>,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub provided_contexts: Option<Vec<ProvidedContext>>,
    pub role_arn: String,
    pub role_session_name: String,
    pub serial_number: Option<String>,
    pub source_identity: Option<String>,
    pub tags: Option<Vec<Tag>>,
    pub token_code: Option<String>,
    pub transitive_tag_keys: Option<Vec<String>>,
}

static ASSUME_ROLE_INPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRoleInput",
    members: &[
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(900), max: Some(43_200), long: false },
        },
        Member {
            name: "ExternalId",
            wire_name: "ExternalId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(2),
                max: Some(1224),
                pattern: Some("[\\w+=,.@:\\/-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MinimumSessionTokenSize",
            wire_name: "MinimumSessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(4096), long: false },
        },
        Member {
            name: "Policy",
            wire_name: "Policy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: None,
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyArns",
            wire_name: "PolicyArns",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDescriptorType::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "ProvidedContexts",
            wire_name: "ProvidedContexts",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(ProvidedContext::STRUCTURE),
                member_name: "member",
                min: Some(1),
                max: Some(5),
            },
        },
        Member {
            name: "RoleArn",
            wire_name: "RoleArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleSessionName",
            wire_name: "RoleSessionName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SerialNumber",
            wire_name: "SerialNumber",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(9),
                max: Some(256),
                pattern: Some("[\\w+=/:,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SourceIdentity",
            wire_name: "SourceIdentity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
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
            name: "TokenCode",
            wire_name: "TokenCode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(6),
                max: Some(6),
                pattern: Some("[\\d]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TransitiveTagKeys",
            wire_name: "TransitiveTagKeys",
            location: Location::Body,
            required: false,
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

impl AssumeRoleInput {
    const STRUCTURE: &'static Structure = &ASSUME_ROLE_INPUT_STRUCTURE;
}

impl Decode for AssumeRoleInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            duration_seconds: members.optional(0)?,
            external_id: members.optional(1)?,
            minimum_session_token_size: members.optional(2)?,
            policy: members.optional(3)?,
            policy_arns: members.optional(4)?,
            provided_contexts: members.optional(5)?,
            role_arn: members.required(6)?,
            role_session_name: members.required(7)?,
            serial_number: members.optional(8)?,
            source_identity: members.optional(9)?,
            tags: members.optional(10)?,
            token_code: members.optional(11)?,
            transitive_tag_keys: members.optional(12)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRoleOutput {
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub credentials: Option<Credentials>,
    pub packed_policy_size: Option<i32>,
    pub session_token_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
    pub source_identity: Option<String>,
}

static ASSUME_ROLE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRoleOutput",
    members: &[
        Member {
            name: "AssumedRoleUser",
            wire_name: "AssumedRoleUser",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AssumedRoleUser::STRUCTURE),
        },
        Member {
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "PackedPolicySize",
            wire_name: "PackedPolicySize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenSize",
            wire_name: "SessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenUtilization",
            wire_name: "SessionTokenUtilization",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SourceIdentity",
            wire_name: "SourceIdentity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AssumeRoleOutput {
    const STRUCTURE: &'static Structure = &ASSUME_ROLE_OUTPUT_STRUCTURE;
}

impl Encode for AssumeRoleOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.assumed_role_user.map(IntoValue::into_value),
            self.credentials.map(IntoValue::into_value),
            self.packed_policy_size.map(IntoValue::into_value),
            self.session_token_size.map(IntoValue::into_value),
            self.session_token_utilization.map(IntoValue::into_value),
            self.source_identity.map(IntoValue::into_value),
        ])
    }
}

pub static ASSUME_ROLE_WITH_WEB_IDENTITY: Operation = Operation {
    name: "AssumeRoleWithWebIdentity",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: false,
    input: AssumeRoleWithWebIdentityInput::STRUCTURE,
    output: AssumeRoleWithWebIdentityOutput::STRUCTURE,
    result_wrapper: Some("AssumeRoleWithWebIdentityResult"),
    errors: &[
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &errors::IDP_REJECTED_CLAIM_EXCEPTION,
        &errors::IDP_COMMUNICATION_ERROR_EXCEPTION,
        &errors::INVALID_IDENTITY_TOKEN_EXCEPTION,
        &errors::EXPIRED_TOKEN_EXCEPTION,
        &errors::REGION_DISABLED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRoleWithWebIdentityInput {
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
    pub policy: Option<String>,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub provider_id: Option<String>,
    pub role_arn: String,
    pub role_session_name: String,
    pub web_identity_token: crate::Secret,
}

static ASSUME_ROLE_WITH_WEB_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRoleWithWebIdentityInput",
    members: &[
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(900), max: Some(43_200), long: false },
        },
        Member {
            name: "MinimumSessionTokenSize",
            wire_name: "MinimumSessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(4096), long: false },
        },
        Member {
            name: "Policy",
            wire_name: "Policy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyArns",
            wire_name: "PolicyArns",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDescriptorType::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "ProviderId",
            wire_name: "ProviderId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(4),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleArn",
            wire_name: "RoleArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleSessionName",
            wire_name: "RoleSessionName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "WebIdentityToken",
            wire_name: "WebIdentityToken",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(4),
                max: Some(20_000),
                pattern: None,
                values: &[],
                secret: true,
                json_header: false,
            },
        },
    ],
};

impl AssumeRoleWithWebIdentityInput {
    const STRUCTURE: &'static Structure = &ASSUME_ROLE_WITH_WEB_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for AssumeRoleWithWebIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            duration_seconds: members.optional(0)?,
            minimum_session_token_size: members.optional(1)?,
            policy: members.optional(2)?,
            policy_arns: members.optional(3)?,
            provider_id: members.optional(4)?,
            role_arn: members.required(5)?,
            role_session_name: members.required(6)?,
            web_identity_token: members.required(7)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRoleWithWebIdentityOutput {
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub audience: Option<String>,
    pub credentials: Option<Credentials>,
    pub packed_policy_size: Option<i32>,
    pub provider: Option<String>,
    pub session_token_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
    pub source_identity: Option<String>,
    pub subject_from_web_identity_token: Option<String>,
}

static ASSUME_ROLE_WITH_WEB_IDENTITY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRoleWithWebIdentityOutput",
    members: &[
        Member {
            name: "AssumedRoleUser",
            wire_name: "AssumedRoleUser",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AssumedRoleUser::STRUCTURE),
        },
        Member {
            name: "Audience",
            wire_name: "Audience",
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
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "PackedPolicySize",
            wire_name: "PackedPolicySize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "Provider",
            wire_name: "Provider",
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
            name: "SessionTokenSize",
            wire_name: "SessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenUtilization",
            wire_name: "SessionTokenUtilization",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SourceIdentity",
            wire_name: "SourceIdentity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SubjectFromWebIdentityToken",
            wire_name: "SubjectFromWebIdentityToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(6),
                max: Some(255),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AssumeRoleWithWebIdentityOutput {
    const STRUCTURE: &'static Structure = &ASSUME_ROLE_WITH_WEB_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for AssumeRoleWithWebIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.assumed_role_user.map(IntoValue::into_value),
            self.audience.map(IntoValue::into_value),
            self.credentials.map(IntoValue::into_value),
            self.packed_policy_size.map(IntoValue::into_value),
            self.provider.map(IntoValue::into_value),
            self.session_token_size.map(IntoValue::into_value),
            self.session_token_utilization.map(IntoValue::into_value),
            self.source_identity.map(IntoValue::into_value),
            self.subject_from_web_identity_token.map(IntoValue::into_value),
        ])
    }
}

pub static ASSUME_ROLE_WITH_SAML: Operation = Operation {
    name: "AssumeRoleWithSAML",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: false,
    input: AssumeRoleWithSAMLInput::STRUCTURE,
    output: AssumeRoleWithSAMLOutput::STRUCTURE,
    result_wrapper: Some("AssumeRoleWithSAMLResult"),
    errors: &[
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &errors::IDP_REJECTED_CLAIM_EXCEPTION,
        &errors::INVALID_IDENTITY_TOKEN_EXCEPTION,
        &errors::EXPIRED_TOKEN_EXCEPTION,
        &errors::REGION_DISABLED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRoleWithSAMLInput {
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
    pub policy: Option<String>,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub principal_arn: String,
    pub role_arn: String,
    pub saml_assertion: crate::Secret,
}

static ASSUME_ROLE_WITH_SAML_INPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRoleWithSAMLInput",
    members: &[
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(900), max: Some(43_200), long: false },
        },
        Member {
            name: "MinimumSessionTokenSize",
            wire_name: "MinimumSessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(4096), long: false },
        },
        Member {
            name: "Policy",
            wire_name: "Policy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyArns",
            wire_name: "PolicyArns",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDescriptorType::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "PrincipalArn",
            wire_name: "PrincipalArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleArn",
            wire_name: "RoleArn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SAMLAssertion",
            wire_name: "SAMLAssertion",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(4),
                max: Some(100_000),
                pattern: None,
                values: &[],
                secret: true,
                json_header: false,
            },
        },
    ],
};

impl AssumeRoleWithSAMLInput {
    const STRUCTURE: &'static Structure = &ASSUME_ROLE_WITH_SAML_INPUT_STRUCTURE;
}

impl Decode for AssumeRoleWithSAMLInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            duration_seconds: members.optional(0)?,
            minimum_session_token_size: members.optional(1)?,
            policy: members.optional(2)?,
            policy_arns: members.optional(3)?,
            principal_arn: members.required(4)?,
            role_arn: members.required(5)?,
            saml_assertion: members.required(6)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRoleWithSAMLOutput {
    pub assumed_role_user: Option<AssumedRoleUser>,
    pub audience: Option<String>,
    pub credentials: Option<Credentials>,
    pub issuer: Option<String>,
    pub name_qualifier: Option<String>,
    pub packed_policy_size: Option<i32>,
    pub session_token_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
    pub source_identity: Option<String>,
    pub subject: Option<String>,
    pub subject_type: Option<String>,
}

static ASSUME_ROLE_WITH_SAML_OUTPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRoleWithSAMLOutput",
    members: &[
        Member {
            name: "AssumedRoleUser",
            wire_name: "AssumedRoleUser",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(AssumedRoleUser::STRUCTURE),
        },
        Member {
            name: "Audience",
            wire_name: "Audience",
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
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "Issuer",
            wire_name: "Issuer",
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
            name: "NameQualifier",
            wire_name: "NameQualifier",
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
            name: "PackedPolicySize",
            wire_name: "PackedPolicySize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenSize",
            wire_name: "SessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenUtilization",
            wire_name: "SessionTokenUtilization",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SourceIdentity",
            wire_name: "SourceIdentity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Subject",
            wire_name: "Subject",
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
            name: "SubjectType",
            wire_name: "SubjectType",
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

impl AssumeRoleWithSAMLOutput {
    const STRUCTURE: &'static Structure = &ASSUME_ROLE_WITH_SAML_OUTPUT_STRUCTURE;
}

impl Encode for AssumeRoleWithSAMLOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.assumed_role_user.map(IntoValue::into_value),
            self.audience.map(IntoValue::into_value),
            self.credentials.map(IntoValue::into_value),
            self.issuer.map(IntoValue::into_value),
            self.name_qualifier.map(IntoValue::into_value),
            self.packed_policy_size.map(IntoValue::into_value),
            self.session_token_size.map(IntoValue::into_value),
            self.session_token_utilization.map(IntoValue::into_value),
            self.source_identity.map(IntoValue::into_value),
            self.subject.map(IntoValue::into_value),
            self.subject_type.map(IntoValue::into_value),
        ])
    }
}

pub static DECODE_AUTHORIZATION_MESSAGE: Operation = Operation {
    name: "DecodeAuthorizationMessage",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: DecodeAuthorizationMessageInput::STRUCTURE,
    output: DecodeAuthorizationMessageOutput::STRUCTURE,
    result_wrapper: Some("DecodeAuthorizationMessageResult"),
    errors: &[&errors::INVALID_AUTHORIZATION_MESSAGE_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DecodeAuthorizationMessageInput {
    pub encoded_message: String,
}

static DECODE_AUTHORIZATION_MESSAGE_INPUT_STRUCTURE: Structure = Structure {
    name: "DecodeAuthorizationMessageInput",
    members: &[Member {
        name: "EncodedMessage",
        wire_name: "EncodedMessage",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(10_240),
            pattern: None,
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DecodeAuthorizationMessageInput {
    const STRUCTURE: &'static Structure = &DECODE_AUTHORIZATION_MESSAGE_INPUT_STRUCTURE;
}

impl Decode for DecodeAuthorizationMessageInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { encoded_message: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DecodeAuthorizationMessageOutput {
    pub decoded_message: Option<String>,
}

static DECODE_AUTHORIZATION_MESSAGE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DecodeAuthorizationMessageOutput",
    members: &[Member {
        name: "DecodedMessage",
        wire_name: "DecodedMessage",
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

impl DecodeAuthorizationMessageOutput {
    const STRUCTURE: &'static Structure = &DECODE_AUTHORIZATION_MESSAGE_OUTPUT_STRUCTURE;
}

impl Encode for DecodeAuthorizationMessageOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.decoded_message.map(IntoValue::into_value)])
    }
}

pub static GET_SESSION_TOKEN: Operation = Operation {
    name: "GetSessionToken",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetSessionTokenInput::STRUCTURE,
    output: GetSessionTokenOutput::STRUCTURE,
    result_wrapper: Some("GetSessionTokenResult"),
    errors: &[&errors::REGION_DISABLED_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSessionTokenInput {
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
    pub serial_number: Option<String>,
    pub token_code: Option<String>,
}

static GET_SESSION_TOKEN_INPUT_STRUCTURE: Structure = Structure {
    name: "GetSessionTokenInput",
    members: &[
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(900), max: Some(129_600), long: false },
        },
        Member {
            name: "MinimumSessionTokenSize",
            wire_name: "MinimumSessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(4096), long: false },
        },
        Member {
            name: "SerialNumber",
            wire_name: "SerialNumber",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(9),
                max: Some(256),
                pattern: Some("[\\w+=/:,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TokenCode",
            wire_name: "TokenCode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(6),
                max: Some(6),
                pattern: Some("[\\d]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetSessionTokenInput {
    const STRUCTURE: &'static Structure = &GET_SESSION_TOKEN_INPUT_STRUCTURE;
}

impl Decode for GetSessionTokenInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            duration_seconds: members.optional(0)?,
            minimum_session_token_size: members.optional(1)?,
            serial_number: members.optional(2)?,
            token_code: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetSessionTokenOutput {
    pub credentials: Option<Credentials>,
    pub session_token_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
}

static GET_SESSION_TOKEN_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetSessionTokenOutput",
    members: &[
        Member {
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "SessionTokenSize",
            wire_name: "SessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenUtilization",
            wire_name: "SessionTokenUtilization",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
    ],
};

impl GetSessionTokenOutput {
    const STRUCTURE: &'static Structure = &GET_SESSION_TOKEN_OUTPUT_STRUCTURE;
}

impl Encode for GetSessionTokenOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.credentials.map(IntoValue::into_value),
            self.session_token_size.map(IntoValue::into_value),
            self.session_token_utilization.map(IntoValue::into_value),
        ])
    }
}

pub static GET_FEDERATION_TOKEN: Operation = Operation {
    name: "GetFederationToken",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetFederationTokenInput::STRUCTURE,
    output: GetFederationTokenOutput::STRUCTURE,
    result_wrapper: Some("GetFederationTokenResult"),
    errors: &[
        &errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION,
        &errors::PACKED_POLICY_TOO_LARGE_EXCEPTION,
        &errors::REGION_DISABLED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetFederationTokenInput {
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
    pub name: String,
    pub policy: Option<String>,
    pub policy_arns: Option<Vec<PolicyDescriptorType>>,
    pub tags: Option<Vec<Tag>>,
}

static GET_FEDERATION_TOKEN_INPUT_STRUCTURE: Structure = Structure {
    name: "GetFederationTokenInput",
    members: &[
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(900), max: Some(129_600), long: false },
        },
        Member {
            name: "MinimumSessionTokenSize",
            wire_name: "MinimumSessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(4096), long: false },
        },
        Member {
            name: "Name",
            wire_name: "Name",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(2),
                max: Some(32),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Policy",
            wire_name: "Policy",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(2048),
                pattern: Some("[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PolicyArns",
            wire_name: "PolicyArns",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(PolicyDescriptorType::STRUCTURE),
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

impl GetFederationTokenInput {
    const STRUCTURE: &'static Structure = &GET_FEDERATION_TOKEN_INPUT_STRUCTURE;
}

impl Decode for GetFederationTokenInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            duration_seconds: members.optional(0)?,
            minimum_session_token_size: members.optional(1)?,
            name: members.required(2)?,
            policy: members.optional(3)?,
            policy_arns: members.optional(4)?,
            tags: members.optional(5)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetFederationTokenOutput {
    pub credentials: Option<Credentials>,
    pub federated_user: Option<FederatedUser>,
    pub packed_policy_size: Option<i32>,
    pub session_token_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
}

static GET_FEDERATION_TOKEN_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetFederationTokenOutput",
    members: &[
        Member {
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "FederatedUser",
            wire_name: "FederatedUser",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(FederatedUser::STRUCTURE),
        },
        Member {
            name: "PackedPolicySize",
            wire_name: "PackedPolicySize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenSize",
            wire_name: "SessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenUtilization",
            wire_name: "SessionTokenUtilization",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
    ],
};

impl GetFederationTokenOutput {
    const STRUCTURE: &'static Structure = &GET_FEDERATION_TOKEN_OUTPUT_STRUCTURE;
}

impl Encode for GetFederationTokenOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.credentials.map(IntoValue::into_value),
            self.federated_user.map(IntoValue::into_value),
            self.packed_policy_size.map(IntoValue::into_value),
            self.session_token_size.map(IntoValue::into_value),
            self.session_token_utilization.map(IntoValue::into_value),
        ])
    }
}

pub static GET_WEB_IDENTITY_TOKEN: Operation = Operation {
    name: "GetWebIdentityToken",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetWebIdentityTokenInput::STRUCTURE,
    output: GetWebIdentityTokenOutput::STRUCTURE,
    result_wrapper: Some("GetWebIdentityTokenResult"),
    errors: &[
        &errors::SESSION_DURATION_ESCALATION_EXCEPTION,
        &errors::OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION,
        &errors::JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetWebIdentityTokenInput {
    pub audience: Vec<String>,
    pub duration_seconds: Option<i32>,
    pub signing_algorithm: String,
    pub tags: Option<Vec<Tag>>,
}

static GET_WEB_IDENTITY_TOKEN_INPUT_STRUCTURE: Structure = Structure {
    name: "GetWebIdentityTokenInput",
    members: &[
        Member {
            name: "Audience",
            wire_name: "Audience",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(1000),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                member_name: "member",
                min: Some(1),
                max: Some(10),
            },
        },
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(60), max: Some(3600), long: false },
        },
        Member {
            name: "SigningAlgorithm",
            wire_name: "SigningAlgorithm",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(5),
                max: Some(5),
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

impl GetWebIdentityTokenInput {
    const STRUCTURE: &'static Structure = &GET_WEB_IDENTITY_TOKEN_INPUT_STRUCTURE;
}

impl Decode for GetWebIdentityTokenInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            audience: members.required(0)?,
            duration_seconds: members.optional(1)?,
            signing_algorithm: members.required(2)?,
            tags: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetWebIdentityTokenOutput {
    pub expiration: Option<crate::Timestamp>,
    pub web_identity_token: Option<crate::Secret>,
}

static GET_WEB_IDENTITY_TOKEN_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetWebIdentityTokenOutput",
    members: &[
        Member {
            name: "Expiration",
            wire_name: "Expiration",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "WebIdentityToken",
            wire_name: "WebIdentityToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &[],
                secret: true,
                json_header: false,
            },
        },
    ],
};

impl GetWebIdentityTokenOutput {
    const STRUCTURE: &'static Structure = &GET_WEB_IDENTITY_TOKEN_OUTPUT_STRUCTURE;
}

impl Encode for GetWebIdentityTokenOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.expiration.map(IntoValue::into_value),
            self.web_identity_token.map(IntoValue::into_value),
        ])
    }
}

pub static ASSUME_ROOT: Operation = Operation {
    name: "AssumeRoot",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: AssumeRootInput::STRUCTURE,
    output: AssumeRootOutput::STRUCTURE,
    result_wrapper: Some("AssumeRootResult"),
    errors: &[&errors::REGION_DISABLED_EXCEPTION, &errors::EXPIRED_TOKEN_EXCEPTION],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRootInput {
    pub duration_seconds: Option<i32>,
    pub minimum_session_token_size: Option<i32>,
    pub target_principal: String,
    pub task_policy_arn: PolicyDescriptorType,
}

static ASSUME_ROOT_INPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRootInput",
    members: &[
        Member {
            name: "DurationSeconds",
            wire_name: "DurationSeconds",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(900), long: false },
        },
        Member {
            name: "MinimumSessionTokenSize",
            wire_name: "MinimumSessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: Some(4096), long: false },
        },
        Member {
            name: "TargetPrincipal",
            wire_name: "TargetPrincipal",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(12),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "TaskPolicyArn",
            wire_name: "TaskPolicyArn",
            location: Location::Body,
            required: true,
            shape: &Shape::Structure(PolicyDescriptorType::STRUCTURE),
        },
    ],
};

impl AssumeRootInput {
    const STRUCTURE: &'static Structure = &ASSUME_ROOT_INPUT_STRUCTURE;
}

impl Decode for AssumeRootInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            duration_seconds: members.optional(0)?,
            minimum_session_token_size: members.optional(1)?,
            target_principal: members.required(2)?,
            task_policy_arn: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumeRootOutput {
    pub credentials: Option<Credentials>,
    pub session_token_size: Option<i32>,
    pub session_token_utilization: Option<i32>,
    pub source_identity: Option<String>,
}

static ASSUME_ROOT_OUTPUT_STRUCTURE: Structure = Structure {
    name: "AssumeRootOutput",
    members: &[
        Member {
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "SessionTokenSize",
            wire_name: "SessionTokenSize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SessionTokenUtilization",
            wire_name: "SessionTokenUtilization",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
        Member {
            name: "SourceIdentity",
            wire_name: "SourceIdentity",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(2),
                max: Some(64),
                pattern: Some("[\\w+=,.@-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AssumeRootOutput {
    const STRUCTURE: &'static Structure = &ASSUME_ROOT_OUTPUT_STRUCTURE;
}

impl Encode for AssumeRootOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.credentials.map(IntoValue::into_value),
            self.session_token_size.map(IntoValue::into_value),
            self.session_token_utilization.map(IntoValue::into_value),
            self.source_identity.map(IntoValue::into_value),
        ])
    }
}

pub static GET_DELEGATED_ACCESS_TOKEN: Operation = Operation {
    name: "GetDelegatedAccessToken",
    service: Service::Sts,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetDelegatedAccessTokenInput::STRUCTURE,
    output: GetDelegatedAccessTokenOutput::STRUCTURE,
    result_wrapper: Some("GetDelegatedAccessTokenResult"),
    errors: &[
        &errors::EXPIRED_TRADE_IN_TOKEN_EXCEPTION,
        &errors::REGION_DISABLED_EXCEPTION,
        &errors::PACKED_POLICY_TOO_LARGE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetDelegatedAccessTokenInput {
    pub trade_in_token: crate::Secret,
}

static GET_DELEGATED_ACCESS_TOKEN_INPUT_STRUCTURE: Structure = Structure {
    name: "GetDelegatedAccessTokenInput",
    members: &[Member {
        name: "TradeInToken",
        wire_name: "TradeInToken",
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
    }],
};

impl GetDelegatedAccessTokenInput {
    const STRUCTURE: &'static Structure = &GET_DELEGATED_ACCESS_TOKEN_INPUT_STRUCTURE;
}

impl Decode for GetDelegatedAccessTokenInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { trade_in_token: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetDelegatedAccessTokenOutput {
    pub assumed_principal: Option<String>,
    pub credentials: Option<Credentials>,
    pub packed_policy_size: Option<i32>,
}

static GET_DELEGATED_ACCESS_TOKEN_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetDelegatedAccessTokenOutput",
    members: &[
        Member {
            name: "AssumedPrincipal",
            wire_name: "AssumedPrincipal",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "PackedPolicySize",
            wire_name: "PackedPolicySize",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(0), max: None, long: false },
        },
    ],
};

impl GetDelegatedAccessTokenOutput {
    const STRUCTURE: &'static Structure = &GET_DELEGATED_ACCESS_TOKEN_OUTPUT_STRUCTURE;
}

impl Encode for GetDelegatedAccessTokenOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.assumed_principal.map(IntoValue::into_value),
            self.credentials.map(IntoValue::into_value),
            self.packed_policy_size.map(IntoValue::into_value),
        ])
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct AssumedRoleUser {
    pub arn: String,
    pub assumed_role_id: String,
}

static ASSUMED_ROLE_USER_STRUCTURE: Structure = Structure {
    name: "AssumedRoleUser",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "AssumedRoleId",
            wire_name: "AssumedRoleId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(2),
                max: Some(193),
                pattern: Some("[\\w+=,.@:-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl AssumedRoleUser {
    const STRUCTURE: &'static Structure = &ASSUMED_ROLE_USER_STRUCTURE;
}

impl Decode for AssumedRoleUser {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { arn: members.required(0)?, assumed_role_id: members.required(1)? })
    }
}

impl Encode for AssumedRoleUser {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.arn.into_value()), Some(self.assumed_role_id.into_value())])
    }
}

impl FromValue for AssumedRoleUser {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for AssumedRoleUser {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for AssumedRoleUser {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Credentials {
    pub access_key_id: String,
    pub expiration: crate::Timestamp,
    pub secret_access_key: crate::Secret,
    pub session_token: crate::Secret,
}

static CREDENTIALS_STRUCTURE: Structure = Structure {
    name: "Credentials",
    members: &[
        Member {
            name: "AccessKeyId",
            wire_name: "AccessKeyId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(16),
                max: Some(128),
                pattern: Some("[\\w]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Expiration",
            wire_name: "Expiration",
            location: Location::Body,
            required: true,
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
            name: "SessionToken",
            wire_name: "SessionToken",
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
    ],
};

impl Credentials {
    const STRUCTURE: &'static Structure = &CREDENTIALS_STRUCTURE;
}

impl Decode for Credentials {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            access_key_id: members.required(0)?,
            expiration: members.required(1)?,
            secret_access_key: members.required(2)?,
            session_token: members.required(3)?,
        })
    }
}

impl Encode for Credentials {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.access_key_id.into_value()),
            Some(self.expiration.into_value()),
            Some(self.secret_access_key.into_value()),
            Some(self.session_token.into_value()),
        ])
    }
}

impl FromValue for Credentials {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for Credentials {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for Credentials {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct FederatedUser {
    pub arn: String,
    pub federated_user_id: String,
}

static FEDERATED_USER_STRUCTURE: Structure = Structure {
    name: "FederatedUser",
    members: &[
        Member {
            name: "Arn",
            wire_name: "Arn",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "FederatedUserId",
            wire_name: "FederatedUserId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(2),
                max: Some(193),
                pattern: Some("[\\w+=,.@\\:-]*"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl FederatedUser {
    const STRUCTURE: &'static Structure = &FEDERATED_USER_STRUCTURE;
}

impl Decode for FederatedUser {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { arn: members.required(0)?, federated_user_id: members.required(1)? })
    }
}

impl Encode for FederatedUser {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.arn.into_value()), Some(self.federated_user_id.into_value())])
    }
}

impl FromValue for FederatedUser {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for FederatedUser {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for FederatedUser {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct PolicyDescriptorType {
    pub arn: Option<String>,
}

static POLICY_DESCRIPTOR_TYPE_STRUCTURE: Structure = Structure {
    name: "PolicyDescriptorType",
    members: &[Member {
        name: "arn",
        wire_name: "arn",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(20),
            max: Some(2048),
            pattern: Some(
                "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
            ),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl PolicyDescriptorType {
    const STRUCTURE: &'static Structure = &POLICY_DESCRIPTOR_TYPE_STRUCTURE;
}

impl Decode for PolicyDescriptorType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { arn: members.optional(0)? })
    }
}

impl Encode for PolicyDescriptorType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.arn.map(IntoValue::into_value)])
    }
}

impl FromValue for PolicyDescriptorType {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for PolicyDescriptorType {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for PolicyDescriptorType {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProvidedContext {
    pub context_assertion: Option<String>,
    pub provider_arn: Option<String>,
}

static PROVIDED_CONTEXT_STRUCTURE: Structure = Structure {
    name: "ProvidedContext",
    members: &[
        Member {
            name: "ContextAssertion",
            wire_name: "ContextAssertion",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(4),
                max: Some(2048),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ProviderArn",
            wire_name: "ProviderArn",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(20),
                max: Some(2048),
                pattern: Some(
                    "[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF\\uE000-\\uFFFD\\u10000-\\u10FFFF]+",
                ),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ProvidedContext {
    const STRUCTURE: &'static Structure = &PROVIDED_CONTEXT_STRUCTURE;
}

impl Decode for ProvidedContext {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { context_assertion: members.optional(0)?, provider_arn: members.optional(1)? })
    }
}

impl Encode for ProvidedContext {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.context_assertion.map(IntoValue::into_value),
            self.provider_arn.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for ProvidedContext {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for ProvidedContext {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for ProvidedContext {}

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

pub mod errors {
    use super::{ErrorShape, Fault};

    pub static EXPIRED_TOKEN_EXCEPTION: ErrorShape = ErrorShape {
        name: "ExpiredTokenException",
        code: "ExpiredTokenException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static EXPIRED_TRADE_IN_TOKEN_EXCEPTION: ErrorShape = ErrorShape {
        name: "ExpiredTradeInTokenException",
        code: "ExpiredTradeInTokenException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static IDP_COMMUNICATION_ERROR_EXCEPTION: ErrorShape = ErrorShape {
        name: "IDPCommunicationErrorException",
        code: "IDPCommunicationError",
        status: 400,
        fault: Fault::Sender,
    };
    pub static IDP_REJECTED_CLAIM_EXCEPTION: ErrorShape = ErrorShape {
        name: "IDPRejectedClaimException",
        code: "IDPRejectedClaim",
        status: 403,
        fault: Fault::Sender,
    };
    pub static INVALID_AUTHORIZATION_MESSAGE_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidAuthorizationMessageException",
        code: "InvalidAuthorizationMessageException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static INVALID_IDENTITY_TOKEN_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidIdentityTokenException",
        code: "InvalidIdentityToken",
        status: 400,
        fault: Fault::Sender,
    };
    pub static JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape {
        name: "JWTPayloadSizeExceededException",
        code: "JWTPayloadSizeExceededException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static MALFORMED_POLICY_DOCUMENT_EXCEPTION: ErrorShape = ErrorShape {
        name: "MalformedPolicyDocumentException",
        code: "MalformedPolicyDocument",
        status: 400,
        fault: Fault::Sender,
    };
    pub static OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION: ErrorShape = ErrorShape {
        name: "OutboundWebIdentityFederationDisabledException",
        code: "OutboundWebIdentityFederationDisabledException",
        status: 403,
        fault: Fault::Sender,
    };
    pub static PACKED_POLICY_TOO_LARGE_EXCEPTION: ErrorShape = ErrorShape {
        name: "PackedPolicyTooLargeException",
        code: "PackedPolicyTooLarge",
        status: 400,
        fault: Fault::Sender,
    };
    pub static REGION_DISABLED_EXCEPTION: ErrorShape = ErrorShape {
        name: "RegionDisabledException",
        code: "RegionDisabledException",
        status: 403,
        fault: Fault::Sender,
    };
    pub static SESSION_DURATION_ESCALATION_EXCEPTION: ErrorShape = ErrorShape {
        name: "SessionDurationEscalationException",
        code: "SessionDurationEscalationException",
        status: 403,
        fault: Fault::Sender,
    };
}
