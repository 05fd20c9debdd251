//! Who depends on what.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hash::{BuildHasher as _, RandomState};
use std::sync::{Arc, Weak};

use daypass_broker::{LivePermissions, Standing};
use daypass_services::changes::Dependency;
use smallvec::SmallVec;

use super::claim::Claim;

/// How many changes are remembered for claims that are being resolved while they happen.
const RECENT_CHANGES_MAX: usize = 4_096;
/// How many entries are looked at whenever one is entered, whether their connections have ended: so
/// those of ended ones are an eighth of all at most, and nobody waits while all are looked at.
const LOOKED_AT: usize = 8;

/// The number of an entry, never used again.
pub(super) type EntryNumber = u64;

/// A dependency by its hash, under a key that this process has drawn. Who depends on another one of the
/// same hash is looked up once too often, and nothing worse.
type Mark = u64;

/// The open connections by what their permissions were made from. All tables are trees: they never
/// grow at once.
#[derive(Debug)]
pub(super) struct Registry {
    entries: BTreeMap<EntryNumber, Entry>,
    dependents: BTreeMap<Mark, Dependents>,
    marks: RandomState,
    next: EntryNumber,
    /// The first entry that was not looked at lately.
    look_from: EntryNumber,
    /// How many changes were seen; the newest of them are `recent`.
    changes_seen: u64,
    recent: VecDeque<Mark>,
}

/// The entries that depend on something, never none.
#[derive(Debug)]
enum Dependents {
    One(EntryNumber),
    More(BTreeSet<EntryNumber>),
}

#[derive(Debug)]
struct Entry {
    claim: Arc<Claim>,
    /// Held by the connection, and by a will that waits beyond it.
    permissions: Weak<LivePermissions>,
    dependencies: Box<[Mark]>,
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
            entries: BTreeMap::new(),
            dependents: BTreeMap::new(),
            marks: RandomState::new(),
            next: 0,
            look_from: 0,
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
        dependencies: &[Dependency],
        seen: u64,
    ) -> Result<(), Overtaken> {
        let dependencies = self.marks_of(dependencies);
        if self.has_changed_since(seen, &dependencies) {
            return Err(Overtaken);
        }
        self.throw_out_some_ended();
        let number = self.next;
        self.next += 1;
        self.index(number, &dependencies);
        let entry = Entry { claim, permissions: Arc::downgrade(permissions), dependencies };
        self.entries.insert(number, entry);
        Ok(())
    }

    /// How many changes were seen so far, if none since `seen` of them bears on these.
    pub(super) fn unchanged_since(&self, seen: u64, dependencies: &[Dependency]) -> Option<u64> {
        let changed =
            seen < self.changes_seen && self.has_changed_since(seen, &self.marks_of(dependencies));
        (!changed).then_some(self.changes_seen)
    }

    fn has_changed_since(&self, seen: u64, dependencies: &[Mark]) -> bool {
        let missed = self.changes_seen - seen;
        match usize::try_from(missed) {
            Ok(missed) if missed <= self.recent.len() => {
                self.recent.iter().rev().take(missed).any(|change| dependencies.contains(change))
            }
            _ => true,
        }
    }

    /// Whoever depends on what has changed.
    pub(super) fn changed(&mut self, changes: &[Dependency]) -> Vec<Dependent> {
        let mut numbers = BTreeSet::new();
        for change in self.marks_of(changes) {
            match self.dependents.get(&change) {
                Some(Dependents::One(number)) => numbers.extend([*number]),
                Some(Dependents::More(more)) => numbers.extend(more),
                None => {}
            }
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
        self.living(self.entries.keys().copied())
    }

    fn living(&self, numbers: impl IntoIterator<Item = EntryNumber>) -> Vec<Dependent> {
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
        dependencies: Option<&[Dependency]>,
    ) {
        let Some(entry) = self.entries.get(&number) else { return };
        let Some(permissions) = entry.permissions.upgrade() else {
            self.remove(number);
            return;
        };
        permissions.replace(standing);
        let Some(dependencies) = dependencies else { return };
        self.forget_index(number);
        let dependencies = self.marks_of(dependencies);
        self.index(number, &dependencies);
        if let Some(entry) = self.entries.get_mut(&number) {
            entry.dependencies = dependencies;
        }
    }

    /// How many entries there are, those of ended connections that were not found yet included.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    fn marks_of(&self, dependencies: &[Dependency]) -> Box<[Mark]> {
        dependencies.iter().map(|dependency| self.marks.hash_one(dependency)).collect()
    }

    fn index(&mut self, number: EntryNumber, dependencies: &[Mark]) {
        for dependency in dependencies {
            let dependents = self.dependents.entry(*dependency);
            dependents.or_insert(Dependents::One(number)).add(number);
        }
    }

    fn forget_index(&mut self, number: EntryNumber) {
        let Some(entry) = self.entries.get(&number) else { return };
        for dependency in &entry.dependencies {
            if let Some(dependents) = self.dependents.get_mut(dependency)
                && dependents.is_empty_without(number)
            {
                self.dependents.remove(dependency);
            }
        }
    }

    fn remove(&mut self, number: EntryNumber) {
        self.forget_index(number);
        self.entries.remove(&number);
    }

    /// Looks at the next few entries, and throws out those whose connections have ended.
    fn throw_out_some_ended(&mut self) {
        let next: SmallVec<[(EntryNumber, bool); LOOKED_AT]> = self
            .entries
            .range(self.look_from..)
            .take(LOOKED_AT)
            .map(|(number, entry)| (*number, entry.permissions.strong_count() == 0))
            .collect();
        self.look_from = match next.last() {
            Some((number, _)) if next.len() == LOOKED_AT => number + 1,
            _ => 0,
        };
        for (number, _) in next.into_iter().filter(|(_, ended)| *ended) {
            self.remove(number);
        }
    }
}

impl Dependents {
    fn add(&mut self, number: EntryNumber) {
        match self {
            Self::One(one) if *one == number => {}
            Self::One(one) => *self = Self::More([*one, number].into()),
            Self::More(more) => {
                more.insert(number);
            }
        }
    }

    /// Takes an entry out; whether none is left.
    fn is_empty_without(&mut self, number: EntryNumber) -> bool {
        match self {
            Self::One(one) => *one == number,
            Self::More(more) => {
                more.remove(&number);
                more.is_empty()
            }
        }
    }
}
