//! Who is tested, and what it may do with the policies that the call adds and leaves out.

use std::borrow::Cow;
use std::sync::Arc;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iot::TestAuthorizationInput;
use daypass_policy::{ContextMap, DeviceLeg, DeviceScope, DocumentKind, Grants, Policy, PolicySet};
use daypass_store::{Reads, Scope};

use crate::authorization::subject::{SubjectError, guest_of_pool, subject};
use crate::authorization::{Access, AccessError, resolve};
use crate::iot::certificate::id_of_arn;
use crate::iot::certificate::records::CERTIFICATES;
use crate::iot::error::{invalid_request, no_such_certificate, not_found};
use crate::iot::policy::{default_document, existing_policy};
use crate::operation::Call;
use crate::principal::Principal;
use crate::store_error::{internal, unavailable};

/// The principal of a test.
pub(super) struct Tested {
    pub(super) access: Access,
    /// The name by which things are attached to it.
    pub(super) thing_principal: Option<String>,
}

/// The access of the principal that a call names. One whose credentials would be refused (an
/// inactive certificate, a disabled identity, a pool without a role) may do nothing, as at the gateway.
pub(super) async fn tested(
    call: &Call<'_, TestAuthorizationInput>,
    reads: &mut Reads<'_>,
) -> Result<Tested, ServiceError> {
    let input = call.input;
    let pool = input.cognito_identity_pool_id.as_deref();
    let found = match (input.principal.as_deref(), pool) {
        (Some(principal), pool) => named(call, reads, principal, pool).await?,
        (None, Some(pool)) => {
            found(guest_of_pool(pool, call.account, reads, call.now).await, pool)?
        }
        (None, None) if input.policy_names_to_add.is_some() => {
            let access = changed(call, reads, of_policies_alone()).await?;
            return Ok(Tested { access, thing_principal: None });
        }
        (None, None) => return Err(invalid_request("a principal or an identity pool is needed")),
    };
    let Some(principal) = found else {
        return Ok(Tested { access: nothing(), thing_principal: None });
    };
    let documents = &call.environment.documents;
    let mut access = match resolve(&principal, call.region, documents, reads).await {
        Ok(access) => changed(call, reads, access).await?,
        Err(AccessError::CertificateClosed { .. } | AccessError::IdentityClosed(_)) => nothing(),
        Err(AccessError::Store(error)) => return Err(unavailable(error)),
        Err(error) => return Err(internal(&error.to_string())),
    };
    if let (None, Some(pool)) = (&input.principal, pool) {
        access.variables.insert("cognito-identity.amazonaws.com:aud", pool);
        access.variables.insert_many("cognito-identity.amazonaws.com:amr", ["unauthenticated"]);
    }
    let thing_principal = principal.thing_principal().map(Cow::into_owned);
    Ok(Tested { access, thing_principal })
}

/// The principal that a certificate's ARN or an identity's id names.
async fn named(
    call: &Call<'_, TestAuthorizationInput>,
    reads: &Reads<'_>,
    text: &str,
    pool: Option<&str>,
) -> Result<Option<Principal>, ServiceError> {
    if let Some(id) = id_of_arn(call.account, call.region, text) {
        return certificate(call, reads, id).await;
    }
    if text.starts_with("arn:") || text == "anonymous" || text.starts_with("cert:") {
        return Err(invalid_request(format!("Invalid principal: {text}")));
    }
    let principal = found(subject(text, call.account, reads, call.now).await, text)?;
    let cognito = principal.as_ref().and_then(Principal::session);
    let cognito = cognito.and_then(|session| session.principal.cognito.as_ref());
    match (pool, cognito) {
        (Some(pool), Some(cognito)) if cognito.pool_id != pool => {
            Err(not_found(format!("Identity {text} is not in identity pool {pool}")))
        }
        _ => Ok(principal),
    }
}

