//! What a client's MQTT packets travel in: a socket, and WebSocket framing where it is spoken.

mod socket;

use std::io::{self, IoSlice};

use bytes::BytesMut;
use daypass_broker::Output;
use mio::{Interest, Registry, Token};
use smallvec::SmallVec;

pub(crate) use socket::Socket;

use super::clients::Ends;
use super::websocket::{Violation, WebSocket};

/// The most slices that one write takes.
const SLICES_MAX: usize = 64;

/// A client's transport.
#[derive(Debug)]
pub(crate) struct Transport {
    socket: Socket,
    framing: Framing,
}

#[derive(Debug)]
enum Framing {
    /// MQTT packets, one after the other.
    Bare,
    WebSocket(Box<WebSocket>),
}

/// How a read went.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Inflow {
    /// Bytes came, and there may be more.
    More,
    /// There is no more for now.
    Drained,
    /// The peer has ended. Bytes that came before may have been read.
    Ended,
    /// The same, by a WebSocket's Close.
    Left,
}

/// Why a transport cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Broken {
    #[error(transparent)]
    Socket(#[from] io::Error),
    #[error(transparent)]
    WebSocket(#[from] Violation),
}

impl Transport {
    pub(crate) fn bare(socket: Socket) -> Self {
        Self { socket, framing: Framing::Bare }
    }

    pub(crate) fn websocket(socket: Socket) -> Self {
        Self { socket, framing: Framing::WebSocket(Box::default()) }
    }

    /// Reads once into `scratch`, and puts the MQTT bytes of it at the end of `mqtt`.
    pub(crate) fn read(
        &mut self,
        scratch: &mut [u8],
        mqtt: &mut BytesMut,
    ) -> Result<Inflow, Broken> {
        let count = match self.socket.read(scratch) {
            Ok(0) => return Ok(Inflow::Ended),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(Inflow::Drained),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(Inflow::More),
            Err(error) => return Err(error.into()),
        };
        let short = count < scratch.len();
        if self.unframe(scratch.get(..count).unwrap_or_default(), mqtt)? {
            return Ok(Inflow::Left);
        }
        let drained = short && self.socket.short_read_drains();
        Ok(if drained { Inflow::Drained } else { Inflow::More })
    }

    /// Takes bytes that somebody else has read from the socket; whether the peer has ended.
    pub(crate) fn unframe(&mut self, bytes: &[u8], mqtt: &mut BytesMut) -> Result<bool, Violation> {
        match &mut self.framing {
            Framing::Bare => {
                mqtt.extend_from_slice(bytes);
                Ok(false)
            }
            Framing::WebSocket(websocket) => {
                let wanted = websocket.inbound.read(bytes, mqtt)?;
                if let Some(payload) = wanted.pong {
                    websocket.outbound.pong(payload);
                }
                if let Some(code) = wanted.close {
                    websocket.outbound.close(code);
                }
                Ok(wanted.close.is_some())
            }
        }
    }

    /// Writes some of `output`, and how many bytes of it; [`io::ErrorKind::WouldBlock`] when the
    /// peer takes no more. Nothing written means that nothing was there to write.
    pub(crate) fn write(&mut self, output: Option<&Output>) -> io::Result<Written> {
        let Self { socket, framing } = self;
        let available = output.map_or(0, Output::len);
        match framing {
            Framing::Bare => write(socket, &[], output, available),
            Framing::WebSocket(websocket) => {
                let (first, available) = websocket.outbound.next(available);
                let written = write(socket, first, output, available)?;
                Ok(Written { bytes: websocket.outbound.written(written.bytes), ..written })
            }
        }
    }

    /// Whether something waits to be written that is not MQTT's: TLS records, control frames.
    pub(crate) fn has_waiting(&self) -> bool {
        let framing = match &self.framing {
            Framing::Bare => false,
            Framing::WebSocket(websocket) => websocket.outbound.has_waiting(),
        };
        framing || self.socket.wants_flush()
    }

    /// Ends the writing side as its protocols want it; call it again when it would have blocked.
    /// `code` is what a WebSocket is closed with.
    pub(crate) fn finish(&mut self, code: u16) -> io::Result<()> {
        if let Framing::WebSocket(websocket) = &mut self.framing {
            websocket.outbound.close(code);
            while self.write(None)?.more {}
        }
        self.socket.finish()
    }

    /// The certificate that a device came with, DER.
    pub(crate) fn peer_certificate(&self) -> Option<&[u8]> {
        self.socket.peer_certificate()
    }

    /// The addresses of both sides; nothing once the socket is gone.
    pub(crate) fn ends(&self) -> Option<Ends> {
        self.socket.ends()
    }

    pub(crate) fn into_socket(self) -> Socket {
        self.socket
    }

    pub(crate) fn register(&mut self, registry: &Registry, token: Token) -> io::Result<()> {
        self.socket.register(registry, token)
    }

    /// From now on the poll tells when the socket has room, too.
    pub(crate) fn watch_for_room(&mut self, registry: &Registry, token: Token) -> io::Result<()> {
        self.socket.reregister(registry, token, Interest::READABLE | Interest::WRITABLE)
    }

    /// Whether a client that took its leave has also said the goodbyes of the protocols around its
    /// packets, so that nothing more is to come.
    pub(crate) fn has_heard_goodbye(&self) -> bool {
        matches!(self.framing, Framing::Bare) && self.socket.has_heard_goodbye()
    }

    /// Says the goodbyes of those protocols in return.
    pub(crate) fn say_goodbye(&mut self) -> io::Result<()> {
        self.socket.say_goodbye()
    }

    pub(crate) fn deregister(&mut self, registry: &Registry) -> io::Result<()> {
        self.socket.deregister(registry)
    }
}

/// What one write has done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    /// How many bytes of the output were taken.
    pub(crate) bytes: usize,
    /// Whether writing again may do more.
    pub(crate) more: bool,
}

/// Writes some of `first` and of the first `available` bytes of `output`.
fn write(
    socket: &mut Socket,
    first: &[u8],
    output: Option<&Output>,
    available: usize,
) -> io::Result<Written> {
    if first.is_empty() && available == 0 {
        socket.flush()?;
        return Ok(Written { bytes: 0, more: false });
    }
    match socket.write(&gathered(first, output, available))? {
        0 => Err(io::ErrorKind::WriteZero.into()),
        bytes => Ok(Written { bytes, more: true }),
    }
}

fn gathered<'a>(
    first: &'a [u8],
    output: Option<&'a Output>,
    mut available: usize,
) -> SmallVec<[IoSlice<'a>; SLICES_MAX]> {
    let mut slices = SmallVec::new();
    if !first.is_empty() {
        slices.push(IoSlice::new(first));
    }
    for slice in output.into_iter().flat_map(Output::slices) {
        if available == 0 || slices.len() == SLICES_MAX {
            break;
        }
        let (slice, _) = slice.split_at_checked(available).unwrap_or((slice, &[]));
        available -= slice.len();
        slices.push(IoSlice::new(slice));
    }
    slices
}
