//! The subscriptions of a realm, as a tree of filter levels.

use super::filter::{is_reserved, levels};
use crate::session::SessionId;
use daypass_mqtt::{QoS, SubscriptionIdentifier};
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// What a subscription asked for and was granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Granted {
    pub(crate) qos: QoS,
    pub(crate) no_local: bool,
    pub(crate) retain_as_published: bool,
    pub(crate) identifier: Option<SubscriptionIdentifier>,
}

/// A session that a topic reaches, by one of its subscriptions; or, of shared subscriptions, the
/// number of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Match<K = SessionId, G = Granted> {
    pub(crate) session: K,
    pub(crate) granted: G,
}

/// The subscriptions of a realm. A topic is matched by walking the nodes whose filters begin as it
/// does: never more than there are nodes, and no deeper than the longest filter, whose levels the
/// settings bound.
#[derive(Debug)]
pub(crate) struct Tree<K = SessionId, G = Granted> {
    root: Node<K, G>,
    /// Whether `a/#` matches `a`.
    parent_matches: bool,
    subscriptions: usize,
    version: u64,
}

#[derive(Debug)]
struct Node<K, G> {
    children: HashMap<Box<str>, Self>,
    any: Option<Box<Self>>,
    /// Subscriptions to the filter that ends here.
    here: Subscribers<K, G>,
    /// Subscriptions to this filter followed by `#`.
    below: Subscribers<K, G>,
}

/// In order, so that what a seed gave once it gives again.
type Subscribers<K, G> = BTreeMap<K, G>;

impl<K, G> Default for Node<K, G> {
    fn default() -> Self {
        Self {
            children: HashMap::new(),
            any: None,
            here: Subscribers::new(),
            below: Subscribers::new(),
        }
    }
}

impl<K: Copy + Ord, G: Copy> Tree<K, G> {
    pub(crate) fn new(parent_matches: bool) -> Self {
        Self { root: Node::default(), parent_matches, subscriptions: 0, version: 0 }
    }

    /// How many subscriptions there are.
    pub(crate) fn len(&self) -> usize {
        self.subscriptions
    }

    /// Changes with every subscription that begins, changes or ends.
    pub(crate) fn version(&self) -> u64 {
        self.version
    }

    /// Adds or replaces a subscription.
    pub(crate) fn subscribe(&mut self, filter: &str, session: K, granted: G) {
        self.version = self.version.wrapping_add(1);
        let subscribers = self.root.subscribers(filter);
        let new = subscribers.insert(session, granted).is_none();
        self.subscriptions += usize::from(new);
    }

    /// Ends a subscription, and forgets the nodes that only it needed.
    pub(crate) fn unsubscribe(&mut self, filter: &str, session: K) {
        self.version = self.version.wrapping_add(1);
        let removed = self.root.remove(&mut levels(filter), session);
        self.subscriptions -= usize::from(removed);
    }

    /// Adds every subscription that `topic` reaches. Whether one session may be among them more
    /// than once.
    pub(crate) fn find(&self, topic: &str, found: &mut Vec<Match<K, G>>) -> bool {
        let path: SmallVec<[&str; 16]> = levels(topic).collect();
        let mut search = Search { found, lists: 0, parent_matches: self.parent_matches };
        if is_reserved(topic) {
            if let Some((first, rest)) = path.split_first()
                && let Some(child) = self.root.children.get(*first)
            {
                search.visit(child, rest);
            }
        } else {
            search.visit(&self.root, &path);
        }
        search.lists > 1
    }

    #[cfg(test)]
    fn is_empty(&self) -> bool {
        self.root.is_empty()
    }
}

/// A walk along one topic.
struct Search<'f, K, G> {
    found: &'f mut Vec<Match<K, G>>,
    /// How many lists of subscribers were met.
    lists: usize,
    parent_matches: bool,
}

