//! SUBSCRIBE (section 3.8).

use super::authorize::{self, NotAllowed};
use super::{deliver, disconnect, durable, lifecycle, publish, reply, shared, standing};
use crate::connection_id::ConnectionId;
use crate::decide::Action;
use crate::lifecycle::LifecycleKind;
use crate::session::{Queued, SessionId};
use crate::settings::RefusedMqtt3;
use crate::shell::PacketKind;
use crate::state::{State, Turn};
use crate::topics::{Granted, is_shared};
use daypass_mqtt::{
    Packet, ProtocolVersion, QoS, ReasonCode, RetainHandling, Suback, Subscribe, Subscription,
};
use std::sync::Arc;

/// What came of one filter.
enum Answer {
    Granted(Accepted),
    Refused(ReasonCode),
    NotAllowed(NotAllowed),
}

/// A subscription that was granted.
struct Accepted {
    filter: Arc<str>,
    granted: Granted,
    /// Whether retained messages are to be sent.
    retained: bool,
}

/// A SUBSCRIBE was read.
pub(crate) fn read(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    subscribe: &Subscribe,
) {
    if let Err(code) = check(state, subscribe) {
        disconnect::disconnect(state, turn, connection, code);
        return;
    }
    let mut answers = Vec::with_capacity(subscribe.subscriptions.len());
    for subscription in &subscribe.subscriptions {
        let Some(answer) = one(state, turn, connection, subscribe, subscription) else { return };
        answers.push(answer);
    }
    let version = state.connected(connection).map(|connected| connected.peer.version);
    let not_allowed = |answer: &Answer| matches!(answer, Answer::NotAllowed(_));
    if state.settings.refused_mqtt_3 == RefusedMqtt3::Close
        && version == Some(ProtocolVersion::V311)
        && answers.iter().any(not_allowed)
    {
        // Instead of a SUBACK with a failure.
        disconnect::disconnect(state, turn, connection, ReasonCode::NotAuthorized);
        return;
    }
    let suback = Packet::Suback(suback(subscribe, &answers));
    let stored = durable::after_all(state, turn, connection);
    publish::owe(state, turn, connection, stored.into_iter().collect(), suback);
    note_granted(state, turn, connection, &answers);
    for answer in &answers {
        if let Answer::Granted(accepted) = answer {
            send_retained(state, turn, connection, accepted);
        }
    }
    deliver::pump(state, turn, connection);
}

/// Tells whoever listens what was subscribed to.
fn note_granted(state: &mut State, turn: &Turn<'_>, connection: ConnectionId, answers: &[Answer]) {
    let granted = answers.iter().filter_map(|answer| match answer {
        Answer::Granted(accepted) => Some(Arc::clone(&accepted.filter)),
        _ => None,
    });
    let granted: Vec<Arc<str>> = granted.collect();
    if !granted.is_empty() {
        lifecycle::note(state, turn, connection, LifecycleKind::Subscribed(granted));
    }
}

/// What AWS refuses whole.
fn check(state: &State, subscribe: &Subscribe) -> Result<(), ReasonCode> {
    let qos_max = state.settings.qos_max();
    if state.settings.strict_aws && subscribe.subscription_identifier.is_some() {
        return Err(ReasonCode::SubscriptionIdentifiersNotSupported);
    }
    if subscribe.subscriptions.iter().any(|subscription| subscription.maximum_qos > qos_max) {
        return Err(ReasonCode::QosNotSupported);
    }
    Ok(())
}

