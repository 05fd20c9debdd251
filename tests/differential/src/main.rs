//! Differential testing of the policy engine: random cases are decided by Daypass and by an
//! independent evaluator, and every difference that is not a known deviation of the other fails.

mod case;
mod deviations;
mod generate;
mod minimise;
mod mutants;
mod ours;
mod random;
mod report;
mod run;
#[cfg(test)]
mod tests;
mod theirs;
mod verdict;
mod view;

use run::Settings;
use std::process::ExitCode;

/// What went wrong, in a sentence for the person at the terminal.
type Failure = String;

const USAGE: &str = "usage: daypass-differential --cases N --seed S [--workers N] [--show N]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = settings(&arguments).and_then(|settings| run::run(&settings));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn settings(arguments: &[String]) -> Result<Settings, Failure> {
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let mut settings = Settings { cases: 50_000, seed: 1, workers: cores, shown: 3 };
    let mut rest = arguments.iter();
    while let Some(option) = rest.next() {
        let number: Option<u64> = rest.next().and_then(|value| value.replace('_', "").parse().ok());
        let number = number.ok_or_else(|| format!("`{option}` wants a number\n{USAGE}"))?;
        match option.as_str() {
            "--cases" => settings.cases = number,
            "--seed" => settings.seed = number,
            "--workers" => settings.workers = usize::try_from(number).unwrap_or(1).max(1),
            "--show" => settings.shown = usize::try_from(number).unwrap_or(0),
            _ => return Err(format!("unknown option `{option}`\n{USAGE}")),
        }
    }
    Ok(settings)
}
