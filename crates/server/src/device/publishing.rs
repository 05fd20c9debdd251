//! The port through which operations publish, and ask about clients: a message from HTTPS goes to every
//! reactor.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{
    BrokerSettings, KeptMessage, Message, Now, Publication as BrokerPublication, Publisher, Realm,
    Unit,
};
use daypass_mqtt::{
    BinaryData, MessageProperties, PayloadFormat, QoS, TopicName, UserProperty, Utf8String,
};
use daypass_services::ports::{
    ClientName, Clock as _, ConnectionState, Connections, EndConnection, GatewayError, Publication,
    PublicationProperties, PublishError, RetainedMessage, RetainedPage, SubscriptionState,
    TopicPlace,
};
use daypass_store::{BoxFuture, PageLimit, StoreError};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::clients;
use super::command::Command;
use super::keeping::{Keeping, Told};
use super::mailbox::Mailboxes;
use crate::clock::RealClock;

/// Resolves once something is stored, or could not be.
type Stored = oneshot::Receiver<bool>;

/// Publishes to the reactors.
#[derive(Debug)]
pub struct Publishing {
    mailboxes: Arc<Mailboxes>,
    clock: RealClock,
    keeping: Keeping,
    settings: BrokerSettings,
    publisher: Mutex<Publisher>,
}

impl Publishing {
    /// The port to these reactors, whose settings are these.
    pub fn new(
        mailboxes: Arc<Mailboxes>,
        clock: RealClock,
        keeping: Keeping,
        settings: BrokerSettings,
    ) -> Self {
        let publisher = Mutex::new(Publisher::beside_reactors());
        Self { mailboxes, clock, keeping, settings, publisher }
    }

    fn now(&self) -> Now {
        // The clock that reactors stamp their own messages by.
        Now { monotonic_ms: self.clock.monotonic_ms(), wall_ms: self.clock.now().ours_ms }
    }

    /// Waits until something is stored, as long as the clients of reactors may.
    async fn stored_by(&self, stored: Stored) -> Result<(), PublishError> {
        let patience = Duration::from_millis(self.settings.storing_ms_max);
        match timeout(patience, stored).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false) | Err(_)) => Err(PublishError::Closing),
            // It may be stored yet; whoever publishes it again does so at least once.
            Err(_) => Err(PublishError::Busy),
        }
    }

    /// Stores what a message makes its topic retain.
    async fn keep(&self, message: &Message) -> Result<(), PublishError> {
        if !message.is_retained() {
            return Ok(());
        }
        let (told, stored) = oneshot::channel();
        if !self.keeping.keep(message.to_kept(self.now()), Told::Caller(told)) {
            return Err(PublishError::Busy);
        }
        self.stored_by(stored).await
    }

    /// What sessions store of a message that is acknowledged, and when they have.
    fn unit(&self, message: &Message) -> Result<Option<(Arc<Unit>, Stored)>, PublishError> {
        if !message.is_acknowledged() {
            return Ok(None);
        }
        let (told, stored) = oneshot::channel();
        let place = self.keeping.reserve(message.bytes(), Told::Caller(told));
        let place = place.ok_or(PublishError::Busy)?;
        Ok(Some((Unit::new(place), stored)))
    }

    fn message(&self, publication: Publication) -> Result<Arc<Message>, PublishError> {
        let now = self.now();
        let mut publication = for_broker(publication)?;
        self.settings.bound_expiry(&mut publication.properties);
        let mut publisher = self.publisher.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(publisher.message(publication, now))
    }

    /// Sends a message to every reactor; each tells when it has routed it.
    async fn send(
        &self,
        message: &Arc<Message>,
        unit: Option<Arc<Unit>>,
    ) -> Result<Vec<oneshot::Receiver<()>>, PublishError> {
        let mut answers = Vec::with_capacity(self.mailboxes.len());
        for mailbox in self.mailboxes.iter() {
            let (taken, answer) = oneshot::channel();
            let offered =
                mailbox.offer(Command::Publish(Arc::clone(message), unit.clone(), taken)).await;
            offered.map_err(|_| {
                if mailbox.is_ending() { PublishError::Closing } else { PublishError::Busy }
            })?;
            answers.push(answer);
        }
        Ok(answers)
    }
}

