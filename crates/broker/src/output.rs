//! What waits to be written to one connection.

use bytes::{Buf, Bytes};
use std::collections::VecDeque;

/// Bytes that wait to be written to one connection, as shared slices.
#[derive(Debug, Default)]
pub struct Output {
    chunks: VecDeque<Bytes>,
    bytes: usize,
}

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
        self.chunks.iter().map(|chunk| &**chunk)
    }

    pub(crate) fn push(&mut self, chunk: Bytes) {
        self.bytes += chunk.len();
        if !chunk.is_empty() {
            self.chunks.push_back(chunk);
        }
    }

    /// Forgets the first `bytes`.
    pub(crate) fn advance(&mut self, mut bytes: usize) {
        while let Some(first) = self.chunks.front_mut() {
            if bytes < first.len() {
                first.advance(bytes);
                self.bytes -= bytes;
                return;
            }
            bytes -= first.len();
            self.bytes -= first.len();
            self.chunks.pop_front();
        }
    }
}
