//! Policy tests: what a suite of cases expects, and what this server would decide.
//!
//! A case is put into an empty store of its own, as records: role, policies, attachments, identity
//! pool, certificate, thing. From there it takes the way that every request takes, through the
//! authorization of `daypass_services`, so that a case passes if and only if the server would
//! decide so. Files and their form are the command line's business.

mod expectation;
mod judge;
mod plant;
mod principal;
mod suite;

#[cfg(test)]
mod tests;

pub use crate::clock::RealClock;
pub use daypass_policy::{
    ContextMap, Document, DocumentKind, Leg, StatementReference, instant_ms, statements_of,
};
pub use daypass_services::ports::{Clock, Now};
pub use expectation::{Expectation, ExpectedDecision, ExpectedStatement};
pub use judge::{CaseError, Used, Verdict, judge};
pub use principal::CallerError;
pub use suite::{
    Caller, Case, DeviceCaller, IdentityCaller, Login, RolePermissions, Suite, Thing, ThingGroup,
    WebIdentityCaller,
};

/// A certificate from a PEM text, for [`DeviceCaller::certificate`]; nothing if it is none.
pub fn certificate_der(pem: &str) -> Option<Vec<u8>> {
    let parsed = daypass_services::iot::certificate::ParsedCertificate::from_pem(pem).ok()?;
    Some(parsed.der)
}

/// Checks a text as the operation that saves such a document would.
///
/// # Errors
/// The text is no document of this kind, or one that is refused on save.
pub fn check(kind: DocumentKind, text: &str) -> Result<Document, String> {
    let document = Document::parse(kind, text).map_err(|error| error.to_string())?;
    if kind != DocumentKind::Trust {
        return Ok(document);
    }
    document.check_trust().map_err(|error| error.to_string())?;
    if document.trusts_any_identity_pool() {
        return Err("a trust policy for cognito-identity.amazonaws.com must limit \
                    cognito-identity.amazonaws.com:aud to identity pools of this account"
            .to_owned());
    }
    Ok(document)
}
