//! The keys that an issuer publishes (a JWK set of RFC 7517).

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::algorithm::Algorithm;
use crate::key::{Fingerprint, JwkJson, Key};

/// How many bytes of a key set are read at most.
pub const JWKS_BYTES_MAX: usize = 256 * 1024;
/// How many keys a set has at most.
pub const JWKS_KEYS_MAX: usize = 100;

/// The keys of one issuer that can verify tokens.
#[derive(Debug)]
pub struct Jwks {
    keys: Vec<Key>,
}

impl Jwks {
    /// Reads a key set. Keys that verify no token of ours (for encryption, of other kinds or
    /// sizes) are left out; a set with none left is an error.
    pub fn parse(document: &[u8]) -> Result<Self, JwksError> {
        if document.len() > JWKS_BYTES_MAX {
            return Err(JwksError::TooLarge);
        }
        let set: JwksJson<'_> =
            serde_json::from_slice(document).map_err(|_| JwksError::Malformed)?;
        if set.keys.len() > JWKS_KEYS_MAX {
            return Err(JwksError::TooManyKeys);
        }
        let jwks =
            set.keys.iter().filter_map(|key| serde_json::from_str::<JwkJson>(key.get()).ok());
        let keys: Vec<Key> = jwks.filter_map(|jwk| Key::parse(&jwk)).collect();
        if keys.is_empty() { Err(JwksError::NoKey) } else { Ok(Self { keys }) }
    }

    /// Whether a token that names this key, or none, can be verified.
    pub fn has_key(&self, key_id: Option<&str>) -> bool {
        self.named(key_id).next().is_some()
    }

    /// The keys that a token may have been signed with: those of its `kid`, or, without one, the
    /// only key there is for its algorithm.
    pub(crate) fn candidates<'a>(
        &'a self,
        key_id: Option<&'a str>,
        algorithm: Algorithm,
    ) -> Vec<&'a Key> {
        let mut keys: Vec<&Key> =
            self.named(key_id).filter(|key| key.verifier(algorithm).is_some()).collect();
        if key_id.is_none() && keys.len() > 1 {
            keys.clear();
        }
        keys
    }

    /// Whether the set still holds the very key of this fingerprint, under this id.
    pub(crate) fn holds(&self, (key_id, fingerprint): (Option<&str>, &Fingerprint)) -> bool {
        self.named(key_id).any(|key| key.fingerprint() == fingerprint)
    }

    fn named<'a>(&'a self, key_id: Option<&'a str>) -> impl Iterator<Item = &'a Key> {
        self.keys.iter().filter(move |key| key_id.is_none() || key.id() == key_id)
    }
}

/// Why a document is not a key set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwksError {
    /// It has more than [`JWKS_BYTES_MAX`] bytes.
    #[error("the key set is too large")]
    TooLarge,
    /// It is not a JSON object with `keys`.
    #[error("the key set is malformed")]
    Malformed,
    /// It has more than [`JWKS_KEYS_MAX`] keys.
    #[error("the key set has too many keys")]
    TooManyKeys,
    /// It has no key that can verify a token.
    #[error("the key set has no RSA or elliptic curve key for signatures")]
    NoKey,
}

#[derive(Deserialize)]
struct JwksJson<'a> {
    /// Read one by one: a single odd key does not spoil the set.
    #[serde(borrow)]
    keys: Vec<&'a RawValue>,
}
