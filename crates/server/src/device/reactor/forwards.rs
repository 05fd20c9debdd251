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

impl To {
    fn includes(self, reactor: usize) -> bool {
        self == Self::Others || self == Self::Reactor(reactor)
    }
}

/// What waits for each other reactor.
#[derive(Debug)]
pub(super) struct Forwards {
    backlogs: Vec<Backlog>,
}

/// What waits for one reactor.
#[derive(Debug)]
struct Backlog {
    reactor: usize,
    forwards: Vec<Forward>,
    messages: usize,
}

impl Forwards {
    pub(super) fn new(reactor: usize, reactors: usize) -> Self {
        let others = (0..reactors).filter(|other| *other != reactor);
        let backlog = |reactor| Backlog { reactor, forwards: Vec::new(), messages: 0 };
        Self { backlogs: others.map(backlog).collect() }
    }

    /// Takes this turn's messages, and sends what the others have room for.
    pub(super) fn send(&mut self, forwards: &mut Vec<(To, Forward)>, mailboxes: &Mailboxes) {
        for (to, forward) in forwards.drain(..) {
            self.queue(to, forward);
        }
        for backlog in &mut self.backlogs {
            let waiting = !backlog.forwards.is_empty();
            let Some(mailbox) = mailboxes.get(backlog.reactor).filter(|_| waiting) else {
                continue;
            };
            match mailbox.send(Command::Deliver(std::mem::take(&mut backlog.forwards))) {
                Err(Command::Deliver(refused)) => backlog.forwards = refused,
                _ => backlog.messages = 0,
            }
        }
    }

    fn queue(&mut self, to: To, forward: Forward) {
        let mut is_for = self.backlogs.iter_mut().filter(|one| to.includes(one.reactor));
        match forward {
            Forward::Message(message, unit) => is_for.for_each(|backlog| {
                backlog.push(Forward::Message(Arc::clone(&message), unit.clone()), 1);
            }),
            Forward::Run(run) => is_for.for_each(|backlog| {
                backlog.push(Forward::Run(run.clone()), run.messages());
            }),
            Forward::Shared(_) => {
                if let Some(backlog) = is_for.next() {
                    backlog.push(forward, 1);
                }
            }
        }
    }

    /// Whether something could not be sent yet.
    pub(super) fn waiting(&self) -> bool {
        self.backlogs.iter().any(|backlog| !backlog.forwards.is_empty())
    }

    /// Whether some reactor is so far behind that no more is to be read from clients.
    pub(super) fn congested(&self) -> bool {
        self.backlogs.iter().any(|backlog| backlog.messages >= BACKLOG_MESSAGES_MAX)
    }
}

impl Backlog {
    fn push(&mut self, forward: Forward, messages: usize) {
        self.forwards.push(forward);
        self.messages += messages;
    }
}
