//! `xs:dateTime` as SAML writes it: `2026-01-31T12:00:00.123Z`, in UTC or with an offset.

/// Milliseconds since 1970, or nothing where the text is no time.
pub(super) fn milliseconds(text: &str) -> Option<i64> {
    let (date, rest) = text.split_once('T')?;
    let mut date = date.splitn(3, '-').map(digits);
    let (year, month, day) = (date.next()??, date.next()??, date.next()??);
    let zone_at = rest.find(['Z', '+', '-'])?;
    let (clock, zone) = rest.split_at_checked(zone_at)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut clock = clock.splitn(3, ':').map(digits);
    let (hour, minute, second) = (clock.next()??, clock.next()??, clock.next()??);
    let in_range = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=31).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !in_range {
        return None;
    }
    let thousandths = fraction.chars().chain("000".chars()).take(3).collect::<String>();
    digits(fraction)?;
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset_minutes(zone)?;
    Some((minutes * 60 + second) * 1_000 + digits(&thousandths)?)
}

fn digits(text: &str) -> Option<i64> {
    let plain =
        !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn offset_minutes(zone: &str) -> Option<i64> {
    if zone == "Z" {
        return Some(0);
    }
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let (hours, minutes) = (digits(hours)?, digits(minutes)?);
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Days since 1970 in the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_every_way_that_they_are_written() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2000-02-29T12:30:15Z", Some(951_827_415_000)),
            ("2026-11-26T02:10:11.5Z", Some(1_795_659_011_500)),
            ("2026-11-26T02:10:11.123456789Z", Some(1_795_659_011_123)),
            ("2026-11-26T04:10:11+02:00", Some(1_795_659_011_000)),
            ("2026-11-25T21:10:11-05:00", Some(1_795_659_011_000)),
            ("2026-11-26T02:10:11", None),
            ("2026-13-26T02:10:11Z", None),
            ("2026-11-26", None),
            ("2026-11-26T02:10Z", None),
            ("2026-11-26T02:10:11.Z", None),
            ("2026-11-26T02:10:11+2", None),
            ("", None),
            ("-1-1-1T0:0:0Z", None),
        ] {
            assert_eq!(milliseconds(text), expected, "{text}");
        }
    }
}
