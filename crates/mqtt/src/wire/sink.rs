//! Writing the fields of a packet. The same code writes and counts, so that a length that stands
//! before its content cannot differ from it.

use bytes::{BufMut, BytesMut};

/// Where fields go.
pub(crate) trait Sink {
    fn raw(&mut self, bytes: &[u8]);

    fn byte(&mut self, value: u8) {
        self.raw(&[value]);
    }

    fn two_byte_integer(&mut self, value: u16) {
        self.raw(&value.to_be_bytes());
    }

    fn four_byte_integer(&mut self, value: u32) {
        self.raw(&value.to_be_bytes());
    }

    /// Seven bits a byte, the lowest first, as few bytes as possible [MQTT-1.5.5-1].
    fn variable_byte_integer(&mut self, mut value: usize) {
        loop {
            let [low, ..] = value.to_le_bytes();
            value >>= 7;
            let more = if value > 0 { 0x80 } else { 0 };
            self.byte(low & 0x7F | more);
            if value == 0 {
                return;
            }
        }
    }

    /// A string or Binary Data, whose constructors bound its length.
    fn prefixed(&mut self, bytes: &[u8]) {
        self.two_byte_integer(u16::try_from(bytes.len()).unwrap_or(u16::MAX));
        self.raw(bytes);
    }
}

impl Sink for BytesMut {
    fn raw(&mut self, bytes: &[u8]) {
        self.put_slice(bytes);
    }
}

/// Counts what would be written.
#[derive(Default)]
pub(crate) struct Length(pub(crate) usize);

impl Length {
    /// The bytes that `write` writes.
    pub(crate) fn of(write: impl FnOnce(&mut dyn Sink)) -> usize {
        let mut length = Self::default();
        write(&mut length);
        length.0
    }
}

impl Sink for Length {
    fn raw(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }
}
