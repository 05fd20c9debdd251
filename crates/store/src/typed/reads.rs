//! Reading records, and remembering what was read.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};

use crate::batch::{Assertion, Batch};
use crate::range::{KeyRange, PageLimit};
use crate::store::{Entry, Position, Space, Store, StoreError};
use crate::typed::chunks;
use crate::typed::key::{Key, KeyPrefix};
use crate::typed::table::Record;
use crate::typed::writes::Writes;

/// How often a split record is read anew when a commit changed it between two of its chunks.
const SPLIT_READ_ATTEMPTS_MAX: usize = 16;

/// One operation's reads. Every key that it gets is asserted by the batch that it becomes, so that
/// a decision never rests on what has changed meanwhile; `peek` and `peek_page` are the named
/// exceptions.
pub struct Reads<'s> {
    store: &'s dyn Store,
    space: Space,
    keys: BTreeMap<Bytes, Option<Position>>,
    empty_ranges: Vec<KeyRange>,
}

impl<'s> Reads<'s> {
    /// Reads of one space; the batch that follows goes to the same.
    pub fn new(store: &'s dyn Store, space: Space) -> Self {
        Self { store, space, keys: BTreeMap::new(), empty_ranges: Vec::new() }
    }

    /// The space that is read.
    pub fn space(&self) -> Space {
        self.space
    }

    /// Reads a record, present or absent, and asserts it.
    pub async fn get<R: Record>(&mut self, key: &Key<R>) -> Result<Option<R>, StoreError> {
        let read = self.read(key).await?;
        self.remember(&key.bytes, read.as_ref().map(|(version, _)| *version));
        Ok(read.map(|(_, record)| record))
    }

    /// Reads a record without asserting it: for what may be a moment old, such as a listing or a
    /// cached policy.
    pub async fn peek<R: Record>(&self, key: &Key<R>) -> Result<Option<R>, StoreError> {
        Ok(self.read(key).await?.map(|(_, record)| record))
    }

    /// Reads a record as [`Reads::get`] does, for whoever only looks at it: what a store keeps in
    /// memory is decoded once for all.
    pub async fn get_shared<R: Record>(
        &mut self,
        key: &Key<R>,
    ) -> Result<Option<Arc<R>>, StoreError> {
        let read = self.read_shared(key).await?;
        self.remember(&key.bytes, read.as_ref().map(|(version, _)| *version));
        Ok(read.map(|(_, record)| record))
    }

    /// Reads a record as [`Reads::peek`] does, for whoever only looks at it.
    pub async fn peek_shared<R: Record>(&self, key: &Key<R>) -> Result<Option<Arc<R>>, StoreError> {
        Ok(self.read_shared(key).await?.map(|(_, record)| record))
    }

    /// Reads the first records under `prefix` from `resume` on, which is [`RecordPage::next`] of
    /// an earlier page, and asserts each. That no further record came up in between is not
    /// asserted.
    pub async fn page<R: Record>(
        &mut self,
        prefix: &KeyPrefix<R>,
        resume: Option<&[u8]>,
        limit: PageLimit,
    ) -> Result<RecordPage<R>, StoreError> {
        let page = self.peek_page(prefix, resume, limit).await?;
        page.versions.iter().for_each(|(key, version)| self.remember(key, Some(*version)));
        Ok(page)
    }

    /// Reads a page as [`Reads::page`] does, and asserts nothing.
    pub async fn peek_page<R: Record>(
        &self,
        prefix: &KeyPrefix<R>,
        resume: Option<&[u8]>,
        limit: PageLimit,
    ) -> Result<RecordPage<R>, StoreError> {
        let range =
            prefix.range().resume_at(resume.map(Bytes::copy_from_slice).unwrap_or_default());
        let page = self.store.page(self.space, range, limit).await?;
        let mut read = RecordPage {
            records: Vec::with_capacity(page.entries.len()),
            next: page.next,
            position: page.position,
            versions: Vec::with_capacity(page.entries.len()),
        };
        for (bytes, entry) in page.entries {
            let key = Key::new(bytes, prefix.split);
            let assembled = self.assemble(&key, entry).await?;
            if let Some((version, record)) = assembled {
                read.versions.push((key.bytes.clone(), version));
                read.records.push((key, record));
            }
        }
        Ok(read)
    }

