//! Records that were read a moment ago, so that what is asked for again and again (a pool, a role, an
//! identity that comes back) is not looked up in the file each time.
//!
//! A record is forgotten after the commit that changes it and before that is acknowledged. A read that
//! began before the commit does not bring it back: what it found is kept only if nothing was forgotten
//! in its part of the cache meanwhile.
//!
//! What is read for the first time pushes nobody out: it stays until the next such record of its part,
//! which is long enough for a call that reads it twice. Over a million records, most of them read once,
//! making room for each and letting go of it later took as long as a third of finding it.

use std::hash::BuildHasher as _;
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use hashbrown::{DefaultHashBuilder, HashTable};

use crate::batch::{Batch, Write};
use crate::store::Entry;

/// Parts of the cache, each under a lock of its own.
const PARTS: usize = 64;
/// Bytes of keys and values of all parts, and of what values were decoded to.
const BYTES_MAX: usize = 64 * 1_024 * 1_024;
/// Longer values are read each time.
const VALUE_BYTES_MAX: usize = 16 * 1_024;
/// Records of a part that are known to have been read once, unless others came in their place.
const SEEN: usize = 2_048;
/// What an entry takes beside its key, its value, and about as much again once it is decoded.
const ENTRY_BYTES: usize = 256;

/// The cache of one space.
pub(crate) struct Cache {
    parts: Vec<Mutex<Part>>,
    /// Seeded for each process: nobody can choose keys that meet.
    hasher: DefaultHashBuilder,
}

/// Two tables: what was not asked for while one filled up is forgotten with the other.
struct Part {
    young: HashTable<Kept>,
    young_bytes: usize,
    old: HashTable<Kept>,
    /// What was last read for the first time.
    last: Option<Kept>,
    /// Parts of the hashes of what was read, each in a place that its hash says.
    seen: Vec<u32>,
    /// How often something was forgotten.
    changes: u64,
}

struct Kept {
    hash: u64,
    key: Bytes,
    entry: Entry,
}

impl Kept {
    fn bytes(&self) -> usize {
        ENTRY_BYTES + self.key.len() + 2 * self.entry.value.len()
    }

    fn is(&self, hash: u64, key: &[u8]) -> bool {
        self.hash == hash && self.key == key
    }
}

/// What the cache knows of a key.
pub(crate) enum Look {
    /// Its record.
    Known(Entry),
    /// Nothing. What is read now may be kept by this.
    Unknown(Ticket),
}

/// The moment before a read.
pub(crate) struct Ticket(u64);

impl Ticket {
    /// The ticket of a space without a cache.
    pub(crate) const NONE: Self = Self(0);
}

impl Cache {
    pub(crate) fn new() -> Self {
        let parts = (0..PARTS).map(|_| Mutex::new(Part::new(vec![0; SEEN]))).collect();
        Self { parts, hasher: DefaultHashBuilder::default() }
    }

    /// Looks for a record.
    pub(crate) fn look(&self, key: &[u8]) -> Look {
        let hash = self.hasher.hash_one(key);
        let Some(mut part) = self.part(hash) else { return Look::Unknown(Ticket::NONE) };
        if let Some(kept) = part.young.find(hash, |kept| kept.is(hash, key)) {
            return Look::Known(kept.entry.clone());
        }
        match part.old.find_entry(hash, |kept| kept.is(hash, key)) {
            Ok(found) => {
                let (kept, _) = found.remove();
                let entry = kept.entry.clone();
                part.insert(kept);
                Look::Known(entry)
            }
            Err(_) => match &part.last {
                Some(kept) if kept.is(hash, key) => Look::Known(kept.entry.clone()),
                _ => Look::Unknown(Ticket(part.changes)),
            },
        }
    }

    /// Keeps what was read since the ticket was given.
    pub(crate) fn keep(&self, key: &[u8], entry: &Entry, ticket: &Ticket) {
        if entry.value.len() > VALUE_BYTES_MAX {
            return;
        }
        let hash = self.hasher.hash_one(key);
        if let Some(mut part) = self.part(hash)
            && part.changes == ticket.0
        {
            let kept = Kept { hash, key: Bytes::copy_from_slice(key), entry: entry.clone() };
            if part.see(hash) {
                part.insert(kept);
            } else {
                part.last = Some(kept);
            }
        }
    }

    /// Forgets what a batch changes.
    pub(crate) fn forget(&self, batch: &Batch) {
        for write in &batch.writes {
            match write {
                Write::Put(key, _) | Write::Delete(key) => {
                    let hash = self.hasher.hash_one::<&[u8]>(key.as_ref());
                    if let Some(mut part) = self.part(hash) {
                        part.forget(hash, key);
                    }
                }
                Write::DeleteRange(_) => self.parts.iter().for_each(|part| lock(part).clear()),
            }
        }
    }

    /// The part of a hash, by other bits than those that its tables go by.
    fn part(&self, hash: u64) -> Option<MutexGuard<'_, Part>> {
        let place = usize::try_from((hash >> 32) % PARTS as u64).ok()?;
        self.parts.get(place).map(lock)
    }
}

