//! The checkpoint thread: moves the write-ahead log into the file while commits go on.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, ErrorCode};

use crate::sqlite::queue::Queue;
use crate::sqlite::space::Breaker;

/// A checkpoint begins once about this many pages (of 4 KiB) were written: 16 MiB.
const CHECKPOINT_PAGES: usize = 4_096;

/// Once the log holds this many pages, 64 MiB, the writer is held back until the log can begin
/// anew. Under writes without a pause a log would otherwise never stop growing.
const LOG_PAGES_MAX: i64 = 16_384;

/// The pace of one space's checkpoints.
#[derive(Default)]
pub(crate) struct Checkpoints {
    pace: Mutex<Pace>,
    changed: Condvar,
}

#[derive(Default)]
struct Pace {
    pages: usize,
    closed: bool,
}

impl Checkpoints {
    /// Counts pages that a commit is reckoned to have written.
    pub(crate) fn count(&self, pages: usize) {
        let mut pace = self.lock();
        pace.pages = pace.pages.saturating_add(pages);
        if pace.pages >= CHECKPOINT_PAGES {
            self.changed.notify_all();
        }
    }

    /// Ends the thread.
    pub(crate) fn close(&self) {
        self.lock().closed = true;
        self.changed.notify_all();
    }

    /// Waits until a checkpoint is due; false once closed.
    fn wait(&self) -> bool {
        let mut pace = self.lock();
        while pace.pages < CHECKPOINT_PAGES && !pace.closed {
            pace = self.changed.wait(pace).unwrap_or_else(PoisonError::into_inner);
        }
        pace.pages = 0;
        !pace.closed
    }

    fn lock(&self) -> MutexGuard<'_, Pace> {
        self.pace.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The body of the thread.
pub(crate) fn run(
    connection: &Connection,
    checkpoints: &Checkpoints,
    queue: &Queue,
    breaker: &Breaker,
) {
    while checkpoints.wait() {
        match checkpoint(connection, queue) {
            Ok(()) => {}
            // A reader or an operator's tool is in the way: the next one goes on from here.
            Err(error) if is_busy(&error) => {}
            Err(error) => {
                breaker.trip(format!("checkpoint failed: {error}"));
                return;
            }
        }
    }
}

fn checkpoint(connection: &Connection, queue: &Queue) -> rusqlite::Result<()> {
    let log_pages = pragma(connection, "PRAGMA wal_checkpoint(PASSIVE)")?;
    if log_pages <= LOG_PAGES_MAX {
        return Ok(());
    }
    // Nearly all of the log is in the file by now, so that the writer waits for the rest only.
    let _pause = queue.pause();
    pragma(connection, "PRAGMA wal_checkpoint(TRUNCATE)").map(drop)
}

/// Runs a checkpoint and answers how many pages the log holds.
fn pragma(connection: &Connection, checkpoint: &str) -> rusqlite::Result<i64> {
    connection.query_row(checkpoint, [], |row| row.get(1))
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}
