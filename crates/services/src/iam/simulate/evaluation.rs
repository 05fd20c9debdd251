//! Asking a simulation: every action for every resource, a page of results at a time.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use daypass_aws_types::error::{ServiceError, common};
use daypass_aws_types::iam::{
    EvaluationResult, OrganizationsDecisionDetail, PermissionsBoundaryDecisionDetail,
    ResourceSpecificResult, Statement,
};
use daypass_policy::{Leg, NoContext, Outcome, Permissions, Request};

use super::simulation::Simulation;
use super::statements::{Matched, matched, source_type};
use super::templates::arn_template;
use crate::iam::error::invalid_input;
use crate::iam::listing::listing;
use crate::operation::Call;

/// Bytes of policies that the requests of one page are compared with, counted once for each
/// [`SUBJECT_BYTES`] of a request's resource and context: patterns are compared with those. A page
/// ends earlier than the caller asked rather than taking more, as the operation is documented to do.
const COMPARED_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Bytes of a request's resource and context that count as one comparison with all policies.
const SUBJECT_BYTES: usize = 64;
/// Requests of one page.
const REQUESTS_MAX: usize = 10_000;
/// Statements that the results for one action show, and after which a page ends.
const STATEMENTS_SHOWN_MAX: usize = 50_000;

/// A page of results.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) results: Vec<EvaluationResult>,
    /// The marker of the next page.
    pub(super) marker: Option<String>,
}

/// What was said to one request.
struct Judged<'a> {
    resource: &'a str,
    outcome: Outcome,
    matched: Vec<Matched>,
    /// What each kind of policy says; empty where the organization ended the simulation.
    legs: Vec<(Leg, Outcome)>,
    within_organization: Option<bool>,
}

/// Asks one action for each resource.
struct Evaluation<'a> {
    simulation: &'a Simulation<'a>,
    permissions: Vec<(&'a str, Arc<Permissions>)>,
    /// Statements as they are shown: finding a place means reading the text up to it.
    shown: HashMap<Matched, Option<Statement>>,
    statements: usize,
}

impl Simulation<'_> {
    /// The results of the page that a call asks for. Each action has one result, whatever the
    /// number of its resources.
    pub(super) fn page<I>(
        &self,
        call: &Call<'_, I>,
        operation: &str,
        marker: Option<&str>,
        items_max: Option<i32>,
    ) -> Result<Page, ServiceError> {
        let listing = listing(call, operation, marker, items_max)?;
        let first = match &listing.after {
            None => 0,
            Some(after) => place(after).ok_or_else(|| {
                let marker = marker.unwrap_or_default();
                ServiceError::new(&common::VALIDATION_ERROR, format!("Invalid Marker: {marker}"))
            })?,
        };
        let (actions, fitting) = (self.arguments.actions, self.actions_max()?);
        let mut evaluation = Evaluation::new(self);
        let mut results = Vec::new();
        for action in actions.iter().skip(first).take(listing.limit.min(fitting)) {
            results.push(evaluation.result(action)?);
            if evaluation.statements >= STATEMENTS_SHOWN_MAX {
                break;
            }
        }
        let next = first + results.len();
        let more = next < actions.len() && !results.is_empty();
        let marker =
            more.then(|| listing.token_after(call, operation, next.to_string().as_bytes()));
        Ok(Page { results, marker: marker.flatten() })
    }

    /// How many actions one page has room for.
    fn actions_max(&self) -> Result<usize, ServiceError> {
        let named = self.arguments.named_resources();
        let comparisons =
            |resource: &str| (resource.len() + self.context_bytes()).div_ceil(SUBJECT_BYTES).max(1);
        let comparisons = match named {
            [] => comparisons("*"),
            named => named.iter().map(|resource| comparisons(resource)).sum(),
        };
        let compared = self.text_bytes().saturating_mul(comparisons).max(1);
        let fitting = (COMPARED_BYTES_MAX / compared).min(REQUESTS_MAX / named.len().max(1));
        if fitting == 0 {
            return Err(too_large());
        }
        Ok(fitting)
    }
}

impl<'a> Evaluation<'a> {
    fn new(simulation: &'a Simulation<'a>) -> Self {
        let permissions = simulation.permissions(simulation.arguments.named_resources());
        Self { simulation, permissions, shown: HashMap::new(), statements: 0 }
    }

    fn result(&mut self, action: &str) -> Result<EvaluationResult, ServiceError> {
        let simulation = self.simulation;
        let judged: Vec<Judged<'_>> = self
            .permissions
            .iter()
            .map(|(resource, permissions)| judge(simulation, action, resource, permissions))
            .collect();
        let outcome = most_restrictive(judged.iter().map(|one| one.outcome));
        let contributing = judged.iter().filter(|one| one.outcome == outcome);
        let contributing: Vec<&Judged<'_>> =
            if outcome == Outcome::ImplicitDeny { Vec::new() } else { contributing.collect() };
        let mut seen = HashSet::new();
        let union: Vec<Matched> = contributing
            .iter()
            .flat_map(|one| one.matched.iter().copied())
            .filter(|matched| seen.insert(*matched))
            .collect();
        let named = simulation.arguments.named_resources();
        let specific: Option<Vec<_>> =
            (!named.is_empty()).then(|| judged.iter().map(|one| self.specific(one)).collect());
        let matched_statements = Some(self.show(&union));
        if self.statements > STATEMENTS_SHOWN_MAX * 2 {
            return Err(too_large());
        }
        Ok(EvaluationResult {
            eval_action_name: action.to_owned(),
            eval_decision: word(outcome).to_owned(),
            eval_decision_details: specific.as_ref().and_then(|_| summary(simulation, &judged)),
            eval_resource_name: Some(resource_name(named, action)),
            matched_statements,
            missing_context_values: Some(simulation.missing.clone()),
            organizations_decision_detail: every(judged.iter().map(|one| one.within_organization))
                .map(organization_detail),
            permissions_boundary_decision_detail: every(judged.iter().map(Judged::within_boundary))
                .map(boundary_detail),
            resource_specific_results: specific,
        })
    }

