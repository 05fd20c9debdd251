//! Cognito Identity's words for what is missing, forbidden or badly configured.

use daypass_aws_types::cognito_identity::errors;
use daypass_aws_types::error::ServiceError;

pub(super) fn no_such_pool(pool_id: &str) -> ServiceError {
    not_found(format!("IdentityPool '{pool_id}' not found."))
}

/// AWS's quota; its text is not known.
pub(super) fn too_many_pools(max: usize) -> ServiceError {
    let text = format!("An account cannot have more than {max} identity pools.");
    ServiceError::new(&errors::LIMIT_EXCEEDED_EXCEPTION, text)
}

pub(super) fn no_such_identity(identity_id: &str) -> ServiceError {
    not_found(format!("Identity '{identity_id}' not found."))
}

pub(super) fn not_found(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::RESOURCE_NOT_FOUND_EXCEPTION, message)
}

/// No valid login of the identity came with the call, or the identity is closed.
pub(super) fn identity_forbidden(identity_id: &str) -> ServiceError {
    not_authorized(format!("Access to Identity '{identity_id}' is forbidden."))
}

/// The role is not there, not of the pool's account, or not the caller's to choose.
pub(super) fn role_forbidden(role_arn: &str) -> ServiceError {
    not_authorized(format!("Access to Role '{role_arn}' is forbidden."))
}

pub(super) fn guests_not_supported() -> ServiceError {
    not_authorized("Unauthenticated access is not supported for this identity pool.")
}

pub(super) fn not_authorized(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::NOT_AUTHORIZED_EXCEPTION, message)
}

pub(super) fn conflict(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::RESOURCE_CONFLICT_EXCEPTION, message)
}

pub(super) fn invalid_parameter(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::INVALID_PARAMETER_EXCEPTION, message)
}

/// There is no role to assume, or it does not let the identity in. The wire says no more than this
/// for any reason; the reason is the operator's.
pub(super) fn invalid_configuration(reason: impl Into<String>) -> ServiceError {
    ServiceError::new(
        &errors::INVALID_IDENTITY_POOL_CONFIGURATION_EXCEPTION,
        "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
    )
    .with_hint(reason)
}
