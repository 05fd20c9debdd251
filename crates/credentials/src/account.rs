//! The AWS account number, as the number that an access key id can carry.

use std::fmt;
use std::str::FromStr;

/// An AWS account: twelve decimal digits, which fit 40 bits.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountNumber(u64);

impl AccountNumber {
    /// The account with this number, when it has at most twelve digits.
    pub fn new(number: u64) -> Result<Self, AccountNumberError> {
        if number < ACCOUNTS { Ok(Self(number)) } else { Err(AccountNumberError) }
    }

    /// The number itself.
    pub fn number(self) -> u64 {
        self.0
    }
}

impl FromStr for AccountNumber {
    type Err = AccountNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.len() != DIGITS || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(AccountNumberError);
        }
        text.parse().map(Self).map_err(|_| AccountNumberError)
    }
}

impl fmt::Display for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

impl fmt::Debug for AccountNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The text or number is not an account of twelve digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an account is twelve decimal digits")]
pub struct AccountNumberError;

const DIGITS: usize = 12;
const ACCOUNTS: u64 = 1_000_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_leading_zeros() {
        for text in ["000000000000", "000000000042", "123456789012", "999999999999"] {
            let account: AccountNumber = text.parse().unwrap();
            assert_eq!(account.to_string(), text);
            assert!(account.number() < 1 << 40);
        }
    }

    #[test]
    fn refuses_what_is_not_twelve_digits() {
        for text in
            ["", "1", "00000000000", "0000000000000", "+00000000001", "00000000000a", "٠٠٠٠٠٠"]
        {
            assert_eq!(text.parse::<AccountNumber>(), Err(AccountNumberError), "{text}");
        }
        assert_eq!(AccountNumber::new(ACCOUNTS), Err(AccountNumberError));
    }
}
