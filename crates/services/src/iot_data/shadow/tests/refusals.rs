//! Every refusal with its status, its error and its text, beside a twin that is accepted.

use serde_json::json;

use super::stage::{NOW_S, Stage};
use crate::iot_data::shadow::ShadowOperation::{self, Delete, Get, Update};

const LAMP: (&str, Option<&str>) = ("lamp", None);

/// A state of `levels` objects within `desired`, the innermost holding a value.
fn nested(levels: usize) -> String {
    let (open, close) = ("{\"l\":".repeat(levels), "}".repeat(levels));
    format!("{{\"state\":{{\"desired\":{{\"l\":{open}1{close}}}}}}}")
}

/// A state whose two sections take `bytes` bytes together.
fn sized(bytes: usize) -> String {
    let (desired, reported) = ("{\"a\":\"\"}".len(), "{\"b\":1}".len());
    let text = "x".repeat(bytes - desired - reported);
    format!(
        "{{ \"state\": {{ \"desired\": {{ \"a\": \"{text}\" }}, \"reported\": {{ \"b\": 1 }} }} }}"
    )
}

/// The one message that is heard when a request by MQTT is refused: its code and its text.
fn rejected(
    stage: &Stage,
    (thing, shadow): (&str, Option<&str>),
    operation: ShadowOperation,
    payload: &str,
) -> (u64, String) {
    stage.heard();
    let heard = stage.message((thing, shadow), operation, payload.as_bytes());
    let [(topic, document)] = &heard[..] else { panic!("one answer: {heard:?}") };
    let name = shadow.map(|name| format!("/name/{name}")).unwrap_or_default();
    let operation = format!("{operation:?}").to_lowercase();
    assert_eq!(*topic, format!("$aws/things/{thing}/shadow{name}/{operation}/rejected"));
    assert_eq!(document["timestamp"], NOW_S);
    let text = document["message"].as_str().unwrap().to_owned();
    (document["code"].as_u64().unwrap(), text)
}

#[test]
fn each_refusal_has_its_text_and_an_accepted_twin() {
    let token =
        |bytes: usize| format!("{{\"state\":{{}},\"clientToken\":\"{}\"}}", "é".repeat(bytes / 2));
    for (refused, accepted, text) in [
        ("{\"state\":{}".to_owned(), "{\"state\":{}}".to_owned(), "Invalid JSON"),
        ("[]".to_owned(), "{\"state\":{},\"x\":[]}".to_owned(), "Invalid JSON"),
        (
            "{\"state\":{\"desired\":{\"a\":1,\"a\":2}}}".to_owned(),
            "{\"state\":{\"desired\":{\"a\":1,\"A\":2}}}".to_owned(),
            "Invalid JSON",
        ),
        ("{}".to_owned(), "{\"state\":null}".to_owned(), "Missing required node: state"),
        ("{\"state\":[]}".to_owned(), "{\"state\":{}}".to_owned(), "State node must be an object"),
        (
            "{\"state\":{\"desired\":1}}".to_owned(),
            "{\"state\":{\"desired\":null}}".to_owned(),
            "Desired node must be an object",
        ),
        (
            "{\"state\":{\"reported\":[]}}".to_owned(),
            "{\"state\":{\"reported\":{}}}".to_owned(),
            "Reported node must be an object",
        ),
        (
            "{\"state\":{},\"version\":\"0\"}".to_owned(),
            "{\"state\":{},\"version\":0}".to_owned(),
            "Invalid version",
        ),
        (
            "{\"state\":{},\"version\":-1}".to_owned(),
            "{\"state\":{},\"version\":0}".to_owned(),
            "Invalid version",
        ),
        (
            "{\"state\":{},\"version\":0.5}".to_owned(),
            "{\"state\":{},\"version\":0}".to_owned(),
            "Invalid version",
        ),
        (token(66), token(64), "Invalid clientToken"),
        (
            "{\"state\":{},\"clientToken\":1}".to_owned(),
            "{\"state\":{},\"clientToken\":\"1\"}".to_owned(),
            "Invalid clientToken",
        ),
        (nested(9), nested(8), "JSON contains too many levels of nesting; maximum is 8"),
        (
            "{\"state\":{\"delta\":{}}}".to_owned(),
            "{\"state\":{},\"delta\":{}}".to_owned(),
            "State contains an invalid node",
        ),
        (
            "{\"state\":{\"desired\":{\"a\":[1,null]}}}".to_owned(),
            "{\"state\":{\"desired\":{\"a\":null}}}".to_owned(),
            "State contains an invalid node",
        ),
        (
            "{\"state\":{\"desired\":{\"a\":[{\"b\":null}]}}}".to_owned(),
            "{\"state\":{\"desired\":{\"a\":[{\"b\":{}}]}}}".to_owned(),
            "State contains an invalid node",
        ),
    ] {
        let stage = Stage::new();
        let error = stage.update_text(LAMP, &refused).unwrap_err();
        assert_eq!((error.shape.status, error.message.as_str()), (400, text), "{refused}");
        assert_eq!(error.shape.name, "InvalidRequestException");
        assert_eq!(rejected(&stage, LAMP, Update, &refused), (400, text.to_owned()));
        assert!(stage.get(LAMP).is_err(), "a refused request left a shadow behind: {refused}");
        stage.update_text(LAMP, &accepted).unwrap_or_else(|error| panic!("{accepted}: {error}"));
    }
}

