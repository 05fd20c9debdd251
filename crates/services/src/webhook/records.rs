//! What the webhook keeps in the store. Field numbers are for ever.

use daypass_store::{Key, Scope, Table};

/// A message that waits.
#[derive(Clone, PartialEq, prost::Message)]
pub struct OutboxRecord {
    /// The message's id, the same at each attempt.
    #[prost(string, tag = "1")]
    pub id: String,
    /// The body, as it is signed and sent.
    #[prost(string, tag = "2")]
    pub body: String,
    /// When it was written, in milliseconds since 1970.
    #[prost(int64, tag = "3")]
    pub created_ms: i64,
    /// How often it was sent in vain.
    #[prost(uint32, tag = "4")]
    pub attempts: u32,
}

/// Messages that wait, in the order in which they are due.
pub const OUTBOX: Table<OutboxRecord> = Table::global(27);

/// The key of a message that is due at `due_ms`; of those of one moment the rank decides.
pub(super) fn outbox_key(due_ms: i64, rank: u8, id: &str) -> Key<OutboxRecord> {
    let due = due_ms.max(0).to_be_bytes();
    OUTBOX.key(&Scope::GLOBAL, [[due.as_slice(), &[rank], id.as_bytes()].concat()])
}

/// When the message of a key is due.
pub(super) fn due_ms(key: &Key<OutboxRecord>) -> Option<i64> {
    let [part] = OUTBOX.parts(key)?;
    part.first_chunk().map(|due| i64::from_be_bytes(*due))
}
