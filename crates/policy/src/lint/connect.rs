//! iot:Connect under any client id, and what becomes hollow by it.
//!
//! Client ids are claimed, not proved: who may use any can cut any other client off, and the
//! variables and group policies of a thing hold only for the client that bears its name.
//! <https://docs.aws.amazon.com/iot/latest/developerguide/thing-policy-variables.html>

use super::DocumentUse;
use super::code::Code;
use super::finding::Findings;
use super::keys::{CLIENT_ID, THING_PREFIX};
use super::resource::Resource;
use super::view::{View, Viewed};
use crate::json::Extent;
use crate::template::Token;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if view.is_trust() {
        return;
    }
    let Some((statement, at)) = any_client(view) else { return };
    let label = statement.label();
    if uses_thing_variables(view) {
        let message = format!(
            "{label} lets a client connect under any id; under another one than its thing's name, the variables and the group policies of the thing do not hold"
        );
        findings.add(Code::ThingVariablesAnyClient, at, message);
        return;
    }
    if let Some(at) = client_id_in_filter(view) {
        let message = format!(
            "{label} lets a client call itself `+`, and this filter then spans everybody's topics"
        );
        findings.add(Code::ClientIdInTopicfilter, at, message);
        return;
    }
    if counts(view, statement) {
        let message = format!(
            "{label} lets a client connect under every id, and so take the place of any other client"
        );
        findings.add(Code::ConnectAnyClient, at, message);
    }
}

/// The first statement that allows every client id, and where.
fn any_client<'v, 'd>(view: &'v View<'d>) -> Option<(&'v Viewed<'d>, Extent)> {
    let connecting = view.allows().filter(|statement| {
        statement.covers("iot:connect")
            && !statement.has_not_resource()
            && !names_the_client(view, statement)
    });
    connecting
        .flat_map(|statement| statement.resources().map(move |found| (statement, found)))
        .find(|(_, (resource, _))| is_any_client(view, *resource))
        .map(|(statement, (_, at))| (statement, at))
}

/// Whether a condition speaks of the client id or its thing.
fn names_the_client(view: &View<'_>, statement: &Viewed<'_>) -> bool {
    let conditions = statement.parsed.conditions.iter();
    conditions
        .map(|condition| view.key_name(condition.key))
        .any(|key| key == CLIENT_ID || key.starts_with(THING_PREFIX))
}

fn is_any_client(view: &View<'_>, resource: Resource<'_>) -> bool {
    if resource.is_everything() {
        return true;
    }
    let Some(name) = resource.name().filter(|_| resource.kind() == Some("client")) else {
        return resource.reaches("client") && resource.written().ends_with('*');
    };
    let own = resource.tokens().last().is_some_and(|token| match token {
        Token::Variable(variable) => view.key_name(variable.key) == CLIENT_ID,
        _ => false,
    });
    name == "*" || (own && name.starts_with("${") && name.matches("${").count() == 1)
}

/// Whether connecting under any id is a trap by itself: roles of IAM often allow AWS IoT whole,
/// because something else narrows it.
fn counts(view: &View<'_>, statement: &Viewed<'_>) -> bool {
    view.is_iot()
        || (view.usage != Some(DocumentUse::SignedInRole)
            && statement.names("iot:connect").is_some())
}

fn uses_thing_variables(view: &View<'_>) -> bool {
    view.document.context_keys().any(|key| key.starts_with(THING_PREFIX))
}

fn client_id_in_filter(view: &View<'_>) -> Option<Extent> {
    let resources = view.allows().flat_map(Viewed::resources);
    let mut filters = resources.filter(|(resource, _)| resource.kind() == Some("topicfilter"));
    let found = filters
        .find(|(resource, _)| resource.variables().any(|key| view.key_name(key) == CLIENT_ID));
    found.map(|(_, at)| at)
}
