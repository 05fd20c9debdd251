//! Tags of OpenID Connect providers.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_OPEN_ID_CONNECT_PROVIDER_TAGS, ListOpenIDConnectProviderTagsInput,
    ListOpenIDConnectProviderTagsOutput, TAG_OPEN_ID_CONNECT_PROVIDER,
    TagOpenIDConnectProviderInput, TagOpenIDConnectProviderOutput, UNTAG_OPEN_ID_CONNECT_PROVIDER,
    UntagOpenIDConnectProviderInput, UntagOpenIDConnectProviderOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::openid_connect_provider::{existing_provider, on_provider, provider_key};
use super::tag::{KeyCase, add_tags, remove_tags, tags_page, with_request_tags, with_tag_keys};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TagOpenIDConnectProvider>();
    visitor.operation::<UntagOpenIDConnectProvider>();
    visitor.operation::<ListOpenIDConnectProviderTags>();
}

/// `TagOpenIDConnectProvider`: a tag that is there already gets the new value.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct TagOpenIDConnectProvider;

impl Operation for TagOpenIDConnectProvider {
    type Input = TagOpenIDConnectProviderInput;
    type Output = TagOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TAG_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, TagOpenIDConnectProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions = on_provider(
            "iam:TagOpenIDConnectProvider",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_request_tags(permission, Some(&call.input.tags)))
            .collect())
    }

    async fn decide(
        call: &Call<'_, TagOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<TagOpenIDConnectProviderOutput, ServiceError> {
        let mut tagged =
            existing_provider(reads, call.account, &call.input.open_id_connect_provider_arn)
                .await?;
        add_tags(&mut tagged.tags, &call.input.tags, KeyCase::Kept)?;
        writes.put(&provider_key(call.account, &call.input.open_id_connect_provider_arn)?, &tagged);
        Ok(TagOpenIDConnectProviderOutput {})
    }
}

/// `UntagOpenIDConnectProvider`: a key that is not there changes nothing.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagOpenIDConnectProvider.html>
#[derive(Debug)]
pub(super) struct UntagOpenIDConnectProvider;

impl Operation for UntagOpenIDConnectProvider {
    type Input = UntagOpenIDConnectProviderInput;
    type Output = UntagOpenIDConnectProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNTAG_OPEN_ID_CONNECT_PROVIDER;

    async fn permissions(
        call: &Call<'_, UntagOpenIDConnectProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions = on_provider(
            "iam:UntagOpenIDConnectProvider",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_tag_keys(permission, call.input.tag_keys.clone()))
            .collect())
    }

    async fn decide(
        call: &Call<'_, UntagOpenIDConnectProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UntagOpenIDConnectProviderOutput, ServiceError> {
        let mut tagged =
            existing_provider(reads, call.account, &call.input.open_id_connect_provider_arn)
                .await?;
        remove_tags(&mut tagged.tags, &call.input.tag_keys, KeyCase::Kept);
        writes.put(&provider_key(call.account, &call.input.open_id_connect_provider_arn)?, &tagged);
        Ok(UntagOpenIDConnectProviderOutput {})
    }
}

/// `ListOpenIDConnectProviderTags`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviderTags.html>
#[derive(Debug)]
pub(super) struct ListOpenIDConnectProviderTags;

impl Operation for ListOpenIDConnectProviderTags {
    type Input = ListOpenIDConnectProviderTagsInput;
    type Output = ListOpenIDConnectProviderTagsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_OPEN_ID_CONNECT_PROVIDER_TAGS;

    async fn permissions(
        call: &Call<'_, ListOpenIDConnectProviderTagsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider(
            "iam:ListOpenIDConnectProviderTags",
            call.account,
            &call.input.open_id_connect_provider_arn,
            reads,
        )
        .await
    }

    async fn decide(
        call: &Call<'_, ListOpenIDConnectProviderTagsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListOpenIDConnectProviderTagsOutput, ServiceError> {
        let input = call.input;
        let tagged =
            existing_provider(reads, call.account, &call.input.open_id_connect_provider_arn)
                .await?;
        let (tags, marker) = tags_page(
            call,
            "ListOpenIDConnectProviderTags",
            &tagged.tags,
            input.marker.as_deref(),
            input.max_items,
        )?;
        Ok(ListOpenIDConnectProviderTagsOutput {
            tags,
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}
