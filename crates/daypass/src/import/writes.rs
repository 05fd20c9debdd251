//! The calls that make a thing, or change it to what the source has.

use http::Method;
use serde_json::{Value, json};

use super::items::{Item, Kind, TRUST};
use super::plan::Action;
use crate::aws::{Call, Service, escaped};

/// The call that tells what a thing is now, where that decides what changes it.
pub(super) fn question(item: &Item, action: &Action) -> Option<Call> {
    let Action::Update(members) = action else { return None };
    match item.kind {
        Kind::Role if members.iter().any(|member| member == "Tags") => {
            Some(iam("ListRoleTags", "RoleName", &item.key.0))
        }
        Kind::IdentityPool => {
            let input = json!({ "IdentityPoolId": item.key.0 });
            Some(Call::cognito("DescribeIdentityPool", input))
        }
        Kind::OpenIdConnectProvider => {
            Some(iam("GetOpenIDConnectProvider", "OpenIDConnectProviderArn", &item.key.0))
        }
        _ => None,
    }
}

/// The calls, in their order; `here` answers the question.
pub(super) fn calls(item: &Item, action: &Action, here: &Value) -> Vec<Call> {
    let (name, second) = (&item.key.0, &item.key.1);
    let members = match action {
        Action::Update(members) => Some(members.as_slice()),
        _ => None,
    };
    match item.kind {
        Kind::OpenIdConnectProvider => provider(item, members.map(|_| here)),
        Kind::SamlProvider => vec![saml_provider(item, members.is_some())],
        Kind::Policy => vec![policy(item, members.is_some())],
        Kind::Role => match members {
            Some(members) => changed_role(item, members, here),
            None => vec![role(item)],
        },
        Kind::RolePolicy => {
            let call = iam("PutRolePolicy", "RoleName", name).and("PolicyName", second);
            vec![call.and("PolicyDocument", &document(item, "PolicyDocument"))]
        }
        Kind::RoleAttachment => {
            vec![iam("AttachRolePolicy", "RoleName", name).and("PolicyArn", second)]
        }
        Kind::IdentityPool => vec![cognito("UpdateIdentityPool", &with_secrets(item, here))],
        Kind::PoolRoles => vec![cognito("SetIdentityPoolRoles", item)],
        Kind::PrincipalTags => {
            let call = cognito("SetPrincipalTagAttributeMap", item);
            vec![call.and("IdentityProviderName", second)]
        }
        Kind::IotPolicy => vec![iot_policy(item, members.is_some())],
        Kind::Certificate => vec![certificate(item, members.is_some())],
        Kind::Thing => {
            let attributes = json!({ "attributes": item.value.get("attributes") });
            let path = format!("/things/{}", escaped(name));
            let call = Call::iot("CreateThing", Method::POST, path);
            vec![call.with(json!({ "attributePayload": attributes }))]
        }
        Kind::ThingPrincipal => {
            let path = format!("/things/{}/principals", escaped(name));
            let call = Call::iot("AttachThingPrincipal", Method::PUT, path);
            vec![call.naming("x-amzn-principal", second)]
        }
        Kind::IotPolicyAttachment => {
            let path = format!("/target-policies/{}", escaped(name));
            let call = Call::iot("AttachPolicy", Method::PUT, path);
            vec![call.with(json!({ "target": second }))]
        }
        // The server's own doors make these.
        Kind::Identity | Kind::Login => Vec::new(),
    }
}

fn iam(operation: &'static str, member: &str, value: &str) -> Call {
    Call::query(Service::Iam, operation, [(member, value)])
}

/// A call with a member for each entry of a list.
fn with_list(call: Call, member: &str, entries: &[&str]) -> Call {
    let numbered = (1_usize..).zip(entries);
    numbered
        .fold(call, |call, (number, entry)| call.and(&format!("{member}.member.{number}"), entry))
}

