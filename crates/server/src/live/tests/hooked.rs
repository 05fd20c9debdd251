//! A store that lets a test step in between one read and the next.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use daypass_store::{
    Batch, BoxFuture, CommitError, Entry, EventPage, Health, KeyRange, MemoryStore, Page,
    PageLimit, Position, Space, Store, StoreError, Sweep,
};

type Hook = Box<dyn FnOnce() -> BoxFuture<'static, ()> + Send>;

/// A store in memory with a hook behind one of its keys.
pub(crate) struct HookedStore {
    inner: MemoryStore,
    hook: Mutex<Option<(Vec<u8>, Hook)>>,
    broken: AtomicBool,
}

impl HookedStore {
    pub(crate) fn new(events_max: usize) -> Arc<Self> {
        Arc::new(Self {
            inner: MemoryStore::with_events_max(events_max),
            hook: Mutex::new(None),
            broken: AtomicBool::new(false),
        })
    }

    /// Runs once, after `key` was read and before the reader hears of it.
    pub(crate) fn after_reading(
        &self,
        key: &[u8],
        hook: impl FnOnce() -> BoxFuture<'static, ()> + Send + 'static,
    ) {
        *self.hook.lock().unwrap() = Some((key.to_vec(), Box::new(hook)));
    }

    /// Whether reads fail from here on.
    pub(crate) fn set_broken(&self, broken: bool) {
        self.broken.store(broken, Ordering::SeqCst);
    }

    fn check(&self) -> Result<(), StoreError> {
        if self.broken.load(Ordering::SeqCst) {
            return Err(StoreError::Unavailable("the disk is gone".to_owned()));
        }
        Ok(())
    }

    fn hook_of(&self, key: &[u8]) -> Option<Hook> {
        let mut hook = self.hook.lock().unwrap();
        let (_, hook) = hook.take_if(|(wanted, _)| *wanted == key)?;
        Some(hook)
    }
}

impl Store for HookedStore {
    fn entry<'a>(
        &'a self,
        space: Space,
        key: &'a [u8],
    ) -> BoxFuture<'a, Result<Option<Entry>, StoreError>> {
        Box::pin(async move {
            self.check()?;
            let entry = self.inner.entry(space, key).await;
            if let Some(hook) = self.hook_of(key) {
                hook().await;
            }
            entry
        })
    }

    fn page(
        &self,
        space: Space,
        range: KeyRange,
        limit: PageLimit,
    ) -> BoxFuture<'_, Result<Page, StoreError>> {
        Box::pin(async move {
            self.check()?;
            self.inner.page(space, range, limit).await
        })
    }

    fn commit(&self, space: Space, batch: Batch) -> BoxFuture<'_, Result<Position, CommitError>> {
        self.inner.commit(space, batch)
    }

    fn events_after(
        &self,
        space: Space,
        after: Position,
        limit: usize,
    ) -> BoxFuture<'_, Result<EventPage, StoreError>> {
        Box::pin(async move {
            self.check()?;
            self.inner.events_after(space, after, limit).await
        })
    }

    fn sweep(&self, space: Space, records_max: usize) -> BoxFuture<'_, Result<Sweep, CommitError>> {
        self.inner.sweep(space, records_max)
    }

    fn health(&self) -> Health {
        self.inner.health()
    }
}
