//! The gateway as the rest of the server sees it: started, opened, handed sockets, shut down.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{BrokerSettings, Message, Now, Sharing};
use daypass_policy::DocumentError;
use daypass_services::Environment;
use daypass_services::ports::{Clock as _, Entropy};
use tokio::sync::{Mutex, oneshot};
use tokio::task::JoinSet;

use super::admission::{Admissions, Common, Desk, Recent, anonymous_policy};
use super::command::{Arrival, Command};
use super::handover::{MqttSocket, UpgradedWebSocket};
use super::keeping::{Keeping, Stored};
use super::mailbox::{Mailboxes, Reactors};
use super::reactor::{Reactor, Surroundings};
use super::shadows::{ShadowLanes, Shadows};
use crate::authenticate::Authenticator;
use crate::clock::RealClock;
use crate::config::PlainMqttPolicy;
use crate::decisions::Decisions;
use crate::entropy::random;
use crate::live::Live;

/// How long a reactor's thread may take to end; it promises less.
const SHUTDOWN_MS_MAX: u64 = 3_000;

/// What the gateway is made of.
pub struct DeviceParts {
    /// The broker's settings; the placement key is drawn by the gateway.
    pub broker: BrokerSettings,
    /// The one real clock.
    pub clock: RealClock,
    /// Where randomness comes from.
    pub entropy: Arc<dyn Entropy>,
    /// Verifies user names and passwords.
    pub authenticator: Arc<Authenticator>,
    /// Where certificates are registered, and what requests on shadows work with.
    pub environment: Arc<Environment>,
    /// Keeps permissions up to date.
    pub live: Arc<Live>,
    /// Keeps refusals.
    pub decisions: Arc<Decisions>,
    /// The account of clients whose credentials name none.
    pub account: AccountId,
    /// The region of clients that name none.
    pub region: Region,
    /// What clients without credentials may do at the TCP and TLS doors; they are refused when
    /// absent.
    pub anonymous: Option<PlainMqttPolicy>,
    /// Where retained messages and sessions are stored.
    pub keeping: Keeping,
    /// What was stored before.
    pub stored: Stored,
}

/// A way in for clients that speak MQTT without HTTP.
#[derive(Debug, Clone)]
pub enum Door {
    /// MQTT over TCP, in the clear.
    Tcp,
    /// MQTT over TLS. Clients sign in by user name and password here, too.
    Tls(Arc<rustls::ServerConfig>),
}

/// The device gateway, running.
#[derive(Debug)]
pub struct DeviceGateway {
    mailboxes: Arc<Mailboxes>,
    clock: RealClock,
    next_reactor: AtomicUsize,
    /// Resolve when the reactors' threads have ended.
    threads: Mutex<Vec<oneshot::Receiver<()>>>,
    lanes: Mutex<Option<ShadowLanes>>,
    keeping: Keeping,
    /// Those who let clients in behind proxies.
    pub(super) doors_behind: Mutex<JoinSet<()>>,
}

impl DeviceGateway {
    /// Starts the reactors' threads. Must be called within tokio: clients are authenticated there.
    pub fn start(reactors: Reactors, parts: DeviceParts) -> Result<Self, GatewayError> {
        let mailboxes = reactors.mailboxes().clone();
        let anonymous = parts.anonymous.map(anonymous_policy).transpose()?;
        let placement_key = u64::from_ne_bytes(random(&*parts.entropy));
        let admissions = Admissions::open(Desk {
            authenticator: parts.authenticator,
            store: Arc::clone(&parts.environment.store),
            live: parts.live,
            decisions: parts.decisions.clone(),
            mailboxes: mailboxes.clone(),
            clock: parts.clock.clone(),
            account: parts.account,
            region: parts.region,
            anonymous,
            common: Common::default(),
            recent: Recent::default(),
        });
        let (shadows, lanes) =
            Shadows::open(parts.environment, mailboxes.clone(), parts.clock.clone());
        let around = Surroundings {
            settings: Arc::new(BrokerSettings { placement_key, ..parts.broker }),
            clock: parts.clock.clone(),
            mailboxes: mailboxes.clone(),
            admissions,
            shadows,
            decisions: parts.decisions,
            sharing: Arc::new(Sharing::default()),
            keeping: parts.keeping.clone(),
        };
        let now =
            Now { monotonic_ms: parts.clock.monotonic_ms(), wall_ms: parts.clock.now().ours_ms };
        let Stored { retained, mut sessions, mut wills } = parts.stored;
        let retained: Vec<Arc<Message>> =
            retained.into_iter().filter_map(|kept| kept.into_message(now)).collect();
        let mut threads = Vec::new();
        for (number, seat) in reactors.seats.into_iter().enumerate() {
            let mut reactor = Reactor::new(number, seat, around.clone(), random(&*parts.entropy));
            reactor.restore(&retained, &mut sessions, &mut wills);
            threads.push(spawn(number, reactor)?);
        }
        Ok(Self {
            mailboxes,
            clock: parts.clock,
            next_reactor: AtomicUsize::default(),
            threads: Mutex::new(threads),
            lanes: Mutex::new(Some(lanes)),
            keeping: parts.keeping,
            doors_behind: Mutex::default(),
        })
    }

