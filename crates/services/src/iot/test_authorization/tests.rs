//! Who is tested, over the in-memory store: tables of principals and changes.

use daypass_aws_types::iot::{
    AttachPolicyInput, AuthInfo, AuthResult, CreatePolicyInput, Policy, TestAuthorizationInput,
};
use serde_json::json;

use super::TestAuthorization;
use crate::cognito_identity::records::{IdentityPoolRecord, IdentityState};
use crate::iot::attachment::AttachPolicy;
use crate::iot::policy::CreatePolicy;
use crate::testing::{ACCOUNT, Answered, OTHER_ACCOUNT, Stage};

/// Makes an AWS IoT policy.
fn policy(stage: &Stage, name: &str, effect: &str, action: &str) {
    let statement = json!({ "Effect": effect, "Action": action, "Resource": "*" });
    let document = json!({ "Version": "2012-10-17", "Statement": [statement] });
    let input = CreatePolicyInput {
        policy_name: name.to_owned(),
        policy_document: document.to_string(),
        ..CreatePolicyInput::default()
    };
    stage.call::<CreatePolicy>(&Stage::root(), &input).allowed();
}

fn attach(stage: &Stage, policy: &str, target: &str) {
    let input = AttachPolicyInput { policy_name: policy.to_owned(), target: target.to_owned() };
    stage.call::<AttachPolicy>(&Stage::root(), &input).allowed();
}

fn publish(principal: Option<&str>) -> TestAuthorizationInput {
    let resource = format!("arn:aws:iot:us-east-1:{ACCOUNT}:topic/a");
    TestAuthorizationInput {
        principal: principal.map(str::to_owned),
        auth_infos: vec![AuthInfo {
            action_type: Some("PUBLISH".to_owned()),
            resources: vec![resource],
        }],
        ..TestAuthorizationInput::default()
    }
}

fn ask(
    stage: &Stage,
    input: &TestAuthorizationInput,
) -> Answered<daypass_aws_types::iot::TestAuthorizationOutput> {
    stage.call::<TestAuthorization>(&Stage::root(), input)
}

fn result(stage: &Stage, input: &TestAuthorizationInput) -> AuthResult {
    let results = ask(stage, input).allowed().auth_results.unwrap();
    let [result] = <[AuthResult; 1]>::try_from(results).unwrap();
    result
}

fn decision(stage: &Stage, input: &TestAuthorizationInput) -> String {
    result(stage, input).auth_decision.unwrap()
}

fn names(policies: Option<Vec<Policy>>) -> Vec<String> {
    policies.unwrap().into_iter().map(|policy| policy.policy_name.unwrap()).collect()
}

/// A pool whose roles allow everything, with a signed-in identity and a guest.
fn people(stage: &Stage) -> (IdentityPoolRecord, String, String) {
    let pool = stage.pool();
    let member = stage.identity(&pool, 1, IdentityState::Authenticated).id;
    let guest = stage.identity(&pool, 2, IdentityState::Guest).id;
    (pool, member, guest)
}

#[test]
fn both_legs_of_a_signed_in_identity_are_told() {
    let stage = Stage::new();
    let (_, member, guest) = people(&stage);
    policy(&stage, "publishes", "Allow", "iot:Publish");
    policy(&stage, "receives", "Allow", "iot:Receive");
    policy(&stage, "denies", "Deny", "iot:Publish");
    for target in [&member, &guest] {
        attach(&stage, "receives", target);
    }
    let told = result(&stage, &publish(Some(&member)));
    assert_eq!(told.auth_decision.as_deref(), Some("IMPLICIT_DENY"));
    assert_eq!(names(told.allowed.unwrap().policies), ["permissions"]);
    let denied = told.denied.unwrap();
    assert_eq!(names(denied.implicit_deny.unwrap().policies), ["receives"]);
    assert_eq!(names(denied.explicit_deny.unwrap().policies), Vec::<String>::new());

    attach(&stage, "publishes", &member);
    let told = result(&stage, &publish(Some(&member)));
    assert_eq!(told.auth_decision.as_deref(), Some("ALLOWED"));
    assert_eq!(names(told.allowed.unwrap().policies), ["permissions", "publishes"]);

    // What is attached to a guest plays no part.
    attach(&stage, "denies", &guest);
    assert_eq!(decision(&stage, &publish(Some(&guest))), "ALLOWED");
    attach(&stage, "denies", &member);
    assert_eq!(decision(&stage, &publish(Some(&member))), "EXPLICIT_DENY");
}

