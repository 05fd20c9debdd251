//! The numbered change log: what a reader of it gets, and how a page of it is cut.

use bytes::Bytes;

use crate::limits::EVENTS_PAGE_MAX;
use crate::store::{Position, StoreError};

/// One change event.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Event {
    /// The commit that it belongs to.
    pub position: Position,
    /// Its number in the space's log: one more than the event before it, without exception.
    pub number: u64,
    /// What the committer wrote.
    pub payload: Bytes,
}

/// Some events of the log, oldest first.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct EventPage {
    /// The events, whole commits only.
    pub events: Vec<Event>,
    /// Everything up to and including this position has been read: what to pass next time.
    pub through: Position,
    /// The newest position of the space; equal to `through` when the page reached the end.
    pub newest: Position,
}

/// Events to fetch so that a page of `limit` events can be cut between two commits.
pub(crate) fn fetch_count(limit: usize) -> usize {
    page_limit(limit) + crate::limits::BATCH_EVENTS_MAX
}

/// Cuts a page out of `events`, the first [`fetch_count`] events after `after`.
///
/// `trimmed` is the position of the newest event that was trimmed, `newest` that of the space.
pub(crate) fn cut_page(
    mut events: Vec<Event>,
    after: Position,
    limit: usize,
    trimmed: Position,
    newest: Position,
) -> Result<EventPage, StoreError> {
    if after < trimmed || after > newest {
        return Err(StoreError::Gap { after, oldest: trimmed, newest });
    }
    check_numbers(&events)?;
    let complete = events.len() < fetch_count(limit);
    let kept = whole_commits(&events, page_limit(limit));
    if kept == events.len() && complete {
        return Ok(EventPage { events, through: newest, newest });
    }
    events.truncate(kept);
    let through = events.last().map_or(after, |event| event.position);
    Ok(EventPage { events, through, newest })
}

fn page_limit(limit: usize) -> usize {
    limit.clamp(1, EVENTS_PAGE_MAX)
}

/// How many of `events` make the longest run of whole commits within `limit`, or the first commit
/// alone where that is longer.
fn whole_commits(events: &[Event], limit: usize) -> usize {
    let Some(beyond) = events.get(limit) else { return events.len() };
    let cut = events.partition_point(|event| event.position < beyond.position);
    if cut > 0 { cut } else { events.partition_point(|event| event.position <= beyond.position) }
}

/// A hole inside the log is damage, never something to read over.
fn check_numbers(events: &[Event]) -> Result<(), StoreError> {
    let hole = events.iter().zip(events.iter().skip(1)).find(|(a, b)| a.number + 1 != b.number);
    match hole {
        None => Ok(()),
        Some((a, b)) => Err(StoreError::Corrupt(format!(
            "change log jumps from event {} to event {}",
            a.number, b.number
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(position: u64, number: u64) -> Event {
        Event { position: Position(position), number, payload: Bytes::new() }
    }

    #[test]
    fn a_hole_in_the_log_is_damage() {
        let cut = |events| cut_page(events, Position::START, 10, Position::START, Position(9));
        assert!(cut(vec![event(1, 1), event(2, 2), event(2, 3)]).is_ok());
        let damaged = StoreError::Corrupt("change log jumps from event 1 to event 3".to_owned());
        assert_eq!(cut(vec![event(1, 1), event(2, 3)]), Err(damaged));
    }
}
