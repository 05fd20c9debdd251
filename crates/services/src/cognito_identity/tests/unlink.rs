//! Taking logins away from an identity.

use daypass_aws_types::cognito_identity::UnlinkIdentityInput;
use daypass_aws_types::error::ServiceError;

use super::stage::{Logins, P, Q, Stage, both, forbidden, login, no_match, said};
use crate::cognito_identity::records::IdentityState;
use crate::cognito_identity::unlink::UnlinkIdentity;

fn unlink(
    stage: &Stage,
    identity_id: &str,
    logins: Logins,
    remove: &[&str],
) -> Result<(), ServiceError> {
    stage
        .run::<UnlinkIdentity>(&UnlinkIdentityInput {
            identity_id: identity_id.to_owned(),
            logins,
            logins_to_remove: remove.iter().map(|name| (*name).to_owned()).collect(),
        })
        .map(|_| ())
}

#[test]
fn the_last_login_leaves_nobody_in_and_starts_anew_elsewhere() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let credentials = stage.credentials(&alice, &login(P, "alice")).unwrap();
    unlink(&stage, &alice, login(P, "alice"), &[P]).unwrap();
    let left = stage.identity(&alice);
    assert_eq!((left.state(), left.logins.len()), (IdentityState::Inaccessible, 0));
    assert!(stage.access(&credentials).is_err());
    for logins in [Logins::new(), login(P, "alice"), login(P, "mallory")] {
        assert_eq!(said(stage.credentials(&alice, &logins)), forbidden(&alice));
        assert_eq!(said(stage.token(&alice, &logins)), forbidden(&alice));
    }
    assert_ne!(stage.get_id(&pool, &login(P, "alice")).unwrap(), alice);
}

#[test]
fn one_of_two_logins_goes_and_sessions_begin_again_with_the_other() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &both(login(P, "alice"), login(Q, "al"))).unwrap();
    let by_q = stage.credentials(&alice, &login(Q, "al")).unwrap();
    unlink(&stage, &alice, login(P, "alice"), &[Q]).unwrap();
    assert!(stage.access(&by_q).is_err(), "a session of the login that went goes on");
    assert_eq!(said(stage.credentials(&alice, &login(Q, "al"))), no_match());
    assert!(stage.credentials(&alice, &login(P, "alice")).is_ok());
    assert_ne!(stage.get_id(&pool, &login(Q, "al")).unwrap(), alice);
}

#[test]
fn only_the_owner_unlinks() {
    let stage = Stage::new();
    let pool = stage.pool();
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    stage.get_id(&pool, &login(Q, "mallory")).unwrap();
    let guest = stage.guest(&pool);
    for (identity, logins) in [
        (&alice, Logins::new()),
        (&alice, login(Q, "mallory")),
        (&alice, login(P, "mallory")),
        (&alice, both(login(P, "alice"), login(Q, "mallory"))),
        (&guest, login(P, "alice")),
    ] {
        let refused = said(unlink(&stage, identity, logins, &[P]));
        assert_eq!(refused, forbidden(identity));
    }
    assert_eq!(stage.identity(&alice).logins.len(), 1);
    // A provider that is not linked is unlinked already.
    unlink(&stage, &alice, login(P, "alice"), &[Q]).unwrap();
    assert_eq!(stage.identity(&alice).epoch, 0);
}
