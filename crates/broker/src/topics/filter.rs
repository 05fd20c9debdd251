//! How topic filters match topic names (section 4.7).

/// The levels of a topic name or filter, at least one.
pub(crate) fn levels(text: &str) -> impl Iterator<Item = &str> + Clone {
    text.split('/')
}

/// The first level, and what comes after it if there are more.
pub(super) fn split_level(text: &str) -> (&str, Option<&str>) {
    text.split_once('/').map_or((text, None), |(level, rest)| (level, Some(rest)))
}

/// What a shared subscription's filter begins with.
const SHARE_PREFIX: &str = "$share/";

/// Whether a filter that was accepted is that of a shared subscription.
pub(crate) fn is_shared(filter: &str) -> bool {
    filter.starts_with(SHARE_PREFIX)
}

/// What topics are matched with: the filter without `$share/NAME/`.
pub(crate) fn unshared(filter: &str) -> &str {
    let shared = filter.strip_prefix(SHARE_PREFIX).and_then(|rest| rest.split_once('/'));
    shared.map_or(filter, |(_, unshared)| unshared)
}

/// Whether the topic is the server's own, which wildcards at the first level do not match
/// [MQTT-4.7.2-1].
pub(crate) fn is_reserved(topic: &str) -> bool {
    topic.starts_with('$')
}

/// Whether `filter` (not a shared one) matches `topic`. By the specification `a/#` matches `a`,
/// too; AWS IoT does not, and then `parent` is false.
pub(crate) fn matches(filter: &str, topic: &str, parent: bool) -> bool {
    if is_reserved(topic) && filter.starts_with(['+', '#']) {
        return false;
    }
    levels_match(levels(filter), levels(topic), parent)
}

/// Whether the levels of a filter match those of a topic, or what follows of both after levels that
/// do.
pub(super) fn levels_match<'t>(
    mut wanted: impl Iterator<Item = &'t str>,
    mut given: impl Iterator<Item = &'t str>,
    parent_matches: bool,
) -> bool {
    loop {
        match (wanted.next(), given.next()) {
            (Some("#"), Some(_)) | (None, None) => return true,
            (Some("#"), None) => return parent_matches,
            (Some("+"), Some(_)) => {}
            (Some(level), Some(found)) if level == found => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification() {
        for (filter, topic, expected) in [
            ("sport/tennis/player1/#", "sport/tennis/player1", true),
            ("sport/tennis/player1/#", "sport/tennis/player1/ranking", true),
            ("sport/tennis/player1/#", "sport/tennis/player1/score/wimbledon", true),
            ("sport/#", "sport", true),
            ("#", "sport", true),
            ("#", "$SYS/x", false),
            ("+/x", "$SYS/x", false),
            ("$SYS/#", "$SYS/x", true),
            ("$SYS/monitor/+", "$SYS/monitor/Clients", true),
            ("sport/tennis/+", "sport/tennis/player1", true),
            ("sport/tennis/+", "sport/tennis/player1/ranking", false),
            ("sport/+", "sport", false),
            ("sport/+", "sport/", true),
            ("+/+", "/finance", true),
            ("/+", "/finance", true),
            ("+", "/finance", false),
            ("a", "A", false),
            ("a", "a/", false),
        ] {
            assert_eq!(matches(filter, topic, true), expected, "{filter} {topic}");
        }
        assert!(!matches("sport/#", "sport", false));
        assert!(matches("sport/#", "sport/", false));
    }
}
