//! Compiled documents and sets, each kept once and found again by its text.

use crate::document::DocumentKind;
use crate::policy::{Policy, PolicySet};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::sync::Arc;

/// Documents and sets that were compiled, so that those who come with the same policies share them.
/// An entry stands for its text and can never be wrong, so nothing is ever invalidated; what was
/// not asked for while others filled the library up is forgotten.
#[derive(Debug, Default)]
pub struct Library {
    policies: Kept<Arc<Policy>>,
    sets: Kept<PolicySet>,
    hasher: DefaultHashBuilder,
}

impl Library {
    /// The compiled document with this name and version (in the sense of [`Policy::compile`]) and
    /// exactly this text.
    pub fn policy(
        &mut self,
        kind: DocumentKind,
        name: &str,
        version: Option<&str>,
        text: &str,
    ) -> Option<Arc<Policy>> {
        let hash = self.hasher.hash_one((kind, name, version, text));
        self.policies.find(hash, |policy| {
            policy.document().kind() == kind
                && **policy.name() == *name
                && policy.version().map(|version| &**version) == version
                && policy.document().text() == text
        })
    }

    /// Keeps a document that was compiled, and gives back the one that everyone is to use: another
    /// one if somebody else was faster.
    pub fn keep(&mut self, policy: Arc<Policy>) -> Arc<Policy> {
        let (kind, text) = (policy.document().kind(), policy.document().text());
        let version = policy.version().map(|version| &**version);
        if let Some(kept) = self.policy(kind, policy.name(), version, text) {
            return kept;
        }
        let hash = self.hasher.hash_one((kind, &**policy.name(), version, text));
        self.policies.insert(hash, policy.clone(), policy.document().text().len());
        policy
    }

    /// The set of these policies, in this order.
    pub fn set(&mut self, policies: &[Arc<Policy>]) -> Option<PolicySet> {
        let hash = self.hasher.hash_one(policies);
        self.sets.find(hash, |set| set.policies() == policies)
    }

    /// Keeps a set that was compiled, and gives back the one that everyone is to use.
    pub fn keep_set(&mut self, set: PolicySet) -> PolicySet {
        if let Some(kept) = self.set(set.policies()) {
            return kept;
        }
        let hash = self.hasher.hash_one(set.policies());
        let bytes = set.policies().iter().map(|policy| policy.document().text().len()).sum();
        self.sets.insert(hash, set.clone(), bytes);
        set
    }

    /// How many documents and sets were put into the library so far: as many as were compiled, for
    /// those who ask it first.
    pub fn compiled(&self) -> (u64, u64) {
        (self.policies.inserted, self.sets.inserted)
    }
}

/// Values by their hashes. Two tables: what was not asked for while one filled up is forgotten with
/// the other.
#[derive(Debug)]
struct Kept<T> {
    young: HashTable<Entry<T>>,
    old: HashTable<Entry<T>>,
    /// What the young table holds, in bytes of text.
    young_bytes: usize,
    inserted: u64,
}

#[derive(Debug)]
struct Entry<T> {
    hash: u64,
    value: T,
    bytes: usize,
}

/// The most text in one of the two tables. What is compiled from it takes about ten times as much.
const TEXT_BYTES_MAX: usize = 16 << 20;
/// What an entry counts for beside its text.
const ENTRY_BYTES: usize = 256;

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self { young: HashTable::new(), old: HashTable::new(), young_bytes: 0, inserted: 0 }
    }
}

impl<T: Clone> Kept<T> {
    fn find(&mut self, hash: u64, is_it: impl Fn(&T) -> bool) -> Option<T> {
        let same = |entry: &Entry<T>| entry.hash == hash && is_it(&entry.value);
        if let Some(entry) = self.young.find(hash, same) {
            return Some(entry.value.clone());
        }
        let (entry, _) = self.old.find_entry(hash, same).ok()?.remove();
        let value = entry.value.clone();
        self.put(entry);
        Some(value)
    }

    fn insert(&mut self, hash: u64, value: T, text_bytes: usize) {
        self.inserted += 1;
        self.put(Entry { hash, value, bytes: text_bytes + ENTRY_BYTES });
    }

    fn put(&mut self, entry: Entry<T>) {
        if self.young_bytes + entry.bytes > TEXT_BYTES_MAX {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
            self.young_bytes = 0;
        }
        self.young_bytes += entry.bytes;
        self.young.insert_unique(entry.hash, entry, |entry| entry.hash);
    }
}

#[cfg(test)]
mod tests {
    use super::{ENTRY_BYTES, Kept, Library, TEXT_BYTES_MAX};
    use crate::{Document, DocumentKind, Policy, PolicySet};
    use std::sync::Arc;

    const TEXT: &str = r#"{"Statement":{"Effect":"Allow","Action":"iot:Connect","Resource":"*"}}"#;

    fn compiled(kind: DocumentKind, name: &str, version: Option<&str>) -> Arc<Policy> {
        let document = Document::parse(kind, TEXT).unwrap();
        Policy::compile(name, version.map(Arc::from), document)
    }

    #[test]
    fn a_document_is_found_by_all_that_it_is() {
        let mut library = Library::default();
        let first = library.keep(compiled(DocumentKind::Iot, "a", Some("1")));
        let found = library.policy(DocumentKind::Iot, "a", Some("1"), TEXT).unwrap();
        assert!(Arc::ptr_eq(&first, &found));
        let late = library.keep(compiled(DocumentKind::Iot, "a", Some("1")));
        assert!(Arc::ptr_eq(&first, &late));
        assert_eq!(library.compiled(), (1, 0));
        for (kind, name, version, text) in [
            (DocumentKind::Identity, "a", Some("1"), TEXT),
            (DocumentKind::Iot, "b", Some("1"), TEXT),
            (DocumentKind::Iot, "a", Some("2"), TEXT),
            (DocumentKind::Iot, "a", None, TEXT),
            (DocumentKind::Iot, "a", Some("1"), " "),
        ] {
            assert!(library.policy(kind, name, version, text).is_none(), "{kind:?} {name}");
        }
    }

    #[test]
    fn a_set_is_found_by_its_policies_in_their_order() {
        let mut library = Library::default();
        let (a, b) = (["a", "b"].map(|name| compiled(DocumentKind::Iot, name, None))).into();
        let set = library.keep_set(PolicySet::new([a.clone(), b.clone()]));
        assert_eq!(library.set(&[a.clone(), b.clone()]), Some(set));
        let again = compiled(DocumentKind::Iot, "a", None);
        assert!(library.set(&[again, b.clone()]).is_some(), "equal policies are one");
        assert!(library.set(&[b, a.clone()]).is_none());
        assert!(library.set(&[a]).is_none());
        assert_eq!(library.compiled(), (0, 1));
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_goes() {
        let mut kept = Kept::default();
        let text_bytes = TEXT_BYTES_MAX / 8 - ENTRY_BYTES;
        kept.insert(0, 0, text_bytes);
        for value in 1..100 {
            kept.insert(value, value, text_bytes);
            assert_eq!(kept.find(0, |found| *found == 0), Some(0));
            assert!(kept.young.len() + kept.old.len() <= 16, "the library is bounded");
        }
        assert_eq!(kept.find(1, |found| *found == 1), None);
        assert_eq!(kept.find(99, |found| *found == 99), Some(99));
        assert_eq!(kept.find(99, |_| false), None, "a hash alone finds nothing");
    }
}
