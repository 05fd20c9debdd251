//! Errors as AWS declares them: a shape with its code and status, a message, and sometimes members.

/// Whose fault an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The caller's.
    Sender,
    /// The server's.
    Receiver,
}

/// A declared error.
#[derive(Debug, PartialEq, Eq)]
pub struct ErrorShape {
    /// The shape's name, which JSON services send.
    pub name: &'static str,
    /// The code, which Query services send.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// Whose fault it is.
    pub fault: Fault,
}

/// An error that answers a call.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}: {message}", shape.name)]
pub struct ServiceError {
    /// What it is.
    pub shape: &'static ErrorShape,
    /// AWS's text, or ours where AWS's is not known.
    pub message: String,
    /// Further members, such as `resourceId`.
    pub members: Vec<(&'static str, String)>,
    /// What an operator can do about it. It goes to the decision record and never onto the wire.
    pub hint: Option<String>,
}

impl ServiceError {
    /// An error with its text.
    pub fn new(shape: &'static ErrorShape, message: impl Into<String>) -> Self {
        Self { shape, message: message.into(), members: Vec::new(), hint: None }
    }

    /// The same with one more member.
    pub fn with_member(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.members.push((name, value.into()));
        self
    }

    /// The same with a hint for the operator.
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether the server is at fault.
    pub fn is_server_fault(&self) -> bool {
        self.shape.fault == Fault::Receiver
    }
}

/// Errors that any operation may answer, whether or not its model declares them.
pub mod common {
    use super::{ErrorShape, Fault};

    const fn sender(name: &'static str, status: u16) -> ErrorShape {
        ErrorShape { name, code: name, status, fault: Fault::Sender }
    }

    /// A member breaks a constraint of the model (JSON services).
    pub static VALIDATION_EXCEPTION: ErrorShape = sender("ValidationException", 400);
    /// A member breaks a constraint of the model (Query services).
    pub static VALIDATION_ERROR: ErrorShape = sender("ValidationError", 400);
    /// A member has a value that the operation does not take (STS's tags).
    pub static INVALID_PARAMETER_VALUE: ErrorShape = sender("InvalidParameterValue", 400);
    /// The body is not what the protocol says.
    pub static SERIALIZATION_EXCEPTION: ErrorShape = sender("SerializationException", 400);
    /// The body cannot be read as a Query request.
    pub static MALFORMED_INPUT: ErrorShape = sender("MalformedInput", 400);
    /// The operation is not known.
    pub static UNKNOWN_OPERATION_EXCEPTION: ErrorShape = sender("UnknownOperationException", 400);
    /// No operation has this path (REST services).
    pub static UNKNOWN_OPERATION_EXCEPTION_404: ErrorShape =
        sender("UnknownOperationException", 404);
    /// A member breaks a constraint of the model (REST services).
    pub static INVALID_REQUEST_EXCEPTION: ErrorShape = sender("InvalidRequestException", 400);
    /// The action of a Query request is not known.
    pub static INVALID_ACTION: ErrorShape = sender("InvalidAction", 400);
    /// The body is larger than the operation takes.
    pub static REQUEST_ENTITY_TOO_LARGE_EXCEPTION: ErrorShape =
        sender("RequestEntityTooLargeException", 413);
    /// A policy refused the caller (Cognito Identity).
    pub static ACCESS_DENIED_EXCEPTION_400: ErrorShape = sender("AccessDeniedException", 400);
    /// A policy refused the caller (AWS IoT).
    pub static ACCESS_DENIED_EXCEPTION_403: ErrorShape = sender("AccessDeniedException", 403);
    /// A policy refused the caller (Query services).
    pub static ACCESS_DENIED_403: ErrorShape = sender("AccessDenied", 403);
    /// A policy refused the caller (AWS IoT's data plane, which declares it for some operations only).
    pub static FORBIDDEN_EXCEPTION: ErrorShape = sender("ForbiddenException", 403);
    /// The call was throttled.
    pub static THROTTLING: ErrorShape = sender("Throttling", 400);
    /// The server failed.
    pub static INTERNAL_FAILURE: ErrorShape = ErrorShape {
        name: "InternalFailure",
        code: "InternalFailure",
        status: 500,
        fault: Fault::Receiver,
    };
}
