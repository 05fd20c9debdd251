//! Forward authentication: a proxy in front of another service asks whether a request may pass. Its
//! SigV4 signature is verified, and IAM decides `execute-api:Invoke` on the method and path.

mod original;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_protocol::sigv4::{
    self, Door, Expected, SigV4Error, payload_hash, skew_seconds_max,
};
use daypass_aws_types::schema::Protocol;
use daypass_policy::{ContextMap, Outcome, Permissions, Request};
use daypass_services::Principal;
use daypass_services::authorization::request_context;
use daypass_services::ports::{Clock, Entropy};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, USER_AGENT, WWW_AUTHENTICATE};
use http::request::Parts;
use http::{HeaderValue, Response, StatusCode};

use self::original::Original;
use super::audit::Audit;
use super::records::Records;
use super::request_id;
use crate::authenticate::{Authenticator, Unauthenticated};
use crate::config::ForwardAuthSettings;
use crate::decisions::{Answer, Why};
use crate::listen::Peer;
use crate::trusted_proxies::TrustedProxies;

/// The path of the door; Envoy puts it before the path that it asks about.
pub(super) const DOOR: &str = "/-/api/authorize";
/// What identity headers begin with. A proxy passes none of them on from its clients.
const IDENTITY: [&str; 5] = [
    "x-daypass-principal",
    "x-daypass-user-id",
    "x-daypass-account",
    "x-daypass-identity-id",
    "x-daypass-authentication",
];
const BODY: &str = "x-daypass-body";
const ACTION: &str = "execute-api:Invoke";
const SIGNING_NAME: &str = "execute-api";

/// Answers proxies.
pub struct ForwardAuth {
    /// Who may ask, and what is asked of every request.
    pub settings: ForwardAuthSettings,
    /// Other proxies that may stand before them.
    pub proxies: Arc<TrustedProxies>,
    /// Who verifies callers.
    pub authenticator: Arc<Authenticator>,
    /// Where refusals are recorded.
    pub records: Records,
    /// Both clocks.
    pub clock: Arc<dyn Clock>,
    /// The entropy source, for request ids.
    pub entropy: Arc<dyn Entropy>,
    /// Whether refusals by policy are recorded and let through.
    pub soft: bool,
}

/// Why a request may not pass.
enum Refusal {
    Unauthenticated(Unauthenticated),
    Policy { resource: String, context: ContextMap, permissions: Arc<Permissions> },
    Rule(&'static str, &'static str),
}

/// A request that may pass, and whether its body was verified.
struct Passed {
    principal: Principal,
    body: &'static str,
}

