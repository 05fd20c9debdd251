//! `AssumeRole` and `GetCallerIdentity`.

use daypass_aws_types::sts::{GetCallerIdentityInput, PolicyDescriptorType, Tag};
use daypass_policy::Leg;
use serde_json::json;

use super::super::caller_identity::GetCallerIdentity;
use super::{account_may, account_trust, assume, aws_may, hint, request, session, trust};
use crate::iam::records::{MANAGED_POLICIES, ManagedPolicyRecord, PolicyVersionRecord};
use crate::principal::Principal;
use crate::scope::of_account;
use crate::testing::{ACCOUNT, NOW_S, OTHER_ACCOUNT, Stage};

#[test]
fn whose_keys_these_are_is_told_whatever_the_policies_say() {
    let stage = Stage::new();
    let role = stage.role("nothing", &account_trust(), &[]);
    let caller = session(&stage, &Stage::root(), &request(&role));
    let told = |principal| {
        stage.call::<GetCallerIdentity>(principal, &GetCallerIdentityInput {}).allowed()
    };
    let of_session = told(&caller);
    assert_eq!(of_session.account.as_deref(), Some(ACCOUNT));
    let arn = format!("arn:aws:sts::{ACCOUNT}:assumed-role/nothing/test");
    assert_eq!(of_session.arn, Some(arn));
    assert_eq!(of_session.user_id.as_deref(), Some("AROAnothing0000000000:test"));
    let of_root = told(&Stage::root());
    assert_eq!(of_root.arn, Some(format!("arn:aws:iam::{ACCOUNT}:root")));
    assert_eq!(of_root.user_id.as_deref(), Some(ACCOUNT));
}

#[test]
fn both_the_callers_policies_and_the_trust_policy_must_allow() {
    let stage = Stage::new();
    let trusting = stage.role("trusting", &account_trust(), &[]);
    let stranger =
        stage.role("stranger", &trust(&[aws_may(OTHER_ACCOUNT, &["sts:AssumeRole"])]), &[]);
    let closed = stage.role(
        "closed",
        &trust(&[
            account_may(&["sts:AssumeRole"]),
            json!({ "Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole" }),
        ]),
        &[],
    );
    let allowed = stage.role("allowed", &account_trust(), &["sts:AssumeRole"]);
    let forbidden = stage.role("forbidden", &account_trust(), &["iot:*"]);
    let allowed = session(&stage, &Stage::root(), &request(&allowed));
    let forbidden = session(&stage, &Stage::root(), &request(&forbidden));

    assert!(assume(&stage, &allowed, &request(&trusting)).answer.is_ok());
    let by_policy = assume(&stage, &forbidden, &request(&trusting));
    assert_eq!(by_policy.refused(), ("AccessDenied", 403, "by the caller's policies"));
    for (role, outcome) in [(&stranger, "IMPLICIT_DENY"), (&closed, "EXPLICIT_DENY")] {
        let by_trust = assume(&stage, &allowed, &request(role));
        let message = format!(
            "User: arn:aws:sts::{ACCOUNT}:assumed-role/allowed/test is not authorized to perform: sts:AssumeRole on resource: {role}"
        );
        assert_eq!(by_trust.refused(), ("AccessDenied", 403, message.as_str()));
        let note = by_trust.note.unwrap();
        assert_eq!(
            (note.decision.leg, note.decision.outcome.as_str()),
            (Some(Leg::Trust), outcome)
        );
        assert_eq!((&note.resource, note.action.as_str()), (role, "sts:AssumeRole"));
    }
    // A role that is not there is refused in the same words.
    let missing = format!("arn:aws:iam::{ACCOUNT}:role/missing");
    let refused = assume(&stage, &allowed, &request(&missing));
    assert_eq!(refused.refused().0, "AccessDenied");
    assert!(hint(&refused.answer).contains("there is no role"));
}

#[test]
fn a_trust_policy_may_mean_the_caller_by_each_of_its_names() {
    let stage = Stage::new();
    let caller = stage.role("caller", &account_trust(), &["sts:AssumeRole"]);
    let other = stage.role("other", &account_trust(), &["sts:AssumeRole"]);
    let caller = session(&stage, &Stage::root(), &request(&caller));
    let other = session(&stage, &Stage::root(), &request(&other));
    for principal in [
        format!("arn:aws:iam::{ACCOUNT}:role/caller"),
        format!("arn:aws:sts::{ACCOUNT}:assumed-role/caller/test"),
        "AROAcaller00000000000".to_owned(),
    ] {
        let target = stage.role("target", &trust(&[aws_may(&principal, &["sts:AssumeRole"])]), &[]);
        assert!(assume(&stage, &caller, &request(&target)).answer.is_ok(), "{principal}");
        assert!(assume(&stage, &other, &request(&target)).answer.is_err(), "{principal}");
    }
}

