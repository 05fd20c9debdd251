//! Roles assumed and refused, each refusal beside what is allowed.

mod access_key_info;
mod assume_role;
mod chains;
mod identity_tokens;
mod openid_tokens;
mod outbound_tokens;
mod packed_sizes;
mod revocations;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::sts::{
    AssumeRoleInput, AssumeRoleOutput, AssumeRoleWithWebIdentityInput, Credentials,
};
use serde_json::{Value, json};

use super::assume_role::AssumeRole;
use super::web_identity::{AssumeRoleWithWebIdentity, Output};
use crate::principal::Principal;
use crate::testing::{ACCOUNT, Answered, Stage};

/// A trust policy with these statements.
fn trust(statements: &[Value]) -> Value {
    json!({ "Version": "2012-10-17", "Statement": statements })
}

/// A statement that lets the whole account do these actions.
fn account_may(actions: &[&str]) -> Value {
    aws_may(&format!("arn:aws:iam::{ACCOUNT}:root"), actions)
}

fn aws_may(principal: &str, actions: &[&str]) -> Value {
    json!({ "Effect": "Allow", "Principal": { "AWS": principal }, "Action": actions })
}

fn account_trust() -> Value {
    trust(&[account_may(&["sts:AssumeRole"])])
}

fn request(role_arn: &str) -> AssumeRoleInput {
    AssumeRoleInput {
        role_arn: role_arn.to_owned(),
        role_session_name: "test".to_owned(),
        ..AssumeRoleInput::default()
    }
}

fn assume(
    stage: &Stage,
    caller: &Principal,
    input: &AssumeRoleInput,
) -> Answered<AssumeRoleOutput> {
    stage.call::<AssumeRole>(caller, input)
}

/// The session that a caller gets by a call that is allowed.
fn session(stage: &Stage, caller: &Principal, input: &AssumeRoleInput) -> Principal {
    presented(stage, &assume(stage, caller, input).allowed().credentials.unwrap())
}

fn presented(stage: &Stage, credentials: &Credentials) -> Principal {
    stage.principal(&credentials.access_key_id, credentials.session_token.expose())
}

fn trade(stage: &Stage, input: &AssumeRoleWithWebIdentityInput) -> Answered<Output> {
    stage.call::<AssumeRoleWithWebIdentity>(&Principal::Anonymous, input)
}

fn web_request(role_arn: &str, token: &str) -> AssumeRoleWithWebIdentityInput {
    AssumeRoleWithWebIdentityInput {
        role_arn: role_arn.to_owned(),
        role_session_name: "web".to_owned(),
        web_identity_token: token.into(),
        ..AssumeRoleWithWebIdentityInput::default()
    }
}

const NOT_AUTHORIZED: (&str, u16, &str) =
    ("AccessDenied", 403, "Not authorized to perform sts:AssumeRoleWithWebIdentity");

/// The hint of a refusal: for the operator, never on the wire.
fn hint<Output>(answer: &Result<Output, ServiceError>) -> &str {
    let Err(error) = answer else { return "" };
    error.hint.as_deref().unwrap_or_default()
}
