//! `[limits]`: how often callers who prove nothing are served, in numbers per minute.

use daypass_server::LimitSettings;
use serde::{Deserialize, Serialize};

/// Without a number there is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LimitsSection {
    unsigned_calls_per_source: Option<u32>,
    guests_per_source_and_pool: Option<u32>,
    guests_per_pool: Option<u32>,
}

impl LimitsSection {
    pub(super) fn settings(self) -> LimitSettings {
        LimitSettings {
            unsigned_calls_per_source: self.unsigned_calls_per_source,
            guests_per_source_and_pool: self.guests_per_source_and_pool,
            guests_per_pool: self.guests_per_pool,
        }
    }

    pub(super) fn filled(settings: LimitSettings) -> Self {
        Self {
            unsigned_calls_per_source: settings.unsigned_calls_per_source,
            guests_per_source_and_pool: settings.guests_per_source_and_pool,
            guests_per_pool: settings.guests_per_pool,
        }
    }
}
