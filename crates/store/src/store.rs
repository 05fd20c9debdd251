//! The trait that every backend implements, and what its calls give back.

use std::any::Any;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;

use crate::batch::Batch;
use crate::event::EventPage;
use crate::limits::LimitError;
use crate::range::{KeyRange, PageLimit};

/// A boxed future, so that the store can be a trait object.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An ordered key-value store with atomic batches.
///
/// All backends behave alike, which one conformance suite holds them to: one commit happens at a
/// time per space, a read sees every commit that was acknowledged before it began, and one read
/// sees one moment.
pub trait Store: Send + Sync + 'static {
    /// The record at `key`, if there is one.
    fn entry<'a>(
        &'a self,
        space: Space,
        key: &'a [u8],
    ) -> BoxFuture<'a, Result<Option<Entry>, StoreError>>;

    /// The first records of `range` in key order. A page may hold fewer than `limit`, even none,
    /// and still have a `next`: bytes and deleted records that were passed over are bounded too.
    fn page(
        &self,
        space: Space,
        range: KeyRange,
        limit: PageLimit,
    ) -> BoxFuture<'_, Result<Page, StoreError>>;

    /// Applies `batch`, or nothing of it, and answers once it is durable. A batch that changes
    /// nothing only judges its assertions and answers the newest position.
    ///
    /// Dropping the future does not take a commit back that was under way. After
    /// [`CommitError::Unavailable`] the batch may or may not have been written.
    fn commit(&self, space: Space, batch: Batch) -> BoxFuture<'_, Result<Position, CommitError>>;

    /// The change events of the commits after `after`, oldest first, at most `limit` of them
    /// (bounded by [`crate::EVENTS_PAGE_MAX`]). A commit's events are never divided between pages:
    /// one that holds more than `limit` comes alone. [`StoreError::Gap`] says that events after
    /// `after` are no longer, or not yet, in the log.
    fn events_after(
        &self,
        space: Space,
        after: Position,
        limit: usize,
    ) -> BoxFuture<'_, Result<EventPage, StoreError>>;

    /// Removes records that a range delete has hidden, looking at no more than `records_max`
    /// (bounded by [`crate::SWEEP_RECORDS_MAX`]). Records written after the range delete stay.
    /// Call it again while [`Sweep::tombstones`] is not zero; it changes nothing that a read sees.
    fn sweep(&self, space: Space, records_max: usize) -> BoxFuture<'_, Result<Sweep, CommitError>>;

    /// Whether the store still acknowledges writes.
    fn health(&self) -> Health;
}

/// One of the store's key spaces. Each has its own file, writer, positions and change log; a batch
/// and its events stay in one.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Space {
    /// Identities, roles, policies, things, certificates, shadows, keys.
    State,
    /// MQTT sessions, their queues, and retained messages.
    Sessions,
}

impl Space {
    /// Every space.
    pub const ALL: [Self; 2] = [Self::State, Self::Sessions];

    /// The space's name, as used for its file.
    pub fn name(self) -> &'static str {
        match self {
            Self::State => "state",
            Self::Sessions => "sessions",
        }
    }
}

/// The number of a commit in its space. Positions strictly grow; a commit that changed nothing has
/// none of its own.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Position(pub u64);

impl Position {
    /// Before the first commit.
    pub const START: Self = Self(0);

    /// The position after this one.
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A record as stored.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    /// The value's bytes.
    pub value: Bytes,
    /// The commit that wrote it: what [`crate::Assertion::Unchanged`] compares.
    pub version: Position,
    /// What the value says, if whoever keeps the entry wants it read once for all.
    pub decoded: Decoded,
}

impl Entry {
    /// An entry that is read by one caller.
    pub fn new(value: Bytes, version: Position) -> Self {
        Self { value, version, decoded: Decoded::default() }
    }

    /// The same for one that is kept: all of its clones share what the first reader made of it.
    #[must_use]
    pub fn shared(self) -> Self {
        Self { decoded: Decoded(Some(Arc::default())), ..self }
    }
}

/// The record that an entry's value stands for, decoded by whoever first asked for it. It follows
/// from the value, so that entries are equal whatever is known of it.
#[derive(Clone, Default)]
pub struct Decoded(Option<Arc<OnceLock<AnyRecord>>>);

type AnyRecord = Arc<dyn Any + Send + Sync>;

impl Decoded {
    /// The record that somebody left, if it is of this type.
    pub fn get<R: Any + Send + Sync>(&self) -> Option<Arc<R>> {
        Arc::clone(self.0.as_ref()?.get()?).downcast().ok()
    }

    /// Leaves the record for others, if the entry is kept at all and nobody was first.
    pub fn leave<R: Any + Send + Sync>(&self, record: &Arc<R>) {
        if let Some(kept) = &self.0 {
            let record = Arc::clone(record);
            let _first = kept.get_or_init(|| record);
        }
    }
}

impl PartialEq for Decoded {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Decoded {}

impl fmt::Debug for Decoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.0.as_ref().map(|kept| kept.get().is_some());
        f.debug_tuple("Decoded").field(&state).finish()
    }
}

/// Some records of a range, in key order.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Page {
    /// Keys and records.
    pub entries: Vec<(Bytes, Entry)>,
    /// Where the next page begins; none once the range is exhausted.
    pub next: Option<Bytes>,
    /// The newest position of the space at the moment the page was read.
    pub position: Position,
}

/// What a sweep did.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Sweep {
    /// Records looked at.
    pub examined: usize,
    /// Records removed.
    pub removed: usize,
    /// Tombstones that still await the sweeper.
    pub tombstones: usize,
}

/// Whether a store acknowledges writes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Health {
    /// Everything works.
    Green,
    /// Nothing is acknowledged any more until the store is opened again; reads are still answered
    /// from what was acknowledged before.
    Red {
        /// What happened, for the operator.
        reason: String,
    },
}

/// Why a read failed.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum StoreError {
    /// The request exceeds a bound of the store.
    #[error("too large: {0}")]
    TooLarge(#[from] LimitError),
    /// The change log does not reach back, or does not yet reach, to the position asked for: what
    /// was derived from it has to be built anew.
    #[error(
        "events after position {after} are not in the change log, which holds those after {oldest} up to {newest}"
    )]
    Gap {
        /// The position asked for.
        after: Position,
        /// The earliest position that can be asked for.
        oldest: Position,
        /// The newest position of the space.
        newest: Position,
    },
    /// A stored record cannot be read.
    #[error("stored record is damaged: {0}")]
    Corrupt(String),
    /// The backend failed.
    #[error("store unavailable: {0}")]
    Unavailable(String),
}

/// Why a batch was not acknowledged.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum CommitError {
    /// What the batch asserts does not hold. Nothing was written: read again and decide again.
    #[error("an assertion of the batch does not hold")]
    AssertionFailed,
    /// The batch exceeds a bound of the store. Nothing was written.
    #[error("too large: {0}")]
    TooLarge(#[from] LimitError),
    /// A queue of the store is full. Nothing was written: try again later.
    #[error("store overloaded: {0}")]
    Overloaded(&'static str),
    /// The backend failed; whether the batch was written is unknown.
    #[error("store unavailable: {0}")]
    Unavailable(String),
}

impl From<StoreError> for CommitError {
    /// A read that failed on the way to a commit.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::TooLarge(limit) => Self::TooLarge(limit),
            other => Self::Unavailable(other.to_string()),
        }
    }
}
