//! Who is in which group.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ADD_USER_TO_GROUP, AddUserToGroupInput, AddUserToGroupOutput, LIST_GROUPS_FOR_USER,
    ListGroupsForUserInput, ListGroupsForUserOutput, REMOVE_USER_FROM_GROUP,
    RemoveUserFromGroupInput, RemoveUserFromGroupOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Reads, Writes};

use super::record::{GroupMemberRecord, group_key, member_key};
use super::{described, existing_group, on_group};
use crate::iam::listing::names_page;
use crate::iam::quota::GROUPS_OF_USER;
use crate::iam::user::{existing_user, on_user, save_user};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AddUserToGroup>();
    visitor.operation::<RemoveUserFromGroup>();
    visitor.operation::<ListGroupsForUser>();
}

/// `AddUserToGroup`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html>
#[derive(Debug)]
pub(super) struct AddUserToGroup;

impl Operation for AddUserToGroup {
    type Input = AddUserToGroupInput;
    type Output = AddUserToGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ADD_USER_TO_GROUP;

    async fn permissions(
        call: &Call<'_, AddUserToGroupInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:AddUserToGroup", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, AddUserToGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AddUserToGroupOutput, ServiceError> {
        let group = existing_group(reads, call.account, &call.input.group_name).await?;
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        if user.group_ids.contains(&group.id) {
            return Ok(AddUserToGroupOutput {});
        }
        GROUPS_OF_USER.allow(user.group_ids.len() + 1)?;
        let row = GroupMemberRecord { user_name: user.name.clone() };
        writes.put(&member_key(call.account, &group.id, &user.name), &row);
        user.group_ids.push(group.id);
        save_user(writes, call.account, &user);
        Ok(AddUserToGroupOutput {})
    }
}

/// `RemoveUserFromGroup`; one who is no member may be removed as well: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html>
#[derive(Debug)]
pub(super) struct RemoveUserFromGroup;

impl Operation for RemoveUserFromGroup {
    type Input = RemoveUserFromGroupInput;
    type Output = RemoveUserFromGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &REMOVE_USER_FROM_GROUP;

    async fn permissions(
        call: &Call<'_, RemoveUserFromGroupInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.group_name;
        Ok(vec![on_group("iam:RemoveUserFromGroup", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, RemoveUserFromGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<RemoveUserFromGroupOutput, ServiceError> {
        let group = existing_group(reads, call.account, &call.input.group_name).await?;
        let mut user = existing_user(reads, call.account, &call.input.user_name).await?;
        user.group_ids.retain(|id| *id != group.id);
        writes.delete(&member_key(call.account, &group.id, &user.name));
        save_user(writes, call.account, &user);
        Ok(RemoveUserFromGroupOutput {})
    }
}

/// `ListGroupsForUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html>
#[derive(Debug)]
pub(super) struct ListGroupsForUser;

impl Operation for ListGroupsForUser {
    type Input = ListGroupsForUserInput;
    type Output = ListGroupsForUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_GROUPS_FOR_USER;

    async fn permissions(
        call: &Call<'_, ListGroupsForUserInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let name = &call.input.user_name;
        Ok(vec![on_user("iam:ListGroupsForUser", call.account, name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, ListGroupsForUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListGroupsForUserOutput, ServiceError> {
        let input = call.input;
        let user = existing_user(reads, call.account, &input.user_name).await?;
        let marker = input.marker.as_deref();
        let (ids, marker) =
            names_page(call, "ListGroupsForUser", user.group_ids, marker, input.max_items)?;
        let mut groups = Vec::with_capacity(ids.len());
        for id in ids {
            let group = reads.peek(&group_key(call.account, &id)).await.map_err(unavailable)?;
            groups.extend(group.map(|group| described(call.account, &group)));
        }
        Ok(ListGroupsForUserOutput { groups, is_truncated: Some(marker.is_some()), marker })
    }
}
