//! How wills are stored. Field numbers and table numbers never change. All of it is in the space of
//! sessions.

use std::collections::HashMap;
use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::{Realm, StoredWill};
use daypass_store::{Key, Record, Scope, Store, StoreError, Table, VALUE_BYTES_MAX, Writes};

use super::sessions::{LARGE_WRITES, Large, all};

/// What a will takes in a value beside its payload, its properties and its client, at most.
const WILL_BYTES: usize = 8 << 10;
/// Stands where the sequence of a delivery does among what is large.
const WILL: u64 = 0;

/// A will; its identifier stands in the key.
#[derive(Clone, PartialEq, prost::Message)]
struct WillRecord {
    /// What names the session of its client, 16 bytes.
    #[prost(bytes = "vec", tag = "1")]
    session: Vec<u8>,
    #[prost(string, tag = "2")]
    account: String,
    #[prost(string, tag = "3")]
    region: String,
    #[prost(string, tag = "4")]
    client_id: String,
    /// Whoever left it.
    #[prost(bytes = "vec", tag = "5")]
    holder: Vec<u8>,
    #[prost(string, tag = "6")]
    topic: String,
    #[prost(bytes = "vec", tag = "7")]
    payload: Vec<u8>,
    /// The properties that all receivers share, as MQTT 5 encodes them.
    #[prost(bytes = "vec", tag = "8")]
    properties: Vec<u8>,
    #[prost(uint32, optional, tag = "9")]
    message_expiry_seconds: Option<u32>,
    /// 0 to 2.
    #[prost(uint32, tag = "10")]
    qos: u32,
    #[prost(bool, tag = "11")]
    retain: bool,
    /// How long it waits for its client, in milliseconds.
    #[prost(uint64, tag = "12")]
    delay_ms: u64,
}

/// When a will is sent whose client is gone; its identifier stands in the key.
#[derive(Clone, PartialEq, prost::Message)]
struct DueRecord {
    /// In milliseconds since 1970.
    #[prost(int64, tag = "1")]
    at_ms: i64,
}

/// Wills that fit into one value, by their identifiers.
const WILLS: Table<WillRecord> = Table::global(93);
/// Wills that do not.
const LARGE_WILLS: Table<WillRecord> = Table::global(94).split();
/// When wills are sent.
const DUE: Table<DueRecord> = Table::global(95);

fn key<R: Record>(table: &Table<R>, identifier: u128) -> Key<R> {
    table.key(&Scope::GLOBAL, [identifier.to_be_bytes()])
}

fn is_large(will: &StoredWill) -> bool {
    bytes(will) > VALUE_BYTES_MAX
}

fn bytes(will: &StoredWill) -> usize {
    WILL_BYTES + will.payload.len() + will.properties.len() + will.holder.len()
}

/// How many writes a will takes, and about how many bytes.
pub(super) fn cost(will: &StoredWill) -> (usize, usize) {
    (if is_large(will) { LARGE_WRITES } else { 1 }, bytes(will))
}

/// How many writes the end of a will takes, and about how many bytes.
pub(super) fn end_cost(identifier: u128, large: &Large) -> (usize, usize) {
    (if large.holds(identifier, WILL) { LARGE_WRITES + 1 } else { 2 }, 1 << 10)
}

pub(super) fn keep(will: &StoredWill, large: &mut Large, writes: &mut Writes) {
    let table = if is_large(will) {
        large.note(will.identifier, WILL);
        &LARGE_WILLS
    } else {
        &WILLS
    };
    writes.put(&key(table, will.identifier), &record(will));
}

pub(super) fn delay(identifier: u128, at_ms: i64, writes: &mut Writes) {
    writes.put(&key(&DUE, identifier), &DueRecord { at_ms });
}

pub(super) fn end(identifier: u128, large: &mut Large, writes: &mut Writes) {
    let table = if large.forget(identifier, WILL) { &LARGE_WILLS } else { &WILLS };
    writes.delete(&key(table, identifier));
    writes.delete(&key(&DUE, identifier));
}

