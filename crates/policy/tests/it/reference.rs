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

/// All legs must allow, and none deny.
pub(crate) fn all(answers: &[Answer]) -> Answer {
    if answers.contains(&Answer::ExplicitDeny) {
        Answer::ExplicitDeny
    } else if answers.is_empty() || answers.contains(&Answer::ImplicitDeny) {
        Answer::ImplicitDeny
    } else {
        Answer::Allow
    }
}

/// The answer of a union of policies.
pub(crate) fn union(policies: &[Value], question: Question<'_>) -> Answer {
    let mut answer = Answer::ImplicitDeny;
    for policy in policies {
        let variables = policy["Version"] == "2012-10-17";
        for statement in policy["Statement"].as_array().unwrap() {
            if !applies(statement, variables, question) {
                continue;
            }
            if statement["Effect"] == "Deny" {
                return Answer::ExplicitDeny;
            }
            answer = Answer::Allow;
        }
    }
    answer
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
    let resource_of = |pattern: &String| {
        let symbols = symbols(pattern, variables, true, question)?;
        let symbols = if question.iot { symbols } else { confined(&symbols) };
        Some(glob(&symbols, question.resource))
    };
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
            let value: std::net::Ipv4Addr = value.parse().ok()?;
            Some(wanted.iter().any(|w| {
                let (network, bits) = w.split_once('/').unwrap_or((w, "32"));
                let network: std::net::Ipv4Addr = network.parse().unwrap();
                let bits: usize = bits.parse().unwrap();
                let binary = |address: std::net::Ipv4Addr| format!("{:032b}", u32::from(address));
                binary(network)[..bits] == binary(value)[..bits]
            }))
        }
        _ => {
            let comparison = name.strip_prefix("Numeric")?;
            let value: f64 = value.parse().ok()?;
            Some(wanted.iter().map(|w| w.parse::<f64>().unwrap()).any(|w| match comparison {
                "Equals" => value.total_cmp(&w).is_eq(),
                "LessThan" => value < w,
                "LessThanEquals" => value <= w,
                "GreaterThan" => value > w,
                _ => value >= w,
            }))
        }
    }
}

fn arn(wanted: &str, value: &str, variables: bool, question: Question<'_>) -> bool {
    let Some(symbols) = symbols(wanted, variables, true, question) else { return false };
    if wanted == "*" {
        return value.matches(':').count() >= 5;
    }
    let mut parts: Vec<Vec<Symbol>> = vec![Vec::new()];
    for symbol in symbols {
        if symbol == Symbol::Colon && parts.len() < 6 {
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
            let (inside, after) = rest[2..].split_once('}').unwrap();
            out.extend(value_of(inside, question)?.chars().map(Symbol::Exactly));
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

fn value_of(inside: &str, question: Question<'_>) -> Option<String> {
    if ["*", "?", "$"].contains(&inside) {
        return Some(inside.to_owned());
    }
    let (key, default) = match inside.split_once(", '") {
        Some((key, default)) => (key, Some(default.trim_end_matches('\'').to_owned())),
        None => (inside, None),
    };
    match question.facts.get(&key.to_lowercase()) {
        Some(Fact::One(value)) => {
            let refused = question.iot
                && key.to_lowercase().starts_with("iot:certificate.")
                && value.contains(['*', '$', '+', '?', '#']);
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
