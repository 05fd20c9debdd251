//! Decisions as they are told: JSON and text.

use daypass_policy::{DeviceLeg, DeviceScope, Request, TrustCaller, explain_trust};
use expect_test::{Expect, expect};

use super::*;

const IDENTITY: &str = "us-east-1:11111111-2222-4333-8444-555555555555";

fn alice() -> Arc<Subject> {
    let subject = Subject {
        principal_arn: "arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials"
            .to_owned(),
        identity_id: Some(IDENTITY.to_owned()),
        ..Subject::clone(&subject("000000000000"))
    };
    Arc::new(subject)
}

fn policy(kind: DocumentKind, name: &str, version: Option<&str>, text: &str) -> Arc<Policy> {
    Policy::compile(name, version.map(Arc::from), Document::parse(kind, text).unwrap())
}

/// What a signed-in identity may do: its role's policy, its session policy, its IoT policies.
fn both(role: &str, session: Option<&str>, device: &[&str]) -> Arc<Permissions> {
    let session = session
        .map(|text| PolicySet::new([policy(DocumentKind::Session, "session-policy", None, text)]));
    let identity = PolicySet::new([policy(DocumentKind::Identity, "permissions", None, role)]);
    let device = device.iter().map(|text| policy(DocumentKind::Iot, "lamp", Some("2"), text));
    let grants = Grants {
        iam: Some(IamLeg { root: false, identity, boundary: None, session }),
        device: Some(DeviceLeg {
            policies: PolicySet::new(device),
            applies_to: DeviceScope::SevenActions,
        }),
        resource: None,
    };
    Arc::new(grants).bind(ContextMap::new())
}

fn refused(why: Why) -> Refused {
    Refused {
        at_ms: 1_767_323_045_678,
        subject: alice(),
        door: Door::Mqtt { client_id: "alice-phone".into(), packet: PacketKind::Publish },
        why,
    }
}

fn publish(permissions: Arc<Permissions>) -> Why {
    Why::Policy {
        action: "iot:Publish".into(),
        resource: "arn:aws:iot:us-east-1:000000000000:topic/lamp/on".into(),
        context: ContextMap::new(),
        permissions,
    }
}

fn http(why: Why) -> Refused {
    let door = Door::Http { operation: "GetId".into(), request_id: "4f1c".into() };
    Refused { door, ..refused(why) }
}

fn told(refused: Refused, soft: bool) -> Told {
    Told::record(&Record::new(DecisionId(0xabc), 7, refused, 1), soft)
}

fn check(refused: Refused, expected: &Expect) {
    expected.assert_eq(&text(&told(refused, false)));
}

const ALL_IOT: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"iot:*","Resource":"*"}]}"#;
const LAMP_OFF: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "iot:Connect", "Resource": "*"},
    {"Sid": "Off", "Effect": "Allow", "Action": "iot:Publish",
     "Resource": "arn:aws:iot:us-east-1:000000000000:topic/lamp/off"}
  ]
}"#;
const NO_LAMP: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"iot:*","Resource":"*"},
    {"Effect":"Deny","Action":"iot:Publish","Resource":"arn:aws:iot:*:*:topic/lamp/*"}]}"#;

