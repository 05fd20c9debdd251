//! The servers that are measured.

use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;

use daypass_bench::process::{self, Running, free_address, waited};
use serde_json::Value;

/// The release of moto that is measured.
const MOTO: &str = "moto[server]==5.2.3";

/// A server, which ends when this is dropped.
pub struct Server {
    running: Running,
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
        let running = Running::start(&mut command)?;
        let address = waited(|| {
            let ready = fs::read_to_string(&ready_file).ok()?;
            let ready: Value = serde_json::from_str(&ready).ok()?;
            ready["endpoint"].as_str()?.strip_prefix("http://")?.parse().ok()
        });
        Ok(Self { running, address: address.ok_or("Daypass does not start")? })
    }

    /// This program as the bare server.
    pub fn bare(body_bytes: usize) -> Result<Self, String> {
        let this = std::env::current_exe().map_err(|error| error.to_string())?;
        let address = free_address()?;
        let mut command = Command::new(this);
        command.arg("bare").arg(address.to_string()).arg(body_bytes.to_string());
        Self::answering(&mut command, address)
    }

    /// moto's server.
    pub fn moto(python: &Path) -> Result<Self, String> {
        let address = free_address()?;
        let mut command = Command::new(python.with_file_name("moto_server"));
        command.args(["--host", "127.0.0.1", "--port"]).arg(address.port().to_string());
        Self::answering(&mut command, address)
    }

    fn answering(command: &mut Command, address: SocketAddr) -> Result<Self, String> {
        let running = Running::start(command)?;
        waited(|| TcpStream::connect(address).ok()).ok_or("a server does not answer")?;
        Ok(Self { running, address })
    }

    /// Its URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Its resident memory in KiB.
    pub fn resident_kib(&self) -> u64 {
        self.running.resident_kib()
    }
}

/// A Python that has moto's server, and botocore with it.
pub fn python() -> Result<PathBuf, String> {
    process::python("moto", &[MOTO])
}
