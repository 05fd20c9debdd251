//! The policies of a role as they stand.

use std::collections::BTreeMap;

use daypass_aws_types::iam::SimulatePrincipalPolicyInput;
use serde_json::json;

use super::{document, owned, principal_results};
use crate::iam::records::{MANAGED_POLICIES, ManagedPolicyRecord, PolicyVersionRecord};
use crate::iam::simulate::principal::SimulatePrincipalPolicy;
use crate::testing::{ACCOUNT, OTHER_ACCOUNT, Stage};
use daypass_store::Scope;

fn trust() -> serde_json::Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole" }] })
}

/// Makes a managed policy whose second version is in force, and gives back its ARN.
fn managed(stage: &Stage, name: &str, text: &str) -> String {
    let version = |number, text: &str| PolicyVersionRecord {
        number,
        document: text.to_owned(),
        created_ms: 0,
    };
    let record = ManagedPolicyRecord {
        name: name.to_owned(),
        path: "/".to_owned(),
        default_version: 2,
        next_version: 3,
        versions: vec![version(1, &document("Allow", "*", "*")), version(2, text)],
        ..ManagedPolicyRecord::default()
    };
    let scope = Scope { account: ACCOUNT, region: "" };
    stage.put(&MANAGED_POLICIES.key(&scope, [&name.to_lowercase()]), &record);
    format!("arn:aws:iam::{ACCOUNT}:policy/{name}")
}

fn asked(role: &str, actions: &[&str]) -> SimulatePrincipalPolicyInput {
    SimulatePrincipalPolicyInput {
        policy_source_arn: role.to_owned(),
        action_names: owned(actions),
        ..SimulatePrincipalPolicyInput::default()
    }
}

#[test]
fn inline_and_managed_policies_and_the_boundary_take_part() {
    let stage = Stage::new();
    let role = stage.role("reader", &trust(), &["s3:Get*", "sqs:*"]);
    let attached = managed(&stage, "Publish", &document("Allow", "iot:Publish", "*"));
    let boundary = managed(&stage, "Boundary", &document("Allow", "s3:*", "*"));
    let actions = ["s3:GetObject", "iot:Publish", "sqs:SendMessage", "iot:Connect"];
    stage.change_role("reader", |role| role.attached_policies = vec![attached.clone()]);
    let told =
        |decision: &str, from: &[&str], boundary| (decision.to_owned(), owned(from), boundary);
    let inline = "role_reader_permissions";
    assert_eq!(
        principal_results(&stage, &asked(&role, &actions)),
        [
            told("allowed", &[inline], None),
            told("allowed", &["Publish"], None),
            told("allowed", &[inline], None),
            told("implicitDeny", &[], None),
        ]
    );
    stage.change_role("reader", |role| role.permissions_boundary = Some(boundary.clone()));
    assert_eq!(
        principal_results(&stage, &asked(&role, &actions)),
        [
            told("allowed", &[inline], Some(true)),
            told("implicitDeny", &[], Some(false)),
            told("implicitDeny", &[], Some(false)),
            told("implicitDeny", &[], Some(false)),
        ]
    );
    // A boundary that is gone allows nothing, as in a session of the role.
    let gone = format!("arn:aws:iam::{ACCOUNT}:policy/Gone");
    stage.change_role("reader", |role| role.permissions_boundary = Some(gone));
    let results = principal_results(&stage, &asked(&role, &["s3:GetObject"]));
    assert_eq!(results, [told("implicitDeny", &[], Some(false))]);
}

#[test]
fn a_role_is_found_by_its_whole_arn_in_its_own_account() {
    let stage = Stage::new();
    let role = stage.role("reader", &trust(), &["s3:*"]);
    stage.role_in(OTHER_ACCOUNT, "theirs", &trust(), &["s3:*"]);
    assert_eq!(principal_results(&stage, &asked(&role, &["s3:GetObject"])).len(), 1);
    for (arn, code) in [
        (format!("arn:aws:iam::{ACCOUNT}:role/nobody"), "NoSuchEntity"),
        (format!("arn:aws:iam::{ACCOUNT}:role/path/reader"), "NoSuchEntity"),
        (format!("arn:aws:iam::{ACCOUNT}:role/Reader"), "NoSuchEntity"),
        (format!("arn:aws:iam::{OTHER_ACCOUNT}:role/theirs"), "NoSuchEntity"),
        (format!("arn:aws:iam::{OTHER_ACCOUNT}:role/reader"), "NoSuchEntity"),
        (format!("arn:aws:iam::{ACCOUNT}:user/alice"), "NoSuchEntity"),
        (format!("arn:aws:iam::{ACCOUNT}:group/all"), "NoSuchEntity"),
        (format!("arn:aws:iam::{ACCOUNT}:root"), "InvalidInput"),
        (format!("arn:aws:iam::{ACCOUNT}:role/"), "InvalidInput"),
        ("arn:aws:iam::1:role/reader".to_owned(), "InvalidInput"),
    ] {
        let input = asked(&arn, &["s3:GetObject"]);
        let answered = stage.call::<SimulatePrincipalPolicy>(&Stage::root(), &input);
        assert_eq!(answered.refused().0, code, "{arn}");
    }
}

#[test]
fn the_tags_of_a_role_are_its_own_alone() {
    let stage = Stage::new();
    let role = stage.role("tagged", &trust(), &[]);
    stage.change_role("tagged", |role| {
        role.tags = BTreeMap::from([("Team".to_owned(), "lamps".to_owned())]);
    });
    let own = document("Allow", "s3:*", "arn:aws:s3:::b/${aws:PrincipalTag/team}");
    let mut input = asked(&role, &["s3:GetObject"]);
    input.policy_input_list = Some(vec![own]);
    input.resource_arns = Some(owned(&["arn:aws:s3:::b/lamps"]));
    let decisions =
        |input: &SimulatePrincipalPolicyInput| principal_results(&stage, input).remove(0).0;
    assert_eq!(decisions(&input), "allowed");
    input.caller_arn = Some(format!("arn:aws:iam::{ACCOUNT}:user/alice"));
    assert_eq!(decisions(&input), "implicitDeny");
}

#[test]
fn a_role_needs_no_policy_to_be_simulated_with_one() {
    let stage = Stage::new();
    let role = stage.role("bare", &trust(), &[]);
    let mut input = asked(&role, &["s3:GetObject"]);
    assert_eq!(principal_results(&stage, &input).remove(0).0, "implicitDeny");
    input.policy_input_list = Some(vec![document("Allow", "s3:*", "*")]);
    let (decision, from, _) = principal_results(&stage, &input).remove(0);
    assert_eq!((decision.as_str(), from), ("allowed", owned(&["PolicyInputList.1"])));
}
