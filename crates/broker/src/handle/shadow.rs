//! Requests on shadows: handed to the shell, which answers by messages, or answered at once when
//! there are too many.

use super::fan_out;
use crate::connection::Ticket;
use crate::connection_id::ConnectionId;
use crate::message::{Message, Publication};
use crate::shadow::ShadowRequest;
use crate::state::{State, Turn};
use crate::topics::ShadowTopic;
use daypass_mqtt::{Delivery, MessageProperties, QoS, TopicName, Utf8String};
use std::sync::Arc;

/// A client published to a request topic. What it hears in the end is `…/accepted` or
/// `…/rejected`. Where its message is acknowledged, the ticket that this waits for: what was
/// acknowledged is done, though the server fails.
pub(crate) fn ask(
    state: &mut State,
    turn: &mut Turn<'_>,
    connection: ConnectionId,
    topic: ShadowTopic,
    message: &Arc<Message>,
    delivery: Delivery,
) -> Option<Ticket> {
    let max = state.settings.shadow_requests_max;
    let ticket = delivery.packet_identifier().map(|_| state.ticket());
    let connected = state.connected(connection)?;
    let has_room = connected.shadow_requests.count() < max;
    let request = ShadowRequest {
        realm: Arc::clone(message.realm()),
        client_id: Arc::clone(&connected.client_id),
        thing: topic.thing,
        shadow: topic.shadow,
        operation: topic.operation,
        payload: message.payload().clone(),
        waiting: ticket.map(|ticket| (connection, ticket)),
        under_way: connected.shadow_requests.begin(),
    };
    state.counters.shadow_requests += 1;
    let refused = if has_room { turn.shell.ask_shadow(request).err() } else { Some(request) };
    let Some(request) = refused else { return ticket };
    reject(state, turn, message, &request);
    None
}

/// Publishes that there are too many requests: AWS's 429.
fn reject(state: &mut State, turn: &mut Turn<'_>, message: &Arc<Message>, request: &ShadowRequest) {
    state.counters.shadow_requests_refused += 1;
    let topic = Utf8String::try_from(&*format!("{}/rejected", message.topic()));
    let Some(topic) = topic.ok().and_then(|topic| TopicName::new(topic).ok()) else { return };
    let publication = Publication {
        realm: Arc::clone(&request.realm),
        topic,
        payload: turn.shell.too_many_requests(request),
        qos: QoS::AtLeastOnce,
        retain: false,
        properties: MessageProperties::default(),
        publisher: None,
    };
    let rejected = state.publisher.message(publication, turn.now);
    fan_out::publish(state, turn, &rejected, None);
}
