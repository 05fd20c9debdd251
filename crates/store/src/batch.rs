//! What is committed: assertions, writes and change events, applied whole or not at all.

use bytes::Bytes;

use crate::range::KeyRange;
use crate::store::Position;

/// Something that must hold at the moment of the commit, or the batch is refused.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Assertion {
    /// The key has no record.
    Absent(Bytes),
    /// The key's record is the one that the commit at this position wrote.
    Unchanged(Bytes, Position),
    /// No key of the range has a record.
    RangeEmpty(KeyRange),
}

/// One change. A batch's range deletes take effect before its puts and deletes, which take effect
/// in their order; a put therefore survives a range delete of the same batch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Write {
    /// Writes a record: key, value.
    Put(Bytes, Bytes),
    /// Removes a record; a key without one is no error.
    Delete(Bytes),
    /// Removes every record of the range that was there before this batch. A range of many records
    /// gets a tombstone, which every read honours at once, and [`crate::Store::sweep`] removes
    /// them later.
    DeleteRange(KeyRange),
}

/// What one commit asserts and does. Assertions are judged before any of its writes.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Batch {
    /// What must hold.
    pub assertions: Vec<Assertion>,
    /// What is changed.
    pub writes: Vec<Write>,
    /// What is appended to the space's change log; the payloads are the caller's.
    pub events: Vec<Bytes>,
}

impl Batch {
    /// A batch that asserts and changes nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asserts that `key` has no record.
    pub fn assert_absent(mut self, key: impl Into<Bytes>) -> Self {
        self.assertions.push(Assertion::Absent(key.into()));
        self
    }

    /// Asserts that `key` still has the record that was written at `version`.
    pub fn assert_unchanged(mut self, key: impl Into<Bytes>, version: Position) -> Self {
        self.assertions.push(Assertion::Unchanged(key.into(), version));
        self
    }

    /// Asserts that no key of `range` has a record.
    pub fn assert_empty(mut self, range: KeyRange) -> Self {
        self.assertions.push(Assertion::RangeEmpty(range));
        self
    }

    /// Writes a record.
    pub fn put(mut self, key: impl Into<Bytes>, value: impl Into<Bytes>) -> Self {
        self.writes.push(Write::Put(key.into(), value.into()));
        self
    }

    /// Removes a record.
    pub fn delete(mut self, key: impl Into<Bytes>) -> Self {
        self.writes.push(Write::Delete(key.into()));
        self
    }

    /// Removes every record of `range`.
    pub fn delete_range(mut self, range: KeyRange) -> Self {
        self.writes.push(Write::DeleteRange(range));
        self
    }

    /// Appends a change event.
    pub fn event(mut self, payload: impl Into<Bytes>) -> Self {
        self.events.push(payload.into());
        self
    }

    /// Whether committing the batch would change nothing. Its assertions may still be worth a
    /// commit: it tells whether everything that was read held at one moment.
    pub fn is_read_only(&self) -> bool {
        self.writes.is_empty() && self.events.is_empty()
    }

    /// The bytes that count toward [`crate::BATCH_BYTES_MAX`].
    pub fn bytes(&self) -> usize {
        let assertions: usize = self.assertions.iter().map(assertion_bytes).sum();
        let writes: usize = self.writes.iter().map(write_bytes).sum();
        let events: usize = self.events.iter().map(Bytes::len).sum();
        assertions + writes + events
    }
}

fn assertion_bytes(assertion: &Assertion) -> usize {
    match assertion {
        Assertion::Absent(key) | Assertion::Unchanged(key, _) => key.len(),
        Assertion::RangeEmpty(range) => range_bytes(range),
    }
}

fn write_bytes(write: &Write) -> usize {
    match write {
        Write::Put(key, value) => key.len() + value.len(),
        Write::Delete(key) => key.len(),
        Write::DeleteRange(range) => range_bytes(range),
    }
}

fn range_bytes(range: &KeyRange) -> usize {
    range.start.len() + range.end.as_ref().map_or(0, Bytes::len)
}
