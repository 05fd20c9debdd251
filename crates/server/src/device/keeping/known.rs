//! The latest message of each topic, so that the store keeps it in whatever order reactors send theirs.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use daypass_broker::{KeptMessage, Realm};

/// How many topics that were cleared are remembered: an earlier message may still be on its way.
const CLEARED_MAX: usize = 10_000;

/// A topic of a realm.
type Place = (Arc<Realm>, Arc<str>);

/// Stamps by topic.
#[derive(Debug, Default)]
pub(super) struct Known {
    stamps: HashMap<Place, (u64, u32)>,
    /// Topics that were cleared or whose message expired, oldest first, with the stamp of that.
    cleared: VecDeque<(Place, (u64, u32))>,
}

impl Known {
    /// Takes note of a message; false if a later one of its topic is known.
    pub(super) fn note(&mut self, kept: &KeptMessage) -> bool {
        let place = (Arc::clone(&kept.realm), Arc::clone(&kept.topic));
        if self.stamps.get(&place).is_some_and(|known| *known >= kept.stamp) {
            return false;
        }
        if kept.payload.is_empty() {
            self.cleared.push_back((place.clone(), kept.stamp));
        }
        self.stamps.insert(place, kept.stamp);
        self.forget();
        true
    }

    /// Takes note that a message has expired; false if a later one of its topic is known.
    pub(super) fn end(&mut self, kept: &KeptMessage) -> bool {
        let place = (Arc::clone(&kept.realm), Arc::clone(&kept.topic));
        if self.stamps.get(&place) != Some(&kept.stamp) {
            return false;
        }
        self.cleared.push_back((place, kept.stamp));
        self.forget();
        true
    }

    fn forget(&mut self) {
        while self.cleared.len() > CLEARED_MAX {
            let Some((place, stamp)) = self.cleared.pop_front() else { return };
            if self.stamps.get(&place) == Some(&stamp) {
                self.stamps.remove(&place);
            }
        }
    }
}
