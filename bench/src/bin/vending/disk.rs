//! The disk's own rate: what a durable call cannot be faster than by itself.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// Bytes of one write: a page of the store.
const BYTES: usize = 4_096;

/// How often a second one thread appends a page to a file of a folder and waits for the disk.
pub fn sync_rate(folder: &Path, time: Duration) -> Result<f64, String> {
    let path = folder.join("syncs");
    let rate = rate(&path, time);
    let _removed = std::fs::remove_file(&path);
    rate.map_err(|error| format!("{}: {error}", path.display()))
}

fn rate(path: &Path, time: Duration) -> std::io::Result<f64> {
    let mut file = File::create(path)?;
    let (page, start, mut count) = ([b'x'; BYTES], Instant::now(), 0_u32);
    while start.elapsed() < time {
        file.write_all(&page)?;
        file.sync_data()?;
        count += 1;
    }
    Ok(f64::from(count) / start.elapsed().as_secs_f64())
}
