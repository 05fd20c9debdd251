//! Condition operators, one line each: a statement with the condition, the keys of the request,
//! and whether it applies.

use crate::common::{NOW_MS, bind, decide, device, document, identity};
use daypass_policy::{ContextMap, DeviceScope, NoContext, Outcome, Request};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Keys as JSON: a string is single-valued, a list is multi-valued.
fn context(keys: &Value) -> ContextMap {
    let mut map = ContextMap::new();
    for (key, value) in keys.as_object().unwrap() {
        match value {
            Value::Array(values) => {
                map.insert_many(key.clone(), values.iter().map(|value| value.as_str().unwrap()))
            }
            value => map.insert(key.clone(), value.as_str().unwrap()),
        };
    }
    map
}

fn applies(effect: &str, condition: &str, keys: &Value, iot: bool) -> bool {
    let resource = r#""Action":"s:*","Resource":"*""#;
    let tested = format!(r#"{{"Effect":"{effect}",{resource},"Condition":{condition}}}"#);
    let texts = if effect == "Allow" {
        vec![document(&tested)]
    } else {
        vec![document(&tested), document(&format!(r#"{{"Effect":"Allow",{resource}}}"#))]
    };
    let permissions = if iot {
        bind(None, device(&texts, DeviceScope::AllActions), context(keys))
    } else {
        bind(identity(&texts), None, context(keys))
    };
    let outcome = decide(&permissions, "s:Act", "*").outcome;
    outcome == if effect == "Allow" { Outcome::Allow } else { Outcome::ExplicitDeny }
}

#[test]
fn operators() {
    let none = || json!({});
    let one = |value: &str| json!({"k:a": value});
    let many = |values: &[&str]| json!({"k:a": values});
    let arn = "arn:aws:s:us-east-2:999999999999:store/abc:111122223333:finance/d.txt";
    let cases: Vec<(&str, Value, bool)> = vec![
        // Strings.
        (r#"{"StringEquals":{"k:a":"x"}}"#, one("x"), true),
        (r#"{"StringEquals":{"K:A":"x"}}"#, one("x"), true),
        (r#"{"stringequals":{"k:a":"x"}}"#, one("x"), true),
        (r#"{"StringEquals":{"k:a":"x"}}"#, one("X"), false),
        (r#"{"StringEquals":{"k:a":"x*"}}"#, one("xy"), false),
        (r#"{"StringEquals":{"k:a":["x","y"]}}"#, one("y"), true),
        (r#"{"StringEquals":{"k:a":"x"}}"#, none(), false),
        (r#"{"StringEquals":{"k:a":[]}}"#, one("x"), false),
        (r#"{"StringNotEquals":{"k:a":["x","y"]}}"#, one("y"), false),
        (r#"{"StringNotEquals":{"k:a":["x","y"]}}"#, one("z"), true),
        (r#"{"StringNotEquals":{"k:a":"x"}}"#, none(), true),
        (r#"{"StringEqualsIgnoreCase":{"k:a":"Straße"}}"#, one("strAße"), true),
        (r#"{"StringNotEqualsIgnoreCase":{"k:a":"X"}}"#, one("x"), false),
        (r#"{"StringLike":{"k:a":"a*c?"}}"#, one("abbcd"), true),
        (r#"{"StringLike":{"k:a":"a${*}"}}"#, one("ab"), false),
        (r#"{"StringLike":{"k:a":"a${*}"}}"#, one("a*"), true),
        (r#"{"StringNotLike":{"k:a":"a*"}}"#, one("abc"), false),
        (r#"{"StringLike":{"k:a":"arn:aws:s:*:111122223333:finance/*"}}"#, one(arn), true),
        (r#"{"ArnLike":{"k:a":"arn:aws:s:*:111122223333:finance/*"}}"#, one(arn), false),
        (r#"{"ArnEquals":{"k:a":"arn:aws:s:*:999999999999:store/*"}}"#, one(arn), true),
        (r#"{"ArnNotLike":{"k:a":"arn:aws:s:*:*:*"}}"#, one("arn:aws:t:::x"), true),
        // All blocks and all keys must hold.
        (r#"{"StringEquals":{"k:a":"x","k:b":"y"}}"#, json!({"k:a":"x","k:b":"y"}), true),
        (r#"{"StringEquals":{"k:a":"x","k:b":"y"}}"#, one("x"), false),
        (
            r#"{"StringEquals":{"k:a":"x"},"Bool":{"k:b":"true"}}"#,
            json!({"k:a":"x","k:b":"false"}),
            false,
        ),
        // Numbers, JSON ones too.
        (r#"{"NumericEquals":{"k:a":10}}"#, one("10.0"), true),
        (r#"{"NumericEquals":{"k:a":"10"}}"#, one("10abc"), false),
        (r#"{"NumericNotEquals":{"k:a":10}}"#, none(), true),
        (r#"{"NumericLessThan":{"k:a":"10"}}"#, one("9.99"), true),
        (r#"{"NumericLessThan":{"k:a":"10"}}"#, one("10"), false),
        (r#"{"NumericGreaterThanEquals":{"k:a":"-1"}}"#, one("-1"), true),
        // Dates; seconds since 1970 and dates compare with each other.
        (r#"{"DateLessThan":{"k:a":"2020-01-01T00:00:00Z"}}"#, one("2019-12-31T23:59:59Z"), true),
        (r#"{"DateGreaterThan":{"k:a":"1577836800"}}"#, one("2020-01-01T00:00:01Z"), true),
        (r#"{"DateEquals":{"k:a":"2020-01-01T01:00:00+01:00"}}"#, one("1577836800"), true),
        (r#"{"DateNotEquals":{"k:a":"2020-01-01"}}"#, one("2020-01-01T00:00Z"), false),
        // Truth, bytes, addresses.
        (r#"{"Bool":{"k:a":true}}"#, one("True"), true),
        (r#"{"Bool":{"k:a":"true"}}"#, none(), false),
        (r#"{"Bool":{"k:a":"false"}}"#, one("yes"), false),
        (r#"{"BinaryEquals":{"k:a":"QmluYXJ5"}}"#, one("QmluYXJ5"), true),
        (r#"{"BinaryEquals":{"k:a":"QmluYXJ5"}}"#, one("QmluYXJ6"), false),
        (r#"{"IpAddress":{"k:a":"0.0.0.0/0"}}"#, one("203.0.113.1"), true),
        (r#"{"IpAddress":{"k:a":["203.0.113.0/24","2001:db8::/32"]}}"#, one("2001:DB8::1"), true),
        (r#"{"IpAddress":{"k:a":"203.0.113.0/24"}}"#, one("2001:db8::1"), false),
        (r#"{"NotIpAddress":{"k:a":"203.0.113.7"}}"#, one("2001:db8::1"), true),
        (r#"{"NotIpAddress":{"k:a":"203.0.113.7"}}"#, one("::ffff:203.0.113.7"), false),
        (r#"{"IpAddress":{"k:a":"::ffff:203.0.113.0/120"}}"#, one("203.0.113.7"), true),
        (r#"{"NotIpAddress":{"k:a":"::ffff:203.0.113.0/120"}}"#, one("203.0.113.7"), false),
        // Absence.
        (r#"{"Null":{"k:a":"true"}}"#, none(), true),
        (r#"{"Null":{"k:a":"true"}}"#, many(&[]), true),
        (r#"{"Null":{"k:a":false}}"#, one("x"), true),
        (r#"{"Null":{"k:a":"false"}}"#, none(), false),
        (r#"{"StringEqualsIfExists":{"k:a":"x"}}"#, none(), true),
        (r#"{"StringEqualsIfExists":{"k:a":"x"}}"#, one("y"), false),
        (r#"{"NumericLessThanIfExists":{"k:a":"1"}}"#, none(), true),
        // Several values.
        (r#"{"StringEquals":{"k:a":"x"}}"#, many(&["x"]), false),
        (r#"{"ForAllValues:StringEquals":{"k:a":["x","y"]}}"#, many(&["x", "y"]), true),
        (r#"{"ForAllValues:StringEquals":{"k:a":["x","y"]}}"#, many(&["x", "z"]), false),
        (r#"{"ForAllValues:StringEquals":{"k:a":"x"}}"#, none(), true),
        (r#"{"ForAllValues:StringEquals":{"k:a":"x"}}"#, many(&[]), true),
        (r#"{"ForAllValues:StringEquals":{"k:a":"x"}}"#, many(&[""]), true),
        (r#"{"ForAllValues:StringEquals":{"k:a":"x"}}"#, many(&["x", ""]), false),
        (r#"{"ForAllValues:StringEquals":{"k:a":"x"}}"#, one("x"), true),
        (r#"{"ForAnyValue:StringEquals":{"k:a":"x"}}"#, many(&["y", "x"]), true),
        (r#"{"ForAnyValue:StringEquals":{"k:a":"x"}}"#, none(), false),
        (r#"{"ForAnyValue:StringNotEquals":{"k:a":"x"}}"#, none(), false),
        (r#"{"ForAnyValue:StringNotEquals":{"k:a":"x"}}"#, many(&["x", "y"]), true),
        (r#"{"ForAllValues:StringNotEquals":{"k:a":"x"}}"#, many(&["x", "y"]), false),
        (r#"{"ForAnyValue:StringEqualsIfExists":{"k:a":"x"}}"#, none(), false),
        // Variables.
        (r#"{"StringEquals":{"k:a":"${k:b}"}}"#, json!({"k:a":"v","k:b":"v"}), true),
        (r#"{"StringEquals":{"k:a":"${k:b}"}}"#, one("${k:b}"), false),
        (r#"{"StringEquals":{"k:a":"${k:b, 'x y'}"}}"#, one("x y"), true),
        (r#"{"StringEquals":{"k:a":"${k:b, ''}"}}"#, one(""), true),
        (r#"{"StringLike":{"k:a":"${k:b}"}}"#, json!({"k:a":"anything","k:b":"*"}), false),
        (r#"{"StringEquals":{"k:a":"${k:b}"}}"#, json!({"k:a":"v","k:b":["v"]}), false),
        (r#"{"StringNotEquals":{"k:a":"${k:b}"}}"#, one("v"), true),
        (
            r#"{"ArnLike":{"k:a":"arn:aws:s:::${k:b}"}}"#,
            json!({"k:a":"arn:aws:s:::x:y","k:b":"x:y"}),
            true,
        ),
        (
            r#"{"ArnEquals":{"k:a":"${k:b}"}}"#,
            json!({"k:a":"arn:aws:s:::x","k:b":"arn:aws:s:::x"}),
            true,
        ),
        (
            r#"{"ArnNotEquals":{"k:a":"${k:b}"}}"#,
            json!({"k:a":"arn:aws:s:::x","k:b":"arn:aws:s:::x"}),
            false,
        ),
        (
            r#"{"ArnLike":{"k:a":"${k:b}"}}"#,
            json!({"k:a":"arn:aws:s:::x","k:b":"arn:aws:s:::*"}),
            false,
        ),
        // A list of no values matches nothing.
        (r#"{"StringNotEquals":{"k:a":[]}}"#, one("x"), true),
        (r#"{"StringEqualsIfExists":{"k:a":"x"}}"#, many(&[]), false),
    ];
    for (condition, keys, expected) in cases {
        assert_eq!(applies("Allow", condition, &keys, false), expected, "{condition} {keys}");
    }
}

#[test]
fn what_cannot_be_compared_never_grants() {
    for (condition, keys) in [
        (r#"{"NumericNotEquals":{"k:a":"1"}}"#, json!({"k:a":"one"})),
        (r#"{"DateNotEquals":{"k:a":"2020-01-01"}}"#, json!({"k:a":"today"})),
        (r#"{"NotIpAddress":{"k:a":"10.0.0.0/8"}}"#, json!({"k:a":"localhost"})),
        (r#"{"ArnNotLike":{"k:a":"arn:aws:s:*:*:*"}}"#, json!({"k:a":"no arn"})),
        (r#"{"StringNotEquals":{"k:a":"x"}}"#, json!({"k:a":["y","z"]})),
    ] {
        assert!(!applies("Allow", condition, &keys, false), "{condition}");
        assert!(applies("Deny", condition, &keys, false), "{condition}");
    }
}

#[test]
fn an_unresolved_variable_in_a_negated_condition_voids_an_iot_statement_only() {
    let condition = r#"{"StringNotEquals":{"k:a":["${k:b}"]}}"#;
    for effect in ["Allow", "Deny"] {
        for keys in [json!({"k:a":"v"}), json!({})] {
            assert!(applies(effect, condition, &keys, false), "{effect} {keys}");
            assert!(!applies(effect, condition, &keys, true), "{effect} {keys}");
        }
        assert!(applies(effect, condition, &json!({"k:a":"v","k:b":"w"}), true));
    }
}

#[test]
fn a_not_resource_without_a_value_is_wide_in_iam_and_void_in_iot() {
    let statement =
        r#"{"Effect":"Allow","Action":"*","NotResource":"arn:aws:iot:r:a:topic/${k:x}"}"#;
    let texts = [document(statement)];
    let resource = "arn:aws:iot:r:a:topic/y";
    let iam = bind(identity(&texts), None, ContextMap::new());
    assert_eq!(decide(&iam, "iot:Publish", resource).outcome, Outcome::Allow);
    let iot = bind(None, device(&texts, DeviceScope::AllActions), ContextMap::new());
    assert_eq!(decide(&iot, "iot:Publish", resource).outcome, Outcome::ImplicitDeny);
}

#[test]
fn the_older_version_knows_no_variables() {
    let text =
        r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${k:b}/*"}}"#;
    let mut context = ContextMap::new();
    context.insert("k:b", "v");
    let permissions = bind(identity(&[text.to_owned()]), None, context);
    assert_eq!(decide(&permissions, "s3:Get", "arn:aws:s3:::v/x").outcome, Outcome::ImplicitDeny);
    assert_eq!(decide(&permissions, "s3:Get", "arn:aws:s3:::${k:b}/x").outcome, Outcome::Allow);
}

#[test]
fn only_names_of_actions_keys_and_operators_have_no_case() {
    let asked = |action: &str, resource: &str| {
        let text = r#"{"Effect":"Allow","Action":"S3:get*","Resource":"arn:aws:s3:::b/A","Condition":{"stringLIKE":{"K:Tag/Team":"x*"}}}"#;
        let mut keys = ContextMap::new();
        keys.insert("k:TAG/team", "xy");
        let permissions = bind(identity(&[document(text)]), None, keys);
        decide(&permissions, action, resource).outcome.is_allow()
    };
    assert!(asked("s3:GetObject", "arn:aws:s3:::b/A"));
    for resource in ["arn:aws:s3:::b/a", "arn:aws:S3:::b/A", "arn:AWS:s3:::b/A"] {
        assert!(!asked("s3:GetObject", resource), "{resource}");
    }
}

#[test]
fn keys_of_the_request_come_before_bound_ones() {
    let text = r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"k:a":"request"}}}"#;
    let of = |value: &str| {
        let mut keys = ContextMap::new();
        keys.insert("k:a", value);
        keys
    };
    let outcome = |bound: &str, asked: &str| {
        let permissions = bind(identity(&[document(text)]), None, of(bound));
        let context = &of(asked);
        let request = Request { action: "s:Act", resource: "*", context, now_ms: NOW_MS };
        permissions.decide(&request).outcome
    };
    assert_eq!(outcome("bound", "request"), Outcome::Allow);
    assert_eq!(outcome("request", "other"), Outcome::ImplicitDeny);
}

#[test]
fn certificate_values_that_mean_something_elsewhere_are_not_substituted() {
    let statement = r#"{"Effect":"Allow","Action":"*","Resource":"arn:aws:iot:r:a:topic/${iot:Certificate.Subject.CommonName}"}"#;
    let texts = [document(statement)];
    let long = "x".repeat(1025);
    for (value, substituted) in [
        ("plain", true),
        ("a*", false),
        ("a$", false),
        ("a+", false),
        ("a?", false),
        ("a#", false),
        (&*long, false),
        (&long[1..], true),
    ] {
        let mut context = ContextMap::new();
        context.insert("iot:Certificate.Subject.CommonName", value);
        let iot = bind(None, device(&texts, DeviceScope::AllActions), context.clone());
        let resource = format!("arn:aws:iot:r:a:topic/{value}");
        assert_eq!(
            decide(&iot, "iot:Publish", &resource).outcome.is_allow(),
            substituted,
            "{value}"
        );
        let iam = bind(identity(&texts), None, context);
        assert!(decide(&iam, "iot:Publish", &resource).outcome.is_allow(), "{value}");
    }
}

#[test]
fn a_decision_holds_until_a_time_condition_may_turn() {
    let now = NOW_MS / 1000;
    let valid = |condition: String| {
        let statement =
            format!(r#"{{"Effect":"Allow","Action":"*","Resource":"*","Condition":{condition}}}"#);
        let permissions = bind(identity(&[document(&statement)]), None, ContextMap::new());
        let decision = decide(&permissions, "s:Act", "*");
        (decision.outcome.is_allow(), decision.valid_until_ms)
    };
    let at = |seconds: i64| Some((now + seconds) * 1000);
    assert_eq!(
        valid(format!(r#"{{"NumericLessThan":{{"aws:EpochTime":{}}}}}"#, now + 5)),
        (true, at(5))
    );
    assert_eq!(
        valid(format!(r#"{{"DateLessThan":{{"aws:CurrentTime":"{}"}}}}"#, now + 5)),
        (true, at(5))
    );
    assert_eq!(
        valid(format!(r#"{{"DateGreaterThan":{{"aws:CurrentTime":"{now}"}}}}"#)),
        (false, at(1))
    );
    assert_eq!(
        valid(format!(r#"{{"DateGreaterThan":{{"aws:EpochTime":"{}"}}}}"#, now - 5)),
        (true, None)
    );
    assert_eq!(valid(r#"{"StringLike":{"aws:CurrentTime":"2027-*Z"}}"#.to_owned()), (true, at(1)));
    assert_eq!(valid(r#"{"Null":{"aws:CurrentTime":"false"}}"#.to_owned()), (true, None));
}

#[test]
fn the_context_cannot_move_the_clock() {
    let statement = r#"{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2000-01-01"}}}"#;
    let mut false_clock = ContextMap::new();
    false_clock.insert("aws:CurrentTime", "1999-01-01T00:00:00Z");
    let permissions = bind(identity(&[document(statement)]), None, false_clock.clone());
    let request = Request { action: "s:Act", resource: "*", context: &false_clock, now_ms: NOW_MS };
    assert_eq!(permissions.decide(&request).outcome, Outcome::ImplicitDeny);
}

fn timed() -> impl Strategy<Value = String> {
    let operator = prop::sample::select(vec![
        "DateLessThan",
        "DateLessThanEquals",
        "DateGreaterThan",
        "DateGreaterThanEquals",
        "DateEquals",
        "DateNotEquals",
        "NumericLessThan",
        "NumericGreaterThanEquals",
    ]);
    (operator, prop::sample::select(vec!["Allow", "Deny"]), -5_i64..6, 0..10_u8).prop_map(
        |(operator, effect, offset, tenth)| {
            let key = if operator.starts_with('D') { "aws:CurrentTime" } else { "aws:EpochTime" };
            let at = NOW_MS / 1000 + offset;
            let value = if tenth == 0 { at.to_string() } else { format!("{at}.{tenth}") };
            format!(r#"{{"Effect":"{effect}","Action":"*","Resource":"*","Condition":{{"{operator}":{{"{key}":"{value}"}}}}}}"#)
        },
    )
}

proptest! {
    #[test]
    fn until_then_the_decision_stays_the_same(
        statements in prop::collection::vec(timed(), 1..4),
        start in -6000_i64..6000,
        later in 0..12_000_i64,
    ) {
        let texts: Vec<String> = statements.iter().map(|one| document(one)).collect();
        let permissions = bind(identity(&texts), None, ContextMap::new());
        let at = |ms: i64| permissions.decide(&Request {
            action: "s:Act", resource: "*", context: &NoContext, now_ms: NOW_MS + ms,
        });
        let first = at(start);
        let valid = first.valid_until_ms.is_none_or(|until| NOW_MS + start + later < until);
        prop_assert!(!valid || at(start + later).outcome == first.outcome);
        prop_assert!(first.valid_until_ms.is_none_or(|until| until > NOW_MS + start));
    }
}
