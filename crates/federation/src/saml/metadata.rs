//! The metadata of an identity provider: its name, and the certificates that it signs with.

use super::certificate::is_usable;
use super::date_time::milliseconds;
use super::error::MetadataError;
use super::names::{METADATA, PROTOCOL, SIGNATURE};
use super::xml::{self, base64_bytes, children, is, only_child};

/// Bytes of a metadata document.
pub const METADATA_BYTES_MAX: usize = 512 * 1024;
/// Certificates of one provider.
const CERTIFICATES_MAX: usize = 16;
/// Characters of an entity id, as SAML has it.
const ENTITY_ID_CHARACTERS_MAX: usize = 1024;

/// What is needed of a provider's metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The provider's name: the `Issuer` of its assertions.
    pub entity_id: String,
    /// The certificates of its signing keys, DER. That they have expired is not held against them,
    /// as with AWS.
    pub certificates: Vec<Vec<u8>>,
    /// `validUntil`, in milliseconds since 1970.
    pub valid_until_ms: Option<i64>,
}

impl Metadata {
    /// Reads a metadata document of one identity provider.
    pub fn parse(text: &str) -> Result<Self, MetadataError> {
        if text.len() > METADATA_BYTES_MAX {
            return Err(MetadataError::TooLarge);
        }
        let document = xml::parse(text.trim_start_matches('\u{feff}').trim_start())?;
        let root = document.root_element();
        if !is(root, METADATA, "EntityDescriptor") {
            return Err(MetadataError::NoEntity);
        }
        let entity_id = root.attribute("entityID").unwrap_or_default();
        if entity_id.is_empty() || entity_id.chars().count() > ENTITY_ID_CHARACTERS_MAX {
            return Err(MetadataError::NoEntity);
        }
        let valid_until_ms = match root.attribute("validUntil") {
            None => None,
            Some(text) => Some(milliseconds(text).ok_or(MetadataError::ValidUntil)?),
        };
        let role = only_child(root, METADATA, "IDPSSODescriptor");
        let role = role.filter(|role| speaks_saml2(role.attribute("protocolSupportEnumeration")));
        let role = role.ok_or(MetadataError::NoRole)?;
        let mut certificates = Vec::new();
        for key in children(role, METADATA, "KeyDescriptor") {
            if key.attribute("use").is_some_and(|purpose| purpose != "signing") {
                continue;
            }
            for certificate in
                key.descendants().filter(|node| is(*node, SIGNATURE, "X509Certificate"))
            {
                let bytes = xml::text(certificate).as_deref().and_then(base64_bytes);
                let bytes = bytes.filter(|bytes| is_usable(bytes));
                certificates.push(bytes.ok_or(MetadataError::Certificate)?);
            }
        }
        if certificates.is_empty() || certificates.len() > CERTIFICATES_MAX {
            return Err(MetadataError::Certificate);
        }
        Ok(Self { entity_id: entity_id.to_owned(), certificates, valid_until_ms })
    }
}

fn speaks_saml2(protocols: Option<&str>) -> bool {
    protocols.is_some_and(|protocols| protocols.split_ascii_whitespace().any(|one| one == PROTOCOL))
}
