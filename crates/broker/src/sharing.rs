//! What reactors know of each other's subscriptions: the groups of shared ones (MQTT 5.0, section
//! 4.8.2), and whether any hears of clients that come and go.
//!
//! One reactor chooses the member of a message: the one where it was published, or one of them all
//! if it came from outside. The chosen member's reactor authorizes the delivery, and goes on to the
//! next member where that one may not receive it.

use crate::durable::Unit;
use crate::lifecycle;
use crate::message::Message;
use crate::session::SessionId;
use crate::subject::Realm;
use crate::topics::{Match, Tree, unshared};
use daypass_mqtt::QoS;
use hashbrown::HashMap;
use smallvec::SmallVec;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// How many members one message is offered to before it is dropped.
const MEMBERS_TRIED_MAX: usize = 256;

/// The shared subscriptions of all reactors of a server, and how many listen to lifecycle events.
#[derive(Debug, Default)]
pub struct Sharing {
    realms: RwLock<HashMap<Arc<Realm>, Groups>>,
    /// How many groups there are; most publications ask nothing else.
    count: AtomicUsize,
    /// How many subscriptions may match the topics of lifecycle events.
    listeners: AtomicUsize,
    /// How many sessions are stored.
    durable: AtomicUsize,
}

/// The groups of a realm.
#[derive(Debug)]
struct Groups {
    by_filter: HashMap<Arc<str>, (u64, Arc<Group>)>,
    by_number: HashMap<u64, Arc<Group>>,
    tree: Tree<u64, ()>,
    last_number: u64,
}

/// Everyone who subscribed to the same filter under the same share name.
#[derive(Debug)]
pub(crate) struct Group {
    /// The whole filter, `$share/NAME/FILTER`.
    filter: Arc<str>,
    members: RwLock<Vec<Member>>,
    /// Whose turn it is.
    turn: AtomicUsize,
}

/// A session somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) reactor: usize,
    pub(crate) session: SessionId,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    place: Place,
    online: bool,
    /// Whether it takes messages while it is offline: those of QoS 1 and 2.
    keeps: bool,
}

/// A message on its way to one member of a group.
#[derive(Debug)]
pub struct SharedDelivery {
    pub(crate) message: Arc<Message>,
    pub(crate) group: Arc<Group>,
    /// Who was chosen.
    pub(crate) chosen: Option<Place>,
    /// Who did not take it.
    pub(crate) tried: SmallVec<[Place; 2]>,
    /// What is to be stored of it.
    pub(crate) unit: Option<Arc<Unit>>,
}

impl Sharing {
    /// Adds a member, or renews its subscription.
    pub(crate) fn join(
        &self,
        realm: &Arc<Realm>,
        filter: &Arc<str>,
        place: Place,
        qos: QoS,
        parent_matches: bool,
    ) {
        let mut realms = self.realms.write().unwrap_or_else(PoisonError::into_inner);
        let groups = realms.entry(Arc::clone(realm)).or_insert_with(|| Groups::new(parent_matches));
        let (group, new) = groups.get_or_add(filter);
        self.count.fetch_add(usize::from(new), Ordering::Relaxed);
        let mut members = group.members.write().unwrap_or_else(PoisonError::into_inner);
        members.retain(|member| member.place != place);
        members.push(Member { place, online: true, keeps: qos > QoS::AtMostOnce });
    }

