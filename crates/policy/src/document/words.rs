//! AWS's words for what is wrong with a document: AWS IoT has one text for nearly everything, and
//! IAM reads trust policies with another parser than all other policies.
//!
//! No page of AWS lists these texts. Those of trust policies were taken from what people report of
//! `CreateRole` and `UpdateAssumeRolePolicy`; where none is reported, the place of the fault is
//! told in the form that is (`Syntax error at position (1,83)`).

use super::{DocumentError, DocumentKind, position};
use crate::json::Extent;

/// A text and what it is to be: sets the words.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'t> {
    pub(super) kind: DocumentKind,
    pub(super) text: &'t str,
}

/// What is wrong with a document.
#[derive(Clone, Copy)]
pub(super) enum Fault<'f> {
    /// No JSON, or JSON that is no object.
    Json,
    /// Something stands where the grammar has something else, or nothing stands where it has
    /// something: then the place is the whole that lacks it.
    Form(Extent),
    /// An element that no policy has.
    Unknown(&'f str),
    /// A version that there is not.
    Version,
    /// A list of no statements.
    Empty,
    /// An effect that there is not, or none.
    Effect(Option<&'f str>),
    /// Two statements with one `Sid`.
    Sid,
    /// No actions: the element is missing, or its list is empty.
    Actions { listed: bool },
    /// No resources.
    Resources,
    /// An action without a vendor.
    ActionVendor,
    /// A context key without a vendor.
    KeyVendor,
    /// `Resource` where none may be, or `NotResource`.
    ProhibitedResource { negated: bool },
    /// `Principal` where none may be.
    ProhibitedPrincipal,
    /// `NotPrincipal` in a statement that allows, or in a trust policy at all.
    NotPrincipal { allows: bool },
    /// No `Principal`.
    Principal,
    /// A `Principal` that is an empty object.
    EmptyPrincipal,
    /// A list of no principals.
    Principals,
    /// A principal that there cannot be.
    InvalidPrincipal { kind: &'f str, principal: &'f str },
    /// A date that is none.
    Date(Extent),
}

impl Grammar<'_> {
    pub(super) fn is_iot(self) -> bool {
        self.kind == DocumentKind::Iot
    }

    pub(super) fn is_trust(self) -> bool {
        self.kind == DocumentKind::Trust
    }

    pub(super) fn takes_principals(self) -> bool {
        matches!(self.kind, DocumentKind::Trust | DocumentKind::Resource)
    }

    pub(super) fn say(self, fault: Fault<'_>) -> DocumentError {
        match self.kind {
            DocumentKind::Iot => {
                DocumentError::new("Policy document is Malformed: Invalid policy syntax.")
            }
            DocumentKind::Trust => DocumentError::new(self.of_trust(fault)),
            _ => DocumentError::new(self.of_others(fault)),
        }
    }

    /// A text that all but AWS IoT have.
    pub(super) fn other(self, message: impl Into<String>) -> DocumentError {
        if self.is_iot() { self.say(Fault::Json) } else { DocumentError::new(message) }
    }

    fn of_others(self, fault: Fault<'_>) -> String {
        let words = match fault {
            // STS reads its session policies by itself before IAM does.
            Fault::Json if self.kind == DocumentKind::Session => {
                "The policy is not in the valid JSON format."
            }
            Fault::Sid => "Statement IDs (SID) in a single policy must be unique.",
            Fault::Actions { .. } => "Policy statement must contain actions.",
            Fault::Resources => "Policy statement must contain resources.",
            Fault::ActionVendor | Fault::KeyVendor => VENDOR,
            Fault::ProhibitedPrincipal => "Policy document should not specify a principal.",
            Fault::Date(_) => "The policy failed legacy parsing",
            Fault::NotPrincipal { .. } => ALLOW_NOT_PRINCIPAL,
            Fault::Principal => MISSING_PRINCIPAL,
            Fault::InvalidPrincipal { kind, principal } => {
                return invalid_principal(kind, principal);
            }
            _ => "Syntax errors in policy.",
        };
        words.to_owned()
    }

    fn of_trust(self, fault: Fault<'_>) -> String {
        let words = match fault {
            Fault::Json => "This policy contains invalid Json",
            Fault::Version => "The policy must contain a valid version string",
            Fault::Empty => "Could not parse the policy: Statement is empty!",
            Fault::Effect(None) => "Missing required field Effect",
            Fault::Sid => "The Statement Ids in the policy are not unique",
            Fault::Actions { listed: false } => "Missing required field Action",
            Fault::Actions { listed: true } => "Missing required field Action cannot be empty!",
            Fault::ActionVendor => STS_ALONE,
            Fault::KeyVendor => VENDOR,
            Fault::ProhibitedResource { negated: false } => "Has prohibited field Resource",
            Fault::ProhibitedResource { negated: true } => {
                "AssumeRole policy must not contain resources."
            }
            Fault::NotPrincipal { allows: true } => ALLOW_NOT_PRINCIPAL,
            Fault::NotPrincipal { allows: false } => {
                "AssumeRole policy must not contain NotPrincipal field."
            }
            Fault::Principal => MISSING_PRINCIPAL,
            Fault::EmptyPrincipal => "Missing required field Principal cannot be empty!",
            Fault::Principals => NO_PRINCIPALS,
            Fault::Effect(Some(effect)) => return format!("Invalid effect: {effect}"),
            Fault::Unknown(element) => return format!("Unknown field {element}"),
            Fault::InvalidPrincipal { kind, principal } => {
                return invalid_principal(kind, principal);
            }
            Fault::Form(at) | Fault::Date(at) => return self.place(at),
            // Trust policies have none.
            Fault::Resources | Fault::ProhibitedPrincipal => "",
        };
        words.to_owned()
    }

    /// The place is that of the character after the fault, as AWS counts it for `{}`.
    fn place(self, at: Extent) -> String {
        let at = position(self.text, at.end);
        format!("Syntax error at position ({},{})", at.line, at.column)
    }
}

fn invalid_principal(kind: &str, principal: &str) -> String {
    match kind {
        "Federated" => NO_PROVIDER.to_owned(),
        "Service" => format!("Invalid principal in policy: \"SERVICE\":\"{principal}\""),
        kind => format!("Invalid principal in policy: \"{kind}\":\"{principal}\""),
    }
}

/// For actions of trust policies that are not STS's.
pub(super) const STS_ALONE: &str = "AssumeRole policy may only specify STS AssumeRole actions.";
/// For providers of trust policies that cannot be one.
pub(super) const NO_PROVIDER: &str =
    "Federated principals must be valid domain names or SAML metadata ARNs";
const VENDOR: &str = "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
const ALLOW_NOT_PRINCIPAL: &str = "Allow with NotPrincipal is not allowed.";
const MISSING_PRINCIPAL: &str = "Missing required field Principal";
const NO_PRINCIPALS: &str = "Invalid principal in policy: com.amazon.balsa.error.InvalidPolicyException: \
     The passed in policy has a statement with no principals!";
