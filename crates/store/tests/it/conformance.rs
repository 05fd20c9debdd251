//! Every backend passes the one suite.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use daypass_store::conformance::{self, Backend};
use daypass_store::{
    BoxFuture, MemoryStore, PageLimit, Reads, Scope, Space, SqliteOptions, SqliteStore, Store,
    StoreError, Table, Writes,
};

use crate::folder::{Folder, opened_again};

#[test]
fn memory_conforms() {
    conformance::run(&Memory);
}

#[test]
fn sqlite_conforms() {
    conformance::run(&Sqlite::new());
}

/// Compiles only while the typed layer's futures may move between a runtime's threads.
#[test]
fn the_futures_of_reads_may_cross_threads() {
    let store = MemoryStore::new();
    let key = NOTES.key(&Scope::GLOBAL, ["a"]);
    let read = async {
        let mut reads = Reads::new(&store, Space::State);
        let record = reads.get(&key).await?;
        reads.page(&NOTES.all(&Scope::GLOBAL), None, PageLimit::MAX).await?;
        Ok::<_, StoreError>((record, reads.into_batch(Writes::new()).assertions.len()))
    };
    let read: BoxFuture<'_, _> = Box::pin(read);
    assert_eq!(conformance::block_on(read), Ok((None, 1)));
}

const NOTES: Table<String> = Table::global(1);

struct Memory;

impl Backend for Memory {
    fn empty(&self, events_max: usize) -> Arc<dyn Store> {
        Arc::new(MemoryStore::with_events_max(events_max))
    }
}

struct Sqlite {
    folder: Folder,
    stores: AtomicUsize,
    newest: Mutex<Option<SqliteOptions>>,
}

impl Sqlite {
    fn new() -> Self {
        Self { folder: Folder::new(), stores: AtomicUsize::new(0), newest: Mutex::new(None) }
    }
}

impl Backend for Sqlite {
    fn empty(&self, events_max: usize) -> Arc<dyn Store> {
        let number = self.stores.fetch_add(1, Ordering::Relaxed);
        let folder = self.folder.path().join(number.to_string());
        let options = SqliteOptions { events_max, ..SqliteOptions::new(folder) };
        let store = SqliteStore::open(&options).unwrap();
        *self.newest.lock().unwrap() = Some(options);
        Arc::new(store)
    }

    fn reopen(&self, store: Arc<dyn Store>) -> Option<Arc<dyn Store>> {
        assert_eq!(Arc::strong_count(&store), 1);
        drop(store);
        let options = self.newest.lock().unwrap();
        Some(Arc::new(opened_again(options.as_ref()?).unwrap()))
    }
}
