//! Whether a body is the one that its request promised, told while it goes by.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;

use super::error::S3Error;
use super::payload::Payload;
use super::trailer::Checksum;
use crate::sigv4::{ChunkError, Chunked, Seed, SigningKey, hex};

/// Checks one body, piece by piece. Whoever passes pieces on keeps the last one back until
/// [`BodyCheck::finish`] has said that the whole is right.
pub struct BodyCheck {
    bytes_left: u64,
    how: How,
}

enum How {
    Hash { context: Context, expected: String },
    Length,
    Chunks(Box<Chunked>, Option<Checksum>),
}

impl BodyCheck {
    /// The check of a body that holds `bytes` once its chunks are gone. The chunks' signatures
    /// continue `seed`, the request's own.
    pub fn new(payload: &Payload, bytes: u64, key: SigningKey, seed: Seed) -> Self {
        let how = match payload {
            Payload::Hash(expected) => {
                How::Hash { context: Context::new(&SHA256), expected: expected.clone() }
            }
            Payload::Unsigned => How::Length,
            Payload::SignedChunks { trailer } => {
                let chunks = Chunked::signed(key, seed, trailer.is_some(), bytes);
                How::Chunks(Box::new(chunks), *trailer)
            }
            Payload::UnsignedChunks { trailer } => {
                How::Chunks(Box::new(Chunked::unsigned(bytes)), Some(*trailer))
            }
        };
        Self { bytes_left: bytes, how }
    }

    /// Takes a piece as it came, and gives out pieces of the object.
    pub fn feed(&mut self, piece: Bytes) -> Result<Vec<Bytes>, S3Error> {
        let pieces = match &mut self.how {
            How::Chunks(chunks, _) => chunks.feed(&piece).map_err(refused)?,
            How::Hash { context, .. } => {
                context.update(&piece);
                vec![piece]
            }
            How::Length => vec![piece],
        };
        for piece in &pieces {
            let count = u64::try_from(piece.len()).map_err(|_| S3Error::too_large())?;
            self.bytes_left =
                self.bytes_left.checked_sub(count).ok_or_else(S3Error::incomplete_body)?;
        }
        Ok(pieces)
    }

    /// Whether all that came is what was promised; the checksum that followed it, if one did, is for
    /// the store to compare.
    pub fn finish(&mut self) -> Result<Option<String>, S3Error> {
        if self.bytes_left > 0 {
            return Err(S3Error::incomplete_body());
        }
        match &self.how {
            How::Length => Ok(None),
            How::Hash { context, expected } => {
                let actual = hex(context.clone().finish().as_ref());
                verify_slices_are_equal(actual.as_bytes(), expected.as_bytes())
                    .map(|()| None)
                    .map_err(|_| S3Error::other_body())
            }
            How::Chunks(chunks, trailer) => {
                let sent = chunks.finish().map_err(refused)?;
                trailer.map(|trailer| trailer.value(sent)).transpose()
            }
        }
    }
}

fn refused(error: ChunkError) -> S3Error {
    match error {
        ChunkError::Mismatch => S3Error::mismatch(),
        ChunkError::TooLarge => S3Error::invalid("A chunk of the body is too large"),
        ChunkError::Malformed | ChunkError::Length | ChunkError::Incomplete => {
            S3Error::incomplete_body()
        }
    }
}

impl fmt::Debug for BodyCheck {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("BodyCheck")
            .field("bytes_left", &self.bytes_left)
            .finish_non_exhaustive()
    }
}
