//! The connections of one reactor, in a dense table that the broker numbers.

use std::sync::Arc;

use bytes::BytesMut;
use daypass_broker::ConnectionId;

use crate::device::peer::Peer;
use crate::device::transport::Transport;

/// One client's transport, and where it stands.
#[derive(Debug)]
pub(super) struct Connection {
    pub(super) id: ConnectionId,
    pub(super) transport: Transport,
    pub(super) peer: Arc<Peer>,
    /// MQTT bytes that the broker has not consumed yet.
    pub(super) unread: BytesMut,
    /// The socket may have something to read; edges are seen once, so this remembers them.
    pub(super) readable: bool,
    /// The socket may take something.
    pub(super) writable: bool,
    /// The poll tells when the socket takes something again; before it was full once nobody asks.
    pub(super) watched_for_room: bool,
    /// The last read took all that there was.
    pub(super) drained: bool,
    /// The peer's end was signalled: reads go on until they find it.
    pub(super) ending: bool,
    /// The connection waits in the list of those to be read.
    pub(super) queued: bool,
    /// The broker waits for this client to be authenticated.
    pub(super) authenticating: bool,
    /// The transport ends once the output is written.
    pub(super) closing: Option<Closing>,
}

/// How a transport is to end once the output is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Closing {
    /// The client is left time to read why.
    AfterOutput,
    /// The client took its leave, and awaits nothing.
    AfterLeave,
}

impl Connection {
    pub(super) fn new(id: ConnectionId, transport: Transport, peer: Arc<Peer>) -> Self {
        Self {
            id,
            transport,
            peer,
            unread: BytesMut::new(),
            // A handed-over socket may hold bytes for which there will be no event.
            readable: true,
            writable: true,
            watched_for_room: false,
            drained: false,
            ending: false,
            queued: false,
            authenticating: false,
            closing: None,
        }
    }
}

/// Connections by the slot of their id.
#[derive(Debug, Default)]
pub(super) struct Connections {
    slots: Vec<Option<Connection>>,
    count: usize,
}

impl Connections {
    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn insert(&mut self, connection: Connection) {
        let slot = connection.id.slot();
        if self.slots.len() <= slot {
            self.slots.resize_with(slot + 1, || None);
        }
        if let Some(place) = self.slots.get_mut(slot) {
            self.count += usize::from(place.is_none());
            *place = Some(connection);
        }
    }

    pub(super) fn get_mut(&mut self, id: ConnectionId) -> Option<&mut Connection> {
        self.at(id.slot()).filter(|connection| connection.id == id)
    }

    /// The connection whose events carry this slot.
    pub(super) fn at(&mut self, slot: usize) -> Option<&mut Connection> {
        self.slots.get_mut(slot)?.as_mut()
    }

    pub(super) fn remove(&mut self, id: ConnectionId) -> Option<Connection> {
        self.get_mut(id)?;
        self.count -= 1;
        self.slots.get_mut(id.slot())?.take()
    }
}
