//! Tags of roles.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_ROLE_TAGS, ListRoleTagsInput, ListRoleTagsOutput, TAG_ROLE, TagRoleInput, TagRoleOutput,
    UNTAG_ROLE, UntagRoleInput, UntagRoleOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::role::{existing_role, on_role, save_role};
use super::tag::{KeyCase, add_tags, remove_tags, tags_page, with_request_tags, with_tag_keys};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TagRole>();
    visitor.operation::<UntagRole>();
    visitor.operation::<ListRoleTags>();
}

/// `TagRole`: a tag that is there already gets the new value.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html>
#[derive(Debug)]
pub(super) struct TagRole;

impl Operation for TagRole {
    type Input = TagRoleInput;
    type Output = TagRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TAG_ROLE;

    async fn permissions(
        call: &Call<'_, TagRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions =
            on_role("iam:TagRole", call.account, &call.input.role_name, reads).await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_request_tags(permission, Some(&call.input.tags)))
            .collect())
    }

    async fn decide(
        call: &Call<'_, TagRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<TagRoleOutput, ServiceError> {
        let mut tagged = existing_role(reads, call.account, &call.input.role_name).await?;
        add_tags(&mut tagged.tags, &call.input.tags, KeyCase::Ignored)?;
        save_role(writes, call.account, &tagged);
        Ok(TagRoleOutput {})
    }
}

/// `UntagRole`: a key that is not there changes nothing.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html>
#[derive(Debug)]
pub(super) struct UntagRole;

impl Operation for UntagRole {
    type Input = UntagRoleInput;
    type Output = UntagRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNTAG_ROLE;

    async fn permissions(
        call: &Call<'_, UntagRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions =
            on_role("iam:UntagRole", call.account, &call.input.role_name, reads).await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_tag_keys(permission, call.input.tag_keys.clone()))
            .collect())
    }

    async fn decide(
        call: &Call<'_, UntagRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UntagRoleOutput, ServiceError> {
        let mut tagged = existing_role(reads, call.account, &call.input.role_name).await?;
        remove_tags(&mut tagged.tags, &call.input.tag_keys, KeyCase::Ignored);
        save_role(writes, call.account, &tagged);
        Ok(UntagRoleOutput {})
    }
}

/// `ListRoleTags`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html>
#[derive(Debug)]
pub(super) struct ListRoleTags;

impl Operation for ListRoleTags {
    type Input = ListRoleTagsInput;
    type Output = ListRoleTagsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ROLE_TAGS;

    async fn permissions(
        call: &Call<'_, ListRoleTagsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_role("iam:ListRoleTags", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, ListRoleTagsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListRoleTagsOutput, ServiceError> {
        let input = call.input;
        let tagged = existing_role(reads, call.account, &call.input.role_name).await?;
        let (tags, marker) = tags_page(
            call,
            "ListRoleTags",
            &tagged.tags,
            input.marker.as_deref(),
            input.max_items,
        )?;
        Ok(ListRoleTagsOutput { tags, is_truncated: Some(marker.is_some()), marker })
    }
}
