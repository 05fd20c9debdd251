//! Session policies given in a call: one inline, and managed ones of the role's account.

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::sts::PolicyDescriptorType;
use daypass_credentials::SessionPolicy;
use daypass_policy::{Document, DocumentKind};
use daypass_store::Reads;

use super::error::{malformed_policy, validation_error};
use crate::authorization::managed_policy;
use crate::store_error::unavailable;

/// Managed session policies of one call.
const POLICY_ARNS_MAX: usize = 10;

/// The session policies of a call, checked.
pub(super) async fn session_policies(
    inline: Option<&str>,
    arns: Option<&[PolicyDescriptorType]>,
    account: &AccountId,
    reads: &Reads<'_>,
) -> Result<Vec<SessionPolicy>, ServiceError> {
    let mut policies = Vec::new();
    if let Some(text) = inline {
        Document::parse(DocumentKind::Session, text)
            .map_err(|error| malformed_policy(error.to_string()))?;
        policies.push(SessionPolicy::Inline(text.to_owned()));
    }
    let arns = arns.unwrap_or_default();
    if arns.len() > POLICY_ARNS_MAX {
        return Err(validation_error(format!(
            "The number of managed session policies must not exceed {POLICY_ARNS_MAX}."
        )));
    }
    for arn in arns.iter().filter_map(|described| described.arn.as_deref()) {
        let policy = managed_policy(reads, account, arn).await.map_err(unavailable)?;
        if policy.is_none() {
            return Err(malformed_policy(format!(
                "Policy {arn} does not exist or is not attachable."
            )));
        }
        policies.push(SessionPolicy::Managed(arn.to_owned()));
    }
    Ok(policies)
}
