//! One fetch at a time for the keys of one issuer: who comes while it is under way waits for it.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

use daypass_federation::KeySetSource;

/// The fetches that are under way.
#[derive(Default)]
pub(super) struct Flights {
    under_way: Mutex<HashMap<KeySetSource, Arc<Mutex<Flight>>>>,
}

/// Who fetches.
pub(super) enum Turn<'a> {
    /// The caller does; the others go on when this is dropped, also when the caller gave up.
    Lead(Landing<'a>),
    /// Somebody else does; this ends with it.
    Follow(Landed),
}

impl Flights {
    /// The caller's turn for this issuer.
    pub(super) fn board(&self, source: &KeySetSource) -> Turn<'_> {
        let mut under_way = locked(&self.under_way);
        if let Some(flight) = under_way.get(source) {
            return Turn::Follow(Landed { flight: Arc::clone(flight) });
        }
        under_way.insert(source.clone(), Arc::default());
        Turn::Lead(Landing { flights: self, source: source.clone() })
    }
}

/// Ends the flight when it is dropped.
pub(super) struct Landing<'a> {
    flights: &'a Flights,
    source: KeySetSource,
}

impl Drop for Landing<'_> {
    fn drop(&mut self) {
        let Some(flight) = locked(&self.flights.under_way).remove(&self.source) else { return };
        let waiting = {
            let mut flight = locked(&flight);
            flight.landed = true;
            std::mem::take(&mut flight.waiting)
        };
        // Woken without the lock, since a waker may poll at once.
        waiting.into_iter().for_each(Waker::wake);
    }
}

#[derive(Default)]
struct Flight {
    landed: bool,
    waiting: Vec<Waker>,
}

/// The end of somebody else's flight.
pub(super) struct Landed {
    flight: Arc<Mutex<Flight>>,
}

impl Future for Landed {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut flight = locked(&self.flight);
        if flight.landed {
            return Poll::Ready(());
        }
        if !flight.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
            flight.waiting.push(context.waker().clone());
        }
        Poll::Pending
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
