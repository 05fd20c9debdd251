//! A WebSocket to the server, opened as apps open it: by a signed path (RFC 6455, section 4.1).

use std::io;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::{Bytes, BytesMut};
use daypass_server::entropy::{SystemEntropy, random};
use http::header::{
    CONNECTION, HOST, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::{Request, StatusCode};
use http_body_util::Empty;
use hyper::client::conn::http1;
use hyper::upgrade::Upgraded;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::frame::{Opcode, masked, take};
use crate::client::Client;
use crate::failure::Failure;

/// An open WebSocket that carries MQTT.
pub(super) struct WebSocket {
    stream: TokioIo<Upgraded>,
    received: BytesMut,
}

impl WebSocket {
    /// Opens one by a path that is signed in its query.
    pub(super) async fn open(client: &Client, path: &str) -> Result<Self, Failure> {
        let failed = |error: &dyn std::error::Error| {
            Failure::Failed(format!("a websocket cannot be opened: {error}"))
        };
        let key = STANDARD.encode(random::<16>(&SystemEntropy));
        let request = Request::get(path)
            .header(HOST, client.authority())
            .header(CONNECTION, "Upgrade")
            .header(UPGRADE, "websocket")
            .header(SEC_WEBSOCKET_VERSION, "13")
            .header(SEC_WEBSOCKET_PROTOCOL, "mqtt")
            .header(SEC_WEBSOCKET_KEY, &key)
            .body(Empty::<Bytes>::new())
            .map_err(|error| failed(&error))?;
        let stream = TokioIo::new(client.connect().await?);
        let (mut sender, connection) =
            http1::handshake(stream).await.map_err(|error| failed(&error))?;
        tokio::spawn(connection.with_upgrades());
        let answer = sender.send_request(request).await.map_err(|error| failed(&error))?;
        if answer.status() != StatusCode::SWITCHING_PROTOCOLS {
            let decision = answer.headers().get("x-daypass-decision");
            let decision = decision.and_then(|id| id.to_str().ok()).unwrap_or("(no decision)");
            let status = answer.status();
            let sentence =
                format!("the websocket was answered with {status}: daypass why {decision}");
            return Err(Failure::Failed(sentence));
        }
        let accepted = answer.headers().get(SEC_WEBSOCKET_ACCEPT);
        if accepted.is_none_or(|accepted| accepted.as_bytes() != accept(&key).as_bytes()) {
            let sentence = "whatever answers takes no websockets: it did not see the key";
            return Err(Failure::Failed(sentence.to_owned()));
        }
        let upgraded = hyper::upgrade::on(answer).await.map_err(|error| failed(&error))?;
        Ok(Self { stream: TokioIo::new(upgraded), received: BytesMut::new() })
    }

    /// Sends bytes of MQTT.
    pub(super) async fn send(&mut self, mqtt: &[u8]) -> io::Result<()> {
        self.frame(Opcode::Binary, mqtt).await
    }

    /// Waits for more bytes of MQTT; false once nothing more comes.
    pub(super) async fn receive(&mut self, mqtt: &mut BytesMut) -> io::Result<bool> {
        loop {
            let frame = take(&mut self.received);
            let Some(frame) = frame.map_err(|broken| io::Error::other(broken.to_string()))? else {
                if self.stream.read_buf(&mut self.received).await? == 0 {
                    return Ok(false);
                }
                continue;
            };
            match frame.opcode {
                Opcode::Binary | Opcode::Continuation => {
                    mqtt.extend_from_slice(&frame.payload);
                    return Ok(true);
                }
                Opcode::Ping => self.frame(Opcode::Pong, &frame.payload).await?,
                Opcode::Pong => {}
                Opcode::Close => return Ok(false),
            }
        }
    }

    async fn frame(&mut self, opcode: Opcode, payload: &[u8]) -> io::Result<()> {
        self.stream.write_all(&masked(opcode, payload, random(&SystemEntropy))).await?;
        self.stream.flush().await
    }
}

/// What a server answers a key with (section 4.2.2).
fn accept(key: &str) -> String {
    let seen = digest(&SHA1_FOR_LEGACY_USE_ONLY, format!("{key}{GUID}").as_bytes());
    STANDARD.encode(seen)
}

const GUID: &str = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_answered_as_the_specification_shows() {
        assert_eq!(accept("dGhlIHNhbXBsZSBub25jZQ=="), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    }
}
