//! PUBACK, PUBREC, PUBREL and PUBCOMP (sections 3.4 to 3.7), which look alike.

use crate::decode::Context;
use crate::wire::{Reader, Sink};
use crate::{
    DecodeErrorKind, PacketIdentifier, PacketType, ProtocolVersion, ReasonCode, ReasonProperties,
};

/// A step of the acknowledgement of a PUBLISH.
#[derive(Debug, Clone, PartialEq)]
pub struct Acknowledgement {
    /// The packet identifier of the PUBLISH.
    pub packet_identifier: PacketIdentifier,
    /// What came of it; always success in 3.1.1.
    pub reason_code: ReasonCode,
    /// Why.
    pub properties: ReasonProperties,
}

impl Acknowledgement {
    /// Success, with nothing to add.
    pub fn success(packet_identifier: PacketIdentifier) -> Self {
        let properties = ReasonProperties::default();
        Self { packet_identifier, reason_code: ReasonCode::Success, properties }
    }

    pub(crate) fn read(
        packet_type: PacketType,
        mut reader: Reader,
        context: &Context<'_>,
    ) -> Result<Self, DecodeErrorKind> {
        let mut acknowledgement = Self::success(reader.packet_identifier()?);
        if context.version == ProtocolVersion::V5 && !reader.is_empty() {
            acknowledgement.reason_code = reader.reason_code(packet_type)?;
            if !reader.is_empty() {
                let properties = ReasonProperties::read(&mut reader, context.bounds)?;
                acknowledgement.properties = properties;
            }
        }
        reader.finish()?;
        Ok(acknowledgement)
    }

    /// Leaves out what may be left out: properties if there are none, and then success.
    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        sink.two_byte_integer(self.packet_identifier.get());
        let silent = self.reason_code == ReasonCode::Success && self.properties.is_empty();
        if version == ProtocolVersion::V311 || silent {
            return;
        }
        sink.byte(self.reason_code.value());
        if !self.properties.is_empty() {
            self.properties.write(sink);
        }
    }
}
