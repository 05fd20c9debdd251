//! Who makes a call: the principals that credentials resolve to, and the names AWS gives them.

use std::borrow::Cow;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_credentials::{AccountNumber, Session, UserSession};

use crate::iot::certificate::certificate_arn;

/// The identity behind a request, after authentication.
///
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
#[derive(Debug, Clone)]
pub enum Principal {
    /// A call without a signature: the public operations of Cognito and STS.
    Anonymous,
    /// The account's root user, who may do everything.
    Root {
        /// The account that the root user owns.
        account: AccountId,
        /// The long-term access key that signed.
        access_key_id: Arc<str>,
    },
    /// An IAM user, by a long-term access key.
    User {
        /// The long-term access key that signed; empty where a user is only spoken of.
        access_key_id: Arc<str>,
        /// The user as it was when the call came.
        user: Arc<UserIdentity>,
    },
    /// A device that has proved to hold the key of its certificate.
    Certificate {
        /// The certificate's id, 64 hexadecimal digits.
        certificate_id: Arc<str>,
        /// The account that the certificate is registered in.
        account: AccountId,
        /// The region that it is registered in.
        region: Region,
    },
    /// Temporary credentials: a role's, a Cognito identity's among them, or a user's.
    Session {
        /// The temporary access key that signed.
        access_key_id: Arc<str>,
        /// What the session token carries.
        session: Arc<Session>,
    },
}

/// An IAM user as AWS's texts name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserIdentity {
    /// The account that the user belongs to.
    pub account: AccountId,
    /// The unique id, `AIDA…`.
    pub id: String,
    /// The path, beginning and ending in `/`.
    pub path: String,
    /// The name.
    pub name: String,
}

impl UserIdentity {
    /// `arn:aws:iam::ACCOUNT:user/PATH/NAME`.
    pub fn arn(&self) -> String {
        format!("arn:aws:iam::{}:user{}{}", self.account, self.path, self.name)
    }
}

impl Principal {
    /// The account that the principal belongs to; `None` for an unsigned call.
    pub fn account(&self) -> Option<AccountId> {
        match self {
            Self::Anonymous => None,
            Self::Root { account, .. } | Self::Certificate { account, .. } => Some(account.clone()),
            Self::User { user, .. } => Some(user.account.clone()),
            Self::Session { session, .. } => AccountId::parse(&session.account.to_string()).ok(),
        }
    }

    /// The ARN that AWS's texts and `GetCallerIdentity` show.
    pub fn arn(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Root { account, .. } => format!("arn:aws:iam::{account}:root"),
            Self::User { user, .. } => user.arn(),
            Self::Certificate { certificate_id, account, region } => {
                certificate_arn(account, region, certificate_id)
            }
            Self::Session { session, .. } => match &session.principal.user {
                Some(user) => user_session_arn(session.account, user),
                None => assumed_role_arn(session),
            },
        }
    }

    /// `aws:userid`: the account for root, a user's unique id, `ROLEID:session-name` for a role
    /// session, `ACCOUNT:NAME` for a federated user; for a device its certificate's id.
    pub fn user_id(&self) -> String {
        match self {
            Self::Anonymous => "anonymous".to_owned(),
            Self::Root { account, .. } => account.to_string(),
            Self::User { user, .. } => user.id.clone(),
            Self::Certificate { certificate_id, .. } => certificate_id.to_string(),
            Self::Session { session, .. } => match &session.principal.user {
                Some(user) => user_session_id(session.account, user),
                None => format!("{}:{}", session.principal.role_id, session.principal.session_name),
            },
        }
    }

    /// The session behind temporary credentials.
    pub fn session(&self) -> Option<&Arc<Session>> {
        match self {
            Self::Session { session, .. } => Some(session),
            Self::Anonymous | Self::Root { .. } | Self::User { .. } | Self::Certificate { .. } => {
                None
            }
        }
    }

    /// The IAM user that calls.
    pub fn user(&self) -> Option<&Arc<UserIdentity>> {
        match self {
            Self::User { user, .. } => Some(user),
            Self::Anonymous
            | Self::Root { .. }
            | Self::Session { .. }
            | Self::Certificate { .. } => None,
        }
    }

    /// The name by which things are attached to the principal: a certificate's ARN, an authenticated
    /// identity's id.
    pub fn thing_principal(&self) -> Option<Cow<'_, str>> {
        if let Self::Certificate { .. } = self {
            return Some(self.arn().into());
        }
        let cognito = self.session()?.principal.cognito.as_ref()?;
        cognito.authenticated.then_some(cognito.identity_id.as_str().into())
    }

    /// The access key that signed the call.
    pub fn access_key_id(&self) -> Option<&str> {
        match self {
            Self::Anonymous | Self::Certificate { .. } => None,
            Self::Root { access_key_id, .. }
            | Self::User { access_key_id, .. }
            | Self::Session { access_key_id, .. } => Some(access_key_id),
        }
    }
}

/// `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`: the role's path is left out, as AWS does.
pub fn assumed_role_arn(session: &Session) -> String {
    format!(
        "arn:aws:sts::{}:assumed-role/{}/{}",
        session.account, session.principal.role_name, session.principal.session_name
    )
}

/// The user's own ARN, or that of the federated user.
fn user_session_arn(account: AccountNumber, user: &UserSession) -> String {
    match &user.federated_name {
        Some(name) => federated_user_arn(account, name),
        None if user.user_id.is_empty() => format!("arn:aws:iam::{account}:root"),
        None => format!("arn:aws:iam::{account}:user{}{}", user.user_path, user.user_name),
    }
}

/// The user's own id, or `ACCOUNT:NAME` of the federated user.
fn user_session_id(account: AccountNumber, user: &UserSession) -> String {
    match &user.federated_name {
        Some(name) => format!("{account}:{name}"),
        None if user.user_id.is_empty() => account.to_string(),
        None => user.user_id.clone(),
    }
}

/// `arn:aws:sts::ACCOUNT:federated-user/NAME`.
pub fn federated_user_arn(account: impl std::fmt::Display, name: &str) -> String {
    format!("arn:aws:sts::{account}:federated-user/{name}")
}
