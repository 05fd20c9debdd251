//! Retained messages, sessions and wills in the store: written in groups, acknowledged once a group is
//! committed, and read again when the server starts.

mod cost;
mod group;
mod known;
mod place;
mod records;
mod sessions;
mod wills;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use daypass_broker::{
    Change, ConnectionId, KeptMessage, Realm, Reservation, StoredSession, StoredWill, Ticket,
};
use daypass_store::{CommitError, PageLimit, Reads, Scope, Space, Store, StoreError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::mailbox::Mailboxes;
use group::Writer;
use known::Known;
use place::Place;

/// What waits to be written; beyond it publishers are told that there is no room.
const WAITING_MAX: usize = 8_192;
/// Bytes of it.
const WAITING_BYTES_MAX: usize = 64 << 20;
/// What a message takes beside its payload.
const MESSAGE_BYTES: usize = 2_048;
/// Retained messages that are looked at, at once, for those that have expired.
const SWEPT_MAX: usize = 200;
/// How long the last group may take when the server goes.
const FINISH_MS_MAX: u64 = 2_000;

/// The way to the store.
#[derive(Clone, Debug)]
pub struct Keeping {
    queue: mpsc::Sender<Waiting>,
    /// Room for payloads, a permit for each byte.
    room: Arc<Semaphore>,
    store: Reading,
    mailboxes: Arc<Mailboxes>,
}

/// What was stored before the server started.
#[derive(Debug, Default)]
pub struct Stored {
    /// What topics retain, without what has expired.
    pub retained: Vec<KeptMessage>,
    /// Sessions, whether they have ended or not.
    pub sessions: Vec<StoredSession>,
    /// Wills that were not sent.
    pub wills: Vec<StoredWill>,
}

/// The store, for reading.
#[derive(Clone)]
struct Reading(Arc<dyn Store>);

impl fmt::Debug for Reading {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Reading")
    }
}

/// What waits to be written.
#[derive(Debug)]
struct Waiting {
    work: Work,
    told: Told,
    room: Option<OwnedSemaphorePermit>,
}

/// What is to be written.
#[derive(Debug)]
enum Work {
    /// What a topic retains from now on.
    Retained(KeptMessage),
    /// What a topic retained has expired.
    Expired(KeptMessage),
    /// Changes of sessions, in their order. With none, somebody only wants to know that everything
    /// before is written.
    Changes(Vec<Change>),
}

/// Clients of a reactor, and what they wait for.
type Clients = Vec<(ConnectionId, Ticket)>;

/// Who waits for something to be stored.
#[derive(Debug)]
pub(crate) enum Told {
    /// Nobody.
    Nobody,
    /// A client of a reactor.
    Client(usize, ConnectionId, Ticket),
    /// Clients of a reactor.
    Clients(usize, Clients),
    /// Whoever published over HTTPS.
    Caller(oneshot::Sender<bool>),
}

impl Keeping {
    /// Reads what was stored before, and begins to write what comes. Must be called within tokio.
    pub async fn open(
        store: Arc<dyn Store>,
        mailboxes: Arc<Mailboxes>,
        now_ms: i64,
    ) -> Result<(Self, Stored), OpenKeepingError> {
        let mut retained = load(&*store).await?;
        let mut known = Known::default();
        for kept in &retained {
            known.note(kept);
        }
        retained.retain(|kept| is_current(kept, now_ms));
        let mut large = sessions::Large::default();
        let (sessions, strays) = sessions::load(&*store, &mut large).await?;
        let wills = wills::load(&*store, &mut large).await?;
        for writes in strays {
            let batch = Reads::new(&*store, Space::Sessions).into_batch(writes);
            store.commit(Space::Sessions, batch).await?;
        }
        let (queue, waiting) = mpsc::channel(WAITING_MAX);
        let reading = Reading(Arc::clone(&store));
        let writer = Writer { store, mailboxes: Arc::clone(&mailboxes), known, large };
        tokio::spawn(writer.serve(waiting));
        let room = Arc::new(Semaphore::new(WAITING_BYTES_MAX));
        Ok((Self { queue, room, store: reading, mailboxes }, Stored { retained, sessions, wills }))
    }

    /// Takes a message; false when there is no room for it.
    pub(crate) fn keep(&self, kept: KeptMessage, told: Told) -> bool {
        let Some(room) = self.room(size(&kept)) else { return false };
        let work = Work::Retained(kept);
        self.queue.try_send(Waiting { work, told, room: Some(room) }).is_ok()
    }

    /// A place in the queue for what is stored of a message of about so many bytes. Nothing when there
    /// is no room.
    pub(crate) fn reserve(&self, bytes: usize, told: Told) -> Option<Box<dyn Reservation>> {
        let room = self.room(bytes)?;
        let permit = self.queue.clone().try_reserve_owned().ok()?;
        Some(Box::new(Place { permit, room, told, mailboxes: Arc::clone(&self.mailboxes) }))
    }

