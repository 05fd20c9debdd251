//! An MQTT client of few words: it sends one packet and waits for what comes of it.

mod frame;
mod packets;
mod tls;
mod websocket;

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use daypass_mqtt::{
    Acknowledgement, Bounds, DecodeError, Delivery, Disconnect, EncodeError, PACKET_BYTES_MAX,
    Packet, PacketIdentifier, ProtocolVersion, Publish, PublishTopic, ReasonCode, ReasonProperties,
    decode_from_server, encode,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;

pub(super) use self::tls::DeviceFiles;
use self::websocket::WebSocket;
use crate::client::Client;
use crate::failure::Failure;

/// How long an answer or a message may take, in seconds.
const ANSWER_SECONDS_MAX: u64 = 10;
/// Messages that wait until somebody asks for them; older ones are dropped.
const WAITING_MESSAGES_MAX: usize = 64;
const BOUNDS: Bounds =
    Bounds { packet_bytes_max: 1 << 20, user_properties_max: 64, topic_filters_max: 64 };

/// A way to the broker.
pub(super) struct Transport(Way);

enum Way {
    /// TLS with a certificate.
    Tls(Box<TlsStream<TcpStream>>),
    /// A WebSocket under a signature.
    WebSocket(Box<WebSocket>),
}

/// What the broker refused, with what it says beside the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) reason_code: ReasonCode,
    pub(super) reason: Option<String>,
    /// The id of the decision record.
    pub(super) decision: Option<String>,
}

/// What became of a packet.
pub(super) type Answer = Result<(), Refusal>;

