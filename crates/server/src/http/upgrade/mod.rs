//! Upgrades of `/mqtt` to a WebSocket: the signer is let in here, and the device gateway takes the
//! connection over.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html>

mod handshake;

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_aws_protocol::RouteError;
use daypass_aws_protocol::encode_unrouted;
use daypass_aws_protocol::sigv4::{self, Door, Expected, SigV4Error, skew_seconds_max};
use daypass_aws_types::Region;
use daypass_aws_types::schema::Protocol;
use daypass_services::ports::{Clock, Entropy};
use http::header::{SEC_WEBSOCKET_VERSION, UPGRADE, USER_AGENT};
use http::request::Parts;
use http::{HeaderValue, Method, Response, StatusCode};
use hyper::upgrade::{OnUpgrade, Upgraded};
use hyper_util::rt::TokioIo;

use self::handshake::Handshake;
use super::audit::Audit;
use super::records::Records;
use super::{bare, request_id};
use crate::authenticate::{Authenticator, Caller, Unauthenticated};
use crate::decisions::{Answer, Why};
use crate::device::{DeviceGateway, UpgradedWebSocket};
use crate::listen::{Patient, Peer, Stream};

/// The way of WebSockets to the device gateway.
pub struct Upgrades {
    /// Who verifies callers.
    pub authenticator: Arc<Authenticator>,
    /// Where refusals are recorded.
    pub records: Records,
    /// Who takes the connections over.
    pub devices: Arc<DeviceGateway>,
    /// Both clocks.
    pub clock: Arc<dyn Clock>,
    /// The entropy source.
    pub entropy: Arc<dyn Entropy>,
}

/// Whether a request is for this door.
pub(super) fn is_for(request: &Parts) -> bool {
    request.method == Method::GET && request.uri.path() == PATH
}

impl Upgrades {
    /// Answers a request for the door. The connection goes over once the answer was sent.
    pub(super) async fn answer(&self, mut request: Parts, peer: Peer) -> Response<Bytes> {
        let mut audit = Audit::new(request_id(&*self.entropy), peer.address.ip().to_canonical());
        audit.operation = Some((SERVICE, "Upgrade"));
        let answer = self.upgraded(&mut request, peer, &mut audit).await;
        let answer = answer.unwrap_or_else(|| {
            audit.error = Some("UpgradeRequired");
            upgrade_required()
        });
        audit.write();
        answer
    }

    /// The answer to an opening handshake; nothing where the request is none.
    async fn upgraded(
        &self,
        request: &mut Parts,
        peer: Peer,
        audit: &mut Audit,
    ) -> Option<Response<Bytes>> {
        let upgrade = request.extensions.remove::<OnUpgrade>()?;
        let handshake = Handshake::of(request)?;
        match self.signer(request, peer, audit).await {
            Err(error) => Some(self.refused(&error, audit)),
            Ok(caller) => {
                audit.principal = Some(caller.principal.clone());
                self.hand_over(upgrade, caller, request, peer);
                Some(handshake.accepted())
            }
        }
    }

    async fn signer(
        &self,
        request: &Parts,
        peer: Peer,
        audit: &mut Audit,
    ) -> Result<Caller, Unauthenticated> {
        let signed = sigv4::parse(request, Door::Upgrade { port: peer.port })?;
        let signed = signed.ok_or_else(SigV4Error::missing)?;
        audit.access_key_id = signed.access_key_id().map(str::to_owned);
        let expected = Expected {
            signing_names: SIGNING_NAMES,
            region: None,
            skew_seconds_max: skew_seconds_max(Protocol::RestJson),
        };
        let scope = signed.scope(&expected, self.clock.now().wall_ms / 1_000)?;
        let region =
            Region::parse(scope.region).map_err(|_| SigV4Error::not_a_region(scope.region))?;
        let principal = self.authenticator.signature(&signed, &scope, request, &[]).await?;
        self.authenticator.caller(principal, region).await
    }

    fn hand_over(&self, upgrade: OnUpgrade, caller: Caller, request: &Parts, peer: Peer) {
        let devices = Arc::clone(&self.devices);
        let user_agent = request.headers.get(USER_AGENT).and_then(|value| value.to_str().ok());
        let user_agent = user_agent.map(str::to_owned);
        tokio::spawn(async move {
            let Some((stream, unread)) = upgrade.await.ok().and_then(taken_apart) else {
                tracing::debug!(address = %peer.address, "a client left during its upgrade");
                return;
            };
            devices.adopt_websocket(UpgradedWebSocket {
                stream,
                unread,
                principal: caller.principal,
                account: caller.account,
                region: caller.region,
                source_ip: peer.address.ip().to_canonical(),
                secure_transport: peer.secure,
                user_agent,
            });
        });
    }

    fn refused(&self, error: &Unauthenticated, audit: &mut Audit) -> Response<Bytes> {
        let (wire, told) = (error.wire(), error.service_error(Protocol::RestJson));
        audit.error = Some(told.shape.code);
        if wire.is_some() {
            let why = Why::Authentication(Answer {
                code: told.shape.code.into(),
                message: told.message.as_str().into(),
                hint: Some(error.reason().into()),
            });
            audit.decision = Some(self.records.record(why, self.clock.now(), audit));
        }
        let error = RouteError { protocol: Protocol::RestJson, error: told };
        let mut answer = encode_unrouted(&error, &audit.request_id);
        let status = wire.and_then(|wire| StatusCode::from_u16(wire.upgrade_status()).ok());
        if let Some(status) = status {
            *answer.status_mut() = status;
        }
        audit.mark(answer.headers_mut());
        answer
    }
}

/// The connection under an upgrade, and what was read of it beyond the request.
fn taken_apart(upgraded: Upgraded) -> Option<(Stream, Bytes)> {
    let parts = upgraded.downcast::<TokioIo<Patient>>().ok()?;
    Some((parts.io.into_inner().into_inner(), parts.read_buf))
}

/// RFC 9110, section 15.5.22.
fn upgrade_required() -> Response<Bytes> {
    let mut answer = bare(StatusCode::UPGRADE_REQUIRED);
    answer.headers_mut().insert(UPGRADE, HeaderValue::from_static("websocket"));
    answer.headers_mut().insert(SEC_WEBSOCKET_VERSION, HeaderValue::from_static("13"));
    answer
}

impl fmt::Debug for Upgrades {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Upgrades").finish_non_exhaustive()
    }
}

/// The path of MQTT over WebSocket.
const PATH: &str = "/mqtt";
const SERVICE: &str = "iotdevicegateway";
/// The names that a device's signature goes by.
const SIGNING_NAMES: &[&str] = &["iotdevicegateway", "iotdata"];
