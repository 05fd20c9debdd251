//! Reading the fields of one whole packet, as slices of its bytes.

use bytes::{Buf, Bytes, TryGetError};

use super::VariableByteInteger;
use crate::{
    BinaryData, DecodeErrorKind, PacketIdentifier, PacketType, ReasonCode, TopicFilter, TopicName,
    Utf8String,
};

/// What of a packet is still unread.
pub(crate) struct Reader(Bytes);

impl Reader {
    pub(crate) fn new(bytes: Bytes) -> Self {
        Self(bytes)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn byte(&mut self) -> Result<u8, DecodeErrorKind> {
        self.0.try_get_u8().map_err(truncated)
    }

    pub(crate) fn two_byte_integer(&mut self) -> Result<u16, DecodeErrorKind> {
        self.0.try_get_u16().map_err(truncated)
    }

    pub(crate) fn four_byte_integer(&mut self) -> Result<u32, DecodeErrorKind> {
        self.0.try_get_u32().map_err(truncated)
    }

    /// A Variable Byte Integer; only MQTT 5 has one outside the fixed header, and it must be minimal.
    pub(crate) fn variable_byte_integer(&mut self) -> Result<u32, DecodeErrorKind> {
        let integer = VariableByteInteger::read(&self.0)?.ok_or(DecodeErrorKind::Truncated)?;
        if !integer.is_minimal() {
            return Err(DecodeErrorKind::VariableByteInteger);
        }
        self.0.advance(integer.bytes);
        Ok(integer.value)
    }

    pub(crate) fn packet_identifier(&mut self) -> Result<PacketIdentifier, DecodeErrorKind> {
        PacketIdentifier::new(self.two_byte_integer()?).ok_or(DecodeErrorKind::PacketIdentifier)
    }

    pub(crate) fn string(&mut self) -> Result<Utf8String, DecodeErrorKind> {
        Ok(Utf8String::new(self.prefixed()?)?)
    }

    pub(crate) fn topic_name(&mut self) -> Result<TopicName, DecodeErrorKind> {
        Ok(TopicName::new(self.string()?)?)
    }

    pub(crate) fn topic_filter(&mut self) -> Result<TopicFilter, DecodeErrorKind> {
        Ok(TopicFilter::new(self.string()?)?)
    }

    pub(crate) fn binary_data(&mut self) -> Result<BinaryData, DecodeErrorKind> {
        Ok(BinaryData::new(self.prefixed()?)?)
    }

    /// A reason code that may stand in the packet.
    pub(crate) fn reason_code(
        &mut self,
        packet_type: PacketType,
    ) -> Result<ReasonCode, DecodeErrorKind> {
        let code = ReasonCode::from_value(self.byte()?);
        let code = code.filter(|code| code.may_stand_in(packet_type));
        code.ok_or(DecodeErrorKind::ReasonCode)
    }

    /// A payload of at least one reason code.
    pub(crate) fn reason_codes(
        mut self,
        packet_type: PacketType,
    ) -> Result<Vec<ReasonCode>, DecodeErrorKind> {
        if self.is_empty() {
            return Err(DecodeErrorKind::EmptyPayload);
        }
        let mut codes = Vec::with_capacity(self.0.len());
        while !self.is_empty() {
            codes.push(self.reason_code(packet_type)?);
        }
        Ok(codes)
    }

    /// The next bytes, to be read on their own.
    pub(crate) fn part(&mut self, bytes: u32) -> Result<Self, DecodeErrorKind> {
        let bytes = usize::try_from(bytes).map_err(|_| DecodeErrorKind::Truncated)?;
        self.take(bytes).map(Self)
    }

    /// Everything that is left.
    pub(crate) fn rest(self) -> Bytes {
        self.0
    }

    /// The packet must end here.
    pub(crate) fn finish(self) -> Result<(), DecodeErrorKind> {
        if self.is_empty() { Ok(()) } else { Err(DecodeErrorKind::TrailingBytes) }
    }

    fn prefixed(&mut self) -> Result<Bytes, DecodeErrorKind> {
        let bytes = self.two_byte_integer()?;
        self.take(usize::from(bytes))
    }

    fn take(&mut self, bytes: usize) -> Result<Bytes, DecodeErrorKind> {
        if bytes > self.0.len() {
            return Err(DecodeErrorKind::Truncated);
        }
        Ok(self.0.split_to(bytes))
    }
}

fn truncated(_: TryGetError) -> DecodeErrorKind {
    DecodeErrorKind::Truncated
}
