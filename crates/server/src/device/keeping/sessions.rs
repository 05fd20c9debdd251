//! How sessions are stored. Field numbers and table numbers never change. All of it is in the space of
//! sessions.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::{
    Change, KeptMessage, Realm, SessionRecord, StoredDelivery, StoredSession, StoredSubscription,
};
use daypass_store::{
    Key, KeyPrefix, PageLimit, Reads, Record, Scope, Space, Store, StoreError, Table,
    VALUE_BYTES_MAX, Writes,
};

use super::records::{self, RetainedRecord};
use super::wills;

/// What a delivery takes in a value beside its payload and its properties, at most.
const DELIVERY_BYTES: usize = 8 << 10;
/// Writes that a large delivery takes, and its end.
pub(super) const LARGE_WRITES: usize = 17;

/// A session without what it holds; account, region and client id stand in the key.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct StoredRecord {
    /// What names the session in the other tables, 16 bytes.
    #[prost(bytes = "vec", tag = "1")]
    identifier: Vec<u8>,
    /// The principal that it belongs to.
    #[prost(string, tag = "2")]
    owner: String,
    /// Whether it is one of MQTT 5, and not of 3.1.1.
    #[prost(bool, tag = "3")]
    mqtt_5: bool,
    /// How long it outlives its connection, in milliseconds.
    #[prost(uint64, tag = "4")]
    expiry_ms: u64,
    /// When it ends, in milliseconds since 1970; nothing while the client is connected.
    #[prost(int64, optional, tag = "5")]
    ends_at_ms: Option<i64>,
}

/// A subscription; session and filter stand in the key.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct SubscriptionRecord {
    #[prost(uint32, tag = "1")]
    qos: u32,
    #[prost(bool, tag = "2")]
    no_local: bool,
    #[prost(bool, tag = "3")]
    retain_as_published: bool,
    #[prost(uint32, optional, tag = "4")]
    identifier: Option<u32>,
}

/// A message in a session; session and sequence stand in the key.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct DeliveryRecord {
    #[prost(message, optional, tag = "1")]
    message: Option<RetainedRecord>,
    #[prost(string, tag = "2")]
    account: String,
    #[prost(string, tag = "3")]
    region: String,
    #[prost(string, tag = "4")]
    topic: String,
    #[prost(bool, tag = "5")]
    published_retained: bool,
    #[prost(uint32, tag = "6")]
    qos: u32,
    #[prost(bool, tag = "7")]
    retain: bool,
    #[prost(uint32, repeated, tag = "8")]
    identifiers: Vec<u32>,
    #[prost(string, optional, tag = "9")]
    group: Option<String>,
    #[prost(uint32, optional, tag = "10")]
    packet_identifier: Option<u32>,
    #[prost(bool, tag = "11")]
    released: bool,
}

/// A packet identifier of QoS 2 that the client has used; session and identifier stand in the key.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct ReceivedRecord {}

/// Sessions: account, region, client id.
const SESSIONS: Table<StoredRecord, 3> = Table::global(88);
/// Subscriptions: session, filter.
const SUBSCRIPTIONS: Table<SubscriptionRecord, 2> = Table::global(89);
/// Messages that fit into one value: session, sequence.
const DELIVERIES: Table<DeliveryRecord, 2> = Table::global(90);
/// Messages that do not.
const LARGE_DELIVERIES: Table<DeliveryRecord, 2> = Table::global(91).split();
/// Packet identifiers that were received and not released: session, identifier.
const RECEIVED: Table<ReceivedRecord, 2> = Table::global(92);

/// Which messages are in the tables of large ones: by session and sequence, or by the will.
#[derive(Debug, Default)]
pub(super) struct Large(HashSet<(u128, u64)>);

impl Large {
    pub(super) fn holds(&self, of: u128, place: u64) -> bool {
        self.0.contains(&(of, place))
    }

    pub(super) fn note(&mut self, of: u128, place: u64) {
        self.0.insert((of, place));
    }

    /// Whether it was one of them.
    pub(super) fn forget(&mut self, of: u128, place: u64) -> bool {
        self.0.remove(&(of, place))
    }
}

fn session_key(realm: &Realm, client_id: &str) -> Key<StoredRecord> {
    SESSIONS.key(&Scope::GLOBAL, [realm.account(), realm.region(), client_id])
}

fn under<R: Record>(table: &Table<R, 2>, identifier: u128) -> KeyPrefix<R> {
    table.under(&Scope::GLOBAL, [identifier.to_be_bytes()])
}

