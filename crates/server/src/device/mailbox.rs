//! The way into reactors: one bounded queue each, and a waker.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TrySendError};
use mio::{Poll, Waker};

use super::command::Command;
use super::token;

/// Commands that wait for one reactor. Reactors hold messages back in their own batches, so that a
/// command is a connection, an answer, or a whole batch.
const COMMANDS_MAX: usize = 4_096;
/// How often, and how long apart, a command is offered to a reactor whose queue is full.
const OFFERS_MAX: usize = 100;
const OFFER_MS: u64 = 10;

/// The sending side of one reactor's queue.
#[derive(Debug)]
pub(crate) struct Mailbox {
    commands: Sender<Command>,
    waker: Waker,
    /// Whether standings were replaced since the reactor last looked. A flag rather than a command:
    /// it is never refused by a full queue, and says the same however often it is said.
    sweep: AtomicBool,
    /// Whether the gateway is shutting down.
    ending: AtomicBool,
}

impl Mailbox {
    /// Queues a command and wakes the reactor; gives it back when the queue is full or the reactor
    /// has ended.
    pub(crate) fn send(&self, command: Command) -> Result<(), Command> {
        self.commands.try_send(command).map_err(TrySendError::into_inner)?;
        self.wake();
        Ok(())
    }

    /// The same with some patience where the queue is full. A reactor that ends is not waited for.
    pub(crate) async fn offer(&self, mut command: Command) -> Result<(), Command> {
        for _ in 0..OFFERS_MAX {
            match self.commands.try_send(command) {
                Ok(()) => {
                    self.wake();
                    return Ok(());
                }
                Err(TrySendError::Full(refused)) if !self.is_ending() => command = refused,
                Err(refused) => return Err(refused.into_inner()),
            }
            tokio::time::sleep(Duration::from_millis(OFFER_MS)).await;
        }
        Err(command)
    }

    fn wake(&self) {
        if let Err(error) = self.waker.wake() {
            tracing::error!(%error, "a reactor cannot be woken");
        }
    }

    /// Whether a sweep was asked for since this was last called.
    pub(crate) fn take_sweep(&self) -> bool {
        self.sweep.swap(false, Ordering::AcqRel)
    }

    /// Whether the gateway is shutting down.
    pub(crate) fn is_ending(&self) -> bool {
        self.ending.load(Ordering::Acquire)
    }
}

/// What a reactor's thread owns: its poll, and the receiving side of its queue.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) poll: Poll,
    pub(crate) commands: Receiver<Command>,
}

/// The ways into all reactors, in their order.
#[derive(Debug)]
pub struct Mailboxes {
    boxes: Box<[Mailbox]>,
}

impl Mailboxes {
    /// How many reactors there are.
    pub(crate) fn len(&self) -> usize {
        self.boxes.len()
    }

    pub(crate) fn get(&self, reactor: usize) -> Option<&Mailbox> {
        self.boxes.get(reactor)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Mailbox> {
        self.boxes.iter()
    }

    /// Standings were replaced: every reactor looks at its idle connections soon.
    pub fn sweep(&self) {
        for mailbox in &self.boxes {
            mailbox.sweep.store(true, Ordering::Release);
            mailbox.wake();
        }
    }

    /// Ends every reactor.
    pub(crate) fn end(&self) {
        for mailbox in &self.boxes {
            mailbox.ending.store(true, Ordering::Release);
            mailbox.wake();
        }
    }
}

/// The reactors before their threads run: whoever needs to reach them can be made first.
#[derive(Debug)]
pub struct Reactors {
    pub(crate) seats: Vec<Seat>,
    mailboxes: Arc<Mailboxes>,
}

impl Reactors {
    /// Opens the queues of `count` reactors, at least one.
    pub fn open(count: usize) -> io::Result<Self> {
        let opened: io::Result<Vec<(Mailbox, Seat)>> = (0..count.max(1)).map(|_| open()).collect();
        let (boxes, seats): (Vec<_>, Vec<_>) = opened?.into_iter().unzip();
        Ok(Self { seats, mailboxes: Arc::new(Mailboxes { boxes: boxes.into() }) })
    }

    /// The ways into the reactors; also the port through which operations publish.
    pub fn mailboxes(&self) -> &Arc<Mailboxes> {
        &self.mailboxes
    }
}

fn open() -> io::Result<(Mailbox, Seat)> {
    let poll = Poll::new()?;
    let waker = Waker::new(poll.registry(), token::WAKER)?;
    let (sender, commands) = crossbeam_channel::bounded(COMMANDS_MAX);
    let flag = || AtomicBool::new(false);
    let mailbox = Mailbox { commands: sender, waker, sweep: flag(), ending: flag() };
    Ok((mailbox, Seat { poll, commands }))
}
