//! Pages of other sites: they know the key of `dev` as everybody does, and run on the machine that
//! it is meant for. What browsers say of a page keeps it from signing with that key.

use daypass_aws_protocol::sigv4::SigV4Error;
use http::header::ORIGIN;
use http::request::Parts;

use crate::doors::{authority, is_local};

/// Whether a request reached this machine by a name of its own, and comes from no page or from one
/// that this machine serves, on whatever port.
pub(super) fn is_of_this_machine(request: &Parts, hostname: Option<&str>) -> bool {
    let local = |authority: &str| is_local(authority, hostname);
    let of_page = |origin: &str| {
        let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        host.is_some_and(local)
    };
    authority(request).is_some_and(local)
        && request.headers.get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(of_page))
}

/// What such a page hears: the key does not exist for it.
pub(super) fn foreign() -> SigV4Error {
    let hint = "the development key is for this machine and its own pages";
    SigV4Error { hint: Some(hint), ..SigV4Error::key_unknown() }
}

#[cfg(test)]
mod tests {
    use http::Request;

    use super::*;

    #[test]
    fn pages_of_this_machine_may_and_others_may_not() {
        for (host, origin, allowed) in [
            ("127.0.0.1:4650", None, true),
            ("localhost:4650", Some("http://localhost:3000"), true),
            ("daypass.test", Some("https://daypass.test"), true),
            ("evil.example:4650", None, false),
            ("evil.example:4650", Some("http://evil.example:4650"), false),
            ("127.0.0.1:4650", Some("https://evil.example"), false),
            ("127.0.0.1:4650", Some("null"), false),
        ] {
            let mut request = Request::builder().header("host", host);
            if let Some(origin) = origin {
                request = request.header("origin", origin);
            }
            let (request, ()) = request.body(()).unwrap().into_parts();
            let answer = is_of_this_machine(&request, Some("daypass.test"));
            assert_eq!(answer, allowed, "{host} {origin:?}");
        }
    }
}
