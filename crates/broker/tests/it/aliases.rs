//! Topic aliases on the way to a client.

use crate::policies::all;
use crate::stage::{Knock, Stage};
use daypass_broker::BrokerSettings;
use daypass_mqtt::PublishTopic;

/// What came, as name and alias.
fn named(stage: &mut Stage, number: usize) -> Vec<(String, u16)> {
    let shown = |topic: PublishTopic| {
        let name = topic.name().map_or("", daypass_mqtt::TopicName::as_str).to_owned();
        (name, topic.alias().map_or(0, daypass_mqtt::TopicAlias::get))
    };
    stage.publishes(number).into_iter().map(|publish| shown(publish.topic)).collect()
}

#[test]
fn the_first_topics_have_aliases_as_many_as_both_sides_take() {
    let settings = BrokerSettings { topic_alias_max: 2, ..BrokerSettings::default() };
    for (asked, with_aliases) in [(Some(5), 2), (Some(1), 1), (None, 0)] {
        let mut stage = Stage::with(settings.clone(), 1);
        stage.allow("alice", &all());
        let knock = Knock::v5("alice", "listener");
        let listener = stage.connect(match asked {
            Some(max) => knock.topic_alias_max(max),
            None => knock,
        });
        stage.subscribe(listener, "#", 1);
        let sender = stage.connect(Knock::v5("alice", "sender"));
        let topics = ["t/one", "abc", "t/two", "t/three"];
        for _ in 0..2 {
            for topic in topics {
                stage.publish(sender, topic, "x");
            }
        }
        let alias = |topic: &str| match topic {
            "t/one" if with_aliases > 0 => 1,
            "t/two" if with_aliases > 1 => 2,
            _ => 0,
        };
        let first = topics.map(|topic| (topic.to_owned(), alias(topic)));
        let again = first
            .clone()
            .map(|(topic, alias)| (if alias > 0 { String::new() } else { topic }, alias));
        assert_eq!(named(&mut stage, listener), [first, again].concat());
    }
}

#[test]
fn a_packet_that_was_too_long_gives_no_alias() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let listener =
        stage.connect(Knock::v5("alice", "listener").topic_alias_max(5).packet_bytes_max(64));
    stage.subscribe(listener, "#", 0);
    let sender = stage.connect(Knock::v5("alice", "sender"));
    stage.publish(sender, "t/one", &"x".repeat(100));
    stage.publish(sender, "t/one", "x");
    stage.publish(sender, "t/one", "x");
    let expected = [("t/one".to_owned(), 1), (String::new(), 1)];
    assert_eq!(named(&mut stage, listener), expected);
}

#[test]
fn aliases_end_with_their_connection() {
    let mut stage = Stage::new();
    stage.allow("alice", &all());
    let sender = stage.connect(Knock::v5("alice", "sender"));
    let knock = || Knock::v5("alice", "listener").lasting().topic_alias_max(5);
    let listener = stage.connect(knock());
    stage.subscribe(listener, "#", 1);
    for _ in 0..2 {
        stage.publish(sender, "t/one", "x");
    }
    assert_eq!(named(&mut stage, listener), [("t/one".to_owned(), 1), (String::new(), 1)]);
    stage.lose(listener);
    let back = stage.connect(knock());
    stage.publish(sender, "t/one", "x");
    assert_eq!(named(&mut stage, back), [("t/one".to_owned(), 1)]);
}
