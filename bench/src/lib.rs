//! What all benchmarks share: their tables, and what they say of the machine. Each benchmark is a
//! feature of its own, so that none builds another one's peers.

mod figures;
#[cfg(feature = "policy")]
mod measured;
pub mod process;

pub use self::figures::Figures;

#[cfg(feature = "policy")]
pub use self::measured::{Case, Goal, kept_bytes, print_measured, shown};

/// Whether `--short` was given: figures for a first look, not to be kept.
pub fn is_short() -> bool {
    std::env::args().any(|argument| argument == "--short")
}

/// Prints one row of a table in Markdown.
pub fn row(cells: &[&str]) {
    println!("{}", row_of(cells));
}

/// One row of a table in Markdown.
pub fn row_of(cells: &[&str]) -> String {
    format!("| {} |", cells.join(" | "))
}

/// A table in Markdown, with an empty line behind it; nothing where there are no rows.
pub fn table_of(head: &[&str], rows: Vec<String>) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let head = [row_of(head), row_of(&vec!["---"; head.len()])];
    head.into_iter()
        .chain(rows)
        .chain([String::new(), String::new()])
        .collect::<Vec<_>>()
        .join("\n")
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
