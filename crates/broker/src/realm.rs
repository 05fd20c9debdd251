//! What lives in one realm on one reactor.

use crate::presence::Presences;
use crate::session::SessionId;
use crate::settings::BrokerSettings;
use crate::subject::Realm;
use crate::topics::{Retained, Tree};
use hashbrown::HashMap;
use std::sync::Arc;

/// A realm of one reactor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct RealmId(u32);

/// Subscriptions, sessions and retained messages of a realm.
#[derive(Debug)]
pub(crate) struct RealmState {
    pub(crate) realm: Arc<Realm>,
    pub(crate) tree: Tree,
    /// Sessions by client id.
    pub(crate) clients: HashMap<Arc<str>, SessionId>,
    pub(crate) retained: Retained,
    pub(crate) presences: Presences,
}

/// The realms that a reactor has met.
#[derive(Debug, Default)]
pub(crate) struct Realms {
    realms: Vec<RealmState>,
    ids: HashMap<Arc<Realm>, RealmId>,
}

/// The most realms of one reactor: accounts times regions of one server.
const REALMS_MAX: usize = 1 << 16;

impl Realms {
    /// The id of a realm; nothing if there are too many.
    pub(crate) fn id(&mut self, realm: &Arc<Realm>, settings: &BrokerSettings) -> Option<RealmId> {
        if let Some(id) = self.ids.get(realm) {
            return Some(*id);
        }
        if self.realms.len() >= REALMS_MAX {
            return None;
        }
        let id = RealmId(u32::try_from(self.realms.len()).ok()?);
        self.realms.push(RealmState {
            realm: Arc::clone(realm),
            tree: Tree::new(!settings.strict_aws),
            clients: HashMap::new(),
            retained: Retained::default(),
            presences: Presences::default(),
        });
        self.ids.insert(Arc::clone(realm), id);
        Some(id)
    }

    /// How many subscriptions there are in all realms.
    pub(crate) fn subscriptions(&self) -> usize {
        self.realms.iter().map(|realm| realm.tree.len()).sum()
    }

    /// A realm that this reactor has met.
    pub(crate) fn find(&self, realm: &Realm) -> Option<&RealmState> {
        self.get(*self.ids.get(realm)?)
    }

    pub(crate) fn get(&self, id: RealmId) -> Option<&RealmState> {
        self.realms.get(id.0 as usize)
    }

    pub(crate) fn get_mut(&mut self, id: RealmId) -> Option<&mut RealmState> {
        self.realms.get_mut(id.0 as usize)
    }
}
