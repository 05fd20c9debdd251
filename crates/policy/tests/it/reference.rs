//! A slow evaluator, written from the rules alone: it reads plain JSON, keeps no index, binds
//! nothing, and matches by trying every way there is.

use serde_json::Value;
use std::collections::BTreeMap;

/// Context keys in lower case.
pub(crate) type Facts = BTreeMap<String, Fact>;

#[derive(Clone, Debug)]
pub(crate) enum Fact {
    One(String),
    Many(Vec<String>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    Allow,
    ExplicitDeny,
    ImplicitDeny,
}

#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub(crate) action: &'a str,
    pub(crate) resource: &'a str,
    pub(crate) facts: &'a Facts,
    pub(crate) iot: bool,
}

/// The answer of a union of policies.
pub(crate) fn union(policies: &[Value], question: Question<'_>) -> Answer {
    let effects: Vec<&Value> = matching(policies, question).map(|one| &one["Effect"]).collect();
    if effects.iter().any(|effect| *effect == "Deny") {
        Answer::ExplicitDeny
    } else if effects.is_empty() {
        Answer::ImplicitDeny
    } else {
        Answer::Allow
    }
}

/// The statements that match, whomever they mean.
pub(crate) fn matching<'p>(
    policies: &'p [Value],
    question: Question<'p>,
) -> impl Iterator<Item = &'p Value> {
    policies.iter().flat_map(move |policy| {
        let variables = policy["Version"] == "2012-10-17";
        let statements = policy["Statement"].as_array().unwrap().iter();
        statements.filter(move |statement| applies(statement, variables, question))
    })
}

fn applies(statement: &Value, variables: bool, question: Question<'_>) -> bool {
    let lists = |name: &str| statement.get(name).map(strings);
    let action_listed = |patterns: &[String]| {
        let action = question.action.to_lowercase();
        patterns.iter().any(|pattern| {
            glob(&symbols(&pattern.to_lowercase(), false, true, question).unwrap(), &action)
        })
    };
    let action = match (lists("Action"), lists("NotAction")) {
        (Some(patterns), _) => action_listed(&patterns),
        (_, Some(patterns)) => !action_listed(&patterns),
        _ => false,
    };
    let resource_of = |pattern: &String| resource_matches(pattern, variables, question);
    let resource = match (lists("Resource"), lists("NotResource")) {
        (Some(patterns), _) => patterns.iter().any(|pattern| resource_of(pattern) == Some(true)),
        (_, Some(patterns)) => {
            let results: Vec<_> = patterns.iter().map(resource_of).collect();
            let void = question.iot && results.contains(&None);
            !void && !results.contains(&Some(true))
        }
        _ => false,
    };
    action && resource && conditions(statement, variables, question)
}

fn resource_matches(pattern: &str, variables: bool, question: Question<'_>) -> Option<bool> {
    let symbols = symbols(pattern, variables, true, question)?;
    let symbols = if question.iot { symbols } else { confined(&symbols) };
    Some(glob(&symbols, question.resource))
}

fn conditions(statement: &Value, variables: bool, question: Question<'_>) -> bool {
    let deny = statement["Effect"] == "Deny";
    let blocks = statement["Condition"].as_object();
    blocks.into_iter().flatten().all(|(operator, keys)| {
        keys.as_object().unwrap().iter().all(|(key, wanted)| {
            let wanted = strings(wanted);
            condition(
                operator,
                question.facts.get(&key.to_lowercase()),
                &wanted,
                variables,
                deny,
                question,
            )
        })
    })
}

fn condition(
    operator: &str,
    fact: Option<&Fact>,
    wanted: &[String],
    variables: bool,
    deny: bool,
    question: Question<'_>,
) -> bool {
    let (set, rest) = operator.split_once(':').map_or(("", operator), |(set, rest)| (set, rest));
    let (rest, if_exists) =
        rest.strip_suffix("IfExists").map_or((rest, false), |rest| (rest, true));
    let (name, negated) = positive(rest);
    if name == "Null" {
        let missing = fact.is_none() || matches!(fact, Some(Fact::Many(v)) if v.is_empty());
        return wanted.iter().any(|w| (w == "true") == missing);
    }
    if question.iot && negated && wanted.iter().any(|w| unresolved(&name, w, variables, question)) {
        return false;
    }
    // None: the value cannot be compared.
    let accepts = |value: &str| match matches(&name, value, wanted, variables, question) {
        None => negated && deny,
        Some(found) => found != negated,
    };
    let values = match fact {
        None => Vec::new(),
        Some(Fact::One(value)) => vec![value.clone()],
        Some(Fact::Many(values)) => values.clone(),
    };
    let null = values.iter().all(String::is_empty);
    match (set, fact) {
        ("ForAllValues", _) => null || values.iter().all(|value| accepts(value)),
        ("ForAnyValue", _) => !null && values.iter().any(|value| accepts(value)),
        (_, None) => if_exists || negated,
        (_, Some(Fact::One(value))) => accepts(value),
        (_, Some(Fact::Many(_))) => negated && deny,
    }
}

