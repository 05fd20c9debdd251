//! A small JSON reader that keeps the place of every value and refuses repeated keys.
//!
//! RFC 8259 leaves repeated names to the implementation; a policy that means one thing to its
//! author and another to the server is worse than an error, and IAM refuses them too.

use std::borrow::Cow;

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Extent {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// A JSON value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Value<'t> {
    pub(crate) kind: Kind<'t>,
    pub(crate) at: Extent,
}

/// The sorts of JSON values. Strings without escapes are those of the text.
#[derive(Clone, Debug)]
pub(crate) enum Kind<'t> {
    Null,
    Bool(bool),
    /// A number, as written.
    Number(&'t str),
    String(Cow<'t, str>),
    Array(Vec<Value<'t>>),
    Object(Vec<Member<'t>>),
}

/// One member of an object. Keys are unique within their object.
#[derive(Clone, Debug)]
pub(crate) struct Member<'t> {
    pub(crate) key: Cow<'t, str>,
    pub(crate) value: Value<'t>,
    /// The key and its value together.
    pub(crate) at: Extent,
}

/// The text is not JSON, repeats a key, or is nested too deeply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct JsonError;

/// The deepest nesting accepted; a policy needs seven levels.
pub(crate) const JSON_DEPTH_MAX: usize = 16;
/// Up to this many, the keys of an object are compared with each other one by one.
const COMPARED_KEYS_MAX: usize = 16;

/// Reads one JSON value that spans the whole text.
pub(crate) fn read(text: &str) -> Result<Value<'_>, JsonError> {
    let mut reader = Reader { text, at: 0 };
    reader.skip_white_space();
    let value = reader.value(0)?;
    reader.skip_white_space();
    if reader.at == text.len() { Ok(value) } else { Err(JsonError) }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() != Some(byte) {
            return Err(JsonError);
        }
        self.at += 1;
        Ok(())
    }

    fn skip_white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn extent(&self, start: usize) -> Result<Extent, JsonError> {
        let start = u32::try_from(start).map_err(|_| JsonError)?;
        let end = u32::try_from(self.at).map_err(|_| JsonError)?;
        Ok(Extent { start, end })
    }

    fn value(&mut self, depth: usize) -> Result<Value<'a>, JsonError> {
        if depth > JSON_DEPTH_MAX {
            return Err(JsonError);
        }
        let start = self.at;
        let kind = match self.peek().ok_or(JsonError)? {
            b'{' => self.object(depth)?,
            b'[' => self.array(depth)?,
            b'"' => Kind::String(self.string()?),
            b't' => self.word("true", Kind::Bool(true))?,
            b'f' => self.word("false", Kind::Bool(false))?,
            b'n' => self.word("null", Kind::Null)?,
            _ => self.number()?,
        };
        Ok(Value { kind, at: self.extent(start)? })
    }

    fn word(&mut self, word: &str, kind: Kind<'a>) -> Result<Kind<'a>, JsonError> {
        if !self.rest().starts_with(word) {
            return Err(JsonError);
        }
        self.at += word.len();
        Ok(kind)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn object(&mut self, depth: usize) -> Result<Kind<'a>, JsonError> {
        self.take(b'{')?;
        self.skip_white_space();
        let mut members: Vec<Member<'a>> = Vec::new();
        while self.peek() != Some(b'}') {
            if !members.is_empty() {
                self.take(b',')?;
                self.skip_white_space();
            }
            members.push(self.member(depth)?);
            self.skip_white_space();
        }
        self.take(b'}')?;
        if repeats_a_key(&members) { Err(JsonError) } else { Ok(Kind::Object(members)) }
    }

    fn member(&mut self, depth: usize) -> Result<Member<'a>, JsonError> {
        let start = self.at;
        let key = self.string()?;
        self.skip_white_space();
        self.take(b':')?;
        self.skip_white_space();
        let value = self.value(depth + 1)?;
        Ok(Member { key, value, at: self.extent(start)? })
    }

    fn array(&mut self, depth: usize) -> Result<Kind<'a>, JsonError> {
        self.take(b'[')?;
        self.skip_white_space();
        let mut values = Vec::new();
        while self.peek() != Some(b']') {
            if !values.is_empty() {
                self.take(b',')?;
                self.skip_white_space();
            }
            values.push(self.value(depth + 1)?);
            self.skip_white_space();
        }
        self.take(b']')?;
        Ok(Kind::Array(values))
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.take(b'"')?;
        let mut out = Cow::Borrowed("");
        loop {
            let rest = self.rest();
            // Both are ASCII, so they never stand within another character.
            let end = memchr::memchr2(b'"', b'\\', rest.as_bytes()).ok_or(JsonError)?;
            let plain = rest.get(..end).unwrap_or_default();
            if has_control_characters(plain) {
                return Err(JsonError);
            }
            out += plain;
            self.at += end;
            if self.peek() == Some(b'"') {
                self.at += 1;
                return Ok(out);
            }
            out.to_mut().push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        self.take(b'\\')?;
        let escaped = self.peek().ok_or(JsonError)?;
        self.at += 1;
        Ok(match escaped {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.unicode_escape(),
            _ => return Err(JsonError),
        })
    }

    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        let first = self.four_hex_digits()?;
        if !(0xD800..0xDC00).contains(&first) {
            return char::from_u32(first).ok_or(JsonError);
        }
        // Characters beyond the basic plane are written as two surrogates (RFC 8259, section 7).
        self.take(b'\\')?;
        self.take(b'u')?;
        let second = self.four_hex_digits()?;
        if !(0xDC00..0xE000).contains(&second) {
            return Err(JsonError);
        }
        char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or(JsonError)
    }

    fn four_hex_digits(&mut self) -> Result<u32, JsonError> {
        let digits = self.rest().get(..4).ok_or(JsonError)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(JsonError);
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| JsonError)?;
        self.at += 4;
        Ok(number)
    }

    fn number(&mut self) -> Result<Kind<'a>, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let whole = self.digits()?;
        if whole > 1 && self.text.as_bytes().get(self.at - whole) == Some(&b'0') {
            return Err(JsonError);
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(Kind::Number(self.text.get(start..self.at).unwrap_or_default()))
    }

    /// Skips one or more digits and tells how many there were.
    fn digits(&mut self) -> Result<usize, JsonError> {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(JsonError) } else { Ok(self.at - start) }
    }
}

