//! A space inside its writer's transaction.

use bytes::Bytes;
use rusqlite::{Connection, OptionalExtension as _, Row as SqlRow, params};

use crate::limits::KEY_BYTES_MAX;

use crate::range::KeyRange;
use crate::rows::{Row, Rows, Tombstone};
use crate::store::Position;

/// SQL that is true for a row `r` of `records` that a range delete has hidden.
macro_rules! hidden {
    () => {
        "EXISTS (SELECT 1 FROM tombstones t \
         WHERE t.start <= r.key AND r.key < t.end AND t.position > r.version)"
    };
}
pub(crate) use hidden;

const VISIBLE_VERSION: &str =
    concat!("SELECT r.version FROM records r WHERE r.key = ?1 AND NOT ", hidden!());

const SCAN: &str = concat!(
    "SELECT r.key, r.version, ",
    hidden!(),
    " FROM records r WHERE r.key >= ?1 AND r.key < ?2 ORDER BY r.key LIMIT ?3"
);

/// Pages of the log that a change is reckoned to dirty, for the pace of checkpoints.
const PAGES_PER_CHANGE: usize = 2;

/// Where the space's commits and events have come to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Log {
    /// The newest commit.
    pub(crate) newest: Position,
    /// The number of the newest event.
    pub(crate) events: u64,
    /// The commit of the newest event that was trimmed.
    pub(crate) trimmed: Position,
    /// The number of that event.
    pub(crate) trimmed_events: u64,
}

impl Log {
    /// Reads it from the file.
    pub(crate) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let sql = "SELECT newest, events, trimmed, trimmed_events FROM log";
        connection.prepare_cached(sql)?.query_row([], |row| {
            Ok(Self {
                newest: position(row, 0)?,
                events: number(row, 1)?,
                trimmed: position(row, 2)?,
                trimmed_events: number(row, 3)?,
            })
        })
    }
}

/// The rows of one transaction.
pub(crate) struct SqliteRows<'c> {
    connection: &'c Connection,
    log: Log,
    changes: usize,
    tombstones_changed: bool,
}

impl<'c> SqliteRows<'c> {
    /// The rows of the transaction that `connection` is in, after the commits of `log`.
    pub(crate) fn new(connection: &'c Connection, log: Log) -> Self {
        Self { connection, log, changes: 0, tombstones_changed: false }
    }

    /// The newest position.
    pub(crate) fn newest(&self) -> Position {
        self.log.newest
    }

    /// Takes the next position.
    pub(crate) fn advance(&mut self) -> Position {
        self.log.newest = self.log.newest.next();
        self.log.newest
    }

    /// How many tombstones there are now, if there may be more or fewer than before.
    pub(crate) fn tombstones_changed(&mut self) -> rusqlite::Result<Option<usize>> {
        if self.tombstones_changed { self.tombstone_count().map(Some) } else { Ok(None) }
    }

    /// Drops the oldest events beyond `events_max`.
    pub(crate) fn trim_events(&mut self, events_max: u64) -> rusqlite::Result<()> {
        let kept = self.log.events.saturating_sub(self.log.trimmed_events);
        let Some(excess) = kept.checked_sub(events_max).filter(|excess| *excess > 0) else {
            return Ok(());
        };
        let oldest = "SELECT position, number FROM events ORDER BY position, number \
             LIMIT 1 OFFSET ?1";
        let (position, number) = self
            .connection
            .prepare_cached(oldest)?
            .query_row([sql(excess - 1)], |row| Ok((position(row, 0)?, number(row, 1)?)))?;
        self.connection
            .prepare_cached("DELETE FROM events WHERE (position, number) <= (?1, ?2)")?
            .execute([sql(position.0), sql(number)])?;
        self.log.trimmed = position;
        self.log.trimmed_events = number;
        Ok(())
    }

    /// Writes the log's new state where it differs from `before`; gives it back with the number of
    /// pages that the transaction is reckoned to have dirtied.
    pub(crate) fn finish(self, before: &Log) -> rusqlite::Result<(Log, usize)> {
        if self.log != *before {
            let update =
                "UPDATE log SET newest = ?1, events = ?2, trimmed = ?3, trimmed_events = ?4";
            self.connection.prepare_cached(update)?.execute([
                sql(self.log.newest.0),
                sql(self.log.events),
                sql(self.log.trimmed.0),
                sql(self.log.trimmed_events),
            ])?;
        }
        Ok((self.log, self.changes * PAGES_PER_CHANGE))
    }
}

