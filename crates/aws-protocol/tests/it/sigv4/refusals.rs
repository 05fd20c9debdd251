//! What must be refused, each with its protocol's code, status and words; beside each the same
//! request unharmed.

use daypass_aws_protocol::sigv4::{
    CREDENTIAL_BYTES_MAX, Door, ErrorKind, Expected, Form, SIGNED_HEADERS_MAX, SigV4Error,
    SigningKeyCache, parse, skew_seconds_max,
};
use daypass_aws_types::schema::Protocol;
use expect_test::{Expect, expect};
use http::Request;
use http::request::Parts;

use super::signer::{
    ACCESS_KEY_ID, NOW_SECONDS, REGION, SECRET, Signing, Token, expected, signed, verified,
};

const MISMATCH: &str = "The request signature we calculated does not match the signature you provided. \
                        Check your AWS Secret Access Key and signing method. Consult the service \
                        documentation for details.";

fn request() -> Request<Vec<u8>> {
    Request::builder()
        .method("POST")
        .uri("/things/lamp?a=1&b=2")
        .header("Host", "localhost:4650")
        .header("X-Test", "value")
        .body(b"payload".to_vec())
        .expect("a request")
}

/// The error's three faces, and its words where they are the same in all.
fn faces(error: &SigV4Error) -> String {
    let face = |protocol| {
        let error = error.service_error(protocol);
        (format!("{} {}", error.shape.code, error.shape.status), error.message)
    };
    let (query, words) = face(Protocol::Query);
    let (json, json_words) = face(Protocol::Json11);
    let (rest, rest_words) = face(Protocol::RestJson);
    assert_eq!(json_words, rest_words);
    let and = if words == json_words { String::new() } else { format!(" | {json_words}") };
    format!("{query} | {json} | {rest} | upgrade {}\n{words}{and}", error.upgrade_status())
}

fn refused(parts: &Parts, body: &[u8], expected: &Expect) {
    let error = verified(parts, body, Door::Api, "iotdata").expect_err("refused");
    expected.assert_eq(&faces(&error));
}

#[test]
fn no_signature_at_all() {
    let mut parts = request().into_parts().0;
    parts.headers.insert("x-amz-date", "20240102T030405Z".parse().expect("a value"));
    refused(
        &parts,
        b"",
        &expect![[r"
        MissingAuthenticationToken 403 | MissingAuthenticationTokenException 400 | MissingAuthenticationTokenException 403 | upgrade 403
        Request is missing Authentication Token"]],
    );
}

#[test]
fn tampering_with_any_part() {
    type Tamper = fn(&mut Parts, &mut Vec<u8>);
    let harmless: [Tamper; 2] = [
        |parts, _| parts.method = "POST".parse().expect("a method"),
        |parts, _| drop(parts.headers.insert("x-unsigned", "1".parse().expect("a value"))),
    ];
    let tampers: [Tamper; 8] = [
        |parts, _| parts.method = "PUT".parse().expect("a method"),
        |parts, _| parts.uri = uri(parts, "lamp", "lamq"),
        |parts, _| parts.uri = uri(parts, "a=1", "a=2"),
        |parts, _| parts.uri = uri(parts, "a=1&", "a=1&a=1&"),
        |parts, _| drop(parts.headers.insert("host", "localhost:4651".parse().expect("a value"))),
        |parts, _| drop(parts.headers.insert("x-test", "valve".parse().expect("a value"))),
        |parts, _| assert!(parts.headers.append("x-test", "value".parse().expect("a value"))),
        |_, body| body.push(b' '),
    ];
    for form in [Form::Header, Form::Query] {
        let how = Signing { form, ..Signing::default() };
        for tamper in harmless {
            let (mut parts, mut body) = signed(request(), how);
            tamper(&mut parts, &mut body);
            assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()));
        }
        for tamper in tampers {
            let (mut parts, mut body) = signed(request(), how);
            tamper(&mut parts, &mut body);
            let error = verified(&parts, &body, Door::Api, "iotdata").expect_err("changed");
            assert_eq!(error, SigV4Error { hint: error.hint, ..mismatch() }, "{parts:?}");
        }
    }
}

