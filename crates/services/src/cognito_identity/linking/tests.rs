//! The decision on linking as a table, and what holds in every row of it.

use super::*;

fn login(text: &str) -> LoginRecord {
    let (provider, subject) = text.split_once(':').expect("provider:subject");
    LoginRecord::public(provider, subject)
}

fn identity(id: &str, created_ms: i64, state: IdentityState, logins: &[&str]) -> IdentityRecord {
    IdentityRecord {
        id: id.into(),
        created_ms,
        state: state.into(),
        logins: logins.iter().map(|text| login(text)).collect(),
        ..IdentityRecord::default()
    }
}

/// Everyone who lives in the pool. Alice was there before Bob, Bob before Carol.
fn residents() -> Vec<IdentityRecord> {
    use IdentityState::{Authenticated, Disabled, Guest, Inaccessible};
    vec![
        identity("guest", 10, Guest, &[]),
        identity("alice", 20, Authenticated, &["p:alice"]),
        identity("bob", 30, Authenticated, &["q:bob"]),
        identity("carol", 40, Authenticated, &["p:carol", "r:carol"]),
        identity("disabled", 5, Disabled, &[]),
        identity("inaccessible", 6, Inaccessible, &[]),
    ]
}

struct Call {
    guests_allowed: bool,
    requested: Option<IdentityRecord>,
    proved: Vec<LoginRecord>,
    owners: Vec<IdentityRecord>,
}

impl Call {
    fn new(requested: &str, proved: &[&str], guests_allowed: bool) -> Self {
        let proved: Vec<_> = proved.iter().map(|text| login(text)).collect();
        let owners = proved.iter().filter_map(|login| {
            residents().into_iter().find(|resident| resident.logins.contains(login))
        });
        let mut owners: Vec<_> = owners.collect();
        owners.dedup();
        let requested = residents().into_iter().find(|resident| resident.id == requested);
        Self { guests_allowed, requested, proved, owners }
    }

    fn situation(&self) -> Situation<'_> {
        Situation {
            guests_allowed: self.guests_allowed,
            requested: self.requested.as_ref(),
            proved: &self.proved,
            owners: &self.owners,
        }
    }

    /// The decision in a few words: `alice + q:new < guest` is Alice, linked to `q:new`, with the
    /// guest merged into her.
    fn outcome(&self) -> String {
        match decide(&self.situation()) {
            Ok(Decision::NewGuest) => "new guest".into(),
            Ok(Decision::NewIdentity) => "new identity".into(),
            Ok(Decision::Guest(guest)) => format!("{} stays a guest", guest.id),
            Ok(Decision::SignedIn { identity, linked, absorbed }) => {
                let mut text = identity.id.clone();
                for login in linked {
                    text = format!("{text} + {}:{}", login.provider, login.subject);
                }
                for absorbed in absorbed {
                    text = format!("{text} < {}", absorbed.id);
                }
                text
            }
            Err(Refused::TwoUsersOf(provider)) => format!("two users of {provider}"),
            Err(Refused::Forbidden) => "forbidden".into(),
            Err(Refused::NoMatch) => "no match".into(),
            Err(Refused::GuestsNotAllowed) => "no guests".into(),
            Err(Refused::TooManyLogins) => "too many logins".into(),
        }
    }
}

/// Identity asked for, logins proved, outcome where guests are allowed.
const TABLE: &[(&str, &[&str], &str)] = &[
    // GetId names no identity.
    ("", &[], "new guest"),
    ("", &["p:new"], "new identity"),
    ("", &["p:new", "q:new"], "new identity"),
    ("", &["p:alice"], "alice"),
    ("", &["p:alice", "q:new"], "alice + q:new"),
    ("", &["p:new", "r:carol"], "two users of p"),
    ("", &["p:alice", "q:bob"], "alice < bob"),
    ("", &["p:alice", "q:bob", "s:new"], "alice + s:new < bob"),
    ("", &["q:bob", "r:carol"], "bob < carol"),
    ("", &["p:alice", "r:carol"], "two users of p"),
    // A guest stays one, becomes somebody new, or turns out to be somebody known.
    ("guest", &[], "guest stays a guest"),
    ("guest", &["p:new"], "guest + p:new"),
    ("guest", &["p:new", "q:new"], "guest + p:new + q:new"),
    ("guest", &["p:alice"], "alice < guest"),
    ("guest", &["p:alice", "q:new"], "alice + q:new < guest"),
    ("guest", &["p:alice", "q:bob"], "alice < bob < guest"),
    ("guest", &["p:alice", "r:carol"], "two users of p"),
    // An identity that is signed in wants one of its own logins.
    ("alice", &[], "forbidden"),
    ("alice", &["p:new"], "no match"),
    ("alice", &["q:new"], "no match"),
    ("alice", &["q:bob"], "no match"),
    ("alice", &["p:carol"], "no match"),
    ("alice", &["q:bob", "r:carol"], "no match"),
    ("alice", &["p:alice"], "alice"),
    ("alice", &["p:alice", "q:new"], "alice + q:new"),
    ("alice", &["p:alice", "q:new", "s:new"], "alice + q:new + s:new"),
    ("alice", &["p:alice", "q:bob"], "alice < bob"),
    ("alice", &["p:alice", "r:carol"], "two users of p"),
    // The one that was asked for stays, though the other is older.
    ("bob", &["p:alice", "q:bob"], "bob < alice"),
    ("bob", &["p:alice", "q:bob", "r:new"], "bob + r:new < alice"),
    ("carol", &["q:bob", "r:carol"], "carol < bob"),
    ("carol", &["p:carol", "r:carol"], "carol"),
    ("carol", &["p:new", "r:carol"], "two users of p"),
    // Closed is closed, whatever comes.
    ("disabled", &[], "forbidden"),
    ("disabled", &["p:new"], "forbidden"),
    ("disabled", &["p:alice"], "forbidden"),
    ("inaccessible", &[], "forbidden"),
    ("inaccessible", &["p:new"], "forbidden"),
    ("inaccessible", &["p:alice"], "forbidden"),
];

