//! The webhook: an app's own server hears of identities that are made, linked and signed in.
//!
//! A message is a row of the outbox, written in the batch that makes the change that it tells of:
//! both are there, or neither. What is delivered and how often is `outbox`'s. A message holds no
//! token and no credential. Forms and choices: decision 0019.

mod bell;
mod event;
mod outbox;
mod records;
mod secret;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use self::bell::Bell;

pub use self::event::EventKind;
pub(crate) use self::event::{Linked, created, linked, signed_in};
pub use self::outbox::{
    ATTEMPTS_MAX, Delivered, OUTBOX_MESSAGES_MAX, OUTBOX_PAGE_MESSAGES_MAX, deliver_some,
};
pub use self::records::{OUTBOX, OutboxRecord};
pub use self::secret::{SecretMalformed, WebhookSecret};

/// What the configuration says of the webhook.
#[derive(Debug, Clone)]
pub struct WebhookSettings {
    /// Where messages are sent: `https`, or `http` on loopback in development.
    pub url: String,
    /// What they are signed with.
    pub secret: WebhookSecret,
    /// What is told of.
    pub events: BTreeSet<EventKind>,
    /// How long a sign-in of an identity goes without another message, in milliseconds.
    pub sign_in_quiet_ms: i64,
    /// What happens to a call that has something to tell while the outbox is full.
    pub when_full: WhenFull,
}

impl WebhookSettings {
    /// Whether messages can be sent there, so far as the text of an address tells.
    pub fn is_url(text: &str) -> bool {
        url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http"))
    }
}

/// What happens to a call that has something to tell while the outbox is full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenFull {
    /// It is refused, so that nothing is missed: the webhook fails closed.
    Refuse,
    /// It is served, and nobody hears of it: the webhook fails open.
    Drop,
}

/// The webhook, and how much waits to be delivered.
pub struct Webhook {
    settings: WebhookSettings,
    /// Rows of the outbox, as far as is known: a batch that was not committed counts until the
    /// next count.
    waiting: AtomicUsize,
    /// Messages that nobody will hear, because the outbox was full.
    dropped: AtomicU64,
    written: AtomicBool,
    bell: Bell,
}

impl Webhook {
    /// A webhook whose outbox was not looked at yet.
    pub fn new(settings: WebhookSettings) -> Self {
        Self {
            settings,
            waiting: AtomicUsize::new(0),
            dropped: AtomicU64::new(0),
            written: AtomicBool::new(false),
            bell: Bell::default(),
        }
    }

    /// How many messages wait, as far as is known.
    pub fn waiting(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// How many messages were dropped since the process began, because the outbox was full.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Resolves once something may have been written into the outbox since the last time.
    pub async fn written(&self) {
        self.bell.rung().await;
    }

    /// A batch was committed: whoever delivers is woken if there may be a message in it.
    pub(crate) fn committed(&self) {
        if self.written.swap(false, Ordering::AcqRel) {
            self.bell.ring();
        }
    }

    /// Whether no more messages are taken.
    pub fn is_full(&self) -> bool {
        self.waiting() >= OUTBOX_MESSAGES_MAX
    }

    fn one_dropped(&self) {
        self.dropped.fetch_add(1, Ordering::Relaxed);
    }

    fn one_more(&self) {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        self.written.store(true, Ordering::Release);
    }

    fn fewer(&self, count: usize) {
        let less = |waiting: usize| Some(waiting.saturating_sub(count));
        // The closure always gives a value.
        let _ = self.waiting.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less);
    }

    pub(crate) fn counted(&self, count: usize) {
        self.waiting.store(count, Ordering::Relaxed);
    }
}

impl fmt::Debug for Webhook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Webhook").field("url", &self.settings.url).finish_non_exhaustive()
    }
}
