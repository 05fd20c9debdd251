//! Why the shadow service refuses, in AWS's words.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-error-messages.html>

use daypass_aws_types::error::{ErrorShape, ServiceError};
use daypass_aws_types::iot_data::errors;
use daypass_store::StoreError;

use super::request::STATE_LEVELS_MAX;
use crate::store_error::unavailable;

/// A request that is refused. The text is AWS's, which is why it begins with a capital.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ShadowError {
    /// The request is not JSON, not an object, or repeats a key.
    #[error("Invalid JSON")]
    InvalidJson,
    /// There is no `state`.
    #[error("Missing required node: state")]
    MissingState,
    /// `state` is neither an object nor null.
    #[error("State node must be an object")]
    StateNotObject,
    /// `desired` is neither an object nor null.
    #[error("Desired node must be an object")]
    DesiredNotObject,
    /// `reported` is neither an object nor null.
    #[error("Reported node must be an object")]
    ReportedNotObject,
    /// `version` is not a whole number.
    #[error("Invalid version")]
    InvalidVersion,
    /// `clientToken` is not a string of at most 64 bytes.
    #[error("Invalid clientToken")]
    InvalidClientToken,
    /// A section is nested too deeply.
    #[error("JSON contains too many levels of nesting; maximum is {STATE_LEVELS_MAX}")]
    TooManyLevels,
    /// `state` has something else than `desired` and `reported`, or an array holds a null.
    #[error("State contains an invalid node")]
    InvalidNode,
    /// There is no shadow under the name.
    #[error("No shadow exists with name: '{0}'")]
    NoShadow(String),
    /// The version that the request names is not the shadow's.
    #[error("Version conflict")]
    VersionConflict,
    /// The request, or the document that it would make, is too large.
    #[error("The payload exceeds the maximum size allowed")]
    TooLarge,
    /// The request is not UTF-8.
    #[error("Unsupported documented encoding; supported encoding is UTF-8")]
    NotUtf8,
}

impl ShadowError {
    /// The data plane's error; its status is the `code` of AWS's table.
    pub(super) fn shape(&self) -> &'static ErrorShape {
        match self {
            Self::NoShadow(_) => &errors::RESOURCE_NOT_FOUND_EXCEPTION,
            Self::VersionConflict => &errors::CONFLICT_EXCEPTION,
            Self::TooLarge => &errors::REQUEST_ENTITY_TOO_LARGE_EXCEPTION,
            Self::NotUtf8 => &errors::UNSUPPORTED_DOCUMENT_ENCODING_EXCEPTION,
            _ => &errors::INVALID_REQUEST_EXCEPTION,
        }
    }
}

/// A request that was refused, or a store that did not answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The request was refused.
    #[error(transparent)]
    Refused(#[from] ShadowError),
    /// The store did not answer, or a record of it cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Failure> for ServiceError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(error) => Self::new(error.shape(), error.to_string()),
            Failure::Store(error) => unavailable(error),
        }
    }
}
