//! Permissions that decide alike are one class.

use crate::common::{bind, context, decide, device, document, identity};
use daypass_policy::{
    ContextMap, DeviceScope, Grants, IamLeg, Leg, Outcome, Permissions, PolicySet,
};
use std::collections::HashSet;
use std::sync::Arc;

const OWN: &str =
    r#"{"Effect":"Allow","Action":"iot:*","Resource":"arn:aws:iot:r:a:topic/${K:Sub}"}"#;

fn bound(statement: &str, keys: &[(&str, &str)]) -> Arc<Permissions> {
    let device = device(&[document(statement)], DeviceScope::SevenActions);
    bind(identity(&[document(OWN)]), device, context(keys))
}

#[test]
fn equal_policies_and_equal_mentioned_values_are_one_class() {
    let class = |statement: &str, keys: &[(&str, &str)]| bound(statement, keys);
    let all = [
        class(OWN, &[("k:sub", "a")]),
        class(OWN, &[("K:SUB", "a"), ("k:unmentioned", "x")]),
        class(OWN, &[("k:sub", "b")]),
        class(OWN, &[]),
        class(&OWN.replace("iot:*", "iot:Publish"), &[("k:sub", "a")]),
    ];
    assert_eq!(all[0], all[1]);
    let classes: HashSet<&Arc<Permissions>> = all.iter().collect();
    assert_eq!(classes.len(), 4);
}

#[test]
fn a_value_of_many_is_another_class_than_one() {
    let mut many = ContextMap::new();
    many.insert_many("k:sub", ["a"]);
    let of = |context| bind(identity(&[document(OWN)]), None, context);
    assert_ne!(of(many), of(context(&[("k:sub", "a")])));
}

#[test]
fn each_leg_has_its_say() {
    let allow = |action: &str| {
        document(&format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"*"}}"#))
    };
    let set =
        |action: &str| crate::common::set(daypass_policy::DocumentKind::Session, &[allow(action)]);
    let grants = |boundary: Option<&str>, session: Option<&str>| Grants {
        iam: Some(IamLeg {
            root: false,
            identity: set("*"),
            boundary: boundary.map(set),
            session: session.map(set),
        }),
        ..Grants::default()
    };
    let asked = |grants: Grants, action: &str| {
        let decision = decide(&Arc::new(grants).bind(ContextMap::new()), action, "*");
        (decision.outcome, decision.leg)
    };
    assert_eq!(asked(grants(None, None), "iam:ListRoles"), (Outcome::Allow, None));
    assert_eq!(asked(grants(Some("iot:*"), None), "iot:Connect"), (Outcome::Allow, None));
    let refused = |leg| (Outcome::ImplicitDeny, Some(leg));
    assert_eq!(asked(grants(Some("iot:*"), None), "iam:ListRoles"), refused(Leg::Boundary));
    assert_eq!(asked(grants(None, Some("iot:*")), "iam:ListRoles"), refused(Leg::Session));
    assert_eq!(asked(grants(Some("s3:*"), Some("iot:*")), "iot:Connect"), refused(Leg::Boundary));

    let mut federated = grants(None, None);
    federated.iam.as_mut().unwrap().session = Some(PolicySet::empty());
    assert_eq!(asked(federated, "iot:Connect"), refused(Leg::Session));

    let mut root = grants(None, None);
    root.iam = Some(IamLeg { root: true, ..IamLeg::default() });
    assert_eq!(asked(root, "iam:ListRoles"), (Outcome::Allow, None));
    assert_eq!(asked(Grants::default(), "iot:Connect"), (Outcome::ImplicitDeny, None));
}

#[test]
fn a_deny_of_any_leg_is_the_one_that_is_named() {
    let deny = r#"{"Effect":"Deny","Action":"iot:*","Resource":"*"}"#;
    let permissions = bind(
        identity(&[]),
        device(&[document(deny)], DeviceScope::SevenActions),
        ContextMap::new(),
    );
    let decision = decide(&permissions, "iot:Connect", "*");
    assert_eq!((decision.outcome, decision.leg), (Outcome::ExplicitDeny, Some(Leg::Device)));
    let decision = decide(&permissions, "iot:AttachPolicy", "*");
    assert_eq!((decision.outcome, decision.leg), (Outcome::ImplicitDeny, Some(Leg::Identity)));
}

#[test]
fn anyone_may_ask_who_they_are() {
    let deny = document(r#"{"Effect":"Deny","Action":"*","Resource":"*"}"#);
    let permissions = bind(identity(&[deny]), None, ContextMap::new());
    assert_eq!(decide(&permissions, "sts:GetCallerIdentity", "*").outcome, Outcome::Allow);
    assert_eq!(decide(&permissions, "sts:getcalleridentity", "*").outcome, Outcome::Allow);
    assert_eq!(decide(&permissions, "sts:GetSessionToken", "*").outcome, Outcome::ExplicitDeny);
}

#[test]
fn the_seven_actions_are_these() {
    for action in [
        "Connect",
        "Publish",
        "Subscribe",
        "Receive",
        "GetThingShadow",
        "UpdateThingShadow",
        "DeleteThingShadow",
    ] {
        assert!(DeviceScope::SevenActions.covers(&format!("iot:{action}")), "{action}");
        assert!(DeviceScope::SevenActions.covers(&format!("IOT:{action}")), "{action}");
    }
    for action in
        ["RetainPublish", "ListNamedShadowsForThing", "GetRetainedMessage", "AttachPolicy"]
    {
        assert!(!DeviceScope::SevenActions.covers(&format!("iot:{action}")), "{action}");
        assert!(DeviceScope::AllActions.covers(&format!("iot:{action}")), "{action}");
    }
}

#[test]
fn a_trust_policy_among_identity_policies_grants_nothing() {
    let text = r#"{"Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}"#;
    let trust = crate::common::set(daypass_policy::DocumentKind::Trust, &[text.to_owned()]);
    let leg = IamLeg { identity: trust, ..IamLeg::default() };
    let permissions = bind(leg, None, ContextMap::new());
    assert_eq!(decide(&permissions, "iot:Connect", "*").outcome, Outcome::ImplicitDeny);
}
