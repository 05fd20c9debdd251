//! The rules of the legs, each asked in a case beside its twin that goes the other way.

use std::collections::BTreeMap;

use daypass_aws_types::{AccountId, Region};
use daypass_policy::{ContextMap, Leg};
use daypass_services::ports::Now;

use super::*;

const NOW: Now = Now { wall_ms: 1_800_000_000_000, ours_ms: 1_800_000_000_000 };
const POOL: &str = "us-east-1:00000000-0000-4000-8000-000000000001";
const IDENTITY: &str = "us-east-1:00000000-0000-4000-8000-0000000000a1";

fn allow(action: &str, resource: &str) -> String {
    format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":{{\"Effect\":\"Allow\",\"Action\":\"{action}\",\"Resource\":\"{resource}\"}}}}"
    )
}

fn suite() -> Suite {
    let trust = format!(
        "{{\"Version\":\"2012-10-17\",\"Statement\":[{{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Principal\":{{\"Federated\":\"cognito-identity.amazonaws.com\"}},\"Condition\":{{\"StringEquals\":{{\"cognito-identity.amazonaws.com:aud\":\"{POOL}\"}},\"ForAnyValue:StringLike\":{{\"cognito-identity.amazonaws.com:amr\":\"authenticated\"}}}}}},{{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{{\"AWS\":\"arn:aws:iam::123456789012:role/worker\",\"Service\":\"credentials.iot.amazonaws.com\"}}}},{{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Principal\":{{\"Federated\":\"arn:aws:iam::123456789012:oidc-provider/login.example.com\"}},\"Condition\":{{\"StringEquals\":{{\"login.example.com:aud\":\"app\"}}}}}}]}}"
    );
    let policies = [
        ("everything", allow("*", "*")),
        ("publish", allow("iot:Publish", "*")),
        ("attached", allow("iot:Publish", "arn:aws:iot:us-east-1:123456789012:topic/${iot:Connection.Thing.ThingName}")),
        ("tagged", allow("s3:GetObject", "arn:aws:s3:::files/${aws:PrincipalTag/team}/x")),
        ("until", "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iot:Publish\",\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2026-01-01T00:00:00Z\"}}}}".to_owned()),
        ("trust", trust),
    ];
    Suite {
        account: AccountId::parse("123456789012").unwrap(),
        region: Region::parse("us-east-1").unwrap(),
        policies: policies.map(|(name, text)| (name.to_owned(), text)).into(),
        cases: Vec::new(),
    }
}

fn role(policies: &[&str]) -> RolePermissions {
    let policies = policies.iter().map(|name| (*name).to_owned()).collect();
    RolePermissions { name: "worker".to_owned(), policies, ..RolePermissions::default() }
}

fn identity(authenticated: bool, policies: &[&str], device: &[&str]) -> IdentityCaller {
    let login = Login { provider: "accounts.google.com".to_owned(), subject: "alice".to_owned() };
    IdentityCaller {
        role: role(policies),
        authenticated,
        basic: false,
        identity_id: IDENTITY.to_owned(),
        pool_id: POOL.to_owned(),
        logins: if authenticated { vec![login] } else { Vec::new() },
        device_policies: device.iter().map(|name| (*name).to_owned()).collect(),
        things: Vec::new(),
    }
}

fn thing(groups: &[&str], exclusive: bool) -> Thing {
    let group = |policy: &&str| ThingGroup {
        name: "lamps".to_owned(),
        policies: vec![(*policy).to_owned()],
    };
    let groups = groups.iter().map(group).collect();
    Thing { name: "lamp".to_owned(), groups, exclusive, ..Thing::default() }
}

fn case(caller: Caller, action: &str, resource: &str) -> Case {
    Case {
        name: String::new(),
        caller,
        trust: None,
        action: action.to_owned(),
        resource: resource.to_owned(),
        client: None,
        context: ContextMap::new(),
        at_ms: None,
        expected: expecting(ExpectedDecision::Allow),
    }
}

fn expecting(decision: ExpectedDecision) -> Expectation {
    Expectation { decision, leg: None, policy: None, statement: None, near_miss: None }
}

