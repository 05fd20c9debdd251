//! Tags that a call brings: what policies see of them. AWS IoT's tags are not kept here.

use daypass_aws_types::iot::Tag;

use crate::operation::Permission;

/// The permission with the tags of the request: `aws:RequestTag/KEY` and `aws:TagKeys`.
pub(super) fn with_request_tags(mut permission: Permission, tags: Option<&Vec<Tag>>) -> Permission {
    let Some(tags) = tags.filter(|tags| !tags.is_empty()) else { return permission };
    for Tag { key, value } in tags {
        let value = value.as_deref().unwrap_or_default();
        permission = permission.with(format!("aws:RequestTag/{key}"), value);
    }
    permission.context.insert_many("aws:TagKeys", tags.iter().map(|tag| tag.key.clone()));
    permission
}
