//! The tokens under which sources are registered with a reactor's poll.

use mio::Token;

/// The waker of the reactor's queue.
pub(crate) const WAKER: Token = Token(0);
/// The first door; doors have one token each.
const DOOR_FIRST: usize = 1;
/// The first socket that lingers.
const LINGERING_FIRST: usize = DOOR_FIRST + DOORS_MAX;
/// The first connection: the rest is the connection's slot.
const CONNECTION_FIRST: usize = LINGERING_FIRST + LINGERING_PLACES;

/// The most doors of one gateway.
pub(crate) const DOORS_MAX: usize = 16;
/// Room for the places of sockets that linger.
const LINGERING_PLACES: usize = 1 << 16;

/// What a token stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Waker,
    Door(usize),
    Lingering(usize),
    Connection(usize),
}

pub(crate) fn of_door(number: usize) -> Token {
    Token(DOOR_FIRST + number)
}

pub(crate) fn of_lingering(place: usize) -> Token {
    Token(LINGERING_FIRST + place)
}

pub(crate) fn of_connection(slot: usize) -> Token {
    Token(CONNECTION_FIRST + slot)
}

pub(crate) fn source(Token(number): Token) -> Source {
    match number {
        0 => Source::Waker,
        DOOR_FIRST..LINGERING_FIRST => Source::Door(number - DOOR_FIRST),
        LINGERING_FIRST..CONNECTION_FIRST => Source::Lingering(number - LINGERING_FIRST),
        _ => Source::Connection(number - CONNECTION_FIRST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_stand_for_one_source_each() {
        assert_eq!(source(WAKER), Source::Waker);
        for number in [0, DOORS_MAX - 1] {
            assert_eq!(source(of_door(number)), Source::Door(number));
        }
        for place in [0, LINGERING_PLACES - 1] {
            assert_eq!(source(of_lingering(place)), Source::Lingering(place));
        }
        for slot in [0, 1_000_000] {
            assert_eq!(source(of_connection(slot)), Source::Connection(slot));
        }
    }
}
