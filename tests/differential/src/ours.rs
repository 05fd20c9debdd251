//! Daypass's own answer to a case.

use crate::Failure;
use crate::case::{Caller, Case, Document, Fact};
use crate::verdict::Verdict;
use daypass_policy::{
    ContextMap, DocumentKind, Grants, IamLeg, NoContext, Outcome, Policy, PolicySet, Request,
    ResourceCaller, ResourceLeg, ResourceRule,
};
use std::sync::Arc;

/// Decides the case. It fails when a document is refused, which a generated one must not be.
pub(crate) fn decide(case: &Case) -> Result<Verdict, Failure> {
    let set = |kind, documents: &[Document]| -> Result<PolicySet, Failure> {
        let policies: Result<Vec<_>, _> =
            documents.iter().map(|document| policy(kind, document)).collect();
        Ok(PolicySet::new(policies?))
    };
    let one = |kind, document: Option<&Document>| {
        document.map(|document| set(kind, std::slice::from_ref(document))).transpose()
    };
    let iam = IamLeg {
        root: false,
        identity: set(DocumentKind::Identity, &case.identity)?,
        boundary: one(DocumentKind::Boundary, case.boundary.as_ref())?,
        session: one(DocumentKind::Session, case.session.as_ref())?,
    };
    let policies = one(DocumentKind::Resource, case.resource_policy.as_ref())?;
    let resource = policies.map(|policies| ResourceLeg {
        policies,
        caller: caller(case.caller),
        owner: case.owner.into(),
        rule: if case.is_about_key() { ResourceRule::MustAllow } else { ResourceRule::Either },
    });
    let grants = Arc::new(Grants { iam: Some(iam), device: None, resource });
    let request = Request {
        action: &case.action,
        resource: &case.resource,
        context: &NoContext,
        now_ms: case.now_seconds * 1000,
    };
    Ok(match grants.bind(context(case)).decide(&request).outcome {
        Outcome::Allow => Verdict::Allowed,
        Outcome::ExplicitDeny => Verdict::ExplicitlyDenied,
        Outcome::ImplicitDeny => Verdict::ImplicitlyDenied,
    })
}

fn policy(kind: DocumentKind, document: &Document) -> Result<Arc<Policy>, Failure> {
    let text = document.to_json().to_string();
    let document = daypass_policy::Document::parse(kind, &text)
        .map_err(|error| format!("Daypass refuses a generated document: {error}\n{text}"))?;
    Ok(Policy::compile("generated", None, document))
}

fn caller(caller: Caller) -> ResourceCaller {
    let (arn, entity) = (caller.arn().into(), caller.entity().into());
    match caller {
        Caller::User => ResourceCaller::User { arn, unique_id: None },
        Caller::RoleSession => {
            ResourceCaller::RoleSession { role: entity, role_id: None, session: Some(arn) }
        }
        Caller::FederatedUser => ResourceCaller::FederatedUser { arn, user: Some(entity) },
    }
}

fn context(case: &Case) -> ContextMap {
    let mut map = ContextMap::new();
    for (key, fact) in &case.context {
        match fact {
            Fact::One(value) => map.insert(key.clone(), value.as_str()),
            Fact::Many(values) => map.insert_many(key.clone(), values.iter().cloned()),
        };
    }
    map
}
