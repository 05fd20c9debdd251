//! `cargo xtask bench`: each benchmark is one program of the `bench/` workspace, which runs Daypass
//! side by side with its peers and prints one table.

use std::path::Path;

use crate::commands::{Failure, cargo, project_root, run as run_command};

/// Lists the benchmarks, or runs the one that is named with the arguments after its name.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let manifest = project_root().join("bench/Cargo.toml");
    let names = registered(&manifest)?;
    let Some((name, rest)) = arguments.split_first() else {
        if names.is_empty() {
            println!("no benchmark is registered");
        }
        for name in names {
            println!("{name}");
        }
        return Ok(());
    };
    if !names.contains(name) {
        return Err(format!("no benchmark is called `{name}`; `cargo xtask bench` lists them"));
    }
    let mut command = cargo();
    command.args(["run", "--release", "--bin", name, "--features", name, "--manifest-path"]);
    command.arg(manifest);
    run_command(command.arg("--").args(rest))
}

/// The programs of the benchmarks' workspace, by the names of their sources.
fn registered(manifest: &Path) -> Result<Vec<String>, Failure> {
    if !manifest.exists() {
        return Ok(Vec::new());
    }
    let folder = manifest.with_file_name("src").join("bin");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("cannot list {}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.path().file_stem()?.to_str().map(str::to_owned))
        .collect();
    names.sort();
    Ok(names)
}
