//! What trusted proxies tell of a request in its headers: `X-Forwarded-For`, `-Proto`, `-Host`, `-Port`.

use std::net::{IpAddr, SocketAddr};

use http::header::HOST;
use http::request::Parts;
use http::uri::Authority;
use http::{HeaderMap, HeaderValue, Uri};

use super::TrustedProxies;
use crate::listen::Peer;

/// A trusted proxy tells what cannot be understood: who the client is stays unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the proxy's {header} {problem}")]
pub(crate) struct Untold {
    header: &'static str,
    problem: &'static str,
}

impl TrustedProxies {
    /// The other side of a request, and its Host, as trusted proxies tell of them. What anybody else says
    /// counts for nothing.
    pub(crate) fn client(&self, request: &mut Parts, peer: Peer) -> Result<Peer, Untold> {
        if !self.contains(peer.address.ip()) {
            return Ok(peer);
        }
        let headers = &request.headers;
        let source = self.source(headers)?;
        let secure = is_secure(headers)?;
        let port = one(headers, PORT)?.map(str::parse::<u16>);
        let port = port.transpose().map_err(|_| untold(PORT, "is no port"))?;
        if let Some(host) = one(headers, HOST_NAME)? {
            reach(request, host.to_owned())?;
        }
        Ok(Peer {
            // What the client's port was, nobody says.
            address: source.map_or(peer.address, |ip| SocketAddr::new(ip, 0)),
            port: port.unwrap_or(peer.port),
            // A proxy that tells of a client, and not how it came, is not taken at the best.
            secure: secure.unwrap_or(peer.secure && source.is_none()),
        })
    }

    /// The nearest address of `X-Forwarded-For` that is no trusted proxy's. What stands to the left of it,
    /// anybody can have written. Where all of them are trusted it is the farthest.
    pub(crate) fn source(&self, headers: &HeaderMap) -> Result<Option<IpAddr>, Untold> {
        let mut source = None;
        let values = headers.get_all(FOR).iter().rev().map(HeaderValue::to_str);
        let mut hops = 0;
        for value in values {
            let value = value.map_err(|_| untold(FOR, "is no text"))?;
            for word in value.rsplit(',') {
                hops += 1;
                if hops > HOPS_MAX {
                    return Err(untold(FOR, "names too many proxies"));
                }
                let address = address(word.trim()).ok_or(untold(FOR, "is no list of addresses"))?;
                source = Some(address);
                if !self.contains(address) {
                    return Ok(source);
                }
            }
        }
        Ok(source)
    }
}

/// An address, which some proxies write with a port, and those of IPv6 in brackets.
fn address(word: &str) -> Option<IpAddr> {
    let bracketed = || word.strip_prefix('[')?.strip_suffix(']')?.parse().ok().map(IpAddr::V6);
    let with_port = || Some(word.parse::<SocketAddr>().ok()?.ip());
    let address = word.parse().ok().or_else(bracketed).or_else(with_port)?;
    Some(address.to_canonical())
}

/// Whether the client and every proxy but the last used TLS, as far as they say so.
fn is_secure(headers: &HeaderMap) -> Result<Option<bool>, Untold> {
    let mut secure = None;
    for value in headers.get_all(PROTO) {
        let value = value.to_str().map_err(|_| untold(PROTO, "is no text"))?;
        for word in value.split(',').map(str::trim) {
            let tls = ["https", "wss"].iter().any(|name| word.eq_ignore_ascii_case(name));
            secure = Some(secure.unwrap_or(true) && tls);
        }
    }
    Ok(secure)
}

/// Leads a request to the host that its client named.
fn reach(request: &mut Parts, host: String) -> Result<(), Untold> {
    let wrong = untold(HOST_NAME, "is no host");
    let authority: Authority = host.parse().map_err(|_| wrong)?;
    if host.contains('@') {
        return Err(wrong);
    }
    if request.uri.authority().is_some() {
        let mut uri = std::mem::take(&mut request.uri).into_parts();
        uri.authority = Some(authority);
        request.uri = Uri::from_parts(uri).map_err(|_| wrong)?;
    }
    request.headers.insert(HOST, HeaderValue::try_from(host).map_err(|_| wrong)?);
    Ok(())
}

/// The value of a header that is there once, if at all.
fn one<'h>(headers: &'h HeaderMap, name: &'static str) -> Result<Option<&'h str>, Untold> {
    let mut values = headers.get_all(name).iter();
    let Some(value) = values.next() else { return Ok(None) };
    let value = value.to_str().ok().map(str::trim).filter(|value| !value.contains(','));
    match (value, values.next()) {
        (Some(value), None) => Ok(Some(value)),
        _ => Err(untold(name, "is there twice")),
    }
}

fn untold(header: &'static str, problem: &'static str) -> Untold {
    Untold { header, problem }
}

