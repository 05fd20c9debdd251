//! Sockets whose writing side has ended: their clients are to read the last packet in peace.
//!
//! A socket that is closed while unread bytes lie in it resets its connection, and the reset may
//! overtake the CONNACK or DISCONNECT that says why. So it is read, and forgotten, for a while.

use std::collections::VecDeque;

use mio::{Interest, Registry};

use crate::device::token;
use crate::device::transport::Socket;

/// How long a client may take to end its side.
const LINGER_MS_MAX: u64 = 2_000;
/// How much of what such a client still sends is read.
const DISCARDED_BYTES_MAX: usize = 256 * 1024;
/// How many sockets linger at once; beyond it the oldest is closed.
const LINGERING_MAX: usize = 1_024;

/// The sockets that linger, in a table whose places are their tokens.
#[derive(Debug, Default)]
pub(super) struct Lingering {
    places: Vec<Option<Ended>>,
    free: Vec<usize>,
    /// Places in the order of their deadlines, with the number that tells a place's tenants apart.
    order: VecDeque<(u64, usize, u64)>,
    entered: u64,
}

#[derive(Debug)]
struct Ended {
    socket: Socket,
    number: u64,
    discarded: usize,
}

impl Lingering {
    pub(super) fn is_empty(&self) -> bool {
        self.places.len() == self.free.len()
    }

    pub(super) fn enter(&mut self, mut socket: Socket, registry: &Registry, now_ms: u64) {
        while self.places.len() - self.free.len() >= LINGERING_MAX
            && let Some((_, place, number)) = self.order.pop_front()
        {
            self.leave(place, number);
        }
        let place = self.free.pop().unwrap_or_else(|| {
            self.places.push(None);
            self.places.len() - 1
        });
        // Its old token may be another connection's by the time it becomes readable.
        if socket.reregister(registry, token::of_lingering(place), Interest::READABLE).is_err() {
            self.free.push(place);
            return;
        }
        self.entered += 1;
        let number = self.entered;
        self.order.push_back((now_ms + LINGER_MS_MAX, place, number));
        if let Some(free) = self.places.get_mut(place) {
            *free = Some(Ended { socket, number, discarded: 0 });
        }
    }

    /// The socket at a place became readable: forget what comes, and close it at its end.
    pub(super) fn readable(&mut self, place: usize, scratch: &mut [u8]) {
        let Some(ended) = self.places.get_mut(place).and_then(Option::as_mut) else { return };
        loop {
            match ended.socket.discard(scratch) {
                Ok(count) if count > 0 && ended.discarded < DISCARDED_BYTES_MAX => {
                    ended.discarded += count;
                }
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => return,
                Ok(_) | Err(_) => break,
            }
        }
        let number = ended.number;
        self.leave(place, number);
    }

    pub(super) fn next_timeout_ms(&self) -> Option<u64> {
        self.order.front().map(|(deadline, ..)| *deadline)
    }

    pub(super) fn handle_timeout(&mut self, now_ms: u64) {
        while let Some((_, place, number)) =
            self.order.pop_front_if(|(deadline, ..)| *deadline <= now_ms)
        {
            self.leave(place, number);
        }
    }

    /// Closes the socket, if this very one is still there. Closing it takes it off the poll.
    fn leave(&mut self, place: usize, number: u64) {
        if let Some(taken) = self.places.get_mut(place)
            && taken.take_if(|ended| ended.number == number).is_some()
        {
            self.free.push(place);
        }
    }
}
