//! What a call may ask for at once, and where its pages end.

use daypass_aws_types::iam::{ContextEntry, SimulateCustomPolicyInput};

use super::{custom, document, owned};
use crate::testing::Stage;

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{prefix}{number}")).collect()
}

fn input(policies: &[&str], actions: usize, resources: usize) -> SimulateCustomPolicyInput {
    SimulateCustomPolicyInput {
        policy_input_list: owned(policies),
        action_names: names("s3:Action", actions),
        resource_arns: (resources > 0).then(|| names("arn:aws:s3:::b", resources)),
        ..SimulateCustomPolicyInput::default()
    }
}

/// The sizes of all pages, gone through by their markers.
fn pages(stage: &Stage, mut input: SimulateCustomPolicyInput) -> Vec<usize> {
    let mut sizes = Vec::new();
    let mut seen = Vec::new();
    loop {
        let page = custom(stage, &input).allowed();
        let results = page.evaluation_results.unwrap();
        sizes.push(results.len());
        seen.extend(results.into_iter().map(|result| result.eval_action_name));
        assert_eq!(page.is_truncated, Some(page.marker.is_some()));
        match page.marker {
            Some(marker) => input.marker = Some(marker),
            None => break,
        }
    }
    assert_eq!(seen, input.action_names);
    sizes
}

#[test]
fn pages_hold_what_was_asked_for_or_less() {
    let stage = Stage::new();
    let text = document("Allow", "s3:*", "*");
    assert_eq!(pages(&stage, input(&[&text], 1, 0)), [1]);
    assert_eq!(pages(&stage, input(&[&text], 100, 0)), [100]);
    assert_eq!(pages(&stage, input(&[&text], 101, 0)), [100, 1]);
    let three = SimulateCustomPolicyInput { max_items: Some(3), ..input(&[&text], 7, 2) };
    assert_eq!(pages(&stage, three), [3, 3, 1]);
    // 4,000 resources each: two actions have room on a page.
    assert_eq!(pages(&stage, input(&[&text], 5, 4_000)), [2, 2, 1]);
    let padded = format!("{text}{}", " ".repeat(120_000));
    assert_eq!(pages(&stage, input(&[&padded], 5, 60)), [4, 1]);
    // The longer a resource, the more there is to compare.
    let mut long = input(&[&padded], 5, 60);
    for resource in long.resource_arns.iter_mut().flatten() {
        resource.push_str(&"x".repeat(100));
    }
    assert_eq!(pages(&stage, long), [2, 2, 1]);
}

#[test]
fn what_has_no_room_on_a_page_is_refused() {
    let stage = Stage::new();
    let text = document("Allow", "s3:*", "*");
    assert_eq!(custom(&stage, &input(&[&text], 1, 10_001)).refused().0, "InvalidInput");
    assert_eq!(custom(&stage, &input(&[&text], 1, 10_000)).allowed().is_truncated, Some(false));
    let padded = format!("{text}{}", " ".repeat(120_000));
    assert_eq!(custom(&stage, &input(&[&padded], 1, 280)).refused().0, "InvalidInput");
    assert_eq!(custom(&stage, &input(&[&padded], 1, 270)).allowed().is_truncated, Some(false));
    let entry = |bytes| ContextEntry {
        context_key_name: Some("lamp:Room".to_owned()),
        context_key_type: Some("string".to_owned()),
        context_key_values: Some(vec!["x".repeat(bytes)]),
    };
    let with = |bytes| SimulateCustomPolicyInput {
        context_entries: Some(vec![entry(bytes)]),
        ..input(&[&padded], 1, 1)
    };
    assert_eq!(custom(&stage, &with(20_000)).refused().0, "InvalidInput");
    assert_eq!(custom(&stage, &with(15_000)).allowed().is_truncated, Some(false));
}

#[test]
fn statements_that_would_be_shown_without_end_are_refused() {
    let stage = Stage::new();
    let statement = r#"{"Effect":"Allow","Action":"*","Resource":"*"}"#;
    let many = vec![statement; 2_000].join(",");
    let text = format!(r#"{{"Version":"2012-10-17","Statement":[{many}]}}"#);
    // Each statement is shown for each resource, and once for all.
    assert_eq!(pages(&stage, input(&[&text], 3, 25)), [1, 1, 1]);
    assert_eq!(custom(&stage, &input(&[&text], 1, 50)).refused().0, "InvalidInput");
}

#[test]
fn a_marker_is_its_own_operations_and_nothing_else() {
    let stage = Stage::new();
    let text = document("Allow", "s3:*", "*");
    let first = SimulateCustomPolicyInput { max_items: Some(1), ..input(&[&text], 2, 0) };
    let marker = custom(&stage, &first).allowed().marker.unwrap();
    let second = SimulateCustomPolicyInput { marker: Some(marker.clone()), ..first.clone() };
    assert_eq!(custom(&stage, &second).allowed().marker, None);
    for unfit in [format!("{marker}A"), "1".to_owned(), marker.to_uppercase()] {
        let asked = SimulateCustomPolicyInput { marker: Some(unfit), ..first.clone() };
        assert_eq!(custom(&stage, &asked).refused().0, "ValidationError");
    }
}
