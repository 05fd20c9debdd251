//! The id of a temporary access key: `ASIA` and sixteen characters of [A-Z2-7] that carry the
//! account, so that the account of a credential is known without a look-up.

use std::fmt;
use std::hash::Hasher as _;
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};

use siphasher::sip::SipHasher24;

use crate::account::AccountNumber;

/// The id of a temporary access key (twenty characters, `ASIA…`).
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct AccessKeyId {
    text: [u8; ACCESS_KEY_ID_BYTES],
    account: AccountNumber,
}

impl AccessKeyId {
    pub(crate) fn new(account: AccountNumber, number: KeyIdNumber) -> Self {
        let bits = u128::from(account.number()) << NUMBER_BITS | u128::from(number.0);
        let mut text = [0; ACCESS_KEY_ID_BYTES];
        let digits = (0..DIGITS).rev().map(|place| {
            let digit = u8::try_from(bits >> (place * DIGIT_BITS) & DIGIT_MASK).unwrap_or_default();
            if digit < LETTERS { b'A' + digit } else { b'2' + digit - LETTERS }
        });
        for (slot, byte) in text.iter_mut().zip(PREFIX.bytes().chain(digits)) {
            *slot = byte;
        }
        Self { text, account }
    }

    /// The account that the key belongs to.
    pub fn account(&self) -> AccountNumber {
        self.account
    }

    /// The id as it stands in a request.
    pub fn as_str(&self) -> &str {
        // The text is ASCII by both constructors.
        str::from_utf8(&self.text).unwrap_or_default()
    }
}

impl FromStr for AccessKeyId {
    type Err = AccessKeyIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.strip_prefix(PREFIX).ok_or(AccessKeyIdError::NotTemporary)?;
        let text = text.as_bytes().try_into().map_err(|_| AccessKeyIdError::Malformed)?;
        let bits = digits.bytes().try_fold(0_u128, |bits, byte| {
            let digit = match byte {
                b'A'..=b'Z' => byte - b'A',
                b'2'..=b'7' => byte - b'2' + LETTERS,
                _ => return Err(AccessKeyIdError::Malformed),
            };
            Ok(bits << DIGIT_BITS | u128::from(digit))
        })?;
        let account =
            u64::try_from(bits >> NUMBER_BITS).map_err(|_| AccessKeyIdError::Malformed)?;
        let account = AccountNumber::new(account).map_err(|_| AccessKeyIdError::Malformed)?;
        Ok(Self { text, account })
    }
}

impl fmt::Display for AccessKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for AccessKeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is not the id of a temporary access key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AccessKeyIdError {
    /// It does not begin with `ASIA`.
    #[error("the access key id is not that of a temporary key")]
    NotTemporary,
    /// It begins with `ASIA`, but Daypass never made it.
    #[error("the access key id is malformed")]
    Malformed,
}

/// The 40 bits that tell one access key id of an account from the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyIdNumber(u64);

/// Numbers for access key ids: a random-looking order in which none returns within 2^40.
///
/// Forty random bits alone would repeat after about a million vendings. A counter would not, but
/// would tell how many credentials were vended; so the counter goes through a permutation that is
/// keyed per process. Ids of different processes meet as seldom as random ones do, and a meeting
/// is harmless: token and secret key of the two still differ.
pub struct KeyIdSequence {
    rounds: SipHasher24,
    next: AtomicU64,
}

impl KeyIdSequence {
    /// A sequence of its own for each `seed`, sixteen random bytes that are drawn once per process.
    pub fn new(seed: [u8; 16]) -> Self {
        Self { rounds: SipHasher24::new_with_key(&seed), next: AtomicU64::new(0) }
    }

    /// The next number.
    pub fn next(&self) -> KeyIdNumber {
        self.permute(self.next.fetch_add(1, Ordering::Relaxed))
    }

