//! Sending wills, each authorized again by what its client may do by then.

use super::fan_out;
use crate::decide::Action;
use crate::session::DueWill;
use crate::shell::{PacketKind, Refusal};
use crate::standing::Standing;
use crate::state::{State, Turn};
use daypass_policy::{ContextMap, Request};

/// Sends the wills that became due in this call. A will may cut somebody whose will is due then:
/// each connection ends once, so that this comes to an end.
pub(crate) fn send_due(state: &mut State, turn: &mut Turn<'_>) {
    while let Some(mut will) = state.wills.pop_front() {
        if !is_allowed(state, turn, &will) {
            continue;
        }
        state.settings.bound_expiry(&mut will.publication.properties);
        let message = state.publisher.message(will.publication, turn.now);
        let room = fan_out::has_room(state, &message, turn.now);
        if room && (!message.retain || turn.shell.keep(&message, None, turn.now)) {
            fan_out::publish(state, turn, &message, None);
        } else {
            state.counters.retained_refused += 1;
        }
    }
}

/// Whether a will may be published now. A refused one is recorded.
fn is_allowed(state: &State, turn: &mut Turn<'_>, will: &DueWill) -> bool {
    let publication = &will.publication;
    let resource = publication.realm.topic_arn(publication.topic.as_str());
    let context = ContextMap::new();
    let standing = will.permissions.at(turn.now.wall_ms);
    let retain = publication.retain.then_some(Action::RetainPublish);
    for action in [Action::Publish].into_iter().chain(retain) {
        let refusal = Refusal {
            subject: &will.subject,
            client_id: &will.client_id,
            packet: PacketKind::Will,
            action: action.name(),
            resource: &resource,
            context: &context,
            permissions: None,
            decision: None,
            reason: None,
            count: 1,
            now: turn.now,
        };
        let permissions = match &*standing {
            Standing::Open(permissions) => permissions,
            Standing::Closed(reason) => {
                turn.shell.refused(&Refusal { reason: Some(reason), ..refusal });
                return false;
            }
        };
        let decision = permissions.decide(&Request {
            action: action.name(),
            resource: &resource,
            context: &context,
            now_ms: turn.now.wall_ms,
        });
        if !decision.outcome.is_allow() {
            let (permissions, decision) = (Some(permissions), Some(decision));
            turn.shell.refused(&Refusal { permissions, decision, ..refusal });
            if !state.settings.soft {
                return false;
            }
        }
    }
    true
}
