//! Sessions of users: what `GetSessionToken` and `GetFederationToken` give, and what such sessions
//! cannot call whatever policies say.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html>

use std::sync::Arc;

use daypass_aws_types::schema::{Operation, Service};
use daypass_credentials::{Session, UserSession};
use daypass_policy::PolicySet;

use super::variables::{add_session_keys, of_federated_user};
use super::{Access, AccessError, Resolver};
use crate::principal::{Principal, UserIdentity};

impl Resolver<'_> {
    /// What the user may do, as long as its key may be used. A federated user may do what the session
    /// policies allow as well, and so nothing where there are none.
    pub(super) async fn user_session(
        mut self,
        session: &Session,
        of: &UserSession,
    ) -> Result<Access, AccessError> {
        let cut = self.session_policies(session).await?;
        let account = self.account;
        let mut access = if of.user_id.is_empty() {
            self.root(&of.access_key_id).await?
        } else {
            let identity = UserIdentity {
                account: account.clone(),
                id: of.user_id.clone(),
                path: of.user_path.clone(),
                name: of.user_name.clone(),
            };
            self.user(&identity, &of.access_key_id).await?
        };
        if let Some(name) = &of.federated_name {
            if let Some(iam) = &mut Arc::make_mut(&mut access.grants).iam {
                iam.session = Some(cut.unwrap_or_else(PolicySet::empty));
            }
            access.variables = of_federated_user(session, name);
        }
        add_session_keys(session, &mut access.variables);
        access.expires_ms = Some(session.expires_ms);
        Ok(access)
    }
}

/// A call that no policy can give to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeyondSession {
    /// IAM is closed to sessions of users.
    Iam,
    /// STS is closed to sessions, but for a few operations.
    Sts,
}

/// Whether an operation is beyond what a session may ask for, whatever policies say.
pub fn beyond_session(principal: &Principal, operation: &Operation) -> Option<BeyondSession> {
    let of = &principal.session()?.principal;
    match (operation.service, &of.user) {
        (Service::Iam, Some(_)) => Some(BeyondSession::Iam),
        (Service::Sts, user) => {
            let open = match user {
                None => !OF_LONG_TERM_KEYS.contains(&operation.name),
                Some(UserSession { federated_name: None, .. }) => {
                    OF_USER_SESSIONS.contains(&operation.name)
                }
                Some(_) => operation.name == "GetCallerIdentity",
            };
            (operation.signed && !open).then_some(BeyondSession::Sts)
        }
        _ => None,
    }
}

/// What sessions of roles cannot call at STS.
const OF_LONG_TERM_KEYS: [&str; 2] = ["GetSessionToken", "GetFederationToken"];
/// All that sessions of `GetSessionToken` can call at STS.
const OF_USER_SESSIONS: [&str; 2] = ["AssumeRole", "GetCallerIdentity"];
