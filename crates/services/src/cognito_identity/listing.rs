//! Cognito's paging: `NextToken` and `MaxResults`, which both listings require.

use daypass_aws_types::error::ServiceError;

use super::error::invalid_parameter;
use crate::operation::Call;
use crate::paging::Listing;

/// Rows of a page at most; the model refuses a call that asks for more.
pub(super) const ROWS_MAX: i32 = 60;

pub(super) fn listing<I>(
    call: &Call<'_, I>,
    operation: &str,
    token: Option<&str>,
    rows_max: i32,
) -> Result<Listing, ServiceError> {
    let limit = usize::try_from(rows_max.clamp(1, ROWS_MAX)).unwrap_or(1);
    Listing::start(call, operation, token, limit, || invalid_parameter("Invalid NextToken."))
}
