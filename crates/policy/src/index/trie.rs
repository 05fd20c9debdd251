//! A compressed trie over the literal ends of patterns: which of many prefixes, or suffixes, a text
//! has, in time that grows with the text and not with their number.

/// The side of a text that is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Prefixes.
    Start,
    /// Prefixes in lower case, whatever the case of the text.
    StartWithoutCase,
    /// Suffixes.
    End,
}

/// Values filed under the prefixes (or suffixes) of the texts that they are for.
#[derive(Debug)]
pub(super) struct Trie<T> {
    side: Side,
    nodes: Box<[Node]>,
    /// The byte by which each node is entered, node by node: siblings lie side by side.
    entered_by: Box<[u8]>,
    /// The labels of all nodes, each in the order in which the text has it.
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

impl<T> Trie<T> {
    /// Files each value under its affix.
    pub(super) fn new(side: Side, mut entries: Vec<(&str, T)>) -> Self {
        // A stable sort keeps the policies' order under one affix.
        entries.sort_by(|(a, _), (b, _)| match side {
            Side::Start | Side::StartWithoutCase => a.cmp(b),
            Side::End => a.bytes().rev().cmp(b.bytes().rev()),
        });
        let (affixes, values): (Vec<&str>, Vec<T>) = entries.into_iter().unzip();
        let builder = Builder { side, affixes: &affixes, ..Builder::empty() };
        let (nodes, entered_by, labels) = builder.build();
        Self { side, nodes, entered_by, labels, values: values.into() }
    }

    /// Whether any value whose affix the text has passes the test, shortest affixes first. The test
    /// is told how long the affix is.
    pub(super) fn any(&self, text: &str, mut test: impl FnMut(&T, usize) -> bool) -> bool {
        let mut rest = text.as_bytes();
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            let label = node.label.of(&self.labels);
            let Some(stripped) = self.stripped(rest, label) else { return false };
            rest = stripped;
            let matched = text.len() - rest.len();
            if node.values.of(&self.values).iter().any(|value| test(value, matched)) {
                return true;
            }
            let next = match self.side {
                Side::Start => rest.first().copied(),
                Side::StartWithoutCase => rest.first().map(u8::to_ascii_lowercase),
                Side::End => rest.last().copied(),
            };
            let siblings = node.children.of(&self.entered_by);
            let child = next.and_then(|next| siblings.iter().position(|by| *by == next));
            let Some(child) = child else { return false };
            at = node.children.start as usize + child;
        }
        false
    }

    fn stripped<'t>(&self, text: &'t [u8], label: &[u8]) -> Option<&'t [u8]> {
        match self.side {
            Side::Start => text.strip_prefix(label),
            Side::StartWithoutCase => {
                let (start, rest) = text.split_at_checked(label.len())?;
                start.eq_ignore_ascii_case(label).then_some(rest)
            }
            Side::End => text.strip_suffix(label),
        }
    }
}

/// Lays out the nodes breadth first, so that siblings lie side by side.
struct Builder<'a> {
    side: Side,
    /// In their order, with repetitions.
    affixes: &'a [&'a str],
    nodes: Vec<Node>,
    entered_by: Vec<u8>,
    labels: Vec<u8>,
}

/// A node that is still to be laid out: the affixes under it, and how much of them lies above it.
struct Pending {
    affixes: Place,
    depth: usize,
}

type Tables = (Box<[Node]>, Box<[u8]>, Box<[u8]>);

