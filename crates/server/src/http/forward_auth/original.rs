//! The request that a proxy asks about: told in headers, as nginx does, or passed on with a prefix
//! before its path, as Envoy does.

use std::net::IpAddr;

use daypass_aws_protocol::path;
use http::header::HOST;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, Request, Uri};

use super::DOOR;
use crate::doors::authority;
use crate::trusted_proxies::TrustedProxies;

/// The request as its client sent it, the body aside.
#[derive(Debug)]
pub(super) struct Original {
    /// Method, URI and headers.
    pub(super) parts: Parts,
    /// The path, decoded: it means the same to whoever reads it next.
    pub(super) path: String,
    /// The name that the client reached the service by, in lower case.
    pub(super) host: String,
    /// The client's address, where the proxy told it.
    pub(super) source_ip: Option<IpAddr>,
    /// Whether the client's connection is encrypted.
    pub(super) secure: bool,
    /// Whether the whole body came along.
    pub(super) has_body: bool,
}

/// Reads the request, or says what is wrong with what the proxy told.
pub(super) fn read(asked: &Parts, proxies: &TrustedProxies) -> Result<Original, &'static str> {
    let rest = asked.uri.path().strip_prefix(DOOR).ok_or(INCOMPLETE)?;
    let told = asked.headers.keys().any(|name| name.as_str().starts_with(TOLD));
    match (rest.is_empty(), told) {
        (true, _) => in_headers(asked),
        (false, true) => Err("a request with a prefix tells nothing in X-Original headers"),
        (false, false) => prefixed(asked, rest, proxies),
    }
}

/// nginx: `X-Original-Method`, `-URI`, `-Host`, `-Address` and `-Proto`, each once.
fn in_headers(asked: &Parts) -> Result<Original, &'static str> {
    let one = |name: &str| only(&asked.headers, name).ok_or(INCOMPLETE);
    let method = Method::from_bytes(one("x-original-method")?.as_bytes());
    let method = method.map_err(|_| INCOMPLETE)?;
    let (uri, host) = (one("x-original-uri")?, one("x-original-host")?);
    let source_ip = one("x-original-address")?.parse().map_err(|_| INCOMPLETE)?;
    let secure = one("x-original-proto")? == "https";
    let mut headers = asked.headers.clone();
    for name in ["method", "uri", "host", "address", "proto"] {
        headers.remove(format!("{TOLD}{name}"));
    }
    headers.insert(HOST, HeaderValue::from_str(host).map_err(|_| INCOMPLETE)?);
    whole((method, uri, host), headers, (Some(source_ip), secure, false))
}

/// Envoy: the request itself, and what it says of the connection in `X-Forwarded-For`, whose last
/// address Envoy wrote, and `X-Forwarded-Proto`. Where that address is a trusted proxy's, the client is
/// the one that stands before it.
fn prefixed(asked: &Parts, rest: &str, proxies: &TrustedProxies) -> Result<Original, &'static str> {
    let query = asked.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let host = authority(asked).ok_or(INCOMPLETE)?;
    let text = |name: &str| asked.headers.get_all(name).iter().next_back()?.to_str().ok();
    let source_ip =
        proxies.source(&asked.headers).map_err(|_| "X-Forwarded-For is no list of addresses")?;
    let secure = text("x-forwarded-proto") == Some("https");
    let whole_body = text("x-envoy-auth-partial-body") == Some("false");
    let request = (asked.method.clone(), &*format!("{rest}{query}"), host);
    whole(request, asked.headers.clone(), (source_ip, secure, whole_body))
}

fn whole(
    (method, uri, host): (Method, &str, &str),
    headers: HeaderMap,
    (source_ip, secure, has_body): (Option<IpAddr>, bool, bool),
) -> Result<Original, &'static str> {
    let uri: Uri = uri.parse().map_err(|_| INCOMPLETE)?;
    // An escaped slash is one segment to some and two to others.
    let escaped_slash = uri.path().to_ascii_lowercase().contains("%2f");
    let path = path::plain(uri.path()).ok().filter(|_| !escaped_slash);
    let path = path.ok_or("the path can be read in more than one way")?;
    let named = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]_".contains(&byte);
    if host.is_empty() || !host.bytes().all(named) {
        return Err("the host is not a name");
    }
    let host = host.to_ascii_lowercase();
    let mut request = Request::new(());
    *request.method_mut() = method;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    Ok(Original { parts: request.into_parts().0, path, host, source_ip, secure, has_body })
}

