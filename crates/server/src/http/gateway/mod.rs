//! The gateway: one call of an AWS API, from its bytes to its answer.
//!
//! route → authenticate → decode → authorize → prepare, decide, commit → encode.

mod answer;
mod authenticate;
mod authorize;
mod lint;
mod operations;
mod refusal;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_protocol::sigv4::{self, Door, SigV4Error, SignedRequest};
use daypass_aws_protocol::{Route, RouteError, decode, encode, encode_unrouted, route};
use daypass_aws_types::Region;
use daypass_policy::ContextMap;
use daypass_services::authorization::request_context;
use daypass_services::ports::{Clock, Entropy, Now};
use daypass_services::random::{Random, SEED_BYTES};
use daypass_services::{Call, CallNote, Environment, Operation, commit};
use http::Response;
use http::header::{REFERER, USER_AGENT};
use http::request::Parts;
use hyper::body::Incoming;

use self::authorize::within_session;
pub use self::operations::Operations;
use self::refusal::Refusal;
use super::audit::Audit;
use super::records::Records;
use super::{Bodies, REQUEST_ID_BYTES, request_id_of};
use crate::authenticate::Authenticator;
use crate::listen::Peer;
use crate::live::Live;

/// What the gateway is made of.
pub struct Gateway {
    /// What operations work with.
    pub environment: Arc<Environment>,
    /// Who verifies callers.
    pub authenticator: Arc<Authenticator>,
    /// Where refusals are recorded.
    pub records: Records,
    /// Who applies changes to open connections.
    pub live: Arc<Live>,
    /// Both clocks.
    pub clock: Arc<dyn Clock>,
    /// The entropy source.
    pub entropy: Arc<dyn Entropy>,
    /// Whether refusals by policy are recorded and let through.
    pub soft: bool,
    /// The operations served.
    pub operations: Operations,
    /// The room for bodies.
    pub bodies: Bodies,
}

/// A call whose operation is known.
struct Routed {
    parts: Parts,
    body: Bytes,
    route: Route,
    /// What the request says of its signature.
    signed: Result<Option<SignedRequest>, SigV4Error>,
    peer: Peer,
    now: Now,
    /// What the call's random choices come from.
    seed: [u8; SEED_BYTES],
}

impl Routed {
    /// Condition keys of the request.
    fn context(&self, region: &Region) -> ContextMap {
        let header = |name| self.parts.headers.get(name).and_then(|value| value.to_str().ok());
        let (address, secure) = (self.peer.address.ip(), self.peer.secure);
        let mut context = request_context(address, secure, header(USER_AGENT), region.as_str());
        if let Some(referer) = header(REFERER) {
            context.insert("aws:Referer", referer);
        }
        context
    }
}

impl Gateway {
    /// Answers one call.
    pub(super) async fn answer(&self, parts: Parts, body: Incoming, peer: Peer) -> Response<Bytes> {
        let Drawn { request_id, seed } = Drawn::new(&*self.entropy);
        let mut audit = Audit::new(request_id, peer.address.ip().to_canonical());
        let answer = match self.bodies.read(body).await {
            Err(error) => unrouted(&answer::unread(&parts, error), &mut audit),
            Ok(body) => self.routed(parts, body.bytes.clone(), (peer, seed), &mut audit).await,
        };
        audit.write();
        answer
    }

    async fn routed(
        &self,
        parts: Parts,
        body: Bytes,
        (peer, seed): (Peer, [u8; SEED_BYTES]),
        audit: &mut Audit,
    ) -> Response<Bytes> {
        let signed = sigv4::parse(&parts, Door::Api);
        let signature = signed.as_ref().ok().and_then(Option::as_ref);
        audit.access_key_id = signature.and_then(SignedRequest::access_key_id).map(str::to_owned);
        let route = match route(&parts, &body, signature.and_then(SignedRequest::signing_name)) {
            Ok(route) => route,
            Err(error) => return self.lost(&parts, &body, (&signed, &error), audit).await,
        };
        let Some(call) = self.operations.find(route.operation) else {
            return unrouted(&answer::not_served(&route), audit);
        };
        audit.operation = Some((route.operation.service.name(), route.operation.name));
        let now = self.clock.now();
        let routed = Routed { parts, body, route, signed, peer, now, seed };
        match call(self, &routed, audit).await {
            Ok(answer) => answer,
            Err(refusal) => self.refused(&routed, *refusal, audit),
        }
    }