fn cognito(operation: &'static str, item: &Item) -> Call {
    Call::cognito(operation, item.value.clone()).and("IdentityPoolId", &item.key.0)
}

/// The pool with the secrets that this server was given: the source's are not read.
fn with_secrets(item: &Item, here: &Value) -> Item {
    let mut item = item.clone();
    let wanted = item.value.get_mut("SupportedLoginProviders").and_then(Value::as_object_mut);
    let here = here.get("SupportedLoginProviders").and_then(Value::as_object);
    for (wanted, here) in wanted.into_iter().zip(here) {
        for (provider, key) in wanted {
            let whole = here.get(provider).and_then(Value::as_str);
            let secret = whole.and_then(|whole| whole.strip_prefix(key.as_str()?));
            if let Some(whole) = whole.filter(|_| secret.is_some_and(|it| it.starts_with(';'))) {
                *key = Value::String(whole.to_owned());
            }
        }
    }
    item
}

fn provider(item: &Item, here: Option<&Value>) -> Vec<Call> {
    let (arn, url) = (&item.key.0, text(&item.value, "Url"));
    let (clients, thumbprints) =
        (texts(&item.value, "ClientIDList"), texts(&item.value, "ThumbprintList"));
    let Some(here) = here else {
        // IAM tells addresses without their scheme; only this machine's have another one.
        let is_local = LOCAL.iter().any(|local| url.starts_with(local));
        let scheme = if is_local { "http" } else { "https" };
        let call = iam("CreateOpenIDConnectProvider", "Url", &format!("{scheme}://{url}"));
        let call = with_list(call, "ClientIDList", &clients);
        return vec![with_list(call, "ThumbprintList", &thumbprints)];
    };
    let on = |operation| iam(operation, "OpenIDConnectProviderArn", arn);
    let known = texts(here, "ClientIDList");
    let missing = clients.iter().filter(|client| !known.contains(client));
    let surplus = known.iter().filter(|client| !clients.contains(client));
    let mut calls: Vec<Call> = missing
        .map(|client| on("AddClientIDToOpenIDConnectProvider").and("ClientID", client))
        .collect();
    calls.extend(
        surplus.map(|client| on("RemoveClientIDFromOpenIDConnectProvider").and("ClientID", client)),
    );
    if thumbprints != texts(here, "ThumbprintList") {
        let call = on("UpdateOpenIDConnectProviderThumbprint");
        calls.push(with_list(call, "ThumbprintList", &thumbprints));
    }
    calls
}

fn saml_provider(item: &Item, is_there: bool) -> Call {
    let name = item.key.0.rsplit('/').next().unwrap_or_default();
    let call = if is_there {
        iam("UpdateSAMLProvider", "SAMLProviderArn", &item.key.0)
    } else {
        iam("CreateSAMLProvider", "Name", name)
    };
    call.and("SAMLMetadataDocument", text(&item.value, "SAMLMetadataDocument"))
}

fn policy(item: &Item, is_there: bool) -> Call {
    let document = document(item, "PolicyDocument");
    if is_there {
        let call = iam("CreatePolicyVersion", "PolicyArn", &item.key.0);
        return call.and("PolicyDocument", &document).and("SetAsDefault", "true");
    }
    let call = iam("CreatePolicy", "PolicyName", text(&item.value, "PolicyName"));
    let call = call.and("Path", text(&item.value, "Path")).and("PolicyDocument", &document);
    with_some(call, "Description", text(&item.value, "Description"))
}

fn role(item: &Item) -> Call {
    let call = iam("CreateRole", "RoleName", &item.key.0)
        .and("Path", text(&item.value, "Path"))
        .and(TRUST, &document(item, TRUST))
        .and("MaxSessionDuration", &seconds(item));
    let call = with_some(call, "Description", text(&item.value, "Description"));
    let call = with_some(call, "PermissionsBoundary", text(&item.value, "PermissionsBoundary"));
    with_tags(call, item)
}

