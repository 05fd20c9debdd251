//! A body in unsigned chunks that end in its checksum, as it goes on to the store, which compares.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>

use bytes::{Bytes, BytesMut};
use http::HeaderMap;

use super::error::S3Error;

/// Bytes of each chunk but the last.
pub const CHUNK_BYTES: usize = 64 * 1024;

/// A checksum that follows a body, by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checksum {
    /// The header's name.
    pub name: &'static str,
    /// How long its value is, in base64.
    value_bytes: usize,
}

impl Checksum {
    /// The one that a request announces.
    pub(super) fn announced(headers: &HeaderMap) -> Result<Self, S3Error> {
        let mut values = headers.get_all(TRAILER).iter();
        let name = values.next().and_then(|value| value.to_str().ok()).unwrap_or_default().trim();
        let known = CHECKSUMS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        let known = known.filter(|_| values.next().is_none());
        let (name, value_bytes) = known.copied().ok_or_else(|| {
            S3Error::invalid("The value specified in the x-amz-trailer header is not supported")
        })?;
        Ok(Self { name, value_bytes })
    }

    /// The value in a body's trailer, which holds this checksum and nothing else.
    pub(super) fn value(&self, trailer: &[(String, String)]) -> Result<String, S3Error> {
        let base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        match trailer {
            [(name, value)]
                if name == self.name
                    && value.len() == self.value_bytes
                    && value.bytes().all(base64) =>
            {
                Ok(value.clone())
            }
            _ => Err(S3Error::bad_digest()),
        }
    }

    /// How long a body of `bytes` is in its chunks, its trailer included.
    pub fn encoded_bytes(&self, bytes: u64) -> u64 {
        let chunk_bytes = CHUNK_BYTES as u64;
        let chunk = |count: u64| format!("{count:x}").len() as u64 + count + 4;
        let last = match bytes % chunk_bytes {
            0 => 0,
            rest => chunk(rest),
        };
        let end = self.name.len() + self.value_bytes + "0\r\n:\r\n\r\n".len();
        bytes / chunk_bytes * chunk(chunk_bytes) + last + end as u64
    }
}

/// Writes a body in chunks.
#[derive(Debug)]
pub struct TrailedChunks {
    checksum: Checksum,
    buffer: BytesMut,
}

impl TrailedChunks {
    /// The writer of a body that this checksum follows.
    pub fn new(checksum: Checksum) -> Self {
        Self { checksum, buffer: BytesMut::new() }
    }

    /// The checksum that follows.
    pub fn checksum(&self) -> Checksum {
        self.checksum
    }

    /// Takes a piece, and gives out the chunks that are whole by now.
    pub fn push(&mut self, piece: &[u8]) -> Bytes {
        self.buffer.extend_from_slice(piece);
        let mut out = BytesMut::new();
        while self.buffer.len() >= CHUNK_BYTES {
            write_chunk(&mut out, &self.buffer.split_to(CHUNK_BYTES));
        }
        out.freeze()
    }

    /// The rest, and the checksum.
    pub fn end(&mut self, value: &str) -> Bytes {
        let mut out = BytesMut::new();
        if !self.buffer.is_empty() {
            write_chunk(&mut out, &self.buffer.split());
        }
        out.extend_from_slice(format!("0\r\n{}:{value}\r\n\r\n", self.checksum.name).as_bytes());
        out.freeze()
    }
}

fn write_chunk(out: &mut BytesMut, chunk: &[u8]) {
    out.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
    out.extend_from_slice(chunk);
    out.extend_from_slice(b"\r\n");
}

const TRAILER: &str = "x-amz-trailer";
/// Checksums, and how long they are in base64.
const CHECKSUMS: [(&str, usize); 5] = [
    ("x-amz-checksum-crc32", 8),
    ("x-amz-checksum-crc32c", 8),
    ("x-amz-checksum-crc64nvme", 12),
    ("x-amz-checksum-sha1", 28),
    ("x-amz-checksum-sha256", 44),
];

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;
    use crate::sigv4::Chunked;

    fn announced(name: &'static str) -> Result<Checksum, S3Error> {
        let mut headers = HeaderMap::new();
        headers.insert(TRAILER, HeaderValue::from_static(name));
        Checksum::announced(&headers)
    }

    #[test]
    fn what_is_written_is_as_long_as_was_told_and_reads_back() {
        let checksum = announced("x-amz-checksum-crc32").unwrap();
        for count in [0, 1, 15, 16, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 300_000] {
            let object: Vec<u8> = (0..=250).cycle().take(count).collect();
            let mut writer = TrailedChunks::new(checksum);
            let mut written = BytesMut::new();
            for piece in object.chunks(40_000) {
                written.extend_from_slice(&writer.push(piece));
            }
            written.extend_from_slice(&writer.end("AAAAAA=="));
            let bytes = u64::try_from(count).unwrap();
            assert_eq!(written.len() as u64, checksum.encoded_bytes(bytes), "{count}");
            let mut reader = Chunked::unsigned(bytes);
            assert!(reader.feed(&written).unwrap().concat() == object, "{count}");
            assert_eq!(checksum.value(reader.finish().unwrap()), Ok("AAAAAA==".to_owned()));
        }
    }

    #[test]
    fn a_trailer_is_the_checksum_that_was_announced_and_nothing_else() {
        let checksum = announced("x-amz-checksum-crc32").unwrap();
        let entry = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let good = entry("x-amz-checksum-crc32", "AAAAAA==");
        assert!(checksum.value(std::slice::from_ref(&good)).is_ok());
        for trailer in [
            vec![],
            vec![good.clone(), good],
            vec![entry("x-amz-checksum-crc32c", "AAAAAA==")],
            vec![entry("x-amz-checksum-crc32", "AAAAA==")],
            vec![entry("x-amz-checksum-crc32", "AAAA\r\n==")],
        ] {
            assert!(checksum.value(&trailer).is_err(), "{trailer:?}");
        }
        assert!(announced("x-amz-acl").is_err() && announced("").is_err());
    }
}
