//! The encoded form of a session: numbered fields that are never given another meaning.

use std::collections::BTreeMap;

use prost::Message as _;

use crate::account::AccountNumber;
use crate::session::{
    CognitoSession, Epochs, Origin, Session, SessionPolicy, SessionPrincipal, UserSession,
    WebIdentity,
};

/// A session without its account, which the access key id carries.
#[derive(Clone, PartialEq, prost::Message)]
pub(crate) struct SessionRecord {
    #[prost(string, tag = "1")]
    role_id: String,
    #[prost(string, tag = "2")]
    role_name: String,
    #[prost(string, tag = "3")]
    role_path: String,
    #[prost(string, tag = "4")]
    session_name: String,
    #[prost(message, optional, tag = "5")]
    cognito: Option<CognitoRecord>,
    #[prost(message, optional, tag = "6")]
    web_identity: Option<WebIdentityRecord>,
    #[prost(btree_map = "string, string", tag = "7")]
    principal_tags: BTreeMap<String, String>,
    #[prost(message, repeated, tag = "8")]
    session_policies: Vec<SessionPolicyRecord>,
    #[prost(string, optional, tag = "9")]
    source_identity: Option<String>,
    #[prost(message, repeated, tag = "10")]
    origins: Vec<OriginRecord>,
    #[prost(message, required, tag = "11")]
    epochs: EpochsRecord,
    #[prost(int64, tag = "12")]
    issued_ms: i64,
    #[prost(int64, tag = "13")]
    expires_ms: i64,
    #[prost(string, repeated, tag = "14")]
    transitive_tag_keys: Vec<String>,
    #[prost(message, optional, tag = "16")]
    user: Option<UserRecord>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct UserRecord {
    #[prost(string, tag = "1")]
    user_id: String,
    #[prost(string, tag = "2")]
    user_path: String,
    #[prost(string, tag = "3")]
    user_name: String,
    #[prost(string, tag = "4")]
    access_key_id: String,
    #[prost(string, optional, tag = "5")]
    federated_name: Option<String>,
}

#[derive(Clone, PartialEq, prost::Message)]
struct CognitoRecord {
    #[prost(string, tag = "1")]
    identity_id: String,
    #[prost(string, tag = "2")]
    pool_id: String,
    #[prost(string, repeated, tag = "3")]
    amr: Vec<String>,
    #[prost(bool, tag = "4")]
    authenticated: bool,
}

#[derive(Clone, PartialEq, prost::Message)]
struct WebIdentityRecord {
    #[prost(string, tag = "1")]
    provider: String,
    #[prost(string, tag = "2")]
    audience: String,
    #[prost(string, tag = "3")]
    subject: String,
    #[prost(string, tag = "4")]
    subject_type: String,
    #[prost(string, tag = "5")]
    name_qualifier: String,
}

#[derive(Clone, PartialEq, prost::Message)]
struct SessionPolicyRecord {
    #[prost(oneof = "SessionPolicyKind", tags = "1, 2, 3")]
    kind: Option<SessionPolicyKind>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
enum SessionPolicyKind {
    #[prost(uint32, tag = "1")]
    GuestCut(u32),
    #[prost(string, tag = "2")]
    Inline(String),
    #[prost(string, tag = "3")]
    Managed(String),
}

#[derive(Clone, PartialEq, prost::Message)]
struct OriginRecord {
    #[prost(string, tag = "1")]
    principal_id: String,
    #[prost(string, optional, tag = "2")]
    access_key_id: Option<String>,
    #[prost(string, optional, tag = "3")]
    identity_id: Option<String>,
    #[prost(string, optional, tag = "4")]
    pool_id: Option<String>,
    #[prost(message, required, tag = "5")]
    epochs: EpochsRecord,
    #[prost(uint64, tag = "6")]
    account: u64,
    #[prost(string, tag = "7")]
    role_name: String,
}

#[derive(Clone, Copy, PartialEq, prost::Message)]
struct EpochsRecord {
    #[prost(uint64, tag = "1")]
    identity: u64,
    #[prost(uint64, tag = "2")]
    pool: u64,
    #[prost(uint64, tag = "3")]
    role: u64,
}

impl SessionRecord {
    pub(crate) fn new(session: &Session) -> Self {
        let Session { account: _, principal, session_policies, epochs, issued_ms, expires_ms } =
            session;
        Self {
            role_id: principal.role_id.clone(),
            role_name: principal.role_name.clone(),
            role_path: principal.role_path.clone(),
            session_name: principal.session_name.clone(),
            cognito: principal.cognito.as_ref().map(CognitoRecord::from),
            web_identity: principal.web_identity.as_ref().map(WebIdentityRecord::from),
            principal_tags: principal.principal_tags.clone(),
            session_policies: session_policies.iter().map(SessionPolicyRecord::from).collect(),
            source_identity: principal.source_identity.clone(),
            origins: principal.origins.iter().map(OriginRecord::from).collect(),
            epochs: (*epochs).into(),
            issued_ms: *issued_ms,
            expires_ms: *expires_ms,
            transitive_tag_keys: principal.transitive_tag_keys.clone(),
            user: principal.user.as_ref().map(UserRecord::from),
        }
    }

