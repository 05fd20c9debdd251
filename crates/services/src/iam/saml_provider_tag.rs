//! Tags of SAML providers.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    LIST_SAML_PROVIDER_TAGS, ListSAMLProviderTagsInput, ListSAMLProviderTagsOutput,
    TAG_SAML_PROVIDER, TagSAMLProviderInput, TagSAMLProviderOutput, UNTAG_SAML_PROVIDER,
    UntagSAMLProviderInput, UntagSAMLProviderOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::saml_provider::{existing_provider, on_provider, provider_key};
use super::tag::{KeyCase, add_tags, remove_tags, tags_page, with_request_tags, with_tag_keys};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TagSAMLProvider>();
    visitor.operation::<UntagSAMLProvider>();
    visitor.operation::<ListSAMLProviderTags>();
}

/// `TagSAMLProvider`: a tag that is there already gets the new value.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagSAMLProvider.html>
#[derive(Debug)]
pub(super) struct TagSAMLProvider;

impl Operation for TagSAMLProvider {
    type Input = TagSAMLProviderInput;
    type Output = TagSAMLProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TAG_SAML_PROVIDER;

    async fn permissions(
        call: &Call<'_, TagSAMLProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions =
            on_provider("iam:TagSAMLProvider", call.account, &call.input.saml_provider_arn, reads)
                .await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_request_tags(permission, Some(&call.input.tags)))
            .collect())
    }

    async fn decide(
        call: &Call<'_, TagSAMLProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<TagSAMLProviderOutput, ServiceError> {
        let mut tagged =
            existing_provider(reads, call.account, &call.input.saml_provider_arn).await?;
        add_tags(&mut tagged.tags, &call.input.tags, KeyCase::Kept)?;
        writes.put(&provider_key(call.account, &call.input.saml_provider_arn)?, &tagged);
        Ok(TagSAMLProviderOutput {})
    }
}

/// `UntagSAMLProvider`: a key that is not there changes nothing.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagSAMLProvider.html>
#[derive(Debug)]
pub(super) struct UntagSAMLProvider;

impl Operation for UntagSAMLProvider {
    type Input = UntagSAMLProviderInput;
    type Output = UntagSAMLProviderOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNTAG_SAML_PROVIDER;

    async fn permissions(
        call: &Call<'_, UntagSAMLProviderInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let permissions = on_provider(
            "iam:UntagSAMLProvider",
            call.account,
            &call.input.saml_provider_arn,
            reads,
        )
        .await?;
        Ok(permissions
            .into_iter()
            .map(|permission| with_tag_keys(permission, call.input.tag_keys.clone()))
            .collect())
    }

    async fn decide(
        call: &Call<'_, UntagSAMLProviderInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UntagSAMLProviderOutput, ServiceError> {
        let mut tagged =
            existing_provider(reads, call.account, &call.input.saml_provider_arn).await?;
        remove_tags(&mut tagged.tags, &call.input.tag_keys, KeyCase::Kept);
        writes.put(&provider_key(call.account, &call.input.saml_provider_arn)?, &tagged);
        Ok(UntagSAMLProviderOutput {})
    }
}

/// `ListSAMLProviderTags`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviderTags.html>
#[derive(Debug)]
pub(super) struct ListSAMLProviderTags;

impl Operation for ListSAMLProviderTags {
    type Input = ListSAMLProviderTagsInput;
    type Output = ListSAMLProviderTagsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_SAML_PROVIDER_TAGS;

    async fn permissions(
        call: &Call<'_, ListSAMLProviderTagsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_provider("iam:ListSAMLProviderTags", call.account, &call.input.saml_provider_arn, reads)
            .await
    }

    async fn decide(
        call: &Call<'_, ListSAMLProviderTagsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListSAMLProviderTagsOutput, ServiceError> {
        let input = call.input;
        let tagged = existing_provider(reads, call.account, &call.input.saml_provider_arn).await?;
        let (tags, marker) = tags_page(
            call,
            "ListSAMLProviderTags",
            &tagged.tags,
            input.marker.as_deref(),
            input.max_items,
        )?;
        Ok(ListSAMLProviderTagsOutput { tags, is_truncated: Some(marker.is_some()), marker })
    }
}
