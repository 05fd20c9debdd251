//! Brokers and clients side by side, without sockets, threads or a real clock.

mod acts;
mod client;
mod disk;
mod knock;
mod people;
mod shell;

pub(crate) use acts::{delivery, identifier, publish, shown, subscribe, subscription};
pub(crate) use client::{Client, decision, reason};
pub(crate) use disk::{Disk, Forgets, Journal};
pub(crate) use knock::{Knock, text};
pub(crate) use shell::{Forwarded, Recorded, Recorder};

use crate::policies;
use bytes::BytesMut;
use daypass_broker::{
    Broker, BrokerSettings, Change, Close, EndClient, KeptMessage, LivePermissions, Now, Realm,
    ShadowRequest, Sharing, Standing,
};
use daypass_mqtt::{Packet, encode};
use std::collections::HashMap;
use std::sync::Arc;

/// 2027-01-15T08:00:00Z.
pub(crate) const BEGIN_MS: i64 = 1_800_000_000_000;

/// Somebody who can sign in, by the user name.
#[derive(Clone)]
struct Person {
    realm: Arc<Realm>,
    statements: Option<Vec<String>>,
    /// When the credentials end.
    ends_ms: Option<i64>,
}

pub(crate) struct Stage {
    brokers: Vec<Broker>,
    shells: Vec<Recorder>,
    clients: Vec<Client>,
    journal: Journal,
    pub(crate) disk: Disk,
    settings: Arc<BrokerSettings>,
    people: HashMap<String, Person>,
    /// The permissions of every admitted connection, with person and client id.
    live: Vec<(String, String, Arc<LivePermissions>)>,
    pub(crate) now: Now,
    /// Whether CONNECTs are answered at once.
    pub(crate) answering: bool,
    /// Whether what is to be stored is stored at once.
    pub(crate) storing: bool,
    /// Whether clients that come acknowledge messages.
    pub(crate) acknowledging: bool,
    pub(crate) refusals: Vec<Recorded>,
}

/// A client of the stage.
pub(crate) type Number = usize;

impl Stage {
    pub(crate) fn new() -> Self {
        Self::with(BrokerSettings::default(), 1)
    }

    pub(crate) fn with(settings: BrokerSettings, reactors: usize) -> Self {
        let settings = Arc::new(settings);
        let sharing = Arc::new(Sharing::default());
        let journal = Journal::default();
        let broker = |number: usize| {
            let seed = [u8::try_from(number + 1).unwrap(); 32];
            let sharing = Arc::clone(&sharing);
            Broker::new(Arc::clone(&settings), number, reactors, sharing, seed)
        };
        Self {
            brokers: (0..reactors).map(broker).collect(),
            shells: (0..reactors).map(|number| Recorder::new(number, journal.clone())).collect(),
            journal,
            disk: Disk::default(),
            settings,
            clients: Vec::new(),
            people: HashMap::new(),
            live: Vec::new(),
            now: Now { monotonic_ms: 1_000, wall_ms: BEGIN_MS },
            answering: true,
            storing: true,
            acknowledging: true,
            refusals: Vec::new(),
        }
    }

    /// Gives a person of the usual realm these statements, on open connections too.
    pub(crate) fn allow(&mut self, name: &str, statements: &[String]) {
        self.allow_in(&policies::realm(), name, statements);
    }

    pub(crate) fn allow_in(&mut self, realm: &Arc<Realm>, name: &str, statements: &[String]) {
        let statements = statements.to_vec();
        for (_, client_id, live) in self.live.iter().filter(|(person, ..)| person == name) {
            live.replace(policies::standing(&statements, client_id));
        }
        let ends_ms = self.people.get(name).and_then(|person| person.ends_ms);
        let person = Person { realm: Arc::clone(realm), statements: Some(statements), ends_ms };
        self.people.insert(name.to_owned(), person);
    }

    /// A person's credentials end at an instant; connections made from now on know it.
    pub(crate) fn end_at(&mut self, name: &str, ends_ms: i64) {
        self.people.get_mut(name).unwrap().ends_ms = Some(ends_ms);
    }

    /// Closes a person's standing for good.
    pub(crate) fn close_standing(&mut self, name: &str) {
        for (_, _, live) in self.live.iter().filter(|(person, ..)| person == name) {
            live.replace(Standing::Closed("the role is gone".into()));
        }
        self.people.get_mut(name).unwrap().statements = None;
    }

