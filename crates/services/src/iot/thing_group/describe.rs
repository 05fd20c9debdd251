//! Describing a thing group.

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    AttributePayload, DESCRIBE_THING_GROUP, DescribeThingGroupInput, DescribeThingGroupOutput,
    GroupNameAndArn, ThingGroupMetadata, ThingGroupProperties,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::stored::existing_group;
use super::{on_group, thing_group_arn};
use crate::operation::{Call, Operation, Permission};

/// `DescribeThingGroup`: <https://docs.aws.amazon.com/iot/latest/apireference/API_DescribeThingGroup.html>
#[derive(Debug)]
pub(super) struct DescribeThingGroup;

impl Operation for DescribeThingGroup {
    type Input = DescribeThingGroupInput;
    type Output = DescribeThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DESCRIBE_THING_GROUP;

    async fn permissions(
        call: &Call<'_, DescribeThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_group("iot:DescribeThingGroup", call, &call.input.thing_group_name)])
    }

    async fn decide(
        call: &Call<'_, DescribeThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<DescribeThingGroupOutput, ServiceError> {
        let group = existing_group(call, reads, &call.input.thing_group_name).await?;
        let above = group.ancestors.iter().map(|name| name_and_arn(call, name)).collect();
        let metadata = ThingGroupMetadata {
            parent_group_name: group.parent().map(str::to_owned),
            root_to_parent_thing_groups: group.parent().is_some().then_some(above),
            creation_date: Some(Timestamp::from_millis(group.created_ms)),
        };
        let attributes = (!group.attributes.is_empty())
            .then_some(AttributePayload { attributes: Some(group.attributes), merge: None });
        Ok(DescribeThingGroupOutput {
            thing_group_arn: Some(thing_group_arn(call.account, call.region, &group.name)),
            thing_group_name: Some(group.name),
            thing_group_id: Some(group.id),
            version: Some(group.version),
            thing_group_properties: Some(ThingGroupProperties {
                thing_group_description: group.description,
                attribute_payload: attributes,
            }),
            thing_group_metadata: Some(metadata),
            // These speak of dynamic groups, which a query fills.
            index_name: None,
            query_string: None,
            query_version: None,
            status: None,
        })
    }
}

/// A group as listings name it.
pub(super) fn name_and_arn<I>(call: &Call<'_, I>, name: &str) -> GroupNameAndArn {
    GroupNameAndArn {
        group_name: Some(name.to_owned()),
        group_arn: Some(thing_group_arn(call.account, call.region, name)),
    }
}
