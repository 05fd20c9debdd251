//! The exchange with whoever authenticates: what a client claims, and what it turned out to be.

use crate::shell::DecisionId;
use crate::standing::LivePermissions;
use crate::subject::{Realm, Subject};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;

/// What a CONNECT says about its sender. Nothing of it is proven.
#[derive(Clone, PartialEq, Eq)]
pub struct Login {
    /// The client id: the client's own, or the one that was assigned to it. Bind it as
    /// `iot:ClientId`.
    pub client_id: Arc<str>,
    /// The user name, as sent.
    pub user_name: Option<Arc<str>>,
    /// The password, as sent.
    pub password: Option<Bytes>,
    /// Whether the client leaves a will that is to be stored: then [`Admission::holder`] is wanted.
    pub stores_will: bool,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // User names carry access key ids and custom authorizers' tokens.
        f.debug_struct("Login").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}

/// An authenticated client. Whether it may connect is decided by the broker.
#[derive(Clone, Debug)]
pub struct Admission {
    /// Where its topics and its session live.
    pub realm: Arc<Realm>,
    /// Who it is, for decision records.
    pub subject: Arc<Subject>,
    /// Who owns the session: the same text each time the same principal returns, whatever
    /// credentials it brings. Another owner never meets the session of this one.
    pub owner: Arc<str>,
    /// What it may do.
    pub permissions: Arc<LivePermissions>,
    /// By what [`crate::Shell::recall`] knows it after the server has started anew: it is stored
    /// with the client's will. Nothing secret.
    pub holder: Option<Bytes>,
}

/// Why a client was not authenticated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdmissionRefused {
    /// What is told to the client.
    pub because: RefusedBecause,
    /// The record of the refusal.
    pub decision: Option<DecisionId>,
}

/// The kinds of failed authentication that MQTT can tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefusedBecause {
    /// Unknown user, wrong password, expired or forged credentials: CONNACK 4 or 0x86.
    BadUserNameOrPassword,
    /// No credentials where some are needed, or a principal that is closed: CONNACK 5 or 0x87.
    NotAuthorized,
    /// The server cannot tell at present: CONNACK 3 or 0x88.
    Unavailable,
}
