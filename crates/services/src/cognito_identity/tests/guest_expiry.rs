//! Guests that nobody has been for days are deleted; users, and guests in use, are not.

use daypass_store::Scope;
use daypass_store::conformance::block_on;

use super::stage::{Logins, NOW_S, P, Stage, login, said};
use crate::cognito_identity::GuestUses;
use crate::cognito_identity::records::{GUEST_USES, IdentityRecord};
use crate::cognito_identity::sign_in::identity_key;

const DAY_MS: i64 = 86_400_000;
const NOW_MS: i64 = NOW_S * 1_000;

fn there(stage: &Stage, identity_id: &str) -> bool {
    stage.read::<IdentityRecord>(&identity_key(identity_id)).is_some()
}

/// Looks at every identity once.
fn expire(stage: &Stage, uses: &GuestUses, now_ms: i64) {
    let store = &*stage.environment().store;
    let mut after = block_on(uses.expire_some(store, None, now_ms)).unwrap();
    while let Some(at) = after {
        after = block_on(uses.expire_some(store, Some(&at), now_ms)).unwrap();
    }
}

#[test]
fn an_idle_guest_goes_and_nobody_else_does() {
    let stage = Stage::new();
    let pool = stage.pool();
    let (idle, used) = (stage.guest(&pool), stage.guest(&pool));
    let alice = stage.get_id(&pool, &login(P, "alice")).unwrap();
    let uses = GuestUses::new(Some(30));
    uses.note(&used, NOW_MS + 20 * DAY_MS);
    uses.note(&alice, NOW_MS);
    uses.note("us-east-1:nobody", NOW_MS);
    let store = &*stage.environment().store;
    assert!(!block_on(uses.write_some(store, NOW_MS + 20 * DAY_MS)).unwrap());
    for known in [alice.as_str(), "us-east-1:nobody"] {
        assert!(stage.read(&GUEST_USES.key(&Scope::GLOBAL, [known])).is_none(), "{known}");
    }

    expire(&stage, &uses, NOW_MS + 30 * DAY_MS - 1);
    assert!(there(&stage, &idle));
    expire(&stage, &uses, NOW_MS + 30 * DAY_MS);
    assert_eq!([&idle, &used, &alice].map(|id| there(&stage, id)), [false, true, true]);
    assert_eq!(said(stage.credentials(&idle, &Logins::new())).0, "ResourceNotFoundException");
    expire(&stage, &uses, NOW_MS + 52 * DAY_MS);
    assert_eq!([&used, &alice].map(|id| there(&stage, id)), [false, true]);
    assert!(stage.read(&GUEST_USES.key(&Scope::GLOBAL, [&used])).is_none());
}

#[test]
fn a_use_is_written_once_a_day() {
    let stage = Stage::new();
    let guest = stage.guest(&stage.pool());
    let uses = GuestUses::new(Some(1));
    let store = &*stage.environment().store;
    let day = |uses: &GuestUses, now_ms| {
        uses.note(&guest, now_ms);
        let before = stage.read(&GUEST_USES.key(&Scope::GLOBAL, [&guest])).map(|used| used.day);
        block_on(uses.write_some(store, now_ms)).unwrap();
        (before, stage.read(&GUEST_USES.key(&Scope::GLOBAL, [&guest])).map(|used| used.day))
    };
    let today = NOW_MS.div_euclid(DAY_MS);
    assert_eq!(day(&uses, NOW_MS), (None, Some(today)));
    stage.delete(&GUEST_USES.key(&Scope::GLOBAL, [&guest]));
    assert_eq!(day(&uses, NOW_MS + 1), (None, None), "it was written today");
    assert_eq!(day(&uses, NOW_MS + DAY_MS), (None, Some(today + 1)));
}

#[test]
fn a_guest_is_seen_when_it_asks_for_credentials() {
    let stage = Stage::expiring(Some(30));
    let pool = stage.pool();
    let (guest, alice) = (stage.guest(&pool), stage.guest(&pool));
    stage.credentials(&guest, &Logins::new()).unwrap();
    stage.credentials(&alice, &login(P, "alice")).unwrap();
    let uses = &stage.environment().guest_uses;
    block_on(uses.write_some(&*stage.environment().store, NOW_MS)).unwrap();
    assert!(stage.read(&GUEST_USES.key(&Scope::GLOBAL, [&guest])).is_some());
    assert!(stage.read(&GUEST_USES.key(&Scope::GLOBAL, [&alice])).is_none());
}
