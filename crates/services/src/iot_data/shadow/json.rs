//! JSON as shadows keep it: numbers as they were written, keys without an order and never twice,
//! nesting bounded.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error as _, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::number::Number;

/// Levels of nesting that are read at all; a request has two above the section that is judged.
const READ_LEVELS_MAX: usize = 32;

/// The members of an object.
pub(crate) type Object = BTreeMap<String, Node>;

/// A JSON value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Node {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object.
    Object(Object),
}

/// Why a text was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ReadError {
    /// It is not JSON, or an object has a key twice.
    #[error("not JSON")]
    Invalid,
    /// It is nested more deeply than anything that is accepted.
    #[error("nested too deeply")]
    TooDeep,
}

impl Node {
    /// Reads one value that spans the whole text.
    pub(crate) fn read(text: &str) -> Result<Self, ReadError> {
        let raw: &RawValue = parsed(text)?;
        Self::of(raw.get(), READ_LEVELS_MAX)
    }

    /// A string.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::String(text.into())
    }

    /// A whole number.
    pub(crate) fn whole(number: impl fmt::Display) -> Self {
        Self::Number(Number::whole(number))
    }

    /// One value whose text the JSON reader has delimited and found well formed.
    fn of(text: &str, levels: usize) -> Result<Self, ReadError> {
        Ok(match text.as_bytes().first() {
            Some(b'{') => {
                let Members(members) = parsed(text)?;
                let levels = levels.checked_sub(1).ok_or(ReadError::TooDeep)?;
                let members = members
                    .into_iter()
                    .map(|(key, value)| Ok((key, Self::of(value.get(), levels)?)));
                Self::Object(members.collect::<Result<_, _>>()?)
            }
            Some(b'[') => {
                let items: Vec<&RawValue> = parsed(text)?;
                let levels = levels.checked_sub(1).ok_or(ReadError::TooDeep)?;
                let items = items.into_iter().map(|item| Self::of(item.get(), levels));
                Self::Array(items.collect::<Result<_, _>>()?)
            }
            Some(b'"') => Self::String(parsed(text)?),
            Some(b't') => Self::Boolean(true),
            Some(b'f') => Self::Boolean(false),
            Some(b'n') => Self::Null,
            _ => Self::Number(Number::written(text)),
        })
    }
}

/// Without spaces, keys in byte order.
impl fmt::Display for Node {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("null"),
            Self::Boolean(value) => write!(formatter, "{value}"),
            Self::Number(number) => write!(formatter, "{number}"),
            Self::String(text) => write_string(formatter, text),
            Self::Array(items) => {
                formatter.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        formatter.write_str(",")?;
                    }
                    write!(formatter, "{item}")?;
                }
                formatter.write_str("]")
            }
            Self::Object(object) => write!(formatter, "{}", Written(object)),
        }
    }
}

/// An object without the node around it.
#[derive(Debug)]
pub(crate) struct Written<'a>(pub(crate) &'a Object);

impl fmt::Display for Written<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_members(formatter, self.0.iter().map(|(key, value)| (key.as_str(), value)))
    }
}

/// An object whose members are written in this order.
#[derive(Debug)]
pub(crate) struct Ordered<'a>(pub(crate) &'a [(&'static str, Node)]);

impl fmt::Display for Ordered<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_members(formatter, self.0.iter().map(|(key, value)| (*key, value)))
    }
}

fn write_members<'a>(
    formatter: &mut fmt::Formatter<'_>,
    members: impl Iterator<Item = (&'a str, &'a Node)>,
) -> fmt::Result {
    formatter.write_str("{")?;
    for (index, (key, value)) in members.enumerate() {
        if index > 0 {
            formatter.write_str(",")?;
        }
        write_string(formatter, key)?;
        write!(formatter, ":{value}")?;
    }
    formatter.write_str("}")
}

fn write_string(formatter: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    write!(formatter, "{}", serde_json::Value::from(text))
}

fn parsed<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, ReadError> {
    serde_json::from_str(text).map_err(|_| ReadError::Invalid)
}

/// The members of an object, each value still as its text.
struct Members<'t>(BTreeMap<String, &'t RawValue>);

impl<'t> Deserialize<'t> for Members<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor)
    }
}

struct MembersVisitor;

impl<'t> Visitor<'t> for MembersVisitor {
    type Value = Members<'t>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Members<'t>, A::Error> {
        let mut members = BTreeMap::new();
        while let Some((key, value)) = map.next_entry::<String, &'t RawValue>()? {
            if members.insert(key, value).is_some() {
                return Err(A::Error::custom("a key is repeated"));
            }
        }
        Ok(Members(members))
    }
}
