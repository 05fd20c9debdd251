//! Short words for building what the tests ask about.

use daypass_policy::{
    ContextMap, Decision, DeviceLeg, DeviceScope, Document, DocumentKind, Effect, Grants, IamLeg,
    LegExplanation, NoContext, Outcome, Permissions, Policy, PolicySet, Request,
};
use std::sync::Arc;

pub(crate) const NOW_MS: i64 = 1_800_000_000_000;

pub(crate) fn policy(kind: DocumentKind, name: &str, text: &str) -> Arc<Policy> {
    let document = Document::parse(kind, text).unwrap_or_else(|error| panic!("{error}: {text}"));
    Policy::compile(name, None, document)
}

pub(crate) fn set(kind: DocumentKind, texts: &[String]) -> PolicySet {
    let named = texts.iter().enumerate();
    PolicySet::new(named.map(|(at, text)| policy(kind, &format!("p{at}"), text)))
}

pub(crate) fn identity(texts: &[String]) -> IamLeg {
    let identity = set(DocumentKind::Identity, texts);
    IamLeg { root: false, identity, boundary: None, session: None }
}

pub(crate) fn device(texts: &[String], applies_to: DeviceScope) -> DeviceLeg {
    DeviceLeg { policies: set(DocumentKind::Iot, texts), applies_to }
}

pub(crate) fn bind(
    iam: impl Into<Option<IamLeg>>,
    device: impl Into<Option<DeviceLeg>>,
    context: ContextMap,
) -> Arc<Permissions> {
    Arc::new(Grants { iam: iam.into(), device: device.into(), resource: None }).bind(context)
}

/// Decides, and holds the explanation to the decision.
pub(crate) fn decide(permissions: &Permissions, action: &str, resource: &str) -> Decision {
    let request = Request { action, resource, context: &NoContext, now_ms: NOW_MS };
    let decision = permissions.decide(&request);
    let explanation = permissions.explain(&request);
    assert_eq!(explanation.decision, decision, "{action} {resource}");
    explanation.legs.iter().for_each(agrees_with_its_statements);
    decision
}

/// Holds a leg's outcome, and the statement that decided, to the statements that match.
fn agrees_with_its_statements(leg: &LegExplanation) {
    if leg.policies == 0 && leg.outcome.is_allow() {
        // The root is allowed without a policy.
        return;
    }
    let first = |effect| leg.matched.iter().find(|one| one.effect == effect);
    let (outcome, deciding) = match (first(Effect::Deny), first(Effect::Allow)) {
        (Some(deny), _) => (Outcome::ExplicitDeny, Some(deny)),
        (None, Some(allow)) => (Outcome::Allow, Some(allow)),
        (None, None) => (Outcome::ImplicitDeny, None),
    };
    assert_eq!(leg.outcome, outcome, "{leg:?}");
    let named = leg.deciding.as_ref().map(|one| (one.index, one.effect));
    assert_eq!(named, deciding.map(|one| (one.statement, one.effect)), "{leg:?}");
}

/// One statement as a document of version 2012-10-17.
pub(crate) fn document(statement: &str) -> String {
    format!("{{\"Version\":\"2012-10-17\",\"Statement\":[{statement}]}}")
}

pub(crate) fn context(keys: &[(&str, &str)]) -> ContextMap {
    let mut map = ContextMap::new();
    for (key, value) in keys {
        map.insert((*key).to_owned(), *value);
    }
    map
}
