//! AWS IoT's words for what is missing, taken or in use.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::errors;

pub(super) fn not_found(message: String) -> ServiceError {
    ServiceError::new(&errors::RESOURCE_NOT_FOUND_EXCEPTION, message)
}

pub(super) fn no_such_policy(name: &str) -> ServiceError {
    not_found(format!("Policy not found: {name}"))
}

pub(super) fn no_such_policy_version(name: &str, version: &str) -> ServiceError {
    not_found(format!("Policy version not found: {name}:{version}"))
}

pub(super) fn no_such_thing(name: &str) -> ServiceError {
    not_found(format!("Thing {name} cannot be found."))
}

pub(super) fn no_such_certificate(id: &str) -> ServiceError {
    not_found(format!("Certificate not found: {id}"))
}

pub(super) fn invalid_request(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::INVALID_REQUEST_EXCEPTION, message)
}

pub(super) fn already_exists(message: String, id: &str, arn: &str) -> ServiceError {
    ServiceError::new(&errors::RESOURCE_ALREADY_EXISTS_EXCEPTION, message)
        .with_member("resourceId", id)
        .with_member("resourceArn", arn)
}

pub(super) fn delete_conflict(message: String) -> ServiceError {
    ServiceError::new(&errors::DELETE_CONFLICT_EXCEPTION, message)
}
