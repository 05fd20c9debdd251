//! Listing thing groups, the groups of a thing, and the things of a group.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    LIST_THING_GROUPS, LIST_THING_GROUPS_FOR_THING, LIST_THINGS_IN_THING_GROUP,
    ListThingGroupsForThingInput, ListThingGroupsForThingOutput, ListThingGroupsInput,
    ListThingGroupsOutput, ListThingsInThingGroupInput, ListThingsInThingGroupOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::describe::name_and_arn;
use super::on_group;
use super::records::{GROUP_THINGS, THING_GROUPS, ThingGroupRecord};
use super::stored::{existing_group, group_key};
use crate::iot::listing::listing;
use crate::iot::thing::{existing_thing, on_thing};
use crate::operation::{Call, Operation, Permission};
use crate::store_error::unavailable;

/// `ListThingGroups`: those right under `parentGroup` (the roots without one), and those below
/// them unless `recursive` is false. A page may be short where names were left out.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_ListThingGroups.html>
#[derive(Debug)]
pub(super) struct ListThingGroups;

impl Operation for ListThingGroups {
    type Input = ListThingGroupsInput;
    type Output = ListThingGroupsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_THING_GROUPS;

    async fn permissions(
        _: &Call<'_, ListThingGroupsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListThingGroups", "*")])
    }

    async fn decide(
        call: &Call<'_, ListThingGroupsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListThingGroupsOutput, ServiceError> {
        let input = call.input;
        if let Some(parent) = &input.parent_group {
            existing_group(call, reads, parent).await?;
        }
        let operation = "iot:ListThingGroups";
        let listing = listing(call, operation, input.next_token.as_deref(), input.max_results)?;
        let groups = THING_GROUPS.all(&call.scope());
        let page = reads
            .peek_page(&groups, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let wanted = |group: &&ThingGroupRecord| {
            let placed = match (&input.parent_group, input.recursive.unwrap_or(true)) {
                (None, true) => true,
                (None, false) => group.parent().is_none(),
                (Some(parent), true) => group.ancestors.contains(parent),
                (Some(parent), false) => group.parent() == Some(parent),
            };
            let prefix = input.name_prefix_filter.as_deref().unwrap_or_default();
            placed && group.name.starts_with(prefix)
        };
        let groups = page.records.iter().map(|(_, group)| group).filter(wanted);
        let groups = groups.map(|group| name_and_arn(call, &group.name)).collect();
        let next_token = listing.next(call, operation, &page);
        Ok(ListThingGroupsOutput { thing_groups: Some(groups), next_token })
    }
}

/// `ListThingGroupsForThing`: a thing is in at most ten groups, which fit one page.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_ListThingGroupsForThing.html>
#[derive(Debug)]
pub(super) struct ListThingGroupsForThing;

impl Operation for ListThingGroupsForThing {
    type Input = ListThingGroupsForThingInput;
    type Output = ListThingGroupsForThingOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_THING_GROUPS_FOR_THING;

    async fn permissions(
        call: &Call<'_, ListThingGroupsForThingInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_thing("iot:ListThingGroupsForThing", call, &call.input.thing_name))
    }

    async fn decide(
        call: &Call<'_, ListThingGroupsForThingInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListThingGroupsForThingOutput, ServiceError> {
        let thing = existing_thing(call, reads, &call.input.thing_name).await?;
        let mut groups = Vec::with_capacity(thing.groups.len());
        for membership in &thing.groups {
            let key = group_key(call, &membership.group);
            let group = reads.peek(&key).await.map_err(unavailable)?;
            if group.is_some_and(|group| group.id == membership.group_id) {
                groups.push(name_and_arn(call, &membership.group));
            }
        }
        Ok(ListThingGroupsForThingOutput { thing_groups: Some(groups), next_token: None })
    }
}

/// `ListThingsInThingGroup`: the group's own things, with `recursive` those of the groups below
/// too.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_ListThingsInThingGroup.html>
#[derive(Debug)]
pub(super) struct ListThingsInThingGroup;

impl Operation for ListThingsInThingGroup {
    type Input = ListThingsInThingGroupInput;
    type Output = ListThingsInThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_THINGS_IN_THING_GROUP;

    async fn permissions(
        call: &Call<'_, ListThingsInThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_group("iot:ListThingsInThingGroup", call, &call.input.thing_group_name)])
    }

    async fn decide(
        call: &Call<'_, ListThingsInThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListThingsInThingGroupOutput, ServiceError> {
        let input = call.input;
        let top = existing_group(call, reads, &input.thing_group_name).await?;
        let operation = "iot:ListThingsInThingGroup";
        let listing = listing(call, operation, input.next_token.as_deref(), input.max_results)?;
        // Rows are ordered by group, then thing: one walk serves the whole tree.
        let rows = if input.recursive == Some(true) {
            GROUP_THINGS.all(&call.scope())
        } else {
            GROUP_THINGS.under(&call.scope(), [&top.name])
        };
        let page = reads
            .peek_page(&rows, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let mut things = Vec::new();
        let mut group = None;
        for (key, row) in &page.records {
            let Some([of, thing]) = GROUP_THINGS.parts(key) else { continue };
            let (Ok(of), Ok(thing)) = (std::str::from_utf8(of), std::str::from_utf8(thing)) else {
                continue;
            };
            if group.as_ref().is_none_or(|group: &ThingGroupRecord| group.name != of) {
                group = reads.peek(&group_key(call, of)).await.map_err(unavailable)?;
            }
            let belongs = group.as_ref().is_some_and(|group| {
                let under = group.name == top.name || group.ancestors.contains(&top.name);
                under && group.id == row.group_id
            });
            if belongs {
                things.push(thing.to_owned());
            }
        }
        let next_token = listing.next(call, operation, &page);
        Ok(ListThingsInThingGroupOutput { things: Some(things), next_token })
    }
}
