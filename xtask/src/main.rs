//! The project's own commands, run as `cargo xtask COMMAND`: every check, the black-box tests, the
//! benchmarks and code generation.

mod bench;
mod checks;
mod codegen;
mod commands;
mod coverage;
mod differential;
mod environment;
mod fuzz;
mod tidy;

use std::process::ExitCode;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  test [PYTEST ARGUMENTS]  install what the tests need, then every check and the black-box tests
  prepare                  install what the black-box tests need, and nothing else
  ci                       every check that needs nothing installed: format, lints, docs, tidy, tests
  tidy [--lower]           the house rules, in under a second; --lower tightens the ratchets
  codegen                  the AWS wire types, from the public service models
  coverage                 the page of what is served and tested
  fuzz [TARGET] [--seconds N]
                           mutated inputs under coverage, against one target or all
  bench [NAME [ARGUMENTS]] run one benchmark beside its peers; without a name, list them
  differential [--cases N] [--seed S]
                           the policy engine beside an evaluator that others wrote, 2,000,000 cases";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let outcome = match command {
        "test" => checks::test(rest),
        "prepare" => checks::prepare(),
        "ci" => checks::ci(),
        "tidy" => tidy::run(rest),
        "coverage" => tidy::write_coverage(),
        "codegen" => codegen::run(&commands::project_root()),
        "fuzz" => fuzz::run(rest),
        "bench" => bench::run(rest),
        "differential" => differential::run(rest),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        other => {
            eprintln!("unknown command `{other}`\n\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
