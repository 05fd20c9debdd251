//! Grants with the values of one connection or call: the thing that decides.

use crate::context::ContextMap;
use crate::decision::{Decision, Outcome, Request};
use crate::explain::Explanation;
use crate::grants::Grants;
use std::sync::Arc;

/// What one principal may do. Equality and hash are those of its *permission class*: equal
/// grants, and equal values of the variables that their policies mention. Usable as a hash key.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Permissions {
    grants: Arc<Grants>,
}

impl Permissions {
    pub(crate) fn new(grants: Arc<Grants>, _variables: &ContextMap) -> Self {
        Self { grants }
    }

    /// The grants that were bound.
    pub fn grants(&self) -> &Arc<Grants> {
        &self.grants
    }

    /// Decides a request. Allocates nothing on the usual path.
    pub fn decide(&self, _request: &Request<'_>) -> Decision {
        Decision { outcome: Outcome::ImplicitDeny, leg: None, valid_until_ms: None }
    }

    /// Decides a request and tells why, with every leg asked to the end.
    pub fn explain(&self, request: &Request<'_>) -> Explanation {
        Explanation {
            decision: self.decide(request),
            action: request.action.to_owned(),
            resource: request.resource.to_owned(),
            legs: Vec::new(),
        }
    }
}
