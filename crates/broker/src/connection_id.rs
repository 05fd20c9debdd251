//! The names of connections within one broker.

use crate::slots::SlotKey;

/// A connection of one broker. It is never used again for another connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectionId {
    slot: u32,
    generation: u32,
}

impl ConnectionId {
    /// The place of the connection in a dense table. It is used again after the connection was
    /// closed or moved.
    pub fn slot(self) -> usize {
        self.slot as usize
    }
}

impl SlotKey for ConnectionId {
    fn new(slot: u32, generation: u32) -> Self {
        Self { slot, generation }
    }

    fn slot(self) -> u32 {
        self.slot
    }

    fn generation(self) -> u32 {
        self.generation
    }
}
