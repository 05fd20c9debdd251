//! Wills: what is published for a client that went without leave (section 3.1.2.5).

use crate::message::Publication;
use crate::standing::LivePermissions;
use crate::subject::Subject;
use std::sync::Arc;

/// A will as the CONNECT gave it.
#[derive(Debug)]
pub(crate) struct WillMessage {
    pub(crate) publication: Publication,
    /// How long it waits for the client to come back.
    pub(crate) delay_ms: u64,
}

/// A will that is to be sent now, with whoever left it: it is authorized when it is sent.
#[derive(Debug)]
pub(crate) struct DueWill {
    pub(crate) publication: Publication,
    pub(crate) client_id: Arc<str>,
    pub(crate) subject: Arc<Subject>,
    pub(crate) permissions: Arc<LivePermissions>,
}

/// A will that waits.
#[derive(Debug)]
pub(crate) struct DelayedWill {
    pub(crate) due_at_ms: u64,
    pub(crate) will: DueWill,
}
