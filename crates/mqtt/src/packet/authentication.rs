//! AUTH (MQTT 5.0, section 3.15): a step of an extended authentication.

use crate::decode::Context;
use crate::properties;
use crate::wire::{Reader, Sink};
use crate::{
    BinaryData, DecodeErrorKind, PacketType, PropertyIdentifier, ReasonCode, ReasonProperties,
    Redacted, Utf8String,
};

/// A step of an extended authentication.
#[derive(Debug, Clone, PartialEq)]
pub struct Auth {
    /// Success, continue, or re-authenticate.
    pub reason_code: ReasonCode,
    /// The name of the method; absent only where the packet has no fields at all.
    pub authentication_method: Option<Utf8String>,
    /// What the method sends.
    pub authentication_data: Option<Redacted<BinaryData>>,
    /// Why.
    pub properties: ReasonProperties,
}

impl Auth {
    pub(crate) fn read(mut reader: Reader, context: &Context<'_>) -> Result<Self, DecodeErrorKind> {
        let mut auth = Self {
            reason_code: ReasonCode::Success,
            authentication_method: None,
            authentication_data: None,
            properties: ReasonProperties::default(),
        };
        // Reason code and properties may be left out together (section 3.15.2.1).
        if reader.is_empty() {
            return Ok(auth);
        }
        auth.reason_code = reader.reason_code(PacketType::Auth)?;
        if !reader.is_empty() {
            properties::read(&mut reader, |identifier, reader| {
                auth.take(identifier, reader, context)
            })?;
        }
        reader.finish()?;
        if auth.authentication_method.is_none() {
            return Err(DecodeErrorKind::NoAuthenticationMethod);
        }
        Ok(auth)
    }

    fn take(
        &mut self,
        identifier: PropertyIdentifier,
        reader: &mut Reader,
        context: &Context<'_>,
    ) -> Result<(), DecodeErrorKind> {
        match identifier {
            PropertyIdentifier::AuthenticationMethod => {
                properties::once(&mut self.authentication_method, identifier, reader.string()?)
            }
            PropertyIdentifier::AuthenticationData => {
                let value = Redacted(reader.binary_data()?);
                properties::once(&mut self.authentication_data, identifier, value)
            }
            _ => self.properties.take(identifier, reader, context.bounds),
        }
    }

    pub(crate) fn write(&self, sink: &mut dyn Sink) {
        if self.authentication_method.is_none() {
            return;
        }
        sink.byte(self.reason_code.value());
        properties::write(sink, |writer| {
            let method = self.authentication_method.as_ref();
            writer.string(PropertyIdentifier::AuthenticationMethod, method);
            let data = self.authentication_data.as_ref().map(|Redacted(data)| data);
            writer.binary_data(PropertyIdentifier::AuthenticationData, data);
            self.properties.write_values(writer);
        });
    }
}
