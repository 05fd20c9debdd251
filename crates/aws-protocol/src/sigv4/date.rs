//! The date of a signature: ISO 8601's basic format, and the `Date` header that older signers send.

use time::format_description::well_known::Rfc2822;
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::error::SigV4Error;

/// The moment that a request says it was signed at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SigningDate {
    /// `20240102T030405Z`, as it stands in the string to sign.
    pub(super) text: String,
    /// Seconds since 1970.
    pub(super) seconds: i64,
}

impl SigningDate {
    /// Reads `20240102T030405Z`.
    pub(super) fn parse(text: &str) -> Result<Self, SigV4Error> {
        let seconds = seconds(text).ok_or_else(|| malformed(text))?;
        Ok(Self { text: text.to_owned(), seconds })
    }

    /// Reads a `Date` header. A signer that finds one in the request signs its moment in the basic
    /// format, so that both forms of the header lead to the same string to sign.
    pub(super) fn parse_header(text: &str) -> Result<Self, SigV4Error> {
        match OffsetDateTime::parse(text, &Rfc2822) {
            Ok(moment) => Ok(Self::at(moment.unix_timestamp())),
            Err(_) => Self::parse(text),
        }
    }

    /// The date of a moment, in seconds since 1970.
    pub(super) fn at(seconds: i64) -> Self {
        Self { text: basic(seconds), seconds }
    }

    /// `20240102`.
    pub(super) fn day(&self) -> &str {
        self.text.get(..8).unwrap_or_default()
    }
}

fn malformed(text: &str) -> SigV4Error {
    SigV4Error::incomplete(format!(
        "Date must be in ISO-8601 'basic format'. Got '{text}'. See http://en.wikipedia.org/wiki/ISO_8601"
    ))
}

fn seconds(text: &str) -> Option<i64> {
    let digits = |from: usize, to: usize| {
        let part = text.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
    };
    let small = |from: usize| digits(from, from + 2).and_then(|part| u8::try_from(part).ok());
    if text.len() != 16 || text.get(8..9) != Some("T") || !text.ends_with('Z') {
        return None;
    }
    let month = Month::try_from(small(4)?).ok()?;
    let date = Date::from_calendar_date(i32::from(digits(0, 4)?), month, small(6)?).ok()?;
    let time = Time::from_hms(small(9)?, small(11)?, small(13)?).ok()?;
    Some(PrimitiveDateTime::new(date, time).assume_utc().unix_timestamp())
}

fn basic(seconds: i64) -> String {
    let moment = OffsetDateTime::from_unix_timestamp(seconds)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
        .to_offset(UtcOffset::UTC);
    let (year, month, day) = moment.to_calendar_date();
    let (hour, minute, second) = moment.to_hms();
    let month = u8::from(month);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_basic_format_and_nothing_else() {
        let date = SigningDate::parse("20240229T235959Z").expect("a leap day");
        assert_eq!((date.seconds, date.day()), (1_709_251_199, "20240229"));
        assert_eq!(SigningDate::at(date.seconds), date);
        for text in [
            "",
            "20230229T000000Z",
            "20240102T246060Z",
            "2024-01-02T03:04:05Z",
            "20240102T030405",
            "20240102 030405Z",
            "20240102T030405z",
            "+0240102T030405Z",
            "2024010²T03045Z",
        ] {
            let error = SigningDate::parse(text).expect_err(text);
            assert_eq!(
                error.message,
                format!(
                    "Date must be in ISO-8601 'basic format'. Got '{text}'. \
                     See http://en.wikipedia.org/wiki/ISO_8601"
                )
            );
        }
    }

    #[test]
    fn a_date_header_may_have_its_own_form() {
        let expected = SigningDate::parse("20240102T030405Z").expect("a date");
        for text in ["Tue, 02 Jan 2024 03:04:05 GMT", "20240102T030405Z"] {
            assert_eq!(SigningDate::parse_header(text), Ok(expected.clone()), "{text}");
        }
        assert!(SigningDate::parse_header("yesterday").is_err());
    }
}
