//! What operations need from outside; `crates/server` implements it.

mod certificates;
mod clock;
mod connections;
mod fetch;
mod keys;

pub use certificates::{DeviceCertificates, IssueError, IssuedKeys};
pub use clock::{Clock, Entropy, Now};
pub use connections::{
    ClientName, ConnectionState, Connections, EndConnection, GatewayError, Publication,
    PublicationProperties, PublishError, RetainedMessage, RetainedPage, SubscriptionState,
    TopicPlace,
};
pub use fetch::{Carries, Fetch, FetchError, FetchRequest, FetchedDocument, SignedMessage};
pub use keys::{IdentityTokenKeys, Keys, KeysError};
