//! Topic aliases, in either direction (MQTT 5.0, section 3.3.2.3.4).

use crate::topic::Topic;
use daypass_mqtt::{PublishTopic, TopicAlias, TopicName};
use std::sync::Arc;

/// Topics by the aliases that a client gave them.
#[derive(Debug, Default)]
pub(crate) struct TopicAliases {
    topics: Vec<Option<Topic>>,
}

impl TopicAliases {
    /// Gives a topic an alias; false above the maximum that the server granted.
    pub(crate) fn set(&mut self, alias: TopicAlias, topic: &Topic, max: u16) -> bool {
        if alias.get() > max {
            return false;
        }
        let place = usize::from(alias.get());
        if self.topics.len() <= place {
            self.topics.resize(place + 1, None);
        }
        if let Some(entry) = self.topics.get_mut(place) {
            *entry = Some(topic.clone());
        }
        true
    }

    /// The topic of an alias.
    pub(crate) fn topic(&self, alias: TopicAlias) -> Option<&Topic> {
        self.topics.get(usize::from(alias.get()))?.as_ref()
    }
}

/// The aliases that stand for topics on the way to a client: the first topics of all that it hears
/// keep theirs for as long as the connection lasts.
#[derive(Debug)]
pub(crate) struct GivenAliases {
    topics: Vec<Arc<str>>,
    max: usize,
}

/// What an alias takes in a packet; a shorter topic is not worth one.
const ALIAS_BYTES: usize = 3;

impl GivenAliases {
    /// As many as the client takes, and the server gives.
    pub(crate) fn new(asked: Option<u16>, max: u16) -> Self {
        Self { topics: Vec::new(), max: usize::from(asked.unwrap_or(0).min(max)) }
    }

    /// Whether a topic may be named by an alias.
    pub(crate) fn may_name(&self, topic: &Topic) -> bool {
        self.max > 0 && topic.text.len() > ALIAS_BYTES
    }

    /// How a topic is named in the next packet. Call [`Self::sent`] once it is on its way.
    pub(crate) fn name<'t>(&self, topic: &'t Topic) -> PublishTopic<&'t TopicName> {
        if !self.may_name(topic) {
            return PublishTopic::Name(&topic.name);
        }
        let known = self.topics.iter().position(|known| *known == topic.text);
        match (known.and_then(alias), alias(self.topics.len())) {
            (Some(alias), _) => PublishTopic::Alias(alias),
            (None, Some(alias)) if self.topics.len() < self.max => {
                PublishTopic::NameAndAlias(&topic.name, alias)
            }
            _ => PublishTopic::Name(&topic.name),
        }
    }

    /// A packet with this name was sent.
    pub(crate) fn sent(&mut self, named: &PublishTopic<&TopicName>, topic: &Topic) {
        if matches!(named, PublishTopic::NameAndAlias(..)) {
            self.topics.push(Arc::clone(&topic.text));
        }
    }
}

/// The alias of the topic at a place.
fn alias(place: usize) -> Option<TopicAlias> {
    TopicAlias::new(u16::try_from(place + 1).ok()?)
}
