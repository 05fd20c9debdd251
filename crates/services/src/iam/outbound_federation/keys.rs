//! The keys of an account's issuer: when they change, and how they are sealed.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::{ServiceError, common};
use daypass_credentials::identity_token::KeyError;
use daypass_credentials::web_identity_token::{WebTokenAlgorithm, WebTokenKey};
use daypass_credentials::{KeyRing, NONCE_BYTES, StoredSecretError};

use super::records::{OutboundFederationRecord, OutboundKeyRecord};
use crate::iam::error::limit_exceeded;
use crate::random::Random;

/// How long a key signs.
const SIGNS_SECONDS: i64 = 90 * 86_400;
/// How long a key is published once it signs no more: the longest token lives an hour, and a call
/// that took the key a moment before gets another to end.
const PUBLISHED_SECONDS: i64 = 2 * 3_600;
/// Keys of one issuer.
const KEYS_MAX: usize = 24;

impl OutboundFederationRecord {
    /// The key that signs in this way.
    pub(crate) fn signing(&self, algorithm: WebTokenAlgorithm) -> Option<&OutboundKeyRecord> {
        self.keys.iter().find(|key| key.retired_s.is_none() && key.algorithm == algorithm.name())
    }

    /// Whether new keys are to sign from `now_s` on.
    pub(crate) fn is_due(&self, now_s: i64) -> bool {
        let due = |key: &OutboundKeyRecord| now_s.saturating_sub(key.made_s) >= SIGNS_SECONDS;
        WebTokenAlgorithm::ALL.into_iter().any(|algorithm| self.signing(algorithm).is_none_or(due))
    }

    /// The public keys, as they are published at `now_s`.
    pub fn published(&self, now_s: i64) -> impl Iterator<Item = &str> {
        self.keys.iter().filter(move |key| key.is_published(now_s)).map(|key| key.jwk.as_str())
    }

    /// Has new keys sign from `now_s` on. Those before them verify until their tokens have expired.
    pub(crate) fn renew(
        &mut self,
        account: &AccountId,
        made: &[WebTokenKey],
        now_s: i64,
        (ring, random): (&KeyRing, &Random),
    ) -> Result<(), ServiceError> {
        self.keys.retain(|key| key.is_published(now_s));
        if self.keys.len().saturating_add(made.len()) > KEYS_MAX {
            return Err(limit_exceeded(format!(
                "The issuer of the account has {} keys whose tokens may still be valid; no more are taken.",
                self.keys.len()
            )));
        }
        for key in self.keys.iter_mut().filter(|key| key.retired_s.is_none()) {
            key.retired_s = Some(now_s);
        }
        self.last_number = self.last_number.saturating_add(1);
        for key in made {
            let algorithm = key.algorithm();
            let key_id = algorithm.key_id(self.last_number);
            let nonce: [u8; NONCE_BYTES] = random.bytes();
            let sealed = sealed(ring, account, &key_id, key, &nonce)?;
            self.keys.push(OutboundKeyRecord {
                sealed,
                jwk: key.jwk(&key_id).map_err(|error| unusable(&error))?,
                key_id,
                algorithm: algorithm.name().to_owned(),
                made_s: now_s,
                retired_s: None,
            });
        }
        Ok(())
    }
}

impl OutboundKeyRecord {
    fn is_published(&self, now_s: i64) -> bool {
        self.retired_s.is_none_or(|retired| now_s.saturating_sub(retired) < PUBLISHED_SECONDS)
    }

    /// The private key.
    pub(crate) fn open(
        &self,
        ring: &KeyRing,
        account: &AccountId,
    ) -> Result<WebTokenKey, ServiceError> {
        let pkcs8 = ring.open_secret(PURPOSE, &sealed_for(account, &self.key_id), &self.sealed);
        let pkcs8 = pkcs8.map_err(|error: StoredSecretError| unusable(&error))?;
        let algorithm = WebTokenAlgorithm::parse(&self.algorithm);
        let algorithm = algorithm.ok_or_else(|| unusable(&KeyError::Malformed))?;
        WebTokenKey::from_pkcs8(algorithm, &pkcs8).map_err(|error| unusable(&error))
    }
}

fn sealed(
    ring: &KeyRing,
    account: &AccountId,
    key_id: &str,
    key: &WebTokenKey,
    nonce: &[u8; NONCE_BYTES],
) -> Result<Vec<u8>, ServiceError> {
    let pkcs8 = key.to_pkcs8().map_err(|error| unusable(&error))?;
    ring.seal_secret(PURPOSE, &sealed_for(account, key_id), &pkcs8, nonce)
        .map_err(|error| unusable(&error))
}

fn sealed_for(account: &AccountId, key_id: &str) -> Vec<u8> {
    format!("{account}/{key_id}").into_bytes()
}

/// A key that cannot be made, opened or used. What is wrong with it is for the operator alone.
pub(crate) fn unusable(error: &dyn std::error::Error) -> ServiceError {
    ServiceError::new(&common::INTERNAL_FAILURE, "The service is not available; try again later.")
        .with_hint(error.to_string())
}

/// What the keys are sealed for.
const PURPOSE: &str = "outbound federation key";
