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

use generators::{ACTIONS, RESOURCES, answer, context, facts, legs, request};
use proptest::sample::select;
use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How much follows the input: more than one case takes.
const TAIL_BYTES: usize = 16 * 1024;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let random = TestRng::from_seed(RngAlgorithm::PassThrough, &followed(bytes));
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let case = (legs(), select(ACTIONS.to_vec()), select(RESOURCES.to_vec()), facts());
    let Ok(tree) = case.new_tree(&mut runner) else { return };
    let (legs, action, resource, facts) = tree.current();
    let permissions = legs.grants().bind(context(&facts));
    let request = request(action, resource);
    let decision = permissions.decide(&request);
    assert_eq!(permissions.explain(&request).decision, decision);
    assert_eq!(answer(decision.outcome), legs.reference(action, resource, &facts), "{legs:?}");
});

/// The input, and after it bytes that follow from its length: where the generators come to an end of
/// their bytes they would see zeros for ever, and some of them draw again until they see another.
fn followed(bytes: &[u8]) -> Vec<u8> {
    let mut state = bytes.len() as u64 + 1;
    let tail = (0..TAIL_BYTES).map(|_| {
        // Marsaglia's xorshift.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    });
    bytes.iter().copied().chain(tail).collect()
}
