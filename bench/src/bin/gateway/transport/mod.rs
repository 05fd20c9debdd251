//! What a client's packets travel in: TCP as it is, TLS, or a WebSocket.
//!
//! The load is to be far cheaper than any broker. So a handshake is done by libraries, and what comes
//! after it here, in place, with nothing that one client of one benchmark does not need.

mod frames;
mod records;

use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;

use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection};

use self::frames::Frames;
use self::records::Records;

/// What packets travel in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Transport {
    Plain,
    Tls,
    WebSocket,
}

/// How packets become what a stream carries, and back.
pub enum Codec {
    Plain,
    Tls(Box<Records>),
    WebSocket(Frames),
}

/// What became of bytes that a stream brought.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// How many bytes of packets are at their beginning now.
    pub packets: usize,
    /// How many of them are done with: what follows waits for more.
    pub used: usize,
}

/// How a server is called: by the name that certificates have, wherever it is.
pub const SERVER_NAME: &str = "localhost";
/// Bytes of the answer to an opening handshake, at most.
const ANSWER_BYTES_MAX: usize = 4 * 1024;

impl Codec {
    /// Does the handshake of TLS. The settings have one suite, and let its secrets be taken.
    pub fn tls(stream: &mut TcpStream, config: &Arc<ClientConfig>) -> io::Result<Self> {
        let name = ServerName::try_from(SERVER_NAME).map_err(io::Error::other)?;
        let session = ClientConnection::new(Arc::clone(config), name);
        let mut session = session.map_err(io::Error::other)?;
        while session.is_handshaking() {
            session.complete_io(stream)?;
        }
        let secrets = session.dangerous_extract_secrets().map_err(io::Error::other)?;
        Ok(Self::Tls(Box::new(Records::new(&secrets)?)))
    }

    /// Does the opening handshake of a WebSocket at a path (RFC 6455, section 4.1).
    pub fn websocket(stream: &mut TcpStream, address: SocketAddr, path: &str) -> io::Result<Self> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
             Sec-WebSocket-Protocol: mqtt\r\n\r\n"
        );
        stream.write_all(request.as_bytes())?;
        // Nothing comes before the client has sent its first packet, so that a byte too many is an
        // error and no beginning of one.
        let mut answer = Vec::new();
        while !answer.ends_with(b"\r\n\r\n") {
            let mut piece = [0; ANSWER_BYTES_MAX];
            let read = stream.read(&mut piece)?;
            answer.extend_from_slice(&piece[..read]);
            if read == 0 || answer.len() > ANSWER_BYTES_MAX {
                return Err(io::Error::other("an opening handshake has no end"));
            }
        }
        if !answer.starts_with(b"HTTP/1.1 101") {
            let answer = String::from_utf8_lossy(&answer);
            return Err(io::Error::other(format!("no WebSocket: {}", answer.trim_end())));
        }
        Ok(Self::WebSocket(Frames::default()))
    }

    /// Adds what carries these packets to `sent`.
    pub fn encode(&mut self, packets: &[u8], sent: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Plain => sent.extend_from_slice(packets),
            Self::Tls(records) => records.seal(packets, sent)?,
            Self::WebSocket(_) => frames::encode(packets, sent),
        }
        Ok(())
    }

    /// Brings the packets in `bytes` to their beginning.
    pub fn decode(&mut self, bytes: &mut [u8]) -> io::Result<Decoded> {
        match self {
            Self::Plain => Ok(Decoded { packets: bytes.len(), used: bytes.len() }),
            Self::Tls(records) => records.open(bytes),
            Self::WebSocket(frames) => frames.decode(bytes),
        }
    }

    /// Adds what says that nothing more comes.
    pub fn end(&mut self, sent: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Self::Plain => Ok(()),
            Self::Tls(records) => records.end(sent),
            Self::WebSocket(_) => {
                frames::end(sent);
                Ok(())
            }
        }
    }
}
