//! Policies on resources beside the legs of their caller, row by row as AWS's page on the
//! evaluation of requests describes them.

use crate::common::{NOW_MS, device, document, set};
use daypass_policy::{
    ContextMap, DeviceScope, DocumentKind, Grants, IamLeg, Leg, NoContext, Outcome, Reach, Request,
    ResourceCaller, ResourceLeg, ResourceRule,
};
use std::sync::Arc;

const ACCOUNT: &str = "123456789012";
const USER: &str = "arn:aws:iam::123456789012:user/Ann";
const ROLE: &str = "arn:aws:iam::123456789012:role/r";
const SESSION: &str = "arn:aws:sts::123456789012:assumed-role/r/s";
const FEDERATED: &str = "arn:aws:sts::123456789012:federated-user/bob";
const BUCKET: &str = "arn:aws:s3:::bucket/a";

fn user() -> ResourceCaller {
    ResourceCaller::User { arn: USER.into(), unique_id: Some("AIDAEXAMPLEEXAMPLEID1".into()) }
}

fn session() -> ResourceCaller {
    let (role, session) = (ROLE.into(), Some(SESSION.into()));
    ResourceCaller::RoleSession { role, role_id: Some("AROAEXAMPLEEXAMPLEID1".into()), session }
}

fn federated() -> ResourceCaller {
    ResourceCaller::FederatedUser { arn: FEDERATED.into(), user: Some(USER.into()) }
}