#[test]
fn another_accounts_role_needs_that_accounts_trust() {
    let stage = Stage::new();
    let caller = stage.role("caller", &account_trust(), &["sts:AssumeRole"]);
    let caller = session(&stage, &Stage::root(), &request(&caller));
    let open = stage.role_in(OTHER_ACCOUNT, "open", &account_trust(), &["iot:*"]);
    let own = trust(&[aws_may(OTHER_ACCOUNT, &["sts:AssumeRole"])]);
    let closed = stage.role_in(OTHER_ACCOUNT, "closed", &own, &[]);
    let arn = assume(&stage, &caller, &request(&open)).allowed().assumed_role_user.unwrap().arn;
    assert_eq!(arn, format!("arn:aws:sts::{OTHER_ACCOUNT}:assumed-role/open/test"));
    assert_eq!(assume(&stage, &caller, &request(&closed)).refused().0, "AccessDenied");
}

/// Puts a value into a request.
type Change = fn(&mut daypass_aws_types::sts::AssumeRoleInput, &str);

#[test]
fn each_condition_key_of_a_call_decides() {
    let stage = Stage::new();
    let conditional = |key: &str, value: &str| {
        let mut statement =
            account_may(&["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"]);
        statement["Condition"] = json!({ "StringEquals": { key: value } });
        stage.role("conditional", &trust(&[statement]), &[])
    };
    let tag = |value: &str| vec![Tag { key: "team".to_owned(), value: value.to_owned() }];
    let table: [(&str, Change); 3] = [
        ("sts:ExternalId", |input, value| input.external_id = Some(value.to_owned())),
        ("sts:RoleSessionName", |input, value| input.role_session_name = value.to_owned()),
        ("sts:SourceIdentity", |input, value| input.source_identity = Some(value.to_owned())),
    ];
    for (key, change) in table {
        let role = conditional(key, "right");
        for (value, allowed) in [("right", true), ("wrong", false)] {
            let mut input = request(&role);
            change(&mut input, value);
            let answer = assume(&stage, &Stage::root(), &input).answer;
            assert_eq!(answer.is_ok(), allowed, "{key} {value}");
        }
        assert!(assume(&stage, &Stage::root(), &request(&role)).answer.is_err(), "{key} left out");
    }
    let role = conditional("aws:RequestTag/team", "blue");
    for (value, allowed) in [("blue", true), ("red", false)] {
        let mut input = request(&role);
        input.tags = Some(tag(value));
        assert_eq!(assume(&stage, &Stage::root(), &input).answer.is_ok(), allowed, "{value}");
    }
}

#[test]
fn tags_and_source_identities_need_permissions_of_their_own() {
    let stage = Stage::new();
    let all = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
    let plain = stage.role("plain", &account_trust(), &[]);
    let open = stage.role("open", &trust(&[account_may(&all)]), &[]);
    let limited = stage.role("limited", &account_trust(), &["sts:AssumeRole"]);
    let limited = session(&stage, &Stage::root(), &request(&limited));
    let with_tag = |role: &str| {
        let tag = Tag { key: "k".to_owned(), value: "v".to_owned() };
        daypass_aws_types::sts::AssumeRoleInput { tags: Some(vec![tag]), ..request(role) }
    };
    let with_source = |role: &str| daypass_aws_types::sts::AssumeRoleInput {
        source_identity: Some("alice".to_owned()),
        ..request(role)
    };
    for (name, input, action) in [
        ("tags", &with_tag as &dyn Fn(&str) -> _, "sts:TagSession"),
        ("source", &with_source, "sts:SetSourceIdentity"),
    ] {
        assert!(assume(&stage, &Stage::root(), &input(&open)).answer.is_ok(), "{name}");
        let by_trust = assume(&stage, &Stage::root(), &input(&plain));
        assert_eq!(by_trust.refused().0, "AccessDenied", "{name}");
        assert_eq!(by_trust.note.unwrap().action, action);
        let by_policy = assume(&stage, &limited, &input(&open));
        assert_eq!(by_policy.refused().2, "by the caller's policies", "{name}");
        assert!(assume(&stage, &limited, &request(&open)).answer.is_ok(), "{name}");
    }
}