    fn specific(&mut self, judged: &Judged<'_>) -> ResourceSpecificResult {
        let foreign = self.simulation.is_foreign(judged.resource) && !judged.legs.is_empty();
        ResourceSpecificResult {
            eval_decision_details: foreign.then(|| judged.details()),
            eval_resource_decision: word(judged.outcome).to_owned(),
            eval_resource_name: judged.resource.to_owned(),
            matched_statements: Some(self.show(&judged.matched)),
            missing_context_values: Some(self.simulation.missing.clone()),
            permissions_boundary_decision_detail: judged.within_boundary().map(boundary_detail),
        }
    }

    fn show(&mut self, matched: &[Matched]) -> Vec<Statement> {
        let sources = &self.simulation.sources;
        self.statements += matched.len();
        if self.statements > STATEMENTS_SHOWN_MAX * 2 {
            return Vec::new();
        }
        let shown = matched
            .iter()
            .map(|one| self.shown.entry(*one).or_insert_with(|| one.shown(sources)).clone());
        shown.flatten().collect()
    }
}

/// Asks one request. An organization that does not allow ends it, and its statements are not shown.
fn judge<'r>(
    simulation: &Simulation<'_>,
    action: &str,
    resource: &'r str,
    permissions: &Permissions,
) -> Judged<'r> {
    let request = Request { action, resource, context: &NoContext, now_ms: simulation.now_ms };
    let organization = simulation.organization.as_ref().map(|levels| levels.decide(&request));
    let within_organization = organization.map(Outcome::is_allow);
    if let Some(outcome) = organization.filter(|outcome| !outcome.is_allow()) {
        let (matched, legs) = (Vec::new(), Vec::new());
        return Judged { resource, outcome, matched, legs, within_organization };
    }
    let explanation = permissions.explain(&request);
    let outcome = explanation.decision.outcome;
    let legs = explanation.legs.iter().map(|leg| (leg.leg, leg.outcome)).collect();
    let matched = matched(&explanation.legs, outcome);
    Judged { resource, outcome, matched, legs, within_organization }
}

impl Judged<'_> {
    fn within_boundary(&self) -> Option<bool> {
        let boundary = self.legs.iter().find(|(leg, _)| *leg == Leg::Boundary);
        boundary.map(|(_, outcome)| outcome.is_allow())
    }

    /// What each kind of policy says, in AWS's names.
    fn details(&self) -> BTreeMap<String, String> {
        let named = self.legs.iter().filter_map(|(leg, outcome)| {
            Some((source_type(*leg)?.to_owned(), word(*outcome).to_owned()))
        });
        named.collect()
    }
}

/// The most restrictive answer of each kind of policy across resources of other accounts; empty
/// within one account, and absent where the organization ended every simulation.
fn summary(simulation: &Simulation<'_>, judged: &[Judged<'_>]) -> Option<BTreeMap<String, String>> {
    let asked: Vec<&Judged<'_>> = judged.iter().filter(|one| !one.legs.is_empty()).collect();
    if asked.is_empty() && simulation.organization.is_some() {
        return None;
    }
    let mut summary = BTreeMap::new();
    for one in asked.iter().filter(|one| simulation.is_foreign(one.resource)) {
        for (leg, outcome) in &one.legs {
            let Some(name) = source_type(*leg) else { continue };
            let so_far = summary.entry(name.to_owned()).or_insert(*outcome);
            *so_far = most_restrictive([*so_far, *outcome]);
        }
    }
    let worded = summary.into_iter().map(|(name, outcome)| (name, word(outcome).to_owned()));
    Some(worded.collect())
}

/// A single resource names its result; several are told apart in theirs.
fn resource_name(named: &[String], action: &str) -> String {
    match named {
        [] => "*".to_owned(),
        [one] => one.clone(),
        _ => arn_template(action).to_owned(),
    }
}

fn most_restrictive(outcomes: impl IntoIterator<Item = Outcome>) -> Outcome {
    let rank = |outcome: &Outcome| match outcome {
        Outcome::Allow => 0,
        Outcome::ImplicitDeny => 1,
        Outcome::ExplicitDeny => 2,
    };
    outcomes.into_iter().max_by_key(rank).unwrap_or(Outcome::ImplicitDeny)
}

/// Whether all that say something say yes; nothing where nobody says anything.
fn every(said: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    said.flatten().reduce(|all, one| all && one)
}

fn organization_detail(allowed: bool) -> OrganizationsDecisionDetail {
    OrganizationsDecisionDetail { allowed_by_organizations: Some(allowed) }
}

fn boundary_detail(allowed: bool) -> PermissionsBoundaryDecisionDetail {
    PermissionsBoundaryDecisionDetail { allowed_by_permissions_boundary: Some(allowed) }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Allow => "allowed",
        Outcome::ExplicitDeny => "explicitDeny",
        Outcome::ImplicitDeny => "implicitDeny",
    }
}

/// The place among the actions that a marker stands for.
fn place(after: &[u8]) -> Option<usize> {
    std::str::from_utf8(after).ok()?.parse().ok()
}

fn too_large() -> ServiceError {
    let message = "The simulation is too large: simulate fewer resources or smaller policies.";
    invalid_input(message.to_owned())
}
