//! From a principal to what it may do: the policies of both legs, the values that their variables
//! take, and everything that the result depends on.

mod certificate;
mod certificate_fields;
mod denial;
mod documents;
pub mod guest_cut;
mod standing;
pub mod subject;
#[cfg(test)]
mod subject_tests;
mod things;
mod trust;
mod user;
mod user_session;
mod variables;

use std::sync::Arc;

use daypass_aws_types::{AccountId, Region};
use daypass_credentials::{Session, SessionPolicy};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, DocumentError, DocumentKind, Grants, IamLeg, Policy,
    PolicySet,
};
use daypass_store::{Reads, Scope, StoreError};

pub use denial::{Denial, access_denied};
pub use documents::PolicyDocuments;
pub use things::connect;
pub use trust::{
    CallerNames, TrustQuestion, decide_signed_trust, decide_trust, identity_trust_keys,
    provider_trust_keys, trust_policy,
};
pub use user_session::{BeyondSession, beyond_session};
pub(crate) use variables::federated_provider;
pub use variables::request_context;

use crate::changes::Dependency;
use crate::iam::arn::ManagedPolicyName;
use crate::iam::aws_managed::aws_managed_policy;
use crate::iam::records::{
    InlinePolicyRecord, MANAGED_POLICIES, ManagedPolicyRecord, PolicyVersionRecord, RoleRecord,
};
use crate::iot::records::{IOT_POLICIES, IOT_TARGETS};
use crate::principal::Principal;
use crate::scope::of_account;

/// What a principal may do at this moment.
#[derive(Debug, Clone)]
pub struct Access {
    /// The policies of both legs.
    pub grants: Arc<Grants>,
    /// Values of the policy variables and condition keys that belong to the principal.
    pub variables: ContextMap,
    /// What the result was made from.
    pub dependencies: Vec<Dependency>,
    /// When the credentials end, in milliseconds since 1970: sessions by our own clock, certificates
    /// by wall time.
    pub expires_ms: Option<i64>,
}

/// Why credentials that verified give no access any more.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// The role was deleted, or made anew under the same name.
    #[error("role `{0}` of the session does not exist any more")]
    RoleGone(String),
    /// The user was deleted, or made anew under the same name.
    #[error("user `{0}` does not exist any more")]
    UserGone(String),
    /// The sessions of the role, the pool or the identity were revoked after this one was issued.
    #[error("the session was revoked with its {0}")]
    Revoked(&'static str),
    /// The identity or its pool does not exist any more, or the identity is disabled.
    #[error("identity `{0}` may not use its credentials any more")]
    IdentityClosed(String),
    /// The long-term key, or the one that the session was made with, does not exist any more, or is
    /// inactive.
    #[error("access key `{0}`, which the access rests on, may not be used any more")]
    AccessKeyClosed(String),
    /// A stored policy does not compile: access is refused rather than guessed.
    #[error("policy `{name}` cannot be read: {error}")]
    Document {
        /// The policy's name.
        name: String,
        /// What is wrong with it.
        error: DocumentError,
    },
    /// The certificate is not registered any more, not active, or outside its validity.
    #[error("certificate `{id}` {why}")]
    CertificateClosed {
        /// The certificate's id.
        id: String,
        /// What is the matter with it.
        why: &'static str,
    },
    /// The session token names a session policy that this server does not know.
    #[error("the session carries an unknown session policy")]
    UnknownSessionPolicy,
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Finds out what `principal` may do in `region`.
pub async fn resolve(
    principal: &Principal,
    region: &Region,
    documents: &PolicyDocuments,
    reads: &Reads<'_>,
) -> Result<Access, AccessError> {
    match principal {
        Principal::Anonymous => Ok(nothing()),
        Principal::Root { account, access_key_id } => {
            let resolver = Resolver { documents, reads, account, dependencies: Vec::new() };
            resolver.root(access_key_id).await
        }
        Principal::User { user, access_key_id } => {
            let account = &user.account;
            let resolver = Resolver { documents, reads, account, dependencies: Vec::new() };
            resolver.user(user, access_key_id).await
        }
        Principal::Certificate { certificate_id, account, region } => {
            Resolver { documents, reads, account, dependencies: Vec::new() }
                .certificate(certificate_id, region)
                .await
        }
        Principal::Session { session, .. } => {
            let account = principal
                .account()
                .ok_or_else(|| AccessError::RoleGone(session.principal.role_name.clone()))?;
            Resolver { documents, reads, account: &account, dependencies: Vec::new() }
                .session(session, region)
                .await
        }
    }
}

fn nothing() -> Access {
    Access {
        grants: Arc::new(Grants::default()),
        variables: ContextMap::default(),
        dependencies: Vec::new(),
        expires_ms: None,
    }
}

struct Resolver<'a> {
    documents: &'a PolicyDocuments,
    reads: &'a Reads<'a>,
    account: &'a AccountId,
    dependencies: Vec<Dependency>,
}

