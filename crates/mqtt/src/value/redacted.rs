//! Keeping secrets out of logs.

use std::fmt;

/// A value that never shows in `Debug`: user names and passwords carry credentials, and authorizer
/// tokens travel in both.
#[derive(Clone, PartialEq, Eq)]
pub struct Redacted<T>(pub T);

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[redacted]")
    }
}
