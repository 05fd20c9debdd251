//! Our own identity tokens at STS: the basic flow of Cognito.

use daypass_aws_types::sts::AssumeRoleWithWebIdentityInput;
use daypass_policy::Leg;
use serde_json::{Value, json};

use super::{NOT_AUTHORIZED, hint, presented, trade, trust, web_request};
use crate::cognito_identity::records::{IdentityPoolRecord, IdentityRecord, IdentityState};
use crate::testing::{ACCOUNT, NOW_S, OTHER_ACCOUNT, Stage};

fn stage() -> (Stage, IdentityPoolRecord, IdentityRecord, IdentityRecord) {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = stage.identity(&pool, 1, IdentityState::Guest);
    let member = stage.identity(&pool, 2, IdentityState::Authenticated);
    (stage, pool, guest, member)
}

#[test]
fn each_identity_gets_the_role_that_trusts_its_kind_and_no_other() {
    let (stage, pool, guest, member) = stage();
    for (identity, own, other) in [
        (&guest, "unauthenticated", "authenticated"),
        (&member, "authenticated", "unauthenticated"),
    ] {
        let token = stage.identity_token(identity);
        let allowed = trade(&stage, &web_request(&pool.roles[own], &token)).allowed();
        assert_eq!(allowed.provider.as_deref(), Some("cognito-identity.amazonaws.com"));
        assert_eq!(allowed.audience.as_deref(), Some(pool.id.as_str()));
        assert_eq!(allowed.subject_from_web_identity_token.as_deref(), Some(identity.id.as_str()));
        let refused = trade(&stage, &web_request(&pool.roles[other], &token));
        assert_eq!(refused.refused(), NOT_AUTHORIZED);
        let note = refused.note.unwrap();
        assert_eq!(note.decision.leg, Some(Leg::Trust));
        assert_eq!(note.resource, pool.roles[other]);
    }
}

#[test]
fn the_basic_flow_has_no_cut_and_carries_the_identity() {
    let (stage, pool, guest, member) = stage();
    for (identity, role, authenticated) in
        [(&guest, "unauthenticated", false), (&member, "authenticated", true)]
    {
        let token = stage.identity_token(identity);
        let answer = trade(&stage, &web_request(&pool.roles[role], &token)).allowed();
        let principal = presented(&stage, &answer.credentials.unwrap());
        let session = principal.session().unwrap();
        let cognito = session.principal.cognito.as_ref().unwrap();
        assert_eq!((&cognito.identity_id, &cognito.pool_id), (&identity.id, &pool.id));
        assert_eq!(cognito.authenticated, authenticated);
        assert!(session.session_policies.is_empty());
        assert!(stage.may(&principal, "iam:ListRoles", "*"));
        // The device leg holds for the signed-in identity here as in the enhanced flow.
        let topic = format!("arn:aws:iot:us-east-1:{ACCOUNT}:topic/x");
        assert_eq!(stage.may(&principal, "iot:Publish", &topic), !authenticated);
    }
}

#[test]
fn a_token_is_worth_nothing_once_its_identity_or_pool_has_moved_on() {
    type Change = fn(&mut IdentityPoolRecord, &mut IdentityRecord);
    let table: [(&str, Change); 5] = [
        ("the identity's epoch", |_, guest| guest.epoch += 1),
        ("the pool's epoch", |pool, _| pool.epoch += 1),
        ("merged away", |_, guest| guest.set_state(IdentityState::Disabled)),
        ("unlinked", |_, guest| guest.set_state(IdentityState::Inaccessible)),
        ("guests are closed out", |pool, _| pool.allow_unauthenticated = false),
    ];
    for (name, change) in table {
        let (stage, mut pool, mut guest, _) = stage();
        let input = web_request(&pool.roles["unauthenticated"], &stage.identity_token(&guest));
        let before = trade(&stage, &input).allowed();
        let before = presented(&stage, &before.credentials.unwrap());
        assert!(stage.permissions(&before).is_ok());
        change(&mut pool, &mut guest);
        stage.put_pool(&pool);
        stage.put_identity(&guest);
        assert_eq!(trade(&stage, &input).refused(), NOT_AUTHORIZED, "{name}");
    }
}

#[test]
fn an_identity_token_expires_by_our_own_clock_without_grace() {
    let (mut stage, pool, guest, _) = stage();
    let input = web_request(&pool.roles["unauthenticated"], &stage.identity_token(&guest));
    stage.wall_s += 1_000_000;
    stage.ours_s += 599;
    assert!(trade(&stage, &input).answer.is_ok());
    stage.ours_s += 1;
    let (now, end) = (NOW_S + 600, NOW_S + 600);
    let message = format!(
        "Token expired: current date/time {now} must be before the expiration date/time {end}"
    );
    assert_eq!(trade(&stage, &input).refused(), ("ExpiredTokenException", 400, message.as_str()));
}

