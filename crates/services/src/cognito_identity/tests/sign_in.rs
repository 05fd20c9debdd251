//! What signing in, linking and merging leave in the store, and what they refuse.

use super::stage::{
    ACCOUNT, Logins, P, Q, Stage, both, forbidden, login, no_match, pool_input, said,
};
use crate::cognito_identity::get_id::GetId;
use crate::cognito_identity::records::{IdentityState, LoginRecord};
use crate::cognito_identity::sign_in::login_key;
use daypass_aws_types::cognito_identity::{CreateIdentityPoolInput, GetIdInput};

fn owner(stage: &Stage, pool_id: &str, provider: &str, subject: &str) -> Option<String> {
    let login = LoginRecord::public(provider, subject);
    stage.read(&login_key(pool_id, &login)).map(|row| row.identity_id)
}

fn providers(stage: &Stage, identity_id: &str) -> Vec<String> {
    stage.identity(identity_id).logins.into_iter().map(|login| login.provider).collect()
}

#[test]
fn every_guest_is_a_new_identity() {
    let stage = Stage::new();
    let pool = stage.pool();
    let (one, other) = (stage.guest(&pool), stage.guest(&pool));
    assert_ne!(one, other);
    assert!(one.starts_with("us-east-1:"), "{one}");
    let guest = stage.identity(&one);
    assert_eq!((guest.state(), guest.logins, guest.epoch), (IdentityState::Guest, vec![], 0));
}

#[test]
fn a_subject_is_one_identity_in_its_pool_and_another_in_another() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    assert_eq!(stage.get_id(&pool, &login(P, "alice")).unwrap(), alice);
    let strangers = [
        stage.get_id(&pool, &login(P, "bob")).unwrap(),
        stage.get_id(&pool, &login(Q, "alice")).unwrap(),
        stage.get_id(&other, &login(P, "alice")).unwrap(),
    ];
    assert!(!strangers.contains(&alice), "{strangers:?}");
    assert_eq!(stage.identity(&alice).state(), IdentityState::Authenticated);
}

#[test]
fn logins_of_one_call_become_one_identity_and_a_later_one_joins_them() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let with_both = both(login(P, "alice"), login(Q, "al"));
    assert_eq!(stage.get_id(&pool, &with_both).unwrap(), alice);
    assert_eq!(stage.get_id(&pool, &login(Q, "al")).unwrap(), alice);
    assert_eq!(providers(&stage, &alice), [P, Q]);
    assert_eq!(stage.identity(&alice).epoch, 0, "linking ends nobody's sessions");
    let bob = stage.get_id(&pool, &both(login(P, "bob"), login(Q, "bo"))).unwrap();
    assert_eq!(providers(&stage, &bob), [P, Q]);
}

#[test]
fn an_upgraded_guest_keeps_its_id_and_is_no_guest_any_more() {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = stage.guest(&pool);
    let upgraded = stage.credentials(&guest, &login(P, "alice")).unwrap();
    assert_eq!(upgraded.identity_id, guest);
    assert_eq!(stage.get_id(&pool, &login(P, "alice")).unwrap(), guest);
    let identity = stage.identity(&guest);
    assert_eq!((identity.state(), identity.epoch), (IdentityState::Authenticated, 1));
    assert_eq!(said(stage.credentials(&guest, &Logins::new())), forbidden(&guest));
}

#[test]
fn a_guest_that_signs_in_as_a_known_user_is_disabled_and_becomes_that_user() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let guest = stage.guest(&pool);
    let merged = stage.credentials(&guest, &both(login(P, "alice"), login(Q, "new"))).unwrap();
    assert_eq!(merged.identity_id, alice);
    assert_eq!(owner(&stage, &pool, Q, "new"), Some(alice.clone()));
    let left = stage.identity(&guest);
    assert_eq!((left.state(), left.epoch), (IdentityState::Disabled, 1));
    assert_eq!(left.merged_into, alice);
    assert_eq!(stage.identity(&alice).epoch, 0, "the user's own sessions go on");
    for logins in [Logins::new(), login(P, "alice"), login(P, "carol")] {
        assert_eq!(said(stage.credentials(&guest, &logins)), forbidden(&guest));
    }
    assert_eq!(owner(&stage, &pool, P, "carol"), None, "a refused call links nothing");
}

