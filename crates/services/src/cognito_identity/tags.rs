//! Tags of identity pools.

use std::collections::BTreeMap;

use daypass_aws_types::cognito_identity::{
    LIST_TAGS_FOR_RESOURCE, ListTagsForResourceInput, ListTagsForResourceOutput, TAG_RESOURCE,
    TagResourceInput, TagResourceOutput, UNTAG_RESOURCE, UntagResourceInput, UntagResourceOutput,
};
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::arn::identity_pool_arn;
use super::error::invalid_parameter;
use super::pool::{on_pool, own_pool, pool_key, with_request_tags};
use super::pool_settings::check_tags;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<TagResource>();
    visitor.operation::<UntagResource>();
    visitor.operation::<ListTagsForResource>();
}

/// The pool that an ARN of the caller's own account and region names.
fn pool_id<'a, I>(call: &Call<'_, I>, arn: &'a str) -> Result<&'a str, ServiceError> {
    let id = arn.strip_prefix(&identity_pool_arn(call.account, call.region, ""));
    let id = id.filter(|id| !id.is_empty());
    id.ok_or_else(|| invalid_parameter(format!("Invalid ResourceArn: {arn}")))
}

/// `TagResource`: a tag that is there already gets the new value.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_TagResource.html>
#[derive(Debug)]
pub(super) struct TagResource;

impl Operation for TagResource {
    type Input = TagResourceInput;
    type Output = TagResourceOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &TAG_RESOURCE;

    async fn permissions(
        call: &Call<'_, TagResourceInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let pool_id = pool_id(call, &call.input.resource_arn)?;
        let permission = on_pool("cognito-identity:TagResource", call, reads, pool_id).await?;
        Ok(vec![with_request_tags(permission, Some(&call.input.tags))])
    }

    async fn decide(
        call: &Call<'_, TagResourceInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<TagResourceOutput, ServiceError> {
        let mut pool = own_pool(call, reads, pool_id(call, &call.input.resource_arn)?).await?;
        pool.tags.extend(call.input.tags.clone());
        check_tags(pool.tags.len())?;
        writes.put(&pool_key(&pool.id), &pool);
        Ok(TagResourceOutput {})
    }
}

/// `UntagResource`: a key that is not there changes nothing.
/// <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_UntagResource.html>
#[derive(Debug)]
pub(super) struct UntagResource;

impl Operation for UntagResource {
    type Input = UntagResourceInput;
    type Output = UntagResourceOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UNTAG_RESOURCE;

    async fn permissions(
        call: &Call<'_, UntagResourceInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let pool_id = pool_id(call, &call.input.resource_arn)?;
        let mut permission =
            on_pool("cognito-identity:UntagResource", call, reads, pool_id).await?;
        permission.context.insert_many("aws:TagKeys", call.input.tag_keys.clone());
        Ok(vec![permission])
    }

    async fn decide(
        call: &Call<'_, UntagResourceInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UntagResourceOutput, ServiceError> {
        let mut pool = own_pool(call, reads, pool_id(call, &call.input.resource_arn)?).await?;
        pool.tags.retain(|key, _| !call.input.tag_keys.contains(key));
        writes.put(&pool_key(&pool.id), &pool);
        Ok(UntagResourceOutput {})
    }
}

/// `ListTagsForResource`: <https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_ListTagsForResource.html>
#[derive(Debug)]
pub(super) struct ListTagsForResource;

impl Operation for ListTagsForResource {
    type Input = ListTagsForResourceInput;
    type Output = ListTagsForResourceOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_TAGS_FOR_RESOURCE;

    async fn permissions(
        call: &Call<'_, ListTagsForResourceInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let pool_id = pool_id(call, &call.input.resource_arn)?;
        Ok(vec![on_pool("cognito-identity:ListTagsForResource", call, reads, pool_id).await?])
    }

    async fn decide(
        call: &Call<'_, ListTagsForResourceInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListTagsForResourceOutput, ServiceError> {
        let pool = own_pool(call, reads, pool_id(call, &call.input.resource_arn)?).await?;
        let tags: BTreeMap<String, String> = pool.tags;
        Ok(ListTagsForResourceOutput { tags: Some(tags) })
    }
}
