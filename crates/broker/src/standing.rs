//! What a connection may do at this moment, as the server keeps it up to date.

use arc_swap::{ArcSwap, Guard};
use daypass_policy::Permissions;
use std::sync::Arc;

/// Whether a connection still has permissions.
#[derive(Clone, Debug)]
pub enum Standing {
    /// The principal stands; these are its permissions, bound to this connection's values.
    Open(Arc<Permissions>),
    /// The role is gone, the identity is closed, or the credentials were revoked. The text is the
    /// reason for the decision record.
    Closed(Arc<str>),
}

/// The permissions of one connection, shared between the broker, which loads them for every
/// packet and delivery, and the server, which replaces them when a policy or an attachment
/// changed.
///
/// A will that waits for its delay holds on to them beyond the connection, and is authorized by
/// them when it is sent: keep replacing them for as long as anyone but you holds the `Arc`.
#[derive(Debug)]
pub struct LivePermissions {
    standing: ArcSwap<Standing>,
    end: Option<End>,
}

/// When the principal stands no longer, whatever is said of it.
#[derive(Debug)]
struct End {
    at_ms: i64,
    closed: Arc<Standing>,
}

impl LivePermissions {
    /// Permissions that begin as `standing`.
    pub fn new(standing: Standing) -> Self {
        Self { standing: ArcSwap::from_pointee(standing), end: None }
    }

    /// The same, closed for good at an instant of wall time, with the reason for the decision
    /// record. A connection is cut at that instant, idle or not.
    pub fn ending(self, at_ms: i64, reason: impl Into<Arc<str>>) -> Self {
        let closed = Arc::new(Standing::Closed(reason.into()));
        Self { end: Some(End { at_ms, closed }), ..self }
    }

    /// Replaces the standing. It counts from the next packet and delivery on; idle connections
    /// are looked at by [`crate::Broker::sweep`].
    pub fn replace(&self, standing: Standing) {
        self.standing.store(Arc::new(standing));
    }

    /// The standing that was given last.
    pub fn load(&self) -> Guard<Arc<Standing>> {
        self.standing.load()
    }

    /// The standing at an instant of wall time.
    pub(crate) fn at(&self, wall_ms: i64) -> Arc<Standing> {
        match &self.end {
            Some(end) if end.at_ms <= wall_ms => Arc::clone(&end.closed),
            _ => self.standing.load_full(),
        }
    }

    /// When it closes for good.
    pub(crate) fn ends_at_ms(&self) -> Option<i64> {
        self.end.as_ref().map(|end| end.at_ms)
    }
}
