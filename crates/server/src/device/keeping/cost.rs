//! How much of a batch a change of sessions takes.
//!
//! It is counted closely: what a group may hold decides how many messages one sync of the disk is for.

use daypass_broker::{Change, KeptMessage, StoredDelivery};

use super::sessions::{LARGE_WRITES, Large, is_large};
use super::{size, wills};

/// Writes that a retained message takes.
const RETAINED_WRITES: usize = 17;
/// What a delivery takes beside its texts, its payload and its properties, at most: its key, its
/// numbers, and what stands before each field.
const DELIVERY_FIELDS_BYTES: usize = 256;
/// What a large delivery takes beside that: a key for each of its values.
const LARGE_KEYS_BYTES: usize = 2 << 10;
/// What other changes take, at most: names of sessions and filters.
const OTHER_BYTES: usize = 2 << 10;

/// How many writes a change takes, and how many bytes: no fewer than it does.
pub(super) fn of(change: &Change, large: &Large) -> (usize, usize) {
    match change {
        Change::Queue(_, delivery) => (writes(is_large(delivery)), delivery_bytes(delivery)),
        Change::Finish(name, sequence) => {
            let was_large = large.holds(name.identifier(), *sequence);
            (writes(was_large), keys_bytes(was_large))
        }
        Change::Release(name, delivery) => {
            let was_large = large.holds(name.identifier(), delivery.sequence);
            (writes(was_large) + 1, keys_bytes(was_large) + delivery_bytes(delivery))
        }
        Change::Discard(..) => (6, OTHER_BYTES),
        Change::KeepWill(will) => wills::cost(will),
        Change::Retain(kept) => retained(kept),
        Change::DropWill(identifier) => wills::end_cost(*identifier, large),
        _ => (1, OTHER_BYTES),
    }
}

/// What a message takes that a topic retains.
pub(super) fn retained(kept: &KeptMessage) -> (usize, usize) {
    (RETAINED_WRITES, size(kept))
}

fn writes(is_large: bool) -> usize {
    if is_large { LARGE_WRITES } else { 1 }
}

fn keys_bytes(is_large: bool) -> usize {
    if is_large { LARGE_KEYS_BYTES } else { DELIVERY_FIELDS_BYTES }
}

fn delivery_bytes(delivery: &StoredDelivery) -> usize {
    let StoredDelivery { message, group, identifiers, .. } = delivery;
    let realm = message.realm.account().len() + message.realm.region().len();
    let texts = [Some(&message.topic), message.publisher.as_ref(), group.as_ref()];
    let texts: usize = texts.into_iter().flatten().map(|text| text.len()).sum();
    let content = message.payload.len() + message.properties.len() + 5 * identifiers.len();
    let keys = if is_large(delivery) { LARGE_KEYS_BYTES } else { 0 };
    realm + texts + content + keys + DELIVERY_FIELDS_BYTES
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use daypass_broker::Realm;
    use daypass_store::{MemoryStore, Reads, Space, Writes};

    use super::super::sessions;
    use super::*;

    fn delivery(payload_bytes: usize, text_bytes: usize) -> StoredDelivery {
        let text: Arc<str> = "x".repeat(text_bytes).into();
        StoredDelivery {
            sequence: u64::MAX,
            message: KeptMessage {
                realm: Arc::new(Realm::new("000000000000", "ap-southeast-1")),
                topic: Arc::clone(&text),
                payload: vec![1; payload_bytes].into(),
                properties: vec![1; text_bytes].into(),
                qos: 2,
                publisher: Some(Arc::clone(&text)),
                expires_at_ms: Some(i64::MAX),
                stamp: (u64::MAX, u32::MAX),
            },
            published_retained: true,
            qos: 2,
            retain: true,
            identifiers: vec![268_435_455; 20],
            group: Some(text),
            packet_identifier: Some(u16::MAX),
            released: true,
        }
    }

    #[test]
    fn a_delivery_is_counted_closely_and_never_too_low() {
        for (payload_bytes, text_bytes) in [(0, 1), (64, 40), (90_000, 1_024), (1 << 20, 2_000)] {
            let delivery = delivery(payload_bytes, text_bytes);
            let mut written = Writes::new();
            sessions::put(u128::MAX, &delivery, &mut Large::default(), &mut written);
            let batch = Reads::new(&MemoryStore::new(), Space::Sessions).into_batch(written);
            let counted = delivery_bytes(&delivery);
            assert_eq!(batch.writes.len(), writes(is_large(&delivery)));
            assert!(batch.bytes() <= counted, "{} > {counted}", batch.bytes());
            assert!(counted <= batch.bytes() + 2_048, "{} < {counted}", batch.bytes());
        }
    }
}
