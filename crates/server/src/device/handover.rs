//! A WebSocket that hyper has upgraded, or a connection of the API port that speaks MQTT, on its way to
//! a reactor.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use daypass_aws_types::{AccountId, Region};
use daypass_services::Principal;
use mio::net::TcpStream;

use super::command::Arrival;
use super::peer::{Peer, Signed};
use super::transport::{Socket, Transport};
use crate::listen::Stream;

/// A WebSocket whose opening handshake was answered with 101.
#[derive(Debug)]
pub struct UpgradedWebSocket {
    /// The connection, with its TLS state.
    pub stream: Stream,
    /// What was read after the request, and belongs to the WebSocket.
    pub unread: Bytes,
    /// Who signed the request.
    pub principal: Principal,
    /// The account that the client acts in.
    pub account: AccountId,
    /// The region that the client acts in.
    pub region: Region,
    /// The address of the peer, as trusted proxies tell it.
    pub source_ip: IpAddr,
    /// `aws:SecureTransport`, as trusted proxies tell it.
    pub secure_transport: bool,
    /// `aws:UserAgent`.
    pub user_agent: Option<String>,
}

/// A connection of the API port whose client named a protocol of MQTT.
#[derive(Debug)]
pub struct MqttSocket {
    /// The connection, with its TLS state.
    pub stream: Stream,
    /// The address of the peer, as trusted proxies tell it.
    pub source_ip: IpAddr,
    /// `aws:SecureTransport`, as trusted proxies tell it.
    pub secure_transport: bool,
}

/// The longest life of a WebSocket: AWS IoT's own quota of 86,400 seconds.
const LIFETIME_MS_MAX: u64 = 86_400_000;

impl Arrival {
    /// Takes the socket away from tokio. Must be called within it.
    pub(crate) fn of_websocket(socket: UpgradedWebSocket, now_ms: u64) -> io::Result<Self> {
        let UpgradedWebSocket { principal, account, region, .. } = socket;
        let inner = socket_of(socket.stream)?;
        let peer = Peer {
            source_ip: socket.source_ip.to_canonical(),
            secure_transport: socket.secure_transport,
            user_agent: socket.user_agent.map(String::into_boxed_str),
            signed: Some(Box::new(Signed { principal, account, region })),
            ends_ms: Some(now_ms + LIFETIME_MS_MAX),
        };
        let mut transport = Transport::websocket(inner);
        let mut unread = BytesMut::new();
        transport
            .unframe(&socket.unread, &mut unread)
            .map_err(|violation| io::Error::new(io::ErrorKind::InvalidData, violation))?;
        Ok(Self { transport, peer: Arc::new(peer), unread, opening: None })
    }

    /// Takes the socket away from tokio. Must be called within it.
    pub(crate) fn of_mqtt(socket: MqttSocket) -> io::Result<Self> {
        let peer = Peer::unsigned(socket.source_ip, socket.secure_transport);
        Ok(Self::fresh(Transport::bare(socket_of(socket.stream)?), peer))
    }
}

fn socket_of(stream: Stream) -> io::Result<Socket> {
    Ok(match stream {
        Stream::Plain(stream) => Socket::Tcp(out_of_tokio(stream)?),
        Stream::Tls(stream) => {
            let (stream, session) = stream.into_inner();
            Socket::tls(out_of_tokio(stream)?, session)
        }
    })
}

/// A socket as reactors have it. Must be called within tokio.
pub(super) fn out_of_tokio(stream: tokio::net::TcpStream) -> io::Result<TcpStream> {
    let stream = stream.into_std()?;
    // Only speed is lost where the system refuses it.
    let _ = stream.set_nodelay(true);
    Ok(TcpStream::from_std(stream))
}