/// The leg that refuses; nothing when the case is allowed.
async fn refusing(case: Case) -> Option<&'static str> {
    let verdict = judge(&suite(), &case, NOW).await.unwrap();
    assert_eq!(verdict.differences.is_empty(), verdict.told.outcome == Some("allow"));
    verdict.told.leg
}

#[tokio::test]
async fn a_guest_is_cut_in_the_enhanced_flow_alone() {
    let guest = identity(false, &["everything"], &[]);
    let ask = |guest: &IdentityCaller, action: &str| {
        refusing(case(Caller::Identity(guest.clone()), action, "*"))
    };
    assert_eq!(ask(&guest, "iam:ListRoles").await, Some("session"));
    assert_eq!(ask(&guest, "iot:Publish").await, None);
    let basic = IdentityCaller { basic: true, ..guest };
    assert_eq!(ask(&basic, "iam:ListRoles").await, None);
}

#[tokio::test]
async fn who_signed_in_needs_both_legs_for_the_seven_actions() {
    let ask = |device: &[&str], action: &str| {
        let caller = Caller::Identity(identity(true, &["everything"], device));
        refusing(case(caller, action, "topic/x"))
    };
    assert_eq!(ask(&[], "iot:Publish").await, Some("device"));
    assert_eq!(ask(&["publish"], "iot:Publish").await, None);
    assert_eq!(ask(&["publish"], "iot:Receive").await, Some("device"));
    assert_eq!(ask(&[], "iot:RetainPublish").await, None);
    let narrow = Caller::Identity(identity(true, &["publish"], &["everything"]));
    assert_eq!(refusing(case(narrow, "iot:Receive", "topic/x")).await, Some("identity"));
}

#[tokio::test]
async fn boundaries_and_session_policies_cut_a_role() {
    let ask = |role: RolePermissions| refusing(case(Caller::Role(role), "iot:Receive", "topic/x"));
    let narrow = || Some("publish".to_owned());
    assert_eq!(ask(role(&["everything"])).await, None);
    let boundary = RolePermissions { boundary: narrow(), ..role(&["everything"]) };
    assert_eq!(ask(boundary).await, Some("boundary"));
    let session = narrow().into_iter().collect();
    let session = RolePermissions { session, ..role(&["everything"]) };
    assert_eq!(ask(session).await, Some("session"));
}

#[tokio::test]
async fn tags_of_the_principal_are_its_variables() {
    let tags: BTreeMap<_, _> = [("team".to_owned(), "red".to_owned())].into();
    let red = RolePermissions { tags, ..role(&["tagged"]) };
    let ask = |resource| refusing(case(Caller::Role(red.clone()), "s3:GetObject", resource));
    assert_eq!(ask("arn:aws:s3:::files/red/x").await, None);
    assert_eq!(ask("arn:aws:s3:::files/blue/x").await, Some("identity"));
}

#[tokio::test]
async fn a_device_speaks_for_its_thing_under_the_things_name_or_exclusively() {
    let ask = |exclusive: bool, client: &str| {
        let policies = vec!["attached".to_owned()];
        let things = vec![thing(&[], exclusive)];
        let device = DeviceCaller { policies, things, certificate: Vec::new() };
        let mut case = case(Caller::Device(device), "iot:Publish", "topic/lamp");
        case.client = Some(client.to_owned());
        refusing(case)
    };
    assert_eq!(ask(false, "lamp").await, None);
    assert_eq!(ask(false, "kettle").await, Some("device"));
    assert_eq!(ask(true, "kettle").await, None);
}

#[tokio::test]
async fn a_group_alone_satisfies_no_identity() {
    let ask = |device: &[&str]| {
        let things = vec![thing(&["everything"], false)];
        let identity = IdentityCaller { things, ..identity(true, &["everything"], device) };
        let mut case = case(Caller::Identity(identity), "iot:Receive", "topic/x");
        case.client = Some("lamp".to_owned());
        refusing(case)
    };
    assert_eq!(ask(&["publish"]).await, None);
    assert_eq!(ask(&[]).await, Some("device"));
}

