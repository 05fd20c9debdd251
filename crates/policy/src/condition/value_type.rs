//! The types that values of context keys have, as IAM's policy simulator names them.

use super::operand::truth;
use super::scalar::{self, Decimal, address};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

/// The type of a context key's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// Any text.
    String,
    /// A whole or decimal number.
    Numeric,
    /// `true` or `false`, in any case.
    Boolean,
    /// An IPv4 or IPv6 address.
    Ip,
    /// Bytes in base64.
    Binary,
    /// A date of ISO 8601, or seconds since 1970.
    Date,
}

impl ValueType {
    /// Whether conditions can compare `value` as a value of this type.
    pub fn accepts(self, value: &str) -> bool {
        match self {
            Self::String => true,
            Self::Numeric => Decimal::parse(value).is_some(),
            Self::Boolean => truth(value).is_some(),
            Self::Ip => address(value).is_some(),
            Self::Binary => BASE64.decode(value).is_ok(),
            Self::Date => instant_ms(value).is_some(),
        }
    }
}

/// The instant that a date names, in milliseconds since 1970; nothing if it is not a date as
/// conditions read them.
pub fn instant_ms(text: &str) -> Option<i64> {
    scalar::instant_ms(text)
}