fn key<R: Record>(table: &Table<R, 2>, identifier: u128, part: &[u8]) -> Key<R> {
    table.key(&Scope::GLOBAL, [identifier.to_be_bytes().as_slice(), part])
}

pub(super) fn is_large(delivery: &StoredDelivery) -> bool {
    let message = &delivery.message;
    let own = message.payload.len() + message.properties.len() + 5 * delivery.identifiers.len();
    own + DELIVERY_BYTES > VALUE_BYTES_MAX
}

/// Adds what a change writes.
pub(super) fn write(change: &Change, large: &mut Large, writes: &mut Writes) {
    match change {
        Change::Keep(record) => {
            writes.put(&session_key(&record.realm, &record.client_id), &stored_record(record));
        }
        Change::Discard(name, realm, client_id) => {
            writes.delete(&session_key(realm, client_id));
            remove_all(name.identifier(), writes);
            large.0.retain(|(session, _)| *session != name.identifier());
        }
        Change::Subscribe(name, subscription) => {
            let key = key(&SUBSCRIPTIONS, name.identifier(), subscription.filter.as_bytes());
            writes.put(&key, &subscription_record(subscription));
        }
        Change::Unsubscribe(name, filter) => {
            writes.delete(&key(&SUBSCRIPTIONS, name.identifier(), filter.as_bytes()));
        }
        Change::Queue(name, delivery) => put(name.identifier(), delivery, large, writes),
        Change::Release(name, delivery) => {
            remove(name.identifier(), delivery.sequence, large, writes);
            put(name.identifier(), delivery, large, writes);
        }
        Change::Finish(name, sequence) => remove(name.identifier(), *sequence, large, writes),
        Change::Receive(name, packet) => {
            let packet = packet.get().to_be_bytes();
            writes.put(&key(&RECEIVED, name.identifier(), &packet), &ReceivedRecord {});
        }
        Change::Forget(name, packet) => {
            writes.delete(&key(&RECEIVED, name.identifier(), &packet.get().to_be_bytes()));
        }
        Change::KeepWill(will) => wills::keep(will, large, writes),
        Change::DelayWill(identifier, at_ms) => wills::delay(*identifier, *at_ms, writes),
        // The writer sees to it, who knows what topics retain.
        Change::Retain(_) => {}
        Change::DropWill(identifier) => wills::end(*identifier, large, writes),
    }
}

pub(super) fn put(
    session: u128,
    delivery: &StoredDelivery,
    large: &mut Large,
    writes: &mut Writes,
) {
    let table = if is_large(delivery) {
        large.note(session, delivery.sequence);
        &LARGE_DELIVERIES
    } else {
        &DELIVERIES
    };
    let key = key(table, session, &delivery.sequence.to_be_bytes());
    writes.put(&key, &delivery_record(delivery));
}

fn remove(session: u128, sequence: u64, large: &mut Large, writes: &mut Writes) {
    let was_large = large.forget(session, sequence);
    let table = if was_large { &LARGE_DELIVERIES } else { &DELIVERIES };
    writes.delete(&key(table, session, &sequence.to_be_bytes()));
}

fn remove_all(session: u128, writes: &mut Writes) {
    writes.delete_range(&under(&SUBSCRIPTIONS, session));
    writes.delete_range(&under(&DELIVERIES, session));
    writes.delete_range(&under(&LARGE_DELIVERIES, session));
    writes.delete_range(&under(&RECEIVED, session));
}

