//! Written by `cargo xtask codegen` from the public service model. Do not edit.

#![expect(missing_docs, reason = "shapes are documented by their service's API reference")]

use crate::error::{ErrorShape, Fault};
use crate::schema::{Location, Member, Operation, Service, Shape, Structure};
use crate::value::{
    Decode, Encode, FromValue, IntoValue, ListMember, Members, ShapeMismatch, Value,
};

pub static CREATE_IDENTITY_POOL: Operation = Operation {
    name: "CreateIdentityPool",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: CreateIdentityPoolInput::STRUCTURE,
    output: CreateIdentityPoolOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateIdentityPoolInput {
    pub allow_classic_flow: Option<bool>,
    pub allow_unauthenticated_identities: bool,
    pub cognito_identity_providers: Option<Vec<CognitoIdentityProvider>>,
    pub developer_provider_name: Option<String>,
    pub identity_pool_name: String,
    pub identity_pool_tags: Option<std::collections::BTreeMap<String, String>>,
    pub open_id_connect_provider_arns: Option<Vec<String>>,
    pub saml_provider_arns: Option<Vec<String>>,
    pub supported_login_providers: Option<std::collections::BTreeMap<String, String>>,
}

static CREATE_IDENTITY_POOL_INPUT_STRUCTURE: Structure = Structure {
    name: "CreateIdentityPoolInput",
    members: &[
        Member {
            name: "AllowClassicFlow",
            wire_name: "AllowClassicFlow",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "AllowUnauthenticatedIdentities",
            wire_name: "AllowUnauthenticatedIdentities",
            location: Location::Body,
            required: true,
            shape: &Shape::Boolean,
        },
        Member {
            name: "CognitoIdentityProviders",
            wire_name: "CognitoIdentityProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(CognitoIdentityProvider::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
            location: Location::Body,
            required: false,
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
            name: "IdentityPoolName",
            wire_name: "IdentityPoolName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w\\s+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolTags",
            wire_name: "IdentityPoolTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(0),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "OpenIdConnectProviderARNs",
            wire_name: "OpenIdConnectProviderARNs",
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
        Member {
            name: "SamlProviderARNs",
            wire_name: "SamlProviderARNs",
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
        Member {
            name: "SupportedLoginProviders",
            wire_name: "SupportedLoginProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w.;_/-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl CreateIdentityPoolInput {
    const STRUCTURE: &'static Structure = &CREATE_IDENTITY_POOL_INPUT_STRUCTURE;
}

impl Decode for CreateIdentityPoolInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            allow_classic_flow: members.optional(0)?,
            allow_unauthenticated_identities: members.required(1)?,
            cognito_identity_providers: members.optional(2)?,
            developer_provider_name: members.optional(3)?,
            identity_pool_name: members.required(4)?,
            identity_pool_tags: members.optional(5)?,
            open_id_connect_provider_arns: members.optional(6)?,
            saml_provider_arns: members.optional(7)?,
            supported_login_providers: members.optional(8)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CreateIdentityPoolOutput {
    pub allow_classic_flow: Option<bool>,
    pub allow_unauthenticated_identities: bool,
    pub cognito_identity_providers: Option<Vec<CognitoIdentityProvider>>,
    pub developer_provider_name: Option<String>,
    pub identity_pool_id: String,
    pub identity_pool_name: String,
    pub identity_pool_tags: Option<std::collections::BTreeMap<String, String>>,
    pub open_id_connect_provider_arns: Option<Vec<String>>,
    pub saml_provider_arns: Option<Vec<String>>,
    pub supported_login_providers: Option<std::collections::BTreeMap<String, String>>,
}

static CREATE_IDENTITY_POOL_OUTPUT_STRUCTURE: Structure = Structure {
    name: "CreateIdentityPoolOutput",
    members: &[
        Member {
            name: "AllowClassicFlow",
            wire_name: "AllowClassicFlow",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "AllowUnauthenticatedIdentities",
            wire_name: "AllowUnauthenticatedIdentities",
            location: Location::Body,
            required: true,
            shape: &Shape::Boolean,
        },
        Member {
            name: "CognitoIdentityProviders",
            wire_name: "CognitoIdentityProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(CognitoIdentityProvider::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
            location: Location::Body,
            required: false,
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
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolName",
            wire_name: "IdentityPoolName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w\\s+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolTags",
            wire_name: "IdentityPoolTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(0),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "OpenIdConnectProviderARNs",
            wire_name: "OpenIdConnectProviderARNs",
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
        Member {
            name: "SamlProviderARNs",
            wire_name: "SamlProviderARNs",
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
        Member {
            name: "SupportedLoginProviders",
            wire_name: "SupportedLoginProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w.;_/-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl CreateIdentityPoolOutput {
    const STRUCTURE: &'static Structure = &CREATE_IDENTITY_POOL_OUTPUT_STRUCTURE;
}

impl Encode for CreateIdentityPoolOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.allow_classic_flow.map(IntoValue::into_value),
            Some(self.allow_unauthenticated_identities.into_value()),
            self.cognito_identity_providers.map(IntoValue::into_value),
            self.developer_provider_name.map(IntoValue::into_value),
            Some(self.identity_pool_id.into_value()),
            Some(self.identity_pool_name.into_value()),
            self.identity_pool_tags.map(IntoValue::into_value),
            self.open_id_connect_provider_arns.map(IntoValue::into_value),
            self.saml_provider_arns.map(IntoValue::into_value),
            self.supported_login_providers.map(IntoValue::into_value),
        ])
    }
}

pub static UPDATE_IDENTITY_POOL: Operation = Operation {
    name: "UpdateIdentityPool",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: UpdateIdentityPoolInput::STRUCTURE,
    output: UpdateIdentityPoolOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateIdentityPoolInput {
    pub allow_classic_flow: Option<bool>,
    pub allow_unauthenticated_identities: bool,
    pub cognito_identity_providers: Option<Vec<CognitoIdentityProvider>>,
    pub developer_provider_name: Option<String>,
    pub identity_pool_id: String,
    pub identity_pool_name: String,
    pub identity_pool_tags: Option<std::collections::BTreeMap<String, String>>,
    pub open_id_connect_provider_arns: Option<Vec<String>>,
    pub saml_provider_arns: Option<Vec<String>>,
    pub supported_login_providers: Option<std::collections::BTreeMap<String, String>>,
}

static UPDATE_IDENTITY_POOL_INPUT_STRUCTURE: Structure = Structure {
    name: "UpdateIdentityPoolInput",
    members: &[
        Member {
            name: "AllowClassicFlow",
            wire_name: "AllowClassicFlow",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "AllowUnauthenticatedIdentities",
            wire_name: "AllowUnauthenticatedIdentities",
            location: Location::Body,
            required: true,
            shape: &Shape::Boolean,
        },
        Member {
            name: "CognitoIdentityProviders",
            wire_name: "CognitoIdentityProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(CognitoIdentityProvider::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
            location: Location::Body,
            required: false,
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
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolName",
            wire_name: "IdentityPoolName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w\\s+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolTags",
            wire_name: "IdentityPoolTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(0),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "OpenIdConnectProviderARNs",
            wire_name: "OpenIdConnectProviderARNs",
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
        Member {
            name: "SamlProviderARNs",
            wire_name: "SamlProviderARNs",
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
        Member {
            name: "SupportedLoginProviders",
            wire_name: "SupportedLoginProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w.;_/-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl UpdateIdentityPoolInput {
    const STRUCTURE: &'static Structure = &UPDATE_IDENTITY_POOL_INPUT_STRUCTURE;
}

impl Decode for UpdateIdentityPoolInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            allow_classic_flow: members.optional(0)?,
            allow_unauthenticated_identities: members.required(1)?,
            cognito_identity_providers: members.optional(2)?,
            developer_provider_name: members.optional(3)?,
            identity_pool_id: members.required(4)?,
            identity_pool_name: members.required(5)?,
            identity_pool_tags: members.optional(6)?,
            open_id_connect_provider_arns: members.optional(7)?,
            saml_provider_arns: members.optional(8)?,
            supported_login_providers: members.optional(9)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UpdateIdentityPoolOutput {
    pub allow_classic_flow: Option<bool>,
    pub allow_unauthenticated_identities: bool,
    pub cognito_identity_providers: Option<Vec<CognitoIdentityProvider>>,
    pub developer_provider_name: Option<String>,
    pub identity_pool_id: String,
    pub identity_pool_name: String,
    pub identity_pool_tags: Option<std::collections::BTreeMap<String, String>>,
    pub open_id_connect_provider_arns: Option<Vec<String>>,
    pub saml_provider_arns: Option<Vec<String>>,
    pub supported_login_providers: Option<std::collections::BTreeMap<String, String>>,
}

static UPDATE_IDENTITY_POOL_OUTPUT_STRUCTURE: Structure = Structure {
    name: "UpdateIdentityPoolOutput",
    members: &[
        Member {
            name: "AllowClassicFlow",
            wire_name: "AllowClassicFlow",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "AllowUnauthenticatedIdentities",
            wire_name: "AllowUnauthenticatedIdentities",
            location: Location::Body,
            required: true,
            shape: &Shape::Boolean,
        },
        Member {
            name: "CognitoIdentityProviders",
            wire_name: "CognitoIdentityProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(CognitoIdentityProvider::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
            location: Location::Body,
            required: false,
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
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolName",
            wire_name: "IdentityPoolName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w\\s+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolTags",
            wire_name: "IdentityPoolTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(0),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "OpenIdConnectProviderARNs",
            wire_name: "OpenIdConnectProviderARNs",
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
        Member {
            name: "SamlProviderARNs",
            wire_name: "SamlProviderARNs",
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
        Member {
            name: "SupportedLoginProviders",
            wire_name: "SupportedLoginProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w.;_/-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl UpdateIdentityPoolOutput {
    const STRUCTURE: &'static Structure = &UPDATE_IDENTITY_POOL_OUTPUT_STRUCTURE;
}

impl Encode for UpdateIdentityPoolOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.allow_classic_flow.map(IntoValue::into_value),
            Some(self.allow_unauthenticated_identities.into_value()),
            self.cognito_identity_providers.map(IntoValue::into_value),
            self.developer_provider_name.map(IntoValue::into_value),
            Some(self.identity_pool_id.into_value()),
            Some(self.identity_pool_name.into_value()),
            self.identity_pool_tags.map(IntoValue::into_value),
            self.open_id_connect_provider_arns.map(IntoValue::into_value),
            self.saml_provider_arns.map(IntoValue::into_value),
            self.supported_login_providers.map(IntoValue::into_value),
        ])
    }
}

pub static DESCRIBE_IDENTITY_POOL: Operation = Operation {
    name: "DescribeIdentityPool",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: DescribeIdentityPoolInput::STRUCTURE,
    output: DescribeIdentityPoolOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeIdentityPoolInput {
    pub identity_pool_id: String,
}

static DESCRIBE_IDENTITY_POOL_INPUT_STRUCTURE: Structure = Structure {
    name: "DescribeIdentityPoolInput",
    members: &[Member {
        name: "IdentityPoolId",
        wire_name: "IdentityPoolId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(55),
            pattern: Some("[\\w-]+:[0-9a-f-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeIdentityPoolInput {
    const STRUCTURE: &'static Structure = &DESCRIBE_IDENTITY_POOL_INPUT_STRUCTURE;
}

impl Decode for DescribeIdentityPoolInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { identity_pool_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeIdentityPoolOutput {
    pub allow_classic_flow: Option<bool>,
    pub allow_unauthenticated_identities: bool,
    pub cognito_identity_providers: Option<Vec<CognitoIdentityProvider>>,
    pub developer_provider_name: Option<String>,
    pub identity_pool_id: String,
    pub identity_pool_name: String,
    pub identity_pool_tags: Option<std::collections::BTreeMap<String, String>>,
    pub open_id_connect_provider_arns: Option<Vec<String>>,
    pub saml_provider_arns: Option<Vec<String>>,
    pub supported_login_providers: Option<std::collections::BTreeMap<String, String>>,
}

static DESCRIBE_IDENTITY_POOL_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DescribeIdentityPoolOutput",
    members: &[
        Member {
            name: "AllowClassicFlow",
            wire_name: "AllowClassicFlow",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "AllowUnauthenticatedIdentities",
            wire_name: "AllowUnauthenticatedIdentities",
            location: Location::Body,
            required: true,
            shape: &Shape::Boolean,
        },
        Member {
            name: "CognitoIdentityProviders",
            wire_name: "CognitoIdentityProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(CognitoIdentityProvider::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
            location: Location::Body,
            required: false,
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
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolName",
            wire_name: "IdentityPoolName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w\\s+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolTags",
            wire_name: "IdentityPoolTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(0),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
        Member {
            name: "OpenIdConnectProviderARNs",
            wire_name: "OpenIdConnectProviderARNs",
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
        Member {
            name: "SamlProviderARNs",
            wire_name: "SamlProviderARNs",
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
        Member {
            name: "SupportedLoginProviders",
            wire_name: "SupportedLoginProviders",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("[\\w.;_/-]+"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl DescribeIdentityPoolOutput {
    const STRUCTURE: &'static Structure = &DESCRIBE_IDENTITY_POOL_OUTPUT_STRUCTURE;
}

impl Encode for DescribeIdentityPoolOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.allow_classic_flow.map(IntoValue::into_value),
            Some(self.allow_unauthenticated_identities.into_value()),
            self.cognito_identity_providers.map(IntoValue::into_value),
            self.developer_provider_name.map(IntoValue::into_value),
            Some(self.identity_pool_id.into_value()),
            Some(self.identity_pool_name.into_value()),
            self.identity_pool_tags.map(IntoValue::into_value),
            self.open_id_connect_provider_arns.map(IntoValue::into_value),
            self.saml_provider_arns.map(IntoValue::into_value),
            self.supported_login_providers.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_IDENTITY_POOL: Operation = Operation {
    name: "DeleteIdentityPool",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteIdentityPoolInput::STRUCTURE,
    output: DeleteIdentityPoolOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteIdentityPoolInput {
    pub identity_pool_id: String,
}

static DELETE_IDENTITY_POOL_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteIdentityPoolInput",
    members: &[Member {
        name: "IdentityPoolId",
        wire_name: "IdentityPoolId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(55),
            pattern: Some("[\\w-]+:[0-9a-f-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DeleteIdentityPoolInput {
    const STRUCTURE: &'static Structure = &DELETE_IDENTITY_POOL_INPUT_STRUCTURE;
}

impl Decode for DeleteIdentityPoolInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { identity_pool_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteIdentityPoolOutput {}

static DELETE_IDENTITY_POOL_OUTPUT_STRUCTURE: Structure =
    Structure { name: "DeleteIdentityPoolOutput", members: &[] };

impl DeleteIdentityPoolOutput {
    const STRUCTURE: &'static Structure = &DELETE_IDENTITY_POOL_OUTPUT_STRUCTURE;
}

impl Encode for DeleteIdentityPoolOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_IDENTITY_POOLS: Operation = Operation {
    name: "ListIdentityPools",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListIdentityPoolsInput::STRUCTURE,
    output: ListIdentityPoolsOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListIdentityPoolsInput {
    pub max_results: i32,
    pub next_token: Option<String>,
}

static LIST_IDENTITY_POOLS_INPUT_STRUCTURE: Structure = Structure {
    name: "ListIdentityPoolsInput",
    members: &[
        Member {
            name: "MaxResults",
            wire_name: "MaxResults",
            location: Location::Body,
            required: true,
            shape: &Shape::Integer { min: Some(1), max: Some(60), long: false },
        },
        Member {
            name: "NextToken",
            wire_name: "NextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_535),
                pattern: Some("[\\S]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListIdentityPoolsInput {
    const STRUCTURE: &'static Structure = &LIST_IDENTITY_POOLS_INPUT_STRUCTURE;
}

impl Decode for ListIdentityPoolsInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { max_results: members.required(0)?, next_token: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListIdentityPoolsOutput {
    pub identity_pools: Option<Vec<IdentityPoolShortDescription>>,
    pub next_token: Option<String>,
}

static LIST_IDENTITY_POOLS_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListIdentityPoolsOutput",
    members: &[
        Member {
            name: "IdentityPools",
            wire_name: "IdentityPools",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(IdentityPoolShortDescription::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "NextToken",
            wire_name: "NextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_535),
                pattern: Some("[\\S]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListIdentityPoolsOutput {
    const STRUCTURE: &'static Structure = &LIST_IDENTITY_POOLS_OUTPUT_STRUCTURE;
}

impl Encode for ListIdentityPoolsOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_pools.map(IntoValue::into_value),
            self.next_token.map(IntoValue::into_value),
        ])
    }
}

pub static SET_IDENTITY_POOL_ROLES: Operation = Operation {
    name: "SetIdentityPoolRoles",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: SetIdentityPoolRolesInput::STRUCTURE,
    output: SetIdentityPoolRolesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::CONCURRENT_MODIFICATION_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetIdentityPoolRolesInput {
    pub identity_pool_id: String,
    pub role_mappings: Option<std::collections::BTreeMap<String, RoleMapping>>,
    pub roles: std::collections::BTreeMap<String, String>,
}

static SET_IDENTITY_POOL_ROLES_INPUT_STRUCTURE: Structure = Structure {
    name: "SetIdentityPoolRolesInput",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleMappings",
            wire_name: "RoleMappings",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::Structure(RoleMapping::STRUCTURE),
                min: None,
                max: Some(10),
            },
        },
        Member {
            name: "Roles",
            wire_name: "Roles",
            location: Location::Body,
            required: true,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("(un)?authenticated"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(20),
                    max: Some(2048),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(2),
            },
        },
    ],
};

impl SetIdentityPoolRolesInput {
    const STRUCTURE: &'static Structure = &SET_IDENTITY_POOL_ROLES_INPUT_STRUCTURE;
}

impl Decode for SetIdentityPoolRolesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            identity_pool_id: members.required(0)?,
            role_mappings: members.optional(1)?,
            roles: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetIdentityPoolRolesOutput {}

static SET_IDENTITY_POOL_ROLES_OUTPUT_STRUCTURE: Structure =
    Structure { name: "SetIdentityPoolRolesOutput", members: &[] };

impl SetIdentityPoolRolesOutput {
    const STRUCTURE: &'static Structure = &SET_IDENTITY_POOL_ROLES_OUTPUT_STRUCTURE;
}

impl Encode for SetIdentityPoolRolesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_IDENTITY_POOL_ROLES: Operation = Operation {
    name: "GetIdentityPoolRoles",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetIdentityPoolRolesInput::STRUCTURE,
    output: GetIdentityPoolRolesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetIdentityPoolRolesInput {
    pub identity_pool_id: String,
}

static GET_IDENTITY_POOL_ROLES_INPUT_STRUCTURE: Structure = Structure {
    name: "GetIdentityPoolRolesInput",
    members: &[Member {
        name: "IdentityPoolId",
        wire_name: "IdentityPoolId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(55),
            pattern: Some("[\\w-]+:[0-9a-f-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetIdentityPoolRolesInput {
    const STRUCTURE: &'static Structure = &GET_IDENTITY_POOL_ROLES_INPUT_STRUCTURE;
}

impl Decode for GetIdentityPoolRolesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { identity_pool_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetIdentityPoolRolesOutput {
    pub identity_pool_id: Option<String>,
    pub role_mappings: Option<std::collections::BTreeMap<String, RoleMapping>>,
    pub roles: Option<std::collections::BTreeMap<String, String>>,
}

static GET_IDENTITY_POOL_ROLES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetIdentityPoolRolesOutput",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleMappings",
            wire_name: "RoleMappings",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::Structure(RoleMapping::STRUCTURE),
                min: None,
                max: Some(10),
            },
        },
        Member {
            name: "Roles",
            wire_name: "Roles",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: Some("(un)?authenticated"),
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(20),
                    max: Some(2048),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(2),
            },
        },
    ],
};

impl GetIdentityPoolRolesOutput {
    const STRUCTURE: &'static Structure = &GET_IDENTITY_POOL_ROLES_OUTPUT_STRUCTURE;
}

impl Encode for GetIdentityPoolRolesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_pool_id.map(IntoValue::into_value),
            self.role_mappings.map(IntoValue::into_value),
            self.roles.map(IntoValue::into_value),
        ])
    }
}

pub static GET_ID: Operation = Operation {
    name: "GetId",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: false,
    input: GetIdInput::STRUCTURE,
    output: GetIdOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::LIMIT_EXCEEDED_EXCEPTION,
        &errors::EXTERNAL_SERVICE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetIdInput {
    pub account_id: Option<String>,
    pub identity_pool_id: String,
    pub logins: Option<std::collections::BTreeMap<String, crate::Secret>>,
}

static GET_ID_INPUT_STRUCTURE: Structure = Structure {
    name: "GetIdInput",
    members: &[
        Member {
            name: "AccountId",
            wire_name: "AccountId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(15),
                pattern: Some("\\d+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(50_000),
                    pattern: None,
                    values: &[],
                    secret: true,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl GetIdInput {
    const STRUCTURE: &'static Structure = &GET_ID_INPUT_STRUCTURE;
}

impl Decode for GetIdInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            account_id: members.optional(0)?,
            identity_pool_id: members.required(1)?,
            logins: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetIdOutput {
    pub identity_id: Option<String>,
}

static GET_ID_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetIdOutput",
    members: &[Member {
        name: "IdentityId",
        wire_name: "IdentityId",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(1),
            max: Some(55),
            pattern: Some("[\\w-]+:[0-9a-f-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl GetIdOutput {
    const STRUCTURE: &'static Structure = &GET_ID_OUTPUT_STRUCTURE;
}

impl Encode for GetIdOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.identity_id.map(IntoValue::into_value)])
    }
}

pub static GET_CREDENTIALS_FOR_IDENTITY: Operation = Operation {
    name: "GetCredentialsForIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: false,
    input: GetCredentialsForIdentityInput::STRUCTURE,
    output: GetCredentialsForIdentityOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INVALID_IDENTITY_POOL_CONFIGURATION_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::EXTERNAL_SERVICE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCredentialsForIdentityInput {
    pub custom_role_arn: Option<String>,
    pub identity_id: String,
    pub logins: Option<std::collections::BTreeMap<String, crate::Secret>>,
}

static GET_CREDENTIALS_FOR_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetCredentialsForIdentityInput",
    members: &[
        Member {
            name: "CustomRoleArn",
            wire_name: "CustomRoleArn",
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
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(50_000),
                    pattern: None,
                    values: &[],
                    secret: true,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl GetCredentialsForIdentityInput {
    const STRUCTURE: &'static Structure = &GET_CREDENTIALS_FOR_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for GetCredentialsForIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            custom_role_arn: members.optional(0)?,
            identity_id: members.required(1)?,
            logins: members.optional(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetCredentialsForIdentityOutput {
    pub credentials: Option<Credentials>,
    pub identity_id: Option<String>,
}

static GET_CREDENTIALS_FOR_IDENTITY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetCredentialsForIdentityOutput",
    members: &[
        Member {
            name: "Credentials",
            wire_name: "Credentials",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(Credentials::STRUCTURE),
        },
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetCredentialsForIdentityOutput {
    const STRUCTURE: &'static Structure = &GET_CREDENTIALS_FOR_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for GetCredentialsForIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.credentials.map(IntoValue::into_value),
            self.identity_id.map(IntoValue::into_value),
        ])
    }
}

pub static GET_OPEN_ID_TOKEN: Operation = Operation {
    name: "GetOpenIdToken",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: false,
    input: GetOpenIdTokenInput::STRUCTURE,
    output: GetOpenIdTokenOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::EXTERNAL_SERVICE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOpenIdTokenInput {
    pub identity_id: String,
    pub logins: Option<std::collections::BTreeMap<String, crate::Secret>>,
}

static GET_OPEN_ID_TOKEN_INPUT_STRUCTURE: Structure = Structure {
    name: "GetOpenIdTokenInput",
    members: &[
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(50_000),
                    pattern: None,
                    values: &[],
                    secret: true,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
    ],
};

impl GetOpenIdTokenInput {
    const STRUCTURE: &'static Structure = &GET_OPEN_ID_TOKEN_INPUT_STRUCTURE;
}

impl Decode for GetOpenIdTokenInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { identity_id: members.required(0)?, logins: members.optional(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOpenIdTokenOutput {
    pub identity_id: Option<String>,
    pub token: Option<crate::Secret>,
}

static GET_OPEN_ID_TOKEN_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetOpenIdTokenOutput",
    members: &[
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Token",
            wire_name: "Token",
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

impl GetOpenIdTokenOutput {
    const STRUCTURE: &'static Structure = &GET_OPEN_ID_TOKEN_OUTPUT_STRUCTURE;
}

impl Encode for GetOpenIdTokenOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_id.map(IntoValue::into_value),
            self.token.map(IntoValue::into_value),
        ])
    }
}

pub static DESCRIBE_IDENTITY: Operation = Operation {
    name: "DescribeIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: DescribeIdentityInput::STRUCTURE,
    output: DescribeIdentityOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeIdentityInput {
    pub identity_id: String,
}

static DESCRIBE_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "DescribeIdentityInput",
    members: &[Member {
        name: "IdentityId",
        wire_name: "IdentityId",
        location: Location::Body,
        required: true,
        shape: &Shape::String {
            min: Some(1),
            max: Some(55),
            pattern: Some("[\\w-]+:[0-9a-f-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl DescribeIdentityInput {
    const STRUCTURE: &'static Structure = &DESCRIBE_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for DescribeIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { identity_id: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DescribeIdentityOutput {
    pub creation_date: Option<crate::Timestamp>,
    pub identity_id: Option<String>,
    pub last_modified_date: Option<crate::Timestamp>,
    pub logins: Option<Vec<String>>,
}

static DESCRIBE_IDENTITY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DescribeIdentityOutput",
    members: &[
        Member {
            name: "CreationDate",
            wire_name: "CreationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "LastModifiedDate",
            wire_name: "LastModifiedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
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
    ],
};

impl DescribeIdentityOutput {
    const STRUCTURE: &'static Structure = &DESCRIBE_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for DescribeIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.creation_date.map(IntoValue::into_value),
            self.identity_id.map(IntoValue::into_value),
            self.last_modified_date.map(IntoValue::into_value),
            self.logins.map(IntoValue::into_value),
        ])
    }
}

pub static LIST_IDENTITIES: Operation = Operation {
    name: "ListIdentities",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListIdentitiesInput::STRUCTURE,
    output: ListIdentitiesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListIdentitiesInput {
    pub hide_disabled: Option<bool>,
    pub identity_pool_id: String,
    pub max_results: i32,
    pub next_token: Option<String>,
}

static LIST_IDENTITIES_INPUT_STRUCTURE: Structure = Structure {
    name: "ListIdentitiesInput",
    members: &[
        Member {
            name: "HideDisabled",
            wire_name: "HideDisabled",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxResults",
            wire_name: "MaxResults",
            location: Location::Body,
            required: true,
            shape: &Shape::Integer { min: Some(1), max: Some(60), long: false },
        },
        Member {
            name: "NextToken",
            wire_name: "NextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_535),
                pattern: Some("[\\S]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListIdentitiesInput {
    const STRUCTURE: &'static Structure = &LIST_IDENTITIES_INPUT_STRUCTURE;
}

impl Decode for ListIdentitiesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            hide_disabled: members.optional(0)?,
            identity_pool_id: members.required(1)?,
            max_results: members.required(2)?,
            next_token: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListIdentitiesOutput {
    pub identities: Option<Vec<IdentityDescription>>,
    pub identity_pool_id: Option<String>,
    pub next_token: Option<String>,
}

static LIST_IDENTITIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListIdentitiesOutput",
    members: &[
        Member {
            name: "Identities",
            wire_name: "Identities",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::Structure(IdentityDescription::STRUCTURE),
                member_name: "member",
                min: None,
                max: None,
            },
        },
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "NextToken",
            wire_name: "NextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_535),
                pattern: Some("[\\S]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl ListIdentitiesOutput {
    const STRUCTURE: &'static Structure = &LIST_IDENTITIES_OUTPUT_STRUCTURE;
}

impl Encode for ListIdentitiesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identities.map(IntoValue::into_value),
            self.identity_pool_id.map(IntoValue::into_value),
            self.next_token.map(IntoValue::into_value),
        ])
    }
}

pub static DELETE_IDENTITIES: Operation = Operation {
    name: "DeleteIdentities",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: DeleteIdentitiesInput::STRUCTURE,
    output: DeleteIdentitiesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteIdentitiesInput {
    pub identity_ids_to_delete: Vec<String>,
}

static DELETE_IDENTITIES_INPUT_STRUCTURE: Structure = Structure {
    name: "DeleteIdentitiesInput",
    members: &[Member {
        name: "IdentityIdsToDelete",
        wire_name: "IdentityIdsToDelete",
        location: Location::Body,
        required: true,
        shape: &Shape::List {
            member: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
            member_name: "member",
            min: Some(1),
            max: Some(60),
        },
    }],
};

impl DeleteIdentitiesInput {
    const STRUCTURE: &'static Structure = &DELETE_IDENTITIES_INPUT_STRUCTURE;
}

impl Decode for DeleteIdentitiesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { identity_ids_to_delete: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct DeleteIdentitiesOutput {
    pub unprocessed_identity_ids: Option<Vec<UnprocessedIdentityId>>,
}

static DELETE_IDENTITIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "DeleteIdentitiesOutput",
    members: &[Member {
        name: "UnprocessedIdentityIds",
        wire_name: "UnprocessedIdentityIds",
        location: Location::Body,
        required: false,
        shape: &Shape::List {
            member: &Shape::Structure(UnprocessedIdentityId::STRUCTURE),
            member_name: "member",
            min: None,
            max: Some(60),
        },
    }],
};

impl DeleteIdentitiesOutput {
    const STRUCTURE: &'static Structure = &DELETE_IDENTITIES_OUTPUT_STRUCTURE;
}

impl Encode for DeleteIdentitiesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.unprocessed_identity_ids.map(IntoValue::into_value)])
    }
}

pub static UNLINK_IDENTITY: Operation = Operation {
    name: "UnlinkIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: false,
    input: UnlinkIdentityInput::STRUCTURE,
    output: UnlinkIdentityOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::EXTERNAL_SERVICE_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnlinkIdentityInput {
    pub identity_id: String,
    pub logins: std::collections::BTreeMap<String, crate::Secret>,
    pub logins_to_remove: Vec<String>,
}

static UNLINK_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "UnlinkIdentityInput",
    members: &[
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: true,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(50_000),
                    pattern: None,
                    values: &[],
                    secret: true,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
        Member {
            name: "LoginsToRemove",
            wire_name: "LoginsToRemove",
            location: Location::Body,
            required: true,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
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
    ],
};

impl UnlinkIdentityInput {
    const STRUCTURE: &'static Structure = &UNLINK_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for UnlinkIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            identity_id: members.required(0)?,
            logins: members.required(1)?,
            logins_to_remove: members.required(2)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnlinkIdentityOutput {}

static UNLINK_IDENTITY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UnlinkIdentityOutput", members: &[] };

impl UnlinkIdentityOutput {
    const STRUCTURE: &'static Structure = &UNLINK_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for UnlinkIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY: Operation = Operation {
    name: "GetOpenIdTokenForDeveloperIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetOpenIdTokenForDeveloperIdentityInput::STRUCTURE,
    output: GetOpenIdTokenForDeveloperIdentityOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
        &errors::DEVELOPER_USER_ALREADY_REGISTERED_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOpenIdTokenForDeveloperIdentityInput {
    pub identity_id: Option<String>,
    pub identity_pool_id: String,
    pub logins: std::collections::BTreeMap<String, crate::Secret>,
    pub principal_tags: Option<std::collections::BTreeMap<String, String>>,
    pub token_duration: Option<i64>,
}

static GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "GetOpenIdTokenForDeveloperIdentityInput",
    members: &[
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: true,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(50_000),
                    pattern: None,
                    values: &[],
                    secret: true,
                    json_header: false,
                },
                min: None,
                max: Some(10),
            },
        },
        Member {
            name: "PrincipalTags",
            wire_name: "PrincipalTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "TokenDuration",
            wire_name: "TokenDuration",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(86_400), long: true },
        },
    ],
};

impl GetOpenIdTokenForDeveloperIdentityInput {
    const STRUCTURE: &'static Structure = &GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for GetOpenIdTokenForDeveloperIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            identity_id: members.optional(0)?,
            identity_pool_id: members.required(1)?,
            logins: members.required(2)?,
            principal_tags: members.optional(3)?,
            token_duration: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetOpenIdTokenForDeveloperIdentityOutput {
    pub identity_id: Option<String>,
    pub token: Option<crate::Secret>,
}

static GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetOpenIdTokenForDeveloperIdentityOutput",
    members: &[
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "Token",
            wire_name: "Token",
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

impl GetOpenIdTokenForDeveloperIdentityOutput {
    const STRUCTURE: &'static Structure =
        &GET_OPEN_ID_TOKEN_FOR_DEVELOPER_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for GetOpenIdTokenForDeveloperIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_id.map(IntoValue::into_value),
            self.token.map(IntoValue::into_value),
        ])
    }
}

pub static LOOKUP_DEVELOPER_IDENTITY: Operation = Operation {
    name: "LookupDeveloperIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: LookupDeveloperIdentityInput::STRUCTURE,
    output: LookupDeveloperIdentityOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct LookupDeveloperIdentityInput {
    pub developer_user_identifier: Option<String>,
    pub identity_id: Option<String>,
    pub identity_pool_id: String,
    pub max_results: Option<i32>,
    pub next_token: Option<String>,
}

static LOOKUP_DEVELOPER_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "LookupDeveloperIdentityInput",
    members: &[
        Member {
            name: "DeveloperUserIdentifier",
            wire_name: "DeveloperUserIdentifier",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(1024),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MaxResults",
            wire_name: "MaxResults",
            location: Location::Body,
            required: false,
            shape: &Shape::Integer { min: Some(1), max: Some(60), long: false },
        },
        Member {
            name: "NextToken",
            wire_name: "NextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_535),
                pattern: Some("[\\S]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl LookupDeveloperIdentityInput {
    const STRUCTURE: &'static Structure = &LOOKUP_DEVELOPER_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for LookupDeveloperIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            developer_user_identifier: members.optional(0)?,
            identity_id: members.optional(1)?,
            identity_pool_id: members.required(2)?,
            max_results: members.optional(3)?,
            next_token: members.optional(4)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct LookupDeveloperIdentityOutput {
    pub developer_user_identifier_list: Option<Vec<String>>,
    pub identity_id: Option<String>,
    pub next_token: Option<String>,
}

static LOOKUP_DEVELOPER_IDENTITY_OUTPUT_STRUCTURE: Structure = Structure {
    name: "LookupDeveloperIdentityOutput",
    members: &[
        Member {
            name: "DeveloperUserIdentifierList",
            wire_name: "DeveloperUserIdentifierList",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
                    max: Some(1024),
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
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "NextToken",
            wire_name: "NextToken",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(65_535),
                pattern: Some("[\\S]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl LookupDeveloperIdentityOutput {
    const STRUCTURE: &'static Structure = &LOOKUP_DEVELOPER_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for LookupDeveloperIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.developer_user_identifier_list.map(IntoValue::into_value),
            self.identity_id.map(IntoValue::into_value),
            self.next_token.map(IntoValue::into_value),
        ])
    }
}

pub static MERGE_DEVELOPER_IDENTITIES: Operation = Operation {
    name: "MergeDeveloperIdentities",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: MergeDeveloperIdentitiesInput::STRUCTURE,
    output: MergeDeveloperIdentitiesOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergeDeveloperIdentitiesInput {
    pub destination_user_identifier: String,
    pub developer_provider_name: String,
    pub identity_pool_id: String,
    pub source_user_identifier: String,
}

static MERGE_DEVELOPER_IDENTITIES_INPUT_STRUCTURE: Structure = Structure {
    name: "MergeDeveloperIdentitiesInput",
    members: &[
        Member {
            name: "DestinationUserIdentifier",
            wire_name: "DestinationUserIdentifier",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(1024),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
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
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "SourceUserIdentifier",
            wire_name: "SourceUserIdentifier",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(1024),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl MergeDeveloperIdentitiesInput {
    const STRUCTURE: &'static Structure = &MERGE_DEVELOPER_IDENTITIES_INPUT_STRUCTURE;
}

impl Decode for MergeDeveloperIdentitiesInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            destination_user_identifier: members.required(0)?,
            developer_provider_name: members.required(1)?,
            identity_pool_id: members.required(2)?,
            source_user_identifier: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct MergeDeveloperIdentitiesOutput {
    pub identity_id: Option<String>,
}

static MERGE_DEVELOPER_IDENTITIES_OUTPUT_STRUCTURE: Structure = Structure {
    name: "MergeDeveloperIdentitiesOutput",
    members: &[Member {
        name: "IdentityId",
        wire_name: "IdentityId",
        location: Location::Body,
        required: false,
        shape: &Shape::String {
            min: Some(1),
            max: Some(55),
            pattern: Some("[\\w-]+:[0-9a-f-]+"),
            values: &[],
            secret: false,
            json_header: false,
        },
    }],
};

impl MergeDeveloperIdentitiesOutput {
    const STRUCTURE: &'static Structure = &MERGE_DEVELOPER_IDENTITIES_OUTPUT_STRUCTURE;
}

impl Encode for MergeDeveloperIdentitiesOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.identity_id.map(IntoValue::into_value)])
    }
}

pub static UNLINK_DEVELOPER_IDENTITY: Operation = Operation {
    name: "UnlinkDeveloperIdentity",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: UnlinkDeveloperIdentityInput::STRUCTURE,
    output: UnlinkDeveloperIdentityOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::RESOURCE_CONFLICT_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnlinkDeveloperIdentityInput {
    pub developer_provider_name: String,
    pub developer_user_identifier: String,
    pub identity_id: String,
    pub identity_pool_id: String,
}

static UNLINK_DEVELOPER_IDENTITY_INPUT_STRUCTURE: Structure = Structure {
    name: "UnlinkDeveloperIdentityInput",
    members: &[
        Member {
            name: "DeveloperProviderName",
            wire_name: "DeveloperProviderName",
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
            name: "DeveloperUserIdentifier",
            wire_name: "DeveloperUserIdentifier",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(1024),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UnlinkDeveloperIdentityInput {
    const STRUCTURE: &'static Structure = &UNLINK_DEVELOPER_IDENTITY_INPUT_STRUCTURE;
}

impl Decode for UnlinkDeveloperIdentityInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            developer_provider_name: members.required(0)?,
            developer_user_identifier: members.required(1)?,
            identity_id: members.required(2)?,
            identity_pool_id: members.required(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnlinkDeveloperIdentityOutput {}

static UNLINK_DEVELOPER_IDENTITY_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UnlinkDeveloperIdentityOutput", members: &[] };

impl UnlinkDeveloperIdentityOutput {
    const STRUCTURE: &'static Structure = &UNLINK_DEVELOPER_IDENTITY_OUTPUT_STRUCTURE;
}

impl Encode for UnlinkDeveloperIdentityOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static TAG_RESOURCE: Operation = Operation {
    name: "TagResource",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: TagResourceInput::STRUCTURE,
    output: TagResourceOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagResourceInput {
    pub resource_arn: String,
    pub tags: std::collections::BTreeMap<String, String>,
}

static TAG_RESOURCE_INPUT_STRUCTURE: Structure = Structure {
    name: "TagResourceInput",
    members: &[
        Member {
            name: "ResourceArn",
            wire_name: "ResourceArn",
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
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(0),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: None,
            },
        },
    ],
};

impl TagResourceInput {
    const STRUCTURE: &'static Structure = &TAG_RESOURCE_INPUT_STRUCTURE;
}

impl Decode for TagResourceInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { resource_arn: members.required(0)?, tags: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct TagResourceOutput {}

static TAG_RESOURCE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "TagResourceOutput", members: &[] };

impl TagResourceOutput {
    const STRUCTURE: &'static Structure = &TAG_RESOURCE_OUTPUT_STRUCTURE;
}

impl Encode for TagResourceOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static UNTAG_RESOURCE: Operation = Operation {
    name: "UntagResource",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: UntagResourceInput::STRUCTURE,
    output: UntagResourceOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagResourceInput {
    pub resource_arn: String,
    pub tag_keys: Vec<String>,
}

static UNTAG_RESOURCE_INPUT_STRUCTURE: Structure = Structure {
    name: "UntagResourceInput",
    members: &[
        Member {
            name: "ResourceArn",
            wire_name: "ResourceArn",
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

impl UntagResourceInput {
    const STRUCTURE: &'static Structure = &UNTAG_RESOURCE_INPUT_STRUCTURE;
}

impl Decode for UntagResourceInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { resource_arn: members.required(0)?, tag_keys: members.required(1)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UntagResourceOutput {}

static UNTAG_RESOURCE_OUTPUT_STRUCTURE: Structure =
    Structure { name: "UntagResourceOutput", members: &[] };

impl UntagResourceOutput {
    const STRUCTURE: &'static Structure = &UNTAG_RESOURCE_OUTPUT_STRUCTURE;
}

impl Encode for UntagResourceOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![])
    }
}

pub static LIST_TAGS_FOR_RESOURCE: Operation = Operation {
    name: "ListTagsForResource",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: ListTagsForResourceInput::STRUCTURE,
    output: ListTagsForResourceOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTagsForResourceInput {
    pub resource_arn: String,
}

static LIST_TAGS_FOR_RESOURCE_INPUT_STRUCTURE: Structure = Structure {
    name: "ListTagsForResourceInput",
    members: &[Member {
        name: "ResourceArn",
        wire_name: "ResourceArn",
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

impl ListTagsForResourceInput {
    const STRUCTURE: &'static Structure = &LIST_TAGS_FOR_RESOURCE_INPUT_STRUCTURE;
}

impl Decode for ListTagsForResourceInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { resource_arn: members.required(0)? })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListTagsForResourceOutput {
    pub tags: Option<std::collections::BTreeMap<String, String>>,
}

static LIST_TAGS_FOR_RESOURCE_OUTPUT_STRUCTURE: Structure = Structure {
    name: "ListTagsForResourceOutput",
    members: &[Member {
        name: "Tags",
        wire_name: "Tags",
        location: Location::Body,
        required: false,
        shape: &Shape::Map {
            key: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
            value: &Shape::String {
                min: Some(0),
                max: Some(256),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
            min: None,
            max: None,
        },
    }],
};

impl ListTagsForResourceOutput {
    const STRUCTURE: &'static Structure = &LIST_TAGS_FOR_RESOURCE_OUTPUT_STRUCTURE;
}

impl Encode for ListTagsForResourceOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![self.tags.map(IntoValue::into_value)])
    }
}

pub static SET_PRINCIPAL_TAG_ATTRIBUTE_MAP: Operation = Operation {
    name: "SetPrincipalTagAttributeMap",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: SetPrincipalTagAttributeMapInput::STRUCTURE,
    output: SetPrincipalTagAttributeMapOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetPrincipalTagAttributeMapInput {
    pub identity_pool_id: String,
    pub identity_provider_name: String,
    pub principal_tags: Option<std::collections::BTreeMap<String, String>>,
    pub use_defaults: Option<bool>,
}

static SET_PRINCIPAL_TAG_ATTRIBUTE_MAP_INPUT_STRUCTURE: Structure = Structure {
    name: "SetPrincipalTagAttributeMapInput",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityProviderName",
            wire_name: "IdentityProviderName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PrincipalTags",
            wire_name: "PrincipalTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UseDefaults",
            wire_name: "UseDefaults",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl SetPrincipalTagAttributeMapInput {
    const STRUCTURE: &'static Structure = &SET_PRINCIPAL_TAG_ATTRIBUTE_MAP_INPUT_STRUCTURE;
}

impl Decode for SetPrincipalTagAttributeMapInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            identity_pool_id: members.required(0)?,
            identity_provider_name: members.required(1)?,
            principal_tags: members.optional(2)?,
            use_defaults: members.optional(3)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct SetPrincipalTagAttributeMapOutput {
    pub identity_pool_id: Option<String>,
    pub identity_provider_name: Option<String>,
    pub principal_tags: Option<std::collections::BTreeMap<String, String>>,
    pub use_defaults: Option<bool>,
}

static SET_PRINCIPAL_TAG_ATTRIBUTE_MAP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "SetPrincipalTagAttributeMapOutput",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityProviderName",
            wire_name: "IdentityProviderName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PrincipalTags",
            wire_name: "PrincipalTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UseDefaults",
            wire_name: "UseDefaults",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl SetPrincipalTagAttributeMapOutput {
    const STRUCTURE: &'static Structure = &SET_PRINCIPAL_TAG_ATTRIBUTE_MAP_OUTPUT_STRUCTURE;
}

impl Encode for SetPrincipalTagAttributeMapOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_pool_id.map(IntoValue::into_value),
            self.identity_provider_name.map(IntoValue::into_value),
            self.principal_tags.map(IntoValue::into_value),
            self.use_defaults.map(IntoValue::into_value),
        ])
    }
}

pub static GET_PRINCIPAL_TAG_ATTRIBUTE_MAP: Operation = Operation {
    name: "GetPrincipalTagAttributeMap",
    service: Service::CognitoIdentity,
    method: "POST",
    uri: "/",
    signed: true,
    input: GetPrincipalTagAttributeMapInput::STRUCTURE,
    output: GetPrincipalTagAttributeMapOutput::STRUCTURE,
    result_wrapper: None,
    errors: &[
        &errors::INVALID_PARAMETER_EXCEPTION,
        &errors::RESOURCE_NOT_FOUND_EXCEPTION,
        &errors::NOT_AUTHORIZED_EXCEPTION,
        &errors::TOO_MANY_REQUESTS_EXCEPTION,
        &errors::INTERNAL_ERROR_EXCEPTION,
    ],
};

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPrincipalTagAttributeMapInput {
    pub identity_pool_id: String,
    pub identity_provider_name: String,
}

static GET_PRINCIPAL_TAG_ATTRIBUTE_MAP_INPUT_STRUCTURE: Structure = Structure {
    name: "GetPrincipalTagAttributeMapInput",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityProviderName",
            wire_name: "IdentityProviderName",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl GetPrincipalTagAttributeMapInput {
    const STRUCTURE: &'static Structure = &GET_PRINCIPAL_TAG_ATTRIBUTE_MAP_INPUT_STRUCTURE;
}

impl Decode for GetPrincipalTagAttributeMapInput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            identity_pool_id: members.required(0)?,
            identity_provider_name: members.required(1)?,
        })
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct GetPrincipalTagAttributeMapOutput {
    pub identity_pool_id: Option<String>,
    pub identity_provider_name: Option<String>,
    pub principal_tags: Option<std::collections::BTreeMap<String, String>>,
    pub use_defaults: Option<bool>,
}

static GET_PRINCIPAL_TAG_ATTRIBUTE_MAP_OUTPUT_STRUCTURE: Structure = Structure {
    name: "GetPrincipalTagAttributeMapOutput",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityProviderName",
            wire_name: "IdentityProviderName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "PrincipalTags",
            wire_name: "PrincipalTags",
            location: Location::Body,
            required: false,
            shape: &Shape::Map {
                key: &Shape::String {
                    min: Some(1),
                    max: Some(128),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                value: &Shape::String {
                    min: Some(1),
                    max: Some(256),
                    pattern: None,
                    values: &[],
                    secret: false,
                    json_header: false,
                },
                min: None,
                max: Some(50),
            },
        },
        Member {
            name: "UseDefaults",
            wire_name: "UseDefaults",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl GetPrincipalTagAttributeMapOutput {
    const STRUCTURE: &'static Structure = &GET_PRINCIPAL_TAG_ATTRIBUTE_MAP_OUTPUT_STRUCTURE;
}

impl Encode for GetPrincipalTagAttributeMapOutput {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_pool_id.map(IntoValue::into_value),
            self.identity_provider_name.map(IntoValue::into_value),
            self.principal_tags.map(IntoValue::into_value),
            self.use_defaults.map(IntoValue::into_value),
        ])
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct CognitoIdentityProvider {
    pub client_id: Option<String>,
    pub provider_name: Option<String>,
    pub server_side_token_check: Option<bool>,
}

static COGNITO_IDENTITY_PROVIDER_STRUCTURE: Structure = Structure {
    name: "CognitoIdentityProvider",
    members: &[
        Member {
            name: "ClientId",
            wire_name: "ClientId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w_]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ProviderName",
            wire_name: "ProviderName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w._:/-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "ServerSideTokenCheck",
            wire_name: "ServerSideTokenCheck",
            location: Location::Body,
            required: false,
            shape: &Shape::Boolean,
        },
    ],
};

impl CognitoIdentityProvider {
    const STRUCTURE: &'static Structure = &COGNITO_IDENTITY_PROVIDER_STRUCTURE;
}

impl Decode for CognitoIdentityProvider {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            client_id: members.optional(0)?,
            provider_name: members.optional(1)?,
            server_side_token_check: members.optional(2)?,
        })
    }
}

impl Encode for CognitoIdentityProvider {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.client_id.map(IntoValue::into_value),
            self.provider_name.map(IntoValue::into_value),
            self.server_side_token_check.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for CognitoIdentityProvider {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for CognitoIdentityProvider {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for CognitoIdentityProvider {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Credentials {
    pub access_key_id: Option<String>,
    pub expiration: Option<crate::Timestamp>,
    pub secret_key: Option<crate::Secret>,
    pub session_token: Option<crate::Secret>,
}

static CREDENTIALS_STRUCTURE: Structure = Structure {
    name: "Credentials",
    members: &[
        Member {
            name: "AccessKeyId",
            wire_name: "AccessKeyId",
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
            name: "Expiration",
            wire_name: "Expiration",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "SecretKey",
            wire_name: "SecretKey",
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
        Member {
            name: "SessionToken",
            wire_name: "SessionToken",
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

impl Credentials {
    const STRUCTURE: &'static Structure = &CREDENTIALS_STRUCTURE;
}

impl Decode for Credentials {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            access_key_id: members.optional(0)?,
            expiration: members.optional(1)?,
            secret_key: members.optional(2)?,
            session_token: members.optional(3)?,
        })
    }
}

impl Encode for Credentials {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.access_key_id.map(IntoValue::into_value),
            self.expiration.map(IntoValue::into_value),
            self.secret_key.map(IntoValue::into_value),
            self.session_token.map(IntoValue::into_value),
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
pub struct IdentityDescription {
    pub creation_date: Option<crate::Timestamp>,
    pub identity_id: Option<String>,
    pub last_modified_date: Option<crate::Timestamp>,
    pub logins: Option<Vec<String>>,
}

static IDENTITY_DESCRIPTION_STRUCTURE: Structure = Structure {
    name: "IdentityDescription",
    members: &[
        Member {
            name: "CreationDate",
            wire_name: "CreationDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "LastModifiedDate",
            wire_name: "LastModifiedDate",
            location: Location::Body,
            required: false,
            shape: &Shape::Timestamp,
        },
        Member {
            name: "Logins",
            wire_name: "Logins",
            location: Location::Body,
            required: false,
            shape: &Shape::List {
                member: &Shape::String {
                    min: Some(1),
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
    ],
};

impl IdentityDescription {
    const STRUCTURE: &'static Structure = &IDENTITY_DESCRIPTION_STRUCTURE;
}

impl Decode for IdentityDescription {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            creation_date: members.optional(0)?,
            identity_id: members.optional(1)?,
            last_modified_date: members.optional(2)?,
            logins: members.optional(3)?,
        })
    }
}

impl Encode for IdentityDescription {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.creation_date.map(IntoValue::into_value),
            self.identity_id.map(IntoValue::into_value),
            self.last_modified_date.map(IntoValue::into_value),
            self.logins.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for IdentityDescription {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for IdentityDescription {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for IdentityDescription {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct IdentityPoolShortDescription {
    pub identity_pool_id: Option<String>,
    pub identity_pool_name: Option<String>,
}

static IDENTITY_POOL_SHORT_DESCRIPTION_STRUCTURE: Structure = Structure {
    name: "IdentityPoolShortDescription",
    members: &[
        Member {
            name: "IdentityPoolId",
            wire_name: "IdentityPoolId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityPoolName",
            wire_name: "IdentityPoolName",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: Some("[\\w\\s+=,.@-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl IdentityPoolShortDescription {
    const STRUCTURE: &'static Structure = &IDENTITY_POOL_SHORT_DESCRIPTION_STRUCTURE;
}

impl Decode for IdentityPoolShortDescription {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            identity_pool_id: members.optional(0)?,
            identity_pool_name: members.optional(1)?,
        })
    }
}

impl Encode for IdentityPoolShortDescription {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.identity_pool_id.map(IntoValue::into_value),
            self.identity_pool_name.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for IdentityPoolShortDescription {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for IdentityPoolShortDescription {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for IdentityPoolShortDescription {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct MappingRule {
    pub claim: String,
    pub match_type: String,
    pub role_arn: String,
    pub value: String,
}

static MAPPING_RULE_STRUCTURE: Structure = Structure {
    name: "MappingRule",
    members: &[
        Member {
            name: "Claim",
            wire_name: "Claim",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(64),
                pattern: Some("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "MatchType",
            wire_name: "MatchType",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["Equals", "Contains", "StartsWith", "NotEqual"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RoleARN",
            wire_name: "RoleARN",
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
            name: "Value",
            wire_name: "Value",
            location: Location::Body,
            required: true,
            shape: &Shape::String {
                min: Some(1),
                max: Some(128),
                pattern: None,
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl MappingRule {
    const STRUCTURE: &'static Structure = &MAPPING_RULE_STRUCTURE;
}

impl Decode for MappingRule {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            claim: members.required(0)?,
            match_type: members.required(1)?,
            role_arn: members.required(2)?,
            value: members.required(3)?,
        })
    }
}

impl Encode for MappingRule {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            Some(self.claim.into_value()),
            Some(self.match_type.into_value()),
            Some(self.role_arn.into_value()),
            Some(self.value.into_value()),
        ])
    }
}

impl FromValue for MappingRule {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for MappingRule {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for MappingRule {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RoleMapping {
    pub ambiguous_role_resolution: Option<String>,
    pub rules_configuration: Option<RulesConfigurationType>,
    pub r#type: String,
}

static ROLE_MAPPING_STRUCTURE: Structure = Structure {
    name: "RoleMapping",
    members: &[
        Member {
            name: "AmbiguousRoleResolution",
            wire_name: "AmbiguousRoleResolution",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["AuthenticatedRole", "Deny"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "RulesConfiguration",
            wire_name: "RulesConfiguration",
            location: Location::Body,
            required: false,
            shape: &Shape::Structure(RulesConfigurationType::STRUCTURE),
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
                values: &["Token", "Rules"],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl RoleMapping {
    const STRUCTURE: &'static Structure = &ROLE_MAPPING_STRUCTURE;
}

impl Decode for RoleMapping {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self {
            ambiguous_role_resolution: members.optional(0)?,
            rules_configuration: members.optional(1)?,
            r#type: members.required(2)?,
        })
    }
}

impl Encode for RoleMapping {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.ambiguous_role_resolution.map(IntoValue::into_value),
            self.rules_configuration.map(IntoValue::into_value),
            Some(self.r#type.into_value()),
        ])
    }
}

impl FromValue for RoleMapping {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for RoleMapping {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for RoleMapping {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct RulesConfigurationType {
    pub rules: Vec<MappingRule>,
}

static RULES_CONFIGURATION_TYPE_STRUCTURE: Structure = Structure {
    name: "RulesConfigurationType",
    members: &[Member {
        name: "Rules",
        wire_name: "Rules",
        location: Location::Body,
        required: true,
        shape: &Shape::List {
            member: &Shape::Structure(MappingRule::STRUCTURE),
            member_name: "member",
            min: Some(1),
            max: Some(400),
        },
    }],
};

impl RulesConfigurationType {
    const STRUCTURE: &'static Structure = &RULES_CONFIGURATION_TYPE_STRUCTURE;
}

impl Decode for RulesConfigurationType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { rules: members.required(0)? })
    }
}

impl Encode for RulesConfigurationType {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![Some(self.rules.into_value())])
    }
}

impl FromValue for RulesConfigurationType {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for RulesConfigurationType {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for RulesConfigurationType {}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnprocessedIdentityId {
    pub error_code: Option<String>,
    pub identity_id: Option<String>,
}

static UNPROCESSED_IDENTITY_ID_STRUCTURE: Structure = Structure {
    name: "UnprocessedIdentityId",
    members: &[
        Member {
            name: "ErrorCode",
            wire_name: "ErrorCode",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: None,
                max: None,
                pattern: None,
                values: &["AccessDenied", "InternalServerError"],
                secret: false,
                json_header: false,
            },
        },
        Member {
            name: "IdentityId",
            wire_name: "IdentityId",
            location: Location::Body,
            required: false,
            shape: &Shape::String {
                min: Some(1),
                max: Some(55),
                pattern: Some("[\\w-]+:[0-9a-f-]+"),
                values: &[],
                secret: false,
                json_header: false,
            },
        },
    ],
};

impl UnprocessedIdentityId {
    const STRUCTURE: &'static Structure = &UNPROCESSED_IDENTITY_ID_STRUCTURE;
}

impl Decode for UnprocessedIdentityId {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn decode(mut members: Members) -> Result<Self, ShapeMismatch> {
        Ok(Self { error_code: members.optional(0)?, identity_id: members.optional(1)? })
    }
}

impl Encode for UnprocessedIdentityId {
    const STRUCTURE: &'static Structure = Self::STRUCTURE;

    fn encode(self) -> Members {
        Members(vec![
            self.error_code.map(IntoValue::into_value),
            self.identity_id.map(IntoValue::into_value),
        ])
    }
}

impl FromValue for UnprocessedIdentityId {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Structure(members) => Self::decode(members),
            _ => Err(ShapeMismatch),
        }
    }
}

impl IntoValue for UnprocessedIdentityId {
    fn into_value(self) -> Value {
        Value::Structure(self.encode())
    }
}

impl ListMember for UnprocessedIdentityId {}

pub mod errors {
    use super::{ErrorShape, Fault};

    pub static CONCURRENT_MODIFICATION_EXCEPTION: ErrorShape = ErrorShape {
        name: "ConcurrentModificationException",
        code: "ConcurrentModificationException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static DEVELOPER_USER_ALREADY_REGISTERED_EXCEPTION: ErrorShape = ErrorShape {
        name: "DeveloperUserAlreadyRegisteredException",
        code: "DeveloperUserAlreadyRegisteredException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static EXTERNAL_SERVICE_EXCEPTION: ErrorShape = ErrorShape {
        name: "ExternalServiceException",
        code: "ExternalServiceException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static INTERNAL_ERROR_EXCEPTION: ErrorShape = ErrorShape {
        name: "InternalErrorException",
        code: "InternalErrorException",
        status: 500,
        fault: Fault::Receiver,
    };
    pub static INVALID_IDENTITY_POOL_CONFIGURATION_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidIdentityPoolConfigurationException",
        code: "InvalidIdentityPoolConfigurationException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static INVALID_PARAMETER_EXCEPTION: ErrorShape = ErrorShape {
        name: "InvalidParameterException",
        code: "InvalidParameterException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static LIMIT_EXCEEDED_EXCEPTION: ErrorShape = ErrorShape {
        name: "LimitExceededException",
        code: "LimitExceededException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static NOT_AUTHORIZED_EXCEPTION: ErrorShape = ErrorShape {
        name: "NotAuthorizedException",
        code: "NotAuthorizedException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static RESOURCE_CONFLICT_EXCEPTION: ErrorShape = ErrorShape {
        name: "ResourceConflictException",
        code: "ResourceConflictException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static RESOURCE_NOT_FOUND_EXCEPTION: ErrorShape = ErrorShape {
        name: "ResourceNotFoundException",
        code: "ResourceNotFoundException",
        status: 400,
        fault: Fault::Sender,
    };
    pub static TOO_MANY_REQUESTS_EXCEPTION: ErrorShape = ErrorShape {
        name: "TooManyRequestsException",
        code: "TooManyRequestsException",
        status: 400,
        fault: Fault::Sender,
    };
}
