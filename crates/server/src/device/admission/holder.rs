//! Whoever left a will, as it is stored with that: enough to be admitted again, and nothing secret.
//! Field numbers never change.

use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_types::{AccountId, Region};
use daypass_credentials::Session;
use daypass_services::Principal;
use daypass_services::principal::UserIdentity;
use prost::Message as _;

use crate::live::{AnonymousPolicy, Claim, Holder};

/// A claim, without the client id.
#[derive(Clone, PartialEq, prost::Message)]
struct HolderRecord {
    /// The account that the client acts in.
    #[prost(string, tag = "1")]
    account: String,
    /// The region that the client acts in.
    #[prost(string, tag = "2")]
    region: String,
    #[prost(string, tag = "3")]
    source_ip: String,
    #[prost(bool, tag = "4")]
    secure_transport: bool,
    #[prost(string, optional, tag = "5")]
    user_agent: Option<String>,
    /// The access key that signed in, where there is one.
    #[prost(string, tag = "6")]
    access_key_id: String,
    /// The account that the principal belongs to.
    #[prost(string, tag = "7")]
    principal_account: String,
    #[prost(oneof = "Kind", tags = "8, 9, 10, 11, 12")]
    kind: Option<Kind>,
}

#[derive(Clone, PartialEq, prost::Oneof)]
enum Kind {
    /// Somebody without credentials.
    #[prost(bool, tag = "8")]
    Anonymous(bool),
    /// The account's root user.
    #[prost(bool, tag = "9")]
    Root(bool),
    #[prost(message, tag = "10")]
    User(UserRecord),
    /// The id of a certificate.
    #[prost(string, tag = "11")]
    Certificate(String),
    /// A session, as its token carries it.
    #[prost(bytes, tag = "12")]
    Session(Vec<u8>),
}

#[derive(Clone, PartialEq, prost::Message)]
struct UserRecord {
    #[prost(string, tag = "1")]
    id: String,
    #[prost(string, tag = "2")]
    path: String,
    #[prost(string, tag = "3")]
    name: String,
}

/// What is stored of a claim.
pub(super) fn encode(claim: &Claim) -> Bytes {
    let principal = match &claim.holder {
        Holder::Anonymous(_) => &Principal::Anonymous,
        Holder::Principal(principal) => principal,
    };
    let kind = match principal {
        Principal::Anonymous => Kind::Anonymous(true),
        Principal::Root { .. } => Kind::Root(true),
        Principal::User { user, .. } => Kind::User(UserRecord {
            id: user.id.clone(),
            path: user.path.clone(),
            name: user.name.clone(),
        }),
        Principal::Certificate { certificate_id, .. } => {
            Kind::Certificate(certificate_id.as_ref().into())
        }
        Principal::Session { session, .. } => Kind::Session(session.to_bytes()),
    };
    let record = HolderRecord {
        account: claim.account.to_string(),
        region: claim.region.to_string(),
        source_ip: claim.source_ip.to_string(),
        secure_transport: claim.secure_transport,
        user_agent: claim.user_agent.as_deref().map(str::to_owned),
        access_key_id: principal.access_key_id().unwrap_or_default().to_owned(),
        principal_account: principal
            .account()
            .map(|account| account.to_string())
            .unwrap_or_default(),
        kind: Some(kind),
    };
    record.encode_to_vec().into()
}