    /// The session, or nothing when it holds a kind of session policy that this version does not
    /// know, or an origin in no account: leaving a cut out would widen the session.
    pub(crate) fn into_session(self, account: AccountNumber) -> Option<Session> {
        let session_policies = self
            .session_policies
            .into_iter()
            .map(SessionPolicyRecord::into_policy)
            .collect::<Option<_>>()?;
        let origins =
            self.origins.into_iter().map(OriginRecord::into_origin).collect::<Option<_>>()?;
        Some(Session {
            account,
            principal: SessionPrincipal {
                role_id: self.role_id,
                role_name: self.role_name,
                role_path: self.role_path,
                session_name: self.session_name,
                cognito: self.cognito.map(CognitoSession::from),
                web_identity: self.web_identity.map(WebIdentity::from),
                principal_tags: self.principal_tags,
                transitive_tag_keys: self.transitive_tag_keys,
                source_identity: self.source_identity,
                origins,
                user: self.user.map(UserSession::from),
            },
            session_policies,
            epochs: self.epochs.into(),
            issued_ms: self.issued_ms,
            expires_ms: self.expires_ms,
        })
    }
}

impl Session {
    /// The session without its account, to be stored where it has to be known again. It is not secret,
    /// and nobody signs in by it.
    pub fn to_bytes(&self) -> Vec<u8> {
        SessionRecord::new(self).encode_to_vec()
    }

    /// The session again; nothing if these are no session's bytes, or hold a cut that this version does
    /// not know.
    pub fn from_bytes(account: AccountNumber, bytes: &[u8]) -> Option<Self> {
        SessionRecord::decode(bytes).ok()?.into_session(account)
    }
}

impl SessionPolicyRecord {
    fn into_policy(self) -> Option<SessionPolicy> {
        self.kind.map(|kind| match kind {
            SessionPolicyKind::GuestCut(number) => SessionPolicy::GuestCut(number),
            SessionPolicyKind::Inline(text) => SessionPolicy::Inline(text),
            SessionPolicyKind::Managed(arn) => SessionPolicy::Managed(arn),
        })
    }
}

impl From<&SessionPolicy> for SessionPolicyRecord {
    fn from(policy: &SessionPolicy) -> Self {
        let kind = match policy {
            SessionPolicy::GuestCut(number) => SessionPolicyKind::GuestCut(*number),
            SessionPolicy::Inline(text) => SessionPolicyKind::Inline(text.clone()),
            SessionPolicy::Managed(arn) => SessionPolicyKind::Managed(arn.clone()),
        };
        Self { kind: Some(kind) }
    }
}

impl From<&CognitoSession> for CognitoRecord {
    fn from(cognito: &CognitoSession) -> Self {
        Self {
            identity_id: cognito.identity_id.clone(),
            pool_id: cognito.pool_id.clone(),
            amr: cognito.amr.clone(),
            authenticated: cognito.authenticated,
        }
    }
}

impl From<CognitoRecord> for CognitoSession {
    fn from(record: CognitoRecord) -> Self {
        let CognitoRecord { identity_id, pool_id, amr, authenticated } = record;
        Self { identity_id, pool_id, amr, authenticated }
    }
}

impl From<&UserSession> for UserRecord {
    fn from(user: &UserSession) -> Self {
        let UserSession { user_id, user_path, user_name, access_key_id, federated_name } =
            user.clone();
        Self { user_id, user_path, user_name, access_key_id, federated_name }
    }
}

impl From<UserRecord> for UserSession {
    fn from(record: UserRecord) -> Self {
        let UserRecord { user_id, user_path, user_name, access_key_id, federated_name } = record;
        Self { user_id, user_path, user_name, access_key_id, federated_name }
    }
}

impl From<&WebIdentity> for WebIdentityRecord {
    fn from(identity: &WebIdentity) -> Self {
        Self {
            provider: identity.provider.clone(),
            audience: identity.audience.clone(),
            subject: identity.subject.clone(),
            subject_type: identity.subject_type.clone(),
            name_qualifier: identity.name_qualifier.clone(),
        }
    }
}

impl From<WebIdentityRecord> for WebIdentity {
    fn from(record: WebIdentityRecord) -> Self {
        let WebIdentityRecord { provider, audience, subject, subject_type, name_qualifier } =
            record;
        Self { provider, audience, subject, subject_type, name_qualifier }
    }
}

impl From<&Origin> for OriginRecord {
    fn from(origin: &Origin) -> Self {
        Self {
            principal_id: origin.principal_id.clone(),
            access_key_id: origin.access_key_id.clone(),
            identity_id: origin.identity_id.clone(),
            pool_id: origin.pool_id.clone(),
            epochs: origin.epochs.into(),
            account: origin.account.number(),
            role_name: origin.role_name.clone(),
        }
    }
}

impl OriginRecord {
    fn into_origin(self) -> Option<Origin> {
        Some(Origin {
            principal_id: self.principal_id,
            account: AccountNumber::new(self.account).ok()?,
            role_name: self.role_name,
            access_key_id: self.access_key_id,
            identity_id: self.identity_id,
            pool_id: self.pool_id,
            epochs: self.epochs.into(),
        })
    }
}

impl From<Epochs> for EpochsRecord {
    fn from(epochs: Epochs) -> Self {
        let Epochs { identity, pool, role } = epochs;
        Self { identity, pool, role }
    }
}

impl From<EpochsRecord> for Epochs {
    fn from(record: EpochsRecord) -> Self {
        let EpochsRecord { identity, pool, role } = record;
        Self { identity, pool, role }
    }
}