#[test]
fn two_users_who_prove_to_be_one_are_merged_into_the_one_asked_for() {
    let stage = Stage::new();
    let pool = stage.pool();
    let older = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let newer = stage.get_id(&pool, &login(Q, "al")).unwrap();
    let with_both = both(login(P, "alice"), login(Q, "al"));
    assert_eq!(stage.credentials(&newer, &with_both).unwrap().identity_id, newer);
    assert_eq!(providers(&stage, &newer), [Q, P]);
    assert_eq!(owner(&stage, &pool, P, "alice"), Some(newer.clone()));
    let absorbed = stage.identity(&older);
    assert_eq!((absorbed.state(), absorbed.epoch), (IdentityState::Disabled, 1));
    assert!(absorbed.logins.is_empty());
    for login in [login(P, "alice"), login(Q, "al")] {
        assert_eq!(stage.get_id(&pool, &login).unwrap(), newer);
    }
}

#[test]
fn a_second_user_of_one_provider_is_a_conflict_and_changes_nothing() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &both(login(P, "alice"), login(Q, "al"))).unwrap();
    let mallory = both(login(P, "mallory"), login(Q, "al"));
    let (code, _) = said(stage.get_id(&pool, &mallory));
    assert_eq!(code, "ResourceConflictException");
    let (code, _) = said(stage.credentials(&alice, &mallory));
    assert_eq!(code, "ResourceConflictException");
    assert_eq!(owner(&stage, &pool, P, "mallory"), None);
    let bob = stage.get_id(&pool, &login(P, "bob")).unwrap();
    let (code, _) = said(stage.credentials(&bob, &both(login(P, "bob"), login(Q, "al"))));
    assert_eq!(code, "ResourceConflictException");
    assert_eq!(owner(&stage, &pool, Q, "al"), Some(alice));
}

#[test]
fn nobody_takes_over_a_user_whose_id_is_known() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let mallory = stage.get_id(&pool, &login(Q, "mallory")).unwrap();
    assert_eq!(said(stage.credentials(&alice, &Logins::new())), forbidden(&alice));
    assert_eq!(said(stage.token(&alice, &Logins::new())), forbidden(&alice));
    for logins in [login(Q, "mallory"), login(Q, "never-seen"), login(P, "bob")] {
        assert_eq!(said(stage.credentials(&alice, &logins)), no_match());
        assert_eq!(said(stage.token(&alice, &logins)), no_match());
    }
    assert_eq!(providers(&stage, &alice), [P]);
    assert_eq!(providers(&stage, &mallory), [Q]);
    assert_eq!(owner(&stage, &pool, Q, "never-seen"), None);
    assert_eq!(stage.credentials(&alice, &login(P, "alice")).unwrap().identity_id, alice);
}

#[test]
fn a_login_of_another_pool_proves_nothing_here() {
    let stage = Stage::new();
    let (pool, other) = (stage.pool(), stage.pool());
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    stage.get_id(&other, &login(Q, "alice")).unwrap();
    assert_eq!(said(stage.credentials(&alice, &login(Q, "alice"))), no_match());
}

#[test]
fn a_pool_without_guests_has_its_words() {
    let stage = Stage::new();
    let closed =
        CreateIdentityPoolInput { allow_unauthenticated_identities: false, ..pool_input() };
    let pool = stage.pool_of(&closed);
    let (code, text) = said(stage.get_id(&pool, &Logins::new()));
    assert_eq!(code, "NotAuthorizedException");
    assert_eq!(text, "Unauthenticated access is not supported for this identity pool.");
    assert!(stage.get_id(&pool, &login(P, "alice")).is_ok());
}

#[test]
fn an_account_that_does_not_own_the_pool_finds_none() {
    let stage = Stage::new();
    let pool = stage.pool();
    let of = |account: &str| {
        said(stage.run::<GetId>(&GetIdInput {
            account_id: Some(account.to_owned()),
            identity_pool_id: pool.clone(),
            logins: None,
        }))
    };
    assert_eq!(of(ACCOUNT).0, "served");
    let text = format!("IdentityPool '{pool}' not found.");
    assert_eq!(of("111122223333"), ("ResourceNotFoundException".to_owned(), text));
}

#[test]
fn our_own_token_is_no_login_of_get_id() {
    let stage = Stage::new();
    let pool = stage.pool();
    let guest = stage.guest(&pool);
    let (_, token) = stage.token(&guest, &Logins::new()).unwrap();
    let own = [("cognito-identity.amazonaws.com".to_owned(), token.as_str().into())].into();
    let (code, text) = said(stage.get_id(&pool, &own));
    assert_eq!(code, "NotAuthorizedException");
    assert_eq!(text, "Invalid login token. Can't pass in a Cognito token.");
    assert_eq!(said(stage.token(&guest, &own)).1, text);
}
