//! Why a decision came out as it did, as plain data.

mod leg;
mod missing;
mod reference;
mod whom;

pub use reference::statements_of;

use crate::decision::{Decision, Leg, Outcome};
use crate::document::{Effect, Span};
use crate::resource::Reach;
use std::sync::Arc;

/// The most near misses that one leg reports.
pub const NEAR_MISSES_MAX: usize = 8;

/// The whole story of one decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The same decision that `decide` gives.
    pub decision: Decision,
    /// The action asked for.
    pub action: String,
    /// The resource asked for.
    pub resource: String,
    /// Every leg that bears on the request, in the order in which they are combined.
    pub legs: Vec<LegExplanation>,
}

/// What one leg said, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegExplanation {
    /// Which leg.
    pub leg: Leg,
    /// Its own outcome, before the legs are combined.
    pub outcome: Outcome,
    /// The number of policies in the leg: zero tells "nothing attached" from "nothing matched".
    pub policies: usize,
    /// The statement that allowed or denied; nothing on an implicit deny, or for the root.
    pub deciding: Option<StatementReference>,
    /// Every statement that matches the request, whatever its effect, in the order of the policies.
    pub matched: Vec<MatchedStatement>,
    /// Statements that would have allowed but for one element, closest first, at most
    /// [`NEAR_MISSES_MAX`]; empty when the leg allows.
    pub near_misses: Vec<NearMiss>,
    /// Variables without a value in statements that otherwise bear on the request.
    pub unresolved: Vec<String>,
    /// What the leg's `Allow` is worth beside the other legs: for the resource's policies only.
    pub reach: Option<Reach>,
    /// The smallest statement, as JSON, that would make this leg allow; only on an implicit deny.
    pub missing_statement: Option<String>,
}

/// A statement that matches a request, by its place among those of its leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MatchedStatement {
    /// The place of the policy among those of the leg, from zero.
    pub policy: usize,
    /// The statement's place in its document, from zero.
    pub statement: usize,
    /// What it does.
    pub effect: Effect,
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementReference {
    /// The policy's name.
    pub policy: Arc<str>,
    /// The policy's version, where it has versions.
    pub version: Option<Arc<str>>,
    /// The statement's id, where it has one.
    pub sid: Option<String>,
    /// The statement's place in its document, from zero.
    pub index: usize,
    /// What it does when it matches.
    pub effect: Effect,
    /// Where it stands in the document's text.
    pub span: Span,
}

/// A statement that failed by a single element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// The statement.
    pub statement: StatementReference,
    /// The element that failed.
    pub element: Element,
    /// Whether the document writes the element as its negation, such as `NotResource`: then what is
    /// seen is among what is expected not to be.
    pub negated: bool,
    /// What the element asks for, in the policy's own words.
    pub expected: Vec<String>,
    /// What the request had; empty when the context key is absent.
    pub seen: Vec<String>,
    /// Where the element stands in the document's text.
    pub span: Span,
}

/// An element of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// `Principal` or `NotPrincipal`.
    Principal,
    /// `Action` or `NotAction`.
    Action,
    /// `Resource` or `NotResource`.
    Resource,
    /// One key of one operator in `Condition`.
    Condition {
        /// The operator as written, such as `ForAnyValue:StringLike`.
        operator: String,
        /// The key as written.
        key: String,
    },
}