    /// Looks at every connection after permissions changed, as a shell does.
    pub(crate) fn sweep(&mut self) {
        for reactor in 0..self.brokers.len() {
            self.brokers[reactor].permissions_changed();
            while self.brokers[reactor].sweep(self.now, &mut self.shells[reactor]) {}
        }
        self.settle();
    }

    /// A transport without a CONNECT.
    pub(crate) fn open(&mut self) -> Number {
        let reactor = self.clients.len() % self.brokers.len();
        let connection = self.brokers[reactor].open(self.now).unwrap();
        let mut client = Client::new(reactor, connection);
        client.acknowledging = self.acknowledging;
        self.clients.push(client);
        self.clients.len() - 1
    }

    /// A transport, and a CONNECT.
    pub(crate) fn knock(&mut self, knock: Knock) -> Number {
        let number = self.open();
        self.clients[number].version = knock.version;
        self.send(number, Packet::Connect(Box::new(knock.into_connect())));
        number
    }

    /// A client that was let in, with its CONNACK read.
    pub(crate) fn connect(&mut self, knock: Knock) -> Number {
        let number = self.knock(knock);
        let Packet::Connack(connack) = self.next(number) else { panic!("no CONNACK") };
        assert!(!connack.reason_code.is_failure(), "{:?}", connack.reason_code);
        number
    }

    pub(crate) fn send(&mut self, number: Number, packet: impl Into<Box<Packet>>) {
        let mut bytes = BytesMut::new();
        encode(&packet.into(), self.clients[number].version, u32::MAX, &mut bytes).unwrap();
        self.send_bytes(number, &bytes);
    }

    pub(crate) fn send_bytes(&mut self, number: Number, bytes: &[u8]) {
        self.clients[number].unread.extend_from_slice(bytes);
        self.receive(number);
        self.settle();
    }

    /// The requests on shadows that came to the shells and are not answered.
    pub(crate) fn shadow_requests(&mut self) -> Vec<ShadowRequest> {
        self.shells.iter_mut().flat_map(|shell| shell.shadow_requests.drain(..)).collect()
    }

    /// There is room for so many requests on shadows on each reactor.
    pub(crate) fn shadow_room(&mut self, room: usize) {
        for shell in &mut self.shells {
            shell.shadow_room = room;
        }
    }

    /// There is room to store so many messages on each reactor.
    pub(crate) fn keep_room(&mut self, room: usize) {
        for shell in &mut self.shells {
            shell.keep_room = room;
        }
    }

    /// What was to be stored, in its order.
    pub(crate) fn kept(&mut self) -> Vec<KeptMessage> {
        self.shells.iter_mut().flat_map(|shell| shell.kept.drain(..)).collect()
    }

    /// What waits is stored, the last first.
    pub(crate) fn store_in_reverse(&mut self) {
        self.answer_tickets(true);
    }

    /// What waits cannot be stored.
    pub(crate) fn fail_to_store(&mut self) {
        self.answer_tickets(false);
    }

    fn answer_tickets(&mut self, done: bool) {
        for (broker, shell) in self.brokers.iter_mut().zip(&mut self.shells) {
            for (connection, ticket) in std::mem::take(&mut shell.tickets).into_iter().rev() {
                broker.stored(connection, ticket, done, self.now, shell);
            }
        }
        self.settle();
    }

    /// What waits to be stored, by what is stored together.
    pub(crate) fn waiting(&self) -> Vec<Vec<Change>> {
        self.journal.changes()
    }

    /// What waits to be stored of sessions is stored, or cannot be. Whether there was anything.
    pub(crate) fn store(&mut self, done: bool) -> bool {
        let mut stored = false;
        while let Some(entry) = self.journal.pop() {
            stored = true;
            if done {
                entry.changes.iter().for_each(|change| self.disk.apply(change));
            }
            for claim in entry.changes.iter().filter_map(Change::claim) {
                let reactor = claim.reactor();
                let shell = &mut self.shells[reactor];
                self.brokers[reactor].journaled(&claim, done, self.now, shell);
            }
            if let Some((reactor, connection, ticket)) = entry.waiting {
                let shell = &mut self.shells[reactor];
                self.brokers[reactor].stored(connection, ticket, done, self.now, shell);
            }
        }
        stored
    }

