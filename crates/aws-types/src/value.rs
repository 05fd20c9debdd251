//! The form that a call takes between the wire and its Rust type: a tree guided by the schema.

use std::collections::BTreeMap;

use crate::schema::Structure;
use crate::{Secret, Timestamp};

/// A decoded value of some shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text that is not a credential.
    String(String),
    /// A credential.
    Secret(Secret),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Boolean(bool),
    /// A moment.
    Timestamp(Timestamp),
    /// Bytes.
    Blob(Vec<u8>),
    /// A list.
    List(Vec<Value>),
    /// A map.
    Map(BTreeMap<String, Value>),
    /// A structure.
    Structure(Members),
}

/// The members of a structure in the order of its schema; `None` where a member is absent.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Members(pub Vec<Option<Value>>);

/// A value was not of its shape: the decoder that made it and the schema disagree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the value is not of the shape that its schema says")]
pub struct ShapeMismatch;

impl Members {
    /// Members for a structure with none of them set.
    pub fn of(structure: &Structure) -> Self {
        Self(vec![None; structure.members.len()])
    }

    /// Takes a member that must be there.
    pub fn required<T: FromValue>(&mut self, index: usize) -> Result<T, ShapeMismatch> {
        self.optional(index)?.ok_or(ShapeMismatch)
    }

    /// Takes a member that may be absent.
    pub fn optional<T: FromValue>(&mut self, index: usize) -> Result<Option<T>, ShapeMismatch> {
        self.0.get_mut(index).and_then(Option::take).map(T::from_value).transpose()
    }
}

/// A request's or a nested structure's Rust type.
pub trait Decode: Sized {
    /// The schema that `decode` follows.
    const STRUCTURE: &'static Structure;

    /// Builds the type from validated members.
    fn decode(members: Members) -> Result<Self, ShapeMismatch>;
}

/// An answer's or a nested structure's Rust type.
pub trait Encode: Sized {
    /// The schema that `encode` follows.
    const STRUCTURE: &'static Structure;

    /// The members in the schema's order.
    fn encode(self) -> Members;
}

/// Taking a value as a Rust type.
pub trait FromValue: Sized {
    /// The value as `Self`, if it is of that shape.
    fn from_value(value: Value) -> Result<Self, ShapeMismatch>;
}

/// Giving a Rust type as a value.
pub trait IntoValue {
    /// The value.
    fn into_value(self) -> Value;
}

macro_rules! plain {
    ($($rust:ty => $variant:ident),* $(,)?) => {$(
        impl FromValue for $rust {
            fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
                match value {
                    Value::$variant(value) => Ok(value),
                    _ => Err(ShapeMismatch),
                }
            }
        }

        impl IntoValue for $rust {
            fn into_value(self) -> Value {
                Value::$variant(self)
            }
        }
    )*};
}

plain!(String => String, Secret => Secret, i64 => Integer, bool => Boolean, Timestamp => Timestamp, Vec<u8> => Blob);

impl FromValue for i32 {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        i64::from_value(value)?.try_into().map_err(|_| ShapeMismatch)
    }
}

impl IntoValue for i32 {
    fn into_value(self) -> Value {
        Value::Integer(self.into())
    }
}

/// Marks what lists may hold, so that a list of bytes stays a blob.
pub trait ListMember {}

impl ListMember for String {}
impl ListMember for Secret {}
impl ListMember for i64 {}
impl<T> ListMember for BTreeMap<String, T> {}

impl<T: FromValue + ListMember> FromValue for Vec<T> {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::List(values) => values.into_iter().map(T::from_value).collect(),
            _ => Err(ShapeMismatch),
        }
    }
}

impl<T: IntoValue + ListMember> IntoValue for Vec<T> {
    fn into_value(self) -> Value {
        Value::List(self.into_iter().map(T::into_value).collect())
    }
}

impl<T: FromValue> FromValue for BTreeMap<String, T> {
    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {
        match value {
            Value::Map(values) => values
                .into_iter()
                .map(|(key, value)| T::from_value(value).map(|value| (key, value)))
                .collect(),
            _ => Err(ShapeMismatch),
        }
    }
}

impl<T: IntoValue> IntoValue for BTreeMap<String, T> {
    fn into_value(self) -> Value {
        Value::Map(self.into_iter().map(|(key, value)| (key, value.into_value())).collect())
    }
}
