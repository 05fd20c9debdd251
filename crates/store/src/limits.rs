//! The bounds of the store, the same for every backend, and the one check that enforces them.

use bytes::Bytes;

use crate::batch::{Assertion, Batch, Write};
use crate::range::KeyRange;

/// Longest key, in bytes. PostgreSQL's B-tree refuses index rows beyond 2,704 bytes, so that a key
/// that fits here fits every backend.
pub const KEY_BYTES_MAX: usize = 2_048;

/// Longest value, in bytes. The typed layer splits larger records.
pub const VALUE_BYTES_MAX: usize = 100 * 1_024;

/// Most bytes in one batch: keys, values, assertions and events together.
pub const BATCH_BYTES_MAX: usize = 4 * 1_024 * 1_024;

/// Most assertions and writes in one batch, counted together.
pub const BATCH_OPERATIONS_MAX: usize = 1_000;

/// Most change events in one batch.
pub const BATCH_EVENTS_MAX: usize = 64;

/// Longest payload of a change event, in bytes.
pub const EVENT_BYTES_MAX: usize = 64 * 1_024;

/// Most records in one page.
pub const PAGE_RECORDS_MAX: usize = 1_000;

/// A page ends early once its keys and values have reached this many bytes.
pub const PAGE_BYTES_MAX: usize = 1_024 * 1_024;

/// Most records, deleted ones included, that one page or one `RangeEmpty` assertion looks at.
pub const EXAMINED_RECORDS_MAX: usize = 10_000;

/// Most change events in one page of the log, unless a single commit holds more.
pub const EVENTS_PAGE_MAX: usize = 1_000;

/// Change events kept per space by default; older ones are trimmed as new ones are committed.
pub const EVENTS_MAX: usize = 100_000;

/// A range delete removes up to this many records at once; a larger range gets a tombstone.
pub const DELETE_RANGE_INLINE_RECORDS_MAX: usize = 256;

/// Most tombstones per space that await the sweeper; beyond it range deletes are refused as
/// overloaded.
pub const TOMBSTONES_MAX: usize = 256;

/// Most records that one sweep looks at.
pub const SWEEP_RECORDS_MAX: usize = 10_000;

/// A bound of the store that a request exceeds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("{name} is {actual}, the most is {max}")]
pub struct LimitError {
    /// What was counted, with its unit, as in `key bytes`.
    pub name: &'static str,
    /// The count found.
    pub actual: usize,
    /// The most that is allowed.
    pub max: usize,
}

/// Checks a key that is about to be read.
pub(crate) fn check_key(key: &[u8]) -> Result<(), LimitError> {
    at_most("key bytes", key.len(), KEY_BYTES_MAX)
}

/// Checks a range that is about to be read. A bound may be one byte longer than a key, because the
/// smallest key after `k` is `k` followed by a zero byte.
pub(crate) fn check_range(range: &KeyRange) -> Result<(), LimitError> {
    let end = range.end.as_ref().map_or(0, Bytes::len);
    at_most("range bound bytes", range.start.len().max(end), KEY_BYTES_MAX + 1)
}

/// Checks everything in a batch that is about to be committed.
pub(crate) fn check_batch(batch: &Batch) -> Result<(), LimitError> {
    at_most("batch operations", batch.assertions.len() + batch.writes.len(), BATCH_OPERATIONS_MAX)?;
    at_most("batch events", batch.events.len(), BATCH_EVENTS_MAX)?;
    batch.assertions.iter().try_for_each(check_assertion)?;
    batch.writes.iter().try_for_each(check_write)?;
    batch
        .events
        .iter()
        .try_for_each(|event| at_most("event bytes", event.len(), EVENT_BYTES_MAX))?;
    at_most("batch bytes", batch.bytes(), BATCH_BYTES_MAX)
}

fn check_assertion(assertion: &Assertion) -> Result<(), LimitError> {
    match assertion {
        Assertion::Absent(key) | Assertion::Unchanged(key, _) => check_key(key),
        Assertion::RangeEmpty(range) => check_range(range),
    }
}

fn check_write(write: &Write) -> Result<(), LimitError> {
    match write {
        Write::Put(key, value) => {
            check_key(key)?;
            at_most("value bytes", value.len(), VALUE_BYTES_MAX)
        }
        Write::Delete(key) => check_key(key),
        Write::DeleteRange(range) => check_range(range),
    }
}

fn at_most(name: &'static str, actual: usize, max: usize) -> Result<(), LimitError> {
    if actual <= max { Ok(()) } else { Err(LimitError { name, actual, max }) }
}
