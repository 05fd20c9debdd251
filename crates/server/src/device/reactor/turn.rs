//! One turn of a reactor, and how long it may wait for the next.

use std::time::Duration;

use daypass_broker::Now;
use mio::Events;

use super::Reactor;
use crate::device::command::{Command, Forward};
use crate::device::token::{self, Source};

/// Commands taken in one turn.
const COMMANDS_PER_TURN_MAX: usize = 1_024;
/// The longest wait; whatever was overlooked is looked at then.
const WAIT_MS_MAX: u64 = 1_000;
/// How soon a batch that another reactor had no room for is offered again.
const RETRY_MS: u64 = 1;
/// How long clients may take to read the last packet when the gateway shuts down.
const SHUTDOWN_MS_MAX: u64 = 1_000;

impl Reactor {
    /// How long the poll may wait.
    pub(super) fn timeout(&self) -> Duration {
        let busy = self.sweeping
            || !self.unflushed.is_empty()
            || !self.commands.is_empty()
            || self.doors.is_due()
            || (!self.readable.is_empty() && !self.congested());
        if busy {
            return Duration::ZERO;
        }
        let now_ms = self.around.clock.monotonic_ms();
        let retry = self.forwards.waiting() || self.effects.journal.is_waiting();
        let retry = retry.then_some(now_ms + RETRY_MS);
        let deadlines = [
            self.broker.next_timeout_ms(),
            self.doors.next_timeout_ms(),
            self.lingering.next_timeout_ms(),
            self.lifetimes.next_timeout_ms(),
            self.ends_ms,
            retry,
        ];
        let nearest = deadlines.into_iter().flatten().min().unwrap_or(u64::MAX);
        Duration::from_millis(nearest.saturating_sub(now_ms).min(WAIT_MS_MAX))
    }

    pub(super) fn turn(&mut self, events: &Events) {
        let now = self.now();
        self.seen_this_turn = 0;
        self.note_events(events);
        self.look_for_shutdown(now);
        self.take_commands(now);
        self.handle_timeouts(now);
        self.sweep(now);
        self.let_clients_in(now);
        self.read_clients(now);
        self.settle(now);
        self.flush_all(now);
        self.forwards.send(&mut self.effects.forwards, &self.around.mailboxes);
        self.effects.journal.send(self.number, &self.around.keeping);
    }

    /// Remembers which sockets have become ready; the work comes later in the turn.
    fn note_events(&mut self, events: &Events) {
        for event in events {
            match token::source(event.token()) {
                Source::Waker => {}
                Source::Door(door) => self.doors.knocked(door),
                Source::Lingering(place) => self.lingering.readable(place, &mut self.scratch),
                Source::Connection(slot) => {
                    let Some(connection) = self.connections.at(slot) else { continue };
                    let ended = event.is_read_closed() || event.is_error();
                    connection.ending |= ended;
                    if event.is_writable() {
                        connection.writable = true;
                        self.unflushed.push(connection.id);
                    }
                    if event.is_readable() || ended {
                        connection.readable = true;
                        let id = connection.id;
                        self.queue_reading(id);
                    }
                }
            }
        }
    }

    fn look_for_shutdown(&mut self, now: Now) {
        let asked = self
            .around
            .mailboxes
            .get(self.number)
            .is_none_or(super::super::mailbox::Mailbox::is_ending);
        if asked && self.ends_ms.is_none() {
            self.ends_ms = Some(now.monotonic_ms + SHUTDOWN_MS_MAX);
            self.doors.close();
            self.broker.shut_down(now, &mut self.effects);
        }
    }

    fn take_commands(&mut self, now: Now) {
        for _ in 0..COMMANDS_PER_TURN_MAX {
            let Ok(command) = self.commands.try_recv() else { return };
            match command {
                Command::Arrive(arrival) => self.arrive(*arrival, now),
                Command::Authenticated(id, admission) => {
                    self.authenticated(id, admission, now);
                    self.settle(now);
                }
                Command::Recalled(will, recalled) => {
                    self.broker.recalled(will, recalled, now, &mut self.effects);
                }
                Command::Deliver(messages) => {
                    for message in messages {
                        self.pass_on(message, now);
                    }
                }
                Command::Publish(message, unit, taken) => {
                    self.broker.deliver(&message, unit.as_ref(), now, &mut self.effects);
                    // Whoever published may have gone away meanwhile.
                    let _ = taken.send(());
                }
                Command::Stored(waiting, done) => {
                    for (id, ticket) in waiting {
                        self.broker.stored(id, ticket, done, now, &mut self.effects);
                    }
                }
                Command::Journaled(claims, done) => {
                    for claim in claims {
                        self.broker.journaled(&claim, done, now, &mut self.effects);
                    }
                }
                Command::Inquire(inquiry) => self.answer(*inquiry, now),
                Command::Open(listener, door) => {
                    self.doors.open(listener, door, self.poll.registry());
                }
            }
        }
    }

    fn pass_on(&mut self, forward: Forward, now: Now) {
        match forward {
            Forward::Message(message, unit) => {
                self.broker.deliver(&message, unit.as_ref(), now, &mut self.effects);
            }
            Forward::Run(run) => self.broker.deliver_run(&run, now, &mut self.effects),
            Forward::Shared(delivery) => {
                self.broker.take_over(*delivery, now, &mut self.effects);
            }
        }
    }

    fn handle_timeouts(&mut self, now: Now) {
        let due = |deadline: Option<u64>| deadline.is_some_and(|at| at <= now.monotonic_ms);
        if due(self.broker.next_timeout_ms()) {
            self.broker.handle_timeout(now, &mut self.effects);
        }
        self.lingering.handle_timeout(now.monotonic_ms);
        while let Some(id) = self.lifetimes.ended(now.monotonic_ms) {
            self.expire(id, now);
        }
    }

    /// Looks at some of the connections whose standing may have been replaced.
    fn sweep(&mut self, now: Now) {
        let mailbox = self.around.mailboxes.get(self.number);
        if mailbox.is_some_and(super::super::mailbox::Mailbox::take_sweep) {
            self.broker.permissions_changed();
            self.sweeping = true;
        }
        if self.sweeping {
            self.sweeping = self.broker.sweep(now, &mut self.effects);
        }
    }

    /// Whether the gateway is shutting down and everybody has heard of it.
    pub(super) fn has_ended(&self) -> bool {
        self.ends_ms.is_some_and(|ends_ms| {
            let everybody = self.connections.len() == 0 && self.lingering.is_empty();
            everybody || self.around.clock.monotonic_ms() >= ends_ms
        })
    }
}