impl Rows for SqliteRows<'_> {
    type Error = rusqlite::Error;

    fn visible_version(&mut self, key: &[u8]) -> rusqlite::Result<Option<Position>> {
        let mut statement = self.connection.prepare_cached(VISIBLE_VERSION)?;
        statement.query_row([key], |row| position(row, 0)).optional()
    }

    fn rows(&mut self, range: &KeyRange, limit: usize) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.connection.prepare_cached(SCAN)?;
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![&range.start[..], end(range), limit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let key = Bytes::copy_from_slice(row.get_ref(0)?.as_blob()?);
            found.push(Row { key, version: position(row, 1)?, hidden: row.get(2)? });
        }
        Ok(found)
    }

    fn put(&mut self, key: &Bytes, value: &Bytes, version: Position) -> rusqlite::Result<()> {
        self.changes += 1 + value.len() / 4_096;
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO records (key, value, version) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![&key[..], &value[..], sql(version.0)])?;
        Ok(())
    }

    fn remove(&mut self, key: &[u8]) -> rusqlite::Result<()> {
        self.changes += 1;
        self.connection.prepare_cached("DELETE FROM records WHERE key = ?1")?.execute([key])?;
        Ok(())
    }

    fn oldest_tombstone(&mut self) -> rusqlite::Result<Option<Tombstone>> {
        let select = "SELECT start, end, position, swept FROM tombstones ORDER BY position LIMIT 1";
        self.connection.prepare_cached(select)?.query_row([], tombstone).optional()
    }

    fn tombstone_count(&mut self) -> rusqlite::Result<usize> {
        tombstone_count(self.connection)
    }

    fn put_tombstone(&mut self, tombstone: &Tombstone) -> rusqlite::Result<()> {
        self.tombstones_changed = true;
        let insert = "INSERT OR REPLACE INTO tombstones (start, end, position, swept) \
             VALUES (?1, ?2, ?3, ?4)";
        self.connection.prepare_cached(insert)?.execute(params![
            &tombstone.range.start[..],
            end(&tombstone.range),
            sql(tombstone.position.0),
            &tombstone.swept[..],
        ])?;
        Ok(())
    }

    fn remove_tombstones(&mut self, range: &KeyRange) -> rusqlite::Result<()> {
        self.tombstones_changed = true;
        let delete = "DELETE FROM tombstones WHERE start >= ?1 AND end <= ?2";
        let mut statement = self.connection.prepare_cached(delete)?;
        statement.execute(params![&range.start[..], end(range)])?;
        Ok(())
    }

    fn append_event(&mut self, position: Position, payload: &Bytes) -> rusqlite::Result<()> {
        self.changes += 1 + payload.len() / 4_096;
        self.log.events += 1;
        let insert = "INSERT INTO events (position, number, payload) VALUES (?1, ?2, ?3)";
        let mut statement = self.connection.prepare_cached(insert)?;
        statement.execute(params![sql(position.0), sql(self.log.events), &payload[..]])?;
        Ok(())
    }
}

/// How many tombstones there are.
pub(crate) fn tombstone_count(connection: &Connection) -> rusqlite::Result<usize> {
    let count = "SELECT count(*) FROM tombstones";
    let count = connection.prepare_cached(count)?.query_row([], |row| number(row, 0))?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// The end of a range as stored and compared. A range without one ends after every key that the
/// store accepts.
pub(crate) fn end(range: &KeyRange) -> &[u8] {
    range.end.as_deref().unwrap_or(&BEYOND_EVERY_KEY)
}

static BEYOND_EVERY_KEY: [u8; KEY_BYTES_MAX + 1] = [u8::MAX; KEY_BYTES_MAX + 1];

fn tombstone(row: &SqlRow<'_>) -> rusqlite::Result<Tombstone> {
    let blob =
        |column| Ok::<_, rusqlite::Error>(Bytes::copy_from_slice(row.get_ref(column)?.as_blob()?));
    let end = Some(blob(1)?).filter(|end| **end != BEYOND_EVERY_KEY);
    Ok(Tombstone {
        range: KeyRange { start: blob(0)?, end },
        position: position(row, 2)?,
        swept: blob(3)?,
    })
}

/// A number as SQLite stores it: signed. No count of commits or events comes near its end.
pub(crate) fn sql(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A position that [`sql`] stored.
pub(crate) fn position(row: &SqlRow<'_>, column: usize) -> rusqlite::Result<Position> {
    number(row, column).map(Position)
}

/// A number that [`sql`] stored.
pub(crate) fn number(row: &SqlRow<'_>, column: usize) -> rusqlite::Result<u64> {
    let stored: i64 = row.get(column)?;
    u64::try_from(stored).map_err(|_| rusqlite::Error::IntegralValueOutOfRange(column, stored))
}
