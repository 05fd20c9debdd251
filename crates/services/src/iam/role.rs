//! Roles: who may become them (trust), and what they are.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_ROLE, CreateRoleInput, CreateRoleOutput, DELETE_ROLE, DeleteRoleInput, DeleteRoleOutput,
    GET_ROLE, GetRoleInput, GetRoleOutput, LIST_ROLES, ListRolesInput, ListRolesOutput, Role,
    UPDATE_ASSUME_ROLE_POLICY, UPDATE_ROLE, UPDATE_ROLE_DESCRIPTION, UpdateAssumeRolePolicyInput,
    UpdateAssumeRolePolicyOutput, UpdateRoleDescriptionInput, UpdateRoleDescriptionOutput,
    UpdateRoleInput, UpdateRoleOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Timestamp};
use daypass_policy::DocumentKind;
use daypass_store::{Key, Reads, Writes};

use super::arn::{role_arn, role_name_from_arn, role_resource};
use super::attachment::Carrier;
use super::boundary::{check_boundary, described_boundary};
use super::documents::checked_trust;
use super::error::{already_exists, delete_conflict, invalid_input, no_such_role};
use super::listing::listing;
use super::quota;
use super::records::{ROLES, RoleRecord};
use super::service_linked_role::{SERVICE_LINKED_ROLES_MAX, check_modifiable, is_service_path};
use super::tag::{KeyCase, described_tags, making, new_tags, with_resource_tags};
use super::trust_principals::{forget_principal, kept_trust, name_principal, shown_trust};
use super::user::key_uses::{key_use_key, last_used};
use crate::changes::Dependency;
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// `MaxSessionDuration` when none is given.
const SESSION_SECONDS_DEFAULT: u32 = 3_600;
/// Characters after `AROA` in a role's unique id.
const UNIQUE_ID_LENGTH: usize = 17;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateRole>();
    visitor.operation::<GetRole>();
    visitor.operation::<ListRoles>();
    visitor.operation::<UpdateRole>();
    visitor.operation::<UpdateRoleDescription>();
    visitor.operation::<UpdateAssumeRolePolicy>();
    visitor.operation::<DeleteRole>();
}

/// The key that a role is kept under.
pub(crate) fn role_key(account: &AccountId, name: &str) -> Key<RoleRecord> {
    ROLES.key(&of_account(account), [&name.to_lowercase()])
}

/// The permission for `action` on the role, by the path that the role really has.
pub(super) async fn on_role(
    action: &'static str,
    account: &AccountId,
    name: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let role = reads.peek(&role_key(account, name)).await.map_err(unavailable)?;
    Ok(vec![match role {
        Some(role) => {
            with_resource_tags(Permission::new(action, role_arn(account, &role)), &role.tags)
        }
        None => Permission::new(action, role_resource(account, "/", name)),
    }])
}

