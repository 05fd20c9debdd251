//! The table of documented outcomes, row by row.

use crate::common::{NOW_MS, bind, device, identity};
use daypass_policy::{ContextMap, DeviceScope, Leg, NoContext, Outcome, Permissions, Request};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

const ROWS: &str = include_str!("decision_rows.json");
const ARN: &str = "arn:aws:iot:us-east-1:123456789012:";
const IDENTITY: &str = "us-east-1:8a6b7c1e-0d0f-4c0e-9c55-1f0a5d1f7b11";
const POOL: &str = "us-east-1:5d2f1c9a-6f1e-4b57-8f0e-0c8f6d2b9a40";

#[test]
fn every_row_comes_out_as_documented() {
    let rows: Value = serde_json::from_str(&with_names(ROWS)).unwrap();
    let cases = rows["cases"].as_array().unwrap();
    let numbers: BTreeSet<u64> = cases.iter().map(|case| case["row"].as_u64().unwrap()).collect();
    assert_eq!(numbers, (1..=66).collect());
    for case in cases {
        for transport in case["transports"].as_array().unwrap() {
            check(case, transport.as_str().unwrap());
        }
    }
}

fn with_names(text: &str) -> String {
    text.replace("{arn}", ARN).replace("{identity}", IDENTITY)
}

fn check(case: &Value, transport: &str) {
    let permissions = permissions(case, transport);
    let mut outcome = (Outcome::Allow, None);
    for request in case["requests"].as_array().unwrap() {
        let request = Request {
            action: request["action"].as_str().unwrap(),
            resource: request["resource"].as_str().unwrap(),
            context: &NoContext,
            now_ms: NOW_MS,
        };
        let decision = permissions.decide(&request);
        assert_eq!(permissions.explain(&request).decision, decision, "{case}");
        if outcome.0 == Outcome::Allow {
            outcome = (decision.outcome, decision.leg);
        }
    }
    let expected = match case["expected"].as_str().unwrap() {
        "allow" => Outcome::Allow,
        "explicit_deny" => Outcome::ExplicitDeny,
        "implicit_deny" => Outcome::ImplicitDeny,
        other => panic!("unknown outcome {other}"),
    };
    assert_eq!(outcome.0, expected, "over {transport}: {case:#}");
    if let Some(leg) = case["refusing_leg"].as_str() {
        assert_eq!(outcome.1.map(Leg::as_str), Some(leg), "over {transport}: {case:#}");
    }
}

fn permissions(case: &Value, transport: &str) -> Arc<Permissions> {
    let texts = |name: &str| -> Vec<String> {
        case[name].as_array().into_iter().flatten().map(Value::to_string).collect()
    };
    let iam = || identity(&texts("role_policies"));
    let principal = case["principal"].as_str().unwrap();
    let context = context(case, principal, transport);
    let (iam, device) = match principal {
        "certificate" => (None, Some(device(&texts("iot_policies"), DeviceScope::AllActions))),
        "cognito_authenticated" => {
            (Some(iam()), Some(device(&texts("iot_policies"), DeviceScope::SevenActions)))
        }
        "cognito_unauthenticated" | "iam_user" => (Some(iam()), None),
        other => panic!("unknown principal {other}"),
    };
    bind(iam, device, context)
}

/// What a server knows about the connection or call.
fn context(case: &Value, principal: &str, transport: &str) -> ContextMap {
    let mut context = ContextMap::new();
    if principal.starts_with("cognito") {
        let amr = principal.trim_start_matches("cognito_");
        context.insert("cognito-identity.amazonaws.com:sub", IDENTITY);
        context.insert("cognito-identity.amazonaws.com:aud", POOL);
        context.insert_many("cognito-identity.amazonaws.com:amr", [amr]);
    }
    if let Some(fields) = case["certificate"].as_object() {
        for (field, values) in fields {
            certificate_field(&mut context, field, values.as_array().unwrap());
        }
    }
    if let Some(client_id) = case["client_id"].as_str().filter(|_| transport != "https") {
        context.insert("iot:ClientId", client_id);
        thing(&mut context, &case["thing"], client_id);
    }
    if let Some(connect) = case["connect"].as_object() {
        let attributes = connect["attributes"].as_array().unwrap().iter();
        context.insert_many("iot:ConnectAttributes", attributes.map(|one| one.as_str().unwrap()));
        if let Some(topic) = connect.get("will").and_then(|will| will["topic"].as_str()) {
            context.insert("iot:LastWillTopic", format!("{ARN}topic/{topic}"));
        }
    }
    context
}

/// The bare name is the first value, `.N` the one after N others, `.List` all of them.
fn certificate_field(context: &mut ContextMap, field: &str, values: &[Value]) {
    let values: Vec<&str> = values.iter().take(5).map(|value| value.as_str().unwrap()).collect();
    let key = format!("iot:Certificate.{field}");
    context.insert(key.clone(), values[0]);
    for (at, value) in values.iter().enumerate() {
        context.insert(format!("{key}.{at}"), *value);
    }
    context.insert_many(format!("{key}.List"), values);
}

fn thing(context: &mut ContextMap, thing: &Value, client_id: &str) {
    let connected = thing["name"] == *client_id && thing["attached"] == true;
    context.insert("iot:Connection.Thing.IsAttached", connected.to_string());
    if !connected {
        return;
    }
    context.insert("iot:Connection.Thing.ThingName", client_id);
    if let Some(name) = thing["type"].as_str() {
        context.insert("iot:Connection.Thing.ThingTypeName", name);
    }
    for (name, value) in thing["attributes"].as_object().unwrap() {
        let key = format!("iot:Connection.Thing.Attributes[{name}]");
        context.insert(key, value.as_str().unwrap());
    }
}
