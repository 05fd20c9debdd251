//! The basic flow: what the identity token says, and who gets one.

use daypass_aws_types::cognito_identity::CreateIdentityPoolInput;
use daypass_credentials::IdentityTokenClaims;
use daypass_credentials::identity_token::{Expected, ISSUER, SigningKey, verify};
use daypass_store::conformance::block_on;

use super::stage::{ACCOUNT, Logins, NOW_S, P, Q, Stage, both, login, pool_input, said};

fn claims(stage: &Stage, token: &str) -> IdentityTokenClaims {
    let keys = block_on(stage.environment().keys.identity_token_keys()).unwrap();
    let public = std::iter::once(&keys.current).map(SigningKey::public_key);
    let expected =
        Expected { issuer: ISSUER, identity_id: None, pool_id: None, now_ms: stage.now().ours_ms };
    verify(token, public, &expected).unwrap()
}

#[test]
fn a_token_says_who_and_how_they_signed_in() {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = stage.guest(&pool);
    let (_, token) = stage.token(&guest, &Logins::new()).unwrap();
    let of_guest = claims(&stage, &token);
    assert_eq!(of_guest.amr, ["unauthenticated"]);
    assert_eq!((of_guest.identity_epoch, of_guest.pool_epoch), (0, 0));

    let (upgraded, token) = stage.token(&guest, &both(login(P, "alice"), login(Q, "al"))).unwrap();
    assert_eq!(upgraded, guest);
    let claims = claims(&stage, &token);
    assert_eq!((&claims.identity_id, &claims.pool_id), (&guest, &pool));
    let arn = |name: &str| format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{name}");
    let (p, q) = (format!("{}:OIDC:alice", arn(P)), format!("{}:OIDC:al", arn(Q)));
    assert_eq!(claims.amr, ["authenticated", P, &p, Q, &q]);
    assert_eq!((claims.issued_s, claims.expires_s), (NOW_S, NOW_S + 600));
    assert_eq!(claims.identity_epoch, 1);
    let pool_arn = format!("arn:aws:cognito-identity:us-east-1:{ACCOUNT}:identitypool/{pool}");
    assert_eq!(claims.pool_arn, pool_arn);
}

#[test]
fn the_basic_flow_is_closed_unless_the_pool_opens_it() {
    let stage = Stage::new();
    for allow_classic_flow in [None, Some(false)] {
        let pool = stage.pool_of(&CreateIdentityPoolInput { allow_classic_flow, ..pool_input() });
        let guest = stage.guest(&pool);
        let (code, text) = said(stage.token(&guest, &Logins::new()));
        assert_eq!(code, "InvalidParameterException");
        assert_eq!(text, "Basic (classic) flow is not enabled, please use enhanced flow.");
        // A closed door upgrades nobody on the way out.
        assert!(stage.token(&guest, &login(P, "alice")).is_err());
        assert!(stage.credentials(&guest, &Logins::new()).is_ok());
    }
}
