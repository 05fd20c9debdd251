//! Writing the model as Rust.

use std::fmt::Write as _;

use super::model::{Member, Service, Shape, Structure};
use super::names;

const HEADER: &str = "//! Written by `cargo xtask codegen` from the public service model. Do not edit.\n\n\
    #![expect(missing_docs, reason = \"shapes are documented by their service's API reference\")]\n\n";

/// The module of one service.
pub(super) fn service(service: &Service) -> String {
    let mut out = String::from(HEADER);
    out.push_str("use crate::error::{ErrorShape, Fault};\n");
    out.push_str("use crate::schema::{Location, Member, Operation, Service, Shape, Structure};\n");
    let nested = if service.structures.is_empty() { "" } else { "FromValue, ListMember, Value, " };
    let _ = writeln!(
        out,
        "use crate::value::{{Decode, Encode, {nested}IntoValue, Members, ShapeMismatch}};\n"
    );
    for operation in &service.operations {
        operation_static(&mut out, service, operation);
        structure(&mut out, &operation.input, Role::Input);
        structure(&mut out, &operation.output, Role::Output);
    }
    for nested in service.structures.values() {
        structure(&mut out, nested, Role::Nested);
    }
    errors(&mut out, service);
    out
}

/// The module that joins the services.
pub(super) fn index(services: &[Service]) -> String {
    let mut out = String::from(
        "//! Written by `cargo xtask codegen` from the public service models. Do not edit.\n\nuse crate::schema::Operation;\n\n",
    );
    for service in services {
        let _ = writeln!(out, "pub mod {};", service.module);
    }
    out.push_str(
        "\n/// Every operation that is served.\npub static OPERATIONS: &[&Operation] = &[\n",
    );
    for service in services {
        for operation in &service.operations {
            let _ = writeln!(out, "    &{}::{},", service.module, names::constant(&operation.name));
        }
    }
    out.push_str("];\n");
    out
}

fn operation_static(out: &mut String, service: &Service, operation: &super::model::Operation) {
    let errors: Vec<String> = operation
        .errors
        .iter()
        .map(|error| format!("&errors::{}", names::constant(error)))
        .collect();
    let _ = writeln!(
        out,
        "pub static {}: Operation = Operation {{ name: {:?}, service: Service::{}, method: {:?}, uri: {:?}, signed: {}, \
         input: {}::STRUCTURE, output: {}::STRUCTURE, result_wrapper: {:?}, errors: &[{}] }};\n",
        names::constant(&operation.name),
        operation.name,
        variant(&service.module),
        operation.method,
        operation.uri,
        operation.signed,
        operation.input.name,
        operation.output.name,
        operation.result_wrapper,
        errors.join(", "),
    );
}

fn variant(module: &str) -> String {
    module.split('_').map(names::upper_camel).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Input,
    Output,
    Nested,
}

fn structure(out: &mut String, structure: &Structure, role: Role) {
    let Structure { name, members } = structure;
    let _ = writeln!(out, "#[derive(Debug, Clone, Default, PartialEq)]\npub struct {name} {{");
    for member in members {
        let _ = writeln!(out, "    pub {}: {},", names::field(&member.name), field_type(member));
    }
    out.push_str("}\n\n");
    let schema = format!("{}_STRUCTURE", names::constant(name));
    let _ = writeln!(out, "static {schema}: Structure = Structure {{ name: {name:?}, members: &[");
    for member in members {
        let _ = writeln!(
            out,
            "    Member {{ name: {:?}, wire_name: {:?}, location: Location::{}, required: {}, shape: &{} }},",
            member.name,
            member.wire_name,
            member.location,
            member.required,
            shape(&member.shape)
        );
    }
    out.push_str("] };\n\n");
    let _ =
        writeln!(out, "impl {name} {{\n    const STRUCTURE: &'static Structure = &{schema};\n}}\n");
    if role != Role::Output {
        decode(out, structure);
    }
    if role != Role::Input {
        encode(out, structure);
    }
    if role == Role::Nested {
        nested(out, name);
    }
}

fn decode(out: &mut String, Structure { name, members }: &Structure) {
    let binding = if members.is_empty() { "_" } else { "mut members" };
    let _ = writeln!(
        out,
        "impl Decode for {name} {{\n    const STRUCTURE: &'static Structure = Self::STRUCTURE;\n\n    \
         fn decode({binding}: Members) -> Result<Self, ShapeMismatch> {{\n        Ok(Self {{"
    );
    for (index, member) in members.iter().enumerate() {
        let take = if member.required { "required" } else { "optional" };
        let _ =
            writeln!(out, "            {}: members.{take}({index})?,", names::field(&member.name));
    }
    out.push_str("        })\n    }\n}\n\n");
}

