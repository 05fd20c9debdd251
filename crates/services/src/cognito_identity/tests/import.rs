//! Pools and identities under ids from elsewhere.

use daypass_aws_types::AccountId;
use daypass_aws_types::cognito_identity::{
    DeleteIdentitiesInput, DeleteIdentityPoolInput, DescribeIdentityPoolInput,
};
use daypass_store::conformance::block_on;

use super::stage::{Logins, P, Q, R, Stage, both, forbidden, login, said};
use crate::cognito_identity::identity::DeleteIdentities;
use crate::cognito_identity::import::{IMPORTED_IDENTITIES_MAX, Import, Imported, import};
use crate::cognito_identity::pool::{DeleteIdentityPool, DescribeIdentityPool};
use crate::cognito_identity::records::IdentityState;
use crate::cognito_identity::sweep_deleted_pools;
use crate::testing::OTHER_ACCOUNT;

const POOL: &str = "us-east-1:00000000-0000-4000-8000-0000000000aa";
const ALICE: &str = "us-east-1:00000000-0000-4000-8000-0000000000a1";
const BOB: &str = "us-east-1:00000000-0000-4000-8000-0000000000b0";

fn bring(stage: &Stage, imported: Imported<'_>) -> Result<usize, String> {
    bring_to(stage, &stage.account, imported)
}

fn bring_to(stage: &Stage, account: &AccountId, imported: Imported<'_>) -> Result<usize, String> {
    let store = &*stage.environment().store;
    let now_ms = stage.now().wall_ms;
    block_on(import(store, Import { account, imported, now_ms })).map_err(|error| error.to_string())
}

fn identities<'a>(pool: &'a str, ids: &'a [&'a str]) -> Imported<'a> {
    Imported::Identities { pool, ids }
}

fn user<'a>(identity: &'a str, provider: &'a str, user: &'a str) -> Imported<'a> {
    Imported::User { identity, provider, user }
}

#[test]
fn a_pool_keeps_its_id_and_takes_nobody_until_it_has_settings() {
    let stage = Stage::new();
    assert_eq!(bring(&stage, Imported::Pool(POOL)), Ok(1));
    assert_eq!(bring(&stage, Imported::Pool(POOL)), Ok(0));
    let described = DescribeIdentityPoolInput { identity_pool_id: POOL.to_owned() };
    let pool = stage.run::<DescribeIdentityPool>(&described).unwrap();
    assert_eq!(
        (pool.identity_pool_id.as_str(), pool.allow_unauthenticated_identities),
        (POOL, false)
    );
    assert!(stage.get_id(POOL, &Logins::new()).is_err());
    let other = AccountId::parse(OTHER_ACCOUNT).unwrap();
    assert!(bring_to(&stage, &other, Imported::Pool(POOL)).unwrap_err().contains("is taken"));
    assert!(bring_to(&stage, &other, identities(POOL, &[ALICE])).is_err());
    for id in
        ["", "us-east-1", "us-east-1:", "us-east-1:x", "US:00000000-0000-4000-8000-0000000000aa"]
    {
        assert!(bring(&stage, Imported::Pool(id)).unwrap_err().contains("no id"), "{id}");
    }
}

#[test]
fn an_identity_is_closed_until_its_user_is_named() {
    let stage = Stage::new();
    let pool = stage.pool();
    assert_eq!(bring(&stage, identities(&pool, &[ALICE, BOB])), Ok(2));
    assert_eq!(bring(&stage, identities(&pool, &[ALICE, BOB])), Ok(0));
    for logins in [Logins::new(), login(P, "alice")] {
        let refused = stage.credentials(ALICE, &logins).unwrap_err();
        assert_eq!(
            refused.hint.as_deref(),
            Some("the identity was imported, and no mapping has named its user")
        );
        assert_eq!(said::<()>(Err(refused)), forbidden(ALICE));
        assert_eq!(said(stage.token(ALICE, &logins)), forbidden(ALICE));
    }
    assert_eq!(bring(&stage, user(ALICE, P, "alice")), Ok(1));
    assert_eq!(bring(&stage, user(ALICE, P, "alice")), Ok(0));
    assert_eq!(stage.get_id(&pool, &login(P, "alice")).unwrap(), ALICE);
    assert!(stage.credentials(ALICE, &login(P, "alice")).is_ok());
    for logins in [Logins::new(), login(P, "bob"), login(Q, "alice")] {
        assert!(stage.credentials(ALICE, &logins).is_err());
    }
    assert_eq!(said(stage.credentials(BOB, &login(P, "bob"))), forbidden(BOB));
    assert_eq!(stage.identity(BOB).state(), IdentityState::Inaccessible);
}

