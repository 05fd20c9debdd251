//! Versions of managed policies: at most five, one of them in force, numbers never used twice.

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    CREATE_POLICY_VERSION, CreatePolicyVersionInput, CreatePolicyVersionOutput,
    DELETE_POLICY_VERSION, DeletePolicyVersionInput, DeletePolicyVersionOutput, GET_POLICY_VERSION,
    GetPolicyVersionInput, GetPolicyVersionOutput, LIST_POLICY_VERSIONS, ListPolicyVersionsInput,
    ListPolicyVersionsOutput, PolicyVersion, SET_DEFAULT_POLICY_VERSION,
    SetDefaultPolicyVersionInput, SetDefaultPolicyVersionOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::DocumentKind;
use daypass_store::{Reads, Writes};

use super::error::{delete_conflict, limit_exceeded, no_such_policy_version};
use super::listing::names_page;
use super::managed_policy::{checked_managed, existing_policy, on_policy, own_policy, save_policy};
use super::records::{ManagedPolicyRecord, PolicyVersionRecord};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

/// Versions that a managed policy keeps.
pub(super) const VERSIONS_MAX: usize = 5;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreatePolicyVersion>();
    visitor.operation::<GetPolicyVersion>();
    visitor.operation::<ListPolicyVersions>();
    visitor.operation::<SetDefaultPolicyVersion>();
    visitor.operation::<DeletePolicyVersion>();
}

fn described(
    policy: &ManagedPolicyRecord,
    version: &PolicyVersionRecord,
    with_document: bool,
) -> PolicyVersion {
    PolicyVersion {
        document: with_document.then(|| version.document.clone()),
        version_id: Some(format!("v{}", version.number)),
        is_default_version: Some(version.number == policy.default_version),
        create_date: Some(Timestamp::from_millis(version.created_ms)),
    }
}

/// The version that `v3` names in this policy.
fn existing_version<'a>(
    policy: &'a ManagedPolicyRecord,
    arn: &str,
    version_id: &str,
) -> Result<&'a PolicyVersionRecord, ServiceError> {
    let number = version_id.strip_prefix('v').and_then(|digits| digits.parse::<u32>().ok());
    let version = policy.versions.iter().find(|version| Some(version.number) == number);
    version.ok_or_else(|| no_such_policy_version(arn, version_id))
}

/// `CreatePolicyVersion`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html>
#[derive(Debug)]
pub(super) struct CreatePolicyVersion;

impl Operation for CreatePolicyVersion {
    type Input = CreatePolicyVersionInput;
    type Output = CreatePolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, CreatePolicyVersionInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:CreatePolicyVersion", call.account, &call.input.policy_arn, reads).await
    }

    fn documents(input: &CreatePolicyVersionInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Identity, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, CreatePolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreatePolicyVersionOutput, ServiceError> {
        let input = call.input;
        checked_managed(&input.policy_document)?;
        let mut policy = own_policy(reads, call.account, &input.policy_arn).await?;
        if policy.versions.len() >= VERSIONS_MAX {
            return Err(limit_exceeded(format!(
                "A managed policy can have up to {VERSIONS_MAX} versions. Before you create a new version, you must \
                 delete an existing version."
            )));
        }
        let version = PolicyVersionRecord {
            number: policy.next_version,
            document: input.policy_document.clone(),
            created_ms: call.now.wall_ms,
        };
        policy.next_version += 1;
        policy.updated_ms = call.now.wall_ms;
        if input.set_as_default == Some(true) {
            policy.default_version = version.number;
        }
        let described = described(&policy, &version, false);
        policy.versions.push(version);
        save_policy(writes, call.account, &policy);
        Ok(CreatePolicyVersionOutput { policy_version: Some(described) })
    }
}

/// `GetPolicyVersion`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html>
#[derive(Debug)]
pub(super) struct GetPolicyVersion;

impl Operation for GetPolicyVersion {
    type Input = GetPolicyVersionInput;
    type Output = GetPolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, GetPolicyVersionInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:GetPolicyVersion", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, GetPolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetPolicyVersionOutput, ServiceError> {
        let policy = existing_policy(reads, call.account, &call.input.policy_arn).await?;
        let version = existing_version(&policy, &call.input.policy_arn, &call.input.version_id)?;
        Ok(GetPolicyVersionOutput { policy_version: Some(described(&policy, version, true)) })
    }
}

/// `ListPolicyVersions`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html>
#[derive(Debug)]
pub(super) struct ListPolicyVersions;

impl Operation for ListPolicyVersions {
    type Input = ListPolicyVersionsInput;
    type Output = ListPolicyVersionsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_POLICY_VERSIONS;

    async fn permissions(
        call: &Call<'_, ListPolicyVersionsInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:ListPolicyVersions", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, ListPolicyVersionsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPolicyVersionsOutput, ServiceError> {
        let input = call.input;
        let policy = existing_policy(reads, call.account, &input.policy_arn).await?;
        // The newest version comes first.
        let ids =
            policy.versions.iter().rev().map(|version| format!("v{}", version.number)).collect();
        let (ids, marker) =
            names_page(call, "ListPolicyVersions", ids, input.marker.as_deref(), input.max_items)?;
        let versions = ids.iter().map(|id| {
            existing_version(&policy, &input.policy_arn, id)
                .map(|version| described(&policy, version, false))
        });
        let versions = versions.collect::<Result<_, _>>()?;
        Ok(ListPolicyVersionsOutput {
            versions: Some(versions),
            is_truncated: Some(marker.is_some()),
            marker,
        })
    }
}

/// `SetDefaultPolicyVersion`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html>
#[derive(Debug)]
pub(super) struct SetDefaultPolicyVersion;

impl Operation for SetDefaultPolicyVersion {
    type Input = SetDefaultPolicyVersionInput;
    type Output = SetDefaultPolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &SET_DEFAULT_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, SetDefaultPolicyVersionInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:SetDefaultPolicyVersion", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, SetDefaultPolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<SetDefaultPolicyVersionOutput, ServiceError> {
        let mut policy = own_policy(reads, call.account, &call.input.policy_arn).await?;
        policy.default_version =
            existing_version(&policy, &call.input.policy_arn, &call.input.version_id)?.number;
        policy.updated_ms = call.now.wall_ms;
        save_policy(writes, call.account, &policy);
        Ok(SetDefaultPolicyVersionOutput {})
    }
}

/// `DeletePolicyVersion`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html>
#[derive(Debug)]
pub(super) struct DeletePolicyVersion;

impl Operation for DeletePolicyVersion {
    type Input = DeletePolicyVersionInput;
    type Output = DeletePolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, DeletePolicyVersionInput>,
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        on_policy("iam:DeletePolicyVersion", call.account, &call.input.policy_arn, reads).await
    }

    async fn decide(
        call: &Call<'_, DeletePolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeletePolicyVersionOutput, ServiceError> {
        let mut policy = own_policy(reads, call.account, &call.input.policy_arn).await?;
        let number =
            existing_version(&policy, &call.input.policy_arn, &call.input.version_id)?.number;
        if number == policy.default_version {
            return Err(delete_conflict("Cannot delete the default version of a policy."));
        }
        policy.versions.retain(|version| version.number != number);
        policy.updated_ms = call.now.wall_ms;
        save_policy(writes, call.account, &policy);
        Ok(DeletePolicyVersionOutput {})
    }
}
