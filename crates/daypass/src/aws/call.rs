//! One call of an API, in the form that its protocol has.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, Method, Request};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// A service whose API is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Service {
    Sts,
    Iam,
    CognitoIdentity,
    Iot,
}

impl Service {
    pub(crate) const ALL: [Self; 4] = [Self::Sts, Self::Iam, Self::CognitoIdentity, Self::Iot];

    /// The name that is signed for.
    pub(crate) fn signing_name(self) -> &'static str {
        match self {
            Self::Sts => "sts",
            Self::Iam => "iam",
            Self::CognitoIdentity => "cognito-identity",
            Self::Iot => "iot",
        }
    }

    /// The region that is signed for: IAM has but one.
    pub(super) fn region(self, region: &str) -> &str {
        if self == Self::Iam { IAM_REGION } else { region }
    }
}

/// A call of an API.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    pub(super) service: Service,
    pub(super) operation: &'static str,
    pub(super) method: Method,
    /// The path with its query.
    pub(super) path: String,
    header: Option<(&'static str, String)>,
    body: Body,
}

#[derive(Debug, Clone, PartialEq)]
enum Body {
    Nothing,
    Query(Vec<(String, String)>),
    Json(Value),
}

impl Call {
    /// A call of IAM or STS, which speak the Query protocol.
    pub(crate) fn query<'a>(
        service: Service,
        operation: &'static str,
        members: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let version = if service == Service::Iam { IAM_VERSION } else { STS_VERSION };
        let own = [("Action", operation), ("Version", version)];
        let members = own.into_iter().chain(members);
        let members = members.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let body = Body::Query(members.collect());
        let path = "/".to_owned();
        Self { service, operation, method: Method::POST, path, header: None, body }
    }

    /// A call of Cognito Identity, which speaks JSON.
    pub(crate) fn cognito(operation: &'static str, input: Value) -> Self {
        Self {
            service: Service::CognitoIdentity,
            operation,
            method: Method::POST,
            path: "/".to_owned(),
            header: None,
            body: Body::Json(input),
        }
    }

    /// A call of AWS IoT, which speaks REST.
    pub(crate) fn iot(operation: &'static str, method: Method, path: String) -> Self {
        let (service, body) = (Service::Iot, Body::Nothing);
        Self { service, operation, method, path, header: None, body }
    }

    /// The same with a body.
    pub(crate) fn with(self, body: Value) -> Self {
        Self { body: Body::Json(body), ..self }
    }

    /// The same with a member that is a header.
    pub(crate) fn naming(self, header: &'static str, value: &str) -> Self {
        Self { header: Some((header, value.to_owned())), ..self }
    }

    /// The same with one more member of a query.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        match &mut self.body {
            Body::Query(members) => members.push((name.to_owned(), value.to_owned())),
            Body::Json(Value::Object(members)) => {
                members.insert(name.to_owned(), value.into());
            }
            Body::Nothing | Body::Json(_) => {
                let separator = if self.path.contains('?') { '&' } else { '?' };
                self.path = format!("{}{separator}{name}={}", self.path, escaped(value));
            }
        }
        self
    }

    /// Method, headers and body, without an address.
    pub(super) fn request(&self) -> (Request<()>, Bytes) {
        let (content_type, body) = match &self.body {
            Body::Nothing => (None, Bytes::new()),
            Body::Query(members) => (Some(FORM), form(members).into()),
            Body::Json(value) if self.service == Service::CognitoIdentity => {
                (Some(JSON_11), value.to_string().into())
            }
            Body::Json(value) => (Some(JSON), value.to_string().into()),
        };
        let mut request = Request::new(());
        *request.method_mut() = self.method.clone();
        let headers = request.headers_mut();
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        if let Some((name, value)) = &self.header
            && let Ok(value) = value.parse()
        {
            headers.insert(HeaderName::from_static(name), value);
        }
        let target = format!("AWSCognitoIdentityService.{}", self.operation);
        if let (Service::CognitoIdentity, Ok(target)) = (self.service, target.parse()) {
            headers.insert(HeaderName::from_static("x-amz-target"), target);
        }
        (request, body)
    }
}

fn form(members: &[(String, String)]) -> String {
    let pairs = members.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// A text as a segment of a path, or as a value of a query.
pub(crate) fn escaped(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// What RFC 3986 does not name unreserved: signatures are made over this form.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const IAM_REGION: &str = "us-east-1";
const IAM_VERSION: &str = "2010-05-08";
const STS_VERSION: &str = "2011-06-15";
const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";
const JSON_11: &str = "application/x-amz-json-1.1";
const JSON: &str = "application/json";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_protocol_has_its_place_for_one_member_more() {
        let body = |call: &Call| String::from_utf8(call.request().1.to_vec()).unwrap();
        let roles = Call::query(Service::Iam, "ListRoles", []).and("Marker", "a b&c");
        assert_eq!(body(&roles), "Action=ListRoles&Version=2010-05-08&Marker=a%20b%26c");
        let pools = Call::cognito("ListIdentityPools", json!({ "MaxResults": 60 }));
        assert_eq!(body(&pools.and("NextToken", "n")), r#"{"MaxResults":60,"NextToken":"n"}"#);
        let policies = Call::iot("ListPolicies", Method::GET, "/policies?pageSize=250".to_owned());
        assert_eq!(policies.and("marker", "a/b").path, "/policies?pageSize=250&marker=a%2Fb");
    }

    #[test]
    fn only_cognito_names_its_operation_in_a_header() {
        let target = |call: &Call| call.request().0.headers().get("x-amz-target").cloned();
        let pools = Call::cognito("ListIdentityPools", json!({}));
        assert_eq!(target(&pools).unwrap(), "AWSCognitoIdentityService.ListIdentityPools");
        assert_eq!(target(&Call::query(Service::Sts, "GetCallerIdentity", [])), None);
    }
}
