//! Messages that come, and go on, together: a run of one client's publications to one topic.

use crate::message::{Message, Publication, Stamp};
use crate::now::Now;
use crate::subject::Realm;
use crate::topic::Topic;
use bytes::Bytes;
use daypass_mqtt::{MessageProperties, ProtocolVersion, PublishRun, QoS};
use std::cell::OnceCell;
use std::sync::Arc;

/// The most bytes of a run of more than one message. Nothing else is served while one is passed on.
pub(crate) const RUN_BYTES_MAX: usize = 64 << 10;

/// Where the messages of a run go, and whose they are.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) realm: Arc<Realm>,
    pub(crate) topic: Topic,
    pub(crate) publisher: Arc<str>,
}

/// A run on its way to other reactors, for [`crate::Broker::deliver_run`].
#[derive(Clone, Debug)]
pub struct MessageRun {
    target: Arc<Target>,
    version: ProtocolVersion,
    packets: Bytes,
    messages: usize,
    first: Stamp,
}

impl MessageRun {
    /// How many messages it has, at least one.
    pub fn messages(&self) -> usize {
        self.messages
    }

    /// The run, to pass it on.
    pub(crate) fn open(&self) -> Option<Run<'_>> {
        let bytes_max = u32::MAX;
        let packets = PublishRun::read(&self.packets, self.version, bytes_max, RUN_BYTES_MAX)?;
        let run = Run::new(packets, &self.target, self.first);
        // The bytes are shared already.
        let _ = run.shared.set(self.packets.clone());
        Some(run)
    }
}

/// A run at hand. What receivers need of it is made when the first one does.
#[derive(Debug)]
pub(crate) struct Run<'b> {
    pub(crate) packets: PublishRun<'b>,
    pub(crate) target: &'b Arc<Target>,
    first: Stamp,
    /// The packets as they came, in memory that may be shared.
    shared: OnceCell<Bytes>,
    /// The packets in the other version.
    other: OnceCell<Bytes>,
    messages: OnceCell<Vec<Arc<Message>>>,
}

impl<'b> Run<'b> {
    pub(crate) fn new(packets: PublishRun<'b>, target: &'b Arc<Target>, first: Stamp) -> Self {
        let (shared, other, messages) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { packets, target, first, shared, other, messages }
    }

    /// How many messages it has, as counters count.
    pub(crate) fn count(&self) -> u64 {
        u64::try_from(self.packets.messages()).unwrap_or(u64::MAX)
    }

    /// The place of its last message among all of its reactor.
    pub(crate) fn last_ticks(&self) -> u64 {
        self.first.ticks.saturating_add(self.count() - 1)
    }

    /// All of its packets, borrowed from where they came, if a receiver takes that version as they are.
    pub(crate) fn borrowed(&self, version: ProtocolVersion) -> Option<&'b [u8]> {
        (version == self.packets.version()).then(|| self.packets.packets())
    }

    /// All of its packets, to be shared between receivers of a version.
    pub(crate) fn encoded(&self, version: ProtocolVersion) -> &Bytes {
        match self.borrowed(version) {
            Some(packets) => self.shared.get_or_init(|| Bytes::copy_from_slice(packets)),
            None => self.other.get_or_init(|| self.packets.encode(version).freeze()),
        }
    }

    /// Each message on its own, for receivers that cannot take them together.
    pub(crate) fn messages(&self, now: Now) -> &[Arc<Message>] {
        self.messages.get_or_init(|| {
            let payloads = self.packets.payloads().zip(self.first.ticks..);
            payloads.map(|(payload, ticks)| Arc::new(self.message(payload, ticks, now))).collect()
        })
    }

    fn message(&self, payload: &[u8], ticks: u64, now: Now) -> Message {
        let publication = Publication {
            realm: Arc::clone(&self.target.realm),
            topic: self.target.topic.name.clone(),
            payload: Bytes::copy_from_slice(payload),
            qos: QoS::AtMostOnce,
            retain: false,
            properties: MessageProperties::default(),
            publisher: Some(Arc::clone(&self.target.publisher)),
        };
        Message::new(publication, self.target.topic.clone(), Stamp { ticks, ..self.first }, now)
    }

    /// The same for other reactors.
    pub(crate) fn to_shared(&self) -> MessageRun {
        MessageRun {
            target: Arc::clone(self.target),
            version: self.packets.version(),
            packets: self.encoded(self.packets.version()).clone(),
            messages: self.packets.messages(),
            first: self.first,
        }
    }
}
