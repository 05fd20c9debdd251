//! Transports that come to a reactor, and those that leave it for another.

use std::sync::Arc;

use daypass_broker::{
    Admission, AdmissionRefused, ConnectionId, Login, Now, Opening, RefusedBecause,
};

use super::Reactor;
use super::connection::Connection;
use crate::device::admission::{Applicant, Seen};
use crate::device::command::{Arrival, Command};
use crate::device::peer::Peer;
use crate::device::token;
use crate::device::transport::Transport;

/// How many clients a reactor authenticates itself in one turn; others are seen to elsewhere, so that
/// a crowd at the door does not keep those waiting who are in.
const SEEN_PER_TURN_MAX: usize = 64;

impl Reactor {
    /// Lets clients in, and shares them out among the reactors.
    pub(super) fn let_clients_in(&mut self, now: Now) {
        let mut arrived: Vec<Arrival> = Vec::new();
        self.doors.accept(now.monotonic_ms, |transport, peer| {
            arrived.push(Arrival::fresh(transport, peer));
        });
        for arrival in arrived {
            let reactor = self.next_owner;
            self.next_owner = (reactor + 1) % self.around.mailboxes.len();
            if reactor == self.number {
                self.arrive(arrival, now);
            } else {
                self.send_arrival(reactor, arrival);
            }
        }
    }

    fn send_arrival(&self, reactor: usize, arrival: Arrival) {
        let mailbox = self.around.mailboxes.get(reactor);
        let sent = mailbox.map(|mailbox| mailbox.send(Command::Arrive(Box::new(arrival))));
        if !matches!(sent, Some(Ok(()))) {
            tracing::warn!(reactor, "a client was turned away: the reactor's queue is full");
        }
    }

    /// Takes a transport in.
    pub(super) fn arrive(&mut self, arrival: Arrival, now: Now) {
        let Arrival { mut transport, peer, unread, opening } = arrival;
        if self.ends_ms.is_some() {
            return;
        }
        let opened = match opening {
            None => self.broker.open(now),
            Some(opening) => self.broker.adopt(opening, now, &mut self.effects),
        };
        let Some(id) = opened else {
            tracing::warn!("a client was turned away: the reactor has as many as it may");
            return;
        };
        if let Err(error) =
            transport.register(self.poll.registry(), token::of_connection(id.slot()))
        {
            tracing::warn!(%error, "a client's socket cannot be watched");
            self.broker.closed(id, now, &mut self.effects);
            return;
        }
        if let Some(ends_ms) = peer.ends_ms {
            self.lifetimes.push(ends_ms, id);
        }
        let mut connection = Connection::new(id, transport, peer);
        connection.unread = unread;
        self.connections.insert(connection);
        self.resume(id, now);
    }

    /// Whoever authenticates has answered.
    pub(super) fn authenticated(
        &mut self,
        id: ConnectionId,
        admission: Result<Admission, AdmissionRefused>,
        now: Now,
    ) {
        if let Some(connection) = self.connections.get_mut(id) {
            connection.authenticating = false;
        }
        self.broker.authenticated(id, admission, now, &mut self.effects);
        self.effects.read_ons.push(id);
    }

    /// Authenticates a client, or hands its login to whoever does; when those are busy the client
    /// hears it at once.
    pub(super) fn ask(&mut self, id: ConnectionId, login: Login, now: Now) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let applicant = Applicant {
            reactor: self.number,
            connection: id,
            login,
            peer: connection.peer.clone(),
            certificate: connection.transport.peer_certificate().map(Into::into),
        };
        let admissions = &self.around.admissions;
        let seen = if self.seen_this_turn < SEEN_PER_TURN_MAX {
            self.seen_this_turn += 1;
            admissions.ask(applicant)
        } else {
            admissions.ask_elsewhere(applicant)
        };
        match seen {
            Seen::Now(admission) => self.authenticated(id, admission, now),
            Seen::Later => connection.authenticating = true,
            Seen::Never => {
                let because = RefusedBecause::Unavailable;
                self.authenticated(id, Err(AdmissionRefused { because, decision: None }), now);
            }
        }
    }

    /// Sends a connection to the reactor that its client id belongs to.
    pub(super) fn send_away(&mut self, id: ConnectionId, reactor: usize, opening: Opening) {
        let Some(connection) = self.connections.remove(id) else { return };
        let Connection { mut transport, peer, unread, .. } = connection;
        if transport.deregister(self.poll.registry()).is_ok() {
            let opening = Some(opening);
            self.send_arrival(reactor, Arrival { transport, peer, unread, opening });
        }
    }
}

impl Arrival {
    /// A transport that nobody has read from.
    pub(crate) fn fresh(transport: Transport, peer: Arc<Peer>) -> Self {
        Self { transport, peer, unread: bytes::BytesMut::new(), opening: None }
    }
}
