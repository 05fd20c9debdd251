//! Which operation a request is for: by its target header, then by Query action and version, then
//! by the name it is signed for, then by its path.

use std::borrow::Cow;

use daypass_aws_types::OPERATIONS;
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::{Operation, Protocol, Service};
use http::Method;
use http::request::Parts;

use crate::path;

/// Parameters of one Query request.
const PARAMETERS_MAX: usize = 4_096;

/// A request and the operation that it is for.
#[derive(Debug)]
pub struct Route {
    /// The operation.
    pub operation: &'static Operation,
    /// The values of the path's labels, decoded (REST-JSON).
    pub labels: Vec<(&'static str, String)>,
    /// The parameters of a Query request, decoded, in their order.
    pub parameters: Vec<(String, String)>,
}

/// Why a request leads nowhere: the error, and the protocol to answer it in.
#[derive(Debug, Clone)]
pub struct RouteError {
    /// The protocol that the request looks like.
    pub protocol: Protocol,
    /// What to answer.
    pub error: ServiceError,
}

/// Finds the operation. `signing_name` is the service of the signed scope, where there is one.
pub fn route(parts: &Parts, body: &[u8], signing_name: Option<&str>) -> Result<Route, RouteError> {
    if let Some(target) = parts.headers.get("x-amz-target") {
        return by_target(target.to_str().unwrap_or_default());
    }
    if let Some(parameters) = query_parameters(parts, body)? {
        return by_action(parameters);
    }
    by_path(parts, signing_name)
}

fn by_target(target: &str) -> Result<Route, RouteError> {
    let operation = target.split_once('.').and_then(|(prefix, name)| {
        let service =
            Service::ALL.into_iter().find(|service| service.target_prefix() == Some(prefix))?;
        find(service, name)
    });
    let unknown = || RouteError {
        protocol: Protocol::Json11,
        error: ServiceError::new(&common::UNKNOWN_OPERATION_EXCEPTION, ""),
    };
    let operation = operation.ok_or_else(unknown)?;
    Ok(Route { operation, labels: Vec::new(), parameters: Vec::new() })
}

/// The parameters of a form body or of a query string that names an action; `None` for any other request.
fn query_parameters(
    parts: &Parts,
    body: &[u8],
) -> Result<Option<Vec<(String, String)>>, RouteError> {
    let form = parts.headers.get("content-type").and_then(|value| value.to_str().ok()).is_some_and(
        |value| {
            value.trim_start().to_ascii_lowercase().starts_with("application/x-www-form-urlencoded")
        },
    );
    if parts.uri.path() != "/" {
        return Ok(None);
    }
    let text = match parts.method {
        Method::POST if form => {
            std::str::from_utf8(body).map_err(|_| malformed("the body is not UTF-8"))?
        }
        Method::GET => parts.uri.query().unwrap_or_default(),
        _ => return Ok(None),
    };
    let mut parameters = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        if parameters.len() >= PARAMETERS_MAX {
            return Err(malformed("too many parameters"));
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        parameters.push((form_decoded(name)?, form_decoded(value)?));
    }
    let acts = parameters.iter().any(|(name, _)| name == "Action");
    Ok((acts || parts.method == Method::POST).then_some(parameters))
}

fn by_action(parameters: Vec<(String, String)>) -> Result<Route, RouteError> {
    let first = |wanted: &str| {
        parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    };
    let (action, version) =
        (first("Action").unwrap_or_default(), first("Version").unwrap_or_default());
    let service = Service::ALL
        .into_iter()
        .find(|service| service.query_version().is_some_and(|(served, _)| served == version));
    let operation =
        service.and_then(|service| find(service, action)).ok_or_else(|| RouteError {
            protocol: Protocol::Query,
            error: ServiceError::new(
                &common::INVALID_ACTION,
                format!(
                    "Could not find operation {action} for version {}",
                    if version.is_empty() { "NO_VERSION_SPECIFIED" } else { version }
                ),
            ),
        })?;
    Ok(Route { operation, labels: Vec::new(), parameters })
}

fn by_path(parts: &Parts, signing_name: Option<&str>) -> Result<Route, RouteError> {
    let unroutable = |error: path::PathError| RouteError {
        protocol: Protocol::RestJson,
        error: crate::unreadable(Protocol::RestJson, error.to_string()),
    };
    let path = path::normalized(parts.uri.path()).map_err(unroutable)?;
    let candidates =
        OPERATIONS.iter().filter(|operation| operation.service.protocol() == Protocol::RestJson);
    let mut found: Option<Route> = None;
    for operation in candidates.filter(|operation| parts.method.as_str() == operation.method) {
        let Some(labels) = matched(operation, &path).map_err(unroutable)? else { continue };
        let signed_for = signing_name
            .is_some_and(|name| operation.service.signing_names().first() == Some(&name));
        if found.is_none() || signed_for {
            found = Some(Route { operation, labels, parameters: Vec::new() });
        }
    }
    found.ok_or_else(|| RouteError {
        protocol: Protocol::RestJson,
        error: ServiceError::new(&common::UNKNOWN_OPERATION_EXCEPTION_404, "Not Found"),
    })
}

/// The labels of a path that fits the operation's pattern.
fn matched(
    operation: &'static Operation,
    path: &str,
) -> Result<Option<Vec<(&'static str, String)>>, path::PathError> {
    let mut labels = Vec::new();
    let mut rest = path.strip_prefix('/').unwrap_or(path);
    let mut pattern = operation.uri.trim_start_matches('/').split('/').peekable();
    while let Some(expected) = pattern.next() {
        let label = expected.strip_prefix('{').and_then(|label| label.strip_suffix('}'));
        let last = pattern.peek().is_none();
        if let Some(greedy) = label.and_then(|label| label.strip_suffix('+')) {
            if rest.is_empty() {
                return Ok(None);
            }
            labels.push((greedy, path::decoded(rest)?));
            return Ok(Some(labels));
        }
        let (segment, after) = match rest.split_once('/') {
            Some((segment, after)) => (segment, Some(after)),
            None => (rest, None),
        };
        match label {
            Some(label) if !segment.is_empty() => labels.push((label, path::decoded(segment)?)),
            None if path::decoded(segment)? == expected => {}
            _ => return Ok(None),
        }
        match (last, after) {
            (true, None | Some("")) => return Ok(Some(labels)),
            (false, Some(after)) => rest = after,
            _ => return Ok(None),
        }
    }
    Ok(None)
}

fn find(service: Service, name: &str) -> Option<&'static Operation> {
    OPERATIONS
        .iter()
        .copied()
        .find(|operation| operation.service == service && operation.name == name)
}

fn malformed(message: &str) -> RouteError {
    RouteError { protocol: Protocol::Query, error: crate::unreadable(Protocol::Query, message) }
}

/// A name or value of a form: `+` is a space, the rest is percent-encoded.
fn form_decoded(text: &str) -> Result<String, RouteError> {
    let text: Cow<'_, str> =
        if text.contains('+') { text.replace('+', " ").into() } else { text.into() };
    path::decoded(&text).map_err(|_| malformed("a parameter is not percent-encoded UTF-8"))
}
