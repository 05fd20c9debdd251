//! The egress against servers on loopback, with real sockets.

mod cleartext;
mod server;
mod trust;

use daypass_services::ports::{Fetch as _, FetchError, FetchRequest};

use super::tls::Roots;
use super::{Egress, EgressSettings};

/// An egress that may go to loopback and trusts nobody publicly.
fn egress() -> Egress {
    let settings = EgressSettings {
        allow_http_loopback: true,
        allow_http_networks: false,
        allowed_networks: vec!["127.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()],
    };
    Egress::with_roots(settings, Roots::these(rustls::RootCertStore::empty()))
}

/// An egress of production: public addresses over `https`.
fn strict_egress() -> Egress {
    Egress::with_roots(EgressSettings::default(), Roots::these(rustls::RootCertStore::empty()))
}

async fn fetch(egress: &Egress, url: &str) -> Result<String, FetchError> {
    let document = egress.fetch(FetchRequest::document(url, &[])).await?;
    Ok(String::from_utf8(document.body.to_vec()).unwrap())
}
