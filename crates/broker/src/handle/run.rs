//! Runs of PUBLISH of QoS 0 to one topic: checked, authorized and routed once, whatever their length.
//! For everything about them that is not plain, one by one as any other packet.

use super::{authorize, deliver, plain, reply, standing};
use crate::connection::{RECEIVERS_MAX, Receiver, Route};
use crate::connection_id::ConnectionId;
use crate::decide::Action;
use crate::output::Output;
use crate::realm::RealmId;
use crate::run::{MessageRun, RUN_BYTES_MAX, Run};
use crate::session::{Queued, SessionId};
use crate::state::{State, Turn};
use crate::topic::Topic;
use crate::topics::Match;
use daypass_mqtt::{ProtocolVersion, PublishRun, QoS};
use std::sync::Arc;

/// Takes a run from the front of `bytes`. How many bytes it took; nothing if what comes first is to be
/// read as a packet of its own.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    version: ProtocolVersion,
    bytes: &[u8],
) -> Option<usize> {
    let packet_bytes_max = state.settings.packet_bytes_max;
    let read = |bytes_max| PublishRun::read(bytes, version, packet_bytes_max, bytes_max);
    // The first packet decides. The others are looked at only if they go along: whoever sends many that
    // go one by one would have them looked at again and again.
    let first = read(0)?;
    if !standing::refresh(state, turn, connection) {
        return None;
    }
    let mut route = plain::route(state, connection, first.topic())?;
    let taken = is_plain(state, turn, connection, &mut route).then(|| read(RUN_BYTES_MAX));
    let taken = taken.flatten().map(|packets| {
        publish(state, turn, &packets, &mut route);
        packets.packets().len()
    });
    if let Some(connected) = state.connected_mut(connection) {
        connected.routes.put(route);
    }
    taken
}

/// Whether messages may take a route together: the client may publish to its topic, and no group takes
/// turns. Then the receivers are those of the present subscriptions.
fn is_plain(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    route: &mut Route,
) -> bool {
    let text = &route.target.topic.text;
    let asked = (Action::Publish, text);
    authorize::is_allowed(state, turn.now, connection, asked, &mut route.publish)
        && state.sharing.groups(&route.target.realm, text).is_empty()
        && find(state, connection, route).is_some()
}

fn publish(state: &mut State, turn: &mut Turn<'_>, packets: &PublishRun<'_>, route: &mut Route) {
    let first = state.publisher.stamps(packets.messages(), turn.now);
    let run = Run::new(*packets, &route.target, first);
    state.counters.published += run.count();
    for receiver in &mut route.receivers {
        pass_on(state, turn, &run, receiver);
    }
    if state.reactors > 1 {
        turn.shell.forward_run(run.to_shared());
    }
    if route.receivers.len() > RECEIVERS_MAX {
        (route.receivers, route.receivers_version) = (Vec::new(), None);
    }
}

/// Sees to it that the receivers of a route are those of the realm's present subscriptions.
fn find(state: &mut State, connection: ConnectionId, route: &mut Route) -> Option<()> {
    let connected = state.connected(connection)?;
    let (realm, publisher) = (connected.realm, connected.session);
    let version = state.realms.get(realm)?.tree.version();
    if route.receivers_version != Some(version) {
        receivers(state, realm, &route.target.topic, Some(publisher), &mut route.receivers);
        route.receivers_version = Some(version);
    }
    Some(())
}

/// The sessions of this reactor that a topic reaches.
fn receivers(
    state: &mut State,
    realm: RealmId,
    topic: &Topic,
    publisher: Option<SessionId>,
    receivers: &mut Vec<Receiver>,
) {
    let mut found = std::mem::take(&mut state.found);
    found.clear();
    if let Some(realm) = state.realms.get(realm)
        && realm.tree.find(&topic.text, &mut found)
    {
        found.sort_by_key(|found| found.session);
    }
    receivers.clear();
    for Match { session, granted } in &found {
        if granted.no_local && publisher == Some(*session) {
            continue;
        }
        match receivers.last_mut().filter(|last| last.session == *session) {
            Some(last) => last.identifiers.extend(granted.identifier),
            None => receivers.push(Receiver {
                session: *session,
                identifiers: granted.identifier.into_iter().collect(),
                receive: None,
            }),
        }
    }
    state.found = found;
}

/// A run that was published on another reactor.
pub(crate) fn arrived(state: &mut State, turn: &mut Turn<'_>, run: &MessageRun) {
    let Some(run) = run.open() else { return };
    state.publisher.seen(run.last_ticks());
    let settings = Arc::clone(&state.settings);
    let Some(realm) = state.realms.id(&run.target.realm, &settings) else { return };
    let mut reached = Vec::new();
    // Its publisher is a client of the other reactor.
    receivers(state, realm, &run.target.topic, None, &mut reached);
    for receiver in &mut reached {
        pass_on(state, turn, &run, receiver);
    }
}

fn pass_on(state: &mut State, turn: &mut Turn<'_>, run: &Run<'_>, receiver: &mut Receiver) {
    let Some(session) = state.sessions.get(receiver.session) else { return };
    // A message of QoS 0 does not wait for a client to come back.
    let Some(connection) = session.connection else { return };
    if together(state, turn, run, receiver, connection) {
        return;
    }
    for message in run.messages(turn.now) {
        let queued = Queued {
            message: Arc::clone(message),
            qos: QoS::AtMostOnce,
            retain: false,
            identifiers: receiver.identifiers.clone(),
            group: None,
            durable: None,
        };
        deliver::offer(state, turn, receiver.session, queued, None);
    }
}

/// Queues a whole run; false if that cannot be, because the receiver wants, or may have, less of it or
/// something else.
fn together(
    state: &mut State,
    turn: &mut Turn<'_>,
    run: &Run<'_>,
    receiver: &mut Receiver,
    connection: ConnectionId,
) -> bool {
    if !standing::refresh(state, turn, connection) {
        return false;
    }
    let topic = &run.target.topic;
    let output_bytes_max = state.settings.output_bytes_max;
    let Some(open) = state.connections.get(connection) else { return false };
    let Some(connected) = open.connected() else { return false };
    let version = connected.peer.version;
    let as_it_is = receiver.identifiers.is_empty()
        && connected.throttle.is_none()
        && !connected.given_aliases.may_name(topic)
        && run.packets.packet_bytes_max() <= connected.peer.packet_bytes_max as usize
        && (open.output.is_empty()
            || open.output.len() + run.packets.packets().len() <= output_bytes_max);
    let asked = (Action::Receive, &topic.text);
    if !as_it_is
        || !authorize::is_allowed(state, turn.now, connection, asked, &mut receiver.receive)
    {
        return false;
    }
    let Some(open) = state.connections.get_mut(connection) else { return false };
    match run.borrowed(version) {
        Some(packets) if !Output::shares(packets.len()) => open.output.copy(packets),
        _ => open.output.push(run.encoded(version)),
    }
    state.counters.delivered += run.count();
    reply::wrote(state, connection, turn.now);
    true
}
