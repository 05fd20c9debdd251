//! One answer: the decision, and the policies by what they said.

use daypass_aws_types::iot::{
    Allowed, AuthInfo, AuthResult, Denied, ExplicitDeny, ImplicitDeny, Policy,
};
use daypass_aws_types::{AccountId, Region};
use daypass_policy::{
    Effect, Element, Explanation, Grants, Leg, LegExplanation, Outcome, PolicySet,
};

use crate::iot::policy::policy_arn;

/// What was said about all resources of one question.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    outcome: Option<Outcome>,
    allowing: Vec<Named>,
    denying: Vec<Named>,
    silent: Vec<Named>,
    missing: Vec<String>,
}

/// A policy as it is told: an AWS IoT policy has an ARN here, those of a role have only names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Named {
    name: String,
    iot: bool,
}

impl Verdict {
    /// Adds what was said about one resource. Every resource must be allowed.
    pub(super) fn add(&mut self, grants: &Grants, explanation: &Explanation) {
        let outcome = explanation.decision.outcome;
        self.outcome = Some(match (self.outcome, outcome) {
            (Some(Outcome::ExplicitDeny), _) | (_, Outcome::ExplicitDeny) => Outcome::ExplicitDeny,
            (Some(Outcome::ImplicitDeny), _) | (_, Outcome::ImplicitDeny) => Outcome::ImplicitDeny,
            (_, Outcome::Allow) => Outcome::Allow,
        });
        for leg in &explanation.legs {
            if let Some(policies) = policies(grants, leg.leg) {
                self.add_leg(policies, leg);
            }
            note(&mut self.missing, missing(leg));
        }
    }

    fn add_leg(&mut self, policies: &PolicySet, leg: &LegExplanation) {
        for (at, policy) in policies.policies().iter().enumerate() {
            let named = Named { name: policy.name().to_string(), iot: leg.leg == Leg::Device };
            let said = |effect| {
                leg.matched.iter().any(|matched| matched.policy == at && matched.effect == effect)
            };
            let (allows, denies) = (said(Effect::Allow), said(Effect::Deny));
            if allows {
                note(&mut self.allowing, [named.clone()]);
            }
            if denies {
                note(&mut self.denying, [named.clone()]);
            }
            if !allows && !denies {
                note(&mut self.silent, [named]);
            }
        }
    }

    pub(super) fn into_result(
        self,
        place: (&AccountId, &Region),
        auth_info: AuthInfo,
    ) -> AuthResult {
        let told = |named: Vec<Named>| Some(named.into_iter().map(|one| one.told(place)).collect());
        let outcome = self.outcome.unwrap_or(Outcome::ImplicitDeny);
        AuthResult {
            auth_info: Some(auth_info),
            allowed: Some(Allowed { policies: told(self.allowing) }),
            denied: Some(Denied {
                implicit_deny: Some(ImplicitDeny { policies: told(self.silent) }),
                explicit_deny: Some(ExplicitDeny { policies: told(self.denying) }),
            }),
            auth_decision: Some(outcome.as_str().to_owned()),
            missing_context_values: Some(self.missing),
        }
    }
}

impl Named {
    fn told(self, (account, region): (&AccountId, &Region)) -> Policy {
        let arn = self.iot.then(|| policy_arn(account, region, &self.name));
        Policy { policy_arn: arn, policy_name: Some(self.name) }
    }
}

fn policies(grants: &Grants, leg: Leg) -> Option<&PolicySet> {
    let iam = grants.iam.as_ref();
    match leg {
        Leg::Identity => iam.map(|iam| &iam.identity),
        Leg::Boundary => iam.and_then(|iam| iam.boundary.as_ref()),
        Leg::Session => iam.and_then(|iam| iam.session.as_ref()),
        Leg::Device => grants.device.as_ref().map(|device| &device.policies),
        Leg::Trust | Leg::Resource => None,
    }
}

/// Variables without a value in statements about the action, and keys that a condition looked for in
/// vain where nothing else was in the way.
fn missing(leg: &LegExplanation) -> Vec<String> {
    let sought = leg.near_misses.iter().filter(|miss| miss.seen.is_empty());
    let sought = sought.filter_map(|miss| match &miss.element {
        Element::Condition { key, .. } => Some(key.clone()),
        Element::Principal | Element::Action | Element::Resource => None,
    });
    leg.unresolved.iter().cloned().chain(sought).collect()
}

fn note<T: PartialEq>(noted: &mut Vec<T>, more: impl IntoIterator<Item = T>) {
    for one in more {
        if !noted.contains(&one) {
            noted.push(one);
        }
    }
}
