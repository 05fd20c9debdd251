//! Names that people type, and the access that comes of them.

use daypass_aws_types::{AccountId, Region};
use daypass_store::conformance::block_on;
use serde_json::json;

use super::subject::{SubjectError, complete_resource, subject};
use crate::cognito_identity::records::{IdentityState, LoginRecord};
use crate::principal::Principal;
use crate::testing::{ACCOUNT, OTHER_ACCOUNT, Stage};

fn named(stage: &Stage, text: &str) -> Result<Principal, SubjectError> {
    block_on(subject(text, &Stage::account(), &stage.reads(), stage.now()))
}

fn trust() -> serde_json::Value {
    json!({ "Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Principal": { "AWS": ACCOUNT }, "Action": "sts:AssumeRole" }] })
}

#[test]
fn a_name_gives_the_access_of_its_credentials() {
    let stage = Stage::new();
    let pool = stage.pool();
    let role = stage.role("reader", &trust(), &["iot:ListPolicies"]);
    let guest = stage.identity(&pool, 1, IdentityState::Guest).id;
    let member = stage.identity(&pool, 2, IdentityState::Authenticated).id;
    let session = format!("arn:aws:sts::{ACCOUNT}:assumed-role/reader/someone");
    let root = format!("arn:aws:iam::{ACCOUNT}:root");
    // iot:ListPolicies, iot:Publish, iam:ListRoles
    for (text, may) in [
        (role.as_str(), [true, false, false]),
        (&session, [true, false, false]),
        (&root, [true, true, true]),
        // A guest is cut as in the enhanced flow, and needs no device policy.
        (&guest, [true, true, false]),
        // A signed-in identity is not cut, and has no device policy here.
        (&member, [true, false, true]),
        ("anonymous", [false, false, false]),
    ] {
        let principal = named(&stage, text).unwrap();
        let asked = ["iot:ListPolicies", "iot:Publish", "iam:ListRoles"];
        assert_eq!(asked.map(|action| stage.may(&principal, action, "*")), may, "{text}");
    }
    assert_eq!(named(&stage, &session).unwrap().arn(), session);
    let cognito = format!("arn:aws:sts::{ACCOUNT}:assumed-role/guest/CognitoIdentityCredentials");
    assert_eq!(named(&stage, &guest).unwrap().arn(), cognito);
}

#[test]
fn an_identity_carries_its_methods_of_authentication() {
    let stage = Stage::new();
    let mut pool = stage.pool();
    let arn = format!("arn:aws:iam::{ACCOUNT}:oidc-provider/login.example");
    pool.openid_connect_provider_arns = vec![arn.clone()];
    stage.put_pool(&pool);
    let mut member = stage.identity(&pool, 1, IdentityState::Authenticated);
    member.logins = vec![LoginRecord::public("login.example", "alice")];
    stage.put_identity(&member);
    let principal = named(&stage, &member.id).unwrap();
    let cognito = principal.session().unwrap().principal.cognito.clone().unwrap();
    let expected = ["authenticated", "login.example", &format!("{arn}:OIDC:alice")];
    assert_eq!(cognito.amr, expected);
}

#[test]
fn what_names_nobody_is_said_to() {
    let stage = Stage::new();
    let mut pool = stage.pool();
    stage.role("reader", &trust(), &[]);
    stage.role_in(OTHER_ACCOUNT, "reader", &trust(), &[]);
    let closed = stage.identity(&pool, 1, IdentityState::Disabled).id;
    let missing: [&str; 7] = [
        "arn:aws:iam::123456789012:role/nobody",
        "arn:aws:iam::123456789012:role/path/reader",
        "arn:aws:iam::999999999999:role/reader",
        "arn:aws:iam::999999999999:root",
        "arn:aws:sts::123456789012:assumed-role/Reader/x",
        "us-east-1:00000000-0000-4000-8000-00000000dead",
        "cert:0123",
    ];
    for text in missing {
        assert!(matches!(named(&stage, text), Err(SubjectError::Missing { .. })), "{text}");
    }
    for text in ["", "alice", "us-east-1:alice", "topic/x"] {
        assert!(matches!(named(&stage, text), Err(SubjectError::Unknown(_))), "{text}");
    }
    assert!(matches!(named(&stage, &closed), Err(SubjectError::Closed(_))));
    let guest = stage.identity(&pool, 2, IdentityState::Guest).id;
    assert!(named(&stage, &guest).is_ok());
    pool.account = OTHER_ACCOUNT.to_owned();
    stage.put_pool(&pool);
    assert!(matches!(named(&stage, &guest), Err(SubjectError::Missing { .. })));
    pool.account = ACCOUNT.to_owned();
    pool.roles.clear();
    stage.put_pool(&pool);
    assert!(matches!(named(&stage, &guest), Err(SubjectError::NoRole { .. })));
}

#[test]
fn short_resources_are_aws_iots_and_whole_ones_stay() {
    let (account, region) =
        (AccountId::parse(ACCOUNT).unwrap(), Region::parse("eu-central-1").unwrap());
    for text in ["topic/x", "topicfilter/a/#", "client/c", "thing/t", "topic/a/b/c", "policy/p"] {
        let whole = format!("arn:aws:iot:eu-central-1:{ACCOUNT}:{text}");
        assert_eq!(complete_resource(text, &account, &region), whole);
    }
    for text in
        ["*", "arn:aws:iot:us-east-1:1:topic/x", "arn:aws:s3:::b/topic/x", "topic", "x/topic"]
    {
        assert_eq!(complete_resource(text, &account, &region), text);
    }
}
