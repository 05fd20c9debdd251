//! What waits to be written to one connection.

use bytes::{Buf, Bytes, BytesMut};
use std::collections::VecDeque;

/// Bytes that wait to be written to one connection: small packets side by side, large ones as
/// slices that many connections share.
#[derive(Debug, Default)]
pub struct Output {
    chunks: VecDeque<Bytes>,
    /// What follows the chunks.
    tail: BytesMut,
    bytes: usize,
}

/// Slices from this size on are shared; copying smaller ones costs less than counting them.
const SHARED_BYTES_MIN: usize = 1024;
/// As many places for chunks are kept.
const KEPT_CHUNKS_MAX: usize = 8;
/// A tail that has grown beyond this is given back once it is written: most clients are silent most of
/// the time.
const KEPT_BYTES_MAX: usize = 1024;
/// The tail is closed at this size, so that writing it moves no bytes.
const TAIL_BYTES_MAX: usize = 32 << 10;

impl Output {
    /// How many bytes wait.
    pub fn len(&self) -> usize {
        self.bytes
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.bytes == 0
    }

    /// The slices that wait, in order, for a vectored write.
    pub fn slices(&self) -> impl Iterator<Item = &[u8]> {
        let tail = Some(&*self.tail).filter(|tail| !tail.is_empty());
        self.chunks.iter().map(|chunk| &**chunk).chain(tail)
    }

    /// Queues a slice that others may share.
    pub(crate) fn push(&mut self, slice: &Bytes) {
        if !Self::shares(slice.len()) {
            self.copy(slice);
            return;
        }
        self.close_tail();
        self.bytes += slice.len();
        self.chunks.push_back(slice.clone());
    }

    /// Queues a copy of bytes.
    pub(crate) fn copy(&mut self, bytes: &[u8]) {
        self.append(|tail| tail.extend_from_slice(bytes));
    }

    /// Whether so many bytes are worth sharing.
    pub(crate) fn shares(bytes: usize) -> bool {
        bytes >= SHARED_BYTES_MIN
    }

    /// Lets `write` append to what is queued.
    pub(crate) fn append<R>(&mut self, write: impl FnOnce(&mut BytesMut) -> R) -> R {
        let before = self.tail.len();
        let result = write(&mut self.tail);
        self.bytes += self.tail.len() - before;
        if self.tail.len() >= TAIL_BYTES_MAX {
            self.close_tail();
        }
        result
    }

    fn close_tail(&mut self) {
        if !self.tail.is_empty() {
            self.chunks.push_back(self.tail.split().freeze());
        }
    }

    /// Forgets the first `bytes`.
    pub(crate) fn advance(&mut self, bytes: usize) {
        let mut left = bytes.min(self.bytes);
        self.bytes -= left;
        while let Some(first) = self.chunks.front_mut() {
            if left < first.len() {
                first.advance(left);
                return;
            }
            left -= first.len();
            self.chunks.pop_front();
        }
        self.tail.advance(left);
        if self.bytes == 0 {
            self.give_back();
        }
    }

    fn give_back(&mut self) {
        if self.tail.capacity() > KEPT_BYTES_MAX {
            self.tail = BytesMut::new();
        }
        if self.chunks.capacity() > KEPT_CHUNKS_MAX {
            self.chunks = VecDeque::new();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_goes_in_comes_out_in_order(
            pushed in prop::collection::vec((0_usize..4000, any::<bool>()), 0..16), step in 100_usize..5000,
        ) {
            let (mut output, mut expected, mut next) = (Output::default(), Vec::new(), 0_u8);
            for (bytes, shared) in pushed {
                let slice: Vec<u8> = (0..bytes).map(|_| { next = next.wrapping_add(1); next }).collect();
                expected.extend_from_slice(&slice);
                if shared {
                    output.push(&Bytes::from(slice));
                } else {
                    output.append(|tail| tail.extend_from_slice(&slice));
                }
            }
            let mut written = Vec::new();
            while !output.is_empty() {
                let all: Vec<u8> = output.slices().flatten().copied().collect();
                prop_assert_eq!(all.len(), output.len());
                written.extend_from_slice(&all[..step.min(all.len())]);
                output.advance(step);
            }
            prop_assert_eq!(written, expected);
        }
    }
}
