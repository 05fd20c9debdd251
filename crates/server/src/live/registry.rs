//! Who depends on what.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Weak};

use daypass_broker::{LivePermissions, Standing};
use daypass_services::changes::Dependency;

use super::claim::Claim;

/// How many changes are remembered for claims that are being resolved while they happen.
const RECENT_CHANGES_MAX: usize = 4_096;
/// How many entries there may be before those of ended connections are looked for.
const ENDED_LOOKED_FOR_AT: usize = 1_024;

/// The number of an entry, never used again.
pub(super) type EntryNumber = u64;

/// The open connections by what their permissions were made from.
#[derive(Debug)]
pub(super) struct Registry {
    entries: HashMap<EntryNumber, Entry>,
    dependents: HashMap<Arc<Dependency>, HashSet<EntryNumber>>,
    next: EntryNumber,
    clean_at: usize,
    /// How many changes were seen; the newest of them are `recent`.
    changes_seen: u64,
    recent: VecDeque<Dependency>,
}

#[derive(Debug)]
struct Entry {
    claim: Arc<Claim>,
    /// Held by the connection, and by a will that waits beyond it.
    permissions: Weak<LivePermissions>,
    dependencies: Box<[Arc<Dependency>]>,
}

/// A change came between resolving a claim and registering it: it has to be resolved again.
#[derive(Debug)]
pub(super) struct Overtaken;

/// An entry whose permissions are to be made anew.
#[derive(Debug)]
pub(super) struct Dependent {
    pub(super) number: EntryNumber,
    pub(super) claim: Arc<Claim>,
}

impl Registry {
    pub(super) fn new() -> Self {
        Self {
            entries: HashMap::new(),
            dependents: HashMap::new(),
            next: 0,
            clean_at: ENDED_LOOKED_FOR_AT,
            changes_seen: 0,
            recent: VecDeque::new(),
        }
    }

    /// How many changes were seen so far: read it before resolving a claim.
    pub(super) fn changes_seen(&self) -> u64 {
        self.changes_seen
    }

    /// Enters a claim that was resolved after `seen` changes, unless one of those that came since
    /// bears on it. Every later change will find it.
    pub(super) fn enter(
        &mut self,
        claim: Arc<Claim>,
        permissions: &Arc<LivePermissions>,
        dependencies: Vec<Dependency>,
        seen: u64,
    ) -> Result<(), Overtaken> {
        if self.has_changed_since(seen, &dependencies) {
            return Err(Overtaken);
        }
        if self.entries.len() >= self.clean_at {
            self.throw_out_ended();
        }
        let number = self.next;
        self.next += 1;
        let dependencies = self.index(number, dependencies);
        let entry = Entry { claim, permissions: Arc::downgrade(permissions), dependencies };
        self.entries.insert(number, entry);
        Ok(())
    }

    fn has_changed_since(&self, seen: u64, dependencies: &[Dependency]) -> bool {
        let missed = self.changes_seen - seen;
        match usize::try_from(missed) {
            Ok(missed) if missed <= self.recent.len() => {
                self.recent.iter().rev().take(missed).any(|change| dependencies.contains(change))
            }
            _ => true,
        }
    }

    /// Whoever depends on what has changed.
    pub(super) fn changed(&mut self, changes: Vec<Dependency>) -> Vec<Dependent> {
        let mut numbers = HashSet::new();
        for change in changes {
            numbers.extend(self.dependents.get(&change).into_iter().flatten().copied());
            self.changes_seen += 1;
            self.recent.push_back(change);
            if self.recent.len() > RECENT_CHANGES_MAX {
                self.recent.pop_front();
            }
        }
        self.living(numbers)
    }

    /// Everybody: what has changed is not known.
    pub(super) fn everything_changed(&mut self) -> Vec<Dependent> {
        // Claims that are being resolved at this moment find themselves overtaken.
        self.changes_seen += 1;
        self.recent.clear();
        let numbers = self.entries.keys().copied().collect();
        self.living(numbers)
    }

    fn living(&self, numbers: HashSet<EntryNumber>) -> Vec<Dependent> {
        let living = |number| {
            let entry = self.entries.get(&number)?;
            let lives = entry.permissions.strong_count() > 0;
            lives.then(|| Dependent { number, claim: entry.claim.clone() })
        };
        numbers.into_iter().filter_map(living).collect()
    }

    /// Replaces the standing of an entry; with new dependencies where it was resolved anew.
    pub(super) fn replace(
        &mut self,
        number: EntryNumber,
        standing: Standing,
        dependencies: Option<Vec<Dependency>>,
    ) {
        let Some(entry) = self.entries.get(&number) else { return };
        let Some(permissions) = entry.permissions.upgrade() else {
            self.remove(number);
            return;
        };
        permissions.replace(standing);
        let Some(dependencies) = dependencies else { return };
        self.forget_index(number);
        let dependencies = self.index(number, dependencies);
        if let Some(entry) = self.entries.get_mut(&number) {
            entry.dependencies = dependencies;
        }
    }

    /// How many entries there are, those of ended connections that were not found yet included.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn index(
        &mut self,
        number: EntryNumber,
        dependencies: Vec<Dependency>,
    ) -> Box<[Arc<Dependency>]> {
        let mut index = |dependency: Dependency| {
            let shared = match self.dependents.get_key_value(&dependency) {
                Some((shared, _)) => shared.clone(),
                None => Arc::new(dependency),
            };
            self.dependents.entry(shared.clone()).or_default().insert(number);
            shared
        };
        dependencies.into_iter().map(&mut index).collect()
    }

    fn forget_index(&mut self, number: EntryNumber) {
        let Some(entry) = self.entries.get(&number) else { return };
        for dependency in &entry.dependencies {
            if let Some(dependents) = self.dependents.get_mut(dependency) {
                dependents.remove(&number);
                if dependents.is_empty() {
                    self.dependents.remove(dependency);
                }
            }
        }
    }

    fn remove(&mut self, number: EntryNumber) {
        self.forget_index(number);
        self.entries.remove(&number);
    }

    fn throw_out_ended(&mut self) {
        let ended = |(number, entry): (&EntryNumber, &Entry)| {
            (entry.permissions.strong_count() == 0).then_some(*number)
        };
        let ended: Vec<EntryNumber> = self.entries.iter().filter_map(ended).collect();
        for number in ended {
            self.remove(number);
        }
        self.clean_at = (2 * self.entries.len()).max(ENDED_LOOKED_FOR_AT);
    }
}
