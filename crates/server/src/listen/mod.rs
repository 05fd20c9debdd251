//! The API port, and those of the signing proxies: accepting connections, finding out whether they speak TLS and which HTTP, and
//! ending them when they dawdle or the server does.

mod accept;
mod answers;
mod bind;
mod connection;
mod first_bytes;
mod patient;
mod stream;

pub use accept::{Cleartext, Closing, HttpPort};
pub use answers::Answers;
pub use bind::{BindError, address, bind};
pub use connection::{CONNECTIONS_MAX, HANDSHAKE_SECONDS_MAX, HEADERS_SECONDS_MAX, Peer};
pub(crate) use patient::Patient;
pub use patient::UNREAD_SECONDS_MAX;
pub use stream::{ClientCertificate, Stream};
