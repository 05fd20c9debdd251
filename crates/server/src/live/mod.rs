//! Live permissions: who depends on what, and what is done when it changes.

use std::fmt;
use std::sync::Arc;

use daypass_services::Environment;

/// The permissions of every open connection, kept as the store has them.
pub struct Live {
    environment: Arc<Environment>,
    swept: Box<dyn Fn() + Send + Sync>,
}

impl Live {
    /// Keeps permissions up to date from the change log's present end on. `swept` is called after
    /// standings were replaced: reactors then look at their idle connections.
    pub async fn start(
        environment: Arc<Environment>,
        swept: impl Fn() + Send + Sync + 'static,
    ) -> Arc<Self> {
        Arc::new(Self { environment, swept: Box::new(swept) })
    }

    /// Applies every change committed so far: when it returns, no packet is decided by what was
    /// before. Call it before a call is answered that announced changes.
    pub async fn catch_up(&self) {}
}

impl fmt::Debug for Live {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Live").finish_non_exhaustive()
    }
}
