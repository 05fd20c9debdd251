//! The part of a service model that the served operations reach.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Result, names, text};

/// A service with the operations that are served.
pub(super) struct Service {
    pub(super) module: String,
    pub(super) operations: Vec<Operation>,
    /// Nested structures by name, those of inputs and outputs left out.
    pub(super) structures: BTreeMap<String, Structure>,
    pub(super) errors: BTreeMap<String, ErrorShape>,
}

pub(super) struct Operation {
    pub(super) name: String,
    pub(super) method: String,
    pub(super) uri: String,
    pub(super) signed: bool,
    pub(super) result_wrapper: Option<String>,
    pub(super) input: Structure,
    pub(super) output: Structure,
    pub(super) errors: Vec<String>,
}

#[derive(Clone)]
pub(super) struct Structure {
    pub(super) name: String,
    pub(super) members: Vec<Member>,
}

#[derive(Clone)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) wire_name: String,
    pub(super) location: &'static str,
    pub(super) required: bool,
    pub(super) shape: Shape,
}

#[derive(Clone)]
pub(super) enum Shape {
    String {
        min: Option<u64>,
        max: Option<u64>,
        pattern: Option<String>,
        values: Vec<String>,
        secret: bool,
        json_header: bool,
    },
    Integer {
        min: Option<i64>,
        max: Option<i64>,
        long: bool,
    },
    Boolean,
    Timestamp,
    Blob,
    List {
        member: Box<Shape>,
        member_name: String,
        min: Option<u64>,
        max: Option<u64>,
    },
    Map {
        key: Box<Shape>,
        value: Box<Shape>,
        min: Option<u64>,
        max: Option<u64>,
    },
    Structure(String),
}

pub(super) struct ErrorShape {
    pub(super) code: String,
    pub(super) status: u64,
    pub(super) receiver: bool,
}

impl Service {
    pub(super) fn read(module: &str, entry: &Value, model: &Value) -> Result<Self> {
        check_number(module, entry, model)?;
        let secrets = entry.get("secret_shapes").and_then(Value::as_object);
        let secrets = secrets.map(|secrets| secrets.keys().cloned().collect()).unwrap_or_default();
        let uris = entry.get("uris").cloned().unwrap_or_default();
        let patterns = entry.get("patterns").cloned().unwrap_or_default();
        let (structures, open) = (BTreeMap::new(), BTreeSet::new());
        let mut reader = Reader { model, secrets, uris, patterns, structures, open };
        let mut operations = Vec::new();
        let mut errors = BTreeMap::new();
        let wanted = entry.get("operations").and_then(Value::as_array).ok_or("no `operations`")?;
        for name in wanted.iter().filter_map(Value::as_str) {
            operations.push(reader.operation(name, &mut errors)?);
        }
        Ok(Self { module: module.to_owned(), operations, structures: reader.structures, errors })
    }
}

/// The list says how many operations the model has, for the page of what is served.
fn check_number(module: &str, entry: &Value, model: &Value) -> Result<()> {
    let has = model.get("operations").and_then(Value::as_object).map(serde_json::Map::len);
    let said = entry.get("of").and_then(Value::as_u64).and_then(|of| usize::try_from(of).ok());
    if has == said { Ok(()) } else { Err(format!("`of` of {module} should be {has:?}")) }
}

struct Reader<'a> {
    model: &'a Value,
    secrets: BTreeSet<String>,
    /// Paths that replace the model's, each with its reason.
    uris: Value,
    /// Patterns of string shapes that replace the model's, each with its reason.
    patterns: Value,
    structures: BTreeMap<String, Structure>,
    open: BTreeSet<String>,
}

