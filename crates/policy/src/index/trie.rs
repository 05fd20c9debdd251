//! A compressed trie over the literal ends of patterns: which of many prefixes, or suffixes, a text
//! has, in time that grows with the text and not with their number.

use crate::bytes::{after, before};
use std::collections::VecDeque;
use std::marker::PhantomData;

/// The side of a text that is compared.
pub(super) trait Side {
    /// Suffixes are filed, rather than prefixes.
    const END: bool;
}

/// Prefixes.
#[derive(Debug)]
pub(super) struct Start;

/// Suffixes.
#[derive(Debug)]
pub(super) struct End;

impl Side for Start {
    const END: bool = false;
}

impl Side for End {
    const END: bool = true;
}

/// Values filed under the prefixes (or suffixes) of the texts that they are for.
#[derive(Debug)]
pub(super) struct Trie<S, T> {
    side: PhantomData<S>,
    nodes: Box<[Node]>,
    /// The byte by which each node is entered, node by node: siblings lie side by side.
    entered_by: Box<[u8]>,
    /// The labels of all nodes behind the bytes by which they are entered, each in the order in
    /// which the text has it.
    labels: Box<[u8]>,
    values: Box<[T]>,
}

/// A node's places in the tables of its trie.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    label: Place,
    children: Place,
    values: Place,
}

#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u32,
    end: u32,
}

impl Place {
    fn of<T>(self, table: &[T]) -> &[T] {
        table.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

impl<S: Side, T> Trie<S, T> {
    /// Files each value under its affix.
    pub(super) fn new(mut entries: Vec<(&str, T)>) -> Self {
        // A stable sort keeps the policies' order under one affix.
        entries.sort_by(
            |(a, _), (b, _)| {
                if S::END { a.bytes().rev().cmp(b.bytes().rev()) } else { a.cmp(b) }
            },
        );
        let (affixes, values): (Vec<&str>, Vec<T>) = entries.into_iter().unzip();
        let (nodes, entered_by, labels) = Builder::<S>::new(&affixes).build();
        Self { side: PhantomData, nodes, entered_by, labels, values: values.into() }
    }

    /// Whether any value whose affix the text has passes the test, shortest affixes first. The test
    /// is told what of the text lies beyond the affix.
    #[inline]
    pub(super) fn any<'t>(
        &self,
        text: &'t [u8],
        mut test: impl FnMut(&T, &'t [u8]) -> bool,
    ) -> bool {
        let mut rest = text;
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            let label = node.label.of(&self.labels);
            let stripped = if S::END { before(rest, label) } else { after(rest, label) };
            let Some(stripped) = stripped else { return false };
            rest = stripped;
            if node.values.of(&self.values).iter().any(|value| test(value, rest)) {
                return true;
            }
            let next = if S::END { rest.split_last() } else { rest.split_first() };
            let Some((next, later)) = next else { return false };
            let siblings = node.children.of(&self.entered_by);
            let Some(child) = siblings.iter().position(|by| by == next) else { return false };
            rest = later;
            at = node.children.start as usize + child;
        }
        false
    }
}

/// Lays out the nodes breadth first, so that siblings lie side by side.
struct Builder<'a, S> {
    side: PhantomData<S>,
    /// In their order, with repetitions.
    affixes: &'a [&'a str],
    nodes: Vec<Node>,
    entered_by: Vec<u8>,
    labels: Vec<u8>,
    pending: VecDeque<Pending>,
}

/// A node that is still to be laid out: the affixes under it, and how much of them lies above it
/// and in the byte by which it is entered.
struct Pending {
    affixes: Place,
    depth: usize,
}

type Tables = (Box<[Node]>, Box<[u8]>, Box<[u8]>);

