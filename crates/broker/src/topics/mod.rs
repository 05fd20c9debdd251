//! Topics of one realm on one reactor: who subscribed to what, and what is retained.

mod filter;
mod retained;
mod tree;

pub(crate) use filter::levels;
pub(crate) use retained::{Retained, RetainedBounds};
pub(crate) use tree::{Granted, Match, Tree};
