//! The MQTT broker's core: topics, subscriptions, sessions and deliveries, each authorized.
//!
//! A [`Broker`] belongs to one reactor. It takes bytes and the time, and answers with output, and
//! through the [`Shell`] with what it needs from outside. It never waits, and nothing here reads a
//! clock or a socket.
//!
//! `state` is what it holds, `handle` what it does, one file per packet or happening.

mod admission;
mod broker;
mod connection;
mod connection_id;
mod counters;
mod decide;
mod durable;
mod handle;
mod kept;
mod lifecycle;
mod message;
mod now;
mod opening;
mod output;
mod presence;
mod random;
mod realm;
mod report;
mod run;
mod session;
mod settings;
mod shadow;
mod sharing;
mod shell;
mod slots;
mod standing;
mod state;
mod subject;
mod timers;
mod topic;
mod topics;

pub use admission::{Admission, AdmissionRefused, Login, RefusedBecause};
pub use broker::Broker;
pub use connection::Ticket;
pub use connection_id::ConnectionId;
pub use counters::Counters;
pub use decide::{Action, ClassId, DecisionCache, Question};
pub use durable::{
    Change, Claim, Reservation, SessionName, SessionRecord, StoredDelivery, StoredSession,
    StoredSubscription, StoredWill, Unit,
};
pub use kept::KeptMessage;
pub use lifecycle::{DisconnectReason, LifecycleEvent, LifecycleKind};
pub use message::{Message, Publication, Publisher};
pub use now::Now;
pub use opening::Opening;
pub use output::Output;
pub use report::{ConnectionReport, EndClient, SubscriptionReport};
pub use run::MessageRun;
pub use session::Recalled;
pub use settings::{BrokerSettings, Rates, RefusedMqtt3};
pub use shadow::{ShadowOperation, ShadowRequest, UnderWay};
pub use sharing::{SharedDelivery, Sharing};
pub use shell::{Close, DecisionId, PacketKind, Refusal, Shell, WillNumber};
pub use standing::{LivePermissions, Standing};
pub use subject::{Realm, Subject};
