//! The port through which operations publish: a message from HTTPS goes to every reactor.

use std::sync::{Arc, Mutex, PoisonError};

use daypass_broker::{Now, Publication as BrokerPublication, Publisher, Realm};
use daypass_mqtt::{
    BinaryData, MessageProperties, PayloadFormat, QoS, TopicName, UserProperty, Utf8String,
};
use daypass_services::ports::{
    Clock as _, Connections, Publication, PublicationProperties, PublishError,
};
use daypass_store::BoxFuture;
use tokio::sync::oneshot;

use super::command::Command;
use super::mailbox::Mailboxes;
use crate::clock::RealClock;

/// Publishes to the reactors.
#[derive(Debug)]
pub struct Publishing {
    mailboxes: Arc<Mailboxes>,
    clock: RealClock,
    publisher: Mutex<Publisher>,
}

impl Publishing {
    /// The port to these reactors.
    pub fn new(mailboxes: Arc<Mailboxes>, clock: RealClock) -> Self {
        Self { mailboxes, clock, publisher: Mutex::new(Publisher::beside_reactors()) }
    }

    fn send(&self, publication: Publication) -> Result<Vec<oneshot::Receiver<()>>, PublishError> {
        let now =
            Now { monotonic_ms: self.clock.monotonic_ms(), wall_ms: self.clock.now().wall_ms };
        let Some(publication) = for_broker(publication) else { return Ok(Vec::new()) };
        let message = {
            let mut publisher = self.publisher.lock().unwrap_or_else(PoisonError::into_inner);
            publisher.message(publication, now)
        };
        let sent = self.mailboxes.iter().map(|mailbox| {
            let (taken, answer) = oneshot::channel();
            let refused = |_| {
                if mailbox.is_ending() { PublishError::Closing } else { PublishError::Busy }
            };
            mailbox.send(Command::Publish(Arc::clone(&message), taken)).map_err(refused)?;
            Ok(answer)
        });
        sent.collect()
    }
}

impl Connections for Publishing {
    fn publish(&self, publication: Publication) -> BoxFuture<'_, Result<(), PublishError>> {
        Box::pin(async move {
            for answer in self.send(publication)? {
                answer.await.map_err(|_| PublishError::Closing)?;
            }
            Ok(())
        })
    }
}

/// Nothing for a topic that is none, which operations refuse before.
fn for_broker(publication: Publication) -> Option<BrokerPublication> {
    Some(BrokerPublication {
        realm: Arc::new(Realm::new(publication.account.as_str(), publication.region.as_str())),
        topic: topic(&publication.topic)?,
        payload: publication.payload,
        qos: if publication.qos == 0 { QoS::AtMostOnce } else { QoS::AtLeastOnce },
        retain: publication.retain,
        properties: properties(publication.properties),
        publisher: None,
    })
}

fn topic(text: &str) -> Option<TopicName> {
    TopicName::new(Utf8String::try_from(text).ok()?).ok()
}

/// The operation has checked them; what MQTT could not carry all the same is left out.
fn properties(given: PublicationProperties) -> MessageProperties {
    let text = |text: &str| Utf8String::try_from(text).ok();
    MessageProperties {
        payload_format: given
            .payload_is_utf8
            .map(|utf8| if utf8 { PayloadFormat::Utf8 } else { PayloadFormat::Unspecified }),
        message_expiry_interval_seconds: given.message_expiry_seconds,
        content_type: given.content_type.as_deref().and_then(text),
        response_topic: given.response_topic.as_deref().and_then(topic),
        correlation_data: given.correlation_data.and_then(|data| BinaryData::new(data).ok()),
        user_properties: given
            .user_properties
            .iter()
            .filter_map(|(name, value)| {
                Some(UserProperty { name: text(name)?, value: text(value)? })
            })
            .collect(),
    }
}
