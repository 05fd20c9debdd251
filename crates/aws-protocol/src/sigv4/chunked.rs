//! Bodies in signed or unsigned chunks, as object stores are sent them: `aws-chunked`, with or
//! without trailing headers.
//!
//! Each signed chunk carries a signature over its bytes and the signature before it, so that a
//! chunk's bytes are given out only once they were all there and verified.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html>
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html>

use bytes::{Bytes, BytesMut};

use super::canonical::hex_sha256;
use super::key::SigningKey;

/// Bytes of one signed chunk, which is kept until it was verified.
pub const CHUNK_BYTES_MAX: u64 = 1024 * 1024;
/// Bytes of the line before a chunk, its signature included.
pub const CHUNK_LINE_BYTES_MAX: usize = 256;
/// Bytes of all trailing headers.
pub const TRAILER_BYTES_MAX: usize = 4 * 1024;

/// What the signatures of chunks continue: the request's own.
#[derive(Debug, Clone)]
pub struct Seed {
    pub(super) signature: String,
    pub(super) date: String,
    pub(super) scope: String,
}

/// Why a body is not the one that was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ChunkError {
    /// The framing is not `aws-chunked`.
    #[error("the body is not made of well-formed chunks")]
    Malformed,
    /// A chunk or the trailer is larger than what is kept of it.
    #[error("a chunk or the trailer is too large")]
    TooLarge,
    /// A signature is not right.
    #[error("the signature of a chunk or of the trailer does not match")]
    Mismatch,
    /// The chunks hold more or less than the request said.
    #[error("the chunks do not hold as many bytes as x-amz-decoded-content-length says")]
    Length,
    /// The body ended before its last chunk.
    #[error("the body ended before its last chunk")]
    Incomplete,
}

#[derive(Debug)]
enum State {
    Line,
    Data { remaining: u64, signature: String },
    DataEnd,
    Trailer,
    Done,
}

#[derive(Debug)]
struct Signatures {
    key: SigningKey,
    seed: Seed,
}

/// Reads one body, piece by piece.
#[derive(Debug)]
pub struct Chunked {
    signatures: Option<Signatures>,
    has_trailer: bool,
    bytes_left: u64,
    state: State,
    buffer: BytesMut,
    trailers: Vec<(String, String)>,
}

impl Chunked {
    /// A body of signed chunks that hold `decoded_bytes` in all.
    pub fn signed(key: SigningKey, seed: Seed, has_trailer: bool, decoded_bytes: u64) -> Self {
        Self::new(Some(Signatures { key, seed }), has_trailer, decoded_bytes)
    }

    /// A body of unsigned chunks, which always has a trailer.
    pub fn unsigned(decoded_bytes: u64) -> Self {
        Self::new(None, true, decoded_bytes)
    }

    fn new(signatures: Option<Signatures>, has_trailer: bool, decoded_bytes: u64) -> Self {
        Self {
            signatures,
            has_trailer,
            bytes_left: decoded_bytes,
            state: State::Line,
            buffer: BytesMut::new(),
            trailers: Vec::new(),
        }
    }

    /// Takes the next piece of the body and gives out what can be trusted by now.
    pub fn feed(&mut self, piece: &[u8]) -> Result<Vec<Bytes>, ChunkError> {
        self.buffer.extend_from_slice(piece);
        let mut out = Vec::new();
        while self.step(&mut out)? {}
        Ok(out)
    }

    /// The trailing headers, once the body has ended.
    pub fn finish(&self) -> Result<&[(String, String)], ChunkError> {
        match self.state {
            State::Done if self.buffer.is_empty() => Ok(&self.trailers),
            State::Done => Err(ChunkError::Malformed),
            _ => Err(ChunkError::Incomplete),
        }
    }

    /// One step; `false` where more bytes are needed first.
    fn step(&mut self, out: &mut Vec<Bytes>) -> Result<bool, ChunkError> {
        match &mut self.state {
            State::Line => self.line(),
            State::Data { remaining, signature } => {
                let (remaining, signature) = (*remaining, std::mem::take(signature));
                self.data(remaining, signature, out)
            }
            State::DataEnd => {
                let Some(end) = self.buffer.get(..2) else { return Ok(false) };
                if end != b"\r\n" {
                    return Err(ChunkError::Malformed);
                }
                let _end = self.buffer.split_to(2);
                self.state = State::Line;
                Ok(true)
            }
            State::Trailer => self.trailer_line(),
            State::Done if self.buffer.is_empty() => Ok(false),
            State::Done => Err(ChunkError::Malformed),
        }
    }

