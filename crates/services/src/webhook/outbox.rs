//! Delivering what waits: in the order in which messages are due, one after the other, each until
//! it was taken or is given up.

use daypass_store::{CommitError, PageLimit, Reads, Scope, Space, Store, Writes};

use super::Webhook;
use super::records::{OUTBOX, OutboxRecord, due_ms, outbox_key};
use crate::environment::Environment;
use crate::ports::{Carries, Clock, FetchError, FetchRequest, SignedMessage};

/// Messages that wait at most; beyond it [`super::WhenFull`] decides.
pub const OUTBOX_MESSAGES_MAX: usize = 100_000;
/// Messages that are read and taken off the outbox together at most.
pub const OUTBOX_PAGE_MESSAGES_MAX: usize = 32;
/// How often a message is sent at most.
pub const ATTEMPTS_MAX: u32 = 12;
/// How long after the first attempt in vain the second comes, in milliseconds; each next waits
/// four times as long.
const RETRY_MS: i64 = 1_000;
/// How long a message waits for its next attempt at most, in milliseconds.
const RETRY_MS_MAX: i64 = 4 * 3_600_000;
/// Messages older than this are given up when they are due, in milliseconds.
const AGE_MS_MAX: i64 = 3 * 86_400_000;
/// A message that failed comes behind those that were written in the moment of its next attempt.
const RETRIED: u8 = u8::MAX;

/// What came of one look at the outbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivered {
    /// Nothing waits.
    Nothing,
    /// Something is due already.
    More,
    /// Nothing is due before this time, in milliseconds since 1970.
    Until(i64),
}

impl Webhook {
    /// Counts what waits: at the start, and when the outbox is said to be full.
    ///
    /// # Errors
    /// The store did not answer.
    pub async fn count(&self, store: &dyn Store) -> Result<(), CommitError> {
        let reads = Reads::new(store, Space::State);
        let (all, mut resume, mut count) = (OUTBOX.all(&Scope::GLOBAL), None, 0);
        loop {
            let page = reads.peek_page(&all, resume.as_deref(), PageLimit::MAX).await?;
            count += page.records.len();
            resume = page.next;
            if resume.is_none() || count >= OUTBOX_MESSAGES_MAX {
                break;
            }
        }
        self.counted(count);
        Ok(())
    }
}

/// Sends some of what is due, up to the first that is not taken, and takes it off the outbox. If
/// the process ends before that, the same is sent again.
///
/// # Errors
/// The store did not answer or did not commit: the same is sent another time.
pub async fn deliver_some(
    environment: &Environment,
    webhook: &Webhook,
    clock: &dyn Clock,
) -> Result<Delivered, CommitError> {
    let store = &*environment.store;
    let reads = Reads::new(store, Space::State);
    let all = OUTBOX.all(&Scope::GLOBAL);
    let page = reads.peek_page(&all, None, PageLimit::records(OUTBOX_PAGE_MESSAGES_MAX)).await?;
    let (mut writes, mut gone, mut last) = (Writes::new(), 0, None);
    for (key, message) in &page.records {
        let now_ms = clock.now().wall_ms;
        let due_ms = due_ms(key).unwrap_or_default();
        if due_ms > now_ms {
            last = Some(Delivered::Until(due_ms));
            break;
        }
        writes.delete(key);
        gone += 1;
        let Err(error) = send(environment, webhook, message, now_ms).await else { continue };
        if let Some((key, message)) = again(message, &error, clock.now().wall_ms) {
            writes.put(&key, &message);
            gone -= 1;
        }
        last = Some(Delivered::More);
        break;
    }
    if !writes.is_empty() {
        store.commit(Space::State, reads.into_batch(writes)).await?;
        webhook.fewer(gone);
    }
    Ok(match last {
        Some(delivered) => delivered,
        None if page.records.is_empty() && page.next.is_none() => Delivered::Nothing,
        None => Delivered::More,
    })
}

async fn send(
    environment: &Environment,
    webhook: &Webhook,
    message: &OutboxRecord,
    now_ms: i64,
) -> Result<(), FetchError> {
    let OutboxRecord { id, body, .. } = message;
    let timestamp_s = now_ms.div_euclid(1_000);
    let signature = webhook.settings.secret.signature(id, timestamp_s, body);
    let signed = SignedMessage { id, timestamp_s, signature: &signature, body };
    let request = FetchRequest::answer(&webhook.settings.url, Carries::Message(signed));
    environment.fetch.fetch(request).await.map(|_| ())
}

/// The message as it waits for its next attempt, and under which key; nothing if it is given up.
fn again(
    message: &OutboxRecord,
    error: &FetchError,
    now_ms: i64,
) -> Option<(daypass_store::Key<OutboxRecord>, OutboxRecord)> {
    let attempts = message.attempts.saturating_add(1);
    let (id, reason) = (&message.id, error.without_url());
    if attempts >= ATTEMPTS_MAX || now_ms.saturating_sub(message.created_ms) > AGE_MS_MAX {
        tracing::error!(id, attempts, reason, "a message of the webhook is given up");
        return None;
    }
    let wait_ms = RETRY_MS.saturating_mul(1 << (2 * (attempts - 1)).min(24)).min(RETRY_MS_MAX);
    tracing::warn!(id, attempts, wait_ms, reason, "a message of the webhook was not taken");
    let key = outbox_key(now_ms.saturating_add(wait_ms), RETRIED, id);
    Some((key, OutboxRecord { attempts, ..message.clone() }))
}
