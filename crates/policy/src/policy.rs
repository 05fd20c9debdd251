//! Named policies and sets of them.

use crate::action::Action;
use crate::context::{ContextMap, OwnedValue};
use crate::decision::Outcome;
use crate::document::{Document, Effect};
use crate::index::{Candidate, Found, Index};
use crate::scope::{Moment, Scope};
use crate::statement::Statement;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// A document with the name under which explanations mention it.
#[derive(Debug)]
pub struct Policy {
    name: Arc<str>,
    version: Option<Arc<str>>,
    document: Document,
    /// Of all of the above, since sets and libraries ask for it again and again.
    hash: u64,
}

impl Policy {
    /// Names a document. `version` is the policy version's id, where the policy has versions.
    pub fn compile(
        name: impl Into<Arc<str>>,
        version: Option<Arc<str>>,
        document: Document,
    ) -> Arc<Self> {
        let name = name.into();
        let mut hasher = DefaultHasher::new();
        (&name, &version, document.kind(), document.text()).hash(&mut hasher);
        Arc::new(Self { name, version, document, hash: hasher.finish() })
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
        self.hash == other.hash
            && self.name == other.name
            && self.version == other.version
            && self.document.kind() == other.document.kind()
            && self.document.text() == other.document.text()
    }
}

impl Eq for Policy {}

impl Hash for Policy {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// Several policies that are asked as one union. Cheap to clone; equal when the policies are
/// equal, in their order.
#[derive(Clone, Debug)]
pub struct PolicySet {
    compiled: Arc<Compiled>,
}

/// For each policy, the place of each of its keys among those of the set.
type Slots = Box<[Box<[u32]>]>;

#[derive(Debug)]
struct Compiled {
    policies: Box<[Arc<Policy>]>,
    /// Every context key that any of the policies mentions, once, in lower case.
    keys: Box<[Box<str>]>,
    slots: Slots,
    index: Index,
    /// The outcome, if it is the same for every request.
    constant: Option<Outcome>,
    hash: u64,
}

impl PolicySet {
    /// Indexes the policies. Statements that name principals match nothing here, for whom they
    /// speak of is not asked: trust policies are asked through
    /// [`decide_trust`](crate::decide_trust), those of resources through
    /// [`ResourceLeg`](crate::ResourceLeg).
    pub fn new(policies: impl IntoIterator<Item = Arc<Policy>>) -> Self {
        let policies: Box<[Arc<Policy>]> = policies.into_iter().collect();
        let (keys, slots) = gather_keys(&policies);
        let mut hasher = DefaultHasher::new();
        policies.hash(&mut hasher);
        let (index, constant) = (Index::new(&policies), constant(&policies));
        let hash = hasher.finish();
        Self { compiled: Arc::new(Compiled { policies, keys, slots, index, constant, hash }) }
    }

    /// A set that allows nothing.
    pub fn empty() -> Self {
        Self::new([])
    }

    /// Whether the set has no policy.
    pub fn is_empty(&self) -> bool {
        self.compiled.policies.is_empty()
    }

    /// The policies, in the order in which they were given.
    pub fn policies(&self) -> &[Arc<Policy>] {
        &self.compiled.policies
    }

    /// Every context key that the policies' conditions and variables mention, in lower case.
    pub fn context_keys(&self) -> impl ExactSizeIterator<Item = &str> {
        self.compiled.keys.iter().map(|key| &**key)
    }

    /// How many values are bound to the set.
    #[inline]
    pub(crate) fn keys_count(&self) -> usize {
        self.compiled.keys.len()
    }

    /// The values of the keys that the policies mention, in the order of [`Self::context_keys`].
    pub(crate) fn bind<'a>(
        &'a self,
        variables: &'a ContextMap,
    ) -> impl Iterator<Item = Option<OwnedValue>> + 'a {
        self.context_keys().map(|key| variables.shared(key))
    }

    /// What one policy's statements can see.
    pub(crate) fn scope<'a>(
        &'a self,
        policy: usize,
        moment: &'a Moment<'a>,
        bound: &'a [Option<OwnedValue>],
    ) -> Option<Scope<'a>> {
        let document = self.compiled.policies.get(policy)?.document();
        let slots = self.compiled.slots.get(policy)?;
        Some(Scope::new(moment, document.keys(), slots, bound, document.is_iot()))
    }

    /// Decides a request: a matching `Deny` first, then a matching
    /// `Allow`, then neither.
    pub(crate) fn decide(
        &self,
        action: Action<'_>,
        resource: &str,
        moment: &Moment<'_>,
        bound: &[Option<OwnedValue>],
    ) -> Outcome {
        if let Some(constant) = self.compiled.constant {
            return constant;
        }
        self.compiled.index.decide(action, resource, |candidate, found| {
            let known = candidate.matches(found);
            known.unwrap_or_else(|| self.matches(candidate, found, moment, bound))
        })
    }

    fn matches(
        &self,
        candidate: &Candidate,
        found: &Found<'_>,
        moment: &Moment<'_>,
        bound: &[Option<OwnedValue>],
    ) -> bool {
        let policy = candidate.policy as usize;
        let Some(scope) = self.scope(policy, moment, bound) else { return false };
        let statements = self.policies().get(policy).map(|policy| policy.document().statements());
        let statement = statements.and_then(|all| all.get(candidate.statement as usize));
        statement.is_some_and(|statement| {
            statement.principals.is_none()
                && candidate.covers(statement, found, &scope)
                && statement.conditions_hold(&scope)
        })
    }
}

impl Default for PolicySet {
    fn default() -> Self {
        Self::empty()
    }
}

impl PartialEq for PolicySet {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.compiled, &other.compiled)
            || (self.compiled.hash == other.compiled.hash && self.policies() == other.policies())
    }
}

impl Eq for PolicySet {}

impl Hash for PolicySet {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.compiled.hash);
    }
}

/// Puts the keys of all policies into one list, and notes where each policy's own went.
fn gather_keys(policies: &[Arc<Policy>]) -> (Box<[Box<str>]>, Slots) {
    let mut keys: Vec<Box<str>> = Vec::new();
    let mut places: hashbrown::HashMap<&str, u32> = hashbrown::HashMap::new();
    let mut slots = Vec::with_capacity(policies.len());
    for policy in policies {
        let own = policy.document().context_keys().map(|key| {
            *places.entry(key).or_insert_with(|| {
                keys.push(key.into());
                // Memory ends long before the range of u32 does.
                u32::try_from(keys.len() - 1).unwrap_or(u32::MAX)
            })
        });
        slots.push(own.collect());
    }
    (keys.into(), slots.into())
}

/// Folds a set whose outcome no request can change.
fn constant(policies: &[Arc<Policy>]) -> Option<Outcome> {
    let statements = || policies.iter().flat_map(|policy| policy.document().statements());
    if statements().any(|statement| statement.effect == Effect::Deny) {
        return None;
    }
    if statements().any(Statement::is_unconditional) {
        return Some(Outcome::Allow);
    }
    policies.is_empty().then_some(Outcome::ImplicitDeny)
}
