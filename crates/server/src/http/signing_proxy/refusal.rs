//! Why a request does not pass, what the caller hears of it, and what is recorded.

use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_protocol::s3::{Permission, S3Error};
use daypass_aws_protocol::sigv4::{Form, SigV4Error};
use daypass_policy::{ContextMap, Permissions};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode};

use super::SigningProxy;
use super::download::Download;
use crate::authenticate::Unauthenticated;
use crate::decisions::{Answer, Why};
use crate::http::audit::Audit;

/// Why a request does not pass.
pub(super) enum Refusal {
    /// The caller is not who it says, or may not be that any more.
    Unauthenticated(Unauthenticated, Option<Form>),
    /// The policies do not allow it.
    Policy(PolicyRefusal),
    /// The request is not one that is passed on, or its body is not the one that was signed.
    Rule(S3Error),
    /// The store refused it; its own words are about our key.
    Store(StatusCode),
    /// Nobody was refused: there is no room, or no store.
    Unavailable(S3Error),
}

/// A permission that was refused.
pub(super) struct PolicyRefusal {
    pub(super) needed: Permission,
    pub(super) context: ContextMap,
    pub(super) permissions: Arc<Permissions>,
}

impl Refusal {
    pub(super) fn unauthenticated(form: Option<Form>) -> impl Fn(Unauthenticated) -> Self {
        move |refused| Self::Unauthenticated(refused, form)
    }

    pub(super) fn signature(form: Option<Form>) -> impl Fn(SigV4Error) -> Self {
        move |error| Self::Unauthenticated(error.into(), form)
    }

    /// The error as S3 words it.
    fn error(&self, audit: &Audit) -> S3Error {
        match self {
            Self::Unauthenticated(refused, form) => {
                let unavailable = S3Error::unavailable;
                refused
                    .wire()
                    .map_or_else(unavailable, |error| S3Error::of_signature(&error, *form))
            }
            Self::Policy(PolicyRefusal { needed, .. }) => S3Error::denied(format!(
                "User: {} is not authorized to perform: {} on resource: \"{}\"",
                audit.principal_arn(),
                needed.action,
                needed.resource
            )),
            Self::Rule(error) | Self::Unavailable(error) => error.clone(),
            Self::Store(_) => S3Error::denied("Access Denied"),
        }
    }

    /// What the record says; nothing where nobody was refused.
    fn why(self, error: &S3Error, action: &'static str) -> Option<Why> {
        let answer = |hint: Option<String>| Answer {
            code: error.code.into(),
            message: error.message.as_ref().into(),
            hint: hint.map(Into::into),
        };
        match self {
            Self::Unavailable(_) | Self::Unauthenticated(Unauthenticated::Store(_), _) => None,
            Self::Unauthenticated(Unauthenticated::Closed(closed), _) => Some(Why::Closed {
                action: action.into(),
                resource: "*".into(),
                reason: closed.to_string().into(),
            }),
            Self::Unauthenticated(refused, _) => {
                Some(Why::Authentication(answer(Some(refused.reason()))))
            }
            Self::Policy(refused) => Some(refused.why()),
            Self::Rule(_) => Some(Why::Service(answer(None))),
            Self::Store(status) => {
                let hint = format!(
                    "the store answered {status}: look at its log, and at the key of \
                                    the signing proxy"
                );
                Some(Why::Service(answer(Some(hint))))
            }
        }
    }
}

impl PolicyRefusal {
    pub(super) fn why(self) -> Why {
        Why::Policy {
            action: self.needed.action.into(),
            resource: self.needed.resource.into(),
            context: self.context,
            permissions: self.permissions,
        }
    }
}

impl SigningProxy {
    /// Answers and records a refusal.
    pub(super) fn refused(
        &self,
        refusal: Refusal,
        asked: &Parts,
        audit: &mut Audit,
    ) -> Response<Download> {
        let error = refusal.error(audit);
        audit.error = Some(error.code);
        if let Some(why) = refusal.why(&error, ANY_ACTION) {
            audit.decision = Some(self.records.record(why, self.clock.now(), audit));
        }
        let body = match asked.method {
            Method::HEAD => Bytes::new(),
            _ => error.xml(asked.uri.path(), &audit.request_id).into(),
        };
        let mut response = Response::new(Download::ours(body));
        *response.status_mut() = StatusCode::from_u16(error.status).unwrap_or_default();
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/xml"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Ok(id) = HeaderValue::from_str(&audit.request_id) {
            headers.insert("x-amz-request-id", id);
        }
        audit.mark(headers);
        response
    }
}

impl From<S3Error> for Refusal {
    fn from(error: S3Error) -> Self {
        Self::Rule(error)
    }
}

/// The action of a caller who was turned away before it was known what was asked.
const ANY_ACTION: &str = "s3:*";
