//! What reactors are told, by each other and from outside.

use std::sync::Arc;

use bytes::BytesMut;
use daypass_broker::{
    Admission, AdmissionRefused, Claim, ConnectionId, Message, MessageRun, Opening, Recalled,
    SharedDelivery, Ticket, Unit, WillNumber,
};
use mio::net::TcpListener;
use tokio::sync::oneshot;

use super::clients::Inquiry;
use super::gateway::Door;
use super::peer::Peer;
use super::transport::Transport;

/// A command to one reactor.
#[derive(Debug)]
pub(crate) enum Command {
    /// A transport comes in.
    Arrive(Box<Arrival>),
    /// A client was authenticated, or not.
    Authenticated(ConnectionId, Result<Admission, AdmissionRefused>),
    /// What may be done in the name of whoever left a will; nothing if it cannot be told now.
    Recalled(WillNumber, Option<Recalled>),
    /// What another reactor passes on, in its order.
    Deliver(Vec<Forward>),
    /// A message from HTTPS; the answer comes once it was routed to this reactor's subscribers.
    Publish(Arc<Message>, Option<Arc<Unit>>, oneshot::Sender<()>),
    /// What connections wait for is stored, or could not be.
    Stored(Vec<(ConnectionId, Ticket)>, bool),
    /// What a broker has claimed of sessions is stored, or could not be.
    Journaled(Vec<Claim>, bool),
    /// An operation asks about a client.
    Inquire(Box<Inquiry>),
    /// A door was opened; the first reactor keeps them all.
    Open(TcpListener, Door),
}

/// A message from one reactor to another.
#[derive(Debug)]
pub(crate) enum Forward {
    /// One that a client there has published, with what is to be stored of it.
    Message(Arc<Message>, Option<Arc<Unit>>),
    /// A run of them.
    Run(MessageRun),
    /// One for a member of a shared subscription here.
    Shared(Box<SharedDelivery>),
}

/// A transport on its way to a reactor.
#[derive(Debug)]
pub(crate) struct Arrival {
    pub(crate) transport: Transport,
    pub(crate) peer: Arc<Peer>,
    /// MQTT bytes that were read and not yet understood.
    pub(crate) unread: BytesMut,
    /// The CONNECT, where another reactor has read it.
    pub(crate) opening: Option<Opening>,
}
