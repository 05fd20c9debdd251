//! A case's caller as the principal that its credentials would make.

use std::sync::Arc;

use daypass_credentials::{AccountNumberError, Session, SessionPolicy, WebIdentity};
use daypass_services::Principal;
use daypass_services::authorization::subject::{SubjectError, subject};
use daypass_services::ports::Now;
use daypass_services::sessions::role_session;
use daypass_store::{CommitError, MemoryStore, Reads, Space, Store as _};

use super::plant::{Planting, SESSION_SECONDS, policy_arn};
use super::suite::{Caller, IdentityCaller, RolePermissions, Suite};

/// Why there is no such caller.
#[derive(Debug, thiserror::Error)]
pub enum CallerError {
    /// The caller cannot be made.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The account is no account.
    #[error(transparent)]
    Account(#[from] AccountNumberError),
    /// The case does not fit into a store.
    #[error(transparent)]
    Store(#[from] CommitError),
}

/// Puts the caller into the store, and lets it in.
pub(super) async fn principal(
    suite: &Suite,
    caller: &Caller,
    store: &MemoryStore,
    now: Now,
) -> Result<Principal, CallerError> {
    let mut planting = Planting::new(suite);
    match caller {
        Caller::Identity(identity) => {
            planting.identity(identity);
            plant(store, planting).await?;
            of_identity(suite, identity, store, now).await
        }
        Caller::Device(device) => {
            let id = planting.device(device);
            plant(store, planting).await?;
            Ok(Principal::Certificate {
                certificate_id: id.into(),
                account: suite.account.clone(),
                region: suite.region.clone(),
            })
        }
        Caller::Role(role) => {
            let session = session(suite, role, &mut planting, now)?;
            plant(store, planting).await?;
            Ok(of_session(session))
        }
        Caller::WebIdentity(web) => {
            let mut session = session(suite, &web.role, &mut planting, now)?;
            session.principal.web_identity = Some(WebIdentity {
                provider: web.provider.clone(),
                audience: web.audience.clone(),
                subject: web.subject.clone(),
                ..WebIdentity::default()
            });
            plant(store, planting).await?;
            Ok(of_session(session))
        }
        Caller::Service(_) => Ok(Principal::Anonymous),
    }
}

async fn plant(store: &MemoryStore, planting: Planting<'_>) -> Result<(), CommitError> {
    let batch = Reads::new(store, Space::State).into_batch(planting.writes);
    store.commit(Space::State, batch).await.map(|_| ())
}

/// An identity of the enhanced flow, as `daypass can` makes it; tags and session policies are
/// added, and the basic flow takes the guest cut off.
async fn of_identity(
    suite: &Suite,
    caller: &IdentityCaller,
    store: &MemoryStore,
    now: Now,
) -> Result<Principal, CallerError> {
    let reads = Reads::new(store, Space::State);
    let principal = subject(&caller.identity_id, &suite.account, &reads, now).await?;
    let Some(session) = principal.session() else { return Ok(principal) };
    let mut session = Session::clone(session);
    if caller.basic {
        session.session_policies.clear();
    }
    add(suite, &caller.role, &mut session);
    Ok(of_session(session))
}

fn session(
    suite: &Suite,
    role: &RolePermissions,
    planting: &mut Planting<'_>,
    now: Now,
) -> Result<Session, AccountNumberError> {
    let record = planting.role(role);
    let mut session = role_session(&suite.account, &record, SESSION_NAME, SESSION_SECONDS, now)?;
    add(suite, role, &mut session);
    Ok(session)
}

fn add(suite: &Suite, role: &RolePermissions, session: &mut Session) {
    let policies = role.session.iter();
    let policies = policies.map(|name| SessionPolicy::Managed(policy_arn(&suite.account, name)));
    session.session_policies.extend(policies);
    session.principal.principal_tags.clone_from(&role.tags);
}

fn of_session(session: Session) -> Principal {
    Principal::Session { access_key_id: Arc::from(""), session: Arc::new(session) }
}

/// The session's name, where the flow does not give one.
const SESSION_NAME: &str = "policy-test";
