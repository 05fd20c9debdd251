//! The policy of the resource: whom its statements name.

use super::documents::{Breadth, document};
use super::{Scene, facts};
use crate::case::{ACCOUNT, Caller, Document, Effect, Principals};
use crate::random::Random;

/// A policy about the scene, with principals around the caller.
pub(super) fn policy(random: &mut Random, scene: &Scene, caller: Caller) -> Document {
    let mut document = document(random, scene, Breadth::Usual);
    for statement in &mut document.statements {
        // Beside an `Allow`, a `NotPrincipal` is refused on save.
        let negated = statement.effect == Effect::Deny && random.percent(12);
        statement.principals = Some(principals(random, caller, negated));
    }
    document
}

fn principals(random: &mut Random, caller: Caller, negated: bool) -> Principals {
    let mut aws: Vec<String> =
        (0..random.weighted(&[4, 70, 26])).map(|_| principal(random, caller)).collect();
    let root = format!("arn:aws:iam::{ACCOUNT}:root");
    // Whom `NotPrincipal` is to spare must be listed with its account.
    if negated && random.percent(90) {
        aws.retain(|named| named == "*" || !named.contains(ACCOUNT));
        if random.percent(50) {
            aws.extend([caller.entity().to_owned(), caller.arn().to_owned(), root]);
        }
    }
    aws.sort();
    aws.dedup();
    let services =
        if aws.is_empty() || random.percent(5) { vec!["iot.amazonaws.com".into()] } else { vec![] };
    Principals { negated, aws, services, bare: random.percent(50) }
}

fn principal(random: &mut Random, caller: Caller) -> String {
    let others = [
        "999999999999",
        "arn:aws:iam::999999999999:root",
        "arn:aws:iam::123456789012:user/other",
        "arn:aws:iam::123456789012:role/other",
        "arn:aws:iam::123456789012:user/Tester",
        "arn:aws:sts::123456789012:assumed-role/worker/two",
        "arn:aws:iam::999999999999:role/worker",
    ];
    match random.weighted(&[14, 24, 20, 10, 8, 24]) {
        0 => "*".to_owned(),
        1 => caller.arn().to_owned(),
        2 => caller.entity().to_owned(),
        3 => ACCOUNT.to_owned(),
        4 => format!("arn:aws:iam::{ACCOUNT}:root"),
        _ => random.word(&others).to_owned(),
    }
}

/// Who asks. Only sessions have session policies.
pub(super) fn caller(random: &mut Random, session: bool) -> Caller {
    let weights = if session { [0, 85, 15] } else { [50, 42, 8] };
    let callers = [Caller::User, Caller::RoleSession, Caller::FederatedUser];
    callers.get(random.weighted(&weights)).copied().unwrap_or(Caller::User)
}

/// The account that owns the resource, where it has a policy of its own.
pub(super) fn owner(random: &mut Random) -> &'static str {
    if random.percent(85) { ACCOUNT } else { facts::OTHER_ACCOUNT }
}
