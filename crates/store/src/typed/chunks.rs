//! How a record larger than one value is split, and put together again.
//!
//! In a split table the value at the record's key begins with the number of chunks that follow it,
//! then comes as much of the record as fits; each chunk has a key of its own. All of them are
//! written by one commit, so that their versions tell whether they belong together.

use bytes::{BufMut, Bytes, BytesMut};

use crate::batch::Write;
use crate::limits::VALUE_BYTES_MAX;
use crate::typed::key::chunk_prefix;

/// Most chunks of one record beside its first value, so that a record of a split table can have
/// [`CHUNKS_MAX`] + 1 times [`VALUE_BYTES_MAX`], less one byte.
pub const CHUNKS_MAX: u8 = 16;

/// Bytes of the record in the value at its own key; one byte is the number of chunks.
const HEAD_BYTES_MAX: usize = VALUE_BYTES_MAX - 1;

/// The writes that store `record` at `key`. Chunk keys that it does not need are deleted, because
/// the record that it replaces may have had more.
///
/// A record that is too large even so is written as one value, which the store refuses for its
/// size: the limit has one place and one error.
pub(crate) fn put(key: &Bytes, record: Bytes, writes: &mut Vec<Write>) {
    let tail = record.slice(HEAD_BYTES_MAX.min(record.len())..);
    let chunks = tail.len().div_ceil(VALUE_BYTES_MAX);
    let Some(count) = u8::try_from(chunks).ok().filter(|count| *count <= CHUNKS_MAX) else {
        writes.push(Write::Put(key.clone(), record));
        return;
    };
    let head = record.slice(..record.len() - tail.len());
    let mut value = BytesMut::with_capacity(head.len() + 1);
    value.put_u8(count);
    value.put(head);
    writes.push(Write::Put(key.clone(), value.freeze()));
    for index in 0..CHUNKS_MAX {
        let start = usize::from(index) * VALUE_BYTES_MAX;
        writes.push(if index < count {
            let end = tail.len().min(start + VALUE_BYTES_MAX);
            Write::Put(chunk_key(key, index), tail.slice(start..end))
        } else {
            Write::Delete(chunk_key(key, index))
        });
    }
}

/// The writes that remove the record at `key`.
pub(crate) fn delete(key: &Bytes, writes: &mut Vec<Write>) {
    writes.push(Write::Delete(key.clone()));
    writes.extend((0..CHUNKS_MAX).map(|index| Write::Delete(chunk_key(key, index))));
}

/// The number of chunks and the first bytes of a record, from the value at its key.
pub(crate) fn split_head(value: &Bytes) -> Option<(u8, Bytes)> {
    let count = *value.first()?;
    (count <= CHUNKS_MAX).then(|| (count, value.slice(1..)))
}

/// The key of chunk `index` of the record at `key`.
pub(crate) fn chunk_key(key: &[u8], index: u8) -> Bytes {
    let mut chunk = chunk_prefix(key);
    chunk.push(index);
    chunk.into()
}