fn positive(name: &str) -> (String, bool) {
    if name.contains("Not") { (name.replace("Not", ""), true) } else { (name.to_owned(), false) }
}

fn unresolved(name: &str, wanted: &str, variables: bool, question: Question<'_>) -> bool {
    let textual = name.starts_with("String") || name.starts_with("Arn");
    textual && symbols(wanted, variables, true, question).is_none()
}

fn matches(
    name: &str,
    value: &str,
    wanted: &[String],
    variables: bool,
    question: Question<'_>,
) -> Option<bool> {
    let text = |wildcards: bool| {
        wanted.iter().any(|w| {
            symbols(w, variables, wildcards, question).is_some_and(|symbols| glob(&symbols, value))
        })
    };
    match name {
        "StringEquals" => Some(text(false)),
        "StringLike" => Some(text(true)),
        "StringEqualsIgnoreCase" => Some(wanted.iter().any(|w| {
            symbols(&w.to_lowercase(), variables, false, question).is_some_and(|symbols| {
                let lower = symbols.into_iter().map(|symbol| match symbol {
                    Symbol::Exactly(c) => Symbol::Exactly(c.to_ascii_lowercase()),
                    other => other,
                });
                glob(&lower.collect::<Vec<_>>(), &value.to_lowercase())
            })
        })),
        "ArnLike" | "ArnEquals" if value.matches(':').count() < 5 => None,
        "ArnLike" | "ArnEquals" => Some(wanted.iter().any(|w| arn(w, value, variables, question))),
        "Bool" => {
            let value: bool = value.parse().ok()?;
            Some(wanted.iter().any(|w| *w == value.to_string()))
        }
        "IpAddress" => {
            let value = address_bits(value)?;
            Some(wanted.iter().any(|w| {
                let (network, prefix) = w.split_once('/').unwrap_or((w, "128"));
                let mapped = network.starts_with("::ffff:");
                let prefix = prefix.parse::<usize>().unwrap() - if mapped { 96 } else { 0 };
                let network = address_bits(network).unwrap();
                let prefix = prefix.min(network.len());
                network.len() == value.len() && network[..prefix] == value[..prefix]
            }))
        }
        "BinaryEquals" => {
            let base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
            // Whole groups of four letters; the generators pad in one way only.
            let encoded = value.len().is_multiple_of(4) && value.chars().all(base64);
            encoded.then(|| wanted.iter().any(|w| w == value))
        }
        _ if name.starts_with("Date") => {
            let value = instant(value)?;
            Some(wanted.iter().any(|w| ordered(&name[4..], value, instant(w).unwrap())))
        }
        _ => {
            let comparison = name.strip_prefix("Numeric")?;
            let value: f64 = value.parse().ok()?;
            Some(wanted.iter().any(|w| ordered(comparison, value, w.parse().unwrap())))
        }
    }
}

fn ordered(comparison: &str, value: f64, wanted: f64) -> bool {
    match comparison {
        "Equals" => value.total_cmp(&wanted).is_eq(),
        "LessThan" => value < wanted,
        "LessThanEquals" => value <= wanted,
        "GreaterThan" => value > wanted,
        _ => value >= wanted,
    }
}

/// An address as digits of base two; one of IPv4 within IPv6 is one of IPv4.
fn address_bits(text: &str) -> Option<String> {
    let text = text.strip_prefix("::ffff:").unwrap_or(text);
    Some(match text.parse().ok()? {
        std::net::IpAddr::V4(v4) => format!("{:032b}", u32::from(v4)),
        std::net::IpAddr::V6(v6) => format!("{:0128b}", u128::from(v6)),
    })
}

