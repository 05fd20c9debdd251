//! What a caller hears whose signature is missing, malformed, stale or wrong, in each protocol's own
//! codes.

use std::borrow::Cow;

use daypass_aws_types::error::{ErrorShape, Fault, ServiceError};
use daypass_aws_types::schema::Protocol;

use super::scope::{EXPIRED, NOT_YET};

/// What went wrong with a signature, by the code that Query services give it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// The request line is not one that AWS reads: it is answered 400 with an empty body.
    BadRequest,
    /// The query string's percent escapes are broken.
    MalformedQueryString,
    /// There is no signature.
    MissingAuthenticationToken,
    /// A part of the signature is missing or malformed.
    IncompleteSignature,
    /// Date, scope or signature do not fit the request.
    SignatureDoesNotMatch,
    /// The access key is unknown, or the session token is not one of its own.
    InvalidClientTokenId,
    /// The session is over.
    ExpiredToken,
}

/// A refused signature: its kind, AWS's words, and what an operator may want to know.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct SigV4Error {
    /// What went wrong.
    pub kind: ErrorKind,
    /// AWS's words. Empty where AWS says nothing.
    pub message: Cow<'static, str>,
    /// More than AWS says, for the decision record; never sent.
    pub hint: Option<&'static str>,
}

impl SigV4Error {
    /// A call without a signature to an operation that wants one.
    pub const fn missing() -> Self {
        let words = "Request is missing Authentication Token";
        Self::fixed(ErrorKind::MissingAuthenticationToken, words)
    }

    /// The access key is not known.
    pub const fn key_unknown() -> Self {
        let words = "The security token included in the request is invalid.";
        Self::fixed(ErrorKind::InvalidClientTokenId, words)
    }

    /// The access key was known once.
    pub const fn key_retired() -> Self {
        let words = "The AWS access key provided does not exist in our records.";
        Self::fixed(ErrorKind::InvalidClientTokenId, words)
    }

    /// The session token is missing, was changed, or is another key's.
    pub const fn token_not_intact() -> Self {
        let words = "The security token included in the request is invalid";
        Self::fixed(ErrorKind::InvalidClientTokenId, words)
    }

    /// The session token's session is over.
    pub const fn token_expired() -> Self {
        let words = "The security token included in the request is expired";
        Self::fixed(ErrorKind::ExpiredToken, words)
    }

    /// The region of the scope is not one that may be named.
    pub fn not_a_region(region: &str) -> Self {
        Self::refused(format!("Credential should be scoped to a valid region, not '{region}'."))
    }

    pub(super) const fn mismatch() -> Self {
        let words = "The request signature we calculated does not match the signature you \
                     provided. Check your AWS Secret Access Key and signing method. Consult the \
                     service documentation for details.";
        Self::fixed(ErrorKind::SignatureDoesNotMatch, words)
    }

    /// Two signatures: AWS's services refuse them without a word, but for S3.
    pub(crate) const fn signed_twice() -> Self {
        Self::fixed(ErrorKind::SignatureDoesNotMatch, "").with_hint("the request is signed twice")
    }

    pub(super) const fn fixed(kind: ErrorKind, message: &'static str) -> Self {
        Self { kind, message: Cow::Borrowed(message), hint: None }
    }

    pub(super) const fn bad_request(hint: &'static str) -> Self {
        Self::fixed(ErrorKind::BadRequest, "").with_hint(hint)
    }

    pub(super) fn incomplete(message: String) -> Self {
        Self { kind: ErrorKind::IncompleteSignature, message: Cow::Owned(message), hint: None }
    }

    pub(super) fn refused(message: String) -> Self {
        Self { kind: ErrorKind::SignatureDoesNotMatch, message: Cow::Owned(message), hint: None }
    }

    pub(super) const fn with_hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The error as a service of this protocol answers it.
    pub fn service_error(&self, protocol: Protocol) -> ServiceError {
        let shape = match protocol {
            Protocol::Query => query_shape(self.kind),
            Protocol::Json11 => json_shape(self.kind),
            Protocol::RestJson => rest_shape(self.kind),
        };
        let mut error = ServiceError::new(shape, self.words(protocol));
        error.hint = self.hint.map(str::to_owned);
        error
    }

