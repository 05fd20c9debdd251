//! The one suite that every backend passes, whole: no case can be left out.
//!
//! A backend's test implements [`Backend`] and calls [`run`]. Each case gets an empty store; a
//! failing check panics, and the name of its case is the last line printed.
//!
//! ```
//! use std::sync::Arc;
//! use daypass_store::{MemoryStore, Store, conformance};
//!
//! struct Memory;
//! impl conformance::Backend for Memory {
//!     fn empty(&self, events_max: usize) -> Arc<dyn Store> {
//!         Arc::new(MemoryStore::with_events_max(events_max))
//!     }
//! }
//! # fn main() {
//! conformance::run(&Memory);
//! # }
//! ```

mod bounds;
mod concurrency;
mod events;
mod paging;
mod probe;
mod reopen;
mod semantics;
mod tombstones;
mod typed;

use std::error::Error;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use crate::limits::EVENTS_MAX;
use crate::store::Store;
use probe::Probe;

/// Makes the stores that the suite runs on.
pub trait Backend {
    /// A store without records or events, apart from all others, that keeps `events_max` change
    /// events per space.
    fn empty(&self, events_max: usize) -> Arc<dyn Store>;

    /// Closes a store made by [`Backend::empty`], of which this is the only handle, and opens it
    /// again; none if a store is gone once it is closed.
    fn reopen(&self, store: Arc<dyn Store>) -> Option<Arc<dyn Store>> {
        drop(store);
        None
    }
}

/// Runs every case on stores of `backend`.
///
/// # Panics
/// If the backend fails a case.
pub fn run(backend: &dyn Backend) {
    let groups = [
        semantics::CASES,
        paging::CASES,
        bounds::CASES,
        events::CASES,
        tombstones::CASES,
        typed::CASES,
        concurrency::CASES,
        reopen::CASES,
    ];
    for case in groups.into_iter().flatten() {
        eprintln!("conformance case: {}", case.name);
        let outcome = (case.run)(&Stage { backend });
        assert!(outcome.is_ok(), "{}: {}", case.name, describe(outcome));
    }
}

/// Waits for a future on this thread, which is all that a test of a runtime-free store needs.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    struct Unpark(Thread);
    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

/// How a case ends: a check that fails panics, a call that fails is handed up.
type Outcome = Result<(), Box<dyn Error>>;

struct Case {
    name: &'static str,
    run: fn(&Stage<'_>) -> Outcome,
}

/// Where a case gets its stores.
struct Stage<'b> {
    backend: &'b dyn Backend,
}

impl Stage<'_> {
    /// An empty store, seen through its `state` space.
    fn probe(&self) -> Probe {
        self.probe_keeping(EVENTS_MAX)
    }

    /// The same, keeping `events_max` events.
    fn probe_keeping(&self, events_max: usize) -> Probe {
        Probe::new(self.backend.empty(events_max))
    }
}

fn describe(outcome: Outcome) -> String {
    outcome.err().map_or_else(String::new, |error| error.to_string())
}

/// A list of cases named after their functions.
macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        pub(super) const CASES: &[crate::conformance::Case] =
            &[$(crate::conformance::Case { name: stringify!($name), run: $name }),*];
    };
}
use cases;
