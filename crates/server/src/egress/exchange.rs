//! One request and its answer over a connected stream (HTTP/1.1).

use bytes::Bytes;
use daypass_services::ports::{Carries, FetchError};
use http::header::{
    ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HOST, HeaderMap,
    HeaderValue, USER_AGENT,
};
use http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::task::JoinSet;

use super::BODY_BYTES_MAX;
use super::target::Target;

/// The body of the answer, if it is a JSON document.
pub(super) async fn exchange<S>(
    target: &Target,
    carries: Carries<'_>,
    stream: S,
) -> Result<Bytes, FetchError>
where
    S: AsyncRead + AsyncWrite + Send + Unpin + 'static,
{
    let broken = |error: hyper::Error| target.broken(&error.to_string());
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEAD_BYTES_MAX)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    // Dropping the set ends the connection, also when this future is dropped by its timeout.
    let mut driver = JoinSet::new();
    driver.spawn(connection);
    let request = request(target, carries).map_err(|error| target.broken(&error.to_string()))?;
    let response = sender.send_request(request).await.map_err(broken)?;
    if matches!(carries, Carries::Message(_)) && response.status().is_success() {
        return Ok(Bytes::new());
    }
    if response.status() != StatusCode::OK {
        return Err(FetchError::Status {
            url: target.url().to_owned(),
            status: response.status().as_u16(),
        });
    }
    if !is_json(response.headers()) {
        return Err(FetchError::ContentType { url: target.url().to_owned() });
    }
    bounded_body(target, response.into_body()).await
}

fn request(target: &Target, carries: Carries<'_>) -> Result<Request<Full<Bytes>>, http::Error> {
    let get = || Request::get(target.path_and_query());
    let (request, body) = match carries {
        Carries::Nothing | Carries::Credential => (get(), Bytes::new()),
        Carries::Authorization(value) => {
            let mut value = HeaderValue::try_from(value)?;
            value.set_sensitive(true);
            (get().header(AUTHORIZATION, value), Bytes::new())
        }
        Carries::Message(message) => {
            let request = Request::post(target.path_and_query())
                .header(CONTENT_TYPE, "application/json")
                .header("webhook-id", message.id)
                .header("webhook-timestamp", message.timestamp_s)
                .header("webhook-signature", message.signature);
            (request, Bytes::copy_from_slice(message.body.as_bytes()))
        }
        Carries::Form(form) => {
            let request = Request::post(target.path_and_query()).header(CONTENT_TYPE, FORM);
            (request, Bytes::copy_from_slice(form.as_bytes()))
        }
    };
    request
        .header(HOST, target.authority())
        .header(USER_AGENT, concat!("daypass/", env!("CARGO_PKG_VERSION")))
        .header(ACCEPT, "application/json")
        .header(ACCEPT_ENCODING, "identity")
        .body(Full::new(body))
}

const FORM: &str = "application/x-www-form-urlencoded";

/// `application/json`, or any other type that ends in `+json`, as key sets may have.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(content_type) = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let json = essence == "application/json"
        || essence.starts_with("application/") && essence.ends_with("+json");
    json && headers.get(CONTENT_ENCODING).is_none_or(|coding| coding == "identity")
}

async fn bounded_body(target: &Target, body: Incoming) -> Result<Bytes, FetchError> {
    let collected = Limited::new(body, BODY_BYTES_MAX).collect().await;
    collected.map(http_body_util::Collected::to_bytes).map_err(|error| {
        if error.is::<LengthLimitError>() {
            FetchError::TooLarge { url: target.url().to_owned(), body_bytes_max: BODY_BYTES_MAX }
        } else {
            target.broken(&error.to_string())
        }
    })
}

/// How large the head of an answer may be.
const HEAD_BYTES_MAX: usize = 64 * 1024;
