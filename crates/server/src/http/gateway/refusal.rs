//! Why a call came to nothing, what the caller hears of it, and what is recorded.

use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_protocol::sigv4::ErrorKind;
use daypass_aws_protocol::{RouteError, encode_error};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Protocol;
use daypass_broker::DecisionId;
use daypass_policy::{ContextMap, Explanation, Permissions};
use daypass_services::CallNote;
use daypass_services::logins::LoginMeasure;
use daypass_services::ports::Now;
use http::{HeaderValue, Response, StatusCode};

use super::{Audit, Gateway, Routed, unrouted};
use crate::authenticate::Unauthenticated;
use crate::decisions::{Answer, RefusedPermission, Why, encoded_message};
use crate::entropy::random;
use crate::http::bare;

/// Why a call came to nothing.
pub(super) enum Refusal {
    /// The caller is not who it says, or may not be that any more.
    Unauthenticated(Unauthenticated),
    /// The policies do not allow it.
    Policy(PolicyRefusal),
    /// The service answered with an error, and left what it has to say of it.
    Service(ServiceError, Left),
}

/// What an operation left beside its error.
#[derive(Default)]
pub(super) struct Left {
    /// Of the trust policy that refused, if one did.
    explanation: Option<Explanation>,
    /// Of the login that failed by it, if one did.
    login: Option<LoginMeasure>,
}

/// A permission that was refused, with what is needed to ask again why.
pub(super) struct PolicyRefusal {
    pub(super) error: ServiceError,
    pub(super) action: &'static str,
    pub(super) resource: String,
    pub(super) context: ContextMap,
    pub(super) permissions: Arc<Permissions>,
}

impl Refusal {
    /// An error of the service, or of its protocol.
    pub(super) fn service(error: ServiceError) -> Box<Self> {
        Box::new(Self::Service(error, Left::default()))
    }

    /// An error of an operation, with what it left on its note.
    pub(super) fn noted(error: ServiceError, note: &CallNote) -> Box<Self> {
        let left = Left { explanation: note.take(), login: note.take_login() };
        Box::new(Self::Service(error, left))
    }
}

impl Gateway {
    /// Answers and records a refusal.
    pub(super) fn refused(
        &self,
        routed: &Routed,
        refusal: Refusal,
        audit: &mut Audit,
    ) -> Response<Bytes> {
        let error = error_of(&refusal, routed);
        audit.error = Some(error.shape.code);
        let why = why(&refusal, &error);
        audit.decision = why.map(|why| self.records.record(why, routed.now, audit));
        let encoded = self.encoded(&refusal, routed.now, audit);
        let mut answer = match refusal {
            Refusal::Unauthenticated(unauthenticated) if is_bare(&unauthenticated) => {
                bare(StatusCode::BAD_REQUEST)
            }
            _ => encode_error(routed.route.operation, &error, &audit.request_id),
        };
        audit.mark(answer.headers_mut());
        if let Some(encoded) = encoded {
            answer.headers_mut().insert(AUTHORIZATION_MESSAGE, encoded);
        }
        answer
    }

    /// What `DecodeAuthorizationMessage` tells of a refusal.
    fn encoded(&self, refusal: &Refusal, now: Now, audit: &Audit) -> Option<HeaderValue> {
        let Refusal::Policy(refusal) = refusal else { return None };
        let principal = audit.principal.as_ref()?;
        let account = principal.account()?;
        let refused = RefusedPermission {
            account: account.as_str(),
            principal_id: Some(&principal.user_id()),
            principal_arn: &principal.arn(),
            action: refusal.action,
            resource: &refusal.resource,
            context: &refusal.context,
            permissions: &refusal.permissions,
            now_ms: now.ours_ms,
        };
        let ring = self.environment.keys.ring();
        HeaderValue::try_from(encoded_message(&refused, &ring, &random(&*self.entropy))?).ok()
    }

    /// Answers and records the refusal of a call that was for no operation.
    pub(super) fn refused_unrouted(
        &self,
        refused: Unauthenticated,
        protocol: Protocol,
        audit: &mut Audit,
    ) -> Response<Bytes> {
        let error = refused.service_error(protocol);
        let why = why(&Refusal::Unauthenticated(refused), &error);
        audit.decision = why.map(|why| self.records.record(why, self.clock.now(), audit));
        let mut answer = unrouted(&RouteError { protocol, error }, audit);
        audit.mark(answer.headers_mut());
        answer
    }

    /// Records a refusal that is let through.
    pub(super) fn record_policy(
        &self,
        refusal: &PolicyRefusal,
        now: Now,
        audit: &Audit,
    ) -> DecisionId {
        self.records.record(policy_why(refusal), now, audit)
    }
}

/// The error as the operation's service words it.
fn error_of(refusal: &Refusal, routed: &Routed) -> ServiceError {
    match refusal {
        Refusal::Policy(refusal) => refusal.error.clone(),
        Refusal::Service(error, _) => error.clone(),
        Refusal::Unauthenticated(unauthenticated) => {
            unauthenticated.service_error(routed.route.operation.service.protocol())
        }
    }
}

/// What the record says; nothing where nobody was refused.
fn why(refusal: &Refusal, error: &ServiceError) -> Option<Why> {
    let answer = |hint: Option<String>| Answer {
        code: error.shape.code.into(),
        message: error.message.as_str().into(),
        hint: hint.map(Into::into),
    };
    match refusal {
        Refusal::Unauthenticated(Unauthenticated::Store(_)) => None,
        Refusal::Unauthenticated(unauthenticated) => {
            Some(Why::Authentication(answer(Some(unauthenticated.reason()))))
        }
        Refusal::Policy(refusal) => Some(policy_why(refusal)),
        Refusal::Service(_, Left { explanation: Some(explanation), .. }) => {
            Some(Why::Trust(Box::new(explanation.clone())))
        }
        Refusal::Service(error, left) => {
            let refuses = REFUSING.contains(&error.shape.name);
            let answer = || answer(error.hint.clone());
            refuses.then(|| match &left.login {
                Some(measure) => Why::Login(answer(), measure.clone()),
                None => Why::Service(answer()),
            })
        }
    }
}

fn policy_why(refusal: &PolicyRefusal) -> Why {
    Why::Policy {
        action: refusal.action.into(),
        resource: refusal.resource.as_str().into(),
        context: refusal.context.clone(),
        permissions: Arc::clone(&refusal.permissions),
    }
}

/// AWS answers a request line that it does not read with a status and nothing else.
fn is_bare(unauthenticated: &Unauthenticated) -> bool {
    matches!(unauthenticated, Unauthenticated::Signature(error) if error.kind == ErrorKind::BadRequest)
}

/// Errors by which services refuse a caller, rather than tell it about a mistake.
const REFUSING: &[&str] = &[
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredTokenException",
    "ExpiredTradeInTokenException",
    "ForbiddenException",
    "IDPRejectedClaimException",
    "InvalidIdentityPoolConfigurationException",
    "InvalidIdentityTokenException",
    "NotAuthorizedException",
    "OutboundWebIdentityFederationDisabledException",
    "SessionDurationEscalationException",
    "UnauthorizedException",
];

/// Where a refusal by policy hands out what `DecodeAuthorizationMessage` takes.
const AUTHORIZATION_MESSAGE: &str = "x-daypass-authorization-message";
