//! Cross-origin calls: browsers are clients like any other, on every door but our own.
//!
//! Preflights are answered with the headers that they ask for. Fixed lists broke browsers each
//! time an SDK began to send one more.

use http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_HEADERS,
    ACCESS_CONTROL_REQUEST_METHOD, VARY,
};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Response, StatusCode};

/// Whether a request asks what it may send.
pub(super) fn is_preflight(request: &Parts) -> bool {
    request.method == Method::OPTIONS && request.headers.contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// The answer to a preflight.
pub(super) fn preflight<Body: Default>(request: &Parts) -> Response<Body> {
    let mut response = Response::new(Body::default());
    *response.status_mut() = StatusCode::NO_CONTENT;
    let asked = request.headers.get(ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static(METHODS));
    headers.insert(
        ACCESS_CONTROL_ALLOW_HEADERS,
        asked.unwrap_or_else(|| HeaderValue::from_static(HEADERS)),
    );
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static(SECONDS));
    headers.insert(VARY, HeaderValue::from_static("access-control-request-headers"));
    response
}

/// Lets pages of any origin read an answer, errors included. No answer rests on a cookie.
pub(super) fn expose(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
}

const METHODS: &str = "GET,POST,PUT,PATCH,DELETE,HEAD,OPTIONS";
const SECONDS: &str = "86400";
const EXPOSED: &str = "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date,x-daypass-decision,\
                       x-daypass-authorization-message,x-daypass-lint";
/// What the SDKs send, for a preflight that does not say.
const HEADERS: &str = "content-type,authorization,x-amz-date,x-amz-target,x-amz-user-agent,\
                       x-amz-security-token,x-amz-content-sha256,amz-sdk-invocation-id,\
                       amz-sdk-request,cache-control,x-amz-api-version";

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;

    fn request(method: Method, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::new(());
        *request.method_mut() = method;
        for (name, value) in headers {
            request.headers_mut().insert(
                http::HeaderName::from_bytes(name.as_bytes()).unwrap(),
                HeaderValue::from_str(value).unwrap(),
            );
        }
        request.into_parts().0
    }

    #[test]
    fn a_preflight_is_told_what_it_asked_for() {
        let asked = "x-header-of-tomorrow,content-type";
        let request = request(
            Method::OPTIONS,
            &[("access-control-request-method", "POST"), ("access-control-request-headers", asked)],
        );
        assert!(is_preflight(&request));
        let answer: Response<Vec<u8>> = preflight(&request);
        assert_eq!(answer.headers()["access-control-allow-headers"], asked);
        assert!(!answer.headers().contains_key("access-control-allow-credentials"));
    }

    #[test]
    fn only_options_that_ask_for_a_method_are_preflights() {
        assert!(!is_preflight(&request(Method::OPTIONS, &[("origin", "https://a.example")])));
        assert!(!is_preflight(&request(
            Method::POST,
            &[("access-control-request-method", "POST")]
        )));
    }
}
