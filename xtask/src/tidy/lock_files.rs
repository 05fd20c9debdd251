//! Lock files name packages and digests, never the host that one machine happened to take them from.

use std::path::Path;

use super::Finding;
use crate::commands::{Failure, read};

/// How cargo writes its default registry, whatever mirror a machine is configured with.
const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Each line of a lock file or a list of requirements that binds it to a host.
pub(super) fn check(root: &Path, files: &[String]) -> Result<Vec<Finding>, Failure> {
    let mut findings = Vec::new();
    for file in files {
        let refused: fn(&str) -> bool = match file.rsplit('/').next() {
            Some("Cargo.lock") => |line| line.contains("://") && !line.contains(CRATES_IO),
            Some("package-lock.json") => |line| line.trim_start().starts_with("\"resolved\""),
            Some(".npmrc" | "pip.conf" | "requirements.txt") => |line| line.contains("://"),
            _ => continue,
        };
        let text = read(&root.join(file))?;
        for (number, _) in text.lines().enumerate().filter(|(_, line)| refused(line)) {
            findings.push(format!("{file}:{}: names the host of a registry", number + 1));
        }
    }
    Ok(findings)
}
