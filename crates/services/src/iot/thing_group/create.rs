//! Making a thing group, as a root or under a parent.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{CREATE_THING_GROUP, CreateThingGroupInput, CreateThingGroupOutput};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::records::ThingGroupRecord;
use super::stored::{existing_group, given, group_key};
use super::{on_group, thing_group_arn};
use crate::iot::error::{already_exists, invalid_request};
use crate::iot::tag::with_request_tags;
use crate::operation::{Call, Operation, Permission};
use crate::store_error::unavailable;

/// Levels of a tree of groups, its root included.
const GROUP_LEVELS_MAX: usize = 7;
/// Groups right under one group.
const CHILDREN_MAX: u32 = 100;

/// `CreateThingGroup`: making the same group again changes nothing; the parent is for ever.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThingGroup.html>
#[derive(Debug)]
pub(super) struct CreateThingGroup;

impl Operation for CreateThingGroup {
    type Input = CreateThingGroupInput;
    type Output = CreateThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_THING_GROUP;

    async fn permissions(
        call: &Call<'_, CreateThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let on_group = on_group("iot:CreateThingGroup", call, &call.input.thing_group_name);
        Ok(vec![with_request_tags(on_group, call.input.tags.as_ref())])
    }

    async fn decide(
        call: &Call<'_, CreateThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateThingGroupOutput, ServiceError> {
        let name = &call.input.thing_group_name;
        let (description, attributes) = given(call.input.thing_group_properties.as_ref())?;
        let arn = thing_group_arn(call.account, call.region, name);
        let existing = reads.get(&group_key(call, name)).await.map_err(unavailable)?;
        let parent = call.input.parent_group_name.as_deref();
        let group = match existing {
            Some(group)
                if group.parent() == parent
                    && group.description == description
                    && group.attributes == attributes =>
            {
                group
            }
            Some(group) => {
                let message = format!(
                    "Thing Group {name} already exists in account with different properties"
                );
                return Err(already_exists(message, &group.id, &arn));
            }
            None => {
                let group = ThingGroupRecord {
                    name: name.clone(),
                    id: call.random.uuid().to_string(),
                    ancestors: joined(call, parent, reads, writes).await?,
                    description,
                    attributes,
                    version: 1,
                    created_ms: call.now.wall_ms,
                    children: 0,
                };
                writes.put(&group_key(call, name), &group);
                group
            }
        };
        Ok(CreateThingGroupOutput {
            thing_group_name: Some(group.name),
            thing_group_arn: Some(arn),
            thing_group_id: Some(group.id),
        })
    }
}

/// The groups above a new one, which its parent has taken in.
async fn joined<I>(
    call: &Call<'_, I>,
    parent: Option<&str>,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Vec<String>, ServiceError> {
    let Some(name) = parent else { return Ok(Vec::new()) };
    let mut parent = existing_group(call, reads, name).await?;
    if parent.ancestors.len() + 2 > GROUP_LEVELS_MAX {
        return Err(invalid_request(format!(
            "A hierarchy of thing groups cannot be deeper than {GROUP_LEVELS_MAX} levels."
        )));
    }
    if parent.children >= CHILDREN_MAX {
        return Err(invalid_request(format!(
            "Thing group {name} cannot have more than {CHILDREN_MAX} child groups."
        )));
    }
    parent.children += 1;
    writes.put(&group_key(call, name), &parent);
    let mut ancestors = parent.ancestors;
    ancestors.push(parent.name);
    Ok(ancestors)
}
