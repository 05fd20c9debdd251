//! Taking a mapping apart: known keys alone, each with the right sort of value.

use super::yaml::{Kind, Malformed, Node, Place};

/// The members of a mapping that were not taken yet.
pub(super) struct Fields<'n> {
    at: Place,
    rest: Vec<(&'n str, Place, &'n Node)>,
}

impl<'n> Fields<'n> {
    /// The members of `node`, which is `what` and has no others than the known ones.
    pub(super) fn of(node: &'n Node, what: &str, known: &[&str]) -> Result<Self, Malformed> {
        let Kind::Mapping(members) = &node.kind else {
            return Err(Malformed::new(node.at, format!("{what} is a mapping")));
        };
        if let Some((key, at, _)) = members.iter().find(|(key, ..)| !known.contains(&&**key)) {
            let known = known.join("`, `");
            let message = format!("`{key}` is not known here; known are `{known}`");
            return Err(Malformed::new(*at, message));
        }
        let rest = members.iter().map(|(key, at, value)| (key.as_str(), *at, value)).collect();
        Ok(Self { at: node.at, rest })
    }

    pub(super) fn take(&mut self, key: &str) -> Option<&'n Node> {
        let at = self.rest.iter().position(|(known, ..)| *known == key)?;
        Some(self.rest.swap_remove(at).2)
    }

    pub(super) fn need(&mut self, key: &str) -> Result<&'n Node, Malformed> {
        self.take(key).ok_or_else(|| Malformed::new(self.at, format!("`{key}` is missing")))
    }

    pub(super) fn text(&mut self, key: &str) -> Result<Option<&'n str>, Malformed> {
        self.take(key).map(|node| text(node, key)).transpose()
    }

    pub(super) fn needed_text(&mut self, key: &str) -> Result<&'n str, Malformed> {
        text(self.need(key)?, key)
    }

    /// A list of texts; one alone may stand without brackets.
    pub(super) fn texts(&mut self, key: &str) -> Result<Vec<(&'n str, Place)>, Malformed> {
        match self.take(key) {
            None => Ok(Vec::new()),
            Some(node) => {
                one_or_many(node).iter().map(|node| Ok((text(node, key)?, node.at))).collect()
            }
        }
    }

    pub(super) fn truth(&mut self, key: &str) -> Result<bool, Malformed> {
        let Some(node) = self.take(key) else { return Ok(false) };
        match text(node, key)? {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Malformed::new(node.at, format!("`{key}` is `true` or `false`"))),
        }
    }
}

/// A scalar that says something.
pub(super) fn text<'n>(node: &'n Node, what: &str) -> Result<&'n str, Malformed> {
    match &node.kind {
        Kind::Scalar { text, quoted } if *quoted || !matches!(&**text, "" | "~" | "null") => {
            Ok(text)
        }
        _ => Err(Malformed::new(node.at, format!("`{what}` is a text"))),
    }
}

/// A list may be written as its only value.
pub(super) fn one_or_many(node: &Node) -> &[Node] {
    match &node.kind {
        Kind::Sequence(nodes) => nodes,
        _ => std::slice::from_ref(node),
    }
}

/// Members whose names are the user's own.
pub(super) fn members<'n>(
    node: &'n Node,
    what: &str,
) -> Result<impl Iterator<Item = (&'n str, Place, &'n Node)>, Malformed> {
    match &node.kind {
        Kind::Mapping(members) => {
            Ok(members.iter().map(|(key, at, value)| (key.as_str(), *at, value)))
        }
        _ => Err(Malformed::new(node.at, format!("{what} is a mapping"))),
    }
}