    /// The server is killed, and another one comes up on what was stored.
    pub(crate) fn restart(&mut self) {
        let fresh = Self::with((*self.settings).clone(), self.brokers.len());
        (self.brokers, self.shells, self.journal) = (fresh.brokers, fresh.shells, fresh.journal);
        for client in &mut self.clients {
            client.closed = true;
        }
        for stored in self.disk.sessions() {
            let restored: usize = self
                .brokers
                .iter_mut()
                .map(|broker| usize::from(broker.restore_session(stored.clone(), self.now)))
                .sum();
            assert_eq!(restored, 1);
        }
        for stored in self.disk.wills() {
            let taken = |broker: &mut Broker| broker.restore_will(stored.clone(), self.now);
            assert_eq!(self.brokers.iter_mut().map(taken).filter(|taken| *taken).count(), 1);
        }
    }

    /// What was stored comes back to every reactor, as after a restart.
    pub(crate) fn restore(&mut self, kept: KeptMessage) {
        let message = kept.into_message(self.now).unwrap();
        for broker in &mut self.brokers {
            broker.restore(&message, self.now);
        }
    }

    /// The next packet that came to a client.
    pub(crate) fn next(&mut self, number: Number) -> Packet {
        self.clients[number].inbox.pop_front().expect("no packet came")
    }

    /// Everything that came to a client.
    pub(crate) fn inbox(&mut self, number: Number) -> Vec<Packet> {
        self.clients[number].inbox.drain(..).collect()
    }

    pub(crate) fn is_open(&self, number: Number) -> bool {
        !self.clients[number].closed
    }

    pub(crate) fn client(&mut self, number: Number) -> &mut Client {
        &mut self.clients[number]
    }

    pub(crate) fn broker(&self, reactor: usize) -> &Broker {
        &self.brokers[reactor]
    }

    /// The transport breaks.
    pub(crate) fn lose(&mut self, number: Number) {
        let client = &mut self.clients[number];
        if !std::mem::replace(&mut client.closed, true) {
            let (reactor, connection) = (client.reactor, client.connection);
            self.brokers[reactor].closed(connection, self.now, &mut self.shells[reactor]);
        }
        self.settle();
    }

    /// The client closes its WebSocket, and then the transport.
    pub(crate) fn close_websocket(&mut self, number: Number) {
        let (reactor, connection) = (self.clients[number].reactor, self.clients[number].connection);
        self.brokers[reactor].left(connection, self.now, &mut self.shells[reactor]);
        self.lose(number);
    }

    /// `DeleteConnection`, as a shell asks all reactors for it.
    pub(crate) fn end_client(&mut self, client_id: &str, how: EndClient) -> bool {
        let realm = policies::realm();
        let mut found = false;
        for (broker, shell) in self.brokers.iter_mut().zip(&mut self.shells) {
            found |= broker.end_client(&realm, client_id, how, self.now, shell);
        }
        self.settle();
        found
    }

    /// Time passes, on both clocks, and each timeout is served at its instant.
    pub(crate) fn pass(&mut self, ms: u64) {
        let end_ms = self.now.monotonic_ms + ms;
        loop {
            let next = self.brokers.iter().filter_map(Broker::next_timeout_ms).min();
            let next_ms = next.filter(|next| *next <= end_ms).unwrap_or(end_ms);
            let step_ms = next_ms.saturating_sub(self.now.monotonic_ms);
            self.now.monotonic_ms += step_ms;
            self.now.wall_ms += i64::try_from(step_ms).unwrap();
            for (broker, shell) in self.brokers.iter_mut().zip(&mut self.shells) {
                broker.handle_timeout(self.now, shell);
            }
            self.settle();
            if next.is_none_or(|next| next > end_ms) {
                return;
            }
        }
    }

    /// Passes everything on until nothing moves.
    pub(crate) fn settle(&mut self) {
        loop {
            let mut moved = false;
            for reactor in 0..self.brokers.len() {
                moved |= self.settle_shell(reactor);
                moved |= self.settle_output(reactor);
            }
            if !moved {
                return;
            }
        }
    }

