//! What must hold for every policy and every request: who is allowed.

use crate::common::{NOW_MS, set};
use crate::generators::{
    ACTIONS, BOTH, Legs, RESOURCES, answer, context, document, facts, legs, request,
    resource_document, texts,
};
use crate::reference::{Facts, Question, union};
use daypass_policy::{
    ContextMap, DeviceLeg, DeviceScope, DocumentKind, Grants, NoContext, Outcome, Request,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};
use std::sync::Arc;

fn outcome(legs: &Legs, action: &'static str, resource: &'static str, facts: &Facts) -> Outcome {
    let permissions = legs.grants().bind(context(facts));
    let request = request(action, resource);
    let decision = permissions.decide(&request);
    assert_eq!(permissions.explain(&request).decision, decision);
    decision.outcome
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]

    #[test]
    fn bound_decisions_agree_with_the_reference_and_with_their_explanation(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let decided = outcome(&legs, action, resource, &facts);
        prop_assert_eq!(answer(decided), legs.reference(action, resource, &facts));
    }

    #[test]
    fn keys_of_the_request_decide_like_bound_ones(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let all = context(&facts);
        let bound = legs.grants().bind(all.clone()).decide(&request(action, resource));
        let asked = Request { context: &all, ..request(action, resource) };
        prop_assert_eq!(legs.grants().bind(ContextMap::new()).decide(&asked), bound);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn an_allow_takes_nothing_away_and_a_deny_gives_nothing(
        legs in legs(),
        (allowing, denying) in (document(&["Allow"]), document(&["Deny"])),
        (letting_in, keeping_out) in (resource_document(&["Allow"]), resource_document(&["Deny"])),
        // One leg, or all of them.
        place in prop::option::of(any::<Index>()),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let before = outcome(&legs, action, resource, &facts);
        let with = |extra: &Value, to_resource: &Value| {
            let mut legs = legs.clone();
            let own = legs.resource.is_some();
            let count = legs.lists().count() + usize::from(own);
            let only = place.filter(|_| count > 0).map(|place| place.index(count));
            let chosen = |at: usize| only.is_none_or(|only| only == at);
            for (at, documents) in legs.lists().enumerate() {
                if chosen(at) {
                    documents.push(extra.clone());
                }
            }
            if let Some(leg) = legs.resource.as_mut().filter(|_| chosen(count - 1)) {
                leg.documents.push(to_resource.clone());
            }
            outcome(&legs, action, resource, &facts)
        };
        let more = with(&allowing, &letting_in);
        prop_assert!(before != Outcome::Allow || more == Outcome::Allow);
        prop_assert_eq!(before == Outcome::ExplicitDeny, more == Outcome::ExplicitDeny);
        let less = with(&denying, &keeping_out);
        prop_assert!(less != Outcome::Allow || before == Outcome::Allow);
        prop_assert!(before != Outcome::ExplicitDeny || less == Outcome::ExplicitDeny);
    }

    #[test]
    fn a_deny_wins_wherever_it_stands(
        legs in legs(),
        (leg, before) in (any::<Index>(), any::<Index>()),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let permissions = legs.grants().bind(context(&facts));
        let bearing: Vec<&str> = permissions
            .explain(&request(action, resource))
            .legs
            .iter()
            .map(|leg| leg.leg.as_str())
            // No policy is asked about the root of the account.
            .filter(|leg| !(legs.root && *leg == "identity"))
            .collect();
        let mut legs = legs;
        let leg = if bearing.is_empty() { "identity" } else { leg.get(&bearing) };
        if bearing.is_empty() {
            legs = Legs { root: false, identity: Some(Vec::new()), ..legs };
        }
        let mut deny = json!({"Effect": "Deny", "Action": action, "Resource": "*"});
        if leg == "resource" {
            deny["Principal"] = json!({"AWS": "*"});
        }
        let document = json!({"Version": "2012-10-17", "Statement": [deny]});
        let documents = legs.list(leg);
        documents.insert(before.index(documents.len() + 1), document);
        prop_assert_eq!(outcome(&legs, action, resource, &facts), Outcome::ExplicitDeny);
    }

    /// Permissions that are equal answer alike, and equal ones have equal hashes.
    #[test]
    fn a_permission_class_decides_alike(
        legs in legs(),
        (ours, theirs) in (facts(), facts()),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
    ) {
        // What only the second mentions and the policies do not must make no difference.
        let mut mixed = context(&ours);
        mixed.insert("k:nobody-asks", "x");
        let permissions = |context: ContextMap| legs.grants().bind(context);
        let (one, same, other) =
            (permissions(context(&ours)), permissions(mixed), permissions(context(&theirs)));
        prop_assert_eq!(&one, &same);
        let request = request(action, resource);
        prop_assert_eq!(one.decide(&request), same.decide(&request));
        let distinct: std::collections::HashSet<_> = [&one, &same, &other].into_iter().collect();
        prop_assert_eq!(distinct.len(), if one == other { 1 } else { 2 });
        if one == other {
            prop_assert_eq!(one.decide(&request), other.decide(&request));
        }
    }
}

