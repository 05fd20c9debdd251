//! Joining equal fetches: while a document is being fetched, whoever wants it too waits for the
//! same answer.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use daypass_federation::Thumbprint;
use daypass_services::ports::{FetchError, FetchRequest, FetchedDocument};
use tokio::sync::OnceCell;

type Outcome = Result<FetchedDocument, FetchError>;
/// A fetch that trusts other certificates is another fetch.
type Key = (String, Vec<Thumbprint>);

/// The fetches that are under way.
#[derive(Debug, Default)]
pub(super) struct Flights {
    under_way: Mutex<HashMap<Key, Weak<OnceCell<Outcome>>>>,
}

impl Flights {
    /// The outcome of `fetch`, or of an equal one that is under way. When the caller that fetches
    /// goes away, one of those that wait begins anew.
    pub(super) async fn join<F>(
        &self,
        request: FetchRequest<'_>,
        fetch: impl FnOnce() -> F,
    ) -> Outcome
    where
        F: Future<Output = Outcome>,
    {
        let key = (request.url.to_owned(), request.thumbprints.to_vec());
        let flight = self.flight(&key);
        let outcome = flight.get_or_init(fetch).await.clone();
        drop(flight);
        self.forget_landed(&key);
        outcome
    }

    fn flight(&self, key: &Key) -> Arc<OnceCell<Outcome>> {
        let mut under_way = self.lock();
        if let Some(flight) =
            under_way.get(key).and_then(Weak::upgrade).filter(|flight| !flight.initialized())
        {
            return flight;
        }
        let flight = Arc::new(OnceCell::new());
        under_way.insert(key.clone(), Arc::downgrade(&flight));
        flight
    }

    /// Callers that went away leave their entries; those go here too, so the map holds no more
    /// than there are callers.
    fn forget_landed(&self, key: &Key) {
        let mut under_way = self.lock();
        if under_way.get(key).is_some_and(|flight| flight.strong_count() == 0) {
            under_way.remove(key);
        }
        if under_way.len() > SWEEP_ABOVE {
            under_way.retain(|_, flight| flight.strong_count() > 0);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Weak<OnceCell<Outcome>>>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many entries there may be before those of callers that went away are looked for.
const SWEEP_ABOVE: usize = 256;
