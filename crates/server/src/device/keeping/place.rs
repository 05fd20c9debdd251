//! A place in the queue of the store that a message has taken.

use std::fmt;
use std::sync::Arc;

use daypass_broker::{Change, Reservation};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::{Told, Waiting, Work};
use crate::device::command::Command;
use crate::device::mailbox::Mailboxes;

/// A place in the queue.
pub(super) struct Place {
    pub(super) permit: mpsc::OwnedPermit<Waiting>,
    pub(super) room: OwnedSemaphorePermit,
    pub(super) told: Told,
    pub(super) mailboxes: Arc<Mailboxes>,
}

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Place").field("told", &self.told).finish_non_exhaustive()
    }
}

impl Place {
    /// Tells whoever waits that there was nothing to store; gives back a client whose reactor is busy.
    fn tell(&mut self) -> Result<(), Told> {
        match std::mem::replace(&mut self.told, Told::Nobody) {
            Told::Client(reactor, connection, ticket) => {
                let stored = Command::Stored(vec![(connection, ticket)], true);
                let sent = self.mailboxes.get(reactor).is_some_and(|to| to.send(stored).is_ok());
                if sent { Ok(()) } else { Err(Told::Client(reactor, connection, ticket)) }
            }
            // Whoever asked may have gone away meanwhile.
            Told::Caller(caller) => {
                let _ = caller.send(true);
                Ok(())
            }
            Told::Nobody => Ok(()),
            clients @ Told::Clients(..) => Err(clients),
        }
    }
}

impl Reservation for Place {
    fn fulfil(mut self: Box<Self>, changes: Vec<Change>) {
        if changes.is_empty() {
            match self.tell() {
                Ok(()) => return,
                Err(told) => self.told = told,
            }
        }
        let Self { permit, room, told, .. } = *self;
        permit.send(Waiting { work: Work::Changes(changes), told, room: Some(room) });
    }
}
