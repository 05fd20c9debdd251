//! The task that delivers the webhook's messages, until it is dropped.

use std::sync::Arc;
use std::time::Duration;

use daypass_services::Environment;
use daypass_services::ports::Clock;
use daypass_services::webhook::{Delivered, Webhook, deliver_some};
use tokio::task::JoinHandle;

/// How long it is between two looks at the outbox at most, and after the store failed.
const LOOK_MS_MAX: u64 = 5_000;

/// The task. What was under way when it is dropped is sent again after the next start.
#[derive(Debug)]
pub(crate) struct Delivery(JoinHandle<()>);

impl Delivery {
    /// Delivers from now on, where a webhook is configured.
    pub(crate) fn start(
        environment: Arc<Environment>,
        clock: impl Clock + 'static,
    ) -> Option<Self> {
        environment.webhook.as_ref()?;
        Some(Self(tokio::spawn(async move {
            let Some(webhook) = &environment.webhook else { return };
            if let Err(error) = webhook.count(&*environment.store).await {
                tracing::warn!(%error, "the outbox of the webhook was not counted");
            }
            loop {
                let wait = go_on(&environment, webhook, &clock).await;
                tokio::select! {
                    () = webhook.written() => {}
                    () = tokio::time::sleep(wait) => {}
                }
            }
        })))
    }
}

/// Delivers some, and says how long nothing else is due.
async fn go_on(environment: &Environment, webhook: &Webhook, clock: &impl Clock) -> Duration {
    let wait_ms = match deliver_some(environment, webhook, clock).await {
        Ok(Delivered::More) => 0,
        Ok(Delivered::Until(due_ms)) => {
            let wait_ms = due_ms.saturating_sub(clock.now().wall_ms);
            u64::try_from(wait_ms).unwrap_or_default().min(LOOK_MS_MAX)
        }
        Ok(Delivered::Nothing) => LOOK_MS_MAX,
        Err(error) => {
            tracing::warn!(%error, "the outbox of the webhook was not emptied");
            LOOK_MS_MAX
        }
    };
    // What is known of the outbox drifts from what is there by batches that were not committed.
    if webhook.is_full() && webhook.count(&*environment.store).await.is_err() {
        return Duration::from_millis(LOOK_MS_MAX);
    }
    Duration::from_millis(wait_ms)
}

impl Drop for Delivery {
    fn drop(&mut self) {
        self.0.abort();
    }
}