    /// `SIZE;chunk-signature=SIGNATURE`, or `SIZE`.
    fn line(&mut self) -> Result<bool, ChunkError> {
        let Some(line) = self.take_line(CHUNK_LINE_BYTES_MAX)? else { return Ok(false) };
        let (size, signature) = match (line.split_once(";chunk-signature="), &self.signatures) {
            (Some((size, signature)), Some(_)) => (size, signature),
            (None, None) => (line.as_str(), ""),
            _ => return Err(ChunkError::Malformed),
        };
        let digits = !size.is_empty() && size.bytes().all(|byte| byte.is_ascii_hexdigit());
        let size = u64::from_str_radix(size, 16).ok().filter(|_| digits);
        let size = size.ok_or(ChunkError::Malformed)?;
        if self.signatures.is_some() && size > CHUNK_BYTES_MAX {
            return Err(ChunkError::TooLarge);
        }
        self.bytes_left = self.bytes_left.checked_sub(size).ok_or(ChunkError::Length)?;
        if size > 0 {
            self.state = State::Data { remaining: size, signature: signature.to_owned() };
            return Ok(true);
        }
        self.verify_chunk(b"", signature)?;
        if self.bytes_left > 0 {
            return Err(ChunkError::Length);
        }
        self.state = State::Trailer;
        Ok(true)
    }

    fn data(
        &mut self,
        remaining: u64,
        signature: String,
        out: &mut Vec<Bytes>,
    ) -> Result<bool, ChunkError> {
        let here = u64::try_from(self.buffer.len()).map_err(|_| ChunkError::TooLarge)?;
        let whole = here >= remaining;
        if here == 0 || (self.signatures.is_some() && !whole) {
            self.state = State::Data { remaining, signature };
            return Ok(false);
        }
        let taken = here.min(remaining);
        let count = usize::try_from(taken).map_err(|_| ChunkError::TooLarge)?;
        let bytes = self.buffer.split_to(count).freeze();
        self.verify_chunk(&bytes, &signature)?;
        out.push(bytes);
        self.state = match remaining - taken {
            0 => State::DataEnd,
            remaining => State::Data { remaining, signature },
        };
        Ok(true)
    }

    /// A trailing header, or the empty line that ends them all.
    fn trailer_line(&mut self) -> Result<bool, ChunkError> {
        let Some(line) = self.take_line(TRAILER_BYTES_MAX)? else { return Ok(false) };
        if line.is_empty() {
            return self.end().map(|()| true);
        }
        let (name, value) = line.split_once(':').ok_or(ChunkError::Malformed)?;
        let known: usize = self.trailers.iter().map(|(name, value)| name.len() + value.len()).sum();
        if known + line.len() > TRAILER_BYTES_MAX {
            return Err(ChunkError::TooLarge);
        }
        self.trailers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
        Ok(true)
    }

    fn end(&mut self) -> Result<(), ChunkError> {
        if !self.has_trailer && !self.trailers.is_empty() {
            return Err(ChunkError::Malformed);
        }
        if let Some(signatures) = self.signatures.as_ref().filter(|_| self.has_trailer) {
            let (name, sent) = self.trailers.pop().ok_or(ChunkError::Mismatch)?;
            let mut canonical = String::new();
            for (name, value) in &self.trailers {
                canonical.extend([name.as_str(), ":", value, "\n"]);
            }
            let Seed { signature, date, scope } = &signatures.seed;
            let hash = hex_sha256(canonical.as_bytes());
            let string_to_sign =
                format!("AWS4-HMAC-SHA256-TRAILER\n{date}\n{scope}\n{signature}\n{hash}");
            if name != TRAILER_SIGNATURE || !signatures.key.signed(string_to_sign.as_bytes(), &sent)
            {
                return Err(ChunkError::Mismatch);
            }
        }
        self.state = State::Done;
        Ok(())
    }

    fn verify_chunk(&mut self, bytes: &[u8], sent: &str) -> Result<(), ChunkError> {
        let Some(Signatures { key, seed }) = &mut self.signatures else { return Ok(()) };
        let (empty, hash) = (hex_sha256(b""), hex_sha256(bytes));
        let Seed { signature, date, scope } = &*seed;
        let string_to_sign =
            format!("AWS4-HMAC-SHA256-PAYLOAD\n{date}\n{scope}\n{signature}\n{empty}\n{hash}");
        if !key.signed(string_to_sign.as_bytes(), sent) {
            return Err(ChunkError::Mismatch);
        }
        sent.clone_into(&mut seed.signature);
        Ok(())
    }

    /// The next line without its end, if it is whole.
    fn take_line(&mut self, bytes_max: usize) -> Result<Option<String>, ChunkError> {
        let end = self.buffer.windows(2).take(bytes_max + 1).position(|pair| pair == b"\r\n");
        let Some(end) = end else {
            let more = self.buffer.len() <= bytes_max;
            return if more { Ok(None) } else { Err(ChunkError::TooLarge) };
        };
        let line = self.buffer.split_to(end + 2);
        let line = line.get(..end).and_then(|line| std::str::from_utf8(line).ok());
        line.map(|line| Some(line.to_owned())).ok_or(ChunkError::Malformed)
    }
}

const TRAILER_SIGNATURE: &str = "x-amz-trailer-signature";

#[cfg(test)]
mod tests {
    use super::super::scope::Scope;
    use super::*;

    /// The examples of AWS's documentation: a key, and signatures from the first to the last.
    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    const PLAIN: [&str; 4] = [
        "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
        "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
        "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
        "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
    ];
    const TRAILED: [&str; 5] = [
        "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e",
        "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
        "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
        "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
        "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
    ];

