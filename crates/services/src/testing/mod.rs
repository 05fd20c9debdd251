//! What tests of operations stand on: a store in memory, an OpenID provider with real keys, and
//! calls as the gateway makes them.

mod issuer;
mod stage;

pub(crate) use issuer::Issuer;
pub(crate) use stage::{ACCOUNT, Answered, NOW_S, OTHER_ACCOUNT, Stage};
