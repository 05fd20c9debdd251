//! Shadows over MQTT: the answers, their tokens, and one history with HTTPS.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::properties::{difference, states};
use super::stage::{NOW_S, Stage};
use crate::iot_data::shadow::ShadowOperation::{Delete, Get, Update};

const LAMP: (&str, Option<&str>) = ("lamp", None);
const NIGHT: (&str, Option<&str>) = ("lamp", Some("night"));

fn topic((thing, shadow): (&str, Option<&str>), rest: &str) -> String {
    let name = shadow.map(|name| format!("/name/{name}")).unwrap_or_default();
    format!("$aws/things/{thing}/shadow{name}/{rest}")
}

#[test]
fn an_update_is_answered_and_heard_as_over_https() {
    for place in [LAMP, NIGHT] {
        let (by_mqtt, by_https) = (Stage::new(), Stage::new());
        let request = json!({"state": {"desired": {"a": 1}}, "clientToken": "one"});
        let heard = by_mqtt.message(place, Update, request.to_string().as_bytes());
        let answer = by_https.update(place, &request).unwrap();
        assert_eq!(heard, by_https.heard());
        let topics: Vec<_> = heard.iter().map(|(topic, _)| topic.clone()).collect();
        let expected = ["update/delta", "update/documents", "update/accepted"];
        assert_eq!(topics, expected.map(|rest| topic(place, rest)));
        assert_eq!(heard.last().map(|(_, document)| document), Some(&answer));
    }
}

#[test]
fn a_read_and_a_deletion_need_no_body_and_repeat_its_token() {
    for place in [LAMP, NIGHT] {
        let stage = Stage::new();
        for (body, token) in [
            ("", None),
            ("no JSON", None),
            ("{}", None),
            ("{\"clientToken\":\"t\",\"state\":7}", Some("t")),
            ("{\"clientToken\":7}", None),
        ] {
            stage.update(place, &json!({"state": {"reported": {"a": 1}}})).unwrap();
            stage.heard();
            let mut read = stage.get(place).unwrap();
            let mut deleted = json!({"version": read["version"].clone(), "timestamp": NOW_S});
            for answer in [&mut read, &mut deleted] {
                if let Some(token) = token {
                    answer["clientToken"] = token.into();
                }
            }
            let heard = stage.message(place, Get, body.as_bytes());
            assert_eq!(heard, [(topic(place, "get/accepted"), read)], "{body}");
            let heard = stage.message(place, Delete, body.as_bytes());
            assert_eq!(heard, [(topic(place, "delete/accepted"), deleted)], "{body}");
            let heard = stage.message(place, Get, body.as_bytes());
            assert_eq!(heard[0].1["code"], 404);
            assert_eq!(heard[0].1.get("clientToken").and_then(Value::as_str), token);
        }
    }
}

#[test]
fn a_rejection_has_its_code_text_moment_and_token_and_nothing_else() {
    let stage = Stage::new();
    for (request, expected) in [
        (
            "{\"state\":{},\"version\":7,\"clientToken\":\"t\"}",
            json!({"code": 409, "message": "Version conflict", "timestamp": NOW_S, "clientToken": "t"}),
        ),
        (
            "{\"clientToken\":\"t\"}",
            json!({"code": 400, "message": "Missing required node: state", "timestamp": NOW_S, "clientToken": "t"}),
        ),
        (
            "{\"state\":{},\"clientToken\":7}",
            json!({"code": 400, "message": "Invalid clientToken", "timestamp": NOW_S}),
        ),
        ("{", json!({"code": 400, "message": "Invalid JSON", "timestamp": NOW_S})),
    ] {
        let heard = stage.message(LAMP, Update, request.as_bytes());
        assert_eq!(heard, [(topic(LAMP, "update/rejected"), expected)], "{request}");
    }
    let not_utf_8 = stage.message(LAMP, Update, b"{\"state\":{\"desired\":{\"a\":\"\xe9\"}}}");
    let text = "Unsupported documented encoding; supported encoding is UTF-8";
    let expected = json!({"code": 415, "message": text, "timestamp": NOW_S});
    assert_eq!(not_utf_8, [(topic(LAMP, "update/rejected"), expected)]);
    assert!(stage.get(LAMP).is_err(), "a rejected request left a shadow behind");
    let accepted = stage.message(LAMP, Update, b"{\"state\":{},\"version\":0}");
    assert_eq!(accepted.last().unwrap().0, topic(LAMP, "update/accepted"));
}

#[test]
fn too_many_requests_are_told_with_their_token() {
    let stage = Stage::new();
    for (payload, token) in [("{\"clientToken\":\"t\"}", Some("t")), ("", None)] {
        let told: Value =
            serde_json::from_slice(&stage.too_many_requests(LAMP, payload.as_bytes())).unwrap();
        let mut expected = json!({"code": 429, "message": "Too many requests", "timestamp": NOW_S});
        if let Some(token) = token {
            expected["clientToken"] = token.into();
        }
        assert_eq!(told, expected);
    }
}

#[test]
fn of_two_doors_at_once_nobody_fails_and_versions_are_heard_in_their_order() {
    const UPDATES: u64 = 500;
    let stage = Stage::new();
    let request = json!({"state": {"reported": {"a": 1}}});
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for _ in 0..UPDATES {
                stage.send(NIGHT, Update, request.to_string().as_bytes());
            }
        });
        for _ in 0..UPDATES {
            stage.update(NIGHT, &request).unwrap();
        }
    });
    let accepted = topic(NIGHT, "update/accepted");
    let heard = stage.heard().into_iter().filter(|(topic, _)| *topic == accepted);
    let versions: Vec<_> = heard.filter_map(|(_, document)| document["version"].as_u64()).collect();
    assert_eq!(versions, (1..=2 * UPDATES).collect::<Vec<_>>());
}

