//! `SimulatePrincipalPolicy`: the policies of a role, a user or a group as they stand, with
//! changes that are only thought of.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    SIMULATE_PRINCIPAL_POLICY, SimulatePrincipalPolicyInput, SimulatePrincipalPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::ContextMap;
use daypass_store::{Reads, Writes};

use super::arguments::Arguments;
use super::exclusions::Exclusions;
use super::simulation::Simulation;
use super::sources::Sources;
use super::subject::{Subject, on_entity};
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<SimulatePrincipalPolicy>();
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
        reads: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        let arn = &call.input.policy_source_arn;
        on_entity("iam:SimulatePrincipalPolicy", call.account, arn, reads).await
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
        let subject = Subject::find(call.account, reads, &input.policy_source_arn).await?;
        let documents = &call.environment.documents;
        let sources = Sources::of(call.account, documents, reads, &subject, &exclusions).await?;
        let arguments = Arguments::of_principal(input);
        let own = arguments.caller == Some(&input.policy_source_arn);
        let known = if own { subject.known() } else { ContextMap::new() };
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
