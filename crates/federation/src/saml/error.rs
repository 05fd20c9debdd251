//! Why metadata or a response is not accepted: enough for AWS's texts, which differ by API.

use super::xml::XmlError;

/// Why a metadata document is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MetadataError {
    /// It is no XML that is taken.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// It is longer than [`super::METADATA_BYTES_MAX`].
    #[error("the metadata document is longer than {} bytes", super::METADATA_BYTES_MAX)]
    TooLarge,
    /// It describes no entity, or several.
    #[error("the metadata document is not the EntityDescriptor of one provider with an entityID")]
    NoEntity,
    /// The entity is no identity provider of SAML 2.0.
    #[error("the metadata document has no IDPSSODescriptor of SAML 2.0")]
    NoRole,
    /// `validUntil` is no time.
    #[error("validUntil of the metadata document is not a time")]
    ValidUntil,
    /// There is no certificate to verify with, or one that cannot be read or used.
    #[error(
        "the metadata document has no signing certificates of RSA (2048 to 4096 bits) or ECDSA keys, or more than sixteen"
    )]
    Certificate,
}

/// Why a response is not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SamlError {
    /// It is not base64 of a text of allowed length.
    #[error("the SAML response is not base64 of an XML document of allowed size")]
    Encoding,
    /// It is no XML that is taken.
    #[error(transparent)]
    Xml(#[from] XmlError),
    /// It is not laid out as one response with one assertion.
    #[error("the SAML response is malformed: {0}")]
    Malformed(&'static str),
    /// Neither the response nor the assertion is signed.
    #[error("neither the response nor the assertion is signed")]
    Unsigned,
    /// A signature is of a kind that is not taken.
    #[error("the signature is not of a kind that is taken: {0}")]
    SignatureKind(&'static str),
    /// A signature does not hold.
    #[error("the signature is not one of the provider over this very element")]
    Signature,
    /// The provider says that the user did not sign in.
    #[error("the identity provider answered with the status `{0}`")]
    Status(String),
    /// Another provider issued it.
    #[error("the issuer `{issuer}` is not the registered provider `{registered}`")]
    Issuer {
        /// The assertion's `Issuer`.
        issuer: String,
        /// The metadata's `entityID`.
        registered: String,
    },
    /// It is meant for somebody else.
    #[error("the assertion is not meant for this service: its audiences are {}", named(.0))]
    Audience(Vec<String>),
    /// It was to be handed to somebody else.
    #[error(
        "no bearer confirmation of the subject is for this service: its recipients are {}", named(.0)
    )]
    Recipient(Vec<String>),
    /// It is too old.
    #[error("the assertion ended at {expires_s}, and the clock here says {now_s}")]
    Expired {
        /// Now, in seconds since 1970.
        now_s: i64,
        /// When it ended.
        expires_s: i64,
    },
    /// It is not to be used yet.
    #[error("the assertion is valid from {valid_from_s}, and the clock here says {now_s}")]
    NotYetValid {
        /// Now, in seconds since 1970.
        now_s: i64,
        /// When it begins.
        valid_from_s: i64,
    },
}

fn named(names: &[String]) -> String {
    if names.is_empty() {
        return "none".to_owned();
    }
    let shown = names.iter().take(NAMES_SHOWN_MAX).map(|name| format!("`{name}`"));
    shown.collect::<Vec<_>>().join(", ")
}

/// How many names a text shows.
const NAMES_SHOWN_MAX: usize = 10;
