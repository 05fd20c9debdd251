//! Tags of users.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_USER_TAGS, ListUserTagsInput, ListUserTagsOutput, TAG_USER, TagUserInput, TagUserOutput,
    UNTAG_USER, UntagUserInput, UntagUserOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::{existing_user, on_user, save_user};
use crate::iam::tag::{
    KeyCase, add_tags, remove_tags, tags_page, with_request_tags, with_tag_keys,
};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TagUser>();
    visitor.operation::<UntagUser>();
    visitor.operation::<ListUserTags>();
}

/// `TagUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html>
#[derive(Debug)]
pub(super) struct TagUser;

impl Operation for TagUser {
    type Input = TagUserInput;
    type Output = TagUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TAG_USER;

    async fn permissions(
        call: &Call<'_, TagUserInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let permission = on_user("iam:TagUser", call.account, &input.user_name, reads).await?;
        Ok(vec![with_request_tags(permission, Some(&input.tags))])
    }

    async fn decide(
        call: &Call<'_, TagUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<TagUserOutput, ServiceError> {
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        add_tags(&mut user.tags, &call.input.tags, KeyCase::Ignored)?;
        save_user(writes, call.account, &user);
        Ok(TagUserOutput {})
    }
}

/// `UntagUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html>
#[derive(Debug)]
pub(super) struct UntagUser;

impl Operation for UntagUser {
    type Input = UntagUserInput;
    type Output = UntagUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNTAG_USER;

    async fn permissions(
        call: &Call<'_, UntagUserInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let permission = on_user("iam:UntagUser", call.account, &input.user_name, reads).await?;
        Ok(vec![with_tag_keys(permission, input.tag_keys.clone())])
    }

    async fn decide(
        call: &Call<'_, UntagUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UntagUserOutput, ServiceError> {
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        remove_tags(&mut user.tags, &call.input.tag_keys, KeyCase::Ignored);
        save_user(writes, call.account, &user);
        Ok(UntagUserOutput {})
    }
}

/// `ListUserTags`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html>
#[derive(Debug)]
pub(super) struct ListUserTags;

impl Operation for ListUserTags {
    type Input = ListUserTagsInput;
    type Output = ListUserTagsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_USER_TAGS;

    async fn permissions(
        call: &Call<'_, ListUserTagsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_user("iam:ListUserTags", call.account, &call.input.user_name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, ListUserTagsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListUserTagsOutput, ServiceError> {
        let input = call.input;
        let user = existing_user(reads, call.account, &input.user_name).await?;
        let marker = input.marker.as_deref();
        let (tags, marker) = tags_page(call, "ListUserTags", &user.tags, marker, input.max_items)?;
        Ok(ListUserTagsOutput { tags, is_truncated: Some(marker.is_some()), marker })
    }
}
