//! What a reader is told about a refusal.

use crate::common::{NOW_MS, bind, context, device, document, identity};
use daypass_policy::{
    DeviceScope, Document, DocumentKind, Explanation, IamLeg, NoContext, Policy, PolicySet, Request,
};
use expect_test::{Expect, expect};
use std::sync::Arc;

/// Renders an explanation as a person would tell it.
fn tell(explanation: &Explanation) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let decision = explanation.decision;
    writeln!(out, "{} by {:?}", decision.outcome.as_str(), decision.leg).unwrap();
    for leg in &explanation.legs {
        writeln!(
            out,
            "{}: {} of {} policies",
            leg.leg.as_str(),
            leg.outcome.as_str(),
            leg.policies
        )
        .unwrap();
        if let Some(statement) = &leg.deciding {
            let (start, sid) = (statement.span.start, &statement.sid);
            writeln!(
                out,
                "  decided by {} {sid:?} #{} at {}:{}",
                statement.policy, statement.index, start.line, start.column
            )
            .unwrap();
        }
        for miss in &leg.near_misses {
            let (start, policy) = (miss.span.start, &miss.statement.policy);
            writeln!(
                out,
                "  near: {policy} #{} at {}:{}: {:?} wants {:?}, saw {:?}",
                miss.statement.index,
                start.line,
                start.column,
                miss.element,
                miss.expected,
                miss.seen
            )
            .unwrap();
        }
        if !leg.unresolved.is_empty() {
            writeln!(out, "  no value for {}", leg.unresolved.join(", ")).unwrap();
        }
        if let Some(missing) = &leg.missing_statement {
            writeln!(out, "  missing {missing}").unwrap();
        }
    }
    out
}

fn check(
    role: &str,
    attached: &[&str],
    keys: &[(&str, &str)],
    action: &str,
    resource: &str,
    expected: &Expect,
) {
    let attached: Vec<String> = attached.iter().map(|text| (*text).to_owned()).collect();
    let device = device(&attached, DeviceScope::SevenActions);
    let permissions = bind(identity(&[role.to_owned()]), device, context(keys));
    let request = Request { action, resource, context: &NoContext, now_ms: NOW_MS };
    expected.assert_eq(&tell(&permissions.explain(&request)));
}

const ROLE: &str = r#"{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Connect",
      "Effect": "Allow",
      "Action": "iot:Connect",
      "Resource": "arn:aws:iot:us-east-1:123456789012:client/${cognito-identity.amazonaws.com:sub}"
    },
    { "Effect": "Allow", "Action": "iot:Publish", "Resource": "*",
      "Condition": { "IpAddress": { "aws:SourceIp": "10.0.0.0/8" } } },
    { "Effect": "Allow", "Action": ["iot:Subscribe", "iot:Receive"], "Resource": "*" },
    { "Sid": "NoAdmin", "Effect": "Deny", "Action": "iot:*", "Resource": "arn:aws:iot:*:topic/admin/*" }
  ]
}"#;

