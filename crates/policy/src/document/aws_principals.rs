//! The principals that a document lists under `AWS`, as they are written there, and the same document
//! with other names for them.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Document;
use crate::json::{Extent, Kind, quote, read};

impl Document {
    /// The principals under `AWS` as they are written, in the order of the document. A star is none.
    pub fn aws_principals(&self) -> impl Iterator<Item = Cow<'_, str>> {
        self.places().filter_map(|(_, name)| name)
    }

    /// The text with new names for principals under `AWS`, by the names they have. Everything else
    /// stays as it is written.
    pub fn with_aws_principals(&self, names: &BTreeMap<String, String>) -> String {
        let (mut text, mut end) = (String::with_capacity(self.text().len()), 0);
        for (at, name) in self.places() {
            let Some(new) = name.and_then(|name| names.get(&*name)) else { continue };
            text += self.text().get(end..at.start as usize).unwrap_or_default();
            text += &quote(new);
            end = at.end as usize;
        }
        text + self.text().get(end..).unwrap_or_default()
    }

    fn places(&self) -> impl Iterator<Item = (Extent, Option<Cow<'_, str>>)> {
        let listed = self.statements().iter().filter_map(|statement| statement.principals.as_ref());
        listed.flat_map(|principals| &principals.aws).map(|at| (*at, self.string(*at)))
    }

    /// The string that stands there.
    fn string(&self, at: Extent) -> Option<Cow<'_, str>> {
        let written = self.text().get(at.start as usize..at.end as usize)?;
        match read(written).ok()?.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }
}
