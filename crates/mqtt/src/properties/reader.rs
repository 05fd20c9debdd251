//! Reading a list of properties, each packet telling which of them it takes.

use super::{PropertyIdentifier, UserProperty};
use crate::DecodeErrorKind;
use crate::wire::Reader;

/// Reads the length of the properties and hands over each one. `take` reads its value or says that
/// it does not belong here.
pub(crate) fn read(
    reader: &mut Reader,
    mut take: impl FnMut(PropertyIdentifier, &mut Reader) -> Result<(), DecodeErrorKind>,
) -> Result<(), DecodeErrorKind> {
    let length = reader.variable_byte_integer()?;
    read_all(&mut reader.part(length)?, &mut take)
}

/// Hands over each property that is left.
pub(crate) fn read_all(
    properties: &mut Reader,
    mut take: impl FnMut(PropertyIdentifier, &mut Reader) -> Result<(), DecodeErrorKind>,
) -> Result<(), DecodeErrorKind> {
    while !properties.is_empty() {
        let identifier = properties.variable_byte_integer()?;
        let identifier =
            PropertyIdentifier::from_value(identifier).ok_or(DecodeErrorKind::UnknownProperty)?;
        take(identifier, properties)?;
    }
    Ok(())
}

/// Keeps the value of a property that may stand once.
pub(crate) fn once<T>(
    slot: &mut Option<T>,
    identifier: PropertyIdentifier,
    value: T,
) -> Result<(), DecodeErrorKind> {
    match slot.replace(value) {
        None => Ok(()),
        Some(_) => Err(DecodeErrorKind::DuplicateProperty(identifier)),
    }
}

/// Reads a value of one byte that is 0 or 1.
pub(crate) fn flag(
    identifier: PropertyIdentifier,
    reader: &mut Reader,
) -> Result<bool, DecodeErrorKind> {
    match reader.byte()? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(DecodeErrorKind::PropertyValue(identifier)),
    }
}

/// A value that may not be zero, by the constructor of its type.
pub(crate) fn non_zero<T>(
    identifier: PropertyIdentifier,
    value: Option<T>,
) -> Result<T, DecodeErrorKind> {
    value.ok_or(DecodeErrorKind::PropertyValue(identifier))
}

/// Reads a user property and keeps it behind those that came before.
pub(crate) fn push_user_property(
    user_properties: &mut Vec<UserProperty>,
    reader: &mut Reader,
    user_properties_max: usize,
) -> Result<(), DecodeErrorKind> {
    if user_properties.len() >= user_properties_max {
        return Err(DecodeErrorKind::TooManyUserProperties);
    }
    user_properties.push(UserProperty { name: reader.string()?, value: reader.string()? });
    Ok(())
}
