//! Clients that come with certificates and go, beside a server that does their handshakes and nothing
//! else.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

use daypass_bench::process::{Running, free_address, waited};
use rustls::client::Resumption;
use rustls::pki_types::ServerName;
use rustls::{
    ClientConfig, ClientConnection, HandshakeKind, ServerConfig, ServerConnection, Stream,
};

use super::{Stage, coming_rows};
use crate::certificates::{Certificate, asking_for_possession, device_settings};
use crate::packets;
use crate::processor::{self, cpu_ns};
use crate::scenario::Session;
use crate::transport::SERVER_NAME;

/// What the rows are called, for `--only`.
const ROWS: [(&str, HandshakeKind); 2] = [
    ("connect and disconnect, TLS with client certificates, full handshakes", HandshakeKind::Full),
    (
        "connect and disconnect, TLS with client certificates, resumed handshakes",
        HandshakeKind::Resumed,
    ),
];
/// Connections that come and go in one round.
const VISITS: u32 = 2_000;
/// Connections that come and go before that.
const VISITS_BEFORE: u32 = 200;
/// What it may cost, as a ratio to the handshakes alone.
const GOAL: f64 = 1.2;
/// Sessions that clients keep, each of which may be resumed once.
const SESSIONS_MAX: usize = 8;
/// How long a server may take to answer.
const ANSWER_SECONDS_MAX: u64 = 20;

pub fn measured(stage: &Stage<'_>) -> Result<Vec<String>, String> {
    let wanted: Vec<_> =
        ROWS.into_iter().filter(|(name, _)| name.contains(&stage.options.only)).collect();
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let daypass = &stage.brokers[0];
    let (address, authority) = daypass.tls_door().ok_or("Daypass has no door for TLS")?;
    let certificate = Certificate::made(stage.work)?;
    let bare = Bare::start(&certificate)?;
    let mut rows = Vec::new();
    for (name, kind) in wanted {
        let client = |authority: &Path| -> Result<Arc<ClientConfig>, String> {
            let mut config = device_settings(authority, stage.device)?;
            config.resumption = match kind {
                HandshakeKind::Resumed => Resumption::in_memory_sessions(SESSIONS_MAX),
                _ => Resumption::disabled(),
            };
            Ok(Arc::new(config))
        };
        let connect = packets::connect(&stage.device.name, None, Session::Clean);
        let at_daypass = Visits {
            address,
            config: client(authority)?,
            kind,
            connect: Some(connect),
            process: daypass.process(),
        };
        let at_bare = Visits {
            address: bare.address,
            config: client(&certificate.authority)?,
            kind,
            connect: None,
            process: bare.running.id(),
        };
        let mut visited = [("Daypass", Vec::new()), ("a bare TLS acceptor", Vec::new())];
        for _ in 0..stage.options.rounds {
            for (visits, (who, figures)) in [&at_daypass, &at_bare].into_iter().zip(&mut visited) {
                let figure = visits.measured();
                figures.push(figure.map_err(|error| format!("{who}, {name}: {error}"))?);
            }
        }
        rows.extend(coming_rows(name, &visited, Some(1), GOAL));
    }
    Ok(rows)
}

/// Clients of one server.
struct Visits {
    address: SocketAddr,
    config: Arc<ClientConfig>,
    /// How their handshakes are to go.
    kind: HandshakeKind,
    /// What they send to a broker.
    connect: Option<Vec<u8>>,
    /// The server's.
    process: u32,
}

impl Visits {
    /// Microseconds of the server for one client that comes and goes.
    fn measured(&self) -> io::Result<f64> {
        // The first of them has nothing to resume.
        let _first = self.visit()?;
        (1..VISITS_BEFORE).try_for_each(|_| self.visited())?;
        let before = cpu_ns(self.process)?;
        (0..VISITS).try_for_each(|_| self.visited())?;
        Ok((cpu_ns(self.process)? - before) as f64 / 1e3 / f64::from(VISITS))
    }

    fn visited(&self) -> io::Result<()> {
        match self.visit()? {
            kind if kind == self.kind => Ok(()),
            kind => Err(io::Error::other(format!("a handshake was {kind:?}"))),
        }
    }

    fn visit(&self) -> io::Result<HandshakeKind> {
        let mut socket = TcpStream::connect(self.address)?;
        socket.set_nodelay(true)?;
        socket.set_read_timeout(Some(Duration::from_secs(ANSWER_SECONDS_MAX)))?;
        let name = ServerName::try_from(SERVER_NAME).map_err(io::Error::other)?;
        let session = ClientConnection::new(Arc::clone(&self.config), name);
        let mut session = session.map_err(io::Error::other)?;
        if let Some(connect) = &self.connect {
            let mut stream = Stream::new(&mut session, &mut socket);
            stream.write_all(connect)?;
            let mut answer = [0; 4];
            stream.read_exact(&mut answer)?;
            if answer != [packets::CONNACK << 4, 2, 0, 0] {
                return Err(io::ErrorKind::PermissionDenied.into());
            }
            stream.write_all(&packets::DISCONNECT)?;
            session.send_close_notify();
            session.write_tls(&mut socket)?;
            match socket.shutdown(Shutdown::Write) {
                Err(error) if error.kind() == io::ErrorKind::NotConnected => {}
                shut => shut?,
            }
        } else {
            session.complete_io(&mut socket)?;
        }
        end(&mut session, &mut socket)?;
        session.handshake_kind().ok_or_else(|| io::Error::other("there was no handshake"))
    }
}

/// Reads to the end, tickets among it.
fn end(session: &mut ClientConnection, socket: &mut TcpStream) -> io::Result<()> {
    loop {
        match session.read_tls(socket) {
            // A server may be gone before it has read the client's end.
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Ok(()),
            Ok(0) => return Ok(()),
            Err(error) => return Err(error),
            Ok(_) => session.process_new_packets().map_err(io::Error::other)?,
        };
    }
}

/// The server that only does handshakes: this program, started once more.
struct Bare {
    running: Running,
    address: SocketAddr,
}

impl Bare {
    fn start(certificate: &Certificate) -> Result<Self, String> {
        let program = std::env::current_exe().map_err(|error| error.to_string())?;
        let address = free_address()?;
        let mut command = Command::new(program);
        command.arg("bare").arg(address.to_string());
        command.arg(&certificate.chain).arg(&certificate.key);
        processor::keep_to(processor::BROKERS)?;
        let running = Running::start(&mut command);
        processor::keep_to(processor::LOAD)?;
        let bare = Self { running: running?, address };
        waited(|| TcpStream::connect(address).ok()).ok_or("the bare server does not start")?;
        Ok(bare)
    }
}

/// Does the handshakes of whoever connects, until the process is ended. Its settings are those of
/// Daypass at its door for devices.
pub fn serve(address: &str, chain: &Path, key: &Path) -> Result<(), String> {
    let config = asking_for_possession(chain, key)?;
    let listener = TcpListener::bind(address).map_err(|error| error.to_string())?;
    for socket in listener.incoming() {
        // A client that does not go through with it is no client of the benchmark.
        let _done = socket.and_then(|socket| handshake(socket, &config));
    }
    Ok(())
}

fn handshake(mut socket: TcpStream, config: &Arc<ServerConfig>) -> io::Result<()> {
    socket.set_nodelay(true)?;
    let mut session = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
    while session.is_handshaking() {
        session.complete_io(&mut socket)?;
    }
    if session.peer_certificates().is_none() {
        return Err(io::Error::other("a client without a certificate"));
    }
    session.send_close_notify();
    while session.wants_write() {
        session.write_tls(&mut socket)?;
    }
    Ok(())
}
