//! Names of resources: words of the language, each once for a kind.

use std::collections::{BTreeMap, BTreeSet};

/// The names that were given so far.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Taken names, as kind and name.
    taken: BTreeSet<(&'static str, String)>,
    /// Given names by what they were given for.
    given: BTreeMap<(&'static str, String), String>,
}

impl Names {
    /// The name of a resource that others refer to by `key`.
    pub(super) fn give(&mut self, kind: &'static str, key: &str, wanted: &str) -> String {
        let word = word(wanted);
        let numbered = (2_u32..).map(|number| format!("{word}_{number}"));
        let mut candidates = std::iter::once(word.clone()).chain(numbered);
        let free = candidates.find(|name| self.taken.insert((kind, name.clone())));
        let name = free.unwrap_or(word);
        self.given.insert((kind, key.to_owned()), name.clone());
        name
    }

    /// What an attribute of the resource of `key` is called, if there is such a resource.
    pub(super) fn attribute(
        &self,
        kind: &'static str,
        key: &str,
        attribute: &str,
    ) -> Option<String> {
        let name = self.given.get(&(kind, key.to_owned()))?;
        Some(format!("{kind}.{name}.{attribute}"))
    }
}

/// A text as a word of the language.
fn word(text: &str) -> String {
    let allowed = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let word: String = text.chars().map(allowed).collect();
    if word.starts_with(|first: char| first.is_ascii_alphabetic()) {
        word
    } else {
        format!("_{word}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words_and_each_is_given_once() {
        let mut names = Names::default();
        let mut give = |wanted: &str| names.give("aws_iot_thing", wanted, wanted);
        assert_eq!(give("lamp"), "lamp");
        assert_eq!(give("lamp:1"), "lamp_1");
        assert_eq!(give("lamp_1"), "lamp_1_2");
        assert_eq!(give("1"), "_1");
        assert_eq!(give(""), "_");
        assert_eq!(names.give("aws_iot_policy", "lamp", "lamp"), "lamp");
        let attribute = names.attribute("aws_iot_thing", "lamp_1", "name");
        assert_eq!(attribute.as_deref(), Some("aws_iot_thing.lamp_1_2.name"));
        assert_eq!(names.attribute("aws_iot_thing", "other", "name"), None);
    }
}