    fn reader(seed: &str, has_trailer: bool, decoded_bytes: u64) -> Chunked {
        let scope = Scope {
            access_key_id: "AKIAIOSFODNN7EXAMPLE",
            day: "20130524",
            region: "us-east-1",
            service: "s3",
        };
        let seed = Seed {
            signature: seed.to_owned(),
            date: "20130524T000000Z".to_owned(),
            scope: "20130524/us-east-1/s3/aws4_request".to_owned(),
        };
        Chunked::signed(SigningKey::derive(SECRET, &scope), seed, has_trailer, decoded_bytes)
    }

    fn body(signatures: &[&str]) -> String {
        let sizes = [65_536, 1_024, 0];
        let chunk = |(size, signature): (&usize, &&str)| {
            let (data, end) = ("a".repeat(*size), if *size > 0 { "\r\n" } else { "" });
            format!("{size:x};chunk-signature={signature}\r\n{data}{end}")
        };
        let body: String = sizes.iter().zip(signatures.iter().skip(1)).map(chunk).collect();
        match signatures.get(4) {
            Some(last) => {
                body + "x-amz-checksum-crc32c:sOO8/Q==\r\nx-amz-trailer-signature:"
                    + last
                    + "\r\n\r\n"
            }
            None => body + "\r\n",
        }
    }

    fn read(mut reader: Chunked, body: &[u8], piece: usize) -> Result<usize, ChunkError> {
        let mut count = 0;
        for piece in body.chunks(piece) {
            count += reader.feed(piece)?.iter().map(Bytes::len).sum::<usize>();
        }
        reader.finish().map(|_| count)
    }

    #[test]
    fn documented_bodies_are_read_in_pieces_of_any_size() {
        for piece in [1, 7, 4_096, 1_000_000] {
            let plain = reader(PLAIN[0], false, 66_560);
            assert_eq!(read(plain, body(&PLAIN).as_bytes(), piece), Ok(66_560));
            let trailed = reader(TRAILED[0], true, 66_560);
            assert_eq!(read(trailed, body(&TRAILED).as_bytes(), piece), Ok(66_560));
        }
    }

    #[test]
    fn a_changed_body_gives_out_nothing_of_the_changed_chunk() {
        let good = body(&TRAILED);
        for (from, to, error) in [
            ("\r\na", "\r\nb", ChunkError::Mismatch),
            ("400;chunk", "3ff;chunk", ChunkError::Mismatch),
            ("sOO8/Q==", "sOO8/Q=A", ChunkError::Mismatch),
            ("crc32c", "crc32", ChunkError::Mismatch),
            ("x-amz-trailer-signature", "x-amz-other", ChunkError::Mismatch),
            (";chunk-signature=", ";chunk-sign=", ChunkError::Malformed),
            ("10000;", "+10000;", ChunkError::Malformed),
            ("10000;", "110000;", ChunkError::TooLarge),
        ] {
            let changed = good.replacen(from, to, 1);
            let read = read(reader(TRAILED[0], true, 66_560), changed.as_bytes(), 100_000);
            assert_eq!(read, Err(error), "{from}");
        }
        let mut changed = reader(TRAILED[0], true, 66_560);
        assert!(changed.feed(good.replacen('a', "b", 3).as_bytes()).is_err());
    }

    #[test]
    fn a_body_is_as_long_as_it_was_said_to_be() {
        let good = body(&PLAIN);
        for (said, error) in [(66_559, ChunkError::Length), (66_561, ChunkError::Length)] {
            assert_eq!(read(reader(PLAIN[0], false, said), good.as_bytes(), 999), Err(error));
        }
        let cut = good.as_bytes().split_at(good.len() - 3).0;
        assert_eq!(read(reader(PLAIN[0], false, 66_560), cut, 999), Err(ChunkError::Incomplete));
        let longer = good + "x";
        assert!(read(reader(PLAIN[0], false, 66_560), longer.as_bytes(), 999).is_err());
    }

    #[test]
    fn unsigned_chunks_are_streamed_and_their_trailer_is_kept() {
        let mut reader = Chunked::unsigned(5);
        assert_eq!(reader.feed(b"5\r\nhe").unwrap().concat(), b"he");
        assert_eq!(reader.feed(b"llo\r\n0\r\nX-Amz-Checksum-Crc32: AAA=\r\n\r").unwrap().len(), 1);
        assert_eq!(reader.finish(), Err(ChunkError::Incomplete));
        assert!(reader.feed(b"\n").unwrap().is_empty());
        let trailer = ("x-amz-checksum-crc32".to_owned(), "AAA=".to_owned());
        assert_eq!(reader.finish(), Ok([trailer].as_slice()));
        let signed = b"5;chunk-signature=00\r\nhello";
        assert_eq!(Chunked::unsigned(5).feed(signed), Err(ChunkError::Malformed));
        let endless = vec![b'0'; CHUNK_LINE_BYTES_MAX + 2];
        assert_eq!(Chunked::unsigned(5).feed(&endless), Err(ChunkError::TooLarge));
    }
}