#[test]
fn durations_are_held_to_the_roles_own() {
    let stage = Stage::new();
    let role = stage.role("role", &account_trust(), &["sts:AssumeRole"]);
    let lasting = |caller: &Principal, seconds| {
        let mut input = request(&role);
        input.duration_seconds = seconds;
        assume(&stage, caller, &input)
    };
    for (given, seconds) in [(None, 3_600), (Some(900), 900), (Some(7_200), 7_200)] {
        let credentials = lasting(&Stage::root(), given).allowed().credentials.unwrap();
        assert_eq!(credentials.expiration.as_millis(), (NOW_S + seconds) * 1_000);
    }
    let too_long =
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.";
    assert_eq!(lasting(&Stage::root(), Some(7_201)).refused(), ("ValidationError", 400, too_long));
    let chained = session(&stage, &Stage::root(), &request(&role));
    assert!(lasting(&chained, Some(3_600)).answer.is_ok());
    let too_long = "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining";
    assert_eq!(lasting(&chained, Some(3_601)).refused(), ("ValidationError", 400, too_long));
}

fn managed(stage: &Stage, name: &str, allowed: &str) -> String {
    let document = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": allowed, "Resource": "*" }] });
    let version =
        PolicyVersionRecord { number: 1, document: document.to_string(), ..Default::default() };
    let record = ManagedPolicyRecord {
        name: name.to_owned(),
        path: "/".to_owned(),
        default_version: 1,
        versions: vec![version],
        ..ManagedPolicyRecord::default()
    };
    stage.put(&MANAGED_POLICIES.key(&of_account(&Stage::account()), [name]), &record);
    format!("arn:aws:iam::{ACCOUNT}:policy/{name}")
}

#[test]
fn session_policies_cut_the_session_that_brought_them() {
    let stage = Stage::new();
    let role = stage.role("role", &account_trust(), &["iot:*", "s3:*"]);
    let arn = managed(&stage, "buckets", "s3:*");
    let inline = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": "iot:ListPolicies", "Resource": "*" }] });
    let policy_arn = |arn: &str| vec![PolicyDescriptorType { arn: Some(arn.to_owned()) }];
    let mut input = request(&role);
    let whole = session(&stage, &Stage::root(), &input);
    input.policy = Some(inline.to_string());
    let cut = session(&stage, &Stage::root(), &input);
    input.policy_arns = Some(policy_arn(&arn));
    let both = session(&stage, &Stage::root(), &input);
    for (action, expected) in [
        ("iot:ListPolicies", [true, true, true]),
        ("iot:DescribeEndpoint", [true, false, false]),
        ("s3:GetObject", [true, false, true]),
        ("sqs:SendMessage", [false, false, false]),
    ] {
        let may = [&whole, &cut, &both].map(|session| stage.may(session, action, "*"));
        assert_eq!(may, expected, "{action}");
    }
    for (policy, arns) in [
        (Some("{".to_owned()), None),
        (None, Some(policy_arn(&format!("{arn}-missing")))),
        (None, Some(policy_arn(&arn.replace(ACCOUNT, OTHER_ACCOUNT)))),
    ] {
        let input =
            daypass_aws_types::sts::AssumeRoleInput { policy, policy_arns: arns, ..request(&role) };
        assert_eq!(assume(&stage, &Stage::root(), &input).refused().0, "MalformedPolicyDocument");
    }
    let eleven = daypass_aws_types::sts::AssumeRoleInput {
        policy_arns: Some((0..11).flat_map(|_| policy_arn(&arn)).collect()),
        ..request(&role)
    };
    assert_eq!(assume(&stage, &Stage::root(), &eleven).refused().0, "ValidationError");
}

#[test]
fn what_is_not_served_is_refused_and_not_ignored() {
    let stage = Stage::new();
    let role = stage.role("role", &account_trust(), &[]);
    let mut input = request(&role);
    input.serial_number = Some(format!("arn:aws:iam::{ACCOUNT}:mfa/phone"));
    input.token_code = Some("123456".to_owned());
    assert_eq!(assume(&stage, &Stage::root(), &input).refused().0, "AccessDenied");
    let mut input = request(&role);
    input.provided_contexts = Some(Vec::new());
    assert_eq!(assume(&stage, &Stage::root(), &input).refused().0, "ValidationError");
    for arn in ["arn:aws:iam::12:role/short", "arn:aws:iam::123456789012:user/someone"] {
        let refused = assume(&stage, &Stage::root(), &request(arn));
        assert_eq!(
            refused.refused(),
            ("ValidationError", 400, format!("{arn} is invalid").as_str())
        );
    }
    assert!(assume(&stage, &Stage::root(), &request(&role)).answer.is_ok());
}

#[test]
fn a_role_answers_to_its_whole_arn_alone() {
    let stage = Stage::new();
    let role = stage.role("role", &account_trust(), &[]);
    // A permission on `role/public/*` must not reach a role that lies elsewhere.
    for arn in [role.replace("role/role", "role/public/role"), role.replace("/role", "/Role")] {
        assert_eq!(
            assume(&stage, &Stage::root(), &request(&arn)).refused().0,
            "AccessDenied",
            "{arn}"
        );
    }
    assert!(assume(&stage, &Stage::root(), &request(&role)).answer.is_ok());
}
