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
}

impl LivePermissions {
    /// Permissions that begin as `standing`.
    pub fn new(standing: Standing) -> Self {
        Self { standing: ArcSwap::from_pointee(standing) }
    }

    /// Replaces the standing. It counts from the next packet and delivery on; idle connections
    /// are looked at by [`crate::Broker::sweep`].
    pub fn replace(&self, standing: Standing) {
        self.standing.store(Arc::new(standing));
    }

    /// The standing now.
    pub fn load(&self) -> Guard<Arc<Standing>> {
        self.standing.load()
    }
}
