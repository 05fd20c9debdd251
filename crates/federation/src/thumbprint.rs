//! Thumbprints of certificates: the SHA-1 of a certificate, as IAM's OpenID providers list them.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::digest;

/// The SHA-1 of a certificate's DER form. IAM writes it as forty hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Thumbprint([u8; THUMBPRINT_BYTES]);

impl Thumbprint {
    /// The thumbprint of a certificate in DER form.
    pub fn of(certificate: &[u8]) -> Self {
        let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, certificate);
        let mut bytes = [0; THUMBPRINT_BYTES];
        for (byte, digested) in bytes.iter_mut().zip(digest.as_ref()) {
            *byte = *digested;
        }
        Self(bytes)
    }
}

impl FromStr for Thumbprint {
    type Err = ThumbprintError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        if digits.len() != 2 * THUMBPRINT_BYTES {
            return Err(ThumbprintError);
        }
        let mut bytes = [0; THUMBPRINT_BYTES];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = pair.iter().try_fold(0, |byte, digit| Ok(byte << 4 | hex_digit(*digit)?))?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Thumbprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text is not a thumbprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a thumbprint is forty hexadecimal digits")]
pub struct ThumbprintError;

fn hex_digit(digit: u8) -> Result<u8, ThumbprintError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(ThumbprintError),
    }
}

const THUMBPRINT_BYTES: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_sha_1_in_hexadecimal() {
        let abc = Thumbprint::of(b"abc");
        assert_eq!(abc.to_string(), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!("A9993E364706816ABA3E25717850C26C9CD0D89D".parse(), Ok(abc));
    }

    #[test]
    fn refuses_other_texts() {
        for text in [
            "",
            "a9",
            "a9993e364706816aba3e25717850c26c9cd0d89",
            "g9993e364706816aba3e25717850c26c9cd0d89d",
        ] {
            assert_eq!(text.parse::<Thumbprint>(), Err(ThumbprintError), "{text}");
        }
    }
}
