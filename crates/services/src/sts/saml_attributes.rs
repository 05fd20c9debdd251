//! What a SAML assertion asserts for AWS: the attributes below
//! `https://aws.amazon.com/SAML/Attributes/`.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use daypass_aws_types::AccountId;
use daypass_aws_types::error::ServiceError;
use daypass_federation::saml::Assertion;

use super::duration::session_seconds;
use super::error::saml_token_refused;
use super::session_tags::SessionTags;
use crate::iam::records::RoleRecord;
use crate::logins::saml_role_pairs;
use crate::ports::Now;

const ROLE_SESSION_NAME: &str = "https://aws.amazon.com/SAML/Attributes/RoleSessionName";
const SESSION_DURATION: &str = "https://aws.amazon.com/SAML/Attributes/SessionDuration";
const SOURCE_IDENTITY: &str = "https://aws.amazon.com/SAML/Attributes/SourceIdentity";
const TRANSITIVE_TAG_KEYS: &str = "https://aws.amazon.com/SAML/Attributes/TransitiveTagKeys";
const PRINCIPAL_TAG: &str = "https://aws.amazon.com/SAML/Attributes/PrincipalTag:";

/// The seconds that a session may last.
const SECONDS: std::ops::RangeInclusive<i32> = 900..=43_200;

/// What an assertion says of the session that it is redeemed for.
#[derive(Debug)]
pub(super) struct SamlClaims {
    /// Whether one of the assertion's pairs is the role with the provider.
    pub(super) grants_role: bool,
    pub(super) session_name: String,
    pub(super) tags: SessionTags,
    pub(super) source_identity: Option<String>,
    duration_seconds: Option<i32>,
}

impl SamlClaims {
    /// Reads the attributes, for a role and the provider it is asked for by.
    pub(super) fn read(
        assertion: &Assertion,
        (role_arn, provider_arn): (&str, &str),
    ) -> Result<Self, ServiceError> {
        let session_name = only(assertion, ROLE_SESSION_NAME)?;
        let session_name = session_name
            .ok_or_else(|| saml_token_refused("RoleSessionName is required in AuthnResponse"))?;
        if !is_name(&session_name) {
            return Err(saml_token_refused(
                "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
            ));
        }
        let source_identity = only(assertion, SOURCE_IDENTITY)?;
        if source_identity.as_ref().is_some_and(|name| !is_name(name) || name.starts_with("aws:")) {
            return Err(saml_token_refused(
                "Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with \"aws:\"",
            ));
        }
        let duration_seconds = match only(assertion, SESSION_DURATION)? {
            None => None,
            Some(text) => {
                Some(text.parse().ok().filter(|seconds| SECONDS.contains(seconds)).ok_or_else(
                    || saml_token_refused("SessionDuration in AuthnResponse must be 900 to 43200"),
                )?)
            }
        };
        let mut tags = Vec::new();
        for name in assertion.attributes.keys() {
            let Some(key) = name.strip_prefix(PRINCIPAL_TAG) else { continue };
            tags.push((key.to_owned(), only(assertion, name)?.unwrap_or_default()));
        }
        let transitive = assertion.values(TRANSITIVE_TAG_KEYS).to_vec();
        Ok(Self {
            grants_role: saml_role_pairs(assertion)
                .any(|(role, provider)| role == role_arn && provider == provider_arn),
            session_name,
            tags: SessionTags::checked(tags, transitive)?,
            source_identity,
            duration_seconds,
        })
    }

    /// The session's seconds: what the call asks for, or the assertion, or an hour; never beyond
    /// the end of the session at the provider.
    pub(super) fn seconds(
        &self,
        asked: Option<i32>,
        role: &RoleRecord,
        assertion: &Assertion,
        now: Now,
    ) -> Result<u32, ServiceError> {
        let seconds = session_seconds(asked.or(self.duration_seconds), role, false)?;
        let Some(ends_ms) = assertion.session_ends_ms else { return Ok(seconds) };
        let left_s = ends_ms.saturating_sub(now.wall_ms).div_euclid(1_000).max(1);
        Ok(seconds.min(u32::try_from(left_s).unwrap_or(u32::MAX)))
    }
}

/// `NameQualifier`: with the subject it tells users of all providers apart.
pub(super) fn name_qualifier(issuer: &str, account: &AccountId, provider: &str) -> String {
    let text = format!("{issuer}{account}/{provider}");
    STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes()))
}

/// The value of an attribute that may have one.
fn only(assertion: &Assertion, name: &str) -> Result<Option<String>, ServiceError> {
    match assertion.values(name) {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        _ => Err(saml_token_refused(format!("{name} in AuthnResponse must have one value"))),
    }
}

fn is_name(text: &str) -> bool {
    let allowed = |sign: char| sign.is_ascii_alphanumeric() || "_+=,.@-".contains(sign);
    (2..=64).contains(&text.len()) && text.chars().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_qualifier_is_the_documented_hash() {
        let account = AccountId::parse("123456789012").unwrap();
        let found = name_qualifier("https://example.com/saml", &account, "MySAMLIdP");
        assert_eq!(found, "1uAJanUnBc2XeUkHURMht+xam2c=");
    }
}
