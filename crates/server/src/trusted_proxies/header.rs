//! The header of the PROXY protocol, versions 1 and 2, that a proxy sends before a connection's first byte.
//!
//! <https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt>

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use super::Told;

/// How far the header has been read.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Progress {
    /// So many bytes may be read without taking any that come after the header.
    More(usize),
    /// All of it is there. Nothing is told where the proxy speaks for itself, or does not know.
    Whole(Option<Told>),
}

/// What came is no header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum HeaderError {
    /// The bytes are none of the protocol's.
    #[error("a PROXY header is missing or malformed")]
    Malformed,
    /// It is longer than [`BINARY_BYTES_MAX`], or than version 1 has it.
    #[error("a PROXY header is too long")]
    TooLong,
}

/// Reads the beginning of a connection, as far as it has come.
pub(super) fn read(bytes: &[u8]) -> Result<Progress, HeaderError> {
    let begins = |with: &[u8]| bytes.iter().zip(with).all(|(byte, expected)| byte == expected);
    if bytes.is_empty() {
        // The shortest header of both versions.
        return Ok(Progress::More(TEXT_BYTES_MIN));
    }
    if begins(SIGNATURE) {
        binary(bytes)
    } else if begins(TEXT) {
        text(bytes)
    } else {
        Err(HeaderError::Malformed)
    }
}

/// Version 1: one line.
fn text(bytes: &[u8]) -> Result<Progress, HeaderError> {
    match bytes.iter().position(|byte| *byte == b'\n') {
        Some(end) if end + 1 == bytes.len() => line(bytes).map(Progress::Whole),
        Some(_) => Err(HeaderError::Malformed),
        None if bytes.len() >= TEXT_BYTES_MAX => Err(HeaderError::TooLong),
        None if bytes.len() < TEXT_BYTES_MIN => Ok(Progress::More(TEXT_BYTES_MIN - bytes.len())),
        None if bytes.ends_with(b"\r") => Ok(Progress::More(1)),
        None => Ok(Progress::More(2.min(TEXT_BYTES_MAX - bytes.len()))),
    }
}

fn line(bytes: &[u8]) -> Result<Option<Told>, HeaderError> {
    let line = bytes.strip_suffix(b"\r\n").and_then(|line| std::str::from_utf8(line).ok());
    let words = line.and_then(|line| line.strip_prefix("PROXY ")).ok_or(HeaderError::Malformed)?;
    let words: Vec<&str> = words.split(' ').collect();
    match *words {
        // What follows is of no meaning.
        ["UNKNOWN", ..] => Ok(None),
        ["TCP4", ref ends @ ..] => ends_of::<Ipv4Addr>(ends).map(Some),
        ["TCP6", ref ends @ ..] => ends_of::<Ipv6Addr>(ends).map(Some),
        _ => Err(HeaderError::Malformed),
    }
}

fn ends_of<A: FromStr + Into<IpAddr>>(words: &[&str]) -> Result<Told, HeaderError> {
    let &[source, target, source_port, target_port] = words else {
        return Err(HeaderError::Malformed);
    };
    address::<A>(target, target_port)?;
    Ok(Told { address: address::<A>(source, source_port)?, secure: None })
}

fn address<A: FromStr + Into<IpAddr>>(ip: &str, port: &str) -> Result<SocketAddr, HeaderError> {
    let ip: A = ip.parse().map_err(|_| HeaderError::Malformed)?;
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let padded = port.len() > 1 && port.starts_with('0');
    let port = port.parse().ok().filter(|_| digits && !padded).ok_or(HeaderError::Malformed)?;
    Ok(SocketAddr::new(ip.into(), port))
}

/// Version 2: a head of 16 bytes, addresses, and further values.
fn binary(bytes: &[u8]) -> Result<Progress, HeaderError> {
    let Some((head, rest)) = bytes.split_at_checked(HEAD_BYTES) else {
        // Until the signature is whole it may be any other protocol's.
        return Ok(Progress::More(HEAD_BYTES - bytes.len()));
    };
    let &[.., command, family, high, low] = head else { return Err(HeaderError::Malformed) };
    let length = usize::from(u16::from_be_bytes([high, low]));
    if HEAD_BYTES + length > BINARY_BYTES_MAX {
        return Err(HeaderError::TooLong);
    }
    if rest.len() < length {
        return Ok(Progress::More(length - rest.len()));
    }
    let told = match (command, family) {
        (PROXY, TCP_IPV4) => Some(client::<4>(rest)?),
        (PROXY, TCP_IPV6) => Some(client::<16>(rest)?),
        // The first is a connection of the proxy's own: it looks whether somebody answers.
        (LOCAL, _) | (PROXY, UNSPECIFIED | UNIX_STREAM) => None,
        _ => return Err(HeaderError::Malformed),
    };
    Ok(Progress::Whole(told))
}

