//! Writing a list of properties.

use super::{PropertyIdentifier, UserProperty};
use crate::wire::{Length, Sink};
use crate::{BinaryData, Utf8String};

/// Writes the length of the properties, then the properties that `values` writes.
pub(crate) fn write(sink: &mut dyn Sink, values: impl Fn(&mut PropertyWriter<'_>)) {
    sink.variable_byte_integer(Length::of(|length| values(&mut PropertyWriter(length))));
    values(&mut PropertyWriter(sink));
}

/// Writes single properties; an absent one leaves no byte.
pub(crate) struct PropertyWriter<'a>(pub(crate) &'a mut dyn Sink);

impl PropertyWriter<'_> {
    pub(crate) fn byte(&mut self, identifier: PropertyIdentifier, value: Option<u8>) {
        if let Some(value) = value {
            self.0.byte(identifier as u8);
            self.0.byte(value);
        }
    }

    pub(crate) fn flag(&mut self, identifier: PropertyIdentifier, value: Option<bool>) {
        self.byte(identifier, value.map(u8::from));
    }

    pub(crate) fn two_byte_integer(&mut self, identifier: PropertyIdentifier, value: Option<u16>) {
        if let Some(value) = value {
            self.0.byte(identifier as u8);
            self.0.two_byte_integer(value);
        }
    }

    pub(crate) fn four_byte_integer(&mut self, identifier: PropertyIdentifier, value: Option<u32>) {
        if let Some(value) = value {
            self.0.byte(identifier as u8);
            self.0.four_byte_integer(value);
        }
    }

    pub(crate) fn variable_byte_integer(&mut self, identifier: PropertyIdentifier, value: u32) {
        self.0.byte(identifier as u8);
        self.0.variable_byte_integer(value as usize);
    }

    pub(crate) fn string(&mut self, identifier: PropertyIdentifier, value: Option<&Utf8String>) {
        self.prefixed(identifier, value.map(|value| value.as_str().as_bytes()));
    }

    pub(crate) fn binary_data(
        &mut self,
        identifier: PropertyIdentifier,
        value: Option<&BinaryData>,
    ) {
        self.prefixed(identifier, value.map(|value| value.as_bytes().as_ref()));
    }

    pub(crate) fn user_properties(&mut self, user_properties: &[UserProperty]) {
        for UserProperty { name, value } in user_properties {
            self.0.byte(PropertyIdentifier::UserProperty as u8);
            self.0.prefixed(name.as_str().as_bytes());
            self.0.prefixed(value.as_str().as_bytes());
        }
    }

    fn prefixed(&mut self, identifier: PropertyIdentifier, value: Option<&[u8]>) {
        if let Some(value) = value {
            self.0.byte(identifier as u8);
            self.0.prefixed(value);
        }
    }
}
