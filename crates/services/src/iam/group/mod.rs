//! Groups of users.

pub mod record;