    /// Asserts that no record lies under `prefix`. The commit fails if one does.
    pub fn empty<R>(&mut self, prefix: &KeyPrefix<R>) {
        self.empty_ranges.push(prefix.range());
    }

    /// The batch that makes `writes` if everything that was read still holds.
    pub fn into_batch(self, writes: Writes) -> Batch {
        let keys = self.keys.into_iter().map(|(key, version)| match version {
            None => Assertion::Absent(key),
            Some(version) => Assertion::Unchanged(key, version),
        });
        let ranges = self.empty_ranges.into_iter().map(Assertion::RangeEmpty);
        Batch {
            assertions: keys.chain(ranges).collect(),
            writes: writes.writes,
            events: writes.events,
        }
    }

    /// Of two reads of one key the first counts: if they differ, the commit fails either way.
    fn remember(&mut self, key: &Bytes, version: Option<Position>) {
        self.keys.entry(key.clone()).or_insert(version);
    }

    async fn read<R: Record>(&self, key: &Key<R>) -> Result<Option<(Position, R)>, StoreError> {
        match self.store.entry(self.space, &key.bytes).await? {
            None => Ok(None),
            Some(entry) => self.assemble(key, entry).await,
        }
    }

    async fn read_shared<R: Record>(
        &self,
        key: &Key<R>,
    ) -> Result<Option<(Position, Arc<R>)>, StoreError> {
        let Some(entry) = self.store.entry(self.space, &key.bytes).await? else { return Ok(None) };
        if let Some(record) = entry.decoded.get() {
            return Ok(Some((entry.version, record)));
        }
        let (decoded, first) = (entry.decoded.clone(), entry.version);
        let Some((version, record)) = self.assemble(key, entry).await? else { return Ok(None) };
        let record = Arc::new(record);
        // A split record may have been written anew while its chunks were read.
        if version == first {
            decoded.leave(&record);
        }
        Ok(Some((version, record)))
    }

    /// Decodes the record whose first value is `entry`, reading its chunks where it is split.
    async fn assemble<R: Record>(
        &self,
        key: &Key<R>,
        entry: Entry,
    ) -> Result<Option<(Position, R)>, StoreError> {
        if !key.split {
            return Ok(Some((entry.version, decode(key, entry.value)?)));
        }
        let mut head = entry;
        for _ in 0..SPLIT_READ_ATTEMPTS_MAX {
            if let Some(value) = self.joined(key, &head).await? {
                return Ok(Some((head.version, decode(key, value)?)));
            }
            match self.store.entry(self.space, &key.bytes).await? {
                None => return Ok(None),
                // Nothing wrote the record meanwhile, so that its chunks were never whole.
                Some(again) if again.version == head.version => {
                    return Err(StoreError::Corrupt(format!("{key:?}: a chunk is missing")));
                }
                Some(again) => head = again,
            }
        }
        Err(StoreError::Unavailable(format!("{key:?} changes faster than it can be read")))
    }

    /// The whole value of a split record; none if a chunk was written by another commit than the
    /// first value.
    async fn joined<R>(&self, key: &Key<R>, head: &Entry) -> Result<Option<Bytes>, StoreError> {
        let (count, first) = chunks::split_head(&head.value)
            .ok_or_else(|| StoreError::Corrupt(format!("{key:?}: no count of chunks")))?;
        if count == 0 {
            return Ok(Some(first));
        }
        let mut value = BytesMut::from(first);
        for index in 0..count {
            let chunk = self.store.entry(self.space, &chunks::chunk_key(&key.bytes, index)).await?;
            match chunk {
                Some(chunk) if chunk.version == head.version => {
                    value.extend_from_slice(&chunk.value);
                }
                _ => return Ok(None),
            }
        }
        Ok(Some(value.freeze()))
    }
}

/// Some records of a table, in key order.
#[derive(Debug)]
pub struct RecordPage<R> {
    /// Keys and records. There may be fewer than asked for, even none, before the last page.
    pub records: Vec<(Key<R>, R)>,
    /// Where the next page begins; none after the last record. It is a stored key in clear: seal
    /// it before it leaves the process.
    pub next: Option<Bytes>,
    /// The newest position of the space at the moment the page was read.
    pub position: Position,
    versions: Vec<(Bytes, Position)>,
}

fn decode<R: Record>(key: &Key<R>, value: Bytes) -> Result<R, StoreError> {
    R::decode(value).map_err(|error| StoreError::Corrupt(format!("{key:?}: {error}")))
}
