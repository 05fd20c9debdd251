//! Groups: policies that several users share.

pub(super) mod attachment;
mod member;
mod policy;
pub mod record;
#[cfg(test)]
mod tests;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_GROUP, CreateGroupInput, CreateGroupOutput, DELETE_GROUP, DeleteGroupInput,
    DeleteGroupOutput, GET_GROUP, GetGroupInput, GetGroupOutput, Group, LIST_GROUPS,
    ListGroupsInput, ListGroupsOutput, UPDATE_GROUP, UpdateGroupInput, UpdateGroupOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_store::{PageLimit, Reads, StoreError, Writes};

use self::record::{
    GROUP_MEMBERS, GROUP_NAMES, GroupNameRecord, GroupRecord, group_key, group_name_key,
};
use super::arn::{ManagedPolicyName, group_arn, group_resource};
use super::attachment::Carrier;
use super::error::{already_exists, delete_conflict, no_such_group};
use super::listing::listing;
use super::quota::GROUPS;
use super::user;
use super::user::record::user_key;
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Characters after `AGPA` in a group's unique id.
const UNIQUE_ID_LENGTH: usize = 17;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateGroup>();
    visitor.operation::<GetGroup>();
    visitor.operation::<ListGroups>();
    visitor.operation::<UpdateGroup>();
    visitor.operation::<DeleteGroup>();
    member::visit(visitor);
    policy::visit(visitor);
    attachment::visit(visitor);
}

/// The group of this name, without asserting it; nothing if there is none.
pub(super) async fn group_named(
    reads: &Reads<'_>,
    account: &AccountId,
    name: &str,
) -> Result<Option<GroupRecord>, StoreError> {
    let Some(named) = reads.peek(&group_name_key(account, name)).await? else { return Ok(None) };
    reads.peek(&group_key(account, &named.group_id)).await
}

/// The permission for `action` on the group, by the path that the group really has.
async fn on_group(
    action: &'static str,
    account: &AccountId,
    name: &str,
    reads: &Reads<'_>,
) -> Result<Permission, ServiceError> {
    let group = group_named(reads, account, name).await.map_err(unavailable)?;
    let resource = group
        .map_or_else(|| group_resource(account, "/", name), |group| group_arn(account, &group));
    Ok(Permission::new(action, resource))
}

/// The group, or IAM's word that there is none.
pub(super) async fn existing_group(
    reads: &mut Reads<'_>,
    account: &AccountId,
    name: &str,
) -> Result<GroupRecord, ServiceError> {
    let missing = || no_such_group(name);
    let named = reads.get(&group_name_key(account, name)).await.map_err(unavailable)?;
    let id = named.ok_or_else(missing)?.group_id;
    let group = reads.get(&group_key(account, &id)).await.map_err(unavailable)?;
    group.ok_or_else(missing)
}

/// Writes the group and announces that its members' access may have changed.
fn save_group(writes: &mut Writes, account: &AccountId, group: &GroupRecord) {
    writes.put(&group_key(account, &group.id), group);
    Dependency::group(account, &group.id).changed(writes);
}

fn described(account: &AccountId, group: &GroupRecord) -> Group {
    Group {
        arn: group_arn(account, group),
        create_date: Timestamp::from_millis(group.created_ms),
        group_id: group.id.clone(),
        group_name: group.name.clone(),
        path: group.path.clone(),
    }
}

/// `CreateGroup`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html>
#[derive(Debug)]
pub(super) struct CreateGroup;

impl Operation for CreateGroup {
    type Input = CreateGroupInput;
    type Output = CreateGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_GROUP;

    async fn permissions(
        call: &Call<'_, CreateGroupInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let path = call.input.path.as_deref().unwrap_or("/");
        let resource = group_resource(call.account, path, &call.input.group_name);
        Ok(vec![Permission::new("iam:CreateGroup", resource)])
    }

    async fn decide(
        call: &Call<'_, CreateGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateGroupOutput, ServiceError> {
        let input = call.input;
        let key = group_name_key(call.account, &input.group_name);
        if reads.get(&key).await.map_err(unavailable)?.is_some() {
            return Err(group_exists(&input.group_name));
        }
        GROUPS.allow_one_more(reads, &GROUP_NAMES.all(&of_account(call.account))).await?;
        let group = GroupRecord {
            id: call.random.unique_id("AGPA", UNIQUE_ID_LENGTH),
            name: input.group_name.clone(),
            path: input.path.clone().unwrap_or_else(|| "/".to_owned()),
            created_ms: call.now.wall_ms,
            ..GroupRecord::default()
        };
        writes.put(&key, &GroupNameRecord { group_id: group.id.clone() });
        save_group(writes, call.account, &group);
        Ok(CreateGroupOutput { group: described(call.account, &group) })
    }
}

/// `GetGroup`: the group and its members: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html>
#[derive(Debug)]
pub(super) struct GetGroup;

impl Operation for GetGroup {
    type Input = GetGroupInput;
    type Output = GetGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_GROUP;

