//! The program that only stores: as many writers as the row has publishers, with as many messages of
//! each on their way.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::Poll;
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use bytes::Bytes;
use daypass_store::conformance::block_on;
use daypass_store::{
    Batch, BoxFuture, CommitError, Position, Space, SqliteOptions, SqliteStore, Store,
};

/// How long it runs before it is measured.
const WARM_UP: Duration = Duration::from_millis(400);

/// What is appended.
struct Appends {
    window: usize,
    key_bytes: usize,
    value: Bytes,
}

/// Appends to a new store in a folder, and gives back how many messages a second.
pub fn run(folder: &Path, numbers: [usize; 4], seconds: f64) -> Result<f64, String> {
    let [writers, window, key_bytes, value_bytes] = numbers;
    let store =
        SqliteStore::open(&SqliteOptions::new(folder)).map_err(|error| error.to_string())?;
    let appends = Appends { window, key_bytes, value: vec![b'.'; value_bytes].into() };
    let (ends, stored) = (AtomicBool::new(false), AtomicU64::new(0));
    scope(|scope| {
        let (store, appends, ends, stored) = (&store, &appends, &ends, &stored);
        let start = |number| scope.spawn(move || append(store, appends, number, ends, stored));
        let writers: Vec<_> = (0..writers).map(start).collect();
        sleep(WARM_UP);
        let (began, before) = (Instant::now(), stored.load(Ordering::Relaxed));
        sleep(Duration::from_secs_f64(seconds));
        let rate = (stored.load(Ordering::Relaxed) - before) as f64 / began.elapsed().as_secs_f64();
        ends.store(true, Ordering::Relaxed);
        for writer in writers {
            let ended = writer.join().map_err(|_| "a writer has panicked".to_owned())?;
            ended.map_err(|error| error.to_string())?;
        }
        Ok(rate)
    })
}

/// One writer. A message is put, and deleted by the time it would have been delivered.
fn append(
    store: &dyn Store,
    appends: &Appends,
    writer: usize,
    ends: &AtomicBool,
    stored: &AtomicU64,
) -> Result<(), CommitError> {
    let mut waiting: VecDeque<BoxFuture<'_, Result<Position, CommitError>>> = VecDeque::new();
    let window = appends.window as u64;
    for number in 0.. {
        if ends.load(Ordering::Relaxed) {
            break;
        }
        if waiting.len() >= appends.window
            && let Some(first) = waiting.pop_front()
        {
            block_on(first)?;
            stored.fetch_add(1, Ordering::Relaxed);
        }
        let mut batch = Batch::new().put(appends.key(writer, number), appends.value.clone());
        if let Some(delivered) = number.checked_sub(window) {
            batch = batch.delete(appends.key(writer, delivered));
        }
        let mut commit = store.commit(Space::Sessions, batch);
        // It is under way once it was asked for.
        match block_on(poll_fn(|context| Poll::Ready(commit.as_mut().poll(context)))) {
            Poll::Ready(done) => done.map(|_| ())?,
            Poll::Pending => waiting.push_back(commit),
        }
    }
    waiting.into_iter().try_for_each(|commit| block_on(commit).map(|_| ()))
}

impl Appends {
    fn key(&self, writer: usize, number: u64) -> Bytes {
        let mut key = vec![0; self.key_bytes];
        let end = self.key_bytes.saturating_sub(size_of::<u64>());
        let begin = end.saturating_sub(size_of::<u64>());
        key[begin..end].copy_from_slice(&(writer as u64).to_be_bytes());
        key[end..].copy_from_slice(&number.to_be_bytes());
        key.into()
    }
}
