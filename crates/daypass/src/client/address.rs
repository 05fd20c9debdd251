//! Where a server is, by its URL.

use http::Uri;

use crate::failure::Failure;

/// The host and port of an `http` URL.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Address {
    /// The URL without a slash at its end.
    pub(super) endpoint: String,
    /// The host, an address of IPv6 without its brackets.
    pub(super) host: String,
    /// The port.
    pub(super) port: u16,
}

impl Address {
    /// Reads `http://HOST[:PORT][/]`.
    pub(super) fn parse(text: &str) -> Result<Self, Failure> {
        let refused = |why: &str| Failure::Usage(format!("`{text}` is no endpoint: {why}"));
        let uri: Uri = text.parse().map_err(|_| refused("it is no URL"))?;
        if uri.scheme_str() != Some("http") {
            return Err(refused("give the http:// address; the server has both on one port"));
        }
        if !matches!(uri.path(), "" | "/") || uri.query().is_some() {
            return Err(refused("it has a path"));
        }
        let host = uri.host().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| refused("it has no host"))?;
        Ok(Self {
            endpoint: text.trim_end_matches('/').to_owned(),
            host: host.trim_start_matches('[').trim_end_matches(']').to_owned(),
            port: uri.port_u16().unwrap_or(HTTP_PORT),
        })
    }

    /// `host:port`, as the Host header has it.
    pub(super) fn authority(&self) -> &str {
        self.endpoint.trim_start_matches("http://")
    }
}

const HTTP_PORT: u16 = 80;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_read() {
        for (text, host, port, authority) in [
            ("http://127.0.0.1:4650", "127.0.0.1", 4650, "127.0.0.1:4650"),
            ("http://localhost/", "localhost", 80, "localhost"),
            ("http://[::1]:4650", "::1", 4650, "[::1]:4650"),
        ] {
            let address = Address::parse(text).unwrap();
            assert_eq!((address.host.as_str(), address.port), (host, port));
            assert_eq!(address.authority(), authority);
        }
        for text in
            ["", "127.0.0.1:4650", "https://localhost", "http://a/b", "ftp://a", "http://a/?b"]
        {
            assert!(matches!(Address::parse(text), Err(Failure::Usage(_))), "{text}");
        }
    }
}
