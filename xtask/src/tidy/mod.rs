//! `cargo xtask tidy`: the house rules that neither the compiler nor clippy knows, all of them in
//! under a second. Each rule reads what is committed and says what to change.

mod arrows;
mod authorization;
mod documents;
mod generated;
mod lock_files;
mod proofs;
mod ratchets;
mod sources;

use std::path::Path;

use crate::commands::{Failure, cargo_metadata, output, project_root};
use crate::coverage;

/// A house rule that does not hold: where, and what to do about it.
pub(crate) type Finding = String;

/// Checks every rule and prints all findings. With `--lower` the ratchets are tightened to what the
/// sources measure now.
pub(crate) fn run(arguments: &[String]) -> Result<(), Failure> {
    let lower = match arguments {
        [] => false,
        [option] if option == "--lower" => true,
        _ => return Err("`cargo xtask tidy` knows only the option `--lower`".to_owned()),
    };
    let root = project_root();
    let files = tracked_files(&root)?;
    let sources = sources::read_all(&root, &files)?;
    if lower {
        ratchets::lower(&root, &sources)?;
    }

    let mut findings = arrows::check(&root, &cargo_metadata()?)?;
    findings.extend(authorization::check(&root)?);
    findings.extend(sources::check_first_lines(&sources));
    findings.extend(ratchets::check(&root, &sources)?);
    findings.extend(generated::check(&root)?);
    findings.extend(documents::check(&root, &files)?);
    findings.extend(lock_files::check(&root, &files)?);
    findings.extend(proofs::check(&root, &files)?);
    findings.extend(coverage::check(&root, &files)?);
    for finding in &findings {
        eprintln!("tidy: {finding}");
    }
    if findings.is_empty() { Ok(()) } else { Err(format!("tidy found {}", findings.len())) }
}

/// Writes the page of what is served and tested.
pub(crate) fn write_coverage() -> Result<(), Failure> {
    let root = project_root();
    let files = tracked_files(&root)?;
    coverage::write(&root, &files)
}

/// Every file that git knows or would add, by its path from the project's root.
fn tracked_files(root: &Path) -> Result<Vec<String>, Failure> {
    let mut git = std::process::Command::new("git");
    git.current_dir(root).args(["ls-files", "--cached", "--others", "--exclude-standard"]);
    let listing = output(&mut git)?;
    let present = listing.lines().filter(|path| root.join(path).exists());
    Ok(present.map(str::to_owned).collect())
}

pub(crate) fn has_extension(file: &str, extension: &str) -> bool {
    Path::new(file).extension().is_some_and(|found| found == extension)
}
