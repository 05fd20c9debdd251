//! What the broker asks for while it works, gathered until the reactor sees to it, or
//! handed on at once.

use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::{
    Change, Close, ConnectionId, DecisionId, LifecycleEvent, Login, Message, MessageRun, Now,
    Opening, Refusal, Reservation, ShadowRequest, SharedDelivery, Shell, Ticket, Unit, WillNumber,
};

use super::Surroundings;
use super::forwards::To;
use super::journal::Journal;
use crate::decisions::Decisions;
use crate::device::admission::{Absent, Admissions};
use crate::device::command::Forward;
use crate::device::keeping::{Keeping, Told};
use crate::device::lifecycle;
use crate::device::shadows::Shadows;

/// Gathered effects. Their lists keep their memory from batch to batch.
#[derive(Debug)]
pub(super) struct Effects {
    decisions: Arc<Decisions>,
    admissions: Admissions,
    shadows: Shadows,
    keeping: Keeping,
    reactor: usize,
    pub(super) logins: Vec<(ConnectionId, Login)>,
    pub(super) moves: Vec<(ConnectionId, usize, Opening)>,
    pub(super) closes: Vec<(ConnectionId, Close)>,
    pub(super) read_ons: Vec<ConnectionId>,
    pub(super) forwards: Vec<(To, Forward)>,
    pub(super) journal: Journal,
}

impl Effects {
    pub(super) fn new(reactor: usize, around: &Surroundings) -> Self {
        Self {
            decisions: around.decisions.clone(),
            admissions: around.admissions.clone(),
            shadows: around.shadows.clone(),
            keeping: around.keeping.clone(),
            reactor,
            logins: Vec::new(),
            moves: Vec::new(),
            closes: Vec::new(),
            read_ons: Vec::new(),
            forwards: Vec::new(),
            journal: Journal::default(),
        }
    }
}

impl Effects {
    fn told(&self, waiting: Option<(ConnectionId, Ticket)>) -> Told {
        waiting.map_or(Told::Nobody, |(connection, ticket)| {
            Told::Client(self.reactor, connection, ticket)
        })
    }
}

impl Shell for Effects {
    fn authenticate(&mut self, connection: ConnectionId, login: Login) {
        self.logins.push((connection, login));
    }

    fn move_to(&mut self, connection: ConnectionId, reactor: usize, opening: Opening) {
        self.moves.push((connection, reactor, opening));
    }

    fn forward(&mut self, message: &Arc<Message>, unit: Option<&Arc<Unit>>) {
        self.forwards.push((To::Others, Forward::Message(message.clone(), unit.cloned())));
    }

    fn forward_run(&mut self, run: MessageRun) {
        self.forwards.push((To::Others, Forward::Run(run)));
    }

    fn reserve(
        &mut self,
        bytes: usize,
        waiting: Option<(ConnectionId, Ticket)>,
    ) -> Option<Box<dyn Reservation>> {
        self.keeping.reserve(bytes, self.told(waiting))
    }

    fn journal(&mut self, change: Change, waiting: Option<(ConnectionId, Ticket)>) {
        self.journal.push(change, waiting);
    }

    fn after_journal(&mut self, connection: ConnectionId, ticket: Ticket) {
        self.journal.wait(connection, ticket);
    }

    fn recall(&mut self, will: WillNumber, client_id: &Arc<str>, holder: &Bytes) -> bool {
        let (client_id, holder) = (Arc::clone(client_id), holder.clone());
        self.admissions.recall(Absent { reactor: self.reactor, will, client_id, holder })
    }

    fn hand_over(&mut self, reactor: usize, delivery: SharedDelivery) {
        self.forwards.push((To::Reactor(reactor), Forward::Shared(Box::new(delivery))));
    }

    fn ask_shadow(&mut self, request: ShadowRequest) -> Result<(), ShadowRequest> {
        self.shadows.ask(self.reactor, request)
    }

    fn keep(
        &mut self,
        message: &Arc<Message>,
        waiting: Option<(ConnectionId, Ticket)>,
        now: Now,
    ) -> bool {
        self.keeping.keep(message.to_kept(now), self.told(waiting))
    }

    fn lifecycle_payload(&mut self, event: &LifecycleEvent) -> Bytes {
        lifecycle::payload(event)
    }

    fn too_many_requests(&mut self, request: &ShadowRequest) -> Bytes {
        self.shadows.too_many_requests(request)
    }

    fn refused(&mut self, refusal: &Refusal<'_>) -> DecisionId {
        self.decisions.record_packet(refusal)
    }

    fn read_on(&mut self, connection: ConnectionId) {
        self.read_ons.push(connection);
    }

    fn close(&mut self, connection: ConnectionId, close: Close) {
        self.closes.push((connection, close));
    }
}
