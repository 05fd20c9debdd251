//! Passing a request on: signed anew with the store's own key, without anything of the caller's.

use std::pin::pin;
use std::time::Duration;

use daypass_aws_protocol::s3::{Asked, Checksum, S3Error, SIGNING_NAME};
use daypass_aws_protocol::sigv4::Signer;
use http::header::{
    CONNECTION, CONTENT_ENCODING, CONTENT_LENGTH, HOST, HeaderName, InvalidHeaderValue, LOCATION,
    TRANSFER_ENCODING,
};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::timeout;

use super::SigningProxy;
use super::download::Download;
use super::refusal::Refusal;
use super::upload::Upload;

/// How long nothing may happen between the store and here, in seconds.
const SILENT_SECONDS_MAX: u64 = 120;

impl SigningProxy {
    /// Passes a request on and gives back the store's answer.
    pub(super) async fn forward(
        &self,
        (method, asked): (Method, Asked),
        upload: Upload,
        payload_hash: &str,
        room: OwnedSemaphorePermit,
    ) -> Result<Response<Download>, Refusal> {
        let told = upload.told();
        let place = (asked.path_and_query.as_str(), asked.headers);
        let request = self.signed(method, place, upload, payload_hash).map_err(|error| {
            tracing::error!(error, "a request cannot be signed for the store");
            Refusal::Unavailable(S3Error::unavailable())
        })?;
        let mut sent = pin!(self.upstream.send(request));
        let answer = loop {
            let before = told.passed_on();
            match timeout(Duration::from_secs(SILENT_SECONDS_MAX), sent.as_mut()).await {
                Ok(answer) => break answer.map_err(|error| chain(&error)),
                Err(_) if told.passed_on() != before => {}
                Err(_) => break Err("it is silent".to_owned()),
            }
        };
        if let Some(wrong) = told.wrong() {
            return Err(Refusal::Rule(wrong));
        }
        let answer = answer.map_err(|error| {
            let upstream = self.upstream.authority();
            tracing::warn!(error, upstream, "the store does not answer");
            Refusal::Unavailable(S3Error::unavailable())
        })?;
        let (mut parts, body) = answer.into_parts();
        if matches!(parts.status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN) {
            return Err(Refusal::Store(parts.status));
        }
        keep_to_ourselves(&mut parts.headers);
        Ok(Response::from_parts(parts, Download::store(body, room)))
    }

    /// A request to the store, signed with its own key.
    pub(super) fn signed(
        &self,
        method: Method,
        (path_and_query, headers): (&str, HeaderMap),
        upload: Upload,
        payload_hash: &str,
    ) -> Result<Request<Upload>, String> {
        let settings = &self.settings;
        let mut request = Request::new(());
        *request.uri_mut() =
            self.upstream.uri(path_and_query).map_err(|error| error.to_string())?;
        *request.headers_mut() = headers;
        let host = HeaderValue::try_from(self.upstream.authority());
        request.headers_mut().insert(HOST, host.map_err(|error| error.to_string())?);
        if let Some((checksum, bytes)) = upload.trailer() {
            announce(request.headers_mut(), checksum, bytes).map_err(|error| error.to_string())?;
        }
        if matches!(method, Method::PUT | Method::POST) {
            request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(upload.bytes_left()));
        }
        *request.method_mut() = method;
        let (mut parts, ()) = request.into_parts();
        let signer = Signer {
            access_key_id: &settings.access_key_id,
            secret_access_key: settings.secret_access_key.expose(),
            session_token: None,
            region: settings.region.as_str(),
            service: SIGNING_NAME,
        };
        let now_seconds = self.clock.now().wall_ms / 1_000;
        signer
            .sign_object(&mut parts, payload_hash, now_seconds)
            .map_err(|error| error.to_string())?;
        Ok(Request::from_parts(parts, upload))
    }
}

/// Says that the body comes in chunks, how long it is, and what follows it.
fn announce(
    headers: &mut HeaderMap,
    checksum: Checksum,
    bytes: u64,
) -> Result<(), InvalidHeaderValue> {
    let codings = headers.get(CONTENT_ENCODING).and_then(|coding| coding.to_str().ok());
    let codings = codings.map_or("aws-chunked".to_owned(), |rest| format!("aws-chunked,{rest}"));
    headers.insert(CONTENT_ENCODING, HeaderValue::try_from(codings)?);
    headers.insert("x-amz-decoded-content-length", HeaderValue::from(bytes));
    headers.insert("x-amz-trailer", HeaderValue::from_static(checksum.name));
    Ok(())
}

/// What an answer says to its neighbour alone, and where it would lead past the proxy.
fn keep_to_ourselves(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(CONNECTION)
        .iter()
        .flat_map(|value| value.to_str().unwrap_or_default().split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named {
        headers.remove(name);
    }
    for name in [CONNECTION, TRANSFER_ENCODING, LOCATION] {
        headers.remove(name);
    }
    for name in NEIGHBOURS {
        headers.remove(name);
    }
    let of_pages: Vec<HeaderName> = headers
        .keys()
        .filter(|name| name.as_str().starts_with("access-control-"))
        .cloned()
        .collect();
    for name in of_pages {
        headers.remove(name);
    }
}

/// An error with those beneath it.
fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut beneath = error.source();
    while let Some(error) = beneath {
        words = format!("{words}: {error}");
        beneath = error.source();
    }
    words
}

/// Headers of one connection (RFC 9110, section 7.6.1), and those that speak for this server.
const NEIGHBOURS: [&str; 7] = [
    "alt-svc",
    "keep-alive",
    "proxy-authenticate",
    "proxy-connection",
    "trailer",
    "upgrade",
    "x-daypass-decision",
];
