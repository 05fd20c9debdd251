//! A client with the store that MQTT asks of it: what it sent until that is acknowledged, and which
//! messages of quality of service 2 it has (MQTT 5.0, section 4.1).

use super::ledger::Item;
use crate::stage::{Knock, delivery, identifier, publish, subscribe, subscription};
use daypass_mqtt::{
    Acknowledgement, Delivery, Packet, PacketIdentifier, ProtocolVersion, Publish, QoS,
};
use std::collections::BTreeSet;

/// How many messages wait for their acknowledgement at most.
const IN_FLIGHT_MAX: usize = 5;

/// The publisher that wills name: this and the device's number.
const WILLS: usize = 100;
/// The device whose wills wait.
const WAITS: usize = 2;

/// What a client keeps from one connection to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Memory {
    Whole,
    /// It forgets which messages it has.
    WithoutReceived,
    /// It forgets what it sent.
    WithoutSent,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaiting {
    /// PUBACK or PUBREC.
    Receipt,
    Pubcomp,
}

/// A message on its way to the broker.
struct Outgoing {
    identifier: u16,
    item: Item,
    awaiting: Awaiting,
    sent: bool,
}

pub(super) struct Device {
    pub(super) number: usize,
    pub(super) version: ProtocolVersion,
    memory: Memory,
    /// Whether the broker said once that it has the session.
    known: bool,
    subscribed: bool,
    online: bool,
    published: usize,
    connects: usize,
    outgoing: Vec<Outgoing>,
    received: BTreeSet<PacketIdentifier>,
}

impl Device {
    pub(super) fn new(number: usize, memory: Memory) -> Self {
        Self {
            number,
            version: if number.is_multiple_of(2) {
                ProtocolVersion::V5
            } else {
                ProtocolVersion::V311
            },
            memory,
            known: false,
            subscribed: false,
            online: false,
            published: 0,
            connects: 0,
            outgoing: Vec::new(),
            received: BTreeSet::new(),
        }
    }

    /// A CONNECT, and its will.
    pub(super) fn connect(&mut self) -> (Packet, Item) {
        self.connects += 1;
        let qos = if self.connects.is_multiple_of(3) { 1 } else { 2 };
        let will = Item { publisher: WILLS + self.number, number: self.connects, qos };
        let knock =
            Knock::new(self.version, "anybody", &format!("device-{}", self.number)).lasting();
        let knock = knock.will("d/will", &will.payload()).will_qos(QoS::from_bits(qos).unwrap());
        // One with a narrow window, and one that never pings.
        let knock = match self.number {
            0 => knock.receive_max(2),
            1 => knock.keep_alive(5),
            WAITS => knock.will_delay(3),
            _ => knock,
        };
        (Packet::Connect(Box::new(knock.into_connect())), will)
    }

    /// Whether its wills wait for it to come back.
    pub(super) fn is_patient(&self) -> bool {
        self.number == WAITS
    }

    /// The connection is over.
    pub(super) fn lose(&mut self) {
        self.online = false;
        match self.memory {
            Memory::Whole => {}
            Memory::WithoutReceived => self.received.clear(),
            Memory::WithoutSent => self.outgoing.retain(|outgoing| !outgoing.sent),
        }
    }

    /// Whether it subscribed, and nothing of it waits for an acknowledgement.
    pub(super) fn is_settled(&self) -> bool {
        self.online && self.subscribed && self.outgoing.is_empty() && self.received.is_empty()
    }

    /// A new message, and what to send of it now; nothing while too many wait.
    pub(super) fn publish(&mut self, qos: u8) -> Option<(Item, Vec<Packet>)> {
        if self.outgoing.len() >= IN_FLIGHT_MAX {
            return None;
        }
        self.published += 1;
        let item = Item { publisher: self.number, number: self.published, qos };
        let free =
            |identifier: &u16| self.outgoing.iter().all(|other| other.identifier != *identifier);
        let identifier = (1..=u16::MAX).find(free).unwrap();
        let outgoing = Outgoing { identifier, item, awaiting: Awaiting::Receipt, sent: false };
        if qos > 0 {
            self.outgoing.push(outgoing);
            return Some((item, self.send_unsent()));
        }
        // What of quality 0 cannot be sent is lost.
        let packets = if self.online { vec![packet(&outgoing, false)] } else { Vec::new() };
        Some((item, packets))
    }

