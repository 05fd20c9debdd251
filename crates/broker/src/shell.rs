//! What the broker asks of its surroundings while it works.

use crate::admission::Login;
use crate::connection::Ticket;
use crate::connection_id::ConnectionId;
use crate::durable::{Change, Reservation, Unit};
use crate::lifecycle::LifecycleEvent;
use crate::message::Message;
use crate::now::Now;
use crate::opening::Opening;
use crate::run::MessageRun;
use crate::shadow::ShadowRequest;
use crate::sharing::SharedDelivery;
use crate::subject::Subject;
use bytes::Bytes;
use daypass_policy::{ContextMap, Decision, Permissions};
use std::fmt;
use std::sync::Arc;

/// The surroundings of a [`crate::Broker`]: the reactor that owns transports.
///
/// Every method returns at once; none may call back into the broker.
pub trait Shell {
    /// A CONNECT was read. The answer comes by [`crate::Broker::authenticated`], at any time.
    fn authenticate(&mut self, connection: ConnectionId, login: Login);

    /// The client id belongs to another reactor. The shell passes the transport, its unread bytes
    /// and `opening` over, and calls [`crate::Broker::adopt`] there. This broker has forgotten the
    /// connection: `connection` is void, and [`crate::Broker::closed`] is not called for it.
    fn move_to(&mut self, connection: ConnectionId, reactor: usize, opening: Opening);

    /// A message for [`crate::Broker::deliver`] of every other reactor, with its unit.
    fn forward(&mut self, message: &Arc<Message>, unit: Option<&Arc<Unit>>);

    /// A run of messages for [`crate::Broker::deliver_run`] of every other reactor, in its order among
    /// the messages of [`Shell::forward`].
    fn forward_run(&mut self, run: MessageRun);

    /// A message for a member of a shared subscription on another reactor, for
    /// [`crate::Broker::take_over`] there.
    fn hand_over(&mut self, reactor: usize, delivery: SharedDelivery);

    /// A message that changes what its topic retains is to be stored. Where a ticket comes with it, the
    /// connection waits for [`crate::Broker::stored`]. False when there is no room for it.
    fn keep(
        &mut self,
        message: &Arc<Message>,
        waiting: Option<(ConnectionId, Ticket)>,
        now: Now,
    ) -> bool;

    /// A place in the order of what is stored, for one message of about so many bytes; whoever waits is
    /// told by [`crate::Broker::stored`]. Nothing when there is no room.
    fn reserve(
        &mut self,
        bytes: usize,
        waiting: Option<(ConnectionId, Ticket)>,
    ) -> Option<Box<dyn Reservation>>;

    /// A change of a stored session. Where a connection comes with it, that waits for
    /// [`crate::Broker::stored`]. What a change claims is answered by [`crate::Broker::journaled`].
    fn journal(&mut self, change: Change, waiting: Option<(ConnectionId, Ticket)>);

    /// A connection waits for [`crate::Broker::stored`] until every change before is stored.
    fn after_journal(&mut self, connection: ConnectionId, ticket: Ticket);

    /// What may be done in the name of whoever left a will before the server started anew, known by
    /// [`crate::Admission::holder`]? The answer comes by [`crate::Broker::recalled`]. False when there
    /// is no room for the question: it is asked again later.
    fn recall(&mut self, will: WillNumber, client_id: &Arc<str>, holder: &Bytes) -> bool;

    /// A client asks something of a shadow. What comes of it arrives by
    /// [`crate::Broker::deliver`], at any time. The request comes back when there is no room for it.
    fn ask_shadow(&mut self, request: ShadowRequest) -> Result<(), ShadowRequest>;

    /// What is published on `…/rejected` in place of an answer to a request for which there is no
    /// room.
    fn too_many_requests(&mut self, request: &ShadowRequest) -> Bytes;

    /// What is published about something that happened to a client.
    fn lifecycle_payload(&mut self, event: &LifecycleEvent) -> Bytes;

    /// Records a refusal, and names the record.
    fn refused(&mut self, refusal: &Refusal<'_>) -> DecisionId;

    /// A connection that had to wait is read again: the shell calls [`crate::Broker::receive`] with the
    /// kept bytes, and reads on.
    fn read_on(&mut self, connection: ConnectionId);

    /// The connection is to end. The shell calls [`crate::Broker::closed`] once the transport is
    /// gone, as it does when the peer goes.
    fn close(&mut self, connection: ConnectionId, close: Close);
}

/// A will about whose client is asked, in one reactor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WillNumber(pub(crate) u64);

/// How a transport is to be closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Close {
    /// After the queued output was written. If that takes too long the broker asks again, with
    /// [`Close::AtOnce`].
    AfterOutput,
    /// The same where the client took its leave: it sends nothing more, and awaits nothing.
    AfterLeave,
    /// Now; what is queued is lost.
    AtOnce,
}

/// What was refused, with all that is needed to explain it later. Nothing here is secret.
#[derive(Clone, Copy)]
pub struct Refusal<'a> {
    /// Who asked.
    pub subject: &'a Arc<Subject>,
    /// From which client.
    pub client_id: &'a str,
    /// By which packet.
    pub packet: PacketKind,
    /// The action, such as `iot:Publish`.
    pub action: &'a str,
    /// The ARN of the resource.
    pub resource: &'a str,
    /// The context keys of this request alone.
    pub context: &'a ContextMap,
    /// The permissions that were asked; nothing when the principal no longer stands.
    pub permissions: Option<&'a Arc<Permissions>>,
    /// What the policies said; nothing when they were not asked.
    pub decision: Option<Decision>,
    /// Why the principal no longer stands.
    pub reason: Option<&'a str>,
    /// How many equal refusals this record stands for: more than one only for deliveries.
    pub count: u64,
    /// When.
    pub now: Now,
}

/// The packet that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PacketKind {
    /// A CONNECT, or a connection that may no longer stay.
    Connect,
    /// A PUBLISH of the client.
    Publish,
    /// A filter of a SUBSCRIBE, or a subscription that may no longer stay.
    Subscribe,
    /// A message on its way to the client.
    Delivery,
    /// The client's will.
    Will,
}

/// The name of a decision record: 128 random bits, shown as 32 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct DecisionId(pub u128);

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecisionId({self})")
    }
}
