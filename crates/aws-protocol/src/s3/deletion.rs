//! The body of `DeleteObjects`: read strictly, bounded, and written anew, so that what the store
//! reads is what was authorized.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html>

use roxmltree::{Document, Node};

use super::error::S3Error;
use super::names::is_key;
use crate::encode::xml_text;

/// Bytes of the body: a thousand keys and versions of a kilobyte each, escaped.
pub const DELETION_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Keys in one body.
pub const DELETION_KEYS_MAX: usize = 1_000;

/// What is to be deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deletion {
    /// Keys, each with the version that is meant, if one is.
    pub objects: Vec<(String, Option<String>)>,
    quiet: bool,
}

impl Deletion {
    /// Reads a body. What is not known in it is refused.
    pub fn read(body: &[u8]) -> Result<Self, S3Error> {
        let text = std::str::from_utf8(body).map_err(|_| S3Error::malformed_xml())?;
        let document = Document::parse(text).map_err(|_| S3Error::malformed_xml())?;
        let root = document.root_element();
        if root.tag_name().name() != "Delete" {
            return Err(S3Error::malformed_xml());
        }
        let mut deletion = Self { objects: Vec::new(), quiet: false };
        for child in elements(root)? {
            match child.tag_name().name() {
                "Quiet" => deletion.quiet = leaf(child)? == "true",
                "Object" if deletion.objects.len() < DELETION_KEYS_MAX => {
                    deletion.objects.push(object(child)?);
                }
                _ => return Err(S3Error::malformed_xml()),
            }
        }
        if deletion.objects.is_empty() {
            return Err(S3Error::malformed_xml());
        }
        Ok(deletion)
    }

    /// The body that the store is sent.
    pub fn encoded(&self) -> String {
        let mut out = String::from("<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        for (key, version) in &self.objects {
            out.push_str("<Object><Key>");
            xml_text(&mut out, key);
            out.push_str("</Key>");
            if let Some(version) = version {
                out.push_str("<VersionId>");
                xml_text(&mut out, version);
                out.push_str("</VersionId>");
            }
            out.push_str("</Object>");
        }
        out.push_str(if self.quiet { "<Quiet>true</Quiet></Delete>" } else { "</Delete>" });
        out
    }
}

fn object(node: Node<'_, '_>) -> Result<(String, Option<String>), S3Error> {
    let (mut key, mut version) = (None, None);
    for child in elements(node)? {
        let place = match child.tag_name().name() {
            "Key" => &mut key,
            "VersionId" => &mut version,
            _ => return Err(S3Error::malformed_xml()),
        };
        if place.replace(leaf(child)?).is_some() {
            return Err(S3Error::malformed_xml());
        }
    }
    let key = key.ok_or_else(S3Error::malformed_xml)?;
    if !is_key(&key) {
        return Err(S3Error::uri());
    }
    Ok((key, version.filter(|version| !version.is_empty())))
}

/// The elements within one, which holds nothing but them and white space.
fn elements<'n>(node: Node<'n, 'n>) -> Result<Vec<Node<'n, 'n>>, S3Error> {
    let blank = |node: &Node<'_, '_>| node.text().is_none_or(|text| text.trim().is_empty());
    if node.children().any(|child| child.is_text() && !blank(&child)) {
        return Err(S3Error::malformed_xml());
    }
    Ok(node.children().filter(Node::is_element).collect())
}

/// The text of an element, which holds one piece of text or nothing.
fn leaf(node: Node<'_, '_>) -> Result<String, S3Error> {
    let mut children = node.children();
    match (children.next(), children.next()) {
        (None, _) => Ok(String::new()),
        (Some(text), None) if text.is_text() => Ok(text.text().unwrap_or_default().to_owned()),
        _ => Err(S3Error::malformed_xml()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_what_is_written() {
        let body = br#"<?xml version="1.0"?>
            <Delete xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Object><Key>a &amp; b</Key></Object>
              <Object><VersionId>v1</VersionId><Key>c&#x2f;d</Key></Object>
              <Quiet>true</Quiet>
            </Delete>"#;
        let deletion = Deletion::read(body).unwrap();
        let expected = [("a & b".to_owned(), None), ("c/d".to_owned(), Some("v1".to_owned()))];
        assert_eq!(deletion.objects, expected);
        assert_eq!(Deletion::read(deletion.encoded().as_bytes()), Ok(deletion));
    }

    #[test]
    fn what_could_be_read_otherwise_is_refused() {
        let object = |inside: &str| format!("<Delete><Object>{inside}</Object></Delete>");
        for body in [
            "",
            "<Delete/>",
            "<Remove><Object><Key>a</Key></Object></Remove>",
            "<Delete><Object><Key>a</Key></Object><Object/></Delete>",
            "<Delete>a<Object><Key>a</Key></Object></Delete>",
            "<!DOCTYPE d [<!ENTITY k \"x\">]><Delete><Object><Key>&k;</Key></Object></Delete>",
            &object("<Key>a</Key><Key>b</Key>"),
            &object("<Key>a<!-- -->b</Key>"),
            &object("<Key><b>a</b></Key>"),
            &object("<Key>a</Key><ETag>x</ETag>"),
            &object("<Key></Key>"),
            &object("<Key>a/../b</Key>"),
            &object("<Key>/a</Key>"),
        ] {
            assert!(Deletion::read(body.as_bytes()).is_err(), "{body}");
        }
        let many =
            |count| format!("<Delete>{}</Delete>", "<Object><Key>a</Key></Object>".repeat(count));
        assert!(Deletion::read(many(DELETION_KEYS_MAX).as_bytes()).is_ok());
        assert!(Deletion::read(many(DELETION_KEYS_MAX + 1).as_bytes()).is_err());
    }
}
