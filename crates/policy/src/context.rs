//! Context keys: the facts about a request, a connection or a principal that conditions and
//! variables read.

use std::borrow::Cow;
use std::sync::Arc;

use hashbrown::HashMap;

/// Where a decision looks up context keys.
///
/// Keys are compared without case, as IAM does: a lookup always passes the key in lower case.
pub trait Context {
    /// The value of `key` (lower case), or nothing when the key is absent.
    fn value(&self, key: &str) -> Option<ContextValue<'_>>;
}

/// The value of one context key. Its shape is the key's type, not the count of its values: a
/// multi-valued key that holds one value is still [`ContextValue::Many`], works with
/// `ForAllValues:` and `ForAnyValue:` only, and is never substituted for a variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContextValue<'a> {
    /// A single-valued key.
    One(&'a str),
    /// A multi-valued key, possibly without any value.
    Many(&'a [String]),
}

/// Two contexts, of which the first counts where both have a key.
impl<A: Context, B: Context> Context for (&A, &B) {
    fn value(&self, key: &str) -> Option<ContextValue<'_>> {
        self.0.value(key).or_else(|| self.1.value(key))
    }
}

/// A context without any key.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoContext;

impl Context for NoContext {
    fn value(&self, _key: &str) -> Option<ContextValue<'_>> {
        None
    }
}

/// An owned map of context keys.
///
/// Values for certificate fields are given as AWS IoT shows them to policies (`, " \ + = < > ;`
/// escaped by a backslash); the engine itself refuses to substitute those that AWS IoT refuses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContextMap {
    values: HashMap<Cow<'static, str>, OwnedValue>,
}

impl ContextMap {
    /// A map without keys.
    pub fn new() -> Self {
        Self::default()
    }

    /// A map without keys that has room for `keys` of them.
    pub fn with_capacity(keys: usize) -> Self {
        Self { values: HashMap::with_capacity(keys) }
    }

    /// Sets a single-valued key. The key may be written in any case; the last value counts.
    pub fn insert(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        value: impl Into<Arc<str>>,
    ) -> &mut Self {
        self.values.insert(lower(key), OwnedValue::One(value.into()));
        self
    }

    /// Sets a multi-valued key. The key may be written in any case; the last values count.
    pub fn insert_many<V: Into<String>>(
        &mut self,
        key: impl Into<Cow<'static, str>>,
        values: impl IntoIterator<Item = V>,
    ) -> &mut Self {
        let values = values.into_iter().map(Into::into).collect();
        self.values.insert(lower(key), OwnedValue::Many(values));
        self
    }

    /// Whether no key is set.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Takes over every key of `other`; where both have a key, the other's value counts.
    pub fn extend(&mut self, other: &Self) -> &mut Self {
        self.values.extend(other.values.iter().map(|(key, value)| (key.clone(), value.clone())));
        self
    }

    /// Every key with its value, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, ContextValue<'_>)> {
        let mut sorted: Vec<_> = self.values.iter().collect();
        sorted.sort_by_key(|(key, _)| *key);
        sorted.into_iter().map(|(key, value)| (&**key, value.borrow()))
    }

    /// The bytes of keys and values together.
    pub fn bytes(&self) -> usize {
        let value_bytes = |value: &OwnedValue| match value {
            OwnedValue::One(value) => value.len(),
            OwnedValue::Many(values) => values.iter().map(String::len).sum(),
        };
        self.values.iter().map(|(key, value)| key.len() + value_bytes(value)).sum()
    }

    /// The stored value of a lower-case key, to be shared rather than copied.
    pub(crate) fn shared(&self, key: &str) -> Option<OwnedValue> {
        self.values.get(key).cloned()
    }
}

impl Context for ContextMap {
    fn value(&self, key: &str) -> Option<ContextValue<'_>> {
        self.values.get(key).map(OwnedValue::borrow)
    }
}

/// A value that many connections may share.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum OwnedValue {
    One(Arc<str>),
    Many(Arc<[String]>),
}

impl OwnedValue {
    pub(crate) fn borrow(&self) -> ContextValue<'_> {
        match self {
            Self::One(value) => ContextValue::One(value),
            Self::Many(values) => ContextValue::Many(values),
        }
    }
}

fn lower(key: impl Into<Cow<'static, str>>) -> Cow<'static, str> {
    let mut key = key.into();
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        key.to_mut().make_ascii_lowercase();
    }
    key
}
