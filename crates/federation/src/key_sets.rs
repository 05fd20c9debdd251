//! When the keys of an issuer are fetched: a policy over `now`, without any fetching.
//!
//! Keys are fetched when none are known or the known ones are old, and once more for a key id that
//! is not among them, for issuers rotate. Callers choose key ids at will, so the second is held
//! back by a floor between two fetches of one issuer, and by a memory of the ids that a fetch did
//! not find.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::jwks::Jwks;
use crate::thumbprint::Thumbprint;

/// Whose keys they are. Providers that are trusted by different certificates do not share keys,
/// even for one URL.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeySetSource {
    /// The registered URL of the issuer.
    pub url: String,
    /// The thumbprints that the provider is registered with.
    pub thumbprints: Vec<Thumbprint>,
}

/// The times and sizes of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeySetBounds {
    /// How long keys are used before they are fetched again.
    pub fresh_ms: i64,
    /// How long keys are still used when fetching them again fails.
    pub stale_ms_max: i64,
    /// How long after a fetch of an issuer, successful or not, the next one may begin.
    pub floor_ms: i64,
    /// How long a key id that a fetch did not find is not fetched for again.
    pub unknown_key_ms: i64,
    /// How many unknown key ids are remembered for an issuer.
    pub unknown_keys_max: usize,
    /// How many issuers are remembered.
    pub sources_max: usize,
}

impl Default for KeySetBounds {
    fn default() -> Self {
        Self {
            fresh_ms: 3_600_000,
            stale_ms_max: 86_400_000,
            floor_ms: 10_000,
            unknown_key_ms: 300_000,
            unknown_keys_max: 64,
            sources_max: 1_000,
        }
    }
}

/// What to do for a token's key.
#[derive(Clone, Debug)]
pub enum Lookup {
    /// Verify with these. They may lack the key, and then that is the answer.
    Use(Arc<Jwks>),
    /// Fetch, and then report by [`KeySets::fetched`] or [`KeySets::failed`]. Callers that ask
    /// while a fetch is under way are told the same: whoever fetches joins equal fetches.
    Fetch,
    /// The keys could not be fetched a moment ago, and it is too early for another attempt.
    Unavailable,
}

/// The keys of the issuers that are in use.
#[derive(Debug, Default)]
pub struct KeySets {
    bounds: KeySetBounds,
    sources: HashMap<KeySetSource, Known>,
}

impl KeySets {
    /// No keys yet.
    pub fn new(bounds: KeySetBounds) -> Self {
        Self { bounds, sources: HashMap::new() }
    }

    /// What to do for a token of this issuer that names this key.
    pub fn lookup(&mut self, source: &KeySetSource, key_id: Option<&str>, now_ms: i64) -> Lookup {
        let Some(known) = self.sources.get_mut(source) else { return Lookup::Fetch };
        known.used_ms = now_ms;
        let may_fetch = !is_within(known.tried_ms, self.bounds.floor_ms, now_ms);
        let Some((jwks, fetched_ms)) = known.keys(self.bounds.stale_ms_max, now_ms) else {
            return if may_fetch { Lookup::Fetch } else { Lookup::Unavailable };
        };
        let fresh = is_within(fetched_ms, self.bounds.fresh_ms, now_ms);
        let missing =
            !jwks.has_key(key_id) && !known.is_unknown(key_id, self.bounds.unknown_key_ms, now_ms);
        let wanted = !fresh || missing;
        if wanted && may_fetch { Lookup::Fetch } else { Lookup::Use(jwks) }
    }

    /// Keys were fetched because of this key id; they are the ones to use.
    pub fn fetched(
        &mut self,
        source: &KeySetSource,
        key_id: Option<&str>,
        jwks: Jwks,
        now_ms: i64,
    ) -> Arc<Jwks> {
        let jwks = Arc::new(jwks);
        let unknown_keys_max = self.bounds.unknown_keys_max;
        let known = self.known(source, now_ms);
        known.fetched = Some((Arc::clone(&jwks), now_ms));
        known.unknown.retain(|(id, _)| !jwks.has_key(id.as_deref()));
        if !jwks.has_key(key_id) {
            known.remember_unknown(key_id, now_ms, unknown_keys_max);
        }
        jwks
    }

    /// Keys could not be fetched; the older ones, if there are any that are not too old, are to
    /// be used.
    pub fn failed(&mut self, source: &KeySetSource, now_ms: i64) -> Option<Arc<Jwks>> {
        let stale_ms_max = self.bounds.stale_ms_max;
        self.known(source, now_ms).keys(stale_ms_max, now_ms).map(|(jwks, _)| jwks)
    }

    /// The entry of an issuer that was just tried.
    fn known(&mut self, source: &KeySetSource, now_ms: i64) -> &mut Known {
        if !self.sources.contains_key(source) && self.sources.len() >= self.bounds.sources_max {
            self.forget_least_recently_used();
        }
        let known = self.sources.entry(source.clone()).or_default();
        known.tried_ms = now_ms;
        known.used_ms = now_ms;
        known
    }

    fn forget_least_recently_used(&mut self) {
        let oldest = self
            .sources
            .iter()
            .min_by_key(|(_, known)| known.used_ms)
            .map(|(source, _)| source.clone());
        if let Some(source) = oldest {
            self.sources.remove(&source);
        }
    }
}

#[derive(Debug, Default)]
struct Known {
    /// The keys, and when they were fetched.
    fetched: Option<(Arc<Jwks>, i64)>,
    tried_ms: i64,
    used_ms: i64,
    /// Key ids that a fetch did not find, and when, the oldest at the front.
    unknown: VecDeque<(Option<String>, i64)>,
}

impl Known {
    /// The keys and when they were fetched, while they are not too old.
    fn keys(&self, stale_ms_max: i64, now_ms: i64) -> Option<(Arc<Jwks>, i64)> {
        let (jwks, fetched_ms) = self.fetched.as_ref()?;
        let usable = now_ms.saturating_sub(*fetched_ms) < stale_ms_max;
        usable.then(|| (Arc::clone(jwks), *fetched_ms))
    }

    fn is_unknown(&self, key_id: Option<&str>, unknown_key_ms: i64, now_ms: i64) -> bool {
        self.unknown.iter().any(|(id, since_ms)| {
            id.as_deref() == key_id && is_within(*since_ms, unknown_key_ms, now_ms)
        })
    }

    fn remember_unknown(&mut self, key_id: Option<&str>, now_ms: i64, unknown_keys_max: usize) {
        self.unknown.retain(|(id, _)| id.as_deref() != key_id);
        while self.unknown.len() >= unknown_keys_max {
            self.unknown.pop_front();
        }
        self.unknown.push_back((key_id.map(str::to_owned), now_ms));
    }
}

/// Whether less than `span_ms` have passed since then. A clock that was set back counts as time
/// that passed: otherwise nothing would be fetched until it caught up.
fn is_within(since_ms: i64, span_ms: i64, now_ms: i64) -> bool {
    (0..span_ms).contains(&now_ms.saturating_sub(since_ms))
}
