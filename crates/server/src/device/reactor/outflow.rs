//! From the broker to sockets, and the ends of connections.

use std::io;

use daypass_broker::{ConnectionId, Now, Output};

use super::Reactor;
use super::connection::Closing;
use crate::device::token;

/// Writes to one connection in one turn.
const WRITES_PER_TURN_MAX: usize = 16;
/// Connections whose output is looked at in one turn.
const FLUSHES_PER_TURN_MAX: usize = 65_536;

/// WebSocket status codes (RFC 6455 §7.4.1).
const NORMAL_CLOSURE: u16 = 1000;
const GOING_AWAY: u16 = 1001;

/// What came of writing to a connection.
enum Flush {
    /// Everything is written.
    Done,
    /// The peer takes no more for now.
    Blocked,
    /// There is more; another turn goes on with it.
    More,
    /// The socket is of no use any more.
    Broken,
}

impl Reactor {
    /// Writes what the broker has for its connections.
    pub(super) fn flush_all(&mut self, now: Now) {
        for id in std::mem::take(&mut self.unflushed) {
            self.flush(id, now);
        }
        for _ in 0..FLUSHES_PER_TURN_MAX {
            let Some(id) = self.broker.next_with_output() else { break };
            self.flush(id, now);
        }
        // Ends of connections may have asked for more.
        self.settle(now);
    }

    pub(super) fn flush(&mut self, id: ConnectionId, now: Now) {
        match self.write(id, now) {
            Flush::Done => self.finish_if_closing(id, NORMAL_CLOSURE, now),
            Flush::Blocked => {}
            Flush::More => self.unflushed.push(id),
            Flush::Broken => self.drop_client(id, now),
        }
    }

    fn write(&mut self, id: ConnectionId, now: Now) -> Flush {
        for _ in 0..WRITES_PER_TURN_MAX {
            let Some(connection) = self.connections.get_mut(id) else { return Flush::Done };
            let output = self.broker.output(id);
            let waiting = connection.transport.has_waiting();
            if output.is_none_or(Output::is_empty) && !waiting {
                return Flush::Done;
            }
            if !connection.writable {
                return Flush::Blocked;
            }
            match connection.transport.write(output) {
                Ok(written) => {
                    if written.bytes > 0 {
                        self.broker.written(id, written.bytes, now, &mut self.effects);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    return self.wait_for_room(id);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return Flush::Broken,
            }
        }
        Flush::More
    }

    /// Nothing more can be written to a connection until its socket has room.
    fn wait_for_room(&mut self, id: ConnectionId) -> Flush {
        let Some(connection) = self.connections.get_mut(id) else { return Flush::Done };
        connection.writable = false;
        if !std::mem::replace(&mut connection.watched_for_room, true) {
            let (registry, token) = (self.poll.registry(), token::of_connection(id.slot()));
            if connection.transport.watch_for_room(registry, token).is_err() {
                return Flush::Broken;
            }
        }
        Flush::Blocked
    }

    /// The broker wants the connection to end once its output is written.
    pub(super) fn close_after_output(&mut self, id: ConnectionId, closing: Closing) {
        if let Some(connection) = self.connections.get_mut(id) {
            connection.closing = Some(closing);
            connection.unread.clear();
            self.unflushed.push(id);
        }
    }

    /// Everything is written: an ending connection ends its writing side, and its client is left
    /// time to read it. One that took its leave has read what it wants: with nothing unread in it the
    /// socket does not reset its connection when it is closed.
    fn finish_if_closing(&mut self, id: ConnectionId, code: u16, now: Now) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let Some(closing) = connection.closing else { return };
        let nothing_unread = connection.drained && connection.transport.has_heard_goodbye();
        if closing == Closing::AfterLeave
            && nothing_unread
            && connection.transport.say_goodbye().is_ok()
        {
            return self.drop_client(id, now);
        }
        match connection.transport.finish(code) {
            Ok(()) => self.linger(id, now),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                if matches!(self.wait_for_room(id), Flush::Broken) {
                    self.drop_client(id, now);
                }
            }
            Err(_) => self.drop_client(id, now),
        }
    }

    /// The peer has ended: it may still read what it is owed.
    pub(super) fn ended(&mut self, id: ConnectionId, now: Now) {
        self.write(id, now);
        if let Some(connection) = self.connections.get_mut(id) {
            // It ends either way; a peer that still listens gets a proper goodbye.
            let _ = connection.transport.finish(NORMAL_CLOSURE);
        }
        self.drop_client(id, now);
    }

    /// The longest life of a connection is over.
    pub(super) fn expire(&mut self, id: ConnectionId, now: Now) {
        self.broker.expired(id, now, &mut self.effects);
        self.end_with(id, GOING_AWAY, now);
    }

    /// Ends a connection for a reason of its transport's own.
    pub(super) fn end_with(&mut self, id: ConnectionId, code: u16, now: Now) {
        self.write(id, now);
        let Some(connection) = self.connections.get_mut(id) else { return };
        match connection.transport.finish(code) {
            Ok(()) => self.linger(id, now),
            Err(_) => self.drop_client(id, now),
        }
    }

    fn linger(&mut self, id: ConnectionId, now: Now) {
        if let Some(connection) = self.connections.remove(id) {
            let socket = connection.transport.into_socket();
            self.lingering.enter(socket, self.poll.registry(), now.monotonic_ms);
            self.broker.closed(id, now, &mut self.effects);
        }
    }

    /// Closes a transport as it is.
    pub(super) fn drop_client(&mut self, id: ConnectionId, now: Now) {
        if self.connections.remove(id).is_some() {
            self.broker.closed(id, now, &mut self.effects);
        }
    }
}
