//! Wills that the server before has left: finding out what whoever left them may do now.

use super::will;
use crate::session::{DueWill, LeftBy, Recalled};
use crate::shell::WillNumber;
use crate::state::{State, Turn};
use crate::timers::Due;

/// Wills of one reactor whose clients are looked up at once.
const RECALLED_AT_ONCE_MAX: usize = 64;
/// How soon it is asked again where it could not be told.
const AGAIN_MS: u64 = 1_000;

/// A will of somebody who is not known yet.
pub(crate) fn wait(state: &mut State, turn: &mut Turn<'_>, will: DueWill) {
    state.recalls.waiting.push_back(will);
    go_on(state, turn);
}

/// Asks about as many as may be asked about.
pub(crate) fn go_on(state: &mut State, turn: &mut Turn<'_>) {
    let recalls = &mut state.recalls;
    while recalls.asked.len() < RECALLED_AT_ONCE_MAX {
        let Some(will) = recalls.waiting.pop_front() else { return };
        let LeftBy::Stored(holder) = &will.left_by else {
            state.wills.push_back(will);
            continue;
        };
        recalls.last += 1;
        let number = WillNumber(recalls.last);
        if !turn.shell.recall(number, &will.client_id, holder) {
            recalls.waiting.push_front(will);
            state.timers.at(turn.now.monotonic_ms.saturating_add(AGAIN_MS), Due::Recalls);
            return;
        }
        recalls.asked.insert(number, will);
    }
}

/// The answer about one of them; nothing if it cannot be told now.
pub(crate) fn answered(
    state: &mut State,
    turn: &mut Turn<'_>,
    number: WillNumber,
    answer: Option<Recalled>,
) {
    let Some(will) = state.recalls.asked.remove(&number) else { return };
    if let Some(recalled) = answer {
        will::send(state, turn, DueWill { left_by: LeftBy::Known(recalled), ..will });
        go_on(state, turn);
    } else {
        state.recalls.waiting.push_back(will);
        state.timers.at(turn.now.monotonic_ms.saturating_add(AGAIN_MS), Due::Recalls);
    }
}
