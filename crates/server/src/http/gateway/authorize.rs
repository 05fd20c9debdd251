//! Whether the caller may: every permission that the operation declares is decided.

use std::sync::Arc;

use daypass_aws_protocol::sigv4::SigV4Error;
use daypass_aws_types::error::{ServiceError, common};
use daypass_policy::{ContextMap, Outcome, Request};
use daypass_services::authorization::{BeyondSession, Denial, access_denied, beyond_session};
use daypass_services::{Call, Operation, Permission, Principal};
use daypass_store::{Reads, Space};

use super::refusal::PolicyRefusal;
use super::{Audit, Gateway, Refusal};
use crate::authenticate::Caller;

impl Gateway {
    /// Decides every permission of a call. Where refusals are only recorded, it goes on.
    pub(super) async fn authorize<O: Operation>(
        &self,
        call: &Call<'_, O::Input>,
        caller: &Caller,
        audit: &mut Audit,
    ) -> Result<(), Box<Refusal>> {
        let reads = Reads::new(&*self.environment.store, Space::State);
        let needed = O::permissions(call, &reads).await;
        let needed = needed.map_err(|error| Refusal::noted(error, call.note))?;
        let Some(refusal) = refused(call, caller, &needed, O::DESCRIPTOR) else { return Ok(()) };
        if self.soft {
            audit.decision = Some(self.record_policy(&refusal, call.now, audit));
            return Ok(());
        }
        Err(Box::new(Refusal::Policy(refusal)))
    }
}

/// Whether a session may ask for an operation at all, whatever its policies say.
pub(super) fn within_session(
    principal: &Principal,
    operation: &daypass_aws_types::schema::Operation,
) -> Result<(), Box<Refusal>> {
    match beyond_session(principal, operation) {
        None => Ok(()),
        Some(BeyondSession::Iam) => {
            let hint = "sessions of GetSessionToken and GetFederationToken cannot call IAM";
            let error = SigV4Error { hint: Some(hint), ..SigV4Error::token_not_intact() };
            Err(Box::new(Refusal::Unauthenticated(error.into())))
        }
        Some(BeyondSession::Sts) => {
            let text = format!("Cannot call {} with session credentials", operation.name);
            Err(Refusal::service(ServiceError::new(&common::ACCESS_DENIED_403, text)))
        }
    }
}

/// The first permission that the caller lacks.
fn refused<Input>(
    call: &Call<'_, Input>,
    caller: &Caller,
    needed: &[Permission],
    operation: &daypass_aws_types::schema::Operation,
) -> Option<PolicyRefusal> {
    if needed.is_empty() {
        return None;
    }
    let grants = Arc::clone(&caller.access.grants);
    let permissions = grants.bind(caller.access.variables.clone());
    needed.iter().find_map(|needed| {
        let context = needed.asked_in(call);
        let decision = permissions.decide(&asked(needed, &context, call.now.ours_ms));
        if decision.outcome == Outcome::Allow {
            return None;
        }
        let denial = Denial {
            principal: call.principal,
            action: needed.action,
            resource: &needed.resource,
            outcome: decision.outcome,
            leg: decision.leg,
        };
        Some(PolicyRefusal {
            error: access_denied(operation, denial),
            action: needed.action,
            resource: needed.resource.clone(),
            context,
            permissions: Arc::clone(&permissions),
        })
    })
}

fn asked<'r>(needed: &'r Permission, context: &'r ContextMap, now_ms: i64) -> Request<'r> {
    Request { action: needed.action, resource: &needed.resource, context, now_ms }
}
