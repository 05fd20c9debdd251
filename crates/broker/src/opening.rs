//! A connection between two reactors: its CONNECT was read by one and belongs to another.

/// The CONNECT of a connection that moves to another reactor.
#[derive(Debug)]
pub struct Opening {}
