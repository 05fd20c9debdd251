//! What both simulating operations take, checked as far as it does not need the store.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::{
    ContextEntry, OrderedOrganizationPolicyType, SimulateCustomPolicyInput,
    SimulatePrincipalPolicyInput,
};

use crate::iam::error::invalid_input;

/// The members that `SimulateCustomPolicy` and `SimulatePrincipalPolicy` share.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arguments<'a> {
    pub(super) actions: &'a [String],
    /// None, or a lone `*`, simulates requests for no resource in particular.
    pub(super) resources: &'a [String],
    pub(super) policies: &'a [String],
    pub(super) boundary: &'a [String],
    /// Service control policies, from the root of the organization down to the account.
    pub(super) levels: &'a [OrderedOrganizationPolicyType],
    pub(super) entries: &'a [ContextEntry],
    pub(super) resource_policy: Option<&'a str>,
    pub(super) resource_owner: Option<&'a str>,
    pub(super) caller: Option<&'a str>,
    pub(super) handling: Option<&'a str>,
}

impl<'a> Arguments<'a> {
    pub(super) fn of_custom(input: &'a SimulateCustomPolicyInput) -> Self {
        Self {
            actions: &input.action_names,
            resources: input.resource_arns.as_deref().unwrap_or_default(),
            policies: &input.policy_input_list,
            boundary: input.permissions_boundary_policy_input_list.as_deref().unwrap_or_default(),
            levels: input.ordered_organization_policy_input_list.as_deref().unwrap_or_default(),
            entries: input.context_entries.as_deref().unwrap_or_default(),
            resource_policy: input.resource_policy.as_deref(),
            resource_owner: input.resource_owner.as_deref(),
            caller: input.caller_arn.as_deref(),
            handling: input.resource_handling_option.as_deref(),
        }
    }

    /// The principal itself calls, unless the call says who does.
    pub(super) fn of_principal(input: &'a SimulatePrincipalPolicyInput) -> Self {
        Self {
            actions: &input.action_names,
            resources: input.resource_arns.as_deref().unwrap_or_default(),
            policies: input.policy_input_list.as_deref().unwrap_or_default(),
            boundary: input.permissions_boundary_policy_input_list.as_deref().unwrap_or_default(),
            levels: &[],
            entries: input.context_entries.as_deref().unwrap_or_default(),
            resource_policy: input.resource_policy.as_deref(),
            resource_owner: input.resource_owner.as_deref(),
            caller: Some(input.caller_arn.as_deref().unwrap_or(&input.policy_source_arn)),
            handling: input.resource_handling_option.as_deref(),
        }
    }

    /// The resources that are named; empty where the requests are for none in particular.
    pub(super) fn named_resources(&self) -> &'a [String] {
        match self.resources {
            [every] if every == "*" => &[],
            named => named,
        }
    }

    pub(super) fn check(&self) -> Result<(), ServiceError> {
        if self.actions.is_empty() {
            return Err(invalid_input("ActionNames must have at least one member.".to_owned()));
        }
        for action in self.actions {
            self.check_action(action)?;
        }
        let unfit = self.named_resources().iter().find(|resource| !is_arn(resource));
        if let Some(unfit) = unfit {
            let message = format!("ResourceNames are not in a valid ARN format: {unfit}.");
            return Err(invalid_input(message));
        }
        Ok(())
    }

    fn check_action(&self, action: &str) -> Result<(), ServiceError> {
        let parts = action.split_once(':').filter(|(service, name)| {
            !service.is_empty() && !name.is_empty() && !name.contains(':')
        });
        if parts.is_none() {
            let message = "The action is invalid since it is missing names".to_owned();
            return Err(invalid_input(message));
        }
        if action.contains(['*', '?']) {
            let message = format!("The action {action} is invalid: wildcards are not supported.");
            return Err(invalid_input(message));
        }
        let unfit = self.handling.is_some_and(|option| !handles(action, option));
        if unfit && !self.named_resources().is_empty() {
            let words = "Action does not support resource handling options";
            let message = format!("Invalid input resource handling options. {words}: {action}.");
            return Err(invalid_input(message));
        }
        Ok(())
    }
}

/// Whether a text has the six parts of an ARN, those that name something not empty.
fn is_arn(text: &str) -> bool {
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    matches!(
        parts.as_slice(),
        ["arn", partition, service, _, _, name]
            if !partition.is_empty() && !service.is_empty() && !name.is_empty()
    )
}

/// Whether a scenario of `ResourceHandlingOption` is one of the action's. Only launching instances
/// has any.
fn handles(action: &str, option: &str) -> bool {
    action.eq_ignore_ascii_case("ec2:RunInstances") && LAUNCH_SCENARIOS.contains(&option)
}

const LAUNCH_SCENARIOS: [&str; 4] =
    ["EC2-VPC-InstanceStore", "EC2-VPC-InstanceStore-Subnet", "EC2-VPC-EBS", "EC2-VPC-EBS-Subnet"];
