//! What holds for every request: nothing panics, what was signed verifies, and no byte of it can be
//! changed.

use daypass_aws_protocol::path;
use daypass_aws_protocol::sigv4::{Door, Form};
use http::request::Parts;
use http::{HeaderValue, Request};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::signer::{Signing, Token, signed, verified};

proptest! {
    #[test]
    fn arbitrary_requests_never_panic(
        target in "/[ -~é]{0,40}",
        authorization in vec(any::<u8>(), 0..200),
        date in "[0-9TZ]{0,20}",
        body in vec(any::<u8>(), 0..20),
        port in any::<u16>(),
    ) {
        let mut request = Request::builder().uri(target).header("x-amz-date", date);
        if let Ok(value) = HeaderValue::from_bytes(&authorization) {
            request = request.header("authorization", value);
        }
        // What the parser of HTTP itself refuses never gets here.
        if let Ok(request) = request.body(()) {
            let (parts, ()) = request.into_parts();
            for door in [Door::Api, Door::Upgrade { port }] {
                prop_assert!(verified(&parts, &body, door, "iotdata").is_err());
            }
        }
    }

    #[test]
    fn nearly_right_requests_never_panic(
        parameters in vec((
            select(vec!["Credential", "SignedHeaders", "Signature", "X"]),
            "[a-z0-9/;:=% -]{0,30}|AKIA/20240102/us-east-1/iotdata/aws4_request|host;x",
        ), 0..6),
        date in "20240[01]0[0-9]T0[0-9]040[0-9]Z|[ -~]{0,16}",
        in_query in any::<bool>(),
    ) {
        let request = if in_query {
            let date = date.replace(|c: char| !c.is_ascii_alphanumeric(), "");
            let mut query = vec![format!("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date={date}")];
            let parameter = |(name, value): &(&str, String)| format!("X-Amz-{name}={}", value.replace(' ', "+"));
            query.extend(parameters.iter().map(parameter));
            Request::builder().uri(format!("/?{}", query.join("&")))
        } else {
            let parameter = |(name, value): &(&str, String)| format!("{name}={value}");
            let parameters: Vec<String> = parameters.iter().map(parameter).collect();
            let authorization = format!("AWS4-HMAC-SHA256 {}", parameters.join(", "));
            Request::builder().header("authorization", authorization).header("x-amz-date", date)
        };
        let (parts, ()) = request.body(()).expect("a request").into_parts();
        prop_assert!(verified(&parts, b"", Door::Api, "iotdata").is_err());
    }

    #[test]
    fn what_was_signed_verifies_and_no_byte_of_it_can_be_changed(
        request in requests(),
        form in select(vec![Form::Header, Form::Query]),
        token in select(vec![Token::None, Token::Signed, Token::AddedAfterSigning]),
        part in select(vec![Part::Path, Part::Query, Part::Header, Part::Body, Part::Signature]),
        at in any::<Index>(),
        byte in select(Vec::from(*b"/.%?=&+ aZ0~;:")),
    ) {
        let how = Signing { form, token, ..Signing::default() };
        let (parts, body) = signed(request, how);
        prop_assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()), "{:?}", parts);
        if let Some((changed, changed_body)) = with_one_byte_changed(&parts, &body, part, at, byte) {
            if meaning(&changed, &changed_body) == meaning(&parts, &body) {
                return Ok(());
            }
            prop_assert!(verified(&changed, &changed_body, Door::Api, "iotdata").is_err(), "{:?}", changed);
        }
    }
}

fn requests() -> impl Strategy<Value = Request<Vec<u8>>> {
    let path = vec("[a-zA-Z0-9._~-]{1,4}|%2F|%25|%20|%C3%BC|\\.|\\.\\./x", 0..5);
    let query = vec(("[a-cA-C.~-]{0,3}(%20)?", "[a-c~/:]{0,3}(%26|%3D|%E2%82%AC)?"), 0..5);
    let headers = vec((select(vec!["x-a", "x-b", "x-a-b"]), "[ -~]{0,8}"), 0..4);
    (path, query, headers, vec(any::<u8>(), 0..20)).prop_filter_map(
        "what climbs above the root is refused, and of a dot at the end signers think differently",
        |(path, query, headers, body)| {
            let path = format!("/{}", path.join("/"));
            if path.ends_with("/.") || path.ends_with("/..") {
                return None;
            }
            path::normalized(&path).ok()?;
            let query: Vec<String> =
                query.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let mut request = Request::builder()
                .method("POST")
                .uri(format!("{path}?{}", query.join("&")))
                .header("host", "localhost:4650");
            for (name, value) in headers {
                request = request.header(name, value);
            }
            request.body(body).ok()
        },
    )
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Path,
    Query,
    Header,
    Body,
    Signature,
}

/// The same request with one byte of one part replaced, if it is still a request.
fn with_one_byte_changed(
    parts: &Parts,
    body: &[u8],
    part: Part,
    at: Index,
    byte: u8,
) -> Option<(Parts, Vec<u8>)> {
    let (mut parts, mut body) = (parts.clone(), body.to_vec());
    let path = parts.uri.path().to_owned();
    let query = parts.uri.query().unwrap_or_default().to_owned();
    match part {
        Part::Path => {
            let path = String::from_utf8(replaced(path.as_bytes(), at, byte)?).ok()?;
            parts.uri = format!("{path}?{query}").parse().ok()?;
        }
        Part::Query => {
            let query = String::from_utf8(replaced(query.as_bytes(), at, byte)?).ok()?;
            parts.uri = format!("{path}?{query}").parse().ok()?;
        }
        Part::Header => {
            let name = ["host", "x-a", "x-b"]
                .into_iter()
                .find(|name| parts.headers.contains_key(*name))?;
            let value = replaced(parts.headers[name].as_bytes(), at, byte)?;
            parts.headers.insert(name, HeaderValue::from_bytes(&value).ok()?);
        }
        Part::Body => body = replaced(&body, at, byte)?,
        Part::Signature => {
            let value = replaced(parts.headers.get("authorization")?.as_bytes(), at, byte)?;
            parts.headers.insert("authorization", HeaderValue::from_bytes(&value).ok()?);
        }
    }
    Some((parts, body))
}

fn replaced(bytes: &[u8], at: Index, byte: u8) -> Option<Vec<u8>> {
    let mut bytes = bytes.to_vec();
    if bytes.is_empty() {
        return None;
    }
    *at.get_mut(&mut bytes) = byte;
    Some(bytes)
}

/// What a request says, without the freedom that it has in saying it. The session token in a query
/// may change: whose it is, is for others to find out.
fn meaning(parts: &Parts, body: &[u8]) -> Option<impl PartialEq + use<>> {
    let path = path::normalized(parts.uri.path()).ok()?.into_owned();
    let mut query: Vec<(String, String)> = Vec::new();
    for pair in parts.uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let decoded = |text: &str| path::decoded(&text.replace('+', " "));
        let name = decoded(name).ok()?;
        if name != "X-Amz-Security-Token" {
            query.push((name, decoded(value).ok()?));
        }
    }
    query.sort();
    let words = |value: &HeaderValue| {
        let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
        text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    };
    let headers: Vec<(String, String)> =
        parts.headers.iter().map(|(name, value)| (name.to_string(), words(value))).collect();
    Some((path, query, headers, body.to_vec()))
}
