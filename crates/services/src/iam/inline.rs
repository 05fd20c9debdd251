//! Inline policies of roles, users and groups: one list in the record of each, in the order of names.

use daypass_aws_types::error::ServiceError;
use daypass_policy::{Document, DocumentKind};

use super::documents::checked;
use super::error::{limit_exceeded, no_such_inline_policy};
use super::records::InlinePolicyRecord;

/// Who carries inline policies.
#[derive(Debug, Clone, Copy)]
pub(super) struct InlineOwner<'a> {
    /// `role`, `user` or `group`.
    pub(super) kind: &'static str,
    /// The owner's name.
    pub(super) name: &'a str,
    /// Characters of all its inline policies together, whitespace not counted.
    pub(super) characters_max: usize,
}

/// Adds a policy, or puts a new text into the one of this name.
pub(super) fn put_inline(
    owner: InlineOwner<'_>,
    policies: &mut Vec<InlinePolicyRecord>,
    name: &str,
    document: &str,
) -> Result<(), ServiceError> {
    checked(DocumentKind::Identity, document)?;
    policies.retain(|policy| policy.name != name);
    policies.push(InlinePolicyRecord { name: name.to_owned(), document: document.to_owned() });
    policies.sort_by(|one, other| one.name.cmp(&other.name));
    if characters(policies) > owner.characters_max {
        return Err(limit_exceeded(format!(
            "Maximum policy size of {} bytes exceeded for {} {}",
            owner.characters_max, owner.kind, owner.name
        )));
    }
    Ok(())
}

/// Takes the policy of this name away.
pub(super) fn remove_inline(
    kind: &'static str,
    policies: &mut Vec<InlinePolicyRecord>,
    name: &str,
) -> Result<(), ServiceError> {
    let before = policies.len();
    policies.retain(|policy| policy.name != name);
    if policies.len() == before { Err(no_such_inline_policy(kind, name)) } else { Ok(()) }
}

/// The policy of this name.
pub(super) fn existing_inline(
    kind: &'static str,
    policies: Vec<InlinePolicyRecord>,
    name: &str,
) -> Result<InlinePolicyRecord, ServiceError> {
    let found = policies.into_iter().find(|policy| policy.name == name);
    found.ok_or_else(|| no_such_inline_policy(kind, name))
}

fn characters(policies: &[InlinePolicyRecord]) -> usize {
    let documents =
        policies.iter().map(|policy| Document::parse(DocumentKind::Identity, &policy.document));
    documents.map(|document| document.map_or(0, |document| document.size())).sum()
}
