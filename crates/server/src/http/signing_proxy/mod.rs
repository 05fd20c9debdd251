//! The signing proxy: requests for an object store are verified, authorized by IAM, signed anew with
//! the store's own key, and passed on while their bodies come.
//!
//! authenticate → read → authorize → sign → forward. What a request asks is read by
//! [`daypass_aws_protocol::s3`], which refuses whatever it does not know.

mod download;
mod forward;
mod refusal;
mod rest;
mod tags;
mod upload;

use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_protocol::s3::{
    self, Asked, Body, BodyCheck, DELETION_BYTES_MAX, Deletion, Payload, S3Error, SIGNING_NAME,
    SKEW_SECONDS_MAX, Value,
};
use daypass_aws_protocol::sigv4::{
    self, Door, Expected, Form, SigV4Error, SignedRequest, SigningKey,
};
use daypass_policy::{ContextMap, Outcome, Permissions, Request as Question};
use daypass_services::authorization::request_context;
use daypass_services::ports::{Clock, Entropy, FetchError, Now};
use http::header::{ACCESS_CONTROL_EXPOSE_HEADERS, USER_AGENT};
use http::request::Parts;
use http::{HeaderValue, Request, Response, StatusCode};
use hyper::body::Incoming;
use tokio::sync::Semaphore;

pub use self::download::Download;
use self::refusal::{PolicyRefusal, Refusal};
use self::rest::Rest;
use self::tags::ExistingTags;
use self::upload::Upload;
use super::Behind;
use super::audit::Audit;
use super::records::Records;
use super::{cors, names_one_host, request_id};
use crate::authenticate::{Authenticator, Caller};
use crate::config::SigningProxySettings;
use crate::egress::{EgressSettings, Upstream};
use crate::listen::{Answers, Peer};

/// Requests at one moment, from their heads to the ends of their answers.
const REQUESTS_MAX: usize = 256;
/// Bodies of `DeleteObjects` that are read at one moment.
const DELETIONS_MAX: usize = 16;

/// One proxy before one store.
pub struct SigningProxy {
    settings: SigningProxySettings,
    upstream: Upstream<Upload>,
    authenticator: Arc<Authenticator>,
    records: Records,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
    soft: bool,
    behind: Behind,
    room: Arc<Semaphore>,
    deletions: Semaphore,
}

/// What a proxy is made of.
pub struct SigningProxyParts {
    /// Where it listens, and what it stands before.
    pub settings: SigningProxySettings,
    /// The way to the store.
    pub egress: EgressSettings,
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
    /// Who is at the other end, where that is a proxy.
    pub behind: Behind,
}

/// A request whose signature holds.
struct Verified {
    caller: Caller,
    form: Form,
    payload: Payload,
    key: SigningKey,
    signed: SignedRequest,
}

/// What permissions are judged by.
struct Judged {
    permissions: Arc<Permissions>,
    context: ContextMap,
    existing: ExistingTags,
}

/// A request that was authorized, and its body.
struct Authorized {
    asked: Asked,
    upload: Upload,
    payload_hash: String,
}

impl SigningProxy {
    /// A proxy; an error where its store may not be connected to.
    pub fn new(parts: SigningProxyParts) -> Result<Self, FetchError> {
        let SigningProxyParts {
            settings,
            egress,
            authenticator,
            records,
            clock,
            entropy,
            soft,
            behind,
        } = parts;
        let upstream = Upstream::new(&settings.upstream, egress)?;
        Ok(Self {
            settings,
            upstream,
            authenticator,
            records,
            clock,
            entropy,
            soft,
            behind,
            room: Arc::new(Semaphore::new(REQUESTS_MAX)),
            deletions: Semaphore::new(DELETIONS_MAX),
        })
    }

    async fn answer(&self, parts: &Parts, body: Incoming, peer: Peer) -> Response<Download> {
        let mut audit = Audit::new(request_id(&*self.entropy), peer.address.ip().to_canonical());
        let rest = Rest::of(body);
        let answer = match self.pass(parts, &rest, peer, &mut audit).await {
            Ok(answer) => answer,
            Err(refusal) => {
                rest.read_away(parts).await;
                self.refused(refusal, parts, &mut audit)
            }
        };
        audit.write();
        answer
    }

