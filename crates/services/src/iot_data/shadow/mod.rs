//! Device shadows: a document of what a device should be and what it says it is, and of the
//! difference.
//!
//! `json` and `number` are the values; `request`, `document`, `merge` and `stamps` are what an
//! update means; `message` is what clients read; none of them knows a store or a clock. `row` is
//! the store, `exchange` what a request does through whichever door, `operations` the HTTPS door,
//! `mqtt` the other one.

mod document;
mod error;
mod exchange;
mod json;
mod merge;
mod message;
mod mqtt;
mod name;
mod number;
mod operations;
mod request;
mod row;
mod stamps;
#[cfg(test)]
mod tests;

pub use mqtt::{ShadowMessage, ShadowOperation};

use crate::served::Visitor;

/// Shows the visitor every operation on shadows.
pub(super) fn visit(visitor: &mut impl Visitor) {
    operations::visit(visitor);
}
