//! Permission classes: connections that share every decision.

use super::parts::Parts;
use crate::realm::RealmId;
use daypass_policy::Permissions;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::sync::Arc;

/// A permission class within a realm. A number is never given to another class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClassId(u64);

impl ClassId {
    /// The class of that number.
    pub fn new(number: u64) -> Self {
        Self(number)
    }
}

/// The classes of the connections of one reactor.
#[derive(Debug, Default)]
pub(crate) struct Classes {
    parts: Parts<HashTable<Class>>,
    hasher: DefaultHashBuilder,
    named: u64,
    count: usize,
}

#[derive(Debug)]
struct Class {
    realm: RealmId,
    permissions: Arc<Permissions>,
    id: ClassId,
    users: usize,
}

impl Classes {
    /// How many classes there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// The class of these permissions, for one more user.
    pub(crate) fn join(&mut self, realm: RealmId, permissions: &Arc<Permissions>) -> ClassId {
        let Self { parts, hasher, named, count } = self;
        let hash = hasher.hash_one((realm, permissions));
        let is_it = |class: &Class| class.is(realm, permissions);
        let hash_of = |class: &Class| hasher.hash_one((class.realm, &class.permissions));
        let entry = parts.of_mut(hash).entry(hash, is_it, hash_of);
        let mut entry = entry.or_insert_with(|| {
            let id = ClassId::new(*named);
            *named += 1;
            *count += 1;
            Class { realm, permissions: Arc::clone(permissions), id, users: 0 }
        });
        let class = entry.get_mut();
        class.users += 1;
        class.id
    }

    /// One user less. The last one takes the class along: what was decided for it is never looked
    /// up again, and ages out of the cache.
    pub(crate) fn leave(&mut self, realm: RealmId, permissions: &Arc<Permissions>) {
        let hash = self.hasher.hash_one((realm, permissions));
        let is_it = |class: &Class| class.is(realm, permissions);
        let Ok(mut entry) = self.parts.of_mut(hash).find_entry(hash, is_it) else { return };
        entry.get_mut().users -= 1;
        if entry.get().users == 0 {
            entry.remove();
            self.count -= 1;
        }
    }
}

impl Class {
    fn is(&self, realm: RealmId, permissions: &Arc<Permissions>) -> bool {
        self.realm == realm
            && (Arc::ptr_eq(&self.permissions, permissions) || self.permissions == *permissions)
    }
}
