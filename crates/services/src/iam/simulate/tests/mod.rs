//! The simulator over the in-memory store: tables of policies and requests, and its bounds.

mod bounds;
mod custom;
mod principal;

use daypass_aws_types::iam::{
    EvaluationResult, SimulateCustomPolicyInput, SimulatePrincipalPolicyInput, Statement,
};
use serde_json::json;

use super::custom::SimulateCustomPolicy;
use super::principal::SimulatePrincipalPolicy;
use crate::testing::{Answered, Stage};

/// One statement as a document.
fn document(effect: &str, action: &str, resource: &str) -> String {
    let statement = json!({ "Effect": effect, "Action": action, "Resource": resource });
    json!({ "Version": "2012-10-17", "Statement": [statement] }).to_string()
}

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn custom(
    stage: &Stage,
    input: &SimulateCustomPolicyInput,
) -> Answered<daypass_aws_types::iam::SimulateCustomPolicyOutput> {
    stage.call::<SimulateCustomPolicy>(&Stage::root(), input)
}

/// The result for the one action of a simulation.
fn result(stage: &Stage, input: &SimulateCustomPolicyInput) -> EvaluationResult {
    let results = custom(stage, input).allowed().evaluation_results.unwrap();
    let [result] = <[EvaluationResult; 1]>::try_from(results).unwrap();
    result
}

fn principal_results(
    stage: &Stage,
    input: &SimulatePrincipalPolicyInput,
) -> Vec<(String, Vec<String>, Option<bool>)> {
    let answered = stage.call::<SimulatePrincipalPolicy>(&Stage::root(), input).allowed();
    let told = answered.evaluation_results.unwrap().into_iter().map(|result| {
        let boundary = result.permissions_boundary_decision_detail;
        let boundary = boundary.and_then(|detail| detail.allowed_by_permissions_boundary);
        (result.eval_decision, sources(result.matched_statements), boundary)
    });
    told.collect()
}

fn sources(statements: Option<Vec<Statement>>) -> Vec<String> {
    statements.unwrap().into_iter().map(|one| one.source_policy_id.unwrap()).collect()
}
