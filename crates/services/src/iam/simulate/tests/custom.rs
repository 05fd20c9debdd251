//! Policies that come with the call.

use daypass_aws_types::iam::{ContextEntry, SimulateCustomPolicyInput};

use super::{custom, document, owned, result, sources};
use crate::iam::simulate::templates::arn_template;
use crate::testing::{ACCOUNT, OTHER_ACCOUNT, Stage};

const KEY: &str = "arn:aws:kms:us-east-1:123456789012:key/k";
const OBJECT: &str = "arn:aws:s3:::b/x";

fn input(policies: &[&str], action: &str, resource: &str) -> SimulateCustomPolicyInput {
    SimulateCustomPolicyInput {
        policy_input_list: owned(policies),
        action_names: owned(&[action]),
        resource_arns: Some(owned(&[resource])),
        ..SimulateCustomPolicyInput::default()
    }
}

fn resource_policy(effect: &str, action: &str, resource: &str, principal: &str) -> String {
    let statement = serde_json::json!({
        "Effect": effect, "Principal": { "AWS": principal }, "Action": action, "Resource": resource });
    serde_json::json!({ "Version": "2012-10-17", "Statement": statement }).to_string()
}

#[test]
fn the_policies_of_a_call_are_one_union() {
    let stage = Stage::new();
    let (get, all, closed) = (
        document("Allow", "s3:GetObject", "*"),
        document("Allow", "s3:*", "arn:aws:s3:::b/*"),
        document("Deny", "s3:DeleteObject", "*"),
    );
    let policies = [get.as_str(), &all, &closed];
    for (action, resource, decision, from) in [
        ("s3:GetObject", OBJECT, "allowed", &["PolicyInputList.1", "PolicyInputList.2"][..]),
        ("s3:GetObject", "arn:aws:s3:::c/x", "allowed", &["PolicyInputList.1"]),
        ("s3:PutObject", OBJECT, "allowed", &["PolicyInputList.2"]),
        ("s3:PutObject", "arn:aws:s3:::c/x", "implicitDeny", &[]),
        ("s3:DeleteObject", OBJECT, "explicitDeny", &["PolicyInputList.3"]),
        ("iot:Publish", OBJECT, "implicitDeny", &[]),
    ] {
        let told = result(&stage, &input(&policies, action, resource));
        assert_eq!(told.eval_decision, decision, "{action} {resource}");
        assert_eq!(sources(told.matched_statements), from, "{action} {resource}");
    }
}

#[test]
fn the_key_of_a_caller_counts_unless_an_entry_says_otherwise() {
    let stage = Stage::new();
    let own = document("Allow", "s3:*", "arn:aws:s3:::b/${aws:PrincipalAccount}");
    let asked = input(&[&own], "s3:GetObject", &format!("arn:aws:s3:::b/{ACCOUNT}"));
    assert_eq!(result(&stage, &asked).eval_decision, "implicitDeny");
    let caller = Some(format!("arn:aws:iam::{ACCOUNT}:user/alice"));
    let called = SimulateCustomPolicyInput { caller_arn: caller, ..asked };
    assert_eq!(result(&stage, &called).eval_decision, "allowed");
    let entry = ContextEntry {
        context_key_name: Some("aws:principalaccount".to_owned()),
        context_key_type: Some("string".to_owned()),
        context_key_values: Some(owned(&[OTHER_ACCOUNT])),
    };
    let overruled = SimulateCustomPolicyInput { context_entries: Some(vec![entry]), ..called };
    assert_eq!(result(&stage, &overruled).eval_decision, "implicitDeny");
}

#[test]
fn a_key_wants_the_word_of_its_own_policy() {
    let stage = Stage::new();
    let everything = document("Allow", "*", "*");
    let alice = format!("arn:aws:iam::{ACCOUNT}:user/alice");
    let with = |action: &str, resource: &str, policy: String| {
        let mut asked = input(&[&everything], action, resource);
        asked.caller_arn = Some(alice.clone());
        asked.resource_policy = Some(policy);
        result(&stage, &asked).eval_decision
    };
    let silent = |resource| resource_policy("Allow", "*", resource, OTHER_ACCOUNT);
    assert_eq!(with("kms:Decrypt", KEY, silent(KEY)), "implicitDeny");
    assert_eq!(with("kms:Decrypt", KEY, resource_policy("Allow", "*", KEY, &alice)), "allowed");
    assert_eq!(with("s3:GetObject", OBJECT, silent(OBJECT)), "allowed");
}

