//! The rows, and the rounds that measure every broker in turn.

use daypass_bench::Figures;

use crate::brokers::Broker;
use crate::load::{Measured, Pace, measure};
use crate::options::Options;
use crate::scenario::{SCENARIOS, Scenario};
use crate::sign_in::Identity;

/// The part of the slowest broker's rate at which latencies are compared.
const PACED: f64 = 0.5;

/// A scenario at one pace.
pub struct Row {
    pub scenario: &'static Scenario,
    /// Deliveries a second; nothing at full load.
    pub rate: Option<f64>,
    /// Of each broker, what each round measured: nothing of those that cannot do it.
    pub brokers: Vec<Vec<Measured>>,
}

impl Row {
    /// Whether a broker was measured.
    pub fn has(&self, broker: usize) -> bool {
        !self.brokers[broker].is_empty()
    }

    /// A figure of all rounds of one broker.
    pub fn figures(&self, broker: usize, figure: impl Fn(&Measured) -> f64) -> Figures {
        self.brokers[broker].iter().map(figure).collect()
    }

    /// A figure of one broker as a ratio to another one's, round by round.
    pub fn ratios(
        &self,
        broker: usize,
        other: usize,
        figure: impl Fn(&Measured) -> f64,
    ) -> Figures {
        let rounds = self.brokers[broker].iter().zip(&self.brokers[other]);
        rounds.map(|(this, that)| figure(this) / figure(that)).collect()
    }

    /// Whether everything of Daypass came, and in order. What peers lose stands in the table.
    pub fn is_whole(&self) -> bool {
        let own = self.brokers.iter().take(1).flatten();
        own.into_iter().all(|round| round.lost == 0 && round.out_of_order == 0)
    }
}

/// Measures everything.
pub fn measured(
    options: &Options,
    brokers: &[Broker],
    identities: &[Identity],
) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for scenario in SCENARIOS.iter().filter(|scenario| scenario.name.contains(&options.only)) {
        if scenario.rate.is_some() {
            rows.push(row(options, brokers, identities, scenario, scenario.rate)?);
            continue;
        }
        let full = row(options, brokers, identities, scenario, None)?;
        let measured = (0..brokers.len()).filter(|it| full.has(*it));
        let medians = measured.map(|it| full.figures(it, |round| round.per_second).median());
        let rate = PACED * medians.fold(f64::INFINITY, f64::min);
        rows.push(full);
        rows.push(row(options, brokers, identities, scenario, Some(rate))?);
    }
    Ok(rows)
}

fn row(
    options: &Options,
    brokers: &[Broker],
    identities: &[Identity],
    scenario: &'static Scenario,
    rate: Option<f64>,
) -> Result<Row, String> {
    let mut row = Row { scenario, rate, brokers: vec![Vec::new(); brokers.len()] };
    let mut failed = vec![false; brokers.len()];
    for round in 0..options.rounds {
        // Each round begins with another broker.
        for place in 0..brokers.len() {
            let number = (place + round) % brokers.len();
            if failed[number] || !brokers[number].serves(scenario.transport) {
                continue;
            }
            let pace = rate.map_or(Pace::Full, Pace::Rate);
            let measured = measure(scenario, &brokers[number], identities, pace, options.time);
            let measured = match measured {
                // A peer that cannot do it is no peer in this row.
                Err(error) if number > 0 => {
                    eprintln!("{error}: left out");
                    (failed[number], row.brokers[number]) = (true, Vec::new());
                    continue;
                }
                measured => measured?,
            };
            eprintln!(
                "{}, {}: {:.3} µs, {:.0}/s",
                scenario.name, brokers[number].name, measured.broker_us, measured.per_second
            );
            row.brokers[number].push(measured);
        }
    }
    Ok(row)
}
