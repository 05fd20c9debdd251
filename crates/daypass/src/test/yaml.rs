//! YAML as a tree of nodes that know their place, so that whatever is wrong can be pointed at.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// A value and where it begins.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) at: Place,
}

/// The sorts of values. What a plain scalar means is settled by who reads it, so that account
/// numbers keep their zeros.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// A scalar, and whether it was quoted.
    Scalar {
        text: String,
        quoted: bool,
    },
    Sequence(Vec<Node>),
    /// Keys with their places, unique.
    Mapping(Vec<(String, Place, Node)>),
}

/// A line and a column, both from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Place {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}:{}: {message}", at.line, at.column)]
pub(super) struct Malformed {
    pub(super) at: Place,
    pub(super) message: String,
}

impl Malformed {
    pub(super) fn new(at: Place, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }
}

/// How deep values may be nested.
const DEPTH_MAX: usize = 32;
/// How many values a file may have, those counted that aliases repeat.
const NODES_MAX: usize = 200_000;

/// Reads the one document of a file.
pub(super) fn read(text: &str) -> Result<Node, Malformed> {
    let mut reader =
        Reader { parser: Parser::new_from_str(text), anchors: HashMap::new(), nodes: 0 };
    let (_, start) = reader.next()?;
    match reader.next()? {
        (Event::DocumentStart(_), _) => {}
        _ => return Err(Malformed::new(start, "the file is empty")),
    }
    let (event, at) = reader.next()?;
    let node = reader.node(event, at, 0)?;
    match (reader.next()?, reader.next()?) {
        ((Event::DocumentEnd, _), (Event::StreamEnd, _)) => Ok(node),
        (_, (_, at)) => Err(Malformed::new(at, "a second document begins; there can be one")),
    }
}

struct Reader<'t> {
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    anchors: HashMap<usize, Node>,
    nodes: usize,
}

impl<'t> Reader<'t> {
    fn next(&mut self) -> Result<(Event<'t>, Place), Malformed> {
        match self.parser.next_event() {
            Some(Ok((event, span))) => Ok((event, place(span))),
            Some(Err(error)) => {
                let at = Place { line: error.marker().line(), column: error.marker().col() + 1 };
                Err(Malformed::new(at, error.info()))
            }
            None => Err(Malformed::new(START, "the file ends too early")),
        }
    }

    fn node(&mut self, event: Event<'t>, at: Place, depth: usize) -> Result<Node, Malformed> {
        self.count(1, at)?;
        if depth > DEPTH_MAX {
            return Err(Malformed::new(at, format!("nested deeper than {DEPTH_MAX} levels")));
        }
        let (kind, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => {
                let quoted = style != ScalarStyle::Plain;
                (Kind::Scalar { text: text.into_owned(), quoted }, anchor)
            }
            Event::SequenceStart(anchor, _) => (self.sequence(depth)?, anchor),
            Event::MappingStart(anchor, _) => (self.mapping(depth)?, anchor),
            Event::Alias(anchor) => return self.alias(anchor, at),
            _ => return Err(Malformed::new(at, "a value is missing")),
        };
        let node = Node { kind, at };
        // Zero stands for none.
        if anchor != 0 {
            self.count(size(&node), at)?;
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn alias(&mut self, anchor: usize, at: Place) -> Result<Node, Malformed> {
        let known = self.anchors.get(&anchor);
        let node = known.ok_or_else(|| Malformed::new(at, "the alias stands within its anchor"))?;
        let (repeated, node) = (size(node), node.clone());
        self.count(repeated, at)?;
        Ok(node)
    }

    fn sequence(&mut self, depth: usize) -> Result<Kind, Malformed> {
        let mut nodes = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Ok(Kind::Sequence(nodes)),
                (event, at) => nodes.push(self.node(event, at, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<Kind, Malformed> {
        let mut members: Vec<(String, Place, Node)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        loop {
            let (event, at) = self.next()?;
            let key = match event {
                Event::MappingEnd => return Ok(Kind::Mapping(members)),
                Event::Scalar(text, ..) => text.into_owned(),
                _ => return Err(Malformed::new(at, "a key has to be plain text")),
            };
            if !seen.insert(key.clone()) {
                return Err(Malformed::new(at, format!("`{key}` stands here twice")));
            }
            let (event, value_at) = self.next()?;
            let value = self.node(event, value_at, depth + 1)?;
            members.push((key, at, value));
        }
    }

    fn count(&mut self, nodes: usize, at: Place) -> Result<(), Malformed> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > NODES_MAX {
            return Err(Malformed::new(at, format!("the file has more than {NODES_MAX} values")));
        }
        Ok(())
    }
}

fn size(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Scalar { .. } => 0,
        Kind::Sequence(nodes) => nodes.iter().map(size).sum(),
        Kind::Mapping(members) => members.iter().map(|(_, _, node)| size(node)).sum(),
    }
}

fn place(span: Span) -> Place {
    Place { line: span.start.line(), column: span.start.col() + 1 }
}

/// The beginning of a file.
pub(super) const START: Place = Place { line: 1, column: 1 };

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_place() {
        let node = read("a: 1\nb:\n  - \"2\"\n  - {c: ~}\n").unwrap();
        let Kind::Mapping(members) = &node.kind else { panic!("{node:?}") };
        assert_eq!(members[1].0, "b");
        let Kind::Sequence(items) = &members[1].2.kind else { panic!("{members:?}") };
        assert_eq!(items[0].at, Place { line: 3, column: 5 });
        assert!(matches!(&items[0].kind, Kind::Scalar { quoted: true, text } if text == "2"));
    }

    #[test]
    fn an_alias_repeats_its_anchor() {
        let node = read("a: &x [1, 2]\nb: *x\n").unwrap();
        let Kind::Mapping(members) = &node.kind else { panic!("{node:?}") };
        assert!(matches!(&members[1].2.kind, Kind::Sequence(items) if items.len() == 2));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_its_place() {
        let deep = "[".repeat(DEPTH_MAX + 3) + &"]".repeat(DEPTH_MAX + 3);
        let mut lines = vec!["k0: &a0 [1,1,1,1]".to_owned()];
        for at in 1..30 {
            let below = format!("*a{}", at - 1);
            lines.push(format!("k{at}: &a{at} [{below},{below},{below},{below}]"));
        }
        let bomb = lines.join("\n");
        for (text, line) in [
            ("a: 1\na: 2\n", 2),
            ("a: [1\n", 2),
            ("", 1),
            ("a: 1\n---\nb: 2\n", 2),
            ("? [a]\n: 1\n", 1),
            ("a: *nowhere\n", 1),
            ("a: &x [*x]\n", 1),
            (&deep, 1),
            ("a:\n\t- 1\n", 2),
        ] {
            let refused = read(text).expect_err(text);
            assert_eq!(refused.at.line, line, "{text}: {refused}");
        }
        assert!(read(&bomb).expect_err("a bomb").message.contains("values"));
    }

    #[test]
    fn any_text_is_read_or_refused() {
        // Every text of a few signs that YAML gives a meaning.
        let signs =
            ["a", ":", " ", "\n", "-", "[", "]", "{", "}", "&", "*", "!", "|", "'", "\"", "?"];
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            texts = texts
                .iter()
                .flat_map(|text| signs.iter().map(move |sign| format!("{text}{sign}")))
                .collect();
        }
        let read = texts.iter().filter(|text| read(text).is_ok()).count();
        assert!(read > 100 && read < texts.len(), "{read}");
    }
}
