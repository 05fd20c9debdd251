//! `cargo xtask differential`: the policy engine beside an evaluator that others wrote. The program
//! is `tests/differential`; this builds it, and installs the evaluator from the package registry.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};

use crate::commands::{Failure, cargo, project_root, run as run_command};
use crate::environment::install_node_packages;

/// What one night has time for.
const NIGHTLY_CASES: &str = "2000000";
/// What every run of the checks has time for.
const CHECKED_CASES: &str = "50000";

/// Runs the comparison, by default on the nightly number of cases and from a seed of its own.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let given = |option: &str| arguments.iter().any(|argument| argument == option);
    let mut all = arguments.to_vec();
    if !given("--cases") {
        all.extend(["--cases".to_owned(), NIGHTLY_CASES.to_owned()]);
    }
    if !given("--seed") {
        // The standard library's only source of randomness; 32 bits are easier to type again.
        let seed = RandomState::new().build_hasher().finish() >> 32;
        all.extend(["--seed".to_owned(), seed.to_string()]);
    }
    install_node_packages(&project_root().join("tests/differential"))?;
    let mut command = cargo();
    command.args(["run", "--quiet", "--release", "--package", "daypass-differential", "--"]);
    run_command(command.args(all))
}

/// The part of the checks: always the same cases.
pub(crate) fn check() -> Result<(), Failure> {
    run(&["--cases", CHECKED_CASES, "--seed", "1"].map(str::to_owned))
}
