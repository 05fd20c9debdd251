//! `[limits]`: how often callers who prove nothing are served, in numbers per minute.

use std::fmt;

use daypass_server::LimitSettings;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// What is not named is as the server's kind has it: no limit in development.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct LimitsSection {
    unsigned_calls_per_source: Option<Limit>,
    guests_per_source_and_pool: Option<Limit>,
    guests_per_pool: Option<Limit>,
}

/// A number, or the word `off`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    PerMinute(u32),
    Off,
}

impl LimitsSection {
    pub(super) fn settings(self, default: LimitSettings) -> LimitSettings {
        let told = |limit: Option<Limit>, default| match limit {
            Some(Limit::PerMinute(number)) => Some(number),
            Some(Limit::Off) => None,
            None => default,
        };
        LimitSettings {
            unsigned_calls_per_source: told(
                self.unsigned_calls_per_source,
                default.unsigned_calls_per_source,
            ),
            guests_per_source_and_pool: told(
                self.guests_per_source_and_pool,
                default.guests_per_source_and_pool,
            ),
            guests_per_pool: told(self.guests_per_pool, default.guests_per_pool),
        }
    }

    pub(super) fn filled(settings: LimitSettings) -> Self {
        let told = |number: Option<u32>| Some(number.map_or(Limit::Off, Limit::PerMinute));
        Self {
            unsigned_calls_per_source: told(settings.unsigned_calls_per_source),
            guests_per_source_and_pool: told(settings.guests_per_source_and_pool),
            guests_per_pool: told(settings.guests_per_pool),
        }
    }
}

impl Serialize for Limit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::PerMinute(number) => serializer.serialize_u32(*number),
            Self::Off => serializer.serialize_str(OFF),
        }
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LimitVisitor)
    }
}

struct LimitVisitor;

impl Visitor<'_> for LimitVisitor {
    type Value = Limit;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a number per minute, or \"off\"")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Limit, E> {
        let refused = |_| E::invalid_value(Unexpected::Signed(number), &self);
        number.try_into().map(Limit::PerMinute).map_err(refused)
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Limit, E> {
        if word == OFF {
            return Ok(Limit::Off);
        }
        Err(E::invalid_value(Unexpected::Str(word), &self))
    }
}

const OFF: &str = "off";

#[cfg(test)]
mod tests {
    use super::*;

    fn section(text: &str) -> Result<LimitsSection, toml::de::Error> {
        toml::from_str(text)
    }

    #[test]
    fn a_limit_is_a_number_or_off_or_as_the_kind_of_server_has_it() {
        let text = "unsigned_calls_per_source = 7\nguests_per_pool = \"off\"";
        let settings = section(text).unwrap().settings(LimitSettings::PRODUCTION);
        let default = LimitSettings::PRODUCTION.guests_per_source_and_pool;
        assert!(default.is_some());
        assert_eq!(settings.unsigned_calls_per_source, Some(7));
        assert_eq!(settings.guests_per_source_and_pool, default);
        assert_eq!(settings.guests_per_pool, None);
        let filled = LimitsSection::filled(settings);
        assert_eq!(section(&toml::to_string(&filled).unwrap()).unwrap(), filled);
        assert_eq!(filled.settings(LimitSettings::default()), settings);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for value in ["-1", "4294967296", "\"no\"", "false", "1.5"] {
            let refused = section(&format!("guests_per_pool = {value}")).unwrap_err().to_string();
            assert!(refused.contains("a number per minute, or \"off\""), "{refused}");
        }
    }
}
