//! The key that a day's signatures are made with, derived from a secret, and a bounded memory of
//! such keys.

use std::collections::HashMap;
use std::fmt;

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::canonical::hex;
use super::scope::{Scope, TERMINATOR};

/// The key of one secret for one day, region and service.
#[derive(Clone)]
pub struct SigningKey(hmac::Key);

impl SigningKey {
    /// Derives the key of a scope from the secret access key: four keyed hashes.
    pub fn derive(secret_access_key: &str, scope: &Scope<'_>) -> Self {
        let first = Zeroizing::new(format!("AWS4{secret_access_key}"));
        let mut key = hmac::Key::new(hmac::HMAC_SHA256, first.as_bytes());
        for part in [scope.day, scope.region, scope.service, TERMINATOR] {
            key = hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref());
        }
        Self(key)
    }

    /// The signature of the string to sign, in lower-case hexadecimal.
    pub(super) fn signature(&self, string_to_sign: &[u8]) -> String {
        hex(hmac::sign(&self.0, string_to_sign).as_ref())
    }

    /// Whether `signature`, in lower-case hexadecimal, is the one of the string to sign. The
    /// comparison takes the same time wherever a difference lies.
    pub(super) fn signed(&self, string_to_sign: &[u8], signature: &str) -> bool {
        let Some(signature) = from_hex(signature) else { return false };
        hmac::verify(&self.0, string_to_sign, &signature).is_ok()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}

fn from_hex(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let mut bytes = [0; 32];
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}

/// Signing keys by access key and scope. At most twice `keys_max` of them are kept: those used since
/// the last change of generations, and those of the generation before.
pub struct SigningKeyCache {
    keys_max: usize,
    young: HashMap<Box<str>, Remembered>,
    old: HashMap<Box<str>, Remembered>,
}

/// A key, and the secret that it was derived from: an access key whose secret is another one now must
/// not be served the old key.
struct Remembered {
    secret: Zeroizing<String>,
    key: SigningKey,
}

impl SigningKeyCache {
    /// An empty cache whose generations hold `keys_max` keys each.
    pub fn new(keys_max: usize) -> Self {
        Self { keys_max: keys_max.max(1), young: HashMap::new(), old: HashMap::new() }
    }

    /// The key of a scope, remembered or derived.
    pub fn key(&mut self, secret_access_key: &str, scope: &Scope<'_>) -> SigningKey {
        let name = name(scope);
        let same = |found: &&Remembered| {
            bool::from(found.secret.as_bytes().ct_eq(secret_access_key.as_bytes()))
        };
        if let Some(found) = self.young.get(&name).filter(same) {
            return found.key.clone();
        }
        let known = self.old.remove(&name).filter(|found| same(&found)).map(|found| found.key);
        let key = known.unwrap_or_else(|| SigningKey::derive(secret_access_key, scope));
        if self.young.len() >= self.keys_max {
            self.old = std::mem::take(&mut self.young);
        }
        let secret = Zeroizing::new(secret_access_key.to_owned());
        self.young.insert(name, Remembered { secret, key: key.clone() });
        key
    }

    /// How many keys are remembered.
    pub fn len(&self) -> usize {
        self.young.len() + self.old.len()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl fmt::Debug for SigningKeyCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("SigningKeyCache").field("keys", &self.len()).finish_non_exhaustive()
    }
}

/// None of the parts can hold a slash, so that no two scopes share a name.
fn name(scope: &Scope<'_>) -> Box<str> {
    [scope.access_key_id, scope.day, scope.region, scope.service].join("/").into_boxed_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    fn scope(access_key_id: &str) -> Scope<'_> {
        Scope { access_key_id, day: "20120215", region: "us-east-1", service: "iam" }
    }

    /// The example of AWS's documentation on deriving a signing key.
    #[test]
    fn the_documented_key_is_derived() {
        let key = SigningKey::derive(SECRET, &scope("AKIDEXAMPLE"));
        let expected = "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d";
        let documented = hmac::Key::new(hmac::HMAC_SHA256, &from_hex(expected).expect("hex"));
        assert_eq!(
            hmac::sign(&key.0, b"message").as_ref(),
            hmac::sign(&documented, b"message").as_ref()
        );
    }

    #[test]
    fn a_changed_secret_gets_its_own_key() {
        let mut cache = SigningKeyCache::new(4);
        let before = cache.key(SECRET, &scope("AKIA1"));
        assert_eq!(tag(&cache.key(SECRET, &scope("AKIA1"))), tag(&before));
        assert_ne!(tag(&cache.key("another", &scope("AKIA1"))), tag(&before));
        assert_eq!(cache.len(), 1);
    }

    #[test]
    fn the_cache_is_bounded_and_keeps_what_is_used() {
        let mut cache = SigningKeyCache::new(8);
        let kept = cache.key(SECRET, &scope("kept"));
        for number in 0..1_000 {
            cache.key(SECRET, &scope(&number.to_string()));
            assert_eq!(tag(&cache.key(SECRET, &scope("kept"))), tag(&kept));
            assert!(cache.len() <= 16);
        }
    }

    #[test]
    fn signatures_are_lower_case_hexadecimal_of_full_length() {
        assert!(from_hex(&"0f".repeat(32)).is_some());
        for text in
            ["", "0f", &"0F".repeat(32), &"0f".repeat(33), &"0g".repeat(32), &"0".repeat(63)]
        {
            assert_eq!(from_hex(text), None, "{text}");
        }
    }

    fn tag(key: &SigningKey) -> Vec<u8> {
        hmac::sign(&key.0, b"message").as_ref().to_vec()
    }
}