#[test]
fn every_state_and_every_set_of_logins_has_its_outcome() {
    for (requested, proved, expected) in TABLE {
        let outcome = Call::new(requested, proved, true).outcome();
        assert_eq!(outcome, *expected, "{requested:?} with {proved:?}");
    }
}

#[test]
fn a_pool_without_guests_refuses_nobody_but_guests() {
    for (requested, proved, expected) in TABLE {
        let guest = ["new guest", "guest stays a guest"].contains(expected);
        let outcome = Call::new(requested, proved, false).outcome();
        let expected = if guest { "no guests" } else { expected };
        assert_eq!(outcome, expected, "{requested:?} with {proved:?}");
    }
}

/// Every set of logins with at most one of each provider.
fn login_sets() -> Vec<Vec<&'static str>> {
    let providers: [&[&str]; 4] =
        [&["p:alice", "p:carol", "p:new"], &["q:bob", "q:new"], &["r:carol", "r:new"], &["s:new"]];
    let mut sets = vec![Vec::new()];
    for logins in providers {
        let with = sets.iter().flat_map(|set: &Vec<&str>| {
            logins.iter().map(move |login| [set.as_slice(), &[*login]].concat())
        });
        sets = with.chain(sets.clone()).collect();
    }
    sets
}

#[test]
fn nobody_is_returned_linked_or_merged_without_a_login_of_theirs() {
    let mut signed_in = 0;
    for proved in login_sets() {
        for requested in ["", "guest", "alice", "bob", "carol", "disabled", "inaccessible"] {
            let call = Call::new(requested, &proved, true);
            let Ok(Decision::SignedIn { identity, linked, absorbed }) = decide(&call.situation())
            else {
                continue;
            };
            signed_in += 1;
            let case = format!("{requested:?} with {proved:?}");
            for party in absorbed.iter().chain([&identity]) {
                let own = party.logins.iter().any(|login| call.proved.contains(login));
                let asked_as_guest = party.id == requested && party.id == "guest";
                assert!(own || asked_as_guest, "{case}: {} was taken over", party.id);
            }
            let others = residents();
            for login in linked {
                let owned = others.iter().any(|other| other.logins.contains(login));
                assert!(!owned, "{case}: {login:?} was taken from its owner");
            }
        }
    }
    assert!(signed_in > 100, "the sets hardly met anybody: {signed_in}");
}

#[test]
fn a_row_that_leads_to_a_closed_identity_proves_nothing() {
    let closed = identity("closed", 1, IdentityState::Disabled, &["p:alice"]);
    let stranger = identity("stranger", 1, IdentityState::Authenticated, &["p:other"]);
    let proved = [login("p:alice")];
    let owners = [closed, stranger];
    let situation =
        Situation { guests_allowed: true, requested: None, proved: &proved, owners: &owners };
    assert_eq!(decide(&situation), Ok(Decision::NewIdentity));
}

#[test]
fn an_identity_has_twenty_logins_and_not_one_more() {
    let texts: Vec<String> = (0..LOGINS_MAX).map(|number| format!("p{number}:x")).collect();
    let logins: Vec<&str> = texts.iter().map(String::as_str).collect();
    let full = |count: usize| identity("full", 1, IdentityState::Authenticated, &logins[..count]);
    for (count, allowed) in [(LOGINS_MAX - 1, true), (LOGINS_MAX, false)] {
        let owners = [full(count)];
        let proved = [login("p0:x"), login("new:x")];
        let situation = Situation {
            guests_allowed: true,
            requested: Some(&owners[0]),
            proved: &proved,
            owners: &owners,
        };
        match decide(&situation) {
            Ok(Decision::SignedIn { linked, .. }) => assert!(allowed && linked == [&proved[1]]),
            refused => assert!(!allowed && refused == Err(Refused::TooManyLogins)),
        }
    }
}
