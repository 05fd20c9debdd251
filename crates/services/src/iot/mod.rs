//! AWS IoT's control plane: policies, what they are attached to, things, the endpoint.

mod attachment;
pub mod certificate;
mod endpoint;
mod error;
mod listing;
mod policy;
mod policy_version;
pub mod records;
mod tag;
mod test_authorization;
mod thing;
pub mod thing_group;
mod thing_principal;

pub(crate) use attachment::{Attached, attach};

use crate::served::Visitor;

/// Shows the visitor every operation of AWS IoT's control plane.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    policy::visit(visitor);
    policy_version::visit(visitor);
    attachment::visit(visitor);
    certificate::visit(visitor);
    endpoint::visit(visitor);
    thing::visit(visitor);
    thing_group::visit(visitor);
    thing_principal::visit(visitor);
    test_authorization::visit(visitor);
}
