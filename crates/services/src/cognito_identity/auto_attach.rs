//! Auto-attach: an AWS IoT policy for an identity at the moment when it first becomes
//! authenticated, by pool, provider and claim. AWS has nothing like it; it is off until a rule is
//! configured.
//!
//! It happens once, because an identity becomes authenticated once: whatever is detached later stays
//! detached. Guests get nothing, and neither does an identity beyond its ten policies.

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::{AccountId, Region};
use daypass_store::{Reads, Writes};
use serde_json::Value;

use super::claim::text;
use super::records::{IdentityPoolRecord, IdentityRecord, LoginRecord};
use crate::iot::{Attached, attach};
use crate::logins::VerifiedLogin;
use crate::operation::Call;

/// A rule: whoever of this pool signs in first by this provider gets this policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AutoAttach {
    /// The pool's id.
    pub pool: String,
    /// The login key, or the pool's developer provider.
    pub provider: String,
    /// The claim that the token must have; any token will do without one.
    pub claim: Option<RequiredClaim>,
    /// The name of the AWS IoT policy, in the pool's account and region.
    pub policy: String,
}

/// A claim and what it must say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequiredClaim {
    /// The claim's name.
    pub name: String,
    /// Its value, or one of its values where it is a list.
    pub equals: String,
}

/// Applies the rules to an identity that this very call makes authenticated, and names the policies
/// that were attached.
pub(super) async fn apply<I>(
    call: &Call<'_, I>,
    pool: &IdentityPoolRecord,
    identity: &IdentityRecord,
    (logins, developer): (&[VerifiedLogin], Option<&LoginRecord>),
    reads: &mut Reads<'_>,
    writes: &mut Writes,
) -> Result<Vec<String>, ServiceError> {
    let meets = |rule: &&AutoAttach| {
        let by_login = || logins.iter().any(|login| rule.is_met_by(login));
        let by_developer =
            || rule.claim.is_none() && developer.is_some_and(|user| user.provider == rule.provider);
        rule.pool == pool.id && (by_login() || by_developer())
    };
    let rules = call.environment.settings.auto_attach.iter().filter(meets);
    let policies: Vec<&str> = rules.map(|rule| rule.policy.as_str()).collect();
    let place = (AccountId::parse(&pool.account), Region::parse(&pool.region));
    let (false, (Ok(account), Ok(region))) = (policies.is_empty(), place) else {
        return Ok(Vec::new());
    };
    let outcomes = attach((&account, &region), &policies, &identity.id, (reads, writes)).await?;
    let attached = policies.iter().zip(outcomes).filter(|(_, came)| *came == Attached::Now);
    Ok(attached.map(|(policy, _)| (*policy).to_owned()).collect())
}

impl AutoAttach {
    fn is_met_by(&self, login: &VerifiedLogin) -> bool {
        let claims = login.claims();
        let says = |claim: &RequiredClaim| {
            claims.get(&claim.name).is_some_and(|value| holds(value, &claim.equals))
                && (claim.name != EMAIL || claims.get(EMAIL_VERIFIED).is_some_and(is_true))
        };
        login.provider() == self.provider && self.claim.as_ref().is_none_or(says)
    }
}

fn holds(claim: &Value, wanted: &str) -> bool {
    match claim {
        Value::Array(members) => members.iter().filter_map(text).any(|member| member == wanted),
        claim => text(claim).is_some_and(|claim| claim == wanted),
    }
}

/// Some providers write the flag as a text.
fn is_true(claim: &Value) -> bool {
    text(claim).is_some_and(|claim| claim == "true")
}

/// An address counts once its provider has verified it.
const EMAIL: &str = "email";
const EMAIL_VERIFIED: &str = "email_verified";
