//! The programs that a run needs: installed, built, started, and ended with it.

use std::io::Write as _;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a server may take until it answers.
const START_SECONDS_MAX: u64 = 60;

/// A program that ends when this is dropped.
pub struct Running(Child);

impl Running {
    /// Starts it, with nothing to read and nowhere to write.
    pub fn start(command: &mut Command) -> Result<Self, String> {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child =
            command.spawn().map_err(|error| format!("cannot start {command:?}: {error}"))?;
        Ok(Self(child))
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Its resident memory in KiB.
    pub fn resident_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _killed = self.0.kill();
        let _ended = self.0.wait();
    }
}

/// What `look` finds at last; nothing if a server had the time to start and did not.
pub fn waited<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
        if let Some(found) = look() {
            return Some(found);
        }
        sleep(Duration::from_millis(20));
    }
    None
}

/// A port of loopback that nobody listens on.
pub fn free_address() -> Result<SocketAddr, String> {
    let listener = TcpListener::bind("127.0.0.1:0").map_err(|error| error.to_string())?;
    listener.local_addr().map_err(|error| error.to_string())
}

/// The folder of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Builds Daypass for release, and gives back where it is.
pub fn built() -> Result<PathBuf, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    run(build.current_dir(root()).args(["build", "--release", "--package", "daypass"]))?;
    Ok(root().join("target/release/daypass"))
}

/// Installs a package of Debian where its program is missing.
pub fn install(program: &str, version: &str, package: &str) -> Result<(), String> {
    let mut asked = Command::new(program);
    asked.arg(version).stdout(Stdio::null()).stderr(Stdio::null());
    if asked.status().is_ok() {
        return Ok(());
    }
    let is_root = output(Command::new("id").arg("-u"), "")?.trim() == "0";
    for words in [&["update", "-qq"][..], &["install", "-qq", "-y", package]] {
        let mut apt = Command::new(if is_root { "env" } else { "sudo" });
        run(apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(words))?;
    }
    Ok(())
}

/// A program of crates.io under `target/bench`, in one version.
pub fn cargo_installed(name: &str, version: &str) -> Result<PathBuf, String> {
    let folder = root().join("target/bench").join(name);
    let program = folder.join("bin").join(name);
    let listed = std::fs::read_to_string(folder.join(".crates.toml")).unwrap_or_default();
    if listed.contains(&format!("\"{name} {version} ")) && program.exists() {
        return Ok(program);
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut install = Command::new(cargo);
    // Without what it was locked to, which compilers of today refuse in part.
    install.args(["install", name, "--version", version, "--quiet", "--root"]);
    run(install.arg(&folder))?;
    Ok(program)
}

/// A Python of its own under `target/bench`, with packages from PyPI.
pub fn python(name: &str, packages: &[&str]) -> Result<PathBuf, String> {
    let folder = root().join("target/bench").join(name);
    let (python, installed) = (folder.join("bin/python"), folder.join("installed.txt"));
    let wanted = packages.join(" ");
    if std::fs::read_to_string(&installed).is_ok_and(|found| found == wanted) {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
    run(Command::new(&python).args(["-m", "pip", "install", "--quiet"]).args(packages))?;
    std::fs::write(installed, wanted).map_err(|error| error.to_string())?;
    Ok(python)
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|error| format!("cannot run {command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?} failed: {status}")) }
}

/// What a command prints, given an input.
pub fn output(command: &mut Command, input: &str) -> Result<String, String> {
    let failed = |error: std::io::Error| error.to_string();
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(failed)?;
    let stdin = child.stdin.take();
    let ended = std::thread::scope(|scope| {
        // A program that ends early says why by its exit.
        scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input.as_bytes())));
        child.wait_with_output()
    })
    .map_err(failed)?;
    if !ended.status.success() {
        return Err(format!("{command:?} failed: {}", ended.status));
    }
    String::from_utf8(ended.stdout).map_err(|error| error.to_string())
}
