//! Retained messages in the store: written in groups, acknowledged once a group is committed, and read
//! again when the server starts.

mod known;
mod records;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use daypass_broker::{ConnectionId, KeptMessage, Realm, Ticket};
use daypass_store::{PageLimit, Reads, Scope, Space, Store, StoreError, Writes};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

use super::command::Command;
use super::mailbox::Mailboxes;
use known::Known;

/// Messages that wait to be written; beyond it publishers are told that there is no room.
const WAITING_MESSAGES_MAX: usize = 8_192;
/// Bytes of them.
const WAITING_BYTES_MAX: usize = 64 << 20;
/// Messages of one group: each takes 17 of the writes that fit into a batch of the store.
const GROUP_MESSAGES_MAX: usize = 48;
/// Bytes from which on a group takes no more. With one more message it fits into a batch of the store.
const GROUP_BYTES_MAX: usize = 1 << 20;
/// What a message takes beside its payload.
const MESSAGE_BYTES: usize = 2_048;
/// How long the last group may take when the server goes.
const FINISH_MS_MAX: u64 = 2_000;

/// The way to the store.
#[derive(Clone, Debug)]
pub struct Keeping {
    queue: mpsc::Sender<Waiting>,
    /// Room for payloads, a permit for each byte.
    room: Arc<Semaphore>,
    store: Reading,
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
    /// Nothing where somebody only wants to know that everything before is written.
    kept: Option<KeptMessage>,
    told: Told,
    room: Option<OwnedSemaphorePermit>,
}

/// Who waits for a message to be stored.
#[derive(Debug)]
pub(crate) enum Told {
    /// Nobody.
    Nobody,
    /// A client of a reactor.
    Client(usize, ConnectionId, Ticket),
    /// Whoever published over HTTPS.
    Caller(oneshot::Sender<bool>),
}

impl Keeping {
    /// Reads what was retained before, and begins to write what comes. Must be called within tokio.
    pub async fn open(
        store: Arc<dyn Store>,
        mailboxes: Arc<Mailboxes>,
        now_ms: i64,
    ) -> Result<(Self, Vec<KeptMessage>), StoreError> {
        let mut retained = load(&*store).await?;
        let mut known = Known::default();
        for kept in &retained {
            known.note(kept);
        }
        retained.retain(|kept| is_current(kept, now_ms));
        let (queue, waiting) = mpsc::channel(WAITING_MESSAGES_MAX);
        let reading = Reading(Arc::clone(&store));
        tokio::spawn(serve(store, mailboxes, known, waiting));
        let room = Arc::new(Semaphore::new(WAITING_BYTES_MAX));
        Ok((Self { queue, room, store: reading }, retained))
    }

    /// Takes a message; false when there is no room for it.
    pub(crate) fn keep(&self, kept: KeptMessage, told: Told) -> bool {
        let bytes = u32::try_from(size(&kept)).unwrap_or(u32::MAX);
        let Ok(room) = Arc::clone(&self.room).try_acquire_many_owned(bytes) else { return false };
        self.queue.try_send(Waiting { kept: Some(kept), told, room: Some(room) }).is_ok()
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

    /// Waits until what was taken is written, once the reactors have ended.
    pub(crate) async fn finish(&self) {
        let (told, written) = oneshot::channel();
        let last = Waiting { kept: None, told: Told::Caller(told), room: None };
        let finished = async {
            if self.queue.send(last).await.is_ok() {
                // An end without an answer is an end.
                let _ = written.await;
            }
        };
        if tokio::time::timeout(Duration::from_millis(FINISH_MS_MAX), finished).await.is_err() {
            tracing::error!("retained messages are not written in time");
        }
    }
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

async fn serve(
    store: Arc<dyn Store>,
    mailboxes: Arc<Mailboxes>,
    mut known: Known,
    mut waiting: mpsc::Receiver<Waiting>,
) {
    while let Some(first) = waiting.recv().await {
        let mut bytes = first.kept.as_ref().map_or(0, size);
        let mut group = vec![first];
        while group.len() < GROUP_MESSAGES_MAX
            && bytes < GROUP_BYTES_MAX
            && let Ok(next) = waiting.try_recv()
        {
            bytes += next.kept.as_ref().map_or(0, size);
            group.push(next);
        }
        let done = commit(&*store, &mut known, &group).await;
        tell(&mailboxes, group, done).await;
    }
}

/// Writes a group; whether it is durable.
async fn commit(store: &dyn Store, known: &mut Known, group: &[Waiting]) -> bool {
    let mut writes = Writes::new();
    for kept in group.iter().filter_map(|waiting| waiting.kept.as_ref()) {
        if !known.note(kept) {
            continue;
        }
        let key = records::key(&kept.realm, &kept.topic);
        if kept.payload.is_empty() {
            writes.delete(&key);
        } else {
            writes.put(&key, &records::record(kept));
        }
    }
    if writes.is_empty() {
        return true;
    }
    let batch = Reads::new(store, Space::Sessions).into_batch(writes);
    match store.commit(Space::Sessions, batch).await {
        Ok(_) => true,
        Err(error) => {
            tracing::error!(%error, "retained messages could not be stored");
            false
        }
    }
}

/// Tells whoever waits, each reactor at once.
async fn tell(mailboxes: &Mailboxes, group: Vec<Waiting>, done: bool) {
    let mut clients: Vec<Vec<(ConnectionId, Ticket)>> = Vec::new();
    clients.resize_with(mailboxes.len(), Vec::new);
    for waiting in group {
        match waiting.told {
            Told::Nobody => {}
            Told::Client(reactor, connection, ticket) => {
                if let Some(clients) = clients.get_mut(reactor) {
                    clients.push((connection, ticket));
                }
            }
            // Whoever asked may have gone away meanwhile.
            Told::Caller(caller) => drop(caller.send(done)),
        }
        drop(waiting.room);
    }
    for (mailbox, clients) in mailboxes.iter().zip(clients) {
        if !clients.is_empty() && mailbox.offer(Command::Stored(clients, done)).await.is_err() {
            tracing::warn!("clients are not told that their messages are stored");
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
        assert_eq!(before, []);
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
        assert_eq!(again, [kept.clone(), fleeting, last.clone()]);
        let (keeping, again) = open(2_000).await.unwrap();
        assert_eq!(again, [kept, last]);
        // What is older than what was read does not replace it.
        assert!(keeping.keep(message("a/b", "first", 6), Told::Nobody));
        keeping.finish().await;
        let (_, again) = open(2_000).await.unwrap();
        assert_eq!(again.first().map(|kept| &*kept.payload), Some(b"second".as_slice()));
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