    /// Takes the changes of one turn of a reactor, with its clients that wait for them; gives both back
    /// when there is no room.
    pub(crate) fn journal(
        &self,
        reactor: usize,
        changes: Vec<Change>,
        clients: Clients,
    ) -> Result<(), (Vec<Change>, Clients)> {
        let Ok(permit) = self.queue.try_reserve() else { return Err((changes, clients)) };
        let told = Told::Clients(reactor, clients);
        permit.send(Waiting { work: Work::Changes(changes), told, room: None });
        Ok(())
    }

    fn room(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        Arc::clone(&self.room).try_acquire_many_owned(bytes).ok()
    }

    /// What a topic retains in the store, unless that has expired.
    pub(crate) async fn kept(
        &self,
        realm: &Realm,
        topic: &str,
        now_ms: i64,
    ) -> Result<Option<KeptMessage>, StoreError> {
        let reads = Reads::new(&*self.store.0, Space::Sessions);
        let key = records::key(realm, topic);
        let record = reads.peek(&key).await?;
        let kept = record.and_then(|record| records::kept(&key, record));
        Ok(kept.filter(|kept| is_current(kept, now_ms)))
    }

    /// What the topics of a realm retain in the store from `resume` on, without what has expired;
    /// and where to go on.
    pub(crate) async fn all_kept(
        &self,
        realm: &Realm,
        resume: Option<&[u8]>,
        limit: PageLimit,
        now_ms: i64,
    ) -> Result<(Vec<KeptMessage>, Option<Bytes>), StoreError> {
        let reads = Reads::new(&*self.store.0, Space::Sessions);
        let page = reads.peek_page(&records::realm(realm), resume, limit).await?;
        let kept = page.records.into_iter().filter_map(|(key, record)| records::kept(&key, record));
        Ok((kept.filter(|kept| is_current(kept, now_ms)).collect(), page.next))
    }

    /// Sees to it that the store forgets what has expired among some of what is retained, from
    /// `resume` on; and where to go on.
    pub(crate) async fn sweep(
        &self,
        resume: Option<&[u8]>,
        now_ms: i64,
    ) -> Result<Option<Bytes>, StoreError> {
        let reads = Reads::new(&*self.store.0, Space::Sessions);
        let all = records::RETAINED.all(&Scope::GLOBAL);
        let page = reads.peek_page(&all, resume, PageLimit::records(SWEPT_MAX)).await?;
        let kept = page.records.into_iter().filter_map(|(key, record)| records::kept(&key, record));
        for expired in kept.filter(|kept| !is_current(kept, now_ms)) {
            let work = Work::Expired(expired);
            // It is written behind what came before it; a server that ends leaves it to the next one.
            if self.queue.send(Waiting { work, told: Told::Nobody, room: None }).await.is_err() {
                return Ok(None);
            }
        }
        Ok(page.next)
    }

    /// Waits until what was taken is written, once the reactors have ended.
    pub(crate) async fn finish(&self) {
        let (told, written) = oneshot::channel();
        let told = Told::Caller(told);
        let last = Waiting { work: Work::Changes(Vec::new()), told, room: None };
        let finished = async {
            if self.queue.send(last).await.is_ok() {
                // An end without an answer is an end.
                let _ = written.await;
            }
        };
        if tokio::time::timeout(Duration::from_millis(FINISH_MS_MAX), finished).await.is_err() {
            tracing::error!("retained messages and sessions are not written in time");
        }
    }
}

