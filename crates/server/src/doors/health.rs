//! Whether the server works, and how much it did.

use std::fmt::Write as _;
use std::path::Path;

use bytes::Bytes;
use daypass_store::Health;
use http::{Response, StatusCode};
use serde::Serialize;

use super::answer::{Refusal, json, text};
use super::{Asked, Doors};

/// What a command needs to know of the server.
#[derive(Debug, Serialize)]
struct About<'a> {
    version: &'static str,
    account: &'a str,
    /// The region of everything that names none, whichever one the caller signs for.
    region: &'a str,
    /// Whether the root access key of `dev` opens it.
    development_key: bool,
    /// Whether refusals by policy are let through.
    soft: bool,
    /// The file with the authority of its certificate.
    ca_file: &'a Path,
    /// Where plain MQTT is answered, once it is.
    mqtt: Option<String>,
    /// Where MQTT over TLS is answered, once it is.
    mqtts: Option<String>,
    /// Whether it was started with the demo and its sign-in provider.
    demo: bool,
    /// What the demo's lamp connects with, unless its certificate was deleted.
    lamp: Option<AboutLamp<'a>>,
}

#[derive(Debug, Serialize)]
struct AboutLamp<'a> {
    certificate_id: &'a str,
    certificate_file: &'a Path,
    key_file: &'a Path,
}

impl Doors {
    /// Which server this is.
    pub(super) fn about(&self, asked: &Asked<'_>) -> Response<Bytes> {
        let addresses = self.addresses.get();
        let at = |address| self.config.reached_at(address);
        json(&About {
            version: env!("CARGO_PKG_VERSION"),
            account: asked.account.as_str(),
            region: self.config.region.as_str(),
            development_key: self.config.development_key,
            soft: self.config.soft,
            ca_file: self.tls.ca_file(),
            mqtt: addresses.and_then(|addresses| addresses.mqtt).map(at),
            mqtts: addresses.and_then(|addresses| addresses.mqtts).map(at),
            demo: self.config.has_demo(),
            lamp: self.lamp.as_deref().map(|lamp| AboutLamp {
                certificate_id: lamp.certificate_id(),
                certificate_file: lamp.certificate_file(),
                key_file: lamp.key_file(),
            }),
        })
    }

    /// Ready is who acknowledges writes.
    pub(super) fn ready(&self) -> Response<Bytes> {
        match self.environment.store.health() {
            Health::Green => match self.tls.trouble() {
                None => text("ready\n".to_owned()),
                // Clients are served as before; whoever looks after the server has something to do.
                Some(_) => text("ready\nthe new TLS certificate cannot be used\n".to_owned()),
            },
            Health::Red { reason } => {
                let sentence = format!("the store acknowledges nothing: {reason}");
                Refusal::new(StatusCode::SERVICE_UNAVAILABLE, sentence).answer()
            }
        }
    }

    /// The Prometheus text format, version 0.0.4.
    pub(super) fn metrics(&self) -> String {
        let healthy = matches!(self.environment.store.health(), Health::Green);
        let mut text = String::new();
        let mut metric = |name: &str, kind: &str, help: &str, value: u64| {
            // Writing into a String cannot fail.
            let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}\n{name} {value}");
        };
        metric(
            "daypass_refusals_total",
            "counter",
            "Refusals recorded since the process began.",
            self.decisions.recorded(),
        );
        metric(
            "daypass_decision_records",
            "gauge",
            "Decision records that are kept.",
            self.decisions.kept() as u64,
        );
        metric(
            "daypass_store_healthy",
            "gauge",
            "Whether the store acknowledges writes.",
            u64::from(healthy),
        );
        metric(
            "daypass_tls_certificate_current",
            "gauge",
            "Whether the TLS certificate in use is the one in the files.",
            u64::from(self.tls.trouble().is_none()),
        );
        if let Some(webhook) = &self.environment.webhook {
            metric(
                "daypass_webhook_messages_waiting",
                "gauge",
                "Messages of the webhook that nobody took yet.",
                webhook.waiting() as u64,
            );
            metric(
                "daypass_webhook_messages_dropped_total",
                "counter",
                "Messages of the webhook that were dropped, because too many waited.",
                webhook.dropped(),
            );
        }
        text
    }
}
