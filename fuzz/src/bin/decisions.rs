//! Whole decisions: whatever policies bear on a principal, `decide`, `explain` and the reference
//! evaluator of the engine's tests agree. The input feeds the generators of those tests.
#![no_main]

#[path = "../../../crates/policy/tests/it/common.rs"]
mod common;
#[path = "../../../crates/policy/tests/it/generators.rs"]
mod generators;
#[path = "../../../crates/policy/tests/it/reference.rs"]
mod reference;
#[path = "../../../crates/policy/tests/it/reference_legs.rs"]
mod reference_legs;

use generators::{ACTIONS, Choices, RESOURCES, answer, context, request};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut choices = Choices::new(bytes);
    let (action, resource) = (choices.pick(&ACTIONS), choices.pick(&RESOURCES));
    let (facts, legs) = (choices.facts(), choices.legs());
    let permissions = legs.grants().bind(context(&facts));
    let request = request(action, resource);
    let decision = permissions.decide(&request);
    assert_eq!(permissions.explain(&request).decision, decision);
    assert_eq!(answer(decision.outcome), legs.reference(action, resource, &facts), "{legs:?}");
});
