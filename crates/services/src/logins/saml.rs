//! SAML responses: verified against a provider that is registered in IAM, for pools and STS alike.

use std::sync::{Mutex, PoisonError};

use daypass_aws_types::AccountId;
use daypass_federation::saml::{Assertion, ReplayError, Replays, Trusted, read_response};
use daypass_store::{Reads, Space};

use super::error::LoginError;
use crate::environment::Environment;
use crate::iam::arn::saml_provider_from_arn;
use crate::iam::records::SAML_PROVIDERS;
use crate::ports::Now;
use crate::scope::of_account;

/// The audience that providers are told to name, for AWS and so for what speaks as AWS does.
pub(super) const AUDIENCE: &str = "urn:amazon:webservices";
/// Where browsers bring responses to.
pub(super) const SIGN_IN: &str = "https://signin.aws.amazon.com/saml";
/// The same in one region.
const SIGN_IN_OF_REGION: &str = ".signin.aws.amazon.com/saml";

/// The attribute that pairs roles with providers.
const ROLE: &str = "https://aws.amazon.com/SAML/Attributes/Role";

/// Assertions that STS has redeemed.
#[derive(Debug, Default)]
pub(super) struct Redeemed(Mutex<Replays>);

/// Verifies a response in base64 of the SAML provider `arn` of `account`.
pub async fn verify_saml(
    environment: &Environment,
    account: &AccountId,
    arn: &str,
    response: &str,
    now: Now,
) -> Result<Assertion, LoginError> {
    let missing = || LoginError::NoSamlProvider(arn.to_owned());
    let name = saml_provider_from_arn(account, arn).ok_or_else(missing)?;
    let reads = Reads::new(&*environment.store, Space::State);
    let record = reads.peek(&SAML_PROVIDERS.key(&of_account(account), [name])).await?;
    let provider = record.ok_or_else(missing)?;
    if now.wall_ms >= provider.valid_until_ms {
        return Err(LoginError::MetadataExpired(arn.to_owned()));
    }
    let own_door = format!("{SIGN_IN}/acs/{}", provider.unique_id);
    let trusted = Trusted {
        entity_id: &provider.entity_id,
        certificates: &provider.certificates,
        is_audience: &|audience| audience == AUDIENCE || is_sign_in(audience),
        is_recipient: &|recipient| recipient == own_door || is_sign_in(recipient),
    };
    Ok(read_response(response, &trusted, now.wall_ms)?)
}

/// Redeems an assertion for one role, or once for all where it asks for that.
pub fn redeem_for_role(
    environment: &Environment,
    assertion: &Assertion,
    role_arn: &str,
    now: Now,
) -> Result<(), ReplayError> {
    let what = if assertion.one_time_use { "" } else { role_arn };
    let parts = [assertion.issuer.as_str(), &assertion.id, what];
    let redeemed = &environment.login_keys.redeemed.0;
    let mut redeemed = redeemed.lock().unwrap_or_else(PoisonError::into_inner);
    redeemed.redeem(&parts, assertion.ends_ms, now.wall_ms)
}

/// The roles that an assertion pairs with providers, as (role, provider), whichever comes first.
pub fn saml_role_pairs(assertion: &Assertion) -> impl Iterator<Item = (&str, &str)> {
    assertion.values(ROLE).iter().filter_map(|value| {
        let (one, other) = value.split_once(',')?;
        let (one, other) = (one.trim(), other.trim());
        Some(if one.contains(":saml-provider/") { (other, one) } else { (one, other) })
    })
}

fn is_sign_in(url: &str) -> bool {
    let region = url.strip_prefix("https://").and_then(|rest| rest.strip_suffix(SIGN_IN_OF_REGION));
    let is_region = |region: &str| {
        !region.is_empty()
            && region.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    url == SIGN_IN || region.is_some_and(is_region)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_doors_of_aws_take_responses() {
        for (url, expected) in [
            ("https://signin.aws.amazon.com/saml", true),
            ("https://eu-west-1.signin.aws.amazon.com/saml", true),
            ("https://.signin.aws.amazon.com/saml", false),
            ("https://evil.example/x.signin.aws.amazon.com/saml", false),
            ("http://signin.aws.amazon.com/saml", false),
            ("https://signin.aws.amazon.com/saml/", false),
            ("", false),
        ] {
            assert_eq!(is_sign_in(url), expected, "{url}");
        }
    }
}
