//! `SimulatePrincipalPolicy`: the policies of a role as they stand, with changes that are only
//! thought of.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    SIMULATE_PRINCIPAL_POLICY, SimulatePrincipalPolicyInput, SimulatePrincipalPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::ContextMap;
use daypass_store::{Reads, Writes};

use super::arguments::Arguments;
use super::entity::{Entity, EntityKind};
use super::exclusions::Exclusions;
use super::simulation::Simulation;
use super::sources::Sources;
use crate::iam::arn::role_arn;
use crate::iam::error::{no_such_entity, no_such_role};
use crate::iam::records::RoleRecord;
use crate::iam::role::existing_role;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<SimulatePrincipalPolicy>();
}

/// The role that an ARN names. Users and groups have no records of their own here.
pub(super) async fn source_role(
    account: &AccountId,
    reads: &mut Reads<'_>,
    arn: &str,
) -> Result<RoleRecord, ServiceError> {
    let entity = Entity::source(arn)?;
    let name = entity.name;
    match entity.kind {
        EntityKind::User => {
            return Err(no_such_entity(format!("The user with name {name} cannot be found.")));
        }
        EntityKind::Group => {
            return Err(no_such_entity(format!("The group with name {name} cannot be found.")));
        }
        EntityKind::Role => {}
    }
    let role = existing_role(reads, account, name).await?;
    if role_arn(account, &role) == arn { Ok(role) } else { Err(no_such_role(name)) }
}

/// `SimulatePrincipalPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html>
#[derive(Debug)]
pub(super) struct SimulatePrincipalPolicy;

impl Operation for SimulatePrincipalPolicy {
    type Input = SimulatePrincipalPolicyInput;
    type Output = SimulatePrincipalPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &SIMULATE_PRINCIPAL_POLICY;

    async fn permissions(
        call: &Call<'_, SimulatePrincipalPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let principal = call.input.policy_source_arn.as_str();
        Ok(vec![Permission::new("iam:SimulatePrincipalPolicy", principal)])
    }

    async fn decide(
        call: &Call<'_, SimulatePrincipalPolicyInput>,
        (): &(),
        reads: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<SimulatePrincipalPolicyOutput, ServiceError> {
        let input = call.input;
        let exclusions =
            Exclusions::read(input.policy_exclusion_list.as_deref().unwrap_or_default())?;
        let role = source_role(call.account, reads, &input.policy_source_arn).await?;
        let documents = &call.environment.documents;
        let sources = Sources::of_role(call.account, documents, reads, &role, &exclusions).await?;
        let arguments = Arguments::of_principal(input);
        let own = arguments.caller == Some(&input.policy_source_arn);
        let known = if own { tags_of(&role) } else { ContextMap::new() };
        let simulation = Simulation::new(arguments, sources, &known, call.now.ours_ms)?;
        let operation = "iam:SimulatePrincipalPolicy";
        let page = simulation.page(call, operation, input.marker.as_deref(), input.max_items)?;
        Ok(SimulatePrincipalPolicyOutput {
            evaluation_results: Some(page.results),
            is_truncated: Some(page.marker.is_some()),
            marker: page.marker,
        })
    }
}

/// A role's tags are the principal's, as in its sessions.
fn tags_of(role: &RoleRecord) -> ContextMap {
    let mut keys = ContextMap::new();
    for (key, value) in &role.tags {
        keys.insert(&format!("aws:PrincipalTag/{key}"), value.as_str());
    }
    keys
}
