//! Conditions: every operator, on keys that fit and keys that do not, beside the values they have.

use super::Scene;
use super::facts::{ADDRESSES, BINARIES, DATES, EPOCHS, KEYS, Key, Kind, WORDS, spelled, value};
use super::patterns::{Signs, pattern};
use crate::case::{Condition, Effect, Fact, Values, Version};
use crate::random::Random;

const TEXT: [&str; 6] = [
    "StringEquals",
    "StringNotEquals",
    "StringEqualsIgnoreCase",
    "StringNotEqualsIgnoreCase",
    "StringLike",
    "StringNotLike",
];
const ORDERS: [&str; 6] =
    ["Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"];
const ARN: [&str; 4] = ["ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"];

/// Up to three conditions, no two of one operator and key.
pub(super) fn conditions(
    random: &mut Random,
    scene: &Scene,
    version: Version,
    effect: Effect,
) -> Vec<Condition> {
    let mut conditions: Vec<Condition> = Vec::new();
    for _ in 0..random.weighted(&[38, 40, 17, 5]) {
        let condition = condition(random, scene, version, effect);
        // Two spellings of one operator are a repetition, too.
        let repeated = conditions.iter().any(|other| {
            other.operator.eq_ignore_ascii_case(&condition.operator)
                && (other.operator != condition.operator
                    || other.key.eq_ignore_ascii_case(&condition.key))
        });
        if !repeated {
            conditions.push(condition);
        }
    }
    conditions
}

fn condition(random: &mut Random, scene: &Scene, version: Version, effect: Effect) -> Condition {
    let key = *random.item(&KEYS).unwrap_or(&KEYS[0]);
    if random.percent(9) {
        return null(random, key);
    }
    // A key under an operator of another type shows what cannot be compared.
    let mismatched = random.permille(25);
    let kind = if mismatched { any_kind(random) } else { key.kind };
    let base = base(random, kind);
    let negated = base.contains("Not");
    // Where a value cannot be compared, a negated operator of a `Deny` is decided differently.
    let seldom = negated && effect == Effect::Deny;
    let set = set_operator(random, key.many, seldom);
    let suffix = if random.percent(18) { "IfExists" } else { "" };
    let operator = cased(random, format!("{set}{base}{suffix}"));
    let facts = scene.fact(key.name).map(Fact::values).unwrap_or_default();
    let count = random.weighted(&[0, 58, 26, 16]);
    let list = (0..count).map(|_| operand(random, scene, version, kind, &base, facts)).collect();
    // As text, a number without quotes is spelled as each JSON reader likes.
    let plain = base.starts_with("Numeric") || base == "Bool";
    let unquoted = plain && random.percent(30);
    let values = Values { list, bare: random.percent(50) };
    Condition { operator, key: spelled(random, key.name), values, unquoted }
}

fn null(random: &mut Random, key: Key) -> Condition {
    let truth = random.word(&["true", "false", "True", "false"]);
    let list = if random.percent(4) { vec!["true", "false"] } else { vec![truth] };
    let values =
        Values { list: list.into_iter().map(str::to_owned).collect(), bare: random.percent(50) };
    let unquoted = random.percent(25);
    Condition {
        operator: cased(random, "Null".into()),
        key: spelled(random, key.name),
        values,
        unquoted,
    }
}

fn any_kind(random: &mut Random) -> Kind {
    let kinds =
        [Kind::Text, Kind::Number, Kind::Date, Kind::Truth, Kind::Binary, Kind::Address, Kind::Arn];
    random.item(&kinds).copied().unwrap_or(Kind::Text)
}

fn base(random: &mut Random, kind: Kind) -> String {
    let word = match kind {
        // Every value is text, too.
        _ if random.percent(12) => random.word(&TEXT),
        Kind::Text => random.word(&TEXT),
        Kind::Number => return format!("Numeric{}", random.word(&ORDERS)),
        Kind::Date => return format!("Date{}", random.word(&ORDERS)),
        Kind::Truth => "Bool",
        Kind::Binary => "BinaryEquals",
        Kind::Address => random.word(&["IpAddress", "NotIpAddress"]),
        Kind::Arn => random.word(&ARN),
    };
    word.to_owned()
}

fn set_operator(random: &mut Random, many: bool, seldom: bool) -> &'static str {
    let weights = match (many, seldom) {
        (true, true) => [1, 49, 50],
        (true, false) => [12, 44, 44],
        (false, _) => [88, 6, 6],
    };
    ["", "ForAllValues:", "ForAnyValue:"].get(random.weighted(&weights)).copied().unwrap_or("")
}

