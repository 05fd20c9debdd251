//! Names of buckets and keys of objects, as far as they mean one thing to everybody.

use crate::path::is_plain;

/// Bytes of a key.
pub const KEY_BYTES_MAX: usize = 1024;

/// Whether this may be the name of a bucket.
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html>
pub fn is_bucket(name: &str) -> bool {
    let alphanumeric = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let bytes = name.as_bytes();
    let ends = [bytes.first(), bytes.last()];
    (3..=63).contains(&bytes.len())
        && bytes.iter().all(|byte| alphanumeric(*byte) || matches!(byte, b'-' | b'.'))
        && ends.into_iter().flatten().all(|byte| alphanumeric(*byte))
        && !name.contains("..")
}

/// Whether this is the key of an object, and of the same one to whoever reads it. A key may end in a
/// slash; a segment may not be empty, `.` or `..`, since stores that keep files would follow it.
pub fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= KEY_BYTES_MAX && is_plain(key)
}

/// Whether keys may be listed from here: the beginning of some, or nothing.
pub(super) fn is_prefix(text: &str) -> bool {
    text.is_empty() || is_key(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_buckets() {
        for name in ["abc", "app-data", "a.b.c", "0ab", &"a".repeat(63)] {
            assert!(is_bucket(name), "{name}");
        }
        for name in ["", "ab", "a..b", "-ab", "ab.", "App", "a_b", "a/b", "a b", &"a".repeat(64)] {
            assert!(!is_bucket(name), "{name}");
        }
    }

    #[test]
    fn keys_that_mean_one_object() {
        for key in ["a", "a/b", "a/", "a b", "ü", "a/...", "a%2e%2e", &"a".repeat(KEY_BYTES_MAX)] {
            assert!(is_key(key), "{key}");
        }
        let long = "a".repeat(KEY_BYTES_MAX + 1);
        for key in ["", "/", "/a", "a//b", "../a", "a/..", "a/../b", "./a", "a\\b", "a\n", &long] {
            assert!(!is_key(key), "{key}");
        }
        assert!(is_prefix("") && is_prefix("home/al") && !is_prefix("home/../"));
    }
}
