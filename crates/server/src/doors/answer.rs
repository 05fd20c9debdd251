//! The forms that doors answer in.

use bytes::Bytes;
use http::header::{ACCEPT, CACHE_CONTROL, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderValue, Response, StatusCode};
use serde::Serialize;

/// Plain text.
pub(super) fn text(body: String) -> Response<Bytes> {
    typed("text/plain; charset=utf-8", body)
}

/// JSON.
pub(super) fn json(value: &impl Serialize) -> Response<Bytes> {
    match serde_json::to_string(value) {
        Ok(body) => typed("application/json", body),
        Err(error) => Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).answer(),
    }
}

/// A door that stays closed, and the sentence that says why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) status: StatusCode,
    pub(super) sentence: String,
}

impl Refusal {
    pub(super) fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self { status, sentence: sentence.into() }
    }

    pub(super) fn answer(&self) -> Response<Bytes> {
        let body = serde_json::json!({ "error": self.sentence }).to_string();
        let mut response = typed("application/json", body);
        *response.status_mut() = self.status;
        response
    }
}

/// A body of a type. Answers are about this moment and are not kept.
pub(super) fn typed(content_type: &'static str, body: String) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-content-type-options", HeaderValue::from_static("nosniff"));
    response
}

/// Whether text is asked for, rather than JSON.
pub(super) fn wants_text(parts: &Parts) -> bool {
    let accept = parts.headers.get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.starts_with("text/plain"))
}
