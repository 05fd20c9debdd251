//! Changes of stored sessions.

use super::stored::{SessionRecord, StoredDelivery, StoredSubscription, StoredWill};
use crate::kept::KeptMessage;
use crate::session::SessionId;
use crate::subject::Realm;
use daypass_mqtt::PacketIdentifier;
use std::sync::Arc;

/// Names a session of a running server, and its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SessionName {
    pub(crate) reactor: usize,
    pub(crate) session: SessionId,
    pub(crate) identifier: u128,
}

impl SessionName {
    /// The reactor whose broker has the session.
    pub fn reactor(&self) -> usize {
        self.reactor
    }

    /// What names the session in the store: drawn when it began, and never used again.
    pub fn identifier(&self) -> u128 {
        self.identifier
    }
}

/// A change of what is stored of a session. Changes are to be stored in the order in which they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The session began, or something about it is different.
    Keep(SessionRecord),
    /// The session is over, with all that is stored of it.
    Discard(SessionName, Arc<Realm>, Arc<str>),
    /// A subscription was made, or made anew.
    Subscribe(SessionName, StoredSubscription),
    /// The subscription to a filter ended.
    Unsubscribe(SessionName, Arc<str>),
    /// A message waits for the client.
    Queue(SessionName, StoredDelivery),
    /// The client has received a message of QoS 2 (PUBREC).
    Release(SessionName, StoredDelivery),
    /// The message of a sequence is done with.
    Finish(SessionName, u64),
    /// The client has published a message of QoS 2 under a packet identifier.
    Receive(SessionName, PacketIdentifier),
    /// What a topic retains from now on: its place among others is the message's own.
    Retain(Box<KeptMessage>),
    /// The client has released that packet identifier (PUBREL).
    Forget(SessionName, PacketIdentifier),
    /// A client has left a will.
    KeepWill(Box<StoredWill>),
    /// The client of a will is gone: it is sent at this time, in milliseconds since 1970.
    DelayWill(u128, i64),
    /// A will is sent together with this, or is not to be sent any more.
    DropWill(u128),
}

/// What the broker waits for: tell [`crate::Broker::journaled`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    pub(crate) session: SessionName,
    pub(crate) claimed: Claimed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claimed {
    Queued(u64),
    Released(u64),
    Received(PacketIdentifier),
    Forgotten(PacketIdentifier),
}

impl Claim {
    /// The reactor whose broker is to be told.
    pub fn reactor(&self) -> usize {
        self.session.reactor
    }
}

impl Change {
    /// What the broker waits for, if it does.
    pub fn claim(&self) -> Option<Claim> {
        let (session, claimed) = match self {
            Self::Queue(session, delivery) => (*session, Claimed::Queued(delivery.sequence)),
            Self::Release(session, delivery) => (*session, Claimed::Released(delivery.sequence)),
            Self::Receive(session, identifier) => (*session, Claimed::Received(*identifier)),
            Self::Forget(session, identifier) => (*session, Claimed::Forgotten(*identifier)),
            _ => return None,
        };
        Some(Claim { session, claimed })
    }
}
