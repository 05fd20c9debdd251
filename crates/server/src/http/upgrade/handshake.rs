//! The opening handshake of a WebSocket (RFC 6455, section 4.2).

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{
    CONNECTION, HeaderName, SEC_WEBSOCKET_ACCEPT, SEC_WEBSOCKET_KEY, SEC_WEBSOCKET_PROTOCOL,
    SEC_WEBSOCKET_VERSION, UPGRADE,
};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Response, StatusCode, Version};

use crate::http::bare;

/// A handshake that a client began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Handshake {
    accept: String,
    subprotocol: Option<&'static str>,
}

impl Handshake {
    /// The handshake of a request; nothing if it is none that can be answered.
    pub(super) fn of(request: &Parts) -> Option<Self> {
        let headers = &request.headers;
        let begins = request.version == Version::HTTP_11
            && names(headers, &CONNECTION, "upgrade")
            && names(headers, &UPGRADE, "websocket")
            && names(headers, &SEC_WEBSOCKET_VERSION, "13");
        let key = headers.get(SEC_WEBSOCKET_KEY)?.as_bytes();
        let nonce = STANDARD.decode(key).ok()?;
        if !begins || nonce.len() != NONCE_BYTES {
            return None;
        }
        let accept = digest(&SHA1_FOR_LEGACY_USE_ONLY, &[key, GUID].concat());
        let accept = STANDARD.encode(accept);
        let subprotocol = SUBPROTOCOLS
            .iter()
            .find(|served| names(headers, &SEC_WEBSOCKET_PROTOCOL, served))
            .copied();
        Some(Self { accept, subprotocol })
    }

    /// The answer that turns the connection into a WebSocket.
    pub(super) fn accepted(&self) -> Response<Bytes> {
        let mut answer = bare(StatusCode::SWITCHING_PROTOCOLS);
        let headers = answer.headers_mut();
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
        if let Ok(accept) = HeaderValue::from_str(&self.accept) {
            headers.insert(SEC_WEBSOCKET_ACCEPT, accept);
        }
        if let Some(subprotocol) = self.subprotocol {
            headers.insert(SEC_WEBSOCKET_PROTOCOL, HeaderValue::from_static(subprotocol));
        }
        answer
    }
}

/// Whether a header's comma-separated values hold this one, in any case.
fn names(headers: &HeaderMap, name: &HeaderName, wanted: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|value| value.trim().eq_ignore_ascii_case(wanted))
}

/// MQTT's registered name (MQTT 5, section 6), and the one from before that old clients send.
const SUBPROTOCOLS: &[&str] = &["mqtt", "mqttv3.1"];
const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const NONCE_BYTES: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    fn request(change: impl FnOnce(&mut HeaderMap)) -> Parts {
        let mut parts = http::Request::new(()).into_parts().0;
        for (name, value) in [
            ("connection", "keep-alive, Upgrade"),
            ("upgrade", "WebSocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
            ("sec-websocket-protocol", "chat, mqttv3.1"),
        ] {
            parts.headers.insert(name, HeaderValue::from_static(value));
        }
        change(&mut parts.headers);
        parts
    }

    /// The example of RFC 6455, section 1.3.
    #[test]
    fn the_key_is_answered_as_in_the_specification() {
        let handshake = Handshake::of(&request(|_| ())).unwrap();
        assert_eq!(handshake.accept, "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assert_eq!(handshake.subprotocol, Some("mqttv3.1"));
    }

    #[test]
    fn what_is_missing_or_wrong_makes_it_no_handshake() {
        let wrong = [
            ("connection", "close"),
            ("upgrade", "h2c"),
            ("sec-websocket-version", "8"),
            ("sec-websocket-key", "c2hvcnQ="),
        ];
        for (name, value) in wrong {
            let changed =
                request(|headers| drop(headers.insert(name, HeaderValue::from_static(value))));
            assert_eq!(Handshake::of(&changed), None, "{name}: {value}");
            let without = request(|headers| drop(headers.remove(name)));
            assert_eq!(Handshake::of(&without), None, "{name}");
        }
    }
}
