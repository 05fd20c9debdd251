//! Deviations on numbers, dates, addresses and ARNs, and on how many values there are.

use crate::case::{Effect, Fact};
use crate::view::{Comparison, Family, View};
use std::net::IpAddr;

/// Whole digits that a binary fraction keeps exactly.
const EXACT_DIGITS_MAX: usize = 15;

fn any(view: &View<'_>, holds: impl Fn(&Comparison<'_>) -> bool) -> bool {
    view.comparisons.iter().any(holds)
}

fn any_of(view: &View<'_>, family: Family, holds: impl Fn(&Comparison<'_>) -> bool) -> bool {
    any(view, |comparison| comparison.operator.family == family && holds(comparison))
}

/// A negated operator of a `Deny` on a value that it cannot compare: one of another type, or
/// several under a plain operator.
pub(super) fn incomparable_in_deny(view: &View<'_>) -> bool {
    any(view, |comparison| {
        let operator = comparison.operator;
        let several = !operator.set && matches!(comparison.fact, Some(Fact::Many(_)));
        let wrong = |value: &String| match operator.family {
            Family::Number => !is_decimal(value),
            Family::Date => !is_date(value) && !is_epoch(value),
            Family::Address => value.parse::<IpAddr>().is_err(),
            Family::Arn => value.split(':').count() < 6,
            _ => false,
        };
        operator.negated
            && comparison.effect == Effect::Deny
            && (several || comparison.values().iter().any(wrong))
    })
}

/// A set operator on values that are all empty.
pub(super) fn all_empty(view: &View<'_>) -> bool {
    any(view, |comparison| {
        let values = comparison.values();
        comparison.operator.set && !values.is_empty() && values.iter().all(String::is_empty)
    })
}

/// `Null` on a multi-valued key that has no value.
pub(super) fn null_without_values(view: &View<'_>) -> bool {
    any_of(view, Family::Null, |comparison| {
        comparison.fact.is_some_and(|fact| fact.values().is_empty())
    })
}

/// A value that begins like a number and is none.
pub(super) fn loose_number(view: &View<'_>) -> bool {
    any_of(view, Family::Number, |comparison| {
        comparison.values().iter().any(|value| {
            !is_decimal(value)
                && value
                    .trim_start()
                    .starts_with(['+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
        })
    })
}

/// A number of more digits than are kept.
pub(super) fn long_number(view: &View<'_>) -> bool {
    any_of(view, Family::Number, |comparison| {
        let both = comparison.values().iter().chain(comparison.wanted);
        both.into_iter().any(|value| is_decimal(value) && value.len() > EXACT_DIGITS_MAX)
    })
}

/// Seconds since 1970 on one side and a date on the other, or four digits, or a fraction.
pub(super) fn seconds_and_dates(view: &View<'_>) -> bool {
    any_of(view, Family::Date, |comparison| {
        let both = || comparison.values().iter().chain(comparison.wanted);
        let seconds = both().filter(|value| is_epoch(value)).count();
        let mixed = seconds > 0 && seconds < both().count();
        !comparison.values().is_empty()
            && (mixed
                || both().any(|value| is_epoch(value) && (value.len() == 4 || value.contains('.'))))
    })
}

/// A value of the request that is a date to JavaScript and to nobody else.
pub(super) fn loose_date(view: &View<'_>) -> bool {
    any_of(view, Family::Date, |comparison| {
        comparison.values().iter().any(|value| !is_date(value) && !is_epoch(value))
    })
}

/// All of IPv4.
pub(super) fn ipv4_of_no_bits(view: &View<'_>) -> bool {
    any_of(view, Family::Address, |comparison| {
        comparison.wanted.iter().any(|wanted| wanted.contains('.') && wanted.ends_with("/0"))
    })
}

/// An IPv6 address that is not a range, against another spelling.
pub(super) fn address_as_text(view: &View<'_>) -> bool {
    any_of(view, Family::Address, |comparison| {
        let bare = |wanted: &&String| wanted.contains(':') && !wanted.contains('/');
        comparison.wanted.iter().filter(bare).any(|wanted| {
            comparison.values().iter().any(|value| value.contains(':') && value != wanted)
        })
    })
}

/// `NotIpAddress` with an address that is not a range, against one of the other family.
pub(super) fn other_family(view: &View<'_>) -> bool {
    any_of(view, Family::Address, |comparison| {
        let bare = comparison.wanted.iter().filter(|wanted| !wanted.contains('/'));
        let values = comparison.values();
        comparison.operator.negated
            && bare.into_iter().any(|wanted| {
                values.iter().any(|value| value.contains(':') != wanted.contains(':'))
            })
    })
}

/// An IPv4 address written as an IPv6 one.
pub(super) fn mapped_address(view: &View<'_>) -> bool {
    let mapped = |value: &String| value.contains(':') && value.contains('.');
    any_of(view, Family::Address, |comparison| {
        comparison.values().iter().chain(comparison.wanted).any(mapped)
    })
}

/// Fewer than six parts in the policy's value of an Arn operator.
pub(super) fn arn_of_few_parts(view: &View<'_>) -> bool {
    let few = |text: &String| text.split(':').count() < 6;
    any_of(view, Family::Arn, |comparison| {
        comparison.fact.is_some() && comparison.wanted.iter().any(few)
    })
}

/// A variable before the fifth colon of an ARN, or a first part other than `arn`; an ARN without
/// its last part passes, too.
pub(super) fn early_in_arn(view: &View<'_>) -> bool {
    any_of(view, Family::Arn, |comparison| {
        let early = |text: &String| {
            text.find("${").is_some_and(|at| {
                text.get(..at).is_some_and(|front| front.matches(':').count() < 5)
            })
        };
        comparison.wanted.iter().any(early)
            || comparison.values().iter().any(|value| {
                let parts = value.split(':').count();
                parts == 5 || (parts > 5 && !value.starts_with("arn:"))
            })
    })
}

fn is_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    [whole, fraction]
        .iter()
        .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

fn is_epoch(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.')
}

/// Whether the text has the form of a W3C profile, with a zone where there is a time.
fn is_date(text: &str) -> bool {
    let form: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let (date, time) =
        form.split_once('T').map_or((&*form, None), |(date, time)| (date, Some(time)));
    let Some(time) = time else {
        return matches!(date, "0000" | "0000-00" | "0000-00-00") && real(text);
    };
    let zone = time.find(['Z', '+', '-']).and_then(|at| time.split_at_checked(at));
    let zoned = zone.is_some_and(|(clock, zone)| {
        let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
        matches!(clock, "00:00" | "00:00:00")
            && !fraction.is_empty()
            && fraction.bytes().all(|b| b == b'0')
            && matches!(zone, "Z" | "+00:00" | "-00:00")
    });
    date == "0000-00-00" && zoned && real(text)
}

/// Whether the day exists. Only February is ever drawn wrong.
fn real(text: &str) -> bool {
    !text.contains("-02-30")
}
