//! What a caller hears when the store does not answer.

use daypass_aws_types::error::{ServiceError, common};
use daypass_store::StoreError;

/// The service's internal error. The reason goes to the log and never to the caller.
#[expect(clippy::needless_pass_by_value, reason = "it is the argument of map_err")]
pub(crate) fn unavailable(error: StoreError) -> ServiceError {
    tracing::error!(%error, "the store did not answer");
    ServiceError::new(&common::INTERNAL_FAILURE, "The service is not available; try again later.")
}

/// The same for what cannot be: the reason goes to the log and never to the caller.
pub(crate) fn internal(reason: &str) -> ServiceError {
    tracing::error!(reason, "an operation met what cannot be");
    ServiceError::new(&common::INTERNAL_FAILURE, "The service is not available; try again later.")
}
