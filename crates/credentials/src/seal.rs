//! Sealing one message under one derived key: HKDF-SHA-256 (RFC 5869) and AES-256-GCM.
//!
//! Every sealed message has a key and an initialization vector of its own, expanded from a
//! sub-key by the message's nonce and binding. No AES key ever seals two messages, so the limit
//! of GCM on messages per key is out of reach, and a repeated nonce needs 2^64 messages.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce as GcmNonce, UnboundKey};
use aws_lc_rs::hmac;
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
    key: &DerivationKey,
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
    key: &DerivationKey,
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

/// What bytes are derived from: the pseudorandom key of HKDF-SHA-256, kept as HMAC wants it, because
/// a key of the ring derives for every credential and hashing the key itself is a good part of that.
pub(crate) struct DerivationKey(hmac::Key);

impl DerivationKey {
    /// A key that is uniformly random already.
    fn new(key: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    /// Fills `out` with bytes that only the holder of the key can compute from `info`: HKDF-Expand
    /// (RFC 5869, 2.3).
    pub(crate) fn expand(&self, info: &[&[u8]], out: &mut [u8]) -> Result<(), Refused> {
        let mut block = Zeroizing::new([0; HASH_BYTES]);
        for (index, out) in out.chunks_mut(HASH_BYTES).enumerate() {
            let number = u8::try_from(index + 1).map_err(|_| Refused)?;
            let mut context = hmac::Context::with_key(&self.0);
            if index > 0 {
                context.update(block.as_slice());
            }
            for part in info {
                context.update(part);
            }
            context.update(&[number]);
            for (to, from) in block.iter_mut().zip(context.sign().as_ref()) {
                *to = *from;
            }
            for (to, from) in out.iter_mut().zip(block.iter()) {
                *to = *from;
            }
        }
        Ok(())
    }
}

/// Bytes derived from `key` for one nonce and binding, as [`seal`] derives its own.
pub(crate) fn derive(
    key: &DerivationKey,
    nonce: &Nonce,
    binding: &Binding,
    out: &mut [u8],
) -> Result<(), Refused> {
    key.expand(&[nonce, &binding.0], out)
}

/// A key for one purpose, which tells nothing about the key it comes from.
pub(crate) fn sub_key(key: &KeyBytes, purpose: &str) -> Result<DerivationKey, Refused> {
    let mut child = KeyBytes::default();
    DerivationKey::new(key.as_slice()).expand(&[purpose.as_bytes()], child.as_mut_slice())?;
    Ok(DerivationKey::new(child.as_slice()))
}

fn message_cipher(
    key: &DerivationKey,
    nonce: &Nonce,
    binding: &Binding,
) -> Result<(LessSafeKey, GcmNonce), Refused> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES + NONCE_LEN]);
    derive(key, nonce, binding, bytes.as_mut_slice())?;
    let (cipher_key, vector) = bytes.split_at(KEY_BYTES);
    let cipher = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, cipher_key)?);
    Ok((cipher, GcmNonce::try_assume_unique_for_key(vector)?))
}

const LENGTH_BYTES: usize = 8;
/// Length of a SHA-256 digest.
const HASH_BYTES: usize = 32;

#[cfg(test)]
mod tests {
    use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk};
    use proptest::prelude::*;

    use super::*;

    fn bytes(hexadecimal: &str) -> Vec<u8> {
        let digit = |place: usize| u8::from_str_radix(&hexadecimal[place..place + 2], 16).unwrap();
        (0..hexadecimal.len()).step_by(2).map(digit).collect()
    }

    /// The pseudorandom keys, infos and outputs of RFC 5869, appendices A.1 to A.3.
    #[test]
    fn expands_as_the_vectors_of_rfc_5869() {
        let vectors = [
            (
                "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
                "f0f1f2f3f4f5f6f7f8f9",
                "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf\
                 34007208d5b887185865",
            ),
            (
                "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
                "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecf\
                 d0d1d2d3d4d5d6d7d8d9dadbdcdddedfe0e1e2e3e4e5e6e7e8e9eaebecedeeef\
                 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
                "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c\
                 59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71\
                 cc30c58179ec3e87c14c01d5c1f3434f1d87",
            ),
            (
                "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
                "",
                "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d\
                 9d201395faa4b61a96c8",
            ),
        ];
        for (key, info, expected) in vectors {
            let expected = bytes(expected);
            let mut out = vec![0; expected.len()];
            let info = bytes(info);
            let (one, other) = info.split_at(info.len() / 2);
            DerivationKey::new(&bytes(key)).expand(&[one, other], &mut out).unwrap();
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn expands_no_further_than_hkdf_goes() {
        let key = DerivationKey::new(&[1; KEY_BYTES]);
        assert_eq!(key.expand(&[], &mut [0; 255 * HASH_BYTES]), Ok(()));
        assert_eq!(key.expand(&[], &mut [0; 255 * HASH_BYTES + 1]), Err(Refused));
    }

    struct Length(usize);

    impl KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }

    proptest! {
        #[test]
        fn expands_as_the_library_does(
            key in any::<[u8; KEY_BYTES]>(),
            info in prop::collection::vec(any::<u8>(), 0..200),
            length in 0..300_usize,
        ) {
            let mut ours = vec![0; length];
            DerivationKey::new(&key).expand(&[&info], &mut ours).unwrap();
            let mut theirs = vec![0; length];
            let key = Prk::new_less_safe(HKDF_SHA256, &key);
            key.expand(&[&info], Length(length)).unwrap().fill(&mut theirs).unwrap();
            prop_assert_eq!(ours, theirs);
        }
    }
}