    /// Ends a membership, and the group with its last member.
    pub(crate) fn leave(&self, realm: &Realm, filter: &str, place: Place) {
        let mut realms = self.realms.write().unwrap_or_else(PoisonError::into_inner);
        let Some(groups) = realms.get_mut(realm) else { return };
        let Some((_, group)) = groups.by_filter.get(filter) else { return };
        let mut members = group.members.write().unwrap_or_else(PoisonError::into_inner);
        members.retain(|member| member.place != place);
        let empty = members.is_empty();
        drop(members);
        if empty {
            groups.remove(filter);
            self.count.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// A member's client came or went.
    pub(crate) fn set_online(&self, realm: &Realm, filter: &str, place: Place, online: bool) {
        let realms = self.realms.read().unwrap_or_else(PoisonError::into_inner);
        let Some((_, group)) = realms.get(realm).and_then(|groups| groups.by_filter.get(filter))
        else {
            return;
        };
        let mut members = group.members.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(member) = members.iter_mut().find(|member| member.place == place) {
            member.online = online;
        }
    }

    /// A session subscribed to a filter that it had not subscribed to.
    pub(crate) fn listen(&self, filter: &str) {
        if lifecycle::may_match(unshared(filter)) {
            self.listeners.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// A subscription ended.
    pub(crate) fn unlisten(&self, filter: &str) {
        if lifecycle::may_match(unshared(filter)) {
            self.listeners.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// Whether anybody may hear of lifecycle events.
    pub(crate) fn hears_events(&self) -> bool {
        self.listeners.load(Ordering::Relaxed) > 0
    }

    /// A session is stored from now on.
    pub(crate) fn durable_began(&self) {
        self.durable.fetch_add(1, Ordering::Relaxed);
    }

    /// A session is stored no more.
    pub(crate) fn durable_ended(&self) {
        self.durable.fetch_sub(1, Ordering::Relaxed);
    }

    /// How many sessions are stored.
    pub(crate) fn durable_sessions(&self) -> usize {
        self.durable.load(Ordering::Relaxed)
    }

    /// The group of a filter, if it has members.
    pub(crate) fn group(&self, realm: &Realm, filter: &str) -> Option<Arc<Group>> {
        let realms = self.realms.read().unwrap_or_else(PoisonError::into_inner);
        let (_, group) = realms.get(realm)?.by_filter.get(filter)?;
        Some(Arc::clone(group))
    }

    /// The groups whose filters match a topic.
    pub(crate) fn groups(&self, realm: &Realm, topic: &str) -> SmallVec<[Arc<Group>; 2]> {
        if self.count.load(Ordering::Relaxed) == 0 {
            return SmallVec::new();
        }
        let realms = self.realms.read().unwrap_or_else(PoisonError::into_inner);
        let Some(groups) = realms.get(realm) else { return SmallVec::new() };
        let mut found: Vec<Match<u64, ()>> = Vec::new();
        groups.tree.find(topic, &mut found);
        let numbers = found.iter().map(|found| found.session);
        numbers.filter_map(|number| groups.by_number.get(&number)).map(Arc::clone).collect()
    }
}

impl Groups {
    fn new(parent_matches: bool) -> Self {
        Self {
            by_filter: HashMap::new(),
            by_number: HashMap::new(),
            tree: Tree::new(parent_matches),
            last_number: 0,
        }
    }

    /// The group of a filter, and whether it is new.
    fn get_or_add(&mut self, filter: &Arc<str>) -> (Arc<Group>, bool) {
        if let Some((_, group)) = self.by_filter.get(filter) {
            return (Arc::clone(group), false);
        }
        self.last_number += 1;
        let group = Arc::new(Group {
            filter: Arc::clone(filter),
            members: RwLock::default(),
            turn: AtomicUsize::new(0),
        });
        self.by_filter.insert(Arc::clone(filter), (self.last_number, Arc::clone(&group)));
        self.by_number.insert(self.last_number, Arc::clone(&group));
        self.tree.subscribe(unshared(filter), self.last_number, ());
        (group, true)
    }

    fn remove(&mut self, filter: &str) {
        if let Some((number, _)) = self.by_filter.remove(filter) {
            self.by_number.remove(&number);
            self.tree.unsubscribe(unshared(filter), number);
        }
    }
}

impl Group {
    /// The whole filter, `$share/NAME/FILTER`.
    pub(crate) fn filter(&self) -> &Arc<str> {
        &self.filter
    }

    /// Whether some member is connected.
    pub(crate) fn is_online(&self) -> bool {
        self.read(|members| members.iter().any(|member| member.online))
    }

    /// The member whose turn it is: one that is connected, or else one that keeps messages until it
    /// is, if the message is to be kept.
    fn next(&self, tried: &[Place], qos: QoS) -> Option<Place> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed);
        self.read(|members| {
            let in_turn = || {
                let begin = turn.checked_rem(members.len()).unwrap_or(0);
                let (before, after) = members.split_at_checked(begin).unwrap_or_default();
                after.iter().chain(before).filter(|member| !tried.contains(&member.place))
            };
            let keeps = |member: &&Member| member.keeps && qos > QoS::AtMostOnce;
            let online = in_turn().find(|member| member.online);
            online.or_else(|| in_turn().find(keeps)).map(|member| member.place)
        })
    }

    fn read<R>(&self, read: impl FnOnce(&[Member]) -> R) -> R {
        read(&self.members.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl SharedDelivery {
    pub(crate) fn new(message: Arc<Message>, group: Arc<Group>, unit: Option<Arc<Unit>>) -> Self {
        Self { message, group, chosen: None, tried: SmallVec::new(), unit }
    }

    /// Chooses the next member; nothing when there is none left.
    pub(crate) fn choose(&mut self) -> Option<Place> {
        if self.tried.len() >= MEMBERS_TRIED_MAX {
            return None;
        }
        self.chosen = self.group.next(&self.tried, self.message.qos);
        self.chosen
    }
}
