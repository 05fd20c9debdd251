//! Where the other evaluator is known to differ, as data: each row has a predicate on the case,
//! never on a result, and a reason. A case under a row is answered but not compared.

mod principals;
mod resources;
mod scalars;
mod text;

use crate::view::View;

/// One way in which the other evaluator differs from what AWS documents, or from what Daypass
/// decided where AWS is silent.
pub(crate) struct Deviation {
    /// A short name for the table.
    pub(crate) name: &'static str,
    /// What the other evaluator does, and what is right.
    pub(crate) reason: &'static str,
    holds: fn(&View<'_>) -> bool,
}

/// The first deviation that a case falls under, by its place in the table.
pub(crate) fn of(view: &View<'_>) -> Option<usize> {
    DEVIATIONS.iter().position(|deviation| (deviation.holds)(view))
}

/// The table.
pub(crate) const DEVIATIONS: [Deviation; 30] = [
    Deviation {
        name: "variables of 2008",
        reason: "reads variables in documents of version 2008-10-17, where they are plain text",
        holds: text::variables_of_2008,
    },
    Deviation {
        name: "product of a resource",
        reason: "takes wildcards and variables before the first / or : of the last part literally",
        holds: resources::signs_in_product,
    },
    Deviation {
        name: "star past a colon",
        reason: "keeps a star that ends a segment within it; AWS lets it expand past the colon",
        holds: resources::star_past_colon,
    },
    Deviation {
        name: "case of a segment",
        reason: "compares partition, service, region and account without case",
        holds: resources::case_of_segment,
    },
    Deviation {
        name: "star in the request",
        reason: "reads a star in the requested resource as a pattern",
        holds: resources::star_in_request,
    },
    Deviation {
        name: "short NotResource",
        reason: "a NotResource that is an ARN cut short never applies",
        holds: resources::short_not_resource,
    },
    Deviation {
        name: "NotResource without value",
        reason: "a NotResource with an unresolved variable never applies; by AWS's page it excludes nothing",
        holds: resources::unresolved_not_resource,
    },
    Deviation {
        name: "grant to a session",
        reason: "a session policy limits what the resource's policy grants to the session itself or to everyone",
        holds: principals::grant_to_session,
    },
    Deviation {
        name: "NotPrincipal of a Deny",
        reason: "spares whom any form names; AWS: the caller and its account must be listed",
        holds: principals::deny_of_others,
    },
    Deviation {
        name: "vendor star",
        reason: "an action whose vendor is a star matches nothing",
        holds: resources::vendor_star,
    },
    Deviation {
        name: "line break",
        reason: "wildcards do not match a line break",
        holds: text::line_break,
    },
    Deviation {
        name: "wide character",
        reason: "a ? matches half of a character outside Unicode's first plane",
        holds: text::wide_character,
    },
    Deviation {
        name: "empty value of a variable",
        reason: "an empty value, or an empty default, is taken for none",
        holds: text::empty_value,
    },
    Deviation {
        name: "comma in a default",
        reason: "a default that holds a comma and a space is ignored",
        holds: text::comma_in_default,
    },
    Deviation {
        name: "negation without value",
        reason: "a negated operator fails when a variable has no value; AWS: it holds",
        holds: text::negated_unresolved,
    },
    Deviation {
        name: "escape without wildcards",
        reason: "reads an escape as text under operators that have no wildcards; AWS: in any string",
        holds: text::escape_without_wildcards,
    },
    Deviation {
        name: "folding",
        reason: "folds letters to upper case rather than lower, which differs for a few",
        holds: text::folding,
    },
    Deviation {
        name: "incomparable in a Deny",
        reason: "a negated operator fails on a value that cannot be compared; ours holds in a Deny",
        holds: scalars::incomparable_in_deny,
    },
    Deviation {
        name: "all values empty",
        reason: "does not treat values that are all empty as a null set",
        holds: scalars::all_empty,
    },
    Deviation {
        name: "key without values",
        reason: "to Null, a multi-valued key without values exists",
        holds: scalars::null_without_values,
    },
    Deviation {
        name: "loose number",
        reason: "takes the number that a text begins with for the whole",
        holds: scalars::loose_number,
    },
    Deviation {
        name: "long number",
        reason: "rounds numbers to a binary fraction",
        holds: scalars::long_number,
    },
    Deviation {
        name: "seconds and dates",
        reason: "compares seconds since 1970 with milliseconds, and takes a year for seconds",
        holds: scalars::seconds_and_dates,
    },
    Deviation {
        name: "loose date",
        reason: "reads dates outside the W3C profiles as JavaScript does",
        holds: scalars::loose_date,
    },
    Deviation {
        name: "IPv4 of no bits",
        reason: "0.0.0.0/0 matches nothing",
        holds: scalars::ipv4_of_no_bits,
    },
    Deviation {
        name: "address as text",
        reason: "compares an IPv6 address that is not a range as text",
        holds: scalars::address_as_text,
    },
    Deviation {
        name: "address of another family",
        reason: "NotIpAddress with an address that is not a range fails on the other family",
        holds: scalars::other_family,
    },
    Deviation {
        name: "mapped address",
        reason: "reads an IPv4 address mapped into IPv6 wrongly",
        holds: scalars::mapped_address,
    },
    Deviation {
        name: "ARN of few parts",
        reason: "a lone star or an ARN of few parts under an Arn operator makes it fail, negated or not",
        holds: scalars::arn_of_few_parts,
    },
    Deviation {
        name: "variable early in an ARN",
        reason: "splits an ARN at the colon within a variable, and ignores its first part",
        holds: scalars::early_in_arn,
    },
];