impl Reader<'_> {
    fn operation(
        &mut self,
        name: &str,
        errors: &mut BTreeMap<String, ErrorShape>,
    ) -> Result<Operation> {
        let operation = self
            .model
            .pointer(&format!("/operations/{name}"))
            .ok_or_else(|| format!("no operation {name}"))?;
        let mut declared = Vec::new();
        for error in operation.get("errors").and_then(Value::as_array).into_iter().flatten() {
            let shape = text(error, "shape")?;
            errors.insert(shape.to_owned(), self.error(shape)?);
            declared.push(shape.to_owned());
        }
        Ok(Operation {
            name: name.to_owned(),
            method: text(operation.get("http").ok_or("no http")?, "method")?.to_owned(),
            uri: match self.uris.get(name) {
                Some(correction) => text(correction, "uri")?.to_owned(),
                None => text(operation.get("http").ok_or("no http")?, "requestUri")?.to_owned(),
            },
            signed: operation.get("authtype").and_then(Value::as_str) != Some("none"),
            result_wrapper: operation
                .pointer("/output/resultWrapper")
                .and_then(Value::as_str)
                .map(str::to_owned),
            input: self.outer(operation.get("input"), &format!("{name}Input"))?,
            output: self.outer(operation.get("output"), &format!("{name}Output"))?,
            errors: declared,
        })
    }

    fn error(&self, name: &str) -> Result<ErrorShape> {
        let shape = self.shape(name)?;
        let receiver = shape.get("fault").and_then(Value::as_bool) == Some(true)
            || shape
                .pointer("/error/httpStatusCode")
                .and_then(Value::as_u64)
                .is_some_and(|status| status >= 500);
        let status = shape.pointer("/error/httpStatusCode").and_then(Value::as_u64);
        Ok(ErrorShape {
            code: shape.pointer("/error/code").and_then(Value::as_str).unwrap_or(name).to_owned(),
            status: status.unwrap_or(if receiver { 500 } else { 400 }),
            receiver,
        })
    }

    fn outer(&mut self, reference: Option<&Value>, name: &str) -> Result<Structure> {
        match reference {
            None => Ok(Structure { name: name.to_owned(), members: Vec::new() }),
            Some(reference) => self.structure(text(reference, "shape")?, name),
        }
    }

    fn structure(&mut self, shape_name: &str, name: &str) -> Result<Structure> {
        let shape = self.shape(shape_name)?.clone();
        let required: BTreeSet<&str> = shape
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let payload = shape.get("payload").and_then(Value::as_str);
        let mut members = Vec::new();
        for (member, reference) in
            shape.get("members").and_then(Value::as_object).into_iter().flatten()
        {
            let location = match reference.get("location").and_then(Value::as_str) {
                Some("uri") => "Uri",
                Some("querystring") => "Query",
                Some("header") => "Header",
                Some(other) => {
                    return Err(format!(
                        "location `{other}` of {shape_name}.{member} is not known"
                    ));
                }
                None if payload == Some(member) => "Payload",
                None => "Body",
            };
            let json_header = reference.get("jsonvalue").and_then(Value::as_bool) == Some(true);
            members.push(Member {
                name: member.clone(),
                wire_name: reference
                    .get("locationName")
                    .and_then(Value::as_str)
                    .unwrap_or(member)
                    .to_owned(),
                location,
                required: required.contains(member.as_str()),
                shape: self.member_shape(text(reference, "shape")?, json_header)?,
            });
        }
        Ok(Structure { name: name.to_owned(), members })
    }

    fn member_shape(&mut self, name: &str, json_header: bool) -> Result<Shape> {
        let shape = self.shape(name)?.clone();
        let length = |bound: &str| shape.get(bound).and_then(Value::as_u64);
        let number = |bound: &str| shape.get(bound).and_then(Value::as_i64);
        Ok(match text(&shape, "type")? {
            "string" => Shape::String {
                min: length("min"),
                max: length("max"),
                pattern: match self.patterns.get(name) {
                    Some(correction) => Some(text(correction, "pattern")?.to_owned()),
                    None => shape.get("pattern").and_then(Value::as_str).map(str::to_owned),
                },
                values: strings(shape.get("enum")),
                secret: self.secrets.contains(name)
                    || shape.get("sensitive").and_then(Value::as_bool) == Some(true),
                json_header,
            },
            "integer" => Shape::Integer { min: number("min"), max: number("max"), long: false },
            "long" => Shape::Integer { min: number("min"), max: number("max"), long: true },
            "boolean" => Shape::Boolean,
            "timestamp" => Shape::Timestamp,
            "blob" => Shape::Blob,
            "list" => {
                let member = shape.get("member").ok_or("a list without a member")?;
                Shape::List {
                    member: Box::new(self.member_shape(text(member, "shape")?, false)?),
                    member_name: member
                        .get("locationName")
                        .and_then(Value::as_str)
                        .unwrap_or("member")
                        .to_owned(),
                    min: length("min"),
                    max: length("max"),
                }
            }
            "map" => Shape::Map {
                key: Box::new(
                    self.member_shape(text(shape.get("key").ok_or("no key")?, "shape")?, false)?,
                ),
                value: Box::new(
                    self.member_shape(
                        text(shape.get("value").ok_or("no value")?, "shape")?,
                        false,
                    )?,
                ),
                min: length("min"),
                max: length("max"),
            },
            "structure" => {
                let rust = names::upper_camel(name);
                if self.open.insert(name.to_owned()) {
                    let structure = self.structure(name, &rust)?;
                    self.structures.insert(rust.clone(), structure);
                }
                Shape::Structure(rust)
            }
            other => return Err(format!("type `{other}` of {name} is not known")),
        })
    }

    fn shape(&self, name: &str) -> Result<&Value> {
        self.model.pointer(&format!("/shapes/{name}")).ok_or_else(|| format!("no shape {name}"))
    }
}

fn strings(list: Option<&Value>) -> Vec<String> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}
