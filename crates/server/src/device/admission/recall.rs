//! Who left a will before the server started, and what that one may do now.

use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::{LivePermissions, Recalled, Standing, Subject, WillNumber};
use daypass_services::authorization::AccessError;

use super::desk::Desk;
use super::holder;
use super::subject::{nobody, subject};
use crate::device::command::Command;

/// A will whose client has to be known again.
#[derive(Debug)]
pub(crate) struct Absent {
    /// The reactor that asks.
    pub(crate) reactor: usize,
    /// Its will.
    pub(crate) will: WillNumber,
    pub(crate) client_id: Arc<str>,
    /// What was stored of the client.
    pub(crate) holder: Bytes,
}

impl Desk {
    /// Looks up whoever left a will, and tells its reactor.
    pub(super) async fn recall(&self, absent: Absent) {
        let recalled = self.recalled(&absent).await;
        let Some(mailbox) = self.mailboxes.get(absent.reactor) else { return };
        let answer = Command::Recalled(absent.will, recalled);
        if mailbox.offer(answer).await.is_err() && !mailbox.is_ending() {
            // The will stays in the store.
            tracing::warn!("a will is not sent before the server starts again");
        }
    }

    async fn recalled(&self, absent: &Absent) -> Option<Recalled> {
        let client_id = Arc::clone(&absent.client_id);
        let known = holder::decode(&absent.holder, client_id, self.anonymous.as_ref());
        let Some(claim) = known else {
            let subject = nobody((self.account.as_str(), self.region.as_str()));
            return Some(closed(subject, "it is not known any more who left the will"));
        };
        let subject = subject(&claim);
        match self.live.admit(claim, None).await {
            Ok(permissions) => Some(Recalled { subject, permissions }),
            Err(AccessError::Store(error)) => {
                tracing::error!(%error, "it cannot be looked up who left a will");
                None
            }
            Err(error) => Some(closed(subject, &error.to_string())),
        }
    }
}

fn closed(subject: Arc<Subject>, reason: &str) -> Recalled {
    let permissions = Arc::new(LivePermissions::new(Standing::Closed(reason.into())));
    Recalled { subject, permissions }
}
