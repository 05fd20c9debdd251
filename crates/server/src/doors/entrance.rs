//! Who may come in: on loopback whoever is on this machine, but no page of another site; elsewhere
//! who signs, and is allowed to.

use std::net::{IpAddr, SocketAddr};

use daypass_aws_protocol::sigv4::{self, Expected, SigV4Error, skew_seconds_max};
use daypass_aws_types::schema::Protocol;
use daypass_aws_types::{AccountId, Region};
use daypass_policy::Request;
use daypass_services::authorization::request_context;
use http::StatusCode;
use http::header::{HOST, ORIGIN};
use http::request::Parts;

use super::Doors;
use super::answer::Refusal;
use crate::authenticate::{Caller, Unauthenticated};

/// Who may come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entrance {
    /// The port is reached from this machine alone. A web page that runs here is kept out by what
    /// browsers say of it: the name that it reached the server by, and where it comes from.
    Local {
        /// A name that counts as local, beside `localhost` and loopback addresses.
        hostname: Option<String>,
    },
    /// Callers sign for the service `daypass`, and IAM decides.
    Signed,
}

impl Entrance {
    /// Refuses a page that rebound its name to this machine, and pages of other sites.
    pub(super) fn check_origin(&self, parts: &Parts) -> Result<(), Refusal> {
        let Self::Local { hostname } = self else { return Ok(()) };
        let authority = authority(parts);
        if !authority.is_some_and(|authority| is_local(authority, hostname.as_deref())) {
            return Err(Refusal::new(StatusCode::FORBIDDEN, "the Host is not of this machine"));
        }
        let same = |origin: &str| {
            let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            authority.zip(host).is_some_and(|(here, host)| here.eq_ignore_ascii_case(host))
        };
        let mut origins = parts.headers.get_all(ORIGIN).iter();
        if origins.all(|origin| origin.to_str().is_ok_and(same)) {
            Ok(())
        } else {
            Err(Refusal::new(StatusCode::FORBIDDEN, "the Origin is another site"))
        }
    }
}

/// The name that the server was reached by, with its port.
pub(crate) fn authority(parts: &Parts) -> Option<&str> {
    let in_uri = parts.uri.authority().map(http::uri::Authority::as_str);
    in_uri.or_else(|| parts.headers.get(HOST)?.to_str().ok())
}

/// Whether `host` or `host:port` means this machine.
pub(crate) fn is_local(authority: &str, hostname: Option<&str>) -> bool {
    let (host, port) = match authority.rsplit_once(':') {
        // A colon in brackets belongs to an address of IPv6.
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (authority, None),
    };
    let address = match host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(bracketed) => bracketed.parse().map(IpAddr::V6),
        None => host.parse().map(IpAddr::V4),
    };
    let loopback = address.is_ok_and(|address| address.is_loopback());
    let mut names = [Some("localhost"), hostname].into_iter().flatten();
    let named = names.any(|name| host.eq_ignore_ascii_case(name));
    (loopback || named) && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

impl Doors {
    /// The account and region that the caller sees behind a door which `action` opens.
    pub(super) async fn admit(
        &self,
        action: &str,
        parts: &Parts,
        peer: SocketAddr,
        secure: bool,
    ) -> Result<(AccountId, Region), Refusal> {
        if let Entrance::Local { .. } = self.entrance {
            return Ok((self.config.account.clone(), self.config.region.clone()));
        }
        let caller = self.signer(parts).await.map_err(|refused| unauthenticated(&refused))?;
        let region = caller.region.as_str();
        let context = request_context(peer.ip(), secure, None, region);
        let now_ms = self.clock.now().ours_ms;
        let request = Request { action, resource: "*", context: &context, now_ms };
        let permissions = caller.access.grants.clone().bind(caller.access.variables.clone());
        if permissions.decide(&request).outcome.is_allow() {
            return Ok((caller.account, caller.region));
        }
        let who = caller.principal.arn();
        let sentence = format!("{who} is not authorized to perform: {action}");
        Err(Refusal::new(StatusCode::FORBIDDEN, sentence))
    }

    async fn signer(&self, parts: &Parts) -> Result<Caller, Unauthenticated> {
        let signed = sigv4::parse(parts, sigv4::Door::Api)?.ok_or_else(SigV4Error::missing)?;
        let expected = Expected {
            signing_names: &[SIGNING_NAME],
            region: None,
            skew_seconds_max: skew_seconds_max(Protocol::RestJson),
        };
        let scope = signed.scope(&expected, self.clock.now().wall_ms / 1_000)?;
        let region = Region::parse(scope.region).map_err(|_| SigV4Error::missing())?;
        let principal = self.authenticator.signature(&signed, &scope, parts, b"").await?;
        self.authenticator.caller(principal, region).await
    }
}

fn unauthenticated(refused: &Unauthenticated) -> Refusal {
    match refused.wire() {
        Some(error) => Refusal::new(StatusCode::FORBIDDEN, error.message),
        None => Refusal::new(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer"),
    }
}

/// The service that callers sign for.
const SIGNING_NAME: &str = "daypass";

#[cfg(test)]
mod tests {
    use super::*;

    const LOCAL: &[&str] = &[
        "127.0.0.1:4650",
        "127.0.0.1",
        "127.9.9.9:1",
        "localhost",
        "LocalHost:4650",
        "[::1]:4650",
        "[::1]",
        "daypass.test:4650",
    ];
    const FOREIGN: &[&str] = &[
        "evil.example",
        "evil.example:4650",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "10.0.0.1:4650",
        "[2001:db8::1]:4650",
        "[::1",
        "[::1]x",
        "127.0.0.1:x",
        "user@127.0.0.1",
        "::1",
        "",
    ];

    fn checked(host: &str, origin: Option<&str>) -> bool {
        let mut request = http::Request::builder().uri("/-/metrics").header(HOST, host);
        if let Some(origin) = origin {
            request = request.header(ORIGIN, origin);
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        let entrance = Entrance::Local { hostname: Some("daypass.test".to_owned()) };
        let checked = entrance.check_origin(&parts);
        if let Err(refusal) = &checked {
            assert_eq!(refusal.status, StatusCode::FORBIDDEN);
        }
        checked.is_ok()
    }

    #[test]
    fn only_names_of_this_machine_are_let_in() {
        for host in LOCAL {
            assert!(checked(host, None), "{host}");
        }
        for host in FOREIGN {
            assert!(!checked(host, None), "{host}");
        }
    }

    #[test]
    fn only_pages_of_this_very_server_are_let_in() {
        let here = "127.0.0.1:4650";
        for origin in ["http://127.0.0.1:4650", "https://127.0.0.1:4650"] {
            assert!(checked(here, Some(origin)), "{origin}");
        }
        for origin in [
            "http://evil.example",
            "http://127.0.0.1",
            "http://127.0.0.1:3000",
            "http://localhost:4650",
            "http://127.0.0.1:4650.evil.example",
            "null",
            "",
            "127.0.0.1:4650",
            "file://127.0.0.1:4650",
        ] {
            assert!(!checked(here, Some(origin)), "{origin}");
        }
    }

    #[test]
    fn the_name_in_an_http_2_request_is_its_authority() {
        let check = |uri: &str| {
            let (parts, ()) = http::Request::builder().uri(uri).body(()).unwrap().into_parts();
            Entrance::Local { hostname: None }.check_origin(&parts).is_ok()
        };
        assert!(check("https://127.0.0.1:4650/-/metrics"));
        assert!(!check("https://evil.example/-/metrics"));
        assert!(!check("/-/metrics"));
    }
}
