//! Permission classes: connections that share every decision.

use crate::realm::RealmId;
use daypass_policy::Permissions;
use hashbrown::HashMap;
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
    classes: HashMap<(RealmId, Arc<Permissions>), Class>,
    named: u64,
}

#[derive(Debug)]
struct Class {
    id: ClassId,
    users: usize,
}

impl Classes {
    /// How many classes there are.
    pub(crate) fn len(&self) -> usize {
        self.classes.len()
    }

    /// The class of these permissions, for one more user.
    pub(crate) fn join(&mut self, realm: RealmId, permissions: &Arc<Permissions>) -> ClassId {
        let next = ClassId::new(self.named);
        let class = self
            .classes
            .entry((realm, Arc::clone(permissions)))
            .or_insert(Class { id: next, users: 0 });
        class.users += 1;
        if class.id == next {
            self.named += 1;
        }
        class.id
    }

    /// One user less. The last one takes the class along: what was decided for it is never looked
    /// up again, and ages out of the cache.
    pub(crate) fn leave(&mut self, realm: RealmId, permissions: &Arc<Permissions>) {
        let key = (realm, Arc::clone(permissions));
        if let Some(class) = self.classes.get_mut(&key) {
            class.users -= 1;
            if class.users == 0 {
                self.classes.remove(&key);
            }
        }
    }
}