    /// A call that leads nowhere. Where its signature does not hold either, that is the answer: the
    /// operation's name is part of what was signed.
    async fn lost(
        &self,
        parts: &Parts,
        body: &Bytes,
        (signed, error): (&Result<Option<SignedRequest>, SigV4Error>, &RouteError),
        audit: &mut Audit,
    ) -> Response<Bytes> {
        let Ok(Some(signed)) = signed else { return unrouted(error, audit) };
        match self.signer_of_unknown(parts, body, signed).await {
            Ok(()) => unrouted(error, audit),
            Err((protocol, refused)) => self.refused_unrouted(refused, protocol, audit),
        }
    }

    /// One call of one operation.
    async fn call<O: Operation>(
        &self,
        routed: &Routed,
        audit: &mut Audit,
    ) -> Result<Response<Bytes>, Box<Refusal>> {
        if !O::DESCRIPTOR.signed {
            let limits = &self.environment.limits;
            limits
                .unsigned(O::DESCRIPTOR, audit.source_ip, routed.now.wall_ms)
                .map_err(Refusal::service)?;
        }
        let caller = self.authenticate(routed).await?;
        audit.principal = Some(caller.principal.clone());
        let place = (caller.account.as_str(), caller.region.as_str());
        let limits = &self.environment.limits;
        limits.rate(O::DESCRIPTOR, place, routed.now.wall_ms).map_err(Refusal::service)?;
        within_session(&caller.principal, O::DESCRIPTOR)?;
        let input = decode::<O::Input>(&routed.route, &routed.parts, &routed.body)
            .map_err(Refusal::service)?;
        let (context, note) = (routed.context(&caller.region), CallNote::new());
        let call = Call {
            input: &input,
            account: &caller.account,
            region: &caller.region,
            principal: &caller.principal,
            source_ip: audit.source_ip,
            request_context: &context,
            note: &note,
            now: routed.now,
            random: Random::new(routed.seed),
            environment: &self.environment,
        };
        self.authorize::<O>(&call, &caller, audit).await?;
        let ran = commit::run::<O>(&call).await.map_err(|error| Refusal::noted(error, &note))?;
        audit.auto_attached = note.take_attached();
        if ran.announced {
            self.live.catch_up().await;
        }
        let mut answer = encode(O::DESCRIPTOR, ran.output, &audit.request_id);
        lint::look::<O>(&input, answer.headers_mut());
        Ok(answer)
    }
}

/// What a call draws from the machine's entropy, all at once: each draw has a cost of its own.
struct Drawn {
    request_id: String,
    seed: [u8; SEED_BYTES],
}

impl Drawn {
    fn new(entropy: &dyn Entropy) -> Self {
        let mut drawn = [0; REQUEST_ID_BYTES + SEED_BYTES];
        entropy.fill(&mut drawn);
        let (id, seed) = drawn.split_at(REQUEST_ID_BYTES);
        let (mut id_bytes, mut seed_bytes) = ([0; REQUEST_ID_BYTES], [0; SEED_BYTES]);
        id_bytes.copy_from_slice(id);
        seed_bytes.copy_from_slice(seed);
        Self { request_id: request_id_of(id_bytes), seed: seed_bytes }
    }
}

fn unrouted(error: &RouteError, audit: &mut Audit) -> Response<Bytes> {
    audit.error = Some(error.error.shape.code);
    encode_unrouted(error, &audit.request_id)
}

impl fmt::Debug for Gateway {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Gateway").finish_non_exhaustive()
    }
}