impl Connections for Publishing {
    fn publish(&self, publication: Publication) -> BoxFuture<'_, Result<(), PublishError>> {
        Box::pin(async move {
            let message = self.message(publication)?;
            self.keep(&message).await?;
            let (unit, stored) = self.unit(&message)?.unzip();
            for answer in self.send(&message, unit).await? {
                answer.await.map_err(|_| PublishError::Closing)?;
            }
            match stored {
                None => Ok(()),
                Some(stored) => self.stored_by(stored).await,
            }
        })
    }

    fn connection(
        &self,
        client: ClientName,
    ) -> BoxFuture<'_, Result<Option<ConnectionState>, GatewayError>> {
        Box::pin(async move { clients::connection(&self.mailboxes, &client).await })
    }

    fn subscriptions(
        &self,
        client: ClientName,
    ) -> BoxFuture<'_, Result<Option<Vec<SubscriptionState>>, GatewayError>> {
        Box::pin(async move { clients::subscriptions(&self.mailboxes, &client).await })
    }

    fn end(
        &self,
        client: ClientName,
        how: EndConnection,
    ) -> BoxFuture<'_, Result<bool, GatewayError>> {
        Box::pin(async move { clients::end(&self.mailboxes, &client, how).await })
    }

    fn retained(
        &self,
        place: TopicPlace,
    ) -> BoxFuture<'_, Result<Option<RetainedMessage>, StoreError>> {
        Box::pin(async move {
            let realm = Realm::new(place.account.as_str(), place.region.as_str());
            let kept = self.keeping.kept(&realm, &place.topic, self.now().wall_ms).await?;
            Ok(kept.as_ref().map(retained))
        })
    }

    fn all_retained<'a>(
        &'a self,
        account: &'a AccountId,
        region: &'a Region,
        resume: Option<&'a [u8]>,
        limit: PageLimit,
    ) -> BoxFuture<'a, Result<RetainedPage, StoreError>> {
        Box::pin(async move {
            let realm = Realm::new(account.as_str(), region.as_str());
            let now_ms = self.now().wall_ms;
            let (kept, next) = self.keeping.all_kept(&realm, resume, limit, now_ms).await?;
            Ok(RetainedPage { messages: kept.iter().map(retained).collect(), next })
        })
    }
}

fn retained(kept: &KeptMessage) -> RetainedMessage {
    let text = |property: UserProperty| {
        (property.name.as_str().to_owned(), property.value.as_str().to_owned())
    };
    RetainedMessage {
        topic: kept.topic.as_ref().to_owned(),
        payload: kept.payload.clone(),
        qos: kept.qos,
        modified_at_ms: kept.published_at_ms(),
        user_properties: kept.user_properties().into_iter().map(text).collect(),
    }
}

fn for_broker(publication: Publication) -> Result<BrokerPublication, PublishError> {
    Ok(BrokerPublication {
        realm: Arc::new(Realm::new(publication.account.as_str(), publication.region.as_str())),
        topic: topic(&publication.topic, "the topic")?,
        payload: publication.payload,
        qos: if publication.qos == 0 { QoS::AtMostOnce } else { QoS::AtLeastOnce },
        retain: publication.retain,
        properties: properties(publication.properties)?,
        publisher: None,
    })
}

