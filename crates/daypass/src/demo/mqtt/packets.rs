//! The packets that the story's clients send, in MQTT 5: its answers carry decision ids.

use bytes::Bytes;
use daypass_mqtt::{
    Connect, ConnectProperties, Delivery, MessageProperties, Packet, PacketIdentifier,
    ProtocolVersion, Publish, PublishTopic, QoS, RetainHandling, Subscribe, Subscription,
    TopicFilter, TopicName, Utf8String,
};

use super::Trouble;

/// A client comes under a name, with a session that ends with the connection.
pub(super) fn connect(client_id: &str) -> Result<Packet, Trouble> {
    Ok(Packet::Connect(Box::new(Connect {
        version: ProtocolVersion::V5,
        clean_start: true,
        keep_alive_seconds: 0,
        properties: ConnectProperties::default(),
        client_identifier: text(client_id)?,
        will: None,
        user_name: None,
        password: None,
    })))
}

/// A client subscribes to one filter with QoS 1.
pub(super) fn subscribe(
    filter: &str,
    packet_identifier: PacketIdentifier,
) -> Result<Packet, Trouble> {
    let topic_filter = TopicFilter::new(text(filter)?).map_err(|_| Trouble::Unsayable)?;
    Ok(Packet::Subscribe(Subscribe {
        packet_identifier,
        subscription_identifier: None,
        user_properties: Vec::new(),
        subscriptions: vec![Subscription {
            topic_filter,
            maximum_qos: QoS::AtLeastOnce,
            no_local: false,
            retain_as_published: false,
            retain_handling: RetainHandling::Send,
        }],
    }))
}

/// A client publishes with QoS 1, so that it hears what became of it.
pub(super) fn publish(
    topic: &str,
    payload: Bytes,
    packet_identifier: PacketIdentifier,
) -> Result<Packet, Trouble> {
    let topic = TopicName::new(text(topic)?).map_err(|_| Trouble::Unsayable)?;
    Ok(Packet::Publish(Publish {
        delivery: Delivery::AtLeastOnce { packet_identifier, duplicate: false },
        retain: false,
        topic: PublishTopic::Name(topic),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload,
    }))
}

fn text(text: &str) -> Result<Utf8String, Trouble> {
    Utf8String::try_from(text).map_err(|_| Trouble::Unsayable)
}
