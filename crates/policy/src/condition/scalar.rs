//! Numbers, instants and networks as conditions compare them.

use std::cmp::Ordering;
use std::net::IpAddr;

/// A decimal number of any length, compared exactly: no rounding to a binary fraction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decimal<T> {
    negative: bool,
    /// Digits before the point, without leading zeros.
    whole: T,
    /// Digits after the point, without trailing zeros.
    fraction: T,
}

impl<'a> Decimal<&'a str> {
    /// Reads `-12.5` and its like; an exponent is not a policy number.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        let is_number = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some(Self { negative, whole, fraction })
    }

    pub(super) fn into_owned(self) -> Decimal<Box<str>> {
        Decimal {
            negative: self.negative,
            whole: self.whole.into(),
            fraction: self.fraction.into(),
        }
    }
}

impl<T: AsRef<str>> Decimal<T> {
    pub(super) fn cmp<U: AsRef<str>>(&self, other: &Decimal<U>) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.cmp_size(other),
            (true, true) => self.cmp_size(other).reverse(),
        }
    }

    fn cmp_size<U: AsRef<str>>(&self, other: &Decimal<U>) -> Ordering {
        let (ours, theirs) = (self.whole.as_ref(), other.whole.as_ref());
        ours.len()
            .cmp(&theirs.len())
            .then_with(|| ours.cmp(theirs))
            .then_with(|| self.fraction.as_ref().cmp(other.fraction.as_ref()))
    }

    /// The least whole second not before this many seconds since 1970; nothing out of range.
    pub(super) fn ceil_seconds(&self) -> Option<i64> {
        let whole = self.whole.as_ref();
        let seconds: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let fraction = i64::from(!self.fraction.as_ref().is_empty());
        if self.negative { Some(-seconds) } else { seconds.checked_add(fraction) }
    }
}

/// An instant in milliseconds since 1970, from a W3C date (a profile of ISO 8601) or from
/// seconds since 1970. Four digits alone are a year.
pub(super) fn instant_ms(text: &str) -> Option<i64> {
    let epoch = text.len() != 4 && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if epoch {
        let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
        let millis = fraction_ms(fraction)?;
        return seconds.parse::<i64>().ok()?.checked_mul(1000)?.checked_add(millis);
    }
    let (date, time) = match text.split_once(['T', 't']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map_or(Some(1), |part| digits(part, 2))?;
    let day = parts.next().map_or(Some(1), |part| digits(part, 2))?;
    let complete = date.len() == 10;
    if parts.next().is_some()
        || !(1..=12).contains(&month)
        || !(1..=days_in_month(year, month)).contains(&day)
        || (time.is_some() && !complete)
    {
        return None;
    }
    let midnight_ms = days_since_1970(year, month, day) * 86_400_000;
    Some(midnight_ms + time.map_or(Some(0), time_ms)?)
}

/// The milliseconds of `hh:mm[:ss[.s…]]` and its zone.
fn time_ms(time: &str) -> Option<i64> {
    let zone_at = time.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = time.split_at_checked(zone_at)?;
    let mut parts = clock.split(':');
    let hours = digits(parts.next()?, 2)?;
    let minutes = digits(parts.next()?, 2)?;
    let (seconds, fraction) = match parts.next() {
        Some(part) => part.split_once('.').unwrap_or((part, "")),
        None => ("00", ""),
    };
    let seconds = digits(seconds, 2)?;
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let local_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction_ms(fraction)?;
    Some(local_ms - zone_minutes(zone)? * 60_000)
}

fn zone_minutes(zone: &str) -> Option<i64> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, offset) = match zone.strip_prefix('+') {
        Some(offset) => (1, offset),
        None => (-1, zone.strip_prefix('-')?),
    };
    let (hours, minutes) = offset.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    (hours <= 23 && minutes <= 59).then_some(sign * (hours * 60 + minutes))
}

/// The first three digits of a fraction of a second; further ones are below our clock.
fn fraction_ms(fraction: &str) -> Option<i64> {
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let mut padded = fraction.chars().chain("000".chars()).take(3);
    padded.try_fold(0, |sum, c| Some(sum * 10 + i64::from(c.to_digit(10)?)))
}

fn digits(part: &str, count: usize) -> Option<i64> {
    let all = part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    if all { part.parse().ok() } else { None }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days of the proleptic Gregorian calendar. Years are counted from March, so that the leap day
/// ends its year.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 719_469
}

