//! AWS IoT's data plane over HTTPS.

mod publish;
pub mod records;
mod shadow;

use crate::served::Visitor;

/// Shows the visitor every operation of the data plane.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<publish::Publish>();
    shadow::visit(visitor);
}
