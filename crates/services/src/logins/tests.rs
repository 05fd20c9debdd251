//! Tokens that are right in every respect but one, beside those that are right.

use std::collections::BTreeMap;

use daypass_aws_types::Secret;
use daypass_aws_types::error::ServiceError;
use daypass_store::conformance::block_on;
use serde_json::{Value, json};

use super::testing::login;
use super::{LoginError, LoginSource, VerifiedLogin, verify_logins};
use crate::cognito_identity::records::{CognitoIdentityProviderRecord, IdentityPoolRecord};
use crate::random::Random;
use crate::testing::{ACCOUNT, Issuer, NOW_S, OTHER_ACCOUNT, Stage};

const URL: &str = "https://login.example/tenant";
const USER_POOL: &str = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Users";
const UNSUPPORTED: &str = "Token is not from a supported provider of this identity pool.";

/// A stage with one issuer that is registered, published, and trusted by the pool.
fn stage() -> (Stage, Issuer, IdentityPoolRecord) {
    let (stage, issuer) = (Stage::new(), Issuer::new(URL, "k1"));
    stage.web.publish(&issuer);
    let pool = IdentityPoolRecord {
        openid_connect_provider_arns: vec![stage.provider(URL)],
        ..stage.pool()
    };
    (stage, issuer, pool)
}

fn answer(
    stage: &Stage,
    pool: &IdentityPoolRecord,
    key: &str,
    token: &str,
) -> Result<VerifiedLogin, ServiceError> {
    login(stage, pool, key, token).map_err(LoginError::into_cognito_error)
}

fn refused(
    stage: &Stage,
    pool: &IdentityPoolRecord,
    key: &str,
    token: &str,
) -> (&'static str, String) {
    let error = answer(stage, pool, key, token).unwrap_err();
    (error.shape.name, error.message)
}

#[test]
fn a_token_that_is_not_right_is_refused_in_cognitos_words() {
    let (stage, issuer, pool) = stage();
    let stranger = Issuer::new(URL, "k1");
    let unknown_key = Issuer::new(URL, "k2");
    let expired = NOW_S - 301;
    let table: [(&str, String, &str); 14] = [
        ("another audience", issuer.token(&json!({ "aud": "other" })), UNSUPPORTED),
        ("azp before aud", issuer.token(&json!({ "azp": "other" })), UNSUPPORTED),
        (
            "another issuer",
            issuer.token(&json!({ "iss": "https://login.example/other" })),
            "Invalid login token. Issuer doesn't match providerName",
        ),
        (
            "expired",
            issuer.token(&json!({ "iat": NOW_S - 900, "exp": expired })),
            "Invalid login token. Token expired: 1790000000 >= 1789999699",
        ),
        (
            "not valid yet",
            issuer.token(&json!({ "iat": NOW_S + 301, "exp": NOW_S + 900 })),
            "Invalid login token. Couldn't verify signed token.",
        ),
        (
            "no audience",
            issuer.token(&json!({ "aud": null })),
            "Invalid login token. Missing a required claim: aud",
        ),
        (
            "no subject",
            issuer.token(&json!({ "sub": null })),
            "Invalid login token. Missing a required claim: sub",
        ),
        (
            "a stranger's key",
            stranger.token(&json!({})),
            "Invalid login token. Couldn't verify signed token.",
        ),
        (
            "an unknown key id",
            unknown_key.token(&json!({})),
            "Invalid login token. Couldn't verify signed token.",
        ),
        (
            "no signature",
            issuer.signed(&json!({ "alg": "none", "kid": "k1" }), &json!({})),
            "Invalid login token. Couldn't verify signed token.",
        ),
        (
            "a secret for a key",
            issuer.signed(&json!({ "alg": "HS256", "kid": "k1" }), &json!({})),
            "Invalid login token. Couldn't verify signed token.",
        ),
        (
            "a critical header",
            issuer.signed(&json!({ "alg": "ES256", "kid": "k1", "crit": ["b64"] }), &json!({})),
            "Invalid login token. Not a valid OpenId Connect identity token.",
        ),
        (
            "no token",
            "opaque".to_owned(),
            "Invalid login token. Not a valid OpenId Connect identity token.",
        ),
        (
            "fractions of seconds",
            issuer.token(&json!({ "exp": 1_790_000_600.5 })),
            "Invalid login token. Not a valid OpenId Connect identity token.",
        ),
    ];
    for (name, token, message) in table {
        let refused = refused(&stage, &pool, issuer.login_key(), &token);
        assert_eq!(refused, ("NotAuthorizedException", message.to_owned()), "{name}");
        // Its twin is right in that respect too.
        let fine = answer(&stage, &pool, issuer.login_key(), &issuer.token(&json!({}))).unwrap();
        assert_eq!(
            (fine.provider(), fine.subject(), fine.audience()),
            ("login.example/tenant", "alice", "app")
        );
    }
}

