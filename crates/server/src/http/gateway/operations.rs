//! The table of operations: one entry for each that `services` shows.

use std::collections::HashMap;
use std::fmt;

use bytes::Bytes;
use daypass_aws_types::schema::{Operation as Descriptor, Service};
use daypass_services::Operation;
use daypass_services::served::{self, Visitor};
use daypass_store::BoxFuture;
use http::Response;

use super::{Audit, Gateway, Refusal, Routed};

/// The gateway's function, made for one operation.
pub(super) type CallOperation = for<'a> fn(
    &'a Gateway,
    &'a Routed,
    &'a mut Audit,
) -> BoxFuture<'a, Result<Response<Bytes>, Box<Refusal>>>;

/// Every operation that is served.
pub struct Operations {
    calls: HashMap<(Service, &'static str), CallOperation>,
}

impl Operations {
    /// The operations of `services`.
    pub fn new() -> Self {
        let mut operations = Self { calls: HashMap::new() };
        served::visit(&mut operations);
        operations
    }

    pub(super) fn find(&self, operation: &'static Descriptor) -> Option<CallOperation> {
        self.calls.get(&(operation.service, operation.name)).copied()
    }
}

impl Default for Operations {
    fn default() -> Self {
        Self::new()
    }
}

impl Visitor for Operations {
    fn operation<O: Operation>(&mut self) {
        let name = (O::DESCRIPTOR.service, O::DESCRIPTOR.name);
        self.calls
            .insert(name, |gateway, routed, audit| Box::pin(gateway.call::<O>(routed, audit)));
    }
}

impl fmt::Debug for Operations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Operations").field("served", &self.calls.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use daypass_aws_types::OPERATIONS;

    use super::*;

    #[test]
    fn what_can_be_routed_is_served_and_nothing_else() {
        let operations = Operations::new();
        let unserved: Vec<_> = OPERATIONS
            .iter()
            .filter(|operation| operations.find(operation).is_none())
            .map(|operation| operation.name)
            .collect();
        assert_eq!(unserved, Vec::<&str>::new());
        assert_eq!(operations.calls.len(), OPERATIONS.len());
    }
}
