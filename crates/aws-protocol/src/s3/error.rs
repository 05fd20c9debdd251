//! What S3 says of a request that it does not serve: codes, words and XML of its own.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::encode::xml_text;
use crate::sigv4::{ErrorKind, Form, SigV4Error};

/// An error of S3.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{code}: {message}")]
pub struct S3Error {
    /// Its code, such as `AccessDenied`.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// The words for the caller.
    pub message: Cow<'static, str>,
}

impl S3Error {
    const fn fixed(code: &'static str, status: u16, message: &'static str) -> Self {
        Self { code, status, message: Cow::Borrowed(message) }
    }

    /// Something that is not served, or not allowed, in these words.
    pub fn denied(message: impl Into<Cow<'static, str>>) -> Self {
        Self { code: "AccessDenied", status: 403, message: message.into() }
    }

    /// A request that cannot be meant, in these words.
    pub fn invalid(message: impl Into<Cow<'static, str>>) -> Self {
        Self { code: "InvalidRequest", status: 400, message: message.into() }
    }

    /// A value that cannot be meant, in these words.
    pub fn argument(message: impl Into<Cow<'static, str>>) -> Self {
        Self { code: "InvalidArgument", status: 400, message: message.into() }
    }

    /// A path that can be read in more than one way.
    pub const fn uri() -> Self {
        Self::fixed("InvalidURI", 400, "Couldn't parse the specified URI.")
    }

    /// A body that is not the XML that the operation takes.
    pub const fn malformed_xml() -> Self {
        let words = "The XML you provided was not well-formed or did not validate against our \
                     published schema";
        Self::fixed("MalformedXML", 400, words)
    }

    /// A body that was not told the length of.
    pub const fn no_length() -> Self {
        let words = "You must provide the Content-Length HTTP header.";
        Self::fixed("MissingContentLength", 411, words)
    }

    /// A body that is larger than S3 takes.
    pub const fn too_large() -> Self {
        let words = "Your proposed upload exceeds the maximum allowed size";
        Self::fixed("EntityTooLarge", 400, words)
    }

    /// A body that ended before its end, or held more than it was to hold.
    pub const fn incomplete_body() -> Self {
        let words = "You did not provide the number of bytes specified by the Content-Length HTTP \
                     header";
        Self::fixed("IncompleteBody", 400, words)
    }

    /// A body that did not come on.
    pub const fn timed_out() -> Self {
        let words = "Your socket connection to the server was not read from or written to within \
                     the timeout period.";
        Self::fixed("RequestTimeout", 400, words)
    }

    /// A body that is not the one that was signed.
    pub const fn other_body() -> Self {
        let words = "The provided 'x-amz-content-sha256' header does not match what was computed.";
        Self::fixed("XAmzContentSHA256Mismatch", 400, words)
    }

    /// A body that is not the one that its checksum is of.
    pub const fn bad_digest() -> Self {
        let words = "The checksum you specified did not match what we received.";
        Self::fixed("BadDigest", 400, words)
    }

    /// A signature that is not the one of the request, or of a chunk of its body.
    pub const fn mismatch() -> Self {
        let words = "The request signature we calculated does not match the signature you \
                     provided. Check your key and signing method.";
        Self::fixed("SignatureDoesNotMatch", 403, words)
    }

    /// Too many requests at one moment.
    pub const fn slow_down() -> Self {
        Self::fixed("SlowDown", 503, "Please reduce your request rate.")
    }

    /// Ours is the fault, for a while.
    pub const fn unavailable() -> Self {
        Self::fixed("ServiceUnavailable", 503, "Service is unable to handle request.")
    }

    /// A signature for another region.
    pub fn region(sent: &str, expected: &str) -> Self {
        let words = format!(
            "The authorization header is malformed; the region '{sent}' is wrong; expecting \
             '{expected}'"
        );
        Self { code: "AuthorizationHeaderMalformed", status: 400, message: words.into() }
    }

    /// A refused signature, as S3 words it.
    pub fn of_signature(error: &SigV4Error, form: Option<Form>) -> Self {
        match error.kind {
            ErrorKind::BadRequest => Self::uri(),
            ErrorKind::MalformedQueryString => Self::argument(error.message.clone()),
            ErrorKind::MissingAuthenticationToken => Self::denied("Access Denied"),
            ErrorKind::IncompleteSignature => {
                let code = match form {
                    Some(Form::Query) => "AuthorizationQueryParametersError",
                    _ => "AuthorizationHeaderMalformed",
                };
                Self { code, status: 400, message: error.message.clone() }
            }
            ErrorKind::SignatureDoesNotMatch if error.is_of_time() => match form {
                Some(Form::Query) => Self::denied("Request has expired"),
                _ => Self::fixed(
                    "RequestTimeTooSkewed",
                    403,
                    "The difference between the request time and the current time is too large.",
                ),
            },
            ErrorKind::SignatureDoesNotMatch if *error == SigV4Error::signed_twice() => {
                Self::argument(
                    "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, \
                     Signature query string parameter or the Authorization header should be \
                     specified",
                )
            }
            ErrorKind::SignatureDoesNotMatch => Self::mismatch(),
            ErrorKind::InvalidClientTokenId if *error == SigV4Error::token_not_intact() => {
                let words = "The provided token is malformed or otherwise invalid.";
                Self::fixed("InvalidToken", 400, words)
            }
            ErrorKind::InvalidClientTokenId => {
                let words = "The AWS Access Key Id you provided does not exist in our records.";
                Self::fixed("InvalidAccessKeyId", 403, words)
            }
            ErrorKind::ExpiredToken => {
                Self::fixed("ExpiredToken", 400, "The provided token has expired.")
            }
        }
    }

    /// The document that says so.
    pub fn xml(&self, resource: &str, request_id: &str) -> String {
        let (mut message, mut place) = (String::new(), String::new());
        xml_text(&mut message, &self.message);
        xml_text(&mut place, resource);
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        // Writing into a String cannot fail.
        let _ = write!(
            out,
            "<Error><Code>{}</Code><Message>{message}</Message><Resource>{place}</Resource>\
             <RequestId>{request_id}</RequestId></Error>",
            self.code
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_escapes_what_callers_sent() {
        let error = S3Error::denied("no <b>");
        let text = error.xml("/a&b", "1-2");
        assert!(
            text.contains("<Code>AccessDenied</Code><Message>no &lt;b&gt;</Message>"),
            "{text}"
        );
        assert!(text.contains("<Resource>/a&amp;b</Resource><RequestId>1-2<"), "{text}");
    }
}