/// What a patch makes of a value, by the documents' words alone.
fn patched(value: Option<&Value>, patch: &Value) -> Option<Value> {
    let Value::Object(patch) = patch else { return (!patch.is_null()).then(|| patch.clone()) };
    let existing = value.and_then(Value::as_object);
    let mut object = existing.cloned().unwrap_or_default();
    for (key, patch) in patch {
        match patched(object.get(key), patch) {
            Some(value) => object.insert(key.clone(), value),
            None => object.remove(key),
        };
    }
    // What only deletes makes nothing where there was nothing.
    let nothing = existing.is_none() && object.is_empty() && !patch.is_empty();
    (!nothing).then_some(Value::Object(object))
}

/// A shadow as a model keeps it: both sections, and the version.
#[derive(Clone, Debug)]
struct Model {
    exists: bool,
    desired: Value,
    reported: Value,
    version: u64,
}

impl Model {
    fn update(&mut self, state: &Value) {
        for (name, section) in [("desired", &mut self.desired), ("reported", &mut self.reported)] {
            let patch = if state.is_null() { Some(&Value::Null) } else { state.get(name) };
            match patch {
                None => {}
                Some(Value::Null) => *section = json!({}),
                Some(patch) => *section = patched(Some(section), patch).unwrap(),
            }
        }
        self.exists = true;
        self.version += 1;
    }

    /// The state that a read shows.
    fn state(&self) -> Value {
        let delta = difference(&self.desired, &self.reported);
        let sections =
            [("desired", &self.desired), ("reported", &self.reported), ("delta", &delta)];
        let shown = sections.into_iter().filter(|(_, section)| **section != json!({}));
        let shown = shown.map(|(name, section)| (name.to_owned(), section.clone()));
        Value::Object(shown.collect::<Map<_, _>>())
    }
}

#[derive(Clone, Debug)]
enum Step {
    /// An update, by MQTT or by HTTPS; some name a version, and not always the right one.
    Update {
        by_mqtt: bool,
        state: Value,
        off: Option<u64>,
    },
    Delete {
        by_mqtt: bool,
    },
}

fn steps() -> impl Strategy<Value = Step> {
    let off = prop_oneof![3 => Just(None), 1 => Just(Some(0)), 1 => (1_u64..3).prop_map(Some)];
    prop_oneof![
        6 => (any::<bool>(), states(), off)
            .prop_map(|(by_mqtt, state, off)| Step::Update { by_mqtt, state, off }),
        1 => any::<bool>().prop_map(|by_mqtt| Step::Delete { by_mqtt }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Versions only grow, by one for each update that is accepted; the delta that is heard is
    /// exactly the difference, and nothing when there is none; what is refused changes nothing.
    #[test]
    fn both_doors_write_one_history(steps in vec(steps(), 1..12)) {
        let stage = Stage::new();
        let mut model =
            Model { exists: false, desired: json!({}), reported: json!({}), version: 0 };
        for step in &steps {
            match step {
                Step::Update { by_mqtt, state, off } => {
                    let named = off.map(|off| model.version + off);
                    let mut request = json!({"state": state});
                    if let Some(version) = named {
                        request["version"] = version.into();
                    }
                    let heard = if *by_mqtt {
                        stage.message(LAMP, Update, request.to_string().as_bytes())
                    } else {
                        let answer = stage.update(LAMP, &request);
                        prop_assert_eq!(answer.is_err(), named.is_some_and(|named| named != model.version));
                        stage.heard()
                    };
                    if named.is_some_and(|named| named != model.version) {
                        let rejected: Vec<u64> =
                            heard.iter().filter_map(|(_, document)| document["code"].as_u64()).collect();
                        prop_assert_eq!(rejected, if *by_mqtt { vec![409] } else { vec![] });
                        continue;
                    }
                    model.update(state);
                    let of = |rest: &str| {
                        let wanted = topic(LAMP, rest);
                        heard.iter().find(|(topic, _)| *topic == wanted).map(|(_, document)| document)
                    };
                    prop_assert_eq!(&of("update/accepted").unwrap()["version"], model.version);
                    let delta = difference(&model.desired, &model.reported);
                    let told = of("update/delta").map(|document| document["state"].clone());
                    prop_assert_eq!(told, Some(delta).filter(|delta| *delta != json!({})));
                }
                Step::Delete { by_mqtt } => {
                    if *by_mqtt {
                        let heard = stage.message(LAMP, Delete, b"");
                        let wanted = if model.exists { "delete/accepted" } else { "delete/rejected" };
                        prop_assert_eq!(&heard[0].0, &topic(LAMP, wanted));
                    } else {
                        prop_assert_eq!(stage.delete(LAMP).is_ok(), model.exists);
                        stage.heard();
                    }
                    if model.exists {
                        // A deletion takes a version of its own.
                        let version = model.version + 1;
                        model = Model { exists: false, desired: json!({}), reported: json!({}), version };
                    }
                }
            }
            let read = stage.get(LAMP);
            prop_assert_eq!(read.is_ok(), model.exists);
            if let Ok(read) = read {
                prop_assert_eq!(&read["state"], &model.state());
                prop_assert_eq!(&read["version"], model.version);
            }
        }
    }
}
