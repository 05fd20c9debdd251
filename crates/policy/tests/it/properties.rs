//! What must hold for every policy and every request.

use crate::common::{NOW_MS, set};
use crate::reference::{Answer, Fact, Facts, Question, all, union};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, DocumentKind, Grants, IamLeg, NoContext, Outcome, Request,
};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};
use std::sync::Arc;

const ACTIONS: [&str; 6] = [
    "iot:Publish",
    "iot:Connect",
    "iot:GetThingShadow",
    "iot:AttachPolicy",
    "s3:GetObject",
    "IOT:publish",
];

const RESOURCES: [&str; 9] = [
    "arn:aws:iot:us-east-1:123456789012:topic/a",
    "arn:aws:iot:us-east-1:123456789012:topic/a/b",
    "arn:aws:iot:us-east-1:123456789012:topic/*",
    "arn:aws:iot:us-east-1:123456789012:topic/a:b",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:one}",
    "arn:aws:iot:us-west-2:123456789012:client/a",
    "arn:aws:iot:us-east-1:123456789012:topic/é",
    "arn:aws:s3:::bucket/a",
    "*",
];

const PATTERNS: [&str; 18] = [
    "*",
    "arn:aws:iot:us-east-1:123456789012:topic/a",
    "arn:aws:iot:us-east-1:123456789012:topic/*",
    "arn:aws:iot:us-east-1:123456789012:topic/?",
    "arn:aws:iot:us-east-1:123456789012:topic/*b",
    "arn:aws:iot:us-east-1:123456789012:topic/a?b",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:one}",
    "arn:aws:iot:us-east-1:123456789012:topic/${K:One}*",
    "arn:aws:iot:us-east-1:123456789012:topic/*${k:one}?*",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:two, 'a'}",
    "arn:aws:iot:us-east-1:123456789012:topic/${k:many}",
    "arn:aws:iot:us-east-1:123456789012:topic/${iot:Certificate.Subject.CommonName}",
    "arn:aws:iot:us-east-1:123456789012:topic/${*}",
    "arn:aws:iot:*:topic/a",
    "arn:aws:iot:us-*-?:123456789012:*",
    "arn:aws:iot:*:b",
    "arn:aws:iot:*",
    "arn:aws:s3:::bucket/*",
];

const ONE_VALUES: [&str; 11] = [
    "",
    "a",
    "A",
    "*",
    "a*",
    "b",
    "10",
    "-2.5",
    "true",
    "10.0.0.7",
    "arn:aws:iot:us-east-1:123456789012:topic/a",
];

/// Operators with values that they take.
const CONDITIONS: [(&str, &[&str]); 14] = [
    ("StringEquals", &["a", "A", "${k:one}", "${k:two, 'b'}", "*", ""]),
    ("StringNotEquals", &["a", "${k:one}", "${k:two}"]),
    ("StringEqualsIgnoreCase", &["a", "B", "${k:one}"]),
    ("StringNotEqualsIgnoreCase", &["a", "${k:two}"]),
    ("StringLike", &["a*", "?", "*${k:one}", "${*}", "*"]),
    ("StringNotLike", &["a*", "${k:one}*", "${k:two}"]),
    ("NumericLessThanEquals", &["10", "-3", "0.5"]),
    ("NumericNotEquals", &["10", "-2.50"]),
    ("Bool", &["true", "false"]),
    ("IpAddress", &["10.0.0.0/8", "10.0.0.7", "0.0.0.0/0"]),
    ("NotIpAddress", &["10.0.0.0/29", "192.168.0.0/16"]),
    (
        "ArnLike",
        &["arn:aws:iot:*:*:topic/*", "arn:aws:iot:us-east-1:123456789012:topic/${k:one}", "*"],
    ),
    ("ArnNotEquals", &["arn:aws:*:*:*:*", "arn:aws:iot:us-east-1:123456789012:${k:two}"]),
    ("Null", &["true", "false"]),
];

const KEYS: [&str; 4] = ["k:one", "K:Two", "k:many", "iot:Certificate.Subject.CommonName"];

fn actions() -> impl Strategy<Value = Value> {
    let pool = [
        "iot:Publish",
        "iot:*",
        "IOT:Pub*",
        "*",
        "iot:?onnect",
        "s3:*",
        "iot:connect",
        "iot:GetThingShadow",
    ];
    prop::collection::vec(select(pool.to_vec()), 1..3).prop_map(|list| json!(list))
}

fn condition() -> impl Strategy<Value = (String, Value)> {
    let shape = (
        select(CONDITIONS.to_vec()),
        select(vec!["", "", "ForAllValues:", "ForAnyValue:"]),
        any::<bool>(),
        select(KEYS.to_vec()),
        prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    );
    shape.prop_map(|((base, values), set, if_exists, key, chosen)| {
        let null = base == "Null";
        let (set, suffix) =
            if null { ("", "") } else { (set, if if_exists { "IfExists" } else { "" }) };
        let wanted: Vec<&str> = chosen.iter().map(|index| *index.get(values)).collect();
        (format!("{set}{base}{suffix}"), json!({ key: wanted }))
    })
}

