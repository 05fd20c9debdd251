//! From sockets to the broker.

use bytes::BytesMut;
use daypass_broker::{Close, ConnectionId, Now};

use super::connection::Closing;
use super::{Reactor, SCRATCH_BYTES};
use crate::device::transport::{Broken, Inflow};

/// Reads of one connection in one turn.
const READS_PER_TURN_MAX: usize = 4;
/// How much of a client is kept unread while it is being authenticated.
const UNAUTHENTICATED_BYTES_MAX: usize = 64 * 1024;
/// A shared buffer that grew beyond this is given back.
const INBOUND_BYTES_MAX: usize = 1 << 20;

impl Reactor {
    /// Puts a connection into the list of those that are read.
    pub(super) fn queue_reading(&mut self, id: ConnectionId) {
        if let Some(connection) = self.connections.get_mut(id)
            && !connection.queued
        {
            connection.queued = true;
            self.readable.push_back(id);
        }
    }

    /// Whether so much waits for others that nothing more is read from clients.
    pub(super) fn congested(&self) -> bool {
        self.forwards.congested() || self.effects.journal.is_congested()
    }

    /// Reads from every connection of the list once.
    pub(super) fn read_clients(&mut self, now: Now) {
        for _ in 0..self.readable.len() {
            if self.congested() {
                return;
            }
            let Some(id) = self.readable.pop_front() else { return };
            if let Some(connection) = self.connections.get_mut(id) {
                connection.queued = false;
                self.read_client(id, now);
            }
        }
    }

    fn read_client(&mut self, id: ConnectionId, now: Now) {
        for _ in 0..READS_PER_TURN_MAX {
            let Some(connection) = self.connections.get_mut(id) else { return };
            let room = if connection.authenticating {
                UNAUTHENTICATED_BYTES_MAX
            } else {
                self.around.settings.packet_bytes_max as usize + SCRATCH_BYTES
            };
            // What the broker does not take yet stays in the network, too.
            if !connection.readable
                || connection.closing.is_some()
                || connection.unread.len() >= room
            {
                return;
            }
            let mut bytes = if connection.unread.is_empty() {
                std::mem::take(&mut self.inbound)
            } else {
                std::mem::take(&mut connection.unread)
            };
            let before = bytes.len();
            let inflow = connection.transport.read(&mut self.scratch, &mut bytes);
            connection.drained = matches!(inflow, Ok(Inflow::Drained));
            // Behind the last bytes of a peer that has ended its end is to be read.
            let end_follows = connection.ending && bytes.len() > before;
            if connection.drained && !connection.ending {
                connection.readable = false;
            }
            if connection.transport.has_waiting() {
                self.unflushed.push(id);
            }
            self.receive(id, bytes, now);
            match inflow {
                Ok(Inflow::More) => {}
                Ok(Inflow::Drained) if end_follows => {}
                Ok(Inflow::Drained) => return,
                Ok(Inflow::Ended) => return self.ended(id, now),
                Ok(Inflow::Left) => {
                    self.broker.left(id, now, &mut self.effects);
                    return self.ended(id, now);
                }
                Err(broken) => return self.broken(id, &broken, now),
            }
        }
        self.queue_reading(id);
    }

    /// Hands bytes to the broker, keeps what it leaves, and sees to what it asks for.
    fn receive(&mut self, id: ConnectionId, mut bytes: BytesMut, now: Now) {
        if !bytes.is_empty() {
            self.broker.receive(id, &mut bytes, now, &mut self.effects);
        }
        if let Some(connection) = self.connections.get_mut(id)
            && !bytes.is_empty()
        {
            // A copy of what little is left, so that the large buffer is free for the next one.
            connection.unread = BytesMut::from(&*bytes);
            bytes.clear();
        }
        if self.inbound.capacity() == 0 && bytes.capacity() <= INBOUND_BYTES_MAX {
            bytes.clear();
            self.inbound = bytes;
        }
        self.settle(now);
    }

    /// Goes on with a connection whose bytes had to wait.
    pub(super) fn resume(&mut self, id: ConnectionId, now: Now) {
        self.effects.read_ons.push(id);
        self.settle(now);
    }

    /// Sees to what the broker has asked for about its connections.
    pub(super) fn settle(&mut self, now: Now) {
        loop {
            if let Some((id, reactor, opening)) = self.effects.moves.pop() {
                self.send_away(id, reactor, opening);
            } else if let Some((id, close)) = self.effects.closes.pop() {
                self.close(id, close, now);
            } else if let Some(id) = self.effects.read_ons.pop() {
                self.read_on(id, now);
            } else if let Some((id, login)) = self.effects.logins.pop() {
                self.ask(id, login, now);
            } else {
                return;
            }
        }
    }

    fn read_on(&mut self, id: ConnectionId, now: Now) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let mut bytes = std::mem::take(&mut connection.unread);
        self.broker.receive(id, &mut bytes, now, &mut self.effects);
        if let Some(connection) = self.connections.get_mut(id)
            && !bytes.is_empty()
        {
            connection.unread = bytes;
        }
        // What is left in the network is looked at again; for what is not there yet there is an event.
        if self.connections.get_mut(id).is_some_and(|connection| connection.readable) {
            self.queue_reading(id);
        }
    }

    fn close(&mut self, id: ConnectionId, close: Close, now: Now) {
        match close {
            Close::AfterOutput => self.close_after_output(id, Closing::AfterOutput),
            Close::AfterLeave => self.close_after_output(id, Closing::AfterLeave),
            Close::AtOnce => self.drop_client(id, now),
        }
    }

    fn broken(&mut self, id: ConnectionId, broken: &Broken, now: Now) {
        match broken {
            Broken::WebSocket(violation) => self.end_with(id, violation.code(), now),
            Broken::Socket(_) => self.drop_client(id, now),
        }
    }
}
