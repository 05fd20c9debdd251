//! The log: plain lines on standard error.

use std::io::stderr;

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::failure::Failure;

/// Logs what `levels` asks for: a level, or `TARGET=LEVEL,…`.
pub(crate) fn start(levels: &str) -> Result<(), Failure> {
    let targets: Targets = levels
        .parse()
        .map_err(|error| Failure::Usage(format!("`{levels}` is no log level: {error}")))?;
    let lines = fmt::layer().with_ansi(false).with_writer(stderr);
    // A failure would mean that a log is there already.
    let _started = tracing_subscriber::registry().with(lines).with(targets).try_init();
    Ok(())
}
