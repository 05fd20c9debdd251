//! Putting things into groups and taking them out.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    ADD_THING_TO_THING_GROUP, AddThingToThingGroupInput, AddThingToThingGroupOutput,
    REMOVE_THING_FROM_THING_GROUP, RemoveThingFromThingGroupInput, RemoveThingFromThingGroupOutput,
    UPDATE_THING_GROUPS_FOR_THING, UpdateThingGroupsForThingInput, UpdateThingGroupsForThingOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::on_group;
use super::records::{GROUP_THINGS, GroupThingRecord, ThingGroupMembership};
use super::stored::{existing_group, group_key, group_name_of_arn};
use crate::changes::Dependency;
use crate::iot::error::invalid_request;
use crate::iot::records::ThingRecord;
use crate::iot::thing::{existing_thing, on_thing, thing_arn, thing_key};
use crate::operation::{Call, Operation, Permission};
use crate::store_error::unavailable;

/// Groups that one thing may be in.
const GROUPS_OF_THING_MAX: usize = 10;

/// The group that a caller names, by its name or its ARN.
fn named_group<'a, I>(
    call: &Call<'_, I>,
    (name, arn): (&'a Option<String>, &'a Option<String>),
) -> Result<&'a str, ServiceError> {
    let of_arn = arn.as_deref().map(|arn| {
        group_name_of_arn(call.account, call.region, arn)
            .ok_or_else(|| invalid_request(format!("Invalid thing group ARN: {arn}")))
    });
    one_of(name.as_deref(), of_arn.transpose()?, "thing group")
}

/// The thing that a caller names, by its name or its ARN.
fn named_thing<'a, I>(
    call: &Call<'_, I>,
    (name, arn): (&'a Option<String>, &'a Option<String>),
) -> Result<&'a str, ServiceError> {
    let of_arn = arn.as_deref().map(|arn| {
        let name = arn.strip_prefix(&thing_arn(call.account, call.region, ""));
        name.ok_or_else(|| invalid_request(format!("Invalid thing ARN: {arn}")))
    });
    one_of(name.as_deref(), of_arn.transpose()?, "thing")
}

fn one_of<'a>(
    name: Option<&'a str>,
    of_arn: Option<&'a str>,
    what: &str,
) -> Result<&'a str, ServiceError> {
    match (name, of_arn) {
        (Some(name), Some(of_arn)) if name != of_arn => {
            Err(invalid_request(format!("The name and the ARN of the {what} do not match.")))
        }
        (Some(name), _) | (None, Some(name)) => Ok(name),
        (None, None) => {
            Err(invalid_request(format!("Either the name or the ARN of the {what} is required.")))
        }
    }
}

/// `AddThingToThingGroup`: adding twice changes nothing.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_AddThingToThingGroup.html>
#[derive(Debug)]
pub(super) struct AddThingToThingGroup;

impl Operation for AddThingToThingGroup {
    type Input = AddThingToThingGroupInput;
    type Output = AddThingToThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ADD_THING_TO_THING_GROUP;

    async fn permissions(
        call: &Call<'_, AddThingToThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let group = named_group(call, (&call.input.thing_group_name, &call.input.thing_group_arn))?;
        let thing = named_thing(call, (&call.input.thing_name, &call.input.thing_arn))?;
        Ok(on_both("iot:AddThingToThingGroup", call, thing, [group]))
    }

    async fn decide(
        call: &Call<'_, AddThingToThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AddThingToThingGroupOutput, ServiceError> {
        let group = named_group(call, (&call.input.thing_group_name, &call.input.thing_group_arn))?;
        let thing = named_thing(call, (&call.input.thing_name, &call.input.thing_arn))?;
        let mut thing = existing_thing(call, reads, thing).await?;
        join(call, &mut thing, group, reads, writes).await?;
        changed(call, &thing, writes);
        Ok(AddThingToThingGroupOutput {})
    }
}

/// `RemoveThingFromThingGroup`: removing one that is not in the group changes nothing.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_RemoveThingFromThingGroup.html>
#[derive(Debug)]
pub(super) struct RemoveThingFromThingGroup;

impl Operation for RemoveThingFromThingGroup {
    type Input = RemoveThingFromThingGroupInput;
    type Output = RemoveThingFromThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &REMOVE_THING_FROM_THING_GROUP;

    async fn permissions(
        call: &Call<'_, RemoveThingFromThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let group = named_group(call, (&call.input.thing_group_name, &call.input.thing_group_arn))?;
        let thing = named_thing(call, (&call.input.thing_name, &call.input.thing_arn))?;
        Ok(on_both("iot:RemoveThingFromThingGroup", call, thing, [group]))
    }

