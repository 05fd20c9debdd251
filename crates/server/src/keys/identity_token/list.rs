//! Which keys there are, and when one comes and goes. No clock here: `now_s` is seconds since 1970.

use super::RotationError;

/// How long a key signs: ninety days.
pub(super) const KEY_SECONDS: i64 = 90 * 86_400;
/// How long a key is kept after it signed for the last time: the longest life of a token, which is a
/// day (`TokenDuration` of `GetOpenIdTokenForDeveloperIdentity`), and an hour for calls under way.
pub(super) const EARLIER_SECONDS: i64 = 86_400 + 3_600;
/// How many earlier keys are kept.
pub(super) const EARLIER_KEYS_MAX: usize = 8;

/// The keys of a region, by their numbers.
#[derive(Clone, PartialEq, prost::Message)]
pub(in crate::keys) struct KeyListRecord {
    /// The number of the key that signs.
    #[prost(uint32, tag = "1", default = "1")]
    pub(super) current: u32,
    /// Since when it signs, in seconds since 1970.
    #[prost(int64, tag = "2")]
    pub(super) made_s: i64,
    /// The keys that signed before it, the oldest first.
    #[prost(message, repeated, tag = "3")]
    pub(super) earlier: Vec<EarlierKeyRecord>,
}

/// A key that signs no more.
#[derive(Clone, PartialEq, prost::Message)]
pub(in crate::keys) struct EarlierKeyRecord {
    /// Its number.
    #[prost(uint32, tag = "1")]
    pub(super) number: u32,
    /// When another took its place, in seconds since 1970.
    #[prost(int64, tag = "2")]
    pub(super) retired_s: i64,
}

impl KeyListRecord {
    /// Whether another key shall sign.
    pub(super) fn is_due(&self, now_s: i64) -> bool {
        now_s.saturating_sub(self.made_s) >= KEY_SECONDS
    }

    /// The list with a new key that signs from now on.
    pub(super) fn rotated(mut self, now_s: i64) -> Result<Self, RotationError> {
        if self.earlier.len() >= EARLIER_KEYS_MAX {
            return Err(RotationError::TooMany(self.earlier.len()));
        }
        self.earlier.push(EarlierKeyRecord { number: self.current, retired_s: now_s });
        self.current = self.current.saturating_add(1);
        self.made_s = now_s;
        Ok(self)
    }

    /// The list without the keys whose tokens have all expired.
    pub(super) fn without_expired(&self, now_s: i64) -> Self {
        let mut kept = self.clone();
        kept.earlier.retain(|key| now_s.saturating_sub(key.retired_s) < EARLIER_SECONDS);
        kept
    }

    /// The numbers of all keys.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        std::iter::once(self.current).chain(self.earlier.iter().map(|key| key.number))
    }
}
