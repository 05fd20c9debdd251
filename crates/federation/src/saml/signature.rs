//! An enveloped XML signature: the provider's, over the very element that it stands in.

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::digest::{self, SHA256, SHA384, SHA512};
use roxmltree::Node;

use super::canonical::canonical;
use super::certificate::verifies;
use super::error::SamlError;
use super::names::{ENVELOPED, EXCLUSIVE, SIGNATURE};
use super::xml::{base64_bytes, only_child, text};

/// Prefixes of one `InclusiveNamespaces` list.
const INCLUSIVE_PREFIXES_MAX: usize = 64;

/// Whether `signature`, a child of `signed`, is a signature over `signed` by one of the
/// certificates' keys. What the signature says of its key is not looked at.
pub(super) fn verify(
    signature: Node<'_, '_>,
    signed: Node<'_, '_>,
    certificates: &[Vec<u8>],
) -> Result<(), SamlError> {
    let info = only_child(signature, SIGNATURE, "SignedInfo");
    let info = info.ok_or(SamlError::SignatureKind("it has no single SignedInfo"))?;
    let reference = only_child(info, SIGNATURE, "Reference");
    let reference = reference.ok_or(SamlError::SignatureKind("it has no single Reference"))?;
    let id = signed.attribute("ID").unwrap_or_default();
    let about = reference.attribute("URI").and_then(|uri| uri.strip_prefix('#'));
    if id.is_empty() || about != Some(id) {
        return Err(SamlError::SignatureKind("it is not about the element that it stands in"));
    }
    let digested = canonical(signed, Some(signature.id()), &transforms(reference)?);
    check_digest(reference, &digested)?;
    let method = only_child(info, SIGNATURE, "CanonicalizationMethod");
    let method = method.filter(|method| method.attribute("Algorithm") == Some(EXCLUSIVE));
    let method = method.ok_or(SamlError::SignatureKind("its canonicalization is another"))?;
    let message = canonical(info, None, &inclusive_prefixes(method)?);
    let algorithm = only_child(info, SIGNATURE, "SignatureMethod")
        .and_then(|method| method.attribute("Algorithm"))
        .filter(|algorithm| !algorithm.ends_with("sha1"))
        .ok_or(SamlError::SignatureKind("it has no SignatureMethod, or SHA-1"))?;
    let value = only_child(signature, SIGNATURE, "SignatureValue").and_then(text);
    let value = value.as_deref().and_then(base64_bytes).ok_or(SamlError::Signature)?;
    let holds = |key: &Vec<u8>| verifies(key, algorithm, &message, &value);
    if certificates.iter().any(holds) { Ok(()) } else { Err(SamlError::Signature) }
}

/// Exactly the two transforms of SAML, in their order; gives the prefixes of the second.
fn transforms<'a>(reference: Node<'a, '_>) -> Result<Vec<&'a str>, SamlError> {
    let refused = SamlError::SignatureKind("its transforms are not those of SAML");
    let transforms = only_child(reference, SIGNATURE, "Transforms").ok_or(refused.clone())?;
    let all: Vec<_> = transforms.children().filter(Node::is_element).collect();
    let algorithm = |node: &Node<'a, '_>| node.attribute("Algorithm");
    match all.as_slice() {
        [first, second]
            if algorithm(first) == Some(ENVELOPED) && algorithm(second) == Some(EXCLUSIVE) =>
        {
            inclusive_prefixes(*second)
        }
        _ => Err(refused),
    }
}

fn inclusive_prefixes<'a>(method: Node<'a, '_>) -> Result<Vec<&'a str>, SamlError> {
    let mut parameters = method.children().filter(Node::is_element);
    let Some(list) = parameters.next() else { return Ok(Vec::new()) };
    let is_list = super::xml::is(list, EXCLUSIVE, "InclusiveNamespaces");
    let prefixes: Vec<&str> =
        list.attribute("PrefixList").unwrap_or_default().split_ascii_whitespace().collect();
    if is_list && parameters.next().is_none() && prefixes.len() <= INCLUSIVE_PREFIXES_MAX {
        return Ok(prefixes);
    }
    Err(SamlError::SignatureKind("its canonicalization has other parameters"))
}

fn check_digest(reference: Node<'_, '_>, bytes: &[u8]) -> Result<(), SamlError> {
    let method = only_child(reference, SIGNATURE, "DigestMethod");
    let algorithm = match method.and_then(|method| method.attribute("Algorithm")) {
        Some("http://www.w3.org/2001/04/xmlenc#sha256") => &SHA256,
        Some("http://www.w3.org/2001/04/xmldsig-more#sha384") => &SHA384,
        Some("http://www.w3.org/2001/04/xmlenc#sha512") => &SHA512,
        _ => return Err(SamlError::SignatureKind("its digest is not SHA-256, SHA-384 or SHA-512")),
    };
    let given = only_child(reference, SIGNATURE, "DigestValue").and_then(text);
    let given = given.as_deref().and_then(base64_bytes).ok_or(SamlError::Signature)?;
    let found = digest::digest(algorithm, bytes);
    verify_slices_are_equal(found.as_ref(), &given).map_err(|_| SamlError::Signature)
}
