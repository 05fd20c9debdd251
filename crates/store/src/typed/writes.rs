//! Collecting the changes of one operation.

use bytes::Bytes;

use crate::batch::Write;
use crate::range::KeyRange;
use crate::typed::chunks;
use crate::typed::key::{Key, KeyPrefix, chunk_prefix};
use crate::typed::table::Record;

/// The changes and events of one operation; [`crate::Reads::into_batch`] makes a batch of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Writes {
    pub(crate) writes: Vec<Write>,
    pub(crate) events: Vec<Bytes>,
}

impl Writes {
    /// No changes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a record. One that exceeds the store's bounds makes the commit fail as too large.
    pub fn put<R: Record>(&mut self, key: &Key<R>, record: &R) {
        let value = Bytes::from(record.encode_to_vec());
        if key.split {
            chunks::put(&key.bytes, value, &mut self.writes);
        } else {
            self.writes.push(Write::Put(key.bytes.clone(), value));
        }
    }

    /// Removes a record; it is no error if there is none.
    pub fn delete<R>(&mut self, key: &Key<R>) {
        if key.split {
            chunks::delete(&key.bytes, &mut self.writes);
        } else {
            self.writes.push(Write::Delete(key.bytes.clone()));
        }
    }

    /// Removes every record under `prefix`, however many, that was there before this commit.
    /// Records that the same commit puts there stay.
    pub fn delete_range<R>(&mut self, prefix: &KeyPrefix<R>) {
        self.writes.push(Write::DeleteRange(prefix.range()));
        if prefix.split {
            let chunks = KeyRange::prefix(chunk_prefix(&prefix.bytes));
            self.writes.push(Write::DeleteRange(chunks));
        }
    }

    /// Appends a change event, at most [`crate::EVENT_BYTES_MAX`] bytes.
    pub fn event(&mut self, payload: impl Into<Bytes>) {
        self.events.push(payload.into());
    }

    /// Whether nothing has been written, nor an event appended.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty() && self.events.is_empty()
    }
}
