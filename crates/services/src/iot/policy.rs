//! AWS IoT policies: made, described, listed, deleted.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    CREATE_POLICY, CreatePolicyInput, CreatePolicyOutput, DELETE_POLICY, DeletePolicyInput,
    DeletePolicyOutput, GET_POLICY, GetPolicyInput, GetPolicyOutput, LIST_POLICIES,
    ListPoliciesInput, ListPoliciesOutput, Policy, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Region, Timestamp};
use daypass_policy::{Document, DocumentKind};
use daypass_store::{Key, PageLimit, Reads, Writes};

use super::error::{already_exists, delete_conflict, invalid_request, no_such_policy};
use super::listing::{listing, marker};
use super::records::{IOT_POLICIES, IOT_POLICY_TARGETS, IotPolicyRecord};
use super::tag::with_request_tags;
use crate::changes::Dependency;
use crate::iam::records::PolicyVersionRecord;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Characters of a policy, whitespace not counted.
pub(super) const POLICY_CHARACTERS_MAX: usize = 2_048;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<CreatePolicy>();
    visitor.operation::<GetPolicy>();
    visitor.operation::<ListPolicies>();
    visitor.operation::<DeletePolicy>();
}

/// `arn:aws:iot:REGION:ACCOUNT:policy/NAME`.
pub(super) fn policy_arn(account: &AccountId, region: &Region, name: &str) -> String {
    format!("arn:aws:iot:{region}:{account}:policy/{name}")
}

/// The permission for `action` on the policy.
pub(super) fn on_policy<I>(
    action: &'static str,
    call: &Call<'_, I>,
    name: &str,
) -> Vec<Permission> {
    vec![Permission::new(action, policy_arn(call.account, call.region, name))]
}

/// The key that a policy is kept under.
pub(super) fn policy_key<I>(call: &Call<'_, I>, name: &str) -> Key<IotPolicyRecord> {
    IOT_POLICIES.key(&call.scope(), [name])
}

/// The policy, or AWS IoT's word that there is none.
pub(super) async fn existing_policy<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    name: &str,
) -> Result<IotPolicyRecord, ServiceError> {
    let policy = reads.get(&policy_key(call, name)).await.map_err(unavailable)?;
    policy.ok_or_else(|| no_such_policy(name))
}

/// Writes the policy and announces that whoever carries it may have gained or lost access.
pub(super) fn save_policy<I>(call: &Call<'_, I>, writes: &mut Writes, mut policy: IotPolicyRecord) {
    policy.modified_ms = call.now.wall_ms;
    policy.generation += 1;
    writes.put(&policy_key(call, &policy.name), &policy);
    Dependency::iot_policy(call.account, call.region, &policy.name).changed(writes);
}

/// A document that may be saved.
pub(super) fn checked_document(text: &str) -> Result<(), ServiceError> {
    let malformed =
        |message: String| ServiceError::new(&errors::MALFORMED_POLICY_EXCEPTION, message);
    let document =
        Document::parse(DocumentKind::Iot, text).map_err(|error| malformed(error.to_string()))?;
    if document.size() > POLICY_CHARACTERS_MAX {
        return Err(malformed(format!(
            "Policy document is Malformed: it has {} characters, {POLICY_CHARACTERS_MAX} are allowed",
            document.size()
        )));
    }
    Ok(())
}

/// The document of the version in force.
pub(super) fn default_document(policy: &IotPolicyRecord) -> Option<&PolicyVersionRecord> {
    policy.versions.iter().find(|version| version.number == policy.default_version)
}

/// `CreatePolicy`: <https://docs.aws.amazon.com/iot/latest/apireference/API_CreatePolicy.html>
#[derive(Debug)]
pub(super) struct CreatePolicy;

impl Operation for CreatePolicy {
    type Input = CreatePolicyInput;
    type Output = CreatePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &CREATE_POLICY;

    async fn permissions(
        call: &Call<'_, CreatePolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let needed = on_policy("iot:CreatePolicy", call, &call.input.policy_name).into_iter();
        Ok(needed.map(|on| with_request_tags(on, call.input.tags.as_ref())).collect())
    }

    fn documents(input: &CreatePolicyInput) -> Vec<(DocumentKind, &str)> {
        vec![(DocumentKind::Iot, &input.policy_document)]
    }

