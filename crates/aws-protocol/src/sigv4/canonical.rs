//! The canonical request: method, path, query, headers and body in the one form that signer and
//! server both sign.

use aws_lc_rs::digest::{SHA256, digest};
use http::request::Parts;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, percent_encode};

use super::error::{ErrorKind, SigV4Error};
use super::{QUERY_BYTES_MAX, QUERY_PARAMETERS_MAX};

/// Everything but the unreserved characters of RFC 3986.
pub(crate) const RESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
/// The same for a path, whose slashes stay.
pub(crate) const RESERVED_IN_PATH: &AsciiSet = &RESERVED.remove(b'/');

/// The parameters of a query string, percent-encoded anew and sorted by name and value.
pub(super) struct CanonicalQuery(Vec<(String, String)>);

impl CanonicalQuery {
    /// Reads a raw query string. `+` is a space here as it is to those who read the parameters;
    /// a parameter without `=` has an empty value.
    pub(super) fn parse(query: &str) -> Result<Self, SigV4Error> {
        if query.len() > QUERY_BYTES_MAX {
            return Err(SigV4Error::bad_request("the query string is too long"));
        }
        let mut parameters = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            if parameters.len() >= QUERY_PARAMETERS_MAX {
                return Err(SigV4Error::bad_request("the query string has too many parameters"));
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            parameters.push((encoded_anew(name)?, encoded_anew(value)?));
        }
        Ok(Self(parameters))
    }

    /// The decoded value of the first parameter of that name, which has unreserved characters only.
    pub(super) fn first(&self, name: &str) -> Option<String> {
        let (_, value) = self.0.iter().find(|(found, _)| found == name)?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// The same without any parameter of that name, and sorted.
    pub(super) fn canonical_without(mut self, name: &str) -> Self {
        self.0.retain(|(found, _)| found != name);
        self.0.sort();
        self
    }

    fn write(&self, left_out: Option<&str>, out: &mut Vec<u8>) {
        let kept = self.0.iter().filter(|(name, _)| Some(name.as_str()) != left_out);
        for (index, (name, value)) in kept.enumerate() {
            if index > 0 {
                out.push(b'&');
            }
            out.extend_from_slice(name.as_bytes());
            out.push(b'=');
            out.extend_from_slice(value.as_bytes());
        }
    }
}

/// A name or value of a query, decoded and encoded again, so that every way to write it is one.
fn encoded_anew(text: &str) -> Result<String, SigV4Error> {
    check_escapes(text)?;
    let spaced = text.replace('+', " ");
    let decoded: Vec<u8> = percent_decode_str(&spaced).collect();
    Ok(percent_encode(&decoded, RESERVED).to_string())
}

fn check_escapes(text: &str) -> Result<(), SigV4Error> {
    for (index, _) in text.match_indices('%') {
        let rest = text.get(index + 1..).unwrap_or_default();
        let digits: String = rest.chars().take(2).collect();
        if digits.chars().count() < 2 {
            let words = "Incomplete trailing escape % sequence";
            return Err(SigV4Error::fixed(ErrorKind::MalformedQueryString, words));
        }
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(SigV4Error {
                kind: ErrorKind::MalformedQueryString,
                message: format!("Illegal hex character in escape % pattern: %{digits}").into(),
                hint: None,
            });
        }
    }
    Ok(())
}

/// What of a request goes into its canonical form beside its own parts.
pub(super) struct Canonical<'a> {
    /// The normalized path, as escaped as it was sent.
    pub(super) path: &'a str,
    /// The query without the signature.
    pub(super) query: &'a CanonicalQuery,
    /// A parameter that was not signed.
    pub(super) parameter_left_out: Option<&'a str>,
    /// The names of the signed headers as they were sent.
    pub(super) signed_headers: &'a str,
    /// The value of `host`.
    pub(super) host: &'a [u8],
    /// The body's hash in hexadecimal.
    pub(super) payload_hash: &'a str,
}

