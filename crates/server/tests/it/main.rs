//! A started server, driven over sockets.

mod client;
mod starts;
