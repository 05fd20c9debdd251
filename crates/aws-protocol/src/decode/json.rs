//! JSON bodies, read along the schema: unknown members are skipped, wrong types and repeated
//! members are refused, and depth and numbers are bounded.

use std::collections::BTreeMap;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::{Location, Protocol, Shape, Structure};
use daypass_aws_types::value::{Members, Value};
use daypass_aws_types::{Secret, Timestamp};
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::unreadable;

/// The members of `structure` that the body carries. An empty body is an empty object.
pub(super) fn members(
    protocol: Protocol,
    structure: &'static Structure,
    body: &[u8],
) -> Result<Members, ServiceError> {
    let text =
        std::str::from_utf8(body).map_err(|_| unreadable(protocol, "the body is not UTF-8"))?;
    if text.trim().is_empty() {
        return Ok(Members::of(structure));
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let members = StructureSeed(structure).deserialize(&mut deserializer);
    let members = members.and_then(|members| deserializer.end().map(|()| members));
    members.map_err(|error| unreadable(protocol, error.to_string()))
}

struct StructureSeed(&'static Structure);

impl<'de> DeserializeSeed<'de> for StructureSeed {
    type Value = Members;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Members, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for StructureSeed {
    type Value = Members;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Members::of(self.0);
        let mut seen = vec![false; self.0.members.len()];
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let known = self.0.members.iter().zip(members.0.iter_mut()).zip(seen.iter_mut());
            let mut known = known.filter(|((member, _), _)| member.location == Location::Body);
            let Some(((member, slot), seen)) = known.find(|((member, _), _)| member.name == name)
            else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if std::mem::replace(seen, true) {
                return Err(A::Error::custom(format!("member {name} is repeated")));
            }
            *slot = map.next_value_seed(ShapeSeed(member.shape))?;
        }
        Ok(members)
    }
}

/// A value of a shape; `null` is an absent value.
#[derive(Clone, Copy)]
struct ShapeSeed(&'static Shape);

impl<'de> DeserializeSeed<'de> for ShapeSeed {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ShapeSeed {
    type Value = Option<Value>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(kind(self.0))
    }

    fn visit_unit<E: Error>(self) -> Result<Option<Value>, E> {
        Ok(None)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Option<Value>, E> {
        match self.0 {
            Shape::Boolean => Ok(Some(Value::Boolean(value))),
            shape => Err(mismatch(if value { "TRUE_VALUE" } else { "FALSE_VALUE" }, shape)),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Option<Value>, E> {
        match self.0 {
            Shape::Integer { long: false, .. } if i32::try_from(value).is_err() => {
                Err(mismatch("NUMBER_VALUE", self.0))
            }
            Shape::Integer { .. } => Ok(Some(Value::Integer(value))),
            Shape::Timestamp => {
                Ok(Some(Value::Timestamp(Timestamp::from_millis(value.saturating_mul(1000)))))
            }
            shape => Err(mismatch("NUMBER_VALUE", shape)),
        }
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Option<Value>, E> {
        match i64::try_from(value) {
            Ok(value) => self.visit_i64(value),
            Err(_) => Err(mismatch("NUMBER_VALUE", self.0)),
        }
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Option<Value>, E> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a float to integer cast saturates, which is what a moment out of range should do"
        )]
        match self.0 {
            Shape::Timestamp => {
                Ok(Some(Value::Timestamp(Timestamp::from_millis((value * 1000.0).round() as i64))))
            }
            shape => Err(mismatch("NUMBER_VALUE", shape)),
        }
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Option<Value>, E> {
        match self.0 {
            Shape::String { secret: true, .. } => Ok(Some(Value::Secret(Secret::new(value)))),
            Shape::String { .. } => Ok(Some(Value::String(value.to_owned()))),
            Shape::Blob => match STANDARD.decode(value) {
                Ok(bytes) => Ok(Some(Value::Blob(bytes))),
                Err(_) => Err(mismatch("STRING_VALUE", self.0)),
            },
            shape => Err(mismatch("STRING_VALUE", shape)),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Value>, A::Error> {
        let Shape::List { member, .. } = self.0 else {
            return Err(mismatch("START_OF_LIST", self.0));
        };
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(ShapeSeed(member))? {
            values.extend(value);
        }
        Ok(Some(Value::List(values)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Value>, A::Error> {
        match self.0 {
            Shape::Structure(structure) => StructureSeed(structure)
                .visit_map(map)
                .map(|members| Some(Value::Structure(members))),
            Shape::Map { value: shape, .. } => {
                let mut entries = BTreeMap::new();
                while let Some(name) = map.next_key::<String>()? {
                    let value = map.next_value_seed(ShapeSeed(shape))?;
                    if entries.contains_key(&name) {
                        return Err(A::Error::custom(format!("key {name} is repeated")));
                    }
                    if let Some(value) = value {
                        entries.insert(name, value);
                    }
                }
                Ok(Some(Value::Map(entries)))
            }
            shape => Err(mismatch("START_OF_STRUCTURE", shape)),
        }
    }
}

fn mismatch<E: Error>(found: &str, shape: &Shape) -> E {
    E::custom(format!("{found} can not be converted to {}", kind(shape)))
}

fn kind(shape: &Shape) -> &'static str {
    match shape {
        Shape::String { .. } => "a String",
        Shape::Integer { long: false, .. } => "an Integer",
        Shape::Integer { long: true, .. } => "a Long",
        Shape::Boolean => "a Boolean",
        Shape::Timestamp => "a Timestamp",
        Shape::Blob => "a Blob",
        Shape::List { .. } => "a List",
        Shape::Map { .. } => "a Map",
        Shape::Structure(_) => "a Structure",
    }
}
