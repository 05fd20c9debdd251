//! Standard output, of which the reader may have had enough.

use std::io::Write as _;

/// Prints a text. Who closed the other end wants to hear no more, and that is no failure.
pub(crate) fn print(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
