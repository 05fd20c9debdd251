//! What holds for every document and every update.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use crate::iot_data::shadow::document::{Document, Section};
use crate::iot_data::shadow::json::{Node, Object};
use crate::iot_data::shadow::request::UpdateRequest;
use crate::iot_data::shadow::stamps;

/// Values of few kinds and keys of few letters, so that they meet.
fn values(nulls: bool) -> impl Strategy<Value = Value> {
    let leaf = if nulls {
        prop_oneof![Just(Value::Null), Just(json!(1)), Just(json!("x")), Just(json!([]))].boxed()
    } else {
        prop_oneof![Just(json!(1)), Just(json!(2)), Just(json!(true)), Just(json!("x"))].boxed()
    };
    leaf.prop_recursive(3, 12, 3, move |inner| {
        let array = vec(prop_oneof![Just(json!(1)), Just(json!({"a": 1}))], 0..3);
        prop_oneof![
            2 => btree_map("[abc]", inner, 0..3).prop_map(|map| json!(map)),
            1 => array.prop_map(Value::Array),
        ]
    })
}

fn sections(nulls: bool) -> impl Strategy<Value = Value> {
    btree_map("[abc]", values(nulls), 0..4).prop_map(|map| json!(map))
}

pub(super) fn states() -> impl Strategy<Value = Value> {
    let section = prop_oneof![1 => Just(Value::Null), 6 => sections(true)];
    let object = btree_map(prop_oneof![Just("desired"), Just("reported")], section, 0..3);
    prop_oneof![1 => Just(Value::Null), 9 => object.prop_map(|map| json!(map))]
}

fn request(state: &Value) -> UpdateRequest {
    UpdateRequest::read(json!({ "state": state }).to_string().as_bytes()).unwrap()
}

fn after(document: &Document, state: &Value, seconds: i64) -> Document {
    document.updated(&request(state), seconds).unwrap()
}

fn document(states: &[Value]) -> Document {
    let mut document = Document::default();
    for (seconds, state) in (1..).zip(states) {
        document = after(&document, state, seconds);
    }
    document
}

fn value(object: &Object) -> Value {
    serde_json::from_str(&Node::Object(object.clone()).to_string()).unwrap()
}

/// The delta by its definition, written once more on other types.
pub(super) fn difference(desired: &Value, reported: &Value) -> Value {
    let mut differing = Map::new();
    for (key, desired) in desired.as_object().unwrap() {
        match (desired, reported.get(key)) {
            (_, None) => {
                differing.insert(key.clone(), desired.clone());
            }
            (Value::Object(inner), Some(reported @ Value::Object(_))) => {
                let below = difference(&Value::Object(inner.clone()), reported);
                if below != json!({}) {
                    differing.insert(key.clone(), below);
                }
            }
            (desired, Some(reported)) if desired != reported => {
                differing.insert(key.clone(), desired.clone());
            }
            _ => {}
        }
    }
    Value::Object(differing)
}

fn has_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.iter().any(has_null),
        Value::Object(object) => object.values().any(has_null),
        _ => false,
    }
}

/// Whether the moments stand exactly where the values stand.
fn mirrors(section: &Section) -> bool {
    let blank = |object: &Object| stamps::stamped(object, 0);
    blank(&section.state) == blank(&section.stamps)
}

proptest! {
    #[test]
    fn versions_grow_by_one(states in vec(states(), 1..6)) {
        let mut before = Document::default();
        for state in &states {
            let updated = after(&before, state, 1);
            prop_assert_eq!(updated.version, before.version + 1);
            before = updated;
        }
    }

    #[test]
    fn the_delta_is_exactly_the_difference(states in vec(states(), 1..6)) {
        let document = document(&states);
        let expected = difference(&value(&document.desired.state), &value(&document.reported.state));
        let delta = document.delta();
        prop_assert_eq!(delta.is_none(), expected == json!({}));
        if let Some(delta) = delta {
            prop_assert_eq!(value(&delta.state), expected);
        }
    }

    #[test]
    fn reporting_what_is_desired_leaves_no_delta(states in vec(states(), 1..6)) {
        let document = document(&states);
        let whole = after(&document, &json!({"reported": value(&document.desired.state)}), 9);
        prop_assert_eq!(whole.delta(), None);
        // What the device heard as its delta is enough.
        let heard = document.delta().map_or(json!({}), |delta| value(&delta.state));
        let told = after(&document, &json!({ "reported": heard }), 9);
        prop_assert_eq!(told.delta(), None);
    }

    #[test]
    fn an_update_twice_is_an_update_once(states in vec(states(), 0..4), last in states()) {
        let once = after(&document(&states), &last, 9);
        let twice = after(&once, &last, 9);
        prop_assert_eq!((&twice.desired, &twice.reported), (&once.desired, &once.reported));
    }

    #[test]
    fn null_deletes_and_is_never_kept(states in vec(states(), 1..6)) {
        let document = document(&states);
        for section in [&document.desired, &document.reported] {
            prop_assert!(!has_null(&value(&section.state)));
            prop_assert!(!has_null(&value(&section.stamps)));
        }
        for key in document.desired.state.keys() {
            let without = after(&document, &json!({"desired": {key: null}}), 9);
            let mut expected = document.desired.clone();
            expected.state.remove(key);
            expected.stamps.remove(key);
            prop_assert_eq!(&without.desired, &expected);
            prop_assert_eq!(&without.reported, &document.reported);
        }
    }

    #[test]
    fn what_is_written_is_there_and_what_is_not_named_stays(
        states in vec(states(), 0..4), patch in sections(false),
    ) {
        let before = document(&states);
        let updated = after(&before, &json!({"desired": patch}), 9);
        prop_assert_eq!(difference(&patch, &value(&updated.desired.state)), json!({}));
        for (key, kept) in &before.desired.state {
            if patch.get(key).is_none() {
                prop_assert_eq!(updated.desired.state.get(key), Some(kept));
                prop_assert_eq!(updated.desired.stamps.get(key), before.desired.stamps.get(key));
            }
        }
    }

    #[test]
    fn every_value_has_its_moment(states in vec(states(), 1..6)) {
        let document = document(&states);
        prop_assert!(mirrors(&document.desired) && mirrors(&document.reported));
        if let Some(delta) = document.delta() {
            let section = Section { state: delta.state, stamps: delta.stamps };
            prop_assert!(mirrors(&section));
        }
    }

    #[test]
    fn no_payload_does_harm(inner in "[\\[\\]{}:,\"\\\\aun0-9.eE+ -]{0,40}", bytes in vec(any::<u8>(), 0..40)) {
        let around = format!("{{\"state\":{{\"desired\":{{\"a\":{inner}}}}}}}");
        for payload in [around.as_bytes(), inner.as_bytes(), &bytes] {
            if let Ok(request) = UpdateRequest::read(payload) {
                prop_assert_eq!(Document::default().updated(&request, 1).unwrap().version, 1);
            }
        }
    }
}
