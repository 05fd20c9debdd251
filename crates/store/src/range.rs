//! Ranges of keys, and the bound of a page.

use bytes::Bytes;

use crate::limits::PAGE_RECORDS_MAX;

/// A half-open range of keys in byte order: `start` is in it, `end` is not.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct KeyRange {
    /// The first key of the range.
    pub start: Bytes,
    /// The first key after the range; without one the range has no upper end.
    pub end: Option<Bytes>,
}

impl KeyRange {
    /// Every key.
    pub fn all() -> Self {
        Self { start: Bytes::new(), end: None }
    }

    /// The keys from `start` up to, but without, `end`.
    pub fn between(start: impl Into<Bytes>, end: impl Into<Bytes>) -> Self {
        Self { start: start.into(), end: Some(end.into()) }
    }

    /// The keys that begin with `prefix`, the prefix itself included.
    pub fn prefix(prefix: impl Into<Bytes>) -> Self {
        let start = prefix.into();
        let end = after_prefix(&start);
        Self { start, end }
    }

    /// The part of this range that begins at `resume`, the key that an earlier page ended with.
    /// A `resume` before the range's start changes nothing, so that a page never leaves its range.
    pub fn resume_at(mut self, resume: impl Into<Bytes>) -> Self {
        self.start = self.start.max(resume.into());
        self
    }

    /// Whether `key` lies in the range.
    pub fn contains(&self, key: &[u8]) -> bool {
        *key >= *self.start && self.ends_after(key)
    }

    /// Whether the whole of `other` lies in the range.
    pub fn covers(&self, other: &Self) -> bool {
        self.start <= other.start
            && match (&self.end, &other.end) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(mine), Some(theirs)) => theirs <= mine,
            }
    }

    /// Whether no key can lie in the range.
    pub fn is_void(&self) -> bool {
        self.end.as_ref().is_some_and(|end| *end <= self.start)
    }

    fn ends_after(&self, key: &[u8]) -> bool {
        self.end.as_ref().is_none_or(|end| *key < **end)
    }
}

/// How many records a page may hold: 1 to [`PAGE_RECORDS_MAX`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct PageLimit(usize);

impl PageLimit {
    /// The most that a page may hold.
    pub const MAX: Self = Self(PAGE_RECORDS_MAX);

    /// A page of at most `records`, brought into the allowed span.
    pub fn records(records: usize) -> Self {
        Self(records.clamp(1, PAGE_RECORDS_MAX))
    }

    /// The number of records.
    pub fn get(self) -> usize {
        self.0
    }
}

/// The smallest key that follows `key`.
pub(crate) fn successor(key: &[u8]) -> Bytes {
    let mut next = Vec::with_capacity(key.len() + 1);
    next.extend_from_slice(key);
    next.push(0);
    next.into()
}

/// The smallest key that is greater than every key beginning with `prefix`; none if the prefix is
/// empty or all of it is `0xff`.
fn after_prefix(prefix: &[u8]) -> Option<Bytes> {
    let kept = prefix.iter().rposition(|byte| *byte != u8::MAX)?;
    let mut end = prefix.get(..=kept)?.to_vec();
    *end.last_mut()? += 1;
    Some(end.into())
}
