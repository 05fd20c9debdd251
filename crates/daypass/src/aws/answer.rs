//! What an API answers: a result, or an error wherever its protocol puts it.

use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::call::{Call, Service};
use super::xml;
use crate::failure::Failure;

/// An error of AWS's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) operation: &'static str,
    pub(crate) status: StatusCode,
    /// AWS's code; empty if what was answered is no error of AWS's.
    pub(crate) code: String,
    pub(crate) message: String,
}

/// Why a call has no result.
#[derive(Debug)]
pub(crate) enum CallError {
    /// AWS said no.
    Refused(Refusal),
    /// There was no answer, or none that can be read.
    Failed(Failure),
}

impl From<Failure> for CallError {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<CallError> for Failure {
    fn from(error: CallError) -> Self {
        match error {
            CallError::Refused(refusal) => Self::Failed(refusal.sentence()),
            CallError::Failed(failure) => failure,
        }
    }
}

impl Refusal {
    /// What AWS said, and to what.
    pub(crate) fn sentence(&self) -> String {
        let Self { operation, status, code, message } = self;
        match (code.is_empty(), message.is_empty()) {
            (true, _) => format!("{operation} was answered with status {status}"),
            (false, true) => format!("{operation}: {code}"),
            (false, false) => format!("{operation}: {code}: {message}"),
        }
    }

    /// Whether the endpoint does not know the caller: it will not know it the next time either.
    pub(crate) fn is_of_credentials(&self) -> bool {
        CREDENTIALS.contains(&self.code.as_str())
    }

    /// Whether the endpoint does not serve the operation.
    pub(crate) fn is_unserved(&self) -> bool {
        self.code.is_empty()
            || self.status == StatusCode::NOT_IMPLEMENTED
            || UNSERVED.contains(&self.code.as_str())
    }
}

/// Reads an answer; the result of an empty one is null.
pub(super) fn read(
    call: &Call,
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Value, CallError> {
    let text = String::from_utf8_lossy(body);
    let is_query = matches!(call.service, Service::Sts | Service::Iam);
    let parsed = match text.trim() {
        "" => Some(Value::Null),
        _ if is_query => xml::read(&text),
        _ => serde_json::from_str(&text).ok(),
    };
    if !status.is_success() {
        let body = parsed.unwrap_or_default();
        return Err(CallError::Refused(refusal(call.operation, status, headers, &body)));
    }
    let parsed = parsed.ok_or_else(|| {
        Failure::Failed(format!("the answer to {} cannot be read", call.operation))
    })?;
    if !is_query {
        return Ok(parsed);
    }
    let result = parsed.get(format!("{}Result", call.operation));
    Ok(result.cloned().unwrap_or_default())
}

fn refusal(
    operation: &'static str,
    status: StatusCode,
    headers: &HeaderMap,
    body: &Value,
) -> Refusal {
    let inner = body.get("Error").unwrap_or(body);
    let member = |name: &str| inner.get(name).and_then(Value::as_str);
    let header = headers.get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    let code = header.or(member("__type")).or(member("Code")).or(member("code"));
    // What stands behind a colon or before a hash is the shape's namespace.
    let code = code.unwrap_or_default();
    let code = code.split(':').next().unwrap_or_default();
    let code = code.rsplit('#').next().unwrap_or_default();
    let message = member("message").or(member("Message")).unwrap_or_default();
    Refusal { operation, status, code: code.to_owned(), message: message.to_owned() }
}

const CREDENTIALS: [&str; 10] = [
    "ExpiredToken",
    "ExpiredTokenException",
    "IncompleteSignature",
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];
const UNSERVED: [&str; 5] = [
    "InvalidAction",
    "NotImplemented",
    "UnknownOperationException",
    "UnsupportedOperation",
    "UnsupportedOperationException",
];

#[cfg(test)]
mod tests {
    use http::{HeaderValue, Method};

    use super::*;

    fn refused(call: &Call, header: Option<&'static str>, body: &str) -> (String, String) {
        let mut headers = HeaderMap::new();
        if let Some(header) = header {
            headers.insert("x-amzn-errortype", HeaderValue::from_static(header));
        }
        match read(call, StatusCode::BAD_REQUEST, &headers, body.as_bytes()) {
            Err(CallError::Refused(refusal)) => (refusal.code, refusal.message),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn errors_are_read_wherever_a_protocol_puts_them() {
        let word = |code: &str, message: &str| (code.to_owned(), message.to_owned());
        let sts = Call::query(Service::Sts, "GetCallerIdentity", []);
        let xml = "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code>\
                   <Message>No.</Message></Error></ErrorResponse>";
        assert_eq!(refused(&sts, None, xml), word("SignatureDoesNotMatch", "No."));
        let cognito = Call::cognito("ListIdentityPools", Value::Null);
        let json = r#"{"__type":"a.b#NotAuthorizedException","message":"No."}"#;
        assert_eq!(refused(&cognito, None, json), word("NotAuthorizedException", "No."));
        let iot = Call::iot("ListThings", Method::GET, "/things".to_owned());
        let header = Some("ForbiddenException:http://internal");
        assert_eq!(
            refused(&iot, header, r#"{"message":"No."}"#),
            word("ForbiddenException", "No.")
        );
        assert_eq!(refused(&iot, None, "<html>"), word("", ""));
    }

    #[test]
    fn a_result_of_query_stands_within_its_envelope() {
        let sts = Call::query(Service::Sts, "GetCallerIdentity", []);
        let xml = "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account>\
                   </GetCallerIdentityResult></GetCallerIdentityResponse>";
        let answer = read(&sts, StatusCode::OK, &HeaderMap::new(), xml.as_bytes()).unwrap();
        assert_eq!(answer, serde_json::json!({ "Account": "1" }));
        let unreadable = read(&sts, StatusCode::OK, &HeaderMap::new(), b"{");
        assert!(matches!(unreadable, Err(CallError::Failed(_))));
    }
}
