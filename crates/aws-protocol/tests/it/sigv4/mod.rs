//! Signatures: made by the `aws-sigv4` crate, verified by ours.

mod hard_requests;
mod ours;
mod properties;
mod refusals;
mod signer;
mod websocket;
