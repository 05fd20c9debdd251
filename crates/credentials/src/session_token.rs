//! Temporary credentials: sealing a session into a token, and opening what a caller presents.
//!
//! A token is the base64url, without padding, of an envelope around the session's record. It is
//! bound to its version, ring number, account and access key id; the secret access key is derived
//! from the same. So a token that is moved to another key fails, and a changed secret key fails at
//! the signature.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use prost::Message as _;
use zeroize::Zeroizing;

use crate::access_key_id::{AccessKeyId, AccessKeyIdError, KeyIdNumber};
use crate::envelope::{self, Envelope};
use crate::key_ring::{KeyRing, RingKey, RingNumber};
use crate::seal::{self, Nonce, Refused};
use crate::secret_string::SecretString;
use crate::session::Session;
use crate::session_record::SessionRecord;

/// How many characters a session token has at most (STS, `SessionTokenSize`).
pub const SESSION_TOKEN_BYTES_MAX: usize = 4096;

/// A temporary credential, as it is handed out.
#[derive(Clone, Debug)]
pub struct SessionCredentials {
    /// `ASIA…`, twenty characters.
    pub access_key_id: AccessKeyId,
    /// Forty characters.
    pub secret_access_key: SecretString,
    /// At most [`SESSION_TOKEN_BYTES_MAX`] characters of [A-Za-z0-9_-].
    pub session_token: SecretString,
}

/// An authentic session, and the secret key that its requests are signed with. Whether it has
/// expired, was revoked, or has a role that still exists is the caller's question.
#[derive(Clone, Debug)]
pub struct OpenedSession {
    /// The key that the token belongs to.
    pub access_key_id: AccessKeyId,
    /// What the token carries.
    pub session: Session,
    /// The secret key to verify the signature with.
    pub secret_access_key: SecretString,
}

impl KeyRing {
    /// The credentials of a session. `number` is fresh from the process's sequence, `nonce` is
    /// random.
    pub fn seal(
        &self,
        session: &Session,
        number: KeyIdNumber,
        nonce: &Nonce,
    ) -> Result<SessionCredentials, SealError> {
        let access_key_id = AccessKeyId::new(session.account, number);
        let plaintext = Zeroizing::new(SessionRecord::new(session).encode_to_vec());
        let token_bytes = token_bytes(plaintext.len());
        if token_bytes > SESSION_TOKEN_BYTES_MAX {
            return Err(SealError::TooLarge { token_bytes });
        }
        let (number, key, parts) = (self.current(), self.current_key(), Parts::of(&access_key_id));
        let token = envelope::seal(number, &key.session_token, &parts.list(), nonce, &plaintext)?;
        Ok(SessionCredentials {
            access_key_id,
            secret_access_key: secret_access_key(number, key, &parts, nonce)?,
            session_token: SecretString::new(URL_SAFE_NO_PAD.encode(token)),
        })
    }

    /// The session of a credential that a caller presents, if this ring sealed it for this key.
    pub fn open(
        &self,
        access_key_id: &str,
        session_token: &str,
    ) -> Result<OpenedSession, OpenError> {
        let access_key_id: AccessKeyId = access_key_id.parse().map_err(OpenError::AccessKeyId)?;
        if session_token.len() > SESSION_TOKEN_BYTES_MAX {
            return Err(OpenError::TooLarge);
        }
        let token = URL_SAFE_NO_PAD.decode(session_token).map_err(|_| OpenError::Malformed)?;
        let envelope = Envelope::parse(&token).ok_or(OpenError::Malformed)?;
        let number = envelope.number;
        let key = self.key(number).ok_or(OpenError::UnknownRingKey { number })?;
        let parts = Parts::of(&access_key_id);
        let plaintext = envelope.open(&key.session_token, &parts.list())?;
        let record =
            SessionRecord::decode(plaintext.as_slice()).map_err(|_| OpenError::UnknownContent)?;
        let session =
            record.into_session(access_key_id.account()).ok_or(OpenError::UnknownContent)?;
        let secret_access_key = secret_access_key(number, key, &parts, envelope.nonce)?;
        Ok(OpenedSession { access_key_id, session, secret_access_key })
    }
}

/// The characters of a session's token, whether or not they are too many.
pub fn session_token_bytes(session: &Session) -> usize {
    token_bytes(SessionRecord::new(session).encoded_len())
}

fn token_bytes(plaintext_bytes: usize) -> usize {
    base64_bytes(envelope::sealed_bytes(plaintext_bytes))
}

/// Why a session could not be sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Its session policies and tags are too much for a token (STS: `PackedPolicyTooLarge`).
    #[error(
        "the session token would have {token_bytes} bytes, more than {SESSION_TOKEN_BYTES_MAX}"
    )]
    TooLarge {
        /// The size that the token would have.
        token_bytes: usize,
    },
    /// The cryptographic library refused.
    #[error("the session could not be sealed")]
    Sealing,
}

/// Why a presented credential does not open. The wire tells all of them alike; the decision
/// record may tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The access key id is not one of a temporary key.
    #[error(transparent)]
    AccessKeyId(AccessKeyIdError),
    /// The token is longer than [`SESSION_TOKEN_BYTES_MAX`].
    #[error("the session token is too large")]
    TooLarge,
    /// The token is not base64url, or of a version that Daypass never made.
    #[error("the session token is malformed")]
    Malformed,
    /// The ring does not hold the key that sealed the token.
    #[error("the session token was sealed under key {number}, which the ring does not hold")]
    UnknownRingKey {
        /// The number that the token names.
        number: RingNumber,
    },
    /// The token was changed, or belongs to another access key.
    #[error("the session token is not authentic for this access key")]
    NotAuthentic,
    /// The token is authentic, but written by a newer version.
    #[error("the session token holds what this version does not know")]
    UnknownContent,
}

impl From<Refused> for SealError {
    fn from(_: Refused) -> Self {
        Self::Sealing
    }
}

impl From<Refused> for OpenError {
    fn from(_: Refused) -> Self {
        Self::NotAuthentic
    }
}

/// What token and secret key are bound to, beside version and ring number.
struct Parts<'a> {
    account: [u8; 8],
    access_key_id: &'a AccessKeyId,
}

impl<'a> Parts<'a> {
    fn of(access_key_id: &'a AccessKeyId) -> Self {
        Self { account: access_key_id.account().number().to_be_bytes(), access_key_id }
    }

    fn list(&self) -> [&[u8]; 2] {
        [&self.account, self.access_key_id.as_str().as_bytes()]
    }
}

/// Thirty derived bytes are forty characters of AWS's alphabet.
fn secret_access_key(
    number: RingNumber,
    key: &RingKey,
    parts: &Parts<'_>,
    nonce: &Nonce,
) -> Result<SecretString, Refused> {
    let mut bytes = Zeroizing::new([0; SECRET_BYTES]);
    seal::derive(
        &key.secret_access_key,
        nonce,
        &envelope::binding(number, &parts.list()),
        bytes.as_mut_slice(),
    )?;
    Ok(SecretString::new(STANDARD.encode(bytes.as_slice())))
}

fn base64_bytes(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

const SECRET_BYTES: usize = 30;
