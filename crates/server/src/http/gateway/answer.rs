//! Answers to requests that lead to no operation, in the protocol that they look like.

use daypass_aws_protocol::{Route, RouteError, unreadable};
use daypass_aws_types::error::{ErrorShape, Fault, ServiceError, common};
use daypass_aws_types::schema::Protocol;
use http::header::CONTENT_TYPE;
use http::request::Parts;

use crate::http::body::BodyError;

/// A body that was not read.
pub(super) fn unread(request: &Parts, error: BodyError) -> RouteError {
    let protocol = looks_like(request);
    let error = match error {
        BodyError::TooLarge => {
            ServiceError::new(&common::REQUEST_ENTITY_TOO_LARGE_EXCEPTION, "Request is too large.")
        }
        BodyError::Slow => ServiceError::new(&REQUEST_TIMEOUT, "Request timed out."),
        BodyError::NoRoom => ServiceError::new(&SERVICE_UNAVAILABLE, "Rate exceeded"),
        BodyError::Broken => unreadable(protocol, "the body broke off"),
    };
    RouteError { protocol, error }
}

/// An operation whose shapes are known and that is not served.
pub(super) fn not_served(route: &Route) -> RouteError {
    let shape = match route.operation.service.protocol() {
        Protocol::Query => &common::INVALID_ACTION,
        Protocol::Json11 => &common::UNKNOWN_OPERATION_EXCEPTION,
        Protocol::RestJson => &common::UNKNOWN_OPERATION_EXCEPTION_404,
    };
    let error = ServiceError::new(shape, format!("{} is not served", route.operation.name));
    RouteError { protocol: route.operation.service.protocol(), error }
}

fn looks_like(request: &Parts) -> Protocol {
    let content_type = request.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if request.headers.contains_key("x-amz-target") {
        Protocol::Json11
    } else if content_type.is_some_and(|value| value.starts_with(FORM)) {
        Protocol::Query
    } else {
        Protocol::RestJson
    }
}

const FORM: &str = "application/x-www-form-urlencoded";
static REQUEST_TIMEOUT: ErrorShape = ErrorShape {
    name: "RequestTimeoutException",
    code: "RequestTimeout",
    status: 408,
    fault: Fault::Sender,
};
static SERVICE_UNAVAILABLE: ErrorShape = ErrorShape {
    name: "ServiceUnavailableException",
    code: "ServiceUnavailable",
    status: 503,
    fault: Fault::Receiver,
};
