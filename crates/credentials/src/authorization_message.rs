//! Encoded authorization messages: why a call was refused, readable by nobody but who may ask
//! `DecodeAuthorizationMessage` in the account of whoever was refused.
//!
//! <https://docs.aws.amazon.com/STS/latest/APIReference/API_DecodeAuthorizationMessage.html>

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::account::AccountNumber;
use crate::envelope::{self, Envelope};
use crate::key_ring::KeyRing;
use crate::seal::Nonce;

/// How many characters an encoded message has at most. AWS takes 10,240 back; these travel in a
/// header, for which clients have less room.
pub const AUTHORIZATION_MESSAGE_BYTES_MAX: usize = 4096;

impl KeyRing {
    /// The encoded form of a message about a caller of `account`. `nonce` is random. It has
    /// 4/3 × (35 + message) characters of [A-Za-z0-9_-].
    pub fn seal_authorization_message(
        &self,
        account: AccountNumber,
        message: &str,
        nonce: &Nonce,
    ) -> Result<String, AuthorizationMessageError> {
        let sealed_bytes = envelope::sealed_bytes(message.len());
        if (sealed_bytes * 4).div_ceil(3) > AUTHORIZATION_MESSAGE_BYTES_MAX {
            return Err(AuthorizationMessageError::TooLarge);
        }
        let key = &self.current_key().authorization_message;
        let parts: [&[u8]; 1] = [&account.number().to_be_bytes()];
        envelope::seal(self.current(), key, &parts, nonce, message.as_bytes())
            .map(|sealed| URL_SAFE_NO_PAD.encode(sealed))
            .map_err(|_| AuthorizationMessageError::Sealing)
    }

    /// The message that [`KeyRing::seal_authorization_message`] encoded for the same account.
    pub fn open_authorization_message(
        &self,
        account: AccountNumber,
        encoded: &str,
    ) -> Result<String, AuthorizationMessageError> {
        if encoded.len() > AUTHORIZATION_MESSAGE_BYTES_MAX {
            return Err(AuthorizationMessageError::TooLarge);
        }
        let invalid = || AuthorizationMessageError::Invalid;
        let sealed = URL_SAFE_NO_PAD.decode(encoded).map_err(|_| invalid())?;
        let envelope = Envelope::parse(&sealed).ok_or_else(invalid)?;
        let key = self.key(envelope.number).ok_or_else(invalid)?;
        let parts: [&[u8]; 1] = [&account.number().to_be_bytes()];
        let message = envelope.open(&key.authorization_message, &parts).map_err(|_| invalid())?;
        String::from_utf8(message.to_vec()).map_err(|_| invalid())
    }
}

/// Why a message could not be encoded or decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AuthorizationMessageError {
    /// It has more than [`AUTHORIZATION_MESSAGE_BYTES_MAX`] characters.
    #[error("the authorization message is too large")]
    TooLarge,
    /// It was not encoded by this ring, or for another account, or it was changed.
    #[error("the authorization message is not one of this account")]
    Invalid,
    /// The cryptographic library refused.
    #[error("the authorization message could not be sealed")]
    Sealing,
}
