//! One client's connection: written to at once or as soon as it takes more, read in large pieces.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;

use crate::packets;
use crate::transport::Codec;

/// Bytes read at once.
pub const SCRATCH_BYTES: usize = 256 * 1024;
/// How long a broker may take to answer a CONNECT or a SUBSCRIBE.
const ANSWER_SECONDS_MAX: u64 = 20;

/// Bytes read at once while a client waits for an answer.
const ANSWER_BYTES: usize = 16 * 1024;

/// A connection.
pub struct Link {
    stream: TcpStream,
    codec: Codec,
    /// What the network brought and the codec does not understand before more of it has come.
    undecoded: Vec<u8>,
    /// The beginning of a packet whose end has not come.
    unread: Vec<u8>,
    /// What the network had no room for.
    unsent: Vec<u8>,
}

impl Link {
    /// Connects without any protocol of transport.
    pub fn plain(address: SocketAddr) -> io::Result<Self> {
        Ok(Self::over(connected(address)?, Codec::Plain))
    }

    /// Connects under TLS.
    pub fn tls(address: SocketAddr, config: &Arc<ClientConfig>) -> io::Result<Self> {
        let mut stream = connected(address)?;
        let codec = Codec::tls(&mut stream, config)?;
        Ok(Self::over(stream, codec))
    }

    /// Connects by a WebSocket.
    pub fn websocket(address: SocketAddr, path: &str) -> io::Result<Self> {
        let mut stream = connected(address)?;
        let codec = Codec::websocket(&mut stream, address, path)?;
        Ok(Self::over(stream, codec))
    }

    fn over(stream: TcpStream, codec: Codec) -> Self {
        let (undecoded, unread, unsent) = (Vec::new(), Vec::new(), Vec::new());
        Self { stream, codec, undecoded, unread, unsent }
    }

    /// Sends CONNECT and waits to be let in.
    pub fn enter(&mut self, connect: &[u8]) -> io::Result<()> {
        match self.ask(connect, packets::CONNACK)?.as_slice() {
            [_, _, _, 0] => Ok(()),
            _ => Err(refused("a CONNECT")),
        }
    }

    /// Subscribes, and waits until that is done.
    pub fn subscribe(&mut self, filter: &str, qos: u8) -> io::Result<()> {
        let answer = self.ask(&packets::subscribe(filter, qos), packets::SUBACK)?;
        if answer.last() == Some(&qos) { Ok(()) } else { Err(refused("a SUBSCRIBE")) }
    }

    /// Sends a packet and waits for the answer to it, which is the next packet.
    fn ask(&mut self, packet: &[u8], kind: u8) -> io::Result<Vec<u8>> {
        self.write(packet)?;
        let answer = self.wait()?;
        if packets::kind(&answer) == kind { Ok(answer) } else { Err(refused("a packet")) }
    }

    /// The next packet.
    pub fn wait(&mut self) -> io::Result<Vec<u8>> {
        loop {
            if let Some((packet, rest)) = packets::first(&self.unread) {
                let packet = packet.to_vec();
                self.unread = rest.to_vec();
                return Ok(packet);
            }
            let mut scratch = [0; ANSWER_BYTES];
            let brought = self.bring(&mut scratch)?;
            self.unread = scratch[..brought].to_vec();
        }
    }

    /// From now on nothing waits.
    pub fn set_nonblocking(&self) -> io::Result<()> {
        self.stream.set_nonblocking(true)
    }

    /// Whether everything that was written is on its way.
    pub fn takes_more(&self) -> bool {
        self.unsent.is_empty()
    }

    /// Writes packets; what the network has no room for waits.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if !self.unsent.is_empty() {
            return self.codec.encode(bytes, &mut self.unsent);
        }
        if matches!(self.codec, Codec::Plain) {
            let written = some(self.stream.write(bytes))?;
            self.unsent.extend_from_slice(&bytes[written..]);
            return Ok(());
        }
        self.codec.encode(bytes, &mut self.unsent)?;
        self.write_on()
    }

    /// Writes what waits.
    pub fn write_on(&mut self) -> io::Result<()> {
        if !self.unsent.is_empty() {
            let written = some(self.stream.write(&self.unsent))?;
            self.unsent.drain(..written);
        }
        Ok(())
    }

    /// Reads what has come, and gives it to `take` packet by packet.
    pub fn read(
        &mut self,
        scratch: &mut [u8],
        mut take: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<()> {
        let brought = match self.bring(scratch) {
            Err(error) if is_for_later(&error) => return Ok(()),
            brought => brought?,
        };
        let mut rest = &scratch[..brought];
        while let Some((packet, following)) = packets::first(rest) {
            take(packet)?;
            rest = following;
        }
        self.unread.extend_from_slice(rest);
        Ok(())
    }

    /// Reads once. All bytes of packets that were not taken yet are at the beginning of `scratch`
    /// then, and so many.
    fn bring(&mut self, scratch: &mut [u8]) -> io::Result<usize> {
        let unread = self.unread.len();
        let begin = unread + self.undecoded.len();
        let end = begin + self.stream.read(&mut scratch[begin..])?;
        if end == begin {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        scratch[..unread].copy_from_slice(&self.unread);
        scratch[unread..begin].copy_from_slice(&self.undecoded);
        let decoded = self.codec.decode(&mut scratch[unread..end])?;
        self.unread.clear();
        self.undecoded.clear();
        self.undecoded.extend_from_slice(&scratch[unread + decoded.used..end]);
        Ok(unread + decoded.packets)
    }

    /// Says good-bye, and waits until the broker has closed the connection.
    pub fn leave_and_wait(mut self) -> io::Result<()> {
        // In one write: a broker may be gone after the first packet of it.
        self.codec.encode(&packets::DISCONNECT, &mut self.unsent)?;
        self.codec.end(&mut self.unsent)?;
        self.write_on()?;
        match self.stream.shutdown(Shutdown::Write) {
            Err(error) if error.kind() == ErrorKind::NotConnected => return Ok(()),
            shut => shut?,
        }
        loop {
            match self.stream.read(&mut [0; 256]) {
                // A broker may be gone before it has read the end of the transport.
                Err(error) if error.kind() == ErrorKind::ConnectionReset => return Ok(()),
                Ok(0) => return Ok(()),
                Err(error) => return Err(error),
                Ok(_) => {}
            }
        }
    }

    /// Says good-bye, as far as there is room for it.
    pub fn leave(mut self) {
        let _gone = self.write(&packets::DISCONNECT);
    }
}

impl AsFd for Link {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

fn connected(address: SocketAddr) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))?;
    Ok(stream)
}

fn is_for_later(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

/// How many bytes moved; none if that would have meant to wait.
fn some(moved: io::Result<usize>) -> io::Result<usize> {
    match moved {
        Err(error) if is_for_later(&error) => Ok(0),
        moved => moved,
    }
}

fn refused(what: &str) -> io::Error {
    io::Error::new(ErrorKind::PermissionDenied, format!("{what} was refused"))
}
