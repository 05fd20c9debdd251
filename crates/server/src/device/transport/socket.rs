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
    /// Whether the last read came upon the end of what the network had.
    drained: bool,
    /// The network took no more when it was last written to.
    full: bool,
    goodbye_said: bool,
    goodbye_heard: bool,
}

/// A stream that is read once, and whether that brought less than there was room for.
struct Noting<'a> {
    stream: &'a mut TcpStream,
    short: bool,
}

impl Socket {
    /// TLS over a stream: a handshake to come, or a session that others began.
    pub(crate) fn tls(stream: TcpStream, mut session: ServerConnection) -> Self {
        session.set_buffer_limit(Some(TLS_BUFFER_BYTES_MAX));
        Self::Tls(Box::new(TlsSocket {
            stream,
            session,
            drained: false,
            full: false,
            goodbye_said: false,
            goodbye_heard: false,
        }))
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
        match self {
            Self::Tcp(_) => true,
            Self::Tls(tls) => tls.drained,
        }
    }

    /// Takes plaintext, in order; under TLS all of it becomes one record where it fits.
    pub(crate) fn write(&mut self, slices: &[IoSlice<'_>]) -> io::Result<usize> {
        match self {
            Self::Tcp(stream) => stream.write_vectored(slices),
            Self::Tls(tls) => {
                // Where the network is full what was encrypted before goes first, so that no more
                // than one batch waits here; otherwise all goes in one write.
                if tls.full {
                    tls.flush()?;
                }
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
        self.say_goodbye()?;
        self.stream().shutdown(Shutdown::Write)
    }

    /// Says the goodbye of TLS, where it is spoken.
    pub(crate) fn say_goodbye(&mut self) -> io::Result<()> {
        let Self::Tls(tls) = self else { return Ok(()) };
        if !tls.goodbye_said {
            tls.goodbye_said = true;
            tls.session.send_close_notify();
        }
        tls.flush()
    }

    /// Whether the peer can have nothing more to say but that its side has ended: TLS has a goodbye
    /// for that, TCP alone has none.
    pub(crate) fn has_heard_goodbye(&self) -> bool {
        match self {
            Self::Tcp(_) => true,
            Self::Tls(tls) => tls.goodbye_heard,
        }
    }

    /// Reads and forgets bytes as they come from the network.
    pub(crate) fn discard(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.stream_mut().read(buffer)
    }

    pub(crate) fn register(&mut self, registry: &Registry, token: Token) -> io::Result<()> {
        self.stream_mut().register(registry, token, Interest::READABLE)
    }

    pub(crate) fn reregister(
        &mut self,
        registry: &Registry,
        token: Token,
        interest: Interest,
    ) -> io::Result<()> {
        self.stream_mut().reregister(registry, token, interest)
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

impl Read for Noting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.short = count < buffer.len();
        Ok(count)
    }
}

impl TlsSocket {
    /// Decrypts what has come, and reads more only when nothing of it is left.
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Plaintext of an earlier read says nothing of what has come since.
        self.drained = false;
        loop {
            match self.session.reader().read(buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // A close_notify ends it as the end of the stream does.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(0),
                // What TLS has to say goes out with the answer.
                done => return done,
            }
            match self.flush() {
                Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
                _ => {}
            }
            if self.drained {
                return Err(io::ErrorKind::WouldBlock.into());
            }
            let mut noting = Noting { stream: &mut self.stream, short: false };
            if self.session.read_tls(&mut noting)? == 0 {
                return Ok(0);
            }
            self.drained = noting.short;
            match self.session.process_new_packets() {
                Ok(state) => self.goodbye_heard |= state.peer_has_closed(),
                Err(error) => {
                    // The alert tells the peer why; nothing is lost when it does not get through.
                    let _ = self.flush();
                    return Err(io::Error::new(io::ErrorKind::InvalidData, error));
                }
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        while self.session.wants_write() {
            match self.session.write_tls(&mut self.stream) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(_) => {}
                Err(error) => {
                    self.full = error.kind() == io::ErrorKind::WouldBlock;
                    return Err(error);
                }
            }
        }
        self.full = false;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::net::{TcpListener, TcpStream as Client};
    use std::sync::Arc;

    use rustls::crypto::{CryptoProvider, aws_lc_rs};
    use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer, ServerName};
    use rustls::{ClientConfig, ClientConnection, RootCertStore, ServerConfig, Stream};

    use super::*;

    fn provider() -> Arc<CryptoProvider> {
        Arc::new(aws_lc_rs::default_provider())
    }

    fn server() -> (Arc<ServerConfig>, RootCertStore) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let mut roots = RootCertStore::empty();
        roots.add(made.cert.der().clone()).unwrap();
        let config = ServerConfig::builder_with_provider(provider());
        let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        let config = config.with_single_cert(vec![made.cert.der().clone()], key).unwrap();
        (Arc::new(config), roots)
    }

    fn client(roots: RootCertStore) -> ClientConnection {
        let config = ClientConfig::builder_with_provider(provider());
        let config = config.with_safe_default_protocol_versions().unwrap();
        let config = config.with_root_certificates(roots).with_no_client_auth();
        ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap()).unwrap()
    }

    /// Reads so many bytes at once, as soon as something is there.
    fn read(socket: &mut Socket, bytes: usize) -> usize {
        let mut buffer = vec![0; bytes];
        loop {
            match socket.read(&mut buffer) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => std::thread::yield_now(),
                read => return read.unwrap(),
            }
        }
    }

    #[test]
    fn under_tls_a_read_tells_whether_the_network_was_drained() {
        let (config, roots) = server();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let mut stream = Client::connect(listener.local_addr().unwrap()).unwrap();
        let accepted = listener.accept().unwrap().0;
        accepted.set_nonblocking(true).unwrap();
        let session = ServerConnection::new(config).unwrap();
        let mut socket = Socket::tls(TcpStream::from_std(accepted), session);
        let mut session = client(roots);
        std::thread::scope(|scope| {
            scope.spawn(|| {
                Stream::new(&mut session, &mut stream).write_all(b"one packet").unwrap();
            });
            assert_eq!(read(&mut socket, 100), 10);
        });
        assert!(socket.short_read_drains());
        // One record is read at once, and what is left of it says nothing of the network.
        Stream::new(&mut session, &mut stream).write_all(&[b'x'; 150]).unwrap();
        assert_eq!(read(&mut socket, 100), 100);
        assert_eq!(read(&mut socket, 100), 50);
        assert!(!socket.short_read_drains());
    }
}
