//! The policy simulator: what policies would say to a request that nobody makes, asked of the same
//! engine that decides in earnest.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html>

mod arguments;
mod context_entries;
mod context_keys;
mod custom;
mod entity;
mod evaluation;
mod exclusions;
mod organization;
mod principal;
mod simulation;
pub(super) mod sources;
mod statements;
pub(super) mod subject;
mod templates;
#[cfg(test)]
mod tests;

use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    custom::visit(visitor);
    principal::visit(visitor);
    context_keys::visit(visitor);
}
