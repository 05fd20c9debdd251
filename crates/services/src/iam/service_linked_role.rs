//! Service-linked roles: a service's own, in its own path, which the account makes and deletes and
//! does not change.
//!
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html>

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_SERVICE_LINKED_ROLE, CreateServiceLinkedRoleInput, CreateServiceLinkedRoleOutput,
    DELETE_SERVICE_LINKED_ROLE, DeleteServiceLinkedRoleInput, DeleteServiceLinkedRoleOutput,
    GET_SERVICE_LINKED_ROLE_DELETION_STATUS, GetServiceLinkedRoleDeletionStatusInput,
    GetServiceLinkedRoleDeletionStatusOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_store::{Key, Reads, Table, Writes};

use super::arn::role_resource;
use super::attachment::Carrier;
use super::error::{invalid_input, no_such_entity, no_such_role};
use super::records::RoleRecord;
use super::role::{self, existing_role, on_role, role_key};
use crate::operation::{Call, Operation, Permission};
use crate::scope::of_account;
use crate::served::Visitor;
use crate::store_error::unavailable;

/// What the paths of service-linked roles begin with.
const PATH_PREFIX: &str = "/aws-service-role/";
/// What the ids of deletions begin with; role and number follow.
const TASK_PREFIX: &str = "task";

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreateServiceLinkedRole>();
    visitor.operation::<DeleteServiceLinkedRole>();
    visitor.operation::<GetServiceLinkedRoleDeletionStatus>();
}

/// The services of this field that have a role of their own, with its name and the policies of
/// AWS that it carries, by name. None of them is served here, and none of their roles takes a suffix.
const SERVICES: [(&str, &str, Option<&str>); 7] = [
    (
        "cognito-idp.amazonaws.com",
        "AWSServiceRoleForAmazonCognitoIdp",
        Some("AmazonCognitoIdpServiceRolePolicy"),
    ),
    (
        "email.cognito-idp.amazonaws.com",
        "AWSServiceRoleForAmazonCognitoIdpEmailService",
        Some("AmazonCognitoIdpEmailServiceRolePolicy"),
    ),
    ("iotfleetwise.amazonaws.com", "AWSServiceRoleForIoTFleetWise", None),
    ("iotmanagedintegrations.amazonaws.com", "AWSServiceRoleForIoTManagedIntegrations", None),
    ("iotsitewise.amazonaws.com", "AWSServiceRoleForIoTSiteWise", None),
    ("iottwinmaker.amazonaws.com", "AWSServiceRoleForIoTTwinMaker", None),
    ("rolesanywhere.amazonaws.com", "AWSServiceRoleForRolesAnywhere", None),
];

/// Service-linked roles of one account.
pub(super) const SERVICE_LINKED_ROLES_MAX: usize = SERVICES.len();

/// The last deletion of a service-linked role.
#[derive(Clone, PartialEq, prost::Message)]
pub(super) struct RoleDeletionRecord {
    /// The id that the caller was given.
    #[prost(string, tag = "1")]
    pub task_id: String,
}

/// Last deletions by lower-cased role name: as many as there are services at the most.
pub(super) const ROLE_DELETIONS: Table<RoleDeletionRecord> = Table::account(75);

fn deletion_key(account: &AccountId, role: &str) -> Key<RoleDeletionRecord> {
    ROLE_DELETIONS.key(&of_account(account), [&role.to_lowercase()])
}

/// Whether a path is that of service-linked roles.
pub(super) fn is_service_path(path: &str) -> bool {
    path.starts_with(PATH_PREFIX)
}

/// Refuses to change a role that belongs to a service.
///
/// # Errors
/// IAM's `UnmodifiableEntity`.
pub(super) fn check_modifiable(role: &RoleRecord) -> Result<(), ServiceError> {
    if !is_service_path(&role.path) {
        return Ok(());
    }
    let name = &role.name;
    Err(ServiceError::new(
        &errors::UNMODIFIABLE_ENTITY_EXCEPTION,
        format!(
            "Cannot perform the operation on the protected role '{name}' - this role is only \
             modifiable by AWS"
        ),
    ))
}

/// `CreateServiceLinkedRole`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html>
#[derive(Debug)]
pub(super) struct CreateServiceLinkedRole;

impl Operation for CreateServiceLinkedRole {
    type Input = CreateServiceLinkedRoleInput;
    type Output = CreateServiceLinkedRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_SERVICE_LINKED_ROLE;

    async fn permissions(
        call: &Call<'_, CreateServiceLinkedRoleInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let service = &call.input.aws_service_name;
        let name = known(service).map_or("AWSServiceRoleFor", |(_, name, _)| name);
        let resource = role_resource(call.account, &path_of(service), name);
        let permission = Permission::new("iam:CreateServiceLinkedRole", resource);
        Ok(vec![permission.with("iam:AWSServiceName", service.as_str())])
    }

