//! What an account holds in one region, as far as it is carried from server to server: the form of
//! `daypass export`, and what `daypass import` compares. No secret is in it.
//!
//! Members of resources are AWS's own, in AWS's spelling; documents are JSON.

mod account;
mod read;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use self::account::in_account;
pub(crate) use self::read::read;

/// The version of the form. It grows when a reader of an older one would be wrong.
pub(crate) const VERSION: u32 = 1;

/// Everything, each list ordered by what names its entries.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    #[serde(rename = "daypass_snapshot")]
    pub(crate) version: u32,
    pub(crate) account: String,
    pub(crate) region: String,
    #[serde(default)]
    pub(crate) openid_connect_providers: Vec<OpenIdConnectProvider>,
    #[serde(default)]
    pub(crate) saml_providers: Vec<SamlProvider>,
    #[serde(default)]
    pub(crate) policies: Vec<Policy>,
    #[serde(default)]
    pub(crate) roles: Vec<Role>,
    #[serde(default)]
    pub(crate) identity_pools: Vec<IdentityPool>,
    #[serde(default)]
    pub(crate) identities: Vec<Identity>,
    #[serde(default)]
    pub(crate) iot_policies: Vec<IotPolicy>,
    #[serde(default)]
    pub(crate) certificates: Vec<Certificate>,
    #[serde(default)]
    pub(crate) things: Vec<Thing>,
    #[serde(default)]
    pub(crate) iot_policy_attachments: Vec<IotPolicyAttachment>,
    /// What is left out, and why.
    #[serde(default)]
    pub(crate) skipped: Vec<Skipped>,
    /// Why something that may be there is not known.
    #[serde(skip)]
    pub(crate) unread: Option<Skipped>,
}

impl Snapshot {
    /// One of the same place that holds nothing.
    pub(crate) fn nothing(&self) -> Self {
        let (account, region) = (self.account.clone(), self.region.clone());
        Self { version: VERSION, account, region, ..Self::default() }
    }
}

type Texts = BTreeMap<String, String>;

/// An OpenID Connect provider of IAM.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct OpenIdConnectProvider {
    pub(crate) arn: String,
    /// Without its scheme, as IAM tells it.
    pub(crate) url: String,
    #[serde(rename = "ClientIDList")]
    pub(crate) client_ids: Vec<String>,
    pub(crate) thumbprint_list: Vec<String>,
}

/// A SAML provider of IAM, with its metadata.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct SamlProvider {
    pub(crate) arn: String,
    #[serde(rename = "SAMLMetadataDocument")]
    pub(crate) metadata: String,
}

impl SamlProvider {
    /// The name, which the ARN ends with.
    pub(crate) fn name(&self) -> &str {
        self.arn.rsplit('/').next().unwrap_or_default()
    }
}

/// A managed policy of the account; its version in force.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Policy {
    pub(crate) arn: String,
    #[serde(rename = "PolicyName")]
    pub(crate) name: String,
    pub(crate) path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    #[serde(rename = "PolicyDocument")]
    pub(crate) document: Value,
}

/// A role with its permissions.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Role {
    #[serde(rename = "RoleName")]
    pub(crate) name: String,
    pub(crate) path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) description: Option<String>,
    pub(crate) max_session_duration: u32,
    #[serde(rename = "AssumeRolePolicyDocument")]
    pub(crate) trust: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) permissions_boundary: Option<String>,
    #[serde(default)]
    pub(crate) tags: Texts,
    /// Documents by the policy's name.
    #[serde(rename = "RolePolicies", default)]
    pub(crate) inline_policies: BTreeMap<String, Value>,
    /// ARNs.
    #[serde(default)]
    pub(crate) attached_policies: Vec<String>,
}

/// An identity pool with its roles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct IdentityPool {
    #[serde(rename = "IdentityPoolId")]
    pub(crate) id: String,
    #[serde(rename = "IdentityPoolName")]
    pub(crate) name: String,
    pub(crate) allow_unauthenticated_identities: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) allow_classic_flow: Option<bool>,
    #[serde(default)]
    pub(crate) supported_login_providers: Texts,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) developer_provider_name: Option<String>,
    #[serde(default, rename = "OpenIdConnectProviderARNs")]
    pub(crate) openid_connect_provider_arns: Vec<String>,
    #[serde(default)]
    pub(crate) cognito_identity_providers: Vec<Value>,
    #[serde(default, rename = "SamlProviderARNs")]
    pub(crate) saml_provider_arns: Vec<String>,
    #[serde(rename = "IdentityPoolTags", default)]
    pub(crate) tags: Texts,
    #[serde(default)]
    pub(crate) roles: Texts,
    #[serde(default)]
    pub(crate) role_mappings: BTreeMap<String, Value>,
    /// Which claims become tags of sessions, by provider.
    #[serde(default)]
    pub(crate) principal_tags: BTreeMap<String, PrincipalTags>,
}

/// What becomes of one provider's claims.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct PrincipalTags {
    #[serde(default)]
    pub(crate) use_defaults: bool,
    /// Claims by the tag's key.
    #[serde(default)]
    pub(crate) principal_tags: Texts,
}

/// An identity: no more than its id is carried.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct Identity {
    #[serde(rename = "IdentityId")]
    pub(crate) id: String,
    #[serde(rename = "IdentityPoolId")]
    pub(crate) pool_id: String,
    /// The names of its providers. AWS tells nobody its users at them.
    #[serde(default)]
    pub(crate) logins: Vec<String>,
}

/// A policy of AWS IoT; its version in force.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IotPolicy {
    #[serde(rename = "policyName")]
    pub(crate) name: String,
    #[serde(rename = "policyDocument")]
    pub(crate) document: Value,
}

/// A certificate, without its key.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Certificate {
    #[serde(rename = "certificateId")]
    pub(crate) id: String,
    #[serde(rename = "certificateArn")]
    pub(crate) arn: String,
    pub(crate) status: String,
    #[serde(rename = "certificatePem")]
    pub(crate) pem: String,
}

/// A thing with the principals that are attached to it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Thing {
    #[serde(rename = "thingName")]
    pub(crate) name: String,
    #[serde(rename = "thingTypeName", default, skip_serializing_if = "Option::is_none")]
    pub(crate) type_name: Option<String>,
    #[serde(default)]
    pub(crate) attributes: Texts,
    #[serde(default)]
    pub(crate) principals: Vec<String>,
}

/// A policy of AWS IoT on an identity or a certificate.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IotPolicyAttachment {
    pub(crate) policy_name: String,
    pub(crate) target: String,
}

/// Something that is not in the snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Skipped {
    pub(crate) what: String,
    pub(crate) why: String,
}
