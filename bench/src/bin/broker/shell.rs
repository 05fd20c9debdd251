//! Surroundings that only let clients in: nothing else is asked of them here.

use std::sync::Arc;

use bytes::Bytes;
use daypass_broker::{
    Change, Close, ConnectionId, DecisionId, LifecycleEvent, Login, Message, MessageRun, Now,
    Opening, Refusal, Reservation, ShadowRequest, SharedDelivery, Shell, Ticket, Unit, WillNumber,
};

/// Who waits to be let in, and how much was refused.
#[derive(Default)]
pub struct Surroundings {
    pub logins: Vec<(ConnectionId, Login)>,
    pub refused: usize,
}

impl Shell for Surroundings {
    fn authenticate(&mut self, connection: ConnectionId, login: Login) {
        self.logins.push((connection, login));
    }

    fn move_to(&mut self, _: ConnectionId, _: usize, _: Opening) {}

    fn forward(&mut self, _: &Arc<Message>, _: Option<&Arc<Unit>>) {}

    fn forward_run(&mut self, _: MessageRun) {}

    fn hand_over(&mut self, _: usize, _: SharedDelivery) {}

    fn keep(&mut self, _: &Arc<Message>, _: Option<(ConnectionId, Ticket)>, _: Now) -> bool {
        true
    }

    fn reserve(
        &mut self,
        _: usize,
        _: Option<(ConnectionId, Ticket)>,
    ) -> Option<Box<dyn Reservation>> {
        None
    }

    fn journal(&mut self, _: Change, _: Option<(ConnectionId, Ticket)>) {}

    fn after_journal(&mut self, _: ConnectionId, _: Ticket) {}

    fn recall(&mut self, _: WillNumber, _: &Arc<str>, _: &Bytes) -> bool {
        false
    }

    fn ask_shadow(&mut self, request: ShadowRequest) -> Result<(), ShadowRequest> {
        Err(request)
    }

    fn too_many_requests(&mut self, _: &ShadowRequest) -> Bytes {
        Bytes::new()
    }

    fn lifecycle_payload(&mut self, _: &LifecycleEvent) -> Bytes {
        Bytes::new()
    }

    fn refused(&mut self, _: &Refusal<'_>) -> DecisionId {
        self.refused += 1;
        DecisionId(0)
    }

    fn read_on(&mut self, _: ConnectionId) {}

    fn close(&mut self, _: ConnectionId, _: Close) {}
}
