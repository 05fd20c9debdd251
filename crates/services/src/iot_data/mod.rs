//! AWS IoT's data plane: publishing over HTTPS, and shadows, over HTTPS and over MQTT.

mod publish;
pub mod records;
pub mod shadow;

use crate::served::Visitor;

/// Shows the visitor every operation of the data plane.
pub(crate) fn visit(visitor: &mut impl Visitor) {
    visitor.operation::<publish::Publish>();
    shadow::visit(visitor);
}
