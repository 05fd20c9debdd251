//! What the brokers ask for, written down.

use super::disk::{Entry, Journal, Place};
use bytes::Bytes;
use daypass_broker::{
    Broker, Change, Close, ConnectionId, DecisionId, KeptMessage, LifecycleEvent, LifecycleKind,
    Login, Message, MessageRun, Now, Opening, PacketKind, Refusal, Reservation, ShadowRequest,
    SharedDelivery, Shell, Ticket, Unit, WillNumber,
};
use daypass_policy::Outcome;
use std::sync::Arc;

/// A refusal that was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Recorded {
    pub(crate) id: DecisionId,
    pub(crate) packet: PacketKind,
    pub(crate) client_id: String,
    pub(crate) action: String,
    pub(crate) resource: String,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) reason: Option<String>,
    pub(crate) count: u64,
}

/// What is for the other reactors.
#[derive(Clone)]
pub(crate) enum Forwarded {
    Message(Arc<Message>, Option<Arc<Unit>>),
    Run(MessageRun),
}

impl Forwarded {
    pub(crate) fn arrive(&self, broker: &mut Broker, now: Now, shell: &mut Recorder) {
        match self {
            Self::Message(message, unit) => broker.deliver(message, unit.as_ref(), now, shell),
            Self::Run(run) => broker.deliver_run(run, now, shell),
        }
    }
}

pub(crate) struct Recorder {
    reactor: usize,
    journal: Journal,
    named: u128,
    pub(crate) logins: Vec<(ConnectionId, Login)>,
    pub(crate) moves: Vec<(ConnectionId, usize, Opening)>,
    pub(crate) forwarded: Vec<Forwarded>,
    pub(crate) handed_over: Vec<(usize, SharedDelivery)>,
    /// What was to be stored.
    pub(crate) kept: Vec<KeptMessage>,
    /// How much of it there is room for.
    pub(crate) keep_room: usize,
    /// What connections wait for.
    pub(crate) tickets: Vec<(ConnectionId, Ticket)>,
    pub(crate) refusals: Vec<Recorded>,
    pub(crate) closes: Vec<(ConnectionId, Close)>,
    /// Connections to be read again.
    pub(crate) read_ons: Vec<ConnectionId>,
    /// Wills whose clients are asked about, by the persons who left them.
    pub(crate) recalls: Vec<(WillNumber, String, String)>,
    /// How many such questions there is room for.
    pub(crate) recall_room: usize,
    /// Requests on shadows that nobody has answered yet.
    pub(crate) shadow_requests: Vec<ShadowRequest>,
    /// How many of them there is room for.
    pub(crate) shadow_room: usize,
}

impl Recorder {
    pub(crate) fn new(reactor: usize, journal: Journal) -> Self {
        Self {
            reactor,
            journal,
            named: 0,
            logins: Vec::new(),
            moves: Vec::new(),
            forwarded: Vec::new(),
            handed_over: Vec::new(),
            kept: Vec::new(),
            keep_room: usize::MAX,
            tickets: Vec::new(),
            refusals: Vec::new(),
            closes: Vec::new(),
            read_ons: Vec::new(),
            recalls: Vec::new(),
            recall_room: usize::MAX,
            shadow_requests: Vec::new(),
            shadow_room: usize::MAX,
        }
    }
}

impl Shell for Recorder {
    fn authenticate(&mut self, connection: ConnectionId, login: Login) {
        self.logins.push((connection, login));
    }

    fn move_to(&mut self, connection: ConnectionId, reactor: usize, opening: Opening) {
        assert_ne!(reactor, self.reactor);
        self.moves.push((connection, reactor, opening));
    }

    fn forward(&mut self, message: &Arc<Message>, unit: Option<&Arc<Unit>>) {
        self.forwarded.push(Forwarded::Message(Arc::clone(message), unit.cloned()));
    }

    fn forward_run(&mut self, run: MessageRun) {
        self.forwarded.push(Forwarded::Run(run));
    }

    fn reserve(
        &mut self,
        _bytes: usize,
        waiting: Option<(ConnectionId, Ticket)>,
    ) -> Option<Box<dyn Reservation>> {
        if self.keep_room == 0 {
            return None;
        }
        let waiting = waiting.map(|(connection, ticket)| (self.reactor, connection, ticket));
        Some(Box::new(Place { journal: self.journal.clone(), waiting }))
    }

    fn journal(&mut self, change: Change, waiting: Option<(ConnectionId, Ticket)>) {
        let waiting = waiting.map(|(connection, ticket)| (self.reactor, connection, ticket));
        self.journal.push(Entry { changes: vec![change], waiting });
    }

    fn after_journal(&mut self, connection: ConnectionId, ticket: Ticket) {
        let waiting = Some((self.reactor, connection, ticket));
        self.journal.push(Entry { changes: Vec::new(), waiting });
    }

    fn recall(&mut self, will: WillNumber, client_id: &Arc<str>, holder: &Bytes) -> bool {
        if self.recalls.len() >= self.recall_room {
            return false;
        }
        let person = String::from_utf8(holder.to_vec()).unwrap();
        self.recalls.push((will, client_id.to_string(), person));
        true
    }

    fn hand_over(&mut self, reactor: usize, delivery: SharedDelivery) {
        assert_ne!(reactor, self.reactor);
        self.handed_over.push((reactor, delivery));
    }

    fn ask_shadow(&mut self, request: ShadowRequest) -> Result<(), ShadowRequest> {
        if self.shadow_requests.len() >= self.shadow_room {
            return Err(request);
        }
        self.tickets.extend(request.waiting);
        self.shadow_requests.push(request);
        Ok(())
    }

    fn keep(
        &mut self,
        message: &Arc<Message>,
        waiting: Option<(ConnectionId, Ticket)>,
        now: Now,
    ) -> bool {
        assert!(message.is_retained());
        if self.kept.len() >= self.keep_room {
            return false;
        }
        self.kept.push(message.to_kept(now));
        self.tickets.extend(waiting);
        true
    }

    fn lifecycle_payload(&mut self, event: &LifecycleEvent) -> Bytes {
        let detail = match &event.kind {
            LifecycleKind::Connected { version } => version.to_string(),
            LifecycleKind::Disconnected { version, reason } => {
                format!("{version} {}", reason.as_str())
            }
            LifecycleKind::ConnectFailed => String::new(),
            LifecycleKind::Subscribed(filters) | LifecycleKind::Unsubscribed(filters) => {
                filters.join(" ")
            }
        };
        detail.into()
    }

    fn too_many_requests(&mut self, request: &ShadowRequest) -> Bytes {
        let payload = String::from_utf8_lossy(&request.payload);
        format!("too many: {payload}").into()
    }

    fn refused(&mut self, refusal: &Refusal<'_>) -> DecisionId {
        self.named += 1;
        let id = DecisionId(u128::try_from(self.reactor).unwrap() << 64 | self.named);
        self.refusals.push(Recorded {
            id,
            packet: refusal.packet,
            client_id: refusal.client_id.to_owned(),
            action: refusal.action.to_owned(),
            resource: refusal.resource.to_owned(),
            outcome: refusal.decision.map(|decision| decision.outcome),
            reason: refusal.reason.map(str::to_owned),
            count: refusal.count,
        });
        id
    }

    fn read_on(&mut self, connection: ConnectionId) {
        self.read_ons.push(connection);
    }

    fn close(&mut self, connection: ConnectionId, close: Close) {
        self.closes.push((connection, close));
    }
}
