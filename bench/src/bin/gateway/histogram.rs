//! Times, counted by size: what is read from it is at most a sixty-fourth too long.

/// Counts of times in nanoseconds.
pub struct Histogram {
    counts: Vec<u64>,
    total: u64,
}

/// How many sizes there are between a power of two and the next.
const STEPS_BITS: u32 = 6;

impl Histogram {
    pub fn new() -> Self {
        Self { counts: vec![0; place(u64::MAX) + 1], total: 0 }
    }

    #[inline]
    pub fn record(&mut self, ns: u64) {
        if let Some(count) = self.counts.get_mut(place(ns)) {
            *count += 1;
            self.total += 1;
        }
    }

    /// The time that this part of all does not exceed, in microseconds.
    pub fn percentile_us(&self, part: f64) -> f64 {
        let wanted = (part * self.total as f64).ceil() as u64;
        let mut seen = 0;
        let found = self.counts.iter().position(|count| {
            seen += count;
            seen >= wanted.max(1)
        });
        found.map_or(f64::NAN, |place| longest(place) as f64 / 1e3)
    }
}

/// Where a time is counted: by its power of two and the bits after the highest one.
fn place(ns: u64) -> usize {
    let bits = u64::BITS - ns.leading_zeros();
    let shift = bits.saturating_sub(STEPS_BITS + 1);
    ((shift << STEPS_BITS) as usize) + (ns >> shift) as usize
}

/// The longest time that is counted at a place.
fn longest(place: usize) -> u64 {
    let steps = 1 << STEPS_BITS;
    let shift = (place / steps).saturating_sub(1);
    let first = (place - shift * steps) as u64;
    (((first + 1) as u128) << shift).saturating_sub(1).min(u64::MAX.into()) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_near_the_times() {
        let mut histogram = Histogram::new();
        for ns in 1..=100_000 {
            histogram.record(ns);
        }
        for (part, us) in [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0)] {
            let found = histogram.percentile_us(part);
            assert!((us..us * 65.0 / 64.0).contains(&found), "{part}: {found}");
        }
        assert!(Histogram::new().percentile_us(0.5).is_nan());
    }

    #[test]
    fn every_time_has_a_place() {
        for bits in 0..u64::BITS {
            for ns in [(1 << bits) - 1, 1 << bits, (1 << bits) + 1] {
                assert!(longest(place(ns)) >= ns, "{ns}");
                assert!(place(ns) >= place(ns.saturating_sub(1)), "{ns}");
            }
        }
        assert_eq!(longest(place(u64::MAX)), u64::MAX);
    }
}
