//! A connection between two reactors: its CONNECT was read by one and belongs to another.

use crate::connection::Opened;
use std::fmt;

/// The CONNECT of a connection that moves to another reactor.
pub struct Opening {
    pub(crate) opened: Box<Opened>,
}

impl fmt::Debug for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Opening").field("client_id", &self.opened.client_id).finish_non_exhaustive()
    }
}
