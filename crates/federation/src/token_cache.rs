//! Tokens whose signature was verified before.
//!
//! What is remembered is that a key signed these claims, and nothing else: issuer, audience and
//! times are checked at every call. An entry is good only while the issuer still publishes the
//! very key that signed the token.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use aws_lc_rs::digest;

use crate::error::TokenError;
use crate::jwks::Jwks;
use crate::token::verify;
use crate::verified_token::VerifiedToken;

/// A bounded memory of verified tokens. It keeps digests of the tokens, never the tokens.
pub struct TokenCache {
    bytes_max: usize,
    generations: Mutex<Generations>,
}

impl TokenCache {
    /// A cache that holds about this many bytes of claims at most.
    pub fn new(bytes_max: usize) -> Self {
        Self { bytes_max, generations: Mutex::default() }
    }

    /// As [`verify`], but a token that one of these keys is known to have signed is not verified
    /// again.
    pub fn verify(&self, token: &str, jwks: &Jwks) -> Result<Arc<VerifiedToken>, TokenError> {
        let digest = digest_of(token)?;
        let known = self.lock().entry(&digest).filter(|verified| jwks.holds(verified.key()));
        if let Some(verified) = known {
            return Ok(verified);
        }
        // The lock is not held while the signature is computed.
        let verified = Arc::new(verify(token, jwks)?);
        self.lock().remember(digest, token.len() + ENTRY_BYTES, &verified, self.bytes_max);
        Ok(verified)
    }

    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.generations.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for TokenCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenCache").field("bytes_max", &self.bytes_max).finish_non_exhaustive()
    }
}

/// Two halves: when the younger one is full, the older one is forgotten. What is used again moves
/// to the younger one.
#[derive(Default)]
struct Generations {
    younger: HashMap<Digest, Entry>,
    younger_bytes: usize,
    older: HashMap<Digest, Entry>,
}

struct Entry {
    verified: Arc<VerifiedToken>,
    bytes: usize,
}

type Digest = [u8; 32];

impl Generations {
    fn entry(&mut self, digest: &Digest) -> Option<Arc<VerifiedToken>> {
        if let Some(entry) = self.younger.get(digest) {
            return Some(Arc::clone(&entry.verified));
        }
        let entry = self.older.remove(digest)?;
        let verified = Arc::clone(&entry.verified);
        // It leaves the older half as it enters the younger one, so the sum does not grow.
        self.younger_bytes += entry.bytes;
        self.younger.insert(*digest, entry);
        Some(verified)
    }

    fn remember(
        &mut self,
        digest: Digest,
        bytes: usize,
        verified: &Arc<VerifiedToken>,
        bytes_max: usize,
    ) {
        if bytes > bytes_max / 2 {
            return;
        }
        if self.younger_bytes + bytes > bytes_max / 2 {
            self.older = std::mem::take(&mut self.younger);
            self.younger_bytes = 0;
        }
        let entry = Entry { verified: Arc::clone(verified), bytes };
        if self.younger.insert(digest, entry).is_none() {
            self.younger_bytes += bytes;
        }
    }
}

fn digest_of(token: &str) -> Result<Digest, TokenError> {
    let digest = digest::digest(&digest::SHA256, token.as_bytes());
    digest.as_ref().try_into().map_err(|_| TokenError::NotAToken)
}

/// What an entry takes beside its claims, roughly.
const ENTRY_BYTES: usize = 512;