    /// A Feistel network over two halves of twenty bits, which is a permutation whatever its
    /// round function is (Luby and Rackoff; four rounds). That is SipHash-2-4, which is made for
    /// short inputs under a key: who sees ids of one process learns nothing of its count.
    fn permute(&self, count: u64) -> KeyIdNumber {
        let halves = (count >> HALF_BITS & HALF_MASK, count & HALF_MASK);
        let (left, right) = (0..FEISTEL_ROUNDS).fold(halves, |(left, right), round| {
            let mut mixed = self.rounds;
            mixed.write_u64(right << 8 | u64::from(round));
            (right, left ^ mixed.finish() & HALF_MASK)
        });
        KeyIdNumber(left << HALF_BITS | right)
    }
}

impl fmt::Debug for KeyIdSequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyIdSequence").finish_non_exhaustive()
    }
}

const PREFIX: &str = "ASIA";
const ACCESS_KEY_ID_BYTES: usize = 20;
const DIGITS: u32 = 16;
const DIGIT_BITS: u32 = 5;
const DIGIT_MASK: u128 = 31;
const LETTERS: u8 = 26;
const NUMBER_BITS: u32 = 40;
const HALF_BITS: u32 = 20;
const HALF_MASK: u64 = (1 << HALF_BITS) - 1;
const FEISTEL_ROUNDS: u8 = 4;

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn is_asia_and_sixteen_characters() {
        let table = [
            (0, 0, "ASIAAAAAAAAAAAAAAAAA"),
            (1, 1, "ASIAAAAAAAABAAAAAAAB"),
            (123_456_789_012, (1 << 40) - 1, "ASIADS7JSGQU77777777"),
            (999_999_999_999, 0, "ASIA5DKKKD77AAAAAAAA"),
        ];
        for (account, number, text) in table {
            let id = AccessKeyId::new(AccountNumber::new(account).unwrap(), KeyIdNumber(number));
            assert_eq!(id.as_str(), text);
            assert_eq!(text.parse::<AccessKeyId>().unwrap(), id);
        }
    }

    #[test]
    fn refuses_ids_it_never_made() {
        let table = [
            ("AKIADAYPASSDEVELOPER", AccessKeyIdError::NotTemporary),
            ("asiaaaaaaaaaaaaaaaaa", AccessKeyIdError::NotTemporary),
            ("ASIA", AccessKeyIdError::Malformed),
            ("ASIAAAAAAAAAAAAAAAA", AccessKeyIdError::Malformed),
            ("ASIAAAAAAAAAAAAAAAAAA", AccessKeyIdError::Malformed),
            ("ASIAAAAAAAAAAAAAAAA1", AccessKeyIdError::Malformed),
            ("ASIAaaaaaaaaaaaaaaaa", AccessKeyIdError::Malformed),
            // The account part is above 999999999999.
            ("ASIA77777777AAAAAAAA", AccessKeyIdError::Malformed),
        ];
        for (text, error) in table {
            assert_eq!(text.parse::<AccessKeyId>(), Err(error), "{text}");
        }
    }

    #[test]
    fn numbers_do_not_repeat() {
        let sequence = KeyIdSequence::new([7; 16]);
        let numbers: HashSet<u64> = (0..100_000).map(|_| sequence.next().0).collect();
        assert_eq!(numbers.len(), 100_000);
        assert!(numbers.iter().all(|number| number >> NUMBER_BITS == 0));
    }

    #[test]
    fn processes_count_differently() {
        let (one, other) = (KeyIdSequence::new([1; 16]), KeyIdSequence::new([2; 16]));
        assert_ne!(one.next(), other.next());
    }

    proptest! {
        #[test]
        fn carries_the_account(account in 0..1_000_000_000_000_u64, number in 0..1_u64 << 40) {
            let account = AccountNumber::new(account).unwrap();
            let id = AccessKeyId::new(account, KeyIdNumber(number));
            let parsed: AccessKeyId = id.as_str().parse().unwrap();
            prop_assert_eq!(parsed.account(), account);
            prop_assert_eq!(parsed, id);
        }
    }
}
