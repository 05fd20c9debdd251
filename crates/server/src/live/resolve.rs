//! From a claim to bound permissions, as the store has them now.

use std::collections::HashMap;
use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_policy::{DeviceLeg, DeviceScope, DocumentKind, Grants, Permissions};
use daypass_services::Environment;
use daypass_services::authorization::{self, Access, AccessError, connect};
use daypass_services::changes::Dependency;
use daypass_services::iot::records::IOT_POLICIES;
use daypass_store::{Reads, Scope, Space};

use super::claim::{AnonymousPolicy, Claim, Holder};
use super::shared::Shared;

/// Permissions, and what they were made from.
pub(super) struct Resolved {
    pub(super) permissions: Arc<Permissions>,
    pub(super) dependencies: Vec<Dependency>,
    /// When an open connection ends with the credentials it was opened with.
    pub(super) ends_ms: Option<i64>,
}

type Key = (Box<str>, Box<str>);

/// Resolves claims one after the other at about one moment: a principal with many connections is
/// looked up once.
pub(super) struct Resolver<'a> {
    environment: &'a Environment,
    shared: &'a Shared,
    known: HashMap<Key, Access>,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(environment: &'a Environment, shared: &'a Shared) -> Self {
        Self { environment, shared, known: HashMap::new() }
    }

    pub(super) async fn resolve(&mut self, claim: &Claim) -> Result<Resolved, AccessError> {
        let access = self.access(claim).await?;
        self.resolve_with(claim, access).await
    }

    /// The same where the access of the claim's principal is known.
    pub(super) async fn resolve_with(
        &self,
        claim: &Claim,
        mut access: Access,
    ) -> Result<Resolved, AccessError> {
        let reads = Reads::new(&*self.environment.store, Space::State);
        connect(
            &mut access,
            &self.environment.documents,
            &reads,
            (&claim.account, &claim.region),
            &claim.client_id,
            claim.thing_principal().as_deref(),
        )
        .await?;
        let Access { grants, variables, dependencies, expires_ms } = access;
        let mut bound = claim.context();
        bound.extend(&variables);
        let permissions = self.shared.grants(grants).bind(bound);
        let permissions = self.shared.permissions(permissions);
        // As in AWS, a session's expiry keeps nobody out who is in: WebSockets end after a day.
        let ends_ms = expires_ms.filter(|_| claim.is_of_certificate());
        Ok(Resolved { permissions, dependencies, ends_ms })
    }

    /// The access of a claim's principal, without what the connection adds.
    pub(super) async fn access(&mut self, claim: &Claim) -> Result<Access, AccessError> {
        let reads = Reads::new(&*self.environment.store, Space::State);
        let principal = match &claim.holder {
            Holder::Principal(principal) => principal,
            Holder::Anonymous(policy) => {
                let place = (&claim.account, &claim.region);
                return anonymous_access(policy, place, self.environment, &reads).await;
            }
        };
        let key = key(claim);
        if let Some(access) = key.as_ref().and_then(|key| self.known.get(key)) {
            return Ok(access.clone());
        }
        let documents = &self.environment.documents;
        let access = authorization::resolve(principal, &claim.region, documents, &reads).await?;
        if let Some(key) = key {
            self.known.insert(key, access.clone());
        }
        Ok(access)
    }
}

/// By what a principal's access is known: its access key, and where it acts.
fn key(claim: &Claim) -> Option<Key> {
    let Holder::Principal(principal) = &claim.holder else { return None };
    Some((principal.access_key_id()?.into(), claim.region.as_str().into()))
}

/// A client without credentials has a device leg alone, and it covers every action.
pub(crate) async fn anonymous_access(
    policy: &AnonymousPolicy,
    (account, region): (&AccountId, &Region),
    environment: &Environment,
    reads: &Reads<'_>,
) -> Result<Access, AccessError> {
    let mut dependencies = Vec::new();
    let policy = match policy {
        AnonymousPolicy::Document(policy) => Some(policy.clone()),
        AnonymousPolicy::Named(name) => {
            dependencies.push(Dependency::iot_policy(account, region, name));
            let scope = Scope { account: account.as_str(), region: region.as_str() };
            let record = reads.peek(&IOT_POLICIES.key(&scope, [&**name])).await?;
            let version = record.as_ref().and_then(|record| {
                record.versions.iter().find(|one| one.number == record.default_version)
            });
            let compiled = version.map(|version| {
                let number = version.number.to_string();
                let text = &version.document;
                environment.documents.compiled(DocumentKind::Iot, name, Some(&number), text)
            });
            compiled
                .transpose()
                .map_err(|error| AccessError::Document { name: name.to_string(), error })?
        }
    };
    let policies = environment.documents.set(policy.as_slice());
    let device = DeviceLeg { policies, applies_to: DeviceScope::AllActions };
    Ok(Access {
        grants: Arc::new(Grants { device: Some(device), ..Grants::default() }),
        variables: daypass_policy::ContextMap::new(),
        dependencies,
        expires_ms: None,
    })
}
