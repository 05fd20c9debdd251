//! Context keys and their values: of the right type, nearly right, and wrong.

use crate::case::Fact;
use crate::random::Random;

/// What a key's values are, as far as conditions compare them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    Date,
    Truth,
    Binary,
    Address,
    Arn,
}

/// A context key that requests may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Whether the key is multi-valued.
    pub(super) many: bool,
}

const fn one(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, many: false }
}

const fn many(name: &'static str, kind: Kind) -> Key {
    Key { name, kind, many: true }
}

/// An account that no caller is of.
pub(super) const OTHER_ACCOUNT: &str = "999999999999";

pub(super) const CURRENT_TIME: &str = "aws:CurrentTime";
pub(super) const EPOCH_TIME: &str = "aws:EpochTime";

pub(super) const KEYS: [Key; 20] = [
    one("aws:username", Kind::Text),
    one("aws:PrincipalTag/Team", Kind::Text),
    one("aws:RequestTag/Owner", Kind::Text),
    one("s3:prefix", Kind::Text),
    one("aws:MultiFactorAuthAge", Kind::Number),
    one("s3:max-keys", Kind::Number),
    one("aws:TokenIssueTime", Kind::Date),
    one(CURRENT_TIME, Kind::Date),
    one(EPOCH_TIME, Kind::Number),
    one("aws:SecureTransport", Kind::Truth),
    one("aws:MultiFactorAuthPresent", Kind::Truth),
    one("app:Digest", Kind::Binary),
    one("aws:SourceIp", Kind::Address),
    one("aws:SourceArn", Kind::Arn),
    one("aws:PrincipalArn", Kind::Arn),
    many("aws:TagKeys", Kind::Text),
    many("cognito-identity.amazonaws.com:amr", Kind::Text),
    many("app:Sizes", Kind::Number),
    many("app:Peers", Kind::Address),
    many("app:Sources", Kind::Arn),
];

pub(super) const WORDS: [&str; 23] = [
    "a",
    "a, b",
    "b",
    "A",
    "ab",
    "a/b",
    "b/a",
    "aa",
    "*",
    "a*",
    "?",
    "a?",
    "$",
    "$a",
    "${aws:username}",
    "é",
    "É",
    "a.b",
    "a b",
    "team-a",
    "b+",
    "true",
    "10",
];
const RARE_WORDS: [&str; 6] = ["", "a\nb", "\u{1F600}", "\u{212A}", "ς", "a:b"];
const NUMBERS: [&str; 12] =
    ["0", "1", "-1", "5", "5.0", "5.5", "5.25", "10", "007", "-2.5", "1000000", "3600"];
const RARE_NUMBERS: [&str; 8] =
    ["10abc", "1e3", " 10", "+5", ".5", "9007199254740993", "9007199254740992", "-"];
pub(super) const DATES: [&str; 8] = [
    "2026-11-25",
    "2026-11-25T00:00:00Z",
    "2026-11-25T01:00:00+01:00",
    "2026-11-25T00:00:00.500Z",
    "2026-11-25T00:00Z",
    "2026-11",
    "2025-12-31T23:59:59Z",
    "2027-01-01T00:00:00Z",
];
/// Seconds since 1970, the first of them at the instant of `DATES`.
pub(super) const EPOCHS: [&str; 4] = ["1795564800", "1795564801", "1700000000", "1900000000"];
const RARE_DATES: [&str; 6] =
    ["2026", "2026-11-25T00:00:00", "25 Nov 2026", "1795564800.5", "yesterday", "2026-02-30"];
pub(super) const BINARIES: [&str; 4] = ["YQ==", "YWI=", "YWJj", "AAEC"];
pub(super) const ADDRESSES: [&str; 8] = [
    "10.0.0.7",
    "10.0.0.8",
    "10.255.0.1",
    "203.0.113.9",
    "192.0.2.1",
    "2001:db8::1",
    "2001:db8:1::1",
    "::1",
];
const RARE_ADDRESSES: [&str; 4] =
    ["2001:db8:0:0:0:0:0:1", "2001:DB8::1", "::ffff:10.0.0.7", "10.0.0"];