    async fn decide(
        call: &Call<'_, CreatePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<CreatePolicyOutput, ServiceError> {
        let input = call.input;
        checked_document(&input.policy_document)?;
        let arn = policy_arn(call.account, call.region, &input.policy_name);
        if reads.get(&policy_key(call, &input.policy_name)).await.map_err(unavailable)?.is_some() {
            let message = format!(
                "Policy cannot be created - name already exists (name={})",
                input.policy_name
            );
            return Err(already_exists(message, &input.policy_name, &arn));
        }
        let created_ms = call.now.wall_ms;
        let policy = IotPolicyRecord {
            name: input.policy_name.clone(),
            created_ms,
            modified_ms: created_ms,
            default_version: 1,
            next_version: 2,
            versions: vec![PolicyVersionRecord {
                number: 1,
                document: input.policy_document.clone(),
                created_ms,
            }],
            generation: 0,
        };
        save_policy(call, writes, policy);
        Ok(CreatePolicyOutput {
            policy_name: Some(input.policy_name.clone()),
            policy_arn: Some(arn),
            policy_document: Some(input.policy_document.clone()),
            policy_version_id: Some("1".to_owned()),
        })
    }
}

/// `GetPolicy`: <https://docs.aws.amazon.com/iot/latest/apireference/API_GetPolicy.html>
#[derive(Debug)]
pub(super) struct GetPolicy;

impl Operation for GetPolicy {
    type Input = GetPolicyInput;
    type Output = GetPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &GET_POLICY;

    async fn permissions(
        call: &Call<'_, GetPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:GetPolicy", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, GetPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<GetPolicyOutput, ServiceError> {
        let policy = existing_policy(call, reads, &call.input.policy_name).await?;
        Ok(GetPolicyOutput {
            policy_arn: Some(policy_arn(call.account, call.region, &policy.name)),
            policy_document: default_document(&policy).map(|version| version.document.clone()),
            default_version_id: Some(policy.default_version.to_string()),
            creation_date: Some(Timestamp::from_millis(policy.created_ms)),
            last_modified_date: Some(Timestamp::from_millis(policy.modified_ms)),
            generation_id: Some(policy.generation.to_string()),
            policy_name: Some(policy.name),
        })
    }
}

/// `ListPolicies`: <https://docs.aws.amazon.com/iot/latest/apireference/API_ListPolicies.html>
#[derive(Debug)]
pub(super) struct ListPolicies;

impl Operation for ListPolicies {
    type Input = ListPoliciesInput;
    type Output = ListPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_POLICIES;

    async fn permissions(
        _: &Call<'_, ListPoliciesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListPolicies", "*")])
    }

    async fn decide(
        call: &Call<'_, ListPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListPoliciesOutput, ServiceError> {
        let listing =
            listing(call, "iot:ListPolicies", call.input.marker.as_deref(), call.input.page_size)?;
        let prefix = IOT_POLICIES.all(&call.scope());
        let page = reads
            .peek_page(&prefix, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let policies = page
            .records
            .iter()
            .map(|(_, policy)| described(call.account, call.region, &policy.name));
        let policies = Some(policies.collect());
        Ok(ListPoliciesOutput {
            policies,
            next_marker: marker(listing.next(call, "iot:ListPolicies", &page)),
        })
    }
}

/// A policy as listings show it.
pub(super) fn described(account: &AccountId, region: &Region, name: &str) -> Policy {
    Policy {
        policy_name: Some(name.to_owned()),
        policy_arn: Some(policy_arn(account, region, name)),
    }
}

/// `DeletePolicy`: <https://docs.aws.amazon.com/iot/latest/apireference/API_DeletePolicy.html>
#[derive(Debug)]
pub(super) struct DeletePolicy;

impl Operation for DeletePolicy {
    type Input = DeletePolicyInput;
    type Output = DeletePolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DELETE_POLICY;

    async fn permissions(
        call: &Call<'_, DeletePolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(on_policy("iot:DeletePolicy", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, DeletePolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DeletePolicyOutput, ServiceError> {
        let name = &call.input.policy_name;
        let policy = existing_policy(call, reads, name).await?;
        let targets = IOT_POLICY_TARGETS.under(&call.scope(), [name]);
        let attached =
            reads.peek_page(&targets, None, PageLimit::records(1)).await.map_err(unavailable)?;
        if !attached.records.is_empty() {
            return Err(delete_conflict(format!(
                "The policy cannot be deleted as the policy is attached to one or more principals (name={name})"
            )));
        }
        if policy.versions.len() > 1 {
            return Err(delete_conflict(format!(
                "Cannot delete the policy because it has one or more policy versions attached to it (name={name})"
            )));
        }
        reads.empty(&targets);
        writes.delete(&policy_key(call, name));
        Dependency::iot_policy(call.account, call.region, name).changed(writes);
        Ok(DeletePolicyOutput {})
    }
}

/// Refuses a name that the wire allows but no policy can have.
pub(super) fn checked_version_id(version_id: &str) -> Result<u32, ServiceError> {
    version_id.parse().map_err(|_| invalid_request(format!("Invalid policy version: {version_id}")))
}