fn statement(effects: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let shape = (
        select(effects),
        prop::bool::weighted(0.2),
        actions(),
        prop::bool::weighted(0.2),
        prop::collection::vec(select(PATTERNS.to_vec()), 1..3),
        prop::collection::btree_map("[a-z]", condition(), 0..3),
    );
    shape.prop_map(|(effect, not_action, actions, not_resource, resources, conditions)| {
        let blocks: serde_json::Map<String, Value> = conditions.into_values().collect();
        json!({
            "Effect": effect,
            (if not_action { "NotAction" } else { "Action" }): actions,
            (if not_resource { "NotResource" } else { "Resource" }): resources,
            "Condition": blocks,
        })
    })
}

fn document(effects: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let version = prop::bool::weighted(0.85);
    (version, prop::collection::vec(statement(effects), 1..4)).prop_map(|(new, statements)| {
        let version = if new { "2012-10-17" } else { "2008-10-17" };
        json!({ "Version": version, "Statement": statements })
    })
}

const BOTH: &[&str] = &["Allow", "Allow", "Deny"];

fn documents() -> impl Strategy<Value = Vec<Value>> {
    prop::collection::vec(document(BOTH), 0..3)
}

fn facts() -> impl Strategy<Value = Facts> {
    let one = || prop::option::of(select(ONE_VALUES.to_vec()));
    let many = prop::option::of(prop::collection::vec(select(ONE_VALUES.to_vec()), 0..3));
    (one(), one(), many, one()).prop_map(|(first, second, many, certificate)| {
        let mut facts = Facts::new();
        let singles = [
            ("k:one", first),
            ("k:two", second),
            ("iot:certificate.subject.commonname", certificate),
        ];
        for (key, value) in singles {
            facts.extend(value.map(|value| (key.to_owned(), Fact::One(value.to_owned()))));
        }
        let many = many.map(|values| Fact::Many(values.into_iter().map(str::to_owned).collect()));
        facts.extend(many.map(|values| ("k:many".to_owned(), values)));
        facts
    })
}

fn context(facts: &Facts) -> ContextMap {
    let mut map = ContextMap::new();
    for (key, fact) in facts {
        match fact {
            Fact::One(value) => map.insert(key, value.as_str()),
            Fact::Many(values) => map.insert_many(key, values.iter().cloned()),
        };
    }
    map
}

/// The policies of a principal, as JSON.
#[derive(Clone, Debug)]
struct Legs {
    identity: Option<Vec<Value>>,
    boundary: Option<Vec<Value>>,
    session: Option<Vec<Value>>,
    device: Option<(Vec<Value>, bool)>,
}

fn legs() -> impl Strategy<Value = Legs> {
    let some = || prop::option::of(documents());
    let device = prop::option::of((documents(), any::<bool>()));
    (prop::option::weighted(0.8, documents()), some(), some(), device).prop_map(
        |(identity, boundary, session, device)| {
            let has_iam = identity.is_some();
            let (boundary, session) = (boundary.filter(|_| has_iam), session.filter(|_| has_iam));
            Legs { identity, boundary, session, device }
        },
    )
}

fn texts(documents: &[Value]) -> Vec<String> {
    documents.iter().map(Value::to_string).collect()
}

impl Legs {
    fn grants(&self) -> Arc<Grants> {
        let of = |kind, documents: &[Value]| set(kind, &texts(documents));
        let iam = self.identity.as_ref().map(|identity| IamLeg {
            root: false,
            identity: of(DocumentKind::Identity, identity),
            boundary: self.boundary.as_ref().map(|all| of(DocumentKind::Boundary, all)),
            session: self.session.as_ref().map(|all| of(DocumentKind::Session, all)),
        });
        let device = self.device.as_ref().map(|(documents, every)| DeviceLeg {
            policies: of(DocumentKind::Iot, documents),
            applies_to: if *every { DeviceScope::AllActions } else { DeviceScope::SevenActions },
        });
        Arc::new(Grants { iam, device, resource: None })
    }

    fn reference(&self, action: &str, resource: &str, facts: &Facts) -> Answer {
        let ask = |documents: &Vec<Value>, iot| {
            union(documents, Question { action, resource, facts, iot })
        };
        let seven = ["publish", "connect", "subscribe", "receive", "getthingshadow"];
        let name = action.to_lowercase();
        let asked = |every: bool| every || seven.iter().any(|one| name == format!("iot:{one}"));
        let iam = [&self.identity, &self.boundary, &self.session];
        let mut answers: Vec<Answer> =
            iam.into_iter().flatten().map(|documents| ask(documents, false)).collect();
        let device = self.device.iter().filter(|(_, every)| asked(*every));
        answers.extend(device.map(|(documents, _)| ask(documents, true)));
        all(&answers)
    }
}

fn answer(outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Allow => Answer::Allow,
        Outcome::ExplicitDeny => Answer::ExplicitDeny,
        Outcome::ImplicitDeny => Answer::ImplicitDeny,
    }
}

fn request(action: &'static str, resource: &'static str) -> Request<'static> {
    Request { action, resource, context: &NoContext, now_ms: NOW_MS }
}