fn allow(action: &str) -> String {
    document(&format!(r#"{{"Effect":"Allow","Action":"{action}","Resource":"*"}}"#))
}

/// Which of the other legs allow `s3:GetObject`; a leg that is not named does not exist, but for
/// the identity policies, which are then silent.
fn iam(legs: &str) -> IamLeg {
    let leg = |name: &str, kind| {
        let silent = legs.contains(&format!("-{name}"));
        let present = silent || legs.contains(&format!("+{name}"));
        let action = if silent { "s3:PutObject" } else { "s3:GetObject" };
        present.then(|| set(kind, &[allow(action)]))
    };
    IamLeg {
        root: false,
        identity: leg("identity", DocumentKind::Identity).unwrap_or_default(),
        boundary: leg("boundary", DocumentKind::Boundary),
        session: leg("session", DocumentKind::Session),
    }
}

fn statement(effect: &str, principal: &str) -> String {
    format!(r#"{{"Effect":"{effect}",{principal},"Action":"s3:*","Resource":"{BUCKET}"}}"#)
}

struct Case {
    caller: ResourceCaller,
    iam: Option<IamLeg>,
    statements: String,
    owner: &'static str,
    rule: ResourceRule,
}

impl Case {
    fn of(caller: ResourceCaller, legs: &str, principal: &str) -> Self {
        let statements = statement("Allow", principal);
        let (iam, rule) = (Some(iam(legs)), ResourceRule::Either);
        Self { caller, iam, statements, owner: ACCOUNT, rule }
    }

    /// Decides, holds the explanation to the decision, and gives what refused.
    fn ask(self) -> (Outcome, Option<Leg>, Option<Reach>) {
        let policies = set(DocumentKind::Resource, &[document(&self.statements)]);
        let (caller, owner) = (self.caller, self.owner.into());
        let resource = Some(ResourceLeg { policies, caller, owner, rule: self.rule });
        let permissions = Arc::new(Grants { iam: self.iam, device: None, resource });
        let permissions = permissions.bind(ContextMap::new());
        let (action, context) = ("s3:GetObject", &NoContext);
        let request = Request { action, resource: BUCKET, context, now_ms: NOW_MS };
        let decision = permissions.decide(&request);
        let explanation = permissions.explain(&request);
        assert_eq!(explanation.decision, decision);
        let own = explanation.legs.iter().find(|leg| leg.leg == Leg::Resource).unwrap();
        (decision.outcome, decision.leg, own.reach)
    }
}

fn aws(principal: &str) -> String {
    format!(r#""Principal":{{"AWS":"{principal}"}}"#)
}

#[test]
fn the_form_that_names_the_caller_sets_how_far_a_grant_reaches() {
    let everyone = r#""Principal":"*""#.to_owned();
    let refused = |leg| (Outcome::ImplicitDeny, Some(leg));
    let allowed = (Outcome::Allow, None);
    let all_silent = "-identity -boundary -session";
    for (caller, legs, principal, expected) in [
        // A user by its name: no silence limits it.
        (user(), "-identity -boundary", aws(USER), allowed),
        (user(), "-identity -boundary", aws("AIDAEXAMPLEEXAMPLEID1"), allowed),
        (user(), "-identity", aws("arn:aws:iam::123456789012:user/ann"), refused(Leg::Identity)),
        (user(), "+identity", aws("arn:aws:iam::123456789012:user/ann"), allowed),
        // A role: the boundary and the session policies still limit it.
        (session(), "-identity", aws(ROLE), allowed),
        (session(), "-identity +boundary +session", aws("AROAEXAMPLEEXAMPLEID1"), allowed),
        (session(), "-identity -boundary +session", aws(ROLE), refused(Leg::Boundary)),
        (session(), "+identity +boundary -session", aws(ROLE), refused(Leg::Session)),
        // A session: no silence limits it.
        (session(), all_silent, aws(SESSION), allowed),
        (session(), "-identity", aws(&SESSION.replace("/s", "/t")), refused(Leg::Identity)),
        // A federated user, and the user behind it.
        (federated(), all_silent, aws(FEDERATED), allowed),
        (federated(), "-identity +session", aws(USER), allowed),
        (federated(), "-identity -session", aws(USER), refused(Leg::Session)),
        // An account passes the decision on to its own policies.
        (user(), "-identity", aws(ACCOUNT), refused(Leg::Identity)),
        (user(), "+identity", aws("arn:aws:iam::123456789012:root"), allowed),
        (session(), "-identity", aws(ACCOUNT), refused(Leg::Identity)),
        // Everyone.
        (user(), "-identity -boundary", everyone.clone(), allowed),
        (session(), all_silent, aws("*"), allowed),
    ] {
        let label = format!("{caller:?} {legs} {principal}");
        let (outcome, leg, _) = Case::of(caller, legs, &principal).ask();
        assert_eq!((outcome, leg), expected, "{label}");
    }
}

#[test]
fn the_furthest_reach_counts() {
    let both = format!("{},{}", statement("Allow", &aws(ROLE)), statement("Allow", &aws(SESSION)));
    let case = Case { statements: both, ..Case::of(session(), "-identity -boundary", "") };
    assert_eq!(case.ask(), (Outcome::Allow, None, Some(Reach::Caller)));
    let list = format!(r#""Principal":{{"AWS":["{ACCOUNT}","{ROLE}"]}}"#);
    let (outcome, _, reach) = Case::of(session(), "-identity", &list).ask();
    assert_eq!((outcome, reach), (Outcome::Allow, Some(Reach::Role)));
}

#[test]
fn a_deny_of_any_leg_wins_over_every_grant() {
    let deny = |principal: &str| {
        let statements =
            format!("{},{}", statement("Allow", &aws(SESSION)), statement("Deny", principal));
        let (outcome, leg, _) = Case { statements, ..Case::of(session(), "+identity", "") }.ask();
        (outcome, leg)
    };
    let denied = (Outcome::ExplicitDeny, Some(Leg::Resource));
    for principal in [SESSION, ROLE, ACCOUNT, "*", "AROAEXAMPLEEXAMPLEID1"] {
        assert_eq!(deny(&aws(principal)), denied, "{principal}");
    }
    assert_eq!(deny(&aws("210987654321")), (Outcome::Allow, None));

    let mut case = Case::of(session(), "+identity", &aws(SESSION));
    let identity = document(r#"{"Effect":"Deny","Action":"s3:*","Resource":"*"}"#);
    case.iam.as_mut().unwrap().identity = set(DocumentKind::Identity, &[identity]);
    let (outcome, leg, _) = case.ask();
    assert_eq!((outcome, leg), (Outcome::ExplicitDeny, Some(Leg::Identity)));
}

#[test]
fn not_principal_spares_those_who_are_listed_with_their_account() {
    let denied = |caller: ResourceCaller, legs: &str, listed: &[&str]| {
        let principal = format!(r#""NotPrincipal":{{"AWS":{listed:?}}}"#);
        let statements = statement("Deny", &principal);
        Case { statements, ..Case::of(caller, legs, "") }.ask().0 == Outcome::ExplicitDeny
    };
    assert!(!denied(user(), "+identity", &[USER, ACCOUNT]));
    assert!(denied(user(), "+identity", &[USER]));
    assert!(denied(user(), "+identity", &[ACCOUNT]));
    assert!(!denied(session(), "+identity", &[ROLE, ACCOUNT]));
    assert!(denied(session(), "+identity", &[SESSION, ACCOUNT]));
    // Whoever has a boundary is denied, listed or not.
    assert!(denied(user(), "+identity +boundary", &[USER, ACCOUNT]));
}

#[test]
fn another_account_needs_the_word_of_both() {
    let asked = |legs: &str, principal: &str| {
        let case = Case { owner: "210987654321", ..Case::of(session(), legs, &aws(principal)) };
        let (outcome, leg, _) = case.ask();
        (outcome, leg)
    };
    let refused = |leg| (Outcome::ImplicitDeny, Some(leg));
    assert_eq!(asked("+identity", SESSION), (Outcome::Allow, None));
    assert_eq!(asked("+identity", ACCOUNT), (Outcome::Allow, None));
    assert_eq!(asked("+identity", "210987654321"), refused(Leg::Resource));
    assert_eq!(asked("-identity", SESSION), refused(Leg::Identity));
    assert_eq!(asked("+identity -boundary", SESSION), refused(Leg::Boundary));
}

#[test]
fn trust_and_key_policies_must_allow_themselves() {
    let asked = |legs: &str, principal: &str| {
        let rule = ResourceRule::MustAllow;
        let (outcome, leg, _) = Case { rule, ..Case::of(user(), legs, &aws(principal)) }.ask();
        (outcome, leg)
    };
    let refused = |leg| (Outcome::ImplicitDeny, Some(leg));
    assert_eq!(asked("+identity", "210987654321"), refused(Leg::Resource));
    assert_eq!(asked("+identity", ACCOUNT), (Outcome::Allow, None));
    assert_eq!(asked("-identity", ACCOUNT), refused(Leg::Identity));
    assert_eq!(asked("-identity", USER), (Outcome::Allow, None));
}

#[test]
fn who_has_no_identity_policies_is_let_in_by_the_resource_alone() {
    let asked = |caller: ResourceCaller, principal: &str| {
        let (outcome, leg, _) = Case { iam: None, ..Case::of(caller, "", principal) }.ask();
        (outcome, leg)
    };
    let service = || ResourceCaller::Service { name: "iot.amazonaws.com".into() };
    let everyone = r#""Principal":"*""#;
    assert_eq!(
        asked(service(), r#""Principal":{"Service":"iot.amazonaws.com"}"#),
        (Outcome::Allow, None)
    );
    let refused = |leg| (Outcome::ImplicitDeny, Some(leg));
    assert_eq!(
        asked(service(), r#""Principal":{"Service":"s3.amazonaws.com"}"#),
        refused(Leg::Resource)
    );
    assert_eq!(asked(ResourceCaller::Anonymous, everyone), (Outcome::Allow, None));
    assert_eq!(asked(ResourceCaller::Anonymous, &aws(ACCOUNT)), refused(Leg::Resource));
    assert_eq!(asked(user(), &aws(ACCOUNT)), refused(Leg::Identity));
}

#[test]
fn the_device_leg_is_never_waived() {
    let asked = |attached: &[String]| {
        let policies = set(DocumentKind::Resource, &[document(&statement("Allow", &aws(USER)))]);
        let (owner, rule) = (ACCOUNT.into(), ResourceRule::Either);
        let resource = Some(ResourceLeg { policies, caller: user(), owner, rule });
        let device = Some(device(attached, DeviceScope::AllActions));
        let grants = Grants { iam: Some(iam("-identity")), device, resource };
        let permissions = Arc::new(grants).bind(ContextMap::new());
        let decision = crate::common::decide(&permissions, "s3:GetObject", BUCKET);
        (decision.outcome, decision.leg)
    };
    assert_eq!(asked(&[]), (Outcome::ImplicitDeny, Some(Leg::Device)));
    assert_eq!(asked(&[allow("s3:*")]), (Outcome::Allow, None));
}

#[test]
fn a_resource_that_is_not_meant_or_a_condition_that_fails_grants_nothing() {
    let principal = aws(USER);
    let asked = |more: &str, keys: &[(&str, &str)]| {
        let text = format!(r#"{{"Effect":"Allow",{principal},"Action":"s3:Get*",{more}}}"#);
        let policies = set(DocumentKind::Resource, &[document(&text)]);
        let (owner, rule) = (ACCOUNT.into(), ResourceRule::Either);
        let resource = Some(ResourceLeg { policies, caller: user(), owner, rule });
        let grants = Grants { iam: Some(IamLeg::default()), device: None, resource };
        let permissions = Arc::new(grants).bind(crate::common::context(keys));
        crate::common::decide(&permissions, "s3:GetObject", BUCKET).outcome
    };
    assert_eq!(asked(r#""Resource":"arn:aws:s3:::bucket/*""#, &[]), Outcome::Allow);
    assert_eq!(asked(r#""Resource":"arn:aws:s3:::other/*""#, &[]), Outcome::ImplicitDeny);
    let condition = r#""Resource":"arn:aws:s3:::bucket/${k:a}","Condition":{"Bool":{"k:b":true}}"#;
    assert_eq!(asked(condition, &[("k:a", "a"), ("k:b", "true")]), Outcome::Allow);
    assert_eq!(asked(condition, &[("k:a", "a"), ("k:b", "false")]), Outcome::ImplicitDeny);
    assert_eq!(asked(condition, &[("k:b", "true")]), Outcome::ImplicitDeny);
}

#[test]
fn callers_by_their_arn() {
    assert_eq!(ResourceCaller::from_arn(USER).unwrap().account(), Some(ACCOUNT));
    let session = ResourceCaller::from_arn(SESSION).unwrap();
    let expected = ResourceCaller::RoleSession {
        role: ROLE.into(),
        role_id: None,
        session: Some(SESSION.into()),
    };
    assert_eq!(session, expected);
    assert_eq!(session.account(), Some(ACCOUNT));
    assert!(ResourceCaller::from_arn("arn:aws:iam::123456789012:root").is_some());
    assert!(ResourceCaller::from_arn(FEDERATED).is_some());
    for other in [
        "",
        "arn:aws:iam::123456789012:user/",
        "arn:aws:iam::123456789012:group/g",
        "arn:aws:iam:eu-west-1:123456789012:user/u",
        "arn:aws:iam::12345:user/u",
        "arn:aws:sts::123456789012:assumed-role/r",
        "arn:aws:s3:::bucket",
    ] {
        assert_eq!(ResourceCaller::from_arn(other), None, "{other}");
    }
}

#[test]
fn the_leg_explains_itself() {
    let policies = set(DocumentKind::Resource, &[document(&statement("Allow", &aws(USER)))]);
    let (owner, rule) = (ACCOUNT.into(), ResourceRule::MustAllow);
    let resource = Some(ResourceLeg { policies, caller: session(), owner, rule });
    let grants = Grants { iam: Some(iam("+identity")), device: None, resource };
    let permissions = Arc::new(grants).bind(ContextMap::new());
    let (action, context) = ("s3:GetObject", &NoContext);
    let request = Request { action, resource: BUCKET, context, now_ms: NOW_MS };
    let explanation = permissions.explain(&request);
    let leg = explanation.legs.last().unwrap();
    assert_eq!((leg.leg, leg.policies), (Leg::Resource, 1));
    assert_eq!(leg.near_misses[0].expected, [USER]);
    let names = [ACCOUNT, ROLE, SESSION, "AROAEXAMPLEEXAMPLEID1"];
    assert_eq!(leg.near_misses[0].seen, names);
    let missing = r#"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/r"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::bucket/a"}"#;
    assert_eq!(leg.missing_statement.as_deref(), Some(missing));
}
