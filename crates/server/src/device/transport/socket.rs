//! The socket under a client: TCP, in the clear or under TLS.

use std::io::{self, IoSlice, Read, Write};
use std::net::Shutdown;

use mio::event::Source;
use mio::net::TcpStream;
use mio::{Interest, Registry, Token};
use rustls::ServerConnection;

use crate::device::clients::Ends;

/// Plaintext that waits inside rustls at most; more is taken once it was written.
const TLS_BUFFER_BYTES_MAX: usize = 64 * 1024;

/// A socket that never blocks.
#[derive(Debug)]
pub(crate) enum Socket {
    Tcp(TcpStream),
    Tls(Box<TlsSocket>),
}

/// A TLS connection, driven by hand.
#[derive(Debug)]
pub(crate) struct TlsSocket {
    stream: TcpStream,
    session: ServerConnection,
    goodbye_said: bool,
}

impl Socket {
    /// TLS over a stream: a handshake to come, or a session that others began.
    pub(crate) fn tls(stream: TcpStream, mut session: ServerConnection) -> Self {
        session.set_buffer_limit(Some(TLS_BUFFER_BYTES_MAX));
        Self::Tls(Box::new(TlsSocket { stream, session, goodbye_said: false }))
    }

    /// The certificate whose key the peer has proved to hold, DER; nothing before the handshake.
    pub(crate) fn peer_certificate(&self) -> Option<&[u8]> {
        match self {
            Self::Tcp(_) => None,
            Self::Tls(tls) => tls.session.peer_certificates()?.first().map(AsRef::as_ref),
        }
    }

    /// Reads plaintext. Zero bytes say that the peer has ended.
    pub(crate) fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.read(buffer),
            Self::Tls(tls) => tls.read(buffer),
        }
    }

    /// Whether fewer bytes than asked for mean that none are left to be read for now.
    pub(crate) fn short_read_drains(&self) -> bool {
        matches!(self, Self::Tcp(_))
    }

    /// Takes plaintext, in order; under TLS all of it becomes one record where it fits.
    pub(crate) fn write(&mut self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.write_vectored(slices),
            Self::Tls(tls) => {
                // What was encrypted before goes first, so that no more than one batch waits here.
                tls.flush()?;
                let taken = tls.session.writer().write_vectored(slices)?;
                match tls.flush() {
                    Err(error) if error.kind() != io::ErrorKind::WouldBlock => Err(error),
                    _ => Ok(taken),
                }
            }
        }
    }

    /// Writes what TLS still holds.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Tcp(_) => Ok(()),
            Self::Tls(tls) => tls.flush(),
        }
    }

    /// Whether [`Socket::flush`] has anything to do.
    pub(crate) fn wants_flush(&self) -> bool {
        match self {
            Self::Tcp(_) => false,
            Self::Tls(tls) => tls.session.wants_write(),
        }
    }

    /// Says that nothing more will be written, once everything was.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        if let Self::Tls(tls) = self {
            if !tls.goodbye_said {
                tls.goodbye_said = true;
                tls.session.send_close_notify();
            }
            tls.flush()?;
        }
        self.stream().shutdown(Shutdown::Write)
    }

    /// Reads and forgets bytes as they come from the network.
    pub(crate) fn discard(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream_mut().read(buffer)
    }

    pub(crate) fn register(&mut self, registry: &Registry, token: Token) -> io::Result<()> {
        self.stream_mut().register(registry, token, Interest::READABLE | Interest::WRITABLE)
    }

    pub(crate) fn reregister(&mut self, registry: &Registry, token: Token) -> io::Result<()> {
        self.stream_mut().reregister(registry, token, Interest::READABLE | Interest::WRITABLE)
    }

    pub(crate) fn deregister(&mut self, registry: &Registry) -> io::Result<()> {
        self.stream_mut().deregister(registry)
    }

    /// The addresses of both sides; nothing once the socket is gone.
    pub(crate) fn ends(&self) -> Option<Ends> {
        let stream = self.stream();
        Some(Ends { peer: stream.peer_addr().ok()?, local: stream.local_addr().ok()? })
    }

    fn stream(&self) -> &TcpStream {
        match self {
            Self::Tcp(stream) => stream,
            Self::Tls(tls) => &tls.stream,
        }
    }

    fn stream_mut(&mut self) -> &mut TcpStream {
        match self {
            Self::Tcp(stream) => stream,
            Self::Tls(tls) => &mut tls.stream,
        }
    }
}

impl TlsSocket {
    /// Decrypts what has come, and reads more only when nothing of it is left.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.session.reader().read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // A close_notify ends it as the end of the stream does.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(0),
                done => return done,
            }
            if self.session.read_tls(&mut self.stream)? == 0 {
                return Ok(0);
            }
            if let Err(error) = self.session.process_new_packets() {
                // The alert tells the peer why; nothing is lost when it does not get through.
                let _ = self.flush();
                return Err(io::Error::new(io::ErrorKind::InvalidData, error));
            }
            match self.flush() {
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
                _ => {}
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        while self.session.wants_write() {
            if self.session.write_tls(&mut self.stream)? == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
        }
        Ok(())
    }
}
