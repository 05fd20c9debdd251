//! One message, and all that is to be stored of it before it is acknowledged.

use super::change::Change;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

/// A place in the order of what is stored, with whoever is told once it is.
pub trait Reservation: Debug + Send + Sync {
    /// Stores the changes together, and tells whoever waits, at once if there are none. Dropped
    /// instead, it stores nothing and tells nobody.
    fn fulfil(self: Box<Self>, changes: Vec<Change>);
}

/// What the reactors that a message reaches have to store of it. It is stored when the last of them has
/// let go of it.
#[derive(Debug)]
pub struct Unit {
    open: Mutex<Option<Open>>,
}

#[derive(Debug)]
struct Open {
    reservation: Box<dyn Reservation>,
    changes: Vec<Change>,
}

impl Unit {
    /// Nothing to store yet.
    pub fn new(reservation: Box<dyn Reservation>) -> Arc<Self> {
        Arc::new(Self { open: Mutex::new(Some(Open { reservation, changes: Vec::new() })) })
    }

    pub(crate) fn add(&self, change: Change) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = &mut *open {
            open.changes.push(change);
        }
    }

    /// Lets go of a unit. Whether whoever waits is going to be told: not if nobody else holds it and
    /// nothing is to be stored.
    pub(crate) fn close(unit: Arc<Self>) -> bool {
        let Some(mut last) = Arc::into_inner(unit) else { return true };
        let open = last.open.get_mut().unwrap_or_else(PoisonError::into_inner);
        let waits = open.as_ref().is_some_and(|open| !open.changes.is_empty());
        if !waits {
            *open = None;
        }
        waits
    }
}

impl Drop for Unit {
    fn drop(&mut self) {
        let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(Open { reservation, changes }) = open.take() {
            reservation.fulfil(changes);
        }
    }
}
