//! The server's own certificates: an authority that may vouch for local names alone, kept in the
//! store, and what handshakes of the API port are answered with.
//!
//! The authority of devices is another one.

mod authority;
mod client_certificate;
mod names;
mod server;

pub use names::ServerNames;
pub use server::{ServerTls, Spoken, TlsSettings};
