//! Social logins: what the providers say of opaque tokens, and user pools of their own.

use serde_json::{Value, json};

use super::testing::login;
use crate::cognito_identity::records::{CognitoIdentityProviderRecord, IdentityPoolRecord};
use crate::testing::{Issuer, NOW_S, Stage};

const FACEBOOK: &str = "graph.facebook.com";
const AMAZON: &str = "www.amazon.com";
const TWITTER: &str = "api.twitter.com";
const USER_POOL: &str = "cognito-idp.us-east-1.amazonaws.com/us-east-1_Users";
const UNSUPPORTED: &str = "Token is not from a supported provider of this identity pool.";
const INVALID: &str = "Invalid login token.";

fn stage() -> (Stage, IdentityPoolRecord) {
    let stage = Stage::new();
    let providers = [(FACEBOOK, "700"), (AMAZON, "client"), (TWITTER, "key;hush")];
    let pool = IdentityPoolRecord {
        supported_login_providers: providers
            .map(|(key, app)| (key.to_owned(), app.to_owned()))
            .into(),
        ..stage.pool()
    };
    (stage, pool)
}

/// Code and text of the refusal, and that neither it nor the reason tells the token.
fn refused(
    stage: &Stage,
    pool: &IdentityPoolRecord,
    key: &str,
    token: &str,
) -> (&'static str, String) {
    let error = login(stage, pool, key, token).unwrap_err();
    let reason = error.to_string();
    let error = error.into_cognito_error();
    for told in [&reason, &error.message, &format!("{error:?}")] {
        assert!(!told.contains(token), "{told}");
    }
    (error.shape.name, error.message)
}

fn facebook_url(token: &str) -> String {
    format!("https://graph.facebook.com/debug_token?input_token={token}&access_token={token}")
}

fn amazon_url(token: &str) -> String {
    format!("https://api.amazon.com/auth/o2/tokeninfo?access_token={token}")
}

const TWITTER_URL: &str = "https://api.twitter.com/1.1/account/verify_credentials.json";

fn facebook_says(app: &str, user: &str) -> Value {
    json!({"data": {"app_id": app, "user_id": user, "is_valid": true, "expires_at": NOW_S + 3_600}})
}

fn amazon_says(aud: &str, user: &str) -> Value {
    json!({"iss": "https://www.amazon.com", "user_id": user, "aud": aud, "exp": 3_600})
}

#[test]
fn each_provider_names_its_user() {
    let (stage, pool) = stage();
    stage.web.put(&facebook_url("fb-token"), facebook_says("700", "1207"));
    stage.web.put(&amazon_url("amzn-token"), amazon_says("client", "amzn1.account.A"));
    stage.web.put(TWITTER_URL, json!({"id_str": "38895958"}));
    let rows = [
        (FACEBOOK, "fb-token", "1207", "700"),
        (AMAZON, "amzn-token", "amzn1.account.A", "client"),
        (TWITTER, "twitter-token;other-secret", "38895958", "key"),
    ];
    for (key, token, subject, app) in rows {
        let found = login(&stage, &pool, key, token).unwrap();
        assert_eq!((found.provider(), found.subject(), found.audience()), (key, subject, app));
        assert_eq!(
            found.authentication_methods(),
            [key.to_owned(), format!("{key}:{app}:{subject}")]
        );
        assert!(!format!("{found:?} {:?}", found.claims()).contains("hush"));
    }
}

#[test]
fn a_token_that_is_not_the_pool_s_own_is_refused() {
    let (stage, pool) = stage();
    stage.web.put(&facebook_url("other-app-fb"), facebook_says("701", "1207"));
    stage.web.put(&amazon_url("other-app-amzn"), amazon_says("other", "amzn1.account.A"));
    stage.web.put(&facebook_url("not-valid-fb"), json!({"data": {"is_valid": false}}));
    stage.web.refuse(&amazon_url("not-valid-amzn"), 400);
    stage.web.refuse(TWITTER_URL, 401);
    let rows = [
        (FACEBOOK, "other-app-fb", UNSUPPORTED),
        (AMAZON, "other-app-amzn", UNSUPPORTED),
        (FACEBOOK, "not-valid-fb", INVALID),
        (AMAZON, "not-valid-amzn", INVALID),
        (TWITTER, "twitter-token;other-secret", INVALID),
        (TWITTER, "no-secret-in-it", INVALID),
    ];
    for (key, token, text) in rows {
        let expected = ("NotAuthorizedException", text.to_owned());
        assert_eq!(refused(&stage, &pool, key, token), expected, "{key} {token}");
    }
    let bare = stage.pool();
    assert_eq!(refused(&stage, &bare, FACEBOOK, "other-app-fb").1, super::LOGINS_DO_NOT_MATCH);
}

