//! One connection, from its first byte to its end.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::{http1, http2};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::LazyConfigAcceptor;
use tokio_rustls::rustls::server::Acceptor;

use super::accept::{Closing, Served, closed};
use super::answers::Answers;
use super::first_bytes::{FIRST_BYTES, FirstBytes};
use super::patient::Patient;
use super::stream::Stream;
use crate::device::MqttSocket;
use crate::tls::Spoken;
use crate::trusted_proxies::read_header;

/// Connections of the API port at one moment; a further one waits to be accepted.
pub const CONNECTIONS_MAX: usize = 16 * 1024;
/// How long the first byte, and then a TLS handshake, may take.
pub const HANDSHAKE_SECONDS_MAX: u64 = 15;
/// How long the head of a request may take, the wait on an idle connection included.
pub const HEADERS_SECONDS_MAX: u64 = 20;

/// The other side of a connection; of a request that comes through trusted proxies, its client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// Its address. Behind a proxy its port may be 0: nobody tells it.
    pub address: SocketAddr,
    /// The port that it reached: ours, or the proxy's.
    pub port: u16,
    /// Whether the connection is encrypted.
    pub secure: bool,
}

/// Which HTTP a connection speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Http1,
    Http2,
    /// MQTT, as a client asked for under TLS.
    Mqtt,
}

/// Serves a connection until it ends.
pub(super) async fn serve<A: Answers>(
    mut socket: TcpStream,
    address: SocketAddr,
    served: &Served<A>,
    closing: Closing,
) {
    let opened = async {
        let port = socket.local_addr()?.port();
        socket.set_nodelay(true)?;
        let proxies = served.proxies.as_ref();
        let told = match proxies.filter(|proxies| proxies.contains(address.ip())) {
            Some(_) => read_header(&mut socket).await?,
            None => None,
        };
        // In the clear as far as the client's own connection is, as far as that is told.
        let in_clear = told.filter(|told| told.secure != Some(true));
        let source = in_clear.map_or(address, |told| told.address);
        let (stream, version) = opened(socket, source, served).await?;
        let secure = told.and_then(|told| told.secure).unwrap_or(stream.is_tls());
        let address = told.map_or(address, |told| told.address);
        let peer = Peer { address, port, secure };
        io::Result::Ok((stream, version, peer))
    };
    let mut until_closing = closing.clone();
    let opened = tokio::select! {
        opened = timeout(Duration::from_secs(HANDSHAKE_SECONDS_MAX), opened) => opened,
        () = closed(&mut until_closing) => return,
    };
    match opened {
        Ok(Ok((stream, Version::Http1, peer))) => http1(stream, peer, served, closing).await,
        Ok(Ok((stream, Version::Http2, peer))) => http2(stream, peer, served, closing).await,
        Ok(Ok((stream, Version::Mqtt, peer))) => {
            if let Some(devices) = &served.devices {
                let Peer { address, secure, .. } = peer;
                let source_ip = address.ip();
                devices.adopt_mqtt(MqttSocket { stream, source_ip, secure_transport: secure });
            }
        }
        Ok(Err(error)) => tracing::debug!(%error, %address, "a connection did not open"),
        Err(_) => tracing::debug!(%address, "a connection took too long to open"),
    }
}

async fn opened<A: Answers>(
    socket: TcpStream,
    address: SocketAddr,
    served: &Served<A>,
) -> io::Result<(Stream, Version)> {
    let mut first = [0; FIRST_BYTES];
    let count = socket.peek(&mut first).await?;
    match FirstBytes::of(first.get(..count).unwrap_or_default()) {
        FirstBytes::Http1 | FirstBytes::Http2 if !served.cleartext.is_taken_from(address.ip()) => {
            Err(io::Error::other("from other machines this port takes TLS alone"))
        }
        FirstBytes::Http1 => Ok((Stream::Plain(socket), Version::Http1)),
        FirstBytes::Http2 => Ok((Stream::Plain(socket), Version::Http2)),
        FirstBytes::Tls => {
            let hello = LazyConfigAcceptor::new(Acceptor::default(), socket).await?;
            let settings = served.tls.settings().await.map_err(io::Error::other)?;
            let spoken = {
                let hello = hello.client_hello();
                settings.for_client(hello.alpn().into_iter().flatten())
            };
            let (config, mqtt) = match spoken {
                Spoken::Http(config) => (config, false),
                Spoken::Mqtt(config) if served.devices.is_some() => (config, true),
                Spoken::DeviceHttp(config) if served.devices.is_some() => (config, false),
                // No device comes to this port: none is asked for its certificate.
                Spoken::Mqtt(_) | Spoken::DeviceHttp(_) => (settings.silent, false),
            };
            let stream = hello.into_stream(config).await?;
            let http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
            let version = match (mqtt, http2) {
                (true, _) => Version::Mqtt,
                (false, true) => Version::Http2,
                (false, false) => Version::Http1,
            };
            Ok((Stream::Tls(Box::new(stream)), version))
        }
    }
}

async fn http1<A: Answers>(stream: Stream, peer: Peer, served: &Served<A>, mut closing: Closing) {
    let certificate = stream.client_certificate();
    let service = service_fn(|mut request| {
        if let Some(certificate) = &certificate {
            request.extensions_mut().insert(certificate.clone());
        }
        Arc::clone(&served.answers).call(request, peer)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(Duration::from_secs(HEADERS_SECONDS_MAX))
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(Patient::new(stream)), service)
        .with_upgrades();
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = closed(&mut closing) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    note(peer, ended);
}

async fn http2<A: Answers>(stream: Stream, peer: Peer, served: &Served<A>, mut closing: Closing) {
    let answers = Arc::clone(&served.answers);
    let service = service_fn(move |request| Arc::clone(&answers).call(request, peer));
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS_MAX)
        .max_header_list_size(HEADER_LIST_BYTES_MAX)
        .keep_alive_interval(Duration::from_secs(HEADERS_SECONDS_MAX))
        .keep_alive_timeout(Duration::from_secs(HANDSHAKE_SECONDS_MAX))
        .serve_connection(TokioIo::new(Patient::new(stream)), service);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = closed(&mut closing) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    note(peer, ended);
}

fn note(peer: Peer, ended: hyper::Result<()>) {
    if let Err(error) = ended {
        tracing::debug!(%error, address = %peer.address, "a connection broke");
    }
}

/// Bytes of a request's head under HTTP/1.1: a session token of 4 KB twice, and a query of 32 KB. Its
/// headers are a hundred at most, which hyper sees to by itself: any other number costs an allocation
/// for each request.
const HEAD_BYTES_MAX: usize = 64 * 1024;
/// Bytes of a request's headers under HTTP/2, names and values and 32 for each.
const HEADER_LIST_BYTES_MAX: u32 = 64 * 1024;
/// Requests at one moment on one HTTP/2 connection.
const STREAMS_MAX: u32 = 128;
