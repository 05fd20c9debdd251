//! CONNECT (section 3.1), up to the question who the client is.

use super::connack;
use crate::admission::Login;
use crate::connection::{Opened, Phase};
use crate::connection_id::ConnectionId;
use crate::handle::timeout;
use crate::opening::Opening;
use crate::state::{State, Turn};
use crate::topics::{self, Purpose};
use daypass_mqtt::{Connect, ReasonCode};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// How often an id is drawn, for each reactor, until one belongs to this one.
const DRAWS_PER_REACTOR_MAX: usize = 32;

/// A CONNECT was read.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    connect: Box<Connect>,
) {
    if let Err(code) = check(state, &connect) {
        let peer = connack::peer(&connect);
        connack::refuse(state, turn, connection, peer, code, None);
        return;
    }
    let assigned = connect.client_identifier.as_str().is_empty();
    let client_id: Arc<str> =
        if assigned { assign(state).into() } else { connect.client_identifier.as_str().into() };
    let reactor = owner(state.settings.placement_key, &client_id, state.reactors);
    let opened = Box::new(Opened { connect, client_id, assigned });
    if reactor == state.reactor {
        authenticate(state, turn, connection, opened);
    } else {
        state.connections.remove(connection);
        turn.shell.move_to(connection, reactor, Opening { opened });
    }
}

/// Asks who the client is. Until that is known it gets nothing, and nothing of it is read.
pub(crate) fn authenticate(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    opened: Box<Opened>,
) {
    let connect = &opened.connect;
    let login = Login {
        client_id: Arc::clone(&opened.client_id),
        user_name: connect.user_name.as_ref().map(|name| name.0.as_str().into()),
        password: connect.password.as_ref().map(|password| password.0.as_bytes().clone()),
        stores_will: state.settings.durable && connect.will.is_some(),
    };
    let Some(open) = state.connections.get_mut(connection) else { return };
    open.phase = Phase::Authenticating(opened);
    open.phase_until_ms = turn.now.monotonic_ms.saturating_add(state.settings.connect_ms_max);
    timeout::schedule(state, connection);
    turn.shell.authenticate(connection, login);
}

/// What can be said against a CONNECT without knowing who sent it.
fn check(state: &State, connect: &Connect) -> Result<(), ReasonCode> {
    let settings = &state.settings;
    let id = connect.client_identifier.as_str();
    if connect.properties.authentication_method.is_some() {
        return Err(ReasonCode::BadAuthenticationMethod);
    }
    if id.len() > settings.client_id_bytes_max || (settings.strict_aws && id.starts_with('$')) {
        return Err(ReasonCode::ClientIdentifierNotValid);
    }
    let Some(will) = &connect.will else { return Ok(()) };
    if will.qos > settings.qos_max() {
        return Err(ReasonCode::QosNotSupported);
    }
    let topic = will.topic.as_str();
    // A will on a request topic is heard by whoever subscribed, and asks nothing, as in AWS.
    let accepted = match topics::purpose(topic, settings.strict_aws) {
        Purpose::Ordinary => settings.accepts_topic(topic),
        Purpose::Shadow(_) => settings.accepts_topic(topic) && !will.retain,
        Purpose::Closed => false,
    };
    if accepted { Ok(()) } else { Err(ReasonCode::TopicNameInvalid) }
}

/// Whether a client id belongs to this reactor.
pub(crate) fn is_owner(state: &State, client_id: &str) -> bool {
    owner(state.settings.placement_key, client_id, state.reactors) == state.reactor
}

/// The reactor that a client id belongs to. Secret key and prefix-free hashing keep outsiders from
/// aiming at one reactor.
fn owner(placement_key: u64, client_id: &str, reactors: usize) -> usize {
    let mut hasher = DefaultHasher::new();
    (placement_key, client_id).hash(&mut hasher);
    let reactors = u64::try_from(reactors).unwrap_or(1).max(1);
    usize::try_from(hasher.finish() % reactors).unwrap_or(0)
}

/// A client id for a client without one, such that it belongs to this reactor.
fn assign(state: &mut State) -> String {
    let mut drawn = String::new();
    for _ in 0..DRAWS_PER_REACTOR_MAX.saturating_mul(state.reactors) {
        drawn = format!("{:016x}{:016x}", state.random.next(), state.random.next());
        if owner(state.settings.placement_key, &drawn, state.reactors) == state.reactor {
            break;
        }
    }
    drawn
}
