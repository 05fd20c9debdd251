//! From an operation's output or error to a response.

mod json;
mod xml;

pub(crate) use xml::escaped as xml_text;

use bytes::Bytes;
use daypass_aws_types::Encode;
use daypass_aws_types::error::{Fault, ServiceError};
use daypass_aws_types::schema::{Location, Operation, Protocol, Service};
use daypass_aws_types::value::{Members, Value};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};

use crate::route::RouteError;

/// The answer of an operation that went well.
pub fn encode<Output: Encode>(
    operation: &Operation,
    output: Output,
    request_id: &str,
) -> Response<Bytes> {
    let structure = Output::STRUCTURE;
    let mut members = output.encode();
    let body = match operation.service.protocol() {
        Protocol::Json11 if structure.members.is_empty() => Bytes::new(),
        Protocol::Json11 => json::structure(structure, &members).into(),
        Protocol::RestJson => match payload(operation, &mut members) {
            Some(payload) => payload,
            None if structure.members.is_empty() => empty_rest_body(operation, request_id),
            None => json::structure(structure, &members).into(),
        },
        Protocol::Query => xml::answer(operation, structure, &members, request_id).into(),
    };
    response(StatusCode::OK, operation.service.protocol(), body, request_id)
}

/// The member that is the whole body, if the operation has one.
fn payload(operation: &Operation, members: &mut Members) -> Option<Bytes> {
    let index =
        operation.output.members.iter().position(|member| member.location == Location::Payload)?;
    match members.0.get_mut(index)?.take() {
        Some(Value::Blob(bytes)) => Some(bytes.into()),
        _ => Some(Bytes::new()),
    }
}

/// The data plane says `OK` where the control plane says nothing.
fn empty_rest_body(operation: &Operation, request_id: &str) -> Bytes {
    match operation.service {
        Service::IotData => format!("{{\"message\":\"OK\",\"traceId\":\"{request_id}\"}}").into(),
        _ => Bytes::new(),
    }
}

/// The answer of an operation that failed.
pub fn encode_error(
    operation: &Operation,
    error: &ServiceError,
    request_id: &str,
) -> Response<Bytes> {
    let body = match operation.service.protocol() {
        Protocol::Json11 => json::error_with_type(error),
        Protocol::RestJson if operation.service == Service::IotData => {
            json::error(error, Some(request_id))
        }
        Protocol::RestJson => json::error(error, None),
        Protocol::Query => xml::error(operation.service, error, request_id),
    };
    error_response(operation.service.protocol(), error, body, request_id)
}

/// The answer to a request that leads to no operation.
pub fn encode_unrouted(route: &RouteError, request_id: &str) -> Response<Bytes> {
    let body = match route.protocol {
        Protocol::Json11 => json::error_with_type(&route.error),
        Protocol::RestJson => json::error(&route.error, Some(request_id)),
        Protocol::Query => xml::error(Service::Sts, &route.error, request_id),
    };
    error_response(route.protocol, &route.error, body, request_id)
}

fn error_response(
    protocol: Protocol,
    error: &ServiceError,
    body: String,
    request_id: &str,
) -> Response<Bytes> {
    let fallback = match error.shape.fault {
        Fault::Sender => StatusCode::BAD_REQUEST,
        Fault::Receiver => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let status = StatusCode::from_u16(error.shape.status).unwrap_or(fallback);
    let mut response = response(status, protocol, body.into(), request_id);
    let headers = response.headers_mut();
    // AWS JSON services end the name with a colon, as if a link followed.
    let error_type = match protocol {
        Protocol::Json11 => Some(format!("{}:", error.shape.name)),
        Protocol::RestJson => Some(error.shape.name.to_owned()),
        Protocol::Query => None,
    };
    if let Some(value) = error_type.and_then(|name| HeaderValue::from_str(&name).ok()) {
        headers.insert("x-amzn-errortype", value);
        if let Some(message) =
            HeaderValue::from_str(&error.message).ok().filter(|_| protocol == Protocol::Json11)
        {
            headers.insert("x-amzn-errormessage", message);
        }
    }
    response
}

fn response(
    status: StatusCode,
    protocol: Protocol,
    body: Bytes,
    request_id: &str,
) -> Response<Bytes> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let content_type = match protocol {
        Protocol::Json11 => "application/x-amz-json-1.1",
        Protocol::RestJson => "application/json",
        Protocol::Query => "text/xml",
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    if let Ok(value) = HeaderValue::from_str(request_id) {
        headers.insert("x-amzn-requestid", value);
    }
    response
}
