//! Letting an authenticated client in: authorization, take-over, session.

use super::authorize::{self, NotAllowed};
use super::connack::{self, Agreed};
use super::standing::{self, Connecting};
use super::{deliver, disconnect, durable, end, lifecycle, shared, stored_will, throttle, timeout};
use crate::admission::{Admission, AdmissionRefused, RefusedBecause};
use crate::connection::{
    ConnectAttributes, Connected, GivenAliases, Opened, Owed, Phase, Routes, Seen, TopicAliases,
};
use crate::connection_id::ConnectionId;
use crate::decide::Action;
use crate::lifecycle::{LifecycleEvent, LifecycleKind};
use crate::message::Publication;
use crate::realm::RealmId;
use crate::session::{Session, SessionId, WillMessage};
use crate::settings::BrokerSettings;
use crate::shadow::RequestsUnderWay;
use crate::shell::{PacketKind, Refusal};
use crate::standing::Standing;
use crate::state::{State, Turn};
use crate::subject::Realm;
use crate::topic::Topic;
use bytes::Bytes;
use daypass_mqtt::{Acknowledgement, Connect, Packet, ReasonCode, Will};
use daypass_policy::{ContextMap, Permissions, Request};
use std::sync::Arc;

/// Somebody told who the client is, or that it is nobody.
pub(crate) fn answered(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    answer: Result<Admission, AdmissionRefused>,
) {
    let Some(open) = state.connections.get_mut(connection) else { return };
    let opened = match std::mem::replace(&mut open.phase, Phase::Opened) {
        Phase::Authenticating(opened) => opened,
        other => {
            open.phase = other;
            return;
        }
    };
    match answer {
        Ok(admission) => admit(state, turn, connection, &opened, &admission),
        Err(refused) => refuse(state, turn, connection, &opened, &refused),
    }
}

/// Authentication failed.
fn refuse(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    opened: &Opened,
    refused: &AdmissionRefused,
) {
    let code = match refused.because {
        RefusedBecause::BadUserNameOrPassword => ReasonCode::BadUserNameOrPassword,
        RefusedBecause::NotAuthorized => ReasonCode::NotAuthorized,
        RefusedBecause::Unavailable => ReasonCode::ServerUnavailable,
    };
    let not_allowed = refused.decision.map(|decision| NotAllowed {
        decision,
        reason: (!state.settings.strict_aws).then(|| "not authenticated".to_owned()),
    });
    let peer = connack::peer(&opened.connect);
    connack::refuse(state, turn, connection, peer, code, not_allowed.as_ref());
}

/// Decides whether an authenticated client may connect, and only then touches anything.
fn admit(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    opened: &Opened,
    admission: &Admission,
) {
    let peer = connack::peer(&opened.connect);
    let attributes = attributes(state, opened);
    let standing = admission.permissions.at(turn.now.wall_ms);
    let allowed = authorize_connect(state, turn, opened, admission, &standing, &attributes);
    let (permissions, valid_until_ms) = match allowed {
        Ok(allowed) => allowed,
        Err(refused) => {
            let code = ReasonCode::NotAuthorized;
            connect_failed(state, turn, opened, admission);
            connack::refuse(state, turn, connection, peer, code, Some(&refused));
            return;
        }
    };
    let settings = Arc::clone(&state.settings);
    if came_too_soon(state, turn, &admission.realm, &opened.client_id) {
        connack::refuse(state, turn, connection, peer, ReasonCode::QuotaExceeded, None);
        return;
    }
    let Ok(place) = stored_will::place(state, turn, opened) else {
        connack::refuse(state, turn, connection, peer, ReasonCode::ServerBusy, None);
        return;
    };
    let entered = state.realms.id(&admission.realm, &settings).and_then(|realm| {
        enter(state, turn, opened, admission, realm).map(|entered| (realm, entered))
    });
    let Some((realm, (session, session_present))) = entered else {
        connack::refuse(state, turn, connection, peer, ReasonCode::ServerBusy, None);
        return;
    };
    let agreed = agreed(&settings, &opened.connect, session_present);
    let will = opened.connect.will.as_ref().map(|will| will_message(will, opened, admission));
    let will = will.map(|will| Box::new(stored_will::keep(state, place, session, will, admission)));
    let class = state.classes.join(realm, &permissions);
    let connected = Connected {
        peer,
        client_id: Arc::clone(&opened.client_id),
        session,
        realm,
        subject: Arc::clone(&admission.subject),
        permissions: Arc::clone(&admission.permissions),
        seen: Seen { standing, permissions, class, valid_until_ms: None },
        attributes,
        will,
        aliases: TopicAliases::default(),
        given_aliases: GivenAliases::new(
            opened.connect.properties.topic_alias_maximum,
            settings.topic_alias_max,
        ),
        routes: Routes::default(),
        receive_max: receive_max(state, opened),
        keep_alive_seconds: agreed.keep_alive_seconds,
        heard_at_ms: turn.now.monotonic_ms,
        shadow_requests: RequestsUnderWay::default(),
        owed: Owed::default(),
        throttle: throttle::begin(state, turn.now),
    };
    connack::accept(state, turn, connection, opened, agreed);
    begin(state, turn, connection, connected, agreed.session_expiry_seconds);
    standing::watch(state, turn, connection, valid_until_ms);
    standing::watch(state, turn, connection, admission.permissions.ends_at_ms());
}

