//! Groups against the in-memory store.

use daypass_aws_types::iam::{
    AddUserToGroupInput, CreateGroupInput, CreateUserInput, DeleteGroupInput, PutGroupPolicyInput,
    RemoveUserFromGroupInput, UpdateGroupInput,
};
use daypass_store::conformance::block_on;
use serde_json::json;

use super::member::{AddUserToGroup, RemoveUserFromGroup};
use super::policy::PutGroupPolicy;
use super::{CreateGroup, DeleteGroup, UpdateGroup};
use crate::authorization::subject::subject;
use crate::iam::user::CreateUser;
use crate::principal::Principal;
use crate::testing::{ACCOUNT, Stage};

fn group(stage: &Stage, name: &str) {
    let input = CreateGroupInput { group_name: name.to_owned(), ..CreateGroupInput::default() };
    stage.call::<CreateGroup>(&Stage::root(), &input).allowed();
}

fn user(stage: &Stage, name: &str) -> Principal {
    let input = CreateUserInput { user_name: name.to_owned(), ..CreateUserInput::default() };
    stage.call::<CreateUser>(&Stage::root(), &input).allowed();
    let arn = format!("arn:aws:iam::{ACCOUNT}:user/{name}");
    block_on(subject(&arn, &Stage::account(), &stage.reads(), stage.now())).unwrap()
}

fn allow(stage: &Stage, group: &str, action: &str) {
    let policy = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": action, "Resource": "*" }] });
    let input = PutGroupPolicyInput {
        group_name: group.to_owned(),
        policy_name: "permissions".to_owned(),
        policy_document: policy.to_string(),
    };
    stage.call::<PutGroupPolicy>(&Stage::root(), &input).allowed();
}

fn join(stage: &Stage, user: &str, group: &str) {
    let input = AddUserToGroupInput { group_name: group.to_owned(), user_name: user.to_owned() };
    stage.call::<AddUserToGroup>(&Stage::root(), &input).allowed();
}

#[test]
fn members_may_what_their_groups_may_and_nobody_else() {
    let stage = Stage::new();
    let (alice, bob) = (user(&stage, "alice"), user(&stage, "bob"));
    group(&stage, "Readers");
    allow(&stage, "readers", "iot:ListPolicies");
    join(&stage, "alice", "READERS");
    let may = |principal, action| stage.may(principal, action, "*");
    assert!(may(&alice, "iot:ListPolicies") && !may(&bob, "iot:ListPolicies"));
    assert!(!may(&alice, "iot:CreatePolicy"));

    let renamed = UpdateGroupInput {
        group_name: "readers".to_owned(),
        new_group_name: Some("lookers".to_owned()),
        new_path: None,
    };
    stage.call::<UpdateGroup>(&Stage::root(), &renamed).allowed();
    assert!(may(&alice, "iot:ListPolicies"));
    allow(&stage, "lookers", "iot:CreatePolicy");
    assert!(may(&alice, "iot:CreatePolicy") && !may(&alice, "iot:ListPolicies"));

    let leave = RemoveUserFromGroupInput {
        group_name: "lookers".to_owned(),
        user_name: "alice".to_owned(),
    };
    stage.call::<RemoveUserFromGroup>(&Stage::root(), &leave).allowed();
    assert!(!may(&alice, "iot:CreatePolicy"));
}

#[test]
fn a_group_with_a_member_stays() {
    let stage = Stage::new();
    user(&stage, "alice");
    group(&stage, "readers");
    join(&stage, "alice", "readers");
    let delete = DeleteGroupInput { group_name: "readers".to_owned() };
    let refused = stage.call::<DeleteGroup>(&Stage::root(), &delete);
    let text = "Cannot delete entity, must remove users from group first.";
    assert_eq!(refused.refused(), ("DeleteConflict", 409, text));
}

#[test]
fn a_user_is_in_ten_groups_at_the_most() {
    let stage = Stage::new();
    user(&stage, "alice");
    group(&stage, "readers");
    join(&stage, "alice", "readers");
    let key = crate::iam::user::record::user_key(&Stage::account(), "alice");
    let mut record = block_on(stage.reads().peek(&key)).unwrap().unwrap();
    record.group_ids = (0..10).map(|number| format!("AGPA{number}")).collect();
    stage.put(&key, &record);
    let input =
        AddUserToGroupInput { group_name: "readers".to_owned(), user_name: "alice".to_owned() };
    let eleventh = stage.call::<AddUserToGroup>(&Stage::root(), &input);
    let text = "Cannot exceed quota for GroupsPerUser: 10";
    assert_eq!(eleventh.refused(), ("LimitExceeded", 409, text));
}
