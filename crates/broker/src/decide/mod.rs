//! Decisions of one reactor: permission classes, what was decided for them, and denied deliveries.

mod action;
mod cache;
mod classes;
mod denials;

pub(crate) use action::{Action, CONNECT};
pub(crate) use cache::{DecisionCache, Question};
pub(crate) use classes::{ClassId, Classes};
pub(crate) use denials::{Denial, Denials, Denied};
