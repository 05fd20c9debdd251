//! The policies of a test file: by path or inline, with the place of every statement.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use super::fields::members;
use super::yaml::{Kind, Malformed, Node, Place};
use crate::failure::Failure;
use crate::files;

/// A policy of a test file.
#[derive(Debug, Clone)]
pub(super) struct PolicySource {
    /// The document.
    pub(super) text: String,
    /// The file that the document stands in.
    pub(super) file: PathBuf,
    /// Where the test file names it.
    pub(super) at: Place,
    /// Whether it stands in the test file itself, in YAML.
    pub(super) inline: bool,
}

/// The most policies of one file.
const POLICIES_MAX: usize = 1_000;
/// What a policy's name is made of, as in AWS.
const NAME_BYTES_MAX: usize = 128;

/// What is wrong with a test file: its form, or a file that it names.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unusable {
    #[error(transparent)]
    Malformed(#[from] Malformed),
    #[error(transparent)]
    File(#[from] Failure),
}

/// Reads the `policies` of the test file `path`.
pub(super) fn read(node: &Node, path: &Path) -> Result<BTreeMap<String, PolicySource>, Unusable> {
    let (mut policies, mut seen) = (BTreeMap::new(), HashSet::new());
    for (name, at, node) in members(node, "`policies`")? {
        if policies.len() == POLICIES_MAX {
            let message = format!("a file has at most {POLICIES_MAX} policies");
            return Err(Malformed::new(at, message).into());
        }
        if !is_name(name) {
            let message = format!("`{name}` is no name: letters, digits and _+=,.@- make one");
            return Err(Malformed::new(at, message).into());
        }
        // Names of managed policies are unique whatever their case.
        if !seen.insert(name.to_lowercase()) {
            let message = format!("another policy is called `{name}`, but for its case");
            return Err(Malformed::new(at, message).into());
        }
        policies.insert(name.to_owned(), source(node, path, at)?);
    }
    Ok(policies)
}

fn is_name(name: &str) -> bool {
    let fits = |b: u8| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b);
    !name.is_empty() && name.len() <= NAME_BYTES_MAX && name.bytes().all(fits)
}

fn source(node: &Node, path: &Path, at: Place) -> Result<PolicySource, Unusable> {
    match &node.kind {
        Kind::Scalar { text, .. } if text.trim_start().starts_with('{') => {
            let file = path.to_owned();
            Ok(PolicySource { text: text.clone(), file, at, inline: true })
        }
        Kind::Scalar { text, .. } => {
            let file = path.parent().unwrap_or(Path::new("")).join(text);
            let text = files::read(&file)
                .map_err(|failure| Malformed::new(node.at, failure.to_string()))?;
            Ok(PolicySource { text, file, at, inline: false })
        }
        Kind::Mapping(_) => {
            let file = path.to_owned();
            Ok(PolicySource { text: json(node).to_string(), file, at, inline: true })
        }
        Kind::Sequence(_) => {
            Err(Malformed::new(node.at, "a policy is a path or a document").into())
        }
    }
}

/// A document as JSON. What is not quoted and reads as a truth is one; a number stays text, which
/// policies take for the same.
fn json(node: &Node) -> Value {
    match &node.kind {
        Kind::Scalar { text, quoted: false } if text == "true" => Value::Bool(true),
        Kind::Scalar { text, quoted: false } if text == "false" => Value::Bool(false),
        Kind::Scalar { text, .. } => Value::String(text.clone()),
        Kind::Sequence(nodes) => Value::Array(nodes.iter().map(json).collect()),
        Kind::Mapping(members) => {
            let members = members.iter().map(|(key, _, node)| (key.clone(), json(node)));
            Value::Object(members.collect::<Map<_, _>>())
        }
    }
}
