//! Topics: who subscribed to what and what is retained in one realm on one reactor, and which are
//! reserved.

mod filter;
mod reserved;
mod retained;
mod subscribers;
mod tree;

pub(crate) use filter::{is_shared, levels, unshared};
pub(crate) use reserved::{Purpose, ShadowTopic, purpose};
pub(crate) use retained::{Retained, RetainedBounds};
pub(crate) use tree::{Granted, Match, Tree};
