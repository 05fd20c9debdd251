//! The table: medians and spreads of the rounds, and what they are beside the goals.

use daypass_bench::{Figures, machine, row};

use crate::load::Measured;
use crate::rows::{Kind, Row};
use crate::stage::Stage;

/// A goal of the rates: a row, the row that it is compared with, and the ratio that it reaches.
const RATES: [(Kind, Kind, f64); 4] = [
    (Kind::Guests, Kind::Bare, 0.75),
    (Kind::AllGuests, Kind::Bare, 0.5),
    (Kind::Guests, Kind::Moto, 100.0),
    (Kind::OpenIdToken, Kind::Rs512, 0.8),
];
/// The 99th percentile stays below so many times the bare server's.
const P99_TIMES: f64 = 3.0;
/// Rates that tell how much is left, and are no goal.
const SHOWN: [(Kind, Kind); 13] = [
    (Kind::MemoryGuests, Kind::Bare),
    (Kind::Logins, Kind::Bare),
    (Kind::NewTokens, Kind::Bare),
    (Kind::AllGuests, Kind::Guests),
    (Kind::AllGuests, Kind::Moto),
    (Kind::Logins, Kind::Moto),
    (Kind::OpenIdToken, Kind::Bare),
    (Kind::OpenIdToken, Kind::MotoOpenIdToken),
    (Kind::GetId(64), Kind::Bare),
    (Kind::GetId(64), Kind::MotoGetId),
    (Kind::GetId(1), Kind::Syncs),
    (Kind::GetId(64), Kind::Syncs),
    (Kind::GetId(64), Kind::GetId(1)),
];

/// Prints it, and says whether all goals are met.
pub fn print(stage: &Stage, rows: &[Row], rounds: usize, seconds: u64) -> bool {
    println!("Vending on {}\n", machine());
    println!(
        "{rounds} rounds of {seconds} s a row, answers of {} bytes, {} identities.\n",
        stage.answer_bytes, stage.identities
    );
    row(&["row", "per second, median", "least – most", "p50", "p99"]);
    row(&["---"; 5]);
    for measured in rows {
        let rates = figures(measured, |round| round.per_second);
        let spread = format!("{:.0} – {:.0}", rates.least(), rates.most());
        let time = |figure: fn(&Measured) -> f64| {
            let us = figures(measured, figure).median();
            if us.is_nan() { String::new() } else { format!("{us:.0} µs") }
        };
        row(&[
            &measured.name,
            &format!("{:.0}", rates.median()),
            &spread,
            &time(|round| round.median_us),
            &time(|round| round.p99_us),
        ]);
    }
    println!();
    row(&["compared, round by round", "median", "least – most", "goal", ""]);
    row(&["---"; 5]);
    let mut met = true;
    for (kind, other, goal) in RATES {
        let ratios = ratios(rows, kind, other, |round| round.per_second);
        met &= compared(&named(rows, kind, other), &ratios, &format!("≥ {goal}"), |ratio| {
            ratio >= goal
        });
    }
    for kind in [Kind::Guests, Kind::AllGuests] {
        let ratios = ratios(rows, kind, Kind::Bare, |round| round.p99_us);
        let name = format!("p99: {}", named(rows, kind, Kind::Bare));
        met &= compared(&name, &ratios, &format!("< {P99_TIMES}"), |ratio| ratio < P99_TIMES);
    }
    for (fewer, more) in [(1, 4), (4, 16), (16, 64)] {
        let (kind, other) = (Kind::GetId(more), Kind::GetId(fewer));
        let ratios = ratios(rows, kind, other, |round| round.per_second);
        met &= compared(&named(rows, kind, other), &ratios, "> 1", |ratio| ratio > 1.0);
    }
    for (kind, other) in SHOWN {
        let ratios = ratios(rows, kind, other, |round| round.per_second);
        compared(&named(rows, kind, other), &ratios, "", |_| true);
    }
    met
}

fn compared(name: &str, ratios: &Figures, goal: &str, meets: impl Fn(f64) -> bool) -> bool {
    let met = meets(ratios.median());
    let verdict = match (goal.is_empty(), met) {
        (true, _) => "",
        (false, true) => "met",
        (false, false) => "missed",
    };
    let spread = format!("{:.2} – {:.2}", ratios.least(), ratios.most());
    row(&[name, &format!("{:.2}", ratios.median()), &spread, goal, verdict]);
    met
}

fn found(rows: &[Row], kind: Kind) -> &Row {
    rows.iter().find(|row| row.kind == kind).expect("every row is measured")
}

fn named(rows: &[Row], kind: Kind, other: Kind) -> String {
    format!("{} ÷ {}", found(rows, kind).name, found(rows, other).name)
}

fn ratios(rows: &[Row], kind: Kind, other: Kind, figure: impl Fn(&Measured) -> f64) -> Figures {
    let (these, those) = (&found(rows, kind).rounds, &found(rows, other).rounds);
    these.iter().zip(those).map(|(this, that)| figure(this) / figure(that)).collect()
}

fn figures(row: &Row, figure: impl Fn(&Measured) -> f64) -> Figures {
    row.rounds.iter().map(figure).collect()
}
