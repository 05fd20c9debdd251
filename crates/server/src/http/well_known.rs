//! The documents of our own issuers, by which others verify their tokens: the issuer of identity
//! tokens, and one for each account that asked for it.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use daypass_credentials::identity_token::{ISSUER, jwks};
use daypass_credentials::web_identity_token::{WebTokenAlgorithm, key_set};
use daypass_services::iam::outbound_federation::{OutboundFederationRecord, outbound_issuer};
use daypass_services::ports::Clock;
use daypass_services::{Environment, WEB_TOKEN_ISSUERS};
use daypass_store::{Reads, Space};
use http::header::{CONTENT_TYPE, HeaderValue};
use http::request::Parts;
use http::{Method, Response, StatusCode};
use serde_json::json;

use super::{bare, reached_at};

/// The issuers' documents.
pub struct WellKnown {
    environment: Arc<Environment>,
    clock: Arc<dyn Clock>,
}

impl WellKnown {
    /// The documents of the issuers of a server.
    pub fn new(environment: Arc<Environment>, clock: Arc<dyn Clock>) -> Self {
        Self { environment, clock }
    }

    /// The document at a path, if the path is one of theirs.
    pub(super) async fn answer(&self, request: &Parts, secure: bool) -> Option<Response<Bytes>> {
        let path = request.uri.path();
        let document = match path {
            DISCOVERY => self.discovery(request, secure),
            // AWS's path, and the one that most other issuers have.
            JWKS | JWKS_ALIAS => self.jwks().await?,
            _ => {
                let issuer = path.strip_prefix(WEB_TOKEN_ISSUERS)?;
                let (issuer_id, document) = issuer.split_at(issuer.find('/')?);
                match self.of_account(issuer_id, document).await {
                    Some(document) => document,
                    None => return Some(bare(StatusCode::NOT_FOUND)),
                }
            }
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
        let issuer = &self.environment.settings.identity_token_issuer;
        let reached = reached_at(request, secure).filter(|_| issuer == ISSUER);
        let keys = reached.unwrap_or_else(|| issuer.clone()) + JWKS;
        json!({
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
        let keys = self.environment.keys.identity_token_keys().await;
        let keys = keys.inspect_err(|error| tracing::error!(%error, "no keys to publish")).ok()?;
        let all = std::iter::once(&keys.current).chain(&keys.earlier);
        jwks(all.map(daypass_credentials::SigningKey::public_key)).ok()
    }

    /// A document of an account's issuer. It stays when the account gives out no more tokens, for
    /// those that are out are valid.
    async fn of_account(&self, issuer_id: &str, document: &str) -> Option<String> {
        let reads = Reads::new(&*self.environment.store, Space::State);
        let record = outbound_issuer(&reads, issuer_id).await;
        let record = record.inspect_err(|error| tracing::error!(%error, "no keys to publish"));
        let record = record.ok().flatten()?;
        match document {
            DISCOVERY => Some(self.discovery_of_account(&record)),
            JWKS_ALIAS => {
                Some(key_set(record.published(self.clock.now().ours_ms.div_euclid(1_000))))
            }
            _ => None,
        }
    }

    fn discovery_of_account(&self, record: &OutboundFederationRecord) -> String {
        let issuer = self.environment.settings.web_token_issuer(&record.issuer_id);
        json!({
            "issuer": issuer,
            "jwks_uri": format!("{issuer}{JWKS_ALIAS}"),
            "response_types_supported": ["id_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported":
                WebTokenAlgorithm::ALL.map(WebTokenAlgorithm::name),
            "claims_supported":
                ["aud", "sub", "iss", "exp", "iat", "jti", "https://sts.amazonaws.com/"],
        })
        .to_string()
    }
}

impl fmt::Debug for WellKnown {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("WellKnown").finish_non_exhaustive()
    }
}

const DISCOVERY: &str = "/.well-known/openid-configuration";
const JWKS: &str = "/.well-known/jwks_uri";
const JWKS_ALIAS: &str = "/.well-known/jwks.json";
