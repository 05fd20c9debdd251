//! DISCONNECT (section 3.14): the last packet of a connection.

use crate::decode::Context;
use crate::properties;
use crate::wire::{Reader, Sender, Sink};
use crate::{
    DecodeErrorKind, PacketType, PropertyIdentifier, ProtocolVersion, ReasonCode, ReasonProperties,
    Utf8String,
};

/// The last packet of a connection. In 3.1.1 only clients send it, and it says nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Disconnect {
    /// Why the connection ends.
    pub reason_code: ReasonCode,
    /// From a client: how long the session is to last, instead of what CONNECT said, in seconds.
    pub session_expiry_interval_seconds: Option<u32>,
    /// From a server: another one to use.
    pub server_reference: Option<Utf8String>,
    /// Why, in more words.
    pub properties: ReasonProperties,
}

impl Disconnect {
    /// A reason code with nothing to add.
    pub fn new(reason_code: ReasonCode) -> Self {
        Self {
            reason_code,
            session_expiry_interval_seconds: None,
            server_reference: None,
            properties: ReasonProperties::default(),
        }
    }

    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let mut disconnect = Self::new(ReasonCode::Success);
        if context.version == ProtocolVersion::V5 && !reader.is_empty() {
            disconnect.reason_code = reader.reason_code(PacketType::Disconnect)?;
            if !reader.is_empty() {
                properties::read(&mut reader, |identifier, reader| {
                    disconnect.take(identifier, reader, context)
                })?;
            }
        }
        reader.finish()?;
        Ok(disconnect)
    }

    fn take(
        &mut self,
        identifier: PropertyIdentifier,
        reader: &mut Reader,
        context: &Context<'_>,
    ) -> Result<(), DecodeErrorKind> {
        match (identifier, context.sender) {
            // A server must not send it [MQTT-3.14.2-2].
            (PropertyIdentifier::SessionExpiryInterval, Sender::Client) => {
                let slot = &mut self.session_expiry_interval_seconds;
                properties::once(slot, identifier, reader.four_byte_integer()?)
            }
            (PropertyIdentifier::ServerReference, Sender::Server) => {
                properties::once(&mut self.server_reference, identifier, reader.string()?)
            }
            _ => self.properties.take(identifier, reader, context.bounds),
        }
    }

    /// Leaves out what may be left out: properties if there are none, and then success.
    pub(crate) fn write(&self, version: ProtocolVersion, sink: &mut dyn Sink) {
        let no_properties = self.properties.is_empty()
            && self.session_expiry_interval_seconds.is_none()
            && self.server_reference.is_none();
        let silent = self.reason_code == ReasonCode::Success && no_properties;
        if version == ProtocolVersion::V311 || silent {
            return;
        }
        sink.byte(self.reason_code.value());
        if no_properties {
            return;
        }
        properties::write(sink, |writer| {
            let expiry = self.session_expiry_interval_seconds;
            writer.four_byte_integer(PropertyIdentifier::SessionExpiryInterval, expiry);
            let reference = self.server_reference.as_ref();
            writer.string(PropertyIdentifier::ServerReference, reference);
            self.properties.write_values(writer);
        });
    }
}