    fn send_unsent(&mut self) -> Vec<Packet> {
        if !self.online {
            return Vec::new();
        }
        let unsent = self.outgoing.iter_mut().filter(|outgoing| !outgoing.sent);
        let send = |outgoing: &mut Outgoing| {
            outgoing.sent = true;
            packet(outgoing, false)
        };
        unsent.map(send).collect()
    }

    /// A packet came: what arrived by it, and what to answer.
    pub(super) fn receive(&mut self, came: Packet) -> Result<(Option<Item>, Vec<Packet>), String> {
        let mut arrived = None;
        let answers = match came {
            Packet::Connack(connack) => {
                if connack.reason_code.is_failure() || self.known && !connack.session_present {
                    return Err(format!("device {} got {connack:?}", self.number));
                }
                self.resume()
            }
            Packet::Suback(suback) => {
                assert!(!suback.reason_codes[0].is_failure(), "{suback:?}");
                self.subscribed = true;
                Vec::new()
            }
            Packet::Publish(publish) => {
                let (item, answer) = self.take(&publish);
                arrived = item;
                answer.into_iter().collect()
            }
            Packet::Pubrel(release) => {
                self.received.remove(&release.packet_identifier);
                vec![Packet::Pubcomp(Acknowledgement::success(release.packet_identifier))]
            }
            Packet::Puback(receipt) => {
                self.settle(receipt.packet_identifier, 1);
                Vec::new()
            }
            Packet::Pubrec(receipt) => {
                let identifier = receipt.packet_identifier;
                let of_it = |outgoing: &&mut Outgoing| outgoing.identifier == identifier.get();
                if let Some(outgoing) = self.outgoing.iter_mut().find(of_it) {
                    outgoing.awaiting = Awaiting::Pubcomp;
                }
                vec![Packet::Pubrel(Acknowledgement::success(identifier))]
            }
            Packet::Pubcomp(completion) => {
                self.settle(completion.packet_identifier, 2);
                Vec::new()
            }
            Packet::Disconnect(_) => Vec::new(),
            other => return Err(format!("device {} got {other:?}", self.number)),
        };
        Ok((arrived, answers))
    }

    /// What is sent after CONNACK: what was sent and not acknowledged, in its order [MQTT-4.4.0-1],
    /// and then the rest.
    fn resume(&mut self) -> Vec<Packet> {
        (self.online, self.known) = (true, true);
        let mut packets = Vec::new();
        if !self.subscribed {
            packets.push(Packet::Subscribe(subscribe(vec![subscription("d/#", 2)])));
        }
        packets.extend(self.outgoing.iter().filter(|outgoing| outgoing.sent).map(|outgoing| {
            match outgoing.awaiting {
                Awaiting::Receipt => packet(outgoing, true),
                Awaiting::Pubcomp => {
                    Packet::Pubrel(Acknowledgement::success(identifier(outgoing.identifier)))
                }
            }
        }));
        packets.extend(self.send_unsent());
        packets
    }

    fn take(&mut self, publish: &Publish) -> (Option<Item>, Option<Packet>) {
        let item = Item::of_payload(&publish.payload);
        match publish.delivery {
            Delivery::AtMostOnce => (Some(item), None),
            Delivery::AtLeastOnce { packet_identifier, .. } => {
                (Some(item), Some(Packet::Puback(Acknowledgement::success(packet_identifier))))
            }
            Delivery::ExactlyOnce { packet_identifier, .. } => {
                let new = self.received.insert(packet_identifier);
                let receipt = Packet::Pubrec(Acknowledgement::success(packet_identifier));
                (new.then_some(item), Some(receipt))
            }
        }
    }

    fn settle(&mut self, identifier: PacketIdentifier, qos: u8) {
        self.outgoing
            .retain(|outgoing| outgoing.identifier != identifier.get() || outgoing.item.qos != qos);
    }
}

fn packet(outgoing: &Outgoing, again: bool) -> Packet {
    let Outgoing { item, identifier, .. } = outgoing;
    let mut packet = publish(&format!("d/{}", item.publisher), &item.payload(), item.qos);
    packet.delivery = match delivery(item.qos, *identifier) {
        Delivery::AtMostOnce => Delivery::AtMostOnce,
        Delivery::AtLeastOnce { packet_identifier, .. } => {
            Delivery::AtLeastOnce { packet_identifier, duplicate: again }
        }
        Delivery::ExactlyOnce { packet_identifier, .. } => {
            Delivery::ExactlyOnce { packet_identifier, duplicate: again }
        }
    };
    Packet::Publish(packet)
}
