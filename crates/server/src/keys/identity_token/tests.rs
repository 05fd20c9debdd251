//! Keys that come and go, by a clock of the test's own.

use std::collections::BTreeMap;
use std::sync::Arc;

use daypass_credentials::RootKey;
use daypass_credentials::identity_token::{Expected, verify};
use daypass_credentials::{IdentityTokenClaims, IdentityTokenError};
use daypass_services::ports::{IdentityTokenKeys, Keys as _};
use daypass_store::{MemoryStore, Store};
use zeroize::Zeroizing;

use super::list::{EARLIER_KEYS_MAX, EARLIER_SECONDS, KEY_SECONDS};
use super::*;
use crate::entropy::SystemEntropy;
use crate::keys::ServerKeys;

const START_S: i64 = 1_800_000_000;
const DAY_SECONDS: i64 = 86_400;

async fn opened(store: &Arc<dyn Store>) -> ServerKeys {
    let root = RootKey::new(Zeroizing::new([1; 32]));
    let region = Region::parse("us-east-1").unwrap();
    ServerKeys::open(Arc::clone(store), Arc::new(SystemEntropy), &root, region).await.unwrap()
}

async fn current(keys: &ServerKeys) -> Arc<IdentityTokenKeys> {
    keys.identity_token_keys().await.unwrap()
}

fn ids(keys: &IdentityTokenKeys) -> Vec<&str> {
    let all = std::iter::once(&keys.current).chain(&keys.earlier);
    all.map(|key| key.public_key().key_id()).collect()
}

fn token(keys: &IdentityTokenKeys, issued_s: i64, seconds: i64) -> String {
    let claims = IdentityTokenClaims {
        identity_id: "us-east-1:i".to_owned(),
        pool_id: "us-east-1:p".to_owned(),
        amr: vec!["unauthenticated".to_owned()],
        principal_tags: BTreeMap::new(),
        issuer: "https://issuer.example".to_owned(),
        pool_arn: String::new(),
        expires_s: issued_s + seconds,
        issued_s,
        identity_epoch: 0,
        pool_epoch: 0,
    };
    keys.current.sign(&claims).unwrap()
}

fn verified(
    keys: &IdentityTokenKeys,
    token: &str,
    now_s: i64,
) -> Result<IdentityTokenClaims, IdentityTokenError> {
    let public = std::iter::once(&keys.current).chain(&keys.earlier).map(SigningKey::public_key);
    let expected = Expected {
        issuer: "https://issuer.example",
        identity_id: None,
        pool_id: None,
        now_ms: now_s * 1_000,
    };
    verify(token, public, &expected)
}

#[tokio::test]
async fn a_token_outlives_the_key_that_signed_it_and_no_longer_than_itself() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let keys = opened(&store).await;
    keys.tend_identity_token_keys(START_S).await.unwrap();
    keys.tend_identity_token_keys(START_S + KEY_SECONDS - 1).await.unwrap();
    let before = current(&keys).await;
    assert_eq!(ids(&before), ["us-east-11"]);

    let due_s = START_S + KEY_SECONDS;
    let longest = token(&before, due_s - 1, DAY_SECONDS);
    keys.tend_identity_token_keys(due_s).await.unwrap();
    assert_eq!(ids(&*current(&keys).await), ["us-east-12", "us-east-11"]);
    // A restart finds the same keys.
    let again = opened(&store).await;
    for keys in [&keys, &again] {
        let now = current(keys).await;
        let last_s = due_s - 1 + DAY_SECONDS - 1;
        assert!(verified(&now, &longest, last_s).is_ok());
        assert!(matches!(
            verified(&now, &longest, last_s + 1),
            Err(IdentityTokenError::Expired { .. })
        ));
        assert!(verified(&now, &token(&now, due_s, 600), due_s).is_ok());
    }

    again.tend_identity_token_keys(due_s + EARLIER_SECONDS - 1).await.unwrap();
    assert_eq!(ids(&*current(&again).await), ["us-east-12", "us-east-11"]);
    again.tend_identity_token_keys(due_s + EARLIER_SECONDS).await.unwrap();
    assert_eq!(ids(&*current(&again).await), ["us-east-12"]);
    assert_eq!(
        verified(&*current(&again).await, &longest, due_s),
        Err(IdentityTokenError::UnknownKey)
    );
    assert_eq!(ids(&*current(&opened(&store).await).await), ["us-east-12"]);
}

#[tokio::test]
async fn keys_that_are_still_needed_are_not_pushed_out() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let keys = opened(&store).await;
    let first = token(&*current(&keys).await, START_S, DAY_SECONDS);
    for number in 0..EARLIER_KEYS_MAX {
        let key_id = keys.rotate_identity_token_key(START_S).await.unwrap();
        assert_eq!(key_id, format!("us-east-1{}", number + 2));
    }
    let refused = keys.rotate_identity_token_key(START_S).await;
    assert!(matches!(refused, Err(RotationError::TooMany(EARLIER_KEYS_MAX))));
    assert!(verified(&*current(&keys).await, &first, START_S + 1).is_ok());
    // A day later none of them is needed.
    keys.rotate_identity_token_key(START_S + EARLIER_SECONDS).await.unwrap();
    assert_eq!(current(&keys).await.earlier.len(), 1);
}

#[tokio::test]
async fn a_store_from_before_there_were_lists_keeps_its_key() {
    let store: Arc<dyn Store> = Arc::new(MemoryStore::new());
    let keys = opened(&store).await;
    let old = token(&*current(&keys).await, START_S, DAY_SECONDS);
    let again = opened(&store).await;
    again.tend_identity_token_keys(START_S).await.unwrap();
    assert!(verified(&*current(&again).await, &old, START_S).is_ok());
    again.rotate_identity_token_key(START_S + 1).await.unwrap();
    assert!(verified(&*current(&again).await, &old, START_S + 1).is_ok());
}
