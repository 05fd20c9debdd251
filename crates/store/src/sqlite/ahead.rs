//! Looking ahead: when a file is opened, its records are passed over once, for the operating system to
//! have their pages at hand. A read that meets a page for the first time waits for the disk, and whoever
//! is on the same thread waits with it: over a million records those were the slowest calls by far.
//!
//! It goes by a connection. Opening and closing the file by any other way would drop the locks that
//! SQLite holds on it for the process (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).

use std::sync::atomic::{AtomicBool, Ordering};

use rusqlite::{Connection, OptionalExtension as _, params};

/// Records that are passed over. What is beyond them is read when it is asked for.
const RECORDS_MAX: u32 = 4_000_000;
/// Records that are passed over in one transaction, so that no checkpoint waits for it.
const PIECE_RECORDS: u32 = 10_000;

/// The key so many records after another one.
const NEXT: &str = "SELECT key FROM records WHERE key > ?1 ORDER BY key LIMIT 1 OFFSET ?2";

/// The body of the thread: goes on until the bound, the end of the file, or the end of the store. Gives
/// back how many records it has passed, rounded down to whole pieces.
pub(crate) fn run(connection: &Connection, ended: &AtomicBool) -> rusqlite::Result<u32> {
    let (mut key, mut passed): (Vec<u8>, u32) = (Vec::new(), 0);
    while passed < RECORDS_MAX && !ended.load(Ordering::Relaxed) {
        let next = params![key, PIECE_RECORDS - 1];
        let mut statement = connection.prepare_cached(NEXT)?;
        match statement.query_row(next, |row| row.get(0)).optional()? {
            Some(next) => key = next,
            None => break,
        }
        passed += PIECE_RECORDS;
    }
    Ok(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_is_passed_until_the_store_ends() {
        let connection = Connection::open_in_memory().unwrap();
        let table = "CREATE TABLE records (key BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID";
        connection.execute_batch(table).unwrap();
        let passed = |ended| run(&connection, &AtomicBool::new(ended)).unwrap();
        assert_eq!(passed(false), 0);
        let rows = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT ?1)
            INSERT INTO records SELECT CAST(n AS BLOB) FROM n";
        connection.execute(rows, [2 * PIECE_RECORDS + 1]).unwrap();
        assert_eq!(passed(false), 2 * PIECE_RECORDS);
        assert_eq!(passed(true), 0);
    }
}
