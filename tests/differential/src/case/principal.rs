//! Who asks, and whom the policy of a resource names.

use super::ACCOUNT;
use serde_json::{Map, Value, json};

/// Who asks: always somebody of [`ACCOUNT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Caller {
    User,
    RoleSession,
    FederatedUser,
}

/// `Principal` or `NotPrincipal` of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Principals {
    /// `NotPrincipal`.
    pub(crate) negated: bool,
    /// What stands under `AWS`: ARNs, accounts, `*`.
    pub(crate) aws: Vec<String>,
    /// What stands under `Service`.
    pub(crate) services: Vec<String>,
    /// A lone star is written without `AWS`, and any lone one without an array.
    pub(crate) bare: bool,
}

impl Caller {
    /// The ARN of the caller itself.
    pub(crate) fn arn(self) -> &'static str {
        match self {
            Self::User => "arn:aws:iam::123456789012:user/tester",
            Self::RoleSession => "arn:aws:sts::123456789012:assumed-role/worker/one",
            Self::FederatedUser => "arn:aws:sts::123456789012:federated-user/visitor",
        }
    }

    /// The ARN of whom the caller is a session of; a user is its own.
    pub(crate) fn entity(self) -> &'static str {
        match self {
            Self::User => self.arn(),
            Self::RoleSession => "arn:aws:iam::123456789012:role/worker",
            Self::FederatedUser => "arn:aws:iam::123456789012:user/visitor",
        }
    }
}

impl Principals {
    /// Everyone.
    pub(crate) fn everyone() -> Self {
        Self { negated: false, aws: vec!["*".to_owned()], services: Vec::new(), bare: true }
    }

    pub(crate) fn names(&self, principal: &str) -> bool {
        self.aws.iter().any(|named| named == principal)
    }

    /// Whether the callers' account is named, by its number or by its root.
    pub(crate) fn names_account(&self) -> bool {
        self.names(ACCOUNT) || self.names(&format!("arn:aws:iam::{ACCOUNT}:root"))
    }

    /// The name of the element, and its value.
    pub(super) fn to_json(&self) -> (String, Value) {
        let name = if self.negated { "NotPrincipal" } else { "Principal" };
        if self.bare && self.services.is_empty() && self.aws == ["*"] {
            return (name.to_owned(), json!("*"));
        }
        let kinds = [("AWS", &self.aws), ("Service", &self.services)];
        let kinds = kinds.into_iter().filter(|(_, list)| !list.is_empty());
        let kinds: Map<String, Value> = kinds
            .map(|(kind, list)| match list.as_slice() {
                [lone] if self.bare => (kind.to_owned(), json!(lone)),
                list => (kind.to_owned(), json!(list)),
            })
            .collect();
        (name.to_owned(), Value::Object(kinds))
    }
}
