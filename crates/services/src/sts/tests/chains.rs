//! Role chains: what travels along them, and that a link that is cut cuts what hangs on it.

use daypass_aws_types::sts::{AssumeRoleInput, Tag};

use super::{
    account_may, account_trust, assume, presented, request, session, trade, trust, web_request,
};
use crate::cognito_identity::records::IdentityState;
use crate::iam::access_key::AccessKeyStatus;
use crate::principal::Principal;
use crate::testing::Stage;

const ACTION: &str = "iot:ListPolicies";

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

/// root → first → second, beside a control that has the second role from root.
fn chain(stage: &Stage) -> (Principal, Principal) {
    let first = stage.role("first", &account_trust(), &["sts:AssumeRole"]);
    let second = stage.role("second", &account_trust(), &[ACTION]);
    let link = session(stage, &Stage::root(), &request(&first));
    (session(stage, &link, &request(&second)), session(stage, &Stage::root(), &request(&second)))
}

#[test]
fn a_session_falls_with_each_role_that_it_was_chained_from() {
    type Cut = fn(&Stage);
    let cuts: [(&str, Cut); 3] = [
        ("the first role's sessions are revoked", |stage| {
            stage.change_role("first", |role| role.epoch += 1);
        }),
        ("the first role is deleted", |stage| stage.delete_role("first")),
        ("the first role is made anew", |stage| {
            stage.change_role("first", |role| role.id = "AROAANEW0000000000000".to_owned());
        }),
    ];
    for (name, cut) in cuts {
        let stage = Stage::new();
        let (chained, control) = chain(&stage);
        assert!(stage.may(&chained, ACTION, "*"), "{name}: before");
        cut(&stage);
        assert!(!stage.may(&chained, ACTION, "*"), "{name}");
        assert!(stage.may(&control, ACTION, "*"), "{name}: the control");
    }
}

#[test]
fn sessions_fall_with_the_long_term_key_that_made_them() {
    let stage = Stage::new();
    let (chained, control) = chain(&stage);
    stage.set_root_key(AccessKeyStatus::Inactive);
    assert!(!stage.may(&chained, ACTION, "*") && !stage.may(&control, ACTION, "*"));
    stage.set_root_key(AccessKeyStatus::Active);
    assert!(stage.may(&chained, ACTION, "*") && stage.may(&control, ACTION, "*"));
}

#[test]
fn a_session_falls_with_the_identity_that_it_was_chained_from() {
    let stage = Stage::new();
    let pool = stage.pool();
    let target = stage.role("target", &account_trust(), &[ACTION]);
    let guests = [1, 2].map(|number| stage.identity(&pool, number, IdentityState::Guest));
    let chained = [&guests[0], &guests[1]].map(|guest| {
        let role = &pool.roles["unauthenticated"];
        let traded = trade(&stage, &web_request(role, &stage.identity_token(guest))).allowed();
        let guest = presented(&stage, &traded.credentials.unwrap());
        session(&stage, &guest, &request(&target))
    });
    let [mut revoked, _] = guests;
    revoked.epoch += 1;
    stage.put_identity(&revoked);
    assert!(!stage.may(&chained[0], ACTION, "*"));
    assert!(stage.may(&chained[1], ACTION, "*"));
    let mut pool = pool;
    pool.epoch += 1;
    stage.put_pool(&pool);
    assert!(!stage.may(&chained[1], ACTION, "*"));
}

#[test]
fn transitive_tags_and_source_identities_travel_and_cannot_be_changed() {
    let stage = Stage::new();
    let all = ["sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"];
    let role = stage.role("role", &trust(&[account_may(&all)]), &all);
    let first = session(
        &stage,
        &Stage::root(),
        &AssumeRoleInput {
            tags: Some(vec![tag("Team", "blue"), tag("desk", "7")]),
            transitive_tag_keys: Some(vec!["team".to_owned()]),
            source_identity: Some("alice".to_owned()),
            ..request(&role)
        },
    );
    let with_desk = AssumeRoleInput { tags: Some(vec![tag("desk", "8")]), ..request(&role) };
    let second = session(&stage, &first, &with_desk);
    let third = session(&stage, &second, &request(&role));
    let tags =
        |principal: &Principal| principal.session().unwrap().principal.principal_tags.clone();
    assert_eq!(tags(&first), [("Team".into(), "blue".into()), ("desk".into(), "7".into())].into());
    assert_eq!(tags(&second), [("Team".into(), "blue".into()), ("desk".into(), "8".into())].into());
    assert_eq!(tags(&third), [("Team".into(), "blue".into())].into());
    assert_eq!(third.session().unwrap().principal.source_identity.as_deref(), Some("alice"));

    let retagged = AssumeRoleInput { tags: Some(vec![tag("TEAM", "red")]), ..request(&role) };
    assert_eq!(
        assume(&stage, &second, &retagged).refused(),
        (
            "InvalidParameterValue",
            400,
            "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
        )
    );
    let renamed = AssumeRoleInput { source_identity: Some("bob".to_owned()), ..request(&role) };
    let already = "The source identity is already set for this assume role session";
    assert_eq!(assume(&stage, &second, &renamed).refused(), ("ValidationError", 400, already));
    let same = AssumeRoleInput { source_identity: Some("alice".to_owned()), ..request(&role) };
    assert!(assume(&stage, &second, &same).answer.is_ok());
}

