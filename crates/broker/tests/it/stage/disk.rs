//! Where brokers store sessions: changes that wait, and what they have made of the store.

use daypass_broker::{
    Change, ConnectionId, KeptMessage, Reservation, SessionName, StoredDelivery, StoredSession,
    StoredSubscription, StoredWill, Ticket,
};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex};

/// Changes that are stored together, and who waits for it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) changes: Vec<Change>,
    pub(crate) waiting: Option<(usize, ConnectionId, Ticket)>,
}

/// Changes on their way to the store.
#[derive(Clone, Debug, Default)]
pub(crate) struct Journal {
    entries: Arc<Mutex<VecDeque<Entry>>>,
}

impl Journal {
    pub(crate) fn push(&self, entry: Entry) {
        self.entries.lock().unwrap().push_back(entry);
    }

    pub(crate) fn pop(&self) -> Option<Entry> {
        self.entries.lock().unwrap().pop_front()
    }

    pub(crate) fn changes(&self) -> Vec<Vec<Change>> {
        self.entries.lock().unwrap().iter().map(|entry| entry.changes.clone()).collect()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.lock().unwrap().is_empty()
    }
}

/// A place that a message has taken in the order.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) journal: Journal,
    pub(crate) waiting: Option<(usize, ConnectionId, Ticket)>,
}

impl Reservation for Place {
    fn fulfil(self: Box<Self>, changes: Vec<Change>) {
        self.journal.push(Entry { changes, waiting: self.waiting });
    }
}

/// What a store that is broken forgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Forgets {
    Queue,
    Receive,
    Release,
    KeepWill,
    DropWill,
}

/// What is stored.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    forgets: Option<Forgets>,
    sessions: BTreeMap<u128, StoredSession>,
    wills: BTreeMap<u128, StoredWill>,
    /// What topics retain.
    pub(crate) retained: Vec<KeptMessage>,
    /// The payloads of all wills that ever were stored.
    left: BTreeSet<Vec<u8>>,
}

impl Disk {
    /// A store that is broken, or none.
    pub(crate) fn forgetting(forgets: Option<Forgets>) -> Self {
        Self { forgets, ..Self::default() }
    }

    /// Stores a change. What comes for a session that is not there is of no use to anybody.
    pub(crate) fn apply(&mut self, change: &Change) {
        let kind = kind(change);
        if let Change::KeepWill(will) = change {
            self.left.insert(will.payload.to_vec());
        }
        if kind.is_some() && kind == self.forgets {
            return;
        }
        let of = |name: &SessionName| name.identifier();
        match change {
            Change::Keep(record) => {
                let same = |stored: &StoredSession| {
                    stored.record.client_id == record.client_id
                        && stored.record.realm == record.realm
                        && stored.record.identifier != record.identifier
                };
                self.sessions.retain(|_, stored| !same(stored));
                let empty = StoredSession {
                    record: record.clone(),
                    subscriptions: Vec::new(),
                    deliveries: Vec::new(),
                    received: Vec::new(),
                };
                let stored = self.sessions.entry(record.identifier).or_insert(empty);
                stored.record = record.clone();
            }
            Change::Discard(name, ..) => drop(self.sessions.remove(&of(name))),
            Change::Subscribe(name, subscription) => self.change(of(name), |stored| {
                unsubscribe(stored, &subscription.filter);
                stored.subscriptions.push(subscription.clone());
            }),
            Change::Unsubscribe(name, filter) => {
                self.change(of(name), |stored| unsubscribe(stored, filter));
            }
            Change::Queue(name, delivery) => {
                self.change(of(name), |stored| stored.deliveries.push(delivery.clone()));
            }
            Change::Release(name, delivery) => self.change(of(name), |stored| {
                let same = |other: &&mut StoredDelivery| other.sequence == delivery.sequence;
                if let Some(queued) = stored.deliveries.iter_mut().find(same) {
                    *queued = delivery.clone();
                }
            }),
            Change::Finish(name, sequence) => self.change(of(name), |stored| {
                stored.deliveries.retain(|delivery| delivery.sequence != *sequence);
            }),
            Change::Receive(name, identifier) => {
                self.change(of(name), |stored| stored.received.push(identifier.get()));
            }
            Change::Retain(kept) => self.retained.push((**kept).clone()),
            Change::Forget(name, identifier) => self.change(of(name), |stored| {
                stored.received.retain(|received| *received != identifier.get());
            }),
            Change::KeepWill(will) => drop(self.wills.insert(will.identifier, (**will).clone())),
            Change::DelayWill(identifier, at_ms) => {
                if let Some(will) = self.wills.get_mut(identifier) {
                    will.due_at_ms = Some(*at_ms);
                }
            }
            Change::DropWill(identifier) => drop(self.wills.remove(identifier)),
        }
    }

    /// What comes back after the server failed.
    pub(crate) fn sessions(&self) -> Vec<StoredSession> {
        let sorted = |stored: &StoredSession| {
            let mut stored = stored.clone();
            stored.deliveries.sort_by_key(|delivery| delivery.sequence);
            stored
        };
        self.sessions.values().map(sorted).collect()
    }

    /// The wills that are not sent yet.
    pub(crate) fn wills(&self) -> Vec<StoredWill> {
        self.wills.values().cloned().collect()
    }

    /// Whether a will of this payload was stored at any time.
    pub(crate) fn was_left(&self, payload: &str) -> bool {
        self.left.contains(payload.as_bytes())
    }

    /// How many messages wait in the sessions.
    pub(crate) fn deliveries(&self) -> usize {
        self.sessions.values().map(|stored| stored.deliveries.len()).sum()
    }

    fn change(&mut self, identifier: u128, change: impl FnOnce(&mut StoredSession)) {
        if let Some(stored) = self.sessions.get_mut(&identifier) {
            change(stored);
        }
    }
}

/// What a broken store may forget of it.
fn kind(change: &Change) -> Option<Forgets> {
    match change {
        Change::Queue(..) => Some(Forgets::Queue),
        Change::Receive(..) => Some(Forgets::Receive),
        Change::Release(..) => Some(Forgets::Release),
        Change::KeepWill(..) => Some(Forgets::KeepWill),
        Change::DropWill(..) => Some(Forgets::DropWill),
        _ => None,
    }
}

fn unsubscribe(stored: &mut StoredSession, filter: &str) {
    stored.subscriptions.retain(|other: &StoredSubscription| *other.filter != *filter);
}
