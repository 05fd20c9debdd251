//! Sealing one message under one derived key: HKDF-SHA-256 (RFC 5869) and AES-256-GCM.
//!
//! Every sealed message has a key and an initialization vector of its own, expanded from a
//! sub-key by the message's nonce and binding. No AES key ever seals two messages, so the limit
//! of GCM on messages per key is out of reach, and a repeated nonce needs 2^64 messages.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce as GcmNonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk};
use zeroize::Zeroizing;

/// Random bytes that make one sealed message unlike every other; never used twice.
pub type Nonce = [u8; NONCE_BYTES];
/// Length of a [`Nonce`].
pub const NONCE_BYTES: usize = 16;

/// A symmetric key, erased when dropped.
pub type KeyBytes = Zeroizing<[u8; KEY_BYTES]>;
/// Length of every symmetric key.
pub const KEY_BYTES: usize = 32;

/// Length of the authentication tag that ends every sealed message.
pub(crate) const TAG_BYTES: usize = 16;

/// The cryptographic library refused. Sealing fails for no reason of the caller's; opening fails
/// when anything at all is not as it was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Refused;

impl From<aws_lc_rs::error::Unspecified> for Refused {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self
    }
}

/// What a sealed message is bound to: it opens only where all parts are the same.
///
/// Each part is preceded by its length, so that no two lists of parts give the same bytes.
pub(crate) struct Binding(Vec<u8>);

impl Binding {
    pub(crate) fn new(parts: &[&[u8]]) -> Self {
        let mut bytes =
            Vec::with_capacity(parts.iter().map(|part| part.len() + LENGTH_BYTES).sum());
        for part in parts {
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        }
        Self(bytes)
    }
}

/// Appends the sealed form of `plaintext` (ciphertext, then tag) to `out`.
pub(crate) fn seal(
    key: &Prk,
    nonce: &Nonce,
    binding: &Binding,
    plaintext: &[u8],
    out: &mut Vec<u8>,
) -> Result<(), Refused> {
    let (cipher, vector) = message_cipher(key, nonce, binding)?;
    // Encrypted in a buffer of its own, so that `out` never holds the plaintext.
    let mut buffer = Zeroizing::new(plaintext.to_vec());
    let tag = cipher.seal_in_place_separate_tag(vector, Aad::from(&binding.0), &mut buffer)?;
    out.extend_from_slice(&buffer);
    out.extend_from_slice(tag.as_ref());
    Ok(())
}

/// The plaintext of what [`seal`] appended, if key, nonce, binding and every bit are the same.
pub(crate) fn open(
    key: &Prk,
    nonce: &Nonce,
    binding: &Binding,
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, Refused> {
    let (cipher, vector) = message_cipher(key, nonce, binding)?;
    let mut buffer = Zeroizing::new(sealed.to_vec());
    let length = cipher.open_in_place(vector, Aad::from(&binding.0), &mut buffer)?.len();
    buffer.truncate(length);
    Ok(buffer)
}

/// Fills `out` with bytes that only the holder of `key` can compute from `info`.
pub(crate) fn expand(key: &Prk, info: &[&[u8]], out: &mut [u8]) -> Result<(), Refused> {
    Ok(key.expand(info, OutputLength(out.len()))?.fill(out)?)
}

/// Bytes derived from `key` for one nonce and binding, as [`seal`] derives its own.
pub(crate) fn derive(
    key: &Prk,
    nonce: &Nonce,
    binding: &Binding,
    out: &mut [u8],
) -> Result<(), Refused> {
    expand(key, &[nonce, &binding.0], out)
}

/// A key for one purpose, which tells nothing about the key it comes from.
pub(crate) fn sub_key(key: &KeyBytes, purpose: &str) -> Result<Prk, Refused> {
    let parent = Prk::new_less_safe(HKDF_SHA256, key.as_slice());
    let mut child = KeyBytes::default();
    expand(&parent, &[purpose.as_bytes()], child.as_mut_slice())?;
    Ok(Prk::new_less_safe(HKDF_SHA256, child.as_slice()))
}

fn message_cipher(
    key: &Prk,
    nonce: &Nonce,
    binding: &Binding,
) -> Result<(LessSafeKey, GcmNonce), Refused> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES + NONCE_LEN]);
    derive(key, nonce, binding, bytes.as_mut_slice())?;
    let (cipher_key, vector) = bytes.split_at(KEY_BYTES);
    let cipher = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, cipher_key)?);
    Ok((cipher, GcmNonce::try_assume_unique_for_key(vector)?))
}

struct OutputLength(usize);

impl KeyType for OutputLength {
    fn len(&self) -> usize {
        self.0
    }
}

const LENGTH_BYTES: usize = 8;
