//! Thing groups over the in-memory store: the tree's rules, and who comes to which policies.

use std::collections::BTreeMap;

use daypass_aws_types::iot::{
    AttachPolicyInput, AttributePayload, CreateThingGroupInput, CreateThingInput,
    DeleteThingGroupInput, DeleteThingInput, ListAttachedPoliciesInput,
    ListThingGroupsForThingInput, ListThingGroupsInput, ListThingsInThingGroupInput,
    ThingGroupProperties, UpdateThingGroupInput, UpdateThingGroupsForThingInput,
};
use daypass_store::conformance::block_on;

use super::create::CreateThingGroup;
use super::delete::DeleteThingGroup;
use super::listing::{ListThingGroups, ListThingGroupsForThing, ListThingsInThingGroup};
use super::membership::UpdateThingGroupsForThing;
use super::stored::groups_that_count;
use super::thing_group_arn;
use super::update::UpdateThingGroup;
use crate::iot::attachment::{AttachPolicy, ListAttachedPolicies};
use crate::iot::policy::CreatePolicy;
use crate::iot::records::THINGS;
use crate::iot::thing::{CreateThing, DeleteThing};
use crate::testing::{Answered, Stage};
use daypass_store::Scope;

fn group(
    stage: &Stage,
    name: &str,
    parent: Option<&str>,
) -> Answered<impl std::fmt::Debug + use<>> {
    let input = CreateThingGroupInput {
        thing_group_name: name.to_owned(),
        parent_group_name: parent.map(str::to_owned),
        ..Default::default()
    };
    stage.call::<CreateThingGroup>(&Stage::root(), &input)
}

fn thing(stage: &Stage, name: &str) {
    let input = CreateThingInput { thing_name: name.to_owned(), ..Default::default() };
    stage.call::<CreateThing>(&Stage::root(), &input).allowed();
}

fn moves(
    stage: &Stage,
    thing: &str,
    out: &[&str],
    into: &[&str],
) -> Answered<impl std::fmt::Debug + use<>> {
    let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    let input = UpdateThingGroupsForThingInput {
        thing_name: Some(thing.to_owned()),
        thing_groups_to_remove: names(out),
        thing_groups_to_add: names(into),
        override_dynamic_groups: None,
    };
    stage.call::<UpdateThingGroupsForThing>(&Stage::root(), &input)
}

fn delete(
    stage: &Stage,
    name: &str,
    version: Option<i64>,
) -> Answered<impl std::fmt::Debug + use<>> {
    let input =
        DeleteThingGroupInput { thing_group_name: name.to_owned(), expected_version: version };
    stage.call::<DeleteThingGroup>(&Stage::root(), &input)
}

fn members(stage: &Stage, group: &str, recursive: bool) -> Vec<String> {
    let input = ListThingsInThingGroupInput {
        thing_group_name: group.to_owned(),
        recursive: Some(recursive),
        max_results: None,
        next_token: None,
    };
    stage.call::<ListThingsInThingGroup>(&Stage::root(), &input).allowed().things.unwrap()
}

fn groups_of(stage: &Stage, thing: &str) -> Vec<String> {
    let input = ListThingGroupsForThingInput { thing_name: thing.to_owned(), ..Default::default() };
    let groups = stage.call::<ListThingGroupsForThing>(&Stage::root(), &input).allowed();
    groups.thing_groups.unwrap().into_iter().filter_map(|group| group.group_name).collect()
}

/// The groups whose policies reach the thing.
fn counting(stage: &Stage, thing: &str) -> Vec<String> {
    let (account, region) = (Stage::account(), Stage::region());
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let reads = stage.reads();
    let record = block_on(reads.peek(&THINGS.key(&scope, [thing]))).unwrap().unwrap();
    let mut dependencies = Vec::new();
    block_on(groups_that_count(&record, (&account, &region), &mut dependencies, &reads)).unwrap()
}

fn listed(
    stage: &Stage,
    parent: Option<&str>,
    recursive: Option<bool>,
    prefix: &str,
) -> Vec<String> {
    let input = ListThingGroupsInput {
        parent_group: parent.map(str::to_owned),
        recursive,
        name_prefix_filter: (!prefix.is_empty()).then(|| prefix.to_owned()),
        ..Default::default()
    };
    let groups = stage.call::<ListThingGroups>(&Stage::root(), &input).allowed();
    groups.thing_groups.unwrap().into_iter().filter_map(|group| group.group_name).collect()
}

