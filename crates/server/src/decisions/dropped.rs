//! Dropped deliveries: a topic that a thousand subscribers may not receive is one record a second.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

use daypass_broker::{PacketKind, Refusal};
use daypass_policy::Permissions;

use super::record::{Door, Record, Why};

/// The most records of one second that others may join; beyond it the table starts anew.
const JOINABLE_MAX: usize = 4_096;

/// What refused deliveries have in common when they share a record.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Delivery<'a> {
    account: &'a str,
    /// Equal permissions are one class.
    permissions: &'a Permissions,
    /// The topic's ARN.
    resource: &'a str,
    second: i64,
}

impl<'a> Delivery<'a> {
    /// Of a refusal that is about to be recorded.
    pub(super) fn refused(refusal: &Refusal<'a>) -> Option<Self> {
        let permissions = refusal.permissions.filter(|_| refusal.packet == PacketKind::Delivery)?;
        Some(Self {
            account: &refusal.subject.account,
            permissions,
            resource: refusal.resource,
            second: second(refusal.now.wall_ms),
        })
    }

    fn recorded(record: &'a Record) -> Option<Self> {
        let refused = &record.refused;
        match (&refused.door, &refused.why) {
            (
                Door::Mqtt { packet: PacketKind::Delivery, .. },
                Why::Policy { permissions, resource, .. },
            ) => Some(Self {
                account: &refused.subject.account,
                permissions,
                resource,
                second: second(refused.at_ms),
            }),
            _ => None,
        }
    }
}

fn second(at_ms: i64) -> i64 {
    at_ms.div_euclid(1_000)
}

/// The records of dropped deliveries of the present second.
#[derive(Debug, Default)]
pub(super) struct Dropped {
    second: i64,
    hasher: RandomState,
    records: HashMap<u64, Arc<Record>>,
}

impl Dropped {
    /// The record that a refused delivery is another case of.
    pub(super) fn find(&self, delivery: Delivery<'_>) -> Option<&Record> {
        if delivery.second != self.second {
            return None;
        }
        let record = self.records.get(&self.hasher.hash_one(delivery))?;
        // The hash only finds it: deliveries that are not equal stay apart.
        (Delivery::recorded(record) == Some(delivery)).then_some(record)
    }

    pub(super) fn add(&mut self, record: &Arc<Record>) {
        let Some(delivery) = Delivery::recorded(record) else { return };
        if delivery.second != self.second || self.records.len() >= JOINABLE_MAX {
            self.records.clear();
            self.second = delivery.second;
        }
        self.records.insert(self.hasher.hash_one(delivery), record.clone());
    }
}
