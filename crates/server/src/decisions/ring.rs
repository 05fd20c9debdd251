//! The ring: the newest records, bounded in number and in bytes.

use std::collections::VecDeque;
use std::sync::Arc;

use daypass_broker::DecisionId;

use super::dropped::{Delivery, Dropped};
use super::record::{Record, Refused};
use super::weight::{Kept, own_bytes, permissions};

/// The most records that are kept.
pub const DECISIONS_MAX: usize = 16_384;
/// The most memory that records, and the policies that only they may still hold, take.
pub const DECISIONS_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Records in the order in which they came. The newest is kept whatever it weighs.
#[derive(Debug)]
pub(super) struct Ring {
    records_max: usize,
    bytes_max: usize,
    records: VecDeque<Arc<Record>>,
    /// What the records weigh by themselves.
    bytes: usize,
    /// The policies that they hold, each weighed once.
    kept: Kept,
    newest: u64,
    dropped: Dropped,
}

impl Ring {
    pub(super) fn new(records_max: usize, bytes_max: usize) -> Self {
        Self {
            records_max,
            bytes_max,
            records: VecDeque::new(),
            bytes: 0,
            kept: Kept::default(),
            newest: 0,
            dropped: Dropped::default(),
        }
    }

    /// The record that a refused delivery of this second belongs to.
    pub(super) fn joinable(&self, delivery: Delivery<'_>) -> Option<&Record> {
        self.dropped.find(delivery)
    }

    pub(super) fn push(&mut self, id: DecisionId, refused: Refused, times: u64) {
        self.newest += 1;
        let record = Arc::new(Record::new(id, self.newest, refused, times));
        self.bytes += own_bytes(&record.refused);
        if let Some(permissions) = permissions(&record.refused) {
            self.kept.hold(permissions);
        }
        self.dropped.add(&record);
        self.records.push_back(record);
        while self.records.len() > 1 && self.is_over() {
            self.forget_oldest();
        }
    }

    /// What the records and the policies that they hold weigh, in bytes.
    pub(super) fn weight(&self) -> usize {
        self.bytes + self.kept.bytes()
    }

    fn is_over(&self) -> bool {
        self.records.len() > self.records_max || self.weight() > self.bytes_max
    }

    fn forget_oldest(&mut self) {
        let Some(oldest) = self.records.pop_front() else { return };
        self.bytes -= own_bytes(&oldest.refused);
        if let Some(permissions) = permissions(&oldest.refused) {
            self.kept.release(permissions);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.records.len()
    }

    pub(super) fn newest(&self) -> u64 {
        self.newest
    }

    pub(super) fn newest_first(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.iter().rev()
    }

    /// The records that are numbered above `after`.
    pub(super) fn oldest_first_after(&self, after: u64) -> impl Iterator<Item = &Arc<Record>> {
        let from = self.records.partition_point(|record| record.number <= after);
        self.records.range(from..)
    }
}