pub(super) const ARNS: [&str; 8] = [
    "arn:aws:iam::123456789012:role/app",
    "arn:aws:iam::123456789012:user/a",
    "arn:aws:iam::999999999999:role/app",
    "arn:aws:sns:us-east-1:123456789012:a",
    // Parts of the one above, but not in their places.
    "arn:aws:sns:us-east-1:999999999999:b:123456789012:a",
    "arn:aws:s3:::bucket/a",
    "arn:aws:lambda:us-east-1:123456789012:function:a:1",
    "arn:aws-cn:s3:::bucket/*",
];
const RARE_ARNS: [&str; 3] = ["bucket/a", "arn:aws:s3", "urn:aws:s3:::bucket/a"];
/// Keys that no request has.
const ABSENT: [&str; 2] = ["aws:PrincipalTag/None", "app:Nothing"];

/// A context, and the single-valued keys it has not.
pub(super) fn context(random: &mut Random) -> (Vec<(String, Fact)>, Vec<&'static str>) {
    let mut context = Vec::new();
    let mut absent = ABSENT.to_vec();
    let stored = KEYS.iter().filter(|key| ![CURRENT_TIME, EPOCH_TIME].contains(&key.name));
    for key in stored {
        if random.percent(72) {
            context.push((spelled(random, key.name), fact(random, *key)));
        } else if !key.many {
            absent.push(key.name);
        }
    }
    (context, absent)
}

/// The present, and the two keys that tell it.
pub(super) fn clocks(random: &mut Random) -> (i64, [(String, Fact); 2]) {
    let moments = [
        (1_795_564_799, "2026-11-24T23:59:59Z"),
        (1_795_564_800, "2026-11-25T00:00:00Z"),
        (1_795_564_801, "2026-11-25T00:00:01Z"),
        (1_800_000_000, "2027-01-15T08:00:00Z"),
    ];
    let (seconds, text) = *random.item(&moments).unwrap_or(&(0, "1970-01-01T00:00:00Z"));
    let current = (CURRENT_TIME.to_owned(), Fact::One(text.to_owned()));
    let epoch = (EPOCH_TIME.to_owned(), Fact::One(seconds.to_string()));
    (seconds, [current, epoch])
}

/// A key in some case: keys are equal without it.
pub(super) fn spelled(random: &mut Random, key: &str) -> String {
    match random.below(10) {
        0 => key.to_ascii_lowercase(),
        1 => key.to_ascii_uppercase(),
        _ => key.to_owned(),
    }
}

fn fact(random: &mut Random, key: Key) -> Fact {
    let kind = if random.permille(12) { Kind::Text } else { key.kind };
    if !key.many {
        return Fact::One(value(random, kind));
    }
    let count = random.weighted(&[1, 40, 40, 20]);
    if random.permille(4) {
        return Fact::Many(vec![String::new(); count.max(1)]);
    }
    Fact::Many((0..count).map(|_| value(random, kind)).collect())
}

/// A value of a kind, seldom one that only looks like it.
pub(super) fn value(random: &mut Random, kind: Kind) -> String {
    let (usual, rare): (&[&str], &[&str]) = match kind {
        Kind::Text => (&WORDS, &RARE_WORDS),
        Kind::Number => (&NUMBERS, &RARE_NUMBERS),
        Kind::Date => (&DATES, &RARE_DATES),
        Kind::Truth => (&["true", "false", "True", "FALSE"], &["yes", "1"]),
        Kind::Binary => (&BINARIES, &["a", ""]),
        Kind::Address => (&ADDRESSES, &RARE_ADDRESSES),
        Kind::Arn => (&ARNS, &RARE_ARNS),
    };
    let drawn = if random.permille(9) { rare } else { usual };
    random.word(drawn).to_owned()
}
