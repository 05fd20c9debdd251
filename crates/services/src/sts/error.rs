//! STS's words for what is refused.

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::sts::errors;
use daypass_federation::TokenError;
use daypass_federation::saml::{ReplayError, SamlError};

use crate::authorization::AccessError;
use crate::logins::{IdentityTokenRefused, LoginError};
use crate::sessions::{AssumeError, Packed, PackedMostly};
use crate::store_error::unavailable;
use daypass_credentials::IdentityTokenError;

pub(super) fn validation_error(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&common::VALIDATION_ERROR, message)
}

pub(super) fn invalid_parameter(message: &str) -> ServiceError {
    ServiceError::new(&common::INVALID_PARAMETER_VALUE, message)
}

pub(super) fn malformed_policy(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION, message)
}

fn access_denied(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&common::ACCESS_DENIED_403, message)
}

/// Second factors do not exist here.
pub(super) fn no_second_factor() -> ServiceError {
    access_denied(
        "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
    )
}

/// `GetSessionToken` or `GetFederationToken` was refused.
pub(super) fn session_refused(operation: &str, error: AssumeError) -> ServiceError {
    assumption_refused(error, || cannot_call(operation))
}

/// An operation of long-term keys alone.
pub(super) fn cannot_call(operation: &str) -> ServiceError {
    access_denied(format!("Cannot call {operation} with session credentials"))
}

/// `AssumeRole` was refused: whether the role is missing or does not trust the caller is not told.
pub(super) fn role_refused(caller: &str, role_arn: &str, error: AssumeError) -> ServiceError {
    assumption_refused(error, || {
        access_denied(format!(
            "User: {caller} is not authorized to perform: sts:AssumeRole on resource: {role_arn}"
        ))
    })
}

/// `AssumeRoleWithWebIdentity` was refused by the role.
pub(super) fn web_identity_refused(error: AssumeError) -> ServiceError {
    assumption_refused(error, || access_denied(NOT_AUTHORIZED))
}

/// `AssumeRoleWithSAML` was refused by the role.
pub(super) fn saml_role_refused(error: AssumeError) -> ServiceError {
    assumption_refused(error, || access_denied(NOT_AUTHORIZED_SAML))
}

/// A SAML response was not accepted.
pub(super) fn saml_refused(error: LoginError) -> ServiceError {
    let hint = error.to_string();
    let message = match error {
        LoginError::Store(error) => return unavailable(error),
        LoginError::NoSamlProvider(_) => "Specified provider doesn't exist",
        LoginError::MetadataExpired(_) => "The metadata of the specified provider has expired",
        LoginError::Saml(SamlError::Status(_)) => {
            let shape = &errors::IDP_REJECTED_CLAIM_EXCEPTION;
            return ServiceError::new(shape, "The identity provider rejected the claim.")
                .with_hint(hint);
        }
        LoginError::Saml(SamlError::Expired { .. }) => {
            let shape = &errors::EXPIRED_TOKEN_EXCEPTION;
            return ServiceError::new(shape, REDEEM_IN_TIME).with_hint(hint);
        }
        LoginError::Saml(SamlError::Issuer { .. }) => "Issuer not present in specified provider",
        LoginError::Saml(SamlError::Audience(_)) => {
            "Response does not contain the required audience."
        }
        LoginError::Saml(
            SamlError::Signature | SamlError::Unsigned | SamlError::SignatureKind(_),
        ) => "Response signature invalid",
        _ => "Invalid SAML response",
    };
    saml_token_refused(message).with_hint(hint)
}

/// An assertion that was redeemed before, or cannot be remembered.
pub(super) fn assertion_redeemed(error: ReplayError) -> ServiceError {
    saml_token_refused("The SAML assertion has been redeemed for this role already.")
        .with_hint(error.to_string())
}

pub(super) fn saml_token_refused(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::INVALID_IDENTITY_TOKEN_EXCEPTION, message)
}

fn assumption_refused(error: AssumeError, denied: impl FnOnce() -> ServiceError) -> ServiceError {
    let error = match error.or_internal() {
        Ok(error) => error,
        Err(internal) => return internal,
    };
    match &error {
        AssumeError::TooLarge(packed) => packed_too_large(*packed),
        _ => denied().with_hint(error.to_string()),
    }
}