/// Everything that is stored of sessions; and what is left of sessions that are not, to be removed.
pub(super) async fn load(
    store: &dyn Store,
    large: &mut Large,
) -> Result<(Vec<StoredSession>, Vec<Writes>), StoreError> {
    let mut sessions: HashMap<u128, StoredSession> = HashMap::new();
    let mut strays: HashSet<u128> = HashSet::new();
    for (key, record) in all(store, &SESSIONS).await? {
        if let Some(record) = session(&key, record) {
            let empty = StoredSession {
                record,
                subscriptions: Vec::new(),
                deliveries: Vec::new(),
                received: Vec::new(),
            };
            sessions.insert(empty.record.identifier, empty);
        }
    }
    for (key, record) in all(store, &SUBSCRIPTIONS).await? {
        let Some((identifier, filter)) = parts(&SUBSCRIPTIONS, &key) else { continue };
        match (sessions.get_mut(&identifier), std::str::from_utf8(filter)) {
            (Some(session), Ok(filter)) => {
                session.subscriptions.push(subscription(filter, &record));
            }
            _ => drop(strays.insert(identifier)),
        }
    }
    for (table, is_large) in [(&DELIVERIES, false), (&LARGE_DELIVERIES, true)] {
        for (key, record) in all(store, table).await? {
            let Some((identifier, sequence)) = parts(table, &key) else { continue };
            let sequence = sequence.try_into().map(u64::from_be_bytes);
            let Some((session, sequence)) = sessions.get_mut(&identifier).zip(sequence.ok()) else {
                strays.insert(identifier);
                continue;
            };
            if is_large {
                large.note(identifier, sequence);
            }
            session.deliveries.extend(delivery(sequence, record));
        }
    }
    for (key, _) in all(store, &RECEIVED).await? {
        let Some((identifier, packet)) = parts(&RECEIVED, &key) else { continue };
        let packet = packet.try_into().map(u16::from_be_bytes);
        match (sessions.get_mut(&identifier), packet) {
            (Some(session), Ok(packet)) => session.received.push(packet),
            _ => drop(strays.insert(identifier)),
        }
    }
    let mut sessions: Vec<StoredSession> = sessions.into_values().collect();
    for session in &mut sessions {
        session.deliveries.sort_by_key(|delivery| delivery.sequence);
    }
    let removed = strays.into_iter().map(|stray| {
        let mut writes = Writes::new();
        remove_all(stray, &mut writes);
        writes
    });
    Ok((sessions, removed.collect()))
}

pub(super) async fn all<R: Record, const PARTS: usize>(
    store: &dyn Store,
    table: &Table<R, PARTS>,
) -> Result<Vec<(Key<R>, R)>, StoreError> {
    let reads = Reads::new(store, Space::Sessions);
    let all = table.all(&Scope::GLOBAL);
    let (mut found, mut next) = (Vec::new(), None);
    loop {
        let page = reads.peek_page(&all, next.as_deref(), PageLimit::MAX).await?;
        found.extend(page.records);
        next = page.next;
        if next.is_none() {
            return Ok(found);
        }
    }
}

fn parts<'k, R: Record>(table: &Table<R, 2>, key: &'k Key<R>) -> Option<(u128, &'k [u8])> {
    let [identifier, part] = table.parts(key)?;
    Some((u128::from_be_bytes(identifier.try_into().ok()?), part))
}

fn stored_record(record: &SessionRecord) -> StoredRecord {
    StoredRecord {
        identifier: record.identifier.to_be_bytes().to_vec(),
        owner: record.owner.as_ref().to_owned(),
        mqtt_5: record.mqtt_5,
        expiry_ms: record.expiry_ms,
        ends_at_ms: record.ends_at_ms,
    }
}

fn session(key: &Key<StoredRecord>, record: StoredRecord) -> Option<SessionRecord> {
    let text = |part: &[u8]| std::str::from_utf8(part).ok().map(str::to_owned);
    let [account, region, client_id] = SESSIONS.parts(key)?.map(text);
    Some(SessionRecord {
        realm: Arc::new(Realm::new(&account?, &region?)),
        client_id: client_id?.into(),
        identifier: u128::from_be_bytes(record.identifier.try_into().ok()?),
        owner: record.owner.into(),
        mqtt_5: record.mqtt_5,
        expiry_ms: record.expiry_ms,
        ends_at_ms: record.ends_at_ms,
    })
}

fn subscription_record(subscription: &StoredSubscription) -> SubscriptionRecord {
    SubscriptionRecord {
        qos: u32::from(subscription.qos),
        no_local: subscription.no_local,
        retain_as_published: subscription.retain_as_published,
        identifier: subscription.identifier,
    }
}

fn subscription(filter: &str, record: &SubscriptionRecord) -> StoredSubscription {
    StoredSubscription {
        filter: filter.into(),
        qos: u8::try_from(record.qos).unwrap_or_default(),
        no_local: record.no_local,
        retain_as_published: record.retain_as_published,
        identifier: record.identifier,
    }
}

fn delivery_record(delivery: &StoredDelivery) -> DeliveryRecord {
    let realm = &delivery.message.realm;
    DeliveryRecord {
        message: Some(records::record(&delivery.message)),
        account: realm.account().to_owned(),
        region: realm.region().to_owned(),
        topic: delivery.message.topic.as_ref().to_owned(),
        published_retained: delivery.published_retained,
        qos: u32::from(delivery.qos),
        retain: delivery.retain,
        identifiers: delivery.identifiers.clone(),
        group: delivery.group.as_deref().map(str::to_owned),
        packet_identifier: delivery.packet_identifier.map(u32::from),
        released: delivery.released,
    }
}

