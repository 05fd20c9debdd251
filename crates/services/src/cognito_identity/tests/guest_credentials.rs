//! Decision 0007: what was given to a guest ends when the guest does, and nobody else's does.

use std::sync::Arc;

use daypass_aws_types::cognito_identity::{
    CreateIdentityPoolInput, DeleteIdentitiesInput, UpdateIdentityPoolInput,
};

use super::stage::{
    Credentials, Logins, NOW_S, P, Q, Stage, both, forbidden, login, pool_input, said,
};
use crate::authorization::AccessError;
use crate::cognito_identity::identity::DeleteIdentities;
use crate::cognito_identity::pool::UpdateIdentityPool;

/// A guest with keys and a token, and another one that nothing happens to.
struct Guests {
    stage: Stage,
    pool: String,
    guest: String,
    credentials: Credentials,
    token: Logins,
    untouched: Credentials,
}

impl Guests {
    fn new() -> Self {
        let stage = Stage::new();
        let pool = stage.pool();
        let guest = stage.guest(&pool);
        let credentials = stage.credentials(&guest, &Logins::new()).unwrap();
        let (_, token) = stage.token(&guest, &Logins::new()).unwrap();
        let untouched = stage.credentials(&stage.guest(&pool), &Logins::new()).unwrap();
        let token = [("cognito-identity.amazonaws.com".to_owned(), token.as_str().into())].into();
        let guests = Self { stage, pool, guest, credentials, token, untouched };
        assert!(guests.stage.access(&guests.credentials).is_ok());
        assert!(guests.stage.credentials(&guests.guest, &guests.token).is_ok());
        guests
    }

    /// The guest's keys and its token are worth nothing; another guest's go on.
    fn assert_ended(&self, is_the_reason: impl Fn(&AccessError) -> bool) {
        let error = self.stage.access(&self.credentials).unwrap_err();
        assert!(is_the_reason(&error), "{error}");
        let traded = said(self.stage.credentials(&self.guest, &self.token));
        assert_eq!(traded, forbidden(&self.guest));
        assert!(self.stage.access(&self.untouched).is_ok(), "another guest's keys ended as well");
    }
}

fn revoked(error: &AccessError) -> bool {
    matches!(error, AccessError::Revoked("identity"))
}

#[test]
fn an_upgrade_ends_them() {
    let guests = Guests::new();
    let signed_in = guests.stage.credentials(&guests.guest, &login(P, "alice")).unwrap();
    guests.assert_ended(revoked);
    assert!(guests.stage.access(&signed_in).is_ok());
}

#[test]
fn a_merge_ends_the_guests_and_spares_the_users() {
    let guests = Guests::new();
    let alice = guests.stage.get_id(&guests.pool, &login(P, "alice")).unwrap();
    let before = guests.stage.credentials(&alice, &login(P, "alice")).unwrap();
    let after = guests.stage.credentials(&guests.guest, &login(P, "alice")).unwrap();
    guests.assert_ended(revoked);
    assert!(guests.stage.access(&before).is_ok());
    assert!(guests.stage.access(&after).is_ok());
}

#[test]
fn merging_two_users_ends_the_sessions_of_the_one_that_is_disabled() {
    let stage = Stage::new();
    let pool = stage.pool();
    let [alice, al] = [login(P, "alice"), login(Q, "al")].map(|logins| {
        let identity = stage.get_id(&pool, &logins).unwrap();
        stage.credentials(&identity, &logins).unwrap()
    });
    stage.credentials(&alice.identity_id, &both(login(P, "alice"), login(Q, "al"))).unwrap();
    assert!(stage.access(&alice).is_ok());
    assert!(revoked(&stage.access(&al).unwrap_err()));
}

#[test]
fn deletion_ends_them() {
    let guests = Guests::new();
    let input = DeleteIdentitiesInput { identity_ids_to_delete: vec![guests.guest.clone()] };
    guests.stage.run::<DeleteIdentities>(&input).unwrap();
    let error = guests.stage.access(&guests.credentials).unwrap_err();
    assert!(matches!(error, AccessError::IdentityClosed(_)), "{error}");
    assert!(guests.stage.access(&guests.untouched).is_ok());
}

#[test]
fn closing_a_pool_to_guests_ends_theirs_and_opening_it_brings_them_back() {
    let guests = Guests::new();
    let (stage, pool) = (&guests.stage, &guests.pool);
    let alice = stage.get_id(pool, &login(P, "alice")).unwrap();
    let alice = stage.credentials(&alice, &login(P, "alice")).unwrap();
    let set = |allow_unauthenticated_identities| {
        let CreateIdentityPoolInput {
            identity_pool_name,
            allow_classic_flow,
            open_id_connect_provider_arns,
            ..
        } = pool_input();
        let input = UpdateIdentityPoolInput {
            identity_pool_id: pool.clone(),
            identity_pool_name,
            allow_classic_flow,
            allow_unauthenticated_identities,
            open_id_connect_provider_arns,
            ..UpdateIdentityPoolInput::default()
        };
        stage.run::<UpdateIdentityPool>(&input).unwrap();
    };
    set(false);
    for guest in [&guests.credentials, &guests.untouched] {
        let error = stage.access(guest).unwrap_err();
        assert!(matches!(error, AccessError::IdentityClosed(_)), "{error}");
    }
    assert_eq!(said(stage.credentials(&guests.guest, &guests.token)), forbidden(&guests.guest));
    assert!(stage.access(&alice).is_ok(), "who signed in is not concerned");
    set(true);
    assert!(stage.access(&guests.credentials).is_ok());
}

#[test]
fn a_session_that_was_chained_from_a_guests_ends_with_it() {
    let guests = Guests::new();
    let session = &guests.credentials.session;
    let mut chained = (*guests.untouched.session).clone();
    chained.principal.origins = vec![daypass_credentials::Origin {
        identity_id: Some(guests.guest.clone()),
        pool_id: Some(guests.pool.clone()),
        epochs: session.epochs,
        ..daypass_credentials::Origin::default()
    }];
    let chained = Credentials { identity_id: String::new(), session: Arc::new(chained) };
    assert!(guests.stage.access(&chained).is_ok());
    guests.stage.credentials(&guests.guest, &login(P, "alice")).unwrap();
    assert!(revoked(&guests.stage.access(&chained).unwrap_err()));
    assert_eq!(session.issued_ms, NOW_S * 1_000);
}
