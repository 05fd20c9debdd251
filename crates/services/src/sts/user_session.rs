//! `GetSessionToken` and `GetFederationToken`: a long-term key gets temporary credentials for its
//! user, or for somebody whom the user vouches for. No role is assumed.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::sts::{
    FederatedUser, GET_FEDERATION_TOKEN, GET_SESSION_TOKEN, GetFederationTokenInput,
    GetFederationTokenOutput, GetSessionTokenInput, GetSessionTokenOutput,
};
use daypass_credentials::{Epochs, Session, SessionPrincipal, UserSession};
use daypass_store::{Reads, Writes};

use super::answer::{credentials, packed_policy_size, session_token_size};
use super::error::{cannot_call, no_second_factor, session_refused};
use super::session_policies::session_policies;
use super::session_tags::SessionTags;
use crate::operation::{Call, Operation, Permission};
use crate::principal::{Principal, federated_user_arn};
use crate::sessions::vend;

/// When a call names no duration.
const DEFAULT_SECONDS: u32 = 43_200;
/// The most that the account's root gets; a longer wish is cut to it.
const ROOT_SECONDS_MAX: u32 = 3_600;

/// `GetSessionToken`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html>
#[derive(Debug)]
pub(super) struct GetSessionToken;

impl Operation for GetSessionToken {
    type Input = GetSessionTokenInput;
    type Output = GetSessionTokenOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_SESSION_TOKEN;

    /// None: a user needs no permission, and the session has no more than the user.
    async fn permissions(
        _: &Call<'_, GetSessionTokenInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(Vec::new())
    }

    async fn decide(
        call: &Call<'_, GetSessionTokenInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetSessionTokenOutput, ServiceError> {
        if call.input.serial_number.is_some() || call.input.token_code.is_some() {
            return Err(no_second_factor());
        }
        let session = user_session(call, call.input.duration_seconds, None)?;
        let vended = vend(call.environment, &call.random, &session)
            .map_err(|error| session_refused(Self::DESCRIPTOR.name, error))?;
        Ok(GetSessionTokenOutput {
            credentials: Some(credentials(&vended)),
            session_token_size: session_token_size(&vended),
            session_token_utilization: Some(vended.token_utilization_percent()),
        })
    }
}

/// `GetFederationToken`: <https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html>
#[derive(Debug)]
pub(super) struct GetFederationToken;

impl Operation for GetFederationToken {
    type Input = GetFederationTokenInput;
    type Output = GetFederationTokenOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_FEDERATION_TOKEN;

    async fn permissions(
        call: &Call<'_, GetFederationTokenInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let tags = SessionTags::of_call(call.input.tags.as_deref(), None)?;
        let arn = federated_user_arn(call.account, &call.input.name);
        let tagging = (!tags.requested.is_empty()).then_some("sts:TagSession");
        let permission = |action| {
            let mut permission = Permission::new(action, arn.clone());
            tags.add_to(&mut permission.context);
            permission
        };
        Ok(["sts:GetFederationToken"].into_iter().chain(tagging).map(permission).collect())
    }

    async fn decide(
        call: &Call<'_, GetFederationTokenInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetFederationTokenOutput, ServiceError> {
        let input = call.input;
        let mut session = user_session(call, input.duration_seconds, Some(&input.name))?;
        let (policy, arns) = (input.policy.as_deref(), input.policy_arns.as_deref());
        session.session_policies = session_policies(policy, arns, call.account, reads).await?;
        let tags = SessionTags::of_call(input.tags.as_deref(), None)?;
        session.principal.principal_tags = tags.requested;
        let vended = vend(call.environment, &call.random, &session)
            .map_err(|error| session_refused(Self::DESCRIPTOR.name, error))?;
        Ok(GetFederationTokenOutput {
            credentials: Some(credentials(&vended)),
            federated_user: Some(FederatedUser {
                arn: federated_user_arn(call.account, &input.name),
                federated_user_id: format!("{}:{}", call.account, input.name),
            }),
            packed_policy_size: packed_policy_size(&session),
            session_token_size: session_token_size(&vended),
            session_token_utilization: Some(vended.token_utilization_percent()),
        })
    }
}

/// A session of the caller, who must have come with a long-term key; or of a federated user.
fn user_session<I>(
    call: &Call<'_, I>,
    duration_seconds: Option<i32>,
    federated_name: Option<&str>,
) -> Result<Session, ServiceError> {
    let operation = if federated_name.is_some() { "GetFederationToken" } else { "GetSessionToken" };
    let mut user = match call.principal {
        Principal::Root { access_key_id, .. } => {
            UserSession { access_key_id: access_key_id.to_string(), ..UserSession::default() }
        }
        Principal::User { user, access_key_id } => UserSession {
            user_id: user.id.clone(),
            user_path: user.path.clone(),
            user_name: user.name.clone(),
            access_key_id: access_key_id.to_string(),
            federated_name: None,
        },
        Principal::Anonymous | Principal::Certificate { .. } | Principal::Session { .. } => {
            return Err(cannot_call(operation));
        }
    };
    user.federated_name = federated_name.map(str::to_owned);
    // That they are 900 at least and 129,600 at most, the model's constraints say.
    let asked = duration_seconds.and_then(|seconds| u32::try_from(seconds).ok());
    let asked = asked.unwrap_or(DEFAULT_SECONDS);
    let seconds = if user.user_id.is_empty() { asked.min(ROOT_SECONDS_MAX) } else { asked };
    let now_ms = call.now.ours_ms;
    Ok(Session {
        account: call.account.as_str().parse().map_err(|_| cannot_call(operation))?,
        principal: SessionPrincipal { user: Some(user), ..SessionPrincipal::default() },
        session_policies: Vec::new(),
        epochs: Epochs::default(),
        issued_ms: now_ms,
        expires_ms: now_ms.saturating_add(i64::from(seconds) * 1_000),
    })
}
