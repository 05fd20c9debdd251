//! Why somebody is not who they say: AWS's words for the wire, ours for the decision record.

use daypass_aws_protocol::sigv4::SigV4Error;
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::Protocol;
use daypass_services::authorization::AccessError;
use daypass_services::iam::access_key::AccessKeyError;
use daypass_store::StoreError;

/// Why a caller was not let in.
#[derive(Debug, thiserror::Error)]
pub enum Unauthenticated {
    /// Signature, key or token are not right.
    #[error(transparent)]
    Signature(#[from] SigV4Error),
    /// The credentials are genuine and give no access any more.
    #[error(transparent)]
    Closed(AccessError),
    /// The client's certificate is nobody's, or gives no access any more.
    #[error("{0}")]
    Device(String),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Unauthenticated {
    /// The words for the wire; `None` where the server is at fault.
    pub fn wire(&self) -> Option<SigV4Error> {
        match self {
            Self::Signature(error) => Some(error.clone()),
            // AWS knows these credentials no more: a deleted role's sessions are told so.
            Self::Closed(_) => Some(SigV4Error::key_unknown()),
            Self::Device(_) => Some(SigV4Error::missing()),
            Self::Store(_) => None,
        }
    }

    /// The error as a service of this protocol answers it.
    pub fn service_error(&self, protocol: Protocol) -> ServiceError {
        if let Self::Device(_) = self {
            return ServiceError::new(&common::FORBIDDEN_EXCEPTION, "Forbidden");
        }
        let unavailable = || {
            let words = "The service is not available; try again later.";
            ServiceError::new(&common::INTERNAL_FAILURE, words)
        };
        self.wire().map_or_else(unavailable, |error| error.service_error(protocol))
    }

    /// What an operator may know and the caller may not.
    pub fn reason(&self) -> String {
        match self {
            Self::Signature(error) => match error.hint {
                Some(hint) if error.message.is_empty() => hint.to_owned(),
                Some(hint) => format!("{} ({hint})", error.message),
                None => error.message.clone().into_owned(),
            },
            Self::Closed(error) => error.to_string(),
            Self::Device(why) => why.clone(),
            Self::Store(error) => error.to_string(),
        }
    }
}

impl From<AccessKeyError> for Unauthenticated {
    fn from(error: AccessKeyError) -> Self {
        match error {
            AccessKeyError::Store(error) => Self::Store(error),
            damaged => Self::Store(StoreError::Corrupt(damaged.to_string())),
        }
    }
}

impl From<AccessError> for Unauthenticated {
    fn from(error: AccessError) -> Self {
        match error {
            AccessError::Store(error) => Self::Store(error),
            closed => Self::Closed(closed),
        }
    }
}
