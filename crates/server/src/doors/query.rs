//! The query of a request to a door.

use url::form_urlencoded::parse;

/// The most parameters that are read.
const PARAMETERS_MAX: usize = 16;

/// Names and values, decoded; of a repeated name the first counts.
#[derive(Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn read(query: &str) -> Self {
        let pairs = parse(query.as_bytes()).take(PARAMETERS_MAX);
        Self(pairs.map(|(name, value)| (name.into_owned(), value.into_owned())).collect())
    }

    /// The value of a parameter; an empty one counts as absent.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let pair = self.0.iter().find(|(found, _)| found == name)?;
        Some(pair.1.as_str()).filter(|value| !value.is_empty())
    }

    /// Whether a parameter is there, with or without a value.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(found, _)| found == name)
    }

    /// A number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.value(name)?.parse().ok()
    }
}
