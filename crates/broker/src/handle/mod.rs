//! What is done with each event: one file per packet or happening.

pub(crate) mod acknowledge;
pub(crate) mod admit;
pub(crate) mod authorize;
pub(crate) mod connack;
pub(crate) mod connect;
pub(crate) mod deliver;
pub(crate) mod disconnect;
pub(crate) mod durable;
pub(crate) mod end;
pub(crate) mod fan_out;
pub(crate) mod lifecycle;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod reply;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod shadow;
pub(crate) mod shared;
pub(crate) mod shut_down;
pub(crate) mod standing;
pub(crate) mod subscribe;
pub(crate) mod sweep;
pub(crate) mod throttle;
pub(crate) mod timeout;
pub(crate) mod unsubscribe;
pub(crate) mod will;