#[test]
fn nothing_attached() {
    check(
        ROLE,
        &[],
        &[("cognito-identity.amazonaws.com:sub", "id")],
        "iot:Connect",
        "arn:aws:iot:us-east-1:123456789012:client/id",
        &expect![[r#"
            IMPLICIT_DENY by Some(Device)
            identity: ALLOWED of 1 policies
              decided by p0 Some("Connect") #0 at 4:5
            device: IMPLICIT_DENY of 0 policies
              missing {"Effect":"Allow","Action":"iot:Connect","Resource":"arn:aws:iot:us-east-1:123456789012:client/id"}
        "#]],
    );
}

#[test]
fn another_client_id_and_no_identity() {
    check(
        ROLE,
        &[ROLE],
        &[],
        "iot:Connect",
        "arn:aws:iot:us-east-1:123456789012:client/id",
        &expect![[r#"
            IMPLICIT_DENY by Some(Identity)
            identity: IMPLICIT_DENY of 1 policies
              near: p0 #0 at 8:7: Resource wants ["arn:aws:iot:us-east-1:123456789012:client/${cognito-identity.amazonaws.com:sub}"], saw ["arn:aws:iot:us-east-1:123456789012:client/id"]
              near: p0 #2 at 12:26: Action wants ["iot:Subscribe", "iot:Receive"], saw ["iot:Connect"]
              no value for cognito-identity.amazonaws.com:sub
              missing {"Effect":"Allow","Action":"iot:Connect","Resource":"arn:aws:iot:us-east-1:123456789012:client/id"}
            device: IMPLICIT_DENY of 1 policies
              near: p0 #0 at 8:7: Resource wants ["arn:aws:iot:us-east-1:123456789012:client/${cognito-identity.amazonaws.com:sub}"], saw ["arn:aws:iot:us-east-1:123456789012:client/id"]
              near: p0 #2 at 12:26: Action wants ["iot:Subscribe", "iot:Receive"], saw ["iot:Connect"]
              no value for cognito-identity.amazonaws.com:sub
              missing {"Effect":"Allow","Action":"iot:Connect","Resource":"arn:aws:iot:us-east-1:123456789012:client/id"}
        "#]],
    );
}

#[test]
fn a_condition_fails() {
    check(
        ROLE,
        &[ROLE],
        &[("aws:SourceIp", "192.0.2.1")],
        "iot:Publish",
        "arn:aws:iot:us-east-1:123456789012:topic/a*${x}\"",
        &expect![[r#"
            IMPLICIT_DENY by Some(Identity)
            identity: IMPLICIT_DENY of 1 policies
              near: p0 #1 at 11:37: Condition { operator: "IpAddress", key: "aws:SourceIp" } wants ["10.0.0.0/8"], saw ["192.0.2.1"]
              near: p0 #2 at 12:26: Action wants ["iot:Subscribe", "iot:Receive"], saw ["iot:Publish"]
              missing {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:123456789012:topic/a${*}${$}{x}\""}
            device: IMPLICIT_DENY of 1 policies
              near: p0 #1 at 11:37: Condition { operator: "IpAddress", key: "aws:SourceIp" } wants ["10.0.0.0/8"], saw ["192.0.2.1"]
              near: p0 #2 at 12:26: Action wants ["iot:Subscribe", "iot:Receive"], saw ["iot:Publish"]
              missing {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:123456789012:topic/a${*}${$}{x}\""}
        "#]],
    );
}

#[test]
fn a_deny_is_named() {
    check(
        ROLE,
        &[ROLE],
        &[("aws:SourceIp", "10.0.0.1")],
        "iot:Publish",
        "arn:aws:iot:us-east-1:123456789012:topic/admin/x",
        &expect![[r#"
            EXPLICIT_DENY by Some(Identity)
            identity: EXPLICIT_DENY of 1 policies
              decided by p0 Some("NoAdmin") #3 at 13:5
            device: EXPLICIT_DENY of 1 policies
              decided by p0 Some("NoAdmin") #3 at 13:5
        "#]],
    );
}

#[test]
fn boundary_and_session_tell_their_part_with_policy_and_version() {
    let compiled = |kind, name: &str, version: Option<&str>, text: &str| {
        let document = Document::parse(kind, text).unwrap();
        PolicySet::new([Policy::compile(name, version.map(Arc::from), document)])
    };
    let everything = document(r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#);
    let lights = document(
        r#"{"Sid":"Lights","Effect":"Allow","Action":"iot:*","Resource":"arn:aws:iot:us-east-1:123456789012:topic/lights/${k:sub}"}"#,
    );
    let iam = IamLeg {
        root: false,
        identity: compiled(DocumentKind::Identity, "wide", Some("v3"), &everything),
        boundary: Some(compiled(DocumentKind::Boundary, "limit", Some("v2"), &lights)),
        session: Some(compiled(DocumentKind::Session, "session", None, &everything)),
    };
    let permissions = bind(iam, None, context(&[]));
    let resource = "arn:aws:iot:us-east-1:123456789012:topic/lights/1";
    let request = Request { action: "iot:Publish", resource, context: &NoContext, now_ms: NOW_MS };
    let explanation = permissions.explain(&request);
    let versions: Vec<_> = explanation.legs.iter().map(|leg| leg.deciding.as_ref()).collect();
    let named = |at: usize| versions[at].map(|one| (&*one.policy, one.version.as_deref()));
    assert_eq!(named(0), Some(("wide", Some("v3"))));
    assert_eq!(named(2), Some(("session", None)));
    assert_eq!(explanation.legs[1].near_misses[0].statement.version.as_deref(), Some("v2"));
    expect![[r#"
        IMPLICIT_DENY by Some(Boundary)
        identity: ALLOWED of 1 policies
          decided by wide None #0 at 1:38
        boundary: IMPLICIT_DENY of 1 policies
          near: limit #0 at 1:88: Resource wants ["arn:aws:iot:us-east-1:123456789012:topic/lights/${k:sub}"], saw ["arn:aws:iot:us-east-1:123456789012:topic/lights/1"]
          no value for k:sub
          missing {"Effect":"Allow","Action":"iot:Publish","Resource":"arn:aws:iot:us-east-1:123456789012:topic/lights/1"}
        session: ALLOWED of 1 policies
          decided by session None #0 at 1:38
    "#]]
    .assert_eq(&tell(&explanation));
}

#[test]
fn what_has_no_arn_is_missing_as_a_star() {
    check(
        ROLE,
        &[],
        &[],
        "iot:AttachPolicy",
        "us-east-1:6f2e1d",
        &expect![[r#"
            IMPLICIT_DENY by Some(Identity)
            identity: IMPLICIT_DENY of 1 policies
              near: p0 #2 at 12:26: Action wants ["iot:Subscribe", "iot:Receive"], saw ["iot:AttachPolicy"]
              missing {"Effect":"Allow","Action":"iot:AttachPolicy","Resource":"*"}
        "#]],
    );
}
