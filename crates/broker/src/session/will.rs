//! Wills: what is published for a client that went without leave (section 3.1.2.5).

use crate::message::Publication;
use crate::shell::WillNumber;
use crate::standing::LivePermissions;
use crate::subject::Subject;
use bytes::Bytes;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// A will as the CONNECT gave it.
#[derive(Debug)]
pub(crate) struct WillMessage {
    pub(crate) publication: Publication,
    /// How long it waits for the client to come back.
    pub(crate) delay_ms: u64,
    /// What names it in the store, where it is stored.
    pub(crate) stored: Option<u128>,
}

/// A will that is to be sent now, with whoever left it: it is authorized when it is sent.
#[derive(Debug)]
pub(crate) struct DueWill {
    pub(crate) publication: Publication,
    pub(crate) client_id: Arc<str>,
    pub(crate) left_by: LeftBy,
    /// What names it in the store, where it is stored.
    pub(crate) stored: Option<u128>,
}

/// Whoever left a will.
#[derive(Debug)]
pub(crate) enum LeftBy {
    /// Somebody who was connected to this server.
    Known(Recalled),
    /// Somebody who was connected to the server before, as the shell described it.
    Stored(Bytes),
}

/// Whoever left a will, and what may be done in that name now.
#[derive(Clone, Debug)]
pub struct Recalled {
    /// Who it is, for decision records.
    pub subject: Arc<Subject>,
    /// What it may do.
    pub permissions: Arc<LivePermissions>,
}

/// Wills that are to be sent once it is known what may be done in the name of whoever left them. There
/// are no more of them than were stored.
#[derive(Debug, Default)]
pub(crate) struct Recalls {
    pub(crate) waiting: VecDeque<DueWill>,
    pub(crate) asked: BTreeMap<WillNumber, DueWill>,
    pub(crate) last: u64,
}

/// A will that waits.
#[derive(Debug)]
pub(crate) struct DelayedWill {
    pub(crate) due_at_ms: u64,
    pub(crate) will: DueWill,
}
