//! A suite: policies by name, and the cases that ask about them.

use std::collections::BTreeMap;

use daypass_aws_types::{AccountId, Region};
use daypass_policy::ContextMap;

use super::Expectation;

/// Policies and cases that belong together.
#[derive(Debug, Clone)]
pub struct Suite {
    /// The account that everything is in.
    pub account: AccountId,
    /// The region that everything is in.
    pub region: Region,
    /// The texts of the policies, by the names under which callers have them.
    pub policies: BTreeMap<String, String>,
    /// The cases.
    pub cases: Vec<Case>,
}

/// One question with the answer that is expected.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the case is called in reports.
    pub name: String,
    /// Who asks.
    pub caller: Caller,
    /// The trust policy that is asked; nothing for a question about permissions.
    pub trust: Option<String>,
    /// The action.
    pub action: String,
    /// The resource: an ARN, `*`, or in short `topic/x`, `client/c`. Trust policies have none.
    pub resource: String,
    /// The MQTT client id of the connection that asks; nothing for HTTPS.
    pub client: Option<String>,
    /// Context keys beside those that every request has, and those that the caller brings.
    pub context: ContextMap,
    /// The moment of the question in milliseconds since 1970; the present where it is nothing.
    pub at_ms: Option<i64>,
    /// What is expected.
    pub expected: Expectation,
}

/// Who asks.
#[derive(Debug, Clone)]
pub enum Caller {
    /// An identity of a pool: a guest or a signed-in one.
    Identity(IdentityCaller),
    /// A device with its certificate.
    Device(DeviceCaller),
    /// A session of a role, assumed by AWS credentials.
    Role(RolePermissions),
    /// A session of a role, assumed with a token of an OpenID provider.
    WebIdentity(WebIdentityCaller),
    /// An AWS service, which only trust policies know.
    Service(String),
}

/// A role and what cuts it.
#[derive(Debug, Clone, Default)]
pub struct RolePermissions {
    /// The role's name.
    pub name: String,
    /// Names of its policies.
    pub policies: Vec<String>,
    /// The name of its permissions boundary.
    pub boundary: Option<String>,
    /// Names of session policies.
    pub session: Vec<String>,
    /// Tags of the principal.
    pub tags: BTreeMap<String, String>,
}

/// An identity of a pool, with credentials of the enhanced flow or of the basic one.
#[derive(Debug, Clone)]
pub struct IdentityCaller {
    /// The role that the pool gives it.
    pub role: RolePermissions,
    /// Whether it signed in.
    pub authenticated: bool,
    /// Whether its credentials come from the basic flow, where guests are not cut.
    pub basic: bool,
    /// Its id.
    pub identity_id: String,
    /// Its pool's id.
    pub pool_id: String,
    /// How it signed in.
    pub logins: Vec<Login>,
    /// Names of the AWS IoT policies attached to it.
    pub device_policies: Vec<String>,
    /// Things that it is attached to.
    pub things: Vec<Thing>,
}

/// One login of an identity.
#[derive(Debug, Clone)]
pub struct Login {
    /// Who vouches: `accounts.google.com`, an issuer without its scheme, a user pool.
    pub provider: String,
    /// The provider's id of the user.
    pub subject: String,
}

/// A device.
#[derive(Debug, Clone, Default)]
pub struct DeviceCaller {
    /// Names of the AWS IoT policies attached to its certificate.
    pub policies: Vec<String>,
    /// Things that the certificate is attached to.
    pub things: Vec<Thing>,
    /// The certificate, DER; empty for one whose fields do not matter.
    pub certificate: Vec<u8>,
}

/// A thing.
#[derive(Debug, Clone, Default)]
pub struct Thing {
    /// Its name.
    pub name: String,
    /// Its type, empty when it has none.
    pub thing_type: String,
    /// Its attributes.
    pub attributes: BTreeMap<String, String>,
    /// Groups that it is in.
    pub groups: Vec<ThingGroup>,
    /// Whether the caller is attached to it exclusively.
    pub exclusive: bool,
}

/// A thing group with the names of its AWS IoT policies.
#[derive(Debug, Clone)]
pub struct ThingGroup {
    /// Its name.
    pub name: String,
    /// Names of the policies attached to it.
    pub policies: Vec<String>,
}

/// A holder of a token of an OpenID provider.
#[derive(Debug, Clone)]
pub struct WebIdentityCaller {
    /// The role that it assumed.
    pub role: RolePermissions,
    /// The issuer without its scheme.
    pub provider: String,
    /// The app that the token was made for.
    pub audience: String,
    /// The user.
    pub subject: String,
}