fn encode(out: &mut String, Structure { name, members }: &Structure) {
    let _ = writeln!(
        out,
        "impl Encode for {name} {{\n    const STRUCTURE: &'static Structure = Self::STRUCTURE;\n\n    \
         fn encode(self) -> Members {{\n        Members(vec!["
    );
    for member in members {
        let field = names::field(&member.name);
        if member.required {
            let _ = writeln!(out, "            Some(self.{field}.into_value()),");
        } else {
            let _ = writeln!(out, "            self.{field}.map(IntoValue::into_value),");
        }
    }
    out.push_str("        ])\n    }\n}\n\n");
}

fn nested(out: &mut String, name: &str) {
    let _ = writeln!(
        out,
        "impl FromValue for {name} {{\n    fn from_value(value: Value) -> Result<Self, ShapeMismatch> {{\n        \
         match value {{\n            Value::Structure(members) => Self::decode(members),\n            \
         _ => Err(ShapeMismatch),\n        }}\n    }}\n}}\n\n\
         impl IntoValue for {name} {{\n    fn into_value(self) -> Value {{\n        Value::Structure(self.encode())\n    }}\n}}\n\n\
         impl ListMember for {name} {{}}\n"
    );
}

fn field_type(member: &Member) -> String {
    let rust = rust_type(&member.shape);
    if member.required { rust } else { format!("Option<{rust}>") }
}

fn rust_type(shape: &Shape) -> String {
    match shape {
        Shape::String { secret: true, .. } => "crate::Secret".to_owned(),
        Shape::String { .. } => "String".to_owned(),
        Shape::Integer { long: true, .. } => "i64".to_owned(),
        Shape::Integer { .. } => "i32".to_owned(),
        Shape::Boolean => "bool".to_owned(),
        Shape::Timestamp => "crate::Timestamp".to_owned(),
        Shape::Blob => "Vec<u8>".to_owned(),
        Shape::List { member, .. } => format!("Vec<{}>", rust_type(member)),
        Shape::Map { value, .. } => {
            format!("std::collections::BTreeMap<String, {}>", rust_type(value))
        }
        Shape::Structure(name) => name.clone(),
    }
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::String { min, max, pattern, values, secret, json_header } => format!(
            "Shape::String {{ min: {}, max: {}, pattern: {}, values: &{values:?}, secret: {secret}, json_header: {json_header} }}",
            number(*min),
            number(*max),
            pattern
                .as_ref()
                .map_or_else(|| "None".to_owned(), |pattern| format!("Some({pattern:?})")),
        ),
        Shape::Integer { min, max, long } => {
            format!(
                "Shape::Integer {{ min: {}, max: {}, long: {long} }}",
                number(*min),
                number(*max)
            )
        }
        Shape::Boolean => "Shape::Boolean".to_owned(),
        Shape::Timestamp => "Shape::Timestamp".to_owned(),
        Shape::Blob => "Shape::Blob".to_owned(),
        Shape::List { member, member_name, min, max } => format!(
            "Shape::List {{ member: &{}, member_name: {member_name:?}, min: {}, max: {} }}",
            self::shape(member),
            number(*min),
            number(*max)
        ),
        Shape::Map { key, value, min, max } => format!(
            "Shape::Map {{ key: &{}, value: &{}, min: {}, max: {} }}",
            self::shape(key),
            self::shape(value),
            number(*min),
            number(*max)
        ),
        Shape::Structure(name) => format!("Shape::Structure({name}::STRUCTURE)"),
    }
}

/// A bound as a Rust option, its digits in groups of three.
fn number(bound: Option<impl ToString>) -> String {
    let Some(bound) = bound else { return "None".to_owned() };
    let digits = bound.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && digits.len() > 4 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    format!("Some({grouped})")
}

fn errors(out: &mut String, service: &Service) {
    out.push_str("pub mod errors {\n    use super::{ErrorShape, Fault};\n\n");
    for (name, error) in &service.errors {
        let _ = writeln!(
            out,
            "    pub static {}: ErrorShape = ErrorShape {{ name: {name:?}, code: {:?}, status: {}, fault: Fault::{} }};",
            names::constant(name),
            error.code,
            error.status,
            if error.receiver { "Receiver" } else { "Sender" }
        );
    }
    out.push_str("}\n");
}