#[test]
fn an_altered_identity_token_is_invalid() {
    let (stage, pool, guest, member) = stage();
    let role = &pool.roles["unauthenticated"];
    let token = stage.identity_token(&guest);
    assert!(trade(&stage, &web_request(role, &token)).answer.is_ok());
    // The signature of one token under the claims of another.
    let other = stage.identity_token(&member);
    let forged =
        format!("{}.{}", other.rsplit_once('.').unwrap().0, token.rsplit_once('.').unwrap().1);
    let refused = trade(&stage, &web_request(role, &forged));
    assert_eq!((refused.refused().0, refused.refused().1), ("InvalidIdentityToken", 400));
    // An identity that is not in the token's pool.
    let moved = stage.signed_identity_token(&guest, |claims| claims.pool_id.push('0'));
    assert_eq!(trade(&stage, &web_request(role, &moved)).refused(), NOT_AUTHORIZED);
}

fn cognito_statement(condition: &Value) -> Value {
    json!({
        "Effect": "Allow",
        "Principal": { "Federated": "cognito-identity.amazonaws.com" },
        "Action": "sts:AssumeRoleWithWebIdentity",
        "Condition": condition,
    })
}

#[test]
fn a_role_that_trusts_any_pool_or_lies_in_another_account_is_closed() {
    let (stage, pool, guest, _) = stage();
    let token = stage.identity_token(&guest);
    let pinned = json!({ "StringEquals": { "cognito-identity.amazonaws.com:aud": pool.id } });
    let unpinned = json!({ "ForAnyValue:StringLike": {
        "cognito-identity.amazonaws.com:amr": "unauthenticated" } });
    let pinned = trust(&[cognito_statement(&pinned)]);
    let open = stage.role("open", &trust(&[cognito_statement(&unpinned)]), &["*"]);
    let own = stage.role("own", &pinned, &["*"]);
    let foreign = stage.role_in(OTHER_ACCOUNT, "own", &pinned, &["*"]);

    assert!(trade(&stage, &web_request(&own, &token)).answer.is_ok());
    let refused = trade(&stage, &web_request(&open, &token));
    assert_eq!(refused.refused(), NOT_AUTHORIZED);
    assert!(hint(&refused.answer).contains("cognito-identity.amazonaws.com:aud"));
    assert_eq!(trade(&stage, &web_request(&foreign, &token)).refused(), NOT_AUTHORIZED);
}

#[test]
fn what_is_asked_for_beside_the_role_is_answered_to_the_trusted_alone() {
    let (stage, pool, guest, _) = stage();
    let token = stage.identity_token(&guest);
    let asking = |role: &str, seconds| AssumeRoleWithWebIdentityInput {
        duration_seconds: Some(seconds),
        ..web_request(&pool.roles[role], &token)
    };
    assert!(trade(&stage, &asking("unauthenticated", 7_200)).answer.is_ok());
    assert_eq!(trade(&stage, &asking("unauthenticated", 7_201)).refused().0, "ValidationError");
    assert_eq!(trade(&stage, &asking("authenticated", 7_201)).refused(), NOT_AUTHORIZED);
}

#[test]
fn a_session_policy_cuts_and_tags_are_the_sessions() {
    let (stage, pool, guest, _) = stage();
    let tagged = stage.signed_identity_token(&guest, |claims| {
        claims.principal_tags.insert("team".to_owned(), "blue".to_owned());
    });
    let policy = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": "iot:ListPolicies", "Resource": "*" }] });
    let input = AssumeRoleWithWebIdentityInput {
        policy: Some(policy.to_string()),
        ..web_request(&pool.roles["unauthenticated"], &tagged)
    };
    let answer = trade(&stage, &input).allowed();
    assert!(answer.packed_policy_size.is_some());
    let principal = presented(&stage, &answer.credentials.unwrap());
    let tags = &principal.session().unwrap().principal.principal_tags;
    assert_eq!(tags["team"], "blue");
    assert!(stage.may(&principal, "iot:ListPolicies", "*"));
    assert!(!stage.may(&principal, "iam:ListRoles", "*"));
    // Tags need `sts:TagSession` of the trust policy.
    let pinned = json!({ "StringEquals": { "cognito-identity.amazonaws.com:aud": pool.id } });
    let untagged = stage.role("untagged", &trust(&[cognito_statement(&pinned)]), &["*"]);
    let refused = trade(&stage, &web_request(&untagged, &tagged));
    assert_eq!(refused.refused(), NOT_AUTHORIZED);
    assert_eq!(refused.note.unwrap().action, "sts:TagSession");
    let plain = web_request(&untagged, &stage.identity_token(&guest));
    assert!(trade(&stage, &plain).answer.is_ok());
}
