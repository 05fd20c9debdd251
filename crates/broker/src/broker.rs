//! The broker of one reactor: routes each event to where it is handled.

use crate::admission::{Admission, AdmissionRefused};
use crate::connection::{Connection, Ticket};
use crate::connection_id::ConnectionId;
use crate::counters::Counters;
use crate::durable::{Claim, StoredSession, StoredWill, Unit};
use crate::handle::{
    admit, connect, deliver, durable, end, fan_out, lifecycle, publish, read, recall, reply,
    report, restore, run, shared, shut_down, stored_will, sweep, timeout, will,
};
use crate::message::Message;
use crate::now::Now;
use crate::opening::Opening;
use crate::output::Output;
use crate::report::{ConnectionReport, EndClient, SubscriptionReport};
use crate::run::MessageRun;
use crate::session::Recalled;
use crate::settings::BrokerSettings;
use crate::sharing::{SharedDelivery, Sharing};
use crate::shell::{Shell, WillNumber};
use crate::state::{State, Turn};
use crate::subject::Realm;
use bytes::BytesMut;
use std::sync::Arc;

/// The broker of one reactor. It owns no socket and no clock: a shell passes bytes and time in,
/// and writes what [`Broker::output`] holds.
#[derive(Debug)]
pub struct Broker {
    state: State,
}

impl Broker {
    /// The broker of the reactor with number `reactor` (from zero) among `reactors`, which have one
    /// `sharing` together. The seed decides what is drawn, such as assigned client ids.
    pub fn new(
        settings: Arc<BrokerSettings>,
        reactor: usize,
        reactors: usize,
        sharing: Arc<Sharing>,
        seed: [u8; 32],
    ) -> Self {
        Self { state: State::new(settings, reactor, reactors, sharing, seed) }
    }

    /// A new transport. Nothing when the reactor has as many connections as it may: then close it.
    pub fn open(&mut self, now: Now) -> Option<ConnectionId> {
        if self.state.going {
            return None;
        }
        let settings = &self.state.settings;
        let opened = Connection::new(now, settings.connect_ms_max);
        let connection = self.state.connections.insert(opened, settings.connections_max)?;
        timeout::schedule(&mut self.state, connection);
        Some(connection)
    }

    /// A transport that another reactor moved here; nothing if it has to be closed. Pass its unread
    /// bytes to [`Broker::receive`] after it was authenticated.
    pub fn adopt(
        &mut self,
        opening: Opening,
        now: Now,
        shell: &mut dyn Shell,
    ) -> Option<ConnectionId> {
        let connection = self.open(now)?;
        self.turn(now, shell, |state, turn| {
            connect::authenticate(state, turn, connection, opening.opened);
        });
        Some(connection)
    }

    /// Reads packets from the front of `bytes`, and leaves what is not a whole packet, or what
    /// has to wait for [`Broker::authenticated`]: keep that, and append what comes later. After
    /// [`Shell::close`] nothing is read any more; after [`Shell::move_to`] the rest moves along.
    pub fn receive(
        &mut self,
        connection: ConnectionId,
        bytes: &mut BytesMut,
        now: Now,
        shell: &mut dyn Shell,
    ) {
        self.turn(now, shell, |state, turn| read::receive(state, turn, connection, bytes));
    }

    /// The answer to [`Shell::authenticate`]. Call [`Broker::receive`] with the kept bytes
    /// afterwards. An answer for a connection that is gone does nothing.
    pub fn authenticated(
        &mut self,
        connection: ConnectionId,
        answer: Result<Admission, AdmissionRefused>,
        now: Now,
        shell: &mut dyn Shell,
    ) {
        self.turn(now, shell, |state, turn| admit::answered(state, turn, connection, answer));
    }

