//! What a line of the log says: when, how grave, where from, the words, and the fields.
//!
//! ```text
//! 2026-11-28T07:40:00.123Z  INFO daypass::audit: audit request_id="…" service="sts"
//! ```

use std::cell::RefCell;
use std::fmt::{self, Write as _};

use daypass_server::Timestamp;
use tracing::field::{Field, Visit};
use tracing::{Event, Level};

const SECOND_MS: i64 = 1_000;

/// The field that holds the words.
const MESSAGE: &str = "message";

thread_local! {
    /// The second that was told last, and how it is written.
    static SECOND: RefCell<(i64, String)> = const { RefCell::new((i64::MIN, String::new())) };
}

/// Appends the line of `event`, which happened `wall_ms` milliseconds after 1970, with its end.
pub(super) fn write(line: &mut String, wall_ms: i64, event: &Event<'_>) {
    write_time(line, wall_ms);
    line.push_str(match *event.metadata().level() {
        Level::ERROR => " ERROR ",
        Level::WARN => "  WARN ",
        Level::INFO => "  INFO ",
        Level::DEBUG => " DEBUG ",
        Level::TRACE => " TRACE ",
    });
    line.push_str(event.metadata().target());
    line.push(':');
    event.record(&mut Fields(line));
    line.push('\n');
}

/// Appends ` name=value` for each field, texts in quotes; the words stand without a name.
struct Fields<'l>(&'l mut String);

impl Fields<'_> {
    fn name(&mut self, field: &Field) {
        self.0.push(' ');
        if field.name() != MESSAGE {
            self.0.push_str(field.name());
            self.0.push('=');
        }
    }
}

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        self.name(field);
        // Writing to a text does not fail.
        if field.name() == MESSAGE {
            let _written = Escaping(self.0).write_str(value);
        } else if value
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'))
        {
            self.0.push('"');
            self.0.push_str(value);
            self.0.push('"');
        } else {
            let _written = write!(self.0, "{value:?}");
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.name(field);
        let _written = write!(Escaping(self.0), "{value:?}");
    }
}

/// Writes control characters as escapes: whoever chooses a word of a line cannot begin another, nor
/// speak to the terminal that shows it.
struct Escaping<'l>(&'l mut String);

impl fmt::Write for Escaping<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if !text.contains(char::is_control) {
            self.0.push_str(text);
            return Ok(());
        }
        for character in text.chars() {
            if character.is_control() {
                self.0.extend(character.escape_default());
            } else {
                self.0.push(character);
            }
        }
        Ok(())
    }
}

/// The second is put into words once, however many lines tell it.
fn write_time(line: &mut String, wall_ms: i64) {
    let second = wall_ms.div_euclid(SECOND_MS);
    SECOND.with_borrow_mut(|(told, text)| {
        if *told != second {
            *told = second;
            *text = Timestamp::from_millis(wall_ms).to_iso8601();
        }
        line.push_str(text.trim_end_matches('Z'));
    });
    // Writing to a text does not fail.
    let _written = write!(line, ".{:03}Z", wall_ms.rem_euclid(SECOND_MS));
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use tracing::Subscriber;
    use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

    use super::*;

    /// Keeps the lines of events, which all happen at one moment.
    #[derive(Clone, Default)]
    struct Kept(Arc<Mutex<String>>);

    impl<S: Subscriber> Layer<S> for Kept {
        fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
            write(&mut self.0.lock().unwrap(), 1_795_851_600_007, event);
        }
    }

    fn lines(log: impl FnOnce()) -> String {
        let kept = Kept::default();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(kept.clone()), log);
        let lines = kept.0.lock().unwrap();
        lines.clone()
    }

    #[test]
    fn a_line_tells_when_how_grave_where_from_what_and_the_fields() {
        let absent: Option<&str> = None;
        let told = lines(|| {
            tracing::info!(target: "daypass::audit", service = "sts", absent, code = 4, at = %"::1", "audit");
            tracing::warn!(target: "daypass::store", "the disk is {}", "full");
        });
        let expected = concat!(
            "2026-11-28T07:40:00.007Z  INFO daypass::audit: audit service=\"sts\" code=4 at=::1\n",
            "2026-11-28T07:40:00.007Z  WARN daypass::store: the disk is full\n",
        );
        assert_eq!(told, expected);
    }

    #[test]
    fn nobody_begins_a_line_or_speaks_to_a_terminal() {
        let evil = "a\n2026 \u{1b}[31m \u{9b}\"";
        let told = lines(|| {
            tracing::info!(target: "t", field = evil, shown = %evil, "{evil}");
            tracing::info!(target: "t", message = evil);
        });
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(!told.trim_end().replace('\n', "").contains(char::is_control), "{told}");
        assert!(told.contains(r#"field="a\n2026 "#), "{told}");
    }
}
