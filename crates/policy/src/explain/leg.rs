//! One leg told from beginning to end: every statement is asked, nothing is skipped.

use super::missing::{missing_resource_statement, missing_statement, missing_trust_statement};
use super::whom::Whom;
use super::{
    Element, LegExplanation, MatchedStatement, NEAR_MISSES_MAX, NearMiss, StatementReference,
};
use crate::condition::{Condition, Held};
use crate::context::OwnedValue;
use crate::decision::{Leg, Outcome, Request};
use crate::document::{DocumentKind, Effect};
use crate::permissions::Bearing;
use crate::policy::{Policy, PolicySet};
use crate::resource::ResourceLeg;
use crate::scope::{Moment, Scope, Seen};
use crate::statement::{Entries, Statement};
use crate::template::{Token, Values as _};
use crate::trust::{TrustCaller, trust_scope};
use std::cmp::Reverse;

/// A statement, and which of its elements do not match.
struct Asked<'s> {
    /// The policy's place in its leg.
    at: usize,
    policy: &'s Policy,
    /// The statement's place in its document.
    index: usize,
    statement: &'s Statement,
    failed: Vec<Failed<'s>>,
    unresolved: Vec<String>,
}

enum Failed<'s> {
    Principal,
    Action,
    Resource,
    /// A condition, with what the request had for its key.
    Condition(&'s Condition, Vec<String>),
}

impl LegExplanation {
    /// Explains a leg of permissions. The action is in lower case.
    pub(crate) fn of(
        leg: Leg,
        bearing: &Bearing<'_>,
        action: &str,
        request: &Request<'_>,
        moment: &Moment<'_>,
    ) -> Self {
        let (set, bound) = match bearing {
            Bearing::Root => return Self::root(leg),
            Bearing::Policies(set, bound) => (set, bound),
        };
        let asked = ask_set(set, bound, action, request, Whom::Bearer, moment);
        let kind = match leg {
            Leg::Device => DocumentKind::Iot,
            _ => DocumentKind::Identity,
        };
        let missing = || missing_statement(kind, request);
        Self::conclude(leg, set.policies().len(), &asked, request, Whom::Bearer, missing)
    }

    /// Explains the policies of a resource. The action is in lower case.
    pub(crate) fn of_resource(
        leg: &ResourceLeg,
        bound: &[Option<OwnedValue>],
        boundary: bool,
        action: &str,
        request: &Request<'_>,
        moment: &Moment<'_>,
    ) -> Self {
        let whom = Whom::Resource(&leg.caller, boundary);
        let asked = ask_set(&leg.policies, bound, action, request, whom, moment);
        let missing = || missing_resource_statement(request, &leg.caller);
        let policies = leg.policies.policies().len();
        Self::conclude(Leg::Resource, policies, &asked, request, whom, missing)
    }

    /// Explains a trust policy. The action is in lower case.
    pub(crate) fn of_trust(
        trust: &Policy,
        caller: &TrustCaller<'_>,
        action: &str,
        request: &Request<'_>,
        moment: &Moment<'_>,
    ) -> Self {
        let scope = trust_scope(trust, moment);
        let asked = ask((0, trust), action, request, Whom::Trust(caller), &scope);
        let missing = || missing_trust_statement(request, caller);
        Self::conclude(Leg::Trust, 1, &asked, request, Whom::Trust(caller), missing)
    }

    fn root(leg: Leg) -> Self {
        Self {
            leg,
            outcome: Outcome::Allow,
            policies: 0,
            deciding: None,
            matched: Vec::new(),
            near_misses: Vec::new(),
            unresolved: Vec::new(),
            reach: None,
            missing_statement: None,
        }
    }

