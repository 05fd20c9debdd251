//! Policy documents: text that has been checked against the grammar of its kind.

mod aws_principals;
mod located;
mod parse;
mod resource_format;
mod words;

pub(crate) use resource_format::check_resource;

use crate::json::Extent;
use crate::principal::{Principal, Principals};
use crate::statement::{Entries, Entry, Statement};
use crate::template::Keys;
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

/// The language version of a document; variables exist in the newer one only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Version {
    /// `2008-10-17`, or no `Version` at all: `${` is plain text.
    V2008,
    /// `2012-10-17`.
    V2012,
}

/// A checked policy document. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Document {
    parsed: Arc<Parsed>,
}

#[derive(Debug)]
struct Parsed {
    kind: DocumentKind,
    text: Box<str>,
    version: Version,
    statements: Vec<Statement>,
    keys: Keys,
}

impl Document {
    /// Checks `text` against the grammar of `kind`.
    pub fn parse(kind: DocumentKind, text: &str) -> Result<Self, DocumentError> {
        let (version, statements, keys) = parse::document(kind, text)?;
        let parsed = Parsed { kind, text: text.into(), version, statements, keys };
        Ok(Self { parsed: Arc::new(parsed) })
    }

    /// What the document is for.
    pub fn kind(&self) -> DocumentKind {
        self.parsed.kind
    }

    /// The text as it was given.
    pub fn text(&self) -> &str {
        &self.parsed.text
    }

    /// The language version.
    pub fn version(&self) -> Version {
        self.parsed.version
    }

    /// The number of characters as AWS counts them against its quotas: without white space, which
    /// is what JSON takes for it (RFC 8259, section 2), within strings too.
    pub fn size(&self) -> usize {
        self.text().chars().filter(|c| !matches!(c, ' ' | '\t' | '\n' | '\r')).count()
    }

    /// The rule that AWS adds for customer managed policies: the version must be `2012-10-17`.
    pub fn check_managed(&self) -> Result<(), DocumentError> {
        match self.version() {
            Version::V2012 => Ok(()),
            Version::V2008 => {
                Err(DocumentError::new("Policy document must be version 2012-10-17 or greater."))
            }
        }
    }

    /// The rules that IAM adds when a trust policy is saved: its actions are those of STS, everyone
    /// is written `{"AWS":"*"}`, not as a bare star, and providers have the form of one.
    pub fn check_trust(&self) -> Result<(), DocumentError> {
        let statements = || self.statements().iter();
        let of_sts = |entry: &Entry| {
            entry.written.get(..4).is_some_and(|vendor| vendor.eq_ignore_ascii_case("sts:"))
        };
        if !statements().flat_map(|statement| &statement.actions.list).all(of_sts) {
            return Err(DocumentError::new(words::STS_ALONE));
        }
        // A bare star is the only string that `Principal` takes.
        let bare = |listed: &Principals| {
            let written = self.text().get(listed.at.start as usize..listed.at.end as usize);
            written.is_some_and(|written| written.ends_with('"'))
        };
        let mut principals = statements().filter_map(|statement| statement.principals.as_ref());
        if principals.clone().any(bare) {
            let message = "AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".";
            return Err(DocumentError::new(message));
        }
        let named = |listed: &Principals| listed.listed.iter().all(Principal::names_a_provider);
        if principals.all(named) { Ok(()) } else { Err(DocumentError::new(words::NO_PROVIDER)) }
    }

    /// Whether the document lets `cognito-identity.amazonaws.com` in without pinning the
    /// identity pool: some `Allow` statement names it as `Federated` and no condition of that
    /// statement demands a value of `cognito-identity.amazonaws.com:aud`. Such a trust policy is
    /// a confused deputy and is refused on save.
    pub fn trusts_any_identity_pool(&self) -> bool {
        self.statements().iter().any(|statement| {
            let principals = statement.principals.as_ref();
            let cognito = principals.is_some_and(|principals| {
                principals.listed.contains(&Principal::Federated(COGNITO.into()))
            });
            let pins_pool = statement.conditions.iter().any(|condition| {
                self.keys().key(condition.key).is_some_and(|key| *key.name == *COGNITO_AUDIENCE)
                    && condition.pins_its_key()
            });
            cognito && statement.effect == Effect::Allow && !pins_pool
        })
    }

    /// Whether some statement allows an action of a service, whatever its conditions and what others
    /// deny. The service is named as in actions: `iot`, `s3`.
    pub fn allows_service(&self, service: &str) -> bool {
        let whole = |written: &str| written == "*" || written == "*:*";
        let within =
            |(vendor, _): &(&str, &str)| *vendor == "*" || vendor.eq_ignore_ascii_case(service);
        let opens = |actions: &Entries| {
            let listed = || actions.list.iter().map(|entry| &*entry.written);
            let mut named = listed().filter_map(|written| written.split_once(':')).filter(within);
            match (actions.negated, listed().any(whole)) {
                (negated, true) => !negated,
                (true, false) => !named.any(|(_, name)| name == "*"),
                (false, false) => named.next().is_some(),
            }
        };
        let mut allowing = self.statements().iter().filter(|one| one.effect == Effect::Allow);
        allowing.any(|statement| opens(&statement.actions))
    }

    /// Every context key that the document's conditions and variables mention, in lower case.
    pub fn context_keys(&self) -> impl Iterator<Item = &str> {
        self.keys().iter().map(|key| &*key.name)
    }

    /// The same keys as the document spells them; one that it spells in two cases comes once.
    pub fn mentioned_keys(&self) -> impl Iterator<Item = &str> {
        self.keys().iter().map(|key| &*key.written)
    }

    pub(crate) fn statements(&self) -> &[Statement] {
        &self.parsed.statements
    }

    pub(crate) fn keys(&self) -> &Keys {
        &self.parsed.keys
    }

    /// Whether AWS IoT's rules on variables hold, rather than IAM's.
    pub(crate) fn is_iot(&self) -> bool {
        self.kind() == DocumentKind::Iot
    }

    pub(crate) fn span(&self, at: Extent) -> Span {
        Span { start: self.position(at.start), end: self.position(at.end) }
    }

    fn position(&self, offset: u32) -> Position {
        position(self.text(), offset)
    }
}

/// The line and the column of a place in a text, given in bytes.
fn position(text: &str, offset: u32) -> Position {
    let before = text.get(..offset as usize).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.matches('\n').count() + 1;
    let column = before.get(line_start..).unwrap_or_default().chars().count() + 1;
    // Documents are bounded far below the range of u32.
    Position { line: u32::try_from(line).unwrap_or(0), column: u32::try_from(column).unwrap_or(0) }
}

const COGNITO: &str = "cognito-identity.amazonaws.com";
/// The key that names a Cognito identity's pool.
pub(crate) const COGNITO_AUDIENCE: &str = "cognito-identity.amazonaws.com:aud";
/// The key that says how a Cognito identity signed in; first of all, whether it did.
pub(crate) const COGNITO_METHODS: &str = "cognito-identity.amazonaws.com:amr";

/// Why a text is not a policy document. Displays AWS's message (`MalformedPolicyDocument` of
/// IAM, `MalformedPolicyException` of AWS IoT).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct DocumentError {
    message: String,
}

impl DocumentError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
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