fn properties(given: PublicationProperties) -> Result<MessageProperties, PublishError> {
    let user_property = |(name, value): &(String, String)| {
        let what = "a user property";
        Ok(UserProperty { name: text(name, what)?, value: text(value, what)? })
    };
    let content_type = given.content_type.as_deref().map(|given| text(given, "the content type"));
    let response_topic =
        given.response_topic.as_deref().map(|given| topic(given, "the response topic"));
    let correlation_data = given.correlation_data.map(|data| {
        BinaryData::new(data).map_err(|_| PublishError::Invalid("the correlation data"))
    });
    Ok(MessageProperties {
        payload_format: given
            .payload_is_utf8
            .map(|utf8| if utf8 { PayloadFormat::Utf8 } else { PayloadFormat::Unspecified }),
        message_expiry_interval_seconds: given.message_expiry_seconds,
        content_type: content_type.transpose()?,
        response_topic: response_topic.transpose()?,
        correlation_data: correlation_data.transpose()?,
        user_properties: given
            .user_properties
            .iter()
            .map(user_property)
            .collect::<Result<_, PublishError>>()?,
    })
}

fn topic(given: &str, what: &'static str) -> Result<TopicName, PublishError> {
    TopicName::new(text(given, what)?).map_err(|_| PublishError::Invalid(what))
}

fn text(given: &str, what: &'static str) -> Result<Utf8String, PublishError> {
    Utf8String::try_from(given).map_err(|_| PublishError::Invalid(what))
}

#[cfg(test)]
mod tests {
    use daypass_store::MemoryStore;

    use super::*;
    use crate::device::mailbox::Reactors;

    #[test]
    fn what_mqtt_cannot_carry_is_refused_rather_than_left_out() {
        let fine = || PublicationProperties {
            content_type: Some("text/plain".to_owned()),
            response_topic: Some("answers".to_owned()),
            user_properties: vec![("name".to_owned(), "value".to_owned())],
            ..PublicationProperties::default()
        };
        assert!(properties(fine()).is_ok());
        let refused = |given| properties(given).unwrap_err();
        let wildcard = PublicationProperties { response_topic: Some("a/#".to_owned()), ..fine() };
        assert_eq!(refused(wildcard), PublishError::Invalid("the response topic"));
        let null = PublicationProperties { content_type: Some("\0".to_owned()), ..fine() };
        assert_eq!(refused(null), PublishError::Invalid("the content type"));
        let user_properties = vec![("n".repeat(65_536), String::new())];
        let long = PublicationProperties { user_properties, ..fine() };
        assert_eq!(refused(long), PublishError::Invalid("a user property"));
    }

    #[tokio::test]
    async fn a_message_over_https_expires_within_the_bounds_of_the_reactors() {
        let week = 7 * 24 * 3600;
        for (settings, asked, expected) in [
            (BrokerSettings::strict_aws(), 0, 1),
            (BrokerSettings::strict_aws(), 5, 5),
            (BrokerSettings::strict_aws(), week + 60, week),
            (BrokerSettings::default(), 0, 0),
            (BrokerSettings::default(), week + 60, week + 60),
        ] {
            let reactors = Reactors::open(1).unwrap();
            let mailboxes = reactors.mailboxes().clone();
            let store = Arc::new(MemoryStore::new());
            let (keeping, _) = Keeping::open(store, mailboxes.clone(), 0).await.unwrap();
            let port = Publishing::new(mailboxes, RealClock::start(), keeping, settings);
            let before_ms = port.now().wall_ms;
            let publication = Publication {
                account: AccountId::parse("000000000000").unwrap(),
                region: Region::parse("us-east-1").unwrap(),
                topic: "a".to_owned(),
                payload: "x".into(),
                qos: 1,
                retain: true,
                properties: PublicationProperties {
                    message_expiry_seconds: Some(asked),
                    ..PublicationProperties::default()
                },
            };
            let kept = port.message(publication).unwrap().to_kept(port.now());
            let after_ms = port.now().wall_ms;
            let lasts_ms = i64::from(expected) * 1000;
            let expires_at_ms = kept.expires_at_ms.unwrap();
            assert!(
                (before_ms + lasts_ms..=after_ms + lasts_ms).contains(&expires_at_ms),
                "{asked}: {before_ms} {expires_at_ms} {after_ms}"
            );
        }
    }
}
