//! Topics and filters: actions that are asked on another kind of resource, deliveries that are
//! forgotten, and the signs of MQTT where a policy takes them as text.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/pub-sub-policy.html>

use super::code::Code;
use super::finding::Findings;
use super::resource::Resource;
use super::view::{View, Viewed};
use crate::json::Extent;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if view.is_trust() {
        return;
    }
    for statement in &view.statements {
        check_kinds(statement, findings);
        check_signs(statement, findings);
    }
    check_delivery(view, findings);
    check_denied_subscription(view, findings);
}

/// The kinds of resources that an action is asked on.
const USES: [(&str, &[&str]); 19] = [
    ("iot:connect", &["client"]),
    ("iot:publish", &["topic"]),
    ("iot:retainpublish", &["topic"]),
    ("iot:receive", &["topic"]),
    ("iot:getretainedmessage", &["topic"]),
    ("iot:subscribe", &["topicfilter"]),
    ("iot:getthingshadow", &["thing"]),
    ("iot:updatethingshadow", &["thing"]),
    ("iot:deletethingshadow", &["thing"]),
    ("iot:listnamedshadowsforthing", &["thing"]),
    ("iot:describejobexecution", &["thing"]),
    ("iot:getpendingjobexecutions", &["thing"]),
    ("iot:startnextpendingjobexecution", &["thing"]),
    ("iot:updatejobexecution", &["thing"]),
    ("iot:assumerolewithcertificate", &["rolealias"]),
    ("iot:getconnection", &["client"]),
    ("iot:deleteconnection", &["client"]),
    ("iot:attachpolicy", &["cert", "thinggroup"]),
    ("iot:detachpolicy", &["cert", "thinggroup"]),
];

fn check_kinds(statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    if statement.has_not_resource() {
        return;
    }
    for (action, kinds) in USES {
        let Some(at) = statement.names(action) else { continue };
        let reached = |resource: Resource<'_>| kinds.iter().any(|kind| resource.reaches(kind));
        let mut resources = statement.resources();
        // What has no kind at all is found elsewhere.
        if resources.any(|(resource, _)| reached(resource) || resource.lacks_kind()) {
            continue;
        }
        report_kind(statement, (action, kinds), at, findings);
    }
}

fn report_kind(
    statement: &Viewed<'_>,
    (action, kinds): (&str, &[&str]),
    at: Extent,
    findings: &mut Findings<'_>,
) {
    let other = |kind| statement.resources().find(|(resource, _)| resource.reaches(kind));
    let label = statement.label();
    match (action, other("topic"), other("topicfilter")) {
        ("iot:subscribe", Some((resource, at)), _) => {
            let resource = resource.written();
            let message = format!(
                "{label} speaks of iot:Subscribe on `{resource}`, and subscriptions are asked on `topicfilter/`: it matches none"
            );
            findings.add(Code::SubscribeOnTopic, at, message);
        }
        ("iot:publish" | "iot:receive" | "iot:retainpublish", _, Some((resource, at))) => {
            let resource = resource.written();
            let message = format!(
                "{label} speaks of messages on `{resource}`, and those are asked on `topic/`: it matches none"
            );
            findings.add(Code::PublishOnTopicfilter, at, message);
        }
        ("iot:attachpolicy" | "iot:detachpolicy", ..) => {
            let message = format!(
                "{label} names no target: the resource of this action is a certificate, a thing group, or for an identity its bare id, which `*` alone matches"
            );
            findings.add(Code::ResourceOfAnotherKind, at, message);
        }
        _ => {
            let kinds = kinds.join("/` or `");
            let message = format!(
                "{label} has no `{kinds}/` among its resources: it never matches this action"
            );
            findings.add(Code::ResourceOfAnotherKind, at, message);
        }
    }
}

fn check_signs(statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    for (resource, at) in statement.resources() {
        let Some(name) = resource.name() else { continue };
        let kind = resource.kind().unwrap_or_default();
        let signs = kind == "topic" && name.split('/').any(|level| matches!(level, "+" | "#"));
        if signs {
            let message = format!(
                "`{}` is the topic with that very sign in it, which no message has: `+` and `#` are no wildcards of policies",
                resource.written()
            );
            findings.add(Code::MqttWildcardInTopic, at, message);
        } else if matches!(kind, "topic" | "topicfilter") && name.len() > 1 && name.ends_with('/') {
            let message = format!(
                "`{}` ends in `/`: another topic than the one without it, and nothing below",
                resource.written()
            );
            findings.add(Code::TrailingSlash, at, message);
        }
    }
}

/// A subscription without iot:Receive is acknowledged and stays silent.
fn check_delivery(view: &View<'_>, findings: &mut Findings<'_>) {
    let covered = |action: &str| view.allows().any(|statement| statement.covers(action));
    for statement in view.allows() {
        if let Some(at) = statement.names("iot:subscribe").filter(|_| !covered("iot:receive")) {
            let message = format!(
                "{} allows subscribing, and no statement here allows iot:Receive: nothing is delivered",
                statement.label()
            );
            findings.add(Code::SubscribeWithoutReceive, at, message);
        }
        if let Some(at) = statement.names("iot:receive").filter(|_| !covered("iot:subscribe")) {
            let message = format!(
                "{} allows receiving, and no statement here allows iot:Subscribe on a `topicfilter/`",
                statement.label()
            );
            findings.add(Code::ReceiveWithoutSubscribe, at, message);
        }
    }
}

/// A wider filter walks around a Deny on narrower ones.
fn check_denied_subscription(view: &View<'_>, findings: &mut Findings<'_>) {
    let wide = view.allows().filter(|statement| statement.covers("iot:subscribe"));
    let wide = wide
        .flat_map(Viewed::resources)
        .any(|(resource, _)| resource.reaches("topicfilter") && resource.has_wildcard());
    if !wide || view.denies().any(|statement| statement.covers("iot:receive")) {
        return;
    }
    for statement in view.denies() {
        let Some(at) = statement.names("iot:subscribe") else { continue };
        let mut resources = statement.resources();
        let total = resources.any(|(resource, _)| {
            resource.is_everything() || resource.name().is_some_and(|name| name == "*")
        });
        if !total {
            let message = format!(
                "{} denies some filters, and a wider one, such as `#`, still brings the same messages",
                statement.label()
            );
            findings.add(Code::DenySubscribeAlone, at, message);
        }
    }
}
