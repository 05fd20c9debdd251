//! Callers who meet: each decides on what it read, and one of them wins.

use std::collections::BTreeSet;

use daypass_store::conformance::block_on;
use daypass_store::{CommitError, Space};

use super::stage::{P, Q, R, Stage, both, get_id_input, login};
use crate::cognito_identity::get_id::GetId;
use crate::cognito_identity::records::IdentityState;

/// First sign-ins of one subject at the same moment.
const SIGN_INS: usize = 64;

fn commit(stage: &Stage, batch: daypass_store::Batch) -> Result<(), CommitError> {
    block_on(stage.environment().store.commit(Space::State, batch)).map(|_| ())
}

#[test]
fn of_many_first_sign_ins_that_read_the_same_one_is_committed() {
    let stage = Stage::new();
    let pool = stage.pool();
    let input = get_id_input(&pool, &login(P, "alice"));
    let decided: Vec<_> = (0..SIGN_INS).map(|_| stage.decided::<GetId>(&input)).collect();
    let ids: BTreeSet<_> = decided.iter().map(|(output, _)| output.identity_id.clone()).collect();
    assert_eq!(ids.len(), SIGN_INS, "each had an identity of its own in mind");
    let committed: Vec<_> = decided
        .into_iter()
        .filter_map(|(output, batch)| commit(&stage, batch).ok().and(output.identity_id))
        .collect();
    let [winner] = committed.as_slice() else { panic!("{committed:?}") };
    assert_eq!(stage.get_id(&pool, &login(P, "alice")).unwrap(), *winner);
}

#[test]
fn many_first_sign_ins_at_once_are_one_identity() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = login(P, "alice");
    let ids: BTreeSet<String> = std::thread::scope(|scope| {
        let sign_in = || stage.get_id(&pool, &alice).unwrap();
        let threads: Vec<_> = (0..SIGN_INS).map(|_| scope.spawn(sign_in)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(ids.len(), 1, "{ids:?}");
}

#[test]
fn a_login_is_not_linked_to_two_identities_at_once() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let bob = stage.get_id(&pool, &login(P, "bob")).unwrap();
    let link = |subject| {
        stage.decided::<GetId>(&get_id_input(&pool, &both(login(P, subject), login(Q, "new"))))
    };
    let ((_, first), (_, second)) = (link("alice"), link("bob"));
    assert_eq!(commit(&stage, first), Ok(()));
    assert_eq!(commit(&stage, second), Err(CommitError::AssertionFailed));
    assert_eq!(stage.get_id(&pool, &login(Q, "new")).unwrap(), alice);
    assert_eq!(stage.identity(&bob).logins.len(), 1);
}

#[test]
fn an_identity_that_is_merged_away_meanwhile_gains_no_login() {
    let stage = Stage::new();
    let pool = stage.pool();
    let older = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let newer = stage.get_id(&pool, &login(Q, "al")).unwrap();
    let decided = |logins| stage.decided::<GetId>(&get_id_input(&pool, &logins)).1;
    let key = crate::cognito_identity::pool::pool_key(&pool);
    let mut record = stage.read(&key).unwrap();
    record
        .openid_connect_provider_arns
        .push(format!("arn:aws:iam::{}:oidc-provider/{R}", super::stage::ACCOUNT));
    stage.put(&key, &record);

    let link = decided(both(login(Q, "al"), login(R, "new")));
    let merge = decided(both(login(P, "alice"), login(Q, "al")));
    assert_eq!(commit(&stage, merge), Ok(()));
    assert_eq!(commit(&stage, link), Err(CommitError::AssertionFailed));
    assert_eq!(stage.identity(&newer).state(), IdentityState::Disabled);
    let again = stage.get_id(&pool, &both(login(Q, "al"), login(R, "new"))).unwrap();
    assert_eq!(again, older);
}
