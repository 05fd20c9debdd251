//! Reactors, devices and the transports between them, one event at a time.

mod desk;

use super::chance::Chance;
use super::device::{Device, Memory};
use super::ledger::{Fate, Item, Ledger};
use crate::stage::{BEGIN_MS, Disk, Forgets, Forwarded, Journal, Recorder};
use bytes::{Bytes, BytesMut};
use daypass_broker::{
    Broker, BrokerSettings, Change, Close, ConnectionId, Login, Now, Output, Sharing, WillNumber,
};
use daypass_mqtt::{Bounds, PACKET_BYTES_MAX, Packet, ProtocolVersion, decode_from_server, encode};
use std::collections::VecDeque;
use std::sync::Arc;

const DEVICES: usize = 4;
/// The longest time that passes at once.
const PASS_MS_MAX: usize = 4_000;
/// A healed network comes to rest within so many rounds.
const ROUNDS_MAX: usize = 2_000;
const BOUNDS: Bounds =
    Bounds { packet_bytes_max: PACKET_BYTES_MAX, user_properties_max: 100, topic_filters_max: 100 };

/// A transport.
struct Link {
    device: usize,
    /// The will of its CONNECT.
    will: Item,
    version: ProtocolVersion,
    reactor: usize,
    connection: ConnectionId,
    /// On the way to the broker.
    up: BytesMut,
    /// Arrived there, and not a packet yet.
    unread: BytesMut,
    /// On the way to the device.
    down: BytesMut,
    /// Arrived there, and not a packet yet.
    partial: BytesMut,
    /// Whether the device still holds its end.
    held: bool,
    /// Whether the broker still holds its end.
    served: bool,
    /// The broker closes once its output is written.
    closing: bool,
}

pub(super) struct World {
    chance: Chance,
    brokers: Vec<Broker>,
    shells: Vec<Recorder>,
    /// Messages between reactors, from, to, in their order.
    between: Vec<(usize, usize, VecDeque<Forwarded>)>,
    journal: Journal,
    disk: Disk,
    logins: Vec<(usize, ConnectionId, Login)>,
    recalls: Vec<(usize, WillNumber, String)>,
    links: Vec<Link>,
    devices: Vec<Device>,
    ledger: Ledger,
    wrong: Option<String>,
    now: Now,
}

impl World {
    pub(super) fn new(seed: u64, memory: Memory, forgets: Option<Forgets>) -> Self {
        let mut chance = Chance::new(seed);
        let reactors = 1 + chance.below(3);
        let mut world = Self {
            chance,
            brokers: Vec::new(),
            shells: Vec::new(),
            between: Vec::new(),
            journal: Journal::default(),
            disk: Disk::forgetting(forgets),
            logins: Vec::new(),
            recalls: Vec::new(),
            links: Vec::new(),
            devices: (0..DEVICES).map(|number| Device::new(number, memory)).collect(),
            ledger: Ledger::new(DEVICES),
            wrong: None,
            now: Now { monotonic_ms: 1_000, wall_ms: BEGIN_MS },
        };
        world.start(reactors);
        world
    }

    /// A server comes up on what is stored.
    fn start(&mut self, reactors: usize) {
        let settings = Arc::new(BrokerSettings { durable: true, ..BrokerSettings::default() });
        let sharing = Arc::new(Sharing::default());
        // What the server before had not stored comes too late.
        self.journal = Journal::default();
        let broker = |number: usize| {
            let mut seed = [u8::try_from(number).unwrap(); 32];
            seed[0] = u8::try_from(self.chance.below(256)).unwrap();
            Broker::new(Arc::clone(&settings), number, reactors, Arc::clone(&sharing), seed)
        };
        self.brokers = (0..reactors).map(broker).collect();
        self.shells =
            (0..reactors).map(|number| Recorder::new(number, self.journal.clone())).collect();
        let pairs = (0..reactors).flat_map(|from| (0..reactors).map(move |to| (from, to)));
        let pairs = pairs.filter(|(from, to)| from != to);
        self.between = pairs.map(|(from, to)| (from, to, VecDeque::new())).collect();
        for stored in self.disk.sessions() {
            let now = self.now;
            let restored = self
                .brokers
                .iter_mut()
                .map(|broker| usize::from(broker.restore_session(stored.clone(), now)));
            assert_eq!(restored.sum::<usize>(), 1);
        }
        for stored in self.disk.wills() {
            let taken = |broker: &mut Broker| broker.restore_will(stored.clone(), self.now);
            assert_eq!(self.brokers.iter_mut().map(taken).filter(|taken| *taken).count(), 1);
        }
    }

