//! When something has to be looked at again, on either clock.

use crate::connection_id::ConnectionId;
use crate::now::Now;
use crate::session::SessionId;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What is to be looked at. Whether something is due there, it knows itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Due {
    /// A deadline of a connection.
    Connection(ConnectionId),
    /// A connection that was throttled.
    Throttled(ConnectionId),
    /// The end of a session, or its will.
    Session(SessionId),
    /// The end of a second in which deliveries were denied.
    Denials,
    /// Wills whose clients could not be looked up.
    Recalls,
}

/// All timers of a broker. Entries are not taken back: what was postponed is found undue when its
/// first entry comes up.
#[derive(Debug, Default)]
pub(crate) struct Timers {
    monotonic: BinaryHeap<Reverse<(u64, Due)>>,
    /// Connections whose permission rests on a time condition.
    wall: BinaryHeap<Reverse<(i64, ConnectionId)>>,
    /// The clocks, as last seen: how far wall time is from the monotonic clock.
    seen: Option<Now>,
}

impl Timers {
    pub(crate) fn at(&mut self, due_ms: u64, due: Due) {
        self.monotonic.push(Reverse((due_ms, due)));
    }

    pub(crate) fn at_wall(&mut self, due_ms: i64, connection: ConnectionId, now: Now) {
        self.seen = Some(now);
        self.wall.push(Reverse((due_ms, connection)));
    }

    /// The next thing that is due, with the instant it was entered for.
    pub(crate) fn next_due(&mut self, now: Now) -> Option<(u64, Due)> {
        let Reverse((due_ms, _)) = self.monotonic.peek()?;
        if *due_ms > now.monotonic_ms {
            return None;
        }
        self.monotonic.pop().map(|Reverse(entry)| entry)
    }

    /// The next connection whose time condition is due.
    pub(crate) fn next_wall_due(&mut self, now: Now) -> Option<ConnectionId> {
        self.seen = Some(now);
        let Reverse((due_ms, _)) = self.wall.peek()?;
        if *due_ms > now.wall_ms {
            return None;
        }
        self.wall.pop().map(|Reverse((_, connection))| connection)
    }

    /// The earliest instant on the monotonic clock.
    pub(crate) fn next_ms(&self) -> Option<u64> {
        let monotonic = self.monotonic.peek().map(|Reverse((due_ms, _))| *due_ms);
        let wall = self.wall.peek().zip(self.seen).map(|(Reverse((due_ms, _)), seen)| {
            let wait_ms = u64::try_from(due_ms.saturating_sub(seen.wall_ms)).unwrap_or(0);
            seen.monotonic_ms.saturating_add(wait_ms)
        });
        [monotonic, wall].into_iter().flatten().min()
    }
}