impl<K: Copy + Ord, G: Copy> Search<'_, K, G> {
    fn visit(&mut self, node: &Node<K, G>, rest: &[&str]) {
        let Some((level, rest)) = rest.split_first() else {
            self.add(&node.here);
            if self.parent_matches {
                self.add(&node.below);
            }
            return;
        };
        self.add(&node.below);
        if let Some(child) = node.children.get(*level) {
            self.visit(child, rest);
        }
        if let Some(any) = &node.any {
            self.visit(any, rest);
        }
    }

    fn add(&mut self, subscribers: &Subscribers<K, G>) {
        if !subscribers.is_empty() {
            self.lists += 1;
            let matches = subscribers.iter();
            self.found.extend(
                matches.map(|(session, granted)| Match { session: *session, granted: *granted }),
            );
        }
    }
}

impl<K: Copy + Ord, G: Copy> Node<K, G> {
    /// Who subscribes to a filter that goes on from here; nodes are made where there are none.
    fn subscribers(&mut self, filter: &str) -> &mut Subscribers<K, G> {
        let mut node = self;
        for level in levels(filter) {
            node = match level {
                "#" => return &mut node.below,
                "+" => node.any.get_or_insert_default(),
                level => node.children.entry(level.into()).or_default(),
            };
        }
        &mut node.here
    }

    /// Whether there was such a subscription.
    fn remove(&mut self, path: &mut dyn Iterator<Item = &str>, session: K) -> bool {
        match path.next() {
            None => self.here.remove(&session).is_some(),
            Some("#") => self.below.remove(&session).is_some(),
            Some("+") => {
                let Some(any) = &mut self.any else { return false };
                let removed = any.remove(path, session);
                if any.is_empty() {
                    self.any = None;
                }
                removed
            }
            Some(level) => {
                let Some(child) = self.children.get_mut(level) else { return false };
                let removed = child.remove(path, session);
                if child.is_empty() {
                    self.children.remove(level);
                }
                removed
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.children.is_empty()
            && self.any.is_none()
            && self.here.is_empty()
            && self.below.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::slots::SlotKey;
    use crate::topics::filter::matches;
    use proptest::prelude::*;

    const GRANTED: Granted = Granted {
        qos: QoS::AtMostOnce,
        no_local: false,
        retain_as_published: false,
        identifier: None,
    };

    fn filter() -> impl Strategy<Value = String> {
        let level = prop::sample::select(vec!["a", "b", "$c", "", "+"]);
        (prop::collection::vec(level, 1..5), any::<bool>()).prop_map(|(mut levels, all)| {
            if all {
                levels.push("#");
            }
            levels.join("/")
        })
    }

    fn topic() -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(vec!["a", "b", "$c", ""]), 1..6)
            .prop_map(|levels| levels.join("/"))
    }

    proptest! {
        #[test]
        fn the_tree_finds_what_the_filters_match(
            filters in prop::collection::vec(filter(), 0..12), topics in prop::collection::vec(topic(), 1..6),
            ended in prop::collection::vec(any::<bool>(), 12), parent in any::<bool>(),
        ) {
            let mut tree = Tree::new(parent);
            let subscriptions: Vec<(SessionId, String)> = filters.into_iter().zip(0..)
                .map(|(filter, number)| (SessionId::new(number, 0), filter)).collect();
            for (session, filter) in &subscriptions {
                tree.subscribe(filter, *session, GRANTED);
            }
            let kept: Vec<_> = subscriptions.iter().zip(&ended).filter(|(_, ended)| !**ended).map(|(kept, _)| kept).collect();
            for ((session, filter), _) in subscriptions.iter().zip(&ended).filter(|(_, ended)| **ended) {
                tree.unsubscribe(filter, *session);
            }
            prop_assert_eq!(tree.len(), kept.len());
            for topic in topics {
                let mut found = Vec::new();
                tree.find(&topic, &mut found);
                let mut found: Vec<SessionId> = found.into_iter().map(|found| found.session).collect();
                found.sort_unstable();
                let expected: Vec<SessionId> = kept.iter()
                    .filter(|(_, filter)| matches(filter, &topic, parent)).map(|(session, _)| *session).collect();
                prop_assert_eq!(found, expected, "{}", topic);
            }
            for (session, filter) in kept {
                tree.unsubscribe(filter, *session);
            }
            prop_assert!(tree.is_empty());
            prop_assert_eq!(tree.len(), 0);
        }
    }
}
