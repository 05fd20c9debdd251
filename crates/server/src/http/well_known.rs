//! The documents of the issuer of identity tokens, by which others verify them.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_credentials::identity_token::{ISSUER, jwks};
use daypass_services::ports::Keys;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{Method, Response, StatusCode};

use super::{bare, reached_at};

/// The issuer's documents.
pub struct WellKnown {
    keys: Arc<dyn Keys>,
    issuer: String,
}

impl WellKnown {
    /// The documents of an issuer, whose name stands in its tokens.
    pub fn new(keys: Arc<dyn Keys>, issuer: String) -> Self {
        Self { keys, issuer }
    }

    /// The document at a path, if the path is one of theirs.
    pub(super) async fn answer(&self, request: &Parts, secure: bool) -> Option<Response<Bytes>> {
        let document = match request.uri.path() {
            DISCOVERY => self.discovery(request, secure),
            // AWS's path, and the one that most other issuers have.
            JWKS | JWKS_ALIAS => self.jwks().await?,
            _ => return None,
        };
        if !matches!(request.method, Method::GET | Method::HEAD) {
            return Some(bare(StatusCode::METHOD_NOT_ALLOWED));
        }
        let mut response = Response::new(Bytes::from(document));
        let json = HeaderValue::from_static("application/json");
        response.headers_mut().insert(CONTENT_TYPE, json);
        Some(response)
    }

    /// An issuer that keeps AWS's name has its keys where they were asked for, and any other one
    /// under its own.
    fn discovery(&self, request: &Parts, secure: bool) -> String {
        let issuer = &self.issuer;
        let reached = reached_at(request, secure).filter(|_| issuer == ISSUER);
        let keys = reached.unwrap_or_else(|| issuer.clone()) + JWKS;
        serde_json::json!({
            "issuer": issuer,
            "jwks_uri": keys,
            "authorization_endpoint": issuer,
            "response_types_supported": ["token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS512"],
        })
        .to_string()
    }

    async fn jwks(&self) -> Option<String> {
        let keys = self.keys.identity_token_keys().await;
        let keys = keys.inspect_err(|error| tracing::error!(%error, "no keys to publish")).ok()?;
        let all = std::iter::once(&keys.current).chain(&keys.earlier);
        jwks(all.map(daypass_credentials::SigningKey::public_key)).ok()
    }
}

impl fmt::Debug for WellKnown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("WellKnown").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

const DISCOVERY: &str = "/.well-known/openid-configuration";
const JWKS: &str = "/.well-known/jwks_uri";
const JWKS_ALIAS: &str = "/.well-known/jwks.json";