    /// Whether it is the date that is wrong: some services have words of their own for that.
    pub fn is_of_time(&self) -> bool {
        [EXPIRED, NOT_YET].iter().any(|words| self.message.starts_with(words))
    }

    /// The status that refuses a WebSocket upgrade. Browsers show nothing else of the answer.
    pub const fn upgrade_status(&self) -> u16 {
        match self.kind {
            ErrorKind::BadRequest | ErrorKind::MalformedQueryString => 400,
            _ => 403,
        }
    }

    /// JSON services know one text for every key and token that is not right; Query services drop
    /// the full stop where it is the token that is wrong.
    fn words(&self, protocol: Protocol) -> String {
        let token = *self == Self::token_not_intact();
        let words = if token && protocol != Protocol::Query {
            Self::key_unknown().message
        } else {
            self.message.clone()
        };
        words.into_owned()
    }
}

const fn shape(name: &'static str, status: u16) -> ErrorShape {
    ErrorShape { name, code: name, status, fault: Fault::Sender }
}

static BAD_REQUEST: ErrorShape = shape("BadRequest", 400);

fn query_shape(kind: ErrorKind) -> &'static ErrorShape {
    static MALFORMED_QUERY_STRING: ErrorShape = shape("MalformedQueryString", 404);
    static MISSING: ErrorShape = shape("MissingAuthenticationToken", 403);
    static INCOMPLETE: ErrorShape = shape("IncompleteSignature", 400);
    static MISMATCH: ErrorShape = shape("SignatureDoesNotMatch", 403);
    static INVALID_CLIENT: ErrorShape = shape("InvalidClientTokenId", 403);
    static EXPIRED: ErrorShape = shape("ExpiredToken", 403);
    match kind {
        ErrorKind::BadRequest => &BAD_REQUEST,
        ErrorKind::MalformedQueryString => &MALFORMED_QUERY_STRING,
        ErrorKind::MissingAuthenticationToken => &MISSING,
        ErrorKind::IncompleteSignature => &INCOMPLETE,
        ErrorKind::SignatureDoesNotMatch => &MISMATCH,
        ErrorKind::InvalidClientTokenId => &INVALID_CLIENT,
        ErrorKind::ExpiredToken => &EXPIRED,
    }
}

fn json_shape(kind: ErrorKind) -> &'static ErrorShape {
    static MALFORMED_QUERY_STRING: ErrorShape = shape("MalformedQueryStringException", 404);
    static MISSING: ErrorShape = shape("MissingAuthenticationTokenException", 400);
    static INCOMPLETE: ErrorShape = shape("IncompleteSignatureException", 400);
    static MISMATCH: ErrorShape = shape("InvalidSignatureException", 400);
    static INVALID_CLIENT: ErrorShape = shape("UnrecognizedClientException", 400);
    static EXPIRED: ErrorShape = shape("ExpiredTokenException", 400);
    match kind {
        ErrorKind::BadRequest => &BAD_REQUEST,
        ErrorKind::MalformedQueryString => &MALFORMED_QUERY_STRING,
        ErrorKind::MissingAuthenticationToken => &MISSING,
        ErrorKind::IncompleteSignature => &INCOMPLETE,
        ErrorKind::SignatureDoesNotMatch => &MISMATCH,
        ErrorKind::InvalidClientTokenId => &INVALID_CLIENT,
        ErrorKind::ExpiredToken => &EXPIRED,
    }
}

/// The names of the JSON services with the statuses of the HTTP ones.
fn rest_shape(kind: ErrorKind) -> &'static ErrorShape {
    static MISSING: ErrorShape = shape("MissingAuthenticationTokenException", 403);
    static MISMATCH: ErrorShape = shape("InvalidSignatureException", 403);
    static INVALID_CLIENT: ErrorShape = shape("UnrecognizedClientException", 403);
    static EXPIRED: ErrorShape = shape("ExpiredTokenException", 403);
    match kind {
        ErrorKind::MissingAuthenticationToken => &MISSING,
        ErrorKind::SignatureDoesNotMatch => &MISMATCH,
        ErrorKind::InvalidClientTokenId => &INVALID_CLIENT,
        ErrorKind::ExpiredToken => &EXPIRED,
        ErrorKind::BadRequest
        | ErrorKind::MalformedQueryString
        | ErrorKind::IncompleteSignature => json_shape(kind),
    }
}
