//! The table of hard requests, in both forms, with every way that a session token travels.

use daypass_aws_protocol::path;
use daypass_aws_protocol::sigv4::{Door, Form, parse};
use http::Request;
use serde_json::Value;

use super::signer::{Signing, TOKEN, Token, signed, verified};

/// One row of the table.
struct HardRequest {
    name: String,
    request: Request<Vec<u8>>,
}

#[test]
fn hard_requests_are_verified_however_they_are_signed() {
    let requests = hard_requests();
    assert!(requests.len() > 30, "only {} rows were read", requests.len());
    for HardRequest { name, request } in requests {
        for form in [Form::Header, Form::Query] {
            for token in [Token::None, Token::Signed, Token::AddedAfterSigning] {
                let how = Signing { form, token, ..Signing::default() };
                let (parts, body) = signed(request.clone(), how);
                let outcome = verified(&parts, &body, Door::Api, how.service);
                assert_eq!(outcome, Ok(()), "{name}, {form:?}, token {token:?}: {parts:?}");

                let read = parse(&parts, Door::Api).expect("well-formed").expect("signed");
                let token_sent = read.session_token().map(|token| token.expose().to_owned());
                assert_eq!(token_sent, (token != Token::None).then(|| TOKEN.to_owned()), "{name}");
                let routed = path::normalized(request.uri().path()).expect("a path");
                assert_eq!(read.path(), routed, "{name}");
            }
        }
    }
}

#[test]
fn a_hash_of_the_body_may_be_sent() {
    for HardRequest { name, request } in hard_requests() {
        let how = Signing { payload_hash_header: true, ..Signing::default() };
        let (parts, body) = signed(request, how);
        assert!(parts.headers.contains_key("x-amz-content-sha256"), "{name}");
        assert_eq!(verified(&parts, &body, Door::Api, how.service), Ok(()), "{name}");
    }
}

/// HTTP/2 has no `Host`: what was signed is `:authority`.
#[test]
fn the_authority_of_http_2_is_the_signed_host() {
    for HardRequest { name, mut request } in hard_requests() {
        let host = request.headers_mut().remove("host").expect("every row has a host");
        let host = host.to_str().expect("a name");
        let target = request.uri().to_string();
        *request.uri_mut() = format!("http://{host}{target}").parse().expect("an absolute URI");
        let (parts, body) = signed(request, Signing::default());
        assert!(!parts.headers.contains_key("host"), "{name}");
        assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()), "{name}");
    }
}

fn hard_requests() -> Vec<HardRequest> {
    let table: Value = serde_json::from_str(include_str!("../hard_requests.json")).expect("JSON");
    let rows = table["requests"].as_array().expect("a list of requests");
    rows.iter().map(hard_request).collect()
}

fn hard_request(row: &Value) -> HardRequest {
    let text = |member: &str| row[member].as_str().unwrap_or_else(|| panic!("{member} in {row}"));
    let target = match text("query") {
        "" => text("path").to_owned(),
        query => format!("{}?{query}", text("path")),
    };
    let mut request = Request::builder().method(text("method")).uri(target);
    for header in row["headers"].as_array().expect("a list of headers") {
        let [name, value] = [&header[0], &header[1]].map(|part| part.as_str().expect("a text"));
        request = request.header(name, value.as_bytes());
    }
    let request = request.body(text("body").as_bytes().to_vec()).expect("a request");
    HardRequest { name: text("name").to_owned(), request }
}