#[test]
fn the_grace_is_five_minutes_of_wall_time() {
    let (mut stage, issuer, pool) = stage();
    // Our own clock says nothing about the tokens of others.
    stage.ours_s += 1_000_000;
    let token = issuer.token(&json!({ "iat": NOW_S - 900, "exp": NOW_S - 299 }));
    assert!(login(&stage, &pool, issuer.login_key(), &token).is_ok());
    stage.wall_s += 1;
    assert!(matches!(
        login(&stage, &pool, issuer.login_key(), &token),
        Err(LoginError::Token(daypass_federation::TokenError::Expired { .. }))
    ));
}

#[test]
fn what_the_pool_and_iam_say_counts_at_each_call() {
    let (stage, issuer, mut pool) = stage();
    let (key, token) = (issuer.login_key(), issuer.token(&json!({ "aud": "second" })));
    assert_eq!(refused(&stage, &pool, key, &token).1, UNSUPPORTED);
    stage.change_provider(key, |provider| provider.client_ids.push("second".to_owned()));
    assert!(answer(&stage, &pool, key, &token).is_ok());
    stage.change_provider(key, |provider| provider.client_ids.retain(|id| id != "second"));
    assert_eq!(refused(&stage, &pool, key, &token).1, UNSUPPORTED);

    let fine = issuer.token(&json!({}));
    assert!(answer(&stage, &pool, key, &fine).is_ok());
    let trusted = std::mem::take(&mut pool.openid_connect_provider_arns);
    assert_eq!(refused(&stage, &pool, key, &fine).1, super::LOGINS_DO_NOT_MATCH);
    // An ARN of another account is no provider of this pool's account.
    pool.openid_connect_provider_arns =
        trusted.iter().map(|arn| arn.replace(ACCOUNT, OTHER_ACCOUNT)).collect();
    assert_eq!(refused(&stage, &pool, key, &fine).1, UNSUPPORTED);
    pool.openid_connect_provider_arns = trusted;
    stage.delete_provider(key);
    assert_eq!(refused(&stage, &pool, key, &fine).1, UNSUPPORTED);
    stage.provider(URL);
    assert!(answer(&stage, &pool, key, &fine).is_ok());
}

#[test]
fn a_remembered_token_dies_with_its_key() {
    let (mut stage, issuer, pool) = stage();
    let (key, token) = (issuer.login_key(), issuer.token(&json!({ "exp": NOW_S + 90_000 })));
    for _ in 0..3 {
        assert!(login(&stage, &pool, key, &token).is_ok());
    }
    assert_eq!(stage.web.fetched().len(), 2, "discovery and keys, once");
    stage.web.put(&format!("{URL}/keys"), Issuer::new(URL, "k1").jwks());
    stage.wall_s += 3_601;
    let message = "Invalid login token. Couldn't verify signed token.";
    assert_eq!(refused(&stage, &pool, key, &token).1, message);
}

#[test]
fn keys_are_fetched_again_for_a_new_key_id_and_no_faster_than_the_floor() {
    let (mut stage, issuer, pool) = stage();
    let key = issuer.login_key().to_owned();
    assert!(login(&stage, &pool, &key, &issuer.token(&json!({}))).is_ok());
    let rotated = Issuer::new(URL, "k2");
    stage.web.publish(&rotated);
    stage.web.fetched();
    assert!(login(&stage, &pool, &key, &rotated.token(&json!({}))).is_err());
    assert_eq!(stage.web.fetched(), [], "not before the floor");
    stage.wall_s += 10;
    assert!(login(&stage, &pool, &key, &rotated.token(&json!({}))).is_ok());
}

