//! The data representation (section 1.5) and the fixed header (section 2.1).

mod fixed_header;
mod reader;
mod sink;

pub(crate) use fixed_header::{FixedHeader, Sender};
pub(crate) use reader::Reader;
pub(crate) use sink::{Length, Sink};

/// The most bytes of a Variable Byte Integer [MQTT-1.5.5-1].
const VARIABLE_BYTE_INTEGER_BYTES_MAX: usize = 4;

/// The greatest value of a Variable Byte Integer.
pub(crate) const VARIABLE_BYTE_INTEGER_MAX: usize = 268_435_455;

/// A Variable Byte Integer as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct VariableByteInteger {
    pub(crate) value: u32,
    pub(crate) bytes: usize,
}

impl VariableByteInteger {
    /// Reads one from the beginning of the input: nothing if the input ends before it does, an error
    /// as soon as a fifth byte is announced.
    pub(crate) fn read(input: &[u8]) -> Result<Option<Self>, crate::DecodeErrorKind> {
        let mut value = 0;
        for (at, byte) in input.iter().take(VARIABLE_BYTE_INTEGER_BYTES_MAX).enumerate() {
            value |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                return Ok(Some(Self { value, bytes: at + 1 }));
            }
        }
        if input.len() < VARIABLE_BYTE_INTEGER_BYTES_MAX {
            return Ok(None);
        }
        Err(crate::DecodeErrorKind::VariableByteInteger)
    }

    /// Whether it has as few bytes as its value allows [MQTT-1.5.5-1].
    pub(crate) const fn is_minimal(self) -> bool {
        self.bytes == 1 || self.value >= 1 << (7 * (self.bytes - 1))
    }
}
