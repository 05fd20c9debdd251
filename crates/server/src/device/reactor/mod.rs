//! One reactor: a thread with a poll, a broker, and the connections of both.
//!
//! A turn gathers before it gives: everything that is readable is read and handed to the broker,
//! then what the broker had to say is written, sent on and asked for.

mod arrivals;
mod connection;
mod doors;
mod effects;
mod forwards;
mod inflow;
mod inquiries;
mod journal;
mod lifetimes;
mod lingering;
mod outflow;
mod turn;

use std::collections::VecDeque;
use std::sync::Arc;

use bytes::BytesMut;
use crossbeam_channel::Receiver;
use daypass_broker::{
    Broker, BrokerSettings, ConnectionId, Message, Now, Sharing, StoredSession, StoredWill,
};
use daypass_services::ports::Clock as _;
use mio::{Events, Poll};

use connection::Connections;
use doors::Doors;
use effects::Effects;
use forwards::Forwards;
use lifetimes::Lifetimes;
use lingering::Lingering;

use super::admission::Admissions;
use super::command::Command;
use super::keeping::Keeping;
use super::mailbox::{Mailboxes, Seat};
use super::shadows::Shadows;
use crate::clock::RealClock;
use crate::decisions::Decisions;

/// Events of one turn.
const EVENTS_MAX: usize = 1_024;
/// Bytes read at once, and the most of one connection in one turn.
const SCRATCH_BYTES: usize = 64 * 1024;

/// What a reactor shares with the rest of the gateway.
#[derive(Clone)]
pub(crate) struct Surroundings {
    pub(crate) settings: Arc<BrokerSettings>,
    pub(crate) clock: RealClock,
    pub(crate) mailboxes: Arc<Mailboxes>,
    pub(crate) admissions: Admissions,
    pub(crate) shadows: Shadows,
    pub(crate) decisions: Arc<Decisions>,
    pub(crate) sharing: Arc<Sharing>,
    pub(crate) keeping: Keeping,
}

/// A reactor.
pub(crate) struct Reactor {
    number: usize,
    poll: Poll,
    commands: Receiver<Command>,
    around: Surroundings,
    broker: Broker,
    effects: Effects,
    connections: Connections,
    /// Connections that may have something to read.
    readable: VecDeque<ConnectionId>,
    /// Connections whose output is to be looked at once more in the next turn.
    unflushed: Vec<ConnectionId>,
    doors: Doors,
    next_owner: usize,
    /// How many clients were authenticated here in this turn.
    seen_this_turn: usize,
    forwards: Forwards,
    lingering: Lingering,
    lifetimes: Lifetimes,
    /// The broker has connections left to look at after standings were replaced.
    sweeping: bool,
    /// When the thread ends at the latest, once it was asked to.
    ends_ms: Option<u64>,
    scratch: Box<[u8]>,
    /// MQTT bytes of whichever connection is read: most are consumed at once.
    inbound: BytesMut,
}

impl Reactor {
    pub(crate) fn new(number: usize, seat: Seat, around: Surroundings, seed: [u8; 32]) -> Self {
        let reactors = around.mailboxes.len();
        Self {
            number,
            poll: seat.poll,
            commands: seat.commands,
            broker: Broker::new(
                around.settings.clone(),
                number,
                reactors,
                around.sharing.clone(),
                seed,
            ),
            effects: Effects::new(number, &around),
            connections: Connections::default(),
            readable: VecDeque::new(),
            unflushed: Vec::new(),
            doors: Doors::default(),
            next_owner: 0,
            seen_this_turn: 0,
            forwards: Forwards::new(number, reactors),
            lingering: Lingering::default(),
            lifetimes: Lifetimes::default(),
            sweeping: false,
            ends_ms: None,
            scratch: vec![0; SCRATCH_BYTES].into(),
            inbound: BytesMut::new(),
            around,
        }
    }

    /// Takes in what was retained before the server started, and the sessions and wills that belong
    /// here; the others stay.
    pub(crate) fn restore(
        &mut self,
        retained: &[Arc<Message>],
        sessions: &mut Vec<StoredSession>,
        wills: &mut Vec<StoredWill>,
    ) {
        let now = self.now();
        for message in retained {
            self.broker.restore(message, now);
        }
        let serves = |stored: &mut StoredSession| self.broker.serves(&stored.record.client_id);
        let own: Vec<StoredSession> = sessions.extract_if(.., serves).collect();
        for stored in own {
            if !self.broker.restore_session(stored, now) {
                tracing::error!("there is no room for a stored session");
            }
        }
        let broker = &mut self.broker;
        let own = wills.extract_if(.., |stored| broker.serves(&stored.client_id));
        let own: Vec<StoredWill> = own.collect();
        for stored in own {
            self.broker.restore_will(stored, now);
        }
    }

    /// Runs until the gateway shuts down.
    pub(crate) fn run(mut self) {
        let mut events = Events::with_capacity(EVENTS_MAX);
        loop {
            let timeout = self.timeout();
            match self.poll.poll(&mut events, Some(timeout)) {
                Err(error) if error.kind() != std::io::ErrorKind::Interrupted => {
                    tracing::error!(%error, "a reactor cannot wait for its sockets");
                    return;
                }
                _ => {}
            }
            self.turn(&events);
            if self.has_ended() {
                return;
            }
        }
    }

    fn now(&self) -> Now {
        Now {
            monotonic_ms: self.around.clock.monotonic_ms(),
            wall_ms: self.around.clock.now().ours_ms,
        }
    }
}
