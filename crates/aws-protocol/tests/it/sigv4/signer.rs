//! AWS's own signer for Rust, and the four steps of a verification as the gateway goes them.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SessionTokenMode, SignableBody, SignableRequest, SignatureLocation,
    SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use daypass_aws_protocol::sigv4::{Door, Expected, Form, SigV4Error, SigningKey, parse};
use http::Request;
use http::request::Parts;

pub(super) const ACCESS_KEY_ID: &str = "ASIAIOSFODNN7EXAMPLE";
pub(super) const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
pub(super) const TOKEN: &str = "IQoJb3JpZ2luX2VjEPT//////////wEaCXVzLWVhc3QtMSJ+a/b=c==";
pub(super) const NOW_SECONDS: u32 = 1_704_164_645;
pub(super) const REGION: &str = "us-east-1";

/// How a session token travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    None,
    Signed,
    AddedAfterSigning,
}

/// What the signer is told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Signing {
    pub(super) form: Form,
    pub(super) token: Token,
    pub(super) service: &'static str,
    pub(super) seconds: u32,
    pub(super) payload_hash_header: bool,
}

impl Default for Signing {
    fn default() -> Self {
        Self {
            form: Form::Header,
            token: Token::None,
            service: "iotdata",
            seconds: NOW_SECONDS,
            payload_hash_header: false,
        }
    }
}

/// Signs a request; its headers and its URI are then as a client would send them.
pub(super) fn signed(request: Request<Vec<u8>>, how: Signing) -> (Parts, Vec<u8>) {
    let mut settings = SigningSettings::default();
    if how.form == Form::Query {
        settings.signature_location = SignatureLocation::QueryParams;
        settings.expires_in = Some(Duration::from_mins(1));
    }
    if how.token == Token::AddedAfterSigning {
        settings.session_token_mode = SessionTokenMode::Exclude;
    }
    if how.payload_hash_header {
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
    }
    let token = (how.token != Token::None).then(|| TOKEN.to_owned());
    let identity = Credentials::new(ACCESS_KEY_ID, SECRET, token, None, "test").into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(REGION)
        .name(how.service)
        .time(SystemTime::UNIX_EPOCH + Duration::from_secs(how.seconds.into()))
        .settings(settings)
        .build()
        .expect("complete parameters")
        .into();
    let (mut parts, body) = request.into_parts();
    let headers: Vec<(String, String)> = parts
        .headers
        .iter()
        .map(|(name, value)| {
            (name.to_string(), String::from_utf8(value.as_bytes().to_vec()).expect("UTF-8"))
        })
        .collect();
    let signable = SignableRequest::new(
        parts.method.as_str(),
        parts.uri.to_string(),
        headers.iter().map(|(name, value)| (name.as_str(), value.as_str())),
        SignableBody::Bytes(&body),
    )
    .expect("a request that can be signed");
    let (instructions, _) = sign(signable, &params).expect("a signature").into_parts();
    let mut request = Request::from_parts(parts, body);
    instructions.apply_to_request_http1x(&mut request);
    (parts, _) = request.clone().into_parts();
    (parts, request.into_body())
}

/// What a service under this name expects.
pub(super) fn expected<'a>(signing_names: &'a [&'a str]) -> Expected<'a> {
    Expected { signing_names, region: Some(REGION), skew_seconds_max: 300 }
}

/// The four steps, with the one key that the tests know.
pub(super) fn verified(
    parts: &Parts,
    body: &[u8],
    door: Door,
    service: &str,
) -> Result<(), SigV4Error> {
    let request = parse(parts, door)?.ok_or_else(SigV4Error::missing)?;
    let signing_names = [service];
    let scope = request.scope(&expected(&signing_names), NOW_SECONDS.into())?;
    request.require_signed(&parts.headers, ["x-amz-target", "x-amz-mqtt5-*"])?;
    if scope.access_key_id != ACCESS_KEY_ID {
        return Err(SigV4Error::key_unknown());
    }
    request.verify(parts, body, &SigningKey::derive(SECRET, &scope))
}
