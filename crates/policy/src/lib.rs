//! The AWS policy language: parse, compile, bind, decide, explain.
//!
//! A [`Document`] is checked policy text. A [`Policy`] gives it a name, a [`PolicySet`] indexes
//! several of them, [`Grants`] say which sets bear on a principal, and [`Grants::bind`] fixes the
//! values that stay the same for a connection or a call. The result, [`Permissions`], answers
//! [`Permissions::decide`] without allocating and [`Permissions::explain`] at leisure.
//! Role trust policies are asked through [`decide_trust`] and [`explain_trust`].
//!
//! Nothing here reads a clock, a file or a socket: time and context arrive with the request.

mod action;
mod arn;
mod bytes;
mod condition;
mod context;
mod decision;
mod document;
mod explain;
#[cfg(fuzzing)]
pub mod fuzzing;
mod grants;
mod index;
mod json;
mod library;
pub mod lint;
mod pattern;
mod permissions;
mod policy;
mod principal;
mod resource;
mod scope;
mod statement;
mod template;
mod trust;

pub use condition::{ValueType, instant_ms};
pub use context::{Context, ContextMap, ContextValue, NoContext};
pub use decision::{Decision, Leg, Outcome, Request};
pub use document::{Document, DocumentError, DocumentKind, Effect, Position, Span, Version};
pub use explain::{
    Element, Explanation, LegExplanation, MatchedStatement, NEAR_MISSES_MAX, NearMiss,
    StatementReference, statements_of,
};
pub use grants::{DeviceLeg, DeviceScope, Grants, IamLeg};
pub use library::Library;
pub use permissions::Permissions;
pub use policy::{Policy, PolicySet};
pub use resource::{Reach, ResourceCaller, ResourceLeg, ResourceRule};
pub use trust::{TrustCaller, decide_trust, explain_trust};