    /// The server is killed, and comes up again.
    fn crash(&mut self) {
        for link in 0..self.links.len() {
            if self.links[link].held {
                self.let_go(link);
            }
        }
        self.links.clear();
        self.logins.clear();
        self.recalls.clear();
        // What a will is told of only by CONNACK may not be stored yet.
        for (item, fate) in &mut self.ledger.wills {
            if !self.disk.was_left(&item.payload()) {
                *fate = Fate::Open;
            }
        }
        self.start(1 + self.brokers.len() % 3);
    }

    /// Some of what waits is stored, in its order.
    fn store(&mut self) {
        let entries = 1 + self.chance.below(4);
        for _ in 0..entries {
            let Some(entry) = self.journal.pop() else { break };
            entry.changes.iter().for_each(|change| self.disk.apply(change));
            for claim in entry.changes.iter().filter_map(Change::claim) {
                let reactor = claim.reactor();
                let shell = &mut self.shells[reactor];
                self.brokers[reactor].journaled(&claim, true, self.now, shell);
            }
            if let Some((reactor, connection, ticket)) = entry.waiting {
                let shell = &mut self.shells[reactor];
                self.brokers[reactor].stored(connection, ticket, true, self.now, shell);
            }
        }
        self.look_around();
    }

    /// Everybody subscribes before anything is published.
    pub(super) fn begin(&mut self) {
        self.heal();
    }

    /// Something happens.
    pub(super) fn step(&mut self) {
        match self.chance.below(24) {
            0..=2 => self.publish(),
            3..=6 => self.on_some_link(Self::carry_up),
            7..=9 => self.on_some_link(Self::write),
            10..=13 => self.on_some_link(Self::carry_down),
            14 => self.on_some_link(Self::break_off),
            15 => self.on_some_link(Self::notice),
            16 => self.connect_some(),
            17 => self.pass_between(),
            18 => {
                self.answer_a_login();
                self.answer_a_recall();
            }
            19..=21 => self.store(),
            22 if self.chance.once_in(8) => self.crash(),
            _ => {
                let ms = self.chance.below(PASS_MS_MAX);
                self.pass(u64::try_from(ms).unwrap());
            }
        }
    }

    /// Nothing breaks any more, until everything that was sent has come.
    pub(super) fn heal(&mut self) {
        for _ in 0..ROUNDS_MAX {
            for device in 0..DEVICES {
                self.connect(device);
            }
            for link in 0..self.links.len() {
                if !self.links[link].held {
                    self.notice(link);
                }
                self.carry_up(link);
                self.write(link);
                self.carry_down(link);
            }
            self.pass_between();
            self.answer_a_login();
            self.answer_a_recall();
            self.store();
            // Wills of the server before are asked about when time is looked at.
            self.pass(0);
            if self.wrong.is_some() || self.is_at_rest() {
                return;
            }
        }
        self.wrong = Some("the healed network does not come to rest".to_owned());
    }

    pub(super) fn verdict(&self) -> Result<(), String> {
        self.wrong.clone().map_or_else(|| self.ledger.verdict(), Err)
    }

    /// Everything that came, in words.
    pub(super) fn told(&self) -> String {
        format!("{:?} {:?}", self.now, self.ledger)
    }

    fn is_at_rest(&self) -> bool {
        let silent = |link: &Link| {
            !link.served
                || link.up.is_empty()
                    && link.down.is_empty()
                    && self.brokers[link.reactor]
                        .output(link.connection)
                        .is_none_or(Output::is_empty)
        };
        self.devices.iter().all(Device::is_settled)
            && self.links.iter().all(silent)
            && self.between.iter().all(|(.., waiting)| waiting.is_empty())
            && self.journal.is_empty()
            && self.recalls.is_empty()
    }

