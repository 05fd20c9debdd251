//! The operations on a store: names, permissions, versions across deletions, listings, and what a
//! gateway that takes no messages changes.

use daypass_aws_types::iot_data::{
    DeleteThingShadowInput, GetThingShadowInput, ListNamedShadowsForThingInput,
    UpdateThingShadowInput,
};
use daypass_store::conformance::block_on;
use daypass_store::{Reads, Scope, Space, Store, Writes};
use serde_json::json;

use super::stage::{NOW_S, Stage};
use crate::iot_data::shadow::exchange::{Place, update};
use crate::iot_data::shadow::name::ShadowName;
use crate::iot_data::shadow::operations::{
    DeleteThingShadow, GetThingShadow, ListNamedShadowsForThing, UpdateThingShadow,
};
use crate::ports::Now;

const LAMP: (&str, Option<&str>) = ("lamp", None);
const DAY_S: i64 = 24 * 60 * 60;

#[test]
fn each_operation_is_authorized_on_its_own_shadow() {
    let stage = Stage::new();
    for (shadow, suffix) in [(None, ""), (Some("night".to_owned()), "/night")] {
        let arn = format!("arn:aws:iot:us-east-1:000000000000:thing/lamp{suffix}");
        let asked = |action: &str| vec![(format!("iot:{action}"), arn.clone())];
        let get =
            GetThingShadowInput { thing_name: "lamp".to_owned(), shadow_name: shadow.clone() };
        assert_eq!(stage.permissions::<GetThingShadow>(&get), asked("GetThingShadow"));
        let update = UpdateThingShadowInput {
            thing_name: "lamp".to_owned(),
            shadow_name: shadow.clone(),
            payload: Vec::new(),
        };
        assert_eq!(stage.permissions::<UpdateThingShadow>(&update), asked("UpdateThingShadow"));
        let delete = DeleteThingShadowInput { thing_name: "lamp".to_owned(), shadow_name: shadow };
        assert_eq!(stage.permissions::<DeleteThingShadow>(&delete), asked("DeleteThingShadow"));
    }
    let list = ListNamedShadowsForThingInput {
        thing_name: "lamp".to_owned(),
        ..ListNamedShadowsForThingInput::default()
    };
    let arn = "arn:aws:iot:us-east-1:000000000000:thing/lamp".to_owned();
    assert_eq!(
        stage.permissions::<ListNamedShadowsForThing>(&list),
        [("iot:ListNamedShadowsForThing".to_owned(), arn)]
    );
}

#[test]
fn shadows_of_a_thing_and_of_other_things_are_strangers() {
    let stage = Stage::new();
    let names =
        [LAMP, ("lamp", Some("c")), ("lamp", Some("night")), ("lam", Some("p")), ("lampn", None)];
    for (number, name) in names.iter().enumerate() {
        stage.update(*name, &json!({"state": {"reported": {"number": number}}})).unwrap();
    }
    for (number, name) in names.iter().enumerate() {
        assert_eq!(stage.get(*name).unwrap()["state"]["reported"]["number"], number);
    }
    stage.delete(LAMP).unwrap();
    assert!(stage.get(LAMP).is_err());
    for name in &names[1..] {
        assert!(stage.get(*name).is_ok(), "{name:?}");
    }
}

#[test]
fn a_version_goes_on_after_a_deletion_for_two_days() {
    let mut stage = Stage::new();
    let update =
        |stage: &Stage| stage.update(LAMP, &json!({"state": {}})).unwrap()["version"].take();
    assert_eq!(update(&stage), 1);
    assert_eq!(update(&stage), 2);
    assert_eq!(stage.delete(LAMP).unwrap()["version"], 2);
    stage.now_s += 2 * DAY_S - 1;
    let conflict = stage.update(LAMP, &json!({"state": {}, "version": 2})).unwrap_err();
    assert_eq!(conflict.message, "Version conflict");
    // The deletion took a version of its own.
    assert_eq!(update(&stage), 4);
    assert_eq!(stage.delete(LAMP).unwrap()["version"], 4);
    assert_eq!(update(&stage), 6);
    assert_eq!(stage.delete(LAMP).unwrap()["version"], 6);
    stage.now_s += 2 * DAY_S;
    assert_eq!(update(&stage), 1);
}