fn has_control_characters(text: &str) -> bool {
    // Without a branch per byte.
    text.bytes().fold(0, |found, byte| found | u8::from(byte < b' ')) != 0
}

fn repeats_a_key(members: &[Member<'_>]) -> bool {
    if members.len() > COMPARED_KEYS_MAX {
        let mut seen = hashbrown::HashSet::new();
        return !members.iter().all(|member| seen.insert(&*member.key));
    }
    members.iter().enumerate().any(|(at, member)| {
        let earlier = members.iter().take(at);
        earlier.into_iter().any(|earlier| earlier.key == member.key)
    })
}

/// Writes a JSON string literal. Characters that no document of IAM may hold as they are
/// (beyond U+00FF) are written by their number.
pub(crate) fn quote(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            // Writing to a string cannot fail.
            c if (' '..='\u{FF}').contains(&c) => out.push(c),
            c => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                _ = write!(out, "\\u{unit:04x}");
            }),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::{COMPARED_KEYS_MAX, JSON_DEPTH_MAX, JsonError, Kind, quote, read};

    #[test]
    fn what_is_not_json_is_refused() {
        let keys: Vec<String> = (0..COMPARED_KEYS_MAX).map(|key| format!("\"{key}\":1,")).collect();
        let keys = keys.concat();
        assert!(read(&format!("{{{keys}\"a\":1}}")).is_ok());
        let many = format!("{{{keys}\"0\":1}}");
        let deep = "[".repeat(JSON_DEPTH_MAX + 2) + &"]".repeat(JSON_DEPTH_MAX + 2);
        for text in [
            "",
            "{",
            "{}x",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\":1,\"a\":2}",
            "{\"a\":1,\"\\u0061\":2}",
            "01",
            "1.",
            "-",
            "1e",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\ud800\\u0041\"",
            "\"a\nb\"",
            "tru",
            "{a:1}",
            "[1 2]",
            "\"\\u+123\"",
            &deep,
            &many,
        ] {
            assert_eq!(read(text).err(), Some(JsonError), "{text}");
        }
    }

    #[test]
    fn values_keep_their_place() {
        let value = read(" {\"a\": [true, null, -1.5e3, \"\\ud83d\\ude00\"]} ").unwrap();
        let Kind::Object(members) = &value.kind else { panic!("an object") };
        assert_eq!((value.at.start, value.at.end), (1, 44));
        let Kind::Array(items) = &members[0].value.kind else { panic!("an array") };
        assert!(matches!(&items[2].kind, Kind::Number("-1.5e3")));
        assert!(matches!(&items[3].kind, Kind::String(s) if s == "\u{1F600}"));
        assert_eq!((items[1].at.start, items[1].at.end), (14, 18));
    }

    proptest::proptest! {
        #[test]
        fn what_is_quoted_reads_back(text in "\\PC*|[\\x00-\\x20\"\\\\]*") {
            let quoted = quote(&text);
            let value = read(&quoted).unwrap();
            proptest::prop_assert!(matches!(value.kind, Kind::String(back) if back == text));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[\\[\\]{}\",:\\\\u0-9a-f.eE+\\- tn]*") {
            let ours = read(&text).is_ok();
            let theirs = serde_json::from_str::<serde_json::Value>(&text).is_ok();
            // The other reader keeps the last of repeated keys and takes deeper nesting.
            proptest::prop_assert!(!ours || theirs);
        }
    }
}