#[test]
fn the_owner_of_a_resource_is_in_its_arn_or_given_or_the_caller() {
    let stage = Stage::new();
    let everything = document("Allow", "*", "*");
    let alice = format!("arn:aws:iam::{ACCOUNT}:user/alice");
    let other = format!("arn:aws:iam::{OTHER_ACCOUNT}:root");
    let theirs = format!("arn:aws:sqs:us-east-1:{OTHER_ACCOUNT}:q");
    for (resource, owner, foreign) in [
        (OBJECT, None, false),
        (OBJECT, Some(&other), true),
        (theirs.as_str(), None, true),
        (&format!("arn:aws:sqs:us-east-1:{ACCOUNT}:q"), Some(&other), false),
    ] {
        let mut asked = input(&[&everything], "sqs:SendMessage", resource);
        asked.caller_arn = Some(alice.clone());
        asked.resource_owner = owner.cloned();
        asked.resource_policy = Some(resource_policy("Allow", "*", "arn:aws:sns:*:*:t", &alice));
        let told = result(&stage, &asked);
        let decision = if foreign { "implicitDeny" } else { "allowed" };
        assert_eq!(told.eval_decision, decision, "{resource} {owner:?}");
        assert_eq!(told.eval_decision_details.unwrap().is_empty(), !foreign, "{resource}");
        let specific = told.resource_specific_results.unwrap();
        let [specific] = specific.as_slice() else { panic!("one resource") };
        assert_eq!(specific.eval_decision_details.is_some(), foreign, "{resource}");
        // What allows is shown beside the resource that it does not suffice for.
        assert_eq!(sources(specific.matched_statements.clone()), ["PolicyInputList.1"]);
        assert_eq!(sources(told.matched_statements).is_empty(), foreign);
    }
}

#[test]
fn forms_of_arns_are_known_by_action() {
    for (action, form) in [
        ("iot:Publish", "arn:${Partition}:iot:${Region}:${Account}:topic/${TopicName}"),
        ("IOT:publish", "arn:${Partition}:iot:${Region}:${Account}:topic/${TopicName}"),
        ("iam:GetRolePolicy", "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}"),
        ("iam:Get", "*"),
        ("iot:ListPolicies", "*"),
        ("nothing", "*"),
    ] {
        assert_eq!(arn_template(action), form, "{action}");
    }
}

#[test]
fn a_simulation_of_many_resources_says_the_worst_of_them() {
    let stage = Stage::new();
    let (allow, deny) = (
        document("Allow", "s3:*", "arn:aws:s3:::b/*"),
        document("Deny", "s3:*", "arn:aws:s3:::b/no"),
    );
    let (yes, no, silent) = ("arn:aws:s3:::b/yes", "arn:aws:s3:::b/no", "arn:aws:s3:::c");
    for (resources, decision, from) in [
        (&[yes, yes][..], "allowed", &["PolicyInputList.1"][..]),
        (&[yes, silent], "implicitDeny", &[]),
        (&[yes, silent, no], "explicitDeny", &["PolicyInputList.2"]),
    ] {
        let mut asked = input(&[&allow, &deny], "s3:GetObject", yes);
        asked.resource_arns = Some(owned(resources));
        let told = result(&stage, &asked);
        assert_eq!(told.eval_decision, decision, "{resources:?}");
        assert_eq!(sources(told.matched_statements), from, "{resources:?}");
        assert_eq!(told.resource_specific_results.unwrap().len(), resources.len());
    }
    let mut none = input(&[&allow], "s3:GetObject", "*");
    assert_eq!(result(&stage, &none).resource_specific_results, None);
    none.resource_arns = Some(owned(&["*", yes]));
    assert_eq!(custom(&stage, &none).refused().0, "InvalidInput");
}
