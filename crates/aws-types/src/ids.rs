//! Accounts and regions.

use std::fmt;

/// Why a text is not the id that it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// An account has twelve digits.
    #[error("`{0}` is not an account: twelve digits")]
    Account(String),
    /// A region is lower-case words and digits with hyphens.
    #[error("`{0}` is not a region")]
    Region(String),
}

/// An account: twelve digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AccountId(String);

impl AccountId {
    /// Reads an account.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let whole = text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit());
        if whole { Ok(Self(text.to_owned())) } else { Err(IdError::Account(text.to_owned())) }
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Characters of a region's name.
const REGION_CHARACTERS_MAX: usize = 32;

/// A region, such as `eu-central-1`. Any name of that form is taken: a private region is nobody's error.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Region(String);

impl Region {
    /// Reads a region.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let whole = !text.is_empty()
            && text.len() <= REGION_CHARACTERS_MAX
            && text.bytes().all(allowed)
            && !text.starts_with('-')
            && !text.ends_with('-');
        if whole { Ok(Self(text.to_owned())) } else { Err(IdError::Region(text.to_owned())) }
    }

    /// The region's name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Region {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_have_twelve_digits() {
        assert!(AccountId::parse("000000000000").is_ok());
        for text in ["", "12345678901", "1234567890123", "12345678901a"] {
            assert!(AccountId::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn regions_are_words_with_hyphens() {
        assert!(Region::parse("us-east-1").is_ok());
        assert!(Region::parse("local").is_ok());
        for text in ["", "-a", "a-", "US-EAST-1", "a/b", "a_b"] {
            assert!(Region::parse(text).is_err(), "{text}");
        }
    }
}