    async fn pass(
        &self,
        parts: &Parts,
        body: &Rest,
        peer: Peer,
        audit: &mut Audit,
    ) -> Result<Response<Download>, Refusal> {
        let room = Arc::clone(&self.room).try_acquire_owned();
        let room = room.map_err(|_| Refusal::Unavailable(S3Error::slow_down()))?;
        let verified = self.verified(parts, audit).await?;
        audit.principal = Some(verified.caller.principal.clone());
        let asked = s3::read(parts, verified.form)?;
        audit.operation = Some((SIGNING_NAME, asked.operation));
        self.own(&asked, &verified.caller)?;
        let access = &verified.caller.access;
        let mut judged = Judged {
            permissions: access.grants.clone().bind(access.variables.clone()),
            context: self.context(parts, peer, &verified, &asked),
            existing: ExistingTags::default(),
        };
        self.learn_tags(&mut judged, &asked).await?;
        let asked = self.with_copied_tags(asked, &mut judged, audit).await?;
        let authorize = |asked: &Asked, audit: &mut Audit| self.authorize(asked, &judged, audit);
        let upload = upload(parts, body, verified, &asked)?;
        let Authorized { asked, upload, payload_hash } =
            self.with_body(asked, upload, authorize, audit).await?;
        self.forward((parts.method.clone(), asked), upload, &payload_hash, room).await
    }

    /// Who signed the request.
    async fn verified(&self, parts: &Parts, audit: &mut Audit) -> Result<Verified, Refusal> {
        let in_query = parts.uri.query().is_some_and(|query| query.contains("X-Amz-Algorithm="));
        let unread = Refusal::signature(Some(if in_query { Form::Query } else { Form::Header }));
        let signed = sigv4::parse(parts, Door::ObjectStore).map_err(unread)?;
        let signed = signed.ok_or_else(SigV4Error::missing).map_err(Refusal::signature(None))?;
        audit.access_key_id = signed.access_key_id().map(str::to_owned);
        let form = signed.form();
        let unauthenticated = Refusal::signature(Some(form));
        let expected = Expected {
            signing_names: &[SIGNING_NAME],
            region: None,
            skew_seconds_max: SKEW_SECONDS_MAX,
        };
        let now_seconds = self.clock.now().wall_ms / 1_000;
        let scope = signed.scope(&expected, now_seconds).map_err(&unauthenticated)?;
        let region = self.records.region.as_str();
        if scope.region != region {
            return Err(S3Error::region(scope.region, region).into());
        }
        signed.require_signed(&parts.headers, [AWS_HEADERS]).map_err(&unauthenticated)?;
        let payload = Payload::read(&parts.headers, form)?;
        let hash = payload.signed_as();
        let verified = self.authenticator.signature_streamed(&signed, &scope, parts, hash).await;
        let (principal, key) = verified.map_err(Refusal::unauthenticated(Some(form)))?;
        let caller = self.authenticator.caller(principal, self.records.region.clone()).await;
        let caller = caller.map_err(Refusal::unauthenticated(Some(form)))?;
        Ok(Verified { caller, form, payload, key, signed })
    }

    /// Whether both sides of a request are of this proxy: its buckets, and callers of its account.
    fn own(&self, asked: &Asked, caller: &Caller) -> Result<(), Refusal> {
        if caller.account != self.records.account {
            return Err(S3Error::denied("Access Denied: the caller is of another account").into());
        }
        let buckets = [Some(&asked.bucket), asked.source_bucket.as_ref()];
        for bucket in buckets.into_iter().flatten() {
            if !self.settings.buckets.contains(bucket) {
                let words = format!("The bucket {bucket} is not one of this proxy's");
                return Err(S3Error::denied(words).into());
            }
        }
        Ok(())
    }

    /// Condition keys of the request.
    fn context(&self, parts: &Parts, peer: Peer, verified: &Verified, asked: &Asked) -> ContextMap {
        let user_agent = parts.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let region = self.records.region.as_str();
        let mut context = request_context(peer.address.ip(), peer.secure, user_agent, region);
        let kind = match verified.form {
            Form::Header => "REST-HEADER",
            Form::Query => "REST-QUERY-STRING",
        };
        context.insert("s3:authType", kind);
        context.insert("s3:signatureversion", "AWS4-HMAC-SHA256");
        context.insert("s3:x-amz-content-sha256", verified.payload.signed_as());
        context.insert("s3:ResourceAccount", self.records.account.as_str());
        context.insert("aws:ResourceAccount", self.records.account.as_str());
        for (name, value) in &asked.context {
            match value {
                Value::One(value) => context.insert(name.clone(), value.as_str()),
                Value::Many(values) => context.insert_many(name.clone(), values.iter().cloned()),
            };
        }
        context
    }

    /// Decides every permission. Where refusals are only recorded, it goes on.
    fn authorize(&self, asked: &Asked, judged: &Judged, audit: &mut Audit) -> Result<(), Refusal> {
        let now = self.clock.now();
        let Some(refusal) = refused(asked, judged, now) else { return Ok(()) };
        if self.soft {
            audit.decision = Some(self.records.record(refusal.why(), now, audit));
            return Ok(());
        }
        Err(Refusal::Policy(refusal))
    }

