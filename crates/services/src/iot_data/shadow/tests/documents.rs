//! The documented cases: what states follow one another, and what each party reads.

use serde_json::{Value, json};

use super::stage::{NOW_S, Stage};
use crate::iot_data::shadow::ShadowOperation;

const LAMP: (&str, Option<&str>) = ("lamp", None);

/// The state that a read shows after these updates of `state`.
fn state_after(updates: &[Value]) -> Value {
    let stage = Stage::new();
    for state in updates {
        stage.update(LAMP, &json!({ "state": state })).unwrap();
    }
    let mut document = stage.get(LAMP).unwrap();
    assert_eq!(document["version"], updates.len());
    document["state"].take()
}

/// The same when all of it goes by MQTT.
fn state_after_messages(updates: &[Value]) -> Value {
    let stage = Stage::new();
    for state in updates {
        let request = json!({ "state": state }).to_string();
        let heard = stage.message(LAMP, ShadowOperation::Update, request.as_bytes());
        let (topic, _) = heard.last().unwrap();
        assert_eq!(topic, "$aws/things/lamp/shadow/update/accepted");
    }
    let mut heard = stage.message(LAMP, ShadowOperation::Get, b"");
    let [(topic, document)] = &mut heard[..] else { panic!("one answer: {heard:?}") };
    assert_eq!(topic, "$aws/things/lamp/shadow/get/accepted");
    assert_eq!(document["version"], updates.len());
    document["state"].take()
}

#[test]
fn states_follow_one_another_as_documented() {
    for (updates, expected) in [
        (
            vec![json!({"desired": {"led": "on"}})],
            json!({"desired": {"led": "on"}, "delta": {"led": "on"}}),
        ),
        (
            vec![json!({"desired": {"led": "on"}}), json!({"reported": {"led": "on"}})],
            json!({"desired": {"led": "on"}, "reported": {"led": "on"}}),
        ),
        // Null deletes, and a section without keys is none.
        (
            vec![json!({"desired": {"a": 1, "b": 2}}), json!({"desired": {"a": null}})],
            json!({"desired": {"b": 2}, "delta": {"b": 2}}),
        ),
        (vec![json!({"desired": {"a": 1}}), json!({"desired": {"a": null}})], json!({})),
        (
            vec![json!({"desired": {"a": 1}, "reported": {"a": 1}}), json!({"desired": null})],
            json!({"reported": {"a": 1}}),
        ),
        (vec![json!({"desired": {"a": 1}, "reported": {"a": 1}}), Value::Null], json!({})),
        (vec![json!({})], json!({})),
        (vec![Value::Null], json!({})),
        (vec![json!({"desired": {}})], json!({})),
        (
            vec![json!({"desired": {"a": 1}}), json!({"desired": {}})],
            json!({"desired": {"a": 1}, "delta": {"a": 1}}),
        ),
        (vec![json!({"reported": {"online": null}})], json!({})),
        (vec![json!({"reported": {"a": {"b": {"c": null}}}})], json!({})),
        (
            vec![json!({"reported": {"a": {"b": null, "c": 1}}})],
            json!({"reported": {"a": {"c": 1}}}),
        ),
        // Objects merge, empty ones stay.
        (
            vec![
                json!({"desired": {"a": 1, "b": {"c": 3}}}),
                json!({"desired": {"a": 1, "b": {"c": 3}, "d": {}}}),
            ],
            json!({"desired": {"a": 1, "b": {"c": 3}, "d": {}}, "delta": {"a": 1, "b": {"c": 3}, "d": {}}}),
        ),
        (
            vec![
                json!({"desired": {"b": {"c": 3}, "d": {}}}),
                json!({"desired": {"b": {"c": {}}, "d": {}}}),
            ],
            json!({"desired": {"b": {"c": {}}, "d": {}}, "delta": {"b": {"c": {}}, "d": {}}}),
        ),
        (
            vec![json!({"desired": {"b": {"c": 3}}}), json!({"desired": {"b": {"c": {"d": 3}}}})],
            json!({"desired": {"b": {"c": {"d": 3}}}, "delta": {"b": {"c": {"d": 3}}}}),
        ),
        (
            vec![json!({"reported": {"b": {"c": 3}}}), json!({"reported": {"b": 4}})],
            json!({"reported": {"b": 4}}),
        ),
        (
            vec![json!({"reported": {"a": {"b": 1}}}), json!({"reported": {"a": {"b": null}}})],
            json!({"reported": {"a": {}}}),
        ),
        // The delta: what is desired and not reported.
        (
            vec![json!({"desired": {"online": true}}), json!({"reported": {"online": false}})],
            json!({"desired": {"online": true}, "reported": {"online": false}, "delta": {"online": true}}),
        ),
        (
            vec![json!({"desired": {"enabled": true}}), json!({"reported": {"online": true}})],
            json!({"desired": {"enabled": true}, "reported": {"online": true}, "delta": {"enabled": true}}),
        ),
        (
            vec![
                json!({"desired": {"enabled": true}}),
                json!({"reported": {"enabled": true, "online": false}}),
            ],
            json!({"desired": {"enabled": true}, "reported": {"enabled": true, "online": false}}),
        ),
        (
            vec![json!({"reported": {"list": ["a", "b"]}}), json!({"desired": {"list": ["a"]}})],
            json!({"desired": {"list": ["a"]}, "reported": {"list": ["a", "b"]}, "delta": {"list": ["a"]}}),
        ),
        (
            vec![
                json!({"reported": {"list": [["a"], ["b"]]}}),
                json!({"desired": {"list": [["a"]]}}),
            ],
            json!({"desired": {"list": [["a"]]}, "reported": {"list": [["a"], ["b"]]}, "delta": {"list": [["a"]]}}),
        ),
        (
            vec![
                json!({"reported": {"a": {"b": {"c": "d", "e": "f"}}}}),
                json!({"desired": {"a": {"b": {"c": "d2"}}}}),
            ],
            json!({
                "desired": {"a": {"b": {"c": "d2"}}}, "reported": {"a": {"b": {"c": "d", "e": "f"}}},
                "delta": {"a": {"b": {"c": "d2"}}},
            }),
        ),
        (
            vec![
                json!({"reported": {"a": {"b1": {"c": "d"}}}}),
                json!({"desired": {"a": {"b1": {"c": "d"}, "b2": "x"}}}),
            ],
            json!({
                "desired": {"a": {"b1": {"c": "d"}, "b2": "x"}}, "reported": {"a": {"b1": {"c": "d"}}},
                "delta": {"a": {"b2": "x"}},
            }),
        ),
        // Numbers differ by what they mean.
        (
            vec![json!({"desired": {"t": 21}}), json!({"reported": {"t": 21.0}})],
            json!({"desired": {"t": 21}, "reported": {"t": 21.0}}),
        ),
    ] {
        assert_eq!(state_after(&updates), expected, "after {updates:?}");
        assert_eq!(state_after_messages(&updates), expected, "by MQTT after {updates:?}");
    }
}