#[test]
fn a_provider_that_cannot_be_reached_is_said_to_be_so() {
    let (mut stage, issuer, pool) = stage();
    let (key, token) = (issuer.login_key().to_owned(), issuer.token(&json!({})));
    let unreachable =
        ("ExternalServiceException", format!("The identity provider {URL} is not responding."));
    stage.web.clear();
    assert_eq!(refused(&stage, &pool, &key, &token), unreachable);
    stage.web.put(
        &format!("{URL}/.well-known/openid-configuration"),
        json!({ "issuer": "https://login.example/other", "jwks_uri": format!("{URL}/keys") }),
    );
    stage.wall_s += 10;
    assert_eq!(refused(&stage, &pool, &key, &token), unreachable);
    stage.web.publish(&issuer);
    // It was tried a moment ago.
    assert_eq!(refused(&stage, &pool, &key, &token), unreachable);
    stage.wall_s += 10;
    assert!(answer(&stage, &pool, &key, &token).is_ok());
    // What is known carries over an outage, for a day.
    stage.web.clear();
    stage.wall_s += 4_000;
    let later = issuer.token(&json!({ "exp": NOW_S + 9_000 }));
    assert!(answer(&stage, &pool, &key, &later).is_ok());
}

#[test]
fn pinned_certificates_are_handed_to_whoever_fetches() {
    let (stage, issuer, pool) = stage();
    let pin = "0123456789abcdef0123456789abcdef01234567";
    stage.change_provider(issuer.login_key(), |provider| {
        provider.thumbprints = vec![pin.to_owned()];
    });
    assert!(login(&stage, &pool, issuer.login_key(), &issuer.token(&json!({}))).is_ok());
    let fetched = stage.web.fetched();
    assert_eq!(fetched.len(), 2);
    for (url, thumbprints) in fetched {
        assert_eq!(thumbprints, [pin.parse().unwrap()], "{url}");
    }
    // Another pin is another set of keys.
    stage.change_provider(issuer.login_key(), |provider| provider.thumbprints.clear());
    stage.web.distrust();
    assert!(matches!(
        login(&stage, &pool, issuer.login_key(), &issuer.token(&json!({}))),
        Err(LoginError::Untrusted { .. })
    ));
}

/// A user pool's keys are published without discovery.
fn user_pool(stage: &Stage, checks_tokens: bool) -> (Issuer, IdentityPoolRecord) {
    let issuer = Issuer::new(&format!("https://{USER_POOL}"), "u1");
    stage.web.put(&format!("https://{USER_POOL}/.well-known/jwks.json"), issuer.jwks());
    let client = |id: &str| CognitoIdentityProviderRecord {
        provider_name: USER_POOL.to_owned(),
        client_id: id.to_owned(),
        server_side_token_check: checks_tokens.then_some(true),
    };
    let providers = vec![client("web"), client("app")];
    (issuer, IdentityPoolRecord { cognito_identity_providers: providers, ..stage.pool() })
}

#[test]
fn a_user_pools_id_token_is_a_login_and_its_access_token_is_none() {
    let stage = Stage::new();
    let (issuer, pool) = user_pool(&stage, false);
    let answer = |changes: &Value| answer(&stage, &pool, USER_POOL, &issuer.token(changes));
    let fine = answer(&json!({ "token_use": "id" })).unwrap();
    assert_eq!(fine.source(), &LoginSource::UserPool);
    assert_eq!(fine.role_mapping_keys(), [format!("{USER_POOL}:app")]);
    assert_eq!(
        fine.authentication_methods(),
        [USER_POOL.to_owned(), format!("{USER_POOL}:CognitoSignIn:alice")]
    );
    assert_eq!(stage.web.fetched().len(), 1);
    for (changes, message) in [
        (
            json!({ "token_use": "access", "aud": null }),
            "Invalid login token. Missing a required claim: aud",
        ),
        (
            json!({ "token_use": "access" }),
            "Invalid login token. Not a valid OpenId Connect identity token.",
        ),
        (json!({}), "Invalid login token. Not a valid OpenId Connect identity token."),
        (json!({ "token_use": "id", "aud": "third" }), UNSUPPORTED),
        (
            json!({ "token_use": "id", "iss": format!("http://{USER_POOL}") }),
            "Invalid login token. Issuer doesn't match providerName",
        ),
    ] {
        assert_eq!(answer(&changes).unwrap_err().message, message, "{changes}");
    }
    let other = format!("{USER_POOL}2");
    let token = issuer.token(&json!({ "token_use": "id" }));
    assert_eq!(refused(&stage, &pool, &other, &token).1, UNSUPPORTED);
}

