//! Wills in the store: from the CONNECT that leaves one until it is sent, or is not to be sent any more.
//!
//! A client whose server fails is gone without leave, as far as its will is concerned.

use super::{admit, connect, durable};
use crate::admission::Admission;
use crate::connection::Opened;
use crate::durable::{Change, Reservation, StoredWill, Unit};
use crate::handle::durable::NoRoom;
use crate::message::{Message, Publication};
use crate::now::Now;
use crate::session::{DelayedWill, DueWill, LeftBy, SessionId, WillMessage};
use crate::state::{State, Turn};
use crate::timers::Due;
use daypass_mqtt::{QoS, SharedPublish, TopicName, Utf8String};
use std::sync::Arc;

/// What a will takes beside its payload.
const WILL_BYTES: usize = 4_096;

/// A place in the order of what is stored for the will of a client that connects. Nothing to store where
/// nothing is stored.
pub(crate) fn place(
    state: &State,
    turn: &mut Turn<'_>,
    opened: &Opened,
) -> Result<Option<Box<dyn Reservation>>, NoRoom> {
    let Some(will) = opened.connect.will.as_ref().filter(|_| state.settings.durable) else {
        return Ok(None);
    };
    let bytes = WILL_BYTES + will.payload.as_bytes().len();
    turn.shell.reserve(bytes, None).map(Some).ok_or(NoRoom)
}

/// Stores a client's will, where it has a place. It takes that at once: nothing that is stored of it
/// later comes before.
pub(crate) fn keep(
    state: &mut State,
    place: Option<Box<dyn Reservation>>,
    session: SessionId,
    will: WillMessage,
    admission: &Admission,
) -> WillMessage {
    let Some(place) = place else { return will };
    let identifier = admit::identifier(state);
    let session = state.sessions.get(session).map_or(0, |session| session.identifier);
    let publication = &will.publication;
    let shared = SharedPublish::new(&publication.properties, publication.payload.clone());
    let stored = StoredWill {
        identifier,
        session,
        realm: Arc::clone(&publication.realm),
        client_id: publication.publisher.clone().unwrap_or_default(),
        holder: admission.holder.clone().unwrap_or_default(),
        topic: publication.topic.as_str().into(),
        payload: publication.payload.clone(),
        properties: shared.encoded_properties().clone(),
        message_expiry_seconds: publication.properties.message_expiry_interval_seconds,
        qos: publication.qos.bits(),
        retain: publication.retain,
        delay_ms: will.delay_ms,
        due_at_ms: None,
    };
    place.fulfil(vec![Change::KeepWill(Box::new(stored))]);
    WillMessage { stored: Some(identifier), ..will }
}

/// The client of a will is gone, and the will waits.
pub(crate) fn delay(turn: &mut Turn<'_>, stored: Option<u128>, delay_ms: u64) {
    let Some(identifier) = stored else { return };
    let due_at_ms = turn.now.wall_ms.saturating_add(i64::try_from(delay_ms).unwrap_or(i64::MAX));
    turn.shell.journal(Change::DelayWill(identifier, due_at_ms), None);
}

/// A will is not to be sent any more.
pub(crate) fn forget(turn: &mut Turn<'_>, stored: Option<u128>) {
    if let Some(identifier) = stored {
        turn.shell.journal(Change::DropWill(identifier), None);
    }
}

/// The unit of a will that is sent now. Where there is no room for one, the will may come once more if
/// the server fails before everything of it is stored.
pub(crate) fn unit(
    turn: &mut Turn<'_>,
    message: &Message,
    stored: Option<u128>,
) -> Option<Arc<Unit>> {
    let change = Change::DropWill(stored?);
    let unit = turn.shell.reserve(message.bytes(), None).map(Unit::new);
    durable::write(turn, unit.as_ref(), change);
    unit
}

/// Takes in a will of the server before, after the sessions. Its client has left by now, as far as is
/// known. False if it belongs to another reactor.
pub(crate) fn restore(state: &mut State, stored: StoredWill, now: Now) -> bool {
    if !connect::is_owner(state, &stored.client_id) {
        return false;
    }
    let until_due_ms = stored.due_at_ms.map_or(stored.delay_ms, |at_ms| {
        u64::try_from(at_ms.saturating_sub(now.wall_ms)).unwrap_or(0).min(stored.delay_ms)
    });
    let due_at_ms = now.monotonic_ms.saturating_add(until_due_ms);
    let place = state.realms.find(&stored.realm).and_then(|realm| {
        let id = *realm.clients.get(&stored.client_id)?;
        let session = state.sessions.get(id)?;
        (session.identifier == stored.session).then_some(id)
    });
    let Some(will) = due(stored) else { return true };
    // It is sent at the next look at the time: nothing may be sent before all are here.
    state.timers.at(now.monotonic_ms, Due::Recalls);
    match place.and_then(|id| Some((id, state.sessions.get_mut(id)?))) {
        Some((id, session)) if until_due_ms > 0 => {
            session.will = Some(Box::new(DelayedWill { due_at_ms, will }));
            state.timers.at(due_at_ms, Due::Session(id));
        }
        _ => state.recalls.waiting.push_back(will),
    }
    true
}

/// The will again; nothing if what was stored is none.
fn due(stored: StoredWill) -> Option<DueWill> {
    let topic = TopicName::new(Utf8String::try_from(&*stored.topic).ok()?).ok()?;
    let shared = SharedPublish::of_encoded(stored.properties, stored.payload.clone());
    let mut properties = shared.message_properties().ok()?;
    properties.message_expiry_interval_seconds = stored.message_expiry_seconds;
    Some(DueWill {
        publication: Publication {
            realm: stored.realm,
            topic,
            payload: stored.payload,
            qos: QoS::from_bits(stored.qos)?,
            retain: stored.retain,
            properties,
            publisher: Some(Arc::clone(&stored.client_id)),
        },
        client_id: stored.client_id,
        left_by: LeftBy::Stored(stored.holder),
        stored: Some(stored.identifier),
    })
}
