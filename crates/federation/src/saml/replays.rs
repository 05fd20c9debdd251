//! Assertions that have been redeemed: each buys one thing once.

use std::collections::BTreeSet;

use aws_lc_rs::digest::{Context, SHA256};

/// Redeemed assertions that are remembered until they end by themselves.
pub const REPLAYS_MAX: usize = 100_000;

type Fingerprint = [u8; 32];

/// Why an assertion is not redeemed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReplayError {
    /// It was redeemed for the same before.
    #[error("the assertion was redeemed for the same before")]
    Redeemed,
    /// More assertions are being redeemed than can be remembered.
    #[error("too many assertions were redeemed in the last minutes")]
    Full,
}

/// What was redeemed lately. Those that have ended are forgotten: they are refused by their times.
#[derive(Debug, Default)]
pub struct Replays {
    redeemed: BTreeSet<Fingerprint>,
    ends: BTreeSet<(i64, Fingerprint)>,
}

impl Replays {
    /// Redeems an assertion for something, named by `parts`, until it ends by itself.
    pub fn redeem(&mut self, parts: &[&str], ends_ms: i64, now_ms: i64) -> Result<(), ReplayError> {
        let kept = self.ends.split_off(&(now_ms, [0; 32]));
        for (_, ended) in std::mem::replace(&mut self.ends, kept) {
            self.redeemed.remove(&ended);
        }
        // A length before each part keeps parts apart.
        let mut context = Context::new(&SHA256);
        for part in parts {
            context.update(&part.len().to_be_bytes());
            context.update(part.as_bytes());
        }
        let Ok(fingerprint) = Fingerprint::try_from(context.finish().as_ref()) else {
            return Err(ReplayError::Full);
        };
        if self.redeemed.contains(&fingerprint) {
            return Err(ReplayError::Redeemed);
        }
        if self.redeemed.len() >= REPLAYS_MAX {
            return Err(ReplayError::Full);
        }
        self.redeemed.insert(fingerprint);
        self.ends.insert((ends_ms, fingerprint));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assertion_is_redeemed_once_for_each_thing_until_it_ends() {
        let mut replays = Replays::default();
        assert_eq!(replays.redeem(&["a", "role"], 1_000, 0), Ok(()));
        assert_eq!(replays.redeem(&["a", "role"], 1_000, 1), Err(ReplayError::Redeemed));
        assert_eq!(replays.redeem(&["a", "other"], 1_000, 1), Ok(()));
        assert_eq!(replays.redeem(&["ar", "ole"], 1_000, 1), Ok(()));
        assert_eq!(replays.redeem(&["a", "role"], 1_000, 999), Err(ReplayError::Redeemed));
        assert_eq!(replays.redeem(&["a", "role"], 2_000, 1_001), Ok(()));
        assert_eq!((replays.redeemed.len(), replays.ends.len()), (1, 1));
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let mut replays = Replays::default();
        for number in 0..REPLAYS_MAX {
            replays.redeem(&[&number.to_string()], 10, 0).unwrap();
        }
        assert_eq!(replays.redeem(&["more"], 10, 0), Err(ReplayError::Full));
        assert_eq!(replays.redeem(&["more"], 20, 11), Ok(()));
    }
}
