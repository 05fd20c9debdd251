//! Users: long-lived principals of the account, with keys of their own.

mod access_keys;
pub(super) mod attachment;
mod boundary;
pub mod key_uses;
mod policy;
pub mod record;
mod rename;
mod tag;
#[cfg(test)]
mod tests;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_USER, CreateUserInput, CreateUserOutput, DELETE_USER, DeleteUserInput, DeleteUserOutput,
    GET_USER, GetUserInput, GetUserOutput, LIST_USERS, ListUsersInput, ListUsersOutput,
    UPDATE_USER, UpdateUserInput, UpdateUserOutput, User,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_store::{Reads, Writes};

use self::key_uses::key_use_key;
use self::record::{USERS, UserRecord, root_user_key, user_key};
use super::access_key::access_key_key;
use super::arn::{user_arn, user_resource};
use super::attachment::Carrier;
use super::boundary::{check_boundary, described_boundary};
use super::error::{already_exists, delete_conflict, no_such_user, user_name_needed};
use super::listing::listing;
use super::quota;
use super::tag::{KeyCase, described_tags, making, new_tags, with_resource_tags};
use super::trust_principals::{forget_principal, name_principal};
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::principal::Principal;
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Characters after `AIDA` in a user's unique id.
const UNIQUE_ID_LENGTH: usize = 17;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateUser>();
    visitor.operation::<GetUser>();
    visitor.operation::<ListUsers>();
    visitor.operation::<UpdateUser>();
    visitor.operation::<DeleteUser>();
    access_keys::visit(visitor);
    tag::visit(visitor);
    boundary::visit(visitor);
    policy::visit(visitor);
    attachment::visit(visitor);
}

/// The permission for `action` on the user, by the path that the user really has.
pub(super) async fn on_user(
    action: &'static str,
    account: &AccountId,
    name: &str,
    reads: &Reads<'_>,
) -> Result<Permission, ServiceError> {
    let user = record::user(reads, account, name).await.map_err(unavailable)?;
    Ok(match user {
        Some(user) => {
            with_resource_tags(Permission::new(action, user_arn(account, &user)), &user.tags)
        }
        None => Permission::new(action, user_resource(account, "/", name)),
    })
}

/// The same for a call that may leave the name out and then means the caller.
pub(super) async fn on_user_or_caller<I>(
    action: &'static str,
    call: &Call<'_, I>,
    name: Option<&str>,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let permission = match (name, call.principal) {
        (Some(name), _) => on_user(action, call.account, name, reads).await?,
        (None, Principal::User { user, .. }) => {
            on_user(action, call.account, &user.name, reads).await?
        }
        (None, Principal::Root { .. }) => Permission::new(action, call.principal.arn()),
        (None, _) => return Err(user_name_needed()),
    };
    Ok(vec![permission])
}

/// The user, or IAM's word that there is none.
pub(super) async fn existing_user(
    reads: &mut Reads<'_>,
    account: &AccountId,
    name: &str,
) -> Result<UserRecord, ServiceError> {
    let user = reads.get(&user_key(account, name)).await.map_err(unavailable)?;
    user.ok_or_else(|| no_such_user(name))
}

/// Writes the user and announces that its access may have changed.
pub(super) fn save_user(writes: &mut Writes, account: &AccountId, user: &UserRecord) {
    writes.put(&user_key(account, &user.name), user);
    Dependency::user(account, &user.id).changed(writes);
}

/// A user as lists describe it: without its tags and its boundary.
pub(super) fn listed(account: &AccountId, user: &UserRecord) -> User {
    User {
        arn: user_arn(account, user),
        create_date: Timestamp::from_millis(user.created_ms),
        password_last_used: None,
        path: user.path.clone(),
        permissions_boundary: None,
        tags: None,
        user_id: user.id.clone(),
        user_name: user.name.clone(),
    }
}

fn described(account: &AccountId, user: &UserRecord) -> User {
    User {
        permissions_boundary: described_boundary(user.permissions_boundary.as_ref()),
        tags: described_tags(&user.tags),
        ..listed(account, user)
    }
}

/// `CreateUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html>
#[derive(Debug)]
pub(super) struct CreateUser;