#[test]
fn tags_that_are_inherited_need_the_word_of_both_sides_anew() {
    let stage = Stage::new();
    let (assume_alone, all) = (["sts:AssumeRole"], ["sts:AssumeRole", "sts:TagSession"]);
    let open = stage.role("open", &trust(&[account_may(&all)]), &all);
    let unasked = stage.role("unasked", &trust(&[account_may(&all)]), &assume_alone);
    let closed = stage.role("closed", &trust(&[account_may(&assume_alone)]), &all);
    let tagged = |role: &str, transitive: &[&str]| {
        let input = AssumeRoleInput {
            tags: Some(vec![tag("team", "blue")]),
            transitive_tag_keys: Some(transitive.iter().map(|key| (*key).to_owned()).collect()),
            ..request(role)
        };
        session(&stage, &Stage::root(), &input)
    };
    for (caller, role, expected) in [
        (tagged(&open, &["team"]), &open, None),
        (tagged(&open, &["team"]), &closed, Some("sts:TagSession")),
        (tagged(&open, &[]), &closed, None),
        (tagged(&unasked, &["team"]), &open, Some("sts:TagSession")),
        (tagged(&unasked, &[]), &open, None),
    ] {
        let outcome = assume(&stage, &caller, &request(role));
        let refused = outcome.answer.as_ref().err().map(|error| error.shape.code);
        assert_eq!(refused, expected.map(|_| "AccessDenied"), "{caller:?} {role}");
    }
}

#[test]
fn tags_are_held_to_their_rules() {
    let stage = Stage::new();
    let all = ["sts:AssumeRole", "sts:TagSession"];
    let role = stage.role("role", &trust(&[account_may(&all)]), &[]);
    let refused = |tags: Vec<Tag>, transitive: &[&str]| {
        let transitive = transitive.iter().map(|key| (*key).to_owned()).collect();
        let input = AssumeRoleInput {
            tags: Some(tags),
            transitive_tag_keys: Some(transitive),
            ..request(&role)
        };
        assume(&stage, &Stage::root(), &input).answer.err().map(|error| error.shape.code)
    };
    assert_eq!(refused(vec![tag("k", "v")], &["K"]), None);
    let fifty = |count: usize| (0..count).map(|number| tag(&format!("k{number}"), "")).collect();
    assert_eq!(refused(fifty(50), &[]), None);
    for (code, tags, transitive) in [
        ("InvalidParameterValue", vec![tag("k", "v"), tag("K", "w")], &[][..]),
        ("ValidationError", vec![tag("AWS:k", "v")], &[]),
        ("InvalidParameterValue", vec![tag("k", "v")], &["other"]),
        ("ValidationError", fifty(51), &[]),
        ("ValidationError", vec![tag("k", &"v".repeat(257))], &[]),
    ] {
        let name = tags.last().map(|tag| tag.key.clone());
        assert_eq!(refused(tags, transitive), Some(code), "{name:?}");
    }
}

#[test]
fn a_roles_tags_are_the_principals_until_the_session_covers_them() {
    let stage = Stage::new();
    let all = ["sts:AssumeRole", "sts:TagSession"];
    let role = stage.role("role", &trust(&[account_may(&all)]), &[]);
    stage.change_role("role", |role| {
        role.tags.insert("Team".to_owned(), "blue".to_owned());
        let document = serde_json::json!({ "Version": "2012-10-17", "Statement": [{
            "Effect": "Allow", "Action": ACTION, "Resource": "*",
            "Condition": { "StringEquals": { "aws:PrincipalTag/team": "blue" } },
        }] });
        role.inline_policies = vec![crate::iam::records::InlinePolicyRecord {
            name: "blue".to_owned(),
            document: document.to_string(),
        }];
    });
    assert!(stage.may(&session(&stage, &Stage::root(), &request(&role)), ACTION, "*"));
    let red = AssumeRoleInput { tags: Some(vec![tag("TEAM", "red")]), ..request(&role) };
    assert!(!stage.may(&session(&stage, &Stage::root(), &red), ACTION, "*"));
}