#[test]
fn policies_are_added_and_left_out_for_the_question_alone() {
    let stage = Stage::new();
    let (_, member, guest) = people(&stage);
    policy(&stage, "publishes", "Allow", "iot:Publish");
    policy(&stage, "denies", "Deny", "iot:Publish");
    let with = |principal: Option<&str>, add: &[&str], skip: &[&str]| {
        let owned = |names: &[&str]| {
            (!names.is_empty()).then(|| names.iter().map(|name| (*name).to_owned()).collect())
        };
        let (policy_names_to_add, policy_names_to_skip) = (owned(add), owned(skip));
        TestAuthorizationInput { policy_names_to_add, policy_names_to_skip, ..publish(principal) }
    };
    let (member, guest) = (Some(member.as_str()), Some(guest.as_str()));
    for (principal, add, skip, expected) in [
        (member, &[][..], &[][..], "IMPLICIT_DENY"),
        (member, &["publishes"], &[], "ALLOWED"),
        (member, &["publishes", "denies"], &[], "EXPLICIT_DENY"),
        (guest, &["denies"], &[], "ALLOWED"),
        (None, &["publishes"], &[], "ALLOWED"),
        (None, &["denies"], &["denies"], "EXPLICIT_DENY"),
    ] {
        let asked = with(principal, add, skip);
        assert_eq!(decision(&stage, &asked), expected, "{principal:?} {add:?} {skip:?}");
    }
    attach(&stage, "publishes", member.unwrap());
    assert_eq!(decision(&stage, &with(member, &[], &["publishes"])), "IMPLICIT_DENY");
    assert_eq!(decision(&stage, &with(member, &[], &["other"])), "ALLOWED");
    assert_eq!(ask(&stage, &with(member, &["nowhere"], &[])).refused().1, 404);
}

#[test]
fn who_gets_no_credentials_may_do_nothing() {
    let stage = Stage::new();
    let (mut pool, member, guest) = people(&stage);
    policy(&stage, "everything", "Allow", "iot:*");
    attach(&stage, "everything", &member);
    let of_pool =
        TestAuthorizationInput { cognito_identity_pool_id: Some(pool.id.clone()), ..publish(None) };
    for asked in [&publish(Some(&member)), &publish(Some(&guest)), &of_pool] {
        assert_eq!(decision(&stage, asked), "ALLOWED");
    }
    let disabled = stage.identity(&pool, 3, IdentityState::Disabled).id;
    assert_eq!(decision(&stage, &publish(Some(&disabled))), "IMPLICIT_DENY");
    stage.delete_role("guest");
    for asked in [&publish(Some(&guest)), &of_pool] {
        assert_eq!(decision(&stage, asked), "IMPLICIT_DENY");
    }
    pool.allow_unauthenticated = false;
    pool.roles.remove("authenticated");
    stage.put_pool(&pool);
    for asked in [&publish(Some(&member)), &of_pool] {
        assert_eq!(decision(&stage, asked), "IMPLICIT_DENY");
    }
    pool.account = OTHER_ACCOUNT.to_owned();
    stage.put_pool(&pool);
    for asked in [&publish(Some(&member)), &of_pool] {
        assert_eq!(ask(&stage, asked).refused().1, 404);
    }
}

#[test]
fn a_question_is_whole() {
    let stage = Stage::new();
    let (pool, member, _) = people(&stage);
    let asked = publish(Some(&member));
    assert_eq!(decision(&stage, &asked), "IMPLICIT_DENY");
    let info = |action_type: Option<&str>, resources: usize| AuthInfo {
        action_type: action_type.map(str::to_owned),
        resources: vec![format!("arn:aws:iot:us-east-1:{ACCOUNT}:topic/a"); resources],
    };
    for infos in [
        vec![info(None, 1)],
        vec![info(Some("PUBLISH"), 0)],
        vec![info(Some("PUBLISH"), 100), info(Some("RECEIVE"), 101)],
    ] {
        let unfit = TestAuthorizationInput { auth_infos: infos, ..asked.clone() };
        assert_eq!(ask(&stage, &unfit).refused().0, "InvalidRequestException");
    }
    let full = vec![info(Some("PUBLISH"), 100), info(Some("RECEIVE"), 100)];
    let full = TestAuthorizationInput { auth_infos: full, ..asked.clone() };
    assert_eq!(ask(&stage, &full).allowed().auth_results.unwrap().len(), 2);
    let other = stage.identity(&pool, 9, IdentityState::Guest).id;
    for (principal, pool, status) in [
        (Some(other.as_str()), Some(pool.id.as_str()), 200),
        (Some(&other), Some("us-east-1:00000000-0000-4000-8000-00000000dead"), 404),
        (Some("anonymous"), None, 400),
        (Some("arn:aws:iam::123456789012:role/guest"), None, 400),
        (None, None, 400),
    ] {
        let asked = TestAuthorizationInput {
            cognito_identity_pool_id: pool.map(str::to_owned),
            ..publish(principal)
        };
        let answered = ask(&stage, &asked);
        match answered.answer {
            Ok(_) => assert_eq!(status, 200, "{principal:?}"),
            Err(_) => assert_eq!(answered.refused().1, status, "{principal:?}"),
        }
    }
}
