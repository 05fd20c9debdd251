//! The audit log: one event for each call, whatever became of it. No secret and no payload is in it.

use std::net::IpAddr;

use daypass_broker::DecisionId;
use daypass_services::Principal;
use http::{HeaderMap, HeaderValue};

/// What is known of a call so far. It is written once, when the call has been answered.
#[derive(Debug)]
pub(super) struct Audit {
    /// The id in `x-amzn-requestid`.
    pub(super) request_id: String,
    /// Where the call comes from.
    pub(super) source_ip: IpAddr,
    /// The service and its operation, once they were found.
    pub(super) operation: Option<(&'static str, &'static str)>,
    /// Who called, once it was authenticated.
    pub(super) principal: Option<Principal>,
    /// The access key that the signature names, verified or not.
    pub(super) access_key_id: Option<String>,
    /// The error code that the call was answered with.
    pub(super) error: Option<&'static str>,
    /// The decision record of a refusal.
    pub(super) decision: Option<DecisionId>,
    /// The AWS IoT policies that were attached to the identity because it signed in first.
    pub(super) auto_attached: Vec<String>,
}

impl Audit {
    pub(super) fn new(request_id: String, source_ip: IpAddr) -> Self {
        Self {
            request_id,
            source_ip,
            operation: None,
            principal: None,
            access_key_id: None,
            error: None,
            decision: None,
            auto_attached: Vec::new(),
        }
    }

    /// The identity behind the caller, if it is one of a pool.
    pub(super) fn identity_id(&self) -> Option<&str> {
        let session = self.principal.as_ref()?.session()?;
        Some(&session.principal.cognito.as_ref()?.identity_id)
    }

    /// The name of the caller; nobody's where nobody was authenticated.
    pub(super) fn principal_arn(&self) -> String {
        self.principal.as_ref().unwrap_or(&Principal::Anonymous).arn()
    }

    /// Puts the decision's id on an answer.
    pub(super) fn mark(&self, headers: &mut HeaderMap) {
        let value = self.decision.and_then(|id| HeaderValue::from_str(&id.to_string()).ok());
        if let Some(value) = value {
            headers.insert(DECISION, value);
        }
    }

    /// Writes the event.
    pub(super) fn write(self) {
        tracing::info!(
            target: "daypass::audit",
            request_id = self.request_id,
            service = self.operation.map(|(service, _)| service),
            operation = self.operation.map(|(_, operation)| operation),
            principal = self.principal_arn(),
            identity_id = self.identity_id(),
            access_key_id = self.access_key_id,
            source_ip = %self.source_ip,
            error = self.error,
            decision = self.decision.map(tracing::field::display),
            auto_attached = (!self.auto_attached.is_empty()).then(|| self.auto_attached.join(",")),
            "audit"
        );
    }
}

const DECISION: &str = "x-daypass-decision";
