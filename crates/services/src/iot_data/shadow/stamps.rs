//! When each value of a section was written: a mirror of the section with a moment, in seconds
//! since 1970, in place of every value.
//!
//! Merging goes by the kinds of nodes alone, so that a mirror merged with a mirrored patch is the
//! mirror of the merged section.

use super::json::{Node, Object};

/// The mirror of a patch at a moment. Nulls stay nulls: they delete the moment with the value.
pub(super) fn stamped(patch: &Object, seconds: i64) -> Object {
    mirrored(patch, &Node::whole(seconds), &Node::Null)
}

/// The mirror of what a request said, deletions included.
pub(super) fn stamped_request(state: &Node, seconds: i64) -> Node {
    let moment = Node::whole(seconds);
    mirror(state, &moment, &moment)
}

fn mirrored(object: &Object, value: &Node, null: &Node) -> Object {
    object.iter().map(|(key, node)| (key.clone(), mirror(node, value, null))).collect()
}

fn mirror(node: &Node, value: &Node, null: &Node) -> Node {
    match node {
        Node::Null => null.clone(),
        Node::Array(items) => {
            Node::Array(items.iter().map(|item| mirror(item, value, null)).collect())
        }
        Node::Object(object) => Node::Object(mirrored(object, value, null)),
        _ => value.clone(),
    }
}

/// The moments of those values that a delta holds.
pub(super) fn of_delta(delta: &Object, desired: &Object) -> Object {
    let members = delta.iter().filter_map(|(key, value)| {
        let stamps = match (value, desired.get(key)?) {
            (Node::Object(delta), Node::Object(desired)) => Node::Object(of_delta(delta, desired)),
            (_, stamps) => stamps.clone(),
        };
        Some((key.clone(), stamps))
    });
    members.collect()
}

/// Metadata as AWS writes it: `{"timestamp": seconds}` for every moment.
pub(super) fn metadata(stamps: &Node) -> Node {
    match stamps {
        Node::Array(items) => Node::Array(items.iter().map(metadata).collect()),
        Node::Object(object) => Node::Object(metadata_of(object)),
        moment => Node::Object(Object::from([("timestamp".to_owned(), moment.clone())])),
    }
}

/// Metadata of an object.
pub(super) fn metadata_of(stamps: &Object) -> Object {
    stamps.iter().map(|(key, stamps)| (key.clone(), metadata(stamps))).collect()
}
