//! Tags of managed policies.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_POLICY_TAGS, ListPolicyTagsInput, ListPolicyTagsOutput, TAG_POLICY, TagPolicyInput,
    TagPolicyOutput, UNTAG_POLICY, UntagPolicyInput, UntagPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::managed_policy::{existing_policy, on_policy, own_policy, save_policy};
use super::tag::{KeyCase, add_tags, remove_tags, tags_page, with_request_tags, with_tag_keys};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TagPolicy>();
    visitor.operation::<UntagPolicy>();
    visitor.operation::<ListPolicyTags>();
}

/// `TagPolicy`: a tag that is there already gets the new value.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagPolicy.html>
#[derive(Debug)]
pub(super) struct TagPolicy;

impl Operation for TagPolicy {
    type Input = TagPolicyInput;
    type Output = TagPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TAG_POLICY;

    async fn permissions(
        call: &Call<'_, TagPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions =
            on_policy("iam:TagPolicy", call.account, &call.input.policy_arn, reads).await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_request_tags(permission, Some(&call.input.tags)))
            .collect())
    }

    async fn decide(
        call: &Call<'_, TagPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<TagPolicyOutput, ServiceError> {
        let mut tagged = own_policy(reads, call.account, &call.input.policy_arn).await?;
        add_tags(&mut tagged.tags, &call.input.tags, KeyCase::Kept)?;
        save_policy(writes, call.account, &tagged);
        Ok(TagPolicyOutput {})
    }
}

/// `UntagPolicy`: a key that is not there changes nothing.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagPolicy.html>
#[derive(Debug)]
pub(super) struct UntagPolicy;

impl Operation for UntagPolicy {
    type Input = UntagPolicyInput;
    type Output = UntagPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNTAG_POLICY;

    async fn permissions(
        call: &Call<'_, UntagPolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions =
            on_policy("iam:UntagPolicy", call.account, &call.input.policy_arn, reads).await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_tag_keys(permission, call.input.tag_keys.clone()))
            .collect())
    }

    async fn decide(
        call: &Call<'_, UntagPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UntagPolicyOutput, ServiceError> {
        let mut tagged = own_policy(reads, call.account, &call.input.policy_arn).await?;
        remove_tags(&mut tagged.tags, &call.input.tag_keys, KeyCase::Kept);
        save_policy(writes, call.account, &tagged);
        Ok(UntagPolicyOutput {})
    }
}

/// `ListPolicyTags`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyTags.html>
#[derive(Debug)]
pub(super) struct ListPolicyTags;

impl Operation for ListPolicyTags {
    type Input = ListPolicyTagsInput;
    type Output = ListPolicyTagsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_POLICY_TAGS;

    async fn permissions(
        call: &Call<'_, ListPolicyTagsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:ListPolicyTags", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, ListPolicyTagsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPolicyTagsOutput, ServiceError> {
        let input = call.input;
        let tagged = existing_policy(reads, call.account, &call.input.policy_arn).await?;
        let (tags, marker) = tags_page(
            call,
            "ListPolicyTags",
            &tagged.tags,
            input.marker.as_deref(),
            input.max_items,
        )?;
        Ok(ListPolicyTagsOutput { tags, is_truncated: Some(marker.is_some()), marker })
    }
}
