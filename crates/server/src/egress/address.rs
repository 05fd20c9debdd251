//! Which addresses the process may connect to.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A range of addresses, written `10.0.0.0/8` or `fd00::/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    first: u128,
    prefix_bits: u32,
}

impl Network {
    /// Whether the address is in the range. An IPv6 address that stands for an IPv4 one counts as
    /// that one.
    pub fn contains(&self, address: IpAddr) -> bool {
        (bits(embedded(address)) ^ self.first).leading_zeros() >= self.prefix_bits
    }

    /// Whether it is all of IPv4 or more.
    pub fn is_everybody(&self) -> bool {
        let [first, last] = [Ipv4Addr::UNSPECIFIED, Ipv4Addr::BROADCAST];
        self.contains(first.into()) && self.contains(last.into())
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (address, prefix_bits) = text.split_once('/').ok_or(NetworkError)?;
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let prefix_bits: u32 = prefix_bits.parse().map_err(|_| NetworkError)?;
        let (offset_bits, bits_max) =
            if address.is_ipv4() { (IPV6_BITS - IPV4_BITS, IPV4_BITS) } else { (0, IPV6_BITS) };
        if prefix_bits > bits_max {
            return Err(NetworkError);
        }
        let (first, prefix_bits) = (bits(address), prefix_bits + offset_bits);
        let host_bits = u128::MAX.checked_shr(prefix_bits).unwrap_or_default();
        if first & host_bits == 0 { Ok(Self { first, prefix_bits }) } else { Err(NetworkError) }
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = Ipv6Addr::from_bits(self.first);
        match first.to_ipv4_mapped() {
            Some(first) => {
                write!(f, "{first}/{}", self.prefix_bits.saturating_sub(IPV6_BITS - IPV4_BITS))
            }
            None => write!(f, "{first}/{}", self.prefix_bits),
        }
    }
}

/// The text is not a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a network is its first address and the length of its prefix, such as 10.0.0.0/8")]
pub struct NetworkError;

/// Whether the address is one of the public internet, by IANA's special-purpose registries. What
/// is not known to be public is not.
pub(super) fn is_public(address: IpAddr) -> bool {
    match embedded(address) {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        (0 | 10 | 127 | 224.., ..)          // this network, private, loopback, multicast and reserved
            | (100, 64..=127, _)            // shared by carriers
            | (169, 254, _)                 // link-local, where clouds keep their metadata
            | (172, 16..=31, _)             // private
            | (192, 0, 0 | 2)               // protocol assignments, documentation
            | (192, 31, 196)                // AS112
            | (192, 52, 193)                // automatic multicast tunneling
            | (192, 88, 99)                 // 6to4 relays
            | (192, 168, _)                 // private
            | (192, 175, 48)                // AS112
            | (198, 18 | 19, _)             // benchmarks
            | (198, 51, 100)                // documentation
            | (203, 0, 113) // documentation
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, ..] = address.segments();
    let global_unicast = a & 0xe000 == 0x2000;
    let special = match a {
        0x2001 => b < 0x0200 || b == 0x0db8, // protocol assignments with Teredo, documentation
        0x2002 => true,                      // 6to4, which carries any IPv4 address
        0x3fff => b < 0x1000,                // documentation
        _ => false,
    };
    global_unicast && !special
}

/// The IPv4 address that an IPv6 one stands for: mapped (`::ffff:0:0/96`), or behind the well-known
/// prefix of NAT64 (`64:ff9b::/96`, RFC 6052).
fn embedded(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    if let Some(v4) = v6.to_ipv4_mapped() {
        return IpAddr::V4(v4);
    }
    match v6.segments() {
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            IpAddr::V4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        _ => address,
    }
}

/// All addresses in one space: IPv4 ones as their mapped IPv6 form.
fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => address.to_ipv6_mapped().to_bits(),
        IpAddr::V6(address) => address.to_bits(),
    }
}

const IPV4_BITS: u32 = 32;
const IPV6_BITS: u32 = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_public_is_known() {
        let public = [
            "1.1.1.1",
            "8.8.8.8",
            "100.63.0.1",
            "100.128.0.1",
            "172.15.0.1",
            "172.32.0.1",
            "192.167.0.1",
            "192.0.1.1",
            "198.17.0.1",
            "198.20.0.1",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450::1",
            "2001:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::8.8.8.8",
        ];
        for address in public {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
        let special = [
            "0.0.0.0",
            "10.0.0.1",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.8",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.0.1",
            "198.51.100.1",
            "203.0.113.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "::127.0.0.1",
            "64:ff9b::10.0.0.1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "3fff::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ];
        for address in special {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn a_network_holds_its_addresses() {
        let table = [
            ("10.0.0.0/8", "10.255.0.1", true),
            ("10.0.0.0/8", "11.0.0.0", false),
            ("10.0.0.0/8", "::ffff:10.1.1.1", true),
            ("127.0.0.1/32", "127.0.0.1", true),
            ("127.0.0.1/32", "127.0.0.2", false),
            ("0.0.0.0/0", "255.255.255.255", true),
            ("0.0.0.0/0", "::1", false),
            ("::1/128", "::1", true),
            ("::1/128", "127.0.0.1", false),
            ("fd00::/8", "fdff::1", true),
            ("fd00::/8", "fe00::1", false),
            ("::/0", "fd00::1", true),
        ];
        for (network, address, contained) in table {
            let parsed: Network = network.parse().unwrap();
            assert_eq!(parsed.contains(address.parse().unwrap()), contained, "{network} {address}");
            assert_eq!(parsed.to_string(), network);
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for text in [
            "",
            "10.0.0.0",
            "10.0.0.0/",
            "10.0.0.0/33",
            "10.0.0.1/8",
            "::/129",
            "fd00::1/8",
            "a/8",
            "10.0.0.0/4294967295",
        ] {
            assert_eq!(text.parse::<Network>(), Err(NetworkError), "{text}");
        }
    }
}
