//! The seed: once, whole, and sound.

use daypass_policy::{Document, DocumentKind};
use daypass_store::MemoryStore;

use super::*;

fn place() -> (AccountId, Region) {
    (AccountId::parse("000000000000").unwrap(), Region::parse("eu-west-1").unwrap())
}

#[tokio::test]
async fn a_store_is_seeded_once_and_what_was_deleted_stays_deleted() {
    let store = MemoryStore::new();
    let (account, region) = place();
    let random = Random::new([1; 32]);
    plant(&store, (&account, &region), 1, &random).await.unwrap();
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let thing = THINGS.key(&scope, [THING]);
    let pool = IDENTITY_POOLS.key(&Scope::GLOBAL, [&pool_id(&region)]);

    let mut reads = Reads::new(&store, Space::State);
    let found = reads.get(&pool).await.unwrap().unwrap();
    assert_eq!(found.id, "eu-west-1:00000000-0000-4000-8000-000000000001");
    assert_eq!(found.roles["authenticated"], "arn:aws:iam::000000000000:role/demo-signed-in");
    assert!(reads.get(&thing).await.unwrap().is_some());
    let mut writes = Writes::new();
    writes.delete(&thing);
    store.commit(Space::State, reads.into_batch(writes)).await.unwrap();

    plant(&store, (&account, &region), 2, &random).await.unwrap();
    let mut reads = Reads::new(&store, Space::State);
    assert!(reads.get(&thing).await.unwrap().is_none());
    assert_eq!(reads.get(&pool).await.unwrap().unwrap().created_ms, 1);
}

#[tokio::test]
async fn what_is_there_under_a_seeds_name_stays_as_it_is() {
    let store = MemoryStore::new();
    let (account, region) = place();
    let scope = Scope { account: account.as_str(), region: region.as_str() };
    let thing = THINGS.key(&scope, [THING]);
    let mut writes = Writes::new();
    writes.put(&thing, &ThingRecord { name: THING.to_owned(), version: 9, ..Default::default() });
    let reads = Reads::new(&store, Space::State);
    store.commit(Space::State, reads.into_batch(writes)).await.unwrap();

    plant(&store, (&account, &region), 1, &Random::new([1; 32])).await.unwrap();
    let mut reads = Reads::new(&store, Space::State);
    assert_eq!(reads.get(&thing).await.unwrap().unwrap().version, 9);
}

#[test]
fn the_policies_parse_as_what_they_are() {
    let (account, region) = place();
    for (kind, text) in [
        (DocumentKind::Identity, documents::guest(&account, &region)),
        (DocumentKind::Identity, documents::signed_in(&account, &region)),
        (DocumentKind::Iot, documents::app(&account, &region)),
    ] {
        assert!(Document::parse(kind, &text).is_ok(), "{text}");
    }
    let trust = documents::trust(&pool_id(&region), "authenticated");
    let trust = Document::parse(DocumentKind::Trust, &trust).unwrap();
    assert!(!trust.trusts_any_identity_pool());
}