/// An open connection, or the broker's no to it.
pub(super) type Opened = Result<Result<Connection, Refusal>, Trouble>;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Trouble {
    #[error("nothing came within {ANSWER_SECONDS_MAX} seconds")]
    Silence,
    #[error("the connection ended without a word")]
    Ended,
    #[error("the connection was cut: {0}")]
    Cut(Refusal),
    #[error("the connection broke: {0}")]
    Broken(#[from] io::Error),
    #[error("the server sent what is no packet: {0}")]
    Malformed(#[from] DecodeError),
    #[error("the packet cannot be sent: {0}")]
    TooLarge(#[from] EncodeError),
    #[error("a name holds what MQTT cannot say")]
    Unsayable,
}

/// An open connection.
pub(super) struct Connection {
    transport: Transport,
    received: BytesMut,
    messages: VecDeque<Publish>,
    last: PacketIdentifier,
}

impl Transport {
    /// As a device, to `host:port`.
    pub(super) async fn tls(at: &str, files: DeviceFiles<'_>) -> Result<Self, Failure> {
        Ok(Self(Way::Tls(Box::new(tls::connect(at, files).await?))))
    }

    /// As an app, by a signed path.
    pub(super) async fn websocket(client: &Client, path: &str) -> Result<Self, Failure> {
        Ok(Self(Way::WebSocket(Box::new(WebSocket::open(client, path).await?))))
    }

    async fn send(&mut self, mqtt: &[u8]) -> io::Result<()> {
        match &mut self.0 {
            Way::Tls(stream) => {
                stream.write_all(mqtt).await?;
                stream.flush().await
            }
            Way::WebSocket(socket) => socket.send(mqtt).await,
        }
    }

    /// Waits for more bytes; false once nothing more comes.
    async fn receive(&mut self, mqtt: &mut BytesMut) -> io::Result<bool> {
        match &mut self.0 {
            Way::Tls(stream) => Ok(stream.read_buf(mqtt).await? > 0),
            Way::WebSocket(socket) => socket.receive(mqtt).await,
        }
    }
}

impl Connection {
    /// Comes under a name; or hears that it may not.
    pub(super) async fn open(transport: Transport, client_id: &str) -> Opened {
        let (received, messages) = (BytesMut::new(), VecDeque::new());
        let mut connection = Self { transport, received, messages, last: PacketIdentifier::MIN };
        connection.send(&packets::connect(client_id)?).await?;
        loop {
            if let Packet::Connack(connack) = connection.packet().await? {
                let answer = answer(connack.reason_code, &connack.properties.reason);
                return Ok(answer.map(|()| connection));
            }
        }
    }

    /// Subscribes to one filter.
    pub(super) async fn subscribe(&mut self, filter: &str) -> Result<Answer, Trouble> {
        let identifier = self.next_identifier();
        self.send(&packets::subscribe(filter, identifier)?).await?;
        loop {
            match self.packet().await? {
                Packet::Suback(suback) if suback.packet_identifier == identifier => {
                    let code = suback.reason_codes.first().copied();
                    let code = code.unwrap_or(ReasonCode::UnspecifiedError);
                    return Ok(answer(code, &suback.properties));
                }
                packet => self.keep(packet).await?,
            }
        }
    }

    /// Publishes, and waits until the broker says what became of it.
    pub(super) async fn publish(
        &mut self,
        topic: &str,
        payload: impl Into<Bytes>,
    ) -> Result<Answer, Trouble> {
        let identifier = self.next_identifier();
        self.send(&packets::publish(topic, payload.into(), identifier)?).await?;
        loop {
            match self.packet().await? {
                Packet::Puback(puback) if puback.packet_identifier == identifier => {
                    return Ok(answer(puback.reason_code, &puback.properties));
                }
                packet => self.keep(packet).await?,
            }
        }
    }

    /// The next message on a topic; those on other topics go on waiting.
    pub(super) async fn message(&mut self, topic: &str) -> Result<Bytes, Trouble> {
        loop {
            let found = self.messages.iter().position(|message| is_on(message, topic));
            if let Some(message) = found.and_then(|at| self.messages.remove(at)) {
                return Ok(message.payload);
            }
            let packet = self.packet().await?;
            self.keep(packet).await?;
        }
    }

    /// Waits until the broker ends the connection, and hears why, if it says so.
    pub(super) async fn cut(&mut self) -> Result<Refusal, Trouble> {
        loop {
            match self.packet().await {
                Ok(packet) => self.keep(packet).await?,
                Err(Trouble::Cut(refusal)) => return Ok(refusal),
                Err(trouble) => return Err(trouble),
            }
        }
    }

    /// Says farewell.
    pub(super) async fn leave(mut self) -> Result<(), Trouble> {
        self.send(&Packet::Disconnect(Disconnect::new(ReasonCode::Success))).await
    }

    /// Puts a message aside, and acknowledges it.
    async fn keep(&mut self, packet: Packet) -> Result<(), Trouble> {
        let Packet::Publish(message) = packet else { return Ok(()) };
        if let Delivery::AtLeastOnce { packet_identifier, .. } = message.delivery {
            self.send(&Packet::Puback(Acknowledgement::success(packet_identifier))).await?;
        }
        if self.messages.len() >= WAITING_MESSAGES_MAX {
            self.messages.pop_front();
        }
        self.messages.push_back(message);
        Ok(())
    }

    async fn packet(&mut self) -> Result<Packet, Trouble> {
        let waited = timeout(Duration::from_secs(ANSWER_SECONDS_MAX), self.next()).await;
        match waited.map_err(|_| Trouble::Silence)?? {
            Packet::Disconnect(last) => {
                Err(Trouble::Cut(refusal(last.reason_code, &last.properties)))
            }
            packet => Ok(packet),
        }
    }

    async fn next(&mut self) -> Result<Packet, Trouble> {
        loop {
            let packet = decode_from_server(&mut self.received, ProtocolVersion::V5, &BOUNDS)?;
            if let Some(packet) = packet {
                return Ok(packet);
            }
            if !self.transport.receive(&mut self.received).await? {
                return Err(Trouble::Ended);
            }
        }
    }

    async fn send(&mut self, packet: &Packet) -> Result<(), Trouble> {
        let mut bytes = BytesMut::new();
        encode(packet, ProtocolVersion::V5, PACKET_BYTES_MAX, &mut bytes)?;
        Ok(self.transport.send(&bytes).await?)
    }

    fn next_identifier(&mut self) -> PacketIdentifier {
        self.last = self.last.checked_add(1).unwrap_or(PacketIdentifier::MIN);
        self.last
    }
}

fn is_on(message: &Publish, topic: &str) -> bool {
    matches!(&message.topic, PublishTopic::Name(name) if name.as_str() == topic)
}

fn answer(reason_code: ReasonCode, properties: &ReasonProperties) -> Answer {
    if reason_code.is_failure() { Err(refusal(reason_code, properties)) } else { Ok(()) }
}

fn refusal(reason_code: ReasonCode, properties: &ReasonProperties) -> Refusal {
    let mut beside = properties.user_properties.iter();
    let decision = beside.find(|property| property.name.as_str() == DECISION);
    Refusal {
        reason_code,
        reason: properties.reason_string.as_ref().map(|text| text.as_str().to_owned()),
        decision: decision.map(|property| property.value.as_str().to_owned()),
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "reason code 0x{:02X}", self.reason_code.value())?;
        self.reason.as_ref().map_or(Ok(()), |reason| write!(formatter, " ({reason})"))
    }
}

/// The user property that carries a decision's id.
const DECISION: &str = "daypass-decision";