/// The permission for `action` on what a caller takes for a role, with the role's tags if it is one.
pub(crate) async fn on_role_arn(
    action: &'static str,
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Permission, ServiceError> {
    let permission = Permission::new(action, arn);
    let Some(name) = role_name_from_arn(account, arn) else { return Ok(permission) };
    let role = reads.peek(&role_key(account, name)).await.map_err(unavailable)?;
    Ok(match role.filter(|role| role_arn(account, role) == arn) {
        Some(role) => with_resource_tags(permission, &role.tags),
        None => permission,
    })
}

/// Handing the role on to a service: `iam:PassRole`, which stands beside the action of the call that
/// hands it on.
pub(crate) async fn pass_role(
    service: &str,
    account: &AccountId,
    arn: &str,
    reads: &Reads<'_>,
) -> Result<Permission, ServiceError> {
    let permission = on_role_arn("iam:PassRole", account, arn, reads).await?;
    Ok(permission.with("iam:PassedToService", service))
}

/// [`on_role`] with the boundary that the role has now as `iam:PermissionsBoundary`.
pub(super) async fn on_bounded_role(
    action: &'static str,
    account: &AccountId,
    name: &str,
    reads: &Reads<'_>,
) -> Result<Vec<Permission>, ServiceError> {
    let permissions = on_role(action, account, name, reads).await?;
    let role = reads.peek(&role_key(account, name)).await.map_err(unavailable)?;
    let Some(boundary) = role.and_then(|role| role.permissions_boundary) else {
        return Ok(permissions);
    };
    let with_boundary =
        |permission: Permission| permission.with("iam:PermissionsBoundary", boundary.as_str());
    Ok(permissions.into_iter().map(with_boundary).collect())
}

/// The role, or IAM's word that there is none.
pub(super) async fn existing_role(
    reads: &mut Reads<'_>,
    account: &AccountId,
    name: &str,
) -> Result<RoleRecord, ServiceError> {
    let role = reads.get(&role_key(account, name)).await.map_err(unavailable)?;
    role.ok_or_else(|| no_such_role(name))
}

/// The role, if the account may change it: roles of services belong to them.
pub(super) async fn modifiable_role(
    reads: &mut Reads<'_>,
    account: &AccountId,
    name: &str,
) -> Result<RoleRecord, ServiceError> {
    let role = existing_role(reads, account, name).await?;
    check_modifiable(&role)?;
    Ok(role)
}

/// Writes the role and announces that access through it may have changed.
pub(super) fn save_role(writes: &mut Writes, account: &AccountId, role: &RoleRecord) {
    writes.put(&role_key(account, &role.name), role);
    Dependency::role(account, &role.name).changed(writes);
}

/// A role as it is shown, trust policy included.
async fn described<I>(
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    role: &RoleRecord,
) -> Result<Role, ServiceError> {
    let trust = shown_trust(reads, &call.environment.documents, role).await.map_err(unavailable)?;
    Ok(Role {
        path: role.path.clone(),
        role_name: role.name.clone(),
        role_id: role.id.clone(),
        arn: role_arn(call.account, role),
        create_date: Timestamp::from_millis(role.created_ms),
        assume_role_policy_document: Some(trust),
        description: (!role.description.is_empty()).then(|| role.description.clone()),
        max_session_duration: i32::try_from(role.session_seconds_max).ok(),
        permissions_boundary: described_boundary(role.permissions_boundary.as_ref()),
        tags: described_tags(&role.tags),
        role_last_used: None,
        source_role_template: None,
    })
}

/// `CreateRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html>
#[derive(Debug)]
pub(super) struct CreateRole;

impl Operation for CreateRole {
    type Input = CreateRoleInput;
    type Output = CreateRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_ROLE;

    async fn permissions(
        call: &Call<'_, CreateRoleInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let path = call.input.path.as_deref().unwrap_or("/");
        let permission = Permission::new(
            "iam:CreateRole",
            role_resource(call.account, path, &call.input.role_name),
        );
        let permission = match &call.input.permissions_boundary {
            Some(arn) => permission.with("iam:PermissionsBoundary", arn.as_str()),
            None => permission,
        };
        Ok(making(permission, "iam:TagRole", call.input.tags.as_ref()))
    }

    fn documents(input: &CreateRoleInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Trust, &input.assume_role_policy_document)]
    }

    async fn decide(
        call: &Call<'_, CreateRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateRoleOutput, ServiceError> {
        let input = call.input;
        let trust = checked_trust(&input.assume_role_policy_document)?;
        let tags = new_tags(input.tags.as_ref(), KeyCase::Ignored)?;
        if let Some(arn) = &input.permissions_boundary {
            check_boundary(reads, call.account, arn).await?;
        }
        let key = role_key(call.account, &input.role_name);
        if reads.get(&key).await.map_err(unavailable)?.is_some() {
            return Err(already_exists(format!(
                "Role with name {} already exists.",
                input.role_name
            )));
        }
        allow_one_more(reads, call.account).await?;
        let path = input.path.clone().unwrap_or_else(|| "/".to_owned());
        if is_service_path(&path) {
            let text = format!("Path {path} is reserved for roles of services.");
            return Err(invalid_input(text));
        }
        let role = RoleRecord {
            name: input.role_name.clone(),
            path,
            trust_document: kept_trust(reads, writes, call.account, &trust).await?,
            description: input.description.clone().unwrap_or_default(),
            session_seconds_max: session_seconds(input.max_session_duration),
            tags,
            permissions_boundary: input.permissions_boundary.clone(),
            ..new_record(call)
        };
        if let Some(arn) = &role.permissions_boundary {
            Carrier::role(&role).put_boundary(writes, call.account, arn);
        }
        Ok(CreateRoleOutput { role: made(call, reads, writes, &role).await? })
    }
}

