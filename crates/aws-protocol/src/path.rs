//! The path as it is canonicalized, which is the path that is routed.

use std::borrow::Cow;

/// Bytes of a path.
pub const PATH_BYTES_MAX: usize = 8 * 1024;

/// A path that no request may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PathError {
    /// It does not begin with a slash.
    #[error("the path does not begin with `/`")]
    Relative,
    /// It climbs above its root.
    #[error("the path climbs above its root")]
    AboveRoot,
    /// A percent sign is not followed by two hexadecimal digits.
    #[error("the path holds a broken percent escape")]
    Escape,
    /// It is longer than [`PATH_BYTES_MAX`].
    #[error("the path is longer than {PATH_BYTES_MAX} bytes")]
    TooLong,
    /// It does not decode to UTF-8.
    #[error("the path is not UTF-8")]
    Utf8,
    /// It has a segment, or a character, that others would read in another way.
    #[error(
        "the path has a segment `.` or `..`, an empty segment, a backslash or a control character"
    )]
    Ambiguous,
}

/// The path without dot segments and doubled slashes (RFC 3986, section 5.2.4), still escaped.
pub fn normalized(path: &str) -> Result<Cow<'_, str>, PathError> {
    if path.len() > PATH_BYTES_MAX {
        return Err(PathError::TooLong);
    }
    if !path.starts_with('/') {
        return Err(PathError::Relative);
    }
    check_escapes(path)?;
    let plain =
        !path.contains("//") && !path.split('/').any(|segment| segment == "." || segment == "..");
    if plain {
        return Ok(Cow::Borrowed(path));
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                kept.pop().ok_or(PathError::AboveRoot)?;
            }
            segment => kept.push(segment),
        }
    }
    // Where the RFC leaves a slash behind a last dot segment, AWS's signers leave none.
    let directory = path.ends_with('/');
    let mut out = String::with_capacity(path.len());
    for segment in &kept {
        out.push('/');
        out.push_str(segment);
    }
    if directory || kept.is_empty() {
        out.push('/');
    }
    Ok(Cow::Owned(out))
}

/// A segment without its percent escapes.
pub fn decoded(segment: &str) -> Result<String, PathError> {
    check_escapes(segment)?;
    let decoded = percent_encoding::percent_decode_str(segment).decode_utf8();
    decoded.map(Cow::into_owned).map_err(|_| PathError::Utf8)
}

/// A path that is passed on: decoded, and refused where whoever reads it next could read another
/// one. Nothing is normalized: what was signed and authorized is what is passed on.
pub fn plain(path: &str) -> Result<String, PathError> {
    if path.len() > PATH_BYTES_MAX {
        return Err(PathError::TooLong);
    }
    let decoded = decoded(path)?;
    let Some(rest) = decoded.strip_prefix('/') else { return Err(PathError::Relative) };
    if is_plain(rest) { Ok(decoded) } else { Err(PathError::Ambiguous) }
}

/// Whether every segment of a name with slashes means itself alone. A last empty segment is a
/// folder's; nothing at all is the root.
pub fn is_plain(name: &str) -> bool {
    let ambiguous = |character: char| character == '\\' || character.is_control();
    let segments = name.strip_suffix('/').unwrap_or(name);
    let bare = |segment: &str| !matches!(segment, "" | "." | "..");
    !name.contains(ambiguous) && (name.is_empty() || segments.split('/').all(bare))
}

fn check_escapes(text: &str) -> Result<(), PathError> {
    for (index, _) in text.match_indices('%') {
        let digits = text.as_bytes().get(index + 1..index + 3);
        if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
            return Err(PathError::Escape);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_and_doubled_slashes_go_away() {
        for (path, expected) in [
            ("/", "/"),
            ("//", "/"),
            ("/./", "/"),
            ("/a/../b", "/b"),
            ("/a/./b/", "/a/b/"),
            ("/a//b", "/a/b"),
            ("/a/b/..", "/a"),
            ("/a/b/.", "/a/b"),
            ("/a/..", "/"),
            ("/%2E%2E/a", "/%2E%2E/a"),
            ("/topics/a%2Fb", "/topics/a%2Fb"),
        ] {
            assert_eq!(normalized(path).as_deref(), Ok(expected), "{path}");
        }
    }

    #[test]
    fn what_is_passed_on_means_one_thing() {
        for (path, expected) in [
            ("/", "/"),
            ("/a", "/a"),
            ("/a/", "/a/"),
            ("/a%20b/c%2Fd", "/a b/c/d"),
            ("/a/...", "/a/..."),
            ("/a/%252e%252e", "/a/%2e%2e"),
        ] {
            assert_eq!(plain(path).as_deref(), Ok(expected), "{path}");
        }
        for path in [
            "/a/../b",
            "/a/..",
            "/..",
            "/./a",
            "/a/%2e%2E/b",
            "/a%2F..%2Fb",
            "//",
            "//a",
            "/a//b",
            "/a//",
            "/a%5Cb",
            "/a%00",
            "/a%0Ab",
        ] {
            assert_eq!(plain(path), Err(PathError::Ambiguous), "{path}");
        }
        assert_eq!(plain("a"), Err(PathError::Relative));
        assert_eq!(plain("/%ff"), Err(PathError::Utf8));
    }

    #[test]
    fn paths_that_nobody_may_send() {
        assert_eq!(normalized("a"), Err(PathError::Relative));
        assert_eq!(normalized("/../a"), Err(PathError::AboveRoot));
        assert_eq!(normalized("/a%2"), Err(PathError::Escape));
        assert_eq!(normalized("/a%zz"), Err(PathError::Escape));
        assert_eq!(normalized(&"/a".repeat(PATH_BYTES_MAX)), Err(PathError::TooLong));
        assert_eq!(decoded("%ff"), Err(PathError::Utf8));
    }
}
