//! Tags of IAM's resources: what AWS takes as one, and the condition keys that tags become.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html>

use std::collections::BTreeMap;

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::iam::Tag;
use daypass_policy::ContextMap;

use super::error::{invalid_input, limit_exceeded};
use super::listing::names_page;
use crate::operation::{Call, Permission};

/// Tags of one resource.
pub(super) const TAGS_MAX: usize = 50;

/// Whether two keys that differ in their case alone are one key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KeyCase {
    /// They are: roles and users.
    Ignored,
    /// They are two: every other resource.
    Kept,
}

impl KeyCase {
    fn same(self, one: &str, other: &str) -> bool {
        match self {
            Self::Ignored => one.eq_ignore_ascii_case(other),
            Self::Kept => one == other,
        }
    }
}

/// The tags that a resource is made with.
pub(super) fn new_tags(
    given: Option<&Vec<Tag>>,
    case: KeyCase,
) -> Result<BTreeMap<String, String>, ServiceError> {
    let mut tags = BTreeMap::new();
    add_tags(&mut tags, given.map_or(&[], Vec::as_slice), case)?;
    Ok(tags)
}

/// Adds tags: one that is there already gets the new value, and the key its new spelling.
pub(super) fn add_tags(
    tags: &mut BTreeMap<String, String>,
    given: &[Tag],
    case: KeyCase,
) -> Result<(), ServiceError> {
    for (at, tag) in given.iter().enumerate() {
        if tag.key.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("aws:")) {
            return Err(ServiceError::new(
                &common::VALIDATION_ERROR,
                "aws: prefixed tag key names are not allowed for external use.",
            ));
        }
        if given.iter().take(at).any(|earlier| case.same(&earlier.key, &tag.key)) {
            return Err(invalid_input(
                "Duplicate tag keys found. Please note that Tag keys are case insensitive.".into(),
            ));
        }
        tags.retain(|key, _| !case.same(key, &tag.key));
        tags.insert(tag.key.clone(), tag.value.clone());
    }
    if tags.len() > TAGS_MAX {
        return Err(limit_exceeded("The number of tags has reached the maximum limit.".to_owned()));
    }
    Ok(())
}

/// Takes tags away; a key that is not there changes nothing.
pub(super) fn remove_tags(tags: &mut BTreeMap<String, String>, keys: &[String], case: KeyCase) {
    tags.retain(|key, _| !keys.iter().any(|gone| case.same(key, gone)));
}

/// Tags as the resource itself is described with them: nothing where there are none.
pub(super) fn described_tags(tags: &BTreeMap<String, String>) -> Option<Vec<Tag>> {
    let described = tags.iter().map(|(key, value)| Tag { key: key.clone(), value: value.clone() });
    (!tags.is_empty()).then(|| described.collect())
}

/// A page of a resource's tags, in the order of their keys.
pub(super) fn tags_page<I>(
    call: &Call<'_, I>,
    operation: &str,
    tags: &BTreeMap<String, String>,
    marker: Option<&str>,
    items_max: Option<i32>,
) -> Result<(Vec<Tag>, Option<String>), ServiceError> {
    let keys = tags.keys().cloned().collect();
    let (keys, marker) = names_page(call, operation, keys, marker, items_max)?;
    let page = keys.into_iter().filter_map(|key| {
        let value = tags.get(&key)?.clone();
        Some(Tag { key, value })
    });
    Ok((page.collect(), marker))
}

/// The permission with the tags of its resource: `aws:ResourceTag/KEY` and `iam:ResourceTag/KEY`.
pub(super) fn with_resource_tags(
    mut permission: Permission,
    tags: &BTreeMap<String, String>,
) -> Permission {
    add_resource_tags(&mut permission.context, tags);
    permission
}

/// `aws:ResourceTag/KEY` and `iam:ResourceTag/KEY`.
pub(crate) fn add_resource_tags(context: &mut ContextMap, tags: &BTreeMap<String, String>) {
    for (key, value) in tags {
        context.insert(format!("aws:ResourceTag/{key}"), value.as_str());
        context.insert(format!("iam:ResourceTag/{key}"), value.as_str());
    }
}

/// The permission with the tags that the request brings: `aws:RequestTag/KEY` and `aws:TagKeys`.
pub(super) fn with_request_tags(mut permission: Permission, tags: Option<&Vec<Tag>>) -> Permission {
    let Some(tags) = tags.filter(|tags| !tags.is_empty()) else { return permission };
    for tag in tags {
        permission = permission.with(format!("aws:RequestTag/{}", tag.key), tag.value.as_str());
    }
    with_tag_keys(permission, tags.iter().map(|tag| tag.key.clone()).collect())
}

/// The permission with the keys of the tags that the request takes away: `aws:TagKeys`.
pub(super) fn with_tag_keys(mut permission: Permission, keys: Vec<String>) -> Permission {
    permission.context.insert_many("aws:TagKeys", keys);
    permission
}

/// What making a resource needs: the action itself, and tagging it where the request brings tags.
pub(super) fn making(
    permission: Permission,
    tagging: &'static str,
    tags: Option<&Vec<Tag>>,
) -> Vec<Permission> {
    let tagged = tags.is_some_and(|tags| !tags.is_empty());
    let more = tagged.then(|| Permission::new(tagging, permission.resource.as_str()));
    std::iter::once(permission)
        .chain(more)
        .map(|permission| with_request_tags(permission, tags))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(key: &str, value: &str) -> Tag {
        Tag { key: key.to_owned(), value: value.to_owned() }
    }

    fn tags(of: &[(&str, &str)]) -> BTreeMap<String, String> {
        of.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn a_key_of_another_case_is_the_same_key_where_case_is_ignored() {
        let mut held = tags(&[("Team", "red"), ("site", "one")]);
        add_tags(&mut held, &[tag("team", "blue")], KeyCase::Ignored).unwrap();
        assert_eq!(held, tags(&[("site", "one"), ("team", "blue")]));
        add_tags(&mut held, &[tag("TEAM", "green")], KeyCase::Kept).unwrap();
        assert_eq!(held, tags(&[("TEAM", "green"), ("site", "one"), ("team", "blue")]));
        remove_tags(&mut held, &["Site".to_owned()], KeyCase::Kept);
        assert_eq!(held.len(), 3);
        remove_tags(&mut held, &["Site".to_owned()], KeyCase::Ignored);
        assert_eq!(held.len(), 2);
    }

    #[test]
    fn what_no_tag_may_be_is_refused() {
        let refused = |given: &[Tag], case| {
            add_tags(&mut BTreeMap::new(), given, case).unwrap_err().shape.code.to_owned()
        };
        let twice = [tag("a", "1"), tag("A", "2")];
        assert_eq!(refused(&twice, KeyCase::Ignored), "InvalidInput");
        assert!(add_tags(&mut BTreeMap::new(), &twice, KeyCase::Kept).is_ok());
        assert_eq!(refused(&[tag("AWS:a", "1")], KeyCase::Kept), "ValidationError");
        let many: Vec<Tag> = (0..=TAGS_MAX).map(|number| tag(&number.to_string(), "")).collect();
        assert_eq!(refused(&many, KeyCase::Kept), "LimitExceeded");
        assert!(add_tags(&mut BTreeMap::new(), &many[1..], KeyCase::Kept).is_ok());
    }
}
