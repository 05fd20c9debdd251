//! What a batch means, once for every backend that applies it row by row.

use bytes::Bytes;

use crate::batch::{Assertion, Batch, Write};
use crate::limits::{DELETE_RANGE_INLINE_RECORDS_MAX, EXAMINED_RECORDS_MAX, TOMBSTONES_MAX};
use crate::range::{KeyRange, successor};
use crate::store::{CommitError, Position, Sweep};

/// A range delete that still has records to remove: those of `range` written before `position`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Tombstone {
    /// The keys that it hides.
    pub(crate) range: KeyRange,
    /// The commit that deleted them.
    pub(crate) position: Position,
    /// The sweeper is done with the keys before this one.
    pub(crate) swept: Bytes,
}

impl Tombstone {
    /// Whether a record is hidden. A record of the same commit as the range delete is newer.
    pub(crate) fn hides(&self, key: &[u8], version: Position) -> bool {
        version < self.position && self.range.contains(key)
    }
}

/// One row as a scan meets it, hidden or not.
pub(crate) struct Row {
    pub(crate) key: Bytes,
    pub(crate) version: Position,
    pub(crate) hidden: bool,
}

/// A space inside one write transaction.
pub(crate) trait Rows {
    /// How the backend fails.
    type Error;

    /// The version of the record that a read would see.
    fn visible_version(&mut self, key: &[u8]) -> Result<Option<Position>, Self::Error>;
    /// The first `limit` rows of a range in key order.
    fn rows(&mut self, range: &KeyRange, limit: usize) -> Result<Vec<Row>, Self::Error>;
    /// Writes a row.
    fn put(&mut self, key: &Bytes, value: &Bytes, version: Position) -> Result<(), Self::Error>;
    /// Removes a row, if there is one.
    fn remove(&mut self, key: &[u8]) -> Result<(), Self::Error>;
    /// The tombstone with the lowest position.
    fn oldest_tombstone(&mut self) -> Result<Option<Tombstone>, Self::Error>;
    /// How many tombstones there are.
    fn tombstone_count(&mut self) -> Result<usize, Self::Error>;
    /// Adds a tombstone, or replaces the one of the same range.
    fn put_tombstone(&mut self, tombstone: &Tombstone) -> Result<(), Self::Error>;
    /// Removes the tombstones of `range` and of every range inside it.
    fn remove_tombstones(&mut self, range: &KeyRange) -> Result<(), Self::Error>;
    /// Appends a change event.
    fn append_event(&mut self, position: Position, payload: &Bytes) -> Result<(), Self::Error>;
}

/// Why a batch is not applied.
pub(crate) enum Refusal<E> {
    /// It is refused for itself; the rows are untouched.
    Batch(CommitError),
    /// The backend failed.
    Backend(E),
}

impl<E> From<E> for Refusal<E> {
    fn from(error: E) -> Self {
        Self::Backend(error)
    }
}

/// Judges everything that could refuse the batch, before a row is touched. A batch that fails here
/// leaves nothing to undo for its neighbours in the same transaction.
pub(crate) fn judge<R: Rows>(rows: &mut R, batch: &Batch) -> Result<(), Refusal<R::Error>> {
    for assertion in &batch.assertions {
        if !holds(rows, assertion)? {
            return Err(Refusal::Batch(CommitError::AssertionFailed));
        }
    }
    let range_deletes = range_deletes(batch).count();
    if range_deletes > 0 && rows.tombstone_count()? + range_deletes > TOMBSTONES_MAX {
        let error = CommitError::Overloaded("too many range deletes await the sweeper");
        return Err(Refusal::Batch(error));
    }
    Ok(())
}

/// Applies a batch that was judged, as the commit at `position`.
pub(crate) fn apply<R: Rows>(
    rows: &mut R,
    batch: &Batch,
    position: Position,
) -> Result<(), R::Error> {
    for range in range_deletes(batch) {
        delete_range(rows, range, position)?;
    }
    for write in &batch.writes {
        match write {
            Write::Put(key, value) => rows.put(key, value, position)?,
            Write::Delete(key) => rows.remove(key)?,
            Write::DeleteRange(_) => {}
        }
    }
    for payload in &batch.events {
        rows.append_event(position, payload)?;
    }
    Ok(())
}

/// Looks at up to `records_max` rows under the oldest tombstones and removes the hidden ones. The
/// tombstone remembers how far it came, so that rows written since are not looked at again.
pub(crate) fn sweep<R: Rows>(rows: &mut R, records_max: usize) -> Result<Sweep, R::Error> {
    let mut sweep = Sweep { examined: 0, removed: 0, tombstones: 0 };
    while sweep.examined < records_max {
        let Some(mut tombstone) = rows.oldest_tombstone()? else { break };
        let range = tombstone.range.clone().resume_at(tombstone.swept.clone());
        let budget = records_max - sweep.examined;
        let found = rows.rows(&range, budget)?;
        for row in found.iter().filter(|row| tombstone.hides(&row.key, row.version)) {
            rows.remove(&row.key)?;
            sweep.removed += 1;
        }
        sweep.examined += found.len();
        match found.last() {
            Some(last) if found.len() == budget => {
                tombstone.swept = successor(&last.key);
                rows.put_tombstone(&tombstone)?;
            }
            _ => rows.remove_tombstones(&tombstone.range)?,
        }
    }
    sweep.tombstones = rows.tombstone_count()?;
    Ok(sweep)
}

fn range_deletes(batch: &Batch) -> impl Iterator<Item = &KeyRange> {
    batch.writes.iter().filter_map(|write| match write {
        Write::DeleteRange(range) if !range.is_void() => Some(range),
        _ => None,
    })
}

fn holds<R: Rows>(rows: &mut R, assertion: &Assertion) -> Result<bool, Refusal<R::Error>> {
    match assertion {
        Assertion::Absent(key) => Ok(rows.visible_version(key)?.is_none()),
        Assertion::Unchanged(key, version) => Ok(rows.visible_version(key)? == Some(*version)),
        Assertion::RangeEmpty(range) => is_empty(rows, range),
    }
}

/// Rows hidden by a tombstone have to be passed over one by one; beyond a bound the sweeper has to
/// come first.
fn is_empty<R: Rows>(rows: &mut R, range: &KeyRange) -> Result<bool, Refusal<R::Error>> {
    let mut range = range.clone();
    let mut examined = 0;
    let mut step = 1;
    while examined < EXAMINED_RECORDS_MAX {
        let found = rows.rows(&range, step)?;
        if found.iter().any(|row| !row.hidden) {
            return Ok(false);
        }
        match found.last() {
            Some(last) if found.len() == step => range.start = successor(&last.key),
            _ => return Ok(true),
        }
        examined += step;
        step = (step * 16).min(EXAMINED_RECORDS_MAX - examined).max(1);
    }
    Err(Refusal::Batch(CommitError::Overloaded("a deleted range awaits the sweeper")))
}

/// Removes a small range at once; a large one gets a tombstone. Older tombstones inside the range
/// have nothing left to hide.
fn delete_range<R: Rows>(
    rows: &mut R,
    range: &KeyRange,
    position: Position,
) -> Result<(), R::Error> {
    let found = rows.rows(range, DELETE_RANGE_INLINE_RECORDS_MAX + 1)?;
    rows.remove_tombstones(range)?;
    if found.len() > DELETE_RANGE_INLINE_RECORDS_MAX {
        let swept = range.start.clone();
        return rows.put_tombstone(&Tombstone { range: range.clone(), position, swept });
    }
    found.iter().try_for_each(|row| rows.remove(&row.key))
}
