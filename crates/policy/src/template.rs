//! Strings of a policy taken apart: literal text, wildcards, variables.
//!
//! Substituted values stay apart from the pattern for good. A value that holds a `*` matches
//! that character and nothing else; gluing values into a pattern first would let a client widen
//! its own permissions by choosing a name.

use hashbrown::HashMap;

/// One piece of a policy string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// Text that stands for itself; neighbours are always merged.
    Literal(Box<str>),
    /// A context key whose value stands here.
    Variable(Variable),
    /// `*`: any characters, colons and slashes among them.
    Star,
    /// `?`: one character.
    Question,
    /// A `*` that stays within one segment of an ARN.
    SegmentStar,
    /// A `?` that is not a colon.
    SegmentQuestion,
}

/// A reference to a context key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    pub(crate) key: KeyId,
    /// The text to use when the key has no value.
    pub(crate) default: Option<Box<str>>,
}

/// The place of a key in its document's [`Keys`].
pub(crate) type KeyId = u32;

/// A context key that a document mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// The name in lower case.
    pub(crate) name: Box<str>,
    /// The name as the document spells it where it is first read.
    pub(crate) written: Box<str>,
    /// What the engine itself knows about the key.
    pub(crate) kind: KeyKind,
}

/// The keys that are more than a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyKind {
    Plain,
    /// A field of the client certificate: AWS IoT refuses to substitute some of its values.
    Certificate,
    /// `aws:CurrentTime`.
    CurrentTime,
    /// `aws:EpochTime`.
    EpochTime,
}

/// Every context key that a document mentions, once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    list: Vec<Key>,
    /// The place of each name; needed only while the document is read.
    places: HashMap<Box<str>, KeyId>,
}

impl Keys {
    /// The id of a key, written in any case.
    pub(crate) fn id(&mut self, written: &str) -> KeyId {
        let name: Box<str> = written.to_ascii_lowercase().into();
        if let Some(place) = self.places.get(&name) {
            return *place;
        }
        // A document is bounded far below the range of u32.
        let place = KeyId::try_from(self.list.len()).unwrap_or(KeyId::MAX);
        let kind = KeyKind::of(&name);
        self.list.push(Key { name: name.clone(), written: written.into(), kind });
        self.places.insert(name, place);
        place
    }

    /// Gives up what only reading needs.
    pub(crate) fn seal(mut self) -> Self {
        self.places = HashMap::new();
        self
    }

    pub(crate) fn key(&self, id: KeyId) -> Option<&Key> {
        self.list.get(id as usize)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Key> {
        self.list.iter()
    }
}

impl KeyKind {
    fn of(name: &str) -> Self {
        match name {
            "aws:currenttime" => Self::CurrentTime,
            "aws:epochtime" => Self::EpochTime,
            _ if name.starts_with("iot:certificate.") => Self::Certificate,
            _ => Self::Plain,
        }
    }
}

/// Where matching finds the values of variables.
pub(crate) trait Values {
    /// The text that stands for the variable, its default counted in; nothing if there is none.
    fn text<'v>(&'v self, variable: &'v Variable) -> Option<&'v str>;
}

/// No variable has a value but its default: for patterns that have none.
pub(crate) struct NoValues;

impl Values for NoValues {
    fn text<'v>(&'v self, variable: &'v Variable) -> Option<&'v str> {
        variable.default.as_deref()
    }
}

/// Which signs have a meaning in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Signs {
    /// `*` and `?` are wildcards.
    pub(crate) wildcards: bool,
    /// `${…}` is a variable or an escape: policies of version 2012-10-17 only.
    pub(crate) variables: bool,
}

/// A `${` that opens nothing that could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TemplateError;

