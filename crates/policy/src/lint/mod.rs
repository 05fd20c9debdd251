//! The linter: the known traps of policy documents, each under a code of its own.
//!
//! A document that parses may still not mean what its author wrote. [`lint`] names what is known
//! to go wrong, with the place, and `docs/lint.md` has an example of each code and of what to
//! write instead. It judges the one document before it, so it can say what looks wrong and never
//! that a set of policies is right.

mod actions;
mod app;
mod arn;
mod code;
mod conditions;
mod connect;
mod finding;
mod keys;
mod resource;
mod statements;
mod topics;
mod trust;
mod variables;
mod view;

pub use code::{Code, Severity};
pub use finding::Finding;

use crate::document::{Document, DocumentKind, Position, Span};
use finding::Findings;
use view::View;

/// The most findings that one document gets; the rest are left out.
pub const FINDINGS_MAX: usize = 100;

/// What a document is used for, where that is known: some traps are traps for one use only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentUse {
    /// Permissions of the role that a pool gives to guests.
    GuestRole,
    /// Permissions of the role that a pool gives to signed-in identities, or the AWS IoT policy
    /// of such an identity.
    SignedInRole,
    /// The AWS IoT policy of a certificate.
    DevicePolicy,
}

/// What is known to go wrong with a document, in the order of its text.
pub fn lint(document: &Document, usage: Option<DocumentUse>) -> Vec<Finding> {
    let view = View::new(document, usage);
    let mut findings = Findings::new(document);
    topics::check(&view, &mut findings);
    arn::check(&view, &mut findings);
    connect::check(&view, &mut findings);
    app::check(&view, &mut findings);
    variables::check(&view, &mut findings);
    conditions::check(&view, &mut findings);
    actions::check(&view, &mut findings);
    trust::check(&view, &mut findings);
    statements::check(&view, &mut findings);
    findings.sorted()
}

/// The same for a text that may not be a document at all.
pub fn lint_text(kind: DocumentKind, text: &str, usage: Option<DocumentUse>) -> Vec<Finding> {
    match Document::parse(kind, text) {
        Ok(document) => lint(&document, usage),
        Err(error) => {
            let start = Position { line: 1, column: 1 };
            let span = Span { start, end: start };
            vec![Finding { code: Code::MalformedDocument, message: error.to_string(), span }]
        }
    }
}
