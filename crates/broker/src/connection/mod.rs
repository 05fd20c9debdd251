//! One connection: its phase, its deadlines, and what its CONNECT agreed on.

mod aliases;
mod deadlines;
mod owed;
mod routes;
mod throttle;

pub(crate) use aliases::{GivenAliases, TopicAliases};
pub(crate) use deadlines::Overdue;
pub use owed::Ticket;
pub(crate) use owed::{Owed, Tickets};
pub(crate) use routes::{RECEIVERS_MAX, Receiver, Route, Routes};
pub(crate) use throttle::Throttle;

use crate::decide::ClassId;
use crate::handle::reply::Peer;
use crate::now::Now;
use crate::output::Output;
use crate::realm::RealmId;
use crate::session::{SessionId, WillMessage};
use crate::shadow::RequestsUnderWay;
use crate::standing::{LivePermissions, Standing};
use crate::subject::Subject;
use daypass_mqtt::Connect;
use daypass_policy::Permissions;
use std::sync::Arc;

/// A transport and what is known of its other end.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) phase: Phase,
    pub(crate) output: Output,
    /// Whether the shell has been told, or is about to be, that there is output.
    pub(crate) listed: bool,
    /// Until when the phase before [`Phase::Connected`], or [`Phase::Closing`], may last.
    pub(crate) phase_until_ms: u64,
    /// Since when the packet at hand is incomplete.
    pub(crate) partial_since_ms: Option<u64>,
    /// Since when nothing of the output was written.
    pub(crate) stalled_since_ms: Option<u64>,
    /// The earliest timer that is set for this connection.
    pub(crate) timer_ms: Option<u64>,
}

/// How far a connection has come.
#[derive(Debug)]
pub(crate) enum Phase {
    /// CONNECT is awaited.
    Opened,
    /// Somebody is finding out who this is.
    Authenticating(Box<Opened>),
    /// Packets are served.
    Connected(Box<Connected>),
    /// The last output is being written.
    Closing,
}

/// A CONNECT that was read.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) connect: Box<Connect>,
    /// The client's own id, or one that was assigned.
    pub(crate) client_id: Arc<str>,
    pub(crate) assigned: bool,
}

/// A connection that was authenticated and allowed.
#[derive(Debug)]
pub(crate) struct Connected {
    pub(crate) peer: Peer,
    pub(crate) client_id: Arc<str>,
    pub(crate) session: SessionId,
    pub(crate) realm: RealmId,
    pub(crate) subject: Arc<Subject>,
    pub(crate) permissions: Arc<LivePermissions>,
    pub(crate) seen: Seen,
    pub(crate) attributes: ConnectAttributes,
    pub(crate) will: Option<Box<WillMessage>>,
    pub(crate) aliases: TopicAliases,
    pub(crate) given_aliases: GivenAliases,
    pub(crate) routes: Routes,
    /// The most messages of QoS 1 and 2 that the client wants before it.
    pub(crate) receive_max: usize,
    /// Zero if the client has none.
    pub(crate) keep_alive_seconds: u16,
    /// When the last packet came.
    pub(crate) heard_at_ms: u64,
    pub(crate) shadow_requests: RequestsUnderWay,
    pub(crate) owed: Owed,
    /// Where rates are bounded.
    pub(crate) throttle: Option<Box<Throttle>>,
}

/// The standing under which a connection was last looked at as a whole.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) standing: Arc<Standing>,
    pub(crate) permissions: Arc<Permissions>,
    pub(crate) class: ClassId,
    /// The instant of wall time at which the permission to connect, or a subscription, may turn.
    pub(crate) valid_until_ms: Option<i64>,
}

/// What a CONNECT asked for that policies may look at.
#[derive(Clone, Debug)]
pub(crate) struct ConnectAttributes {
    /// A session that was there before, or is to stay.
    pub(crate) persistent: bool,
    /// The topic of the will.
    pub(crate) will_topic: Option<Arc<str>>,
}

impl Connected {
    pub(crate) fn keep_alive_seconds(&self) -> u16 {
        self.keep_alive_seconds
    }

    /// One and a half keep alive times [MQTT-3.1.2-22]; nothing if the client has none.
    pub(crate) fn silence_ms_max(&self) -> Option<u64> {
        (self.keep_alive_seconds > 0).then(|| u64::from(self.keep_alive_seconds) * 1500)
    }
}

impl Connection {
    pub(crate) fn new(now: Now, connect_ms_max: u64) -> Self {
        Self {
            phase: Phase::Opened,
            output: Output::default(),
            listed: false,
            phase_until_ms: now.monotonic_ms.saturating_add(connect_ms_max),
            partial_since_ms: None,
            stalled_since_ms: None,
            timer_ms: None,
        }
    }

    pub(crate) fn connected(&self) -> Option<&Connected> {
        if let Phase::Connected(connected) = &self.phase { Some(connected) } else { None }
    }

    pub(crate) fn connected_mut(&mut self) -> Option<&mut Connected> {
        if let Phase::Connected(connected) = &mut self.phase { Some(connected) } else { None }
    }
}
