//! Documents and their statements.

use super::patterns::{Signs, pattern};
use super::request::{ACTIONS, REGIONS, resource, spelled};
use super::{Scene, conditions};
use crate::case::{Document, Effect, Statement, Values, Version};
use crate::random::Random;

/// How much a document is to allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Breadth {
    Usual,
    /// Its first statement allows much, as boundaries and session policies do.
    Wide,
}

/// A document about the scene.
pub(super) fn document(random: &mut Random, scene: &Scene, breadth: Breadth) -> Document {
    let version = match random.weighted(&[90, 5, 5]) {
        0 => Version::V2012,
        1 => Version::V2008,
        _ => Version::Absent,
    };
    let count = 1 + random.weighted(&[66, 26, 8]);
    let mut statements: Vec<Statement> =
        (0..count).map(|_| statement(random, scene, version)).collect();
    // Below something that allows everything, each `Deny` is decisive.
    if random.percent(if breadth == Breadth::Wide { 58 } else { 13 }) {
        statements.insert(0, everything());
    }
    Document { version, statements, bare: random.percent(40) }
}

/// A statement. Half of them are about one element alone, so that it decides.
fn statement(random: &mut Random, scene: &Scene, version: Version) -> Statement {
    let mut statement = any_statement(random, scene, version);
    let all = || Values::one("*");
    match random.weighted(&[50, 6, 22, 22]) {
        0 => {}
        1 => {
            (statement.not_resource, statement.resources) = (false, all());
            statement.conditions.clear();
        }
        2 => {
            (statement.not_action, statement.actions) = (false, all());
            statement.conditions.clear();
        }
        _ => {
            (statement.not_action, statement.actions) = (false, all());
            (statement.not_resource, statement.resources) = (false, all());
        }
    }
    statement
}

fn everything() -> Statement {
    Statement {
        effect: Effect::Allow,
        principals: None,
        not_action: false,
        actions: Values::one("*"),
        not_resource: false,
        resources: Values::one("*"),
        conditions: Vec::new(),
    }
}

fn any_statement(random: &mut Random, scene: &Scene, version: Version) -> Statement {
    let effect = if random.percent(30) { Effect::Deny } else { Effect::Allow };
    let not_action = random.percent(12);
    let not_resource = random.percent(14);
    // A list of what is not meant is the more often met the shorter it is.
    let count = |random: &mut Random| 1 + random.weighted(&[70, 22, 8]);
    let actions = (0..count(random)).map(|_| action(random, scene, not_action)).collect();
    let resources =
        (0..count(random)).map(|_| entry(random, scene, version, not_resource)).collect();
    let bare = random.percent(50);
    Statement {
        effect,
        principals: None,
        not_action,
        actions: Values { list: actions, bare },
        not_resource,
        resources: Values { list: resources, bare },
        conditions: conditions::conditions(random, scene, version, effect),
    }
}

fn action(random: &mut Random, scene: &Scene, negated: bool) -> String {
    let other = random.percent(if negated { 75 } else { 14 });
    let action = if other { random.word(&ACTIONS) } else { scene.action };
    if random.below(2500) == 0 {
        return random.word(&["*:*", "*:Get*"]).to_owned();
    }
    let (vendor, name) = action.split_once(':').unwrap_or((action, ""));
    let wild = match random.weighted(&[48, 14, 12, 16, 10]) {
        0 => action.to_owned(),
        1 => format!("{vendor}:*"),
        2 if negated => action.to_owned(),
        2 => "*".to_owned(),
        3 => {
            let kept = random.below(name.len());
            format!("{vendor}:{}*", name.get(..kept).unwrap_or(name))
        }
        _ => {
            let at = random.below(name.len());
            let (before, after) = name.split_at_checked(at).unwrap_or((name, ""));
            format!("{vendor}:{before}?{}", after.get(1..).unwrap_or_default())
        }
    };
    spelled(random, &wild)
}

/// An entry of `Resource` or `NotResource`.
fn entry(random: &mut Random, scene: &Scene, version: Version, negated: bool) -> String {
    let other = random.percent(if negated { 70 } else { 22 }) || scene.resource == "*";
    let meant = if other { resource(random, &scene.facts) } else { scene.resource.clone() };
    match random.weighted(&[if negated { 10 } else { 100 }, 800, if negated { 1 } else { 70 }, 2]) {
        0 => "*".to_owned(),
        1 => derived(random, scene, &meant, version, negated),
        2 => short(random, &meant),
        _ => odd(random, &meant),
    }
}

/// The resource with wildcards and variables in its parts.
fn derived(
    random: &mut Random,
    scene: &Scene,
    resource: &str,
    version: Version,
    negated: bool,
) -> String {
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let [_, partition, service, region, account, path] = *parts.as_slice() else {
        return "*".to_owned();
    };
    // A star that ends a segment could match more than it where the request has more colons.
    let wild = if scene.resource.matches(':').count() > 5 { 0 } else { 40 };
    let partition = if random.permille(wild) { "*" } else { partition };
    let region = segment(random, region, wild * 8, &REGIONS);
    let account = segment(random, account, wild * 8, &["999999999999"]);
    let signs = Signs {
        version,
        wildcards: true,
        escapes: true,
        variables: 45,
        unresolved: if negated { 8 } else { 80 },
    };
    let path = if service == "s3" {
        pattern(random, scene, path, signs)
    } else if let Some(at) = path.find(['/', ':']) {
        // Signs in the first name are what the other evaluator does not read.
        let (product, rest) = path.split_at_checked(at + 1).unwrap_or((path, ""));
        format!("{product}{}", pattern(random, scene, rest, signs))
    } else {
        pattern(random, scene, path, Signs { variables: 0, ..signs })
    };
    format!("arn:{partition}:{service}:{region}:{account}:{path}")
}

fn segment(random: &mut Random, text: &str, wild: usize, others: &[&str]) -> String {
    if text.is_empty() || !random.permille(wild + 30) {
        return text.to_owned();
    }
    let at = random.below(text.len());
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    match random.weighted(&[wild, wild / 2, wild / 3, wild / 4, 30]) {
        0 => "*".to_owned(),
        1 => format!("{before}*"),
        2 => format!("{before}?{}", after.get(1..).unwrap_or_default()),
        3 => format!("*{after}"),
        _ => random.word(others).to_owned(),
    }
}

/// An ARN that ends early, with a star for the rest.
fn short(random: &mut Random, resource: &str) -> String {
    let parts: Vec<&str> = resource.splitn(6, ':').collect();
    let kept = if resource.contains(":s3:") { 3 } else { 3 + random.below(3) };
    let kept = parts.get(..kept).unwrap_or(&["arn", "aws", "s3"]);
    let star = if random.percent(70) { ":*" } else { "*" };
    if kept.len() == 3 {
        return format!("{}:*", kept.join(":"));
    }
    format!("{}{star}", kept.join(":"))
}

/// What the other evaluator reads in another way.
fn odd(random: &mut Random, resource: &str) -> String {
    let resource = resource.replace(|c: char| c == '$' || c > '\u{FF}', "?");
    match random.below(4) {
        0 => "arn:aws:iot:*:topic/*".to_owned(),
        1 => resource.replacen("topic/", "top*/", 1),
        2 => resource.replace("us-", "US-"),
        _ => {
            let (before, after) = resource.rsplit_once(['/', ':']).unwrap_or((&resource, ""));
            let service = if before.starts_with("arn:aws:sqs") { "sqs" } else { "iot" };
            format!("arn:aws:{service}:*:{after}")
        }
    }
}