/// Writes whole seconds since 1970 as `2026-11-23T08:30:00Z`.
pub(super) fn write_instant(seconds: i64, out: &mut impl std::fmt::Write) {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let (year, month, day) = date_of(days);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    // The writer is a string, and writing to it cannot fail.
    _ = write!(out, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z");
}

/// The inverse of [`days_since_1970`].
fn date_of(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// A range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Network {
    address: IpAddr,
    prefix_bits: u32,
}

impl Network {
    /// Reads an address or a CIDR range; an address alone is a range of one.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().ok()?;
        let widest = width(address);
        let prefix_bits = match prefix {
            Some(prefix) if prefix.bytes().all(|b| b.is_ascii_digit()) => prefix.parse().ok()?,
            Some(_) => return None,
            None => widest,
        };
        (prefix_bits <= widest).then_some(Self { address, prefix_bits }.canonical())
    }

    /// A range of IPv4 addresses written as IPv6 is the range of IPv4, as the addresses of
    /// requests are.
    fn canonical(self) -> Self {
        match (self.address.to_canonical(), self.prefix_bits.checked_sub(IPV4_MAPPED_BITS)) {
            (address @ IpAddr::V4(_), Some(prefix_bits)) if self.address.is_ipv6() => {
                Self { address, prefix_bits }
            }
            _ => self,
        }
    }

    pub(super) fn contains(self, address: IpAddr) -> bool {
        let (ours, theirs) = (bits(self.address), bits(address));
        let rest = width(self.address) - self.prefix_bits;
        // A shift by the whole width is undefined in Rust's integers and means "everything" here.
        width(self.address) == width(address)
            && ours.checked_shr(rest).unwrap_or(0) == theirs.checked_shr(rest).unwrap_or(0)
    }
}

/// The bits before the IPv4 address in one that maps it into IPv6 (RFC 4291, section 2.5.5.2).
const IPV4_MAPPED_BITS: u32 = 96;

/// Reads the address of a request. One that maps IPv4 into IPv6 is the IPv4 address.
pub(super) fn address(text: &str) -> Option<IpAddr> {
    text.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(v4.to_bits()),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Network, address, instant_ms, write_instant};
    use proptest::prelude::*;
    use std::cmp::Ordering;

    #[test]
    fn decimals_compare_exactly() {
        for (a, b, expected) in [
            ("9007199254740993", "9007199254740992", Ordering::Greater),
            ("0.1", "0.10", Ordering::Equal),
            ("-0", "0.0", Ordering::Equal),
            ("-1.5", "-1.25", Ordering::Less),
            ("007", "7", Ordering::Equal),
            ("10", "9", Ordering::Greater),
        ] {
            let (left, right) = (Decimal::parse(a).unwrap(), Decimal::parse(b).unwrap());
            assert_eq!(left.cmp(&right), expected, "{a} {b}");
        }
        for text in ["", "-", "1e3", "1.", ".5", "10abc", "+1", " 1", "0x1", "--1"] {
            assert_eq!(Decimal::parse(text), None, "{text}");
        }
    }

    #[test]
    fn instants_of_every_profile() {
        for (text, ms) in [
            ("1970", 0),
            ("1970-02", 31 * 86_400_000),
            ("2000-02-29", 951_782_400_000),
            ("1970-01-01T00:00Z", 0),
            ("1970-01-01T01:00:00+01:00", 0),
            ("1969-12-31T23:00:00.5-01:00", 500),
            ("1970-01-01T00:00:00.1239z", 123),
            ("0", 0),
            ("1700000000", 1_700_000_000_000),
            ("1.5", 1500),
        ] {
            assert_eq!(instant_ms(text), Some(ms), "{text}");
        }
        for text in [
            "",
            "1970-1",
            "1970-13",
            "1970-02-30",
            "1970-01T00:00Z",
            "1970-01-01T00:00",
            "1970-01-01T24:00Z",
            "1970-01-01T00:00:60Z",
            "1970-01-01T00:00:00.xZ",
            "now",
            "-5",
            "1970-01-01T00:00+1:00",
            "1970-01-01-01",
            "99999999999999999999",
            "1970-01-01T00Z",
        ] {
            assert_eq!(instant_ms(text), None, "{text}");
        }
    }

    #[test]
    fn networks() {
        for (network, inside, outside) in [
            ("0.0.0.0/0", "203.0.113.9", "2001:db8::1"),
            ("203.0.113.0/24", "203.0.113.255", "203.0.114.0"),
            ("203.0.113.9", "203.0.113.9", "203.0.113.8"),
            ("203.0.113.9", "::ffff:203.0.113.9", "::ffff:203.0.113.8"),
            ("2001:db8::/32", "2001:DB8:0::1", "2001:db9::1"),
            ("::/0", "::1", "127.0.0.1"),
            ("2001:db8::1", "2001:db8:0:0:0:0:0:1", "2001:db8::2"),
            ("::ffff:203.0.113.0/120", "203.0.113.9", "203.0.114.9"),
            ("::ffff:203.0.113.9", "::ffff:203.0.113.9", "203.0.113.8"),
            ("::ffff:0:0/96", "203.0.113.9", "2001:db8::1"),
        ] {
            let network = Network::parse(network).unwrap();
            assert!(network.contains(address(inside).unwrap()), "{network:?} {inside}");
            assert!(!network.contains(address(outside).unwrap()), "{network:?} {outside}");
        }
        for text in ["1.2.3", "1.2.3.4/33", "::/129", "1.2.3.4/", "1.2.3.4/+1", "a", "1.2.3.4/-1"] {
            assert_eq!(Network::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn written_instants_read_back(seconds in 0_i64..250_000_000_000) {
            let mut text = String::new();
            write_instant(seconds, &mut text);
            prop_assert_eq!(instant_ms(&text), Some(seconds * 1000), "{}", text);
        }
    }
}