    /// The request with what the tags need that a copy takes along. Whoever may copy any tags is not
    /// asked about; of everybody else's copies the store says whether there are tags.
    async fn with_copied_tags(
        &self,
        asked: Asked,
        judged: &mut Judged,
        audit: &mut Audit,
    ) -> Result<Asked, Refusal> {
        let Some(reading) = asked.tags_taken_along.clone() else { return Ok(asked) };
        let tagged = asked.clone().taking_tags_along();
        self.learn_tags(judged, &tagged).await?;
        if refused(&tagged, judged, self.clock.now()).is_none() {
            return Ok(tagged);
        }
        self.authorize(&asked, judged, audit)?;
        Ok(if self.tags_of(&reading).await?.is_empty() { asked } else { tagged })
    }

    /// Authorizes with what the body says, where that counts, and reads the body's beginning.
    async fn with_body(
        &self,
        asked: Asked,
        (mut upload, payload_hash): (Upload, String),
        authorize: impl Fn(&Asked, &mut Audit) -> Result<(), Refusal>,
        audit: &mut Audit,
    ) -> Result<Authorized, Refusal> {
        if asked.body != Body::Deletion {
            authorize(&asked, audit)?;
            upload.begin().await?;
            return Ok(Authorized { asked, upload, payload_hash });
        }
        let _room =
            self.deletions.try_acquire().map_err(|_| Refusal::Unavailable(S3Error::slow_down()))?;
        let deletion = Deletion::read(&upload.whole().await?)?;
        let asked = asked.deleting(&deletion);
        authorize(&asked, audit)?;
        let body = Bytes::from(deletion.encoded());
        let payload_hash = sigv4::payload_hash(&body);
        Ok(Authorized { asked, upload: Upload::of(body), payload_hash })
    }
}

/// The first permission that the caller lacks.
fn refused(asked: &Asked, judged: &Judged, now: Now) -> Option<PolicyRefusal> {
    let permissions = &judged.permissions;
    asked.permissions.iter().find_map(|needed| {
        let mut context = judged.context.clone();
        judged.existing.add_to(needed, &mut context);
        if let Some(version) = &needed.version {
            context.insert("s3:VersionId", version.as_str());
        }
        let (action, resource) = (needed.action, needed.resource.as_str());
        let question = Question { action, resource, context: &context, now_ms: now.ours_ms };
        let allowed = permissions.decide(&question).outcome == Outcome::Allow;
        let permissions = Arc::clone(permissions);
        (!allowed).then(|| PolicyRefusal { needed: needed.clone(), context, permissions })
    })
}

/// The body as it will be read, and what stands for it when it goes on.
fn upload(
    parts: &Parts,
    body: &Rest,
    verified: Verified,
    asked: &Asked,
) -> Result<(Upload, String), Refusal> {
    let Verified { payload, key, signed, .. } = verified;
    let told = payload.bytes(&parts.headers)?;
    let bytes = match (asked.body, told) {
        (Body::None, None | Some(0)) => 0,
        (Body::None, Some(_)) => {
            return Err(S3Error::invalid("This request has no body").into());
        }
        (_, None) => return Err(S3Error::no_length().into()),
        (Body::Deletion, Some(bytes)) if bytes > DELETION_BYTES_MAX => {
            return Err(S3Error::too_large().into());
        }
        (Body::Deletion | Body::Streamed, Some(bytes)) => bytes,
    };
    let check = BodyCheck::new(&payload, bytes, key, signed.seed());
    let upload =
        Upload::new(body, check, bytes, payload.trailer()).ok_or_else(S3Error::incomplete_body)?;
    Ok((upload, payload.passed_on_as(bytes)))
}

impl Answers for SigningProxy {
    type Body = Download;

    async fn call(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: Peer,
    ) -> Result<Response<Download>, Infallible> {
        let (mut parts, body) = request.into_parts();
        let peer = match self.behind.client(&mut parts, peer) {
            Ok(peer) => peer,
            Err(answer) => return Ok((*answer).map(Download::ours)),
        };
        if !names_one_host(&parts) {
            let mut answer = Response::new(Download::default());
            *answer.status_mut() = StatusCode::BAD_REQUEST;
            return Ok(answer);
        }
        if cors::is_preflight(&parts) {
            return Ok(cors::preflight(&parts));
        }
        let mut answer = self.answer(&parts, body, peer).await;
        cors::expose(answer.headers_mut());
        // No answer rests on a cookie, so that `*` means all of them.
        answer.headers_mut().insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("*"));
        Ok(answer)
    }
}

impl fmt::Debug for SigningProxy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SigningProxy")
            .field("settings", &self.settings)
            .finish_non_exhaustive()
    }
}

/// Headers that a signature has to cover where they are sent.
const AWS_HEADERS: &str = "x-amz-*";