fn cased(random: &mut Random, operator: String) -> String {
    match random.below(25) {
        0 => operator.to_ascii_lowercase(),
        1 => operator.to_ascii_uppercase(),
        _ => operator,
    }
}

/// A value to compare with: the key's own, one beside it, or any.
fn operand(
    random: &mut Random,
    scene: &Scene,
    version: Version,
    kind: Kind,
    base: &str,
    facts: &[String],
) -> String {
    let own = random.item(facts).filter(|_| random.percent(65));
    if base.starts_with("String") {
        let text = own.map_or_else(|| random.word(&WORDS).to_owned(), Clone::clone);
        return text_operand(random, scene, version, base, &text);
    }
    match kind {
        Kind::Number => number(random, own),
        Kind::Date => date(random),
        Kind::Truth => random.word(&["true", "false", "TRUE", "False"]).to_owned(),
        Kind::Binary => random.word(&BINARIES).to_owned(),
        Kind::Address => network(random, base.contains("Not")),
        Kind::Arn => arn(random, scene, version, base.contains("Not"), own),
        Kind::Text => random.word(&WORDS).to_owned(),
    }
}

fn text_operand(
    random: &mut Random,
    scene: &Scene,
    version: Version,
    base: &str,
    text: &str,
) -> String {
    let flipped = match random.below(9) {
        0 => text.to_lowercase(),
        1 => text.to_uppercase(),
        _ => text.to_owned(),
    };
    let signs = Signs {
        version,
        wildcards: base.ends_with("Like"),
        // Without wildcards an escape is still one, which the other evaluator does not know.
        escapes: random.permille(if base.ends_with("Like") { 850 } else { 20 }),
        variables: 30,
        unresolved: if base.contains("Not") { 10 } else { 150 },
    };
    pattern(random, scene, &flipped, signs)
}

fn number(random: &mut Random, own: Option<&String>) -> String {
    let decimal = |text: &&String| {
        text.len() < 16 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
    };
    if own.is_some_and(|own| own.starts_with("90071992547")) {
        return "9007199254740992".to_owned();
    }
    match own.filter(decimal) {
        Some(own) if random.percent(60) => format!("{own}{}", random.word(&["", "", ".0", ".5"])),
        _ => {
            random.word(&["0", "1", "5", "5.5", "10", "-2.5", "3600", "1795564800", "7"]).to_owned()
        }
    }
}

fn date(random: &mut Random) -> String {
    match random.weighted(&[985, 8, 2]) {
        0 => random.word(&DATES).to_owned(),
        1 => random.word(&EPOCHS).to_owned(),
        _ => "2026".to_owned(),
    }
}

fn network(random: &mut Random, negated: bool) -> String {
    if random.permille(20) {
        return random.word(&["0.0.0.0/0", "2001:db8::1", "2001:db8:0::1"]).to_owned();
    }
    if random.permille(if negated { 25 } else { 80 }) {
        return random.word(ADDRESSES.get(..5).unwrap_or_default()).to_owned();
    }
    let ranges = [
        "10.0.0.0/8",
        "10.0.0.0/29",
        "10.0.0.7/32",
        "203.0.113.0/24",
        "0.0.0.0/1",
        "128.0.0.0/1",
        "2001:db8::/32",
        "2001:db8::1/128",
        "::/0",
        "2001:db8:0:0::/64",
        "::1/128",
    ];
    random.word(&ranges).to_owned()
}

fn arn(
    random: &mut Random,
    scene: &Scene,
    version: Version,
    negated: bool,
    own: Option<&String>,
) -> String {
    if random.permille(9) {
        return random
            .word(&["*", "arn:aws:*", "arn:aws:iam::${aws:username}:role/app"])
            .to_owned();
    }
    let text = own.cloned().unwrap_or_else(|| value(random, Kind::Arn));
    let parts: Vec<&str> = text.splitn(6, ':').collect();
    let [_, partition, service, region, account, path] = *parts.as_slice() else {
        return "arn:aws:iam::123456789012:role/app".to_owned();
    };
    let unresolved = if negated { 10 } else { 150 };
    let signs = Signs { version, wildcards: true, escapes: true, variables: 30, unresolved };
    let plain = Signs { variables: 0, ..signs };
    let mut part = |text: &str| match random.weighted(&[70, 15, 15]) {
        0 => text.to_owned(),
        1 => "*".to_owned(),
        _ => pattern(random, scene, text, plain),
    };
    let front = [part(partition), part(service), part(region), part(account)].join(":");
    format!("arn:{front}:{}", pattern(random, scene, path, signs))
}