#[test]
fn a_user_has_one_identity_and_an_identity_one_user_of_a_provider() {
    let stage = Stage::new();
    let pool = stage.pool();
    let here = stage.get_id(&pool, &login(P, "carol")).unwrap();
    bring(&stage, identities(&pool, &[ALICE, BOB])).unwrap();
    assert_eq!(bring(&stage, user(ALICE, P, "alice")), Ok(1));
    let refused = |imported| bring(&stage, imported).unwrap_err();
    assert!(refused(user(BOB, P, "alice")).contains(ALICE));
    assert!(refused(user(BOB, P, "carol")).contains(&here));
    assert!(refused(user(ALICE, P, "other")).contains("another user"));
    assert!(refused(user(ALICE, R, "alice")).contains("no provider"));
    assert!(refused(user(ALICE, P, "")).contains("no provider"));
    assert!(refused(user(&here, Q, "carol")).contains("no imported identity"));
    assert!(refused(user("us-east-1:0", P, "dan")).contains("no imported identity"));
    let other = AccountId::parse(OTHER_ACCOUNT).unwrap();
    assert!(bring_to(&stage, &other, user(BOB, P, "bob")).is_err());
    assert_eq!(bring(&stage, user(ALICE, Q, "al")), Ok(1));
    assert_eq!(stage.get_id(&pool, &both(login(P, "alice"), login(Q, "al"))).unwrap(), ALICE);
    assert_eq!(bring(&stage, user(BOB, P, "bob")), Ok(1));
}

#[test]
fn ids_of_other_pools_and_regions_are_refused_and_so_are_too_many() {
    let stage = Stage::new();
    let (one, other) = (stage.pool(), stage.pool());
    bring(&stage, identities(&one, &[ALICE])).unwrap();
    assert!(bring(&stage, identities(&other, &[BOB, ALICE])).unwrap_err().contains("is taken"));
    let abroad = ALICE.replace("us-east-1", "eu-west-1");
    assert!(bring(&stage, identities(&one, &[&abroad])).unwrap_err().contains("is taken"));
    assert!(bring(&stage, identities(POOL, &[BOB])).unwrap_err().contains("no identity pool"));
    let many = vec![BOB; IMPORTED_IDENTITIES_MAX + 1];
    assert!(bring(&stage, identities(&one, &many)).unwrap_err().contains("at once"));
    assert_eq!(bring(&stage, identities(&one, &[BOB])), Ok(1));
}

#[test]
fn nothing_that_was_issued_before_a_deletion_comes_back_with_the_id() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let bob = stage.get_id(&pool, &login(P, "bob")).unwrap();
    let of_alice = stage.credentials(&alice, &login(P, "alice")).unwrap();
    let of_bob = stage.credentials(&bob, &login(P, "bob")).unwrap();
    stage
        .run::<DeleteIdentities>(&DeleteIdentitiesInput {
            identity_ids_to_delete: vec![alice.clone()],
        })
        .unwrap();
    bring(&stage, identities(&pool, &[&alice])).unwrap();
    bring(&stage, user(&alice, P, "alice")).unwrap();
    assert!(stage.access(&of_alice).is_err());
    assert!(stage.access(&stage.credentials(&alice, &login(P, "alice")).unwrap()).is_ok());
    assert!(stage.access(&of_bob).is_ok());

    stage
        .run::<DeleteIdentityPool>(&DeleteIdentityPoolInput { identity_pool_id: pool.clone() })
        .unwrap();
    assert!(bring(&stage, Imported::Pool(&pool)).unwrap_err().contains("still being cleared"));
    while block_on(sweep_deleted_pools(&*stage.environment().store)).unwrap() {}
    assert_eq!(bring(&stage, Imported::Pool(&pool)), Ok(1));
    assert_eq!(bring(&stage, identities(&pool, &[&bob])), Ok(1));
    assert!(stage.access(&of_bob).is_err());
}
