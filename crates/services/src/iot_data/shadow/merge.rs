//! How an update changes a section, and what of the desired section is not reported yet.

use super::json::{Node, Object};

/// Merges `patch` into `target`: objects member by member, null deletes, all else replaces.
pub(super) fn merge(target: &mut Object, patch: &Object) {
    for (key, value) in patch {
        let value = match (value, target.get_mut(key)) {
            (Node::Object(patch), Some(Node::Object(target))) => {
                merge(target, patch);
                continue;
            }
            (Node::Object(patch), _) => created(patch).map(Node::Object),
            (Node::Null, _) => None,
            (value, _) => Some(value.clone()),
        };
        match value {
            Some(value) => target.insert(key.clone(), value),
            None => target.remove(key),
        };
    }
}

/// The object that a patch makes where there was none. One that only deletes makes nothing.
fn created(patch: &Object) -> Option<Object> {
    let members = patch.iter().filter_map(|(key, value)| {
        let value = match value {
            Node::Null => None,
            Node::Object(patch) => created(patch).map(Node::Object),
            value => Some(value.clone()),
        };
        Some((key.clone(), value?))
    });
    let object: Object = members.collect();
    (patch.is_empty() || !object.is_empty()).then_some(object)
}

/// What is desired and not reported: missing keys, and keys with another value. Arrays are
/// compared and given whole; what is only reported does not count.
pub(super) fn delta(desired: &Object, reported: &Object) -> Object {
    let differing = desired.iter().filter_map(|(key, desired)| {
        let value = match (desired, reported.get(key)) {
            (Node::Object(desired), Some(Node::Object(reported))) => {
                let delta = delta(desired, reported);
                (!delta.is_empty()).then_some(Node::Object(delta))
            }
            (desired, Some(reported)) if desired == reported => None,
            (desired, _) => Some(desired.clone()),
        };
        Some((key.clone(), value?))
    });
    differing.collect()
}
