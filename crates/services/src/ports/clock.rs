//! The two clocks.
//!
//! Wall time governs what others sign and check: SigV4 skew, TLS, foreign tokens, the Date header.
//! The second clock governs our own expiries; in development it can be frozen and moved.

/// Both clocks, read at the same moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// Wall time, in milliseconds since 1970.
    pub wall_ms: i64,
    /// The clock of our own expiries, in milliseconds since 1970.
    pub ours_ms: i64,
}

/// Where time comes from.
pub trait Clock: Send + Sync {
    /// Both clocks now.
    fn now(&self) -> Now;
}

/// Where randomness comes from.
pub trait Entropy: Send + Sync {
    /// Fills `bytes` with bytes that nobody can foresee.
    fn fill(&self, bytes: &mut [u8]);
}
