//! One space: its file, its threads, and whether it still works.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};

use crate::sqlite::SqliteOptions;
use crate::sqlite::ahead;
use crate::sqlite::cache::{Cache, Look, Ticket};
use crate::sqlite::checkpoint::{self, Checkpoints};
use crate::sqlite::file::{self, OpenError};
use crate::sqlite::group::Writer;
use crate::sqlite::queue::Queue;
use crate::sqlite::reader::Readers;
use crate::store::{Entry, Space, StoreError};

/// Why a space stopped acknowledging. Set once: only opening the store again clears it.
#[derive(Clone, Default)]
pub(crate) struct Breaker(Arc<OnceLock<String>>);

impl Breaker {
    /// Stops all acknowledgements. The first reason stays.
    pub(crate) fn trip(&self, reason: String) {
        // A second failure follows from the first and says less.
        let _ = self.0.set(reason);
    }

    /// The reason, once tripped.
    pub(crate) fn reason(&self) -> Option<&str> {
        self.0.get().map(String::as_str)
    }
}

/// An open space.
pub(crate) struct SqliteSpace {
    pub(crate) readers: Readers,
    /// Of the space whose records are read again and again.
    cache: Option<Arc<Cache>>,
    pub(crate) queue: Arc<Queue>,
    checkpoints: Arc<Checkpoints>,
    breaker: Breaker,
    /// Nothing is read ahead any more.
    ended: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl SqliteSpace {
    /// Opens the file and starts its threads.
    pub(crate) fn open(options: &SqliteOptions, space: Space) -> Result<Self, OpenError> {
        let path = file::path(&options.folder, space);
        let sqlite_error = |source| OpenError::Sqlite { path: path.clone(), source };
        let connection = file::open_writer(&path)?;
        let checkpointer = file::open_checkpointer(&path).map_err(sqlite_error)?;
        let breaker = Breaker::default();
        let queue = Arc::new(Queue::new(breaker.clone()));
        let checkpoints = Arc::new(Checkpoints::default());
        let cache = (space == Space::State).then(|| Arc::new(Cache::new()));
        let writer = Writer::new(connection, options.events_max, cache.clone());
        let writer = writer.map_err(sqlite_error)?;
        let mut opened = Self {
            readers: Readers::new(path.clone(), options.readers_max, writer.hiding()),
            cache,
            queue: Arc::clone(&queue),
            checkpoints: Arc::clone(&checkpoints),
            breaker: breaker.clone(),
            ended: Arc::default(),
            threads: Vec::new(),
        };
        let (write_queue, write_checkpoints) = (Arc::clone(&queue), Arc::clone(&checkpoints));
        let name = space.name();
        let write = move || writer.run(&write_queue, &write_checkpoints);
        opened.spawn(format!("{name}-writer"), write)?;
        let check = move || checkpoint::run(&checkpointer, &checkpoints, &queue, &breaker);
        opened.spawn(format!("{name}-checkpoint"), check)?;
        if space == Space::State {
            let ahead = file::open_reader(&path).map_err(sqlite_error)?;
            let ended = Arc::clone(&opened.ended);
            // Where it fails, a read of what is asked for fails, too, and is told of.
            let look = move || drop(ahead::run(&ahead, &ended));
            opened.spawn(format!("{name}-ahead"), look)?;
        }
        Ok(opened)
    }

    /// One record, if it is in memory.
    pub(crate) fn look(&self, key: &[u8]) -> Look {
        self.cache.as_ref().map_or(Look::Unknown(Ticket::NONE), |cache| cache.look(key))
    }

    /// One record, read since the ticket was given.
    pub(crate) fn read(&self, key: &[u8], ticket: &Ticket) -> Result<Option<Entry>, StoreError> {
        let read = self.readers.entry(key)?.map(Entry::shared);
        if let (Some(cache), Some(entry)) = (&self.cache, &read) {
            cache.keep(key, entry, ticket);
        }
        Ok(read)
    }

    /// Why the space no longer acknowledges; none while it does.
    pub(crate) fn broken(&self) -> Option<&str> {
        self.breaker.reason()
    }

    fn spawn(
        &mut self,
        name: String,
        body: impl FnOnce() + Send + 'static,
    ) -> Result<(), OpenError> {
        let thread = thread::Builder::new().name(name.clone()).spawn(body);
        self.threads.push(thread.map_err(|source| OpenError::Io { path: name.into(), source })?);
        Ok(())
    }
}

impl Drop for SqliteSpace {
    /// The writer finishes what is queued. It is joined first, since it may wait for a checkpoint
    /// that is under way.
    fn drop(&mut self) {
        self.queue.close();
        self.ended.store(true, Ordering::Relaxed);
        let mut threads = self.threads.drain(..);
        let writer = threads.next();
        let joined = writer.map(JoinHandle::join);
        self.checkpoints.close();
        let joined = joined.into_iter().chain(threads.map(JoinHandle::join));
        for thread in joined {
            if thread.is_err() {
                self.breaker.trip("a thread of the store panicked".to_owned());
            }
        }
    }
}
