//! Topic aliases of a client (MQTT 5.0, section 3.3.2.3.4).

use crate::topic::Topic;
use daypass_mqtt::TopicAlias;

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
