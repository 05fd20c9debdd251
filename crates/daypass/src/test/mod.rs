//! `daypass test`: policy tests from YAML files, decided as a server would decide.

mod callers;
mod cases;
mod fields;
mod file;
mod github;
mod junit;
mod outcome;
mod policies;
mod table;
mod unused;
mod yaml;

use std::process::ExitCode;

use daypass_server::policy_tests::{Clock as _, RealClock};

use crate::arguments::{Output, TestArguments};
use crate::failure::{DENIED_OR_FAILED, Failure};
use crate::out;

use self::file::TestFile;
use self::outcome::Outcome;
use self::policies::Unusable;

/// Runs every case of every file; the exit code says whether all went as expected.
pub(crate) async fn run(wanted: &TestArguments) -> Result<ExitCode, Failure> {
    let mut files = Vec::with_capacity(wanted.files.len());
    for path in &wanted.files {
        let file = file::read(path).map_err(|error| match error {
            Unusable::Malformed(error) => {
                if wanted.github {
                    let annotation = github::malformed(&path.display().to_string(), &error);
                    eprintln!("{annotation}");
                }
                Failure::Usage(format!("{}:{error}", path.display()))
            }
            Unusable::File(failure) => failure,
        })?;
        files.push(file);
    }
    let outcome = decide(&files, wanted.deny_unused).await?;
    if let Some(path) = &wanted.junit {
        std::fs::write(path, junit::report(&outcome))
            .map_err(|error| Failure::Usage(format!("cannot write {}: {error}", path.display())))?;
    }
    show(&outcome, wanted);
    Ok(if outcome.is_success() { ExitCode::SUCCESS } else { DENIED_OR_FAILED })
}

/// Every case in its order.
async fn decide(files: &[TestFile], deny_unused: bool) -> Result<Outcome, Failure> {
    let now = RealClock::start().now();
    let mut outcome = Outcome::new(deny_unused);
    for file in files {
        outcome.add(file, now).await?;
    }
    outcome.unused = unused::statements(files, &outcome.used);
    Ok(outcome)
}

/// Where annotations would stand among JSON they go to the other stream; GitHub reads both.
fn show(outcome: &Outcome, wanted: &TestArguments) {
    let annotations = if wanted.github { github::annotations(outcome) } else { Vec::new() };
    let annotations: Vec<String> =
        annotations.into_iter().flat_map(|line| [line, "\n".to_owned()]).collect();
    let annotations = annotations.concat();
    match wanted.output.output {
        Output::Table => out::print(&(table::report(outcome) + &annotations)),
        Output::Json => {
            out::print(&format!("{}\n", outcome.json()));
            eprint!("{annotations}");
        }
    }
}
