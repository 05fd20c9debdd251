//! The ordered key-value space that all of Daypass's state lives in.
//!
//! State is written in [`Batch`]es: puts, deletes, range deletes, change events, and *assertions*
//! about what the writer has read — this key is absent, this key is as I read it, this range is
//! empty. A batch is applied whole or not at all, [`Store::commit`] is the only write, and no
//! transaction ever spans two calls. Two [`Space`]s, `state` and `sessions`, have one file, one
//! writer and one numbered change log each.
//!
//! The typed layer ([`Table`], [`Reads`], [`Writes`]) stands on the trait once, for every backend:
//! keys are built from account, region, table and parts, values are numbered-field records, and
//! every key read with [`Reads::get`] is asserted by the batch that follows from it.
//!
//! ```
//! use daypass_store::{BoxFuture, CommitError, MemoryStore, Position, Reads, Scope, Space, Store, Table, Writes};
//!
//! #[derive(Clone, PartialEq, prost::Message)]
//! struct Login {
//!     #[prost(string, tag = "1")]
//!     identity_id: String,
//! }
//! const LOGINS: Table<Login, 2> = Table::account_region(7);
//!
//! async fn link(store: &dyn Store) -> Result<Position, CommitError> {
//!     let scope = Scope { account: "000000000000", region: "us-east-1" };
//!     let key = LOGINS.key(&scope, ["accounts.example.com", "alice"]);
//!     let mut reads = Reads::new(store, Space::State);
//!     if let Some(login) = reads.get(&key).await? {
//!         println!("linked already: {}", login.identity_id);
//!     }
//!     let mut writes = Writes::new();
//!     writes.put(&key, &Login { identity_id: "us-east-1:…".into() });
//!     store.commit(Space::State, reads.into_batch(writes)).await
//! }
//! ```
//!
//! The crate needs no async runtime: reads are done when their future is polled, and a commit's
//! future is woken by the thread that wrote the group. A thread that must not wait for a disk polls by
//! [`poll_at_hand`].

mod at_hand;
mod batch;
pub mod conformance;
mod event;
mod limits;
mod memory;
mod oneshot;
mod range;
mod rows;
mod sqlite;
mod store;
mod typed;

pub use at_hand::poll_at_hand;
pub use batch::{Assertion, Batch, Write};
pub use event::{Event, EventPage};
pub use limits::{
    BATCH_BYTES_MAX, BATCH_EVENTS_MAX, BATCH_OPERATIONS_MAX, DELETE_RANGE_INLINE_RECORDS_MAX,
    EVENT_BYTES_MAX, EVENTS_MAX, EVENTS_PAGE_MAX, EXAMINED_RECORDS_MAX, KEY_BYTES_MAX, LimitError,
    PAGE_BYTES_MAX, PAGE_RECORDS_MAX, SWEEP_RECORDS_MAX, TOMBSTONES_MAX, VALUE_BYTES_MAX,
};
pub use memory::MemoryStore;
pub use range::{KeyRange, PageLimit};
pub use sqlite::{OpenError, SqliteOptions, SqliteStore};
pub use store::{
    BoxFuture, CommitError, Entry, Health, Page, Position, Space, Store, StoreError, Sweep,
};
pub use typed::{CHUNKS_MAX, Key, KeyPrefix, Reads, Record, RecordPage, Scope, Table, Writes};
