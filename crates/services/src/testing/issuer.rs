//! OpenID providers in a box, and a web on which their documents can be fetched.

use std::collections::HashMap;
use std::sync::Mutex;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use daypass_credentials::web_identity_token::{WebTokenAlgorithm, WebTokenKey};
use daypass_federation::Thumbprint;
use daypass_store::BoxFuture;
use serde_json::{Value, json};

use super::stage::NOW_S;
use crate::ports::{Fetch, FetchError, FetchRequest, FetchedDocument};

/// An issuer with one key.
pub(crate) struct Issuer {
    pub(crate) url: String,
    key_id: String,
    key: EcdsaKeyPair,
}

impl Issuer {
    pub(crate) fn new(url: &str, key_id: &str) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        Self { url: url.to_owned(), key_id: key_id.to_owned(), key }
    }

    /// The issuer without its scheme.
    pub(crate) fn login_key(&self) -> &str {
        self.url.split_once("://").unwrap().1
    }

    /// A token of `alice` for `app`, with some claims changed; `null` takes one away.
    pub(crate) fn token(&self, changes: &Value) -> String {
        self.signed(&json!({ "alg": "ES256", "kid": self.key_id }), changes)
    }

    /// The same under any header.
    pub(crate) fn signed(&self, header: &Value, changes: &Value) -> String {
        let mut claims = json!({
            "iss": self.url, "sub": "alice", "aud": "app", "iat": NOW_S, "exp": NOW_S + 600,
        });
        for (name, value) in changes.as_object().unwrap() {
            if value.is_null() {
                claims.as_object_mut().unwrap().remove(name);
            } else {
                claims[name] = value.clone();
            }
        }
        let encode = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
        let message = format!("{}.{}", encode(header), encode(&claims));
        let signature = self.key.sign(&SystemRandom::new(), message.as_bytes()).unwrap();
        format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    pub(crate) fn jwks(&self) -> Value {
        let point = &self.key.public_key().as_ref()[1..];
        let (x, y) = point.split_at(point.len() / 2);
        let encode = |bytes| URL_SAFE_NO_PAD.encode(bytes);
        json!({ "keys": [{
            "kty": "EC", "crv": "P-256", "kid": self.key_id, "x": encode(x), "y": encode(y),
        }] })
    }
}

/// Documents by their URL, and what was fetched.
#[derive(Default)]
pub(crate) struct Web {
    documents: Mutex<HashMap<String, Value>>,
    statuses: Mutex<HashMap<String, u16>>,
    fetched: Mutex<Vec<(String, Vec<Thumbprint>)>>,
    untrusted: Mutex<bool>,
}

impl Web {
    /// Puts up an issuer's discovery document and keys.
    pub(crate) fn publish(&self, issuer: &Issuer) {
        let keys = format!("{}/keys", issuer.url);
        self.put(
            &format!("{}/.well-known/openid-configuration", issuer.url),
            json!({ "issuer": issuer.url, "jwks_uri": keys }),
        );
        self.put(&keys, issuer.jwks());
    }

    pub(crate) fn put(&self, url: &str, document: Value) {
        self.documents.lock().unwrap().insert(url.to_owned(), document);
    }

    /// Has a URL answer with a status that is no success.
    pub(crate) fn refuse(&self, url: &str, status: u16) {
        self.statuses.lock().unwrap().insert(url.to_owned(), status);
    }

    /// Takes every document away.
    pub(crate) fn clear(&self) {
        self.documents.lock().unwrap().clear();
    }

    /// From now on every server shows a certificate that is not trusted.
    pub(crate) fn distrust(&self) {
        *self.untrusted.lock().unwrap() = true;
    }

    /// What was fetched since the last time.
    pub(crate) fn fetched(&self) -> Vec<(String, Vec<Thumbprint>)> {
        std::mem::take(&mut *self.fetched.lock().unwrap())
    }
}

impl Fetch for Web {
    fn fetch<'a>(
        &'a self,
        request: FetchRequest<'a>,
    ) -> BoxFuture<'a, Result<FetchedDocument, FetchError>> {
        let url = request.url.to_owned();
        self.fetched.lock().unwrap().push((url.clone(), request.thumbprints.to_vec()));
        let answer = if *self.untrusted.lock().unwrap() {
            Err(FetchError::Untrusted { host: url, reason: "not pinned".to_owned() })
        } else {
            let document = self.documents.lock().unwrap().get(&url).map(Value::to_string);
            document.map(|text| FetchedDocument { body: Bytes::from(text) }).ok_or_else(|| {
                let status = self.statuses.lock().unwrap().get(&url).copied().unwrap_or(404);
                FetchError::Status { url, status }
            })
        };
        Box::pin(async move { answer })
    }
}

/// New keys for the issuer of an account.
pub(super) fn web_token_keys() -> Vec<WebTokenKey> {
    WebTokenAlgorithm::ALL.map(|algorithm| WebTokenKey::generate(algorithm).unwrap()).into()
}