#[test]
fn groups_form_trees_of_seven_levels() {
    let stage = Stage::new();
    group(&stage, "level-1", None).allowed();
    for level in 2..=7 {
        let parent = format!("level-{}", level - 1);
        group(&stage, &format!("level-{level}"), Some(&parent)).allowed();
    }
    assert_eq!(group(&stage, "level-8", Some("level-7")).refused().0, "InvalidRequestException");
    assert_eq!(
        group(&stage, "orphan", Some("nowhere")).refused(),
        ("ResourceNotFoundException", 404, "Thing Group nowhere cannot be found.")
    );
    assert_eq!(listed(&stage, None, Some(false), ""), ["level-1"]);
    assert_eq!(listed(&stage, Some("level-5"), None, ""), ["level-6", "level-7"]);
    assert_eq!(listed(&stage, Some("level-5"), Some(false), ""), ["level-6"]);
    assert_eq!(listed(&stage, None, None, "level-7"), ["level-7"]);
    assert_eq!(
        delete(&stage, "level-6", None).refused().2,
        "Cannot delete thing group : level-6 when there are still child groups attached to it."
    );
    delete(&stage, "level-7", None).allowed();
    delete(&stage, "level-6", None).allowed();
    delete(&stage, "level-6", None).allowed();
}

#[test]
fn making_the_same_group_again_changes_nothing() {
    let stage = Stage::new();
    group(&stage, "root", None).allowed();
    let first = format!("{:?}", group(&stage, "lamps", None).allowed());
    assert_eq!(first, format!("{:?}", group(&stage, "lamps", None).allowed()));
    assert_eq!(
        group(&stage, "lamps", Some("root")).refused().0,
        "ResourceAlreadyExistsException",
        "a parent is for ever"
    );
}