    fn on_some_link(&mut self, event: impl FnOnce(&mut Self, usize)) {
        let alive: Vec<usize> = (0..self.links.len())
            .filter(|link| self.links[*link].held || self.links[*link].served)
            .collect();
        if !alive.is_empty() {
            let link = alive[self.chance.below(alive.len())];
            event(self, link);
        }
    }

    fn publish(&mut self) {
        let (device, qos) = (self.chance.below(DEVICES), self.chance.below(3));
        let Some((item, packets)) = self.devices[device].publish(u8::try_from(qos).unwrap()) else {
            return;
        };
        self.ledger.published.push(item);
        if let Some(link) = self.link_of(device) {
            self.send(link, packets);
        }
    }

    fn connect_some(&mut self) {
        let device = self.chance.below(DEVICES);
        self.connect(device);
    }

    /// A device without a transport opens one.
    fn connect(&mut self, device: usize) {
        if self.link_of(device).is_some() {
            return;
        }
        let reactor = self.chance.below(self.brokers.len());
        let connection = self.brokers[reactor].open(self.now).unwrap();
        let (connect, will) = self.devices[device].connect();
        self.ledger.wills.insert(will, Fate::Open);
        self.links.push(Link {
            device,
            will,
            version: self.devices[device].version,
            reactor,
            connection,
            up: BytesMut::new(),
            unread: BytesMut::new(),
            down: BytesMut::new(),
            partial: BytesMut::new(),
            held: true,
            served: true,
            closing: false,
        });
        self.send(self.links.len() - 1, vec![connect]);
    }

    fn link_of(&self, device: usize) -> Option<usize> {
        self.links.iter().rposition(|link| link.device == device && link.held)
    }

    fn send(&mut self, link: usize, packets: Vec<Packet>) {
        let link = &mut self.links[link];
        for packet in packets {
            encode(&packet, link.version, u32::MAX, &mut link.up).unwrap();
        }
    }

    /// Some bytes reach the broker.
    fn carry_up(&mut self, at: usize) {
        let link = &mut self.links[at];
        if !link.served || link.up.is_empty() {
            return;
        }
        let bytes = 1 + self.chance.below(link.up.len());
        let carried = link.up.split_to(bytes);
        link.unread.extend_from_slice(&carried);
        self.read(at);
    }

    fn read(&mut self, at: usize) {
        let link = &mut self.links[at];
        if link.served && !link.closing {
            let (broker, shell) = (&mut self.brokers[link.reactor], &mut self.shells[link.reactor]);
            broker.receive(link.connection, &mut link.unread, self.now, shell);
        }
        self.look_around();
    }

    /// The broker's transport takes some of its output.
    fn write(&mut self, at: usize) {
        let link = &mut self.links[at];
        let broker = &mut self.brokers[link.reactor];
        let Some(output) = broker.output(link.connection).filter(|_| link.served) else { return };
        if !output.is_empty() {
            let bytes = 1 + self.chance.below(output.len());
            let waiting: Bytes = output.slices().flatten().copied().collect();
            link.down.extend_from_slice(&waiting[..bytes]);
            broker.written(link.connection, bytes, self.now, &mut self.shells[link.reactor]);
        }
        if link.closing && broker.output(link.connection).is_none_or(Output::is_empty) {
            self.end(at);
        }
        self.look_around();
    }

    /// Some bytes reach the device, or it sees that no more come.
    fn carry_down(&mut self, at: usize) {
        let link = &mut self.links[at];
        if !link.held {
            return;
        }
        if link.down.is_empty() {
            if !link.served {
                self.let_go(at);
            }
            return;
        }
        let bytes = 1 + self.chance.below(link.down.len());
        let carried = link.down.split_to(bytes);
        link.partial.extend_from_slice(&carried);
        while let Some(packet) = self.next_packet(at) {
            let device = self.links[at].device;
            if matches!(packet, Packet::Connack(_)) {
                self.ledger.wills.insert(self.links[at].will, Fate::Waits);
            }
            match self.devices[device].receive(packet) {
                Ok((arrived, answers)) => {
                    self.ledger.came[device].extend(arrived);
                    self.send(at, answers);
                }
                Err(wrong) => self.wrong = Some(wrong),
            }
        }
    }

