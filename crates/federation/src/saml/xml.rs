//! XML as it is taken from strangers: no document type, and bounds on all that grows.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

/// Levels of elements. A signed response needs about ten.
pub(super) const DEPTH_MAX: usize = 64;
/// Nodes of one document: elements, texts, comments.
pub(super) const NODES_MAX: u32 = 100_000;
/// How often `xmlns` may stand in a document: each declaration costs a copy of those around it.
const NAMESPACE_DECLARATIONS_MAX: usize = 1_000;
/// Attributes of one element: they are compared with each other.
const ATTRIBUTES_MAX: usize = 64;

/// Why a text is not taken as XML.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum XmlError {
    /// It has a document type declaration, from which entities expand.
    #[error("the document has a document type declaration")]
    DocumentType,
    /// It is deeper or larger than is taken.
    #[error("the document is too deep or too large")]
    TooLarge,
    /// It is not well-formed.
    #[error("the document is not well-formed XML")]
    Malformed,
}

/// Reads a document.
pub(super) fn parse(text: &str) -> Result<Document<'_>, XmlError> {
    if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") {
        return Err(XmlError::DocumentType);
    }
    if text.matches("xmlns").count() > NAMESPACE_DECLARATIONS_MAX {
        return Err(XmlError::TooLarge);
    }
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, entity_resolver: None };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => XmlError::DocumentType,
        roxmltree::Error::NodesLimitReached => XmlError::TooLarge,
        _ => XmlError::Malformed,
    })?;
    if within_bounds(document.root_element()) {
        return Ok(document);
    }
    Err(XmlError::TooLarge)
}

/// Walks the tree with its depth at hand: asking each node for its ancestors would be quadratic.
fn within_bounds(root: Node<'_, '_>) -> bool {
    let (mut node, mut depth) = (root, 0_usize);
    loop {
        if depth > DEPTH_MAX || node.attributes().len() > ATTRIBUTES_MAX {
            return false;
        }
        if let Some(child) = node.first_child() {
            (node, depth) = (child, depth + 1);
            continue;
        }
        while node.next_sibling().is_none() || node == root {
            let Some(parent) = node.parent().filter(|_| node != root) else { return true };
            (node, depth) = (parent, depth.saturating_sub(1));
        }
        let Some(sibling) = node.next_sibling() else { return true };
        node = sibling;
    }
}

/// Whether the node is this element.
pub(super) fn is(node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
    node.is_element()
        && node.tag_name().namespace() == Some(namespace)
        && node.tag_name().name() == name
}

/// The child elements of this name, in order.
pub(super) fn children<'a, 'i>(
    node: Node<'a, 'i>,
    namespace: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(*child, namespace, name))
}

/// The only child element of this name; `None` when there is none, or more than one.
pub(super) fn only_child<'a, 'i>(
    node: Node<'a, 'i>,
    namespace: &'static str,
    name: &'static str,
) -> Option<Node<'a, 'i>> {
    let mut found = children(node, namespace, name);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The whole text of an element that holds nothing else, comments left out: a comment within a name
/// cuts nothing off it.
pub(super) fn text(node: Node<'_, '_>) -> Option<String> {
    let mut whole = String::new();
    for child in node.children() {
        match child.node_type() {
            NodeType::Text => whole.push_str(child.text().unwrap_or_default()),
            NodeType::Comment => {}
            _ => return None,
        }
    }
    Some(whole.trim().to_owned())
}

/// Bytes in base64 that may be broken into lines.
pub(super) fn base64_bytes(text: &str) -> Option<Vec<u8>> {
    use base64::Engine as _;
    let text: String = text.chars().filter(|sign| !sign.is_ascii_whitespace()).collect();
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}