    async fn permissions(
        call: &Call<'_, GetGroupInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_group("iam:GetGroup", call.account, &call.input.group_name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, GetGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetGroupOutput, ServiceError> {
        let input = call.input;
        let group = existing_group(reads, call.account, &input.group_name).await?;
        let listing = listing(call, "GetGroup", input.marker.as_deref(), input.max_items)?;
        let members = GROUP_MEMBERS.under(&of_account(call.account), [&group.id]);
        let page = reads.peek_page(&members, listing.after.as_deref(), listing.page_limit()).await;
        let page = page.map_err(unavailable)?;
        let mut users = Vec::with_capacity(page.records.len());
        for (_, member) in &page.records {
            let user = reads.peek(&user_key(call.account, &member.user_name)).await;
            let user = user.map_err(unavailable)?;
            users.extend(user.map(|user| user::listed(call.account, &user)));
        }
        let marker = listing.next(call, "GetGroup", &page);
        Ok(GetGroupOutput {
            group: described(call.account, &group),
            users,
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// `ListGroups`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html>
#[derive(Debug)]
pub(super) struct ListGroups;

impl Operation for ListGroups {
    type Input = ListGroupsInput;
    type Output = ListGroupsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_GROUPS;

    async fn permissions(
        call: &Call<'_, ListGroupsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let prefix = call.input.path_prefix.as_deref().unwrap_or("/");
        Ok(vec![Permission::new("iam:ListGroups", group_resource(call.account, prefix, ""))])
    }

    async fn decide(
        call: &Call<'_, ListGroupsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListGroupsOutput, ServiceError> {
        let input = call.input;
        let listing = listing(call, "ListGroups", input.marker.as_deref(), input.max_items)?;
        let all = GROUP_NAMES.all(&of_account(call.account));
        let page = reads.peek_page(&all, listing.after.as_deref(), listing.page_limit()).await;
        let page = page.map_err(unavailable)?;
        let prefix = input.path_prefix.as_deref().unwrap_or("/");
        let mut groups = Vec::with_capacity(page.records.len());
        for (_, named) in &page.records {
            let group = reads.peek(&group_key(call.account, &named.group_id)).await;
            let group = group.map_err(unavailable)?.filter(|group| group.path.starts_with(prefix));
            groups.extend(group.map(|group| described(call.account, &group)));
        }
        let marker = listing.next(call, "ListGroups", &page);
        Ok(ListGroupsOutput { groups, is_truncated: Some(marker.is_some()), marker })
    }
}

/// `UpdateGroup`, which takes permission on the group as it is and as it will be: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html>
#[derive(Debug)]
pub(super) struct UpdateGroup;

impl Operation for UpdateGroup {
    type Input = UpdateGroupInput;
    type Output = UpdateGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_GROUP;

    async fn permissions(
        call: &Call<'_, UpdateGroupInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let permission =
            on_group("iam:UpdateGroup", call.account, &input.group_name, reads).await?;
        let group = group_named(reads, call.account, &input.group_name).await;
        let Some(group) = group.map_err(unavailable)? else { return Ok(vec![permission]) };
        let name = input.new_group_name.as_deref().unwrap_or(&group.name);
        let path = input.new_path.as_deref().unwrap_or(&group.path);
        let renamed = Permission::new("iam:UpdateGroup", group_resource(call.account, path, name));
        if renamed.resource == permission.resource {
            return Ok(vec![permission]);
        }
        Ok(vec![permission, renamed])
    }

    async fn decide(
        call: &Call<'_, UpdateGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateGroupOutput, ServiceError> {
        let input = call.input;
        let group = existing_group(reads, call.account, &input.group_name).await?;
        let mut changed = group.clone();
        if let Some(path) = &input.new_path {
            changed.path.clone_from(path);
        }
        if let Some(name) = &input.new_group_name {
            changed.name.clone_from(name);
            renamed(reads, writes, call.account, (&group, &changed)).await?;
        }
        save_group(writes, call.account, &changed);
        Ok(UpdateGroupOutput {})
    }
}

/// Takes the old name out of everything and puts the new one in. Members know the id alone.
async fn renamed(
    reads: &mut Reads<'_>,
    writes: &mut Writes,
    account: &AccountId,
    (old, new): (&GroupRecord, &GroupRecord),
) -> Result<(), ServiceError> {
    let (from, to) = (group_name_key(account, &old.name), group_name_key(account, &new.name));
    if from != to {
        if reads.get(&to).await.map_err(unavailable)?.is_some() {
            return Err(group_exists(&new.name));
        }
        writes.delete(&from);
        writes.put(&to, &GroupNameRecord { group_id: new.id.clone() });
    }
    for arn in &new.attached_policies {
        Carrier::group(old).remove(writes, account, arn);
        if let Some(policy) = ManagedPolicyName::from_arn(account, arn) {
            Carrier::group(new).put(writes, account, &policy.carried());
        }
    }
    Ok(())
}

/// `DeleteGroup`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html>
#[derive(Debug)]
pub(super) struct DeleteGroup;

impl Operation for DeleteGroup {
    type Input = DeleteGroupInput;
    type Output = DeleteGroupOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_GROUP;

    async fn permissions(
        call: &Call<'_, DeleteGroupInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_group("iam:DeleteGroup", call.account, &call.input.group_name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, DeleteGroupInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteGroupOutput, ServiceError> {
        let group = existing_group(reads, call.account, &call.input.group_name).await?;
        let members = GROUP_MEMBERS.under(&of_account(call.account), [&group.id]);
        let member = reads.peek_page(&members, None, PageLimit::records(1)).await;
        if !member.map_err(unavailable)?.records.is_empty() {
            return Err(delete_conflict(
                "Cannot delete entity, must remove users from group first.",
            ));
        }
        if !group.attached_policies.is_empty() {
            return Err(delete_conflict("Cannot delete entity, must detach all policies first."));
        }
        if !group.inline_policies.is_empty() {
            return Err(delete_conflict("Cannot delete entity, must delete policies first."));
        }
        reads.empty(&members);
        writes.delete(&group_name_key(call.account, &group.name));
        writes.delete(&group_key(call.account, &group.id));
        Ok(DeleteGroupOutput {})
    }
}

fn group_exists(name: &str) -> ServiceError {
    already_exists(format!("Group with name {name} already exists."))
}
