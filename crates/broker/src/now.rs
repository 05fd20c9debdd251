//! The two clocks that come with every call.

/// The present, as the caller's clocks show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds since some fixed instant, the same for all reactors; never runs back. Keep
    /// alive, session expiry, message expiry and every other timer run on it.
    pub monotonic_ms: u64,
    /// Milliseconds since 1970 on the clock that governs policies and credentials. It may be
    /// frozen or set by hand: then call [`crate::Broker::handle_timeout`].
    pub wall_ms: i64,
}
