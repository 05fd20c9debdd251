//! The one entropy source: the cryptographic library's generator, seeded by the operating system.

use daypass_services::ports::Entropy;

/// Randomness of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        if aws_lc_rs::rand::fill(bytes).is_err() {
            // Going on with bytes that somebody could foresee would give every secret away.
            tracing::error!("the operating system gives no random bytes");
            std::process::abort();
        }
    }
}

/// `N` random bytes.
pub fn random<const N: usize>(entropy: &dyn Entropy) -> [u8; N] {
    let mut bytes = [0; N];
    entropy.fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_draws_differ() {
        assert_ne!(random::<32>(&SystemEntropy), random::<32>(&SystemEntropy));
    }
}
