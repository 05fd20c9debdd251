//! Messages for the other reactors: gathered over a turn, sent as one batch with one wake-up.

use std::sync::Arc;

use daypass_broker::Message;

use crate::device::command::Command;
use crate::device::mailbox::Mailboxes;

/// How many messages may wait for a reactor that is behind. Beyond it this reactor reads nothing
/// more from its clients until the other has caught up; commands it still takes, so that two
/// reactors never wait for each other.
const BACKLOG_MESSAGES_MAX: usize = 8_192;

/// What waits for each other reactor.
#[derive(Debug)]
pub(super) struct Forwards {
    backlogs: Vec<(usize, Vec<Arc<Message>>)>,
}

impl Forwards {
    pub(super) fn new(reactor: usize, reactors: usize) -> Self {
        let others = (0..reactors).filter(|other| *other != reactor);
        Self { backlogs: others.map(|other| (other, Vec::new())).collect() }
    }

    /// Takes this turn's messages, and sends what the others have room for.
    pub(super) fn send(&mut self, messages: &mut Vec<Arc<Message>>, mailboxes: &Mailboxes) {
        for (reactor, backlog) in &mut self.backlogs {
            backlog.extend(messages.iter().cloned());
            let Some(mailbox) = mailboxes.get(*reactor).filter(|_| !backlog.is_empty()) else {
                continue;
            };
            if let Err(Command::Deliver(refused)) =
                mailbox.send(Command::Deliver(std::mem::take(backlog)))
            {
                *backlog = refused;
            }
        }
        messages.clear();
    }

    /// Whether something could not be sent yet.
    pub(super) fn waiting(&self) -> bool {
        self.backlogs.iter().any(|(_, backlog)| !backlog.is_empty())
    }

    /// Whether some reactor is so far behind that no more is to be read from clients.
    pub(super) fn congested(&self) -> bool {
        self.backlogs.iter().any(|(_, backlog)| backlog.len() >= BACKLOG_MESSAGES_MAX)
    }
}