fn delivery(sequence: u64, record: DeliveryRecord) -> Option<StoredDelivery> {
    let message = record.message?;
    Some(StoredDelivery {
        sequence,
        message: KeptMessage {
            realm: Arc::new(Realm::new(&record.account, &record.region)),
            topic: record.topic.into(),
            payload: Bytes::from(message.payload),
            properties: Bytes::from(message.properties),
            qos: u8::try_from(message.qos).ok()?,
            publisher: message.publisher.map(Into::into),
            expires_at_ms: message.expires_at_ms,
            stamp: (message.stamp, message.stamp_reactor),
        },
        published_retained: record.published_retained,
        qos: u8::try_from(record.qos).ok()?,
        retain: record.retain,
        identifiers: record.identifiers,
        group: record.group.map(Into::into),
        packet_identifier: record.packet_identifier.and_then(|id| u16::try_from(id).ok()),
        released: record.released,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use daypass_store::MemoryStore;

    use super::*;

    const SESSION: u128 = 7;

    fn kept(client_id: &str) -> SessionRecord {
        SessionRecord {
            realm: Arc::new(Realm::new("000000000000", "eu-west-1")),
            client_id: client_id.into(),
            identifier: SESSION,
            owner: "somebody".into(),
            mqtt_5: true,
            expiry_ms: 3_600_000,
            ends_at_ms: Some(5),
        }
    }

    fn waiting(sequence: u64, payload_bytes: usize) -> StoredDelivery {
        StoredDelivery {
            sequence,
            message: KeptMessage {
                realm: Arc::new(Realm::new("000000000000", "eu-west-1")),
                topic: "a/b".into(),
                payload: vec![1; payload_bytes].into(),
                properties: Bytes::from_static(b"\x01\x01"),
                qos: 2,
                publisher: Some("another".into()),
                expires_at_ms: Some(9),
                stamp: (1, 2),
            },
            published_retained: true,
            qos: 2,
            retain: true,
            identifiers: vec![3, 268_435_455],
            group: Some("$share/group/a/b".into()),
            packet_identifier: Some(4),
            released: false,
        }
    }

    /// Commits what `write` writes.
    pub(crate) async fn apply(store: &MemoryStore, write: impl FnOnce(&mut Writes)) {
        let mut writes = Writes::new();
        write(&mut writes);
        let batch = Reads::new(store, Space::Sessions).into_batch(writes);
        store.commit(Space::Sessions, batch).await.unwrap();
    }

    #[tokio::test]
    async fn a_session_comes_back_whole_and_what_belongs_to_none_goes() {
        let store = MemoryStore::new();
        let mut large = Large::default();
        let deliveries = [waiting(1, 10), waiting(2, 1 << 20), waiting(300, 0)];
        apply(&store, |writes| {
            write(&Change::Keep(kept("x")), &mut large, writes);
            for delivery in deliveries.iter().rev() {
                put(SESSION, delivery, &mut large, writes);
            }
            // Of sessions that were never kept.
            put(8, &waiting(1, 1), &mut large, writes);
            put(9, &waiting(1, 200_000), &mut large, writes);
        })
        .await;
        let mut large = Large::default();
        let (sessions, strays) = load(&store, &mut large).await.unwrap();
        let [session] = sessions.as_slice() else { panic!("{sessions:?}") };
        assert_eq!(session.record, kept("x"));
        assert_eq!(session.deliveries, deliveries);
        assert_eq!(strays.len(), 2);
        for stray in strays {
            apply(&store, |writes| *writes = stray).await;
        }
        // A large one is found again, and gone when it is done with.
        apply(&store, |writes| {
            for sequence in [2, 300] {
                remove(SESSION, sequence, &mut large, writes);
            }
        })
        .await;
        let (sessions, strays) = load(&store, &mut Large::default()).await.unwrap();
        assert!(strays.is_empty());
        assert_eq!(sessions[0].deliveries, deliveries[..1]);
        apply(&store, |writes| remove_all(SESSION, writes)).await;
        let (sessions, _) = load(&store, &mut Large::default()).await.unwrap();
        assert_eq!(sessions[0].deliveries, []);
    }
}
