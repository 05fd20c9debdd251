//! Memory over time: the server under load for minutes, looked at again and again.

use std::time::{Duration, Instant};

use daypass_bench::{machine, row};

use crate::http::call_all;
use crate::load::{CONNECTIONS, Load};
use crate::stage::{CACHED, Stage};

/// How long each kind of call is sent before the next one, in seconds.
const TURN_SECONDS: u64 = 5;
/// New guests in each turn.
const NEW_GUESTS: usize = 2_000;
/// Tokens never seen before in each turn.
const NEW_TOKENS: usize = CACHED;
/// How much larger the memory of the last quarter may be than that of the second one.
const GROWTH_MAX: f64 = 1.05;

/// Whether the memory stays flat.
pub fn run(stage: &Stage, seconds: u64) -> Result<bool, String> {
    println!("Memory under load for {seconds} s on {}\n", machine());
    let load = |operation, lines: &str, around| Load {
        name: lines.to_owned(),
        address: stage.durable.address,
        operation,
        lines: stage.lines(lines),
        around,
        once: false,
        connections: CONNECTIONS,
    };
    let loads = [
        load("GetCredentialsForIdentity", "guests.txt", stage.around_identity()),
        load("GetCredentialsForIdentity", "users.txt", stage.around_user()),
        load("GetOpenIdToken", "guests.txt", stage.around_identity()),
    ];
    row(&["after", "calls", "resident"]);
    row(&["---"; 3]);
    let (start, mut calls, mut turn) = (Instant::now(), 0.0, 0);
    let mut resident = Vec::new();
    while start.elapsed() < Duration::from_secs(seconds) {
        for load in &loads {
            calls += load.run(&stage.root, TURN_SECONDS)?.per_second * TURN_SECONDS as f64;
        }
        let bodies = stage.user_bodies(&stage.new_tokens(turn, NEW_TOKENS)?);
        let answered =
            |answer: &serde_json::Value| answer["IdentityId"].as_str().map(str::to_owned);
        let operation = "GetCredentialsForIdentity";
        call_all(stage.durable.address, operation, CONNECTIONS, &bodies, answered)?;
        calls += bodies.len() as f64;
        let bodies = vec![stage.new_guest_body(); NEW_GUESTS];
        call_all(stage.durable.address, "GetId", CONNECTIONS, &bodies, answered)?;
        calls += bodies.len() as f64;
        turn += 1;
        let kib = stage.durable.resident_kib();
        resident.push(kib);
        let after = format!("{} s", start.elapsed().as_secs());
        row(&[&after, &format!("{calls:.0}"), &format!("{:.1} MiB", kib as f64 / 1024.0)]);
    }
    let quarter = resident.len() / 4;
    let mean = |part: &[u64]| part.iter().sum::<u64>() as f64 / part.len().max(1) as f64;
    if quarter == 0 {
        println!("\nToo short to compare.");
        return Ok(true);
    }
    let second = mean(&resident[quarter..2 * quarter]);
    let last = mean(&resident[resident.len() - quarter..]);
    let met = last <= second * GROWTH_MAX;
    println!(
        "\nThe last quarter holds {:.3} times the second one's memory (goal ≤ {GROWTH_MAX}: {}).",
        last / second,
        if met { "met" } else { "missed" }
    );
    Ok(met)
}