#[test]
fn sizes_have_a_bound_and_white_space_does_not_count() {
    let stage = Stage::new();
    stage.update_text(LAMP, &sized(8 * 1024)).unwrap();
    let error = stage.update_text(LAMP, &sized(8 * 1024 + 1)).unwrap_err();
    let text = "The payload exceeds the maximum size allowed";
    assert_eq!((error.shape.status, error.message.as_str()), (413, text));
    assert_eq!(error.shape.name, "RequestEntityTooLargeException");
    assert_eq!(rejected(&stage, LAMP, Update, &sized(8 * 1024 + 1)), (413, text.to_owned()));

    // What is merged counts, not what is sent: the next byte is refused, a deletion is not.
    let more = json!({"state": {"reported": {"c": 1}}});
    assert_eq!(stage.update(LAMP, &more).unwrap_err().shape.status, 413);
    stage.update(LAMP, &json!({"state": {"desired": {"a": null}}})).unwrap();
    stage.update(LAMP, &more).unwrap();

    let padded = |bytes: usize| format!("{}{{\"state\":{{}}}}", " ".repeat(bytes - 12));
    stage.update_text(LAMP, &padded(128 * 1024)).unwrap();
    assert_eq!(stage.update_text(LAMP, &padded(128 * 1024 + 1)).unwrap_err().shape.status, 413);
    assert_eq!(rejected(&stage, LAMP, Update, &padded(128 * 1024 + 1)), (413, text.to_owned()));
}

#[test]
fn only_utf_8_is_read() {
    use crate::iot_data::shadow::error::ShadowError;
    use crate::iot_data::shadow::request::UpdateRequest;

    let refused = UpdateRequest::read(b"{\"state\":{\"desired\":{\"a\":\"\xe9\"}}}").unwrap_err();
    assert_eq!(refused, ShadowError::NotUtf8);
    assert_eq!(refused.to_string(), "Unsupported documented encoding; supported encoding is UTF-8");
    assert_eq!(refused.shape().status, 415);
    assert!(UpdateRequest::read("{\"state\":{\"desired\":{\"a\":\"é\"}}}".as_bytes()).is_ok());
}

#[test]
fn a_version_that_is_not_the_shadows_conflicts() {
    let stage = Stage::new();
    let with = |version: i64| json!({"state": {"desired": {"a": version}}, "version": version});
    let conflict = |version: i64| {
        let error = stage.update(LAMP, &with(version)).unwrap_err();
        assert_eq!((error.shape.status, error.message.as_str()), (409, "Version conflict"));
        assert_eq!(error.shape.name, "ConflictException");
        let heard = rejected(&stage, LAMP, Update, &with(version).to_string());
        assert_eq!(heard, (409, "Version conflict".to_owned()));
    };
    conflict(1);
    stage.update(LAMP, &with(0)).unwrap();
    conflict(0);
    conflict(2);
    stage.update(LAMP, &with(1)).unwrap();
    stage.update(LAMP, &json!({"state": {}})).unwrap();
    conflict(2);
    assert_eq!(stage.update(LAMP, &with(3)).unwrap()["version"], 4);
}

#[test]
fn a_shadow_that_is_not_there_is_named() {
    let stage = Stage::new();
    for (name, text) in [
        (LAMP, "No shadow exists with name: 'lamp'"),
        (("lamp", Some("night")), "No shadow exists with name: 'lamp~night'"),
    ] {
        for error in [stage.get(name).unwrap_err(), stage.delete(name).unwrap_err()] {
            assert_eq!((error.shape.status, error.message.as_str()), (404, text));
            assert_eq!(error.shape.name, "ResourceNotFoundException");
        }
        for operation in [Get, Delete] {
            assert_eq!(rejected(&stage, name, operation, ""), (404, text.to_owned()));
        }
        stage.update(name, &json!({"state": {}})).unwrap();
        stage.get(name).unwrap();
        stage.delete(name).unwrap();
        assert_eq!(stage.get(name).unwrap_err().message, text);
    }
}
