//! A blocking view of one space, so that the cases read as what they check.

use std::sync::Arc;

use bytes::Bytes;

use crate::batch::Batch;
use crate::conformance::block_on;
use crate::event::EventPage;
use crate::range::{KeyRange, PageLimit};
use crate::store::{CommitError, Entry, Page, Position, Space, Store, StoreError, Sweep};

pub(super) struct Probe {
    pub(super) store: Arc<dyn Store>,
    pub(super) space: Space,
}

impl Probe {
    pub(super) fn new(store: Arc<dyn Store>) -> Self {
        Self { store, space: Space::State }
    }

    pub(super) fn of(&self, space: Space) -> Self {
        Self { store: Arc::clone(&self.store), space }
    }

    pub(super) fn entry(&self, key: impl AsRef<[u8]>) -> Result<Option<Entry>, StoreError> {
        block_on(self.store.entry(self.space, key.as_ref()))
    }

    /// A record's value as text; the cases store nothing else where they use this.
    pub(super) fn value(&self, key: impl AsRef<[u8]>) -> Result<Option<String>, StoreError> {
        let entry = self.entry(key)?;
        Ok(entry.map(|entry| String::from_utf8_lossy(&entry.value).into_owned()))
    }

    pub(super) fn commit(&self, batch: Batch) -> Result<Position, CommitError> {
        block_on(self.store.commit(self.space, batch))
    }

    pub(super) fn put(&self, key: &str, value: &str) -> Result<Position, CommitError> {
        self.commit(Batch::new().put(key.to_owned(), value.to_owned()))
    }

    pub(super) fn page(&self, range: KeyRange, records: usize) -> Result<Page, StoreError> {
        block_on(self.store.page(self.space, range, PageLimit::records(records)))
    }

    /// The keys of a range, over as many pages of `records` as it takes.
    pub(super) fn keys(&self, range: &KeyRange, records: usize) -> Result<Vec<Bytes>, StoreError> {
        let mut keys = Vec::new();
        let mut page = self.page(range.clone(), records)?;
        loop {
            keys.extend(page.entries.into_iter().map(|(key, _)| key));
            let Some(next) = page.next else { return Ok(keys) };
            page = self.page(range.clone().resume_at(next), records)?;
        }
    }

    pub(super) fn events(&self, after: Position, limit: usize) -> Result<EventPage, StoreError> {
        block_on(self.store.events_after(self.space, after, limit))
    }

    pub(super) fn sweep(&self, records_max: usize) -> Result<Sweep, CommitError> {
        block_on(self.store.sweep(self.space, records_max))
    }

    /// Writes records `prefix0000`, `prefix0001`, … with empty values, in as few batches as may be.
    pub(super) fn fill(&self, prefix: &str, records: usize) -> Result<(), CommitError> {
        let numbers: Vec<usize> = (0..records).collect();
        for chunk in numbers.chunks(1_000) {
            let put =
                |batch: Batch, number: &usize| batch.put(numbered(prefix, *number), Bytes::new());
            self.commit(chunk.iter().fold(Batch::new(), put))?;
        }
        Ok(())
    }
}

pub(super) fn numbered(prefix: &str, number: usize) -> String {
    format!("{prefix}{number:05}")
}
