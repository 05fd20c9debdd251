//! Writing what waits, many at once.

use std::sync::Arc;

use daypass_broker::{Change, Claim, ConnectionId, KeptMessage, Ticket};
use daypass_store::{Reads, Space, Store, Writes};
use tokio::sync::mpsc;

use super::known::Known;
use super::sessions::{self, Large};
use super::{Told, Waiting, Work, cost, records};
use crate::device::command::Command;
use crate::device::mailbox::Mailboxes;

/// Writes of one group. With those of one more change they fit into a batch of the store.
const GROUP_WRITES_MAX: usize = 800;
/// Bytes from which on a group takes no more. With one more message it fits into a batch of the store.
const GROUP_BYTES_MAX: usize = 1 << 20;

/// Whoever writes.
pub(super) struct Writer {
    pub(super) store: Arc<dyn Store>,
    pub(super) mailboxes: Arc<Mailboxes>,
    pub(super) known: Known,
    pub(super) large: Large,
}

/// How much of a batch something takes.
#[derive(Clone, Copy, Debug, Default)]
struct Cost {
    writes: usize,
    bytes: usize,
}

impl Cost {
    fn add(&mut self, other: Self) {
        self.writes += other.writes;
        self.bytes += other.bytes;
    }

    fn is_full(self) -> bool {
        self.writes >= GROUP_WRITES_MAX || self.bytes >= GROUP_BYTES_MAX
    }
}

impl Writer {
    /// Writes until nobody can ask any more.
    pub(super) async fn serve(mut self, mut waiting: mpsc::Receiver<Waiting>) {
        while let Some(first) = waiting.recv().await {
            let mut cost = self.cost(&first.work);
            let mut group = vec![first];
            while !cost.is_full()
                && let Ok(next) = waiting.try_recv()
            {
                cost.add(self.cost(&next.work));
                group.push(next);
            }
            let done = self.commit(&group).await;
            self.tell(group, done).await;
        }
    }

    fn cost(&self, work: &Work) -> Cost {
        match work {
            Work::Retained(kept) | Work::Expired(kept) => {
                let (writes, bytes) = cost::retained(kept);
                Cost { writes, bytes }
            }
            Work::Changes(changes) => {
                let mut cost = Cost::default();
                for change in changes {
                    cost.add(self.cost_of(change));
                }
                cost
            }
        }
    }

    fn cost_of(&self, change: &Change) -> Cost {
        let (writes, bytes) = cost::of(change, &self.large);
        Cost { writes, bytes }
    }

    /// Writes a group, at once unless it is larger than a batch may be; whether it is durable. That a
    /// message was received is written last, so that one that is larger comes twice rather than
    /// not at all when the server fails in between.
    async fn commit(&mut self, group: &[Waiting]) -> bool {
        let (mut writes, mut cost) = (Writes::new(), Cost::default());
        for waiting in group {
            match &waiting.work {
                Work::Retained(kept) => {
                    cost.add(self.cost(&waiting.work));
                    self.retain(kept, &mut writes);
                }
                Work::Expired(kept) => {
                    if self.known.end(kept) {
                        cost.add(self.cost(&waiting.work));
                        writes.delete(&records::key(&kept.realm, &kept.topic));
                    }
                }
                Work::Changes(changes) => {
                    let is_receipt = |change: &&Change| matches!(change, Change::Receive(..));
                    let receipts = changes.iter().filter(is_receipt);
                    let others = changes.iter().filter(|change| !is_receipt(change));
                    for change in others.chain(receipts) {
                        if cost.is_full() {
                            if !self.write(std::mem::take(&mut writes)).await {
                                return false;
                            }
                            cost = Cost::default();
                        }
                        cost.add(self.cost_of(change));
                        match change {
                            Change::Retain(kept) => self.retain(kept, &mut writes),
                            _ => sessions::write(change, &mut self.large, &mut writes),
                        }
                    }
                }
            }
        }
        self.write(writes).await
    }

    /// What a topic retains, unless something later is known.
    fn retain(&mut self, kept: &KeptMessage, writes: &mut Writes) {
        if !self.known.note(kept) {
            return;
        }
        let key = records::key(&kept.realm, &kept.topic);
        if kept.payload.is_empty() {
            writes.delete(&key);
        } else {
            writes.put(&key, &records::record(kept));
        }
    }

    async fn write(&self, writes: Writes) -> bool {
        if writes.is_empty() {
            return true;
        }
        let batch = Reads::new(&*self.store, Space::Sessions).into_batch(writes);
        match self.store.commit(Space::Sessions, batch).await {
            Ok(_) => true,
            Err(error) => {
                tracing::error!(%error, "retained messages and sessions could not be stored");
                false
            }
        }
    }

    /// Tells whoever waits, each reactor at once.
    async fn tell(&self, group: Vec<Waiting>, done: bool) {
        let reactors = self.mailboxes.len();
        let mut clients: Vec<Vec<(ConnectionId, Ticket)>> = vec![Vec::new(); reactors];
        let mut claims: Vec<Vec<Claim>> = vec![Vec::new(); reactors];
        for waiting in group {
            if let Work::Changes(changes) = &waiting.work {
                for claim in changes.iter().filter_map(Change::claim) {
                    if let Some(claims) = claims.get_mut(claim.reactor()) {
                        claims.push(claim);
                    }
                }
            }
            match waiting.told {
                Told::Nobody => {}
                Told::Client(reactor, connection, ticket) => {
                    if let Some(clients) = clients.get_mut(reactor) {
                        clients.push((connection, ticket));
                    }
                }
                Told::Clients(reactor, waiting) => {
                    if let Some(clients) = clients.get_mut(reactor) {
                        clients.extend(waiting);
                    }
                }
                // Whoever asked may have gone away meanwhile.
                Told::Caller(caller) => drop(caller.send(done)),
            }
            drop(waiting.room);
        }
        for ((mailbox, clients), claims) in self.mailboxes.iter().zip(clients).zip(claims) {
            let claimed = (!claims.is_empty()).then_some(Command::Journaled(claims, done));
            let stored = (!clients.is_empty()).then_some(Command::Stored(clients, done));
            for command in claimed.into_iter().chain(stored) {
                if mailbox.offer(command).await.is_err() && !mailbox.is_ending() {
                    tracing::warn!("clients are not told that their messages are stored");
                }
            }
        }
    }
}
