//! Signatures of our own, compared with those of AWS's signer for Rust.

use daypass_aws_protocol::sigv4::{Door, Form, Signer};
use http::Request;
use http::request::Parts;

use super::signer::{
    ACCESS_KEY_ID, NOW_SECONDS, REGION, SECRET, Signing, TOKEN, Token, signed, verified,
};

fn signer(service: &'static str, token: Token) -> Signer<'static> {
    let session_token = (token != Token::None).then_some(TOKEN);
    Signer {
        access_key_id: ACCESS_KEY_ID,
        secret_access_key: SECRET,
        session_token,
        region: REGION,
        service,
    }
}

fn request(method: &str, uri: &str, body: &str) -> Request<Vec<u8>> {
    Request::builder()
        .method(method)
        .uri(uri)
        .header("host", "localhost:4650")
        .header("content-type", "application/x-amz-json-1.1")
        .header("x-amz-target", "AWSCognitoIdentityService.GetId")
        .body(body.as_bytes().to_vec())
        .unwrap()
}

fn authorization(parts: &Parts) -> &str {
    parts.headers["authorization"].to_str().unwrap()
}

#[test]
fn headers_are_signed_as_aws_signs_them() {
    for (method, uri, body) in [
        ("POST", "/", r#"{"IdentityPoolId":"x"}"#),
        ("PUT", "/target-policies/demo-app", r#"{"target":"us-east-1:0"}"#),
        ("GET", "/things/lamp/shadow?name=night%20light&a", ""),
        ("POST", "/attached-policies/us-east-1%3A0", ""),
    ] {
        for token in [Token::None, Token::Signed] {
            let how = Signing { token, ..Signing::default() };
            let (theirs, _) = signed(request(method, uri, body), how);
            let (mut ours, ()) = request(method, uri, body).map(|_| ()).into_parts();
            let signer = signer(how.service, token);
            signer.sign(&mut ours, body.as_bytes(), NOW_SECONDS.into()).unwrap();
            assert_eq!(authorization(&ours), authorization(&theirs), "{method} {uri}");
            assert_eq!(ours.headers.len(), theirs.headers.len());
            assert_eq!(verified(&ours, body.as_bytes(), Door::Api, how.service), Ok(()));
        }
    }
}

#[test]
fn a_websocket_is_opened_as_apps_open_it() {
    let service = "iotdevicegateway";
    let bare =
        |uri: &str| Request::get(uri).header("host", "localhost:4650").body(Vec::new()).unwrap();
    for token in [Token::None, Token::AddedAfterSigning] {
        let how = Signing { form: Form::Query, token, service, ..Signing::default() };
        let (theirs, _) = signed(bare("/mqtt"), how);
        let ours = signer(service, token);
        let ours = ours.websocket_path("/mqtt", "localhost:4650", NOW_SECONDS.into()).unwrap();
        let signature = |query: &str| {
            let found = query.split('&').find(|pair| pair.starts_with("X-Amz-Signature="));
            found.unwrap().to_owned()
        };
        assert_eq!(signature(&ours), signature(theirs.uri.query().unwrap()));
        let (parts, _) = bare(&ours).into_parts();
        assert_eq!(verified(&parts, b"", Door::Upgrade { port: 4650 }, service), Ok(()));
        let shown = format!("{:?}", signer(service, token));
        assert!(!shown.contains(SECRET) && !shown.contains(TOKEN), "{shown}");
    }
}

#[test]
fn what_no_header_can_hold_is_not_signed() {
    let broken = Signer { session_token: Some("a\nb"), ..signer("iotdata", Token::None) };
    let (mut parts, _) = request("GET", "/", "").into_parts();
    assert!(broken.sign(&mut parts, b"", 0).is_err());
    assert!(signer("iotdata", Token::None).sign(&mut parts, b"", 0).is_ok());
}
