//! When keys are fetched.

use std::sync::Arc;

use daypass_federation::{Jwks, KeySetBounds, KeySetSource, KeySets, Lookup, Thumbprint};

use crate::issuer::{jwk, jwks};

const BOUNDS: KeySetBounds = KeySetBounds {
    fresh_ms: 10_000,
    stale_ms_max: 50_000,
    floor_ms: 1_000,
    unknown_key_ms: 5_000,
    unknown_keys_max: 2,
    sources_max: 2,
};

fn source(url: &str) -> KeySetSource {
    KeySetSource { url: url.to_owned(), thumbprints: Vec::new() }
}

fn one() -> KeySetSource {
    source("https://one.example")
}

fn keys(key_id: &str) -> Jwks {
    jwks(&[jwk("ES256", key_id)])
}

#[derive(Debug, PartialEq)]
enum Told {
    Use,
    Fetch,
    Unavailable,
}

fn told(sets: &mut KeySets, source: &KeySetSource, key_id: &str, now_ms: i64) -> Told {
    match sets.lookup(source, Some(key_id), now_ms) {
        Lookup::Use(_) => Told::Use,
        Lookup::Fetch => Told::Fetch,
        Lookup::Unavailable => Told::Unavailable,
    }
}

#[test]
fn keys_are_used_while_they_are_fresh() {
    let mut sets = KeySets::new(BOUNDS);
    assert_eq!(told(&mut sets, &one(), "k1", 0), Told::Fetch);
    // A second caller is not turned away while the first one fetches.
    assert_eq!(told(&mut sets, &one(), "k1", 1), Told::Fetch);
    let fetched = sets.fetched(&one(), Some("k1"), keys("k1"), 100);
    for now_ms in [100, 1_100, 10_099] {
        match sets.lookup(&one(), Some("k1"), now_ms) {
            Lookup::Use(used) => assert!(Arc::ptr_eq(&used, &fetched)),
            other => panic!("{other:?} at {now_ms}"),
        }
    }
    assert_eq!(told(&mut sets, &one(), "k1", 10_100), Told::Fetch);
}

#[test]
fn an_unknown_key_is_fetched_for_once() {
    let mut sets = KeySets::new(BOUNDS);
    sets.fetched(&one(), Some("k1"), keys("k1"), 0);
    assert_eq!(told(&mut sets, &one(), "k2", 999), Told::Use, "the floor");
    assert_eq!(told(&mut sets, &one(), "k2", 1_000), Told::Fetch);
    sets.fetched(&one(), Some("k2"), keys("k1"), 1_000);
    assert_eq!(told(&mut sets, &one(), "k2", 5_999), Told::Use, "remembered as unknown");
    assert_eq!(told(&mut sets, &one(), "k3", 5_999), Told::Fetch, "another one is not");
    assert_eq!(told(&mut sets, &one(), "k2", 6_000), Told::Fetch, "and not for ever");
    sets.fetched(&one(), Some("k2"), keys("k2"), 6_000);
    assert_eq!(told(&mut sets, &one(), "k2", 7_000), Told::Use);
    assert_eq!(told(&mut sets, &one(), "k1", 7_000), Told::Fetch, "rotated away");
}

#[test]
fn invented_key_ids_cost_one_fetch_per_floor() {
    let mut sets = KeySets::new(BOUNDS);
    sets.fetched(&one(), Some("k1"), keys("k1"), 0);
    let mut fetches = 0;
    for now_ms in 0..9_000 {
        let invented = format!("invented-{now_ms}");
        if told(&mut sets, &one(), &invented, now_ms) == Told::Fetch {
            fetches += 1;
            sets.fetched(&one(), Some(&invented), keys("k1"), now_ms);
        }
        assert_eq!(told(&mut sets, &one(), "k1", now_ms), Told::Use);
    }
    assert_eq!(fetches, 8);
}

#[test]
fn a_failed_fetch_leaves_the_older_keys_for_a_while() {
    let mut sets = KeySets::new(BOUNDS);
    assert!(sets.failed(&one(), 0).is_none());
    assert_eq!(told(&mut sets, &one(), "k1", 999), Told::Unavailable);
    assert_eq!(told(&mut sets, &one(), "k1", 1_000), Told::Fetch);
    sets.fetched(&one(), Some("k1"), keys("k1"), 1_000);
    assert_eq!(told(&mut sets, &one(), "k1", 11_000), Told::Fetch);
    assert!(sets.failed(&one(), 11_000).is_some());
    assert_eq!(told(&mut sets, &one(), "k1", 11_999), Told::Use);
    assert_eq!(told(&mut sets, &one(), "k1", 12_000), Told::Fetch);
    assert!(sets.failed(&one(), 50_999).is_some());
    assert!(sets.failed(&one(), 51_000).is_none());
    assert_eq!(told(&mut sets, &one(), "k1", 51_001), Told::Unavailable);
    assert_eq!(told(&mut sets, &one(), "k1", 52_000), Told::Fetch);
}

#[test]
fn providers_that_trust_other_certificates_do_not_share_keys() {
    let mut sets = KeySets::new(BOUNDS);
    sets.fetched(&one(), Some("k1"), keys("k1"), 0);
    let pinned = KeySetSource { thumbprints: vec![Thumbprint::of(b"certificate")], ..one() };
    assert_eq!(told(&mut sets, &pinned, "k1", 1), Told::Fetch);
    assert_eq!(told(&mut sets, &one(), "k1", 1), Told::Use);
}

#[test]
fn the_least_recently_used_issuer_is_forgotten() {
    let mut sets = KeySets::new(BOUNDS);
    let (two, three) = (source("https://two.example"), source("https://three.example"));
    sets.fetched(&one(), Some("k1"), keys("k1"), 0);
    sets.fetched(&two, Some("k1"), keys("k1"), 1);
    assert_eq!(told(&mut sets, &one(), "k1", 2), Told::Use);
    sets.fetched(&three, Some("k1"), keys("k1"), 3);
    assert_eq!(told(&mut sets, &one(), "k1", 4), Told::Use);
    assert_eq!(told(&mut sets, &three, "k1", 4), Told::Use);
    assert_eq!(told(&mut sets, &two, "k1", 4), Told::Fetch);
}

#[test]
fn a_clock_that_is_set_back_does_not_stop_fetching() {
    let mut sets = KeySets::new(BOUNDS);
    sets.fetched(&one(), Some("k1"), keys("k1"), 1_000_000);
    assert_eq!(told(&mut sets, &one(), "k1", 1_000_001), Told::Use);
    assert_eq!(told(&mut sets, &one(), "k1", 500), Told::Fetch);
    assert!(sets.failed(&one(), 500).is_some());
    assert_eq!(told(&mut sets, &one(), "k1", 501), Told::Use);
}
