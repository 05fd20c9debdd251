//! What a temporary credential stands for: the plain types that a session token carries.

use std::collections::BTreeMap;

use crate::account::AccountNumber;

/// A session: who acts, under which cuts, and from when to when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Session {
    /// The account of the role. The access key id carries it.
    pub account: AccountNumber,
    /// Who acts.
    pub principal: SessionPrincipal,
    /// What cuts the role's permissions; nothing cuts them when empty. AWS takes one inline
    /// policy and ten managed ones.
    pub session_policies: Vec<SessionPolicy>,
    /// The epochs at issue. A revocation has happened since when one of them is no longer current.
    pub epochs: Epochs,
    /// When the session was issued, in milliseconds since 1970.
    pub issued_ms: i64,
    /// When it ends, in milliseconds since 1970. The caller compares it with its own `now`.
    pub expires_ms: i64,
}

/// A role that someone assumed, and who did; or a user who asked for a session of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SessionPrincipal {
    /// The role's unique id, `AROA…`: a role that is deleted and made again is another one.
    pub role_id: String,
    /// The role's name.
    pub role_name: String,
    /// The role's path, `/` or `/…/`.
    pub role_path: String,
    /// The session's name (AWS's `RoleSessionName`).
    pub session_name: String,
    /// The Cognito identity that the session is for, if it is for one.
    pub cognito: Option<CognitoSession>,
    /// The provider and subject that assumed the role, if a web identity did.
    pub web_identity: Option<WebIdentity>,
    /// The principal's tags, `aws:PrincipalTag/KEY`.
    pub principal_tags: BTreeMap<String, String>,
    /// Keys of the tags that later sessions of the chain inherit.
    pub transitive_tag_keys: Vec<String>,
    /// The source identity, which no later session of the chain can change.
    pub source_identity: Option<String>,
    /// The sessions and keys that this one was chained from, the first at the front: what cuts
    /// one of them off cuts this one off.
    pub origins: Vec<Origin>,
    /// Whose session it is where no role was assumed: then the role's names are empty.
    pub user: Option<UserSession>,
}

/// A session of an IAM user or of the account's root (`GetSessionToken`), or of somebody whom one of
/// them vouches for (`GetFederationToken`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct UserSession {
    /// The user's unique id, `AIDA…`; empty for the account's root.
    pub user_id: String,
    /// The user's path, `/` or `/…/`; empty for the account's root.
    pub user_path: String,
    /// The user's name; empty for the account's root.
    pub user_name: String,
    /// The long-term access key that asked: it is checked on use.
    pub access_key_id: String,
    /// The name of the federated user, if it is one's session.
    pub federated_name: Option<String>,
}

/// The Cognito context of a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CognitoSession {
    /// The identity's id, `REGION:UUID`; `cognito-identity.amazonaws.com:sub`.
    pub identity_id: String,
    /// The identity pool's id, `REGION:UUID`; `cognito-identity.amazonaws.com:aud`.
    pub pool_id: String,
    /// `cognito-identity.amazonaws.com:amr`: `unauthenticated`, or `authenticated` and the
    /// providers.
    pub amr: Vec<String>,
    /// Whether the identity signed in. A guest did not.
    pub authenticated: bool,
}

/// The web identity that a role was assumed with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct WebIdentity {
    /// The issuer without its scheme, the prefix of the provider's condition keys; the ARN of a
    /// SAML provider.
    pub provider: String,
    /// The audience that was checked (`azp` where the token has one).
    pub audience: String,
    /// The token's subject.
    pub subject: String,
    /// `saml:sub_type`; empty unless it was a SAML assertion.
    pub subject_type: String,
    /// `saml:namequalifier`; empty unless it was a SAML assertion.
    pub name_qualifier: String,
}

/// One policy that cuts what the role allows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SessionPolicy {
    /// The guest policy that Cognito's enhanced flow adds, by its number in our list: the
    /// text is longer than a token may be.
    GuestCut(u32),
    /// A policy document given in the call.
    Inline(String),
    /// The ARN of a managed policy, read when the session is used.
    Managed(String),
}

/// Counters that only grow, one step for each revocation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Epochs {
    /// Of the Cognito identity; 0 where there is none.
    pub identity: u64,
    /// Of the identity pool; 0 where there is none.
    pub pool: u64,
    /// Of the role, by its unique id.
    pub role: u64,
}

/// A session or long-term key that a session was chained from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The unique id of the role or user (`AROA…`, `AIDA…`), or the account number for its root.
    pub principal_id: String,
    /// The account of the role or key.
    pub account: AccountNumber,
    /// The role's name, empty for a long-term key.
    pub role_name: String,
    /// The long-term access key that was used, if one was: it is checked on use.
    pub access_key_id: Option<String>,
    /// The Cognito identity of the session, if it had one.
    pub identity_id: Option<String>,
    /// The identity pool of the session, if it had one.
    pub pool_id: Option<String>,
    /// The epochs that the session carried.
    pub epochs: Epochs,
}