impl<'a, S: Side> Builder<'a, S> {
    fn new(affixes: &'a [&'a str]) -> Self {
        let mut builder = Self {
            side: PhantomData,
            affixes,
            nodes: Vec::new(),
            entered_by: Vec::new(),
            labels: Vec::new(),
            pending: VecDeque::new(),
        };
        if !affixes.is_empty() {
            builder.add(
                Pending { affixes: Place { start: 0, end: number(affixes.len()) }, depth: 0 },
                0,
            );
        }
        builder
    }

    fn build(mut self) -> Tables {
        let mut at = 0;
        while let Some(next) = self.pending.pop_front() {
            let node = self.lay_out(&next);
            if let Some(place) = self.nodes.get_mut(at) {
                *place = node;
            }
            at += 1;
        }
        (self.nodes.into(), self.entered_by.into(), self.labels.into())
    }

    fn add(&mut self, pending: Pending, entered_by: u8) {
        self.pending.push_back(pending);
        self.nodes.push(Node::default());
        self.entered_by.push(entered_by);
    }

    fn lay_out(&mut self, pending: &Pending) -> Node {
        let under = pending.affixes.of(self.affixes);
        let first = under.first().copied().unwrap_or_default();
        let last = under.last().copied().unwrap_or_default();
        let common = common::<S>(first, last, pending.depth);
        let label = self.add_label(first, pending.depth, common);
        let own = under.iter().take_while(|affix| affix.len() == common).count();
        let values =
            Place { start: pending.affixes.start, end: pending.affixes.start + number(own) };
        let children = number(self.nodes.len());
        let below = under.get(own..).unwrap_or_default();
        let mut start = values.end;
        for same in below.chunk_by(|a, b| byte::<S>(a, common) == byte::<S>(b, common)) {
            let affixes = Place { start, end: start + number(same.len()) };
            start = affixes.end;
            let by = same.first().map_or(0, |affix| byte::<S>(affix, common));
            self.add(Pending { affixes, depth: common + 1 }, by);
        }
        let children = Place { start: children, end: number(self.nodes.len()) };
        Node { label, children, values }
    }

    fn add_label(&mut self, affix: &str, depth: usize, end: usize) -> Place {
        let bytes = affix.as_bytes();
        let length = bytes.len();
        let label = if S::END {
            bytes.get(length.saturating_sub(end)..length.saturating_sub(depth))
        } else {
            bytes.get(depth..end)
        };
        let start = number(self.labels.len());
        self.labels.extend_from_slice(label.unwrap_or_default());
        Place { start, end: number(self.labels.len()) }
    }
}

/// The byte at this depth from the side that is compared.
fn byte<S: Side>(affix: &str, depth: usize) -> u8 {
    let bytes = affix.as_bytes();
    let at = if S::END { bytes.len().checked_sub(depth + 1) } else { Some(depth) };
    at.and_then(|at| bytes.get(at)).copied().unwrap_or_default()
}

/// How many bytes two affixes share that share this many: in sorted order, all those between them
/// share as many.
fn common<S: Side>(a: &str, b: &str, depth: usize) -> usize {
    let longest = a.len().min(b.len());
    if std::ptr::eq(a, b) {
        return longest;
    }
    let differing = (depth..longest).find(|at| byte::<S>(a, *at) != byte::<S>(b, *at));
    differing.unwrap_or(longest)
}

/// Memory ends long before the range of u32 does.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{End, Side, Start, Trie};
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    /// What is found, and how much of the text lies beyond it.
    fn found<S: Side>(affixes: &[String], text: &str) -> Vec<(usize, usize)> {
        let filed = affixes.iter().enumerate().map(|(at, affix)| (affix.as_str(), at));
        let trie = Trie::<S, usize>::new(filed.collect());
        let mut found = Vec::new();
        trie.any(text.as_bytes(), |value, rest| {
            found.push((*value, rest.len()));
            false
        });
        found.sort_unstable();
        found
    }

    fn naive(
        affixes: &[String],
        text: &str,
        rest: impl Fn(&str) -> Option<usize>,
    ) -> Vec<(usize, usize)> {
        assert!(affixes.iter().all(|affix| rest(affix).is_none_or(|rest| rest <= text.len())));
        let affixes = affixes.iter().enumerate();
        affixes.filter_map(|(at, affix)| Some((at, rest(affix)?))).collect()
    }

    #[test]
    fn an_empty_trie_finds_nothing_and_an_empty_affix_is_everyones() {
        assert!(!Trie::<Start, ()>::new(Vec::new()).any(b"a", |(), _| true));
        let all = Trie::<End, ()>::new(vec![("", ())]);
        assert!(all.any(b"", |(), _| true) && all.any(b"a", |(), _| true));
        assert!(!all.any(b"a", |(), _| false));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn it_finds_what_a_look_at_each_would_find(
            affixes in proptest::collection::vec("[ab:é]{0,5}", 0..12),
            text in "[ab:é]{0,8}",
        ) {
            let start = |affix: &str| text.strip_prefix(affix).map(str::len);
            let end = |affix: &str| text.strip_suffix(affix).map(str::len);
            prop_assert_eq!(found::<Start>(&affixes, &text), naive(&affixes, &text, start));
            prop_assert_eq!(found::<End>(&affixes, &text), naive(&affixes, &text, end));
        }
    }
}
