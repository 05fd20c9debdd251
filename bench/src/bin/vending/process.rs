//! The programs that a run needs: installed, built, started, and ended with it.

use std::fs;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long a server may take until it answers.
const START_SECONDS_MAX: u64 = 60;
/// The release of moto that is measured.
const MOTO: &str = "moto[server]==5.2.3";

/// A server, which ends when this is dropped.
pub struct Server {
    child: Child,
    /// Where it answers.
    pub address: SocketAddr,
}

impl Server {
    /// Daypass of the release build, on a free port, with its state in a folder or in memory.
    pub fn daypass(binary: &Path, data: &str, work: &Path) -> Result<Self, String> {
        let ready_file = work.join("ready.json");
        let _absent = fs::remove_file(&ready_file);
        let mut command = Command::new(binary);
        command.args(["dev", "--empty", "--data", data, "--ready-file"]).arg(&ready_file);
        for door in ["--listen", "--mqtt-listen", "--mqtts-listen"] {
            command.args([door, "127.0.0.1:0"]);
        }
        let child = started(&mut command)?;
        let mut server = Self { child, address: SocketAddr::from(([127, 0, 0, 1], 0)) };
        waited(|| {
            let ready = fs::read_to_string(&ready_file).ok()?;
            let ready: Value = serde_json::from_str(&ready).ok()?;
            ready["endpoint"].as_str()?.strip_prefix("http://")?.parse().ok()
        })
        .map(|address| server.address = address)
        .ok_or("Daypass does not start")?;
        Ok(server)
    }

    /// This program as the bare server.
    pub fn bare(body_bytes: usize) -> Result<Self, String> {
        let this = std::env::current_exe().map_err(|error| error.to_string())?;
        let address = free_address()?;
        let mut command = Command::new(this);
        command.arg("bare").arg(address.to_string()).arg(body_bytes.to_string());
        Self::answering(started(&mut command)?, address)
    }

    /// moto's server.
    pub fn moto(python: &Path) -> Result<Self, String> {
        let address = free_address()?;
        let mut command = Command::new(python.with_file_name("moto_server"));
        command.args(["--host", "127.0.0.1", "--port"]).arg(address.port().to_string());
        Self::answering(started(&mut command)?, address)
    }

    fn answering(child: Child, address: SocketAddr) -> Result<Self, String> {
        let server = Self { child, address };
        waited(|| TcpStream::connect(address).ok()).ok_or("a server does not answer")?;
        Ok(server)
    }

    /// Its URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its resident memory in KiB.
    pub fn resident_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()));
        let status = status.unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _killed = self.child.kill();
        let _ended = self.child.wait();
    }
}

fn started(command: &mut Command) -> Result<Child, String> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map_err(|error| format!("cannot start {command:?}: {error}"))
}

fn waited<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(START_SECONDS_MAX) {
        if let Some(found) = look() {
            return Some(found);
        }
        sleep(Duration::from_millis(20));
    }
    None
}

fn free_address() -> Result<SocketAddr, String> {
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

/// Installs wrk where it is missing.
pub fn install_wrk() -> Result<(), String> {
    if Command::new("wrk").arg("-v").stdout(Stdio::null()).status().is_ok() {
        return Ok(());
    }
    let is_root = output(Command::new("id").arg("-u"), "")?.trim() == "0";
    for words in [&["update", "-qq"][..], &["install", "-qq", "-y", "wrk"]] {
        let mut apt = Command::new(if is_root { "env" } else { "sudo" });
        run(apt.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(words))?;
    }
    Ok(())
}

/// A Python that has moto's server, and botocore with it.
pub fn python() -> Result<PathBuf, String> {
    let folder = root().join("target/bench/moto");
    let python = folder.join("bin/python");
    if !folder.join("bin/moto_server").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&folder))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", MOTO]))?;
    }
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
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
