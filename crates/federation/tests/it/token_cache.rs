//! What the cache of verified tokens remembers, and what it must not.

use std::sync::Arc;

use daypass_federation::{TokenCache, TokenError};
use serde_json::json;

use crate::issuer::{claims, claims_with, encode, jwk, jwks, token};

const BYTES_MAX: usize = 64 * 1024;

#[test]
fn a_known_token_is_not_verified_again() {
    let (cache, keys) = (TokenCache::new(BYTES_MAX), jwks(&[jwk("ES256", "k1")]));
    let token = token("ES256", &claims());
    let first = cache.verify(&token, &keys).unwrap();
    let second = cache.verify(&token, &keys).unwrap();
    assert!(Arc::ptr_eq(&first, &second));
    // Keys are compared by what they are, not by where they are.
    let third = cache.verify(&token, &jwks(&[jwk("ES256", "k1")])).unwrap();
    assert!(Arc::ptr_eq(&first, &third));
}

#[test]
fn an_entry_dies_with_its_key() {
    let (cache, keys) = (TokenCache::new(BYTES_MAX), jwks(&[jwk("RS256", "k1")]));
    let token = token("RS256", &claims());
    assert!(cache.verify(&token, &keys).is_ok());
    let gone = jwks(&[jwk("ES256", "k2")]);
    assert_eq!(
        cache.verify(&token, &gone).map(|_| ()),
        Err(TokenError::UnknownKey { key_id: Some("k1".to_owned()) })
    );
    // The id alone is not the key.
    let mut replaced = jwk("RS256", "k1");
    replaced["n"] = json!(encode(&[0xff; 256]));
    assert_eq!(cache.verify(&token, &jwks(&[replaced])).map(|_| ()), Err(TokenError::Signature));
    // Nor is the key alone, once it goes by another id.
    let renamed = jwks(&[jwk("RS256", "k2")]);
    assert!(matches!(cache.verify(&token, &renamed), Err(TokenError::UnknownKey { .. })));
    assert!(cache.verify(&token, &keys).is_ok());
}

#[test]
fn a_key_that_lost_an_algorithm_is_another_key() {
    let (cache, keys) = (TokenCache::new(BYTES_MAX), jwks(&[jwk("RS256", "k1")]));
    let token = token("RS256", &claims());
    assert!(cache.verify(&token, &keys).is_ok());
    let mut narrowed = jwk("RS256", "k1");
    narrowed["alg"] = json!("RS512");
    assert_eq!(cache.verify(&token, &jwks(&[narrowed])).map(|_| ()), Err(TokenError::Algorithm));
}

#[test]
fn a_changed_token_is_not_the_known_one() {
    let (cache, keys) = (TokenCache::new(BYTES_MAX), jwks(&[jwk("ES256", "k1")]));
    let token = token("ES256", &claims());
    assert!(cache.verify(&token, &keys).is_ok());
    let (message, _) = token.rsplit_once('.').unwrap();
    for signature in ["", "AAAA", &encode(&[1; 64])] {
        let changed = format!("{message}.{signature}");
        assert_eq!(cache.verify(&changed, &keys).map(|_| ()), Err(TokenError::Signature));
    }
}

#[test]
fn a_refusal_is_not_remembered() {
    let cache = TokenCache::new(BYTES_MAX);
    let token = token("ES256", &claims());
    assert!(cache.verify(&token, &jwks(&[jwk("ES384", "k2")])).is_err());
    assert!(cache.verify(&token, &jwks(&[jwk("ES256", "k1")])).is_ok());
}

#[test]
fn the_cache_forgets_what_is_not_used() {
    let (cache, keys) = (TokenCache::new(8 * 1024), jwks(&[jwk("ES256", "k1")]));
    let (kept, idle) =
        (token("ES256", &claims()), token("ES256", &claims_with(&json!({ "sub": "idle" }))));
    let (kept_first, idle_first) =
        (cache.verify(&kept, &keys).unwrap(), cache.verify(&idle, &keys).unwrap());
    for number in 0..100 {
        cache
            .verify(
                &token("ES256", &claims_with(&json!({ "sub": format!("user-{number}") }))),
                &keys,
            )
            .unwrap();
        assert!(Arc::ptr_eq(&cache.verify(&kept, &keys).unwrap(), &kept_first), "{number}");
    }
    assert!(!Arc::ptr_eq(&cache.verify(&idle, &keys).unwrap(), &idle_first));
    // Forgetting is dropping: nothing else holds the claims.
    assert_eq!(Arc::strong_count(&idle_first), 1);
}

#[test]
fn a_token_larger_than_the_cache_is_verified_each_time() {
    let (cache, keys) = (TokenCache::new(1024), jwks(&[jwk("ES256", "k1")]));
    let token = token("ES256", &claims());
    let first = cache.verify(&token, &keys).unwrap();
    assert!(!Arc::ptr_eq(&cache.verify(&token, &keys).unwrap(), &first));
}