    fn conclude(
        leg: Leg,
        policies: usize,
        asked: &[Asked<'_>],
        request: &Request<'_>,
        whom: Whom<'_>,
        missing: impl FnOnce() -> String,
    ) -> Self {
        let matching = |effect: Effect| {
            asked.iter().filter(move |one| one.failed.is_empty() && one.statement.effect == effect)
        };
        // Of several that allow, the first of the furthest reach decides.
        let reach = matching(Effect::Allow).filter_map(|one| whom.reach(one.statement)).max();
        let allow = matching(Effect::Allow).find(|one| whom.reach(one.statement) == reach);
        let (outcome, deciding) = match (matching(Effect::Deny).next(), allow) {
            (Some(deny), _) => (Outcome::ExplicitDeny, Some(deny.reference())),
            (None, Some(allow)) => (Outcome::Allow, Some(allow.reference())),
            (None, None) => (Outcome::ImplicitDeny, None),
        };
        let reach = reach.filter(|_| outcome.is_allow());
        let mut unresolved: Vec<String> =
            asked.iter().flat_map(|one| one.unresolved.iter().cloned()).collect();
        unresolved.sort();
        unresolved.dedup();
        let implicit = outcome == Outcome::ImplicitDeny;
        let near_misses = if implicit { near_misses(asked, request, whom) } else { Vec::new() };
        let missing_statement = implicit.then(missing);
        let matched =
            asked.iter().filter(|one| one.failed.is_empty()).map(Asked::matched).collect();
        Self {
            leg,
            outcome,
            policies,
            deciding,
            matched,
            near_misses,
            unresolved,
            reach,
            missing_statement,
        }
    }
}

/// Asks every statement of a set.
fn ask_set<'p>(
    set: &'p PolicySet,
    bound: &[Option<OwnedValue>],
    action: &str,
    request: &Request<'_>,
    whom: Whom<'_>,
    moment: &Moment<'_>,
) -> Vec<Asked<'p>> {
    let mut asked = Vec::new();
    for (at, policy) in set.policies().iter().enumerate() {
        if let Some(scope) = set.scope(at, moment, bound) {
            asked.extend(ask((at, policy), action, request, whom, &scope));
        }
    }
    asked
}

/// Asks every statement of a policy.
fn ask<'p>(
    (at, policy): (usize, &'p Policy),
    action: &str,
    request: &Request<'_>,
    whom: Whom<'_>,
    scope: &Scope<'_>,
) -> Vec<Asked<'p>> {
    let statements = policy.document().statements().iter().enumerate();
    let asked = statements.map(|(index, statement)| {
        let mut failed = Vec::new();
        if !whom.is_covered(statement) {
            failed.push(Failed::Principal);
        }
        let covers_action = statement.covers_action(action, scope);
        if !covers_action {
            failed.push(Failed::Action);
        }
        if !statement.covers_resource(request.resource, scope) {
            failed.push(Failed::Resource);
        }
        for condition in &statement.conditions {
            if condition.held(scope, statement.effect) != Held::Holds {
                failed.push(Failed::Condition(condition, seen(condition, scope)));
            }
        }
        let unresolved = if covers_action { unresolved(statement, scope) } else { Vec::new() };
        Asked { at, policy, index, statement, failed, unresolved }
    });
    asked.collect()
}

impl Asked<'_> {
    fn matched(&self) -> MatchedStatement {
        let effect = self.statement.effect;
        MatchedStatement { policy: self.at, statement: self.index, effect }
    }

    fn reference(&self) -> StatementReference {
        StatementReference {
            policy: self.policy.name().clone(),
            version: self.policy.version().cloned(),
            sid: self.statement.sid.as_deref().map(str::to_owned),
            index: self.index,
            effect: self.statement.effect,
            span: self.policy.document().span(self.statement.at),
        }
    }
}

fn seen(condition: &Condition, scope: &Scope<'_>) -> Vec<String> {
    match scope.seen(condition.key) {
        Seen::Absent => Vec::new(),
        Seen::One(value) => vec![value.to_owned()],
        Seen::Many(values) => values.to_vec(),
        Seen::Clock(clock) => vec![clock.text().to_owned()],
    }
}

/// The names of the statement's variables that have no value.
fn unresolved(statement: &Statement, scope: &Scope<'_>) -> Vec<String> {
    let resources = statement.resources.iter().flat_map(|resources| &resources.list);
    let in_resources =
        resources.flat_map(|entry| entry.pattern.tokens()).filter_map(|token| match token {
            Token::Variable(variable) => Some(variable),
            _ => None,
        });
    let in_conditions =
        statement.conditions.iter().flat_map(|condition| condition.unresolved(scope));
    in_resources
        .filter(|variable| scope.text(variable).is_none())
        .chain(in_conditions)
        .filter_map(|variable| scope.key(variable.key))
        .map(|key| key.written.to_string())
        .collect()
}