/// Takes a policy string apart.
pub(crate) fn tokens(
    text: &str,
    signs: Signs,
    keys: &mut Keys,
) -> Result<Vec<Token>, TemplateError> {
    let mut out = Tokens::default();
    let mut rest = text;
    // The signs are ASCII, so they never stand within another character.
    while let Some(at) = memchr::memchr3(b'*', b'?', b'$', rest.as_bytes()) {
        let (literal, signed) = rest.split_at_checked(at).ok_or(TemplateError)?;
        out.literal.push_str(literal);
        if signs.variables
            && let Some(inner) = signed.strip_prefix("${")
        {
            rest = variable(inner, keys, &mut out)?;
            continue;
        }
        let (sign, later) = signed.split_at_checked(1).ok_or(TemplateError)?;
        match sign {
            "*" if signs.wildcards => out.push(Token::Star),
            "?" if signs.wildcards => out.push(Token::Question),
            sign => out.literal.push_str(sign),
        }
        rest = later;
    }
    out.literal.push_str(rest);
    out.flush();
    Ok(out.tokens)
}

/// Reads what follows `${` and returns the rest of the string.
fn variable<'t>(
    inner: &'t str,
    keys: &mut Keys,
    out: &mut Tokens,
) -> Result<&'t str, TemplateError> {
    for escaped in ["*", "?", "$"] {
        if let Some(rest) = inner.strip_prefix(escaped).and_then(|rest| rest.strip_prefix('}')) {
            out.literal.push_str(escaped);
            return Ok(rest);
        }
    }
    let name_end = inner.find(['}', ',']).ok_or(TemplateError)?;
    let (name, rest) = inner.split_at_checked(name_end).ok_or(TemplateError)?;
    let name = name.trim();
    if name.is_empty() || name.contains(['$', '{', '\'']) {
        return Err(TemplateError);
    }
    let (default, rest) = match rest.strip_prefix(',') {
        None => (None, rest),
        Some(rest) => {
            let quoted = rest.trim_start_matches(' ').strip_prefix('\'').ok_or(TemplateError)?;
            let (default, rest) = quoted.split_once('\'').ok_or(TemplateError)?;
            (Some(default.into()), rest.trim_start_matches(' '))
        }
    };
    let rest = rest.strip_prefix('}').ok_or(TemplateError)?;
    out.push(Token::Variable(Variable { key: keys.id(name), default }));
    Ok(rest)
}

#[derive(Default)]
struct Tokens {
    tokens: Vec<Token>,
    literal: String,
}

impl Tokens {
    fn flush(&mut self) {
        if !self.literal.is_empty() {
            self.tokens.push(Token::Literal(std::mem::take(&mut self.literal).into()));
        }
    }

    fn push(&mut self, token: Token) {
        self.flush();
        self.tokens.push(token);
    }
}

/// Writes text so that a policy of version 2012-10-17 reads it as itself.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '*' | '?' => out.extend(['$', '{', c, '}']),
            '$' if rest.peek() == Some(&'{') => out.push_str("${$}"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Keys, Signs, TemplateError, Token, escape, tokens};
    use expect_test::expect;

    const ALL: Signs = Signs { wildcards: true, variables: true };

    #[test]
    fn strings_come_apart() {
        let mut keys = Keys::default();
        let read = tokens("a${*}b*${aws:UserName, 'x y'}?${AWS:username}$", ALL, &mut keys);
        expect![[r#"[Literal("a*b"), Star, Variable(Variable { key: 0, default: Some("x y") }), Question, Variable(Variable { key: 0, default: None }), Literal("$")]"#]]
        .assert_eq(&format!("{:?}", read.unwrap()));
    }

    #[test]
    fn a_version_without_variables_reads_them_as_text() {
        let signs = Signs { wildcards: true, variables: false };
        let read = tokens("${a}*", signs, &mut Keys::default()).unwrap();
        assert_eq!(read, [Token::Literal("${a}".into()), Token::Star]);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for text in
            ["${", "${}", "${a", "${ }", "${a${b}}", "${a, b}", "${a, 'b}", "${a, 'b'x}", "${'a'}"]
        {
            assert_eq!(tokens(text, ALL, &mut Keys::default()), Err(TemplateError), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn escaped_text_stands_for_itself(text in "[a$*?{}/:]{0,12}") {
            let read = tokens(&escape(&text), ALL, &mut Keys::default()).unwrap();
            let literal: String = read
                .iter()
                .map(|token| match token {
                    Token::Literal(text) => &**text,
                    other => panic!("{other:?}"),
                })
                .collect();
            proptest::prop_assert_eq!(literal, text);
        }
    }
}
