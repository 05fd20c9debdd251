//! The one real clock: nobody else asks the operating system for the time.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use daypass_services::ports::{Clock, Now};

/// The operating system's clocks.
#[derive(Debug, Clone)]
pub struct RealClock {
    started: Instant,
}

impl RealClock {
    /// A clock whose monotonic time begins now.
    #[expect(clippy::disallowed_methods, reason = "this is the one real clock")]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// Wall time, in milliseconds since 1970.
    #[expect(clippy::disallowed_methods, reason = "this is the one real clock")]
    pub fn wall_ms(&self) -> i64 {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(millis(since_1970)).unwrap_or(i64::MAX)
    }

    /// How long the clock runs: for timers, never set back. It begins a minute above zero, so that
    /// subtracting a while from it stays positive.
    pub fn monotonic_ms(&self) -> u64 {
        millis(self.started.elapsed() + HEAD_START)
    }
}

impl Clock for RealClock {
    fn now(&self) -> Now {
        let wall_ms = self.wall_ms();
        Now { wall_ms, ours_ms: wall_ms }
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

const HEAD_START: Duration = Duration::from_mins(1);
