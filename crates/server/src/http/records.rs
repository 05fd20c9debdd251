//! Recording refusals of HTTP calls.

use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_broker::{DecisionId, Subject};
use daypass_services::Principal;
use daypass_services::ports::Now;

use super::audit::Audit;
use crate::decisions::{Decisions, Door, Refused, Why};

/// Where refusals of HTTP calls are recorded.
#[derive(Debug, Clone)]
pub struct Records {
    /// The records.
    pub decisions: Arc<Decisions>,
    /// The account of callers whose own is not known.
    pub account: AccountId,
    /// The region of callers whose own is not known.
    pub region: Region,
}

impl Records {
    /// Records why a call was refused.
    pub(super) fn record(&self, why: Why, now: Now, audit: &Audit) -> DecisionId {
        let operation = audit.operation.map(|(_, operation)| operation).unwrap_or_default();
        let account = audit.principal.as_ref().and_then(Principal::account);
        let subject = Subject {
            principal_arn: audit.principal_arn(),
            identity_id: audit.identity_id().map(str::to_owned),
            access_key_id: audit.access_key_id.clone(),
            account: account.as_ref().unwrap_or(&self.account).to_string(),
            region: self.region.to_string(),
            source_ip: audit.source_ip,
        };
        self.decisions.record(Refused {
            at_ms: now.wall_ms,
            subject: Arc::new(subject),
            door: Door::Http {
                operation: operation.into(),
                request_id: audit.request_id.as_str().into(),
            },
            why,
        })
    }
}
