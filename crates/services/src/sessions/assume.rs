//! A Cognito identity assumes a role: inside `GetCredentialsForIdentity`, or with its identity token
//! at STS.

use std::collections::BTreeMap;
use std::sync::Arc;

use daypass_aws_types::AccountId;
use daypass_credentials::{CognitoSession, Epochs, Session, SessionPolicy};
use daypass_policy::{ContextMap, TrustCaller};
use daypass_store::Reads;

use super::{AssumeError, VendedCredentials, role_session, vend};
use crate::authorization::{TrustQuestion, decide_trust, identity_trust_keys, trust_policy};
use crate::cognito_identity::records::{IdentityPoolRecord, IdentityRecord, IdentityState};
use crate::iam::arn::{role_arn, role_name_from_arn};
use crate::iam::records::RoleRecord;
use crate::iam::role::role_key;
use crate::operation::Call;

/// The provider's name in trust policies and the prefix of its condition keys.
pub const COGNITO_IDENTITY: &str = "cognito-identity.amazonaws.com";

/// A Cognito identity and the role that it is to become.
#[derive(Debug)]
pub struct IdentityAssumption<'a> {
    /// The identity as it stands when the call is answered: its epoch goes into the session.
    pub identity: &'a IdentityRecord,
    /// Its pool.
    pub pool: &'a IdentityPoolRecord,
    /// `cognito-identity.amazonaws.com:amr`.
    pub amr: &'a [String],
    /// Session tags.
    pub principal_tags: &'a BTreeMap<String, String>,
    /// The role, which must be in the pool's account.
    pub role_arn: &'a str,
    /// The session's name: `CognitoIdentityCredentials` in the enhanced flow.
    pub session_name: &'a str,
    /// How long the session lasts, in seconds.
    pub seconds: u32,
    /// What cuts the role: [`SessionPolicy::GuestCut`] for a guest in the enhanced flow.
    pub session_policies: Vec<SessionPolicy>,
}

/// A role that an identity assumed.
#[derive(Debug)]
pub struct AssumedForIdentity {
    /// The credentials.
    pub credentials: VendedCredentials,
    /// What they stand for.
    pub session: Session,
}

/// Assumes a role for an identity, if the role's trust policy lets it.
pub async fn assume_for_identity<Input>(
    call: &Call<'_, Input>,
    reads: &Reads<'_>,
    assumption: IdentityAssumption<'_>,
) -> Result<AssumedForIdentity, AssumeError> {
    let role = trusted_role(call, reads, &assumption).await?;
    vend_for_identity(call, &role, assumption)
}

/// A role that lets the identity in.
#[derive(Debug)]
pub(crate) struct TrustedRole {
    account: AccountId,
    role: Arc<RoleRecord>,
}

impl TrustedRole {
    /// The role.
    pub(crate) fn record(&self) -> &RoleRecord {
        &self.role
    }
}

/// The first half: whether the role lets the identity in. How long and under which session
/// policies is not asked yet, so that nobody else hears about them.
pub(crate) async fn trusted_role<Input>(
    call: &Call<'_, Input>,
    reads: &Reads<'_>,
    assumption: &IdentityAssumption<'_>,
) -> Result<TrustedRole, AssumeError> {
    let account = AccountId::parse(&assumption.pool.account)
        .map_err(|_| AssumeError::NoRole(assumption.role_arn.to_owned()))?;
    let role = existing_role(reads, &account, assumption.role_arn).await?;
    check_trust(call, &account, &role, assumption)?;
    Ok(TrustedRole { account, role })
}

/// The second half: the credentials.
pub(crate) fn vend_for_identity<Input>(
    call: &Call<'_, Input>,
    TrustedRole { account, role }: &TrustedRole,
    assumption: IdentityAssumption<'_>,
) -> Result<AssumedForIdentity, AssumeError> {
    let IdentityAssumption { identity, pool, seconds, session_name, .. } = assumption;
    let mut session = role_session(account, role, session_name, seconds, call.now)?;
    session.principal.cognito = Some(CognitoSession {
        identity_id: identity.id.clone(),
        pool_id: pool.id.clone(),
        amr: assumption.amr.to_vec(),
        authenticated: identity.state() == IdentityState::Authenticated,
    });
    session.principal.principal_tags.clone_from(assumption.principal_tags);
    session.session_policies = assumption.session_policies;
    session.epochs = Epochs { identity: identity.epoch, pool: pool.epoch, role: role.epoch };
    Ok(AssumedForIdentity { credentials: vend(call.environment, &call.random, &session)?, session })
}

/// The role of this very ARN, path included.
pub(crate) async fn existing_role(
    reads: &Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<Arc<RoleRecord>, AssumeError> {
    let missing = || AssumeError::NoRole(arn.to_owned());
    let name = role_name_from_arn(account, arn).ok_or_else(missing)?;
    let role = reads.peek_shared(&role_key(account, name)).await?;
    role.filter(|role| role_arn(account, role) == arn).ok_or_else(missing)
}

fn check_trust<Input>(
    call: &Call<'_, Input>,
    account: &AccountId,
    role: &RoleRecord,
    assumption: &IdentityAssumption<'_>,
) -> Result<(), AssumeError> {
    let arn = || assumption.role_arn.to_owned();
    let unreadable = |error| AssumeError::Document { role: arn(), error };
    let trust = trust_policy(&call.environment.documents, role).map_err(unreadable)?;
    let context = identity_trust_keys(
        &assumption.pool.id,
        &assumption.identity.id,
        assumption.amr,
        assumption.session_name,
        assumption.principal_tags,
    );
    let question = TrustQuestion {
        account,
        role,
        caller: TrustCaller::Federated { provider: COGNITO_IDENTITY },
        actions: if assumption.principal_tags.is_empty() {
            &WEB_IDENTITY
        } else {
            &WEB_IDENTITY_TAGGED
        },
        context: &context,
    };
    if !decide_trust(call, &question).map_err(unreadable)? {
        return Err(AssumeError::Untrusted(arn()));
    }
    // Saving such a policy is refused, but one may be older than that rule.
    if trust.document().trusts_any_identity_pool() {
        return Err(AssumeError::Unpinned(arn()));
    }
    Ok(())
}

/// `aws:RequestTag/KEY` and `aws:TagKeys`.
pub(crate) fn add_request_tags(context: &mut ContextMap, tags: &BTreeMap<String, String>) {
    if tags.is_empty() {
        return;
    }
    for (key, value) in tags {
        context.insert(format!("aws:RequestTag/{key}"), value.as_str());
    }
    context.insert_many("aws:TagKeys", tags.keys().cloned());
}

const WEB_IDENTITY: [&str; 1] = ["sts:AssumeRoleWithWebIdentity"];
const WEB_IDENTITY_TAGGED: [&str; 2] = ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"];
