//! What connections cost while nothing is published: CPU time to come and go, and memory to stay.

mod handshakes;
mod idle;
mod plain;

use std::path::Path;

use daypass_bench::{Figures, row_of, table_of};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::brokers::Broker;
use crate::device::Device;
use crate::options::Options;
use crate::sign_in::Identity;

pub use self::handshakes::serve as serve_bare;

/// What is measured, and whose clients come.
pub struct Stage<'s> {
    pub options: &'s Options,
    /// Daypass, and its peers.
    pub brokers: &'s [Broker],
    /// The broker among them that goals are ratios to.
    pub measure: Option<usize>,
    pub identity: &'s Identity,
    /// Who comes with a certificate.
    pub device: &'s Device,
    pub work: &'s Path,
}

/// Lets this process, and those that it starts from now on, hold as many connections as are measured, as
/// far as the system allows.
pub fn raise_limit() -> Result<(), String> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit })
        .map_err(|error| format!("no more files can be open at once: {error}"))
}

/// Measures all of it, and gives its tables.
pub fn measured(stage: &Stage<'_>) -> Result<String, String> {
    let mut coming = plain::measured(stage)?;
    coming.extend(handshakes::measured(stage)?);
    let idle = idle::measured(stage)?;
    Ok([table_of(&COMING_HEAD, coming), table_of(&IDLE_HEAD, idle)].concat())
}

const COMING_HEAD: [&str; 6] = ["connections", "broker", "CPU µs for one", "beside", "goal", ""];
const IDLE_HEAD: [&str; 5] = ["connections", "broker", "resident bytes for one", "goal", ""];

/// Whose visits cost what: the first of them is held to be at most so many times the measure.
fn coming_rows(
    name: &str,
    visited: &[(&str, Vec<f64>)],
    measure: Option<usize>,
    goal: f64,
) -> Vec<String> {
    let row = |(place, (who, figures)): (usize, &(&str, Vec<f64>))| {
        let own: Figures = figures.iter().copied().collect();
        let cost = format!("{:.1} ({:.1} – {:.1})", own.median(), own.least(), own.most());
        let beside = measure.filter(|_| place == 0).map(|measure| {
            let rounds = figures.iter().zip(&visited[measure].1);
            rounds.map(|(own, other)| own / other).collect::<Figures>().median()
        });
        let ratio = beside.map_or(String::new(), |ratio| format!("{ratio:.2}"));
        let shown = beside.map_or(String::new(), |_| format!("≤ {goal}"));
        let verdict = beside.map_or("", |ratio| said(ratio <= goal));
        row_of(&[name, who, &cost, &ratio, &shown, verdict])
    };
    visited.iter().enumerate().map(row).collect()
}

fn said(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}
