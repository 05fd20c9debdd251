//! What is known of the topics that a client published to last: that they are topics, that it may
//! publish to them, and whom they reach. Clients publish to few topics, again and again.

use crate::decide::Held;
use crate::run::Target;
use crate::session::SessionId;
use crate::topic::Topic;
use daypass_mqtt::{SubscriptionIdentifier, TopicName, UncheckedTopic};
use smallvec::SmallVec;
use std::sync::Arc;

/// How many topics of one client are remembered.
const ROUTES_MAX: usize = 4;
/// The most receivers of a topic that are remembered; more are looked up for every run.
pub(crate) const RECEIVERS_MAX: usize = 1_024;

/// The topics of one client, the last one first.
#[derive(Debug, Default)]
pub(crate) struct Routes {
    routes: Vec<Route>,
}

/// What is known of a topic that a client publishes to. The topic is an ordinary one, within the bounds
/// of the settings.
#[derive(Debug)]
pub(crate) struct Route {
    pub(crate) target: Arc<Target>,
    /// That the client may publish to it.
    pub(crate) publish: Option<Held>,
    /// Whom it reaches on the client's reactor, while the realm's subscriptions have this version.
    pub(crate) receivers: Vec<Receiver>,
    pub(crate) receivers_version: Option<u64>,
}

/// A session that a topic reaches.
#[derive(Debug)]
pub(crate) struct Receiver {
    pub(crate) session: SessionId,
    /// The identifiers of its subscriptions.
    pub(crate) identifiers: SmallVec<[SubscriptionIdentifier; 1]>,
    /// That its client may receive the topic.
    pub(crate) receive: Option<Held>,
}

impl Routes {
    /// Takes out what is known of a topic. Give it back by [`Self::put`].
    pub(crate) fn take(&mut self, topic: UncheckedTopic<'_>) -> Option<Route> {
        let place = self.routes.iter().position(|route| topic.is(&route.target.topic.name))?;
        Some(self.routes.remove(place))
    }

    /// Remembers a topic, in the place of the one that was not used for longest.
    pub(crate) fn put(&mut self, route: Route) {
        self.routes.truncate(ROUTES_MAX - 1);
        self.routes.insert(0, route);
    }

    /// The topic of that name, if it is known.
    pub(crate) fn topic(&self, name: &TopicName) -> Option<&Topic> {
        let known = self.routes.iter().map(|route| &route.target.topic);
        known.into_iter().find(|topic| topic.name == *name)
    }
}

impl Route {
    pub(crate) fn new(target: Target) -> Self {
        let target = Arc::new(target);
        Self { target, publish: None, receivers: Vec::new(), receivers_version: None }
    }
}
