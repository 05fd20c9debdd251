//! Changes of stored sessions: gathered over a turn, and handed over together.

use daypass_broker::{Change, ConnectionId, Ticket};

use crate::device::keeping::Keeping;

/// How many changes may wait for a store that is behind. Beyond it the reactor reads nothing more from
/// its clients.
const CHANGES_MAX: usize = 8_192;

/// What waits to be handed over.
#[derive(Debug, Default)]
pub(super) struct Journal {
    changes: Vec<Change>,
    clients: Vec<(ConnectionId, Ticket)>,
}

impl Journal {
    pub(super) fn push(&mut self, change: Change, waiting: Option<(ConnectionId, Ticket)>) {
        self.changes.push(change);
        self.clients.extend(waiting);
    }

    /// A client waits for all that was pushed.
    pub(super) fn wait(&mut self, connection: ConnectionId, ticket: Ticket) {
        self.clients.push((connection, ticket));
    }

    /// Hands over what waits, if there is room.
    pub(super) fn send(&mut self, reactor: usize, keeping: &Keeping) {
        if !self.is_waiting() {
            return;
        }
        let changes = std::mem::take(&mut self.changes);
        let clients = std::mem::take(&mut self.clients);
        if let Err((changes, clients)) = keeping.journal(reactor, changes, clients) {
            (self.changes, self.clients) = (changes, clients);
        }
    }

    pub(super) fn is_waiting(&self) -> bool {
        !(self.changes.is_empty() && self.clients.is_empty())
    }

    pub(super) fn is_congested(&self) -> bool {
        self.changes.len() >= CHANGES_MAX
    }
}
