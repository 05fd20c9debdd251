//! The numbers that name things on a connection, none of which may be zero.

use std::num::{NonZeroU16, NonZeroU32};

/// Names an unacknowledged packet; never zero [MQTT-2.2.1-3].
pub type PacketIdentifier = NonZeroU16;

/// Stands for a topic name on one connection and in one direction; never zero [MQTT-3.3.2-8].
pub type TopicAlias = NonZeroU16;

/// Names a subscription in the PUBLISH packets that it brings (MQTT 5.0, section 3.8.2.1.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SubscriptionIdentifier(NonZeroU32);

impl SubscriptionIdentifier {
    /// The greatest value of a Variable Byte Integer.
    pub const MAX: u32 = 268_435_455;

    /// The identifier of a value from 1 to [`Self::MAX`].
    pub fn new(value: u32) -> Option<Self> {
        NonZeroU32::new(value).filter(|value| value.get() <= Self::MAX).map(Self)
    }

    /// Its value.
    pub fn value(self) -> u32 {
        self.0.get()
    }
}
