//! What is printed about a run.

use crate::case::Case;
use crate::deviations::DEVIATIONS;
use crate::mutants::MUTANTS;
use crate::ours;
use crate::run::{Difference, Settings, Tally};
use crate::verdict::Verdict;

/// The counts, as tables.
pub(crate) fn print(settings: &Settings, tally: &Tally) {
    let total = tally.total();
    println!("{total} cases from the seed {}, {} workers", settings.seed, settings.workers);
    println!();
    println!("| compared | cases | share |");
    println!("| --- | ---: | ---: |");
    let verdicts = [Verdict::Allowed, Verdict::ExplicitlyDenied, Verdict::ImplicitlyDenied];
    for (verdict, count) in verdicts.iter().zip(tally.compared) {
        println!("| {} | {count} | {} |", verdict.as_str(), share(count, tally.compared_count()));
    }
    println!("| different | {} | |", tally.difference_count);
    println!();
    println!("| not compared | cases | share | of them different | the other evaluator |");
    println!("| --- | ---: | ---: | ---: | --- |");
    for (deviation, (cases, differing)) in DEVIATIONS.iter().zip(&tally.excluded) {
        let (name, reason) = (deviation.name, deviation.reason);
        println!("| {name} | {cases} | {} | {differing} | {reason} |", share(*cases, total));
    }
    let excluded = tally.excluded_count();
    println!("| all | {excluded} | {} | | |", share(excluded, total));
    println!();
    let noticed = tally.noticed.iter().filter(|noticed| **noticed).count();
    println!("{noticed} of {} wrong evaluators were noticed", MUTANTS.len());
    let rows = MUTANTS.iter().zip(&tally.noticed).filter(|(_, noticed)| !**noticed);
    for (mutant, _) in rows {
        println!("not noticed: {}", mutant.wrong);
    }
}

/// A difference with the smallest case that still shows it, and how to see it again.
pub(crate) fn print_difference(difference: &Difference, smallest: &Case) {
    let theirs = match &difference.theirs {
        Ok(verdict) => verdict.as_str(),
        Err(thrown) => thrown,
    };
    println!();
    println!("Different: Daypass says {}, the other says {theirs}.", difference.ours.as_str());
    println!("To see it again: cargo xtask differential --cases 1 --seed {}", difference.seed);
    let ours = ours::decide(smallest).map_or("refused", Verdict::as_str);
    println!("Made smaller (Daypass says {ours}):");
    println!("{:#}", smallest.to_json());
}

/// A share in hundredths of the whole.
fn share(part: u64, whole: u64) -> String {
    let permille_tenths = part.saturating_mul(10_000) / whole.max(1);
    format!("{}.{:02} %", permille_tenths / 100, permille_tenths % 100)
}
