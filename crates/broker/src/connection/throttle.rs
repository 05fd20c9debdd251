//! AWS's rates of one connection: how many messages and bytes of it are served each second.

use crate::settings::Rates;

/// What is left of the rates of one connection.
#[derive(Debug)]
pub(crate) struct Throttle {
    rates: Rates,
    inbound: Bucket,
    outbound: Bucket,
    bytes: Bucket,
    replay: Bucket,
    /// How many messages are left of those that waited for the client to come back.
    replays_left: usize,
    /// When the connection is looked at again.
    pub(crate) wakes_at_ms: Option<u64>,
}

/// Parts of a message or byte in which buckets are counted, so that a millisecond brings whole ones.
const PARTS: i64 = 1000;

impl Throttle {
    pub(crate) fn new(rates: Rates, now_ms: u64) -> Self {
        let full = |per_second| Bucket::new(per_second, per_second, now_ms);
        let replays = rates.shared_replays_per_second_max;
        Self {
            inbound: full(rates.publishes_per_second_max),
            outbound: full(rates.publishes_per_second_max),
            bytes: full(rates.bytes_per_second_max),
            replay: Bucket::new(replays, rates.replay_cost(false), now_ms),
            rates,
            replays_left: 0,
            wakes_at_ms: None,
        }
    }

    /// The client came back to so many messages.
    pub(crate) fn replay(&mut self, messages: usize) {
        self.replays_left = messages;
    }

    /// Whether one more PUBLISH of the client is taken.
    pub(crate) fn takes_publish(&mut self, now_ms: u64) -> bool {
        self.inbound.take(1, now_ms)
    }

    /// Whether one more message of QoS 0 may be sent now.
    pub(crate) fn sends_publish(&mut self, now_ms: u64) -> bool {
        self.outbound.take(1, now_ms)
    }

    /// How long the next message that waits has to go on waiting, in milliseconds: nothing if it may
    /// be sent now.
    pub(crate) fn wait_to_send(&mut self, shared: bool, now_ms: u64) -> Option<u64> {
        let replay = (self.replays_left > 0)
            .then(|| self.replay.wait_ms(self.rates.replay_cost(shared), now_ms))
            .flatten();
        let waits = [replay, self.outbound.wait_ms(1, now_ms), self.wait_to_read(now_ms)];
        waits.into_iter().flatten().max()
    }

    /// A message that waited was sent, or dropped.
    pub(crate) fn sent_waiting(&mut self, shared: bool) {
        self.outbound.spend(1);
        if self.replays_left > 0 {
            self.replays_left -= 1;
            self.replay.spend(self.rates.replay_cost(shared));
        }
    }

    /// How long the next packet of the client has to wait, in milliseconds: nothing if it is read now.
    pub(crate) fn wait_to_read(&mut self, now_ms: u64) -> Option<u64> {
        // A packet may be longer than what is left: what it takes too much, the next ones wait for.
        self.bytes.wait_ms(1, now_ms)
    }

    /// So many bytes were read or sent.
    pub(crate) fn moved(&mut self, bytes: usize) {
        self.bytes.spend(u32::try_from(bytes).unwrap_or(u32::MAX));
    }
}

/// A bucket that fills with time.
#[derive(Debug)]
struct Bucket {
    per_second: i64,
    parts_max: i64,
    parts: i64,
    at_ms: u64,
}

impl Bucket {
    fn new(per_second: u32, max: u32, now_ms: u64) -> Self {
        let parts_max = i64::from(max) * PARTS;
        Self { per_second: i64::from(per_second), parts_max, parts: parts_max, at_ms: now_ms }
    }

    fn fill(&mut self, now_ms: u64) {
        let passed = i64::try_from(now_ms.saturating_sub(self.at_ms)).unwrap_or(i64::MAX);
        let more = self.per_second.saturating_mul(passed);
        self.parts = self.parts.saturating_add(more).min(self.parts_max);
        self.at_ms = now_ms;
    }

    fn take(&mut self, count: u32, now_ms: u64) -> bool {
        let there = self.wait_ms(count, now_ms).is_none();
        if there {
            self.spend(count);
        }
        there
    }

    fn spend(&mut self, count: u32) {
        self.parts = self.parts.saturating_sub(i64::from(count) * PARTS);
    }

    /// How long until so much is there; nothing if it is.
    fn wait_ms(&mut self, count: u32, now_ms: u64) -> Option<u64> {
        self.fill(now_ms);
        let missing = i64::from(count) * PARTS - self.parts;
        if missing <= 0 {
            return None;
        }
        let wait = missing.saturating_add(self.per_second - 1).checked_div(self.per_second);
        wait.and_then(|wait| u64::try_from(wait).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_fills_with_time_and_not_beyond_its_bound() {
        let mut bucket = Bucket::new(10, 2, 1_000);
        assert_eq!(
            [bucket.take(1, 1_000), bucket.take(1, 1_000), bucket.take(1, 1_000)],
            [true, true, false]
        );
        assert_eq!(bucket.wait_ms(1, 1_000), Some(100));
        assert_eq!(bucket.wait_ms(1, 1_099), Some(1));
        assert!(bucket.take(1, 1_100));
        assert_eq!(bucket.wait_ms(2, 60_000), None);
        assert_eq!(bucket.wait_ms(3, 60_000), Some(100));
        // What was taken too much has to come back first; a clock that goes back brings nothing.
        bucket.spend(4);
        assert_eq!(bucket.wait_ms(1, 60_000), Some(300));
        assert_eq!(bucket.wait_ms(1, 59_000), Some(300));
    }
}