/// Whether the account may have one more role, those of services not counted.
async fn allow_one_more(reads: &Reads<'_>, account: &AccountId) -> Result<(), ServiceError> {
    let rows_max = quota::ROLES.max + SERVICE_LINKED_ROLES_MAX;
    let own = |role: &RoleRecord| usize::from(!is_service_path(&role.path));
    let held = quota::counted(reads, &ROLES.all(&of_account(account)), rows_max, own).await?;
    quota::ROLES.allow(held + 1)
}

/// A role of this moment, with a unique id and nothing else yet.
pub(super) fn new_record<I>(call: &Call<'_, I>) -> RoleRecord {
    RoleRecord {
        id: call.random.unique_id("AROA", UNIQUE_ID_LENGTH),
        session_seconds_max: SESSION_SECONDS_DEFAULT,
        created_ms: call.now.wall_ms,
        ..RoleRecord::default()
    }
}

/// Writes a new role, and describes it as AWS does: without `MaxSessionDuration`.
pub(super) async fn made<I>(
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    writes: &mut Writes,
    role: &RoleRecord,
) -> Result<Role, ServiceError> {
    name_principal(writes, call.account, &role.id, &role.name);
    save_role(writes, call.account, role);
    Ok(Role { max_session_duration: None, ..described(call, reads, role).await? })
}

/// Takes a role away, and what is kept by its unique id.
pub(super) fn forget(writes: &mut Writes, account: &AccountId, role: &RoleRecord) {
    writes.delete(&role_key(account, &role.name));
    forget_principal(writes, &role.id);
    writes.delete(&key_use_key(&role.id));
    Dependency::role(account, &role.name).changed(writes);
}

fn session_seconds(given: Option<i32>) -> u32 {
    given.and_then(|seconds| u32::try_from(seconds).ok()).unwrap_or(SESSION_SECONDS_DEFAULT)
}

/// `GetRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html>
#[derive(Debug)]
pub(super) struct GetRole;

impl Operation for GetRole {
    type Input = GetRoleInput;
    type Output = GetRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_ROLE;

    async fn permissions(
        call: &Call<'_, GetRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:GetRole", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, GetRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetRoleOutput, ServiceError> {
        let role = existing_role(reads, call.account, &call.input.role_name).await?;
        let role_last_used = Some(last_used(reads, &role.id).await?);
        Ok(GetRoleOutput { role: Role { role_last_used, ..described(call, reads, &role).await? } })
    }
}

/// `ListRoles`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html>
#[derive(Debug)]
pub(super) struct ListRoles;

impl Operation for ListRoles {
    type Input = ListRolesInput;
    type Output = ListRolesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ROLES;

    async fn permissions(
        call: &Call<'_, ListRolesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let prefix = call.input.path_prefix.as_deref().unwrap_or("/");
        Ok(vec![Permission::new("iam:ListRoles", role_resource(call.account, prefix, ""))])
    }

    async fn decide(
        call: &Call<'_, ListRolesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListRolesOutput, ServiceError> {
        let input = call.input;
        let listing = listing(call, "ListRoles", input.marker.as_deref(), input.max_items)?;
        let page = reads
            .peek_page(
                &ROLES.all(&of_account(call.account)),
                listing.after.as_deref(),
                listing.page_limit(),
            )
            .await
            .map_err(unavailable)?;
        let prefix = input.path_prefix.as_deref().unwrap_or("/");
        let under =
            page.records.iter().map(|(_, role)| role).filter(|role| role.path.starts_with(prefix));
        let mut roles = Vec::new();
        for role in under {
            let described = described(call, reads, role).await?;
            roles.push(Role { tags: None, permissions_boundary: None, ..described });
        }
        let marker = listing.next(call, "ListRoles", &page);
        Ok(ListRolesOutput { roles, is_truncated: Some(marker.is_some()), marker })
    }
}

