//! An MQTT client of few words: it sends packets, and waits for the next one.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use daypass_mqtt::{
    BinaryData, Bounds, Connack, Connect, ConnectProperties, Delivery, MessageProperties, Packet,
    PacketIdentifier, ProtocolVersion, Publish, PublishTopic, QoS, ReasonCode, Redacted,
    RetainHandling, Subscribe, Subscription, TopicFilter, TopicName, Utf8String, Will,
    decode_from_server, encode,
};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

/// How long anything may take.
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);
const PACKET_BYTES_MAX: u32 = 16 << 20;
const IDENTIFIER: PacketIdentifier = PacketIdentifier::MIN;

/// A transport.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

/// A client of MQTT 5.
pub(crate) struct Client {
    stream: Box<dyn Stream>,
    received: BytesMut,
}

/// What a client says of itself.
#[derive(Default)]
pub(crate) struct Login<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) user_name: Option<&'a str>,
    pub(crate) password: Option<&'a str>,
    pub(crate) will: Option<&'a str>,
}

impl Client {
    /// A client that is let in.
    pub(crate) async fn connect(stream: impl Stream + 'static, login: &Login<'_>) -> Self {
        let mut client = Self::over(stream);
        client.send(&connect_packet(login)).await;
        assert_eq!(client.connack().await.reason_code, ReasonCode::Success);
        client
    }

    /// A client that has said nothing yet.
    pub(crate) fn over(stream: impl Stream + 'static) -> Self {
        Self { stream: Box::new(stream), received: BytesMut::new() }
    }

    pub(crate) async fn connack(&mut self) -> Connack {
        let packet = self.packet().await;
        let Packet::Connack(connack) = packet else { panic!("no CONNACK: {packet:?}") };
        *connack
    }

    pub(crate) async fn subscribe(&mut self, filter: &str) {
        self.send(&subscribe_packet(filter)).await;
        let packet = self.packet().await;
        let Packet::Suback(suback) = packet else { panic!("no SUBACK: {packet:?}") };
        assert_eq!(suback.reason_codes, [ReasonCode::Success]);
    }

    /// Publishes with QoS 1, and waits until that is acknowledged.
    pub(crate) async fn publish(&mut self, topic: &str, payload: impl Into<Bytes>) -> ReasonCode {
        let delivery = Delivery::AtLeastOnce { packet_identifier: IDENTIFIER, duplicate: false };
        self.send(&publish_packet(topic, payload, delivery)).await;
        let packet = self.packet().await;
        let Packet::Puback(puback) = packet else { panic!("no PUBACK: {packet:?}") };
        puback.reason_code
    }

    /// Publishes with QoS 0.
    pub(crate) async fn publish_and_forget(&mut self, topic: &str, payload: impl Into<Bytes>) {
        self.send(&publish_packet(topic, payload, Delivery::AtMostOnce)).await;
    }

    /// The payload of the next message.
    pub(crate) async fn message(&mut self) -> Bytes {
        let packet = self.packet().await;
        let Packet::Publish(publish) = packet else { panic!("no PUBLISH: {packet:?}") };
        publish.payload
    }

    /// The reason of the last packet; the end of the connection follows.
    pub(crate) async fn disconnected(&mut self) -> ReasonCode {
        let packet = self.packet().await;
        let Packet::Disconnect(disconnect) = packet else { panic!("no DISCONNECT: {packet:?}") };
        assert!(self.next().await.is_none(), "something follows a DISCONNECT");
        disconnect.reason_code
    }

    pub(crate) async fn packet(&mut self) -> Packet {
        self.next().await.expect("the connection has ended")
    }

    /// The next packet; nothing at the end of the connection.
    pub(crate) async fn next(&mut self) -> Option<Packet> {
        let bounds = Bounds {
            packet_bytes_max: PACKET_BYTES_MAX,
            user_properties_max: 64,
            topic_filters_max: 64,
        };
        loop {
            let version = ProtocolVersion::V5;
            if let Some(packet) = decode_from_server(&mut self.received, version, &bounds).unwrap()
            {
                return Some(packet);
            }
            let read = self.stream.read_buf(&mut self.received);
            if tokio::time::timeout(PATIENCE, read).await.expect("nothing came").unwrap() == 0 {
                return None;
            }
        }
    }

    pub(crate) async fn send(&mut self, packet: &Packet) {
        self.send_bytes(&bytes_of(packet)).await;
    }

    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) {
        let sent = async {
            self.stream.write_all(bytes).await?;
            self.stream.flush().await
        };
        tokio::time::timeout(PATIENCE, sent).await.expect("nothing is taken").unwrap();
    }
}

pub(crate) fn bytes_of(packet: &Packet) -> BytesMut {
    let mut bytes = BytesMut::new();
    encode(packet, ProtocolVersion::V5, PACKET_BYTES_MAX, &mut bytes).unwrap();
    bytes
}

pub(crate) fn connect_packet(login: &Login<'_>) -> Packet {
    Packet::Connect(Box::new(Connect {
        version: ProtocolVersion::V5,
        clean_start: true,
        keep_alive_seconds: 0,
        properties: ConnectProperties::default(),
        client_identifier: text(login.client_id),
        will: login.will.map(|topic| Will {
            qos: QoS::AtMostOnce,
            retain: false,
            topic: TopicName::new(text(topic)).unwrap(),
            delay_interval_seconds: None,
            properties: MessageProperties::default(),
            payload: BinaryData::new(Bytes::from_static(b"gone")).unwrap(),
        }),
        user_name: login.user_name.map(|name| Redacted(text(name))),
        password: login.password.map(|password| {
            Redacted(BinaryData::new(Bytes::copy_from_slice(password.as_bytes())).unwrap())
        }),
    }))
}

fn subscribe_packet(filter: &str) -> Packet {
    Packet::Subscribe(Subscribe {
        packet_identifier: IDENTIFIER,
        subscription_identifier: None,
        user_properties: Vec::new(),
        subscriptions: vec![Subscription {
            topic_filter: TopicFilter::new(text(filter)).unwrap(),
            maximum_qos: QoS::AtMostOnce,
            no_local: false,
            retain_as_published: false,
            retain_handling: RetainHandling::Send,
        }],
    })
}

fn publish_packet(topic: &str, payload: impl Into<Bytes>, delivery: Delivery) -> Packet {
    Packet::Publish(Publish {
        delivery,
        retain: false,
        topic: PublishTopic::Name(TopicName::new(text(topic)).unwrap()),
        subscription_identifiers: Vec::new(),
        properties: MessageProperties::default(),
        payload: payload.into(),
    })
}

fn text(text: &str) -> Utf8String {
    Utf8String::try_from(text).unwrap()
}