/// What CONNACK tells.
fn agreed(settings: &BrokerSettings, connect: &Connect, session_present: bool) -> Agreed {
    Agreed {
        keep_alive_seconds: connack::keep_alive_seconds(settings, connect.keep_alive_seconds),
        session_expiry_seconds: connack::session_expiry_seconds(settings, connect),
        session_present,
    }
}

/// Whether the client was let in so short a while ago that AWS would not let it in again.
fn came_too_soon(state: &State, turn: &Turn<'_>, realm: &Realm, client_id: &str) -> bool {
    let Some(rates) = state.settings.rates else { return false };
    let presence = state.realms.find(realm).and_then(|realm| realm.presences.get(client_id));
    presence.is_some_and(|presence| {
        let since_ms = turn.now.wall_ms.saturating_sub(presence.connected_at_ms);
        u64::try_from(since_ms).is_ok_and(|since_ms| since_ms < rates.connect_interval_ms_min)
    })
}

/// Policies refused a CONNECT.
fn connect_failed(state: &mut State, turn: &Turn<'_>, opened: &Opened, admission: &Admission) {
    let event = LifecycleEvent {
        kind: LifecycleKind::ConnectFailed,
        realm: Arc::clone(&admission.realm),
        subject: Arc::clone(&admission.subject),
        client_id: Arc::clone(&opened.client_id),
        session_identifier: identifier(state),
        timestamp_ms: turn.now.wall_ms,
    };
    lifecycle::push(state, event);
}

/// What names a session, or a will.
pub(crate) fn identifier(state: &mut State) -> u128 {
    u128::from(state.random.next()) << 64 | u128::from(state.random.next())
}

/// The connection serves packets from now on, and what its session kept goes out.
fn begin(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    connected: Connected,
    expiry_seconds: u32,
) {
    let id = connected.session;
    let version = state
        .realms
        .get_mut(connected.realm)
        .map_or(0, |realm| realm.presences.came(&connected.client_id, turn.now));
    if let Some(open) = state.connections.get_mut(connection) {
        open.phase = Phase::Connected(Box::new(connected));
        open.partial_since_ms = None;
    }
    timeout::schedule(state, connection);
    lifecycle::note(state, turn, connection, LifecycleKind::Connected { version });
    let Some(session) = state.sessions.get_mut(id) else { return };
    session.connection = Some(connection);
    session.expiry_ms = u64::from(expiry_seconds) * 1000;
    session.ends_at_ms = None;
    let cancelled = session.will.take().and_then(|delayed| delayed.will.stored);
    stored_will::forget(turn, cancelled);
    let released = session.in_flight.resume();
    let releasing = session.in_flight.releasing();
    super::acknowledge::hold(state, connection, releasing, turn.now);
    durable::keep(state, turn, id);
    throttle::replay(state, connection);
    shared::came(state, id);
    standing::filters(state, turn, connection);
    for identifier in released {
        let packet = Packet::Pubrel(Acknowledgement::success(identifier));
        super::reply::send(state, connection, &packet, turn.now);
    }
    deliver::pump(state, turn, connection);
}