impl ForwardAuth {
    /// Whether a request is for this door.
    pub(super) fn is_for(parts: &Parts) -> bool {
        let rest = parts.uri.path().strip_prefix(DOOR);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Answers 200 with the caller's identity, 401 without a signature, 403 otherwise: nginx knows no
    /// other answers.
    pub(super) async fn answer(&self, asked: &Parts, body: &Bytes, peer: Peer) -> Response<Bytes> {
        let mut audit = Audit::new(request_id(&*self.entropy), peer.address.ip().to_canonical());
        audit.operation = Some(("execute-api", "Invoke"));
        let answer = match self.decide(asked, body, &mut audit).await {
            Ok(passed) => passed_answer(&passed),
            Err(refusal) => self.refused(refusal, &mut audit),
        };
        audit.write();
        answer
    }

    async fn decide(
        &self,
        asked: &Parts,
        body: &Bytes,
        audit: &mut Audit,
    ) -> Result<Passed, Refusal> {
        if !self.settings.peers.iter().any(|network| network.contains(audit.source_ip)) {
            let words = "the proxy is not one of forward_auth.peers";
            return Err(Refusal::Rule("UnknownProxy", words));
        }
        let original = original::read(asked, &self.proxies)
            .map_err(|words| Refusal::Rule("InvalidRequest", words))?;
        audit.source_ip = original.source_ip.unwrap_or(audit.source_ip).to_canonical();
        let (principal, verified) = self.signer(&original, body, audit).await?;
        audit.principal = Some(principal.clone());
        if !verified && self.body_required(asked) {
            let words = "the body is required to be verified, and did not come along with its hash";
            return Err(Refusal::Rule("BodyNotVerified", words));
        }
        self.authorize(&original, &principal, audit).await?;
        Ok(Passed { principal, body: if verified { "verified" } else { "not-verified" } })
    }

    /// The setting for every request, or `require_body` in the query for the one of a location.
    fn body_required(&self, asked: &Parts) -> bool {
        let told = asked.uri.path() == DOOR
            && asked.uri.query().is_some_and(|query| {
                query.split('&').any(|word| word.split('=').next() == Some("require_body"))
            });
        self.settings.require_body || told
    }

    /// The signer, and whether the signature covers the body that came along.
    async fn signer(
        &self,
        original: &Original,
        body: &Bytes,
        audit: &mut Audit,
    ) -> Result<(Principal, bool), Unauthenticated> {
        let parts = &original.parts;
        let signed = sigv4::parse(parts, Door::Forwarded)?.ok_or_else(SigV4Error::missing)?;
        audit.access_key_id = signed.access_key_id().map(str::to_owned);
        let expected = Expected {
            signing_names: &[SIGNING_NAME],
            region: Some(self.records.region.as_str()),
            skew_seconds_max: skew_seconds_max(Protocol::RestJson),
        };
        let scope = signed.scope(&expected, self.clock.now().wall_ms / 1_000)?;
        signed.require_signed(&parts.headers, [HASH])?;
        let actual = payload_hash(if original.has_body { body } else { b"" });
        let told = parts.headers.get(HASH).and_then(|value| value.to_str().ok());
        let hash = told.unwrap_or(&actual);
        let principal = self.authenticator.signature_hashed(&signed, &scope, parts, hash).await?;
        Ok((principal, original.has_body && hash == actual))
    }

    async fn authorize(
        &self,
        original: &Original,
        principal: &Principal,
        audit: &mut Audit,
    ) -> Result<(), Refusal> {
        let region = self.records.region.clone();
        let caller = self.authenticator.caller(principal.clone(), region.clone()).await?;
        let account = &self.records.account;
        if caller.account != *account {
            return Err(Refusal::Rule("AccessDenied", "the caller is of another account"));
        }
        let Original { parts, path, host, .. } = original;
        let resource = format!(
            "arn:aws:execute-api:{region}:{account}:{host}/$default/{}{path}",
            parts.method
        );
        let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let context =
            request_context(audit.source_ip, original.secure, user_agent, region.as_str());
        let permissions = caller.access.grants.clone().bind(caller.access.variables.clone());
        let now_ms = self.clock.now().ours_ms;
        let request = Request { action: ACTION, resource: &resource, context: &context, now_ms };
        if permissions.decide(&request).outcome == Outcome::Allow {
            return Ok(());
        }
        let refusal = Refusal::Policy { resource, context, permissions };
        if self.soft {
            self.record(refusal, audit);
            return Ok(());
        }
        Err(refusal)
    }

    fn refused(&self, refusal: Refusal, audit: &mut Audit) -> Response<Bytes> {
        let (status, code, message) = match &refusal {
            Refusal::Unauthenticated(refused) => {
                let missing =
                    matches!(refused.wire(), Some(error) if error == SigV4Error::missing());
                let error = refused.service_error(Protocol::RestJson);
                let status = match refused.wire() {
                    Some(_) if missing => StatusCode::UNAUTHORIZED,
                    Some(_) => StatusCode::FORBIDDEN,
                    None => StatusCode::SERVICE_UNAVAILABLE,
                };
                (status, error.shape.code, error.message)
            }
            Refusal::Policy { resource, .. } => {
                let who = audit.principal_arn();
                let words = format!(
                    "User: {who} is not authorized to perform: {ACTION} on resource: {resource}"
                );
                (StatusCode::FORBIDDEN, "AccessDeniedException", words)
            }
            Refusal::Rule(code, words) => (StatusCode::FORBIDDEN, *code, (*words).to_owned()),
        };
        audit.error = Some(code);
        if status != StatusCode::SERVICE_UNAVAILABLE {
            self.record(refusal, audit);
        }
        let body = serde_json::json!({ "message": message }).to_string();
        let mut response = Response::new(Bytes::from(body));
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert("x-amzn-errortype", HeaderValue::from_static(code));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("AWS4-HMAC-SHA256"));
        }
        audit.mark(headers);
        response
    }

    fn record(&self, refusal: Refusal, audit: &mut Audit) {
        let why = match refusal {
            Refusal::Unauthenticated(Unauthenticated::Closed(error)) => Why::Closed {
                action: ACTION.into(),
                resource: "*".into(),
                reason: error.to_string().into(),
            },
            Refusal::Unauthenticated(refused) => {
                let error = refused.service_error(Protocol::RestJson);
                let (code, message) = (error.shape.code.into(), error.message.into());
                let hint = Some(refused.reason().into());
                Why::Authentication(Answer { code, message, hint })
            }
            Refusal::Policy { resource, context, permissions } => Why::Policy {
                action: ACTION.into(),
                resource: resource.into(),
                context,
                permissions,
            },
            Refusal::Rule(code, words) => {
                Why::Service(Answer { code: code.into(), message: words.into(), hint: None })
            }
        };
        audit.decision = Some(self.records.record(why, self.clock.now(), audit));
    }
}

/// 200 with who it is. What a client itself said of that is overwritten by these headers, or by
/// their absence: Envoy is told which to take away, and nginx passes no empty value on.
fn passed_answer(passed: &Passed) -> Response<Bytes> {
    let principal = &passed.principal;
    let cognito = principal.session().and_then(|session| session.principal.cognito.as_ref());
    let authentication = cognito.map(|cognito| {
        if cognito.authenticated { "authenticated" } else { "unauthenticated" }.to_owned()
    });
    let values = [
        Some(principal.arn()),
        Some(principal.user_id()),
        principal.account().map(|account| account.to_string()),
        cognito.map(|cognito| cognito.identity_id.clone()),
        authentication,
    ];
    let mut response = Response::new(Bytes::new());
    let headers = response.headers_mut();
    let mut removed = vec!["authorization", "x-amz-security-token"];
    for (name, value) in IDENTITY.into_iter().zip(values) {
        match value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            Some(value) => {
                headers.insert(name, value);
            }
            None => removed.push(name),
        }
    }
    headers.insert(BODY, HeaderValue::from_static(passed.body));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(removed) = HeaderValue::from_str(&removed.join(",")) {
        headers.insert("x-envoy-auth-headers-to-remove", removed);
    }
    response
}

impl From<Unauthenticated> for Refusal {
    fn from(refused: Unauthenticated) -> Self {
        Self::Unauthenticated(refused)
    }
}

impl fmt::Debug for ForwardAuth {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ForwardAuth")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

const HASH: &str = "x-amz-content-sha256";
