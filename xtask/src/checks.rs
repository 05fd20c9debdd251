//! `cargo xtask ci` and `cargo xtask test`: every check in order of cost, all of them even when an
//! early one fails, so that one run tells everything.

use std::path::Path;
use std::process::Command;

use crate::commands::{Failure, cargo, project_root, run, target_directory};
use crate::differential;
use crate::environment::{self, TestEnvironment};
use crate::fuzz;
use crate::tidy;

/// Every check that needs nothing but the Rust toolchain and the crates.
pub(crate) fn ci() -> Result<(), Failure> {
    verdict(&static_checks_and_tests())
}

/// Installs what the black-box tests need, for those who start pytest by hand.
pub(crate) fn prepare() -> Result<(), Failure> {
    let environment = environment::prepare(&target_directory()?)?;
    println!("{}", environment.python.display());
    Ok(())
}

/// Everything: installs what is missing, runs every check, builds the release binary and drives it
/// from outside. pytest runs last, so that its own summary ends the output.
pub(crate) fn test(pytest_arguments: &[String]) -> Result<(), Failure> {
    let target = target_directory()?;
    let environment = environment::prepare(&target)?;
    let mut failures = static_checks_and_tests();
    record(
        &mut failures,
        "build",
        run(cargo().args(["build", "--release", "--package", "daypass"])),
    );
    record(&mut failures, "differential", differential::check());
    record(&mut failures, "fuzz", fuzz::among_checks());
    for failure in &failures {
        eprintln!("failed before the black-box tests: {failure}");
    }
    let binary = target.join("release/daypass");
    if binary.exists() {
        record(&mut failures, "black box", black_box(&environment, &binary, pytest_arguments));
    }
    verdict(&failures)
}

fn static_checks_and_tests() -> Vec<Failure> {
    let mut failures = Vec::new();
    record(&mut failures, "format", run(cargo().args(["fmt", "--all", "--check"])));
    record(&mut failures, "tidy", tidy::run(&[]));
    let lints = ["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"];
    record(&mut failures, "lints", run(cargo().args(lints)));
    let docs = ["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"];
    record(&mut failures, "docs", run(cargo().args(docs).env("RUSTDOCFLAGS", "-D warnings")));
    let tests = ["test", "--workspace", "--quiet"];
    record(&mut failures, "tests", run(cargo().args(tests)));
    failures
}

fn black_box(
    environment: &TestEnvironment,
    binary: &Path,
    arguments: &[String],
) -> Result<(), Failure> {
    let mut command = Command::new(&environment.python);
    command
        .current_dir(project_root().join("tests/blackbox"))
        .args(["-m", "pytest"])
        .args(arguments)
        .env("DAYPASS_BINARY", binary)
        .env("PYTHONDONTWRITEBYTECODE", "1");
    run(&mut command)
}

fn record(failures: &mut Vec<Failure>, name: &str, outcome: Result<(), Failure>) {
    if let Err(failure) = outcome {
        eprintln!("{name}: {failure}");
        failures.push(format!("{name}: {failure}"));
    }
}

fn verdict(failures: &[Failure]) -> Result<(), Failure> {
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n       ")) }
}