    /// Opens a door, at any time, and says where: port 0 picks a free one.
    pub fn listen(&self, door: Door, address: SocketAddr) -> io::Result<SocketAddr> {
        let listener = mio::net::TcpListener::bind(address)?;
        let bound = listener.local_addr()?;
        let keeper = self.mailboxes.get(0).ok_or(io::ErrorKind::NotConnected)?;
        match keeper.send(Command::Open(listener, door)) {
            Ok(()) => Ok(bound),
            Err(_) => Err(io::ErrorKind::ResourceBusy.into()),
        }
    }

    /// Takes an upgraded WebSocket over. A gateway that is full or closing drops it.
    pub fn adopt_websocket(&self, socket: UpgradedWebSocket) {
        self.adopt(Arrival::of_websocket(socket, self.clock.monotonic_ms()));
    }

    /// Takes over a connection of the API port that speaks MQTT. A gateway that is full or closing drops
    /// it.
    pub fn adopt_mqtt(&self, socket: MqttSocket) {
        self.adopt(Arrival::of_mqtt(socket));
    }

    pub(super) fn adopt(&self, arrival: io::Result<Arrival>) {
        let arrival = match arrival {
            Ok(arrival) => Command::Arrive(Box::new(arrival)),
            Err(error) => {
                tracing::debug!(%error, "a connection could not be taken over");
                return;
            }
        };
        let number = self.next_reactor.fetch_add(1, Ordering::Relaxed);
        let sent = self
            .mailboxes
            .get(number % self.mailboxes.len())
            .is_some_and(|mailbox| mailbox.send(arrival).is_ok());
        if !sent {
            tracing::warn!("a client was turned away: the reactor's queue is full");
        }
    }

    /// Says goodbye to every client (MQTT 5: DISCONNECT 0x8B), and ends within about a second. What
    /// clients have asked of shadows is still done, as far as there is time: none of it was
    /// acknowledged.
    pub async fn shutdown(&self) {
        self.mailboxes.end();
        self.doors_behind.lock().await.abort_all();
        let threads = std::mem::take(&mut *self.threads.lock().await);
        for ended in threads {
            let patience = Duration::from_millis(SHUTDOWN_MS_MAX);
            if tokio::time::timeout(patience, ended).await.is_err() {
                tracing::error!("a reactor's thread does not end");
            }
        }
        let lanes = self.lanes.lock().await.take();
        if let Some(lanes) = lanes {
            lanes.finish().await;
        }
        self.keeping.finish().await;
    }
}

impl Drop for DeviceGateway {
    fn drop(&mut self) {
        self.mailboxes.end();
    }
}

fn spawn(number: usize, reactor: Reactor) -> io::Result<oneshot::Receiver<()>> {
    let (ended, end) = oneshot::channel();
    thread::Builder::new().name(format!("reactor-{number}")).spawn(move || {
        reactor.run();
        // The gateway may be gone, and wait no longer.
        let _ = ended.send(());
    })?;
    Ok(end)
}

/// Why the gateway did not start.
#[derive(Debug, thiserror::Error)]
pub enum GatewayError {
    /// A thread or a queue could not be made.
    #[error("cannot start the reactors: {0}")]
    Reactor(#[from] io::Error),
    /// The policy for clients without credentials does not parse.
    #[error("the policy in `{file}` cannot be read: {error}")]
    PlainPolicy {
        /// The file.
        file: String,
        /// What is wrong with it.
        error: DocumentError,
    },
}
