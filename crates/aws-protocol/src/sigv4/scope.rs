//! The credential of a signature: an access key and the scope that it is used in, compared with the
//! service that the request leads to.

use daypass_aws_types::schema::Protocol;

use super::date::SigningDate;
use super::error::SigV4Error;

/// The last part of every scope.
pub(super) const TERMINATOR: &str = "aws4_request";

/// What a service expects of the signatures it is called with.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The names that it may be signed for, the usual one first: errors name that one.
    pub signing_names: &'a [&'a str],
    /// The one region that it is signed for, or nothing where any region goes and the caller makes
    /// its own use of [`Scope::region`].
    pub region: Option<&'a str>,
    /// How far a date may be from now, in seconds, either way.
    pub skew_seconds_max: u32,
}

/// How far the date of a call in this protocol may be from now, in seconds.
pub const fn skew_seconds_max(protocol: Protocol) -> u32 {
    match protocol {
        Protocol::Query => 15 * 60,
        Protocol::Json11 | Protocol::RestJson => 5 * 60,
    }
}

/// What a signature claims to be: whose, and for which day, region and service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope<'a> {
    /// The access key id.
    pub access_key_id: &'a str,
    /// The day, `20240102`.
    pub day: &'a str,
    /// The region.
    pub region: &'a str,
    /// The name of the service.
    pub service: &'a str,
}

impl<'a> Scope<'a> {
    /// Reads a credential of exactly five parts and compares it with what is expected. Everything
    /// that does not fit is named in one answer.
    pub(super) fn read(
        credential: &'a str,
        date: &SigningDate,
        expected: &Expected<'_>,
    ) -> Result<Self, SigV4Error> {
        let (scope, terminator) = split(credential).ok_or_else(|| {
            SigV4Error::incomplete(format!(
                "Credential must have exactly 5 slash-delimited elements, \
                 e.g. keyid/date/region/service/term, got '{credential}'"
            ))
        })?;
        let mut wrong = Vec::new();
        if expected.region.is_some_and(|region| region != scope.region) || scope.region.is_empty() {
            let region = scope.region;
            wrong.push(format!("Credential should be scoped to a valid region, not '{region}'."));
        }
        if !expected.signing_names.contains(&scope.service) {
            let usual = expected.signing_names.first().copied().unwrap_or_default();
            wrong.push(format!("Credential should be scoped to correct service: '{usual}'."));
        }
        if terminator != TERMINATOR {
            wrong.push(format!(
                "Credential should be scoped with a valid terminator: '{TERMINATOR}', not '{terminator}'."
            ));
        }
        if scope.day != date.day() {
            wrong.push(format!(
                "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date \
                 from HTTP: '{}' != '{}', from '{}'.",
                scope.day,
                date.day(),
                date.text
            ));
        }
        if wrong.is_empty() {
            return Ok(scope);
        }
        Err(SigV4Error::refused(wrong.join(" ")))
    }
}

/// The scope of a credential and its terminator, if it has five parts.
pub(super) fn split(credential: &str) -> Option<(Scope<'_>, &str)> {
    let mut parts = credential.split('/');
    let scope = Scope {
        access_key_id: parts.next()?,
        day: parts.next()?,
        region: parts.next()?,
        service: parts.next()?,
    };
    let terminator = parts.next()?;
    parts.next().is_none().then_some((scope, terminator))
}

/// Whether the moment of signing lies within the window around now. A window that a signer stretches
/// by `X-Amz-Expires` ends later, or for an object store earlier: `age_seconds_max` ago is the end.
pub(super) fn check_time(
    date: &SigningDate,
    now_seconds: i64,
    skew_seconds_max: u32,
    age_seconds_max: u32,
) -> Result<(), SigV4Error> {
    let minutes = skew_seconds_max / 60;
    let now = || SigningDate::at(now_seconds).text;
    let limit = |seconds: i64| SigningDate::at(seconds).text;
    let oldest = now_seconds - i64::from(age_seconds_max);
    if date.seconds < oldest {
        let bound = limit(now_seconds - i64::from(skew_seconds_max));
        return Err(SigV4Error::refused(format!(
            "{EXPIRED} {} is now earlier than {bound} ({} - {minutes} min.)",
            date.text,
            now()
        )));
    }
    let newest = now_seconds + i64::from(skew_seconds_max);
    if date.seconds > newest {
        return Err(SigV4Error::refused(format!(
            "{NOT_YET} {} is still later than {} ({} + {minutes} min.)",
            date.text,
            limit(newest),
            now()
        )));
    }
    Ok(())
}

/// How it is said that a signature is too old, and that it is of the future.
pub(super) const EXPIRED: &str = "Signature expired:";
pub(super) const NOT_YET: &str = "Signature not yet current:";
