//! What the first bytes of a connection say: TLS, HTTP/2 by prior knowledge, or HTTP/1.1.

/// What a connection begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FirstBytes {
    /// A TLS record with a handshake in it (RFC 8446, section 5.1).
    Tls,
    /// The preface of HTTP/2 (RFC 9113, section 3.4).
    Http2,
    /// Anything else, for HTTP/1.1 to judge.
    Http1,
}

/// How many bytes are looked at. A preface comes in one piece, while a request line may come byte
/// by byte: what cannot be told yet is HTTP/1.1.
pub(super) const FIRST_BYTES: usize = 4;

impl FirstBytes {
    pub(super) fn of(bytes: &[u8]) -> Self {
        match bytes {
            [TLS_HANDSHAKE, ..] => Self::Tls,
            [b'P', b'R', b'I', b' ', ..] => Self::Http2,
            _ => Self::Http1,
        }
    }
}

const TLS_HANDSHAKE: u8 = 0x16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_decide() {
        for (bytes, expected) in [
            (b"\x16\x03\x01\x02".as_slice(), FirstBytes::Tls),
            (b"\x16", FirstBytes::Tls),
            (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", FirstBytes::Http2),
            (b"POST", FirstBytes::Http1),
            (b"P", FirstBytes::Http1),
            (b"PRIO", FirstBytes::Http1),
            (b"\x10\x10\x00\x04", FirstBytes::Http1),
        ] {
            assert_eq!(FirstBytes::of(bytes), expected, "{bytes:?}");
        }
    }
}