impl Operation for CreateUser {
    type Input = CreateUserInput;
    type Output = CreateUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_USER;

    async fn permissions(
        call: &Call<'_, CreateUserInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let path = input.path.as_deref().unwrap_or("/");
        let resource = user_resource(call.account, path, &input.user_name);
        let permission = Permission::new("iam:CreateUser", resource);
        let permission = match &input.permissions_boundary {
            Some(arn) => permission.with("iam:PermissionsBoundary", arn.as_str()),
            None => permission,
        };
        Ok(making(permission, "iam:TagUser", input.tags.as_ref()))
    }

    async fn decide(
        call: &Call<'_, CreateUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateUserOutput, ServiceError> {
        let input = call.input;
        let tags = new_tags(input.tags.as_ref(), KeyCase::Ignored)?;
        if let Some(arn) = &input.permissions_boundary {
            check_boundary(reads, call.account, arn).await?;
        }
        let key = user_key(call.account, &input.user_name);
        if reads.get(&key).await.map_err(unavailable)?.is_some() {
            return Err(user_exists(&input.user_name));
        }
        quota::USERS.allow_one_more(reads, &USERS.all(&of_account(call.account))).await?;
        let user = UserRecord {
            id: call.random.unique_id("AIDA", UNIQUE_ID_LENGTH),
            name: input.user_name.clone(),
            path: input.path.clone().unwrap_or_else(|| "/".to_owned()),
            created_ms: call.now.wall_ms,
            tags,
            permissions_boundary: input.permissions_boundary.clone(),
            ..UserRecord::default()
        };
        if let Some(arn) = &user.permissions_boundary {
            Carrier::user(&user).put_boundary(writes, call.account, arn);
        }
        name_principal(writes, call.account, &user.id, &user.name);
        save_user(writes, call.account, &user);
        Ok(CreateUserOutput { user: Some(described(call.account, &user)) })
    }
}

/// `GetUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html>
#[derive(Debug)]
pub(super) struct GetUser;

impl Operation for GetUser {
    type Input = GetUserInput;
    type Output = GetUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_USER;

    async fn permissions(
        call: &Call<'_, GetUserInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_user_or_caller("iam:GetUser", call, call.input.user_name.as_deref(), reads).await
    }

    async fn decide(
        call: &Call<'_, GetUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetUserOutput, ServiceError> {
        let name = match (&call.input.user_name, call.principal) {
            (Some(name), _) => name,
            (None, Principal::User { user, .. }) => &user.name,
            (None, Principal::Root { access_key_id, .. }) => {
                return root_user(call, reads, access_key_id).await;
            }
            (None, _) => return Err(user_name_needed()),
        };
        let user = existing_user(reads, call.account, name).await?;
        Ok(GetUserOutput { user: described(call.account, &user) })
    }
}

/// The root user has neither name nor path; it is as old as the oldest of its keys.
async fn root_user(
    call: &Call<'_, GetUserInput>,
    reads: &mut Reads<'_>,
    access_key_id: &str,
) -> Result<GetUserOutput, ServiceError> {
    let root = reads.get(&root_user_key(call.account)).await.map_err(unavailable)?;
    let oldest = root.and_then(|root| root.access_key_ids.into_iter().next());
    let key = access_key_key(oldest.as_deref().unwrap_or(access_key_id));
    let key = reads.get(&key).await.map_err(unavailable)?.unwrap_or_default();
    let user = User {
        arn: call.principal.arn(),
        create_date: Timestamp::from_millis(key.created_ms),
        password_last_used: None,
        path: "/".to_owned(),
        permissions_boundary: None,
        tags: None,
        user_id: call.account.to_string(),
        user_name: String::new(),
    };
    Ok(GetUserOutput { user })
}

/// `ListUsers`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html>
#[derive(Debug)]
pub(super) struct ListUsers;

impl Operation for ListUsers {
    type Input = ListUsersInput;
    type Output = ListUsersOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_USERS;

    async fn permissions(
        call: &Call<'_, ListUsersInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let prefix = call.input.path_prefix.as_deref().unwrap_or("/");
        Ok(vec![Permission::new("iam:ListUsers", user_resource(call.account, prefix, ""))])
    }

