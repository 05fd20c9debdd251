//! Named policies and sets of them.

use crate::document::Document;
use std::sync::Arc;

/// A document with the name under which explanations mention it.
#[derive(Debug)]
pub struct Policy {
    name: Arc<str>,
    version: Option<Arc<str>>,
    document: Document,
}

impl Policy {
    /// Names a document. `version` is the policy version's id, where the policy has versions.
    pub fn compile(
        name: impl Into<Arc<str>>,
        version: Option<Arc<str>>,
        document: Document,
    ) -> Arc<Self> {
        Arc::new(Self { name: name.into(), version, document })
    }

    /// The name under which the policy is mentioned.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The version's id, where the policy has versions.
    pub fn version(&self) -> Option<&Arc<str>> {
        self.version.as_ref()
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }
}

impl PartialEq for Policy {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
            && self.version == other.version
            && self.document.kind() == other.document.kind()
            && self.document.text() == other.document.text()
    }
}

impl Eq for Policy {}

impl std::hash::Hash for Policy {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.version.hash(state);
        self.document.kind().hash(state);
        self.document.text().hash(state);
    }
}

/// Several policies that are asked as one union. Cheap to clone; equal when the policies are
/// equal, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PolicySet {
    policies: Arc<[Arc<Policy>]>,
}

impl PolicySet {
    /// Indexes the policies.
    pub fn new(policies: impl IntoIterator<Item = Arc<Policy>>) -> Self {
        Self { policies: policies.into_iter().collect() }
    }

    /// A set that allows nothing.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Whether the set has no policy.
    pub fn is_empty(&self) -> bool {
        self.policies.is_empty()
    }

    /// The policies, in the order in which they were given.
    pub fn policies(&self) -> &[Arc<Policy>] {
        &self.policies
    }
}