/// Session policies and tags that no token has room for. Which of the two takes more is named.
fn packed_too_large(Packed { percent, mostly }: Packed) -> ServiceError {
    let text = match mostly {
        PackedMostly::Tags => {
            format!("Packed size of session tags consumes {percent}% of allotted space.")
        }
        PackedMostly::Policies => format!(
            "Packed policy consumes {percent}% of allotted space, please use smaller policy."
        ),
    };
    ServiceError::new(&errors::PACKED_POLICY_TOO_LARGE_EXCEPTION, text)
}

/// A caller whose own session does not stand any more. The gateway has asked the same a moment ago.
pub(super) fn caller_refused(error: AccessError) -> ServiceError {
    match error {
        AccessError::Store(error) => unavailable(error),
        error => access_denied(NOT_AUTHORIZED_ROLE).with_hint(error.to_string()),
    }
}

/// A token of an OpenID Connect provider was not accepted.
pub(super) fn token_refused(error: LoginError) -> ServiceError {
    let hint = error.to_string();
    let (shape, message) = match error {
        LoginError::Store(error) => return unavailable(error),
        LoginError::Unreachable { .. } => {
            (&errors::IDP_COMMUNICATION_ERROR_EXCEPTION, NO_VERIFICATION_KEY.to_owned())
        }
        LoginError::Untrusted { .. } => {
            (&errors::INVALID_IDENTITY_TOKEN_EXCEPTION, WRONG_THUMBPRINT.to_owned())
        }
        LoginError::NoProvider(issuer) => (
            &errors::INVALID_IDENTITY_TOKEN_EXCEPTION,
            format!("No OpenIDConnect provider found in your account for {issuer}"),
        ),
        LoginError::Token(TokenError::Expired { now_s, expires_s }) => {
            (&errors::EXPIRED_TOKEN_EXCEPTION, expired(now_s, expires_s))
        }
        LoginError::Token(error) => (&errors::INVALID_IDENTITY_TOKEN_EXCEPTION, token_text(&error)),
        LoginError::CognitoToken
        | LoginError::DeveloperProvider
        | LoginError::UnsupportedProvider
        | LoginError::NoProviders
        | LoginError::NotAnIdToken
        | LoginError::Revoked
        | LoginError::LimitedLogin
        | LoginError::NoSamlProvider(_)
        | LoginError::MetadataExpired(_)
        | LoginError::Saml(_)
        | LoginError::Social(_) => {
            (&errors::INVALID_IDENTITY_TOKEN_EXCEPTION, NOT_VALIDATED.to_owned())
        }
    };
    ServiceError::new(shape, message).with_hint(hint)
}

/// One of our own identity tokens was not accepted.
pub(super) fn identity_token_refused(error: IdentityTokenRefused) -> ServiceError {
    let error = match error.or_internal() {
        Ok(error) => error,
        Err(internal) => return internal,
    };
    let answer = match &error {
        IdentityTokenRefused::Token(IdentityTokenError::Expired { now_s, expires_s }) => {
            ServiceError::new(&errors::EXPIRED_TOKEN_EXCEPTION, expired(*now_s, *expires_s))
        }
        IdentityTokenRefused::Token(_) => invalid_token(NOT_VALIDATED),
        _ => access_denied(NOT_AUTHORIZED),
    };
    answer.with_hint(error.to_string())
}

pub(super) fn invalid_token(message: impl Into<String>) -> ServiceError {
    ServiceError::new(&errors::INVALID_IDENTITY_TOKEN_EXCEPTION, message)
}

fn token_text(error: &TokenError) -> String {
    match error {
        TokenError::NotAToken => {
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)".to_owned()
        }
        TokenError::MissingClaim { claim } => format!("Missing a required claim: {claim}"),
        TokenError::Audience { .. } => "Incorrect token audience".to_owned(),
        _ => NOT_VALIDATED.to_owned(),
    }
}

fn expired(now_s: i64, expires_s: i64) -> String {
    format!(
        "Token expired: current date/time {now_s} must be before the expiration date/time {expires_s}"
    )
}

/// What every refusal of a role says to a web identity.
pub(super) const NOT_AUTHORIZED: &str = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
const NOT_AUTHORIZED_SAML: &str = "Not authorized to perform sts:AssumeRoleWithSAML";
const REDEEM_IN_TIME: &str = "Token must be redeemed within 5 minutes of issuance";
const NOT_AUTHORIZED_ROLE: &str = "Not authorized to perform sts:AssumeRole";
const NOT_VALIDATED: &str = "The web identity token that was passed could not be validated by AWS.";
const NO_VERIFICATION_KEY: &str = "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements";
const WRONG_THUMBPRINT: &str =
    "OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint";
