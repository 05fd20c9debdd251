//! Asking policies about what a connection does, and recording what they refuse.

use crate::connection::{ConnectAttributes, Connected};
use crate::connection_id::ConnectionId;
use crate::decide::{Action, Denial, Denied, Held, Question};
use crate::now::Now;
use crate::session::Queued;
use crate::settings::BrokerSettings;
use crate::shell::{DecisionId, PacketKind, Refusal};
use crate::state::{State, Turn};
use crate::subject::Realm;
use crate::timers::Due;
use daypass_policy::{ContextMap, Decision, Leg, Outcome};
use std::sync::Arc;

/// A refusal that was recorded.
#[derive(Clone, Debug)]
pub(crate) struct NotAllowed {
    pub(crate) decision: DecisionId,
    /// For people; nothing where the settings want none.
    pub(crate) reason: Option<String>,
}

/// Asks whether a connection may do something with a topic or filter. If it may: until when that
/// holds, where it rests on time. In soft mode a refusal is recorded and let through.
pub(crate) fn ask(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    packet: PacketKind,
    action: Action,
    name: &Arc<str>,
) -> Option<Result<Option<i64>, NotAllowed>> {
    let connected = state.connections.get(connection)?.connected()?;
    let realm = &state.realms.get(connected.realm)?.realm;
    let question = question(connected, realm, action, name);
    let decision = state.decisions.decide(&question, turn.now);
    if decision.outcome.is_allow() {
        return Some(Ok(decision.valid_until_ms));
    }
    let resource = format!("{}{}{name}", realm.arn_prefix(), action.resource_type());
    let id = turn.shell.refused(&Refusal {
        subject: &connected.subject,
        client_id: &connected.client_id,
        packet,
        action: action.name(),
        resource: &resource,
        context: &ContextMap::new(),
        permissions: Some(&connected.seen.permissions),
        decision: Some(decision),
        reason: None,
        count: 1,
        now: turn.now,
    });
    if state.settings.soft {
        return Some(Ok(decision.valid_until_ms));
    }
    let reason = reason(&state.settings, action.name(), &resource, Some(decision));
    Some(Err(NotAllowed { decision: id, reason }))
}

/// Whether a connection may do something with a topic, where the caller keeps what was `held` of an
/// earlier answer. Nothing is recorded: what is refused here is to be asked for by [`ask`] or
/// [`may_receive`].
pub(crate) fn is_allowed(
    state: &mut State,
    now: Now,
    connection: ConnectionId,
    (action, topic): (Action, &Arc<str>),
    held: &mut Option<Held>,
) -> bool {
    let Some(connected) = state.connections.get(connection).and_then(|open| open.connected())
    else {
        return false;
    };
    let class = connected.seen.class;
    if held.is_some_and(|held| held.holds(class, now)) {
        return true;
    }
    let Some(realm) = state.realms.get(connected.realm) else { return false };
    let question = question(connected, &realm.realm, action, topic);
    *held = Held::new(class, state.decisions.decide(&question, now));
    held.is_some()
}

/// Whether a connection may receive a message. A policy may name a shared subscription's topic by its
/// filter, too, as AWS's examples do, unless it denies the topic itself. Denials are recorded once per
/// class, topic and second.
pub(crate) fn may_receive(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    queued: &Queued,
) -> bool {
    let message = &queued.message;
    let Some(connected) = state.connections.get(connection).and_then(|open| open.connected())
    else {
        return false;
    };
    let realm = &message.realm;
    let asked = question(connected, realm, Action::Receive, message.topic());
    let decision = state.decisions.decide(&asked, turn.now);
    if decision.outcome.is_allow() {
        return true;
    }
    if let Some(group) = queued.group.as_ref().filter(|_| decision.outcome != Outcome::ExplicitDeny)
    {
        let asked = question(connected, realm, Action::Receive, group.filter());
        if state.decisions.decide(&asked, turn.now).outcome.is_allow() {
            return true;
        }
    }
    state.counters.denied += 1;
    let now_ms = turn.now.monotonic_ms;
    let denied = || Denied {
        subject: Arc::clone(&connected.subject),
        client_id: Arc::clone(&connected.client_id),
        permissions: Arc::clone(&connected.seen.permissions),
        decision,
        resource: realm.topic_arn(message.topic()).into(),
    };
    match state.denials.note(connected.seen.class, message.topic(), now_ms, denied) {
        Denial::First => {
            record_denial(turn, &denied(), 1);
            if let Some(end_ms) = state.denials.next_end_ms() {
                state.timers.at(end_ms, Due::Denials);
            }
        }
        Denial::Counted => {}
        Denial::Untold => state.counters.denied_unrecorded += 1,
    }
    state.settings.soft
}

/// Records the denials that were only counted, once their second has ended.
pub(crate) fn record_counted_denials(state: &mut State, turn: &mut Turn<'_>) {
    while let Some((denied, count)) = state.denials.ended(turn.now.monotonic_ms) {
        record_denial(turn, &denied, count);
    }
}

/// What a connection is refused when it is no longer, or not at all, allowed to be there.
pub(crate) fn refuse_connect(
    settings: &BrokerSettings,
    turn: &mut Turn<'_>,
    refusal: &Refusal<'_>,
) -> NotAllowed {
    let decision = turn.shell.refused(refusal);
    NotAllowed {
        decision,
        reason: reason(settings, refusal.action, refusal.resource, refusal.decision),
    }
}

/// The context of `iot:Connect`: `iot:LastWillTopic` where there is a will, and
/// `iot:ConnectAttributes` always, possibly without values.
pub(crate) fn connect_context(realm: &Realm, attributes: &ConnectAttributes) -> ContextMap {
    let mut context = ContextMap::new();
    let persistent = attributes.persistent.then_some("PersistentConnect");
    let will = attributes.will_topic.as_ref().map(|_| "LastWill");
    context.insert_many("iot:ConnectAttributes", persistent.into_iter().chain(will));
    if let Some(topic) = &attributes.will_topic {
        context.insert("iot:LastWillTopic", realm.topic_arn(topic));
    }
    context
}

/// The reason for people: silent as AWS, terse, or in full.
pub(crate) fn reason(
    settings: &BrokerSettings,
    action: &str,
    resource: &str,
    decision: Option<Decision>,
) -> Option<String> {
    if settings.strict_aws {
        return None;
    }
    let Some(decision) = decision.filter(|_| !settings.terse) else {
        return Some("not authorized".to_owned());
    };
    let outcome = match decision.outcome {
        Outcome::ExplicitDeny => "explicitly denied",
        Outcome::Allow | Outcome::ImplicitDeny => "not allowed",
    };
    let leg = decision.leg.map_or("any", Leg::as_str);
    Some(format!("{action} on {resource} is {outcome} by the {leg} policies"))
}

fn question<'q>(
    connected: &'q Connected,
    realm: &'q Realm,
    action: Action,
    name: &'q Arc<str>,
) -> Question<'q> {
    Question {
        class: connected.seen.class,
        permissions: &connected.seen.permissions,
        arn_prefix: realm.arn_prefix(),
        action,
        name,
    }
}

fn record_denial(turn: &mut Turn<'_>, denied: &Denied, count: u64) {
    turn.shell.refused(&Refusal {
        subject: &denied.subject,
        client_id: &denied.client_id,
        packet: PacketKind::Delivery,
        action: Action::Receive.name(),
        resource: &denied.resource,
        context: &ContextMap::new(),
        permissions: Some(&denied.permissions),
        decision: Some(denied.decision),
        reason: None,
        count,
        now: turn.now,
    });
}
