//! `[[auto_attach]]`: AWS IoT policies for identities that first sign in.

use daypass_server::{AutoAttach, RequiredClaim};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// An AWS IoT policy for identities that first sign in.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AutoAttachRule {
    pool: String,
    provider: String,
    policy: String,
    claim: Option<String>,
    equals: Option<String>,
}

impl AutoAttachRule {
    pub(super) fn checked(self) -> Result<AutoAttach, Failure> {
        let Self { pool, provider, policy, claim, equals } = self;
        let claim = match (claim, equals) {
            (None, None) => None,
            (Some(name), Some(equals)) => Some(RequiredClaim { name, equals }),
            _ => {
                let rule = format!("the rule of auto_attach for {pool} and {provider}");
                return Err(Failure::Usage(format!(
                    "{rule} needs both `claim` and `equals`, or neither"
                )));
            }
        };
        Ok(AutoAttach { pool, provider, claim, policy })
    }

    pub(super) fn filled(rule: AutoAttach) -> Self {
        let (claim, equals) = rule.claim.map(|claim| (claim.name, claim.equals)).unzip();
        Self { pool: rule.pool, provider: rule.provider, policy: rule.policy, claim, equals }
    }
}