    async fn decide(
        call: &Call<'_, ListUsersInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListUsersOutput, ServiceError> {
        let input = call.input;
        let listing = listing(call, "ListUsers", input.marker.as_deref(), input.max_items)?;
        let all = USERS.all(&of_account(call.account));
        let page = reads.peek_page(&all, listing.after.as_deref(), listing.page_limit()).await;
        let page = page.map_err(unavailable)?;
        let prefix = input.path_prefix.as_deref().unwrap_or("/");
        let under =
            page.records.iter().map(|(_, user)| user).filter(|user| user.path.starts_with(prefix));
        let users = under.map(|user| listed(call.account, user)).collect();
        let marker = listing.next(call, "ListUsers", &page);
        Ok(ListUsersOutput { users, is_truncated: Some(marker.is_some()), marker })
    }
}

/// `UpdateUser`, which takes permission on the user as it is and as it will be: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html>
#[derive(Debug)]
pub(super) struct UpdateUser;

impl Operation for UpdateUser {
    type Input = UpdateUserInput;
    type Output = UpdateUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_USER;

    async fn permissions(
        call: &Call<'_, UpdateUserInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let input = call.input;
        let permission = on_user("iam:UpdateUser", call.account, &input.user_name, reads).await?;
        let user = record::user(reads, call.account, &input.user_name).await;
        let Some(user) = user.map_err(unavailable)? else { return Ok(vec![permission]) };
        let name = input.new_user_name.as_deref().unwrap_or(&user.name);
        let path = input.new_path.as_deref().unwrap_or(&user.path);
        let renamed = Permission::new("iam:UpdateUser", user_resource(call.account, path, name));
        if renamed.resource == permission.resource {
            return Ok(vec![permission]);
        }
        Ok(vec![permission, renamed])
    }

    async fn decide(
        call: &Call<'_, UpdateUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateUserOutput, ServiceError> {
        let input = call.input;
        let user = existing_user(reads, call.account, &input.user_name).await?;
        let mut changed = user.clone();
        if let Some(path) = &input.new_path {
            changed.path.clone_from(path);
        }
        if let Some(name) = &input.new_user_name {
            changed.name.clone_from(name);
            rename::renamed(reads, writes, call.account, (&user, &changed)).await?;
        }
        save_user(writes, call.account, &changed);
        Ok(UpdateUserOutput {})
    }
}

/// `DeleteUser`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html>
#[derive(Debug)]
pub(super) struct DeleteUser;

impl Operation for DeleteUser {
    type Input = DeleteUserInput;
    type Output = DeleteUserOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_USER;

    async fn permissions(
        call: &Call<'_, DeleteUserInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![on_user("iam:DeleteUser", call.account, &call.input.user_name, reads).await?])
    }

    async fn decide(
        call: &Call<'_, DeleteUserInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteUserOutput, ServiceError> {
        let user = existing_user(reads, call.account, &call.input.user_name).await?;
        if let Some(message) = in_use(&user) {
            return Err(delete_conflict(message));
        }
        if let Some(arn) = &user.permissions_boundary {
            Carrier::user(&user).remove_boundary(writes, call.account, arn);
        }
        writes.delete(&user_key(call.account, &user.name));
        forget_principal(writes, &user.id);
        writes.delete(&key_use_key(&user.id));
        Dependency::user(call.account, &user.id).changed(writes);
        Ok(DeleteUserOutput {})
    }
}

/// Why a user cannot be deleted yet.
fn in_use(user: &UserRecord) -> Option<&'static str> {
    let kept = [
        (!user.access_key_ids.is_empty(), "Cannot delete entity, must delete access keys first."),
        (!user.group_ids.is_empty(), "Cannot delete entity, must remove users from group first."),
        (
            !user.attached_policies.is_empty(),
            "Cannot delete entity, must detach all policies first.",
        ),
        (!user.inline_policies.is_empty(), "Cannot delete entity, must delete policies first."),
    ];
    kept.into_iter().find(|(kept, _)| *kept).map(|(_, message)| message)
}

fn user_exists(name: &str) -> ServiceError {
    already_exists(format!("User with name {name} already exists."))
}
