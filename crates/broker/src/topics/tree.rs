//! The subscriptions of a realm, as a tree of filter levels.

use super::filter::{is_reserved, levels, levels_match, split_level};
use super::subscribers::Subscribers;
use crate::session::SessionId;
use daypass_mqtt::{QoS, SubscriptionIdentifier};
use hashbrown::{DefaultHashBuilder, HashTable};
use smallvec::SmallVec;
use std::hash::BuildHasher;

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
    hasher: DefaultHashBuilder,
    /// Whether `a/#` matches `a`.
    parent_matches: bool,
    subscriptions: usize,
    version: u64,
}

/// Where filters part.
#[derive(Debug)]
struct Node<K, G> {
    /// By their first levels.
    children: HashTable<Child<K, G>>,
    /// The child whose first level is `+`.
    any: Option<Box<Child<K, G>>>,
    /// Subscriptions to the filter that ends here.
    here: Subscribers<K, G>,
    /// Subscriptions to this filter followed by `#`.
    below: Subscribers<K, G>,
}

/// What goes on from a node with one level. Among many filters memory is what takes the time, so
/// that a filter which shares its first level with no other is kept whole, and in one place.
#[derive(Debug)]
struct Child<K, G> {
    /// A level; of a leaf, the levels after it as well.
    filter: Box<str>,
    under: Under<K, G>,
}

#[derive(Debug)]
enum Under<K, G> {
    /// Subscriptions to the only filter that goes on so.
    Leaf(Subscribers<K, G>),
    Node(Box<Node<K, G>>),
}

impl<K, G> Default for Node<K, G> {
    fn default() -> Self {
        Self {
            children: HashTable::new(),
            any: None,
            here: Subscribers::None,
            below: Subscribers::None,
        }
    }
}

impl<K: Copy + Ord, G: Copy> Tree<K, G> {
    pub(crate) fn new(parent_matches: bool) -> Self {
        let hasher = DefaultHashBuilder::default();
        Self { root: Node::default(), hasher, parent_matches, subscriptions: 0, version: 0 }
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
        let new = self.root.place(Some(filter), &self.hasher).insert(session, granted);
        self.subscriptions += usize::from(new);
    }

    /// Ends a subscription, and forgets the nodes that only it needed.
    pub(crate) fn unsubscribe(&mut self, filter: &str, session: K) {
        self.version = self.version.wrapping_add(1);
        let removed = self.root.remove(Some(filter), session, &self.hasher);
        self.subscriptions -= usize::from(removed);
    }

    /// Adds every subscription that `topic` reaches. Whether one session may be among them more
    /// than once.
    pub(crate) fn find(&self, topic: &str, found: &mut Vec<Match<K, G>>) -> bool {
        let path: SmallVec<[&str; 16]> = levels(topic).collect();
        let (hasher, parent_matches) = (&self.hasher, self.parent_matches);
        let mut search = Search { found, lists: 0, hasher, parent_matches };
        if is_reserved(topic) {
            search.visit_level(&self.root, &path);
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
    hasher: &'f DefaultHashBuilder,
    parent_matches: bool,
}

impl<K: Copy + Ord, G: Copy> Search<'_, K, G> {
    fn visit(&mut self, node: &Node<K, G>, rest: &[&str]) {
        let Some((_, after)) = rest.split_first() else {
            self.add(&node.here);
            if self.parent_matches {
                self.add(&node.below);
            }
            return;
        };
        self.add(&node.below);
        self.visit_level(node, rest);
        if let Some(any) = &node.any {
            self.visit_child(any, after);
        }
    }

    /// What begins with the next level itself.
    fn visit_level(&mut self, node: &Node<K, G>, rest: &[&str]) {
        let Some((level, after)) = rest.split_first() else { return };
        if node.children.is_empty() {
            return;
        }
        let hash = self.hasher.hash_one(*level);
        if let Some(child) = node.children.find(hash, |child| child.begins_with(level)) {
            self.visit_child(child, after);
        }
    }

    /// A child whose first level is the one before `rest`.
    fn visit_child(&mut self, child: &Child<K, G>, rest: &[&str]) {
        match &child.under {
            Under::Node(node) => self.visit(node, rest),
            Under::Leaf(subscribers) => {
                let wanted = split_level(&child.filter).1.into_iter().flat_map(levels);
                if levels_match(wanted, rest.iter().copied(), self.parent_matches) {
                    self.add(subscribers);
                }
            }
        }
    }

    fn add(&mut self, subscribers: &Subscribers<K, G>) {
        let matched = |(session, granted)| Match { session, granted };
        match subscribers {
            Subscribers::None => return,
            Subscribers::One(session, granted) => self.found.push(matched((*session, *granted))),
            Subscribers::Many(many) => {
                self.found
                    .extend(many.iter().map(|(session, granted)| matched((*session, *granted))));
            }
        }
        self.lists += 1;
    }
}

impl<K: Copy + Ord, G: Copy> Node<K, G> {
    /// Who subscribes to a filter that goes on from here; what is missing on the way is made.
    fn place(
        &mut self,
        filter: Option<&str>,
        hasher: &DefaultHashBuilder,
    ) -> &mut Subscribers<K, G> {
        let Some(filter) = filter else { return &mut self.here };
        let (level, _) = split_level(filter);
        match level {
            "#" => &mut self.below,
            "+" => {
                let any = self.any.get_or_insert_with(|| Box::new(Child::leaf(filter)));
                any.place(filter, hasher)
            }
            level => {
                let of_child = |child: &Child<K, G>| hasher.hash_one(split_level(&child.filter).0);
                let is_it = |child: &Child<K, G>| child.begins_with(level);
                let entry = self.children.entry(hasher.hash_one(level), is_it, of_child);
                entry.or_insert_with(|| Child::leaf(filter)).into_mut().place(filter, hasher)
            }
        }
    }

