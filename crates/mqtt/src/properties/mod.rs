//! Properties (MQTT 5.0, section 2.2.2): their identifiers, how a list of them is read and written,
//! and the groups of them that several packets share.

mod identifier;
mod message;
mod reader;
mod reason;
mod writer;

pub use identifier::PropertyIdentifier;
pub use message::{MessageProperties, PayloadFormat};
pub(crate) use reader::{flag, non_zero, once, push_user_property, read, read_all};
pub use reason::ReasonProperties;
pub(crate) use writer::{PropertyWriter, write};

use crate::Utf8String;

/// A name and a value that mean something to the applications alone. The same name may come more
/// than once, and the order is kept [MQTT-3.3.2-18].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserProperty {
    /// Its name.
    pub name: Utf8String,
    /// Its value.
    pub value: Utf8String,
}
