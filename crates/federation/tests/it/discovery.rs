//! Reading discovery documents.

use daypass_federation::{DISCOVERY_BYTES_MAX, Discovery, DiscoveryError};
use serde_json::json;

const ISSUER: &str = "https://login.example/tenant";

fn parse(issuer: &str, jwks_uri: &str, registered_url: &str) -> Result<String, DiscoveryError> {
    let document =
        json!({ "issuer": issuer, "jwks_uri": jwks_uri, "token_endpoint": "ignored" }).to_string();
    Discovery::parse(document.as_bytes(), registered_url).map(|discovery| discovery.jwks_uri)
}

#[test]
fn the_document_stands_under_the_registered_url() {
    let well_known = "https://login.example/tenant/.well-known/openid-configuration";
    assert_eq!(Discovery::url(ISSUER), well_known);
    assert_eq!(Discovery::url("https://login.example/tenant/"), well_known);
}

#[test]
fn the_issuer_is_the_registered_url_but_for_a_slash_at_the_end() {
    let keys = "https://keys.example/jwks";
    let with_slash = format!("{ISSUER}/");
    for (issuer, registered) in [(ISSUER, ISSUER), (&with_slash, ISSUER), (ISSUER, &with_slash)] {
        assert_eq!(parse(issuer, keys, registered), Ok(keys.to_owned()));
    }
    for issuer in [
        "https://login.example/tenant//",
        "https://login.example/other",
        "http://login.example/tenant",
        "",
    ] {
        assert_eq!(
            parse(issuer, keys, ISSUER),
            Err(DiscoveryError::Issuer { issuer: issuer.to_owned() })
        );
    }
}

#[test]
fn keys_are_not_taken_from_a_weaker_place() {
    let long = format!("https://keys.example/{}", "k".repeat(2048));
    for uri in [
        "http://login.example/jwks",
        "file:///etc/passwd",
        "data:application/json,{}",
        "/jwks",
        "",
        "https://",
        "https://user@keys.example/jwks",
        "https://user:secret@keys.example/jwks",
        long.as_str(),
    ] {
        assert_eq!(
            parse(ISSUER, uri, ISSUER),
            Err(DiscoveryError::JwksUri { jwks_uri: uri.to_owned() }),
            "{uri}"
        );
    }
    // An issuer on loopback may be registered in cleartext, and then its keys may be too.
    let local = "http://127.0.0.1:3000";
    assert!(parse(local, "http://127.0.0.1:3000/jwks", local).is_ok());
    assert!(parse(local, "https://127.0.0.1:3000/jwks", local).is_ok());
}

#[test]
fn what_is_no_discovery_document_is_refused() {
    for document in ["", "{}", "[]", r#"{"issuer":"https://login.example/tenant"}"#, "<html>"] {
        assert_eq!(
            Discovery::parse(document.as_bytes(), ISSUER),
            Err(DiscoveryError::Malformed),
            "{document}"
        );
    }
    let large = vec![b' '; DISCOVERY_BYTES_MAX + 1];
    assert_eq!(Discovery::parse(&large, ISSUER), Err(DiscoveryError::TooLarge));
}