/// A certificate of this account and region, if it may be shown at this moment.
async fn certificate(
    call: &Call<'_, TestAuthorizationInput>,
    reads: &Reads<'_>,
    id: &str,
) -> Result<Option<Principal>, ServiceError> {
    let record = reads.peek(&CERTIFICATES.key(&Scope::GLOBAL, [id])).await.map_err(unavailable)?;
    let own = record.filter(|record| record.is_of(call.account, call.region));
    let record = own.ok_or_else(|| no_such_certificate(id))?;
    let now_s = call.now.wall_ms.div_euclid(1_000);
    let valid = (record.not_before_s..=record.not_after_s).contains(&now_s);
    let principal = Principal::Certificate {
        certificate_id: record.id.into(),
        account: call.account.clone(),
        region: call.region.clone(),
    };
    Ok(valid.then_some(principal))
}

/// Tells who does not exist from who gets no credentials.
fn found(
    principal: Result<Principal, SubjectError>,
    text: &str,
) -> Result<Option<Principal>, ServiceError> {
    match principal {
        Ok(principal) => Ok(Some(principal)),
        Err(
            SubjectError::Closed(_)
            | SubjectError::NoRole { .. }
            | SubjectError::Missing { kind: "role", .. },
        ) => Ok(None),
        Err(SubjectError::Missing { .. }) => Err(not_found(format!("Principal not found: {text}"))),
        Err(SubjectError::Unknown(_)) => Err(invalid_request(format!("Invalid principal: {text}"))),
        Err(SubjectError::Store(error)) => Err(unavailable(error)),
        Err(SubjectError::Account(error)) => Err(internal(&error.to_string())),
    }
}

/// The access with the policies of `policyNamesToAdd` and without those of `policyNamesToSkip`.
/// Where attachments are not consulted, as for guests, neither has an effect.
async fn changed(
    call: &Call<'_, TestAuthorizationInput>,
    reads: &mut Reads<'_>,
    access: Access,
) -> Result<Access, ServiceError> {
    let input = call.input;
    let added = added(call, reads).await?;
    let skipped = input.policy_names_to_skip.as_deref().unwrap_or_default();
    let Some(device) = &access.grants.device else { return Ok(access) };
    let kept = device.policies.policies().iter();
    let kept = kept.filter(|policy| !skipped.iter().any(|name| *name == **policy.name()));
    let mut policies: Vec<Arc<Policy>> = kept.cloned().collect();
    for policy in added {
        if !policies.contains(&policy) {
            policies.push(policy);
        }
    }
    let device = DeviceLeg { policies: PolicySet::new(policies), applies_to: device.applies_to };
    let grants = Grants { device: Some(device), ..Grants::clone(&access.grants) };
    Ok(Access { grants: Arc::new(grants), ..access })
}

async fn added(
    call: &Call<'_, TestAuthorizationInput>,
    reads: &mut Reads<'_>,
) -> Result<Vec<Arc<Policy>>, ServiceError> {
    let mut added = Vec::new();
    for name in call.input.policy_names_to_add.as_deref().unwrap_or_default() {
        let policy = existing_policy(call, reads, name).await?;
        let Some(version) = default_document(&policy) else { continue };
        let number = version.number.to_string();
        let documents = &call.environment.documents;
        let compiled =
            documents.compiled(DocumentKind::Iot, name, Some(&number), &version.document);
        added.push(compiled.map_err(|error| internal(&error.to_string()))?);
    }
    Ok(added)
}

/// Somebody who has the policies that are added, and nothing else.
fn of_policies_alone() -> Access {
    let policies = PolicySet::empty();
    let device = DeviceLeg { policies, applies_to: DeviceScope::AllActions };
    Access { grants: Arc::new(Grants { device: Some(device), ..Grants::default() }), ..nothing() }
}

fn nothing() -> Access {
    Access {
        grants: Arc::default(),
        variables: ContextMap::new(),
        dependencies: Vec::new(),
        expires_ms: None,
    }
}
