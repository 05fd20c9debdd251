//! Messages for the other reactors: gathered over a turn, sent as one batch with one wake-up.

use std::sync::Arc;

use crate::device::command::{Command, Forward};
use crate::device::mailbox::Mailboxes;

/// How many messages may wait for a reactor that is behind. Beyond it this reactor reads nothing
/// more from its clients until the other has caught up; commands it still takes, so that two
/// reactors never wait for each other.
const BACKLOG_MESSAGES_MAX: usize = 8_192;

/// Whom a message is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum To {
    /// Every other reactor.
    Others,
    /// One of them.
    Reactor(usize),
}

/// What waits for each other reactor.
#[derive(Debug)]
pub(super) struct Forwards {
    backlogs: Vec<(usize, Vec<Forward>)>,
}

impl Forwards {
    pub(super) fn new(reactor: usize, reactors: usize) -> Self {
        let others = (0..reactors).filter(|other| *other != reactor);
        Self { backlogs: others.map(|other| (other, Vec::new())).collect() }
    }

    /// Takes this turn's messages, and sends what the others have room for.
    pub(super) fn send(&mut self, forwards: &mut Vec<(To, Forward)>, mailboxes: &Mailboxes) {
        for (to, forward) in forwards.drain(..) {
            self.queue(to, forward);
        }
        for (reactor, backlog) in &mut self.backlogs {
            let Some(mailbox) = mailboxes.get(*reactor).filter(|_| !backlog.is_empty()) else {
                continue;
            };
            if let Err(Command::Deliver(refused)) =
                mailbox.send(Command::Deliver(std::mem::take(backlog)))
            {
                *backlog = refused;
            }
        }
    }

    fn queue(&mut self, to: To, forward: Forward) {
        let (message, unit) = match forward {
            Forward::Message(message, unit) => (message, unit),
            Forward::Shared(_) => {
                let backlog =
                    self.backlogs.iter_mut().find(|(number, _)| To::Reactor(*number) == to);
                if let Some((_, backlog)) = backlog {
                    backlog.push(forward);
                }
                return;
            }
        };
        for (_, backlog) in &mut self.backlogs {
            backlog.push(Forward::Message(Arc::clone(&message), unit.clone()));
        }
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