/// Why what is stored of retained messages and sessions cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenKeepingError {
    /// It cannot be read.
    #[error(transparent)]
    Read(#[from] StoreError),
    /// What is left of sessions that are over cannot be removed.
    #[error(transparent)]
    Write(#[from] CommitError),
}

fn is_current(kept: &KeptMessage, now_ms: i64) -> bool {
    kept.expires_at_ms.is_none_or(|at_ms| at_ms > now_ms)
}

fn size(kept: &KeptMessage) -> usize {
    MESSAGE_BYTES + kept.payload.len() + kept.properties.len()
}

/// Everything that is retained, expired or not.
async fn load(store: &dyn Store) -> Result<Vec<KeptMessage>, StoreError> {
    let reads = Reads::new(store, Space::Sessions);
    let all = records::RETAINED.all(&Scope::GLOBAL);
    let (mut retained, mut next) = (Vec::new(), None);
    loop {
        let page = reads.peek_page(&all, next.as_deref(), PageLimit::MAX).await?;
        for (key, record) in page.records {
            retained.extend(records::kept(&key, record));
        }
        next = page.next;
        if next.is_none() {
            return Ok(retained);
        }
    }
}

#[cfg(test)]
mod tests {
    use daypass_store::MemoryStore;

    use super::*;
    use crate::device::mailbox::Reactors;

    fn message(topic: &str, payload: &'static str, stamp: u64) -> KeptMessage {
        KeptMessage {
            realm: Arc::new(Realm::new("000000000000", "eu-west-1")),
            topic: topic.into(),
            payload: payload.into(),
            properties: Bytes::from_static(b"\x01\x01"),
            qos: 1,
            publisher: Some("somebody".into()),
            expires_at_ms: (topic == "fleeting").then_some(2_000),
            stamp: (stamp, 0),
        }
    }

    #[tokio::test]
    async fn what_was_kept_comes_back_and_what_was_cleared_or_is_over_does_not() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let reactors = Reactors::open(1).unwrap();
        let open = |now_ms| Keeping::open(store.clone(), reactors.mailboxes().clone(), now_ms);
        let (keeping, before) = open(1_000).await.unwrap();
        assert_eq!(before.retained, []);
        for (topic, payload, stamp) in [
            ("a/b", "second", 7),
            // An earlier one that another reactor sent later.
            ("a/b", "first", 6),
            ("cleared", "x", 8),
            ("cleared", "", 9),
            ("cleared", "late", 8),
            ("fleeting", "soon gone", 10),
        ] {
            assert!(keeping.keep(message(topic, payload, stamp), Told::Nobody));
        }
        let (told, stored) = oneshot::channel();
        assert!(keeping.keep(message("last", "x", 11), Told::Caller(told)));
        assert_eq!(stored.await, Ok(true));
        let kept = message("a/b", "second", 7);
        let (fleeting, last) = (message("fleeting", "soon gone", 10), message("last", "x", 11));
        let (_, again) = open(1_999).await.unwrap();
        assert_eq!(again.retained, [kept.clone(), fleeting, last.clone()]);
        let (keeping, again) = open(2_000).await.unwrap();
        assert_eq!(again.retained, [kept, last]);
        // What is older than what was read does not replace it.
        assert!(keeping.keep(message("a/b", "first", 6), Told::Nobody));
        keeping.finish().await;
        let (_, again) = open(2_000).await.unwrap();
        assert_eq!(again.retained.first().map(|kept| &*kept.payload), Some(b"second".as_slice()));
    }

    #[tokio::test]
    async fn what_is_retained_along_with_changes_keeps_its_place_among_other_messages() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let reactors = Reactors::open(1).unwrap();
        let open = || Keeping::open(store.clone(), reactors.mailboxes().clone(), 0);
        let (keeping, _) = open().await.unwrap();
        let retain = |topic, payload, stamp| {
            let change = Change::Retain(Box::new(message(topic, payload, stamp)));
            assert_eq!(keeping.journal(0, vec![change], Vec::new()), Ok(()));
        };
        retain("a", "second", 7);
        retain("a", "first", 6);
        assert!(keeping.keep(message("b", "second", 7), Told::Nobody));
        retain("b", "first", 6);
        retain("c", "x", 1);
        retain("c", "", 2);
        keeping.finish().await;
        let (_, again) = open().await.unwrap();
        assert_eq!(again.retained, [message("a", "second", 7), message("b", "second", 7)]);
    }

    #[tokio::test]
    async fn what_has_expired_is_forgotten_unless_something_later_was_kept() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let reactors = Reactors::open(1).unwrap();
        let (keeping, _) =
            Keeping::open(store.clone(), reactors.mailboxes().clone(), 0).await.unwrap();
        let fleeting = |topic: &str, stamp| KeptMessage {
            expires_at_ms: Some(2_000),
            ..message(topic, "soon gone", stamp)
        };
        let count = SWEPT_MAX as u64 + 50;
        for number in 0..count {
            let topic = format!("t/{number:04}");
            assert!(keeping.keep(fleeting(&topic, number + 1), Told::Nobody));
        }
        assert!(keeping.keep(message("lasting", "x", 1), Told::Nobody));
        keeping.finish().await;
        let sweep = async |now_ms| {
            let (mut next, mut pages) = (None, 0);
            loop {
                next = keeping.sweep(next.as_deref(), now_ms).await.unwrap();
                pages += 1;
                if next.is_none() {
                    break pages;
                }
            }
        };
        let topics = async || {
            let stored = load(&*store).await.unwrap();
            stored.into_iter().map(|kept| kept.topic.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(sweep(1_999).await, 2);
        keeping.finish().await;
        assert_eq!(topics().await.len() as u64, count + 1);
        // What comes while the sweep is under way stays.
        assert!(keeping.keep(message("t/0007", "later", count + 1), Told::Nobody));
        sweep(2_000).await;
        keeping.finish().await;
        assert_eq!(topics().await, ["lasting", "t/0007"]);
        // Nor does an earlier message that is late bring back what was forgotten.
        assert!(keeping.keep(fleeting("t/0008", 1), Told::Nobody));
        keeping.finish().await;
        assert_eq!(topics().await, ["lasting", "t/0007"]);
    }

    #[tokio::test]
    async fn there_is_room_for_so_many_bytes() {
        let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
        let reactors = Reactors::open(1).unwrap();
        let (keeping, _) = Keeping::open(store, reactors.mailboxes().clone(), 0).await.unwrap();
        let large = || KeptMessage { payload: vec![0; 1 << 20].into(), ..message("a", "", 1) };
        // Nothing is written until this test waits.
        let taken = (0..100).filter(|_| keeping.keep(large(), Told::Nobody)).count();
        assert_eq!(taken, 63);
        keeping.finish().await;
        assert!(keeping.keep(large(), Told::Nobody));
    }
}
