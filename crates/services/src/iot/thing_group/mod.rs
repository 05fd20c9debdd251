//! Thing groups: a forest whose policies reach every thing in a group and in the groups below it.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/thing-groups.html>

mod create;
mod delete;
mod describe;
mod listing;
mod membership;
pub mod records;
mod stored;
#[cfg(test)]
mod tests;
mod update;

use daypass_aws_types::{AccountId, Region};

pub(super) use membership::leave_every_group;
pub(crate) use stored::groups_that_count;
pub(super) use stored::{existing_group, group_name_of_arn};

use crate::operation::{Call, Permission};
use crate::served::Visitor;

/// Shows the visitor every operation on thing groups.
pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<create::CreateThingGroup>();
    visitor.operation::<describe::DescribeThingGroup>();
    visitor.operation::<update::UpdateThingGroup>();
    visitor.operation::<delete::DeleteThingGroup>();
    visitor.operation::<listing::ListThingGroups>();
    visitor.operation::<listing::ListThingGroupsForThing>();
    visitor.operation::<listing::ListThingsInThingGroup>();
    visitor.operation::<membership::AddThingToThingGroup>();
    visitor.operation::<membership::RemoveThingFromThingGroup>();
    visitor.operation::<membership::UpdateThingGroupsForThing>();
}

/// `arn:aws:iot:REGION:ACCOUNT:thinggroup/NAME`.
pub fn thing_group_arn(account: &AccountId, region: &Region, name: &str) -> String {
    format!("arn:aws:iot:{region}:{account}:thinggroup/{name}")
}

/// The permission for `action` on the group.
fn on_group<I>(action: &'static str, call: &Call<'_, I>, name: &str) -> Permission {
    Permission::new(action, thing_group_arn(call.account, call.region, name))
}