/// The most addresses of `X-Forwarded-For` that are looked at, from its end.
const HOPS_MAX: usize = 16;
const FOR: &str = "x-forwarded-for";
const PROTO: &str = "x-forwarded-proto";
const HOST_NAME: &str = "x-forwarded-host";
const PORT: &str = "x-forwarded-port";

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: u16 = 4650;

    fn told(peer: &str, headers: &[(&str, &str)]) -> Result<(Peer, Parts), Untold> {
        let mut request = http::Request::get("/").header("host", "inside:4650");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        let networks = ["10.0.0.0/8", "fd00::/8", "127.0.0.1/32"];
        let proxies = TrustedProxies::new(networks.map(|text| text.parse().unwrap()).to_vec());
        let peer = Peer { address: peer.parse().unwrap(), port: OURS, secure: true };
        Ok((proxies.client(&mut parts, peer)?, parts))
    }

    fn source(peer: &str, told_for: &[&str]) -> String {
        let headers: Vec<_> = told_for.iter().map(|value| (FOR, *value)).collect();
        told(peer, &headers)
            .map_or_else(|untold| untold.to_string(), |(peer, _)| peer.address.ip().to_string())
    }

    #[test]
    fn the_nearest_address_that_is_no_proxy_is_the_client() {
        for (headers, expected) in [
            (vec!["192.0.2.7"], "192.0.2.7"),
            (vec!["198.51.100.1, 192.0.2.7"], "192.0.2.7"),
            (vec!["198.51.100.1", "192.0.2.7"], "192.0.2.7"),
            (vec!["192.0.2.7, 10.0.0.9,10.1.2.3"], "192.0.2.7"),
            (vec!["192.0.2.7", "fd00::1", "10.0.0.9"], "192.0.2.7"),
            (vec!["not an address, 192.0.2.7"], "192.0.2.7"),
            (vec!["10.0.0.8, 10.0.0.9"], "10.0.0.8"),
            (vec!["2001:db8::7"], "2001:db8::7"),
            (vec!["[2001:db8::7]"], "2001:db8::7"),
            (vec!["[2001:db8::7]:443"], "2001:db8::7"),
            (vec!["192.0.2.7:4321"], "192.0.2.7"),
            (vec!["::ffff:192.0.2.7"], "192.0.2.7"),
            (vec!["192.0.2.7, ::ffff:10.0.0.9"], "192.0.2.7"),
            (vec![], "10.0.0.1"),
            (vec!["192.0.2.7, unknown"], "the proxy's x-forwarded-for is no list of addresses"),
            (vec![""], "the proxy's x-forwarded-for is no list of addresses"),
            (vec!["192.0.2.7,"], "the proxy's x-forwarded-for is no list of addresses"),
            (vec!["10.0.0.9, 192.0.2"], "the proxy's x-forwarded-for is no list of addresses"),
        ] {
            assert_eq!(source("10.0.0.1:5000", &headers), expected, "{headers:?}");
            assert_eq!(source("[::ffff:10.0.0.1]:5000", &headers).replace("::ffff:", ""), expected);
            assert_eq!(source("203.0.113.5:5000", &headers), "203.0.113.5", "{headers:?}");
        }
        let many = vec!["10.0.0.1"; HOPS_MAX + 1].join(",");
        assert_eq!(
            source("10.0.0.1:1", &[&many]),
            "the proxy's x-forwarded-for names too many proxies"
        );
        assert_eq!(source("10.0.0.1:1", &[&many[9..]]), "10.0.0.1");
    }

    #[test]
    fn a_connection_is_as_secure_as_its_worst_part() {
        for (headers, expected) in [
            (vec![], true),
            (vec![(FOR, "192.0.2.7")], false),
            (vec![(FOR, "192.0.2.7"), (PROTO, "https")], true),
            (vec![(PROTO, "WSS")], true),
            (vec![(PROTO, "http")], false),
            (vec![(PROTO, "http, https")], false),
            (vec![(PROTO, "https"), (PROTO, "http")], false),
            (vec![(PROTO, "")], false),
        ] {
            assert_eq!(told("10.0.0.1:1", &headers).unwrap().0.secure, expected, "{headers:?}");
            assert!(told("203.0.113.5:1", &headers).unwrap().0.secure, "{headers:?}");
        }
    }

    #[test]
    fn the_host_is_the_one_that_the_client_named() {
        let host = |peer, headers: &[(&str, &str)]| {
            told(peer, headers).map(|(peer, parts)| (parts.headers[HOST].clone(), peer.port))
        };
        let headers = [(HOST_NAME, "app.example:8443"), (PORT, "8443")];
        assert_eq!(
            host("10.0.0.1:1", &headers),
            Ok(("app.example:8443".try_into().unwrap(), 8443))
        );
        assert_eq!(host("203.0.113.5:1", &headers), Ok(("inside:4650".try_into().unwrap(), OURS)));
        for wrong in [
            vec![(HOST_NAME, "a.example, b.example")],
            vec![(HOST_NAME, "a.example"), (HOST_NAME, "b.example")],
            vec![(HOST_NAME, "user@a.example")],
            vec![(HOST_NAME, "a.example/path")],
            vec![(HOST_NAME, "")],
            vec![(PORT, "https")],
            vec![(PORT, "443, 8443")],
        ] {
            assert!(host("10.0.0.1:1", &wrong).is_err(), "{wrong:?}");
        }
    }
}
