//! The policies of a simulation, and what its answers call them.

use std::sync::Arc;

use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::errors;
use daypass_policy::{Document, DocumentKind, Policy, PolicySet};
use daypass_store::Reads;

use super::exclusions::Exclusions;
use super::subject::{Carried, Subject};
use crate::authorization::{PolicyDocuments, managed_policy};
use crate::iam::error::invalid_input;
use crate::store_error::unavailable;

/// The policies of each leg, in the order in which the engine has them.
#[derive(Debug, Default)]
pub(super) struct Sources {
    pub(super) identity: Vec<Source>,
    /// The boundary, where there is one. One that is gone has no policy and allows nothing.
    pub(super) boundary: Option<Vec<Source>>,
    pub(super) resource: Vec<Source>,
}

/// One policy.
#[derive(Debug)]
pub(in crate::iam) struct Source {
    /// `SourcePolicyId`.
    pub(in crate::iam) id: String,
    pub(in crate::iam) policy: Arc<Policy>,
}

impl Source {
    /// A policy that came with the call.
    pub(super) fn given(
        kind: DocumentKind,
        id: impl Into<String>,
        text: &str,
    ) -> Result<Self, ServiceError> {
        let id = id.into();
        let document = Document::parse(kind, text).map_err(|error| {
            // The operations know no MalformedPolicyDocument.
            invalid_input(error.to_string())
        })?;
        Ok(Self { policy: Policy::compile(id.as_str(), None, document), id })
    }

    /// The policies of a `PolicyInputList`.
    pub(super) fn all_given(texts: &[String]) -> Result<Vec<Self>, ServiceError> {
        let numbered = texts.iter().zip(1..);
        let given = numbered.map(|(text, number): (_, usize)| {
            Self::given(DocumentKind::Identity, format!("PolicyInputList.{number}"), text)
        });
        given.collect()
    }
}

impl Sources {
    /// The policies of an entity and its boundary, without those that are excluded.
    pub(super) async fn of(
        account: &AccountId,
        documents: &PolicyDocuments,
        reads: &Reads<'_>,
        subject: &Subject,
        exclusions: &Exclusions<'_>,
    ) -> Result<Self, ServiceError> {
        let mut identity = Vec::new();
        for Carried { kind, name, inline, attached } in subject.carried() {
            for policy in inline {
                if exclusions.cover_inline(kind, &policy.name, name) {
                    continue;
                }
                let id = format!("{kind}_{name}_{}", policy.name);
                let document = &policy.document;
                identity.push(stored(documents, DocumentKind::Identity, id, None, document)?);
            }
            for arn in attached {
                if !exclusions.cover_managed(arn) {
                    let kind = DocumentKind::Identity;
                    identity.extend(managed(account, documents, reads, kind, arn).await?);
                }
            }
        }
        let boundary = match subject.boundary() {
            Some(arn) if !exclusions.cover_boundary() => {
                let kind = DocumentKind::Boundary;
                Some(managed(account, documents, reads, kind, arn).await?.into_iter().collect())
            }
            _ => None,
        };
        Ok(Self { identity, boundary, resource: Vec::new() })
    }

    /// Bytes of the texts that one simulated request may be compared with.
    pub(super) fn text_bytes(&self) -> usize {
        self.every().map(|source| source.policy.document().text().len()).sum()
    }

    /// The context keys that the policies mention, each once, in the order in which they come.
    pub(super) fn mentioned_keys(&self) -> Vec<&str> {
        mentioned_keys(self.every())
    }

    fn every(&self) -> impl Iterator<Item = &Source> {
        self.identity.iter().chain(self.boundary.iter().flatten()).chain(&self.resource)
    }
}

/// The context keys that policies mention, each once whatever its case.
pub(super) fn mentioned_keys<'s>(sources: impl Iterator<Item = &'s Source>) -> Vec<&'s str> {
    let mut seen = std::collections::HashSet::new();
    let keys = sources.flat_map(|source| source.policy.document().mentioned_keys());
    keys.filter(|key| seen.insert(key.to_ascii_lowercase())).collect()
}

/// The policies as the engine takes them.
pub(super) fn policy_set(sources: &[Source]) -> PolicySet {
    PolicySet::new(sources.iter().map(|source| source.policy.clone()))
}

/// The version in force of a managed policy, if it is there.
pub(in crate::iam) async fn managed(
    account: &AccountId,
    documents: &PolicyDocuments,
    reads: &Reads<'_>,
    kind: DocumentKind,
    arn: &str,
) -> Result<Option<Source>, ServiceError> {
    let policy = managed_policy(reads, account, arn).await.map_err(unavailable)?;
    let Some(policy) = policy else { return Ok(None) };
    let mut versions = policy.versions.iter();
    let version = versions.find(|version| version.number == policy.default_version);
    let Some(version) = version else { return Ok(None) };
    let number = format!("v{}", version.number);
    stored(documents, kind, policy.name, Some(&number), &version.document).map(Some)
}

/// A policy that was saved, as the engine reads it.
pub(in crate::iam) fn stored(
    documents: &PolicyDocuments,
    kind: DocumentKind,
    id: String,
    version: Option<&str>,
    text: &str,
) -> Result<Source, ServiceError> {
    let policy = documents.compiled(kind, &id, version, text).map_err(|error| {
        let message = format!("Policy {id} cannot be read: {error}");
        ServiceError::new(&errors::POLICY_EVALUATION_EXCEPTION, message)
    })?;
    Ok(Source { id, policy })
}