impl Builder<'_> {
    fn empty() -> Self {
        let (nodes, entered_by, labels) = (Vec::new(), Vec::new(), Vec::new());
        Self { side: Side::Start, affixes: &[], nodes, entered_by, labels }
    }

    fn build(mut self) -> Tables {
        let mut pending = Vec::new();
        if !self.affixes.is_empty() {
            pending.push(Pending {
                affixes: Place { start: 0, end: number(self.affixes.len()) },
                depth: 0,
            });
            self.nodes.push(Node::default());
            self.entered_by.push(0);
        }
        let mut at = 0;
        while let Some(next) = pending.get(at) {
            let (node, children) = self.lay_out(next);
            if let Some(place) = self.nodes.get_mut(at) {
                *place = node;
            }
            pending.extend(children);
            at += 1;
        }
        (self.nodes.into(), self.entered_by.into(), self.labels.into())
    }

    fn lay_out(&mut self, pending: &Pending) -> (Node, Vec<Pending>) {
        let under = pending.affixes.of(self.affixes);
        let (first, last) = (under.first(), under.last());
        let common = first.zip(last).map_or(0, |(first, last)| self.common(first, last));
        let label = self.add_label(first.copied().unwrap_or_default(), pending.depth, common);
        let own = under.iter().take_while(|affix| affix.len() == common).count();
        let values =
            Place { start: pending.affixes.start, end: pending.affixes.start + number(own) };
        let children_start = number(self.nodes.len());
        let mut children: Vec<Pending> = Vec::new();
        for (at, affix) in (values.end..pending.affixes.end).zip(under.iter().skip(own)) {
            let by = self.byte(affix, common);
            let same = !children.is_empty() && self.entered_by.last() == Some(&by);
            if let Some(child) = children.last_mut().filter(|_| same) {
                child.affixes.end = at + 1;
                continue;
            }
            children.push(Pending { affixes: Place { start: at, end: at + 1 }, depth: common });
            self.nodes.push(Node::default());
            self.entered_by.push(by);
        }
        let children_end = number(self.nodes.len());
        let node =
            Node { label, children: Place { start: children_start, end: children_end }, values };
        (node, children)
    }

    /// The byte at this depth from the side that is compared.
    fn byte(&self, affix: &str, depth: usize) -> u8 {
        let byte = match self.side {
            Side::Start | Side::StartWithoutCase => affix.as_bytes().get(depth),
            Side::End => affix.as_bytes().iter().rev().nth(depth),
        };
        byte.copied().unwrap_or_default()
    }

    /// How many bytes two affixes share: in sorted order, all those between them share as many.
    fn common(&self, a: &str, b: &str) -> usize {
        let same = |(a, b): &(u8, u8)| a == b;
        match self.side {
            Side::Start | Side::StartWithoutCase => {
                a.bytes().zip(b.bytes()).take_while(same).count()
            }
            Side::End => a.bytes().rev().zip(b.bytes().rev()).take_while(same).count(),
        }
    }

    fn add_label(&mut self, affix: &str, depth: usize, end: usize) -> Place {
        let bytes = affix.as_bytes();
        let label = match self.side {
            Side::Start | Side::StartWithoutCase => bytes.get(depth..end),
            Side::End => {
                bytes.get(bytes.len().saturating_sub(end)..bytes.len().saturating_sub(depth))
            }
        };
        let start = number(self.labels.len());
        self.labels.extend_from_slice(label.unwrap_or_default());
        Place { start, end: number(self.labels.len()) }
    }
}

/// Memory ends long before the range of u32 does.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Side, Trie};
    use proptest::prelude::{ProptestConfig, prop_assert_eq, proptest};

    fn found(trie: &Trie<usize>, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        trie.any(text, |value, _| {
            found.push(*value);
            false
        });
        found.sort_unstable();
        found
    }

    #[test]
    fn an_empty_trie_finds_nothing_and_an_empty_affix_is_everyones() {
        assert!(!Trie::<()>::new(Side::Start, Vec::new()).any("a", |(), _| true));
        let all = Trie::new(Side::End, vec![("", ())]);
        assert!(all.any("", |(), _| true) && all.any("a", |(), _| true));
        assert!(!all.any("a", |(), _| false));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn it_finds_what_a_look_at_each_would_find(
            affixes in proptest::collection::vec("[ab:é]{0,5}", 0..12),
            text in "[ab:é]{0,8}",
        ) {
            for side in [Side::Start, Side::StartWithoutCase, Side::End] {
                let filed = affixes.iter().enumerate();
                let filed = filed.map(|(at, affix)| (affix.as_str(), at)).collect();
                let naive: Vec<usize> = affixes
                    .iter()
                    .enumerate()
                    .filter(|(_, affix)| match side {
                        Side::Start | Side::StartWithoutCase => text.starts_with(affix.as_str()),
                        Side::End => text.ends_with(affix.as_str()),
                    })
                    .map(|(at, _)| at)
                    .collect();
                let trie = Trie::new(side, filed);
                prop_assert_eq!(&found(&trie, &text), &naive);
                if side == Side::StartWithoutCase {
                    prop_assert_eq!(found(&trie, &text.to_ascii_uppercase()), naive);
                }
            }
        }
    }
}
