//! The policy engine from outside: the decision table, a reference evaluator, and tables for
//! documents, conditions, trust and explanations.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets what it did not expect is to stop there"
)]

mod common;
mod conditions;
mod decision_rows;
mod decisions_page;
mod documents;
mod explained;
mod explanations;
mod generators;
mod lint;
mod permission_classes;
mod properties;
mod reference;
mod reference_legs;
mod resource_policies;
#[cfg(test)]
mod simulator;
mod trust;