/// Finds or makes the session of a client, taking it over from an older connection.
fn enter(
    state: &mut State,
    turn: &mut Turn<'_>,
    opened: &Opened,
    admission: &Admission,
    realm: RealmId,
) -> Option<(SessionId, bool)> {
    let clients = |state: &State| {
        state.realms.get(realm).and_then(|realm| realm.clients.get(&opened.client_id).copied())
    };
    let older = clients(state).and_then(|id| state.sessions.get(id)?.connection);
    if let Some(older) = older {
        disconnect::disconnect(state, turn, older, ReasonCode::SessionTakenOver);
    }
    if let Some(id) = clients(state) {
        let resumes = state.sessions.get(id).is_some_and(|session| {
            !opened.connect.clean_start
                && session.owner == admission.owner
                && session.version == opened.connect.version
                && session.ends_at_ms.is_none_or(|at_ms| at_ms > turn.now.monotonic_ms)
        });
        if resumes {
            return Some((id, true));
        }
        end::remove_session(state, turn, id);
    }
    let identifier = identifier(state);
    let session = Session::new(
        realm,
        identifier,
        Arc::clone(&opened.client_id),
        Arc::clone(&admission.owner),
        opened.connect.version,
    );
    let id = state.sessions.insert(session, state.settings.sessions_max)?;
    state.realms.get_mut(realm)?.clients.insert(Arc::clone(&opened.client_id), id);
    Some((id, false))
}

/// `iot:Connect` for the client, and for its will `iot:Publish`, and `iot:RetainPublish` if it is
/// to be retained.
fn authorize_connect(
    state: &State,
    turn: &mut Turn<'_>,
    opened: &Opened,
    admission: &Admission,
    standing: &Standing,
    attributes: &ConnectAttributes,
) -> Result<(Arc<Permissions>, Option<i64>), NotAllowed> {
    let connecting = Connecting {
        realm: &admission.realm,
        subject: &admission.subject,
        client_id: &opened.client_id,
        attributes,
    };
    let allowed = standing::may_connect(standing, &connecting, &state.settings, turn)?;
    let Some(will) = &opened.connect.will else { return Ok(allowed) };
    let resource = admission.realm.topic_arn(will.topic.as_str());
    let retain = will.retain.then_some(Action::RetainPublish);
    for action in [Action::Publish].into_iter().chain(retain) {
        let context = ContextMap::new();
        let decision = allowed.0.decide(&Request {
            action: action.name(),
            resource: &resource,
            context: &context,
            now_ms: turn.now.wall_ms,
        });
        if decision.outcome.is_allow() {
            continue;
        }
        let refusal = Refusal {
            subject: &admission.subject,
            client_id: &opened.client_id,
            packet: PacketKind::Will,
            action: action.name(),
            resource: &resource,
            context: &context,
            permissions: Some(&allowed.0),
            decision: Some(decision),
            reason: None,
            count: 1,
            now: turn.now,
        };
        let refused = authorize::refuse_connect(&state.settings, turn, &refusal);
        if !state.settings.soft {
            return Err(refused);
        }
    }
    Ok(allowed)
}

fn attributes(state: &State, opened: &Opened) -> ConnectAttributes {
    let connect = &opened.connect;
    let lasting = connack::session_expiry_seconds(&state.settings, connect) > 0;
    ConnectAttributes {
        persistent: !connect.clean_start || lasting,
        will_topic: connect.will.as_ref().map(|will| will.topic.as_str().into()),
    }
}

fn will_message(will: &Will, opened: &Opened, admission: &Admission) -> WillMessage {
    WillMessage {
        publication: Publication {
            realm: Arc::clone(&admission.realm),
            topic: Topic::new(&will.topic).name,
            // A copy: the will stays for as long as the client, and the buffer it was read into does not.
            payload: Bytes::copy_from_slice(will.payload.as_bytes()),
            qos: will.qos,
            retain: will.retain,
            properties: will.properties.clone(),
            publisher: Some(Arc::clone(&opened.client_id)),
        },
        delay_ms: u64::from(will.delay_interval_seconds.unwrap_or(0)) * 1000,
        stored: None,
    }
}

fn receive_max(state: &State, opened: &Opened) -> usize {
    let own = usize::from(state.settings.in_flight_max);
    let asked = opened.connect.properties.receive_maximum;
    asked.map_or(own, |asked| own.min(usize::from(asked.get())))
}
