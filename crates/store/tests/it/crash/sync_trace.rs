//! Reading a trace of system calls: writes to the log, syncs of it, acknowledgements.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Acknowledged;
use super::child::{index_key, row_key};

/// A sync of the log that succeeded: the trace lines at which it began and ended.
struct Sync {
    began: usize,
    ended: usize,
}

/// Checks for each batch that the log's file was synced after the last first write of one of its
/// keys and before it was acknowledged. Returns how many syncs there were.
///
/// The order of lines is the order of the calls: the tracer stops a thread at each of them.
pub(super) fn check(trace: &str, log: &Path, acknowledged: &BTreeSet<Acknowledged>) -> usize {
    let lines: Vec<&str> = trace.lines().collect();
    let log = format!("<{}>", log.display());
    let syncs = syncs(&lines, &log);
    let writes: Vec<(usize, &str)> = numbered(&lines, "pwrite64(", &log);
    let acknowledgements: Vec<(usize, &str)> = numbered(&lines, "write(1<", "\"ack ");
    for (id, _) in acknowledged {
        let first = |list: &[(usize, &str)], text: &str| {
            let found = list.iter().find(|(_, line)| line.contains(text));
            found.unwrap_or_else(|| panic!("nothing in the trace holds `{text}`")).0
        };
        let written = first(&writes, &row_key(id)).max(first(&writes, &index_key(id)));
        let told = first(&acknowledgements, &format!("\"ack {id} "));
        let synced = syncs.iter().any(|sync| written < sync.began && sync.ended < told);
        assert!(synced, "{id}: written at line {written}, acknowledged at line {told}, not synced");
    }
    syncs.len()
}

/// The lines of one call that have `text` in them.
fn numbered<'t>(lines: &[&'t str], call: &str, text: &str) -> Vec<(usize, &'t str)> {
    let is_call = |line: &str| without_thread(line).starts_with(call) && line.contains(text);
    lines.iter().copied().enumerate().filter(|(_, line)| is_call(line)).collect()
}

/// A call that another thread's line interrupts is told in two lines.
fn syncs(lines: &[&str], log: &str) -> Vec<Sync> {
    let mut begun: BTreeMap<&str, usize> = BTreeMap::new();
    let mut syncs = Vec::new();
    for (number, line) in lines.iter().copied().enumerate() {
        let thread = line.split(' ').next().unwrap();
        let call = without_thread(line);
        let is_sync = call.starts_with("fdatasync(") || call.starts_with("fsync(");
        if is_sync && call.contains(log) {
            if call.ends_with("<unfinished ...>") {
                begun.insert(thread, number);
            } else if call.ends_with("= 0") {
                syncs.push(Sync { began: number, ended: number });
            }
        } else if call.starts_with("<... fdatasync resumed>")
            || call.starts_with("<... fsync resumed>")
        {
            let began = begun.remove(thread).filter(|_| call.ends_with("= 0"));
            syncs.extend(began.map(|began| Sync { began, ended: number }));
        }
    }
    syncs
}

fn without_thread(line: &str) -> &str {
    line.trim_start_matches(|byte: char| byte.is_ascii_digit()).trim_start()
}
