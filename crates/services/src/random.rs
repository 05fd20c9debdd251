//! The randomness of one call: a stream drawn from the call's seed, so that an operation that is
//! decided twice chooses the same ids both times.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::digest::{SHA256, digest};

/// How many bytes the gateway draws from the machine's entropy for each call.
pub const SEED_BYTES: usize = 32;

/// A deterministic stream of bytes: SHA-256 over the seed and a counter.
#[derive(Debug)]
pub struct Random {
    seed: [u8; SEED_BYTES],
    drawn: AtomicU64,
}

impl Random {
    /// A stream from a seed that came from the machine's entropy (or from a test).
    pub const fn new(seed: [u8; SEED_BYTES]) -> Self {
        Self { seed, drawn: AtomicU64::new(0) }
    }

    /// How far the stream has been drawn.
    pub fn position(&self) -> u64 {
        self.drawn.load(Ordering::Relaxed)
    }

    /// Goes back, so that another run of `decide` draws the same bytes.
    pub fn rewind(&self, position: u64) {
        self.drawn.store(position, Ordering::Relaxed);
    }

    /// The next `N` bytes, at most 32.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        const { assert!(N <= 32, "one draw gives at most 32 bytes") };
        let counter = self.drawn.fetch_add(1, Ordering::Relaxed);
        let mut block = [0_u8; SEED_BYTES + 8];
        for (to, from) in
            block.iter_mut().zip(self.seed.iter().copied().chain(counter.to_be_bytes()))
        {
            *to = from;
        }
        let digest = digest(&SHA256, &block);
        let mut out = [0_u8; N];
        for (to, from) in out.iter_mut().zip(digest.as_ref()) {
            *to = *from;
        }
        out
    }

    /// A version 4 UUID, lower case: identity ids and pool ids end in one.
    pub fn uuid(&self) -> uuid::Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// `length` characters of `A-Z2-7` after a prefix: IAM's unique ids (`AROA…`, `ANPA…`).
    pub fn unique_id(&self, prefix: &str, length: usize) -> String {
        const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        let bytes: [u8; 32] = self.bytes();
        prefix
            .chars()
            .chain(
                bytes
                    .iter()
                    .take(length)
                    .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
                    .map(|letter| char::from(*letter)),
            )
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rewound_stream_repeats_itself_and_a_running_one_does_not() {
        let random = Random::new([7; SEED_BYTES]);
        let first: [u8; 16] = random.bytes();
        let second: [u8; 16] = random.bytes();
        assert_ne!(first, second);
        random.rewind(0);
        assert_eq!(random.bytes::<16>(), first);
        assert_ne!(Random::new([8; SEED_BYTES]).bytes::<16>(), first);
    }

    #[test]
    fn ids_have_the_forms_aws_uses() {
        let random = Random::new([1; SEED_BYTES]);
        let id = random.unique_id("AROA", 17);
        assert_eq!(id.len(), 21);
        assert!(id.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit()));
        assert_eq!(random.uuid().get_version_num(), 4);
    }
}
