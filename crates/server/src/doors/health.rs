//! Whether the server works, and how much it did.

use std::fmt::Write as _;

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
    region: &'a str,
    /// Whether the root access key of `dev` opens it.
    development_key: bool,
}

impl Doors {
    /// Which server this is.
    pub(super) fn about(&self, asked: &Asked<'_>) -> Response<Bytes> {
        json(&About {
            version: env!("CARGO_PKG_VERSION"),
            account: asked.account.as_str(),
            region: asked.region.as_str(),
            development_key: self.development_key,
        })
    }

    /// Ready is who acknowledges writes.
    pub(super) fn ready(&self) -> Response<Bytes> {
        match self.environment.store.health() {
            Health::Green => text("ready\n".to_owned()),
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
        text
    }
}
