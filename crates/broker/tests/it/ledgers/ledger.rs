//! Who published what, and what came to whom.

use std::collections::BTreeMap;

/// A message: its publisher, the publisher's count, and the quality of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    pub(super) publisher: usize,
    pub(super) number: usize,
    pub(super) qos: u8,
}

impl Item {
    pub(super) fn payload(self) -> String {
        format!("{} {} {}", self.publisher, self.number, self.qos)
    }

    pub(super) fn of_payload(payload: &[u8]) -> Self {
        let text = std::str::from_utf8(payload).unwrap();
        let numbers: Vec<usize> = text.split(' ').map(|word| word.parse().unwrap()).collect();
        let [publisher, number, qos] = numbers[..] else { panic!("{text}") };
        Self { publisher, number, qos: u8::try_from(qos).unwrap() }
    }
}

/// What is to become of a will.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Its client does not know whether the broker has it, or may come back in time, or the server
    /// failed before it was stored: it may be sent.
    Open,
    /// Its client is connected, and it is not sent.
    Waits,
    /// It is sent.
    Comes,
}

/// What was published, and what came to each subscriber in its order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ledger {
    pub(super) published: Vec<Item>,
    pub(super) wills: BTreeMap<Item, Fate>,
    pub(super) came: Vec<Vec<Item>>,
}

impl Ledger {
    pub(super) fn new(subscribers: usize) -> Self {
        Self { published: Vec::new(), wills: BTreeMap::new(), came: vec![Vec::new(); subscribers] }
    }

    /// What is wrong, if anything: every message was acknowledged before this is asked.
    pub(super) fn verdict(&self) -> Result<(), String> {
        for (subscriber, came) in self.came.iter().enumerate() {
            let mut counts: BTreeMap<Item, usize> = BTreeMap::new();
            let mut firsts: BTreeMap<(usize, u8), usize> = BTreeMap::new();
            for item in came {
                let count = counts.entry(*item).or_default();
                *count += 1;
                // Within a quality of service the first copies keep the publisher's order [MQTT-4.6.0-6].
                if self.wills.contains_key(item) {
                    continue;
                }
                let last = firsts.entry((item.publisher, item.qos)).or_default();
                if *count == 1 && std::mem::replace(last, item.number) > item.number {
                    return Err(format!("{item:?} came to {subscriber} after {last}"));
                }
            }
            for item in &self.published {
                let count = counts.remove(item).unwrap_or(0);
                let right = match item.qos {
                    0 => count <= 1,
                    1 => count >= 1,
                    _ => count == 1,
                };
                if !right {
                    return Err(format!("{item:?} came {count} times to {subscriber}"));
                }
            }
            for (item, fate) in &self.wills {
                let count = counts.remove(item).unwrap_or(0);
                let right = match (fate, item.qos) {
                    (Fate::Waits, _) => count == 0,
                    (Fate::Comes, 2) => count == 1,
                    (Fate::Comes, _) => count >= 1,
                    (Fate::Open, 2) => count <= 1,
                    (Fate::Open, _) => true,
                };
                if !right {
                    return Err(format!("the will {item:?} came {count} times to {subscriber}"));
                }
            }
            if let Some(item) = counts.keys().next() {
                return Err(format!("nobody published {item:?}, which came to {subscriber}"));
            }
        }
        Ok(())
    }
}