    /// Whether there was such a subscription.
    fn remove(&mut self, filter: Option<&str>, session: K, hasher: &DefaultHashBuilder) -> bool {
        let Some(filter) = filter else { return self.here.remove(session) };
        let (level, _) = split_level(filter);
        match level {
            "#" => self.below.remove(session),
            "+" => {
                let Some(any) = &mut self.any else { return false };
                let removed = any.remove(filter, session, hasher);
                if any.is_empty() {
                    self.any = None;
                }
                removed
            }
            level => {
                let hash = hasher.hash_one(level);
                let is_it = |child: &Child<K, G>| child.begins_with(level);
                let Ok(mut entry) = self.children.find_entry(hash, is_it) else { return false };
                let removed = entry.get_mut().remove(filter, session, hasher);
                if entry.get().is_empty() {
                    entry.remove();
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

impl<K: Copy + Ord, G: Copy> Child<K, G> {
    fn leaf(filter: &str) -> Self {
        Self { filter: filter.into(), under: Under::Leaf(Subscribers::None) }
    }

    fn begins_with(&self, level: &str) -> bool {
        let after = self.filter.strip_prefix(level);
        after.is_some_and(|after| after.is_empty() || after.starts_with('/'))
    }

    /// Who subscribes to `filter`, whose first level is this one.
    fn place(&mut self, filter: &str, hasher: &DefaultHashBuilder) -> &mut Subscribers<K, G> {
        if *self.filter != *filter {
            self.part(hasher);
        }
        match &mut self.under {
            Under::Leaf(subscribers) => subscribers,
            Under::Node(node) => node.place(split_level(filter).1, hasher),
        }
    }

    /// Makes a node of a leaf, because another filter has come to the same level.
    fn part(&mut self, hasher: &DefaultHashBuilder) {
        let Under::Leaf(subscribers) = &mut self.under else { return };
        let mut node = Box::new(Node::default());
        let (level, rest) = split_level(&self.filter);
        *node.place(rest, hasher) = std::mem::take(subscribers);
        self.filter = level.into();
        self.under = Under::Node(node);
    }

    fn remove(&mut self, filter: &str, session: K, hasher: &DefaultHashBuilder) -> bool {
        match &mut self.under {
            Under::Leaf(subscribers) => *self.filter == *filter && subscribers.remove(session),
            Under::Node(node) => node.remove(split_level(filter).1, session, hasher),
        }
    }

    fn is_empty(&self) -> bool {
        match &self.under {
            Under::Leaf(subscribers) => subscribers.is_empty(),
            Under::Node(node) => node.is_empty(),
        }
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