/// Source, target, both ports; then what else the proxy tells.
fn client<const ADDRESS: usize>(bytes: &[u8]) -> Result<Told, HeaderError>
where
    IpAddr: From<[u8; ADDRESS]>,
{
    let (source, rest) = bytes.split_first_chunk::<ADDRESS>().ok_or(HeaderError::Malformed)?;
    let (_target, rest) = rest.split_first_chunk::<ADDRESS>().ok_or(HeaderError::Malformed)?;
    let (ports, rest) = rest.split_first_chunk::<4>().ok_or(HeaderError::Malformed)?;
    let [high, low, ..] = *ports;
    let address = SocketAddr::new(IpAddr::from(*source), u16::from_be_bytes([high, low]));
    Ok(Told { address, secure: secure(rest)? })
}

/// Whether the client came by TLS, where one of the values says so.
fn secure(mut bytes: &[u8]) -> Result<Option<bool>, HeaderError> {
    let mut secure = None;
    while !bytes.is_empty() {
        let ([kind, high, low], rest) =
            bytes.split_first_chunk::<3>().ok_or(HeaderError::Malformed)?;
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let (value, rest) = rest.split_at_checked(length).ok_or(HeaderError::Malformed)?;
        bytes = rest;
        if *kind == TLS {
            let flags = value.first().ok_or(HeaderError::Malformed)?;
            if secure.replace(flags & CLIENT_BY_TLS != 0).is_some() {
                return Err(HeaderError::Malformed);
            }
        }
    }
    Ok(secure)
}

