//! IAM's words for what is missing, taken or in use.

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::iam::errors;

pub(super) fn no_such_role(name: &str) -> ServiceError {
    no_such_entity(format!("The role with name {name} cannot be found."))
}

/// `kind` is `role`, `user` or `group`.
pub(super) fn no_such_inline_policy(kind: &str, name: &str) -> ServiceError {
    no_such_entity(format!("The {kind} policy with name {name} cannot be found."))
}

pub(super) fn no_such_user(name: &str) -> ServiceError {
    no_such_entity(format!("The user with name {name} cannot be found."))
}

pub(super) fn no_such_group(name: &str) -> ServiceError {
    no_such_entity(format!("The group with name {name} cannot be found."))
}

pub(super) fn no_such_access_key(access_key_id: &str) -> ServiceError {
    no_such_entity(format!("The Access Key with id {access_key_id} cannot be found."))
}

pub(super) fn no_such_policy(arn: &str) -> ServiceError {
    no_such_entity(format!("Policy {arn} was not found."))
}

pub(super) fn no_such_policy_version(arn: &str, version: &str) -> ServiceError {
    no_such_entity(format!("Policy {arn} version {version} does not exist or is not attachable."))
}

pub(super) fn no_such_provider(arn: &str) -> ServiceError {
    no_such_entity(format!("OpenIDConnect Provider not found for arn {arn}"))
}

pub(super) fn no_such_saml_provider(arn: &str) -> ServiceError {
    no_such_entity(format!("Manifest not found for arn {arn}"))
}

pub(super) fn no_such_entity(message: String) -> ServiceError {
    ServiceError::new(&errors::NO_SUCH_ENTITY_EXCEPTION, message)
}

pub(super) fn already_exists(message: String) -> ServiceError {
    ServiceError::new(&errors::ENTITY_ALREADY_EXISTS_EXCEPTION, message)
}

pub(super) fn delete_conflict(message: &str) -> ServiceError {
    ServiceError::new(&errors::DELETE_CONFLICT_EXCEPTION, message)
}

pub(super) fn limit_exceeded(message: String) -> ServiceError {
    ServiceError::new(&errors::LIMIT_EXCEEDED_EXCEPTION, message)
}

pub(super) fn invalid_input(message: String) -> ServiceError {
    ServiceError::new(&errors::INVALID_INPUT_EXCEPTION, message)
}

/// A call that leaves the user out, by somebody who is none.
pub(super) fn user_name_needed() -> ServiceError {
    ServiceError::new(
        &common::VALIDATION_ERROR,
        "Must specify userName when calling with non-User credentials",
    )
}
