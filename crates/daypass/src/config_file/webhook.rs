//! `[webhook]`: an app's own server that hears of identities.

use std::fs;
use std::path::PathBuf;

use daypass_server::{EventKind, WebhookSecret, WebhookSettings, WhenFull};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// Where messages go, what they are signed with, and what they tell of.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WebhookSection {
    url: String,
    secret_file: PathBuf,
    #[serde(default = "all_events")]
    events: Vec<String>,
    #[serde(default = "sign_in_quiet_seconds")]
    sign_in_quiet_seconds: u32,
    #[serde(default)]
    when_full: Full,
}

/// What happens to a call while the outbox is full.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
enum Full {
    #[default]
    Refuse,
    Drop,
}

impl WebhookSection {
    /// The settings, with the secret read from its file.
    pub(super) fn checked(self) -> Result<WebhookSettings, Failure> {
        let usage = |error: String| Failure::Usage(format!("webhook: {error}"));
        let file = self.secret_file.display();
        let text = fs::read_to_string(&self.secret_file)
            .map_err(|error| usage(format!("cannot read {file}: {error}")))?;
        let secret =
            WebhookSecret::parse(&text).map_err(|error| usage(format!("{file}: {error}")))?;
        if !WebhookSettings::is_url(&self.url) {
            return Err(usage(format!("`{}` is no URL to send messages to", self.url)));
        }
        let events = self.events.iter().map(|event| event.parse::<EventKind>());
        Ok(WebhookSettings {
            url: self.url.clone(),
            secret,
            events: events.collect::<Result<_, _>>().map_err(usage)?,
            sign_in_quiet_ms: i64::from(self.sign_in_quiet_seconds) * 1_000,
            when_full: match self.when_full {
                Full::Refuse => WhenFull::Refuse,
                Full::Drop => WhenFull::Drop,
            },
        })
    }
}

fn all_events() -> Vec<String> {
    EventKind::ALL.map(|kind| kind.to_string()).to_vec()
}

/// As long as credentials last: renewing them is no sign-in.
fn sign_in_quiet_seconds() -> u32 {
    3_600
}
