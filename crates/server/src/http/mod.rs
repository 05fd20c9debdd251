//! HTTP: where a request goes, and what every answer has in common.
//!
//! Calls of AWS's APIs go to the [`gateway`], upgrades of `/mqtt` to the device gateway, and
//! everything under `/-/` to our own doors. The issuer's documents are answered here.

mod audit;
mod behind;
mod body;
mod cors;
mod forward_auth;
pub mod gateway;
mod records;
mod signing_proxy;
mod upgrade;
mod well_known;

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use daypass_services::ports::Entropy;
use http::header::HOST;
use http::request::Parts;
use http::{Request, Response, StatusCode, Version};
use http_body_util::Full;
use hyper::body::Incoming;

use self::gateway::Gateway;
use crate::doors::Doors;
use crate::entropy::random;
use crate::listen::{Answers, Peer};
use crate::sign_in::SignIn;

pub use self::behind::Behind;
pub use self::body::{BODIES_BYTES_MAX, BODY_SECONDS_MAX, Bodies};
pub use self::forward_auth::ForwardAuth;
pub use self::records::Records;
pub use self::signing_proxy::{Download, SigningProxy, SigningProxyParts};
pub use self::upgrade::Upgrades;
pub use self::well_known::WellKnown;

/// Everything that answers HTTP.
#[derive(Debug)]
pub struct Http {
    /// Who is at the other end, where that is a proxy.
    pub behind: Behind,
    /// Our own doors, under `/-/`.
    pub doors: Doors,
    /// The sign-in provider of development, where there is one.
    pub sign_in: Option<Arc<SignIn>>,
    /// What proxies in front of other services ask.
    pub forward_auth: ForwardAuth,
    /// The AWS APIs.
    pub gateway: Gateway,
    /// The way to the device gateway.
    pub upgrades: Upgrades,
    /// The issuer's documents.
    pub well_known: WellKnown,
}

impl Answers for Http {
    type Body = Full<Bytes>;

    async fn call(
        self: Arc<Self>,
        request: Request<Incoming>,
        peer: Peer,
    ) -> Result<Response<Full<Bytes>>, Infallible> {
        let (mut parts, body) = request.into_parts();
        // A proxy that asks about a request tells of it in its own words.
        if ForwardAuth::is_for(&parts) {
            let answer = match self.gateway.bodies.read(body).await {
                Ok(body) => self.forward_auth.answer(&parts, &body.bytes, peer).await,
                Err(_) => bare(StatusCode::BAD_REQUEST),
            };
            return Ok(answer.map(Full::new));
        }
        let peer = match self.behind.client(&mut parts, peer) {
            Ok(peer) => peer,
            Err(answer) => return Ok((*answer).map(Full::new)),
        };
        if let Some(sign_in) = self.sign_in.as_ref().filter(|_| SignIn::is_for(&parts)) {
            return Ok(self.sign_in(sign_in, &parts, body, peer).await.map(Full::new));
        }
        if let Some(answer) = self.doors.answer(&parts, peer.address, peer.secure).await {
            return Ok(answer.map(Full::new));
        }
        let mut answer = self.answer(parts, body, peer).await;
        cors::expose(answer.headers_mut());
        Ok(answer.map(Full::new))
    }
}

impl Http {
    /// The provider is one of our own doors: no page of another site gets in.
    async fn sign_in(
        &self,
        sign_in: &SignIn,
        parts: &Parts,
        body: Incoming,
        peer: Peer,
    ) -> Response<Bytes> {
        if let Some(refused) = self.doors.refusal_of_foreign_page(parts) {
            return refused;
        }
        match self.gateway.bodies.read(body).await {
            Ok(body) => sign_in.answer(parts, &body.bytes, peer.secure).await,
            Err(_) => bare(StatusCode::BAD_REQUEST),
        }
    }

    async fn answer(&self, parts: Parts, body: Incoming, peer: Peer) -> Response<Bytes> {
        if !names_one_host(&parts) {
            return bare(StatusCode::BAD_REQUEST);
        }
        if cors::is_preflight(&parts) {
            return cors::preflight(&parts);
        }
        if let Some(answer) = self.well_known.answer(&parts, peer.secure).await {
            return answer;
        }
        if upgrade::is_for(&parts) {
            return self.upgrades.answer(parts, peer).await;
        }
        self.gateway.answer(parts, body, peer).await
    }
}

/// A request that names no host, or two, may mean another server to whoever passed it on (RFC
/// 9112, section 3.2).
fn names_one_host(request: &Parts) -> bool {
    let hosts = request.headers.get_all(HOST).iter().count();
    match request.version {
        Version::HTTP_2 => hosts <= 1 && (hosts == 1 || request.uri.authority().is_some()),
        _ => hosts == 1,
    }
}

/// Where the caller reaches this server: scheme, host and port.
pub(crate) fn reached_at(request: &Parts, secure: bool) -> Option<String> {
    let host = request.headers.get(HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri.authority().map(http::uri::Authority::as_str))?;
    Some(format!("{}://{host}", if secure { "https" } else { "http" }))
}

/// A new id for a request.
fn request_id(entropy: &dyn Entropy) -> String {
    request_id_of(random(entropy))
}

/// How many random bytes an id of a request is made from.
const REQUEST_ID_BYTES: usize = 16;

/// The id of a request that these random bytes make.
fn request_id_of(bytes: [u8; REQUEST_ID_BYTES]) -> String {
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// An answer without a body.
fn bare(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::new(Bytes::new());
    *response.status_mut() = status;
    response
}
