//! Attaching AWS IoT policies to identities, certificates and thing groups.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::{
    ATTACH_POLICY, AttachPolicyInput, AttachPolicyOutput, DETACH_POLICY, DetachPolicyInput,
    DetachPolicyOutput, LIST_ATTACHED_POLICIES, LIST_TARGETS_FOR_POLICY, ListAttachedPoliciesInput,
    ListAttachedPoliciesOutput, ListTargetsForPolicyInput, ListTargetsForPolicyOutput, errors,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_aws_types::{AccountId, Region};
use daypass_store::{Key, Reads, Scope, Writes};

use super::certificate::id_of_arn;
use super::certificate::records::CERTIFICATES;
use super::error::{invalid_request, no_such_certificate, no_such_policy};
use super::listing::{listing, marker};
use super::policy::{described, policy_key};
use super::records::{
    IOT_POLICIES, IOT_POLICY_TARGETS, IOT_TARGETS, IotPolicyTargetRecord, IotTargetRecord,
};
use super::thing_group::{existing_group, group_name_of_arn, thing_group_arn};
use crate::changes::Dependency;
use crate::cognito_identity::records::IDENTITIES;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;
use crate::store_error::unavailable;

/// Policies attached to one identity or certificate.
const ATTACHED_POLICIES_MAX: usize = 10;
/// Policies attached to one thing group.
const GROUP_POLICIES_MAX: usize = 2;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<AttachPolicy>();
    visitor.operation::<DetachPolicy>();
    visitor.operation::<ListAttachedPolicies>();
    visitor.operation::<ListTargetsForPolicy>();
}

fn target_key<I>(call: &Call<'_, I>, target: &str) -> Key<IotTargetRecord> {
    IOT_TARGETS.key(&call.scope(), [target])
}

fn row_key<I>(call: &Call<'_, I>, policy: &str, target: &str) -> Key<IotPolicyTargetRecord> {
    IOT_POLICY_TARGETS.key(&call.scope(), [policy, target])
}

/// The target that an attachment's row names.
fn target_of(key: &Key<IotPolicyTargetRecord>) -> Option<String> {
    let [_, target] = IOT_POLICY_TARGETS.parts(key)?;
    String::from_utf8(target.to_vec()).ok()
}

/// An identity, a certificate or a thing group of this account and region; a pool's id is nobody's
/// target, as on AWS.
async fn checked_target<I>(
    call: &Call<'_, I>,
    reads: &mut Reads<'_>,
    target: &str,
) -> Result<(), ServiceError> {
    match group_name_of_arn(call.account, call.region, target) {
        Some(group) => existing_group(call, reads, group).await.map(|_| ()),
        None => checked_principal(call, reads, target).await,
    }
}

/// An identity or a certificate of this account and region.
pub(super) async fn checked_principal<I>(
    call: &Call<'_, I>,
    reads: &Reads<'_>,
    target: &str,
) -> Result<(), ServiceError> {
    let refused = || invalid_request(format!("Invalid target: {target}"));
    if let Some(id) = id_of_arn(call.account, call.region, target) {
        let certificate = CERTIFICATES.key(&Scope::GLOBAL, [id]);
        let certificate = reads.peek(&certificate).await.map_err(unavailable)?;
        let own =
            certificate.is_some_and(|certificate| certificate.is_of(call.account, call.region));
        return if own { Ok(()) } else { Err(no_such_certificate(id)) };
    }
    let identity =
        reads.peek(&IDENTITIES.key(&Scope::GLOBAL, [target])).await.map_err(unavailable)?;
    let identity = identity.ok_or_else(refused)?;
    let pool =
        crate::cognito_identity::records::IDENTITY_POOLS.key(&Scope::GLOBAL, [&identity.pool_id]);
    let pool = reads.peek(&pool).await.map_err(unavailable)?.ok_or_else(refused)?;
    if pool.account == call.account.as_str() && pool.region == call.region.as_str() {
        Ok(())
    } else {
        Err(refused())
    }
}