    async fn decide(
        call: &Call<'_, RemoveThingFromThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<RemoveThingFromThingGroupOutput, ServiceError> {
        let group = named_group(call, (&call.input.thing_group_name, &call.input.thing_group_arn))?;
        let thing = named_thing(call, (&call.input.thing_name, &call.input.thing_arn))?;
        let mut thing = existing_thing(call, reads, thing).await?;
        existing_group(call, reads, group).await?;
        leave(call, &mut thing, group, writes);
        changed(call, &thing, writes);
        Ok(RemoveThingFromThingGroupOutput {})
    }
}

/// `UpdateThingGroupsForThing`: takes the thing out of some groups, then puts it into others.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_UpdateThingGroupsForThing.html>
#[derive(Debug)]
pub(super) struct UpdateThingGroupsForThing;

impl Operation for UpdateThingGroupsForThing {
    type Input = UpdateThingGroupsForThingInput;
    type Output = UpdateThingGroupsForThingOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_THING_GROUPS_FOR_THING;

    async fn permissions(
        call: &Call<'_, UpdateThingGroupsForThingInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let thing = named_thing(call, (&call.input.thing_name, &None))?;
        let groups = wanted(call.input.thing_groups_to_remove.as_ref())
            .chain(wanted(call.input.thing_groups_to_add.as_ref()));
        Ok(on_both("iot:UpdateThingGroupsForThing", call, thing, groups))
    }

    async fn decide(
        call: &Call<'_, UpdateThingGroupsForThingInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateThingGroupsForThingOutput, ServiceError> {
        let thing = named_thing(call, (&call.input.thing_name, &None))?;
        let mut thing = existing_thing(call, reads, thing).await?;
        for group in wanted(call.input.thing_groups_to_remove.as_ref()) {
            existing_group(call, reads, group).await?;
            leave(call, &mut thing, group, writes);
        }
        for group in wanted(call.input.thing_groups_to_add.as_ref()) {
            join(call, &mut thing, group, reads, writes).await?;
        }
        changed(call, &thing, writes);
        Ok(UpdateThingGroupsForThingOutput {})
    }
}

fn wanted(names: Option<&Vec<String>>) -> impl Iterator<Item = &str> {
    names.into_iter().flatten().map(String::as_str)
}

/// The permission on the thing and on each group.
fn on_both<'a, I>(
    action: &'static str,
    call: &Call<'_, I>,
    thing: &str,
    groups: impl IntoIterator<Item = &'a str>,
) -> Vec<Permission> {
    let mut needed = on_thing(action, call, thing);
    needed.extend(groups.into_iter().map(|group| on_group(action, call, group)));
    needed
}

/// Puts the thing into the group. A thing is in at most ten groups, and in one of a tree alone.
async fn join<I>(
    call: &Call<'_, I>,
    thing: &mut ThingRecord,
    group: &str,
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<(), ServiceError> {
    let group = existing_group(call, reads, group).await?;
    let mut living = Vec::with_capacity(thing.groups.len());
    for membership in &thing.groups {
        let key = group_key(call, &membership.group);
        let other = reads.get(&key).await.map_err(unavailable)?;
        let Some(other) = other.filter(|other| other.id == membership.group_id) else { continue };
        if other.name == group.name {
            return Ok(());
        }
        if other.root() == group.root() {
            return Err(invalid_request(format!(
                "Thing {} is already in thing group {} of the same hierarchy as {}.",
                thing.name, other.name, group.name
            )));
        }
        living.push(membership.clone());
    }
    if living.len() >= GROUPS_OF_THING_MAX {
        return Err(invalid_request(format!(
            "Thing {} cannot be in more than {GROUPS_OF_THING_MAX} thing groups.",
            thing.name
        )));
    }
    let row = GroupThingRecord { group_id: group.id.clone() };
    writes.put(&GROUP_THINGS.key(&call.scope(), [&group.name, &thing.name]), &row);
    living.push(ThingGroupMembership { group: group.name, group_id: group.id });
    thing.groups = living;
    Ok(())
}

fn leave<I>(call: &Call<'_, I>, thing: &mut ThingRecord, group: &str, writes: &mut Writes) {
    thing.groups.retain(|membership| membership.group != group);
    writes.delete(&GROUP_THINGS.key(&call.scope(), [group, thing.name.as_str()]));
}

/// Takes a thing that is being deleted out of every group.
pub(in crate::iot) fn leave_every_group<I>(
    call: &Call<'_, I>,
    thing: &ThingRecord,
    writes: &mut Writes,
) {
    for membership in &thing.groups {
        let row = [membership.group.as_str(), thing.name.as_str()];
        writes.delete(&GROUP_THINGS.key(&call.scope(), row));
    }
}

fn changed<I>(call: &Call<'_, I>, thing: &ThingRecord, writes: &mut Writes) {
    writes.put(&thing_key(call, &thing.name), thing);
    Dependency::thing(call.account, call.region, &thing.name).changed(writes);
}