impl Resolver<'_> {
    /// Root may do everything, as long as its key may be used.
    async fn root(mut self, access_key_id: &str) -> Result<Access, AccessError> {
        if !access_key_id.is_empty() {
            self.usable_access_key(access_key_id).await?;
        }
        let iam = IamLeg { root: true, ..IamLeg::default() };
        Ok(Access {
            grants: Arc::new(Grants { iam: Some(iam), ..Grants::default() }),
            variables: variables::of_root(self.account),
            dependencies: self.dependencies,
            expires_ms: None,
        })
    }

    async fn session(
        mut self,
        session: &Arc<Session>,
        region: &Region,
    ) -> Result<Access, AccessError> {
        if let Some(user) = &session.principal.user {
            return self.user_session(session, user).await;
        }
        let role = self.standing_role(session).await?;
        let iam = IamLeg {
            root: false,
            identity: self.role_policies(&role).await?,
            boundary: self.boundary(role.permissions_boundary.as_deref()).await?,
            session: self.session_policies(session).await?,
        };
        let device = self.device(session, region).await?;
        Ok(Access {
            grants: Arc::new(Grants { iam: Some(iam), device, resource: None }),
            variables: variables::of_session(session, &role.tags),
            dependencies: self.dependencies,
            expires_ms: Some(session.expires_ms),
        })
    }

    async fn role_policies(&mut self, role: &RoleRecord) -> Result<PolicySet, AccessError> {
        let carried = self.carried(&role.inline_policies, &role.attached_policies).await?;
        Ok(self.documents.set(&carried))
    }

    /// The inline and the attached policies of a role, a user or a group.
    async fn carried(
        &mut self,
        inline: &[InlinePolicyRecord],
        attached: &[String],
    ) -> Result<Vec<Arc<Policy>>, AccessError> {
        let mut policies = Vec::with_capacity(inline.len() + attached.len());
        for inline in inline {
            let (name, text) = (&inline.name, &inline.document);
            policies.push(self.compiled(DocumentKind::Identity, name, None, text)?);
        }
        for arn in attached {
            policies.extend(self.managed(DocumentKind::Identity, arn).await?);
        }
        Ok(policies)
    }

    async fn boundary(&mut self, arn: Option<&str>) -> Result<Option<PolicySet>, AccessError> {
        let Some(arn) = arn else { return Ok(None) };
        // A boundary that is gone bounds everything: an empty set allows nothing.
        let policy = self.managed(DocumentKind::Boundary, arn).await?;
        Ok(Some(self.documents.set(policy.as_slice())))
    }

    async fn session_policies(
        &mut self,
        session: &Session,
    ) -> Result<Option<PolicySet>, AccessError> {
        if session.session_policies.is_empty() {
            return Ok(None);
        }
        let mut policies = Vec::new();
        for policy in &session.session_policies {
            match policy {
                SessionPolicy::GuestCut(number) => {
                    let cut =
                        guest_cut::documents(*number).ok_or(AccessError::UnknownSessionPolicy)?;
                    for (name, text) in &cut {
                        policies.push(self.compiled(DocumentKind::Session, name, None, text)?);
                    }
                }
                SessionPolicy::Inline(text) => {
                    policies.push(self.compiled(
                        DocumentKind::Session,
                        "session-policy",
                        None,
                        text,
                    )?);
                }
                SessionPolicy::Managed(arn) => {
                    policies.extend(self.managed(DocumentKind::Session, arn).await?);
                }
            }
        }
        Ok(Some(self.documents.set(&policies)))
    }

    /// The device leg: only an authenticated Cognito identity has one here, and then it always has
    /// one. Without an attached policy it is empty and allows nothing.
    async fn device(
        &mut self,
        session: &Session,
        region: &Region,
    ) -> Result<Option<DeviceLeg>, AccessError> {
        let Some(cognito) =
            session.principal.cognito.as_ref().filter(|cognito| cognito.authenticated)
        else {
            return Ok(None);
        };
        let policies = self.attached_policies(&cognito.identity_id, region).await?;
        let policies = self.documents.set(&policies);
        Ok(Some(DeviceLeg { policies, applies_to: DeviceScope::SevenActions }))
    }

    /// The policies attached to an AWS IoT target.
    async fn attached_policies(
        &mut self,
        target: &str,
        region: &Region,
    ) -> Result<Vec<Arc<Policy>>, AccessError> {
        self.dependencies.push(Dependency::iot_target(self.account, region, target));
        let attached =
            self.reads
                .peek(&IOT_TARGETS.key(
                    &Scope { account: self.account.as_str(), region: region.as_str() },
                    [target],
                ))
                .await?;
        let mut policies = Vec::new();
        for name in attached.map(|record| record.policies).unwrap_or_default() {
            self.dependencies.push(Dependency::iot_policy(self.account, region, &name));
            let key = IOT_POLICIES
                .key(&Scope { account: self.account.as_str(), region: region.as_str() }, [&name]);
            let Some(policy) = self.reads.peek(&key).await? else { continue };
            let Some(version) = version(&policy.versions, policy.default_version) else { continue };
            let number = version.number.to_string();
            policies.push(self.compiled(
                DocumentKind::Iot,
                &name,
                Some(&number),
                &version.document,
            )?);
        }
        Ok(policies)
    }

    async fn managed(
        &mut self,
        kind: DocumentKind,
        arn: &str,
    ) -> Result<Option<Arc<Policy>>, AccessError> {
        self.dependencies.push(Dependency::managed_policy(self.account, arn));
        let Some(policy) = managed_policy(self.reads, self.account, arn).await? else {
            return Ok(None);
        };
        let Some(version) = version(&policy.versions, policy.default_version) else {
            return Ok(None);
        };
        let number = format!("v{}", version.number);
        self.compiled(kind, &policy.name, Some(&number), &version.document).map(Some)
    }

    fn compiled(
        &self,
        kind: DocumentKind,
        name: &str,
        number: Option<&str>,
        text: &str,
    ) -> Result<Arc<Policy>, AccessError> {
        self.documents
            .compiled(kind, name, number, text)
            .map_err(|error| AccessError::Document { name: name.to_owned(), error })
    }
}

/// The managed policy behind an ARN of this account or of AWS; `None` if there is none, or it is another account's.
pub async fn managed_policy(
    reads: &Reads<'_>,
    account: &AccountId,
    arn: &str,
) -> Result<Option<ManagedPolicyRecord>, StoreError> {
    let Some(name) = ManagedPolicyName::from_arn(account, arn) else { return Ok(None) };
    if name.is_aws() {
        return Ok(aws_managed_policy(arn));
    }
    let record =
        reads.peek(&MANAGED_POLICIES.key(&of_account(account), [&name.lower_cased()])).await?;
    Ok(record.filter(|record| record.path == name.path() && record.name == name.name()))
}

fn version(versions: &[PolicyVersionRecord], number: u32) -> Option<&PolicyVersionRecord> {
    versions.iter().find(|version| version.number == number)
}
