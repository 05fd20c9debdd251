//! The UTF-8 Encoded String (section 1.5.4; 3.1.1: 1.5.3).

use std::fmt;

use bytes::Bytes;
use bytestring::ByteString;
use thiserror::Error;

/// A checked string of at most 65,535 bytes, a zero-copy slice of what was received. A byte order
/// mark stays where it is [MQTT-1.5.4-3].
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Utf8String(ByteString);

/// Why bytes are no UTF-8 Encoded String.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum Utf8StringError {
    /// The two-byte length cannot say it.
    #[error("the string is longer than 65,535 bytes")]
    TooLong,
    /// Ill-formed UTF-8, encoded surrogates among it [MQTT-1.5.4-1].
    #[error("the string is not well-formed UTF-8")]
    IllFormed,
    /// U+0000 [MQTT-1.5.4-2].
    #[error("the string contains the null character")]
    NullCharacter,
}

impl Utf8String {
    /// The most bytes that the two-byte length can say.
    pub const BYTES_MAX: usize = u16::MAX as usize;

    /// The bytes as a string.
    pub fn new(bytes: Bytes) -> Result<Self, Utf8StringError> {
        if bytes.len() > Self::BYTES_MAX {
            return Err(Utf8StringError::TooLong);
        }
        if bytes.contains(&0) {
            return Err(Utf8StringError::NullCharacter);
        }
        ByteString::try_from(bytes).map(Self).map_err(|_| Utf8StringError::IllFormed)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its bytes, without their length, to share.
    pub fn as_bytes(&self) -> &Bytes {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Utf8String {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

impl TryFrom<&str> for Utf8String {
    type Error = Utf8StringError;

    fn try_from(text: &str) -> Result<Self, Utf8StringError> {
        Self::new(Bytes::copy_from_slice(text.as_bytes()))
    }
}
