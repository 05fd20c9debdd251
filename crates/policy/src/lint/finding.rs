//! One thing that is wrong with a document, and the list of them.

use super::{Code, FINDINGS_MAX, Severity};
use crate::document::{Document, Span};
use crate::json::Extent;

/// Something that does not mean what it seems to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Which trap it is.
    pub code: Code,
    /// What happens with this document, in a sentence.
    pub message: String,
    /// Where it stands in the document's text.
    pub span: Span,
}

impl Finding {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// What to write instead.
    pub fn hint(&self) -> &'static str {
        self.code.hint()
    }
}

/// The findings of one document, each code at most once at one place.
pub(super) struct Findings<'d> {
    document: &'d Document,
    found: Vec<(Code, Extent, String)>,
}

impl<'d> Findings<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        Self { document, found: Vec::new() }
    }

    pub(super) fn add(&mut self, code: Code, at: Extent, message: impl Into<String>) {
        let again = self.found.iter().any(|(known, place, _)| *known == code && *place == at);
        if !again && !self.is_full() {
            self.found.push((code, at, message.into()));
        }
    }

    /// Whether nothing more is taken, so that looking on is of no use.
    pub(super) fn is_full(&self) -> bool {
        self.found.len() >= FINDINGS_MAX
    }

    pub(super) fn has(&self, code: Code) -> bool {
        self.found.iter().any(|(known, ..)| *known == code)
    }

    pub(super) fn sorted(mut self) -> Vec<Finding> {
        self.found.sort_by_key(|(code, at, _)| (at.start, at.end, *code));
        let document = self.document;
        let found = self.found.into_iter();
        found
            .map(|(code, at, message)| Finding { code, message, span: document.span(at) })
            .collect()
    }
}
