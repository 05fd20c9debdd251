//! The control packets (section 3), one module for a packet and its answer.

mod acknowledgement;
mod authentication;
mod connack;
mod connect;
mod disconnect;
mod packet_type;
mod publish;
mod subscribe;
mod unsubscribe;
mod will;

pub use acknowledgement::Acknowledgement;
pub use authentication::Auth;
pub use connack::{Connack, ConnackProperties};
pub use connect::{Connect, ConnectProperties};
pub use disconnect::Disconnect;
pub use packet_type::PacketType;
pub use publish::{Delivery, Publish, PublishTopic};
pub(crate) use publish::{FLAG_DUPLICATE, FLAG_RETAIN, QOS_SHIFT};
pub use subscribe::{RetainHandling, Suback, Subscribe, Subscription};
pub use unsubscribe::{Unsuback, Unsubscribe};
pub use will::Will;

/// One control packet of either version. What a version does not know is empty or absent when it was
/// decoded, and left out when it is encoded.
#[derive(Debug, Clone, PartialEq)]
pub enum Packet {
    /// A client asks for a connection.
    Connect(Box<Connect>),
    /// The server answers CONNECT.
    Connack(Box<Connack>),
    /// A message, in either direction.
    Publish(Publish),
    /// Answers PUBLISH of QoS 1.
    Puback(Acknowledgement),
    /// Answers PUBLISH of QoS 2.
    Pubrec(Acknowledgement),
    /// Answers PUBREC.
    Pubrel(Acknowledgement),
    /// Answers PUBREL.
    Pubcomp(Acknowledgement),
    /// A client subscribes.
    Subscribe(Subscribe),
    /// The server answers SUBSCRIBE.
    Suback(Suback),
    /// A client ends subscriptions.
    Unsubscribe(Unsubscribe),
    /// The server answers UNSUBSCRIBE.
    Unsuback(Unsuback),
    /// A client shows that it is alive.
    Pingreq,
    /// The server answers PINGREQ.
    Pingresp,
    /// The last packet of a connection; of the server only in MQTT 5.
    Disconnect(Disconnect),
    /// A step of an extended authentication; MQTT 5 only.
    Auth(Auth),
}

impl Packet {
    /// The type of this packet.
    pub const fn packet_type(&self) -> PacketType {
        match self {
            Self::Connect(_) => PacketType::Connect,
            Self::Connack(_) => PacketType::Connack,
            Self::Publish(_) => PacketType::Publish,
            Self::Puback(_) => PacketType::Puback,
            Self::Pubrec(_) => PacketType::Pubrec,
            Self::Pubrel(_) => PacketType::Pubrel,
            Self::Pubcomp(_) => PacketType::Pubcomp,
            Self::Subscribe(_) => PacketType::Subscribe,
            Self::Suback(_) => PacketType::Suback,
            Self::Unsubscribe(_) => PacketType::Unsubscribe,
            Self::Unsuback(_) => PacketType::Unsuback,
            Self::Pingreq => PacketType::Pingreq,
            Self::Pingresp => PacketType::Pingresp,
            Self::Disconnect(_) => PacketType::Disconnect,
            Self::Auth(_) => PacketType::Auth,
        }
    }
}

impl From<Connect> for Packet {
    fn from(connect: Connect) -> Self {
        Self::Connect(Box::new(connect))
    }
}

impl From<Connack> for Packet {
    fn from(connack: Connack) -> Self {
        Self::Connack(Box::new(connack))
    }
}
