//! What one subscriber got: every message counted, and none taken for another.

use crate::packets::Stamp;

/// Messages of publishers that are numbered in a row.
pub struct Tally {
    first_publisher: u32,
    /// Of each publisher, the number that its next message has.
    next: Vec<u64>,
    got: u64,
    out_of_order: u64,
}

impl Tally {
    pub fn new(first_publisher: usize, publishers: usize) -> Self {
        Self {
            first_publisher: first_publisher as u32,
            next: vec![0; publishers],
            got: 0,
            out_of_order: 0,
        }
    }

    /// Counts a message; false if it is of a publisher that nobody subscribed to.
    #[inline]
    pub fn count(&mut self, stamp: &Stamp) -> bool {
        let place = stamp.publisher.wrapping_sub(self.first_publisher) as usize;
        let Some(next) = self.next.get_mut(place) else { return false };
        self.got += 1;
        if stamp.number >= *next {
            *next = stamp.number + 1;
        } else {
            self.out_of_order += 1;
        }
        true
    }

    /// How many messages came.
    pub fn got(&self) -> u64 {
        self.got
    }

    /// Messages that others overtook, or that came twice.
    pub fn out_of_order(&self) -> u64 {
        self.out_of_order
    }

    /// Up to which message of a publisher everything that is to come has come.
    pub fn reached(&self, publisher: usize) -> u64 {
        let place = publisher.wrapping_sub(self.first_publisher as usize);
        self.next.get(place).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(numbers: &[u64]) -> Tally {
        let mut tally = Tally::new(3, 2);
        for number in numbers {
            assert!(tally.count(&Stamp { number: *number, sent_ns: 0, publisher: 4 }));
        }
        tally
    }

    #[test]
    fn a_loss_is_told_from_a_change_of_order() {
        let counted = |numbers: &[u64]| {
            let tally = tally(numbers);
            (tally.got(), tally.out_of_order(), tally.reached(4), tally.reached(3))
        };
        assert_eq!(counted(&[0, 1, 2]), (3, 0, 3, 0));
        assert_eq!(counted(&[0, 2, 5]), (3, 0, 6, 0));
        assert_eq!(counted(&[0, 2, 1, 3]), (4, 1, 4, 0));
        assert_eq!(counted(&[0, 0, 1]), (3, 1, 2, 0));
    }

    #[test]
    fn others_messages_are_not_counted() {
        let mut tally = tally(&[]);
        for publisher in [2, 5] {
            assert!(!tally.count(&Stamp { number: 0, sent_ns: 0, publisher }));
        }
        assert_eq!(tally.got(), 0);
    }
}