#[test]
fn attributes_are_replaced_or_joined_and_versions_count() {
    let stage = Stage::new();
    group(&stage, "lamps", None).allowed();
    let update = |attributes: &[(&str, &str)], merge, expected| {
        let attributes: BTreeMap<String, String> = attributes
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let input = UpdateThingGroupInput {
            thing_group_name: "lamps".to_owned(),
            expected_version: expected,
            thing_group_properties: ThingGroupProperties {
                thing_group_description: None,
                attribute_payload: Some(AttributePayload {
                    attributes: Some(attributes),
                    merge: Some(merge),
                }),
            },
        };
        stage.call::<UpdateThingGroup>(&Stage::root(), &input)
    };
    let attributes = || {
        let key = super::records::THING_GROUPS.key(
            &Scope { account: Stage::account().as_str(), region: Stage::region().as_str() },
            ["lamps"],
        );
        let group = block_on(stage.reads().peek(&key)).unwrap().unwrap();
        group
            .attributes
            .into_iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(update(&[("floor", "1"), ("side", "west")], false, None).allowed().version, Some(2));
    update(&[("floor", ""), ("room", "7")], true, Some(2)).allowed();
    assert_eq!(attributes(), ["room=7", "side=west"]);
    let conflict = update(&[], false, Some(2));
    assert_eq!((conflict.refused().0, conflict.refused().1), ("VersionConflictException", 409));
    update(&[("only", "this")], false, Some(3)).allowed();
    assert_eq!(attributes(), ["only=this"]);
    assert_eq!(delete(&stage, "lamps", Some(1)).refused().0, "VersionConflictException");
    delete(&stage, "lamps", Some(4)).allowed();
}

#[test]
fn a_thing_is_in_one_group_of_a_tree_and_in_ten_at_most() {
    let stage = Stage::new();
    thing(&stage, "lamp");
    group(&stage, "house", None).allowed();
    group(&stage, "kitchen", Some("house")).allowed();
    group(&stage, "hall", Some("house")).allowed();
    moves(&stage, "lamp", &[], &["kitchen"]).allowed();
    moves(&stage, "lamp", &[], &["kitchen"]).allowed();
    for same_tree in ["hall", "house"] {
        let refused = moves(&stage, "lamp", &[], &[same_tree]);
        assert_eq!(refused.refused().0, "InvalidRequestException", "{same_tree}");
    }
    moves(&stage, "lamp", &["kitchen"], &["hall"]).allowed();
    assert_eq!(groups_of(&stage, "lamp"), ["hall"]);
    assert_eq!(members(&stage, "house", true), ["lamp"]);
    assert!(members(&stage, "house", false).is_empty());
    assert!(members(&stage, "kitchen", false).is_empty());
    for number in 2..=11 {
        let name = format!("tree-{number}");
        group(&stage, &name, None).allowed();
        let moved = moves(&stage, "lamp", &[], &[&name]);
        assert_eq!(moved.answer.is_err(), number == 11, "{name}");
    }
}

#[test]
fn a_group_made_anew_has_none_of_the_old_one_s_things() {
    let stage = Stage::new();
    thing(&stage, "lamp");
    group(&stage, "lamps", None).allowed();
    group(&stage, "old", Some("lamps")).allowed();
    moves(&stage, "lamp", &[], &["old"]).allowed();
    assert_eq!(counting(&stage, "lamp"), ["lamps", "old"]);
    delete(&stage, "old", None).allowed();
    let key = super::records::THING_GROUPS.key(
        &Scope { account: Stage::account().as_str(), region: Stage::region().as_str() },
        ["old"],
    );
    group(&stage, "old", Some("lamps")).allowed();
    // The stage's randomness begins anew with each call, so that the id is the old one's.
    let mut anew = block_on(stage.reads().peek(&key)).unwrap().unwrap();
    "another".clone_into(&mut anew.id);
    stage.put(&key, &anew);
    assert!(counting(&stage, "lamp").is_empty());
    assert!(groups_of(&stage, "lamp").is_empty());
    assert!(members(&stage, "lamps", true).is_empty());
}

#[test]
fn a_deleted_thing_leaves_its_groups() {
    let stage = Stage::new();
    thing(&stage, "lamp");
    group(&stage, "lamps", None).allowed();
    moves(&stage, "lamp", &[], &["lamps"]).allowed();
    let input = DeleteThingInput { thing_name: "lamp".to_owned(), expected_version: None };
    stage.call::<DeleteThing>(&Stage::root(), &input).allowed();
    thing(&stage, "lamp");
    assert!(members(&stage, "lamps", true).is_empty());
    assert!(counting(&stage, "lamp").is_empty());
}

#[test]
fn a_group_takes_two_policies_and_lists_those_above_it() {
    let stage = Stage::new();
    group(&stage, "house", None).allowed();
    group(&stage, "kitchen", Some("house")).allowed();
    let attach = |policy: &str, group: &str| {
        let target = thing_group_arn(&Stage::account(), &Stage::region(), group);
        let input = AttachPolicyInput { policy_name: policy.to_owned(), target };
        stage.call::<AttachPolicy>(&Stage::root(), &input)
    };
    for name in ["one", "two", "three"] {
        let policy_document = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iot:Publish","Resource":"*"}]}"#;
        let input = daypass_aws_types::iot::CreatePolicyInput {
            policy_name: name.to_owned(),
            policy_document: policy_document.to_owned(),
            tags: None,
        };
        stage.call::<CreatePolicy>(&Stage::root(), &input).allowed();
    }
    attach("one", "house").allowed();
    attach("two", "house").allowed();
    assert_eq!(attach("three", "house").refused().0, "LimitExceededException");
    attach("three", "kitchen").allowed();
    assert_eq!(attach("one", "cellar").refused().0, "ResourceNotFoundException");
    let attached = |recursive| {
        let input = ListAttachedPoliciesInput {
            target: thing_group_arn(&Stage::account(), &Stage::region(), "kitchen"),
            recursive: Some(recursive),
            ..Default::default()
        };
        let listed = stage.call::<ListAttachedPolicies>(&Stage::root(), &input).allowed();
        let names = listed.policies.unwrap().into_iter().filter_map(|policy| policy.policy_name);
        names.collect::<Vec<_>>()
    };
    assert_eq!(attached(false), ["three"]);
    assert_eq!(attached(true), ["three", "one", "two"]);
    delete(&stage, "kitchen", None).allowed();
    let targets = daypass_aws_types::iot::ListTargetsForPolicyInput {
        policy_name: "three".to_owned(),
        ..Default::default()
    };
    let left = stage.call::<crate::iot::attachment::ListTargetsForPolicy>(&Stage::root(), &targets);
    assert_eq!(left.allowed().targets, Some(Vec::new()));
}
