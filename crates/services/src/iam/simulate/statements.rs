//! `MatchedStatements`: the statements that speak of a request, where they stand in their texts.

use daypass_aws_types::iam::{Position, Statement};
use daypass_policy::{Effect, Leg, LegExplanation, Outcome};

use super::sources::{Source, Sources};

/// A statement among those of a simulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Matched {
    leg: Leg,
    policy: usize,
    statement: usize,
}

/// The statements of one request's answer that AWS lists: all that deny where something denies,
/// otherwise all that allow, those of a boundary left out.
pub(super) fn matched(legs: &[LegExplanation], outcome: Outcome) -> Vec<Matched> {
    let denied = outcome == Outcome::ExplicitDeny;
    let effect = if denied { Effect::Deny } else { Effect::Allow };
    let listed = legs.iter().filter(|leg| denied || leg.leg != Leg::Boundary);
    let statements = listed.flat_map(|leg| leg.matched.iter().map(move |one| (leg.leg, one)));
    let of_effect = statements.filter(|(_, one)| one.effect == effect);
    of_effect
        .map(|(leg, one)| Matched { leg, policy: one.policy, statement: one.statement })
        .collect()
}

impl Matched {
    /// The statement as answers show it.
    pub(super) fn shown(self, sources: &Sources) -> Option<Statement> {
        let (source, source_type) = self.source(sources)?;
        let span = source.policy.document().simulator_span(self.statement)?;
        let position = |at: daypass_policy::Position| Position {
            line: i32::try_from(at.line).ok(),
            column: i32::try_from(at.column).ok(),
        };
        Some(Statement {
            source_policy_id: Some(source.id.clone()),
            source_policy_type: Some(source_type.to_owned()),
            start_position: Some(position(span.start)),
            end_position: Some(position(span.end)),
        })
    }

    fn source(self, sources: &Sources) -> Option<(&Source, &'static str)> {
        let of_leg = match self.leg {
            Leg::Identity => sources.identity.as_slice(),
            Leg::Boundary => sources.boundary.as_deref().unwrap_or_default(),
            Leg::Resource => sources.resource.as_slice(),
            Leg::Session | Leg::Device | Leg::Trust => return None,
        };
        of_leg.get(self.policy).zip(source_type(self.leg))
    }
}

/// What AWS calls the policies of a leg, in `SourcePolicyType` and in `EvalDecisionDetails`.
pub(super) fn source_type(leg: Leg) -> Option<&'static str> {
    match leg {
        Leg::Identity => Some("IAM Policy"),
        Leg::Boundary => Some("Permissions Boundary Policy"),
        Leg::Resource => Some("Resource Policy"),
        Leg::Session | Leg::Device | Leg::Trust => None,
    }
}
