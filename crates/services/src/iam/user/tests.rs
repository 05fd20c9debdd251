//! Users against the in-memory store.

use std::sync::Arc;

use daypass_aws_types::iam::{
    CreateAccessKeyInput, CreateUserInput, DeleteAccessKeyInput, DeleteUserInput,
    UpdateAccessKeyInput, UpdateUserInput,
};
use daypass_store::conformance::block_on;
use serde_json::json;

use super::access_keys::{CreateAccessKey, DeleteAccessKey, UpdateAccessKey};
use super::key_uses::{KeyUses, WRITTEN_USES_MAX, key_use_key};
use super::record::{UserRecord, user_key};
use super::{CreateUser, DeleteUser, UpdateUser};
use crate::authorization::AccessError;
use crate::iam::access_key::{AccessKeyStatus, access_key, signer};
use crate::iam::records::InlinePolicyRecord;
use crate::principal::{Principal, UserIdentity};
use crate::testing::Stage;

const MINUTE_MS: i64 = 60_000;

/// A user that may list policies, and its key.
fn alice(stage: &Stage) -> Principal {
    let input = CreateUserInput { user_name: "Alice".to_owned(), ..CreateUserInput::default() };
    stage.call::<CreateUser>(&Stage::root(), &input).allowed();
    change(stage, "alice", |user| {
        let policy = json!({ "Version": "2012-10-17", "Statement": [
            { "Effect": "Allow", "Action": ["iot:ListPolicies", "iam:*"], "Resource": "*" }] });
        user.inline_policies = vec![InlinePolicyRecord {
            name: "permissions".to_owned(),
            document: policy.to_string(),
        }];
    });
    let input = CreateAccessKeyInput { user_name: Some("alice".to_owned()) };
    let key = stage.call::<CreateAccessKey>(&Stage::root(), &input).allowed().access_key;
    signs(stage, &key.access_key_id).unwrap()
}

fn change(stage: &Stage, name: &str, change: impl FnOnce(&mut UserRecord)) {
    let key = user_key(&Stage::account(), name);
    let mut user = block_on(stage.reads().peek(&key)).unwrap().unwrap();
    change(&mut user);
    stage.put(&key, &user);
}

/// Who signs with a key, as authentication finds it.
fn signs(stage: &Stage, access_key_id: &str) -> Option<Principal> {
    let reads = stage.reads();
    let ring = stage.environment.keys.ring();
    let key = block_on(access_key(&reads, &ring, access_key_id)).unwrap()?;
    block_on(signer(&reads, access_key_id, &key)).unwrap()
}

fn may_list(stage: &Stage, principal: &Principal) -> bool {
    stage.may(principal, "iot:ListPolicies", "*")
}

fn set_status(stage: &Stage, principal: &Principal, status: &str) {
    let input = UpdateAccessKeyInput {
        access_key_id: principal.access_key_id().unwrap().to_owned(),
        status: status.to_owned(),
        user_name: Some("alice".to_owned()),
    };
    stage.call::<UpdateAccessKey>(&Stage::root(), &input).allowed();
}

#[test]
fn a_key_that_is_inactive_or_gone_gives_no_access() {
    let stage = Stage::new();
    let alice = alice(&stage);
    assert!(may_list(&stage, &alice) && !stage.may(&alice, "iot:CreatePolicy", "*"));
    set_status(&stage, &alice, "Inactive");
    let refused = stage.permissions(&alice).unwrap_err();
    assert!(matches!(refused, AccessError::AccessKeyClosed(_)));
    set_status(&stage, &alice, "Active");
    assert!(may_list(&stage, &alice));
    let access_key_id = alice.access_key_id().unwrap().to_owned();
    let input = DeleteAccessKeyInput { access_key_id, user_name: None };
    stage.call::<DeleteAccessKey>(&alice, &input).allowed();
    assert!(!may_list(&stage, &alice));
    assert!(signs(&stage, alice.access_key_id().unwrap()).is_none());
}

#[test]
fn the_root_users_key_is_asked_for_as_well() {
    let stage = Stage::new();
    assert!(may_list(&stage, &Stage::root()));
    stage.set_root_key(AccessKeyStatus::Inactive);
    assert!(!may_list(&stage, &Stage::root()));
}

#[test]
fn a_third_key_is_refused() {
    let stage = Stage::new();
    alice(&stage);
    change(&stage, "alice", |user| user.access_key_ids.push("AKIASECOND".to_owned()));
    let input = CreateAccessKeyInput { user_name: Some("alice".to_owned()) };
    let third = stage.call::<CreateAccessKey>(&Stage::root(), &input);
    let text = "Cannot exceed quota for AccessKeysPerUser: 2";
    assert_eq!(third.refused(), ("LimitExceeded", 409, text));
}

