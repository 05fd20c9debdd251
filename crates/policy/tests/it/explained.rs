//! What must hold for every explanation: it says what decided, what was near, and what is missing.

use crate::generators::{ACTIONS, Legs, RESOURCES, context, facts, legs, request, written};
use daypass_policy::{Element, Explanation, LegExplanation, NearMiss, Outcome, Span};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

fn explain(
    legs: &Legs,
    action: &'static str,
    resource: &'static str,
    facts: &crate::reference::Facts,
) -> Explanation {
    legs.grants().bind(context(facts)).explain(&request(action, resource))
}

fn own<'e>(explanation: &'e Explanation, leg: &LegExplanation) -> &'e LegExplanation {
    explanation.legs.iter().find(|one| one.leg == leg.leg).unwrap()
}

/// The text of a span, in a document of one line.
fn text(document: &Value, span: Span) -> String {
    assert_eq!((span.start.line, span.end.line), (1, 1));
    let (start, end) = (span.start.column as usize - 1, span.end.column as usize - 1);
    written(document).chars().skip(start).take(end - start).collect()
}

/// The place of the policy that the tests call `pN`.
fn place(policy: &str) -> usize {
    policy[1..].parse().unwrap()
}

/// The documents, with the one element that failed made to hold.
fn mended(documents: &mut [Value], miss: &NearMiss) {
    let document = &mut documents[place(&miss.statement.policy)];
    let statement = document["Statement"][miss.statement.index].as_object_mut().unwrap();
    match &miss.element {
        Element::Principal => {
            statement.remove("NotPrincipal");
            statement.insert("Principal".to_owned(), json!("*"));
        }
        Element::Action => {
            statement.remove("NotAction");
            statement.insert("Action".to_owned(), json!("*"));
        }
        Element::Resource => {
            statement.remove("NotResource");
            statement.insert("Resource".to_owned(), json!("*"));
        }
        Element::Condition { operator, key } => {
            statement["Condition"][operator].as_object_mut().unwrap().remove(key).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn every_leg_is_told_from_its_own_statements(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let mut legs = legs;
        let explanation = explain(&legs, action, resource, &facts);
        let denied = explanation.legs.iter().any(|leg| leg.outcome == Outcome::ExplicitDeny);
        prop_assert_eq!(denied, explanation.decision.outcome == Outcome::ExplicitDeny);
        for leg in &explanation.legs {
            let name = leg.leg.as_str();
            if legs.root && name == "identity" {
                prop_assert_eq!((leg.outcome, &leg.deciding), (Outcome::Allow, &None));
                continue;
            }
            let documents = legs.list(name);
            prop_assert_eq!(leg.policies, documents.len());
            prop_assert_eq!(leg.deciding.is_some(), leg.outcome != Outcome::ImplicitDeny);
            prop_assert_eq!(leg.missing_statement.is_some(), leg.outcome == Outcome::ImplicitDeny);
            prop_assert!(leg.near_misses.is_empty() || leg.outcome == Outcome::ImplicitDeny);
            let misses = leg.near_misses.iter().map(|miss| &miss.statement);
            for statement in leg.deciding.iter().chain(misses) {
                let document = &documents[place(&statement.policy)];
                let told: Value = serde_json::from_str(&text(document, statement.span)).unwrap();
                prop_assert_eq!(&told, &document["Statement"][statement.index]);
                let effect = format!("{:?}", statement.effect);
                prop_assert_eq!(told["Effect"].as_str(), Some(&*effect));
            }
            for miss in &leg.near_misses {
                let at = text(&documents[place(&miss.statement.policy)], miss.span);
                let element = match &miss.element {
                    Element::Condition { key, .. } => key.clone(),
                    element => format!("{element:?}"),
                };
                prop_assert!(at.contains(&element) && at.contains(':'), "{}", at);
            }
        }
    }

    #[test]
    fn a_near_miss_is_one_element_away(
        legs in legs(),
        action in select(ACTIONS.to_vec()),
        resource in select(RESOURCES.to_vec()),
        facts in facts(),
    ) {
        let explanation = explain(&legs, action, resource, &facts);
        for leg in &explanation.legs {
            for miss in &leg.near_misses {
                let mut amended = legs.clone();
                mended(amended.list(leg.leg.as_str()), miss);
                let after = explain(&amended, action, resource, &facts);
                prop_assert_eq!(own(&after, leg).outcome, Outcome::Allow, "{:?}", miss);
            }
        }
    }

    #[test]
    fn the_missing_statement_is_the_one_that_was_missing_and_no_more(
        legs in legs(),
        (action, other) in (select(ACTIONS.to_vec()), select(ACTIONS.to_vec())),
        (resource, elsewhere) in (select(RESOURCES.to_vec()), select(RESOURCES.to_vec())),
        facts in facts(),
    ) {
        let explanation = explain(&legs, action, resource, &facts);
        let mut all = legs.clone();
        for leg in &explanation.legs {
            let Some(missing) = &leg.missing_statement else { continue };
            let statement: Value = serde_json::from_str(missing).unwrap();
            let document = json!({"Version": "2012-10-17", "Statement": [statement]});
            all.list(leg.leg.as_str()).push(document.clone());
            let mut amended = legs.clone();
            amended.list(leg.leg.as_str()).push(document.clone());
            let after = explain(&amended, action, resource, &facts);
            prop_assert_eq!(own(&after, leg).outcome, Outcome::Allow);

            // Alone, it allows nothing else.
            let mut alone = legs.clone();
            *alone.list(leg.leg.as_str()) = vec![document];
            let allows = |action: &'static str, resource: &'static str| {
                let asked = explain(&alone, action, resource, &facts);
                asked.legs.iter().any(|one| one.leg == leg.leg && one.outcome.is_allow())
            };
            prop_assert!(allows(action, resource));
            prop_assert!(other.eq_ignore_ascii_case(action) || !allows(other, resource));
            // Only what has no ARN is proposed as a star.
            let star = missing.contains("\"Resource\":\"*\"");
            prop_assert_eq!(star, !resource.starts_with("arn:"));
            prop_assert!(star || resource == elsewhere || !allows(action, elsewhere));
        }
        let nobody = explanation.legs.is_empty();
        let denied = explanation.decision.outcome == Outcome::ExplicitDeny;
        let after = explain(&all, action, resource, &facts).decision.outcome;
        let identified = legs.identity.is_some();
        let grown = after == Outcome::Allow;
        prop_assert!(grown || denied || nobody || !identified, "{:?}", after);
    }
}
