//! What clients ask of shadows, on its way to whoever keeps those.

use crate::connection::Ticket;
use crate::connection_id::ConnectionId;
use crate::subject::Realm;
use bytes::Bytes;
use std::sync::Arc;

/// What is asked of a shadow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShadowOperation {
    /// A message to `…/get`.
    Get,
    /// A message to `…/update`.
    Update,
    /// A message to `…/delete`.
    Delete,
}

/// A message of a client to a shadow, already authorized and taken: it is answered in every case,
/// by messages that come through [`crate::Broker::deliver`].
#[derive(Debug)]
pub struct ShadowRequest {
    /// Where the shadow lives.
    pub realm: Arc<Realm>,
    /// Who asks. What one client asks is to be done in the order in which it comes.
    pub client_id: Arc<str>,
    /// The thing: 1 to 128 of `a-zA-Z0-9:_-`.
    pub thing: Arc<str>,
    /// The name of the shadow, 1 to 64 of the same and `$`; nothing for the classic shadow.
    pub shadow: Option<Arc<str>>,
    /// What is asked.
    pub operation: ShadowOperation,
    /// What was published.
    pub payload: Bytes,
    /// The connection whose acknowledgement waits until the request is done: then tell
    /// [`crate::Broker::stored`].
    pub waiting: Option<(ConnectionId, Ticket)>,
    /// To be dropped once the request is answered.
    pub under_way: UnderWay,
}

/// A request that is not answered yet, for as long as this is held.
#[derive(Debug, Default)]
pub struct UnderWay {
    _counted: Arc<()>,
}

/// Counts the requests of one connection that are under way.
#[derive(Debug, Default)]
pub(crate) struct RequestsUnderWay {
    counted: Arc<()>,
}

impl RequestsUnderWay {
    /// How many there are.
    pub(crate) fn count(&self) -> usize {
        Arc::strong_count(&self.counted) - 1
    }

    /// One more.
    pub(crate) fn begin(&self) -> UnderWay {
        UnderWay { _counted: Arc::clone(&self.counted) }
    }
}
