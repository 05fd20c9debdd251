//! What AWS IoT publishes about a client that comes, goes, subscribes or unsubscribes.
//!
//! <https://docs.aws.amazon.com/iot/latest/developerguide/life-cycle-events.html>

use bytes::Bytes;
use daypass_broker::{DisconnectReason, LifecycleEvent, LifecycleKind, Subject};
use serde_json::{Map, Value, json};

/// What stands before the id of a certificate in its ARN.
const CERTIFICATE: &str = ":cert/";

/// The payload of an event, as JSON.
pub(super) fn payload(event: &LifecycleEvent) -> Bytes {
    let mut told = Map::new();
    let mut tell = |name: &str, value: Value| told.insert(name.to_owned(), value);
    tell("clientId", json!(&*event.client_id));
    tell("timestamp", json!(event.timestamp_ms));
    tell("eventType", json!(event.kind.as_str()));
    tell("sessionIdentifier", json!(session(event.session_identifier)));
    tell("principalIdentifier", json!(principal(&event.subject)));
    match &event.kind {
        LifecycleKind::Connected { version } => {
            tell("ipAddress", json!(event.subject.source_ip));
            tell("versionNumber", json!(version));
        }
        LifecycleKind::Disconnected { version, reason } => {
            let initiated = *reason == DisconnectReason::ClientInitiatedDisconnect;
            tell("clientInitiatedDisconnect", json!(initiated));
            tell("disconnectReason", json!(reason.as_str()));
            tell("versionNumber", json!(version));
        }
        LifecycleKind::ConnectFailed => {
            tell("connectFailureReason", json!("AUTHORIZATION_FAILED"));
            tell("ipAddress", json!(event.subject.source_ip));
        }
        LifecycleKind::Subscribed(filters) | LifecycleKind::Unsubscribed(filters) => {
            let filters: Vec<&str> = filters.iter().map(|filter| &**filter).collect();
            tell("topics", json!(filters));
        }
    }
    Value::Object(told).to_string().into()
}

/// The id of a certificate; of others the ARN.
fn principal(subject: &Subject) -> &str {
    let arn = &*subject.principal_arn;
    arn.split_once(CERTIFICATE).map_or(arn, |(_, id)| id)
}

/// In the form of a UUID.
fn session(identifier: u128) -> String {
    let digits = format!("{identifier:032x}");
    let mut text = String::with_capacity(36);
    for (place, digit) in digits.chars().enumerate() {
        if matches!(place, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}
