//! The server: sockets, TLS, HTTP, clock and randomness, and where everything is wired together.

pub mod egress;
