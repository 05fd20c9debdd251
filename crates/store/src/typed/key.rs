//! How keys are written. A change here is a new [`KEY_VERSION`] and a migration.
//!
//! ```text
//! version (1) | class (1) | account | region | table (2, big-endian) | part … | last part
//! ```
//!
//! Account and region stand there as far as the class says so. They and every part but the last
//! carry their length in front (2 bytes, big-endian), and a table's number of parts is fixed, so
//! that no two lists of parts share a key. The last part stands bare: under one prefix, records
//! are in the byte order of their last part.

use std::marker::PhantomData;

use bytes::Bytes;

use crate::range::KeyRange;

/// The first byte of every key.
pub(crate) const KEY_VERSION: u8 = 1;

/// Set in the class byte of a key that holds one chunk of a split record.
pub(crate) const CHUNK_CLASS: u8 = 0x80;

/// Where the class byte stands.
const CLASS_INDEX: usize = 1;

/// The account and region that a record belongs to. A table uses as much of it as its kind says.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Scope<'a> {
    /// The account's twelve digits.
    pub account: &'a str,
    /// The region's name.
    pub region: &'a str,
}

impl Scope<'static> {
    /// For global tables, which stand outside every account and region.
    pub const GLOBAL: Self = Self { account: "", region: "" };
}

/// How much of a [`Scope`] a table's keys contain.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum ScopeKind {
    /// Nothing.
    Global = 0,
    /// The account.
    Account = 1,
    /// The account and the region.
    AccountRegion = 2,
}

/// The key of one record of type `R`.
pub struct Key<R> {
    pub(crate) bytes: Bytes,
    pub(crate) split: bool,
    record: PhantomData<fn() -> R>,
}

impl<R> Key<R> {
    pub(crate) fn new(bytes: impl Into<Bytes>, split: bool) -> Self {
        Self { bytes: bytes.into(), split, record: PhantomData }
    }

    /// The key as the store sees it.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }
}

impl<R> Clone for Key<R> {
    fn clone(&self) -> Self {
        Self::new(self.bytes.clone(), self.split)
    }
}

impl<R> PartialEq for Key<R> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<R> Eq for Key<R> {}

impl<R> std::fmt::Debug for Key<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Key({})", self.bytes.escape_ascii())
    }
}

/// What the keys of some records of type `R` begin with: a table within a scope, or a part of it.
pub struct KeyPrefix<R> {
    pub(crate) bytes: Bytes,
    pub(crate) split: bool,
    record: PhantomData<fn() -> R>,
}

impl<R> KeyPrefix<R> {
    pub(crate) fn new(bytes: impl Into<Bytes>, split: bool) -> Self {
        Self { bytes: bytes.into(), split, record: PhantomData }
    }

    /// The keys that begin so.
    pub fn range(&self) -> KeyRange {
        KeyRange::prefix(self.bytes.clone())
    }
}

impl<R> Clone for KeyPrefix<R> {
    fn clone(&self) -> Self {
        Self::new(self.bytes.clone(), self.split)
    }
}

impl<R> std::fmt::Debug for KeyPrefix<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeyPrefix({})", self.bytes.escape_ascii())
    }
}

/// Everything of a key before its parts.
pub(crate) fn table_prefix(kind: ScopeKind, scope: &Scope<'_>, table: u16) -> Vec<u8> {
    let mut key = vec![KEY_VERSION, kind as u8];
    if kind != ScopeKind::Global {
        push_part(&mut key, scope.account.as_bytes());
    }
    if kind == ScopeKind::AccountRegion {
        push_part(&mut key, scope.region.as_bytes());
    }
    key.extend_from_slice(&table.to_be_bytes());
    key
}

/// Appends a part with its length. A part beyond 65,535 bytes makes a key far beyond
/// [`crate::KEY_BYTES_MAX`], which the store refuses whatever length is written here.
pub(crate) fn push_part(key: &mut Vec<u8>, part: &[u8]) {
    let length = u16::try_from(part.len()).unwrap_or(u16::MAX);
    key.extend_from_slice(&length.to_be_bytes());
    key.extend_from_slice(part);
}

/// Takes a part with its length off the front of `rest`.
pub(crate) fn split_part(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = rest.split_first_chunk()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// The key of a record's chunk, or the common beginning of the chunks of all records whose keys
/// begin with `key`. Chunks lie outside every table, so that no page meets them.
pub(crate) fn chunk_prefix(key: &[u8]) -> Vec<u8> {
    let mut chunk = key.to_vec();
    if let Some(class) = chunk.get_mut(CLASS_INDEX) {
        *class |= CHUNK_CLASS;
    }
    chunk
}
