//! What reactors are told, by each other and from outside.

use std::sync::Arc;

use daypass_broker::Message;
use tokio::sync::oneshot;

/// A command to one reactor.
#[derive(Debug)]
pub(crate) enum Command {
    /// A message from HTTPS; the answer comes once it was routed to this reactor's subscribers.
    Publish(Arc<Message>, oneshot::Sender<()>),
}
