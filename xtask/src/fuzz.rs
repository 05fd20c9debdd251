//! `cargo xtask fuzz`: inputs that are mutated under coverage, by libFuzzer, against the programs of
//! the `fuzz/` workspace. Stable Rust has what it needs: the pass that counts coverage is LLVM's own.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{
    Failure, cargo, output, project_root, read, run as run_command, target_directory,
};

/// How long each target runs when nothing else is said.
const SECONDS: u32 = 60;
/// How long each target runs among all other checks.
const SECONDS_AMONG_CHECKS: u32 = 4;
/// The longest input, in bytes.
const INPUT_BYTES_MAX: u32 = 8192;
/// The longest that one input may take, in seconds.
const INPUT_SECONDS_MAX: u32 = 10;

/// Targets whose libraries take minutes to build: the checks leave them out.
const SLOWLY_BUILT: [&str; 1] = ["requests"];
/// Targets that need a feature of the workspace, with its name.
const FEATURES: [(&str, &str); 2] = [("requests", "all"), ("saml", "saml")];

/// Coverage of edges and comparisons, as libFuzzer reads it.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// `cargo xtask fuzz [TARGET] [--seconds N]`.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let (mut only, mut seconds) = (None, SECONDS);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seconds" => {
                let number = rest.next().and_then(|number| number.parse().ok());
                seconds = number.ok_or("`--seconds` wants a number")?;
            }
            name => only = Some(name),
        }
    }
    let targets = targets(&project_root().join("fuzz"))?;
    let chosen: Vec<&str> = targets
        .iter()
        .map(String::as_str)
        .filter(|name| only.is_none_or(|only| only == *name))
        .collect();
    if chosen.is_empty() {
        return Err(format!("no such target; there are: {}", targets.join(", ")));
    }
    fuzz(&chosen, seconds)
}

/// A few seconds of each target that is built quickly.
pub(crate) fn among_checks() -> Result<(), Failure> {
    let targets = targets(&project_root().join("fuzz"))?;
    let quick: Vec<&str> =
        targets.iter().map(String::as_str).filter(|name| !SLOWLY_BUILT.contains(name)).collect();
    fuzz(&quick, SECONDS_AMONG_CHECKS)
}

fn fuzz(chosen: &[&str], seconds: u32) -> Result<(), Failure> {
    let folder = project_root().join("fuzz");
    let place = target_directory()?.join("fuzz");
    let host = host()?;
    let mut build = cargo();
    build
        .args(["build", "--quiet", "--release", "--target", &host, "--target-dir"])
        .arg(&place)
        .arg("--manifest-path")
        .arg(folder.join("Cargo.toml"))
        .env("RUSTFLAGS", FLAGS);
    for (_, feature) in FEATURES.iter().filter(|(name, _)| chosen.contains(name)) {
        build.args(["--features", feature]);
    }
    run_command(&mut build)?;
    for target in chosen {
        let program = place.join(&host).join("release").join(target);
        run_target(&program, target, &folder, &place, seconds)?;
    }
    Ok(())
}

/// Runs one target from the committed seeds and from what earlier runs found.
fn run_target(
    program: &Path,
    target: &str,
    folder: &Path,
    place: &Path,
    seconds: u32,
) -> Result<(), Failure> {
    let found = place.join("found").join(target);
    std::fs::create_dir_all(&found)
        .map_err(|error| format!("cannot make {}: {error}", found.display()))?;
    let log = place.join(format!("{target}.log"));
    let written = std::fs::File::create(&log)
        .map_err(|error| format!("cannot write {}: {error}", log.display()))?;
    let option = |name: &str, path: PathBuf| {
        let mut option = OsString::from(name);
        option.push(path);
        option
    };
    let mut command = Command::new(program);
    command
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={INPUT_BYTES_MAX}"))
        .arg(format!("-timeout={INPUT_SECONDS_MAX}"))
        .args(["-verbosity=0", "-print_final_stats=1"])
        .arg(option("-artifact_prefix=", place.join(format!("failed-{target}-"))));
    let seeds = folder.join("seeds");
    let words = seeds.join(format!("{target}.dict"));
    if words.exists() {
        command.arg(option("-dict=", words));
    }
    command.arg(found).arg(seeds.join(target)).stderr(written);
    let outcome = run_command(&mut command);
    let told = read(&log)?;
    match &outcome {
        Ok(()) => eprintln!("{target}: {}", inputs(&told).unwrap_or("no inputs")),
        // The input that failed stands at the end, and where it is kept.
        Err(_) => eprintln!("{told}"),
    }
    outcome
}

/// The number of inputs, as libFuzzer tells it.
fn inputs(told: &str) -> Option<&str> {
    told.lines().find(|line| line.starts_with("stat::number_of_executed_units"))
}

/// The programs of the workspace, by the names of their sources.
fn targets(folder: &Path) -> Result<Vec<String>, Failure> {
    let sources: PathBuf = folder.join("src/bin");
    let entries = std::fs::read_dir(&sources)
        .map_err(|error| format!("cannot list {}: {error}", sources.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}

/// The machine that everything is built on and for. Naming it keeps the flags away from build scripts.
fn host() -> Result<String, Failure> {
    let told = output(Command::new("rustc").arg("--verbose").arg("--version"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc names no host".to_owned())
}
