//! Looking after the keys by the clock.

use std::sync::Arc;
use std::time::Duration;

use daypass_services::ports::Clock;
use tokio::task::JoinHandle;

use crate::keys::ServerKeys;

/// How often the clock is looked at: keys come and go by days.
const PAUSE_SECONDS: u64 = 3_600;

/// The task that looks after the keys, until this is dropped.
#[derive(Debug)]
pub(crate) struct Tending(JoinHandle<()>);

impl Tending {
    /// Makes the first key before somebody asks for it, for it takes a while; and from then on each
    /// one that is due.
    pub(crate) fn start(keys: Arc<ServerKeys>, clock: impl Clock + 'static) -> Self {
        Self(tokio::spawn(async move {
            loop {
                let now_s = clock.now().ours_ms.div_euclid(1_000);
                if let Err(error) = keys.tend_identity_token_keys(now_s).await {
                    tracing::error!(%error, "the keys of identity tokens were not looked after");
                }
                tokio::time::sleep(Duration::from_secs(PAUSE_SECONDS)).await;
            }
        }))
    }
}

impl Drop for Tending {
    fn drop(&mut self) {
        // A list is written whole or not at all, and the next start goes on from it.
        self.0.abort();
    }
}
