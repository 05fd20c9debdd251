//! What connections cost while nothing is published: CPU time to come and go, and memory to stay.

use std::io;

use daypass_bench::{Figures, row_of};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::brokers::Broker;
use crate::options::Options;
use crate::processor::cpu_ns;
use crate::sign_in::Identity;

/// What rows of connections are called, for `--only`.
const COMING: &str = "connect and disconnect, plain";
const IDLE: &str = "idle connection, plain";
/// Connections that come and go in one round.
const VISITS: u32 = 4_000;
/// Connections that come and go before that.
const VISITS_BEFORE: u32 = 500;
/// Connections that stay, at most.
const IDLE_CONNECTIONS_MAX: u32 = 20_000;
/// Files beyond the connections themselves.
const OTHER_FILES: u64 = 500;
/// What coming and going may cost, as a ratio to the measure among the peers.
const COMING_GOAL: f64 = 1.2;
/// Bytes that an idle connection may take.
const IDLE_GOAL: f64 = 2_000.0;

/// Lets this process, and those that it starts from now on, hold as many connections as are measured, as
/// far as the system allows.
pub fn raise_limit() -> Result<(), String> {
    let limit = getrlimit(Resource::Nofile);
    setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit })
        .map_err(|error| format!("no more files can be open at once: {error}"))
}

/// How many connections stay: fewer where the system does not allow as many.
fn idle_connections() -> u32 {
    let allowed = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let allowed = allowed.saturating_sub(OTHER_FILES).try_into().unwrap_or(u32::MAX);
    allowed.min(IDLE_CONNECTIONS_MAX)
}

/// Measures both, and gives their tables.
pub fn measured(
    options: &Options,
    brokers: &[Broker],
    measure: Option<usize>,
    identity: &Identity,
) -> Result<String, String> {
    let mut lines = Vec::new();
    if COMING.contains(&options.only) {
        let mut figures = vec![Vec::new(); brokers.len()];
        for _ in 0..options.rounds {
            for (broker, figures) in brokers.iter().zip(&mut figures) {
                figures.push(coming(broker, identity).map_err(|error| error.to_string())?);
            }
        }
        lines.push(row_of(&["connections", "broker", "CPU µs for one", "beside", "goal", ""]));
        lines.push(row_of(&["---"; 6]));
        for (place, broker) in brokers.iter().enumerate() {
            let own: Figures = figures[place].iter().copied().collect();
            let cost = format!("{:.1} ({:.1} – {:.1})", own.median(), own.least(), own.most());
            let beside = measure.filter(|_| place == 0).map(|measure| {
                let rounds = figures[0].iter().zip(&figures[measure]);
                rounds.map(|(own, other)| own / other).collect::<Figures>().median()
            });
            let ratio = beside.map_or(String::new(), |ratio| format!("{ratio:.2}"));
            let goal = beside.map_or(String::new(), |_| format!("≤ {COMING_GOAL}"));
            let verdict = beside.map_or("", |ratio| said(ratio <= COMING_GOAL));
            lines.push(row_of(&[COMING, &broker.name, &cost, &ratio, &goal, verdict]));
        }
        lines.push(String::new());
    }
    if IDLE.contains(&options.only) {
        lines.push(row_of(&["connections", "broker", "resident bytes for one", "goal", ""]));
        lines.push(row_of(&["---"; 5]));
        for (place, broker) in brokers.iter().enumerate() {
            let bytes = idle(broker, identity).map_err(|error| error.to_string())?;
            let name = format!("{IDLE}, of {}", idle_connections());
            let goal = if place == 0 { format!("≤ {IDLE_GOAL}") } else { String::new() };
            let verdict = if place == 0 { said(bytes <= IDLE_GOAL) } else { "" };
            lines.push(row_of(&[&name, &broker.name, &format!("{bytes:.0}"), &goal, verdict]));
        }
        lines.push(String::new());
    }
    Ok(lines.join("\n"))
}

fn said(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}

/// Microseconds of the broker for one client that comes and goes.
fn coming(broker: &Broker, identity: &Identity) -> io::Result<f64> {
    let visit =
        |number: u32| broker.connect(identity, &format!("visit-{number}"))?.leave_and_wait();
    (0..VISITS_BEFORE).try_for_each(visit)?;
    let before = cpu_ns(broker.process())?;
    (0..VISITS).try_for_each(visit)?;
    Ok((cpu_ns(broker.process())? - before) as f64 / 1e3 / f64::from(VISITS))
}

/// Bytes of the broker for one client that stays.
fn idle(broker: &Broker, identity: &Identity) -> io::Result<f64> {
    let before = broker.resident_bytes();
    let connect = |number: u32| broker.connect(identity, &format!("idle-{number}"));
    let clients: Vec<_> = (0..idle_connections()).map(connect).collect::<io::Result<_>>()?;
    let grown = broker.resident_bytes().saturating_sub(before);
    for client in clients {
        client.leave_and_wait()?;
    }
    Ok(grown as f64 / f64::from(idle_connections()))
}