#[tokio::test]
async fn trust_is_asked_for_who_comes_and_how() {
    let ask = |caller: Caller, action: &str| {
        let mut case = case(caller, action, "*");
        case.trust = Some("trust".to_owned());
        refusing(case)
    };
    let web = |audience: &str| {
        Caller::WebIdentity(WebIdentityCaller {
            role: role(&[]),
            provider: "login.example.com".to_owned(),
            audience: audience.to_owned(),
            subject: "alice".to_owned(),
        })
    };
    let (token, signed) = ("sts:AssumeRoleWithWebIdentity", "sts:AssumeRole");
    assert_eq!(ask(Caller::Identity(identity(true, &[], &[])), token).await, None);
    assert_eq!(ask(Caller::Identity(identity(false, &[], &[])), token).await, Some("trust"));
    assert_eq!(ask(web("app"), token).await, None);
    assert_eq!(ask(web("other"), token).await, Some("trust"));
    assert_eq!(ask(Caller::Role(role(&[])), signed).await, None);
    let other = RolePermissions { name: "other".to_owned(), ..role(&[]) };
    assert_eq!(ask(Caller::Role(other), signed).await, Some("trust"));
    let service = |name: &str| Caller::Service(name.to_owned());
    assert_eq!(ask(service("credentials.iot.amazonaws.com"), signed).await, None);
    assert_eq!(ask(service("ec2.amazonaws.com"), signed).await, Some("trust"));
    let untrusted = case(service("ec2.amazonaws.com"), signed, "*");
    let refused = judge(&suite(), &untrusted, NOW).await.unwrap_err();
    assert!(matches!(refused, CaseError::ServiceWithoutTrust));
}

#[tokio::test]
async fn a_case_has_its_own_moment() {
    let ask = |at: Option<&str>| {
        let mut case = case(Caller::Role(role(&["until"])), "iot:Publish", "topic/x");
        case.at_ms = at.and_then(instant_ms);
        refusing(case)
    };
    assert_eq!(ask(Some("2025-12-31T23:59:59Z")).await, None);
    assert_eq!(ask(Some("2026-01-01T00:00:00Z")).await, Some("identity"));
    assert_eq!(ask(None).await, Some("identity"));
}

#[tokio::test]
async fn an_expectation_is_held_to_every_part_of_it() {
    let judged = |expected: Expectation| async move {
        let mut case = case(Caller::Role(role(&["publish"])), "iot:Publish", "topic/x");
        case.expected = expected;
        judge(&suite(), &case, NOW).await.unwrap().differences
    };
    let allowed = || expecting(ExpectedDecision::Allow);
    let right = Expectation {
        leg: Some(Leg::Identity),
        policy: Some("publish".to_owned()),
        statement: Some(ExpectedStatement::Number(1)),
        ..allowed()
    };
    assert_eq!(judged(right.clone()).await, Vec::<String>::new());
    for wrong in [
        expecting(ExpectedDecision::Deny),
        Expectation { policy: Some("until".to_owned()), ..right.clone() },
        Expectation { statement: Some(ExpectedStatement::Number(2)), ..right.clone() },
        Expectation { statement: Some(ExpectedStatement::None), ..right.clone() },
        Expectation { statement: Some(ExpectedStatement::Sid("X".to_owned())), ..right.clone() },
        Expectation { leg: Some(Leg::Device), ..right.clone() },
        Expectation { near_miss: Some("Resource".to_owned()), ..right },
    ] {
        assert_eq!(judged(wrong.clone()).await.len(), 1, "{wrong:?}");
    }
}

#[tokio::test]
async fn every_matching_statement_counts_as_used() {
    let ask =
        case(Caller::Role(role(&["everything", "publish", "until"])), "iot:Publish", "topic/x");
    let verdict = judge(&suite(), &ask, NOW).await.unwrap();
    let used: Vec<_> = verdict.used.iter().map(|used| used.policy.as_str()).collect();
    assert_eq!(used, ["everything", "publish"]);
}

#[test]
fn a_trust_policy_that_could_not_be_saved_is_refused() {
    let open = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Principal\":{\"Federated\":\"cognito-identity.amazonaws.com\"}}}";
    assert!(check(DocumentKind::Trust, open).unwrap_err().contains("aud"));
    assert!(check(DocumentKind::Trust, &suite().policies["trust"]).is_ok());
}