#[test]
fn an_update_is_answered_with_what_it_said() {
    let stage = Stage::new();
    let at = json!({ "timestamp": NOW_S });
    for (request, expected) in [
        (
            json!({"state": {"desired": {"a": 1, "l": [1, [2], {}]}}, "clientToken": "t", "hello": [null]}),
            json!({
                "state": {"desired": {"a": 1, "l": [1, [2], {}]}},
                "metadata": {"desired": {"a": at, "l": [at, [at], {}]}},
                "version": 1, "timestamp": NOW_S, "clientToken": "t",
            }),
        ),
        (
            json!({"state": {"reported": {"a": 1, "b": null}}, "version": 1}),
            json!({
                "state": {"reported": {"a": 1, "b": null}}, "metadata": {"reported": {"a": at, "b": at}},
                "version": 2, "timestamp": NOW_S,
            }),
        ),
        (
            json!({"state": {"desired": null}}),
            json!({"state": {"desired": null}, "metadata": {"desired": at}, "version": 3, "timestamp": NOW_S}),
        ),
        (
            json!({"state": {}}),
            json!({"state": {}, "metadata": {}, "version": 4, "timestamp": NOW_S}),
        ),
        (
            json!({"state": null}),
            json!({"state": null, "metadata": at, "version": 5, "timestamp": NOW_S}),
        ),
    ] {
        assert_eq!(stage.update(LAMP, &request).unwrap(), expected, "{request}");
    }
    let cleared = json!({"state": {}, "metadata": {}, "version": 5, "timestamp": NOW_S});
    assert_eq!(stage.get(LAMP).unwrap(), cleared);
}

