//! Measuring operations within one process: their time turn by turn, and what they allocate.

use std::alloc::System;
use std::hint::black_box;
use std::time::{Duration, Instant};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use crate::{is_short, row};

/// Counts allocations of the whole benchmark.
#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How much is spent on one measurement. The median of the samples is reported, the best stands
/// beside it.
struct Effort {
    samples: usize,
    /// How long one sample runs at least.
    sample_time: Duration,
}

const FULL: Effort = Effort { samples: 15, sample_time: Duration::from_millis(60) };
const SHORT: Effort = Effort { samples: 5, sample_time: Duration::from_millis(10) };

/// One row of a table: an operation, and what its time is to be.
pub struct Case {
    name: String,
    engine: &'static str,
    goal: Goal,
    /// Runs the operation so many times.
    run: Box<dyn FnMut(usize) -> Duration>,
    /// How many runs fill one sample.
    count: usize,
    /// Nanoseconds of one operation, sample by sample.
    samples: Vec<f64>,
    allocations: f64,
}

/// What the median of a case is to be.
pub enum Goal {
    /// Shown for comparison.
    None,
    /// At most so many nanoseconds.
    Nanoseconds(f64),
    /// At most so many nanoseconds, and no allocation.
    NanosecondsInPlace(f64),
    /// At most so many times the median of the first case.
    TimesTheFirst(f64),
}

impl Case {
    /// A case whose operation is called with the number of its call.
    pub fn new<T>(
        name: impl Into<String>,
        engine: &'static str,
        goal: Goal,
        mut operation: impl FnMut(usize) -> T + 'static,
    ) -> Self {
        Self {
            name: name.into(),
            engine,
            goal,
            run: Box::new(move |count| timed(&mut operation, count)),
            count: 1,
            samples: Vec::new(),
            allocations: 0.0,
        }
    }

    fn prepare(&mut self, sample_time: Duration) {
        while (self.run)(self.count) < sample_time {
            self.count *= 2;
        }
        let region = Region::new(ALLOCATOR);
        (self.run)(self.count);
        self.allocations = region.change().allocations as f64 / self.count as f64;
    }

    fn sample(&mut self) {
        let time = (self.run)(self.count);
        self.samples.push(time.as_secs_f64() * 1e9 / self.count as f64);
    }

    fn median_ns(&self) -> f64 {
        self.samples.get(self.samples.len() / 2).copied().unwrap_or(f64::NAN)
    }

    fn verdict(&self, first_ns: f64) -> (String, bool) {
        let median_ns = self.median_ns();
        match self.goal {
            Goal::None => (String::new(), true),
            Goal::Nanoseconds(most) => (format!("≤ {}", shown(most)), median_ns <= most),
            Goal::NanosecondsInPlace(most) => {
                (format!("≤ {}, 0", shown(most)), median_ns <= most && self.allocations == 0.0)
            }
            Goal::TimesTheFirst(times) => {
                (format!("≤ {times} × the first row"), median_ns <= times * first_ns)
            }
        }
    }
}

/// Measures the cases turn by turn, so that what else the machine does meets all of them alike, and
/// prints them as one table.
pub fn print_measured(mut cases: Vec<Case>) {
    let effort = if is_short() { SHORT } else { FULL };
    for case in &mut cases {
        case.prepare(effort.sample_time);
    }
    for _ in 0..effort.samples {
        cases.iter_mut().for_each(Case::sample);
    }
    cases.iter_mut().for_each(|case| case.samples.sort_by(f64::total_cmp));
    let first_ns = cases.first().map_or(f64::NAN, Case::median_ns);
    row(&["case", "engine", "median", "best", "allocations", "goal", ""]);
    row(&["---"; 7]);
    for case in &cases {
        let (goal, met) = case.verdict(first_ns);
        let verdict = match (goal.is_empty(), met) {
            (true, _) => "",
            (false, true) => "met",
            (false, false) => "missed",
        };
        let best_ns = case.samples.first().copied().unwrap_or(f64::NAN);
        let (median, best) = (shown(case.median_ns()), shown(best_ns));
        let allocations = format!("{:.1}", case.allocations);
        row(&[&case.name, case.engine, &median, &best, &allocations, &goal, verdict]);
    }
}

/// The heap bytes that stay when `make` has run and its result is kept.
pub fn kept_bytes<T>(make: impl FnOnce() -> T) -> (T, usize) {
    let region = Region::new(ALLOCATOR);
    let made = make();
    let change = region.change();
    (made, change.bytes_allocated.saturating_sub(change.bytes_deallocated))
}

fn timed<T>(operation: &mut impl FnMut(usize) -> T, count: usize) -> Duration {
    let start = Instant::now();
    for call in 0..count {
        black_box(operation(black_box(call)));
    }
    start.elapsed()
}

/// A time in the unit that reads well.
pub fn shown(ns: f64) -> String {
    match ns {
        ns if ns < 10_000.0 => format!("{ns:.1} ns"),
        ns if ns < 10_000_000.0 => format!("{:.1} µs", ns / 1e3),
        ns => format!("{:.1} ms", ns / 1e6),
    }
}
