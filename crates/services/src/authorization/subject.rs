//! Principals and resources by the names that people type, for `daypass can`.

use daypass_aws_types::{AccountId, Region};
use daypass_credentials::{AccountNumberError, CognitoSession, Session, SessionPolicy};
use daypass_store::{Reads, Scope, StoreError};
use std::sync::Arc;

use super::guest_cut::GUEST_CUT_CURRENT;
use crate::cognito_identity::records::{
    IDENTITIES, IDENTITY_POOLS, IdentityPoolRecord, IdentityRecord, IdentityState,
};
use crate::iam::arn::{role_arn, role_name_from_arn, user_arn, user_name_from_arn};
use crate::iam::records::RoleRecord;
use crate::iam::role::role_key;
use crate::iam::user::record::user;
use crate::iot::certificate::records::CERTIFICATES;
use crate::logins::stored_authentication_methods;
use crate::ports::Now;
use crate::principal::{Principal, UserIdentity};
use crate::sessions::role_session;

/// Why a text names no principal.
#[derive(Debug, thiserror::Error)]
pub enum SubjectError {
    /// It has none of the known forms.
    #[error(
        "`{0}` names no principal: give the ARN of a role, a user or a certificate, an identity id, `cert:ID` or \
         `anonymous`"
    )]
    Unknown(String),
    /// There is no such role, user, identity or certificate in the account.
    #[error("there is no {kind} `{name}` in this account")]
    Missing {
        /// What it would be.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// The identity was merged into another one, or lost its last login.
    #[error("identity `{0}` is closed: it gets no credentials")]
    Closed(String),
    /// The pool has no role for identities of this kind.
    #[error("identity pool `{pool}` has no {kind} role")]
    NoRole {
        /// The pool.
        pool: String,
        /// `authenticated` or `unauthenticated`.
        kind: &'static str,
    },
    /// The account is no account.
    #[error(transparent)]
    Account(#[from] AccountNumberError),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The principal that `text` names, as its credentials would make it now: a role's or a user's ARN, an
/// assumed role's ARN, the ARN of the account's root, a certificate's ARN or `cert:ID`, an identity id,
/// `anonymous`.
/// Principals of other accounts are not seen.
pub async fn subject(
    text: &str,
    account: &AccountId,
    reads: &Reads<'_>,
    now: Now,
) -> Result<Principal, SubjectError> {
    if text == "anonymous" {
        return Ok(Principal::Anonymous);
    }
    if let Some(id) = text.strip_prefix("cert:") {
        return certificate(id, account, reads).await;
    }
    if let Some((_, id)) = text.split_once(":cert/").filter(|_| text.starts_with("arn:aws:iot:")) {
        let certificate = certificate(id, account, reads).await?;
        let own = certificate.arn() == text;
        return if own { Ok(certificate) } else { Err(missing("certificate", text)) };
    }
    if text == format!("arn:aws:iam::{account}:root") {
        return Ok(Principal::Root { account: account.clone(), access_key_id: Arc::from("") });
    }
    if text.starts_with(&format!("arn:aws:iam::{account}:user/")) {
        return user_named(account, text, reads).await;
    }
    if text.starts_with("arn:aws:iam::") {
        let role = existing_role(account, text, reads).await?;
        return Ok(of_session(role_session(account, &role, SESSION_NAME, SESSION_SECONDS, now)?));
    }
    if let Some(rest) = text.strip_prefix("arn:aws:sts::") {
        return assumed_role(text, rest, account, reads, now).await;
    }
    if is_identity_id(text) {
        return identity(text, account, reads, now).await;
    }
    Err(SubjectError::Unknown(text.to_owned()))
}

/// The ARN of a resource that may be given in short: `topic/x`, `topicfilter/x/#`, `client/c`,
/// `thing/t` and the like are AWS IoT's in this account and region. Whole ARNs and `*` stay what
/// they are.
pub fn complete_resource(text: &str, account: &AccountId, region: &Region) -> String {
    let kind = text.split_once('/').map(|(kind, _)| kind);
    if kind.is_some_and(|kind| IOT_RESOURCES.contains(&kind)) {
        format!("arn:aws:iot:{region}:{account}:{text}")
    } else {
        text.to_owned()
    }
}

async fn certificate(
    id: &str,
    account: &AccountId,
    reads: &Reads<'_>,
) -> Result<Principal, SubjectError> {
    let record = reads.peek(&CERTIFICATES.key(&Scope::GLOBAL, [&id.to_lowercase()])).await?;
    let record = record.filter(|record| record.account == account.as_str());
    let record = record.ok_or_else(|| missing("certificate", id))?;
    let region = Region::parse(&record.region).map_err(|_| missing("certificate", id))?;
    Ok(Principal::Certificate {
        certificate_id: record.id.into(),
        account: account.clone(),
        region,
    })
}

/// `ACCOUNT:assumed-role/ROLE/SESSION`.
async fn assumed_role(
    text: &str,
    rest: &str,
    account: &AccountId,
    reads: &Reads<'_>,
    now: Now,
) -> Result<Principal, SubjectError> {
    let names =
        rest.strip_prefix(account.as_str()).and_then(|rest| rest.strip_prefix(":assumed-role/"));
    let names = names.and_then(|names| names.split_once('/'));
    let (role, session) = names.ok_or_else(|| missing("role session", text))?;
    let key = role_key(account, role);
    let role = reads.peek(&key).await?.filter(|record| record.name == role);
    let role = role.ok_or_else(|| missing("role session", text))?;
    Ok(of_session(role_session(account, &role, session, SESSION_SECONDS, now)?))
}

/// A user by its ARN, path included.
async fn user_named(
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Principal, SubjectError> {
    let name = user_name_from_arn(account, arn).ok_or_else(|| missing("user", arn))?;
    let user = user(reads, account, name).await?;
    let user = user.filter(|user| user_arn(account, user) == arn);
    let user = user.ok_or_else(|| missing("user", arn))?;
    Ok(Principal::User {
        access_key_id: Arc::from(""),
        user: Arc::new(UserIdentity {
            account: account.clone(),
            id: user.id,
            path: user.path,
            name: user.name,
        }),
    })
}

async fn existing_role(
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<RoleRecord, SubjectError> {
    let name = role_name_from_arn(account, arn).ok_or_else(|| missing("role", arn))?;
    let role = reads.peek(&role_key(account, name)).await?;
    role.filter(|role| role_arn(account, role) == arn).ok_or_else(|| missing("role", arn))
}

/// An identity as the enhanced flow would make it: a guest with the guest cut, a signed-in one
/// with the authenticated role of its pool (role mappings need a token, which nobody gave here).
async fn identity(
    id: &str,
    account: &AccountId,
    reads: &Reads<'_>,
    now: Now,
) -> Result<Principal, SubjectError> {
    let unknown = || missing("identity", id);
    let identity = reads.peek(&IDENTITIES.key(&Scope::GLOBAL, [id])).await?.ok_or_else(unknown)?;
    let pool = reads.peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [&identity.pool_id])).await?;
    let pool = pool.filter(|pool| pool.account == account.as_str()).ok_or_else(unknown)?;
    let kind = match identity.state() {
        IdentityState::Guest => "unauthenticated",
        IdentityState::Authenticated => "authenticated",
        IdentityState::Disabled | IdentityState::Inaccessible => {
            return Err(SubjectError::Closed(id.to_owned()));
        }
    };
    let role = pool.roles.get(kind);
    let role = role.ok_or_else(|| SubjectError::NoRole { pool: pool.id.clone(), kind })?;
    let role = existing_role(account, role, reads).await?;
    let mut session = role_session(account, &role, COGNITO_SESSION_NAME, SESSION_SECONDS, now)?;
    let authenticated = identity.state() == IdentityState::Authenticated;
    if !authenticated {
        session.session_policies = vec![SessionPolicy::GuestCut(GUEST_CUT_CURRENT)];
    }
    session.epochs.identity = identity.epoch;
    session.epochs.pool = pool.epoch;
    session.principal.cognito = Some(CognitoSession {
        amr: methods(&pool, &identity),
        identity_id: identity.id,
        pool_id: pool.id,
        authenticated,
    });
    Ok(of_session(session))
}

/// What every guest of a pool has in common, for questions that name no guest: the session of the
/// pool's role for guests, with the guest cut and without an identity.
///
/// # Errors
/// There is no such pool in the account, or it has no role for guests.
pub async fn guest_of_pool(
    pool_id: &str,
    account: &AccountId,
    reads: &Reads<'_>,
    now: Now,
) -> Result<Principal, SubjectError> {
    let pool = reads.peek(&IDENTITY_POOLS.key(&Scope::GLOBAL, [pool_id])).await?;
    let pool = pool.filter(|pool| pool.account == account.as_str());
    let pool = pool.ok_or_else(|| missing("identity pool", pool_id))?;
    let kind = "unauthenticated";
    let role = pool.roles.get(kind).filter(|_| pool.allow_unauthenticated);
    let role = role.ok_or_else(|| SubjectError::NoRole { pool: pool.id.clone(), kind })?;
    let role = existing_role(account, role, reads).await?;
    let mut session = role_session(account, &role, COGNITO_SESSION_NAME, SESSION_SECONDS, now)?;
    session.session_policies = vec![SessionPolicy::GuestCut(GUEST_CUT_CURRENT)];
    Ok(of_session(session))
}

fn methods(pool: &IdentityPoolRecord, identity: &IdentityRecord) -> Vec<String> {
    if identity.state() == IdentityState::Guest {
        return vec!["unauthenticated".to_owned()];
    }
    let logins = identity.logins.iter();
    let methods = logins.flat_map(|login| stored_authentication_methods(pool, login));
    std::iter::once("authenticated".to_owned()).chain(methods).collect()
}

fn of_session(session: Session) -> Principal {
    Principal::Session { access_key_id: Arc::from(""), session: Arc::new(session) }
}

/// `REGION:UUID`.
fn is_identity_id(text: &str) -> bool {
    text.split_once(':').is_some_and(|(region, uuid)| {
        Region::parse(region).is_ok() && uuid::Uuid::try_parse(uuid).is_ok()
    })
}

fn missing(kind: &'static str, name: &str) -> SubjectError {
    SubjectError::Missing { kind, name: name.to_owned() }
}

/// The session's name where the text gives none.
const SESSION_NAME: &str = "daypass-can";
/// The session's name in the enhanced flow.
const COGNITO_SESSION_NAME: &str = "CognitoIdentityCredentials";
/// How long credentials last that nobody asked otherwise for.
const SESSION_SECONDS: u32 = 3_600;
/// What stands before the first `/` of AWS IoT's resources.
const IOT_RESOURCES: [&str; 8] =
    ["cert", "client", "policy", "rule", "thing", "thinggroup", "topic", "topicfilter"];