/// Seconds since 1970, counted day by day.
fn instant(text: &str) -> Option<f64> {
    if text.len() != 4 && text.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return text.parse().ok();
    }
    let (date, time) = text.split_once('T').unwrap_or((text, "00:00:00Z"));
    let parts: Vec<i64> =
        date.split('-').map(|part| part.parse().ok()).collect::<Option<Vec<_>>>()?;
    let part = |at: usize| parts.get(at).copied().unwrap_or(1);
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let months = |year| [31, 28 + i64::from(leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let years: i64 = (1970..part(0)).map(|year| months(year).iter().sum::<i64>()).sum();
    let month = usize::try_from(part(1)).unwrap() - 1;
    let days = years + months(part(0))[..month].iter().sum::<i64>() + part(2) - 1;
    let (clock, offset_hours) = match time.split_once('+') {
        Some((clock, zone)) => (clock, zone[..2].parse::<f64>().unwrap()),
        None => (time.trim_end_matches('Z'), 0.0),
    };
    let clock: Vec<f64> = clock.split(':').map(|part| part.parse().unwrap()).collect();
    let seconds = clock[0] * 3600.0 + clock[1] * 60.0 + clock.get(2).copied().unwrap_or(0.0);
    let days = f64::from(i32::try_from(days).unwrap());
    Some(days * 86_400.0 + seconds - offset_hours * 3600.0)
}

fn arn(wanted: &str, value: &str, variables: bool, question: Question<'_>) -> bool {
    let Some(symbols) = symbols(wanted, variables, true, question) else { return false };
    if wanted == "*" {
        return value.matches(':').count() >= 5;
    }
    // Colons of values separate parts only where the policy itself wrote too few of them.
    let written = symbols.iter().filter(|symbol| **symbol == Symbol::Colon).count();
    let separates = |symbol| match symbol {
        Symbol::Colon => true,
        symbol => written < 5 && symbol == Symbol::Exactly(':'),
    };
    let mut parts: Vec<Vec<Symbol>> = vec![Vec::new()];
    for symbol in symbols {
        if separates(symbol) && parts.len() < 6 {
            parts.push(Vec::new());
        } else {
            parts.last_mut().unwrap().push(symbol);
        }
    }
    let values: Vec<&str> = value.splitn(6, ':').collect();
    parts.len() == 6
        && values.len() == 6
        && parts.iter().zip(values).all(|(part, value)| glob(part, value))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Symbol {
    Exactly(char),
    /// A colon that the policy itself wrote.
    Colon,
    Star,
    Question,
    StarWithinSegment,
    QuestionWithinSegment,
}

/// Characters and wildcards, or nothing if a variable has no value.
fn symbols(
    text: &str,
    variables: bool,
    wildcards: bool,
    question: Question<'_>,
) -> Option<Vec<Symbol>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if variables && rest.starts_with("${") {
            let (inside, after) = variable(&rest[2..]);
            out.extend(value_of(&inside, question)?.chars().map(Symbol::Exactly));
            rest = after;
            continue;
        }
        out.push(match c {
            '*' if wildcards => Symbol::Star,
            '?' if wildcards => Symbol::Question,
            ':' => Symbol::Colon,
            c => Symbol::Exactly(c),
        });
        rest = &rest[c.len_utf8()..];
    }
    Some(out)
}

/// The inside of `${…}`: an escaped sign, or a key and its default.
enum Inside {
    Sign(char),
    Key(String, Option<String>),
}

/// Reads the inside of `${…}`, and gives what follows it.
fn variable(text: &str) -> (Inside, &str) {
    for sign in ['*', '?', '$'] {
        if let Some(after) = text.strip_prefix(sign).and_then(|rest| rest.strip_prefix('}')) {
            return (Inside::Sign(sign), after);
        }
    }
    let end = text.find([',', '}']).unwrap();
    let key = text[..end].trim().to_lowercase();
    if text[end..].starts_with('}') {
        return (Inside::Key(key, None), &text[end + 1..]);
    }
    let quoted = text[end + 1..].trim_start_matches(' ').strip_prefix('\'').unwrap();
    let (default, after) = quoted.split_once('\'').unwrap();
    let after = after.trim_start_matches(' ').strip_prefix('}').unwrap();
    (Inside::Key(key, Some(default.to_owned())), after)
}

fn value_of(inside: &Inside, question: Question<'_>) -> Option<String> {
    let (key, default) = match inside {
        Inside::Sign(sign) => return Some(sign.to_string()),
        Inside::Key(key, default) => (key, default.clone()),
    };
    match question.facts.get(key) {
        Some(Fact::One(value)) => {
            let certificate = question.iot && key.starts_with("iot:certificate.");
            let refused = certificate
                && (value.chars().count() > 1024 || value.contains(['*', '$', '+', '?', '#']));
            if refused { default } else { Some(value.clone()) }
        }
        _ => default,
    }
}

/// IAM's rule on the stars of a resource before the fifth colon.
fn confined(symbols: &[Symbol]) -> Vec<Symbol> {
    let mut colons = 0;
    let mut out = Vec::new();
    for (at, symbol) in symbols.iter().enumerate() {
        let last = matches!(symbols.get(at + 1), None | Some(Symbol::Colon));
        colons += usize::from(*symbol == Symbol::Colon);
        out.push(match symbol {
            Symbol::Star if colons < 5 && !last => Symbol::StarWithinSegment,
            Symbol::Question if colons < 5 => Symbol::QuestionWithinSegment,
            other => *other,
        });
    }
    out
}

fn glob(symbols: &[Symbol], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // reach[i]: the symbols so far match the first i characters.
    let mut reach = vec![false; text.len() + 1];
    reach[0] = true;
    for symbol in symbols {
        let mut next = vec![false; text.len() + 1];
        for at in 0..=text.len() {
            let consumes =
                |accepts: &dyn Fn(char) -> bool| at > 0 && reach[at - 1] && accepts(text[at - 1]);
            next[at] = match symbol {
                Symbol::Exactly(c) => consumes(&|t| t == *c),
                Symbol::Colon => consumes(&|t| t == ':'),
                Symbol::Question => consumes(&|_| true),
                Symbol::QuestionWithinSegment => consumes(&|t| t != ':'),
                Symbol::Star => reach[at] || (at > 0 && next[at - 1]),
                Symbol::StarWithinSegment => {
                    reach[at] || (at > 0 && next[at - 1] && text[at - 1] != ':')
                }
            };
        }
        reach = next;
    }
    reach[text.len()]
}

fn strings(value: &Value) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    value.as_array().map_or_else(|| vec![one(value)], |values| values.iter().map(one).collect())
}
