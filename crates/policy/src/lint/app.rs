//! Roles of apps: guests who may too much, and users who can give themselves more.

use super::DocumentUse;
use super::code::Code;
use super::finding::Findings;
use super::keys::{CLIENT_ID, IDENTITY_ID};
use super::resource::Resource;
use super::view::{NoValues, View, Viewed};
use crate::statement::Entry;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if view.is_trust() || view.is_iot() {
        return;
    }
    match view.usage {
        Some(DocumentUse::GuestRole) => {
            check_wildcards(view, findings);
            check_topics(view, findings);
            check_attaching(view, findings);
        }
        Some(DocumentUse::SignedInRole) => check_attaching(view, findings),
        Some(DocumentUse::DevicePolicy) | None => {}
    }
}

/// Actions that no guest is to have; an entry with a star that covers one is too wide.
const NOT_FOR_GUESTS: [&str; 4] =
    ["iot:createpolicy", "iam:createrole", "sts:assumerole", "cognito-identity:deleteidentities"];

fn is_wide(entry: &Entry) -> bool {
    let covers = |action: &&str| entry.pattern.matches(action, &NoValues).is_yes();
    entry.written.contains('*') && NOT_FOR_GUESTS.iter().any(covers)
}

fn check_wildcards(view: &View<'_>, findings: &mut Findings<'_>) {
    for statement in view.allows().filter(|statement| !statement.has_not_action()) {
        for (entry, at) in statement.actions().filter(|(entry, _)| is_wide(entry)) {
            let message = format!(
                "{} gives `{}` to everybody: who is a guest has shown nothing",
                statement.label(),
                entry.written
            );
            findings.add(Code::GuestWildcard, at, message);
        }
    }
}

/// What changes something for others, and the kind it is asked on.
const WRITES: [(&str, &str); 4] = [
    ("iot:publish", "topic"),
    ("iot:retainpublish", "topic"),
    ("iot:updatethingshadow", "thing"),
    ("iot:deletethingshadow", "thing"),
];
/// What shows something of others.
const READS: [(&str, &str); 4] = [
    ("iot:subscribe", "topicfilter"),
    ("iot:receive", "topic"),
    ("iot:getthingshadow", "thing"),
    ("iot:getretainedmessage", "topic"),
];

fn check_topics(view: &View<'_>, findings: &mut Findings<'_>) {
    let narrow = |statement: &&Viewed<'_>| {
        !statement.has_not_resource()
            && !statement.has_not_action()
            && !statement.parsed.actions.list.iter().any(is_wide)
    };
    for statement in view.allows().filter(narrow) {
        for (resource, at) in statement.resources() {
            if is_own(view, resource) {
                continue;
            }
            let asked =
                |(action, kind): &(&str, &str)| statement.covers(action) && resource.reaches(kind);
            let writes = WRITES.iter().any(asked);
            let reads = resource.has_wildcard() && READS.iter().any(asked);
            if writes || reads {
                let what = if writes { "write to" } else { "read" };
                let message = format!(
                    "{} lets every guest {what} `{}`, which is nobody's own",
                    statement.label(),
                    resource.written()
                );
                findings.add(Code::GuestSharedTopic, at, message);
            }
        }
    }
}

fn is_own(view: &View<'_>, resource: Resource<'_>) -> bool {
    resource.variables().any(|key| matches!(view.key_name(key), IDENTITY_ID | CLIENT_ID))
}

/// Actions by which a caller widens its own permissions.
const ATTACHING: [&str; 8] = [
    "iot:attachpolicy",
    "iot:attachprincipalpolicy",
    "iot:createpolicyversion",
    "iot:setdefaultpolicyversion",
    "iam:putrolepolicy",
    "iam:attachrolepolicy",
    "iam:createpolicyversion",
    "iam:setdefaultpolicyversion",
];

fn check_attaching(view: &View<'_>, findings: &mut Findings<'_>) {
    for statement in view.allows().filter(|statement| !statement.has_not_action()) {
        for (entry, at) in statement.actions() {
            let covers = |action: &&str| entry.pattern.matches(action, &NoValues).is_yes();
            // A guest's wildcard is a finding of its own.
            let told = view.usage == Some(DocumentUse::GuestRole) && is_wide(entry);
            if !told && ATTACHING.iter().any(covers) {
                let message = format!(
                    "{} allows `{}`: whoever runs the app can attach or rewrite the policies that limit it",
                    statement.label(),
                    entry.written
                );
                findings.add(Code::AppAttachesPolicies, at, message);
            }
        }
    }
}
