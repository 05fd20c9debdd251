//! The port through which operations publish, until the device gateway takes messages.

use daypass_services::ports::{Connections, Publication, PublishError};
use daypass_store::BoxFuture;

/// Takes no message.
#[derive(Debug)]
pub(super) struct Unconnected;

impl Connections for Unconnected {
    fn publish(&self, _: Publication) -> BoxFuture<'_, Result<(), PublishError>> {
        Box::pin(async { Err(PublishError::Closing) })
    }
}
