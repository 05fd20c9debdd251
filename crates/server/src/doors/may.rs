//! What somebody may do: `daypass can`, asked of the policies as they stand now.

use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::Subject;
use daypass_policy::{ContextMap, Explanation, Request};
use daypass_services::Principal;
use daypass_services::authorization::subject::{SubjectError, complete_resource, subject};
use daypass_services::authorization::{AccessError, connect, request_context, resolve};
use daypass_store::{Reads, Space, StoreError};
use http::{HeaderValue, Response, StatusCode};

use super::answer::{Refusal, json, text, wants_text};
use super::{Asked, Doors};
use crate::decisions::{Told, text as told_text};
use crate::live::anonymous_access;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
enum NoAnswer {
    #[error("the question needs `{0}`")]
    Incomplete(&'static str),
    #[error(transparent)]
    Subject(#[from] SubjectError),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Doors {
    /// Whether `principal` may do `action` on `resource`, and why; as `client`, if that is given.
    pub(super) async fn may(&self, asked: &Asked<'_>) -> Result<Response<Bytes>, Refusal> {
        let (principal, explanation) = self.ask(asked).await.map_err(|no| no.refusal())?;
        let told = Told::question(&subject_of(&principal, asked), &explanation);
        let mut answer = if wants_text(asked.parts) { text(told_text(&told)) } else { json(&told) };
        if let Some(outcome) = told.outcome {
            answer.headers_mut().insert(OUTCOME, HeaderValue::from_static(outcome));
        }
        Ok(answer)
    }

    async fn ask(&self, asked: &Asked<'_>) -> Result<(Principal, Explanation), NoAnswer> {
        let parameter =
            |name: &'static str| asked.query.value(name).ok_or(NoAnswer::Incomplete(name));
        let action = parameter("action")?;
        let resource = complete_resource(parameter("resource")?, &asked.account, &asked.region);
        let now = self.clock.now();
        let reads = Reads::new(&*self.environment.store, Space::State);
        let principal = subject(parameter("principal")?, &asked.account, &reads, now).await?;
        let documents = &self.environment.documents;
        let mut access = match &self.anonymous {
            Some(policy) if matches!(principal, Principal::Anonymous) && is_mqtt(action) => {
                let place = (&asked.account, &asked.region);
                anonymous_access(policy, place, &self.environment, &reads).await?
            }
            _ => resolve(&principal, &asked.region, documents, &reads).await?,
        };
        if let Some(client_id) = client_id(asked, action, &resource) {
            let place = (&asked.account, &asked.region);
            let attached = principal.thing_principal();
            connect(&mut access, documents, &reads, place, client_id, attached.as_deref()).await?;
        }
        let context = context(asked);
        let request =
            Request { action, resource: &resource, context: &context, now_ms: now.ours_ms };
        let permissions = Arc::clone(&access.grants).bind(access.variables);
        Ok((principal, permissions.explain(&request)))
    }
}

/// The question counts as a request that the asker sends.
fn context(asked: &Asked<'_>) -> ContextMap {
    request_context(asked.peer.ip(), asked.secure, None, asked.region.as_str())
}

/// The client id that was given, or the one that a CONNECT names.
fn client_id<'a>(asked: &'a Asked<'_>, action: &str, resource: &'a str) -> Option<&'a str> {
    let given = asked.query.value("client");
    let connects = action.eq_ignore_ascii_case("iot:Connect");
    let named = resource.split_once(":client/").map(|(_, client_id)| client_id);
    given.or_else(|| named.filter(|_| connects))
}

/// Whether the action is one that MQTT packets ask for: where clients without credentials are let in,
/// they come by MQTT alone.
fn is_mqtt(action: &str) -> bool {
    MQTT_ACTIONS.iter().any(|known| action.eq_ignore_ascii_case(known))
}

fn identity_id(principal: &Principal) -> Option<&str> {
    let cognito = principal.session()?.principal.cognito.as_ref()?;
    Some(&cognito.identity_id)
}

fn subject_of(principal: &Principal, asked: &Asked<'_>) -> Subject {
    Subject {
        principal_arn: principal.arn(),
        identity_id: identity_id(principal).map(str::to_owned),
        access_key_id: None,
        account: asked.account.to_string(),
        region: asked.region.to_string(),
        source_ip: asked.peer.ip(),
    }
}

impl NoAnswer {
    fn refusal(&self) -> Refusal {
        let status = match self {
            Self::Incomplete(_) | Self::Subject(SubjectError::Unknown(_)) => {
                StatusCode::BAD_REQUEST
            }
            Self::Store(_)
            | Self::Subject(SubjectError::Store(_))
            | Self::Access(AccessError::Store(_)) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Subject(_) | Self::Access(_) => StatusCode::NOT_FOUND,
        };
        Refusal::new(status, self.to_string())
    }
}

const MQTT_ACTIONS: [&str; 5] =
    ["iot:Connect", "iot:Publish", "iot:RetainPublish", "iot:Subscribe", "iot:Receive"];
/// What the answer's text begins with, for who reads no text.
const OUTCOME: &str = "x-daypass-outcome";
