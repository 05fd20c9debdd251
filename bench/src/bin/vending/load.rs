//! One row of the table: what wrk sends where, round after round.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Command;

use daypass_bench::process::output;
use serde_json::Value;

/// The script that wrk runs.
const SCRIPT: &str = "bench/src/bin/vending/load.lua";
/// Connections where nothing else is said.
pub const CONNECTIONS: usize = 16;

/// What wrk sends.
pub struct Load {
    pub name: String,
    pub address: SocketAddr,
    pub operation: &'static str,
    /// One line for each body.
    pub lines: PathBuf,
    /// What stands before and after a line.
    pub around: (String, String),
    /// Each line once, rather than drawn uniformly.
    pub once: bool,
    pub connections: usize,
}

/// What one round of one row measured.
#[derive(Clone, Copy)]
pub struct Measured {
    pub per_second: f64,
    pub median_us: f64,
    pub p99_us: f64,
}

impl Measured {
    /// So many in a second, one after the other.
    pub fn rate(per_second: f64) -> Self {
        Self { per_second, median_us: f64::NAN, p99_us: f64::NAN }
    }
}

impl Load {
    /// Runs it for so many seconds. It fails where a single call failed, or where lines that are
    /// sent once ran out.
    pub fn run(&self, root: &Path, seconds: u64) -> Result<Measured, String> {
        let mut wrk = Command::new("wrk");
        // A second thread would load its lines while the first one already sends.
        wrk.args(["--threads", "1", "--connections", &self.connections.to_string()]);
        wrk.args(["--duration", &format!("{seconds}s"), "--timeout", "20s", "--script"]);
        wrk.arg(root.join(SCRIPT)).arg(format!("http://{}", self.address)).arg("--");
        wrk.arg(&self.lines).arg(&self.around.0).arg(&self.around.1);
        wrk.arg(format!("AWSCognitoIdentityService.{}", self.operation));
        wrk.arg(if self.once { "once" } else { "drawn" });
        let printed = output(&mut wrk, "")?;
        let line = printed.lines().find(|line| line.starts_with('{'));
        let line = line.ok_or_else(|| format!("wrk said no figures: {printed}"))?;
        let figures: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let figure = |name: &str| figures[name].as_f64().unwrap_or(f64::NAN);
        if figure("failed") != 0.0 || figure("requests") == 0.0 {
            return Err(format!("{}: calls failed: {line}", self.name));
        }
        if figure("exhausted") != 0.0 {
            return Err(format!("{}: the lines ran out: {line}", self.name));
        }
        Ok(Measured {
            per_second: figure("requests") / figure("microseconds") * 1e6,
            median_us: figure("median"),
            p99_us: figure("p99"),
        })
    }
}
