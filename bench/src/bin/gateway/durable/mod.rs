//! Messages that are stored before they are acknowledged, beside a program that only stores as much.

mod append;

use std::fs;
use std::path::Path;
use std::process::Command;

use daypass_bench::process::output;
use daypass_bench::{Figures, row_of, table_of};
use daypass_store::conformance::block_on;
use daypass_store::{KeyRange, PageLimit, Space, SqliteOptions, SqliteStore, Store as _};

use crate::IDENTITIES;
use crate::brokers::{self, Broker};
use crate::load::{Measured, Pace, measure};
use crate::options::Options;
use crate::packets::{Batch, PAYLOAD_BYTES};
use crate::processor;
use crate::scenario::{DURABLE, Session, topic};
use crate::sign_in::{Identity, sign_in};
use crate::transport::Transport;

pub use self::append::run as append;

/// What Daypass is to reach of the rate of the store alone.
const GOAL: f64 = 0.5;

/// What is stored of one message.
struct Stored {
    key_bytes: usize,
    value_bytes: usize,
}

/// What was found of both.
pub struct Found {
    pub text: String,
    /// Whether everything came, and in order.
    pub is_whole: bool,
}

/// Measures both in turn.
pub fn measured(options: &Options, binary: &Path, work: &Path) -> Result<Found, String> {
    if !DURABLE.name.contains(&options.only) {
        return Ok(Found { text: String::new(), is_whole: true });
    }
    let folder = work.join("durable");
    let _fresh = fs::remove_dir_all(&folder);
    let data = folder.join("data");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let start = || {
        processor::keep_to(processor::BROKERS)?;
        let started = brokers::daypass(binary, &folder, Some(&data));
        processor::keep_to(processor::LOAD)?;
        started
    };
    let (daypass, endpoint) = start()?;
    let identities = sign_in(&endpoint, IDENTITIES)?;
    let payload = let_one_wait(&daypass, &identities)?;
    drop(daypass);
    let stored = stored(&data, &payload)?;
    let (daypass, _) = start()?;
    let (mut own, mut bare) = (Vec::new(), Vec::new());
    for round in 0..options.rounds {
        let measured = measure(&DURABLE, &daypass, &identities, Pace::Full, options.time)?;
        let appended = appended(options, &folder.join("append"), &stored)?;
        eprintln!(
            "{}, round {round}: {:.0}/s, the store alone: {appended:.0}/s",
            DURABLE.name, measured.per_second
        );
        own.push(measured);
        bare.push(appended);
    }
    let is_whole = own.iter().all(|round| round.lost == 0 && round.out_of_order == 0);
    Ok(Found { text: text(&own, &bare, &stored), is_whole })
}

/// A message to a session whose client is away; gives back what its payload is.
fn let_one_wait(daypass: &Broker, identities: &[Identity]) -> Result<[u8; PAYLOAD_BYTES], String> {
    let [speaker, hearer, ..] = identities else { return Err("nobody is signed in".to_owned()) };
    let topic = topic(&speaker.id);
    let publish = || {
        let mut hears = daypass.connect(hearer, "waits", Transport::Plain, Session::Lasting)?;
        hears.subscribe(&topic, 1)?;
        hears.leave_and_wait()?;
        let mut speaks = daypass.connect(speaker, "speaks", Transport::Plain, Session::Clean)?;
        let mut message = Batch::new(&topic, 1, 0, 1);
        let packet = message.stamped(0, 0);
        let payload = packet.last_chunk().copied().unwrap_or([0; PAYLOAD_BYTES]);
        speaks.write(packet)?;
        speaks.wait()?;
        Ok(payload)
    };
    publish().map_err(|error: std::io::Error| format!("a message that waits: {error}"))
}

/// Looks for that message in the store, which nobody has open.
fn stored(data: &Path, payload: &[u8]) -> Result<Stored, String> {
    let store = SqliteStore::open(&SqliteOptions::new(data)).map_err(|error| error.to_string())?;
    let mut range = KeyRange::all();
    loop {
        let page = block_on(store.page(Space::Sessions, range.clone(), PageLimit::MAX));
        let page = page.map_err(|error| error.to_string())?;
        for (key, entry) in &page.entries {
            if entry.value.windows(payload.len()).any(|part| part == payload) {
                return Ok(Stored { key_bytes: key.len(), value_bytes: entry.value.len() });
            }
        }
        let next = page.next.ok_or("a message that waits is not in the store")?;
        range = range.resume_at(next);
    }
}

/// Messages per second that the store alone takes.
fn appended(options: &Options, folder: &Path, stored: &Stored) -> Result<f64, String> {
    let _fresh = fs::remove_dir_all(folder);
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg("append").arg(folder);
    let window = usize::try_from(DURABLE.window).unwrap_or(1);
    for number in [DURABLE.many, window, stored.key_bytes, stored.value_bytes] {
        command.arg(number.to_string());
    }
    command.arg(options.time.as_secs_f64().to_string());
    processor::keep_to(processor::BROKERS)?;
    let printed = output(&mut command, "");
    processor::keep_to(processor::LOAD)?;
    let printed = printed?;
    printed.trim().parse().map_err(|_| format!("what rate is {printed}?"))
}

fn text(own: &[Measured], bare: &[f64], stored: &Stored) -> String {
    let figures = |figure: fn(&Measured) -> f64| own.iter().map(figure).collect::<Figures>();
    let spread = |figures: &Figures| {
        let thousands = |figure: f64| figure / 1e3;
        let (median, least, most) = (figures.median(), figures.least(), figures.most());
        format!("{:.1} ({:.1} – {:.1})", thousands(median), thousands(least), thousands(most))
    };
    let rate = figures(|round| round.per_second);
    let rounds = own.iter().zip(bare);
    let ratio: Figures = rounds.map(|(own, bare)| own.per_second / bare).collect();
    let verdict = if ratio.median() >= GOAL { "met" } else { "missed" };
    let shown = |figure: fn(&Measured) -> f64| format!("{:.0}", figures(figure).median());
    let alone = format!(
        "the store alone: {} writers, {} messages of each on their way, keys of {} and values of {} bytes",
        DURABLE.many, DURABLE.window, stored.key_bytes, stored.value_bytes
    );
    let own = row_of(&[
        DURABLE.name,
        "Daypass",
        &spread(&rate),
        &shown(|round| round.median_us),
        &shown(|round| round.p99_us),
        &format!("{:.2}", ratio.median()),
        &format!("{:.2} – {:.2}", ratio.least(), ratio.most()),
        &format!("≥ {GOAL}"),
        verdict,
    ]);
    let rate = spread(&bare.iter().copied().collect());
    let bare = row_of(&[DURABLE.name, &alone, &rate, "", "", "", "", "", ""]);
    table_of(&HEAD, vec![own, bare])
}

const HEAD: [&str; 9] = [
    "scenario",
    "what",
    "thousand messages per second",
    "p50 µs",
    "p99 µs",
    "beside",
    "least – most",
    "goal",
    "",
];
