//! Policy documents as IAM takes and gives them: checked on write, sized as AWS counts them.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::errors;
use daypass_policy::{Document, DocumentError, DocumentKind};

use super::quota::TRUST_POLICY_CHARACTERS;

/// Characters of all inline policies of a role together, whitespace not counted.
pub(super) const ROLE_INLINE_CHARACTERS_MAX: usize = 10_240;
/// Characters of all inline policies of a user together, whitespace not counted.
pub(super) const USER_INLINE_CHARACTERS_MAX: usize = 2_048;
/// Characters of all inline policies of a group together, whitespace not counted.
pub(super) const GROUP_INLINE_CHARACTERS_MAX: usize = 5_120;

/// A document that parses as `kind`, or IAM's `MalformedPolicyDocument` with the reason.
pub(super) fn checked(kind: DocumentKind, text: &str) -> Result<Document, ServiceError> {
    Document::parse(kind, text).map_err(|error| malformed(&error))
}

/// IAM's `MalformedPolicyDocument` with the reason.
pub(super) fn malformed(error: &DocumentError) -> ServiceError {
    ServiceError::new(&errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION, error.to_string())
}

/// A trust policy that may be saved: it parses, fits, is about STS alone, and does not trust every
/// Cognito pool of the world.
pub(super) fn checked_trust(text: &str) -> Result<Document, ServiceError> {
    let document = checked(DocumentKind::Trust, text)?;
    TRUST_POLICY_CHARACTERS.allow(document.size())?;
    document.check_trust().map_err(|error| malformed(&error))?;
    if document.trusts_any_identity_pool() {
        let message = "A condition block must be present for the Cognito provider";
        let error = ServiceError::new(&errors::MALFORMED_POLICY_DOCUMENT_EXCEPTION, message);
        return Err(error.with_hint(
            "cognito-identity.amazonaws.com:aud must be limited to identity pools of this account",
        ));
    }
    Ok(document)
}