#[test]
fn a_mismatch_in_each_protocol() {
    let (parts, _) = signed(request(), Signing::default());
    refused(
        &parts,
        b"changed",
        &expect![[r"
        SignatureDoesNotMatch 403 | InvalidSignatureException 400 | InvalidSignatureException 403 | upgrade 403
        The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details."]],
    );
}

#[test]
fn keys_and_tokens_have_their_own_words() {
    let faces = |error: SigV4Error| faces(&error);
    expect![[r"
        InvalidClientTokenId 403 | UnrecognizedClientException 400 | UnrecognizedClientException 403 | upgrade 403
        The security token included in the request is invalid."]]
    .assert_eq(&faces(SigV4Error::key_unknown()));
    expect![[r"
        InvalidClientTokenId 403 | UnrecognizedClientException 400 | UnrecognizedClientException 403 | upgrade 403
        The AWS access key provided does not exist in our records."]]
    .assert_eq(&faces(SigV4Error::key_retired()));
    expect![[r"
        InvalidClientTokenId 403 | UnrecognizedClientException 400 | UnrecognizedClientException 403 | upgrade 403
        The security token included in the request is invalid | The security token included in the request is invalid."]]
    .assert_eq(&faces(SigV4Error::token_not_intact()));
    expect![[r"
        ExpiredToken 403 | ExpiredTokenException 400 | ExpiredTokenException 403 | upgrade 403
        The security token included in the request is expired"]]
    .assert_eq(&faces(SigV4Error::token_expired()));
}

#[test]
fn an_unknown_key_is_refused_before_its_signature_is_looked_at() {
    let (mut parts, body) = signed(request(), Signing::default());
    change_authorization(&mut parts, ACCESS_KEY_ID, "AKIAIOSFODNN7UNKNOWN");
    let error = verified(&parts, &body, Door::Api, "iotdata").expect_err("unknown");
    assert_eq!(error, SigV4Error::key_unknown());
}

#[test]
fn two_signatures_are_refused_without_a_word() {
    let (mut parts, body) = signed(request(), Signing { form: Form::Query, ..Signing::default() });
    let (header_form, _) = signed(request(), Signing::default());
    let authorization = header_form.headers["authorization"].clone();
    parts.headers.insert("authorization", authorization.clone());
    refused(
        &parts,
        &body,
        &expect![[r"
        SignatureDoesNotMatch 403 | InvalidSignatureException 400 | InvalidSignatureException 403 | upgrade 403
    "]],
    );
    let (mut parts, body) = signed(request(), Signing::default());
    parts.headers.append("authorization", authorization);
    let error = verified(&parts, &body, Door::Api, "iotdata").expect_err("signed twice");
    assert_eq!((error.kind, &*error.message), (ErrorKind::SignatureDoesNotMatch, ""));
}

#[test]
fn malformed_authorizations_are_told_apart() {
    let signed_headers = "SignedHeaders=host;x-amz-date";
    let credential = "Credential=AKIA/20240102/us-east-1/iotdata/aws4_request";
    let cases = [
        ("", "Unsupported AWS 'algorithm': ''."),
        ("AWS4-HMAC-SHA512 Credential=a", "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512'."),
        ("Bearer abc", "Unsupported AWS 'algorithm': 'Bearer'."),
        (
            "AWS4-HMAC-SHA256 Credential",
            "'Credential' not a valid key=value pair (missing equal-sign) in Authorization header: \
             'AWS4-HMAC-SHA256 Credential'",
        ),
        (
            "AWS4-HMAC-SHA256",
            "Authorization header requires 'Credential' parameter. Authorization header requires \
             'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. \
             Authorization=AWS4-HMAC-SHA256",
        ),
        (
            "AWS4-HMAC-SHA256 Signature=0",
            "Authorization header requires 'Credential' parameter. Authorization header requires \
             'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256",
        ),
    ];
    for (authorization, words) in cases {
        refused_with(authorization, "20240102T030405Z", ErrorKind::IncompleteSignature, words);
    }
    let whole = format!("AWS4-HMAC-SHA256 {credential}, {signed_headers}, Signature=0");
    refused_with(
        &whole,
        "20240102T030405Z",
        ErrorKind::InvalidClientTokenId,
        &SigV4Error::key_unknown().message,
    );
    refused_with(
        &whole,
        "2024-01-02T03:04:05Z",
        ErrorKind::IncompleteSignature,
        "Date must be in ISO-8601 'basic format'. Got '2024-01-02T03:04:05Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
    refused_with(
        &whole.replace("host;", ""),
        "20240102T030405Z",
        ErrorKind::SignatureDoesNotMatch,
        "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
    let short = whole.replace("/aws4_request", "");
    refused_with(
        &short,
        "20240102T030405Z",
        ErrorKind::IncompleteSignature,
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, \
         got 'AKIA/20240102/us-east-1/iotdata'",
    );
    // The skew is looked at before the parts of the scope.
    refused_with(
        &short,
        "20240102T025904Z",
        ErrorKind::SignatureDoesNotMatch,
        "Signature expired: 20240102T025904Z is now earlier than 20240102T025905Z (20240102T030405Z - 5 min.)",
    );
}

#[test]
fn an_authorization_without_a_date_names_all_that_is_missing() {
    let request =
        Request::builder().header("Host", "localhost").header("Authorization", "AWS4-HMAC-SHA256");
    let (parts, ()) = request.body(()).expect("a request").into_parts();
    refused(
        &parts,
        b"",
        &expect![[r"
        IncompleteSignature 400 | IncompleteSignatureException 400 | IncompleteSignatureException 400 | upgrade 403
        Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-HMAC-SHA256"]],
    );
}

#[test]
fn malformed_queries_are_told_apart() {
    let kind_and_words = |query: &str| {
        let (parts, ()) =
            Request::builder().uri(format!("/?{query}")).body(()).expect("a request").into_parts();
        let error = verified(&parts, b"", Door::Api, "iotdata").expect_err("refused");
        (error.kind, error.message.into_owned())
    };
    let incomplete = |words: &str| (ErrorKind::IncompleteSignature, words.to_owned());
    assert_eq!(
        kind_and_words("X-Amz-Algorithm=AWS4-HMAC-SHA256"),
        incomplete(
            "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters \
             must include 'X-Amz-Signature'. AWS query-string parameters must include \
             'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine \
             the query-string parameters."
        )
    );
    assert_eq!(
        kind_and_words("X-Amz-Algorithm=AWS4"),
        incomplete("Unsupported AWS 'algorithm': 'AWS4'.")
    );
    let (parts, ()) = Request::builder().uri("/?a=%zz").body(()).expect("a request").into_parts();
    refused(
        &parts,
        b"",
        &expect![[r"
        MalformedQueryString 404 | MalformedQueryStringException 404 | MalformedQueryStringException 404 | upgrade 400
        Illegal hex character in escape % pattern: %zz"]],
    );
}

#[test]
fn broken_paths_are_a_bare_400() {
    for path in ["/%", "/%zz", "/../a", "*"] {
        let (parts, ()) = Request::builder().uri(path).body(()).expect("a request").into_parts();
        refused(
            &parts,
            b"",
            &expect![[r"
            BadRequest 400 | BadRequest 400 | BadRequest 400 | upgrade 400
        "]],
        );
    }
}

#[test]
fn the_last_authorization_parameter_and_the_first_query_parameter_count() {
    let (mut parts, body) = signed(request(), Signing::default());
    change_authorization(
        &mut parts,
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Signature=0, Credential=x, ",
    );
    assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()));
    change_authorization(&mut parts, "AWS4-HMAC-SHA256 ", "AWS4-HMAC-SHA256 Y=0, ");
    let doubled =
        format!("{}, Signature=0", parts.headers["authorization"].to_str().expect("a text"));
    parts.headers.insert("authorization", doubled.parse().expect("a value"));
    assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Err(mismatch()));

    let (mut parts, body) = signed(request(), Signing { form: Form::Query, ..Signing::default() });
    let uri = parts.uri.to_string();
    parts.uri = format!("{uri}&X-Amz-Signature=0").parse().expect("a URI");
    assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()));
    parts.uri = uri.replace('?', "?X-Amz-Signature=0&").parse().expect("a URI");
    assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Err(mismatch()));
}

#[test]
fn clocks_may_differ_by_so_much_and_no_more() {
    for (protocol, minutes) in
        [(Protocol::Query, 15), (Protocol::Json11, 5), (Protocol::RestJson, 5)]
    {
        let skew = skew_seconds_max(protocol);
        assert_eq!(skew, minutes * 60);
        let outcome = |seconds: u32| {
            let (parts, _) = signed(request(), Signing { seconds, ..Signing::default() });
            let names = ["iotdata"];
            let expected =
                Expected { signing_names: &names, region: Some(REGION), skew_seconds_max: skew };
            let read = parse(&parts, Door::Api).expect("well-formed").expect("signed");
            read.scope(&expected, NOW_SECONDS.into())
                .map(drop)
                .map_err(|error| error.message.into_owned())
        };
        assert_eq!(outcome(NOW_SECONDS - skew), Ok(()));
        assert_eq!(outcome(NOW_SECONDS + skew), Ok(()));
        let early = outcome(NOW_SECONDS - skew - 1).expect_err("too early");
        assert!(early.starts_with("Signature expired: 20240102T0"), "{early}");
        assert!(early.ends_with(&format!("(20240102T030405Z - {minutes} min.)")), "{early}");
        let late = outcome(NOW_SECONDS + skew + 1).expect_err("too late");
        assert!(late.starts_with("Signature not yet current: 20240102T03"), "{late}");
        assert!(late.ends_with(&format!("(20240102T030405Z + {minutes} min.)")), "{late}");
    }
}

#[test]
fn the_scope_names_region_service_terminator_and_day() {
    let cases = [
        (
            "us-east-1/iotdata",
            "eu-west-1/iotdata",
            "Credential should be scoped to a valid region, not 'eu-west-1'.",
        ),
        (
            "us-east-1/iotdata",
            "us-east-1/s3",
            "Credential should be scoped to correct service: 'iotdata'.",
        ),
        (
            "aws4_request",
            "aws5_request",
            "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'.",
        ),
        (
            "20240102/",
            "20240103/",
            "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: \
             '20240103' != '20240102', from '20240102T030405Z'.",
        ),
        (
            "us-east-1/iotdata",
            "eu-west-1/s3",
            "Credential should be scoped to a valid region, not 'eu-west-1'. Credential should be scoped to \
             correct service: 'iotdata'.",
        ),
    ];
    for (from, to, words) in cases {
        let (mut parts, body) = signed(request(), Signing::default());
        change_authorization(&mut parts, from, to);
        let error = verified(&parts, &body, Door::Api, "iotdata").expect_err(to);
        assert_eq!((error.kind, &*error.message), (ErrorKind::SignatureDoesNotMatch, words));
    }
}

#[test]
fn the_signed_scope_is_handed_back() {
    let (parts, _) = signed(request(), Signing::default());
    let read = parse(&parts, Door::Api).expect("well-formed").expect("signed");
    assert_eq!((read.signing_name(), read.form()), (Some("iotdata"), Form::Header));
    let anywhere =
        Expected { signing_names: &["iot", "iotdata"], region: None, skew_seconds_max: 300 };
    let scope = read.scope(&anywhere, NOW_SECONDS.into()).expect("as expected");
    assert_eq!(
        (scope.service, scope.region, scope.access_key_id),
        ("iotdata", REGION, ACCESS_KEY_ID)
    );
}

#[test]
fn headers_that_are_read_must_be_signed() {
    for (name, value) in
        [("x-amz-target", "Service.Call"), ("x-amz-mqtt5-correlation-data", "MQ==")]
    {
        let (mut parts, body) = signed(request(), Signing::default());
        parts.headers.insert(name, value.parse().expect("a value"));
        let error = verified(&parts, &body, Door::Api, "iotdata").expect_err("unsigned");
        assert_eq!(
            error.message,
            format!("'{name}' must be a 'SignedHeader' in the AWS Authorization.")
        );

        let mut request = request();
        request.headers_mut().insert(name, value.parse().expect("a value"));
        let (parts, body) = signed(request, Signing::default());
        assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()));
    }
}

#[test]
fn a_hash_of_the_body_is_compared_with_the_body() {
    let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    for hash in ["UNSIGNED-PAYLOAD", "STREAMING-UNSIGNED-PAYLOAD-TRAILER", "", empty] {
        let mut request = request();
        request.headers_mut().insert("x-amz-content-sha256", hash.parse().expect("a value"));
        let (parts, body) = signed(request, Signing::default());
        let error = verified(&parts, &body, Door::Api, "iotdata").expect_err(hash);
        assert_eq!(error.message, MISMATCH);
        assert_eq!(error.hint, Some("x-amz-content-sha256 is not the hash of the body"));
    }
}

#[test]
fn a_token_is_read_from_the_form_that_is_signed() {
    for form in [Form::Header, Form::Query] {
        let how = Signing { form, token: Token::Signed, ..Signing::default() };
        let (mut parts, body) = signed(request(), how);
        assert_eq!(verified(&parts, &body, Door::Api, "iotdata"), Ok(()));
        // A signed token cannot be exchanged for another one.
        match form {
            Form::Header => drop(
                parts.headers.insert("x-amz-security-token", "another".parse().expect("a value")),
            ),
            Form::Query => {
                parts.uri = uri(&parts, "X-Amz-Security-Token=IQ", "X-Amz-Security-Token=QI");
            }
        }
        let changed = verified(&parts, &body, Door::Api, "iotdata");
        assert_eq!(changed, Err(mismatch()));
    }
}

#[test]
fn everything_is_bounded() {
    let authorization = |credential: &str, signed_headers: &str| {
        format!(
            "AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed_headers}, Signature=0"
        )
    };
    let many = "host;".repeat(SIGNED_HEADERS_MAX);
    let cases = [
        authorization("a/20240102/us-east-1/iotdata/aws4_request", &many),
        authorization(&"a".repeat(CREDENTIAL_BYTES_MAX + 1), "host"),
        authorization("a", &"a".repeat(8 * 1024)),
        format!("{}{}", authorization("a", "host"), ", X=1".repeat(16)),
    ];
    for authorization in cases {
        refused_with(&authorization, "20240102T030405Z", ErrorKind::BadRequest, "");
    }
}

#[test]
fn nothing_secret_is_shown() {
    for form in [Form::Header, Form::Query] {
        let how = Signing { form, token: Token::Signed, ..Signing::default() };
        let (parts, _) = signed(request(), how);
        let read = parse(&parts, Door::Api).expect("well-formed").expect("signed");
        let shown = format!("{read:?}");
        assert!(shown.contains(ACCESS_KEY_ID) && !shown.contains("IQoJb3"), "{shown}");
        let sent = format!("{parts:?}");
        let (_, signature) = sent.split_once("Signature=").expect("a signature was sent");
        let signature: String = signature.chars().take(64).collect();
        assert!(!shown.contains(&signature), "{shown}");
    }
    let names = ["iotdata"];
    let (parts, _) = signed(request(), Signing::default());
    let read = parse(&parts, Door::Api).expect("well-formed").expect("signed");
    let scope = read.scope(&expected(&names), NOW_SECONDS.into()).expect("as expected");
    let mut cache = SigningKeyCache::new(1);
    let key = cache.key(SECRET, &scope);
    assert_eq!(format!("{key:?} {cache:?}"), "[redacted] SigningKeyCache { keys: 1, .. }");
    assert_eq!(read.verify(&parts, b"payload", &key), Ok(()));
}

fn refused_with(authorization: &str, date: &str, kind: ErrorKind, words: &str) {
    let (mut parts, _) = request().into_parts();
    parts.headers.insert("authorization", authorization.parse().expect("a value"));
    parts.headers.insert("x-amz-date", date.parse().expect("a value"));
    let error = verified(&parts, b"payload", Door::Api, "iotdata").expect_err(authorization);
    assert_eq!((error.kind, &*error.message), (kind, words), "{authorization}");
}

fn mismatch() -> SigV4Error {
    SigV4Error { kind: ErrorKind::SignatureDoesNotMatch, message: MISMATCH.into(), hint: None }
}

fn uri(parts: &Parts, from: &str, to: &str) -> http::Uri {
    let changed = parts.uri.to_string().replacen(from, to, 1);
    assert_ne!(changed, parts.uri.to_string());
    changed.parse().expect("a URI")
}

fn change_authorization(parts: &mut Parts, from: &str, to: &str) {
    let text = parts.headers["authorization"].to_str().expect("a text").replacen(from, to, 1);
    parts.headers.insert("authorization", text.parse().expect("a value"));
}
