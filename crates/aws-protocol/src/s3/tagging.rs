//! Tags that objects have: where a store tells them, which permissions are judged by them, and what a
//! copy takes along.
//! <https://docs.aws.amazon.com/AmazonS3/latest/userguide/tagging-and-policies.html>

use percent_encoding::utf8_percent_encode;
use roxmltree::Document;

use super::asked::{Asked, Permission};
use super::error::S3Error;
use crate::sigv4::{RESERVED, RESERVED_IN_PATH};

/// Bytes of a store's answer: ten tags of 128 and 256 characters, escaped, and the document.
pub const TAGGING_BYTES_MAX: usize = 64 * 1024;

/// The actions whose condition keys are the tags of the object, by the Service Authorization Reference.
const JUDGED_BY_TAGS: [&str; 12] = [
    "s3:DeleteObjectTagging",
    "s3:DeleteObjectVersionTagging",
    "s3:GetObject",
    "s3:GetObjectAcl",
    "s3:GetObjectAttributes",
    "s3:GetObjectTagging",
    "s3:GetObjectVersion",
    "s3:GetObjectVersionAcl",
    "s3:GetObjectVersionAttributes",
    "s3:GetObjectVersionTagging",
    "s3:PutObjectAcl",
    "s3:PutObjectTagging",
];

impl Permission {
    /// Whether `s3:ExistingObjectTag/…` is a key of the action.
    pub fn is_judged_by_tags(&self) -> bool {
        JUDGED_BY_TAGS.contains(&self.action)
    }

    /// The path, with its query, at which a store tells the tags of the object; none for a bucket.
    pub fn tagging(&self) -> Option<String> {
        let (bucket, key) = self.resource.strip_prefix("arn:aws:s3:::")?.split_once('/')?;
        let key = utf8_percent_encode(key, RESERVED_IN_PATH);
        Some(match &self.version {
            None => format!("/{bucket}/{key}?tagging"),
            Some(version) => {
                // The query is signed in the order of its names.
                let version = utf8_percent_encode(version, RESERVED);
                format!("/{bucket}/{key}?tagging&versionId={version}")
            }
        })
    }
}

impl Asked {
    /// The same with what S3 asks for where a copy takes tags along: reading those of the source, and
    /// writing those of the target.
    pub fn taking_tags_along(mut self) -> Self {
        let Some(reading) = self.tags_taken_along.take() else { return self };
        let target = self.permissions.first().map(|permission| permission.resource.clone());
        self.need(&[reading.action], &reading.resource, reading.version.as_deref());
        if let Some(target) = target {
            self.need(&["s3:PutObjectTagging"], &target, None);
        }
        self
    }
}

/// The tags of a store's answer, each key with its value.
pub fn tags(body: &[u8]) -> Result<Vec<(String, String)>, S3Error> {
    let text = std::str::from_utf8(body).map_err(|_| S3Error::malformed_xml())?;
    let document = Document::parse(text).map_err(|_| S3Error::malformed_xml())?;
    let root = document.root_element();
    if root.tag_name().name() != "Tagging" {
        return Err(S3Error::malformed_xml());
    }
    let mut tags = Vec::new();
    for tag in root.descendants().filter(|node| node.tag_name().name() == "Tag") {
        let text = |name| {
            let named = tag.children().find(|node| node.tag_name().name() == name);
            named.map(|node| node.text().unwrap_or_default().to_owned())
        };
        let (key, value) = text("Key").zip(text("Value")).ok_or_else(S3Error::malformed_xml)?;
        tags.push((key, value));
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_what_is_no_answer_is_refused() {
        let body = br#"<?xml version="1.0"?>
            <Tagging xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><TagSet>
              <Tag><Key>a &amp; b</Key><Value/></Tag>
              <Tag><Value>d</Value><Key>c</Key></Tag>
            </TagSet></Tagging>"#;
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(tags(body), Ok(vec![pair("a & b", ""), pair("c", "d")]));
        assert_eq!(tags(b"<Tagging><TagSet/></Tagging>"), Ok(Vec::new()));
        for body in ["", "<Error/>", "<Tagging><TagSet><Tag><Key>a</Key></Tag></TagSet></Tagging>"]
        {
            assert!(tags(body.as_bytes()).is_err(), "{body}");
        }
    }

    #[test]
    fn the_path_of_tags_is_that_of_the_object() {
        let asked = |resource: &str, version: Option<&str>| Permission {
            action: "s3:GetObject",
            resource: resource.to_owned(),
            version: version.map(str::to_owned),
        };
        let path = asked("arn:aws:s3:::b/a b/c?d", None).tagging();
        assert_eq!(path.as_deref(), Some("/b/a%20b/c%3Fd?tagging"));
        let path = asked("arn:aws:s3:::b/k", Some("v&1")).tagging();
        assert_eq!(path.as_deref(), Some("/b/k?tagging&versionId=v%261"));
        assert_eq!(asked("arn:aws:s3:::b", None).tagging(), None);
    }
}
