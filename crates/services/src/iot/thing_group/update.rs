//! Changing a thing group's description and attributes.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{UPDATE_THING_GROUP, UpdateThingGroupInput, UpdateThingGroupOutput};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::on_group;
use super::stored::{bounded, check_version, existing_group, given, group_key};
use crate::operation::{Call, Operation, Permission};

/// `UpdateThingGroup`: what is given replaces what was; attributes are joined where `merge` says
/// so, and an empty value takes one away.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateThingGroup.html>
#[derive(Debug)]
pub(super) struct UpdateThingGroup;

impl Operation for UpdateThingGroup {
    type Input = UpdateThingGroupInput;
    type Output = UpdateThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_THING_GROUP;

    async fn permissions(
        call: &Call<'_, UpdateThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_group("iot:UpdateThingGroup", call, &call.input.thing_group_name)])
    }

    async fn decide(
        call: &Call<'_, UpdateThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateThingGroupOutput, ServiceError> {
        let input = call.input;
        let mut group = existing_group(call, reads, &input.thing_group_name).await?;
        check_version(&group, input.expected_version)?;
        let (description, attributes) = given(Some(&input.thing_group_properties))?;
        if description.is_some() {
            group.description = description;
        }
        if let Some(payload) = &input.thing_group_properties.attribute_payload {
            if payload.merge == Some(true) {
                let taken_away = |name: &String| {
                    let given = payload.attributes.as_ref().and_then(|given| given.get(name));
                    given.is_some_and(String::is_empty)
                };
                group.attributes.retain(|name, _| !taken_away(name));
                group.attributes.extend(attributes);
                group.attributes = bounded(group.attributes)?;
            } else {
                group.attributes = attributes;
            }
        }
        group.version += 1;
        let version = Some(group.version);
        writes.put(&group_key(call, &input.thing_group_name), &group);
        Ok(UpdateThingGroupOutput { version })
    }
}
