//! `SimulateCustomPolicy`: policies that come with the call.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    SIMULATE_CUSTOM_POLICY, SimulateCustomPolicyInput, SimulateCustomPolicyOutput,
};
use daypass_aws_types::schema::Operation as Descriptor;
use daypass_policy::ContextMap;
use daypass_store::{Reads, Writes};

use super::arguments::Arguments;
use super::simulation::Simulation;
use super::sources::Sources;
use crate::operation::{Call, Operation, Permission};
use crate::served::Visitor;

pub(super) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<SimulateCustomPolicy>();
}

/// `SimulateCustomPolicy`: <https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html>
#[derive(Debug)]
pub(super) struct SimulateCustomPolicy;

impl Operation for SimulateCustomPolicy {
    type Input = SimulateCustomPolicyInput;
    type Output = SimulateCustomPolicyOutput;
    type Evidence = ();
    const DESCRIPTOR: &'static Descriptor = &SIMULATE_CUSTOM_POLICY;

    async fn permissions(
        _: &Call<'_, SimulateCustomPolicyInput>,
        _: &Reads<'_>,
    ) -> Result<Vec<Permission>, ServiceError> {
        Ok(vec![Permission::new("iam:SimulateCustomPolicy", "*")])
    }

    async fn decide(
        call: &Call<'_, SimulateCustomPolicyInput>,
        (): &(),
        _: &mut Reads<'_>,
        _: &mut Writes,
    ) -> Result<SimulateCustomPolicyOutput, ServiceError> {
        let input = call.input;
        let (arguments, sources) = (Arguments::of_custom(input), Sources::default());
        let known = ContextMap::new();
        let simulation = Simulation::new(arguments, sources, &known, call.now.ours_ms)?;
        let operation = "iam:SimulateCustomPolicy";
        let page = simulation.page(call, operation, input.marker.as_deref(), input.max_items)?;
        Ok(SimulateCustomPolicyOutput {
            evaluation_results: Some(page.results),
            is_truncated: Some(page.marker.is_some()),
            marker: page.marker,
        })
    }
}
