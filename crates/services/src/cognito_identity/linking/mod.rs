//! Which identity a call is about: the one decision on linking, merging and returning identities.
//!
//! It is a pure function of the identity that the call asks for, the logins that it proved, and the
//! identities that those logins are linked to already. An authenticated identity is returned,
//! linked to or merged only for a login that is linked to it: a login that nobody has yet, or that
//! is somebody else's, takes nothing over.
//!
//! ```text
//! requested        no login         logins of nobody   logins of one          logins of several
//! none             new guest        new identity       that one               the oldest of them
//! guest            stays a guest    is upgraded        disabled into it       disabled into the oldest
//! authenticated    forbidden        no match           itself: stays;         itself among them: it
//!                                                      another: no match      absorbs them; else no match
//! closed           forbidden        forbidden          forbidden              forbidden
//! ```
//!
//! Logins of nobody that come with others are linked to the identity that the call ends with.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::records::{IdentityRecord, IdentityState, LoginRecord};

/// Logins of one identity (AWS: `MergeDeveloperIdentities`).
pub(super) const LOGINS_MAX: usize = 20;

/// What a call brings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Situation<'a> {
    /// Whether the pool allows guests.
    pub(super) guests_allowed: bool,
    /// The identity that the call names; none for `GetId`.
    pub(super) requested: Option<&'a IdentityRecord>,
    /// The logins that the call proved, one for each provider.
    pub(super) proved: &'a [LoginRecord],
    /// The identities that those logins are linked to, each once.
    pub(super) owners: &'a [IdentityRecord],
}

/// The identity that the call is about.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Decision<'a> {
    /// A guest that has yet to be made. Guests are never one another.
    NewGuest,
    /// An identity that has yet to be made, with every login of the call.
    NewIdentity,
    /// The guest that was asked for, still one.
    Guest(&'a IdentityRecord),
    /// An identity that is there, and signed in from now on.
    SignedIn {
        /// The identity, a guest if it is upgraded.
        identity: &'a IdentityRecord,
        /// Logins that nobody has yet; it gets them.
        linked: Vec<&'a LoginRecord>,
        /// Identities that are merged into it and disabled; it gets their logins.
        absorbed: Vec<&'a IdentityRecord>,
    },
}

/// Why no identity is returned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refused {
    /// The pool takes no guests.
    GuestsNotAllowed,
    /// The identity is closed, or the call proved nothing.
    Forbidden,
    /// What the call proved does not make the identity the caller's.
    NoMatch,
    /// The identity would have two users of one provider.
    TwoUsersOf(String),
    /// The identity would have more than [`LOGINS_MAX`] logins.
    TooManyLogins,
}

/// Decides which identity the call is about.
pub(super) fn decide<'a>(situation: &Situation<'a>) -> Result<Decision<'a>, Refused> {
    let owners = owners(situation);
    match situation.requested.map(|requested| (requested, requested.state())) {
        None => without_identity(situation, &owners),
        Some((guest, IdentityState::Guest)) => of_guest(situation, guest, &owners),
        Some((identity, IdentityState::Authenticated)) => {
            let is_owner = owners.iter().any(|owner| owner.id == identity.id);
            if is_owner {
                signed_in(situation, identity, &owners)
            } else {
                Err(not_the_owner(situation))
            }
        }
        Some((_, IdentityState::Disabled | IdentityState::Inaccessible)) => Err(Refused::Forbidden),
    }
}

/// AWS tells apart who brought logins of others and who brought none, or speaks for the pool's owner.
fn not_the_owner(situation: &Situation<'_>) -> Refused {
    let public =
        !situation.proved.is_empty() && !situation.proved.iter().any(|login| login.developer);
    if public { Refused::NoMatch } else { Refused::Forbidden }
}

fn without_identity<'a>(
    situation: &Situation<'a>,
    owners: &[&'a IdentityRecord],
) -> Result<Decision<'a>, Refused> {
    match oldest(owners) {
        Some(owner) => signed_in(situation, owner, owners),
        None if !situation.proved.is_empty() => Ok(Decision::NewIdentity),
        None if situation.guests_allowed => Ok(Decision::NewGuest),
        None => Err(Refused::GuestsNotAllowed),
    }
}

fn of_guest<'a>(
    situation: &Situation<'a>,
    guest: &'a IdentityRecord,
    owners: &[&'a IdentityRecord],
) -> Result<Decision<'a>, Refused> {
    match oldest(owners) {
        Some(owner) => {
            let with_guest: Vec<_> = owners.iter().copied().chain([guest]).collect();
            signed_in(situation, owner, &with_guest)
        }
        None if !situation.proved.is_empty() => signed_in(situation, guest, &[guest]),
        None if situation.guests_allowed => Ok(Decision::Guest(guest)),
        None => Err(Refused::GuestsNotAllowed),
    }
}

/// `identity` with the new logins of the call, and with everything of the other `parties`.
fn signed_in<'a>(
    situation: &Situation<'a>,
    identity: &'a IdentityRecord,
    parties: &[&'a IdentityRecord],
) -> Result<Decision<'a>, Refused> {
    let absorbed: Vec<_> =
        parties.iter().copied().filter(|party| party.id != identity.id).collect();
    let is_new = |login: &&LoginRecord| !parties.iter().any(|party| party.logins.contains(login));
    let linked: Vec<_> = situation.proved.iter().filter(is_new).collect();
    let of_all = absorbed.iter().chain([&identity]).flat_map(|party| &party.logins);
    check_union(of_all.chain(linked.iter().copied()))?;
    Ok(Decision::SignedIn { identity, linked, absorbed })
}

/// What `destination` absorbs when everything of `source` is moved to it by somebody who may speak
/// for both: nothing where they are one already.
pub(super) fn merged<'a>(
    source: &'a IdentityRecord,
    destination: &IdentityRecord,
) -> Result<Vec<&'a IdentityRecord>, Refused> {
    check_union(source.logins.iter().chain(&destination.logins))?;
    Ok(if source.id == destination.id { Vec::new() } else { vec![source] })
}

/// One login for each public provider, and not too many. A developer's identity may have several
/// users of the developer's own.
pub(super) fn check_union<'a>(
    logins: impl Iterator<Item = &'a LoginRecord>,
) -> Result<(), Refused> {
    let mut subjects = BTreeMap::new();
    let mut developer_users = BTreeSet::new();
    for login in logins {
        if login.developer {
            developer_users.insert(&login.subject);
            continue;
        }
        let subject = subjects.entry(&login.provider).or_insert(&login.subject);
        if **subject != login.subject {
            return Err(Refused::TwoUsersOf(login.provider.clone()));
        }
    }
    let logins = subjects.len() + developer_users.len();
    if logins > LOGINS_MAX { Err(Refused::TooManyLogins) } else { Ok(()) }
}

/// The identities that a proved login is really linked to.
fn owners<'a>(situation: &Situation<'a>) -> Vec<&'a IdentityRecord> {
    let owns = |identity: &&IdentityRecord| {
        identity.state() == IdentityState::Authenticated
            && situation.proved.iter().any(|login| identity.logins.contains(login))
    };
    situation.owners.iter().filter(owns).collect()
}

/// Of several, the one that was there first: what hangs on an identity hangs on the older.
fn oldest<'a>(owners: &[&'a IdentityRecord]) -> Option<&'a IdentityRecord> {
    owners.iter().copied().min_by_key(|owner| (owner.created_ms, &owner.id))
}
