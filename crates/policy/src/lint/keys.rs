//! What is known of context keys: which exist, which may be absent, which are lists.

use super::DocumentUse;
use super::view::{View, Viewed};

pub(super) const CLIENT_ID: &str = "iot:clientid";
pub(super) const CONNECT_ATTRIBUTES: &str = "iot:connectattributes";
pub(super) const IDENTITY_ID: &str = "cognito-identity.amazonaws.com:sub";
pub(super) const THING_PREFIX: &str = "iot:connection.thing.";
const IS_ATTACHED: &str = "iot:connection.thing.isattached";
const COGNITO_PREFIX: &str = "cognito-identity.amazonaws.com:";
const CERTIFICATE_PREFIX: &str = "iot:certificate.";

/// The actions that come over MQTT alone; all others may come over HTTPS, without a client id.
pub(super) const MQTT_ACTIONS: [&str; 3] = ["iot:connect", "iot:subscribe", "iot:receive"];

/// The actions that come over HTTPS alone.
pub(super) const HTTPS_ACTIONS: [&str; 10] = [
    "iot:getthingshadow",
    "iot:updatethingshadow",
    "iot:deletethingshadow",
    "iot:listnamedshadowsforthing",
    "iot:getretainedmessage",
    "iot:listretainedmessages",
    "iot:describejobexecution",
    "iot:getpendingjobexecutions",
    "iot:startnextpendingjobexecution",
    "iot:updatejobexecution",
];

/// Keys that every request has.
const ALWAYS: [&str; 5] = [
    "aws:sourceip",
    "aws:securetransport",
    "aws:currenttime",
    "aws:epochtime",
    "aws:requestedregion",
];
/// Keys that every signed request has.
const ALWAYS_SIGNED: [&str; 4] =
    ["aws:userid", "aws:principalarn", "aws:principalaccount", "aws:principaltype"];

/// Keys with several values, by their whole name.
const LISTS: [&str; 8] = [
    CONNECT_ATTRIBUTES,
    "iot:certificate.availablekeys",
    "aws:tagkeys",
    "aws:calledvia",
    "aws:principalservicenameslist",
    "aws:principalorgpaths",
    "aws:resourceorgpaths",
    "sts:transitivetagkeys",
];

/// The single keys of AWS IoT, as its pages write them.
const IOT_KEYS: [&str; 17] = [
    "iot:ClientId",
    "iot:Connection.Thing.ThingName",
    "iot:Connection.Thing.ThingTypeName",
    "iot:Connection.Thing.IsAttached",
    "iot:CertificateId",
    "iot:Certificate.SerialNumber",
    "iot:Certificate.AvailableKeys",
    "iot:DomainName",
    "iot:LastWillTopic",
    "iot:ConnectAttributes",
    "iot:Topic",
    "iot:IncludeSocketInformation",
    "iot:ClientMode",
    "iot:Delete",
    "iot:ThingGroupArn",
    "iot:TunnelDestinationService",
    "iot:CommandExecutionParameterString",
];
/// The attributes of a certificate's subject and issuer that have a key.
const NAME_FIELDS: [&str; 18] = [
    "distinguishednamequalifier",
    "country",
    "organization",
    "organizationalunit",
    "state",
    "commonname",
    "serialnumber",
    "title",
    "surname",
    "givenname",
    "initials",
    "pseudonym",
    "generationqualifier",
    "alternativename.rfc822name",
    "alternativename.dnsname",
    "alternativename.directoryname",
    "alternativename.uniformresourceidentifier",
    "alternativename.ipaddress",
];
const COGNITO_KEYS: [&str; 4] = ["aud", "sub", "amr", "id"];

/// Whether a request that the statement is asked for may come without the key.
pub(super) fn may_be_absent(view: &View<'_>, statement: &Viewed<'_>, key: &str) -> bool {
    if ALWAYS.contains(&key) || (!view.is_iot() && ALWAYS_SIGNED.contains(&key)) {
        return false;
    }
    let app = matches!(view.usage, Some(DocumentUse::GuestRole | DocumentUse::SignedInRole));
    match key {
        CLIENT_ID | IS_ATTACHED => !statement.names_only(&MQTT_ACTIONS),
        "iot:certificateid" => view.usage != Some(DocumentUse::DevicePolicy),
        _ => !(app && key.starts_with(COGNITO_PREFIX)),
    }
}

/// Why the callers of this statement never have the key; nothing if some may.
pub(super) fn never_present(
    view: &View<'_>,
    statement: &Viewed<'_>,
    key: &str,
) -> Option<&'static str> {
    let certificate = key == "iot:certificateid" || key.starts_with(CERTIFICATE_PREFIX);
    let connection = key == CLIENT_ID || key.starts_with(THING_PREFIX);
    match view.usage {
        Some(DocumentUse::DevicePolicy) if key.starts_with(COGNITO_PREFIX) => {
            Some("a certificate is no Cognito identity")
        }
        Some(DocumentUse::GuestRole | DocumentUse::SignedInRole) if certificate => {
            Some("a Cognito identity brings no certificate")
        }
        _ if connection && statement.names_only(&HTTPS_ACTIONS) => {
            Some("these actions come over HTTPS, which has neither client id nor thing")
        }
        _ if view.is_iot() && key.starts_with("credentials-iot:") => {
            Some("only role policies behind a role alias know it")
        }
        _ => None,
    }
}

/// Whether the key is one that has several values.
pub(super) fn is_list(key: &str) -> bool {
    LISTS.contains(&key)
        || key.ends_with(".com:amr")
        || (key.starts_with(CERTIFICATE_PREFIX) && key.rsplit('.').next() == Some("list"))
}

/// Whether a key (in lower case) exists, as far as is known: the names of AWS IoT and Cognito are.
pub(super) fn is_unknown(key: &str, iot_document: bool) -> bool {
    if let Some(name) = key.strip_prefix(COGNITO_PREFIX) {
        return !COGNITO_KEYS.contains(&name);
    }
    if key.starts_with("iot:") {
        return !is_iot_key(key);
    }
    iot_document && !key.starts_with("aws:") && !key.starts_with("credentials-iot:")
}

fn is_iot_key(key: &str) -> bool {
    if IOT_KEYS.iter().any(|known| known.eq_ignore_ascii_case(key)) {
        return true;
    }
    if let Some(attribute) = key.strip_prefix("iot:connection.thing.attributes[") {
        return attribute.ends_with(']') && attribute.len() > 1;
    }
    let Some(field) = key.strip_prefix(CERTIFICATE_PREFIX) else { return false };
    let field = field.strip_prefix("subject.").or_else(|| field.strip_prefix("issuer."));
    field.is_some_and(|field| {
        let last = field.rsplit_once('.');
        let listed = last.filter(|(_, last)| {
            *last == "list" || (!last.is_empty() && last.bytes().all(|b| b.is_ascii_digit()))
        });
        NAME_FIELDS.contains(&listed.map_or(field, |(field, _)| field))
    })
}

/// The key of AWS IoT that was probably meant.
pub(super) fn nearest(key: &str) -> Option<&'static str> {
    let last = |key: &str| key.rsplit(['.', ':']).next().map(str::to_ascii_lowercase);
    let same = IOT_KEYS.into_iter().find(|known| last(known) == last(key));
    same.or_else(|| super::actions::nearest(key, IOT_KEYS.into_iter()))
}