#[test]
fn deletions_are_forgotten_and_leave_nothing_behind() {
    let mut stage = Stage::new();
    for number in 0..40 {
        let name = ("lamp", Some(&*format!("s{number}")));
        stage.update(name, &json!({"state": {}})).unwrap();
        stage.delete(name).unwrap();
    }
    assert_eq!(stage.rows(), 80, "each deletion is remembered by two rows");
    stage.now_s += 2 * DAY_S;
    for _ in 0..20 {
        stage.update(LAMP, &json!({"state": {}})).unwrap();
        stage.delete(LAMP).unwrap();
    }
    assert_eq!(stage.rows(), 2, "the last deletion alone is remembered");
    stage.update(LAMP, &json!({"state": {}})).unwrap();
    assert_eq!(stage.rows(), 1);
}

#[test]
fn a_shadow_that_came_and_went_meanwhile_is_noticed() {
    let stage = Stage::new();
    let place = Place {
        scope: Scope { account: "000000000000", region: "us-east-1" },
        name: ShadowName { thing: "lamp", shadow: None },
        now: Now { wall_ms: NOW_S * 1_000, ours_ms: NOW_S * 1_000 },
    };
    let mut reads = Reads::new(&*stage.store, Space::State);
    let mut writes = Writes::new();
    block_on(update(&place, b"{\"state\":{}}", &mut reads, &mut writes)).unwrap();
    stage.update(LAMP, &json!({"state": {}})).unwrap();
    stage.delete(LAMP).unwrap();
    let late = block_on(stage.store.commit(Space::State, reads.into_batch(writes)));
    assert!(late.is_err(), "it would have counted from 0 again");
    assert_eq!(stage.update(LAMP, &json!({"state": {}})).unwrap()["version"], 3);
}

#[test]
fn named_shadows_are_listed_by_name_and_in_pages() {
    let stage = Stage::new();
    assert_eq!(stage.list("nobody", None, None).unwrap().results, Some(vec![]));
    stage.update(LAMP, &json!({"state": {}})).unwrap();
    stage.update(("lampn", Some("x")), &json!({"state": {}})).unwrap();
    for name in ["b", "a", "$c", "gone"] {
        stage.update(("lamp", Some(name)), &json!({"state": {}})).unwrap();
    }
    stage.delete(("lamp", Some("gone"))).unwrap();
    let all = stage.list("lamp", None, None).unwrap();
    let names = |names: &[&str]| Some(names.iter().map(|name| (*name).to_owned()).collect());
    assert_eq!(all.results, names(&["$c", "a", "b"]));
    assert_eq!((all.next_token, all.timestamp), (None, Some(NOW_S)));

    let first = stage.list("lamp", Some(2), None).unwrap();
    assert_eq!(first.results, names(&["$c", "a"]));
    let second = stage.list("lamp", Some(2), first.next_token.clone()).unwrap();
    assert_eq!((second.results, second.next_token), (names(&["b"]), None));
    // The token of one thing's listing shows nothing of another's.
    let foreign = stage.list("lampn", None, first.next_token).unwrap();
    assert_eq!(foreign.results, names(&["x"]));
    let refused = stage.list("lamp", None, Some("forged".to_owned())).unwrap_err();
    assert_eq!(refused.shape.name, "InvalidRequestException");
}

#[test]
fn an_update_stands_when_the_gateway_takes_no_message() {
    let stage = Stage::new();
    stage.set_busy();
    let answer = stage.update(LAMP, &json!({"state": {"desired": {"a": 1}}})).unwrap();
    assert_eq!(answer["version"], 1);
    assert_eq!(stage.heard(), []);
    assert_eq!(stage.get(LAMP).unwrap()["state"]["desired"]["a"], 1);
}
