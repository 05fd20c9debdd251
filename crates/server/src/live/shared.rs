//! Equal permissions are one: a hundred thousand guests under one role share what does not
//! mention them.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use daypass_policy::{Grants, Permissions};

/// How many entries a table may have before those that nobody holds are looked for.
const UNUSED_LOOKED_FOR_AT: usize = 1_024;

/// The grants and permissions in use, each once.
#[derive(Debug, Default)]
pub(super) struct Shared {
    grants: Mutex<Table<Grants>>,
    permissions: Mutex<Table<Permissions>>,
}

#[derive(Debug)]
struct Table<T> {
    held: HashSet<Arc<T>>,
    /// The size at which unused entries are thrown out next: at most half of a table is unused.
    clean_at: usize,
}

impl Shared {
    /// The one copy of these grants.
    pub(super) fn grants(&self, grants: Arc<Grants>) -> Arc<Grants> {
        self.grants.lock().unwrap_or_else(PoisonError::into_inner).one(grants)
    }

    /// The one copy of these permissions.
    pub(super) fn permissions(&self, permissions: Arc<Permissions>) -> Arc<Permissions> {
        self.permissions.lock().unwrap_or_else(PoisonError::into_inner).one(permissions)
    }
}

impl<T: Eq + Hash> Table<T> {
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

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { held: HashSet::new(), clean_at: UNUSED_LOOKED_FOR_AT }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_are_one_and_unused_ones_go() {
        let mut table = Table::default();
        let first = table.one(Arc::new(0_usize));
        assert!(Arc::ptr_eq(&first, &table.one(Arc::new(0))));
        for unused in 1..10 * UNUSED_LOOKED_FOR_AT {
            table.one(Arc::new(unused));
        }
        assert!(table.held.len() <= UNUSED_LOOKED_FOR_AT);
        assert!(Arc::ptr_eq(&first, &table.one(Arc::new(0))));
    }
}
