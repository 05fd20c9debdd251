//! The providers' answers in their documented forms, and what is not taken from them.

use super::{SocialError, amazon, facebook, twitter};

const NOW_S: i64 = 1_790_000_000;

fn audience(expected: &str, seen: &str) -> SocialError {
    SocialError::Audience { expected: expected.to_owned(), seen: seen.to_owned() }
}

#[test]
fn facebook_vouches_for_the_pool_s_own_app() {
    let answer = |app: &str, valid: bool, expires: i64| {
        format!(
            r#"{{"data":{{"app_id":"{app}","type":"USER","application":"Lamps","expires_at":{expires},
               "is_valid":{valid},"issued_at":1789990000,"scopes":["public_profile"],"user_id":"1207"}}}}"#
        )
    };
    let user = |answer: &str| facebook::user(answer.as_bytes(), "700", NOW_S);
    let known = user(&answer("700", true, NOW_S + 1)).unwrap();
    assert_eq!(
        (known.subject(), known.audience(), known.expires_s()),
        ("1207", "700", Some(NOW_S + 1))
    );
    assert_eq!(known.claims()["sub"], "1207");
    assert_eq!(user(&answer("700", true, 0)).unwrap().expires_s(), None);
    assert_eq!(user(&answer("701", true, 0)), Err(audience("700", "701")));
    assert_eq!(user(&answer("700", false, 0)), Err(SocialError::Invalid));
    let expired = SocialError::Expired { now_s: NOW_S, expires_s: NOW_S };
    assert_eq!(user(&answer("700", true, NOW_S)), Err(expired));
    let refused = r#"{"data":{"error":{"code":190,"message":"Invalid OAuth access token."},"is_valid":false}}"#;
    assert_eq!(user(refused), Err(SocialError::Invalid));
    for garbage in
        ["", "[]", "{}", r#"{"data":[]}"#, r#"{"data":{"is_valid":true,"app_id":"700"}}"#]
    {
        assert!(matches!(user(garbage), Err(SocialError::Malformed(_))), "{garbage}");
    }
}

#[test]
fn amazon_vouches_for_the_pool_s_own_client() {
    let answer = |aud: &str, iss: &str, exp: i64| {
        format!(
            r#"{{"iss":"{iss}","user_id":"amzn1.account.K2LI23KL2LK2","aud":"{aud}",
               "app_id":"amzn1.application.436457DFHDH","exp":{exp},"iat":1789990000}}"#
        )
    };
    let amazon = "https://www.amazon.com";
    let user = |answer: &str| amazon::user(answer.as_bytes(), "client", NOW_S);
    let known = user(&answer("client", amazon, 3_597)).unwrap();
    assert_eq!(known.subject(), "amzn1.account.K2LI23KL2LK2");
    assert_eq!(known.expires_s(), Some(NOW_S + 3_597));
    assert_eq!(user(&answer("other", amazon, 9)), Err(audience("client", "other")));
    let expired = SocialError::Expired { now_s: NOW_S, expires_s: NOW_S };
    assert_eq!(user(&answer("client", amazon, 0)), Err(expired));
    for garbage in [&answer("client", "https://evil.example", 9), "{}", ""] {
        assert!(matches!(user(garbage), Err(SocialError::Malformed(_))), "{garbage}");
    }
}

#[test]
fn twitter_vouches_by_an_answer_to_a_signed_request() {
    let request =
        twitter::verification("https://api.twitter.com/", "key;secret", "token;other", "n", NOW_S);
    let request = request.unwrap();
    assert_eq!(request.url, "https://api.twitter.com/1.1/account/verify_credentials.json");
    assert!(
        request.authorization.starts_with("OAuth oauth_consumer_key=\"key\", oauth_nonce=\"n\"")
    );
    assert!(!request.authorization.contains("secret"));
    for (configured, login) in
        [("key", "token;x"), ("key;", "token;x"), ("key;s", "token"), ("key;s", ";x")]
    {
        assert!(twitter::verification("https://x", configured, login, "n", NOW_S).is_none());
    }
    let user =
        twitter::user(br#"{"id":38895958,"id_str":"38895958","screen_name":"lamp"}"#, "key;secret");
    let user = user.unwrap();
    assert_eq!((user.subject(), user.audience()), ("38895958", "key"));
    assert!(!user.claims().values().any(|claim| claim.to_string().contains("secret")));
    assert!(matches!(
        twitter::user(br#"{"errors":[]}"#, "key;secret"),
        Err(SocialError::Malformed(_))
    ));
}

#[test]
fn a_token_s_signs_are_escaped() {
    let url = facebook::inspection_url("https://graph.facebook.com", "a&b=c d");
    assert_eq!(
        url,
        "https://graph.facebook.com/debug_token?input_token=a%26b%3Dc+d&access_token=a%26b%3Dc+d"
    );
    let url = amazon::inspection_url("https://api.amazon.com/", "Atza|x");
    assert_eq!(url, "https://api.amazon.com/auth/o2/tokeninfo?access_token=Atza%7Cx");
}
