//! The secret that messages are signed with, and the signature (Standard Webhooks 1.0).

use std::fmt;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

/// Bytes of a secret (Standard Webhooks: between 24 and 64).
const SECRET_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A secret: `whsec_` and the base64 of 24 to 64 bytes.
#[derive(Clone)]
pub struct WebhookSecret(Zeroizing<Vec<u8>>);

/// The text is not a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a secret of a webhook is `whsec_` and the base64 of 24 to 64 bytes")]
pub struct SecretMalformed;

impl WebhookSecret {
    /// Reads a secret; white space around it does not count.
    ///
    /// # Errors
    /// The text is not one.
    pub fn parse(text: &str) -> Result<Self, SecretMalformed> {
        let encoded = text.trim().strip_prefix("whsec_").ok_or(SecretMalformed)?;
        let bytes = Zeroizing::new(STANDARD.decode(encoded).map_err(|_| SecretMalformed)?);
        if SECRET_BYTES.contains(&bytes.len()) { Ok(Self(bytes)) } else { Err(SecretMalformed) }
    }

    /// The header `webhook-signature` of a message: HMAC-SHA256 over its id, the time of sending
    /// in seconds since 1970, and its body.
    pub(super) fn signature(&self, id: &str, timestamp_s: i64, body: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.0);
        let signed = format!("{id}.{timestamp_s}.{body}");
        format!("v1,{}", STANDARD.encode(hmac::sign(&key, signed.as_bytes())))
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("WebhookSecret(…)")
    }
}
