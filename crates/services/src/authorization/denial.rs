//! AWS's words for a call that was refused by policy, service by service.

use daypass_aws_types::cognito_identity;
use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::schema::{Operation, Service};
use daypass_policy::{Leg, Outcome};

use crate::principal::Principal;

/// A refused action, as the gateway saw it.
#[derive(Debug, Clone, Copy)]
pub struct Denial<'a> {
    /// Who was refused.
    pub principal: &'a Principal,
    /// The action.
    pub action: &'a str,
    /// The resource.
    pub resource: &'a str,
    /// How the decision ended.
    pub outcome: Outcome,
    /// The leg that refused.
    pub leg: Option<Leg>,
}

/// The error that the operation's service answers a refused caller with.
pub fn access_denied(operation: &Operation, denial: Denial<'_>) -> ServiceError {
    match operation.service {
        // The data plane says no more than this.
        Service::IotData => ServiceError::new(&common::FORBIDDEN_EXCEPTION, "Forbidden"),
        Service::Iot => ServiceError::new(&common::ACCESS_DENIED_EXCEPTION_403, text(denial)),
        // Cognito passes roles on with words of its own.
        Service::CognitoIdentity if denial.action == "iam:PassRole" => ServiceError::new(
            &cognito_identity::errors::NOT_AUTHORIZED_EXCEPTION,
            format!("Access to Role '{}' is forbidden.", denial.resource),
        ),
        Service::CognitoIdentity => {
            ServiceError::new(&common::ACCESS_DENIED_EXCEPTION_400, text(denial))
        }
        Service::Sts | Service::Iam => ServiceError::new(&common::ACCESS_DENIED_403, text(denial)),
    }
}

fn text(denial: Denial<'_>) -> String {
    let Denial { principal, action, resource, .. } = denial;
    let who = principal.arn();
    let policy = match denial.leg {
        Some(Leg::Boundary) => "permissions boundary",
        Some(Leg::Session) => "session policy",
        Some(Leg::Resource) => "resource-based policy",
        _ => "identity-based policy",
    };
    let why = match denial.outcome {
        Outcome::ExplicitDeny => format!("with an explicit deny in {} {policy}", article(policy)),
        _ => format!("because no {policy} allows the {action} action"),
    };
    format!("User: {who} is not authorized to perform: {action} on resource: {resource} {why}")
}

fn article(policy: &str) -> &'static str {
    if policy.starts_with('i') { "an" } else { "a" }
}
