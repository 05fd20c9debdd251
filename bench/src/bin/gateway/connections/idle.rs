//! Clients that come and stay.

use std::io;

use daypass_bench::row_of;
use rustix::process::{Resource, getrlimit};

use super::{Stage, said};
use crate::brokers::Broker;
use crate::scenario::Session;
use crate::sign_in::Identity;
use crate::transport::Transport;

/// What the rows are called, for `--only`, and how many bytes a connection may take.
const ROWS: [(&str, Transport, f64); 2] = [
    ("idle connection, plain", Transport::Plain, 2_000.0),
    ("idle connection, TLS", Transport::Tls, 12_000.0),
];
/// Connections that stay, at most.
const CONNECTIONS_MAX: u32 = 20_000;
/// Files beyond the connections themselves.
const OTHER_FILES: u64 = 500;

/// How many connections stay: fewer where the system does not allow as many.
fn connections() -> u32 {
    let allowed = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    let allowed = allowed.saturating_sub(OTHER_FILES).try_into().unwrap_or(u32::MAX);
    allowed.min(CONNECTIONS_MAX)
}

pub fn measured(stage: &Stage<'_>) -> Result<Vec<String>, String> {
    let mut rows = Vec::new();
    for (name, transport, goal) in ROWS.iter().filter(|row| row.0.contains(&stage.options.only)) {
        let serving = stage.brokers.iter().filter(|broker| broker.serves(*transport));
        for (place, broker) in serving.enumerate() {
            let bytes = idle(broker, stage.identity, *transport);
            let bytes = bytes.map_err(|error| format!("{}, {name}: {error}", broker.name))?;
            let name = format!("{name}, of {}", connections());
            let own = place == 0;
            let goal_shown = if own { format!("≤ {goal}") } else { String::new() };
            let verdict = if own { said(bytes <= *goal) } else { "" };
            let bytes = format!("{bytes:.0}");
            rows.push(row_of(&[&name, &broker.name, &bytes, &goal_shown, verdict]));
        }
    }
    Ok(rows)
}

/// Bytes of the broker for one client that stays.
fn idle(broker: &Broker, identity: &Identity, transport: Transport) -> io::Result<f64> {
    let before = broker.resident_bytes();
    let connect = |number: u32| {
        broker.connect(identity, &format!("idle-{number}"), transport, Session::Clean)
    };
    let clients: Vec<_> = (0..connections()).map(connect).collect::<io::Result<_>>()?;
    let grown = broker.resident_bytes().saturating_sub(before);
    for client in clients {
        client.leave_and_wait()?;
    }
    Ok(grown as f64 / f64::from(connections()))
}