#[test]
fn a_near_miss_of_the_attached_policy() {
    check(
        refused(publish(both(ALL_IOT, None, &[LAMP_OFF]))),
        &expect![[r#"
            refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
            who         us-east-1:11111111-2222-4333-8444-555555555555
            as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
            where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
            when        2026-01-02T03:04:05.678Z
            decision    00000000000000000000000000000abc

            identity    allows: policy `permissions`, statement 1, line 2
            device      does not allow: no statement of its policy does
              near      policy `lamp` version 2, statement 2 `Off`, line 5, but for its Resource on line 6
                asks    arn:aws:iot:us-east-1:000000000000:topic/lamp/off
                saw     arn:aws:iot:us-east-1:000000000000:topic/lamp/on
              near      policy `lamp` version 2, statement 1, line 4, but for its Action on line 4
                asks    iot:Connect
                saw     iot:Publish
              missing   {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:000000000000:topic/lamp/on"}

            Add the missing statement to an IoT policy that is attached here: `aws iot create-policy-version --policy-name lamp --set-as-default --policy-document FILE`.
        "#]],
    );
}

#[test]
fn a_variable_without_a_value_and_an_exception() {
    const OWN: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": "iot:Publish",
     "Resource": "arn:aws:iot:us-east-1:000000000000:topic/${iot:Connection.Thing.ThingName}/*"},
    {"Effect": "Allow", "Action": "iot:Publish",
     "NotResource": [
       "arn:aws:iot:us-east-1:000000000000:topic/lamp/*"]}
  ]
}"#;
    check(
        refused(publish(both(ALL_IOT, None, &[OWN]))),
        &expect![[r#"
        refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        identity    allows: policy `permissions`, statement 1, line 2
        device      does not allow: no statement of its policy does
          near      policy `lamp` version 2, statement 2, line 6, but for its NotResource on line 7
            asks    anything but arn:aws:iot:us-east-1:000000000000:topic/lamp/*
            saw     arn:aws:iot:us-east-1:000000000000:topic/lamp/on
          near      policy `lamp` version 2, statement 1, line 4, but for its Resource on line 5
            asks    arn:aws:iot:us-east-1:000000000000:topic/${iot:Connection.Thing.ThingName}/*
            saw     arn:aws:iot:us-east-1:000000000000:topic/lamp/on
          no value  ${iot:Connection.Thing.ThingName}
          missing   {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:000000000000:topic/lamp/on"}

        Add the missing statement to an IoT policy that is attached here: `aws iot create-policy-version --policy-name lamp --set-as-default --policy-document FILE`. The variables of the thing have a value only while the client id is the name of a thing that the principal is attached to: `aws iot attach-thing-principal`.
    "#]],
    );
}

#[test]
fn nothing_attached() {
    check(
        refused(publish(both(ALL_IOT, None, &[]))),
        &expect![[r#"
        refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        identity    allows: policy `permissions`, statement 1, line 2
        device      does not allow: it has no policy
          missing   {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:000000000000:topic/lamp/on"}

        No IoT policy is attached to this identity, and a signed-in identity needs one beside its role: `aws iot attach-policy --policy-name NAME --target us-east-1:11111111-2222-4333-8444-555555555555`.
    "#]],
    );
}

#[test]
fn a_deny() {
    check(
        refused(publish(both(NO_LAMP, None, &[ALL_IOT]))),
        &expect![[r"
        refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        identity    denies: policy `permissions`, statement 2, line 3
        device      allows: policy `lamp` version 2, statement 1, line 2

        A statement of policy `permissions` denies this, and no other statement can allow it. Remove or narrow the statement on line 3.
    "]],
    );
}

#[test]
fn a_role_without_a_policy_for_it_and_a_session_policy() {
    check(
        refused(publish(both(NOTHING, Some(ALL_IOT), &[ALL_IOT]))),
        &expect![[r#"
        refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        identity    does not allow: no statement of its policy does
          missing   {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:000000000000:topic/lamp/on"}
        session     allows: policy `session-policy`, statement 1, line 2
        device      allows: policy `lamp` version 2, statement 1, line 2

        Add the missing statement to a policy of role `app`, or as a new one: `aws iam put-role-policy --role-name app --policy-name NAME --policy-document FILE`.
    "#]],
    );
    check(
        refused(publish(both(ALL_IOT, Some(NOTHING), &[ALL_IOT]))),
        &expect![[r#"
        refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        identity    allows: policy `permissions`, statement 1, line 2
        session     does not allow: no statement of its policy does
          missing   {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:000000000000:topic/lamp/on"}
        device      allows: policy `lamp` version 2, statement 1, line 2

        A session policy cuts these credentials, whatever their role allows; guests of the enhanced flow always have AWS's (`AmazonCognitoUnAuthedIdentitiesSessionPolicy`). Let the app sign in, or use the basic flow.
    "#]],
    );
}

#[test]
fn a_trust_policy() {
    let trust = policy(
        DocumentKind::Trust,
        "trust-policy",
        None,
        r#"{
        "Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"AWS":"arn:aws:iam::000000000000:role/other"}}]}"#,
    );
    let caller = TrustCaller::Service { name: "iot.amazonaws.com" };
    let explanation = explain_trust(&trust, &caller, "sts:AssumeRole", &ContextMap::new(), 0);
    check(
        http(Why::Trust(Box::new(explanation))),
        &expect![[r#"
            refused     sts:AssumeRole
            who         us-east-1:11111111-2222-4333-8444-555555555555
            as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
            where       HTTP GetId, request 4f1c, from 127.0.0.1
            when        2026-01-02T03:04:05.678Z
            decision    00000000000000000000000000000abc

            trust       does not allow: no statement of its policy does
              near      policy `trust-policy`, statement 1, line 2, but for its Principal on line 3
                asks    arn:aws:iam::000000000000:role/other
                saw     iot.amazonaws.com
              missing   {"Effect":"Allow","Principal":{"Service":"iot.amazonaws.com"},"Action":"sts:AssumeRole"}

            The role does not trust this caller. Change its trust policy with `aws iam update-assume-role-policy`, or take another role.
        "#]],
    );
}

#[test]
fn credentials_that_do_not_verify() {
    let answer = Answer {
        code: "NotAuthorizedException".into(),
        message: "Invalid login token. Couldn't verify signed token.".into(),
        hint: Some("The token was signed by a key that its issuer does not publish.".into()),
    };
    check(
        http(Why::Authentication(answer)),
        &expect![[r"
        refused     GetId
        code        NotAuthorizedException
        message     Invalid login token. Couldn't verify signed token.
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       HTTP GetId, request 4f1c, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        The token was signed by a key that its issuer does not publish.
    "]],
    );
    let closed = Why::Closed {
        action: "iot:Publish".into(),
        resource: "arn:aws:iot:us-east-1:000000000000:topic/lamp/on".into(),
        reason: "role `app` of the session does not exist any more".into(),
    };
    check(
        refused(closed),
        &expect![[r"
        refused     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE
        where       MQTT PUBLISH, client alice-phone, from 127.0.0.1
        when        2026-01-02T03:04:05.678Z
        decision    00000000000000000000000000000abc

        The credentials give no access any more: role `app` of the session does not exist any more. Get new ones.
    "]],
    );
}

#[test]
fn an_answer_to_a_question() {
    let permissions = both(ALL_IOT, None, &[ALL_IOT]);
    let resource = "arn:aws:iot:us-east-1:000000000000:topic/lamp/on";
    let context = ContextMap::new();
    let request = Request { action: "iot:Publish", resource, context: &context, now_ms: 0 };
    let told = Told::question(&alice(), &permissions.explain(&request));
    expect![[r"
        allowed     iot:Publish on arn:aws:iot:us-east-1:000000000000:topic/lamp/on
        who         us-east-1:11111111-2222-4333-8444-555555555555
        as          arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials, key ASIAEXAMPLE

        identity    allows: policy `permissions`, statement 1, line 2
        device      allows: policy `lamp` version 2, statement 1, line 2
    "]].assert_eq(&text(&told));
}

#[test]
fn json_has_the_names_that_scripts_rely_on() {
    let told = told(refused(publish(both(ALL_IOT, None, &[LAMP_OFF]))), false);
    expect![[r#"
        {
          "id": "00000000000000000000000000000abc",
          "number": 7,
          "at": "2026-01-02T03:04:05.678Z",
          "times": 1,
          "kind": "policy",
          "principal": "arn:aws:sts::000000000000:assumed-role/app/CognitoIdentityCredentials",
          "identity": "us-east-1:11111111-2222-4333-8444-555555555555",
          "access_key_id": "ASIAEXAMPLE",
          "account": "000000000000",
          "region": "us-east-1",
          "source_ip": "127.0.0.1",
          "door": {
            "kind": "mqtt",
            "client_id": "alice-phone",
            "packet": "PUBLISH"
          },
          "action": "iot:Publish",
          "resource": "arn:aws:iot:us-east-1:000000000000:topic/lamp/on",
          "outcome": "implicit_deny",
          "leg": "device",
          "legs": [
            {
              "leg": "identity",
              "outcome": "allow",
              "says": "allows: policy `permissions`, statement 1, line 2",
              "policies": 1,
              "deciding": {
                "policy": "permissions",
                "version": null,
                "sid": null,
                "index": 0,
                "effect": "Allow",
                "line": 2
              },
              "near_misses": [],
              "unresolved": [],
              "missing": null
            },
            {
              "leg": "device",
              "outcome": "implicit_deny",
              "says": "does not allow: no statement of its policy does",
              "policies": 1,
              "deciding": null,
              "near_misses": [
                {
                  "statement": {
                    "policy": "lamp",
                    "version": "2",
                    "sid": "Off",
                    "index": 1,
                    "effect": "Allow",
                    "line": 5
                  },
                  "element": "Resource",
                  "expected": [
                    "arn:aws:iot:us-east-1:000000000000:topic/lamp/off"
                  ],
                  "seen": [
                    "arn:aws:iot:us-east-1:000000000000:topic/lamp/on"
                  ],
                  "line": 6
                },
                {
                  "statement": {
                    "policy": "lamp",
                    "version": "2",
                    "sid": null,
                    "index": 0,
                    "effect": "Allow",
                    "line": 4
                  },
                  "element": "Action",
                  "expected": [
                    "iot:Connect"
                  ],
                  "seen": [
                    "iot:Publish"
                  ],
                  "line": 4
                }
              ],
              "unresolved": [],
              "missing": {
                "Action": "iot:Publish",
                "Effect": "Allow",
                "Resource": "arn:aws:iot:us-east-1:000000000000:topic/lamp/on"
              }
            }
          ],
          "hint": "Add the missing statement to an IoT policy that is attached here: `aws iot create-policy-version --policy-name lamp --set-as-default --policy-document FILE`."
        }"#]].assert_eq(&serde_json::to_string_pretty(&told).unwrap());
}

#[test]
fn what_soft_let_through_says_so_and_authentication_is_never_let_through() {
    let soft = told(refused(publish(both(ALL_IOT, None, &[]))), true);
    assert!(soft.let_through && text(&soft).starts_with("let through"));
    let answer = Answer { code: "A".into(), message: "b".into(), hint: None };
    let strict = told(refused(Why::Authentication(answer)), true);
    assert!(!strict.let_through && text(&strict).starts_with("refused"));
}
