//! When each client of a realm came and went last, for as long as somebody may ask.

use crate::lifecycle::DisconnectReason;
use crate::now::Now;
use hashbrown::HashMap;
use std::collections::BTreeSet;
use std::sync::Arc;

/// How long a client that went is remembered: after that the numbers of its connections begin anew,
/// as in AWS.
const REMEMBERED_MS: u64 = 3_600_000;
/// How many clients that went are remembered.
const REMEMBERED_MAX: usize = 1 << 16;

/// The clients that are connected, and those that went not long ago.
#[derive(Debug, Default)]
pub(crate) struct Presences {
    clients: HashMap<Arc<str>, Presence>,
    /// When those that went are forgotten.
    ends: BTreeSet<(u64, Arc<str>)>,
}

/// One client.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Presence {
    /// The number of its last connection, from 0.
    pub(crate) version: u64,
    /// When that began, in milliseconds since 1970.
    pub(crate) connected_at_ms: i64,
    /// When and why it ended.
    pub(crate) went: Option<Went>,
}

/// The end of a client's last connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Went {
    pub(crate) at_ms: i64,
    pub(crate) reason: DisconnectReason,
    forgotten_at_ms: u64,
}

impl Presences {
    /// A client connected. The number of the connection.
    pub(crate) fn came(&mut self, client_id: &Arc<str>, now: Now) -> u64 {
        self.forget(now);
        let before = self.clients.get(client_id).copied();
        if let Some(went) = before.and_then(|before| before.went) {
            self.ends.remove(&(went.forgotten_at_ms, Arc::clone(client_id)));
        }
        let version = before.map_or(0, |before| before.version + 1);
        let presence = Presence { version, connected_at_ms: now.wall_ms, went: None };
        self.clients.insert(Arc::clone(client_id), presence);
        version
    }

    /// A client's connection ended. Its number.
    pub(crate) fn went(&mut self, client_id: &Arc<str>, reason: DisconnectReason, now: Now) -> u64 {
        let forgotten_at_ms = now.monotonic_ms.saturating_add(REMEMBERED_MS);
        let Some(presence) = self.clients.get_mut(client_id) else { return 0 };
        presence.went = Some(Went { at_ms: now.wall_ms, reason, forgotten_at_ms });
        let version = presence.version;
        self.ends.insert((forgotten_at_ms, Arc::clone(client_id)));
        self.forget(now);
        version
    }

    pub(crate) fn get(&self, client_id: &str) -> Option<Presence> {
        self.clients.get(client_id).copied()
    }

    fn forget(&mut self, now: Now) {
        while let Some((at_ms, client_id)) = self.ends.first() {
            if *at_ms > now.monotonic_ms && self.ends.len() <= REMEMBERED_MAX {
                return;
            }
            self.clients.remove(client_id);
            self.ends.pop_first();
        }
    }
}
