//! The XML of the Query protocol, as the JSON that it stands for.

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::{Map, Value};

/// Nodes of one answer.
const NODES_MAX: u32 = 2_000_000;
/// Levels of elements: AWS's answers have about ten.
const DEPTH_MAX: usize = 32;

/// What the root holds. An element with elements in it is an object, one with `member` in it a list,
/// any other its text.
pub(super) fn read(text: &str) -> Option<Value> {
    let options =
        ParsingOptions { allow_dtd: false, nodes_limit: NODES_MAX, entity_resolver: None };
    let document = Document::parse_with_options(text, options).ok()?;
    value(document.root_element(), DEPTH_MAX)
}

fn value(node: Node<'_, '_>, depth_left: usize) -> Option<Value> {
    let depth_left = depth_left.checked_sub(1)?;
    let mut elements = node.children().filter(Node::is_element).peekable();
    match elements.peek().map(|first| first.tag_name().name()) {
        None => {
            let texts = node.children().filter(Node::is_text).filter_map(|text| text.text());
            Some(Value::String(texts.collect()))
        }
        Some("member") => elements.map(|element| value(element, depth_left)).collect(),
        Some(_) => {
            let mut object = Map::new();
            for element in elements {
                object.insert(element.tag_name().name().to_owned(), value(element, depth_left)?);
            }
            Some(Value::Object(object))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_objects_and_texts_are_told_apart() {
        let text = "<R xmlns='urn:x'><Roles><member><Name>a&amp;b</Name><Tags/></member>\n \
                    <member><Name>c</Name></member></Roles><IsTruncated>false</IsTruncated></R>";
        let roles = json!([{ "Name": "a&b", "Tags": "" }, { "Name": "c" }]);
        assert_eq!(read(text), Some(json!({ "Roles": roles, "IsTruncated": "false" })));
    }

    #[test]
    fn what_is_no_answer_is_not_read() {
        let nested = |levels: usize| "<a>".repeat(levels) + &"</a>".repeat(levels);
        assert!(read(&nested(DEPTH_MAX)).is_some());
        for text in ["", "no", "<a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(&nested(DEPTH_MAX + 1)), None);
    }
}
