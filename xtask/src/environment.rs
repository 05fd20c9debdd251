//! What the black-box tests need beside Rust: system packages, a Python environment and an object
//! store under the target folder, and the Node packages of `tests/node`. Each is installed only where it is missing.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::commands::{Failure, output, project_root, read, run, run_with_retries, succeeds};

/// Where the black-box tests find what was installed for them.
pub(crate) struct TestEnvironment {
    /// The Python interpreter whose packages are `tests/blackbox/requirements.txt`.
    pub(crate) python: PathBuf,
}

/// A program the tests call: how to see that it is there, and the Debian package that brings it.
struct SystemPackage {
    probe: &'static [&'static str],
    package: &'static str,
}

const SYSTEM_PACKAGES: [SystemPackage; 11] = [
    SystemPackage {
        probe: &["chromium-headless-shell", "--version"],
        package: "chromium-headless-shell",
    },
    SystemPackage {
        probe: &["dpkg", "--status", "mosquitto-clients"],
        package: "mosquitto-clients",
    },
    SystemPackage { probe: &["nginx", "-v"], package: "nginx-light" },
    SystemPackage { probe: &["haproxy", "-v"], package: "haproxy" },
    // libFuzzer is C++.
    SystemPackage { probe: &["c++", "--version"], package: "g++" },
    SystemPackage { probe: &["strace", "--version"], package: "strace" },
    SystemPackage { probe: &["curl", "--version"], package: "curl" },
    SystemPackage { probe: &["python3", "--version"], package: "python3" },
    SystemPackage { probe: &["python3", "-c", "import ensurepip, venv"], package: "python3-venv" },
    SystemPackage { probe: &["node", "--version"], package: "nodejs" },
    SystemPackage { probe: &["npm", "--version"], package: "npm" },
];

const OBJECT_STORE_VERSION: &str = "0.14.1";

/// Installs what is missing and gives back where it is.
pub(crate) fn prepare(target: &Path) -> Result<TestEnvironment, Failure> {
    install_system_packages()?;
    let python = install_python_packages(&target.join("test-env/python"))?;
    install_node_packages(&project_root().join("tests/node"))?;
    install_object_store(&target.join("test-env/s3s-fs"))?;
    Ok(TestEnvironment { python })
}

fn install_system_packages() -> Result<(), Failure> {
    let missing: Vec<&str> = SYSTEM_PACKAGES
        .iter()
        .filter(|needed| !is_present(needed.probe))
        .map(|needed| needed.package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let apt = if output(Command::new("id").arg("-u"))?.trim() == "0" {
        ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"].as_slice()
    } else {
        ["sudo", "DEBIAN_FRONTEND=noninteractive", "apt-get"].as_slice()
    };
    run_with_retries(|| command(apt, &["update", "-qq"]))?;
    let install = ["install", "-qq", "-y", "--no-install-recommends"];
    run_with_retries(|| {
        let mut install = command(apt, &install);
        install.args(&missing);
        install
    })
}

fn is_present(probe: &[&str]) -> bool {
    succeeds(&mut command(probe, &[]))
}

fn install_python_packages(folder: &Path) -> Result<PathBuf, Failure> {
    let wanted = project_root().join("tests/blackbox/requirements.txt");
    let python = folder.join("bin/python");
    let stamp = folder.join("installed-requirements.txt");
    if succeeds(Command::new(&python).arg("--version")) && same_text(&wanted, &stamp)? {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder))?;
    run_with_retries(|| {
        let mut pip = Command::new(&python);
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
            .arg("--requirement")
            .arg(&wanted);
        pip
    })?;
    write_stamp(&wanted, &stamp)?;
    Ok(python)
}

/// Installs the Node packages that a folder's lock file names.
pub(crate) fn install_node_packages(folder: &Path) -> Result<(), Failure> {
    let wanted = folder.join("package-lock.json");
    let stamp = folder.join("node_modules/.installed-package-lock.json");
    if same_text(&wanted, &stamp)? {
        return Ok(());
    }
    run_with_retries(|| {
        let mut npm = Command::new("npm");
        npm.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        npm
    })?;
    write_stamp(&wanted, &stamp)
}

/// Builds the object store that the signing proxy stands before, unless this version is there.
fn install_object_store(folder: &Path) -> Result<(), Failure> {
    let program = folder.join("bin/s3s-fs");
    let version = output(Command::new(&program).arg("--version"));
    if version.is_ok_and(|version| version.split_whitespace().last() == Some(OBJECT_STORE_VERSION))
    {
        return Ok(());
    }
    run_with_retries(|| {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["install", "s3s-fs", "--version", OBJECT_STORE_VERSION, "--locked"])
            .args(["--features", "binary", "--force", "--quiet", "--root"])
            .arg(folder)
            .arg("--target-dir")
            .arg(folder.join("build"));
        cargo
    })?;
    // What it was built from takes more room than all the rest.
    std::fs::remove_dir_all(folder.join("build"))
        .map_err(|error| format!("cannot remove what s3s-fs was built from: {error}"))
}

/// Whether the last complete installation was made from the same list.
fn same_text(wanted: &Path, stamp: &Path) -> Result<bool, Failure> {
    let wanted = read(wanted)?;
    Ok(std::fs::read_to_string(stamp).is_ok_and(|installed| installed == wanted))
}

fn write_stamp(wanted: &Path, stamp: &Path) -> Result<(), Failure> {
    std::fs::copy(wanted, stamp)
        .map(|_| ())
        .map_err(|error| format!("cannot write {}: {error}", stamp.display()))
}

fn command(words: &[&str], more: &[&str]) -> Command {
    let mut words = words.iter().chain(more);
    let mut command = Command::new(words.next().copied().unwrap_or_default());
    command.args(words);
    command
}
