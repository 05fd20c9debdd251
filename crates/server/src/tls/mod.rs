//! The server's own certificates: an authority that may vouch for local names alone, kept in the
//! store, or files with what others signed; and what handshakes are answered with.
//!
//! The authority of devices is another one.

mod authority;
mod certificate_files;
mod client_certificate;
mod current;
mod names;
mod server;
mod watch;

pub use certificate_files::CertificateFiles;
pub use names::ServerNames;
pub use server::{ServerTls, Spoken, TlsSettings};
pub use watch::{CertificateWatch, LOOK_SECONDS};