/// The claim again; nothing if these bytes are none, or of a client without
/// credentials where none is let in any more.
pub(super) fn decode(
    bytes: &[u8],
    client_id: Arc<str>,
    anonymous: Option<&AnonymousPolicy>,
) -> Option<Claim> {
    let record = HolderRecord::decode(bytes).ok()?;
    let source_ip: IpAddr = record.source_ip.parse().ok()?;
    let account = AccountId::parse(&record.account).ok()?;
    let region = Region::parse(&record.region).ok()?;
    let own_account = || AccountId::parse(&record.principal_account).ok();
    let access_key_id: Arc<str> = record.access_key_id.as_str().into();
    let principal = match record.kind? {
        Kind::Anonymous(_) => None,
        Kind::Root(_) => Some(Principal::Root { account: own_account()?, access_key_id }),
        Kind::User(UserRecord { id, path, name }) => {
            let user = Arc::new(UserIdentity { account: own_account()?, id, path, name });
            Some(Principal::User { access_key_id, user })
        }
        Kind::Certificate(certificate_id) => Some(Principal::Certificate {
            certificate_id: certificate_id.into(),
            account: account.clone(),
            region: region.clone(),
        }),
        Kind::Session(session) => {
            let own_account = record.principal_account.parse().ok()?;
            let session = Arc::new(Session::from_bytes(own_account, &session)?);
            Some(Principal::Session { access_key_id, session })
        }
    };
    let holder = match principal {
        Some(principal) => Holder::Principal(principal),
        None => Holder::Anonymous(anonymous?.clone()),
    };
    let secure_transport = record.secure_transport;
    let user_agent = record.user_agent.map(String::into_boxed_str);
    Some(Claim { holder, account, region, client_id, source_ip, secure_transport, user_agent })
}

#[cfg(test)]
mod tests {
    use daypass_credentials::{CognitoSession, Epochs, SessionPolicy, SessionPrincipal};

    use super::*;

    fn claim(holder: Holder) -> Claim {
        Claim {
            holder,
            account: AccountId::parse("000000000001").unwrap(),
            region: Region::parse("eu-west-1").unwrap(),
            client_id: "lamp".into(),
            source_ip: "192.0.2.7".parse().unwrap(),
            secure_transport: true,
            user_agent: Some("lamp/1".into()),
        }
    }

    fn principals() -> Vec<Principal> {
        let account = AccountId::parse("000000000002").unwrap();
        let access_key_id: Arc<str> = "AKIADAYPASS0EXAMPLE0".into();
        let user = UserIdentity {
            account: account.clone(),
            id: "AIDA1".into(),
            path: "/a/".into(),
            name: "bob".into(),
        };
        let session = Session {
            account: "000000000002".parse().unwrap(),
            principal: SessionPrincipal {
                role_id: "AROA1".into(),
                role_name: "guest".into(),
                role_path: "/".into(),
                session_name: "s".into(),
                cognito: Some(CognitoSession {
                    identity_id: "eu-west-1:1".into(),
                    ..CognitoSession::default()
                }),
                ..SessionPrincipal::default()
            },
            session_policies: vec![SessionPolicy::GuestCut(1)],
            epochs: Epochs { identity: 3, pool: 2, role: 1 },
            issued_ms: 5,
            expires_ms: 6,
        };
        vec![
            Principal::Root { account, access_key_id: access_key_id.clone() },
            Principal::User { access_key_id: access_key_id.clone(), user: user.into() },
            Principal::Session { access_key_id, session: session.into() },
            Principal::Certificate {
                certificate_id: "ab".into(),
                account: AccountId::parse("000000000001").unwrap(),
                region: Region::parse("eu-west-1").unwrap(),
            },
        ]
    }

    #[test]
    fn a_claim_comes_back_whole() {
        for principal in principals() {
            let claim = claim(Holder::Principal(principal));
            let stored = encode(&claim);
            let again = decode(&stored, "lamp".into(), None).unwrap();
            assert_eq!(format!("{again:?}"), format!("{claim:?}"));
        }
    }

    #[test]
    fn a_client_without_credentials_comes_back_only_where_such_are_let_in() {
        let policy = AnonymousPolicy::Named("open".into());
        let stored = encode(&claim(Holder::Anonymous(policy.clone())));
        let again = decode(&stored, "lamp".into(), Some(&policy)).unwrap();
        assert!(
            matches!(again.holder, Holder::Anonymous(AnonymousPolicy::Named(name)) if *name == *"open")
        );
        assert!(decode(&stored, "lamp".into(), None).is_none());
        assert!(decode(b"\xff", "lamp".into(), Some(&policy)).is_none());
    }
}
