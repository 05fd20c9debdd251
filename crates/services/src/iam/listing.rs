//! IAM's paging: `Marker` and `MaxItems`, a hundred rows unless fewer are asked for.

use daypass_aws_types::error::{ServiceError, common};

use crate::operation::Call;
use crate::paging::Listing;

/// Rows of a page when the caller names no number.
const ITEMS_DEFAULT: usize = 100;

pub(super) fn listing<I>(
    call: &Call<'_, I>,
    operation: &str,
    marker: Option<&str>,
    items_max: Option<i32>,
) -> Result<Listing, ServiceError> {
    let limit = items_max.and_then(|items| usize::try_from(items).ok()).unwrap_or(ITEMS_DEFAULT);
    Listing::start(call, operation, marker, limit, || {
        ServiceError::new(
            &common::VALIDATION_ERROR,
            format!("Invalid Marker: {}", marker.unwrap_or_default()),
        )
    })
}

/// A page of a small set that lives inside its owner's record: the marker is sealed like any other
/// and says which name came last.
pub(super) fn names_page<I>(
    call: &Call<'_, I>,
    operation: &str,
    names: Vec<String>,
    marker: Option<&str>,
    items_max: Option<i32>,
) -> Result<(Vec<String>, Option<String>), ServiceError> {
    let listing = listing(call, operation, marker, items_max)?;
    let start = match &listing.after {
        Some(last) => names
            .iter()
            .position(|name| name.as_bytes() == last.as_slice())
            .map_or(names.len(), |at| at + 1),
        None => 0,
    };
    let more = names.len().saturating_sub(start) > listing.limit;
    let page: Vec<String> = names.into_iter().skip(start).take(listing.limit).collect();
    let last = page.last().filter(|_| more).map(|name| name.as_bytes().to_vec());
    let next = last.and_then(|last| listing.token_after(call, operation, &last));
    Ok((page, next))
}
