//! Reads: a bounded pool of connections, used on the calling thread.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::event::{Event, EventPage, cut_page, fetch_count};
use crate::limits::{EXAMINED_RECORDS_MAX, PAGE_BYTES_MAX};
use crate::range::{KeyRange, PageLimit};
use crate::sqlite::file;
use crate::sqlite::hiding::Hiding;
use crate::sqlite::rows::{Log, end, hidden, number, position, sql};
use crate::store::{Entry, Page, Position, StoreError};

/// One record, where nothing can hide it. Its text is short because it is hashed for each read.
const PLAIN_ENTRY: &str = "SELECT value, version FROM records WHERE key = ?1";

const ENTRY: &str =
    concat!("SELECT r.value, r.version FROM records r WHERE r.key = ?1 AND NOT ", hidden!());

const PAGE: &str = concat!(
    "SELECT r.key, r.version, r.value, ",
    hidden!(),
    " FROM records r WHERE r.key >= ?1 AND r.key < ?2 ORDER BY r.key"
);

const EVENTS: &str = "SELECT position, number, payload FROM events \
     WHERE position > ?1 ORDER BY position, number LIMIT ?2";

/// The connections that read one space.
pub(crate) struct Readers {
    path: PathBuf,
    connections_max: usize,
    hiding: Arc<Hiding>,
    pool: Mutex<Pool>,
    returned: Condvar,
}

#[derive(Default)]
struct Pool {
    idle: Vec<Connection>,
    opened: usize,
    /// Who waits for a connection: waking nobody is a system call all the same.
    waiting: usize,
}

impl Readers {
    /// A pool of up to `connections_max` connections, at least one, opened as they are needed.
    pub(crate) fn new(path: PathBuf, connections_max: usize, hiding: Arc<Hiding>) -> Self {
        let connections_max = connections_max.max(1);
        let (pool, returned) = (Mutex::default(), Condvar::new());
        Self { path, connections_max, hiding, pool, returned }
    }

    /// One record.
    pub(crate) fn entry(&self, key: &[u8]) -> Result<Option<Entry>, StoreError> {
        // Asked before the read takes its moment: a range delete that comes in between was not
        // acknowledged when the read began.
        let statement = if self.hiding.is_possible() { ENTRY } else { PLAIN_ENTRY };
        self.read(|connection| {
            let mut statement = connection.prepare_cached(statement)?;
            let entry = |row: &rusqlite::Row<'_>| {
                let value = Bytes::copy_from_slice(row.get_ref(0)?.as_blob()?);
                Ok(Entry::new(value, position(row, 1)?))
            };
            statement.query_row([key], entry).optional()
        })
    }

    /// One page, with the position of the same moment.
    pub(crate) fn page(&self, range: &KeyRange, limit: PageLimit) -> Result<Page, StoreError> {
        self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let log = Log::read(&snapshot)?;
            scan_page(&snapshot, range, limit, log.newest)
        })
    }

    /// One page of the change log.
    pub(crate) fn events_after(
        &self,
        after: Position,
        limit: usize,
    ) -> Result<EventPage, StoreError> {
        let (log, events) = self.read(|connection| {
            let snapshot = connection.unchecked_transaction()?;
            let log = Log::read(&snapshot)?;
            let events = scan_events(&snapshot, after, fetch_count(limit))?;
            Ok((log, events))
        })?;
        cut_page(events, after, limit, log.trimmed, log.newest)
    }

    fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let lease = self.lease().map_err(|error| unavailable(&error))?;
        lease.connection().map_or_else(
            || Err(StoreError::Unavailable("no connection to read with".to_owned())),
            |connection| read(connection).map_err(|error| unavailable(&error)),
        )
    }

    /// Takes an idle connection, opens one while the bound allows, or waits: reads are short.
    fn lease(&self) -> rusqlite::Result<Lease<'_>> {
        let mut pool = self.lock();
        loop {
            if let Some(connection) = pool.idle.pop() {
                return Ok(Lease { readers: self, connection: Some(connection) });
            }
            if pool.opened < self.connections_max {
                pool.opened += 1;
                drop(pool);
                let mut lease = Lease { readers: self, connection: None };
                lease.connection = Some(file::open_reader(&self.path)?);
                return Ok(lease);
            }
            pool.waiting += 1;
            pool = self.returned.wait(pool).unwrap_or_else(PoisonError::into_inner);
            pool.waiting -= 1;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection out of the pool, or the room for one that could not be opened.
struct Lease<'r> {
    readers: &'r Readers,
    connection: Option<Connection>,
}

impl Lease<'_> {
    fn connection(&self) -> Option<&Connection> {
        self.connection.as_ref()
    }
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let mut pool = self.readers.lock();
        match self.connection.take() {
            Some(connection) => pool.idle.push(connection),
            None => pool.opened -= 1,
        }
        let waited_for = pool.waiting > 0;
        drop(pool);
        if waited_for {
            self.readers.returned.notify_one();
        }
    }
}

fn scan_page(
    connection: &Connection,
    range: &KeyRange,
    limit: PageLimit,
    newest: Position,
) -> rusqlite::Result<Page> {
    let mut statement = connection.prepare_cached(PAGE)?;
    let mut rows = statement.query(params![&range.start[..], end(range)])?;
    let mut page = Page { entries: Vec::new(), next: None, position: newest };
    let (mut examined, mut bytes) = (0, 0);
    while let Some(row) = rows.next()? {
        let key = row.get_ref(0)?.as_blob()?;
        let full = page.entries.len() == limit.get() || bytes >= PAGE_BYTES_MAX;
        if full || examined == EXAMINED_RECORDS_MAX {
            page.next = Some(Bytes::copy_from_slice(key));
            break;
        }
        examined += 1;
        if !row.get::<_, bool>(3)? {
            let value = row.get_ref(2)?.as_blob()?;
            bytes += key.len() + value.len();
            let entry = Entry::new(Bytes::copy_from_slice(value), position(row, 1)?);
            page.entries.push((Bytes::copy_from_slice(key), entry));
        }
    }
    Ok(page)
}

fn scan_events(
    connection: &Connection,
    after: Position,
    count: usize,
) -> rusqlite::Result<Vec<Event>> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let mut statement = connection.prepare_cached(EVENTS)?;
    let events = statement.query_map([sql(after.0), count], |row| {
        Ok(Event {
            position: position(row, 0)?,
            number: number(row, 1)?,
            payload: Bytes::copy_from_slice(row.get_ref(2)?.as_blob()?),
        })
    })?;
    events.collect()
}

fn unavailable(error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DatabaseCorrupt | rusqlite::ErrorCode::NotADatabase) => {
            StoreError::Corrupt(error.to_string())
        }
        _ => StoreError::Unavailable(error.to_string()),
    }
}