/// The value of a header that is there once.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

const TOLD: &str = "x-original-";
const INCOMPLETE: &str = "X-Original-Method, -URI, -Host, -Address and -Proto are needed, each of them once and readable";

#[cfg(test)]
mod tests {
    use super::*;

    fn read(asked: &Parts) -> Result<Original, &'static str> {
        super::read(asked, &TrustedProxies::new(vec!["10.9.0.0/16".parse().unwrap()]))
    }

    fn asked(uri: &str, headers: &[(&str, &str)]) -> Parts {
        let mut request = Request::get(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(()).unwrap().into_parts().0
    }

    const TOLD_WHOLE: [(&str, &str); 6] = [
        ("host", "127.0.0.1:4650"),
        ("x-original-method", "POST"),
        ("x-original-uri", "/pets/a%20b?x=1"),
        ("x-original-host", "App.example:8080"),
        ("x-original-address", "192.0.2.7"),
        ("x-original-proto", "https"),
    ];

    #[test]
    fn both_forms_tell_the_request() {
        let told = read(&asked("/-/api/authorize", &TOLD_WHOLE)).unwrap();
        assert_eq!((told.path.as_str(), told.host.as_str()), ("/pets/a b", "app.example:8080"));
        assert_eq!(told.parts.uri, "/pets/a%20b?x=1");
        assert_eq!((told.parts.method, told.secure, told.has_body), (Method::POST, true, false));
        assert_eq!(told.source_ip, Some([192, 0, 2, 7].into()));
        assert!(!told.parts.headers.contains_key("x-original-uri"));
        let headers = [
            ("host", "app.example"),
            ("x-forwarded-for", "10.0.0.1, 192.0.2.7"),
            ("x-envoy-auth-partial-body", "false"),
        ];
        let prefixed = read(&asked("/-/api/authorize/pets?x=1", &headers)).unwrap();
        assert_eq!((prefixed.parts.uri.to_string(), prefixed.has_body), ("/pets?x=1".into(), true));
        assert_eq!(prefixed.source_ip, Some([192, 0, 2, 7].into()));
        let headers =
            [("host", "app.example"), ("x-forwarded-for", "10.0.0.1, 192.0.2.7, 10.9.0.1")];
        let behind = read(&asked("/-/api/authorize/pets", &headers)).unwrap();
        assert_eq!(behind.source_ip, Some([192, 0, 2, 7].into()));
        let headers = [("host", "app.example"), ("x-forwarded-for", "192.0.2.7, unknown")];
        assert!(read(&asked("/-/api/authorize/pets", &headers)).is_err());
    }

    #[test]
    fn what_is_missing_doubled_or_ambiguous_is_refused() {
        for (missing, header) in TOLD_WHOLE.into_iter().enumerate().skip(1) {
            let mut headers = TOLD_WHOLE.to_vec();
            headers.remove(missing);
            assert!(read(&asked("/-/api/authorize", &headers)).is_err(), "{missing}");
            let mut headers = TOLD_WHOLE.to_vec();
            headers.push(header);
            assert!(read(&asked("/-/api/authorize", &headers)).is_err(), "{missing}");
        }
        let headers = [("host", "app.example"), ("x-original-uri", "/")];
        assert!(read(&asked("/-/api/authorize/pets", &headers)).is_err());
        for path in ["/a/../b", "/a/%2e%2e/b", "/a%2Fb", "//a", "/a%5cb"] {
            let headers = [("host", "app.example")];
            assert!(read(&asked(&format!("/-/api/authorize{path}"), &headers)).is_err(), "{path}");
        }
    }
}
