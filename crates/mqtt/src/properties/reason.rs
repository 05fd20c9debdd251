//! The properties that explain a reason code, which all answers have in common.

use super::{
    PropertyIdentifier, PropertyWriter, UserProperty, once, push_user_property, read, write,
};
use crate::wire::{Reader, Sink};
use crate::{Bounds, DecodeErrorKind, Utf8String};

/// Why the reason code is what it is. Sent only to who asked for it [MQTT-3.1.2-29], and left out
/// where it would make the packet too large [MQTT-3.4.2-2], [MQTT-3.4.2-3].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReasonProperties {
    /// For people to read.
    pub reason_string: Option<Utf8String>,
    /// For programs to read.
    pub user_properties: Vec<UserProperty>,
}

impl ReasonProperties {
    pub(crate) fn is_empty(&self) -> bool {
        self.reason_string.is_none() && self.user_properties.is_empty()
    }

    /// Reads a list that holds nothing else.
    pub(crate) fn read(reader: &mut Reader, bounds: &Bounds) -> Result<Self, DecodeErrorKind> {
        let mut properties = Self::default();
        read(reader, |identifier, reader| properties.take(identifier, reader, bounds))?;
        Ok(properties)
    }

    /// Takes one property out of a list, or says that it does not belong there.
    pub(crate) fn take(
        &mut self,
        identifier: PropertyIdentifier,
        reader: &mut Reader,
        bounds: &Bounds,
    ) -> Result<(), DecodeErrorKind> {
        match identifier {
            PropertyIdentifier::ReasonString => {
                once(&mut self.reason_string, identifier, reader.string()?)
            }
            PropertyIdentifier::UserProperty => {
                push_user_property(&mut self.user_properties, reader, bounds.user_properties_max)
            }
            _ => Err(DecodeErrorKind::PropertyNotAllowed(identifier)),
        }
    }

    /// Writes a list that holds nothing else.
    pub(crate) fn write(&self, sink: &mut dyn Sink) {
        write(sink, |writer| self.write_values(writer));
    }

    pub(crate) fn write_values(&self, writer: &mut PropertyWriter<'_>) {
        writer.string(PropertyIdentifier::ReasonString, self.reason_string.as_ref());
        writer.user_properties(&self.user_properties);
    }
}
