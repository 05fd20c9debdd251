//! Encoded authorization messages: a refusal by policy in the form that `DecodeAuthorizationMessage`
//! of STS gives back, sealed for the account of whoever was refused (decision 0023).

use daypass_credentials::{KeyRing, Nonce};
use daypass_policy::{ContextMap, ContextValue, Effect, Outcome, Permissions, Request};
use serde::Serialize;
use serde_json::Value;

/// A permission that was refused.
#[derive(Debug, Clone, Copy)]
pub struct RefusedPermission<'a> {
    /// The account of whoever was refused, twelve digits.
    pub account: &'a str,
    /// The caller's unique id (`aws:userid`), where it is known.
    pub principal_id: Option<&'a str>,
    /// The caller's ARN.
    pub principal_arn: &'a str,
    /// The action.
    pub action: &'a str,
    /// The resource's ARN, or `*`.
    pub resource: &'a str,
    /// The request's own context keys.
    pub context: &'a ContextMap,
    /// The policies that were asked.
    pub permissions: &'a Permissions,
    /// When, in milliseconds since 1970.
    pub now_ms: i64,
}

/// The encoded message of a refusal. What does not fit is left out: first what the matched
/// statements hold, then the condition keys of the request; nothing where even the rest is too long.
pub fn encoded_message(
    refused: &RefusedPermission<'_>,
    ring: &KeyRing,
    nonce: &Nonce,
) -> Option<String> {
    let account = refused.account.parse().ok()?;
    let mut message = Message::of(refused);
    for shorten in [Message::without_statements, Message::without_conditions, |message| message] {
        let text = serde_json::to_string(&message).ok()?;
        if let Ok(encoded) = ring.seal_authorization_message(account, &text, nonce) {
            return Some(encoded);
        }
        message = shorten(message);
    }
    None
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Message {
    allowed: bool,
    explicit_deny: bool,
    matched_statements: Items<Statement>,
    failures: Items<Value>,
    context: RequestContext,
}

#[derive(Debug, Serialize)]
struct Items<T> {
    items: Vec<T>,
}

#[derive(Debug, Serialize)]
struct One {
    value: String,
}

#[derive(Debug, Serialize)]
struct Key {
    key: String,
    values: Items<One>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Statement {
    #[serde(rename = "statementId")]
    sid: String,
    effect: &'static str,
    principals: Items<One>,
    principal_groups: Items<One>,
    actions: Items<One>,
    resources: Items<One>,
    conditions: Items<Key>,
}

#[derive(Debug, Serialize)]
struct RequestContext {
    principal: Principal,
    action: String,
    resource: String,
    conditions: Items<Key>,
}

#[derive(Debug, Serialize)]
struct Principal {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    arn: String,
}

impl Message {
    fn of(refused: &RefusedPermission<'_>) -> Self {
        let RefusedPermission { action, resource, context, now_ms, .. } = *refused;
        let request = Request { action, resource, context, now_ms };
        let explained = refused.permissions.explain(&request);
        let explicit_deny = explained.decision.outcome == Outcome::ExplicitDeny;
        let legs = explained.legs.iter().filter(|_| explicit_deny);
        let matched = legs.flat_map(|leg| leg.matched.iter().map(move |one| (leg.leg, one)));
        let denying = matched.filter(|(_, one)| one.effect == Effect::Deny);
        let texts = denying.filter_map(|(leg, one)| refused.permissions.statement_text(leg, one));
        let principal = refused.principal_id.unwrap_or(refused.principal_arn);
        let statements = texts.filter_map(|text| Statement::denying(text, principal));
        Self {
            allowed: false,
            explicit_deny,
            matched_statements: Items { items: statements.collect() },
            failures: Items { items: Vec::new() },
            context: RequestContext {
                principal: Principal {
                    id: refused.principal_id.map(str::to_owned),
                    arn: refused.principal_arn.to_owned(),
                },
                action: action.to_owned(),
                resource: resource.to_owned(),
                conditions: Items {
                    items: context.iter().map(|(key, value)| Key::of(key, value)).collect(),
                },
            },
        }
    }

    fn without_statements(mut self) -> Self {
        self.matched_statements.items.clear();
        self
    }

    fn without_conditions(mut self) -> Self {
        self.context.conditions.items.clear();
        self
    }
}

impl Key {
    fn of(key: &str, value: ContextValue<'_>) -> Self {
        let values = match value {
            ContextValue::One(value) => vec![value.to_owned()],
            ContextValue::Many(values) => values.to_vec(),
        };
        Self { key: key.to_owned(), values: values.into_iter().collect() }
    }
}

impl FromIterator<String> for Items<One> {
    fn from_iter<T: IntoIterator<Item = String>>(values: T) -> Self {
        Self { items: values.into_iter().map(|value| One { value }).collect() }
    }
}

impl Statement {
    /// A statement of a policy, by its text. It was found in a policy that parsed, so it parses.
    fn denying(text: &str, principal: &str) -> Option<Self> {
        let statement: Value = serde_json::from_str(text).ok()?;
        let conditions = statement.get("Condition").and_then(Value::as_object);
        let operators = conditions.into_iter().flat_map(|operators| operators.values());
        let keys = operators.filter_map(Value::as_object).flatten();
        let conditions =
            keys.map(|(key, asked)| Key { key: key.clone(), values: values(asked).collect() });
        Some(Self {
            sid: statement.get("Sid").and_then(Value::as_str).unwrap_or_default().to_owned(),
            effect: "DENY",
            principals: [principal.to_owned()].into_iter().collect(),
            principal_groups: Items { items: Vec::new() },
            actions: listed(&statement, "Action", "NotAction"),
            resources: listed(&statement, "Resource", "NotResource"),
            conditions: Items { items: conditions.collect() },
        })
    }
}

/// What an element lists, or its negation.
fn listed(statement: &Value, element: &str, negated: &str) -> Items<One> {
    let found = statement.get(element).or_else(|| statement.get(negated));
    found.into_iter().flat_map(values).collect()
}

/// One value or a list of them, as texts.
fn values(value: &Value) -> impl Iterator<Item = String> {
    let listed = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    listed.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
}
