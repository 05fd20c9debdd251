//! The operations against a store in memory, with real tokens of issuers in a box.

mod auto_attach;
mod concurrency;
mod credentials;
mod developer;
mod guest_credentials;
mod guest_expiry;
mod identities;
mod import;
mod outbox;
mod permissions;
mod pool_roles;
mod pools;
mod principal_tags;
mod sign_in;
mod stage;
mod tokens;
mod unlink;
