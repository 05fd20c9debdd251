//! The tokens under which sources are registered with a reactor's poll.

use mio::Token;

/// The waker of the reactor's queue.
pub(crate) const WAKER: Token = Token(0);
/// The first door; doors have one token each.
const DOOR_FIRST: usize = 1;
/// The first connection: the rest is the connection's slot.
const CONNECTION_FIRST: usize = DOOR_FIRST + DOORS_MAX;

/// The most doors of one gateway.
pub(crate) const DOORS_MAX: usize = 16;

/// What a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Waker,
    Door(usize),
    Connection(usize),
}

pub(crate) fn of_door(number: usize) -> Token {
    Token(DOOR_FIRST + number)
}

pub(crate) fn of_connection(slot: usize) -> Token {
    Token(CONNECTION_FIRST + slot)
}

pub(crate) fn source(token: Token) -> Source {
    match token.0 {
        0 => Source::Waker,
        door if door < CONNECTION_FIRST => Source::Door(door - DOOR_FIRST),
        connection => Source::Connection(connection - CONNECTION_FIRST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_for_one_source_each() {
        assert_eq!(source(WAKER), Source::Waker);
        assert_eq!(source(of_door(0)), Source::Door(0));
        assert_eq!(source(of_door(DOORS_MAX - 1)), Source::Door(DOORS_MAX - 1));
        assert_eq!(source(of_connection(0)), Source::Connection(0));
    }
}
