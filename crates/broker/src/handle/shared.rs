//! Messages to shared subscriptions: each to one member of each group, whichever reactor it is on.

use super::{deliver, durable};
use crate::durable::Unit;
use crate::message::Message;
use crate::realm::RealmId;
use crate::session::{Queued, SessionId};
use crate::sharing::{Group, Place, SharedDelivery};
use crate::state::{State, Turn};
use smallvec::SmallVec;
use std::sync::Arc;

/// A message for which this reactor chooses.
pub(crate) fn dispatch(
    state: &mut State,
    turn: &mut Turn<'_>,
    message: &Arc<Message>,
    unit: Option<&Arc<Unit>>,
) {
    for group in state.sharing.groups(&message.realm, message.topic()) {
        seek(state, turn, SharedDelivery::new(Arc::clone(message), group, unit.cloned()));
    }
}

/// A member of this reactor was chosen by another one.
pub(crate) fn arrived(state: &mut State, turn: &mut Turn<'_>, mut delivery: SharedDelivery) {
    if let Some(chosen) = delivery.chosen {
        if take(state, turn, &delivery, chosen.session) {
            return;
        }
        delivery.tried.push(chosen);
    }
    seek(state, turn, delivery);
}

/// Offers a message to one member after the other until one takes it. What nobody takes is dropped,
/// as AWS does.
pub(crate) fn seek(state: &mut State, turn: &mut Turn<'_>, mut delivery: SharedDelivery) {
    if delivery.message.has_expired(turn.now.monotonic_ms) {
        state.counters.dropped_expired += 1;
        return;
    }
    while let Some(chosen) = delivery.choose() {
        if chosen.reactor != state.reactor {
            turn.shell.hand_over(chosen.reactor, delivery);
            return;
        }
        if take(state, turn, &delivery, chosen.session) {
            return;
        }
        delivery.tried.push(chosen);
    }
    state.counters.dropped_unshared += 1;
}

/// Gives a message to a member of this reactor. Whether that may receive it and had room for it.
fn take(
    state: &mut State,
    turn: &mut Turn<'_>,
    delivery: &SharedDelivery,
    session: SessionId,
) -> bool {
    let message = &delivery.message;
    let Some(member) = state.sessions.get(session) else { return false };
    let Some(granted) = member.subscriptions.get(delivery.group.filter()).copied() else {
        return false;
    };
    let connection = member.connection;
    let queued = Queued {
        message: Arc::clone(message),
        qos: granted.qos.min(message.qos),
        retain: granted.retain_as_published && message.retain,
        identifiers: granted.identifier.into_iter().collect(),
        group: Some(Arc::clone(&delivery.group)),
        durable: None,
    };
    // What is offline is asked when it is back: nobody knows what it may do by then.
    if let Some(connection) = connection
        && !deliver::is_receivable(state, turn, connection, &queued)
    {
        return false;
    }
    deliver::offer(state, turn, session, queued, delivery.unit.as_ref())
}

/// A message that a member could not be sent after all: it goes to another one before the call ends.
pub(crate) fn put_back(
    state: &mut State,
    turn: &mut Turn<'_>,
    session: SessionId,
    queued: &Queued,
) {
    let Some(group) = &queued.group else { return };
    let unit = durable::moved(state, turn, session, queued);
    let place = Place { reactor: state.reactor, session };
    let mut delivery = SharedDelivery::new(Arc::clone(&queued.message), Arc::clone(group), unit);
    delivery.tried = SmallVec::from_slice(&[place]);
    state.orphans.push_back(delivery);
}

/// Sends on what members that went have left behind. Each step names one more member that did not
/// take a message, so that this comes to an end.
pub(crate) fn send_orphans(state: &mut State, turn: &mut Turn<'_>) {
    while let Some(delivery) = state.orphans.pop_front() {
        seek(state, turn, delivery);
    }
}

/// A session's client came: it is a member again of the groups that it subscribed to.
pub(crate) fn came(state: &State, id: SessionId) {
    set_online(state, id, true);
}

/// A session's client went: what it has not acknowledged goes to members that are there. Where there
/// is none it stays.
pub(crate) fn went(state: &mut State, turn: &mut Turn<'_>, id: SessionId) {
    set_online(state, id, false);
    let Some(session) = state.sessions.get_mut(id) else { return };
    for queued in session.take_movable(Group::is_online) {
        put_back(state, turn, id, &queued);
    }
}

/// A session joins the group of a filter.
pub(crate) fn join(state: &State, realm: RealmId, id: SessionId, filter: &Arc<str>) {
    let place = Place { reactor: state.reactor, session: id };
    let Some(granted) =
        state.sessions.get(id).and_then(|session| session.subscriptions.get(filter))
    else {
        return;
    };
    if let Some(realm) = state.realms.get(realm) {
        let parent_matches = !state.settings.strict_aws;
        state.sharing.join(&realm.realm, filter, place, granted.qos, parent_matches);
    }
}

/// A session leaves the group of a filter.
pub(crate) fn leave(state: &State, realm: RealmId, id: SessionId, filter: &str) {
    if let Some(realm) = state.realms.get(realm) {
        let place = Place { reactor: state.reactor, session: id };
        state.sharing.leave(&realm.realm, filter, place);
    }
}

/// A session was without its client before this reactor knew of it.
pub(crate) fn went_before(state: &State, id: SessionId) {
    set_online(state, id, false);
}

fn set_online(state: &State, id: SessionId, online: bool) {
    let Some(session) = state.sessions.get(id) else { return };
    let Some(realm) = state.realms.get(session.realm) else { return };
    let place = Place { reactor: state.reactor, session: id };
    for filter in session.shared_filters() {
        state.sharing.set_online(&realm.realm, filter, place, online);
    }
}
