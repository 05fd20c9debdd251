//! What is asked for: an action and a resource.

use super::facts::WORDS;
use crate::case::{ACCOUNT, Fact};
use crate::random::Random;

pub(super) const ACTIONS: [&str; 8] = [
    "iot:Publish",
    "iot:Subscribe",
    "iot:GetThingShadow",
    "s3:GetObject",
    "s3:GetBucketPolicy",
    "s3:PutObject",
    "sqs:SendMessage",
    "dynamodb:GetItem",
];

pub(super) const REGIONS: [&str; 4] = ["us-east-1", "us-west-2", "eu-central-1", "us-gov-east-1"];

/// An action, seldom the one that is always allowed. Keys have one of their own.
pub(super) fn action(random: &mut Random, resource: &str) -> &'static str {
    if resource.contains(":kms:") {
        return "kms:Decrypt";
    }
    if random.permille(5) { "sts:GetCallerIdentity" } else { random.word(&ACTIONS) }
}

/// An action in some case: actions are equal without it.
pub(super) fn spelled(random: &mut Random, action: &str) -> String {
    match random.below(12) {
        0 => action.to_ascii_lowercase(),
        1 => action.to_ascii_uppercase(),
        _ => action.to_owned(),
    }
}

/// A resource. Its names are often values of the context, so that variables can match.
pub(super) fn resource(random: &mut Random, facts: &[(String, Fact)]) -> String {
    let region = random.word(&REGIONS);
    let account = if random.percent(90) { ACCOUNT } else { "999999999999" };
    let (first, second) = (name(random, facts), name(random, facts));
    let path = if random.percent(60) { first.clone() } else { format!("{first}/{second}") };
    match random.weighted(&[40, 36, 10, 5, 4, 5]) {
        0 => format!("arn:aws:s3:::{}{path}", random.word(&["bucket/", "bucket-a/", "", "a"])),
        1 => {
            let product = random.word(&["topic", "topicfilter", "client", "thing"]);
            format!("arn:aws:iot:{region}:{account}:{product}/{path}")
        }
        2 => format!("arn:aws:sqs:{region}:{account}:{}", first.replace(':', "-")),
        3 => format!("arn:aws:logs:{region}:{account}:log-group:{first}:log-stream:{second}"),
        4 => "*".to_owned(),
        _ => format!("arn:aws:kms:{region}:{account}:key/{path}"),
    }
}

/// One name within a resource. A star there is a pattern to the other evaluator, and so is seldom.
fn name(random: &mut Random, facts: &[(String, Fact)]) -> String {
    let ones = facts.iter().filter_map(|(_, fact)| match fact {
        Fact::One(value) if value.len() < 24 => Some(value.as_str()),
        _ => None,
    });
    let ones: Vec<&str> = ones.take(4).collect();
    let drawn = if random.percent(60) { random.word(&ones) } else { random.word(&WORDS) };
    if random.permille(6) { drawn.to_owned() } else { drawn.replace('*', "x") }
}
