//! Everything that one broker holds, and what a call brings along.

use crate::connection::{Connected, Connection, Ticket};
use crate::connection_id::ConnectionId;
use crate::counters::Counters;
use crate::decide::{Classes, DecisionCache, Denials};
use crate::lifecycle::LifecycleEvent;
use crate::message::Publisher;
use crate::now::Now;
use crate::random::Random;
use crate::realm::Realms;
use crate::session::{DueWill, QueueBounds, Recalls, Session, SessionId};
use crate::settings::BrokerSettings;
use crate::sharing::{SharedDelivery, Sharing};
use crate::shell::Shell;
use crate::slots::Slots;
use crate::timers::Timers;
use crate::topics::{Match, RetainedBounds};
use std::collections::VecDeque;
use std::num::NonZeroU64;
use std::sync::Arc;

/// What one reactor's broker holds. The folder `handle` is what is done with it.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) settings: Arc<BrokerSettings>,
    pub(crate) reactor: usize,
    pub(crate) reactors: usize,
    pub(crate) random: Random,
    pub(crate) publisher: Publisher,
    pub(crate) connections: Slots<ConnectionId, Connection>,
    pub(crate) sessions: Slots<SessionId, Session>,
    pub(crate) realms: Realms,
    pub(crate) timers: Timers,
    pub(crate) classes: Classes,
    pub(crate) decisions: DecisionCache,
    pub(crate) denials: Denials,
    /// Connections that got output, each once.
    pub(crate) ready: VecDeque<ConnectionId>,
    /// The last ticket that was given.
    pub(crate) last_ticket: NonZeroU64,
    /// What happened to clients, to be published before the call ends.
    pub(crate) events: VecDeque<LifecycleEvent>,
    /// Wills to be sent before the call ends.
    pub(crate) wills: VecDeque<DueWill>,
    /// Wills that were stored, and whose clients are being looked up.
    pub(crate) recalls: Recalls,
    /// The shared subscriptions of all reactors.
    pub(crate) sharing: Arc<Sharing>,
    /// Messages that members of groups left behind, to be sent on before the call ends.
    pub(crate) orphans: VecDeque<SharedDelivery>,
    /// Subscriptions that a message reaches, kept for its memory.
    pub(crate) found: Vec<Match>,
    pub(crate) sweep: Sweep,
    /// The server is going: nothing is opened any more.
    pub(crate) going: bool,
    pub(crate) counters: Counters,
}

/// How far the look at all connections has come.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    pub(crate) next_place: usize,
    pub(crate) places_left: usize,
}

/// The call at hand: its time and its surroundings.
pub(crate) struct Turn<'t> {
    pub(crate) now: Now,
    pub(crate) shell: &'t mut dyn Shell,
}

impl State {
    pub(crate) fn new(
        settings: Arc<BrokerSettings>,
        reactor: usize,
        reactors: usize,
        sharing: Arc<Sharing>,
        seed: [u8; 32],
    ) -> Self {
        Self {
            settings,
            reactor,
            reactors,
            random: Random::new(seed),
            publisher: Publisher::of_reactor(reactor),
            connections: Slots::new(),
            sessions: Slots::new(),
            realms: Realms::default(),
            timers: Timers::default(),
            classes: Classes::default(),
            decisions: DecisionCache::default(),
            denials: Denials::default(),
            ready: VecDeque::new(),
            last_ticket: NonZeroU64::MIN,
            events: VecDeque::new(),
            wills: VecDeque::new(),
            recalls: Recalls::default(),
            sharing,
            orphans: VecDeque::new(),
            found: Vec::new(),
            sweep: Sweep::default(),
            going: false,
            counters: Counters::default(),
        }
    }

    pub(crate) fn ticket(&mut self) -> Ticket {
        self.last_ticket = self.last_ticket.saturating_add(1);
        Ticket(self.last_ticket)
    }

    /// Whether something is to be published before the call ends.
    pub(crate) fn is_owing(&self) -> bool {
        !(self.events.is_empty() && self.wills.is_empty() && self.orphans.is_empty())
    }

    pub(crate) fn connected(&self, connection: ConnectionId) -> Option<&Connected> {
        self.connections.get(connection)?.connected()
    }

    pub(crate) fn connected_mut(&mut self, connection: ConnectionId) -> Option<&mut Connected> {
        self.connections.get_mut(connection)?.connected_mut()
    }

    /// The session of a connection.
    pub(crate) fn session_mut(&mut self, connection: ConnectionId) -> Option<&mut Session> {
        let session = self.connected(connection)?.session;
        self.sessions.get_mut(session)
    }

    pub(crate) fn queue_bounds(&self) -> QueueBounds {
        QueueBounds {
            messages_max: self.settings.queue_messages_max,
            bytes_max: self.settings.queue_bytes_max,
        }
    }

    pub(crate) fn retained_bounds(&self) -> RetainedBounds {
        RetainedBounds {
            messages_max: self.settings.retained_messages_max,
            bytes_max: self.settings.retained_bytes_max,
        }
    }
}
