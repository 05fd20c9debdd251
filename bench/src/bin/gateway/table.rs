//! The tables: medians and spreads of the rounds, and what they are beside the goals.

use daypass_bench::{Figures, row_of, table_of};

use crate::brokers::Broker;
use crate::load::Measured;
use crate::options::Options;
use crate::rows::Row;

/// The broker that the goals are ratios to, where it is among the peers.
const MEASURE: &str = "flashmq";
/// How much longer than the best peer's the 99th percentile at the same rate may be.
const P99_TIMES: f64 = 1.1;

/// All of it in Markdown.
pub fn text(options: &Options, machine: &str, brokers: &[Broker], rows: &[Row]) -> String {
    let head = format!(
        "# The device gateway beside other brokers\n\n`cargo xtask bench gateway` on {machine}. Rounds: {}, of {:.1} s each. Messages of 64 bytes, with nodelay; each broker on one processor with one thread for its clients, the load on another. Daypass authorizes every message; the others authorize none.\n\n",
        options.rounds,
        options.time.as_secs_f64()
    );
    let mut lines = Vec::new();
    for row in rows {
        let measured = (0..brokers.len()).filter(|broker| row.has(*broker));
        lines.extend(measured.map(|broker| self::measured(row, broker, &brokers[broker].name)));
    }
    let measured = table_of(&MEASURED_HEAD, lines);
    let compared = rows.iter().flat_map(|row| compared(row, brokers)).collect();
    [head, measured, table_of(&COMPARED_HEAD, compared)].concat()
}

const MEASURED_HEAD: [&str; 8] = [
    "scenario",
    "broker",
    "CPU seconds per million deliveries",
    "thousand deliveries per second",
    "p50 µs",
    "p99 µs",
    "load's own CPU",
    "lost, out of order",
];
const COMPARED_HEAD: [&str; 6] =
    ["Daypass compared, round by round", "with", "median", "least – most", "goal", ""];

fn measured(row: &Row, broker: usize, name: &str) -> String {
    let cpu = spread(&row.figures(broker, |round| round.broker_us), 3);
    let rate = spread(&row.figures(broker, |round| round.per_second / 1e3), 0);
    let median = |figure: fn(&Measured) -> f64| row.figures(broker, figure).median();
    let sum = |figure: fn(&Measured) -> u64| row.brokers[broker].iter().map(figure).sum::<u64>();
    row_of(&[
        &scenario(row),
        name,
        &cpu,
        &rate,
        &format!("{:.0}", median(|round| round.median_us)),
        &format!("{:.0}", median(|round| round.p99_us)),
        &format!("{:.3}", median(|round| round.load_us)),
        &format!("{}, {}", sum(|round| round.lost), sum(|round| round.out_of_order)),
    ])
}

/// The broker that the goals are ratios to.
pub fn measure(brokers: &[Broker]) -> Option<usize> {
    (1..brokers.len()).find(|it| brokers[*it].name.eq_ignore_ascii_case(MEASURE))
}

/// CPU time at every pace; the 99th percentile where the rate is the same for all.
fn compared(row: &Row, brokers: &[Broker]) -> Vec<String> {
    let mut lines = Vec::new();
    let measure = measure(brokers).filter(|peer| row.has(*peer));
    if let Some(peer) = measure.or_else(|| best(row, brokers, |round| round.broker_us)) {
        let ratios = row.ratios(0, peer, |round| round.broker_us);
        let name = format!("CPU: {}", scenario(row));
        let goal = row.rate.is_none().then_some(row.scenario.goal);
        lines.push(comparison(&name, &brokers[peer].name, &ratios, goal));
    }
    if row.rate.is_some()
        && let Some(peer) = best(row, brokers, |round| round.p99_us)
    {
        let ratios = row.ratios(0, peer, |round| round.p99_us);
        let name = format!("p99: {}", scenario(row));
        lines.push(comparison(&name, &brokers[peer].name, &ratios, Some(P99_TIMES)));
    }
    lines
}

/// The peer whose median is the least.
fn best(row: &Row, brokers: &[Broker], figure: fn(&Measured) -> f64) -> Option<usize> {
    let median = |broker: &usize| row.figures(*broker, figure).median();
    let measured = (1..brokers.len()).filter(|broker| row.has(*broker));
    measured.min_by(|one, other| median(one).total_cmp(&median(other)))
}

fn comparison(name: &str, peer: &str, ratios: &Figures, goal: Option<f64>) -> String {
    let median = ratios.median();
    let (goal, verdict) = match goal {
        None => (String::new(), ""),
        Some(goal) => (format!("≤ {goal}"), if median <= goal { "met" } else { "missed" }),
    };
    let spread = format!("{:.2} – {:.2}", ratios.least(), ratios.most());
    row_of(&[name, peer, &format!("{median:.2}"), &spread, &goal, verdict])
}

fn scenario(row: &Row) -> String {
    match row.rate {
        None => format!("{}, full load", row.scenario.name),
        Some(rate) => format!("{}, {:.1} thousand/s", row.scenario.name, rate / 1e3),
    }
}

fn spread(figures: &Figures, digits: usize) -> String {
    let (median, least, most) = (figures.median(), figures.least(), figures.most());
    format!("{median:.digits$} ({least:.digits$} – {most:.digits$})")
}
