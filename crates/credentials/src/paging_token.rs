//! Paging tokens: where a listing goes on, readable by nobody else and good for that listing only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::envelope::{self, Envelope};
use crate::key_ring::KeyRing;
use crate::seal::Nonce;

/// How many characters of a paging token are read at most.
pub const PAGING_TOKEN_BYTES_MAX: usize = 2048;

/// The listing that a paging token belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagingScope<'a> {
    /// The operation's name, such as `ListIdentities`.
    pub operation: &'a str,
    /// The caller's account, twelve digits.
    pub account: &'a str,
    /// What is listed within, such as the identity pool's id; empty for a listing of the account.
    pub within: &'a str,
}

impl<'a> PagingScope<'a> {
    fn parts(&self) -> [&'a [u8]; 3] {
        [self.operation.as_bytes(), self.account.as_bytes(), self.within.as_bytes()]
    }
}

impl KeyRing {
    /// The token for the position at which the next page begins. `nonce` is random. It has
    /// 4/3 × (35 + position) characters.
    pub fn seal_paging_token(
        &self,
        scope: PagingScope<'_>,
        position: &[u8],
        nonce: &Nonce,
    ) -> Result<String, PagingTokenError> {
        let key = &self.current_key().paging_token;
        let token = envelope::seal(self.current(), key, &scope.parts(), nonce, position)
            .map_err(|_| PagingTokenError::Sealing)?;
        let token = URL_SAFE_NO_PAD.encode(token);
        if token.len() > PAGING_TOKEN_BYTES_MAX {
            Err(PagingTokenError::TooLarge)
        } else {
            Ok(token)
        }
    }

    /// The position of a token that [`KeyRing::seal_paging_token`] gave for the same listing.
    pub fn open_paging_token(
        &self,
        scope: PagingScope<'_>,
        token: &str,
    ) -> Result<Zeroizing<Vec<u8>>, PagingTokenError> {
        if token.len() > PAGING_TOKEN_BYTES_MAX {
            return Err(PagingTokenError::TooLarge);
        }
        let token = URL_SAFE_NO_PAD.decode(token).map_err(|_| PagingTokenError::Invalid)?;
        let envelope = Envelope::parse(&token).ok_or(PagingTokenError::Invalid)?;
        let key = self.key(envelope.number).ok_or(PagingTokenError::Invalid)?;
        envelope.open(&key.paging_token, &scope.parts()).map_err(|_| PagingTokenError::Invalid)
    }
}

/// Why a paging token could not be made or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PagingTokenError {
    /// It has more than [`PAGING_TOKEN_BYTES_MAX`] characters.
    #[error("the paging token is too large")]
    TooLarge,
    /// It was not made for this listing, or by this ring.
    #[error("the paging token is not one of this listing")]
    Invalid,
    /// The cryptographic library refused.
    #[error("the paging token could not be sealed")]
    Sealing,
}