fn outcome(legs: &Legs, action: &'static str, resource: &'static str, facts: &Facts) -> Outcome {
    legs.grants().bind(context(facts)).decide(&request(action, resource)).outcome
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn bound_decisions_agree_with_the_reference_and_with_their_explanation(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let permissions = legs.grants().bind(context(&facts));
        let request = request(action, resource);
        let decision = permissions.decide(&request);
        prop_assert_eq!(answer(decision.outcome), legs.reference(action, resource, &facts));
        let explanation = permissions.explain(&request);
        prop_assert_eq!(explanation.decision, decision);
        for leg in explanation.legs {
            prop_assert_eq!(leg.deciding.is_some(), leg.outcome != Outcome::ImplicitDeny);
            prop_assert_eq!(leg.missing_statement.is_some(), leg.outcome == Outcome::ImplicitDeny);
        }
    }

    #[test]
    fn keys_of_the_request_decide_like_bound_ones(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let all = context(&facts);
        let bound = legs.grants().bind(all.clone()).decide(&request(action, resource));
        let asked = Request { context: &all, ..request(action, resource) };
        prop_assert_eq!(legs.grants().bind(ContextMap::new()).decide(&asked), bound);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn an_allow_takes_nothing_away_and_a_deny_gives_nothing(
        legs in legs(),
        allowing in document(&["Allow"]),
        denying in document(&["Deny"]),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let before = outcome(&legs, action, resource, &facts);
        let with = |extra: &Value| {
            let mut legs = legs.clone();
            let iam = [&mut legs.identity, &mut legs.boundary, &mut legs.session];
            for documents in iam.into_iter().flatten() {
                documents.push(extra.clone());
            }
            legs.device.iter_mut().for_each(|(documents, _)| documents.push(extra.clone()));
            outcome(&legs, action, resource, &facts)
        };
        let more = with(&allowing);
        prop_assert!(before != Outcome::Allow || more == Outcome::Allow);
        prop_assert_eq!(before == Outcome::ExplicitDeny, more == Outcome::ExplicitDeny);
        let less = with(&denying);
        prop_assert!(less != Outcome::Allow || before == Outcome::Allow);
        prop_assert!(before != Outcome::ExplicitDeny || less == Outcome::ExplicitDeny);
    }

    #[test]
    fn a_deny_of_everything_wins(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let mut legs = legs;
        let deny = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]});
        legs.identity.get_or_insert_default().insert(0, deny);
        prop_assert_eq!(outcome(&legs, action, resource, &facts), Outcome::ExplicitDeny);
    }

    #[test]
    fn the_missing_statement_is_the_one_that_was_missing(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let explanation = legs.grants().bind(context(&facts)).explain(&request(action, resource));
        let nobody = explanation.legs.is_empty();
        let mut amended = legs;
        for leg in explanation.legs {
            let Some(missing) = leg.missing_statement else { continue };
            let statement: Value = serde_json::from_str(&missing).unwrap();
            let document = json!({"Version": "2012-10-17", "Statement": [statement]});
            match leg.leg.as_str() {
                "identity" => amended.identity.as_mut().unwrap().push(document),
                "boundary" => amended.boundary.as_mut().unwrap().push(document),
                "session" => amended.session.as_mut().unwrap().push(document),
                _ => amended.device.as_mut().unwrap().0.push(document),
            }
        }
        let after = outcome(&amended, action, resource, &facts);
        let denied = explanation.decision.outcome == Outcome::ExplicitDeny;
        prop_assert!(after == Outcome::Allow || denied || nobody, "{after:?}");
    }
}

/// Resources that start like one another, as in a large fleet.
fn nested() -> impl Strategy<Value = Value> {
    let resource = "arn:aws:iot:[ab]{0,5}(\\*|\\*b)?";
    let effect = select(vec!["Allow", "Allow", "Allow", "Deny"]);
    let action = select(vec!["iot:Publish", "iot:*", "iot:Connect"]);
    let statement = (effect, action, prop::collection::vec(resource, 1..8));
    prop::collection::vec(statement, 1..12).prop_map(|statements| {
        let statements = statements.into_iter().map(|(effect, action, resources)| {
            json!({"Effect": effect, "Action": action, "Resource": resources})
        });
        json!({"Version": "2012-10-17", "Statement": statements.collect::<Vec<_>>()})
    })
}

proptest! {
    #[test]
    fn the_index_loses_no_statement(document in nested(), resource in "arn:aws:iot:[ab]{0,6}") {
        let facts = Facts::new();
        let question = Question { action: "iot:Publish", resource: &resource, facts: &facts, iot: true };
        let expected = union(std::slice::from_ref(&document), question);
        let device = DeviceLeg {
            policies: set(DocumentKind::Iot, &texts(&[document])),
            applies_to: DeviceScope::AllActions,
        };
        let grants = Arc::new(Grants { device: Some(device), ..Grants::default() });
        let asked = Request { action: "iot:Publish", resource: &resource, context: &NoContext, now_ms: NOW_MS };
        let decision = grants.bind(ContextMap::new()).decide(&asked);
        prop_assert_eq!(answer(decision.outcome), expected);
    }
}