fn lock(part: &Mutex<Part>) -> MutexGuard<'_, Part> {
    part.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Part {
    fn new(seen: Vec<u32>) -> Self {
        let (young, old) = (HashTable::new(), HashTable::new());
        Self { young, young_bytes: 0, old, last: None, seen, changes: 0 }
    }

    /// Whether a record of this hash was read before; from now on it was. Records whose hashes agree
    /// in all of these bits are taken for each other, which costs a place and no more.
    fn see(&mut self, hash: u64) -> bool {
        let mark = u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default() | 1;
        let place = usize::try_from(hash >> 48).unwrap_or_default() % SEEN;
        self.seen.get_mut(place).is_none_or(|seen| std::mem::replace(seen, mark) == mark)
    }

    fn insert(&mut self, kept: Kept) {
        let bytes = kept.bytes();
        if self.young_bytes + bytes > BYTES_MAX / PARTS / 2 {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        // Two who read the same record at the same time may both keep it.
        self.remove_young(kept.hash, &kept.key);
        self.young_bytes += bytes;
        self.young.insert_unique(kept.hash, kept, |kept| kept.hash);
    }

    fn forget(&mut self, hash: u64, key: &[u8]) {
        self.changes += 1;
        self.remove_young(hash, key);
        self.last.take_if(|kept| kept.is(hash, key));
        if let Ok(found) = self.old.find_entry(hash, |kept| kept.is(hash, key)) {
            drop(found.remove());
        }
    }

    fn remove_young(&mut self, hash: u64, key: &[u8]) {
        if let Ok(found) = self.young.find_entry(hash, |kept| kept.is(hash, key)) {
            let (kept, _) = found.remove();
            self.young_bytes = self.young_bytes.saturating_sub(kept.bytes());
        }
    }

    fn clear(&mut self) {
        let seen = std::mem::take(&mut self.seen);
        *self = Self { changes: self.changes + 1, ..Self::new(seen) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::range::KeyRange;
    use crate::store::Position;

    fn entry(value: &[u8], version: u64) -> Entry {
        Entry::new(Bytes::copy_from_slice(value), Position(version)).shared()
    }

    fn known(cache: &Cache, key: &[u8]) -> Option<Entry> {
        match cache.look(key) {
            Look::Known(entry) => Some(entry),
            Look::Unknown(_) => None,
        }
    }

    fn ticket(cache: &Cache, key: &[u8]) -> Ticket {
        match cache.look(key) {
            Look::Known(entry) => panic!("{entry:?}"),
            Look::Unknown(ticket) => ticket,
        }
    }

    /// Reads it twice, with others in between.
    fn kept(cache: &Cache, key: &[u8], entry: &Entry) {
        for _ in 0..2 {
            cache.parts.iter().for_each(|part| lock(part).last = None);
            cache.keep(key, entry, &ticket(cache, key));
        }
    }

    #[test]
    fn what_was_kept_is_known_until_a_batch_changes_it() {
        let changes = [
            Batch::new().put("a", "2"),
            Batch::new().delete("a"),
            Batch::new().delete_range(KeyRange::between(Bytes::from("a"), Bytes::from("b"))),
        ];
        for change in changes {
            let cache = Cache::new();
            let one = entry(b"1", 1);
            kept(&cache, b"a", &one);
            cache.forget(&Batch::new().put("b", "1").delete("c").assert_absent("a"));
            assert_eq!(known(&cache, b"a"), Some(one));
            cache.forget(&change);
            assert_eq!(known(&cache, b"a"), None, "{change:?}");
        }
    }

    #[test]
    fn a_read_from_before_a_change_is_not_kept_after_it() {
        let cache = Cache::new();
        let before = ticket(&cache, b"a");
        cache.forget(&Batch::new().put("a", "2"));
        cache.keep(b"a", &entry(b"1", 1), &before);
        assert_eq!(known(&cache, b"a"), None);
        kept(&cache, b"a", &entry(b"2", 2));
        assert_eq!(known(&cache, b"a"), Some(entry(b"2", 2)));
    }

    #[test]
    fn what_is_read_once_stays_for_a_moment_and_pushes_nobody_out() {
        let cache = Cache::new();
        kept(&cache, b"often", &entry(b"1", 1));
        for number in 0..100_000 {
            let (key, value) = (number.to_string(), entry(b"1", number));
            cache.keep(key.as_bytes(), &value, &ticket(&cache, key.as_bytes()));
            assert_eq!(known(&cache, key.as_bytes()), Some(value));
        }
        assert!(known(&cache, b"often").is_some());
        let others = (0..100_000).filter(|n| known(&cache, n.to_string().as_bytes()).is_some());
        assert!(others.count() <= 2 * PARTS);
        // A change forgets it where it stays for a moment, too.
        let last = Bytes::from("99999");
        cache.forget(&Batch::new().delete(last.clone()));
        assert_eq!(known(&cache, &last), None);
    }

    #[test]
    fn its_bytes_are_bounded_and_what_is_asked_for_stays() {
        let cache = Cache::new();
        let value = vec![7; VALUE_BYTES_MAX];
        kept(&cache, b"often", &entry(b"1", 1));
        for number in 0..3 * BYTES_MAX / VALUE_BYTES_MAX {
            kept(&cache, number.to_string().as_bytes(), &entry(&value, 1));
            assert!(known(&cache, b"often").is_some());
        }
        let bytes = |table: &HashTable<Kept>| -> usize { table.iter().map(Kept::bytes).sum() };
        let parts = cache.parts.iter().map(lock);
        let all: usize = parts.map(|part| bytes(&part.young) + bytes(&part.old)).sum();
        assert!(all <= BYTES_MAX && all > BYTES_MAX / 4, "{all}");
        kept(&cache, b"long", &entry(&vec![7; VALUE_BYTES_MAX + 1], 1));
        assert_eq!(known(&cache, b"long"), None);
    }
}