/// What came of attaching a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attached {
    /// It is attached from now on.
    Now,
    /// It was attached before.
    Before,
    /// There is no such policy.
    NoPolicy,
    /// The target has so many policies, which is the most.
    Full(usize),
}

/// Attaches policies to a target that exists, and says of each what came of it.
pub(crate) async fn attach(
    (account, region): (&AccountId, &Region),
    policies: &[&str],
    target: &str,
    (reads, writes): (&mut Reads<'_>, &mut Writes),
) -> Result<Vec<Attached>, ServiceError> {
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let key = IOT_TARGETS.key(&scope, [target]);
    let mut attached = reads.get(&key).await.map_err(unavailable)?.unwrap_or_default();
    let group = group_name_of_arn(account, region, target).is_some();
    let policies_max = if group { GROUP_POLICIES_MAX } else { ATTACHED_POLICIES_MAX };
    let mut outcomes = Vec::with_capacity(policies.len());
    for policy in policies {
        let record = reads.get(&IOT_POLICIES.key(&scope, [policy])).await.map_err(unavailable)?;
        outcomes.push(if record.is_none() {
            Attached::NoPolicy
        } else if attached.policies.iter().any(|name| name == policy) {
            Attached::Before
        } else if attached.policies.len() >= policies_max {
            Attached::Full(policies_max)
        } else {
            attached.policies.push((*policy).to_owned());
            let row = IOT_POLICY_TARGETS.key(&scope, [policy, target]);
            writes.put(&row, &IotPolicyTargetRecord {});
            Attached::Now
        });
    }
    if outcomes.contains(&Attached::Now) {
        writes.put(&key, &attached);
        Dependency::iot_target(account, region, target).changed(writes);
    }
    Ok(outcomes)
}

/// `AttachPolicy`: attaching twice changes nothing. The resource is the target itself, for a Cognito
/// identity its bare id.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_AttachPolicy.html>
#[derive(Debug)]
pub(super) struct AttachPolicy;

impl Operation for AttachPolicy {
    type Input = AttachPolicyInput;
    type Output = AttachPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &ATTACH_POLICY;

    async fn permissions(
        call: &Call<'_, AttachPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:AttachPolicy", call.input.target.as_str())])
    }

    async fn decide(
        call: &Call<'_, AttachPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<AttachPolicyOutput, ServiceError> {
        let AttachPolicyInput { policy_name, target } = call.input;
        checked_target(call, reads, target).await?;
        let place = (call.account, call.region);
        let outcomes = attach(place, &[policy_name], target, (reads, writes)).await?;
        match outcomes.first() {
            None | Some(Attached::Now | Attached::Before) => Ok(AttachPolicyOutput {}),
            Some(Attached::NoPolicy) => Err(no_such_policy(policy_name)),
            Some(Attached::Full(policies_max)) => {
                let message =
                    format!("Cannot attach more than {policies_max} policies to {target}");
                Err(ServiceError::new(&errors::LIMIT_EXCEEDED_EXCEPTION, message))
            }
        }
    }
}

/// `DetachPolicy`: detaching what is not attached changes nothing.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_DetachPolicy.html>
#[derive(Debug)]
pub(super) struct DetachPolicy;

impl Operation for DetachPolicy {
    type Input = DetachPolicyInput;
    type Output = DetachPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &DETACH_POLICY;

    async fn permissions(
        call: &Call<'_, DetachPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:DetachPolicy", call.input.target.as_str())])
    }

    async fn decide(
        call: &Call<'_, DetachPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        writes: &mut Writes,
    ) -> Result<DetachPolicyOutput, ServiceError> {
        let DetachPolicyInput { policy_name, target } = call.input;
        let key = target_key(call, target);
        let mut attached = reads.get(&key).await.map_err(unavailable)?.unwrap_or_default();
        if !attached.policies.contains(policy_name) {
            return Ok(DetachPolicyOutput {});
        }
        attached.policies.retain(|name| name != policy_name);
        if attached.policies.is_empty() {
            writes.delete(&key);
        } else {
            writes.put(&key, &attached);
        }
        writes.delete(&row_key(call, policy_name, target));
        Dependency::iot_target(call.account, call.region, target).changed(writes);
        Ok(DetachPolicyOutput {})
    }
}

/// Takes every policy off a target that is about to be deleted.
pub(super) async fn detach_everything<I>(
    call: &Call<'_, I>,
    (reads, writes): (&mut Reads<'_>, &mut Writes),
    target: &str,
) -> Result<(), ServiceError> {
    let key = target_key(call, target);
    let Some(attached) = reads.get(&key).await.map_err(unavailable)? else { return Ok(()) };
    for policy in &attached.policies {
        writes.delete(&row_key(call, policy, target));
    }
    writes.delete(&key);
    Dependency::iot_target(call.account, call.region, target).changed(writes);
    Ok(())
}

/// `ListAttachedPolicies`: with `recursive`, those of the groups above a thing group too.
/// <https://docs.aws.amazon.com/iot/latest/apireference/API_ListAttachedPolicies.html>
#[derive(Debug)]
pub(super) struct ListAttachedPolicies;

impl Operation for ListAttachedPolicies {
    type Input = ListAttachedPoliciesInput;
    type Output = ListAttachedPoliciesOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_ATTACHED_POLICIES;

    async fn permissions(
        call: &Call<'_, ListAttachedPoliciesInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iot:ListAttachedPolicies", call.input.target.as_str())])
    }

    async fn decide(
        call: &Call<'_, ListAttachedPoliciesInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListAttachedPoliciesOutput, ServiceError> {
        let target = &call.input.target;
        let mut targets = vec![target.clone()];
        if call.input.recursive == Some(true)
            && let Some(name) = group_name_of_arn(call.account, call.region, target)
        {
            let group = existing_group(call, reads, name).await?;
            let above = group.ancestors.iter().rev();
            targets.extend(above.map(|name| thing_group_arn(call.account, call.region, name)));
        }
        let mut names: Vec<String> = Vec::new();
        for target in &targets {
            let attached = reads.get(&target_key(call, target)).await.map_err(unavailable)?;
            let new = attached.unwrap_or_default().policies.into_iter();
            names.extend(new.filter(|name| !names.contains(name)).collect::<Vec<_>>());
        }
        let policies =
            names.iter().map(|name| described(call.account, call.region, name)).collect();
        // At most ten policies, or two for each of seven groups: they always fit one page.
        Ok(ListAttachedPoliciesOutput { policies: Some(policies), next_marker: None })
    }
}

/// `ListTargetsForPolicy`: <https://docs.aws.amazon.com/iot/latest/apireference/API_ListTargetsForPolicy.html>
#[derive(Debug)]
pub(super) struct ListTargetsForPolicy;

impl Operation for ListTargetsForPolicy {
    type Input = ListTargetsForPolicyInput;
    type Output = ListTargetsForPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &LIST_TARGETS_FOR_POLICY;

    async fn permissions(
        call: &Call<'_, ListTargetsForPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(super::policy::on_policy("iot:ListTargetsForPolicy", call, &call.input.policy_name))
    }

    async fn decide(
        call: &Call<'_, ListTargetsForPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<ListTargetsForPolicyOutput, ServiceError> {
        let name = &call.input.policy_name;
        if reads.get(&policy_key(call, name)).await.map_err(unavailable)?.is_none() {
            return Err(no_such_policy(name));
        }
        let operation = "iot:ListTargetsForPolicy";
        let listing = listing(call, operation, call.input.marker.as_deref(), call.input.page_size)?;
        let prefix = IOT_POLICY_TARGETS.under(&call.scope(), [name]);
        let page = reads
            .peek_page(&prefix, listing.after.as_deref(), listing.page_limit())
            .await
            .map_err(unavailable)?;
        let targets = page.records.iter().filter_map(|(key, _)| target_of(key)).collect();
        Ok(ListTargetsForPolicyOutput {
            targets: Some(targets),
            next_marker: marker(listing.next(call, operation, &page)),
        })
    }
}