/// `UpdateRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html>
#[derive(Debug)]
pub(super) struct UpdateRole;

impl Operation for UpdateRole {
    type Input = UpdateRoleInput;
    type Output = UpdateRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_ROLE;

    async fn permissions(
        call: &Call<'_, UpdateRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:UpdateRole", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, UpdateRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateRoleOutput, ServiceError> {
        let mut role = existing_role(reads, call.account, &call.input.role_name).await?;
        if call.input.max_session_duration.is_some() {
            check_modifiable(&role)?;
        }
        role.description = call.input.description.clone().unwrap_or_default();
        role.session_seconds_max = session_seconds(call.input.max_session_duration);
        save_role(writes, call.account, &role);
        Ok(UpdateRoleOutput {})
    }
}

/// `UpdateRoleDescription`: AWS's older form of `UpdateRole`.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html>
#[derive(Debug)]
pub(super) struct UpdateRoleDescription;

impl Operation for UpdateRoleDescription {
    type Input = UpdateRoleDescriptionInput;
    type Output = UpdateRoleDescriptionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_ROLE_DESCRIPTION;

    async fn permissions(
        call: &Call<'_, UpdateRoleDescriptionInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:UpdateRoleDescription", call.account, &call.input.role_name, reads)
            .await
    }

    async fn decide(
        call: &Call<'_, UpdateRoleDescriptionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateRoleDescriptionOutput, ServiceError> {
        let mut role = existing_role(reads, call.account, &call.input.role_name).await?;
        role.description.clone_from(&call.input.description);
        save_role(writes, call.account, &role);
        let role = described(call, reads, &role).await?;
        Ok(UpdateRoleDescriptionOutput { role: Some(role) })
    }
}

/// `UpdateAssumeRolePolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html>
#[derive(Debug)]
pub(super) struct UpdateAssumeRolePolicy;

impl Operation for UpdateAssumeRolePolicy {
    type Input = UpdateAssumeRolePolicyInput;
    type Output = UpdateAssumeRolePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &UPDATE_ASSUME_ROLE_POLICY;

    async fn permissions(
        call: &Call<'_, UpdateAssumeRolePolicyInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:UpdateAssumeRolePolicy", call.account, &call.input.role_name, reads)
            .await
    }

    fn documents(input: &UpdateAssumeRolePolicyInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Trust, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, UpdateAssumeRolePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<UpdateAssumeRolePolicyOutput, ServiceError> {
        let trust = checked_trust(&call.input.policy_document)?;
        let mut role = modifiable_role(reads, call.account, &call.input.role_name).await?;
        role.trust_document = kept_trust(reads, writes, call.account, &trust).await?;
        save_role(writes, call.account, &role);
        Ok(UpdateAssumeRolePolicyOutput {})
    }
}

/// `DeleteRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html>
#[derive(Debug)]
pub(super) struct DeleteRole;

impl Operation for DeleteRole {
    type Input = DeleteRoleInput;
    type Output = DeleteRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_ROLE;

    async fn permissions(
        call: &Call<'_, DeleteRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_bounded_role("iam:DeleteRole", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, DeleteRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteRoleOutput, ServiceError> {
        let role = modifiable_role(reads, call.account, &call.input.role_name).await?;
        if !role.attached_policies.is_empty() {
            return Err(delete_conflict("Cannot delete entity, must detach all policies first."));
        }
        if !role.inline_policies.is_empty() {
            return Err(delete_conflict("Cannot delete entity, must delete policies first."));
        }
        if let Some(arn) = &role.permissions_boundary {
            Carrier::role(&role).remove_boundary(writes, call.account, arn);
        }
        forget(writes, call.account, &role);
        Ok(DeleteRoleOutput {})
    }
}