/// Resources that start like one another, as in a large fleet: a few under each of many starts, or
/// many under each of a few, told apart by their actions and their ends.
fn nested() -> impl Strategy<Value = Value> {
    let effect = select(vec!["Allow", "Allow", "Allow", "Deny"]);
    let action = select(vec!["iot:Publish", "iot:*", "iot:Connect", "IOT:List?hings", "s3:*", "*"]);
    let actions =
        (select(vec!["Action", "Action", "NotAction"]), prop::collection::vec(action, 1..4));
    let spread = "arn:aws:iot:[ab]{0,5}(\\*|\\*b)?".boxed();
    let crowded = "arn:aws:iot:[ab]?(\\*|\\*[ab]{1,2}|\\*a\\*)?".boxed();
    select(vec![spread, crowded]).prop_flat_map(move |resource| {
        let statement = (effect.clone(), actions.clone(), prop::collection::vec(resource, 1..8));
        prop::collection::vec(statement, 1..30).prop_map(|statements| {
            let statements = statements.into_iter().map(|(effect, (action, actions), resources)| {
                json!({"Effect": effect, action: actions, "Resource": resources})
            });
            json!({"Version": "2012-10-17", "Statement": statements.collect::<Vec<_>>()})
        })
    })
}

proptest! {
    #[test]
    fn the_index_loses_no_statement(
        document in nested(),
        action in select(vec!["iot:Publish", "IOT:publish", "iot:ListThings", "s3:GetObject"]),
        resource in "arn:aws:iot:[ab]{0,6}",
    ) {
        let facts = Facts::new();
        let question = Question { action, resource: &resource, facts: &facts, iot: true };
        let expected = union(std::slice::from_ref(&document), question);
        let device = DeviceLeg {
            policies: set(DocumentKind::Iot, &texts(&[document])),
            applies_to: DeviceScope::AllActions,
        };
        let grants = Arc::new(Grants { device: Some(device), ..Grants::default() });
        let asked = Request { action, resource: &resource, context: &NoContext, now_ms: NOW_MS };
        let decision = grants.bind(ContextMap::new()).decide(&asked);
        prop_assert_eq!(answer(decision.outcome), expected);
    }

    /// The order of policies and of statements is of no matter.
    #[test]
    fn the_order_of_documents_is_of_no_matter(
        legs in legs(),
        extra in document(BOTH),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let (mut first, mut last) = (legs.clone(), legs);
        first.lists().for_each(|documents| documents.insert(0, extra.clone()));
        last.lists().for_each(|documents| documents.push(extra.clone()));
        for documents in last.lists() {
            for document in documents {
                document["Statement"].as_array_mut().unwrap().reverse();
            }
        }
        prop_assert_eq!(
            outcome(&first, action, resource, &facts),
            outcome(&last, action, resource, &facts)
        );
    }
}