fn changed_role(item: &Item, members: &[String], here: &Value) -> Vec<Call> {
    let on = |operation| iam(operation, "RoleName", &item.key.0);
    let changed = |names: &[&str]| members.iter().any(|member| names.contains(&member.as_str()));
    let mut calls = Vec::new();
    if changed(&[TRUST]) {
        let trust = document(item, TRUST);
        calls.push(on("UpdateAssumeRolePolicy").and("PolicyDocument", &trust));
    }
    if changed(&["Description", "MaxSessionDuration"]) {
        let call = on("UpdateRole").and("MaxSessionDuration", &seconds(item));
        calls.push(call.and("Description", text(&item.value, "Description")));
    }
    if changed(&["PermissionsBoundary"]) {
        calls.push(match text(&item.value, "PermissionsBoundary") {
            "" => on("DeleteRolePermissionsBoundary"),
            arn => on("PutRolePermissionsBoundary").and("PermissionsBoundary", arn),
        });
    }
    if changed(&["Tags"]) {
        let wanted = item.value.get("Tags").and_then(Value::as_object);
        let here = here.get("Tags").and_then(Value::as_array).into_iter().flatten();
        let surplus: Vec<&str> = here
            .map(|tag| text(tag, "Key"))
            .filter(|key| wanted.is_none_or(|wanted| !wanted.contains_key(*key)))
            .collect();
        if !surplus.is_empty() {
            calls.push(with_list(on("UntagRole"), "TagKeys", &surplus));
        }
        if wanted.is_some_and(|wanted| !wanted.is_empty()) {
            calls.push(with_tags(on("TagRole"), item));
        }
    }
    calls
}

fn with_tags(call: Call, item: &Item) -> Call {
    let tags = item.value.get("Tags").and_then(Value::as_object).into_iter().flatten();
    (1_usize..).zip(tags).fold(call, |call, (number, (key, value))| {
        call.and(&format!("Tags.member.{number}.Key"), key)
            .and(&format!("Tags.member.{number}.Value"), value.as_str().unwrap_or_default())
    })
}

fn iot_policy(item: &Item, is_there: bool) -> Call {
    let body = json!({ "policyDocument": document(item, "policyDocument") });
    let path = format!("/policies/{}", escaped(&item.key.0));
    if is_there {
        let path = format!("{path}/version?setAsDefault=true");
        return Call::iot("CreatePolicyVersion", Method::POST, path).with(body);
    }
    Call::iot("CreatePolicy", Method::POST, path).with(body)
}

fn certificate(item: &Item, is_there: bool) -> Call {
    let status = text(&item.value, "status");
    if is_there {
        let path = format!("/certificates/{}?newStatus={status}", escaped(&item.key.0));
        return Call::iot("UpdateCertificate", Method::PUT, path);
    }
    let path = "/certificate/register-no-ca".to_owned();
    Call::iot("RegisterCertificateWithoutCA", Method::POST, path).with(item.value.clone())
}

fn with_some(call: Call, member: &str, value: &str) -> Call {
    if value.is_empty() { call } else { call.and(member, value) }
}

fn seconds(item: &Item) -> String {
    item.value.get("MaxSessionDuration").map(Value::to_string).unwrap_or_default()
}

/// A document as AWS takes it: JSON in a text.
fn document(item: &Item, member: &str) -> String {
    match item.value.get(member) {
        Some(Value::String(text)) => text.clone(),
        Some(document) => document.to_string(),
        None => String::new(),
    }
}

fn text<'v>(value: &'v Value, member: &str) -> &'v str {
    value.get(member).and_then(Value::as_str).unwrap_or_default()
}

fn texts<'v>(value: &'v Value, member: &str) -> Vec<&'v str> {
    let entries = value.get(member).and_then(Value::as_array).into_iter().flatten();
    entries.filter_map(Value::as_str).collect()
}

const LOCAL: [&str; 3] = ["127.", "localhost", "[::1]"];
