//! Changes, and whose permissions they change: those of dependents, and of nobody else.

pub(crate) mod hooked;
pub(crate) mod scene;

use std::sync::Arc;

use daypass_broker::Standing;
use daypass_services::authorization::AccessError;

use scene::{
    ALL, NOTHING, Scene, attach, may_publish, put_policy, put_policy_unreadably, target_key,
};

const EVENTS_MAX: usize = 1_000;

#[tokio::test]
async fn a_detach_changes_the_one_it_concerns_and_an_attach_brings_it_back() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    scene.sign_in("bob", &["one"]).await;
    scene.live.catch_up().await;
    let (alice, bob) = (scene.connect("alice").await, scene.connect("bob").await);
    assert_eq!((may_publish(&alice), may_publish(&bob)), (Some(true), Some(true)));
    let untouched = bob.load().clone();

    scene.attach("alice", &[]).await;
    let sweeps = scene.sweeps();
    scene.live.catch_up().await;
    assert_eq!((may_publish(&alice), may_publish(&bob)), (Some(false), Some(true)));
    assert_eq!(scene.sweeps(), sweeps + 1);

    scene.attach("alice", &["two"]).await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(true));
    // The policy that was attached later is a dependency from then on; the former one is none.
    scene.put_policy("two", NOTHING).await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(false));
    assert!(Arc::ptr_eq(&untouched, &bob.load()), "bob's permissions were made anew");
}

#[tokio::test]
async fn a_changed_policy_concerns_everybody_who_has_it() {
    let scene = Scene::new(EVENTS_MAX).await;
    for (identity, policy) in [("alice", "one"), ("bob", "one"), ("carol", "two")] {
        scene.sign_in(identity, &[policy]).await;
    }
    let (alice, bob) = (scene.connect("alice").await, scene.connect("bob").await);
    let (carol, nobody) = (scene.connect("carol").await, scene.connect_anonymous("one").await);
    scene.put_policy("one", NOTHING).await;
    scene.live.catch_up().await;
    let after = [&alice, &bob, &carol, &nobody].map(|one| may_publish(one));
    assert_eq!(after, [Some(false), Some(false), Some(true), Some(false)]);
    scene.put_role(NOTHING).await;
    scene.put_policy("one", ALL).await;
    scene.live.catch_up().await;
    let after = [&alice, &bob, &carol, &nobody].map(|one| may_publish(one));
    assert_eq!(after, [Some(false), Some(false), Some(false), Some(true)]);
}

#[tokio::test]
async fn equal_permissions_are_shared() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    scene.sign_in("bob", &["one"]).await;
    let (alice, bob) = (scene.connect("alice").await, scene.connect("bob").await);
    let (Standing::Open(alice), Standing::Open(bob)) = (&**alice.load(), &**bob.load()) else {
        panic!("somebody does not stand");
    };
    assert!(Arc::ptr_eq(alice, bob));
}

#[tokio::test]
async fn a_change_between_resolving_and_registering_is_not_lost() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    scene.live.catch_up().await;
    let (store, live) = (scene.store.clone(), scene.live.clone());
    scene.store.after_reading(&target_key("alice"), move || {
        Box::pin(async move {
            attach(&store, "alice", &[]).await;
            live.catch_up().await;
        })
    });
    let alice = scene.connect("alice").await;
    assert_eq!(may_publish(&alice), Some(false));
}

#[tokio::test]
async fn a_change_that_is_applied_after_registering_finds_whoever_was_resolved_before() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    scene.live.catch_up().await;
    let store = scene.store.clone();
    scene.store.after_reading(&target_key("alice"), move || {
        Box::pin(async move { attach(&store, "alice", &[]).await })
    });
    let alice = scene.connect("alice").await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(false));
}

#[tokio::test]
async fn a_change_of_somebody_else_overtakes_nobody() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    scene.live.catch_up().await;
    let (store, live) = (scene.store.clone(), scene.live.clone());
    scene.store.after_reading(&target_key("alice"), move || {
        Box::pin(async move {
            put_policy(&store, "two", NOTHING).await;
            live.catch_up().await;
            // Resolving again would read the target again, and find this.
            store.after_reading(&target_key("alice"), || panic!("alice was resolved again"));
        })
    });
    assert_eq!(may_publish(&*scene.connect("alice").await), Some(true));
}

#[tokio::test]
async fn a_gap_in_the_log_makes_everything_anew() {
    let scene = Scene::new(2).await;
    scene.sign_in("alice", &["one"]).await;
    let alice = scene.connect("alice").await;
    scene.live.catch_up().await;
    // The first of these changes is trimmed before anybody has read it.
    scene.put_policy("one", NOTHING).await;
    for _ in 0..3 {
        scene.put_policy("unused", ALL).await;
    }
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(false));
    scene.put_policy("one", ALL).await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(true));
}

#[tokio::test]
async fn a_change_that_cannot_be_read_makes_everything_anew() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    let alice = scene.connect("alice").await;
    put_policy_unreadably(&scene.store, "one", NOTHING).await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(false));
}

#[tokio::test]
async fn who_is_gone_stands_no_more() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    let alice = scene.connect("alice").await;
    assert_eq!(may_publish(&alice), Some(true));
    scene.delete_identity("alice").await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), None);
    assert!(matches!(scene.try_connect("alice").await, Err(AccessError::IdentityClosed(_))));
}

#[tokio::test]
async fn a_store_that_cannot_be_read_for_too_long_ends_access_until_it_can() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    let alice = scene.connect("alice").await;
    scene.store.set_broken(true);
    assert!(matches!(scene.try_connect("alice").await, Err(AccessError::Store(_))));
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(true));
    scene.live.close_everything().await;
    assert_eq!(may_publish(&alice), None);
    scene.store.set_broken(false);
    scene.live.reopen_everything().await;
    assert_eq!(may_publish(&alice), Some(true));
}

#[tokio::test]
async fn what_was_known_before_a_change_is_looked_up_anew() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    scene.live.catch_up().await;
    let (before, access) = (scene.live.moment(), scene.access("alice").await);
    let alice = scene.connect_knowing("alice", (before, access.clone())).await;
    assert_eq!(may_publish(&alice), Some(true));
    scene.attach("alice", &[]).await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(false));
    let late = scene.connect_knowing("alice", (before, access)).await;
    assert_eq!(may_publish(&late), Some(false));
}

#[tokio::test]
async fn what_ended_connections_leave_behind_is_bounded() {
    let scene = Scene::new(EVENTS_MAX).await;
    scene.sign_in("alice", &["one"]).await;
    let alice = scene.connect("alice").await;
    for _ in 0..5_000 {
        scene.connect("alice").await;
    }
    assert!(scene.live.registry().len() <= 2_048);
    scene.attach("alice", &[]).await;
    scene.live.catch_up().await;
    assert_eq!(may_publish(&alice), Some(false));
}
