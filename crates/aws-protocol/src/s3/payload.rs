//! What stands for the body in a signature, and how long the body is.

use http::HeaderMap;
use http::header::CONTENT_LENGTH;

use super::error::S3Error;
use super::trailer::Checksum;
use crate::sigv4::{Form, payload_hash as hex_sha256};

/// Bytes of one request's body: what S3 takes in one part.
pub const OBJECT_BYTES_MAX: u64 = 5 * 1024 * 1024 * 1024;

/// How the signature holds the body.
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Payload {
    /// By its SHA-256, in lower-case hexadecimal.
    Hash(String),
    /// Not at all.
    Unsigned,
    /// In chunks, each signed.
    SignedChunks {
        /// The checksum that follows the last chunk, signed too, if one does.
        trailer: Option<Checksum>,
    },
    /// In chunks that are not signed.
    UnsignedChunks {
        /// The checksum that follows the last chunk.
        trailer: Checksum,
    },
}

impl Payload {
    /// What a request says of its body.
    pub fn read(headers: &HeaderMap, form: Form) -> Result<Self, S3Error> {
        let mut values = headers.get_all(CONTENT_SHA256).iter();
        let told = match (values.next(), values.next()) {
            (Some(told), None) => told.to_str().unwrap_or_default(),
            (None, _) if form == Form::Query => return Ok(Self::Unsigned),
            _ => {
                return Err(S3Error::invalid(
                    "Missing required header for this request: x-amz-content-sha256",
                ));
            }
        };
        let payload = Self::of(told, headers)?.ok_or_else(|| {
            S3Error::argument(
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, one of the \
                               STREAMING forms of AWS4-HMAC-SHA256, or a valid sha256 value.",
            )
        })?;
        match payload {
            Self::SignedChunks { .. } | Self::UnsignedChunks { .. } if form == Form::Query => {
                Err(S3Error::invalid("a request that is signed in its query has no chunks"))
            }
            payload => Ok(payload),
        }
    }

    fn of(told: &str, headers: &HeaderMap) -> Result<Option<Self>, S3Error> {
        Ok(match told {
            UNSIGNED => Some(Self::Unsigned),
            SIGNED_CHUNKS => Some(Self::SignedChunks { trailer: None }),
            SIGNED_CHUNKS_TRAILER => {
                Some(Self::SignedChunks { trailer: Some(Checksum::announced(headers)?) })
            }
            UNSIGNED_CHUNKS => {
                Some(Self::UnsignedChunks { trailer: Checksum::announced(headers)? })
            }
            hash => {
                let digits = hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
                (hash.len() == 64 && digits).then(|| Self::Hash(hash.to_owned()))
            }
        })
    }

    /// The words that stand for the body in the request's signature.
    pub fn signed_as(&self) -> &str {
        match self {
            Self::Hash(hash) => hash,
            Self::Unsigned => UNSIGNED,
            Self::SignedChunks { trailer: None } => SIGNED_CHUNKS,
            Self::SignedChunks { trailer: Some(_) } => SIGNED_CHUNKS_TRAILER,
            Self::UnsignedChunks { .. } => UNSIGNED_CHUNKS,
        }
    }

    /// What stands for a body of so many bytes where it is passed on. Signatures of chunks end here;
    /// a checksum that follows them goes on.
    pub fn passed_on_as(&self, bytes: u64) -> String {
        match self {
            _ if self.trailer().is_some() => UNSIGNED_CHUNKS.to_owned(),
            _ if bytes == 0 => hex_sha256(b""),
            Self::Hash(hash) => hash.clone(),
            _ => UNSIGNED.to_owned(),
        }
    }

    /// The checksum that follows the body.
    pub fn trailer(&self) -> Option<Checksum> {
        match self {
            Self::SignedChunks { trailer } => *trailer,
            Self::UnsignedChunks { trailer } => Some(*trailer),
            Self::Hash(_) | Self::Unsigned => None,
        }
    }

    /// Whether the body comes in chunks of its own.
    pub fn is_chunked(&self) -> bool {
        matches!(self, Self::SignedChunks { .. } | Self::UnsignedChunks { .. })
    }

    /// How many bytes the body holds once it is read: none where nothing says so.
    pub fn bytes(&self, headers: &HeaderMap) -> Result<Option<u64>, S3Error> {
        let name = if self.is_chunked() { DECODED_LENGTH } else { CONTENT_LENGTH.as_str() };
        let mut values = headers.get_all(name).iter();
        let Some(value) = values.next() else { return Ok(None) };
        let text = value.to_str().unwrap_or_default();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let bytes = text.parse().ok().filter(|_| digits && values.next().is_none());
        let bytes: u64 = bytes.ok_or_else(|| S3Error::argument("a length is not a number"))?;
        if bytes > OBJECT_BYTES_MAX { Err(S3Error::too_large()) } else { Ok(Some(bytes)) }
    }
}

const CONTENT_SHA256: &str = "x-amz-content-sha256";
const DECODED_LENGTH: &str = "x-amz-decoded-content-length";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
const SIGNED_CHUNKS: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
const SIGNED_CHUNKS_TRAILER: &str = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER";
const UNSIGNED_CHUNKS: &str = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| ((*name).try_into().unwrap(), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn every_form_signs_as_it_was_sent() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        for told in [empty, UNSIGNED, SIGNED_CHUNKS, SIGNED_CHUNKS_TRAILER, UNSIGNED_CHUNKS] {
            let sent = headers(&[(CONTENT_SHA256, told), ("x-amz-trailer", "x-amz-checksum-sha1")]);
            let payload = Payload::read(&sent, Form::Header).unwrap();
            assert_eq!(payload.signed_as(), told);
            assert_eq!(Payload::read(&sent, Form::Query).is_err(), payload.is_chunked());
        }
        for told in [
            "",
            "abc",
            UNSIGNED_CHUNKS,
            SIGNED_CHUNKS_TRAILER,
            "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD",
        ] {
            assert!(Payload::read(&headers(&[(CONTENT_SHA256, told)]), Form::Header).is_err());
        }
        assert!(Payload::read(&HeaderMap::new(), Form::Header).is_err());
        assert_eq!(Payload::read(&HeaderMap::new(), Form::Query), Ok(Payload::Unsigned));
    }

    #[test]
    fn the_length_is_the_one_of_the_object() {
        let sent = headers(&[("content-length", "200"), (DECODED_LENGTH, "100")]);
        assert_eq!(Payload::Unsigned.bytes(&sent), Ok(Some(200)));
        let chunks = Payload::SignedChunks { trailer: None };
        assert_eq!(chunks.bytes(&sent), Ok(Some(100)));
        assert_eq!(Payload::Unsigned.bytes(&HeaderMap::new()), Ok(None));
        for text in ["-1", "+1", "", "x", "99999999999999999999", "5368709121"] {
            assert!(Payload::Unsigned.bytes(&headers(&[("content-length", text)])).is_err());
        }
    }
}
