//! Query parameters: `PolicyArns.member.1.arn=…` read along the schema.

use std::collections::{BTreeMap, BTreeSet};

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::{Protocol, Shape, Structure};
use daypass_aws_types::value::{Members, Value};

use super::scalar;
use crate::unreadable;

/// Structures within structures; no served shape nests deeper.
const DEPTH_MAX: usize = 8;

/// The members of `structure` that the parameters carry. Of a repeated parameter the first counts.
pub(super) fn members(
    structure: &'static Structure,
    parameters: &[(String, String)],
) -> Result<Members, ServiceError> {
    let mut tree = BTreeMap::new();
    for (name, value) in parameters {
        tree.entry(name.as_str()).or_insert(value.as_str());
    }
    read_structure(structure, "", &tree, DEPTH_MAX)
}

type Parameters<'a> = BTreeMap<&'a str, &'a str>;

fn read_structure(
    structure: &'static Structure,
    prefix: &str,
    parameters: &Parameters<'_>,
    depth: usize,
) -> Result<Members, ServiceError> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(unreadable(Protocol::Query, "the parameters nest too deeply"));
    };
    let mut members = Members::of(structure);
    for (member, slot) in structure.members.iter().zip(&mut members.0) {
        *slot = read(member.shape, &format!("{prefix}{}", member.wire_name), parameters, depth)?;
    }
    Ok(members)
}

fn read(
    shape: &'static Shape,
    name: &str,
    parameters: &Parameters<'_>,
    depth: usize,
) -> Result<Option<Value>, ServiceError> {
    let prefix = format!("{name}.");
    let present = |prefix: &str| {
        parameters.range(prefix..).next().is_some_and(|(key, _)| key.starts_with(prefix))
    };
    match shape {
        Shape::Structure(structure) => {
            if !present(&prefix) {
                return Ok(None);
            }
            read_structure(structure, &prefix, parameters, depth)
                .map(|members| Some(Value::Structure(members)))
        }
        Shape::List { member, member_name, .. } => {
            let prefix = format!("{prefix}{member_name}.");
            let mut values = Vec::new();
            for index in indexes(&prefix, parameters)? {
                values.extend(read(member, &format!("{prefix}{index}"), parameters, depth)?);
            }
            // `Name=` alone is an empty list.
            Ok((!values.is_empty() || parameters.contains_key(name)).then_some(Value::List(values)))
        }
        Shape::Map { value: shape, .. } => {
            let prefix = format!("{prefix}entry.");
            let mut entries = BTreeMap::new();
            for index in indexes(&prefix, parameters)? {
                let key = parameters
                    .get(format!("{prefix}{index}.key").as_str())
                    .copied()
                    .unwrap_or_default();
                if let Some(value) =
                    read(shape, &format!("{prefix}{index}.value"), parameters, depth)?
                {
                    entries.insert(key.to_owned(), value);
                }
            }
            Ok((!entries.is_empty()).then_some(Value::Map(entries)))
        }
        scalar_shape => match parameters.get(name) {
            Some(text) => scalar::from_text(scalar_shape, text)
                .map(Some)
                .map_err(|error| unreadable(Protocol::Query, error.message)),
            None => Ok(None),
        },
    }
}

/// The numbers that follow a prefix, in ascending order.
fn indexes(prefix: &str, parameters: &Parameters<'_>) -> Result<BTreeSet<u32>, ServiceError> {
    let mut found = BTreeSet::new();
    for (name, _) in parameters.range(prefix..) {
        let Some(rest) = name.strip_prefix(prefix) else { break };
        let index = rest.split('.').next().unwrap_or(rest);
        let index = index
            .parse()
            .map_err(|_| unreadable(Protocol::Query, format!("{name} is not a valid parameter")))?;
        found.insert(index);
    }
    Ok(found)
}