/// What a header of version 2 may be long; the protocol's own bound is 64 KB.
pub(super) const BINARY_BYTES_MAX: usize = 4 * 1024;
/// `PROXY UNKNOWN` and the line's end.
const TEXT_BYTES_MIN: usize = 15;
/// The longest line of version 1.
const TEXT_BYTES_MAX: usize = 107;
const HEAD_BYTES: usize = 16;
const TEXT: &[u8] = b"PROXY ";
const SIGNATURE: &[u8] = b"\r\n\r\n\0\r\nQUIT\n";
const LOCAL: u8 = 0x20;
const PROXY: u8 = 0x21;
const UNSPECIFIED: u8 = 0x00;
const TCP_IPV4: u8 = 0x11;
const TCP_IPV6: u8 = 0x21;
const UNIX_STREAM: u8 = 0x31;
/// `PP2_TYPE_SSL`, and of its flags `PP2_CLIENT_SSL`.
const TLS: u8 = 0x20;
const CLIENT_BY_TLS: u8 = 0x01;

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads byte by byte, as far as bytes are asked for, and says how many were taken.
    fn taken(bytes: &[u8]) -> (usize, Result<Option<Told>, HeaderError>) {
        let mut have = 0;
        loop {
            match read(&bytes[..have]) {
                Ok(Progress::More(count)) => {
                    assert!(count > 0);
                    if have == bytes.len() {
                        return (have, Err(HeaderError::Malformed));
                    }
                    // Whatever of them has come.
                    have += 1;
                }
                Ok(Progress::Whole(told)) => return (have, Ok(told)),
                Err(error) => return (have, Err(error)),
            }
        }
    }

    /// The same in the largest pieces that may be read.
    fn taken_at_once(bytes: &[u8]) -> (usize, Result<Option<Told>, HeaderError>) {
        let mut have = 0;
        loop {
            match read(&bytes[..have]) {
                Ok(Progress::More(count)) if have + count <= bytes.len() => have += count,
                Ok(Progress::More(_)) => return (bytes.len(), Err(HeaderError::Malformed)),
                Ok(Progress::Whole(told)) => return (have, Ok(told)),
                Err(error) => return (have, Err(error)),
            }
        }
    }

    fn told(address: &str, secure: Option<bool>) -> Told {
        Told { address: address.parse().unwrap(), secure }
    }

    fn version_2(command: u8, family: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len()).unwrap().to_be_bytes();
        [SIGNATURE, &[command, family], &length, content].concat()
    }

    const IPV4: &[u8] = &[192, 0, 2, 7, 198, 51, 100, 1, 0x10, 0xe1, 0x12, 0x2a];

    fn ipv6() -> Vec<u8> {
        let source = "2001:db8::7".parse::<Ipv6Addr>().unwrap().octets();
        [&source[..], &[0; 16], &[0, 80, 0, 81]].concat()
    }

    #[test]
    fn both_versions_tell_the_client_and_nothing_behind_them_is_taken() {
        let ssl = |flags| [IPV4, &[0x04, 0, 1, b'x', TLS, 0, 5, flags, 0, 0, 0, 0]].concat();
        let cases = [
            (
                b"PROXY TCP4 192.0.2.7 198.51.100.1 4321 1883\r\n".to_vec(),
                Some(told("192.0.2.7:4321", None)),
            ),
            (
                b"PROXY TCP6 2001:db8::7 ::1 0 65535\r\n".to_vec(),
                Some(told("[2001:db8::7]:0", None)),
            ),
            (b"PROXY UNKNOWN\r\n".to_vec(), None),
            (b"PROXY UNKNOWN ffff:: what ever\r\n".to_vec(), None),
            (version_2(PROXY, TCP_IPV4, IPV4), Some(told("192.0.2.7:4321", None))),
            (version_2(PROXY, TCP_IPV6, &ipv6()), Some(told("[2001:db8::7]:80", None))),
            (version_2(PROXY, TCP_IPV4, &ssl(1)), Some(told("192.0.2.7:4321", Some(true)))),
            (version_2(PROXY, TCP_IPV4, &ssl(6)), Some(told("192.0.2.7:4321", Some(false)))),
            (version_2(LOCAL, TCP_IPV4, IPV4), None),
            (version_2(LOCAL, UNSPECIFIED, b""), None),
            (version_2(PROXY, UNSPECIFIED, b"anything"), None),
            (version_2(PROXY, UNIX_STREAM, &[0; 216]), None),
        ];
        for (header, expected) in cases {
            for behind in
                [b"".as_slice(), b"\r\nGET / HTTP/1.1\r\n", b"PROXY TCP4 1.1.1.1 1.1.1.1 1 1\r\n"]
            {
                let bytes = [&header, behind].concat();
                assert_eq!(taken(&bytes), (header.len(), Ok(expected)), "{header:?}");
                assert_eq!(taken_at_once(&bytes), (header.len(), Ok(expected)), "{header:?}");
            }
            for short in 0..header.len() {
                assert!(
                    matches!(read(&header[..short]), Ok(Progress::More(_))),
                    "{header:?} {short}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_header_is_refused() {
        let long = format!("PROXY UNKNOWN {}", "x".repeat(TEXT_BYTES_MAX));
        assert_eq!(taken(long.as_bytes()), (TEXT_BYTES_MAX, Err(HeaderError::TooLong)));
        let longest = format!("PROXY UNKNOWN {}\r\n", "x".repeat(TEXT_BYTES_MAX - 16));
        assert_eq!(taken(longest.as_bytes()), (TEXT_BYTES_MAX, Ok(None)));
        let long = version_2(LOCAL, UNSPECIFIED, &[0; BINARY_BYTES_MAX]);
        assert_eq!(taken(&long), (HEAD_BYTES, Err(HeaderError::TooLong)));
        let longest = version_2(LOCAL, UNSPECIFIED, &[0; BINARY_BYTES_MAX - HEAD_BYTES]);
        assert_eq!(taken(&longest), (BINARY_BYTES_MAX, Ok(None)));
        for line in [
            "GET / HTTP/1.1\r\n\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 4321 1883\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 4321\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 4321 1883 \r\n",
            "PROXY TCP4  192.0.2.7 198.51.100.1 4321 1883\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 04321 1883\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 +4321 1883\r\n",
            "PROXY TCP4 192.0.2.7 198.51.100.1 65536 1883\r\n",
            "PROXY TCP4 192.0.2.007 198.51.100.1 4321 1883\r\n",
            "PROXY TCP4 2001:db8::7 ::1 4321 1883\r\n",
            "PROXY TCP6 192.0.2.7 198.51.100.1 4321 1883\r\n",
            "PROXY TCP4 192.0.2.7 nowhere 4321 1883\r\n",
            "PROXY UDP4 192.0.2.7 198.51.100.1 4321 1883\r\n",
            "PROXY tcp4 192.0.2.7 198.51.100.1 4321 1883\r\n",
            "proxy UNKNOWN\r\n",
            "PROXY \r\nUNKNOWN\r\n",
            "PROXY  UNKNOWN\r\n",
        ] {
            assert_eq!(taken(line.as_bytes()).1, Err(HeaderError::Malformed), "{line}");
            assert_eq!(taken_at_once(line.as_bytes()).1, Err(HeaderError::Malformed), "{line}");
        }
        let twice = [IPV4, &[TLS, 0, 1, 1, TLS, 0, 1, 0]].concat();
        for (command, family, content) in [
            (0x11, TCP_IPV4, IPV4),
            (0x22, TCP_IPV4, IPV4),
            (PROXY, 0x12, IPV4),
            (PROXY, 0x41, IPV4),
            (PROXY, TCP_IPV4, &IPV4[..11]),
            (PROXY, TCP_IPV6, IPV4),
            (PROXY, TCP_IPV4, &[IPV4, &[TLS, 0]].concat()),
            (PROXY, TCP_IPV4, &[IPV4, &[TLS, 0, 2, 1]].concat()),
            (PROXY, TCP_IPV4, &[IPV4, &[TLS, 0, 0]].concat()),
            (PROXY, TCP_IPV4, &twice),
        ] {
            let header = version_2(command, family, content);
            assert_eq!(taken(&header).1, Err(HeaderError::Malformed), "{header:?}");
        }
    }
}