#[test]
fn a_user_pool_that_must_be_asked_cannot_be() {
    let stage = Stage::new();
    let (issuer, pool) = user_pool(&stage, true);
    let token = issuer.token(&json!({ "token_use": "id" }));
    let error = answer(&stage, &pool, USER_POOL, &token).unwrap_err();
    assert_eq!(error.shape.name, "ExternalServiceException");
    assert!(error.hint.unwrap().contains("ServerSideTokenCheck"));
}

#[test]
fn public_providers_with_openid_are_verified() {
    let stage = Stage::new();
    let mut pool = stage.pool();
    for host in ["accounts.google.com", "appleid.apple.com"] {
        let issuer = Issuer::new(&format!("https://{host}"), "p1");
        stage.web.publish(&issuer);
        let token = issuer.token(&json!({}));
        // A pool that has no provider at all says so in other words.
        let none = pool.supported_login_providers.is_empty();
        let words = if none { super::LOGINS_DO_NOT_MATCH } else { UNSUPPORTED };
        assert_eq!(refused(&stage, &pool, host, &token).1, words);
        pool.supported_login_providers.insert(host.to_owned(), "app".to_owned());
        let fine = answer(&stage, &pool, host, &token).unwrap();
        assert_eq!((fine.provider(), fine.source()), (host, &LoginSource::Public));
        // Google leaves the scheme out of some tokens.
        assert!(answer(&stage, &pool, host, &issuer.token(&json!({ "iss": host }))).is_ok());
        let other = issuer.token(&json!({ "aud": "other" }));
        assert_eq!(refused(&stage, &pool, host, &other).1, UNSUPPORTED);
    }
}

#[test]
fn our_own_token_and_a_developers_provider_are_no_logins() {
    let (stage, issuer, mut pool) = stage();
    pool.developer_provider_name = "login.mycompany".to_owned();
    let identity = stage.identity(&pool, 1, crate::cognito_identity::records::IdentityState::Guest);
    let token = stage.identity_token(&identity);
    assert_eq!(
        refused(&stage, &pool, "cognito-identity.amazonaws.com", &token).1,
        "Invalid login token. Can't pass in a Cognito token."
    );
    assert_eq!(
        refused(&stage, &pool, "login.mycompany", "user-1").1,
        "Please provide a valid public provider"
    );
    assert!(answer(&stage, &pool, issuer.login_key(), &issuer.token(&json!({}))).is_ok());
}

#[test]
fn one_login_that_fails_fails_them_all() {
    let (stage, issuer, mut pool) = stage();
    pool.supported_login_providers.insert("accounts.google.com".to_owned(), "app".to_owned());
    let google = Issuer::new("https://accounts.google.com", "g1");
    stage.web.publish(&google);
    let logins = |google_token: String| {
        let logins = BTreeMap::from([
            ("accounts.google.com".to_owned(), Secret::new(google_token)),
            (issuer.login_key().to_owned(), Secret::new(issuer.token(&json!({})))),
        ]);
        block_on(verify_logins(
            &stage.environment,
            &pool,
            &logins,
            &Random::new([7; 32]),
            stage.now(),
        ))
    };
    assert_eq!(logins(google.token(&json!({}))).unwrap().len(), 2);
    assert!(logins(google.token(&json!({ "aud": "other" }))).is_err());
}
