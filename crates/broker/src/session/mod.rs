//! Sessions: what outlives the connections of a client.

mod in_flight;
mod queue;
mod will;

pub(crate) use in_flight::{InFlight, SentState};
pub(crate) use queue::{Durable, Queue, QueueBounds, Queued};
pub use will::Recalled;
pub(crate) use will::{DelayedWill, DueWill, LeftBy, Recalls, WillMessage};

use crate::connection::Ticket;
use crate::connection_id::ConnectionId;
use crate::realm::RealmId;
use crate::sharing::Group;
use crate::slots::SlotKey;
use crate::topics::{Granted, is_shared};
use daypass_mqtt::{PacketIdentifier, ProtocolVersion};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A session of one reactor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct SessionId {
    slot: u32,
    generation: u32,
}

impl SlotKey for SessionId {
    fn new(slot: u32, generation: u32) -> Self {
        Self { slot, generation }
    }

    fn slot(self) -> u32 {
        self.slot
    }

    fn generation(self) -> u32 {
        self.generation
    }
}

/// What the server remembers of a client (section 4.1).
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) realm: RealmId,
    /// Names it in events, for as long as it lasts.
    pub(crate) identifier: u128,
    pub(crate) client_id: Arc<str>,
    /// The principal that it belongs to. Another one never resumes it.
    pub(crate) owner: Arc<str>,
    /// Sessions of MQTT 3.1.1 and 5 do not mix.
    pub(crate) version: ProtocolVersion,
    pub(crate) connection: Option<ConnectionId>,
    /// How long it outlives its connection.
    pub(crate) expiry_ms: u64,
    /// When it ends, while there is no connection.
    pub(crate) ends_at_ms: Option<u64>,
    pub(crate) subscriptions: BTreeMap<Arc<str>, Granted>,
    /// Messages that were not sent yet.
    pub(crate) queue: Queue,
    /// Messages that were sent and not acknowledged.
    pub(crate) in_flight: InFlight,
    /// Messages of QoS 2 that were received and not released.
    pub(crate) received: BTreeMap<PacketIdentifier, Reception>,
    /// The will of a connection that is gone, until its delay has passed.
    pub(crate) will: Option<Box<DelayedWill>>,
    /// Whether it is stored, with what it holds.
    pub(crate) durable: bool,
    /// The place that was given last to a message which is stored.
    pub(crate) last_sequence: u64,
}

/// How far a message of QoS 2 that was received has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reception {
    /// PUBREC waits for this.
    Storing(Ticket),
    /// PUBREC was sent, or is on its way; PUBREL is awaited.
    Stored,
    /// PUBREL came; PUBCOMP waits for this.
    Forgetting(Ticket),
}

impl Session {
    pub(crate) fn new(
        realm: RealmId,
        identifier: u128,
        client_id: Arc<str>,
        owner: Arc<str>,
        version: ProtocolVersion,
    ) -> Self {
        Self {
            realm,
            identifier,
            client_id,
            owner,
            version,
            connection: None,
            expiry_ms: 0,
            ends_at_ms: None,
            subscriptions: BTreeMap::new(),
            queue: Queue::default(),
            in_flight: InFlight::default(),
            received: BTreeMap::new(),
            will: None,
            durable: false,
            last_sequence: 0,
        }
    }

    /// Where the message of a sequence stands, if it is still here.
    pub(crate) fn durable_mut(&mut self, sequence: u64) -> Option<&mut Durable> {
        self.in_flight.durable_mut(sequence).or_else(|| self.queue.durable_mut(sequence))
    }

    /// The message of a sequence could not be stored.
    pub(crate) fn not_stored(&mut self, sequence: u64) {
        self.in_flight.not_stored(sequence);
        let identifier =
            self.queue.not_stored(sequence).and_then(|queued| queued.durable?.packet_identifier);
        if let Some(identifier) = identifier {
            self.in_flight.unreserve(identifier);
        }
    }

    /// Takes out the messages that may go to another member of their groups, in their order.
    pub(crate) fn take_movable(&mut self, movable: impl Fn(&Group) -> bool + Copy) -> Vec<Queued> {
        let mut taken = self.in_flight.take_movable(movable);
        taken.extend(self.queue.take_movable(movable));
        taken
    }

    /// The filters of its shared subscriptions, whole.
    pub(crate) fn shared_filters(&self) -> impl Iterator<Item = &Arc<str>> {
        self.subscriptions.keys().filter(|filter| is_shared(filter))
    }
}
