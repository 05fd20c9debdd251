//! A published message on its way to whoever subscribed.

use crate::subject::Realm;
use bytes::Bytes;
use std::sync::Arc;

/// A published message, shared by all of its deliveries.
#[derive(Debug)]
pub struct Message {
    /// Where it was published.
    pub realm: Arc<Realm>,
    /// The topic it was published to.
    pub topic: Arc<str>,
    /// What was published.
    pub payload: Bytes,
}
