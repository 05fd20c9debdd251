//! Binary Data (MQTT 5.0, section 1.5.6): bytes with a length of two bytes before them.

use std::fmt;

use bytes::Bytes;
use thiserror::Error;

/// At most 65,535 bytes; a zero-copy slice of what was received.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct BinaryData(Bytes);

/// Why bytes are no Binary Data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("binary data is longer than 65,535 bytes")]
pub struct BinaryDataError;

impl BinaryData {
    /// The most bytes that the two-byte length can say.
    pub const BYTES_MAX: usize = u16::MAX as usize;

    /// The bytes as Binary Data, if their length fits.
    pub fn new(bytes: Bytes) -> Result<Self, BinaryDataError> {
        if bytes.len() <= Self::BYTES_MAX { Ok(Self(bytes)) } else { Err(BinaryDataError) }
    }

    /// The bytes without their length.
    pub fn as_bytes(&self) -> &Bytes {
        &self.0
    }

    /// The bytes without their length, to keep.
    pub fn into_bytes(self) -> Bytes {
        self.0
    }
}

impl fmt::Debug for BinaryData {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "BinaryData({} bytes)", self.0.len())
    }
}
