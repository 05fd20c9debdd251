//! Packed sizes: what session policies and tags take of a token, told while it fits and when it does not.

use daypass_aws_types::sts::{AssumeRoleInput, Tag};
use serde_json::json;

use super::{account_may, assume, request, trust};
use crate::testing::Stage;

fn stage() -> (Stage, String) {
    let stage = Stage::new();
    let all = ["sts:AssumeRole", "sts:TagSession"];
    let role = stage.role("role", &trust(&[account_may(&all)]), &["*"]);
    (stage, role)
}

/// A session policy with this many characters to spare.
fn policy(characters: usize) -> String {
    let sid = "s".repeat(characters);
    let document = json!({ "Version": "2012-10-17", "Statement": [
        { "Sid": sid, "Effect": "Allow", "Action": "*", "Resource": "*" }] });
    document.to_string()
}

/// Tags whose values have this many characters together.
fn tags(characters: usize) -> Vec<Tag> {
    let values =
        (0..characters).step_by(200).map(|start| "v".repeat((characters - start).min(200)));
    let tags = values.enumerate().map(|(number, value)| Tag { key: format!("k{number}"), value });
    tags.collect()
}

/// The percentage of a call that is answered, or the text of its refusal.
fn packed(stage: &Stage, input: &AssumeRoleInput) -> Result<Option<i32>, String> {
    let answered = assume(stage, &Stage::root(), input);
    if answered.answer.is_ok() {
        return Ok(answered.allowed().packed_policy_size);
    }
    let (code, status, text) = answered.refused();
    assert_eq!((code, status), ("PackedPolicyTooLarge", 400));
    Err(text.to_owned())
}

type Grow = fn(usize) -> AssumeRoleInput;

/// The number before the percent sign.
fn percent(text: &str) -> i32 {
    let before = text.split('%').next().and_then(|before| before.rsplit(' ').next());
    before.and_then(|number| number.parse().ok()).unwrap()
}

#[test]
fn the_size_grows_with_what_is_packed_and_ends_at_a_hundred() {
    let (stage, role) = stage();
    let kinds: [(Grow, &str); 2] = [
        (
            |size| AssumeRoleInput { policy: Some(policy(size)), ..AssumeRoleInput::default() },
            "Packed policy consumes {}% of allotted space, please use smaller policy.",
        ),
        (
            |size| AssumeRoleInput { tags: Some(tags(size)), ..AssumeRoleInput::default() },
            "Packed size of session tags consumes {}% of allotted space.",
        ),
    ];
    for (grow, text) in kinds {
        let mut last = 0;
        let mut refused = 0;
        for size in (100..6_000).step_by(20) {
            let input = AssumeRoleInput {
                role_arn: role.clone(),
                role_session_name: "test".to_owned(),
                ..grow(size)
            };
            let now = match packed(&stage, &input) {
                Ok(percent) => {
                    let percent = percent.unwrap();
                    assert!(percent <= 100 && refused == 0, "{size}: {percent}");
                    percent
                }
                Err(told) => {
                    refused += 1;
                    assert_eq!(told, text.replace("{}", &percent(&told).to_string()));
                    assert!(percent(&told) > 100, "{size}: {told}");
                    percent(&told)
                }
            };
            assert!((last..=last + 2).contains(&now) || last == 0, "{size}: {last}, then {now}");
            last = now;
        }
        assert!(refused > 0 && last > 130, "{last}");
    }
}

#[test]
fn what_takes_more_is_named() {
    let (stage, role) = stage();
    let both = |of_policy, of_tags| AssumeRoleInput {
        policy: Some(policy(of_policy)),
        tags: Some(tags(of_tags)),
        ..request(&role)
    };
    let told = packed(&stage, &both(4_000, 400)).unwrap_err();
    assert!(told.starts_with("Packed policy consumes "), "{told}");
    let told = packed(&stage, &both(400, 4_000)).unwrap_err();
    assert!(told.starts_with("Packed size of session tags consumes "), "{told}");
    // Either alone would fit.
    assert!(packed(&stage, &both(1_800, 1_600)).is_err());
    assert!(packed(&stage, &both(1_800, 0)).is_ok() && packed(&stage, &both(0, 1_600)).is_ok());
}

#[test]
fn a_plain_session_packs_nothing_and_tells_no_size() {
    let (stage, role) = stage();
    assert_eq!(packed(&stage, &request(&role)), Ok(None));
}