/// Every will that is stored.
pub(super) async fn load(
    store: &dyn Store,
    large: &mut Large,
) -> Result<Vec<StoredWill>, StoreError> {
    let mut due: HashMap<u128, i64> = HashMap::new();
    for (key, record) in all(store, &DUE).await? {
        due.extend(identifier(&DUE, &key).map(|identifier| (identifier, record.at_ms)));
    }
    let mut wills = Vec::new();
    for (table, is_large) in [(&WILLS, false), (&LARGE_WILLS, true)] {
        for (key, record) in all(store, table).await? {
            let Some(identifier) = identifier(table, &key) else { continue };
            if is_large {
                large.note(identifier, WILL);
            }
            wills.extend(will(identifier, due.remove(&identifier), record));
        }
    }
    Ok(wills)
}

fn identifier<R: Record>(table: &Table<R>, key: &Key<R>) -> Option<u128> {
    let [identifier] = table.parts(key)?;
    Some(u128::from_be_bytes(identifier.try_into().ok()?))
}

fn record(will: &StoredWill) -> WillRecord {
    WillRecord {
        session: will.session.to_be_bytes().to_vec(),
        account: will.realm.account().to_owned(),
        region: will.realm.region().to_owned(),
        client_id: will.client_id.as_ref().to_owned(),
        holder: will.holder.to_vec(),
        topic: will.topic.as_ref().to_owned(),
        payload: will.payload.to_vec(),
        properties: will.properties.to_vec(),
        message_expiry_seconds: will.message_expiry_seconds,
        qos: u32::from(will.qos),
        retain: will.retain,
        delay_ms: will.delay_ms,
    }
}

fn will(identifier: u128, due_at_ms: Option<i64>, record: WillRecord) -> Option<StoredWill> {
    Some(StoredWill {
        identifier,
        session: u128::from_be_bytes(record.session.try_into().ok()?),
        realm: Arc::new(Realm::new(&record.account, &record.region)),
        client_id: record.client_id.into(),
        holder: Bytes::from(record.holder),
        topic: record.topic.into(),
        payload: Bytes::from(record.payload),
        properties: Bytes::from(record.properties),
        message_expiry_seconds: record.message_expiry_seconds,
        qos: u8::try_from(record.qos).ok()?,
        retain: record.retain,
        delay_ms: record.delay_ms,
        due_at_ms,
    })
}

#[cfg(test)]
mod tests {
    use daypass_store::MemoryStore;

    use super::super::sessions::tests::apply;
    use super::*;

    fn left(identifier: u128, payload_bytes: usize) -> StoredWill {
        StoredWill {
            identifier,
            session: 7,
            realm: Arc::new(Realm::new("000000000000", "eu-west-1")),
            client_id: "lamp".into(),
            holder: Bytes::from_static(b"holder"),
            topic: "a/b".into(),
            payload: vec![1; payload_bytes].into(),
            properties: Bytes::from_static(b"\x01\x01"),
            message_expiry_seconds: Some(9),
            qos: 2,
            retain: true,
            delay_ms: 30_000,
            due_at_ms: None,
        }
    }

    #[tokio::test]
    async fn a_will_comes_back_whole_until_it_ends() {
        let store = MemoryStore::new();
        let mut large = Large::default();
        let wills = [left(1, 10), left(2, 65_535), left(3, 200_000)];
        apply(&store, |writes| {
            for will in &wills {
                keep(will, &mut large, writes);
            }
            delay(2, 55, writes);
        })
        .await;
        let mut large = Large::default();
        let expected = [
            wills[0].clone(),
            StoredWill { due_at_ms: Some(55), ..wills[1].clone() },
            wills[2].clone(),
        ];
        assert_eq!(load(&store, &mut large).await.unwrap(), expected);
        assert_eq!([2, 3].map(|identifier| end_cost(identifier, &large).0), [2, LARGE_WRITES + 1]);
        apply(&store, |writes| {
            for identifier in [2, 3] {
                end(identifier, &mut large, writes);
            }
        })
        .await;
        assert_eq!(load(&store, &mut Large::default()).await.unwrap(), [wills[0].clone()]);
        assert_eq!(all(&store, &DUE).await.unwrap().len(), 0);
    }
}
