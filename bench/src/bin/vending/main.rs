//! Vending beside moto's server and beside a bare hyper server, loaded by wrk on loopback, everything
//! in one run: each round measures every row once, so that what else the machine does meets all of
//! them alike.
//!
//! `--identities N` draws from so many guests rather than a million, which are made once and kept
//! under `target/bench`; `--prepare` makes them and measures nothing. `--soak SECONDS` loads the
//! server for so long and looks at its memory. With `--short` everything is small: figures for a
//! first look. The run fails where a goal is missed, unless it is short.

mod bare;
mod disk;
mod http;
mod issuer;
mod load;
mod process;
mod proof;
mod rows;
mod soak;
mod stage;
mod table;

use std::process::ExitCode;

use daypass_bench::is_short;

use crate::stage::Stage;

/// Guests that the long row draws from.
const IDENTITIES: usize = 1_000_000;
const IDENTITIES_SHORT: usize = 20_000;
const ROUNDS: usize = 5;
const ROUNDS_SHORT: usize = 2;
/// How long a row runs in each round, in seconds.
const SECONDS: u64 = 3;
const SECONDS_SHORT: u64 = 1;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) if is_short() => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench vending: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether all goals are met.
fn run(arguments: &[String]) -> Result<bool, String> {
    if let [word, address, body_bytes] = arguments
        && word == "bare"
    {
        let address = address.parse().map_err(|_| format!("`{address}` is no address"))?;
        bare::serve(address, body_bytes.parse().map_err(|_| "how many bytes?")?)?;
        return Ok(true);
    }
    let number = |name: &str| option(arguments, name);
    let identities =
        number("--identities")?.unwrap_or(if is_short() { IDENTITIES_SHORT } else { IDENTITIES });
    let rounds = number("--rounds")?.unwrap_or(if is_short() { ROUNDS_SHORT } else { ROUNDS });
    let stage = Stage::set(identities)?;
    if arguments.iter().any(|argument| argument == "--prepare") {
        return Ok(true);
    }
    if let Some(seconds) = number("--soak")? {
        return soak::run(&stage, seconds as u64);
    }
    let seconds = if is_short() { SECONDS_SHORT } else { SECONDS };
    let rows = rows::measured(&stage, rounds, seconds)?;
    let met = table::print(&stage, &rows, rounds, seconds);
    proof::prove(&stage)?;
    Ok(met)
}

fn option(arguments: &[String], name: &str) -> Result<Option<usize>, String> {
    let Some(at) = arguments.iter().position(|argument| argument == name) else {
        return Ok(None);
    };
    let number = arguments.get(at + 1).and_then(|value| value.parse().ok());
    number.map(Some).ok_or_else(|| format!("{name} wants a number"))
}
