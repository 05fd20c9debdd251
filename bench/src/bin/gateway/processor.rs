//! Processors: who has which, and the time that a process has had on them.

use std::{fs, io};

use rustix::thread::{CpuSet, sched_setaffinity};

/// The processor of the brokers, of which one works at a time.
pub const BROKERS: usize = 0;
/// The processor of the load.
pub const LOAD: usize = 1;

/// Keeps this thread, and the processes that it starts from now on, on one processor.
pub fn keep_to(processor: usize) -> Result<(), String> {
    let mut processors = CpuSet::new();
    processors.set(processor);
    sched_setaffinity(None, &processors)
        .map_err(|error| format!("there is no processor {processor}: {error}"))
}

/// Nanoseconds on the processors of all threads of a process that are there.
pub fn cpu_ns(process: u32) -> io::Result<u64> {
    let mut total = 0;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        // A thread may end meanwhile.
        let Ok(schedule) = fs::read_to_string(thread?.path().join("schedstat")) else { continue };
        let time = schedule.split(' ').next().and_then(|time| time.parse::<u64>().ok());
        total += time.ok_or_else(|| io::Error::other("the system does not tell processor time"))?;
    }
    Ok(total)
}
