//! Running other programs: what is run is printed first, and a failure names it.

use std::ffi::OsStr;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, in one sentence for the person at the terminal.
pub(crate) type Failure = String;

/// How often a step that talks to a package registry is tried before its failure counts.
const REGISTRY_ATTEMPTS_MAX: u32 = 4;

/// Runs `command` with this terminal as its own; a non-zero exit is a failure.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    eprintln!("$ {}", shown(command));
    let status = command.status().map_err(|error| failed(command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(command, &status)) }
}

/// Runs `command` and gives back what it wrote to its standard output.
pub(crate) fn output(command: &mut Command) -> Result<String, Failure> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| failed(command, &error))?;
    if !output.status.success() {
        return Err(failed(command, &output.status));
    }
    String::from_utf8(output.stdout).map_err(|error| failed(command, &error))
}

/// Whether `command` runs and succeeds; what it prints is not shown.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// Runs a step that takes packages from a registry. Registries drop connections now and then, so a
/// failed attempt is followed by another one.
pub(crate) fn run_with_retries(mut step: impl FnMut() -> Command) -> Result<(), Failure> {
    let mut attempt = 1;
    loop {
        match run(&mut step()) {
            Err(failure) if attempt < REGISTRY_ATTEMPTS_MAX => {
                eprintln!("{failure}; attempt {attempt} of {REGISTRY_ATTEMPTS_MAX}, trying again");
                attempt += 1;
            }
            outcome => return outcome,
        }
    }
}

/// The cargo that started this program, working in the project's root.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(project_root());
    command
}

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn project_root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// What cargo knows of the workspace's own packages, without asking any registry.
pub(crate) fn cargo_metadata() -> Result<serde_json::Value, Failure> {
    let text =
        output(cargo().args(["metadata", "--no-deps", "--offline", "--format-version", "1"]))?;
    serde_json::from_str(&text).map_err(|error| format!("`cargo metadata` is not JSON: {error}"))
}

/// Where cargo puts what it builds, an environment's override included.
pub(crate) fn target_directory() -> Result<PathBuf, Failure> {
    let metadata = cargo_metadata()?;
    let folder = metadata.get("target_directory").and_then(serde_json::Value::as_str);
    folder.map(PathBuf::from).ok_or_else(|| "`cargo metadata` names no target folder".to_owned())
}

/// Reads a text file of the project.
pub(crate) fn read(path: &Path) -> Result<String, Failure> {
    std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn failed(command: &Command, why: &dyn Display) -> Failure {
    format!("`{}` failed: {why}", shown(command))
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}
