//! The log: plain lines on standard error, one for each event.
//!
//! Whoever logs pays for the words of the line and no more: a thread of the log's own writes what
//! came together, so that a busy server makes some hundred system calls a second for its log, and
//! not one for each call that it serves.

mod appender;
mod line;

use std::cell::Cell;
use std::io::stderr;
use std::sync::Arc;

use daypass_server::clock::RealClock;
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::failure::Failure;

use self::appender::{Appender, Appending, Urgency};

/// What a thread keeps for its next line; a longer one is given back.
const KEPT_BYTES_MAX: usize = 16 * 1_024;

thread_local! {
    static TEXT: Cell<String> = const { Cell::new(String::new()) };
}

/// Logs what `levels` asks for, a level or `TARGET=LEVEL,…`, until what it gives back is dropped:
/// by then every line has been written.
pub(crate) fn start(levels: &str) -> Result<Appending, Failure> {
    let targets: Targets = levels
        .parse()
        .map_err(|error| Failure::Usage(format!("`{levels}` is no log level: {error}")))?;
    let appending = Appending::start(stderr())
        .map_err(|error| Failure::Failed(format!("cannot start the log: {error}")))?;
    let lines = Lines { clock: RealClock::start(), appender: appending.appender() };
    // A failure would mean that a log is there already.
    let _started = tracing_subscriber::registry().with(lines.with_filter(targets)).try_init();
    Ok(appending)
}

/// Makes a line of each event.
struct Lines {
    clock: RealClock,
    appender: Arc<Appender>,
}

impl<S: Subscriber> Layer<S> for Lines {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        // An event that comes while this thread makes another line finds no text, and makes its own.
        let mut text = TEXT.take();
        text.clear();
        line::write(&mut text, self.clock.wall_ms(), event);
        let urgency = match *event.metadata().level() {
            Level::ERROR => Urgency::First,
            Level::WARN => Urgency::Soon,
            _ => Urgency::Gathered,
        };
        self.appender.append(text.as_bytes(), urgency);
        if text.capacity() <= KEPT_BYTES_MAX {
            TEXT.set(text);
        }
    }
}
