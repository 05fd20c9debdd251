//! Deviations on actions and resources.

use crate::view::{Entry, View, unescaped, variables};

/// The colons before the last part of an ARN.
const ARN_COLONS: usize = 5;

/// A wildcard or a variable before the first `/` or `:` of the resource part.
pub(super) fn signs_in_product(view: &View<'_>) -> bool {
    view.entries.iter().any(|entry| {
        let Some((service, part)) = entry.resource_part() else { return false };
        let s3 = service == "s3" && entry.text.contains(":::");
        part.find(['/', ':']).is_some_and(|end| {
            let product = part.get(..end).unwrap_or_default();
            !s3 && (product.contains(['*', '?']) || product.contains("${"))
        })
    })
}

/// A `*` that ends a segment before the fifth colon, and colons left over in the request for it
/// to match.
pub(super) fn star_past_colon(view: &View<'_>) -> bool {
    let colons = view.case.resource.matches(':').count();
    view.entries.iter().any(|entry| {
        let own = unescaped(entry.text).matches(':').count();
        let mut front = entry.text.splitn(ARN_COLONS + 1, ':').collect::<Vec<_>>();
        // A star at the very end matches the rest in either reading.
        front.pop();
        colons > own && front.iter().take(ARN_COLONS).any(|segment| segment.ends_with('*'))
    })
}

/// Letters of both cases in the first five parts of entries and request.
pub(super) fn case_of_segment(view: &View<'_>) -> bool {
    let upper = |arn: &str| {
        let front = arn.splitn(ARN_COLONS + 1, ':').take(ARN_COLONS);
        front.into_iter().any(|part| part.contains(|c: char| c.is_ascii_uppercase()))
    };
    upper(&view.case.resource) || view.entries.iter().any(|entry| upper(entry.text))
}

/// A star in the resource that is asked for, other than the star that stands for none.
pub(super) fn star_in_request(view: &View<'_>) -> bool {
    view.case.resource != "*" && view.case.resource.contains('*')
}

/// A `NotResource` of fewer than six parts.
pub(super) fn short_not_resource(view: &View<'_>) -> bool {
    let short = |entry: &&Entry<'_>| entry.text != "*" && entry.resource_part().is_none();
    view.entries.iter().filter(|entry| entry.negated).any(|entry| short(&entry))
}

/// A `NotResource` with a variable that has neither value nor default.
pub(super) fn unresolved_not_resource(view: &View<'_>) -> bool {
    view.entries.iter().any(|entry| {
        entry.negated && variables(entry.text).any(|variable| view.value(variable).is_none())
    })
}

/// An action of any vendor that is not the lone star.
pub(super) fn vendor_star(view: &View<'_>) -> bool {
    view.actions.iter().any(|action| action.starts_with("*:"))
}
