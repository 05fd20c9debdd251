//! A response of an identity provider: laid out strictly, signed, and then read.

use std::collections::BTreeSet;

use roxmltree::{Document, Node};

use super::assertion::Assertion;
use super::error::SamlError;
use super::names::{ASSERTION, PROTOCOL, SIGNATURE, SUCCESS};
use super::signature;
use super::xml::{self, base64_bytes, children, is, only_child};

/// Characters of a response in base64, as the model of STS has it.
pub const RESPONSE_BYTES_MAX: usize = 100_000;

/// Whom a response must come from, and whom it must be meant for.
pub struct Trusted<'a> {
    /// The provider's `entityID`.
    pub entity_id: &'a str,
    /// The certificates of its signing keys, DER.
    pub certificates: &'a [Vec<u8>],
    /// Whether an audience is this service.
    pub is_audience: &'a dyn Fn(&str) -> bool,
    /// Whether a recipient is this service.
    pub is_recipient: &'a dyn Fn(&str) -> bool,
}

/// Verifies a response in base64, and reads its assertion.
pub fn read_response(
    encoded: &str,
    trusted: &Trusted<'_>,
    now_ms: i64,
) -> Result<Assertion, SamlError> {
    if encoded.len() > RESPONSE_BYTES_MAX {
        return Err(SamlError::Encoding);
    }
    let bytes = base64_bytes(encoded).ok_or(SamlError::Encoding)?;
    let text = String::from_utf8(bytes).map_err(|_| SamlError::Encoding)?;
    let document = xml::parse(&text)?;
    let response = document.root_element();
    let assertion = laid_out(&document)?;
    let issuer = only_child(assertion, ASSERTION, "Issuer").and_then(xml::text);
    let issuer = issuer.ok_or(SamlError::Malformed("the assertion has no issuer"))?;
    if issuer != trusted.entity_id {
        let registered = trusted.entity_id.to_owned();
        return Err(SamlError::Issuer { issuer, registered });
    }
    let mut is_signed = false;
    for element in [response, assertion] {
        for signature in children(element, SIGNATURE, "Signature") {
            signature::verify(signature, element, trusted.certificates)?;
            is_signed = true;
        }
    }
    if !is_signed {
        return Err(SamlError::Unsigned);
    }
    // From here on only the assertion is read: it was signed itself, or as part of the response.
    Assertion::read(assertion, issuer, trusted, now_ms)
}

/// The one assertion of a document that is one response and nothing beside: wherever a second
/// assertion, response or signature is hidden, and whatever it is signed for, the document is refused.
fn laid_out<'a, 'i>(document: &'a Document<'i>) -> Result<Node<'a, 'i>, SamlError> {
    let malformed = |reason| Err(SamlError::Malformed(reason));
    let response = document.root_element();
    if !is(response, PROTOCOL, "Response") || response.attribute("Version") != Some("2.0") {
        return malformed("it is no response of SAML 2.0");
    }
    check_status(response)?;
    let (mut assertions, mut ids) = (Vec::new(), BTreeSet::new());
    for node in document.descendants().filter(Node::is_element) {
        match (node.tag_name().namespace(), node.tag_name().name()) {
            (_, "EncryptedAssertion" | "EncryptedID" | "EncryptedAttribute" | "EncryptedData") => {
                return malformed("something of it is encrypted");
            }
            (_, "Response") if node != response => return malformed("it holds another response"),
            (_, "Assertion") => assertions.push(node),
            _ => {}
        }
        for attribute in node.attributes() {
            let is_id = attribute.name().eq_ignore_ascii_case("id");
            if is_id && !ids.insert(attribute.value()) {
                return malformed("two of its elements have the same id");
            }
        }
    }
    let [assertion] = assertions.as_slice() else {
        return malformed("it does not hold exactly one assertion");
    };
    if !is(*assertion, ASSERTION, "Assertion")
        || assertion.parent() != Some(response)
        || assertion.attribute("Version") != Some("2.0")
    {
        return malformed("its assertion is not one of SAML 2.0, directly in the response");
    }
    let misplaced = document.descendants().filter(|node| node.tag_name().name() == "Signature");
    let misplaced = misplaced
        .filter(Node::is_element)
        .any(|node| ![Some(response), Some(*assertion)].contains(&node.parent()));
    if misplaced
        || children(response, SIGNATURE, "Signature").count() > 1
        || children(*assertion, SIGNATURE, "Signature").count() > 1
    {
        return malformed("a signature stands where none belongs");
    }
    Ok(*assertion)
}

fn check_status(response: Node<'_, '_>) -> Result<(), SamlError> {
    let code = only_child(response, PROTOCOL, "Status")
        .and_then(|status| only_child(status, PROTOCOL, "StatusCode"))
        .and_then(|code| code.attribute("Value"));
    match code {
        Some(SUCCESS) => Ok(()),
        Some(other) => Err(SamlError::Status(other.chars().take(200).collect())),
        None => Err(SamlError::Malformed("it has no status")),
    }
}
