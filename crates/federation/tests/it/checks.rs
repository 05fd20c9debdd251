//! Issuer, audience and times of a verified token.

use daypass_federation::{CLOCK_GRACE_S, TokenError, check_audience, check_issuer, check_times};
use serde_json::{Value, json};

use crate::issuer::{NOW_S, verified};

#[test]
fn the_issuer_is_the_provider_without_its_scheme() {
    let table = [
        ("https://login.example/tenant", "login.example/tenant", true),
        ("http://127.0.0.1:3000", "127.0.0.1:3000", true),
        ("accounts.google.com", "accounts.google.com", true),
        ("https://accounts.google.com", "accounts.google.com", true),
        ("https://login.example/tenant/", "login.example/tenant", true),
        ("https://login.example/tenant//", "login.example/tenant", false),
        ("https://login.example/tenant/", "login.example/tenant/", false),
        ("https://login.example/tenant", "login.example", false),
        ("https://LOGIN.example/tenant", "login.example/tenant", false),
        ("ftp://login.example/tenant", "login.example/tenant", false),
        ("https://https://login.example", "login.example", false),
        ("", "login.example", false),
    ];
    for (issuer, provider, accepted) in table {
        let refused =
            TokenError::Issuer { issuer: issuer.to_owned(), provider: provider.to_owned() };
        let expected = if accepted { Ok(()) } else { Err(refused) };
        assert_eq!(check_issuer(issuer, provider), expected, "{issuer} {provider}");
    }
}

#[test]
fn the_authorized_party_comes_before_the_audience() {
    type Names = &'static [&'static str];
    type Audience = Result<&'static str, (Names, Names)>;
    let table: [(Value, &[&str], Audience); 9] = [
        (json!({ "aud": "a" }), &["a"], Ok("a")),
        (json!({ "aud": "a" }), &["b"], Err((&["a"], &["b"]))),
        (json!({ "aud": ["a", "b"] }), &["b"], Ok("b")),
        (json!({ "aud": ["a", "b"] }), &["c"], Err((&["a", "b"], &["c"]))),
        (json!({ "aud": "a", "azp": "b" }), &["b"], Ok("b")),
        // The audience alone does not help where another party asked for the token.
        (json!({ "aud": "a", "azp": "b" }), &["a"], Err((&["b"], &["a"]))),
        (json!({ "aud": "a", "azp": "" }), &["a"], Err((&[""], &["a"]))),
        (json!({ "aud": "a", "azp": "a" }), &[], Err((&["a"], &[]))),
        (json!({ "aud": "A" }), &["a"], Err((&["A"], &["a"]))),
    ];
    for (changes, clients, expected) in table {
        let token = verified(&changes);
        let expected = expected.map_err(|(seen, registered)| TokenError::Audience {
            seen: owned(seen),
            registered: owned(registered),
        });
        assert_eq!(check_audience(&token, clients), expected, "{changes} {clients:?}");
    }
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn the_texts_name_the_first_of_many_audiences() {
    for (seen, registered, text) in [
        (&["a"][..], &["b"][..], "the token is for `a`, and the provider takes `b`".to_owned()),
        (&["a", "b"], &[], "the token is for `a`, `b`, and the provider takes nobody".to_owned()),
        (&["a"], &["z"; 10], format!("the token is for `a`, and the provider takes {TEN}")),
        (&["a"], &["z"; 12], format!("the token is for `a`, and the provider takes {TWELVE}")),
    ] {
        let error = TokenError::Audience { seen: owned(seen), registered: owned(registered) };
        assert_eq!(error.to_string(), text);
    }
}

const TEN: &str = "`z`, `z`, `z`, `z`, `z`, `z`, `z`, `z`, `z`, `z`";
const TWELVE: &str = "`z`, `z`, `z`, `z`, `z`, `z`, `z`, `z`, `z`, `z` and 2 more";

#[test]
fn the_texts_name_both_clocks() {
    let expired = TokenError::Expired { now_s: 1_400, expires_s: 1_000 };
    let early = TokenError::NotYetValid { now_s: 1_000, valid_from_s: 1_400 };
    for (error, word) in [(expired, "400 s later"), (early, "400 s earlier")] {
        let text = error.to_string();
        for word in ["1000", "1400", "300 are forgiven", word] {
            assert!(text.contains(word), "{text}");
        }
    }
}

#[test]
fn times_have_one_grace() {
    let expired = |now_s, expires_s| Err(TokenError::Expired { now_s, expires_s });
    let early = |now_s, valid_from_s| Err(TokenError::NotYetValid { now_s, valid_from_s });
    let (before, after) = (NOW_S - CLOCK_GRACE_S, NOW_S + CLOCK_GRACE_S);
    let table = [
        (json!({}), Ok(())),
        (json!({ "exp": NOW_S }), Ok(())),
        (json!({ "exp": before + 1 }), Ok(())),
        (json!({ "exp": before }), expired(NOW_S, before)),
        (json!({ "exp": 0 }), expired(NOW_S, 0)),
        (json!({ "exp": i64::MAX }), Ok(())),
        (json!({ "iat": after }), Ok(())),
        (json!({ "iat": after + 1 }), early(NOW_S, after + 1)),
        (json!({ "iat": i64::MAX }), early(NOW_S, i64::MAX)),
        (json!({ "iat": 0 }), Ok(())),
        (json!({ "nbf": after }), Ok(())),
        (json!({ "nbf": after + 1 }), early(NOW_S, after + 1)),
    ];
    for (changes, expected) in table {
        let token = verified(&changes);
        assert_eq!(check_times(&token, NOW_S * 1000), expected, "{changes}");
        assert_eq!(check_times(&token, NOW_S * 1000 + 999), expected, "{changes}");
    }
}
