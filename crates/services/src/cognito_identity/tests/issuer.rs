//! OpenID providers in a box: one key, documents that say where it is, tokens that it signed.

use std::sync::LazyLock;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use daypass_store::BoxFuture;
use serde_json::{Value, json};

use super::stage::NOW_S;
use crate::ports::{Fetch, FetchError, FetchRequest, FetchedDocument};

/// The app that tokens are for.
pub(super) const APP: &str = "app";

static KEY: LazyLock<EcdsaKeyPair> =
    LazyLock::new(|| EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap());

/// Every issuer of the world, each with the same key.
pub(super) struct Issuers;

impl Fetch for Issuers {
    fn fetch<'a>(
        &'a self,
        request: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
        let document = match request.url.strip_suffix("/.well-known/openid-configuration") {
            Some(issuer) => json!({"issuer": issuer, "jwks_uri": format!("{issuer}/keys")}),
            None => json!({"keys": [jwk()]}),
        };
        let body = Bytes::from(document.to_string());
        Box::pin(async { Ok(FetchedDocument { body }) })
    }
}

fn jwk() -> Value {
    let point = &KEY.public_key().as_ref()[1..];
    let (x, y) = point.split_at(point.len() / 2);
    json!({"kty": "EC", "kid": "k1", "crv": "P-256", "x": encode(x), "y": encode(y)})
}

/// A token of a provider, named by its login key, for a user; more claims replace its own.
pub(super) fn token(provider: &str, subject: &str, more: &Value) -> String {
    let mut claims = json!({
        "iss": format!("https://{provider}"), "sub": subject, "aud": APP,
        "iat": NOW_S, "exp": NOW_S + 3_600,
    });
    for (name, value) in more.as_object().into_iter().flatten() {
        claims[name] = value.clone();
    }
    let header = json!({"alg": "ES256", "kid": "k1"}).to_string();
    let message =
        format!("{}.{}", encode(header.as_bytes()), encode(claims.to_string().as_bytes()));
    let signature = KEY.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
    format!("{message}.{}", encode(signature.as_ref()))
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
