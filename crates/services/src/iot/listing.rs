//! AWS IoT's paging: `marker` and `pageSize` or `nextToken` and `maxResults`, 25 rows unless more are asked for.

use daypass_aws_types::error::ServiceError;

use super::error::invalid_request;
use crate::operation::Call;
use crate::paging::Listing;

/// Rows of a page when the caller names no number.
const ROWS_DEFAULT: usize = 25;

pub(super) fn listing<I>(
    call: &Call<'_, I>,
    operation: &str,
    token: Option<&str>,
    rows_max: Option<i32>,
) -> Result<Listing, ServiceError> {
    let token = token.map(base64url);
    let token = token.as_deref();
    let limit = rows_max.and_then(|rows| usize::try_from(rows).ok()).unwrap_or(ROWS_DEFAULT);
    Listing::start(call, operation, token, limit, || invalid_request("The token is not valid."))
}

/// A token as a `marker` may be written: the model wants the alphabet of plain base64.
pub(super) fn marker(token: Option<String>) -> Option<String> {
    token.map(|token| token.replace('-', "+").replace('_', "/"))
}

/// A token in our own alphabet, whichever a caller brings it in.
fn base64url(token: &str) -> String {
    token.replace('+', "-").replace('/', "_")
}