#[test]
fn metadata_says_when_each_value_was_written() {
    let mut stage = Stage::new();
    stage
        .update(LAMP, &json!({"state": {"desired": {"a": 1, "b": {"c": 1, "d": 1}, "e": 1}}}))
        .unwrap();
    stage.now_s += 10;
    stage
        .update(
            LAMP,
            &json!({"state": {"desired": {"b": {"c": 2}, "e": null}, "reported": {"a": 1}}}),
        )
        .unwrap();
    stage.now_s += 10;
    let (old, new) = (json!({"timestamp": NOW_S}), json!({"timestamp": NOW_S + 10}));
    assert_eq!(
        stage.get(LAMP).unwrap(),
        json!({
            "state": {
                "desired": {"a": 1, "b": {"c": 2, "d": 1}}, "reported": {"a": 1},
                "delta": {"b": {"c": 2, "d": 1}},
            },
            "metadata": {"desired": {"a": old, "b": {"c": new, "d": old}}, "reported": {"a": new}},
            "version": 2, "timestamp": NOW_S + 20,
        })
    );
}

#[test]
fn subscribers_hear_the_delta_both_documents_and_the_acceptance() {
    let mut stage = Stage::new();
    let named = ("lamp", Some("night$1"));
    stage
        .update(named, &json!({"state": {"desired": {"a": 1, "b": 1}}, "clientToken": "one"}))
        .unwrap();
    let at = json!({"timestamp": NOW_S});
    let first = json!({
        "state": {"desired": {"a": 1, "b": 1}}, "metadata": {"desired": {"a": at, "b": at}}, "version": 1,
    });
    let topic = |rest: &str| format!("$aws/things/lamp/shadow/name/night$1/{rest}");
    assert_eq!(
        stage.heard(),
        [
            (
                topic("update/delta"),
                json!({
                    "state": {"a": 1, "b": 1}, "metadata": {"a": at, "b": at}, "version": 1, "timestamp": NOW_S,
                    "clientToken": "one",
                })
            ),
            (
                topic("update/documents"),
                json!({
                    "previous": null, "current": first, "timestamp": NOW_S, "clientToken": "one",
                })
            ),
            (
                topic("update/accepted"),
                json!({
                    "state": {"desired": {"a": 1, "b": 1}}, "metadata": {"desired": {"a": at, "b": at}}, "version": 1,
                    "timestamp": NOW_S, "clientToken": "one",
                })
            ),
        ]
    );

    stage.now_s += 5;
    stage.update(named, &json!({"state": {"reported": {"a": 1}}})).unwrap();
    let later = json!({"timestamp": NOW_S + 5});
    assert_eq!(
        stage.heard(),
        [
            (
                topic("update/delta"),
                json!({
                    "state": {"b": 1}, "metadata": {"b": at}, "version": 2, "timestamp": NOW_S + 5,
                })
            ),
            (
                topic("update/documents"),
                json!({
                    "previous": first,
                    "current": {
                        "state": {"desired": {"a": 1, "b": 1}, "reported": {"a": 1}},
                        "metadata": {"desired": {"a": at, "b": at}, "reported": {"a": later}}, "version": 2,
                    },
                    "timestamp": NOW_S + 5,
                })
            ),
            (
                topic("update/accepted"),
                json!({
                    "state": {"reported": {"a": 1}}, "metadata": {"reported": {"a": later}}, "version": 2,
                    "timestamp": NOW_S + 5,
                })
            ),
        ]
    );

    // Once the device is as it should be, there is no delta to hear of.
    stage.update(named, &json!({"state": {"reported": {"b": 1}}})).unwrap();
    let topics: Vec<String> = stage.heard().into_iter().map(|(topic, _)| topic).collect();
    assert_eq!(topics, [topic("update/documents"), topic("update/accepted")]);
    assert_eq!(stage.delete(named).unwrap(), json!({"version": 3, "timestamp": NOW_S + 5}));
    assert_eq!(
        stage.heard(),
        [(topic("delete/accepted"), json!({"version": 3, "timestamp": NOW_S + 5}))]
    );
}

#[test]
fn reading_and_refusals_are_heard_by_nobody() {
    let stage = Stage::new();
    assert!(stage.get(LAMP).is_err());
    assert!(stage.update(LAMP, &json!({})).is_err());
    assert!(stage.delete(LAMP).is_err());
    assert_eq!(stage.heard(), []);
    stage.update(LAMP, &json!({"state": {}})).unwrap();
    let heard: Vec<String> = stage.heard().into_iter().map(|(topic, _)| topic).collect();
    assert_eq!(
        heard,
        ["$aws/things/lamp/shadow/update/documents", "$aws/things/lamp/shadow/update/accepted"]
    );
    stage.get(LAMP).unwrap();
    assert_eq!(stage.heard(), []);
}
