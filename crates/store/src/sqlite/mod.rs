//! The SQLite backend: one file per space, one group-committing writer thread per file, reads on
//! the calling thread, of single records through a cache.
//!
//! A commit is acknowledged after the write-ahead log that holds it was synced. All batches that
//! wait at one moment share one transaction and one sync.

mod ahead;
mod cache;
mod checkpoint;
mod file;
mod group;
mod hiding;
mod queue;
mod reader;
mod rows;
mod space;

use std::fs::File;
use std::path::{Path, PathBuf};

pub use file::OpenError;

use crate::at_hand::may_wait;
use crate::batch::Batch;
use crate::event::EventPage;
use crate::limits::{EVENTS_MAX, SWEEP_RECORDS_MAX, check_batch, check_key, check_range};
use crate::range::{KeyRange, PageLimit};
use crate::store::{
    BoxFuture, CommitError, Entry, Health, Page, Position, Space, Store, StoreError, Sweep,
};
use cache::Look;
use space::SqliteSpace;

/// Where a [`SqliteStore`] lies, and its bounds.
#[derive(Clone, Debug)]
pub struct SqliteOptions {
    /// The folder of its files; it is made if it is not there.
    pub folder: PathBuf,
    /// Most connections that read one space at one moment; a further read waits for one of them.
    pub readers_max: usize,
    /// Change events kept per space.
    pub events_max: usize,
}

impl SqliteOptions {
    /// The defaults: 8 readers, [`EVENTS_MAX`] events.
    pub fn new(folder: impl AsRef<Path>) -> Self {
        Self { folder: folder.as_ref().to_owned(), readers_max: 8, events_max: EVENTS_MAX }
    }
}

/// A durable store on SQLite. Dropping it finishes the queued commits and closes the files.
pub struct SqliteStore {
    state: SqliteSpace,
    sessions: SqliteSpace,
    /// Held until the files are closed: fields are dropped in their order.
    _lock: File,
}

impl SqliteStore {
    /// Opens the store, or makes it. A store that another process has open is refused.
    pub fn open(options: &SqliteOptions) -> Result<Self, OpenError> {
        file::check_library()?;
        let lock = file::lock_folder(&options.folder)?;
        Ok(Self {
            state: SqliteSpace::open(options, Space::State)?,
            sessions: SqliteSpace::open(options, Space::Sessions)?,
            _lock: lock,
        })
    }

    fn space(&self, space: Space) -> &SqliteSpace {
        match space {
            Space::State => &self.state,
            Space::Sessions => &self.sessions,
        }
    }
}

impl Store for SqliteStore {
    fn entry<'a>(
        &'a self,
        space: Space,
        key: &'a [u8],
    ) -> BoxFuture<'a, Result<Option<Entry>, StoreError>> {
        Box::pin(async move {
            check_key(key)?;
            let space = self.space(space);
            match space.look(key) {
                Look::Known(entry) => Ok(Some(entry)),
                Look::Unknown(ticket) => {
                    may_wait().await;
                    space.read(key, &ticket)
                }
            }
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
            may_wait().await;
            self.space(space).readers.page(&range, limit)
        })
    }

    fn commit(&self, space: Space, batch: Batch) -> BoxFuture<'_, Result<Position, CommitError>> {
        Box::pin(async move {
            check_batch(&batch)?;
            self.space(space).queue.commit(batch).await
        })
    }

    fn events_after(
        &self,
        space: Space,
        after: Position,
        limit: usize,
    ) -> BoxFuture<'_, Result<EventPage, StoreError>> {
        Box::pin(async move {
            may_wait().await;
            self.space(space).readers.events_after(after, limit)
        })
    }

    fn sweep(&self, space: Space, records_max: usize) -> BoxFuture<'_, Result<Sweep, CommitError>> {
        Box::pin(
            async move { self.space(space).queue.sweep(records_max.min(SWEEP_RECORDS_MAX)).await },
        )
    }

    fn health(&self) -> Health {
        let broken = [&self.state, &self.sessions].into_iter().find_map(SqliteSpace::broken);
        broken.map_or(Health::Green, |reason| Health::Red { reason: reason.to_owned() })
    }
}