    /// The client sent a WebSocket's Close. The shell writes what is owed, closes the transport, and
    /// tells of it by [`Broker::closed`].
    pub fn left(&mut self, connection: ConnectionId, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, |state, turn| end::left(state, turn, connection));
    }

    /// The transport is gone, for whatever reason.
    pub fn closed(&mut self, connection: ConnectionId, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, |state, turn| end::closed(state, turn, connection));
    }

    /// What [`Shell::keep`] was asked to store is stored, or could not be; what [`Shell::ask_shadow`]
    /// was asked is done.
    pub fn stored(
        &mut self,
        connection: ConnectionId,
        ticket: Ticket,
        done: bool,
        now: Now,
        shell: &mut dyn Shell,
    ) {
        self.turn(now, shell, |state, turn| {
            publish::stored(state, turn, connection, ticket, done);
        });
    }

    /// What a change of a stored session claims is stored, or could not be.
    pub fn journaled(&mut self, claim: &Claim, done: bool, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, |state, turn| durable::journaled(state, turn, claim, done));
    }

    /// Whether a client, and its session, belong to this reactor.
    pub fn serves(&self, client_id: &str) -> bool {
        connect::is_owner(&self.state, client_id)
    }

    /// Takes in a session that was stored before the server started, if it belongs to this reactor and
    /// there is room for it. Call it before anything else.
    pub fn restore_session(&mut self, stored: StoredSession, now: Now) -> bool {
        restore::session(&mut self.state, stored, now)
    }

    /// Retains what was stored before the server started. Call it before anything else.
    pub fn restore(&mut self, message: &Arc<Message>, now: Now) {
        fan_out::restore(&mut self.state, message, now);
    }

    /// Takes in a will that was stored before the server started, if its client belongs to this reactor.
    /// Call it after the sessions were taken in, and before anything else.
    pub fn restore_will(&mut self, stored: StoredWill, now: Now) -> bool {
        stored_will::restore(&mut self.state, stored, now)
    }

    /// The answer to [`Shell::recall`]; nothing if it cannot be told now: then it is asked again.
    pub fn recalled(
        &mut self,
        will: WillNumber,
        answer: Option<Recalled>,
        now: Now,
        shell: &mut dyn Shell,
    ) {
        self.turn(now, shell, |state, turn| recall::answered(state, turn, will, answer));
    }

    /// The longest life of a transport is over: the shell closes it next, and tells of it by
    /// [`Broker::closed`].
    pub fn expired(&mut self, connection: ConnectionId, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, |state, turn| end::expired(state, turn, connection));
    }

    /// What is known of a client whose session is here, or was a short while ago.
    pub fn connection_report(
        &self,
        realm: &Realm,
        client_id: &str,
        now: Now,
    ) -> Option<ConnectionReport> {
        report::connection(&self.state, now, realm, client_id)
    }

    /// The subscriptions of a client whose session is here.
    pub fn subscriptions(&self, realm: &Realm, client_id: &str) -> Option<SubscriptionReport> {
        report::subscriptions(&self.state, realm, client_id)
    }

    /// Ends a client's connection (MQTT 5: DISCONNECT 0x98). Whether it, or its session, is here.
    pub fn end_client(
        &mut self,
        realm: &Realm,
        client_id: &str,
        how: EndClient,
        now: Now,
        shell: &mut dyn Shell,
    ) -> bool {
        self.turn(now, shell, |state, turn| report::end_client(state, turn, realm, client_id, how))
    }

    /// A message from another reactor, or from HTTPS, with its unit.
    pub fn deliver(
        &mut self,
        message: &Arc<Message>,
        unit: Option<&Arc<Unit>>,
        now: Now,
        shell: &mut dyn Shell,
    ) {
        self.turn(now, shell, |state, turn| fan_out::arrived(state, turn, message, unit));
    }

    /// A run of messages from another reactor.
    pub fn deliver_run(&mut self, run: &MessageRun, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, |state, turn| run::arrived(state, turn, run));
    }

    /// A message that another reactor handed over by [`Shell::hand_over`].
    pub fn take_over(&mut self, delivery: SharedDelivery, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, |state, turn| shared::arrived(state, turn, delivery));
    }

    /// Some standing was replaced: the coming calls of [`Broker::sweep`] look at every connection
    /// once.
    pub fn permissions_changed(&mut self) {
        sweep::begin(&mut self.state);
    }

    /// Looks at a bounded number of connections whose standing may have been replaced, cuts those
    /// that may no longer be connected, and ends subscriptions that are no longer allowed. Whether
    /// there is more to do: then call again soon.
    pub fn sweep(&mut self, now: Now, shell: &mut dyn Shell) -> bool {
        self.turn(now, shell, sweep::go_on)
    }

    /// The server goes: every connection is told (MQTT 5: DISCONNECT 0x8B) and closed after its
    /// output, and no other is opened.
    pub fn shut_down(&mut self, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, shut_down::all);
    }

    /// When [`Broker::handle_timeout`] has to be called, on the monotonic clock.
    pub fn next_timeout_ms(&self) -> Option<u64> {
        self.state.timers.next_ms()
    }

    /// Does what is due. Calling it early does no harm.
    pub fn handle_timeout(&mut self, now: Now, shell: &mut dyn Shell) {
        self.turn(now, shell, timeout::handle);
    }

    /// The next connection that got output since it was last named here. Drain this at the end of
    /// each batch of events.
    pub fn next_with_output(&mut self) -> Option<ConnectionId> {
        while let Some(connection) = self.state.ready.pop_front() {
            if let Some(open) = self.state.connections.get_mut(connection) {
                open.listed = false;
                return Some(connection);
            }
        }
        None
    }

    /// What waits to be written; nothing for a connection that is gone.
    pub fn output(&self, connection: ConnectionId) -> Option<&Output> {
        self.state.connections.get(connection).map(|open| &open.output)
    }

    /// The first `bytes` of the output were written. What waited in the session for room follows.
    pub fn written(
        &mut self,
        connection: ConnectionId,
        bytes: usize,
        now: Now,
        shell: &mut dyn Shell,
    ) {
        self.turn(now, shell, |state, turn| {
            reply::written(state, connection, bytes, turn.now);
            deliver::pump(state, turn, connection);
        });
    }

    /// What the broker has done so far.
    pub fn counters(&self) -> Counters {
        let as_u64 = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        Counters {
            connections: as_u64(self.state.connections.len()),
            sessions: as_u64(self.state.sessions.len()),
            subscriptions: as_u64(self.state.realms.subscriptions()),
            permission_classes: as_u64(self.state.classes.len()),
            ..self.state.counters
        }
    }

    /// One call: an event, and the events, wills and messages of groups that it sets free.
    fn turn<R>(
        &mut self,
        now: Now,
        shell: &mut dyn Shell,
        event: impl FnOnce(&mut State, &mut Turn<'_>) -> R,
    ) -> R {
        let mut turn = Turn { now, shell };
        let result = event(&mut self.state, &mut turn);
        while self.state.is_owing() {
            lifecycle::publish(&mut self.state, &mut turn);
            will::send_due(&mut self.state, &mut turn);
            shared::send_orphans(&mut self.state, &mut turn);
        }
        result
    }
}
