//! Secrets at rest: private keys and long-term secret keys, sealed for one purpose and record.

use zeroize::Zeroizing;

use crate::envelope::{self, Envelope};
use crate::key_ring::{KeyRing, RingNumber};
use crate::seal::Nonce;

/// How many bytes a stored secret has at most before it is sealed. The largest are RSA keys.
pub const STORED_SECRET_BYTES_MAX: usize = 16 * 1024;

impl KeyRing {
    /// The bytes to store for a secret. They open for the same `purpose` and `record_key` only,
    /// so that a record copied over another one does not lend it its secret. `nonce` is random.
    pub fn seal_secret(
        &self,
        purpose: &str,
        record_key: &[u8],
        secret: &[u8],
        nonce: &Nonce,
    ) -> Result<Vec<u8>, StoredSecretError> {
        if secret.len() > STORED_SECRET_BYTES_MAX {
            return Err(StoredSecretError::TooLarge);
        }
        let parts = [purpose.as_bytes(), record_key];
        envelope::seal(self.current(), &self.current_key().stored_secret, &parts, nonce, secret)
            .map_err(|_| StoredSecretError::Sealing)
    }

    /// The secret that [`KeyRing::seal_secret`] gave the bytes of.
    pub fn open_secret(
        &self,
        purpose: &str,
        record_key: &[u8],
        sealed: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, StoredSecretError> {
        let envelope = Envelope::parse(sealed).ok_or(StoredSecretError::Malformed)?;
        let number = envelope.number;
        let key = self.key(number).ok_or(StoredSecretError::UnknownRingKey { number })?;
        envelope
            .open(&key.stored_secret, &[purpose.as_bytes(), record_key])
            .map_err(|_| StoredSecretError::NotAuthentic)
    }
}

/// Why a secret could not be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoredSecretError {
    /// It has more than [`STORED_SECRET_BYTES_MAX`] bytes.
    #[error("the secret is too large")]
    TooLarge,
    /// The bytes are not a sealed secret.
    #[error("the sealed secret is malformed")]
    Malformed,
    /// The ring does not hold the key that sealed it.
    #[error("the secret was sealed under key {number}, which the ring does not hold")]
    UnknownRingKey {
        /// The number that the sealed secret names.
        number: RingNumber,
    },
    /// It was changed, or sealed for another purpose or record.
    #[error("the sealed secret is not authentic for this record")]
    NotAuthentic,
    /// The cryptographic library refused.
    #[error("the secret could not be sealed")]
    Sealing,
}
