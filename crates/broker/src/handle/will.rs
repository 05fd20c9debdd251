//! Sending wills, each authorized again by what its client may do by then.

use super::{fan_out, recall, stored_will};
use crate::decide::Action;
use crate::session::{DueWill, LeftBy, Recalled};
use crate::shell::{PacketKind, Refusal};
use crate::standing::Standing;
use crate::state::{State, Turn};
use daypass_policy::{ContextMap, Request};

/// Sends the wills that became due in this call. A will may cut somebody whose will is due then:
/// each connection ends once, so that this comes to an end.
pub(crate) fn send_due(state: &mut State, turn: &mut Turn<'_>) {
    while let Some(will) = state.wills.pop_front() {
        match will.left_by {
            LeftBy::Known(_) => send(state, turn, will),
            LeftBy::Stored(_) => recall::wait(state, turn, will),
        }
    }
}

/// Sends one, unless it may not be sent. Where it is stored, that it was sent is stored together with
/// what it brings to sessions.
pub(crate) fn send(state: &mut State, turn: &mut Turn<'_>, will: DueWill) {
    let allowed = is_allowed(state, turn, &will);
    let DueWill { mut publication, stored, .. } = will;
    if !allowed {
        stored_will::forget(turn, stored);
        return;
    }
    state.settings.bound_expiry(&mut publication.properties);
    let message = state.publisher.message(publication, turn.now);
    let room = fan_out::has_room(state, &message, turn.now);
    if room && (!message.retain || turn.shell.keep(&message, None, turn.now)) {
        let unit = stored_will::unit(turn, &message, stored);
        fan_out::publish(state, turn, &message, unit.as_ref());
    } else {
        stored_will::forget(turn, stored);
        state.counters.retained_refused += 1;
    }
}

/// Whether a will may be published now. A refused one is recorded.
fn is_allowed(state: &State, turn: &mut Turn<'_>, will: &DueWill) -> bool {
    let LeftBy::Known(Recalled { subject, permissions }) = &will.left_by else { return false };
    let publication = &will.publication;
    let resource = publication.realm.topic_arn(publication.topic.as_str());
    let context = ContextMap::new();
    let standing = permissions.at(turn.now.wall_ms);
    let retain = publication.retain.then_some(Action::RetainPublish);
    for action in [Action::Publish].into_iter().chain(retain) {
        let refusal = Refusal {
            subject,
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