#[test]
fn a_provider_that_does_not_answer_vouches_for_nobody() {
    let (stage, pool) = stage();
    stage.web.put(&facebook_url("garbage-fb"), json!({"page": "maintenance"}));
    for (key, token) in
        [(AMAZON, "amzn-token"), (TWITTER, "twitter-token;other"), (FACEBOOK, "garbage-fb")]
    {
        assert_eq!(refused(&stage, &pool, key, token).0, "ExternalServiceException", "{key}");
    }
}

#[test]
fn a_provider_is_asked_again_after_a_minute() {
    let (mut stage, pool) = stage();
    stage.web.put(&facebook_url("fb-token"), facebook_says("700", "1207"));
    let asked = |stage: &Stage| stage.web.fetched().len();
    for _ in 0..3 {
        assert!(login(&stage, &pool, FACEBOOK, "fb-token").is_ok());
    }
    assert_eq!(asked(&stage), 1);
    // Another app's pool is another question.
    let mut other = pool.clone();
    other.supported_login_providers.insert(FACEBOOK.to_owned(), "701".to_owned());
    assert_eq!(refused(&stage, &other, FACEBOOK, "fb-token").1, UNSUPPORTED);
    assert_eq!(asked(&stage), 1);
    stage.wall_s += 60;
    stage.web.put(&facebook_url("fb-token"), json!({"data": {"is_valid": false}}));
    assert_eq!(refused(&stage, &pool, FACEBOOK, "fb-token").1, INVALID);
}

#[test]
fn limited_login_is_let_in_by_name_alone() {
    let (mut stage, pool) = stage();
    let facebook = Issuer::new("https://www.facebook.com", "f1");
    let keys = "https://limited.facebook.com/.well-known/oauth/openid/jwks/";
    stage.web.put(keys, facebook.jwks());
    let token = |changes: Value| facebook.token(&changes);
    let fine = token(json!({"aud": "700", "sub": "1207"}));
    assert_eq!(refused(&stage, &pool, FACEBOOK, &fine).1, INVALID);
    stage.environment.settings.providers.facebook_limited_login = true;
    let found = login(&stage, &pool, FACEBOOK, &fine).unwrap();
    assert_eq!((found.provider(), found.subject()), (FACEBOOK, "1207"));
    let elsewhere = token(json!({"aud": "700", "iss": "https://evil.example"}));
    assert_eq!(
        refused(&stage, &pool, FACEBOOK, &elsewhere).1,
        "Invalid login token. Issuer doesn't match providerName"
    );
    assert_eq!(refused(&stage, &pool, FACEBOOK, &token(json!({"aud": "701"}))).1, UNSUPPORTED);
    let stranger = Issuer::new("https://www.facebook.com", "f1").token(&json!({"aud": "700"}));
    assert_eq!(
        refused(&stage, &pool, FACEBOOK, &stranger).1,
        "Invalid login token. Couldn't verify signed token."
    );
}

#[test]
fn a_user_pool_is_asked_at_each_call_whether_a_token_is_still_good() {
    let mut stage = Stage::new();
    let users = Issuer::new(&format!("https://{USER_POOL}"), "u1");
    stage.web.put(&format!("https://{USER_POOL}/.well-known/jwks.json"), users.jwks());
    let pool = |check| IdentityPoolRecord {
        cognito_identity_providers: vec![CognitoIdentityProviderRecord {
            provider_name: USER_POOL.to_owned(),
            client_id: "app".to_owned(),
            server_side_token_check: Some(check),
        }],
        ..stage.pool()
    };
    let (checked, unchecked) = (pool(true), pool(false));
    let token = users.token(&json!({"token_use": "id"}));
    assert!(login(&stage, &unchecked, USER_POOL, &token).is_ok());
    assert_eq!(refused(&stage, &checked, USER_POOL, &token).0, "ExternalServiceException");
    let url = "https://pool.example/introspect";
    stage.environment.settings.providers.user_pool_token_check = Some(url.to_owned());
    stage.web.put(url, json!({"active": true}));
    assert!(login(&stage, &checked, USER_POOL, &token).is_ok());
    stage.web.put(url, json!({"active": false}));
    assert_eq!(refused(&stage, &checked, USER_POOL, &token).1, INVALID);
    stage.web.put(url, json!({}));
    assert_eq!(refused(&stage, &checked, USER_POOL, &token).0, "ExternalServiceException");
    assert!(login(&stage, &unchecked, USER_POOL, &token).is_ok());
}
