//! Equal permissions are one: a hundred thousand guests under one role share what does not
//! mention them.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, Hash, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

use daypass_policy::{Grants, Permissions};

/// Parts of a table, each under a lock of its own, so that looking for unused entries takes nobody long.
const PARTS: usize = 64;
/// How many entries a part may have before those that nobody holds are looked for.
const UNUSED_LOOKED_FOR_AT: usize = 64;

/// The grants and permissions in use, each once.
#[derive(Debug, Default)]
pub(super) struct Shared {
    grants: Table<Grants>,
    permissions: Table<Permissions>,
}

/// Values in use, each once.
#[derive(Debug)]
pub(crate) struct Table<T: ?Sized> {
    parts: Box<[Mutex<Part<T>>]>,
    hasher: RandomState,
}

#[derive(Debug)]
struct Part<T: ?Sized> {
    held: HashSet<Arc<T>>,
    /// The size at which unused entries are thrown out next: at most half of a part is unused.
    clean_at: usize,
}

impl Shared {
    /// The one copy of these grants.
    pub(super) fn grants(&self, grants: Arc<Grants>) -> Arc<Grants> {
        self.grants.one(grants)
    }

    /// The one copy of these permissions.
    pub(super) fn permissions(&self, permissions: Arc<Permissions>) -> Arc<Permissions> {
        self.permissions.one(permissions)
    }
}

impl<T: Eq + Hash + ?Sized> Table<T> {
    /// The one copy of this value.
    pub(crate) fn one(&self, value: Arc<T>) -> Arc<T> {
        let place = self.hasher.hash_one(&value).to_be_bytes()[0];
        let Some(part) = self.parts.get(usize::from(place) % PARTS) else { return value };
        // A part holds only whole entries, so a panic elsewhere leaves it usable.
        part.lock().unwrap_or_else(PoisonError::into_inner).one(value)
    }
}

impl<T: Eq + Hash + ?Sized> Part<T> {
    fn one(&mut self, value: Arc<T>) -> Arc<T> {
        if let Some(held) = self.held.get(&value) {
            return held.clone();
        }
        if self.held.len() >= self.clean_at {
            self.held.retain(|held| Arc::strong_count(held) > 1);
            self.clean_at = (2 * self.held.len()).max(UNUSED_LOOKED_FOR_AT);
        }
        self.held.insert(value.clone());
        value
    }
}

impl<T: ?Sized> Default for Table<T> {
    fn default() -> Self {
        let part = || Mutex::new(Part { held: HashSet::new(), clean_at: UNUSED_LOOKED_FOR_AT });
        let parts = std::iter::repeat_with(part).take(PARTS).collect();
        Self { parts, hasher: RandomState::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_one_and_unused_ones_go() {
        let table = Table::default();
        let first = table.one(Arc::new(0_usize));
        assert!(Arc::ptr_eq(&first, &table.one(Arc::new(0))));
        for unused in 1..10 * UNUSED_LOOKED_FOR_AT * PARTS {
            table.one(Arc::new(unused));
        }
        let few = |part: &Mutex<Part<_>>| part.lock().unwrap().held.len() <= UNUSED_LOOKED_FOR_AT;
        assert!(table.parts.iter().all(few));
        assert!(Arc::ptr_eq(&first, &table.one(Arc::new(0))));
    }
}