/// Authorizes and adds one subscription; nothing if the connection is gone.
fn one(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    subscribe: &Subscribe,
    subscription: &Subscription,
) -> Option<Answer> {
    let filter: Arc<str> = subscription.topic_filter.as_str().into();
    let id = state.connected(connection)?.session;
    let session = state.sessions.get(id)?;
    let new = !session.subscriptions.contains_key(&filter);
    let share_name = subscription.topic_filter.share_name();
    if share_name.is_some_and(|name| name.len() > state.settings.share_name_bytes_max)
        || !state.settings.accepts_topic(subscription.topic_filter.unshared())
    {
        return Some(Answer::Refused(ReasonCode::TopicFilterInvalid));
    }
    if new && session.subscriptions.len() >= state.settings.subscriptions_max {
        return Some(Answer::Refused(ReasonCode::QuotaExceeded));
    }
    let packet = PacketKind::Subscribe;
    match authorize::ask(state, turn, connection, packet, Action::Subscribe, &filter)? {
        Err(refused) => return Some(Answer::NotAllowed(refused)),
        Ok(valid_until_ms) => standing::watch(state, turn, connection, valid_until_ms),
    }
    let granted = Granted {
        qos: subscription.maximum_qos,
        no_local: subscription.no_local,
        retain_as_published: subscription.retain_as_published,
        identifier: subscribe.subscription_identifier,
    };
    add(state, id, &filter, granted)?;
    durable::subscribe(state, turn, id, &filter, granted);
    let retained = match subscription.retain_handling {
        // None come by a shared subscription (section 4.8.2).
        _ if share_name.is_some() => false,
        RetainHandling::Send => true,
        RetainHandling::SendIfNew => new,
        RetainHandling::DoNotSend => false,
    };
    // AWS sends retained messages to exact filters only.
    let retained =
        retained && !(state.settings.strict_aws && subscription.topic_filter.has_wildcards());
    Some(Answer::Granted(Accepted { filter, granted, retained }))
}

fn add(state: &mut State, id: SessionId, filter: &Arc<str>, granted: Granted) -> Option<()> {
    let session = state.sessions.get_mut(id)?;
    if session.subscriptions.insert(Arc::clone(filter), granted).is_none() {
        state.sharing.listen(filter);
    }
    let realm = session.realm;
    if is_shared(filter) {
        shared::join(state, realm, id, filter);
        return Some(());
    }
    state.realms.get_mut(realm)?.tree.subscribe(filter, id, granted);
    Some(())
}

fn suback(subscribe: &Subscribe, answers: &[Answer]) -> Suback {
    let code = |answer: &Answer| match answer {
        Answer::Granted(accepted) => match accepted.granted.qos {
            QoS::AtMostOnce => ReasonCode::Success,
            QoS::AtLeastOnce => ReasonCode::GrantedQos1,
            QoS::ExactlyOnce => ReasonCode::GrantedQos2,
        },
        Answer::Refused(code) => *code,
        Answer::NotAllowed(_) => ReasonCode::NotAuthorized,
    };
    let refused = || {
        answers.iter().filter_map(|answer| match answer {
            Answer::NotAllowed(refused) => Some(refused),
            _ => None,
        })
    };
    let reason = refused().find_map(|refused| refused.reason.as_deref());
    Suback {
        packet_identifier: subscribe.packet_identifier,
        reason_codes: answers.iter().map(code).collect(),
        properties: reply::refusal_properties(reason, refused().map(|refused| refused.decision)),
    }
}

/// Queues the retained messages that a new subscription matches (section 3.3.1.3).
fn send_retained(
    state: &mut State,
    turn: &Turn<'_>,
    connection: ConnectionId,
    accepted: &Accepted,
) {
    let Some(connected) = state.connected(connection).filter(|_| accepted.retained) else { return };
    let Some(realm) = state.realms.get(connected.realm) else { return };
    let client_id = Arc::clone(&connected.client_id);
    let parent = !state.settings.strict_aws;
    let messages = realm.retained.find(&accepted.filter, parent, turn.now.monotonic_ms);
    for message in messages {
        if accepted.granted.no_local && message.publisher.as_ref() == Some(&client_id) {
            continue;
        }
        let qos = accepted.granted.qos.min(message.qos);
        let identifiers = accepted.granted.identifier.into_iter().collect();
        deliver::offer_retained(
            state,
            connection,
            Queued { message, qos, retain: true, identifiers, group: None, durable: None },
        );
    }
}
