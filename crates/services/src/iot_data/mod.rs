//! AWS IoT's data plane: publishing, what topics retain and looking after clients over HTTPS, and shadows, over HTTPS and
//! over MQTT.

mod connections;
mod publish;
pub mod records;
mod retained;
pub mod shadow;

use crate::served::Visitor;

/// Shows the visitor every operation of the data plane.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<publish::Publish>();
    connections::visit(visitor);
    retained::visit(visitor);
    shadow::visit(visitor);
}