    fn next_packet(&mut self, at: usize) -> Option<Packet> {
        let link = &mut self.links[at];
        decode_from_server(&mut link.partial, link.version, &BOUNDS).unwrap()
    }

    /// The transport breaks, with all that it carries. The broker hears of it now, or later.
    fn break_off(&mut self, at: usize) {
        if !self.links[at].held {
            return;
        }
        self.let_go(at);
        self.links[at].up.clear();
        self.links[at].down.clear();
        if self.chance.once_in(2) {
            self.notice(at);
        }
    }

    fn let_go(&mut self, at: usize) {
        self.links[at].held = false;
        let device = self.links[at].device;
        let patient = self.devices[device].is_patient();
        if let Some(fate) = self.ledger.wills.get_mut(&self.links[at].will)
            && *fate == Fate::Waits
        {
            *fate = if patient { Fate::Open } else { Fate::Comes };
        }
        self.devices[device].lose();
    }

    /// The broker sees that a device is gone.
    fn notice(&mut self, at: usize) {
        if !self.links[at].held && self.links[at].served {
            self.end(at);
            self.look_around();
        }
    }

    fn end(&mut self, at: usize) {
        let link = &mut self.links[at];
        link.served = false;
        let shell = &mut self.shells[link.reactor];
        self.brokers[link.reactor].closed(link.connection, self.now, shell);
    }

    /// The next message between two reactors arrives.
    fn pass_between(&mut self) {
        let waiting: Vec<usize> =
            (0..self.between.len()).filter(|pair| !self.between[*pair].2.is_empty()).collect();
        if waiting.is_empty() {
            return;
        }
        let (_, to, messages) = &mut self.between[waiting[self.chance.below(waiting.len())]];
        let forwarded = messages.pop_front().unwrap();
        forwarded.arrive(&mut self.brokers[*to], self.now, &mut self.shells[*to]);
        drop(forwarded);
        self.look_around();
    }

    fn pass(&mut self, ms: u64) {
        self.now.monotonic_ms += ms;
        self.now.wall_ms += i64::try_from(ms).unwrap();
        for (broker, shell) in self.brokers.iter_mut().zip(&mut self.shells) {
            broker.handle_timeout(self.now, shell);
        }
        self.look_around();
    }

    fn link_at(&self, reactor: usize, connection: ConnectionId) -> Option<usize> {
        self.links.iter().rposition(|link| {
            link.served && link.reactor == reactor && link.connection == connection
        })
    }

    /// Takes down what the brokers asked for.
    fn look_around(&mut self) {
        for reactor in 0..self.brokers.len() {
            while self.brokers[reactor].next_with_output().is_some() {}
            let shell = &mut self.shells[reactor];
            let logins = std::mem::take(&mut shell.logins);
            self.logins
                .extend(logins.into_iter().map(|(connection, login)| (reactor, connection, login)));
            let recalls = std::mem::take(&mut shell.recalls).into_iter();
            self.recalls.extend(recalls.map(|(will, client_id, _)| (reactor, will, client_id)));
            for message in std::mem::take(&mut shell.forwarded) {
                let ways = self.between.iter_mut().filter(|(from, ..)| *from == reactor);
                ways.for_each(|(.., waiting)| waiting.push_back(message.clone()));
            }
            for (from, to, opening) in std::mem::take(&mut shell.moves) {
                let link = self.link_at(reactor, from).unwrap();
                let connection =
                    self.brokers[to].adopt(opening, self.now, &mut self.shells[to]).unwrap();
                (self.links[link].reactor, self.links[link].connection) = (to, connection);
            }
            for (connection, close) in std::mem::take(&mut self.shells[reactor].closes) {
                let Some(link) = self.link_at(reactor, connection) else { continue };
                self.links[link].closing = true;
                if close == Close::AtOnce {
                    self.end(link);
                }
            }
        }
        let moved = |shell: &Recorder| !shell.logins.is_empty() || !shell.closes.is_empty();
        if self.shells.iter().any(moved) {
            self.look_around();
        }
    }
}
