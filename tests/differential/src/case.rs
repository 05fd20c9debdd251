//! One case: policies, a request and its context, as values that can be looked into, made smaller,
//! and written as JSON.

mod principal;

pub(crate) use principal::{Caller, Principals};

use serde_json::{Map, Value, json};

/// The account of every caller, and of most resources.
pub(crate) const ACCOUNT: &str = "123456789012";

/// What both evaluators are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) identity: Vec<Document>,
    pub(crate) boundary: Option<Document>,
    pub(crate) session: Option<Document>,
    /// The policy of the resource: its statements, and no others, name principals.
    pub(crate) resource_policy: Option<Document>,
    pub(crate) caller: Caller,
    /// The account of the resource. It is [`ACCOUNT`] unless the resource has a policy.
    pub(crate) owner: &'static str,
    pub(crate) action: String,
    pub(crate) resource: String,
    /// The context keys as written, no two equal without case, and never the two clocks.
    pub(crate) context: Vec<(String, Fact)>,
    /// `aws:CurrentTime` and `aws:EpochTime` at [`Self::now_seconds`].
    pub(crate) clocks: [(String, Fact); 2],
    /// The present, in seconds since 1970.
    pub(crate) now_seconds: i64,
}

/// The value of a context key: a single-valued key, or a multi-valued one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fact {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) version: Version,
    pub(crate) statements: Vec<Statement>,
    /// A lone statement is not put into an array.
    pub(crate) bare: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    Absent,
    V2008,
    V2012,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Allow,
    Deny,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Statement {
    pub(crate) effect: Effect,
    pub(crate) principals: Option<Principals>,
    /// `NotAction` instead of `Action`.
    pub(crate) not_action: bool,
    pub(crate) actions: Values,
    /// `NotResource` instead of `Resource`.
    pub(crate) not_resource: bool,
    pub(crate) resources: Values,
    /// No two with the same operator and the same key.
    pub(crate) conditions: Vec<Condition>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Condition {
    /// The operator as written, prefix and suffix included.
    pub(crate) operator: String,
    pub(crate) key: String,
    pub(crate) values: Values,
    /// Numbers and truths are written without quotes.
    pub(crate) unquoted: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Values {
    pub(crate) list: Vec<String>,
    /// A lone value is not put into an array.
    pub(crate) bare: bool,
}

impl Fact {
    /// Every value of the key.
    pub(crate) fn values(&self) -> &[String] {
        match self {
            Self::One(value) => std::slice::from_ref(value),
            Self::Many(values) => values,
        }
    }

    fn to_json(&self) -> Value {
        match self {
            Self::One(value) => json!(value),
            Self::Many(values) => json!(values),
        }
    }
}

impl Case {
    /// The value of a key, written in any case.
    pub(crate) fn fact(&self, key: &str) -> Option<&Fact> {
        let all = self.context.iter().chain(&self.clocks);
        all.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, fact)| fact)
    }

    /// Whether a key of KMS is asked for, whose policy must allow by itself.
    pub(crate) fn is_about_key(&self) -> bool {
        self.resource.contains(":kms:")
    }

    /// Every document of every leg.
    pub(crate) fn documents(&self) -> impl Iterator<Item = &Document> {
        let identity = self.identity.iter().chain(&self.boundary).chain(&self.session);
        identity.chain(&self.resource_policy)
    }

    /// The same, to be changed.
    pub(crate) fn documents_mut(&mut self) -> impl Iterator<Item = &mut Document> {
        let identity = self.identity.iter_mut().chain(&mut self.boundary);
        identity.chain(&mut self.session).chain(&mut self.resource_policy)
    }

    /// The question as the other evaluator reads it.
    pub(crate) fn to_json(&self) -> Value {
        let context = self.context.iter().chain(&self.clocks);
        let context: Map<String, Value> =
            context.map(|(key, fact)| (key.clone(), fact.to_json())).collect();
        json!({
            "principal": self.caller.arn(),
            "account": self.owner,
            "identity": self.identity.iter().map(Document::to_json).collect::<Vec<_>>(),
            "boundary": self.boundary.as_ref().map(Document::to_json),
            "session": self.session.as_ref().map(Document::to_json),
            "resourcePolicy": self.resource_policy.as_ref().map(Document::to_json),
            "action": self.action,
            "resource": self.resource,
            "context": context,
        })
    }
}

impl Document {
    /// The document as policies are written.
    pub(crate) fn to_json(&self) -> Value {
        let mut statements: Vec<Value> = self.statements.iter().map(Statement::to_json).collect();
        let statement = match statements.pop() {
            Some(lone) if self.bare && statements.is_empty() => lone,
            last => Value::Array(statements.into_iter().chain(last).collect()),
        };
        let mut document = Map::from_iter([("Statement".to_owned(), statement)]);
        let version = match self.version {
            Version::Absent => None,
            Version::V2008 => Some("2008-10-17"),
            Version::V2012 => Some("2012-10-17"),
        };
        document.extend(version.map(|version| ("Version".to_owned(), json!(version))));
        Value::Object(document)
    }
}

impl Statement {
    fn to_json(&self) -> Value {
        let action = if self.not_action { "NotAction" } else { "Action" };
        let resource = if self.not_resource { "NotResource" } else { "Resource" };
        let effect = match self.effect {
            Effect::Allow => "Allow",
            Effect::Deny => "Deny",
        };
        let mut members = Map::from_iter([
            ("Effect".to_owned(), json!(effect)),
            (action.to_owned(), self.actions.to_json(false)),
            (resource.to_owned(), self.resources.to_json(false)),
        ]);
        members.extend(self.principals.as_ref().map(Principals::to_json));
        let mut operators = Map::new();
        for condition in &self.conditions {
            let block = operators.entry(&condition.operator).or_insert_with(|| json!({}));
            if let Value::Object(keys) = block {
                keys.insert(condition.key.clone(), condition.values.to_json(condition.unquoted));
            }
        }
        if !operators.is_empty() {
            members.insert("Condition".to_owned(), Value::Object(operators));
        }
        Value::Object(members)
    }
}

impl Values {
    pub(crate) fn one(value: impl Into<String>) -> Self {
        Self { list: vec![value.into()], bare: true }
    }

    fn to_json(&self, unquoted: bool) -> Value {
        let scalar = |value: &String| match serde_json::from_str(value) {
            Ok(plain @ (Value::Bool(_) | Value::Number(_))) if unquoted => plain,
            _ => json!(value),
        };
        match self.list.as_slice() {
            [lone] if self.bare => scalar(lone),
            list => list.iter().map(scalar).collect(),
        }
    }
}
