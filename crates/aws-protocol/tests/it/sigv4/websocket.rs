//! The upgrade to a WebSocket, as each family of clients signs it.

use daypass_aws_protocol::sigv4::{Door, ErrorKind, Form};
use http::Request;
use http::request::Parts;

use super::signer::{NOW_SECONDS, Signing, Token, signed, verified};

const DOOR: Door = Door::Upgrade { port: 8443 };
const SERVICE: &str = "iotdevicegateway";

/// Signatures over 2024-01-02T03:04:05Z, the moment that the tests call now. Those over `host` were
/// made by two independent implementations of the JavaScript family, those over `connection;host` by
/// the AWS Common Runtime.
const GOLDEN: [(&str, &str, &str); 4] = [
    (
        "example-ats.iot.us-east-1.amazonaws.com",
        "host",
        "ca0c82b3dfd3fc1e49602caacfe2d10fac9b2ae6364999dc89c558f46eec198c",
    ),
    ("localhost:8443", "host", "4ebb7e614c56d2a2dfb721cd9a9e9045ff884dd1d75266168e7895da24953993"),
    (
        "example-ats.iot.us-east-1.amazonaws.com",
        "connection;host",
        "01a17476ef031e62e29e7b4f0c7a4c0d554c6c9e7ae68759056ee8038c9b7f63",
    ),
    (
        "localhost:8443",
        "connection;host",
        "85c76f17136273659bf519802774fd4c4bc49e48f75a3f6c213b33c3581de803",
    ),
];

fn upgrade(host: &str, query: &str) -> Parts {
    let request = Request::builder()
        .uri(format!("/mqtt?{query}"))
        .header("Host", host)
        .header("Upgrade", "websocket")
        .header("Connection", "Upgrade")
        .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")
        .header("Sec-WebSocket-Version", "13")
        .header("Sec-WebSocket-Protocol", "mqtt");
    request.body(()).expect("a request").into_parts().0
}

fn query(signed_headers: &str, signature: &str) -> String {
    let signed_headers = signed_headers.replace(';', "%3B");
    format!(
        "X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=ASIAIOSFODNN7EXAMPLE%2F20240102%2Fus-east-1%2Fiotdevicegateway%2Faws4_request\
         &X-Amz-Date=20240102T030405Z&X-Amz-SignedHeaders={signed_headers}&X-Amz-Signature={signature}"
    )
}

#[test]
fn the_golden_signatures_hold_wherever_the_token_stands() {
    let token = "X-Amz-Security-Token=IQoJb3%2F%2Bw%3D%3D";
    for (host, signed_headers, signature) in GOLDEN {
        let query = query(signed_headers, signature);
        let before = query.replace("&X-Amz-Signature", &format!("&{token}&X-Amz-Signature"));
        for query in [format!("{query}&{token}"), format!("{token}&{query}"), before, query] {
            let parts = upgrade(host, &query);
            assert_eq!(verified(&parts, b"", DOOR, SERVICE), Ok(()), "{host}: {query}");
            let changed = upgrade(host, &query.replace("20240102T030405Z", "20240102T030406Z"));
            let error = verified(&changed, b"", DOOR, SERVICE).expect_err("another moment");
            assert_eq!(
                (error.kind, error.upgrade_status()),
                (ErrorKind::SignatureDoesNotMatch, 403)
            );
        }
    }
}

#[test]
fn the_port_may_be_left_out_or_added_at_the_upgrade_alone() {
    for (host, signed_headers, signature) in GOLDEN {
        let query = query(signed_headers, signature);
        let other = match host.strip_suffix(":8443") {
            Some(bare) => bare.to_owned(),
            None => format!("{host}:8443"),
        };
        let parts = upgrade(&other, &query);
        assert_eq!(verified(&parts, b"", DOOR, SERVICE), Ok(()), "{other}");
        assert!(verified(&parts, b"", Door::Api, SERVICE).is_err(), "{other}");
        let elsewhere = upgrade("elsewhere.example:8443", &query);
        assert!(verified(&elsewhere, b"", DOOR, SERVICE).is_err());
    }
}

#[test]
fn generic_presigners_sign_the_token_too() {
    let request = Request::builder().uri("/mqtt").header("Host", "localhost:8443");
    let request = request.body(Vec::new()).expect("a request");
    for token in [Token::Signed, Token::AddedAfterSigning, Token::None] {
        let how = Signing { form: Form::Query, token, service: SERVICE, ..Signing::default() };
        let (parts, _) = signed(request.clone(), how);
        assert_eq!(verified(&parts, b"", DOOR, SERVICE), Ok(()), "{token:?}");
        let sent = parts.uri.query().unwrap_or_default().contains("X-Amz-Security-Token");
        assert_eq!(sent, token != Token::None, "{token:?}");
    }
}

#[test]
fn an_upgrade_may_be_signed_in_its_headers() {
    let request = Request::builder().uri("/mqtt").header("Host", "localhost:8443");
    let request = request.body(Vec::new()).expect("a request");
    let how = Signing { service: SERVICE, token: Token::Signed, ..Signing::default() };
    let (mut parts, _) = signed(request, how);
    assert_eq!(verified(&parts, b"", DOOR, SERVICE), Ok(()));
    parts.headers.insert("host", "localhost".parse().expect("a name"));
    assert_eq!(verified(&parts, b"", DOOR, SERVICE), Ok(()));
}

/// A URL whose signer stretched its life is good for longer than the clocks may differ, and then not.
#[test]
fn a_stretched_life_counts_at_the_upgrade_alone() {
    let mut request =
        Request::builder().uri("/mqtt?X-Amz-Expires=86400").header("Host", "localhost:8443");
    request = request.method("GET");
    let request = request.body(Vec::new()).expect("a request");
    let hour_ago = NOW_SECONDS - 3_600;
    let how =
        Signing { form: Form::Query, service: SERVICE, seconds: hour_ago, ..Signing::default() };
    let (parts, _) = signed(request, how);
    assert_eq!(verified(&parts, b"", DOOR, SERVICE), Ok(()));
    let error = verified(&parts, b"", Door::Api, SERVICE).expect_err("an hour old");
    assert!(error.message.starts_with("Signature expired: 20240102T020405Z is now earlier than"));
}