/// The statements that would have allowed but for one element, closest first: a condition, then
/// a resource by the length of what it shares with the request, then the rest.
fn near_misses(asked: &[Asked<'_>], request: &Request<'_>, whom: Whom<'_>) -> Vec<NearMiss> {
    let mut ranked = Vec::new();
    for one in asked.iter().filter(|one| one.statement.effect == Effect::Allow) {
        let [failed] = one.failed.as_slice() else { continue };
        if let Some(rank) = rank(one.statement, failed, request) {
            ranked.push((rank, one, failed));
        }
    }
    ranked.sort_by_key(|(rank, ..)| *rank);
    let nearest = ranked.into_iter().take(NEAR_MISSES_MAX);
    nearest.map(|(_, one, failed)| near_miss(one, failed, request, whom)).collect()
}

/// How far a miss is: the kind of its element, then what a resource does not share.
fn rank(
    statement: &Statement,
    failed: &Failed<'_>,
    request: &Request<'_>,
) -> Option<(u8, Reverse<usize>)> {
    match failed {
        Failed::Condition(..) => Some((0, Reverse(0))),
        Failed::Principal => Some((1, Reverse(0))),
        Failed::Resource => {
            let entries = statement.resources.iter().flat_map(|resources| &resources.list);
            let shared = entries.map(|entry| shared(&entry.written, request.resource)).max();
            Some((2, Reverse(shared.unwrap_or(0))))
        }
        // An action of another service is not near.
        Failed::Action => {
            is_of_service(&statement.actions, request.action).then_some((3, Reverse(0)))
        }
    }
}

fn near_miss(
    one: &Asked<'_>,
    failed: &Failed<'_>,
    request: &Request<'_>,
    whom: Whom<'_>,
) -> NearMiss {
    let statement = one.statement;
    let written =
        |entries: &Entries| entries.list.iter().map(|entry| entry.written.to_string()).collect();
    let (element, negated, expected, seen, at) = match failed {
        Failed::Principal => {
            let principals = statement.principals.as_ref();
            let expected = principals.map(crate::principal::Principals::written);
            let at = principals.map_or(statement.at, |principals| principals.at);
            let negated = principals.is_some_and(|principals| principals.negated);
            (Element::Principal, negated, expected.unwrap_or_default(), whom.names(), at)
        }
        Failed::Action => {
            let actions = &statement.actions;
            let seen = vec![request.action.to_owned()];
            (Element::Action, actions.negated, written(actions), seen, actions.at)
        }
        Failed::Resource => {
            let resources = statement.resources.as_ref();
            let at = resources.map_or(statement.at, |resources| resources.at);
            let expected = resources.map(written).unwrap_or_default();
            let negated = resources.is_some_and(|resources| resources.negated);
            (Element::Resource, negated, expected, vec![request.resource.to_owned()], at)
        }
        Failed::Condition(condition, seen) => {
            let element = Element::Condition {
                operator: condition.written_operator.to_string(),
                key: condition.written_key.to_string(),
            };
            let expected = condition.written_values.iter().map(ToString::to_string).collect();
            (element, false, expected, seen.clone(), condition.at)
        }
    };
    let span = one.policy.document().span(at);
    NearMiss { statement: one.reference(), element, negated, expected, seen, span }
}

/// The length of the common start of a written resource and the one asked for.
fn shared(written: &str, resource: &str) -> usize {
    written.bytes().zip(resource.bytes()).take_while(|(a, b)| a == b).count()
}

fn is_of_service(actions: &Entries, action: &str) -> bool {
    let service = action.split(':').next().unwrap_or_default();
    actions.list.iter().any(|entry| {
        entry.written.split(':').next().is_some_and(|vendor| vendor.eq_ignore_ascii_case(service))
    })
}
