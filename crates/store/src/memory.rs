//! The in-memory backend: everything is gone with the process.

use std::collections::{BTreeMap, VecDeque};
use std::convert::Infallible;
use std::ops::Bound;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use bytes::Bytes;

use crate::batch::Batch;
use crate::event::{Event, EventPage, cut_page, fetch_count};
use crate::limits::{
    EVENTS_MAX, EXAMINED_RECORDS_MAX, PAGE_BYTES_MAX, SWEEP_RECORDS_MAX, check_batch, check_key,
    check_range,
};
use crate::range::{KeyRange, PageLimit};
use crate::rows::{self, Refusal, Row, Rows, Tombstone};
use crate::store::{
    BoxFuture, CommitError, Entry, Health, Page, Position, Space, Store, StoreError, Sweep,
};

/// A store in memory, for development and tests.
pub struct MemoryStore {
    state: RwLock<MemorySpace>,
    sessions: RwLock<MemorySpace>,
}

impl MemoryStore {
    /// An empty store that keeps [`EVENTS_MAX`] change events per space.
    pub fn new() -> Self {
        Self::with_events_max(EVENTS_MAX)
    }

    /// An empty store that keeps `events_max` change events per space.
    pub fn with_events_max(events_max: usize) -> Self {
        let space = || RwLock::new(MemorySpace { events_max, ..MemorySpace::default() });
        Self { state: space(), sessions: space() }
    }

    /// A panic of another thread cannot have left a batch half applied that anyone was told of.
    fn read(&self, space: Space) -> RwLockReadGuard<'_, MemorySpace> {
        self.space(space).read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self, space: Space) -> RwLockWriteGuard<'_, MemorySpace> {
        self.space(space).write().unwrap_or_else(PoisonError::into_inner)
    }

    fn space(&self, space: Space) -> &RwLock<MemorySpace> {
        match space {
            Space::State => &self.state,
            Space::Sessions => &self.sessions,
        }
    }
}

impl Default for MemoryStore {
    fn default() -> Self {
        Self::new()
    }
}

impl Store for MemoryStore {
    fn entry<'a>(
        &'a self,
        space: Space,
        key: &'a [u8],
    ) -> BoxFuture<'a, Result<Option<Entry>, StoreError>> {
        Box::pin(async move {
            check_key(key)?;
            Ok(self.read(space).visible(key).cloned())
        })
    }

    fn page(
        &self,
        space: Space,
        range: KeyRange,
        limit: PageLimit,
    ) -> BoxFuture<'_, Result<Page, StoreError>> {
        Box::pin(async move {
            check_range(&range)?;
            Ok(self.read(space).page(&range, limit))
        })
    }

    fn commit(&self, space: Space, batch: Batch) -> BoxFuture<'_, Result<Position, CommitError>> {
        Box::pin(async move {
            check_batch(&batch)?;
            self.write(space).commit(&batch)
        })
    }

    fn events_after(
        &self,
        space: Space,
        after: Position,
        limit: usize,
    ) -> BoxFuture<'_, Result<EventPage, StoreError>> {
        Box::pin(async move { self.read(space).events_after(after, limit) })
    }

    fn sweep(&self, space: Space, records_max: usize) -> BoxFuture<'_, Result<Sweep, CommitError>> {
        Box::pin(async move {
            let Ok(sweep) =
                rows::sweep(&mut *self.write(space), records_max.min(SWEEP_RECORDS_MAX));
            Ok(sweep)
        })
    }

    fn health(&self) -> Health {
        Health::Green
    }
}

#[derive(Default)]
struct MemorySpace {
    records: BTreeMap<Bytes, Entry>,
    tombstones: Vec<Tombstone>,
    events: VecDeque<Event>,
    events_max: usize,
    event_count: u64,
    trimmed: Position,
    newest: Position,
}

impl MemorySpace {
    fn visible(&self, key: &[u8]) -> Option<&Entry> {
        self.records.get(key).filter(|entry| !self.hidden(key, entry.version))
    }

