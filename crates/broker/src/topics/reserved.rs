//! AWS IoT's reserved topics: what a client that publishes to one of them means.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/reserved-topics.html>

use crate::shadow::ShadowOperation;
use smallvec::SmallVec;
use std::sync::Arc;

/// What a topic is to a client that publishes to it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// A topic like any other.
    Ordinary,
    /// A request on a shadow.
    Shadow(ShadowTopic),
    /// Clients do not publish here: the server itself does, or nobody.
    Closed,
}

/// A topic on which something is asked of a shadow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ShadowTopic {
    pub(crate) thing: Arc<str>,
    /// Nothing for the classic shadow.
    pub(crate) shadow: Option<Arc<str>>,
    pub(crate) operation: ShadowOperation,
}

/// The longest name of a thing.
const THING_NAME_BYTES_MAX: usize = 128;
/// The longest name of a shadow.
const SHADOW_NAME_BYTES_MAX: usize = 64;
/// One more than the levels of the deepest request topic.
const LEVELS_LOOKED_AT: usize = 8;

/// What publishing to a topic means. AWS reserves every topic that begins with `$`; elsewhere the
/// names of MQTT's own suites and of other brokers stay topics.
pub(crate) fn purpose(topic: &str, strict_aws: bool) -> Purpose {
    if !topic.starts_with('$') {
        return Purpose::Ordinary;
    }
    let levels: SmallVec<[&str; LEVELS_LOOKED_AT]> = topic.splitn(LEVELS_LOOKED_AT, '/').collect();
    let request = match *levels {
        ["$aws", "things", thing, "shadow", operation] => shadow(thing, None, operation),
        ["$aws", "things", thing, "shadow", "name", name, operation] => {
            shadow(thing, Some(name), operation)
        }
        ["$aws", ..] => None,
        _ if strict_aws => None,
        _ => return Purpose::Ordinary,
    };
    request.map_or(Purpose::Closed, Purpose::Shadow)
}

fn shadow(thing: &str, name: Option<&str>, operation: &str) -> Option<ShadowTopic> {
    let operation = match operation {
        "get" => ShadowOperation::Get,
        "update" => ShadowOperation::Update,
        "delete" => ShadowOperation::Delete,
        _ => return None,
    };
    let named = name.is_none_or(|name| is_name(name, SHADOW_NAME_BYTES_MAX, b":_-$"));
    let well_formed = named && is_name(thing, THING_NAME_BYTES_MAX, b":_-");
    well_formed.then(|| ShadowTopic {
        thing: thing.into(),
        shadow: name.map(Into::into),
        operation,
    })
}

fn is_name(name: &str, bytes_max: usize, marks: &[u8]) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || marks.contains(&byte);
    !name.is_empty() && name.len() <= bytes_max && name.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(thing: &str, name: Option<&str>, operation: ShadowOperation) -> Purpose {
        let shadow = name.map(Into::into);
        Purpose::Shadow(ShadowTopic { thing: thing.into(), shadow, operation })
    }

    #[test]
    fn requests_on_shadows_are_the_only_reserved_topics_that_clients_publish_to() {
        use ShadowOperation::{Delete, Get, Update};
        let (thing, name) = ("t".repeat(128), "$:_-".repeat(16));
        for (topic, expected) in [
            ("$aws/things/a:_-9/shadow/get".to_owned(), asked("a:_-9", None, Get)),
            ("$aws/things/T/shadow/update".to_owned(), asked("T", None, Update)),
            ("$aws/things/T/shadow/delete".to_owned(), asked("T", None, Delete)),
            ("$aws/things/T/shadow/name/N/get".to_owned(), asked("T", Some("N"), Get)),
            ("$aws/things/T/shadow/name/get/get".to_owned(), asked("T", Some("get"), Get)),
            (
                format!("$aws/things/{thing}/shadow/name/{name}/delete"),
                asked(&thing, Some(&name), Delete),
            ),
        ] {
            assert_eq!(purpose(&topic, false), expected, "{topic}");
            assert_eq!(purpose(&topic, true), expected, "{topic}");
        }
        for topic in [
            "$aws",
            "$aws/",
            "$aws/things",
            "$aws/things/T",
            "$aws/things/T/shadow",
            "$aws/things/T/shadow/",
            "$aws/things/T/shadow/GET",
            "$aws/things/T/Shadow/get",
            "$aws/things/T/shadow/get/accepted",
            "$aws/things/T/shadow/get/rejected",
            "$aws/things/T/shadow/update/accepted",
            "$aws/things/T/shadow/update/rejected",
            "$aws/things/T/shadow/update/delta",
            "$aws/things/T/shadow/update/documents",
            "$aws/things/T/shadow/delete/accepted",
            "$aws/things/T/shadow/name/get",
            "$aws/things/T/shadow/name/N/get/accepted",
            "$aws/things/T/shadow/name/N/update/delta",
            "$aws/things/T/shadow/name/N/get/",
            "$aws/things/T/shadow/get/",
            "$aws/things//shadow/get",
            "$aws/things/T/shadow/name//get",
            "$aws/things/a b/shadow/get",
            "$aws/things/$T/shadow/get",
            "$aws/things/T/shadow/name/a.b/get",
            "$aws/things/\u{e9}/shadow/get",
            "$aws/events/presence/connected/x",
            "$aws/rules/r/topic",
            "$aws/things/T/jobs/get",
        ] {
            assert_eq!(purpose(topic, false), Purpose::Closed, "{topic}");
        }
        for long in [
            format!("$aws/things/{thing}t/shadow/get"),
            format!("$aws/things/T/shadow/name/{name}n/get"),
        ] {
            assert_eq!(purpose(&long, false), Purpose::Closed, "{long}");
        }
    }

    #[test]
    fn other_topics_with_a_dollar_are_reserved_as_in_aws_where_that_is_asked_for() {
        for topic in ["$SYS/x", "$awsx/things/T/shadow/get", "$", "$AWS/x"] {
            assert_eq!(purpose(topic, false), Purpose::Ordinary, "{topic}");
            assert_eq!(purpose(topic, true), Purpose::Closed, "{topic}");
        }
        for topic in ["a/$aws/things/T/shadow/get", "aws/things/T/shadow/get", "/$aws"] {
            assert_eq!(purpose(topic, true), Purpose::Ordinary, "{topic}");
        }
    }
}