impl Canonical<'_> {
    /// The canonical request's own hash, in hexadecimal.
    pub(super) fn hash(&self, request: &Parts) -> String {
        let mut out = Vec::with_capacity(1024);
        out.extend_from_slice(request.method.as_str().as_bytes());
        out.push(b'\n');
        for part in percent_encode(self.path.as_bytes(), RESERVED_IN_PATH) {
            out.extend_from_slice(part.as_bytes());
        }
        out.push(b'\n');
        self.query.write(self.parameter_left_out, &mut out);
        out.push(b'\n');
        for name in self.signed_headers.split(';') {
            out.extend_from_slice(name.as_bytes());
            out.push(b':');
            self.write_header(request, name, &mut out);
            out.push(b'\n');
        }
        out.push(b'\n');
        out.extend_from_slice(self.signed_headers.as_bytes());
        out.push(b'\n');
        out.extend_from_slice(self.payload_hash.as_bytes());
        hex_sha256(&out)
    }

    /// The values of a header, each trimmed and with one space where there were several, joined by
    /// commas in the order of their arrival.
    fn write_header(&self, request: &Parts, name: &str, out: &mut Vec<u8>) {
        if is_host(name) {
            write_trimmed(self.host, out);
            return;
        }
        for (index, value) in request.headers.get_all(name).iter().enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_trimmed(value.as_bytes(), out);
        }
    }
}

/// Whether a signed header's name is the one by which HTTP/1.1 or HTTP/2 names the host.
pub(super) fn is_host(name: &str) -> bool {
    name.eq_ignore_ascii_case("host") || name == ":authority"
}

/// The host that a request is for: the `Host` header, or HTTP/2's `:authority`.
pub(super) fn host(request: &Parts) -> Vec<u8> {
    let authority = || request.uri.authority().map(|authority| authority.as_str().as_bytes());
    let header = request.headers.get(http::header::HOST).map(http::HeaderValue::as_bytes);
    header.or_else(authority).unwrap_or_default().to_vec()
}

/// SHA-256 in lower-case hexadecimal, as it stands for a body in a signature.
pub fn hex_sha256(bytes: &[u8]) -> String {
    hex(digest(&SHA256, bytes).as_ref())
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] =
        ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |nibble: u8| DIGITS.get(usize::from(nibble)).copied().unwrap_or_default();
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn write_trimmed(value: &[u8], out: &mut Vec<u8>) {
    let words = value.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    for (index, word) in words.enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        out.extend_from_slice(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Result<String, String> {
        let parsed = CanonicalQuery::parse(text).map_err(|error| error.message.into_owned())?;
        let mut out = Vec::new();
        parsed.canonical_without("X-Amz-Signature").write(None, &mut out);
        Ok(String::from_utf8_lossy(&out).into_owned())
    }

    #[test]
    fn queries_have_one_form() {
        for (sent, canonical) in [
            ("", ""),
            ("a", "a="),
            ("=v", "=v"),
            ("b=2&a=1", "a=1&b=2"),
            ("a=2&a=1&A=3", "A=3&a=1&a=2"),
            ("a=%7e%2f%E1%88%b4", "a=~%2F%E1%88%B4"),
            ("a=b+c&&d=*%2B", "a=b%20c&d=%2A%2B"),
            ("a=ሴ", "a=%E1%88%B4"),
            ("a=b=c", "a=b%3Dc"),
            ("X-Amz-Signature=1&a=1&X-Amz-Signature=2", "a=1"),
        ] {
            assert_eq!(query(sent), Ok(canonical.to_owned()), "{sent}");
        }
    }

    #[test]
    fn broken_escapes_are_told_apart() {
        for (sent, words) in [
            ("a=%", "Incomplete trailing escape % sequence"),
            ("a=%4", "Incomplete trailing escape % sequence"),
            ("a%zz=1", "Illegal hex character in escape % pattern: %zz"),
            ("a=%é1", "Illegal hex character in escape % pattern: %é1"),
        ] {
            assert_eq!(query(sent), Err(words.to_owned()), "{sent}");
        }
    }

    #[test]
    fn a_query_is_bounded() {
        let many = "a&".repeat(QUERY_PARAMETERS_MAX);
        assert!(CanonicalQuery::parse(&many).is_ok());
        for query in [many + "a", "a".repeat(QUERY_BYTES_MAX + 1)] {
            let refused = CanonicalQuery::parse(&query).err().map(|error| error.kind);
            assert_eq!(refused, Some(ErrorKind::BadRequest));
        }
    }
}