    fn hidden(&self, key: &[u8], version: Position) -> bool {
        self.tombstones.iter().any(|tombstone| tombstone.hides(key, version))
    }

    fn scan(&self, range: &KeyRange) -> impl Iterator<Item = (&Bytes, &Entry)> {
        let bounds = (!range.is_void()).then(|| {
            let end = range.end.as_ref().map_or(Bound::Unbounded, Bound::Excluded);
            (Bound::Included(&range.start), end)
        });
        bounds.into_iter().flat_map(|bounds| self.records.range::<Bytes, _>(bounds))
    }

    fn page(&self, range: &KeyRange, limit: PageLimit) -> Page {
        let mut page = Page { entries: Vec::new(), next: None, position: self.newest };
        let mut bytes = 0;
        for (examined, (key, entry)) in self.scan(range).enumerate() {
            let full = page.entries.len() == limit.get() || bytes >= PAGE_BYTES_MAX;
            if full || examined == EXAMINED_RECORDS_MAX {
                page.next = Some(key.clone());
                break;
            }
            if !self.hidden(key, entry.version) {
                bytes += key.len() + entry.value.len();
                page.entries.push((key.clone(), entry.clone()));
            }
        }
        page
    }

    fn commit(&mut self, batch: &Batch) -> Result<Position, CommitError> {
        match rows::judge(self, batch) {
            Ok(()) => {}
            Err(Refusal::Batch(error)) => return Err(error),
            Err(Refusal::Backend(never)) => match never {},
        }
        if !batch.is_read_only() {
            self.newest = self.newest.next();
            let Ok(()) = rows::apply(self, batch, self.newest);
        }
        Ok(self.newest)
    }

    fn events_after(&self, after: Position, limit: usize) -> Result<EventPage, StoreError> {
        let first = self.events.partition_point(|event| event.position <= after);
        let events = self.events.iter().skip(first).take(fetch_count(limit)).cloned().collect();
        cut_page(events, after, limit, self.trimmed, self.newest)
    }
}

impl Rows for MemorySpace {
    type Error = Infallible;

    fn visible_version(&mut self, key: &[u8]) -> Result<Option<Position>, Infallible> {
        Ok(self.visible(key).map(|entry| entry.version))
    }

    fn rows(&mut self, range: &KeyRange, limit: usize) -> Result<Vec<Row>, Infallible> {
        let row = |(key, entry): (&Bytes, &Entry)| Row {
            key: key.clone(),
            version: entry.version,
            hidden: self.hidden(key, entry.version),
        };
        Ok(self.scan(range).take(limit).map(row).collect())
    }

    fn put(&mut self, key: &Bytes, value: &Bytes, version: Position) -> Result<(), Infallible> {
        self.records.insert(key.clone(), Entry::new(value.clone(), version).shared());
        Ok(())
    }

    fn remove(&mut self, key: &[u8]) -> Result<(), Infallible> {
        self.records.remove(key);
        Ok(())
    }

    fn oldest_tombstone(&mut self) -> Result<Option<Tombstone>, Infallible> {
        Ok(self.tombstones.iter().min_by_key(|tombstone| tombstone.position).cloned())
    }

    fn tombstone_count(&mut self) -> Result<usize, Infallible> {
        Ok(self.tombstones.len())
    }

    fn put_tombstone(&mut self, tombstone: &Tombstone) -> Result<(), Infallible> {
        self.tombstones.retain(|other| other.range != tombstone.range);
        self.tombstones.push(tombstone.clone());
        Ok(())
    }

    fn remove_tombstones(&mut self, range: &KeyRange) -> Result<(), Infallible> {
        self.tombstones.retain(|tombstone| !range.covers(&tombstone.range));
        Ok(())
    }

    fn append_event(&mut self, position: Position, payload: &Bytes) -> Result<(), Infallible> {
        self.event_count += 1;
        let event = Event { position, number: self.event_count, payload: payload.clone() };
        self.events.push_back(event);
        while self.events.len() > self.events_max {
            self.trimmed = self.events.pop_front().map_or(self.trimmed, |event| event.position);
        }
        Ok(())
    }
}
