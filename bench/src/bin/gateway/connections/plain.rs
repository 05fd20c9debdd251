//! Clients that come and go without TLS.

use std::io;

use super::{Stage, coming_rows};
use crate::brokers::Broker;
use crate::processor::cpu_ns;
use crate::scenario::Session;
use crate::sign_in::Identity;
use crate::transport::Transport;

/// What the row is called, for `--only`.
const NAME: &str = "connect and disconnect, plain";
/// Connections that come and go in one round.
const VISITS: u32 = 4_000;
/// Connections that come and go before that.
const VISITS_BEFORE: u32 = 500;
/// What it may cost, as a ratio to the measure among the peers.
const GOAL: f64 = 1.2;

pub fn measured(stage: &Stage<'_>) -> Result<Vec<String>, String> {
    if !NAME.contains(&stage.options.only) {
        return Ok(Vec::new());
    }
    let named = stage.brokers.iter().map(|broker| (broker.name.as_str(), Vec::new()));
    let mut visited: Vec<_> = named.collect();
    for _ in 0..stage.options.rounds {
        for (broker, (name, figures)) in stage.brokers.iter().zip(&mut visited) {
            let figure = coming(broker, stage.identity);
            figures.push(figure.map_err(|error| format!("{name}, {NAME}: {error}"))?);
        }
    }
    Ok(coming_rows(NAME, &visited, stage.measure, GOAL))
}

/// Microseconds of the broker for one client that comes and goes.
fn coming(broker: &Broker, identity: &Identity) -> io::Result<f64> {
    let visit = |number: u32| {
        let client = format!("visit-{number}");
        broker.connect(identity, &client, Transport::Plain, Session::Clean)?.leave_and_wait()
    };
    (0..VISITS_BEFORE).try_for_each(visit)?;
    let before = cpu_ns(broker.process())?;
    (0..VISITS).try_for_each(visit)?;
    Ok((cpu_ns(broker.process())? - before) as f64 / 1e3 / f64::from(VISITS))
}
