//! The list of operations served: adding one is one line here and one in `models/`.

use crate::operation::Operation;

/// Somebody who wants to see every operation once, such as the gateway when it builds its table.
pub trait Visitor {
    /// Called once for each operation.
    fn operation<O: Operation>(&mut self);
}

/// Shows `visitor` every operation.
pub fn visit(visitor: &mut impl Visitor) {
    crate::cognito_identity::visit(visitor);
    crate::iam::visit(visitor);
    crate::iot::visit(visitor);
    crate::iot_data::visit(visitor);
    crate::sts::visit(visitor);
}
