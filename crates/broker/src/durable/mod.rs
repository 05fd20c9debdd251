//! What of sessions outlives the server: how it is told to whoever stores it, and how it comes back.
//!
//! A session that is to outlive its connection is stored, with its subscriptions, the messages of QoS 1
//! and 2 that wait in it, and the packet identifiers that exactly-once delivery rests on. Nothing that a
//! client was told, by an acknowledgement, is forgotten when the server fails. Nor is the will of a
//! client, whether its session is stored or not.

mod change;
mod stored;
mod unit;

pub(crate) use change::Claimed;
pub use change::{Change, Claim, SessionName};
pub use stored::{SessionRecord, StoredDelivery, StoredSession, StoredSubscription, StoredWill};
pub use unit::{Reservation, Unit};
