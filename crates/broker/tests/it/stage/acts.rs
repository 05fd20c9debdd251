//! What clients do, and what came of it.

use super::knock::text;
use super::{Number, Stage};
use bytes::Bytes;
use daypass_mqtt::{
    Acknowledgement, Connack, Delivery, Disconnect, MessageProperties, Packet, PacketIdentifier,
    Publish, PublishTopic, QoS, ReasonCode, RetainHandling, Suback, Subscribe, Subscription,
    TopicFilter, TopicName, Unsubscribe,
};

pub(crate) fn identifier(number: u16) -> PacketIdentifier {
    PacketIdentifier::new(number).unwrap()
}

pub(crate) fn delivery(qos: u8, number: u16) -> Delivery {
    let (packet_identifier, duplicate) = (identifier(number), false);
    match qos {
        0 => Delivery::AtMostOnce,
        1 => Delivery::AtLeastOnce { packet_identifier, duplicate },
        _ => Delivery::ExactlyOnce { packet_identifier, duplicate },
    }
}

/// A PUBLISH to be.
pub(crate) fn publish(topic: &str, payload: &str, qos: u8) -> Publish {
    Publish {
        delivery: delivery(qos, 7),
        retain: false,
        topic: PublishTopic::Name(TopicName::new(text(topic)).unwrap()),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload: Bytes::copy_from_slice(payload.as_bytes()),
    }
}

/// A subscription to be.
pub(crate) fn subscription(filter: &str, qos: u8) -> Subscription {
    Subscription {
        topic_filter: TopicFilter::new(text(filter)).unwrap(),
        maximum_qos: QoS::from_bits(qos).unwrap(),
        no_local: false,
        retain_as_published: false,
        retain_handling: RetainHandling::Send,
    }
}

pub(crate) fn subscribe(subscriptions: Vec<Subscription>) -> Subscribe {
    Subscribe {
        packet_identifier: identifier(9),
        subscription_identifier: None,
        user_properties: Vec::new(),
        subscriptions,
    }
}

/// A message as a test compares it.
pub(crate) fn shown(publish: &Publish) -> String {
    let topic = publish.topic.name().map_or("", TopicName::as_str);
    format!("{topic}={}", String::from_utf8_lossy(&publish.payload))
}

impl Stage {
    /// Subscribes to one filter; its reason code.
    pub(crate) fn subscribe(&mut self, number: Number, filter: &str, qos: u8) -> ReasonCode {
        self.suback(number, subscribe(vec![subscription(filter, qos)])).reason_codes[0]
    }

    /// Sends a SUBSCRIBE; its SUBACK. What else came stays.
    pub(crate) fn suback(&mut self, number: Number, packet: Subscribe) -> Suback {
        self.send(number, Packet::Subscribe(packet));
        let is_suback = |packet: &Packet| matches!(packet, Packet::Suback(_));
        let Some(Packet::Suback(suback)) = self.take(number, is_suback) else {
            panic!("no SUBACK: {:?}", self.client(number).inbox)
        };
        suback
    }

    pub(crate) fn unsubscribe(&mut self, number: Number, filter: &str) -> Option<ReasonCode> {
        self.send(
            number,
            Packet::Unsubscribe(Unsubscribe {
                packet_identifier: identifier(9),
                user_properties: Vec::new(),
                topic_filters: vec![TopicFilter::new(text(filter)).unwrap()],
            }),
        );
        let is_unsuback = |packet: &Packet| matches!(packet, Packet::Unsuback(_));
        let Some(Packet::Unsuback(unsuback)) = self.take(number, is_unsuback) else {
            panic!("no UNSUBACK")
        };
        unsuback.reason_codes.first().copied()
    }

    /// Publishes with QoS 1; the PUBACK.
    pub(crate) fn publish(
        &mut self,
        number: Number,
        topic: &str,
        payload: &str,
    ) -> Acknowledgement {
        self.send(number, Packet::Publish(publish(topic, payload, 1)));
        self.puback(number)
    }

    pub(crate) fn puback(&mut self, number: Number) -> Acknowledgement {
        let is_puback = |packet: &Packet| matches!(packet, Packet::Puback(_));
        let Some(Packet::Puback(puback)) = self.take(number, is_puback) else {
            panic!("no PUBACK: {:?}", self.client(number).inbox)
        };
        puback
    }

    /// The messages that came, as `topic=payload`; nothing else may have come but acknowledgements.
    pub(crate) fn messages(&mut self, number: Number) -> Vec<String> {
        self.publishes(number).iter().map(shown).collect()
    }

    pub(crate) fn publishes(&mut self, number: Number) -> Vec<Publish> {
        let publish = |packet: Packet| match packet {
            Packet::Publish(publish) => Some(publish),
            Packet::Pubrel(_) | Packet::Puback(_) | Packet::Pubrec(_) | Packet::Pubcomp(_) => None,
            other => panic!("unexpected: {other:?}"),
        };
        self.inbox(number).into_iter().filter_map(publish).collect()
    }

    /// The CONNACK of a knock that was refused, and that the connection is over.
    pub(crate) fn refused(&mut self, number: Number) -> Connack {
        let Packet::Connack(connack) = self.next(number) else { panic!("no CONNACK") };
        assert!(connack.reason_code.is_failure());
        assert!(!self.is_open(number));
        *connack
    }

    /// The DISCONNECT at the end of a connection.
    pub(crate) fn disconnected(&mut self, number: Number) -> Disconnect {
        assert!(!self.is_open(number));
        let is_disconnect = |packet: &Packet| matches!(packet, Packet::Disconnect(_));
        let Some(Packet::Disconnect(disconnect)) = self.take(number, is_disconnect) else {
            panic!("no DISCONNECT")
        };
        disconnect
    }

    /// That a connection of MQTT 3.1.1 ended without a word.
    pub(crate) fn closed(&mut self, number: Number) {
        assert!(!self.is_open(number));
        assert_eq!(self.inbox(number), []);
    }

    /// The client takes leave.
    pub(crate) fn leave(&mut self, number: Number) {
        self.send(number, Packet::Disconnect(Disconnect::new(ReasonCode::Success)));
        assert!(!self.is_open(number));
    }

    fn take(&mut self, number: Number, wanted: impl Fn(&Packet) -> bool) -> Option<Packet> {
        let inbox = &mut self.client(number).inbox;
        let at = inbox.iter().position(wanted)?;
        inbox.remove(at)
    }
}
