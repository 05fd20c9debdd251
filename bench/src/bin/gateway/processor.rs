//! Processors: who has which, and the time that a process has had on them.

use std::{fs, io};

use rustix::thread::{CpuSet, sched_setaffinity};

/// The processor of the load.
const LOAD_PROCESSOR: usize = 1;

/// Keeps the load away from the broker's processor.
pub fn take_one() -> Result<(), String> {
    let mut processors = CpuSet::new();
    processors.set(LOAD_PROCESSOR);
    sched_setaffinity(None, &processors)
        .map_err(|error| format!("the load wants a second processor: {error}"))
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