#[test]
fn a_renamed_user_stays_who_it_is_and_a_new_one_of_its_name_is_another() {
    let stage = Stage::new();
    let alice = alice(&stage);
    let input = UpdateUserInput {
        user_name: "alice".to_owned(),
        new_user_name: Some("Bob".to_owned()),
        new_path: Some("/team/".to_owned()),
    };
    stage.call::<UpdateUser>(&Stage::root(), &input).allowed();
    assert!(may_list(&stage, &alice), "an open connection knows the old name");
    let now = signs(&stage, alice.access_key_id().unwrap()).unwrap();
    assert_eq!(now.arn(), "arn:aws:iam::123456789012:user/team/Bob");
    assert_eq!(now.user_id(), alice.user_id());

    change(&stage, "bob", |user| user.id = "AIDAANOTHER".to_owned());
    assert!(signs(&stage, alice.access_key_id().unwrap()).is_none());
    let refused = stage.permissions(&alice).unwrap_err();
    assert!(matches!(refused, AccessError::UserGone(_)));
}

#[test]
fn a_user_that_is_spoken_of_needs_no_key() {
    let stage = Stage::new();
    let user = alice(&stage).user().unwrap().clone();
    let spoken = Principal::User { access_key_id: "".into(), user: Arc::clone(&user) };
    assert!(may_list(&stage, &spoken));
    let other = UserIdentity { id: "AIDAANOTHER".to_owned(), ..UserIdentity::clone(&user) };
    let spoken = Principal::User { access_key_id: "".into(), user: Arc::new(other) };
    assert!(!may_list(&stage, &spoken));
}

#[test]
fn a_use_is_written_once_in_a_quarter_of_an_hour() {
    let stage = Stage::new();
    let alice = alice(&stage);
    let id = alice.access_key_id().unwrap();
    let (uses, store) = (KeyUses::default(), &*stage.environment.store);
    let used_ms = || {
        assert!(!block_on(uses.write_some(store)).unwrap());
        block_on(stage.reads().peek(&key_use_key(id))).unwrap().map(|used| used.used_ms)
    };
    assert_eq!(used_ms(), None);
    uses.note(id, "iot", "us-east-1", 1);
    uses.note(id, "sts", "us-east-1", 14 * MINUTE_MS);
    assert_eq!(used_ms(), Some(1));
    uses.note(id, "sts", "us-east-1", 16 * MINUTE_MS);
    assert_eq!(used_ms(), Some(16 * MINUTE_MS));
}

#[test]
fn services_are_told_apart_and_the_newest_use_of_each_counts() {
    let stage = Stage::new();
    let input = CreateUserInput { user_name: "carol".to_owned(), ..CreateUserInput::default() };
    let made = stage.call::<CreateUser>(&Stage::root(), &input).allowed();
    let id = made.user.unwrap().user_id;
    let store = &*stage.environment.store;
    let written = |uses: &KeyUses| {
        assert!(!block_on(uses.write_some(store)).unwrap());
        let kept = block_on(stage.reads().peek(&key_use_key(&id))).unwrap().unwrap_or_default();
        let used = kept.services.into_iter().map(|used| (used.namespace, used.used_ms));
        used.collect::<Vec<_>>()
    };
    let (iot, sts) = ("iot".to_owned(), "sts".to_owned());
    let uses = KeyUses::default();
    assert_eq!(written(&uses), []);
    uses.note_service(&id, "iotdata", "eu-west-1", MINUTE_MS);
    uses.note_service(&id, "iot", "us-east-1", 2 * MINUTE_MS);
    uses.note_service(&id, "sts", "us-east-1", 2 * MINUTE_MS);
    uses.note_service(&id, "no-service", "us-east-1", 2 * MINUTE_MS);
    assert_eq!(written(&uses), [(iot.clone(), MINUTE_MS), (sts.clone(), 2 * MINUTE_MS)]);
    uses.note_service(&id, "iotdevicegateway", "us-east-1", 17 * MINUTE_MS);
    assert_eq!(written(&uses), [(iot.clone(), 17 * MINUTE_MS), (sts.clone(), 2 * MINUTE_MS)]);
    // What another process noted earlier and wrote later is older all the same.
    let late = KeyUses::default();
    late.note_service(&id, "iot", "us-east-1", 3 * MINUTE_MS);
    assert_eq!(written(&late), [(iot, 17 * MINUTE_MS), (sts, 2 * MINUTE_MS)]);
    let gone = DeleteUserInput { user_name: "carol".to_owned() };
    stage.call::<DeleteUser>(&Stage::root(), &gone).allowed();
    late.note_service(&id, "sts", "us-east-1", 40 * MINUTE_MS);
    assert_eq!(written(&late), []);
}

#[test]
fn uses_are_written_a_batch_at_a_time_and_never_of_a_key_that_is_gone() {
    let stage = Stage::new();
    let (uses, store) = (KeyUses::default(), &*stage.environment.store);
    for number in 0..=WRITTEN_USES_MAX {
        uses.note(&format!("AKIA{number}"), "iot", "us-east-1", 0);
    }
    assert!(block_on(uses.write_some(store)).unwrap());
    assert!(!block_on(uses.write_some(store)).unwrap());
    assert_eq!(block_on(stage.reads().peek(&key_use_key("AKIA0"))).unwrap(), None);
}
