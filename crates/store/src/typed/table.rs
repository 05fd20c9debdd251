//! A table: the declaration that ties a record type to its keys.

use std::fmt;
use std::marker::PhantomData;

use crate::typed::key::{Key, KeyPrefix, Scope, ScopeKind, push_part, split_part, table_prefix};

/// What can be stored in a table: a message of numbered fields. Fields may be added; a number is
/// never used again.
pub trait Record: prost::Message + Default + 'static {}

impl<R: prost::Message + Default + 'static> Record for R {}

/// A table of records `R` whose keys have `PARTS` parts. It is a constant: its number is part of
/// every key and is never used for another table.
///
/// ```
/// # #[derive(Clone, PartialEq, prost::Message)]
/// # struct Role {}
/// use daypass_store::{Scope, Table};
/// const ROLES: Table<Role> = Table::account(3);
/// let scope = Scope { account: "000000000000", region: "us-east-1" };
/// let key = ROLES.key(&scope, ["demo-guest"]);
/// assert_eq!(ROLES.parts(&key), Some([b"demo-guest".as_slice()]));
/// ```
pub struct Table<R, const PARTS: usize = 1> {
    id: u16,
    kind: ScopeKind,
    split: bool,
    record: PhantomData<fn() -> R>,
}

impl<R, const PARTS: usize> Table<R, PARTS> {
    /// A table outside every account and region, such as an index by a globally unique id.
    pub const fn global(id: u16) -> Self {
        Self::new(id, ScopeKind::Global)
    }

    /// A table of which each account has its own part, such as IAM's roles.
    pub const fn account(id: u16) -> Self {
        Self::new(id, ScopeKind::Account)
    }

    /// A table of which each account has its own part in each region, such as things.
    pub const fn account_region(id: u16) -> Self {
        Self::new(id, ScopeKind::AccountRegion)
    }

    /// The same table, for records that may outgrow one value: they are split into as many as
    /// [`crate::CHUNKS_MAX`] chunks. Part of the format: it cannot be added to a table later.
    pub const fn split(mut self) -> Self {
        self.split = true;
        self
    }

    const fn new(id: u16, kind: ScopeKind) -> Self {
        assert!(PARTS > 0, "a key has at least one part");
        Self { id, kind, split: false, record: PhantomData }
    }

    /// The table's number.
    pub const fn id(&self) -> u16 {
        self.id
    }

    /// The key of one record. Text goes in as its bytes, numbers as big-endian bytes, so that
    /// their order is kept.
    pub fn key<P: AsRef<[u8]>>(&self, scope: &Scope<'_>, parts: [P; PARTS]) -> Key<R> {
        let mut bytes = table_prefix(self.kind, scope, self.id);
        for (index, part) in parts.into_iter().enumerate() {
            if index + 1 < PARTS {
                push_part(&mut bytes, part.as_ref());
            } else {
                bytes.extend_from_slice(part.as_ref());
            }
        }
        Key::new(bytes, self.split)
    }

    /// All records of the scope.
    pub fn all(&self, scope: &Scope<'_>) -> KeyPrefix<R> {
        KeyPrefix::new(table_prefix(self.kind, scope, self.id), self.split)
    }

    /// The records whose first parts are `parts`, fewer than the table has.
    pub fn under<P: AsRef<[u8]>, const FIRST: usize>(
        &self,
        scope: &Scope<'_>,
        parts: [P; FIRST],
    ) -> KeyPrefix<R> {
        const { assert!(FIRST < PARTS, "a prefix leaves at least the last part open") }
        let mut bytes = table_prefix(self.kind, scope, self.id);
        for part in parts {
            push_part(&mut bytes, part.as_ref());
        }
        KeyPrefix::new(bytes, self.split)
    }

    /// The records whose first parts are `parts`, all but the last, and whose last part begins
    /// with `beginning`.
    pub fn starting<P: AsRef<[u8]>, const FIRST: usize>(
        &self,
        scope: &Scope<'_>,
        parts: [P; FIRST],
        beginning: &[u8],
    ) -> KeyPrefix<R> {
        const { assert!(FIRST + 1 == PARTS, "only the last part can be given by its beginning") }
        let mut bytes = table_prefix(self.kind, scope, self.id);
        for part in parts {
            push_part(&mut bytes, part.as_ref());
        }
        bytes.extend_from_slice(beginning);
        KeyPrefix::new(bytes, self.split)
    }

    /// The parts that `key` was made of; none if it is not a key of this table.
    pub fn parts<'k>(&self, key: &'k Key<R>) -> Option<[&'k [u8]; PARTS]> {
        let mut rest = self.after_prefix(&key.bytes)?;
        let mut parts = [rest; PARTS];
        for (index, part) in parts.iter_mut().enumerate() {
            if index + 1 < PARTS {
                (*part, rest) = split_part(rest)?;
            } else {
                *part = rest;
            }
        }
        Some(parts)
    }

    fn after_prefix<'k>(&self, key: &'k [u8]) -> Option<&'k [u8]> {
        let (head, mut rest) = key.split_first_chunk::<2>()?;
        if *head != [crate::typed::key::KEY_VERSION, self.kind as u8] {
            return None;
        }
        let scope_parts = match self.kind {
            ScopeKind::Global => 0,
            ScopeKind::Account => 1,
            ScopeKind::AccountRegion => 2,
        };
        for _ in 0..scope_parts {
            (_, rest) = split_part(rest)?;
        }
        rest.strip_prefix(self.id.to_be_bytes().as_slice())
    }
}

impl<R, const PARTS: usize> fmt::Debug for Table<R, PARTS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("parts", &PARTS)
            .field("split", &self.split)
            .finish_non_exhaustive()
    }
}
