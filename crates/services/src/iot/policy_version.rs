//! Versions of AWS IoT policies: at most five, one of them in force, numbers never used twice.

use daypass_aws_types::Timestamp;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    CREATE_POLICY_VERSION, CreatePolicyVersionInput, CreatePolicyVersionOutput,
    DELETE_POLICY_VERSION, DeletePolicyVersionInput, DeletePolicyVersionOutput, GET_POLICY_VERSION,
    GetPolicyVersionInput, GetPolicyVersionOutput, LIST_POLICY_VERSIONS, ListPolicyVersionsInput,
    ListPolicyVersionsOutput, PolicyVersion, SET_DEFAULT_POLICY_VERSION,
    SetDefaultPolicyVersionInput, SetDefaultPolicyVersionOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::DocumentKind;
use daypass_store::{Reads, Writes};

use super::error::{invalid_request, no_such_policy_version};
use super::policy::{
    checked_document, checked_version_id, existing_policy, on_policy, policy_arn, save_policy,
};
use super::records::IotPolicyRecord;
use crate::iam::records::PolicyVersionRecord;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

/// Versions that a policy keeps.
const VERSIONS_MAX: usize = 5;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreatePolicyVersion>();
    visitor.operation::<GetPolicyVersion>();
    visitor.operation::<ListPolicyVersions>();
    visitor.operation::<SetDefaultPolicyVersion>();
    visitor.operation::<DeletePolicyVersion>();
}

fn existing_version<'a>(
    policy: &'a IotPolicyRecord,
    version_id: &str,
) -> Result<&'a PolicyVersionRecord, ServiceError> {
    let number = checked_version_id(version_id)?;
    let version = policy.versions.iter().find(|version| version.number == number);
    version.ok_or_else(|| no_such_policy_version(&policy.name, version_id))
}

/// `CreatePolicyVersion`: <https://docs.aws.amazon.com/iot/latest/apireference/API_CreatePolicyVersion.html>
#[derive(Debug)]
pub(super) struct CreatePolicyVersion;

impl Operation for CreatePolicyVersion {
    type Input = CreatePolicyVersionInput;
    type Output = CreatePolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, CreatePolicyVersionInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:CreatePolicyVersion", call, &call.input.policy_name))
    }

    fn documents(input: &CreatePolicyVersionInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Iot, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, CreatePolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreatePolicyVersionOutput, ServiceError> {
        let input = call.input;
        checked_document(&input.policy_document)?;
        let mut policy = existing_policy(call, reads, &input.policy_name).await?;
        if policy.versions.len() >= VERSIONS_MAX {
            let message = format!(
                "The policy {} already has the maximum number of versions ({VERSIONS_MAX})",
                input.policy_name
            );
            return Err(ServiceError::new(&errors::VERSIONS_LIMIT_EXCEEDED_EXCEPTION, message));
        }
        let number = policy.next_version;
        policy.next_version += 1;
        policy.versions.push(PolicyVersionRecord {
            number,
            document: input.policy_document.clone(),
            created_ms: call.now.wall_ms,
        });
        let is_default = input.set_as_default == Some(true);
        if is_default {
            policy.default_version = number;
        }
        save_policy(call, writes, policy);
        Ok(CreatePolicyVersionOutput {
            policy_arn: Some(policy_arn(call.account, call.region, &input.policy_name)),
            policy_document: Some(input.policy_document.clone()),
            policy_version_id: Some(number.to_string()),
            is_default_version: Some(is_default),
        })
    }
}

/// `GetPolicyVersion`: <https://docs.aws.amazon.com/iot/latest/apireference/API_GetPolicyVersion.html>
#[derive(Debug)]
pub(super) struct GetPolicyVersion;

impl Operation for GetPolicyVersion {
    type Input = GetPolicyVersionInput;
    type Output = GetPolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, GetPolicyVersionInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:GetPolicyVersion", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, GetPolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetPolicyVersionOutput, ServiceError> {
        let policy = existing_policy(call, reads, &call.input.policy_name).await?;
        let version = existing_version(&policy, &call.input.policy_version_id)?;
        Ok(GetPolicyVersionOutput {
            policy_arn: Some(policy_arn(call.account, call.region, &policy.name)),
            policy_name: Some(policy.name.clone()),
            policy_document: Some(version.document.clone()),
            policy_version_id: Some(version.number.to_string()),
            is_default_version: Some(version.number == policy.default_version),
            creation_date: Some(Timestamp::from_millis(version.created_ms)),
            last_modified_date: Some(Timestamp::from_millis(policy.modified_ms)),
            generation_id: Some(policy.generation.to_string()),
        })
    }
}

/// `ListPolicyVersions`: <https://docs.aws.amazon.com/iot/latest/apireference/API_ListPolicyVersions.html>
#[derive(Debug)]
pub(super) struct ListPolicyVersions;

impl Operation for ListPolicyVersions {
    type Input = ListPolicyVersionsInput;
    type Output = ListPolicyVersionsOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_POLICY_VERSIONS;

    async fn permissions(
        call: &Call<'_, ListPolicyVersionsInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:ListPolicyVersions", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, ListPolicyVersionsInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPolicyVersionsOutput, ServiceError> {
        let policy = existing_policy(call, reads, &call.input.policy_name).await?;
        // The newest version comes first.
        let versions = policy.versions.iter().rev().map(|version| PolicyVersion {
            version_id: Some(version.number.to_string()),
            is_default_version: Some(version.number == policy.default_version),
            create_date: Some(Timestamp::from_millis(version.created_ms)),
        });
        Ok(ListPolicyVersionsOutput { policy_versions: Some(versions.collect()) })
    }
}

/// `SetDefaultPolicyVersion`: <https://docs.aws.amazon.com/iot/latest/apireference/API_SetDefaultPolicyVersion.html>
#[derive(Debug)]
pub(super) struct SetDefaultPolicyVersion;

impl Operation for SetDefaultPolicyVersion {
    type Input = SetDefaultPolicyVersionInput;
    type Output = SetDefaultPolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &SET_DEFAULT_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, SetDefaultPolicyVersionInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:SetDefaultPolicyVersion", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, SetDefaultPolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<SetDefaultPolicyVersionOutput, ServiceError> {
        let mut policy = existing_policy(call, reads, &call.input.policy_name).await?;
        policy.default_version = existing_version(&policy, &call.input.policy_version_id)?.number;
        save_policy(call, writes, policy);
        Ok(SetDefaultPolicyVersionOutput {})
    }
}

/// `DeletePolicyVersion`: <https://docs.aws.amazon.com/iot/latest/apireference/API_DeletePolicyVersion.html>
#[derive(Debug)]
pub(super) struct DeletePolicyVersion;

impl Operation for DeletePolicyVersion {
    type Input = DeletePolicyVersionInput;
    type Output = DeletePolicyVersionOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_POLICY_VERSION;

    async fn permissions(
        call: &Call<'_, DeletePolicyVersionInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:DeletePolicyVersion", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, DeletePolicyVersionInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeletePolicyVersionOutput, ServiceError> {
        let mut policy = existing_policy(call, reads, &call.input.policy_name).await?;
        let number = existing_version(&policy, &call.input.policy_version_id)?.number;
        if number == policy.default_version {
            return Err(invalid_request("Cannot delete the default version of a policy"));
        }
        policy.versions.retain(|version| version.number != number);
        save_policy(call, writes, policy);
        Ok(DeletePolicyVersionOutput {})
    }
}
