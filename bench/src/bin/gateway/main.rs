//! The device gateway beside other brokers: Daypass with every message authorized, under the
//! policies in `bench/policies`, and the others without any authorization. One thread publishes and
//! counts every delivery; each round measures every broker once, so that what else the machine does
//! meets all of them alike. Each broker has one processor and one thread for its clients there, the
//! load another processor.
//!
//! `--peer NAME=PROGRAM` adds a broker (FlashMQ, NanoMQ) to those that the command installs itself,
//! and `--without NAME` leaves one of those out.
//! `--only TEXT` measures the rows whose names contain it, `--rounds N` so often, `--seconds S` for so
//! long each time. `--write` keeps the tables under `bench/results`. With `--quick` there is one short
//! round: figures for a first look. The run fails where a delivery of Daypass is lost.

mod brokers;
mod certificates;
mod connections;
mod device;
mod durable;
mod histogram;
mod link;
mod load;
mod nodelay;
mod options;
mod packets;
mod processor;
mod proof;
mod rows;
mod scenario;
mod sign_in;
mod table;
mod tally;
mod transport;

use std::fs;
use std::num::NonZeroU64;
use std::path::Path;
use std::process::{Command, ExitCode};

use daypass_bench::process::{built, output, root};

use crate::certificates::Certificate;
use crate::connections::Stage;
use crate::options::Options;

/// The most identities that a row needs: a hundred and whom they speak to.
const IDENTITIES: usize = 101;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [word, address, chain, key] if word == "bare" => {
            connections::serve_bare(address, chain.as_ref(), key.as_ref()).map(|()| true)
        }
        [word, folder, numbers @ .., seconds] if word == "append" => {
            appended(folder.as_ref(), numbers, seconds).map(|()| true)
        }
        _ => Options::read(arguments.into_iter()).and_then(|options| run(&options)),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("bench gateway: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The program that `durable` starts.
fn appended(folder: &Path, numbers: &[String], seconds: &str) -> Result<(), String> {
    let what = |text: &str| format!("what is {text}?");
    let numbers = numbers.iter().map(|number| number.parse().map_err(|_| what(number)));
    let numbers: Vec<usize> = numbers.collect::<Result<_, String>>()?;
    let numbers = numbers.try_into().map_err(|_| "append wants four numbers")?;
    let seconds = seconds.parse().map_err(|_| what(seconds))?;
    println!("{}", durable::append(folder, numbers, seconds)?);
    Ok(())
}

/// Whether nothing was lost.
fn run(options: &Options) -> Result<bool, String> {
    // What is due within a microsecond is not to wait for fifty, as threads do by default.
    rustix::thread::set_current_timer_slack(NonZeroU64::new(1))
        .map_err(|error| error.to_string())?;
    let work = root().join("target/bench/gateway");
    fs::create_dir_all(&work).map_err(|error| error.to_string())?;
    connections::raise_limit()?;
    let (binary, machine) = (built()?, daypass_bench::machine());
    processor::keep_to(processor::BROKERS)?;
    let (daypass, endpoint) = brokers::daypass(&binary, &work, None)?;
    let certificate = Certificate::made(&work)?;
    let identities = sign_in::sign_in(&endpoint, IDENTITIES)?;
    let device = device::register(&endpoint, &work)?;
    let mut brokers = vec![daypass];
    for (name, program) in &options.peers {
        brokers.push(brokers::peer(name, program.clone(), &certificate, &work)?);
    }
    processor::keep_to(processor::LOAD)?;
    let proved = proof::prove(&brokers[0], &identities)?;
    let rows = rows::measured(options, &brokers, &identities)?;
    let measure = table::measure(&brokers);
    let stage = Stage {
        options,
        brokers: &brokers,
        measure,
        identity: &identities[0],
        device: &device,
        work: &work,
    };
    let connections = connections::measured(&stage)?;
    let rows_text = table::text(options, &machine, &brokers, &rows);
    let durable = durable::measured(options, &binary, &work)?;
    let text = format!("{rows_text}{}{connections}{proved}\n", durable.text);
    print!("{text}");
    if options.write {
        let date = output(Command::new("date").args(["-u", "+%F"]), "")?;
        let file = root().join(format!("bench/results/gateway-{}.md", date.trim()));
        fs::write(&file, text).map_err(|error| error.to_string())?;
    }
    Ok(durable.is_whole && rows.iter().all(rows::Row::is_whole))
}
