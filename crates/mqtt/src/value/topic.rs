//! Topic names and topic filters (section 4.7) and shared subscriptions (MQTT 5.0, section 4.8).

use std::fmt;

use thiserror::Error;

use crate::Utf8String;

/// Separates the levels of a topic.
const LEVEL_SEPARATOR: char = '/';

/// How the filter of a shared subscription begins [MQTT-4.8.2-1].
const SHARE_PREFIX: &str = "$share/";

/// Why a string is no topic name or no topic filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TopicError {
    /// Names and filters have at least one character [MQTT-4.7.3-1].
    #[error("the topic is empty")]
    Empty,
    /// `+` or `#` in a topic name [MQTT-4.7.0-1], [MQTT-3.3.2-2].
    #[error("the topic name contains a wildcard")]
    WildcardInName,
    /// `#` beside other characters of its level, or before the last level [MQTT-4.7.1-1].
    #[error("the multi-level wildcard is not the whole last level")]
    MultiLevelWildcard,
    /// `+` beside other characters of its level [MQTT-4.7.1-2].
    #[error("the single-level wildcard is not a whole level")]
    SingleLevelWildcard,
    /// `$share/` without a share name of at least one character, free of `+` and `#`, that a `/`
    /// follows [MQTT-4.8.2-1], [MQTT-4.8.2-2].
    #[error("the share name of the shared subscription is malformed")]
    ShareName,
}

/// The topic that a message is published to: not empty and without wildcards.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TopicName(Utf8String);

impl TopicName {
    /// The string as a topic name.
    pub fn new(text: Utf8String) -> Result<Self, TopicError> {
        if text.as_str().is_empty() {
            Err(TopicError::Empty)
        } else if has_wildcards(text.as_str()) {
            Err(TopicError::WildcardInName)
        } else {
            Ok(Self(text))
        }
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The string that it was made from.
    pub fn text(&self) -> &Utf8String {
        &self.0
    }

    /// Its levels, at least one; a level may be empty.
    pub fn levels(&self) -> impl Iterator<Item = &str> + Clone {
        self.as_str().split(LEVEL_SEPARATOR)
    }
}

impl fmt::Debug for TopicName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

/// What a client subscribes to: levels of which `+` stands for one and a last `#` for any number, and
/// before them `$share/NAME/` if the subscription is shared. Amazon serves shared subscriptions in
/// 3.1.1 too, so that the version does not matter here.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TopicFilter {
    text: Utf8String,
    /// Where the share name ends; nothing for a filter that is not shared.
    share_name_end: Option<usize>,
}

impl TopicFilter {
    /// The string as a topic filter.
    pub fn new(text: Utf8String) -> Result<Self, TopicError> {
        let share_name_end = share_name_end(text.as_str())?;
        let filter = Self { text, share_name_end };
        check_wildcards(filter.unshared())?;
        Ok(filter)
    }

    /// The whole filter as the client sent it.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The string that it was made from.
    pub fn text(&self) -> &Utf8String {
        &self.text
    }

    /// `NAME` of `$share/NAME/FILTER`.
    pub fn share_name(&self) -> Option<&str> {
        self.as_str().get(SHARE_PREFIX.len()..self.share_name_end?)
    }

    /// `FILTER` of `$share/NAME/FILTER`, or the whole filter if it is not shared: what topic names are
    /// matched with.
    pub fn unshared(&self) -> &str {
        let begin = self.share_name_end.map_or(0, |end| end + LEVEL_SEPARATOR.len_utf8());
        self.as_str().get(begin..).unwrap_or_default()
    }

    /// The levels of [`Self::unshared`], at least one; a level may be empty.
    pub fn levels(&self) -> impl Iterator<Item = &str> + Clone {
        self.unshared().split(LEVEL_SEPARATOR)
    }

    /// Whether more than one topic name can match.
    pub fn has_wildcards(&self) -> bool {
        has_wildcards(self.unshared())
    }
}

impl fmt::Debug for TopicFilter {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), formatter)
    }
}

/// Looks at bytes, because every PUBLISH comes by here.
fn has_wildcards(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'+' | b'#'))
}

fn share_name_end(filter: &str) -> Result<Option<usize>, TopicError> {
    let Some(rest) = filter.strip_prefix(SHARE_PREFIX) else { return Ok(None) };
    let (name, _) = rest.split_once(LEVEL_SEPARATOR).ok_or(TopicError::ShareName)?;
    if name.is_empty() || has_wildcards(name) {
        return Err(TopicError::ShareName);
    }
    Ok(Some(SHARE_PREFIX.len() + name.len()))
}

fn check_wildcards(filter: &str) -> Result<(), TopicError> {
    if filter.is_empty() {
        return Err(TopicError::Empty);
    }
    let mut levels = filter.split(LEVEL_SEPARATOR).peekable();
    while let Some(level) = levels.next() {
        if level.contains('#') && (level != "#" || levels.peek().is_some()) {
            return Err(TopicError::MultiLevelWildcard);
        }
        if level.contains('+') && level != "+" {
            return Err(TopicError::SingleLevelWildcard);
        }
    }
    Ok(())
}
