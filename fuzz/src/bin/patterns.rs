//! The matcher agrees with the reference on any pattern, text and value, and its work is bounded by
//! the sum of their lengths. The input is the three of them, one on each line.
#![no_main]

#[path = "../../../crates/policy/tests/it/reference.rs"]
mod reference;

use daypass_policy::fuzzing::matched;
use reference::{Answer, Fact, Facts, Question, union};
use serde_json::json;

/// The longest text that the slow reference is asked about.
const REFERENCE_BYTES_MAX: usize = 400;

libfuzzer_sys::fuzz_target!(|input: &str| {
    let mut lines = input.splitn(3, '\n');
    let [pattern, text, value] = [(); 3].map(|()| lines.next().unwrap_or_default());
    // Every variable is to have the value, so only one key is left to be mentioned.
    if pattern.contains("${") && pattern.matches("${k}").count() != pattern.matches("${").count() {
        let Some(answer) = matched(pattern, text, value, false) else { return };
        assert!(answer.steps <= answer.steps_max, "{answer:?}");
        return;
    }
    for segments in [false, true] {
        let Some(answer) = matched(pattern, text, value, segments) else { return };
        assert!(answer.steps <= answer.steps_max, "{answer:?}");
        if pattern.len() + text.len() + value.len() <= REFERENCE_BYTES_MAX {
            let facts = Facts::from([("k".to_owned(), Fact::One(value.to_owned()))]);
            let question =
                Question { action: "a:b", resource: text, facts: &facts, iot: !segments };
            let statement = json!({ "Effect": "Allow", "Action": "*", "Resource": pattern });
            let policy = json!({ "Version": "2012-10-17", "Statement": [statement] });
            let expected = union(&[policy], question) == Answer::Allow;
            assert_eq!(answer.matched, expected, "{pattern:?} {text:?}");
        }
    }
});