    async fn decide(
        call: &Call<'_, CreateServiceLinkedRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreateServiceLinkedRoleOutput, ServiceError> {
        let input = call.input;
        let service = &input.aws_service_name;
        let Some((service, name, policy)) = known(service) else {
            return Err(invalid_input(format!(
                "Service-linked roles are not supported for {service}"
            )));
        };
        if input.custom_suffix.is_some() {
            return Err(invalid_input(format!("Custom suffix is not allowed for {service}")));
        }
        if reads.get(&role_key(call.account, name)).await.map_err(unavailable)?.is_some() {
            return Err(invalid_input(format!(
                "Service role name {name} has been taken in this account, please try a different \
                 suffix."
            )));
        }
        let policy =
            policy.map(|policy| (policy, format!("arn:aws:iam::aws:policy{PATH_PREFIX}{policy}")));
        let role = RoleRecord {
            name: name.to_owned(),
            path: path_of(service),
            trust_document: trust(service),
            description: input.description.clone().unwrap_or_default(),
            attached_policies: policy.iter().map(|(_, arn)| arn.clone()).collect(),
            ..role::new_record(call)
        };
        if let Some((policy, _)) = policy {
            let carried = format!("aws:{}", policy.to_lowercase());
            Carrier::role(&role).put(writes, call.account, &carried);
        }
        let role = role::made(call, reads, writes, &role).await?;
        Ok(CreateServiceLinkedRoleOutput { role: Some(role) })
    }
}

fn known(service: &str) -> Option<(&'static str, &'static str, Option<&'static str>)> {
    SERVICES.into_iter().find(|(known, _, _)| *known == service)
}

fn path_of(service: &str) -> String {
    format!("{PATH_PREFIX}{service}/")
}

/// Only the service itself may become the role.
fn trust(service: &str) -> String {
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\
         \"Principal\":{{\"Service\":\"{service}\"}},\"Action\":\"sts:AssumeRole\"}}]}}"
    )
}

/// `DeleteServiceLinkedRole`: done at once, because no service here uses one.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html>
#[derive(Debug)]
pub(super) struct DeleteServiceLinkedRole;

impl Operation for DeleteServiceLinkedRole {
    type Input = DeleteServiceLinkedRoleInput;
    type Output = DeleteServiceLinkedRoleOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_SERVICE_LINKED_ROLE;

    async fn permissions(
        call: &Call<'_, DeleteServiceLinkedRoleInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_role("iam:DeleteServiceLinkedRole", call.account, &call.input.role_name, reads).await
    }

    async fn decide(
        call: &Call<'_, DeleteServiceLinkedRoleInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeleteServiceLinkedRoleOutput, ServiceError> {
        let role = existing_role(reads, call.account, &call.input.role_name).await?;
        if !is_service_path(&role.path) {
            return Err(no_such_role(&role.name));
        }
        for arn in &role.attached_policies {
            Carrier::role(&role).remove(writes, call.account, arn);
        }
        role::forget(writes, call.account, &role);
        let number = call.random.uuid();
        let task_id = format!("{TASK_PREFIX}{}{}/{number}", role.path, role.name);
        let record = RoleDeletionRecord { task_id: task_id.clone() };
        writes.put(&deletion_key(call.account, &role.name), &record);
        Ok(DeleteServiceLinkedRoleOutput { deletion_task_id: task_id })
    }
}

/// `GetServiceLinkedRoleDeletionStatus`: the last deletion of a role is known.
/// <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html>
#[derive(Debug)]
pub(super) struct GetServiceLinkedRoleDeletionStatus;

impl Operation for GetServiceLinkedRoleDeletionStatus {
    type Input = GetServiceLinkedRoleDeletionStatusInput;
    type Output = GetServiceLinkedRoleDeletionStatusOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_SERVICE_LINKED_ROLE_DELETION_STATUS;

    async fn permissions(
        call: &Call<'_, GetServiceLinkedRoleDeletionStatusInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let role = deleted_role(&call.input.deletion_task_id);
        let (path, name) = role.unwrap_or((PATH_PREFIX, ""));
        let resource = role_resource(call.account, path, name);
        Ok(vec![Permission::new("iam:GetServiceLinkedRoleDeletionStatus", resource)])
    }

    async fn decide(
        call: &Call<'_, GetServiceLinkedRoleDeletionStatusInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetServiceLinkedRoleDeletionStatusOutput, ServiceError> {
        let id = &call.input.deletion_task_id;
        let Some((_, name)) = deleted_role(id) else {
            return Err(invalid_input(format!("Deletion task id {id} is not valid.")));
        };
        let last = reads.get(&deletion_key(call.account, name)).await.map_err(unavailable)?;
        if last.is_none_or(|last| last.task_id != *id) {
            return Err(no_such_entity(format!("Deletion task with id {id} cannot be found.")));
        }
        Ok(GetServiceLinkedRoleDeletionStatusOutput {
            status: "SUCCEEDED".to_owned(),
            reason: None,
        })
    }
}

/// Path and name of the role that a deletion is about: `task/PATH/NAME/NUMBER`.
fn deleted_role(task_id: &str) -> Option<(&str, &str)> {
    let (role, _number) = task_id.strip_prefix(TASK_PREFIX)?.rsplit_once('/')?;
    let name_at = role.rfind('/')? + 1;
    let (path, name) = role.split_at_checked(name_at)?;
    (is_service_path(path) && !name.is_empty()).then_some((path, name))
}
