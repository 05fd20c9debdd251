//! One client's connection: written to at once or as soon as it takes more, read in large pieces.

use std::io::{self, ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::Duration;

use crate::packets;

/// Bytes read at once.
pub const SCRATCH_BYTES: usize = 256 * 1024;
/// How long a broker may take to answer a CONNECT or a SUBSCRIBE.
const ANSWER_SECONDS_MAX: u64 = 20;

/// A connection.
pub struct Link {
    stream: TcpStream,
    /// The beginning of a packet whose end has not come.
    unread: Vec<u8>,
    /// What the network had no room for.
    unsent: Vec<u8>,
}

impl Link {
    /// Connects and waits to be let in.
    pub fn connect(
        address: SocketAddr,
        client_id: &str,
        login: Option<(&str, &str)>,
    ) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))?;
        let mut link = Self { stream, unread: Vec::new(), unsent: Vec::new() };
        let answer = link.ask(&packets::connect(client_id, login), packets::CONNACK)?;
        match answer.as_slice() {
            [_, _, _, 0] => Ok(link),
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
        self.stream.write_all(packet)?;
        let answer = self.wait()?;
        if packets::kind(&answer) == kind { Ok(answer) } else { Err(refused("a packet")) }
    }

    /// The next packet.
    pub fn wait(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while packets::first(&bytes).is_none() {
            let mut byte = [0];
            self.stream.read_exact(&mut byte)?;
            bytes.extend_from_slice(&byte);
        }
        Ok(bytes)
    }

    /// From now on nothing waits.
    pub fn set_nonblocking(&self) -> io::Result<()> {
        self.stream.set_nonblocking(true)
    }

    /// Whether everything that was written is on its way.
    pub fn takes_more(&self) -> bool {
        self.unsent.is_empty()
    }

    /// Writes; what the network has no room for waits.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let written = if self.unsent.is_empty() { some(self.stream.write(bytes))? } else { 0 };
        self.unsent.extend_from_slice(bytes.get(written..).unwrap_or_default());
        Ok(())
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
        let kept = self.unread.len();
        scratch[..kept].copy_from_slice(&self.unread);
        let read = match self.stream.read(&mut scratch[kept..]) {
            Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
            read => some(read)?,
        };
        let mut rest = &scratch[..kept + read];
        while let Some((packet, following)) = packets::first(rest) {
            take(packet)?;
            rest = following;
        }
        self.unread.clear();
        self.unread.extend_from_slice(rest);
        Ok(())
    }

    /// Says good-bye, and waits until the broker has closed the connection.
    pub fn leave_and_wait(mut self) -> io::Result<()> {
        self.stream.write_all(&packets::DISCONNECT)?;
        self.stream.shutdown(Shutdown::Write)?;
        self.stream.read(&mut [0]).map(|_| ())
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

/// How many bytes moved; none if that would have meant to wait.
fn some(moved: io::Result<usize>) -> io::Result<usize> {
    match moved {
        Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {
            Ok(0)
        }
        moved => moved,
    }
}

fn refused(what: &str) -> io::Error {
    io::Error::new(ErrorKind::PermissionDenied, format!("{what} was refused"))
}
