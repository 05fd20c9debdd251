//! Deleting a thing group: its things stay, its policies stop counting at once.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{DELETE_THING_GROUP, DeleteThingGroupInput, DeleteThingGroupOutput};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::stored::{check_version, group_key};
use super::{on_group, thing_group_arn};
use crate::changes::Dependency;
use crate::iot::attachment::detach_everything;
use crate::iot::error::invalid_request;
use crate::operation::{Call, Operation, Permission};
use crate::store_error::unavailable;

/// `DeleteThingGroup`: deleting one that is not there changes nothing. What says that a thing is
/// in the group names the group's id, and so means nobody from then on.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DeleteThingGroup.html>
#[derive(Debug)]
pub(super) struct DeleteThingGroup;

impl Operation for DeleteThingGroup {
    type Input = DeleteThingGroupInput;
    type Output = DeleteThingGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_THING_GROUP;

    async fn permissions(
        call: &Call<'_, DeleteThingGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_group("iot:DeleteThingGroup", call, &call.input.thing_group_name)])
    }

    async fn decide(
        call: &Call<'_, DeleteThingGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteThingGroupOutput, ServiceError> {
        let name = &call.input.thing_group_name;
        let Some(group) = reads.get(&group_key(call, name)).await.map_err(unavailable)? else {
            return Ok(DeleteThingGroupOutput {});
        };
        check_version(&group, call.input.expected_version)?;
        if group.children > 0 {
            return Err(invalid_request(format!(
                "Cannot delete thing group : {name} when there are still child groups attached to it."
            )));
        }
        if let Some(parent) = group.parent() {
            let key = group_key(call, parent);
            if let Some(mut parent) = reads.get(&key).await.map_err(unavailable)? {
                parent.children = parent.children.saturating_sub(1);
                writes.put(&key, &parent);
            }
        }
        let arn = thing_group_arn(call.account, call.region, name);
        detach_everything(call, (reads, writes), &arn).await?;
        writes.delete(&group_key(call, name));
        Dependency::thing_group(call.account, call.region, name).changed(writes);
        Ok(DeleteThingGroupOutput {})
    }
}
