//! The subscribers of one filter.

use std::collections::BTreeMap;
use std::mem;

/// Who subscribes to a filter: most filters of a fleet are one client's. In order, so that what a
/// seed gave once it gives again.
#[derive(Debug, Default)]
pub(super) enum Subscribers<K, G> {
    #[default]
    None,
    One(K, G),
    /// Two at least.
    Many(BTreeMap<K, G>),
}

impl<K: Copy + Ord, G: Copy> Subscribers<K, G> {
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::None)
    }

    /// Adds or replaces a subscription. Whether it is new.
    pub(super) fn insert(&mut self, session: K, granted: G) -> bool {
        match self {
            Self::None => {
                *self = Self::One(session, granted);
                true
            }
            Self::One(other, of_other) if *other == session => {
                *of_other = granted;
                false
            }
            Self::One(other, of_other) => {
                let both = [(*other, *of_other), (session, granted)];
                *self = Self::Many(BTreeMap::from(both));
                true
            }
            Self::Many(many) => many.insert(session, granted).is_none(),
        }
    }

    /// Ends a subscription. Whether there was one.
    pub(super) fn remove(&mut self, session: K) -> bool {
        match mem::take(self) {
            Self::One(only, _) if only == session => true,
            Self::Many(mut many) => {
                let removed = many.remove(&session).is_some();
                let last = if many.len() == 1 { many.pop_first() } else { None };
                *self = last.map_or(Self::Many(many), |(last, granted)| Self::One(last, granted));
                removed
            }
            others => {
                *self = others;
                false
            }
        }
    }
}