    /// Answers a CONNECT that is awaited.
    pub(crate) fn answer_login(&mut self, reactor: usize) {
        for (connection, login) in std::mem::take(&mut self.shells[reactor].logins) {
            let answer = self.admission(&login);
            let shell = &mut self.shells[reactor];
            self.brokers[reactor].authenticated(connection, answer, self.now, shell);
            let number = self.number(reactor, connection);
            self.receive(number);
        }
    }

    /// Reads on where a slow reader stopped.
    pub(crate) fn resume_reading(&mut self, number: Number) {
        self.clients[number].deaf = false;
        let (reactor, connection) = (self.clients[number].reactor, self.clients[number].connection);
        self.read_output(reactor, connection);
        self.settle();
    }

    fn settle_shell(&mut self, reactor: usize) -> bool {
        self.refusals.append(&mut self.shells[reactor].refusals);
        let mut moved = false;
        if self.answering && !self.shells[reactor].logins.is_empty() {
            moved = true;
            self.answer_login(reactor);
        }
        if self.answering {
            for (will, client_id, person) in std::mem::take(&mut self.shells[reactor].recalls) {
                moved = true;
                let recalled = self.recall(&person, &client_id);
                let shell = &mut self.shells[reactor];
                self.brokers[reactor].recalled(will, Some(recalled), self.now, shell);
            }
        }
        for (from, to, opening) in std::mem::take(&mut self.shells[reactor].moves) {
            moved = true;
            let number = self.number(reactor, from);
            let shell = &mut self.shells[to];
            let connection = self.brokers[to].adopt(opening, self.now, shell).unwrap();
            self.clients[number].place(to, connection);
        }
        for forwarded in std::mem::take(&mut self.shells[reactor].forwarded) {
            moved = true;
            for other in (0..self.brokers.len()).filter(|other| *other != reactor) {
                let (broker, shell) = (&mut self.brokers[other], &mut self.shells[other]);
                forwarded.arrive(broker, self.now, shell);
            }
        }
        if self.storing {
            for (connection, ticket) in std::mem::take(&mut self.shells[reactor].tickets) {
                moved = true;
                let shell = &mut self.shells[reactor];
                self.brokers[reactor].stored(connection, ticket, true, self.now, shell);
            }
            moved |= self.store(true);
        }
        for (to, delivery) in std::mem::take(&mut self.shells[reactor].handed_over) {
            moved = true;
            self.brokers[to].take_over(delivery, self.now, &mut self.shells[to]);
        }
        for connection in std::mem::take(&mut self.shells[reactor].read_ons) {
            moved = true;
            let number = self.number(reactor, connection);
            self.receive(number);
        }
        for (connection, close) in std::mem::take(&mut self.shells[reactor].closes) {
            moved = true;
            let number = self.number(reactor, connection);
            if close != Close::AtOnce {
                if self.clients[number].deaf {
                    continue;
                }
                self.read_output(reactor, connection);
            }
            self.lose(number);
        }
        moved
    }

    fn settle_output(&mut self, reactor: usize) -> bool {
        let mut moved = false;
        while let Some(connection) = self.brokers[reactor].next_with_output() {
            moved = true;
            self.read_output(reactor, connection);
        }
        moved
    }

    fn read_output(&mut self, reactor: usize, connection: daypass_broker::ConnectionId) {
        let number = self.number(reactor, connection);
        let Some(output) = self.brokers[reactor].output(connection) else { return };
        if self.clients[number].deaf {
            return;
        }
        let bytes: Vec<u8> = output.slices().flatten().copied().collect();
        self.clients[number].read(&bytes);
        self.brokers[reactor].written(connection, bytes.len(), self.now, &mut self.shells[reactor]);
        let sent: Vec<Packet> = self.clients[number].answers.drain(..).collect();
        for packet in sent {
            let version = self.clients[number].version;
            encode(&packet, version, u32::MAX, &mut self.clients[number].unread).unwrap();
        }
        self.receive(number);
    }

    fn receive(&mut self, number: Number) {
        let client = &mut self.clients[number];
        if client.closed {
            return;
        }
        let (reactor, connection) = (client.reactor, client.connection);
        let shell = &mut self.shells[reactor];
        self.brokers[reactor].receive(connection, &mut client.unread, self.now, shell);
    }

    fn number(&self, reactor: usize, connection: daypass_broker::ConnectionId) -> Number {
        let here = |client: &Client| client.reactor == reactor && client.connection == connection;
        self.clients.iter().rposition(here).expect("a connection of the stage")
    }
}
