//! Terraform's language, as far as resources are written in it.

use std::fmt::Write as _;

use serde_json::Value;

/// Texts that stand for another resource wherever they occur, with the expression that refers to it.
pub(super) type References = Vec<(String, String)>;

/// A name and its expression.
type Argument = (String, String);

/// A block: its head, its arguments, and the blocks within.
#[derive(Debug, Default)]
pub(super) struct Block {
    head: String,
    arguments: Vec<Argument>,
    blocks: Vec<Block>,
}

impl Block {
    /// `resource "KIND" "NAME"`; both are words of the language.
    pub(super) fn resource(kind: &str, name: &str) -> Self {
        Self { head: format!("resource \"{kind}\" \"{name}\""), ..Self::default() }
    }

    /// A block within another one.
    pub(super) fn nested(kind: &str) -> Self {
        Self { head: kind.to_owned(), ..Self::default() }
    }

    /// An argument whose expression is written already.
    pub(super) fn expression(&mut self, name: &str, expression: &str) -> &mut Self {
        self.arguments.push((name.to_owned(), expression.to_owned()));
        self
    }

    /// An argument that is a text.
    pub(super) fn text(&mut self, name: &str, text: &str) -> &mut Self {
        self.expression(name, &quoted(text))
    }

    /// The same, unless there is none.
    pub(super) fn some_text(&mut self, name: &str, text: Option<&str>) -> &mut Self {
        if let Some(text) = text {
            self.text(name, text);
        }
        self
    }

    /// An argument that is a map or a list; nothing where it is empty.
    pub(super) fn value(&mut self, name: &str, value: &Value) -> &mut Self {
        let is_empty = match value {
            Value::Array(values) => values.is_empty(),
            Value::Object(members) => members.is_empty(),
            _ => false,
        };
        if !is_empty {
            self.expression(name, &written(value, &References::new(), 1));
        }
        self
    }

    /// An argument that is a policy document.
    pub(super) fn document(
        &mut self,
        name: &str,
        document: &Value,
        references: &References,
    ) -> &mut Self {
        match document {
            // What is no JSON is passed on as it is.
            Value::String(text) => self.text(name, text),
            _ => {
                self.expression(name, &format!("jsonencode({})", written(document, references, 1)))
            }
        }
    }

    pub(super) fn block(&mut self, block: Self) -> &mut Self {
        self.blocks.push(block);
        self
    }

    pub(super) fn write(&self, out: &mut String, level: usize) {
        let indent = INDENT.repeat(level);
        let _ = writeln!(out, "{indent}{} {{", self.head);
        out.push_str(&aligned(&self.arguments, level + 1));
        for (number, block) in self.blocks.iter().enumerate() {
            if number > 0 || !self.arguments.is_empty() {
                out.push('\n');
            }
            block.write(out, level + 1);
        }
        let _ = writeln!(out, "{indent}}}");
    }
}

/// Arguments as `terraform fmt` leaves them: of those that stand together on lines of their own, the
/// equals signs stand below each other.
fn aligned(arguments: &[Argument], level: usize) -> String {
    let indent = INDENT.repeat(level);
    let is_line = |argument: &Argument| !argument.1.contains('\n');
    let mut lines = String::new();
    for group in arguments.chunk_by(|one, next| is_line(one) && is_line(next)) {
        let widths = group.iter().map(|(name, _)| name.chars().count());
        let width = widths.max().unwrap_or_default();
        for (name, expression) in group {
            let _ = writeln!(lines, "{indent}{name:width$} = {expression}");
        }
    }
    lines
}

/// A JSON value as an expression.
pub(super) fn written(value: &Value, references: &References, level: usize) -> String {
    let (indent, end) = (INDENT.repeat(level + 1), INDENT.repeat(level));
    match value {
        Value::String(text) => referring(text, references),
        Value::Array(values) if values.is_empty() => "[]".to_owned(),
        Value::Array(values) => {
            let values = values.iter().map(|value| written(value, references, level + 1));
            let lines: Vec<String> = values.map(|value| format!("{indent}{value},\n")).collect();
            format!("[\n{}{end}]", lines.concat())
        }
        Value::Object(members) if members.is_empty() => "{}".to_owned(),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| (quoted(name), written(value, references, level + 1)));
            let members: Vec<Argument> = members.collect();
            format!("{{\n{}{end}}}", aligned(&members, level + 1))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// A text, with what stands for another resource as a reference to it.
pub(super) fn referring(text: &str, references: &References) -> String {
    if let Some((_, expression)) = references.iter().find(|(known, _)| known == text) {
        return expression.clone();
    }
    let mut template = escaped(text);
    for (known, expression) in references {
        // Ids and ARNs hold nothing that is escaped.
        template = template.replace(known, &format!("${{{expression}}}"));
    }
    format!("\"{template}\"")
}

/// A text as a literal.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            character if character.is_control() => {
                let _ = write!(escaped, "\\u{:04X}", u32::from(character));
            }
            character => escaped.push(character),
        }
    }
    // A template begins where AWS's policy variables do.
    escaped.replace("${", "$${").replace("%{", "%%{")
}

/// A comment; a line break would end it.
pub(super) fn comment(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    format!("# {line}\n")
}

const INDENT: &str = "  ";

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_the_language_would_take_for_its_own_is_escaped() {
        for (text, literal) in [
            ("topic/${iot:ClientId}", r#""topic/$${iot:ClientId}""#),
            ("$${a} %{if}", r#""$$${a} %%{if}""#),
            ("a\"b\\c\n\u{1}", r#""a\"b\\c\n\u0001""#),
            ("ü", "\"ü\""),
        ] {
            assert_eq!(quoted(text), literal);
        }
        assert_eq!(comment("a\nresource \"x\""), "# a resource \"x\"\n");
    }

    #[test]
    fn a_known_text_becomes_a_reference() {
        let references = vec![("eu:1".to_owned(), "pool.a.id".to_owned())];
        assert_eq!(referring("eu:1", &references), "pool.a.id");
        assert_eq!(referring("x/eu:1/${b}", &references), r#""x/${pool.a.id}/$${b}""#);
        assert_eq!(referring("eu:2", &references), r#""eu:2""#);
    }

    #[test]
    fn values_are_written_as_expressions() {
        let value = json!({ "A": ["b", 1], "C": {}, "D": null, "e f": true });
        let expected = "{\n  \"A\" = [\n    \"b\",\n    1,\n  ]\n  \"C\"   = {}\n  \"D\"   = null\n  \
                        \"e f\" = true\n}";
        assert_eq!(written(&value, &References::new(), 0), expected);
    }
}
