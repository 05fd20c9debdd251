//! The other end of a connection.

use bytes::BytesMut;
use daypass_broker::ConnectionId;
use daypass_mqtt::{
    Acknowledgement, Bounds, Delivery, PACKET_BYTES_MAX, Packet, PacketIdentifier, ProtocolVersion,
    Publish, ReasonProperties, Utf8String, decode_from_server,
};
use std::collections::VecDeque;

pub(crate) struct Client {
    pub(crate) reactor: usize,
    pub(crate) connection: ConnectionId,
    pub(crate) version: ProtocolVersion,
    /// What the broker has not read yet.
    pub(crate) unread: BytesMut,
    pub(crate) inbox: VecDeque<Packet>,
    /// What the client is about to answer.
    pub(crate) answers: VecDeque<Packet>,
    /// Whether it acknowledges what comes.
    pub(crate) acknowledging: bool,
    /// Whether it leaves its socket unread.
    pub(crate) deaf: bool,
    /// Whether it does not understand what it reads.
    pub(crate) blind: bool,
    pub(crate) closed: bool,
    partial: BytesMut,
}

const BOUNDS: Bounds = Bounds {
    packet_bytes_max: PACKET_BYTES_MAX,
    user_properties_max: 1000,
    topic_filters_max: 1000,
};

impl Client {
    pub(crate) fn new(reactor: usize, connection: ConnectionId) -> Self {
        Self {
            reactor,
            connection,
            version: ProtocolVersion::V5,
            unread: BytesMut::new(),
            inbox: VecDeque::new(),
            answers: VecDeque::new(),
            acknowledging: true,
            deaf: false,
            blind: false,
            closed: false,
            partial: BytesMut::new(),
        }
    }

    pub(crate) fn place(&mut self, reactor: usize, connection: ConnectionId) {
        self.reactor = reactor;
        self.connection = connection;
    }

    pub(crate) fn read(&mut self, bytes: &[u8]) {
        if self.blind {
            return;
        }
        self.partial.extend_from_slice(bytes);
        while let Some(packet) =
            decode_from_server(&mut self.partial, self.version, &BOUNDS).unwrap()
        {
            if self.acknowledging {
                self.answers.extend(answer(&packet));
            }
            self.inbox.push_back(packet);
        }
    }
}

fn answer(packet: &Packet) -> Option<Packet> {
    let success = |id: PacketIdentifier| Acknowledgement::success(id);
    match packet {
        Packet::Publish(Publish { delivery, .. }) => match *delivery {
            Delivery::AtMostOnce => None,
            Delivery::AtLeastOnce { packet_identifier, .. } => {
                Some(Packet::Puback(success(packet_identifier)))
            }
            Delivery::ExactlyOnce { packet_identifier, .. } => {
                Some(Packet::Pubrec(success(packet_identifier)))
            }
        },
        Packet::Pubrel(release) => Some(Packet::Pubcomp(success(release.packet_identifier))),
        _ => None,
    }
}

/// The reason string.
pub(crate) fn reason(properties: &ReasonProperties) -> Option<&str> {
    properties.reason_string.as_ref().map(Utf8String::as_str)
}

/// The names of the records.
pub(crate) fn decision(properties: &ReasonProperties) -> Vec<&str> {
    let decisions = properties.user_properties.iter();
    decisions
        .filter(|property| property.name.as_str() == "daypass-decision")
        .map(|property| property.value.as_str())
        .collect()
}
