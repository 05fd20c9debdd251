//! Why a role could not be assumed: STS and Cognito each have their own words for it.

use daypass_aws_types::error::{ServiceError, common};
use daypass_credentials::AccountNumberError;
use daypass_policy::DocumentError;
use daypass_store::StoreError;

use super::packed::Packed;

/// Why a role could not be assumed. The texts are for the decision record.
#[derive(Debug, thiserror::Error)]
pub enum AssumeError {
    /// There is no such role in the account that it must be in.
    #[error("there is no role `{0}` in the account of the caller")]
    NoRole(String),
    /// The trust policy does not allow it; the explanation is in the call's note.
    #[error("the trust policy of role `{0}` does not allow it")]
    Untrusted(String),
    /// The trust policy lets identities of any pool in.
    #[error(
        "the trust policy of role `{0}` does not limit cognito-identity.amazonaws.com:aud to an identity pool"
    )]
    Unpinned(String),
    /// The stored trust policy does not parse.
    #[error("the trust policy of role `{role}` cannot be read: {error}")]
    Document {
        /// The role's ARN.
        role: String,
        /// What is wrong with it.
        error: DocumentError,
    },
    /// Session policies and tags are too much for a token.
    #[error("session policies and tags would take {} % of their allotted space", .0.percent)]
    TooLarge(Packed),
    /// The cryptographic library refused, or an account is none.
    #[error("the session could not be sealed")]
    Sealing,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AccountNumberError> for AssumeError {
    fn from(_: AccountNumberError) -> Self {
        Self::Sealing
    }
}

impl AssumeError {
    /// The service's internal error where the server is to blame, or the error itself to be put
    /// into the words of the service.
    pub fn or_internal(self) -> Result<Self, ServiceError> {
        match self {
            Self::Store(error) => Err(crate::store_error::unavailable(error)),
            Self::Sealing => Err(ServiceError::new(
                &common::INTERNAL_FAILURE,
                "The service is not available; try again later.",
            )),
            refused => Ok(refused),
        }
    }
}
