//! Measuring and printing, shared by all benchmarks.

use std::alloc::System;
use std::hint::black_box;
use std::time::{Duration, Instant};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

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

/// Whether `--short` was given: figures for a first look, not to be kept.
pub fn is_short() -> bool {
    std::env::args().any(|argument| argument == "--short")
}

/// What one operation costs.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    /// Nanoseconds of one operation: the median of all samples.
    pub median_ns: f64,
    /// The best sample.
    pub best_ns: f64,
    /// Allocations of one operation.
    pub allocations: f64,
}

/// Measures an operation that is called with the number of its call.
pub fn cost<T>(mut operation: impl FnMut(usize) -> T) -> Cost {
    let effort = if is_short() { SHORT } else { FULL };
    let mut count = 1;
    while timed(&mut operation, count) < effort.sample_time {
        count *= 2;
    }
    let mut samples: Vec<f64> = (0..effort.samples)
        .map(|_| timed(&mut operation, count).as_secs_f64() * 1e9 / count as f64)
        .collect();
    samples.sort_by(f64::total_cmp);
    let region = Region::new(ALLOCATOR);
    timed(&mut operation, count);
    let allocations = region.change().allocations as f64 / count as f64;
    Cost { median_ns: samples[samples.len() / 2], best_ns: samples[0], allocations }
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

/// One row of a table in Markdown.
pub fn row(cells: &[&str]) {
    println!("| {} |", cells.join(" | "));
}

/// The machine's processor, cores and memory, and the date: what a kept table begins with.
pub fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let value = |text: &str, key: &str| {
        let line = text.lines().find(|line| line.starts_with(key));
        line.and_then(|line| line.split_once(':')).map(|(_, value)| value.trim().to_owned())
    };
    let processor = value(&read("/proc/cpuinfo"), "model name").unwrap_or_default();
    let memory = value(&read("/proc/meminfo"), "MemTotal").unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or_default();
    format!("{processor}, {cores} cores, {memory}, load {load}")
}
