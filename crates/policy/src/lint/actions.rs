//! Actions that do not exist or are asked elsewhere, and what `Not…` lists leave open.

use super::code::Code;
use super::finding::Findings;
use super::view::{NoValues, View, Viewed};
use crate::json::Extent;
use crate::statement::Entry;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    for statement in &view.statements {
        for (entry, at) in statement.actions() {
            if findings.is_full() {
                return;
            }
            if !check_foreign(view, entry, at, findings) {
                check_known(entry, at, findings);
            }
        }
        check_negated(view, statement, findings);
    }
}

/// The services whose actions are known, with their names, one a line.
const KNOWN: [(&str, &str); 4] = [
    ("iot", include_str!("actions/iot.txt")),
    ("iam", include_str!("actions/iam.txt")),
    ("sts", include_str!("actions/sts.txt")),
    ("cognito-identity", include_str!("actions/cognito-identity.txt")),
];
/// Names that signatures and endpoints know and policies do not.
const SIGNING_NAMES: [&str; 3] = ["iotdata", "iot-data", "iotdevicegateway"];

fn check_known(entry: &Entry, at: Extent, findings: &mut Findings<'_>) {
    let Some((vendor, name)) = entry.written.split_once(':') else { return };
    let vendor = vendor.to_ascii_lowercase();
    if SIGNING_NAMES.contains(&&*vendor) {
        let message = format!(
            "`{}` is no action: those of the data plane begin with `iot:` too",
            entry.written
        );
        findings.add(Code::UnknownAction, at, message);
        return;
    }
    let Some((_, known)) = KNOWN.iter().find(|(service, _)| *service == vendor) else { return };
    let exists = known.lines().any(|known| {
        let action = format!("{vendor}:{}", known.to_ascii_lowercase());
        entry.pattern.matches(&action, &NoValues).is_yes()
    });
    if !exists {
        let meant = nearest(name, known.lines());
        let meant = meant.map(|known| format!("; `{vendor}:{known}` does")).unwrap_or_default();
        let message = format!("`{}` does not exist{meant}", entry.written);
        findings.add(Code::UnknownAction, at, message);
    }
}

/// Whether the document is never asked for the action.
fn check_foreign(view: &View<'_>, entry: &Entry, at: Extent, findings: &mut Findings<'_>) -> bool {
    let service = match (view.is_iot(), view.is_trust()) {
        (true, _) => "iot",
        (_, true) => "sts",
        _ => return false,
    };
    let Some((vendor, _)) = entry.written.split_once(':') else { return false };
    if vendor == "*" || vendor.eq_ignore_ascii_case(service) {
        return false;
    }
    let document = if view.is_iot() { "an AWS IoT policy" } else { "a trust policy" };
    let message = format!(
        "`{}` does nothing in {document}, which is asked for actions of `{service}:` alone",
        entry.written
    );
    findings.add(Code::ForeignAction, at, message);
    true
}

fn check_negated(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    let (parsed, label) = (statement.parsed, statement.label());
    let star = |written: &str| written == "*";
    let voided = |list: &[Entry]| list.iter().any(|entry| star(&entry.written));
    if statement.has_not_action() {
        if voided(&parsed.actions.list) {
            let message = format!("{label} excepts every action: it never matches");
            findings.add(Code::NotStar, parsed.actions.at, message);
        } else if statement.allows() {
            let message = format!(
                "{label} allows every action but a few, those of all other services and of the future too"
            );
            findings.add(Code::NotActionAllow, parsed.actions.at, message);
        }
    }
    let Some(resources) = parsed.resources.as_ref().filter(|resources| resources.negated) else {
        return;
    };
    if voided(&resources.list) {
        let message = format!("{label} excepts every resource: it never matches");
        findings.add(Code::NotStar, resources.at, message);
    } else if statement.allows() && !is_delivery(view, statement) {
        let message = format!("{label} allows its actions on every resource but a few");
        findings.add(Code::NotResourceAllow, resources.at, message);
    }
}

/// AWS's own page writes deliveries like this: what is received was subscribed to first. With a
/// variable, it is a finding of another name.
fn is_delivery(view: &View<'_>, statement: &Viewed<'_>) -> bool {
    let variables =
        statement.resources().any(|(resource, _)| resource.variables().next().is_some());
    variables || (view.is_iot() && statement.names_only(&["iot:receive"]))
}

/// The name that a misspelt one is nearest to, if it is near.
pub(super) fn nearest<'k>(written: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    if written.len() > NAME_BYTES_MAX {
        return None;
    }
    let written = written.to_ascii_lowercase();
    let distances = known.map(|name| (distance(&written, &name.to_ascii_lowercase()), name));
    let nearest = distances.min_by_key(|(distance, _)| *distance);
    nearest.filter(|(distance, _)| *distance <= MISTAKES_MAX).map(|(_, name)| name)
}

/// The longest name that is compared with all known ones.
const NAME_BYTES_MAX: usize = 64;
/// How many letters a name may be off.
const MISTAKES_MAX: usize = 2;

/// How many letters have to be put in, left out or changed to get from one name to the other.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (at, a) in from.bytes().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut next = vec![left];
        for (b, above) in to.bytes().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(a != b);
            left = changed.min(left + 1).min(above + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
