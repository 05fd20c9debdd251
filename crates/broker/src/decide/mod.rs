//! Decisions of one reactor: permission classes, what was decided for them, and denied deliveries.

mod action;
mod cache;
mod classes;
mod denials;
mod parts;

pub use action::Action;
pub(crate) use action::CONNECT;
pub(crate) use cache::Held;
pub use cache::{DecisionCache, Question};
pub use classes::ClassId;
pub(crate) use classes::Classes;
pub(crate) use denials::{Denial, Denials, Denied};
