//! Moments, in milliseconds since 1970, and the two forms that AWS writes them in.

use std::fmt::Write as _;

/// A moment, in milliseconds since 1970.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

const DAY_SECONDS: i64 = 86_400;

impl Timestamp {
    /// A moment from milliseconds.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Seconds since 1970 with milliseconds as a fraction where there are any, in plain decimals: `1512005509.277`.
    pub fn to_epoch_seconds(self) -> String {
        let (seconds, millis) = (self.0.div_euclid(1000), self.0.rem_euclid(1000));
        if millis == 0 {
            return seconds.to_string();
        }
        // A negative moment with a fraction is minus (whole seconds - fraction).
        if seconds < 0 {
            let total = self.0.unsigned_abs();
            return trimmed(&format!("-{}.{:03}", total / 1000, total % 1000));
        }
        trimmed(&format!("{seconds}.{millis:03}"))
    }

    /// `2026-01-02T03:04:05Z`, to the second.
    pub fn to_iso8601(self) -> String {
        let (date, time) = self.date_and_time();
        let mut text = String::with_capacity(20);
        // Writing into a String cannot fail.
        let _ = write!(
            text,
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z",
            date.0, date.1, date.2, time.0, time.1, time.2
        );
        text
    }

    /// `2026-01-02T03:04:05.678Z`, to the millisecond.
    pub fn to_iso8601_millis(self) -> String {
        let mut text = self.to_iso8601();
        text.pop();
        // Writing into a String cannot fail.
        let _ = write!(text, ".{:03}Z", self.0.rem_euclid(1000));
        text
    }

    /// Year, month and day, and hour, minute and second, in UTC.
    pub fn date_and_time(self) -> ((i64, i64, i64), (i64, i64, i64)) {
        let seconds = self.0.div_euclid(1000);
        let (days, rest) = (seconds.div_euclid(DAY_SECONDS), seconds.rem_euclid(DAY_SECONDS));
        (civil(days), (rest / 3600, rest / 60 % 60, rest % 60))
    }
}

fn trimmed(text: &str) -> String {
    text.trim_end_matches('0').to_owned()
}

/// The proleptic Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epoch_seconds_keep_their_milliseconds() {
        for (millis, text) in [
            (1_512_005_509_277, "1512005509.277"),
            (1_512_005_509_270, "1512005509.27"),
            (1_512_005_509_000, "1512005509"),
            (0, "0"),
            (-1, "-0.001"),
        ] {
            assert_eq!(Timestamp::from_millis(millis).to_epoch_seconds(), text);
        }
    }

    #[test]
    fn iso_8601_keeps_its_milliseconds() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (1_795_851_600_007, "2026-11-28T07:40:00.007Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(Timestamp::from_millis(millis).to_iso8601_millis(), text);
        }
    }

    #[test]
    fn iso_8601_counts_leap_years() {
        for (seconds, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (951_868_800, "2000-03-01T00:00:00Z"),
            (1_709_164_800, "2024-02-29T00:00:00Z"),
            (1_735_689_599, "2024-12-31T23:59:59Z"),
            (1_704_164_645, "2024-01-02T03:04:05Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59Z"),
        ] {
            assert_eq!(Timestamp::from_millis(seconds * 1000).to_iso8601(), text);
        }
    }
}
