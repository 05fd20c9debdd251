//! Policies as text.

use daypass_broker::{Realm, Standing};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, Document, DocumentKind, Grants, Policy, PolicySet,
};
use std::sync::Arc;

pub(crate) const PREFIX: &str = "arn:aws:iot:us-east-1:000000000000:";

/// The ARN of something in the realm of most tests.
pub(crate) fn iot(resource: &str) -> String {
    format!("{PREFIX}{resource}")
}

/// The realm of most tests.
pub(crate) fn realm() -> Arc<Realm> {
    Arc::new(Realm::new("000000000000", "us-east-1"))
}

pub(crate) fn allow(action: &str, resource: &str) -> String {
    statement("Allow", action, resource, "")
}

pub(crate) fn deny(action: &str, resource: &str) -> String {
    statement("Deny", action, resource, "")
}

/// Allowed until an instant, as `2027-01-15T08:00:10Z`.
pub(crate) fn allow_until(action: &str, resource: &str, instant: &str) -> String {
    let condition = format!(r#","Condition":{{"DateLessThan":{{"aws:CurrentTime":"{instant}"}}}}"#);
    statement("Allow", action, resource, &condition)
}

pub(crate) fn allow_if(action: &str, resource: &str, condition: &str) -> String {
    statement("Allow", action, resource, &format!(r#","Condition":{condition}"#))
}

/// Everything of AWS IoT.
pub(crate) fn all() -> Vec<String> {
    vec![allow("iot:*", "*")]
}

/// What the statements grant, for one client.
pub(crate) fn standing(statements: &[String], client_id: &str) -> Standing {
    let policies = if statements.is_empty() { PolicySet::empty() } else { set(statements) };
    let device = DeviceLeg { policies, applies_to: DeviceScope::AllActions };
    let mut context = ContextMap::new();
    context.insert("iot:ClientId", client_id);
    Standing::Open(Arc::new(Grants { device: Some(device), ..Grants::default() }).bind(context))
}

fn set(statements: &[String]) -> PolicySet {
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","));
    let document =
        Document::parse(DocumentKind::Iot, &text).unwrap_or_else(|error| panic!("{error}: {text}"));
    PolicySet::new([Policy::compile("test", None, document)])
}

fn statement(effect: &str, action: &str, resource: &str, condition: &str) -> String {
    let resource = if resource == "*" { resource.to_owned() } else { iot(resource) };
    format!(r#"{{"Effect":"{effect}","Action":"{action}","Resource":"{resource}"{condition}}}"#)
}
