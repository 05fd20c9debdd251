//! Logins: tokens of other issuers that say who a caller is.
//!
//! Signatures are remembered (issuer, key id and key to claims, no more); issuer, audience, times
//! and the configuration of pool and provider are judged at each call. Foreign tokens are judged
//! by wall time, our own identity tokens by our own clock.

mod anchor;
mod error;
mod identity_token;
mod limited_login;
mod login_keys;
mod measure;
mod opaque;
mod providers;
mod saml;
mod saml_user;
#[cfg(test)]
mod social_tests;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod token_check;
mod verified_login;

use std::collections::BTreeMap;

use daypass_aws_types::{AccountId, Secret};
use daypass_federation::social::facebook;
use daypass_federation::{check_audience, check_issuer, check_times, issuer_name, peek};
use daypass_store::{Reads, Space};

pub(crate) use error::LOGINS_DO_NOT_MATCH;
pub use error::LoginError;
pub use identity_token::{
    IdentityTokenRefused, StandingIdentity, standing_identity, verify_identity_token,
};
pub use login_keys::LoginKeys;
pub use measure::{LoginMeasure, MEASURED_NAMES_MAX};
pub use providers::ProviderEndpoints;
pub use saml::{redeem_for_role, saml_role_pairs, verify_saml};
pub use saml_user::SamlUser;
pub(crate) use verified_login::stored_authentication_methods;
pub use verified_login::{LoginSource, VerifiedLogin};

use crate::cognito_identity::records::IdentityPoolRecord;
use crate::environment::Environment;
use crate::iam::arn::openid_connect_provider_arn;
use crate::iam::records::OPENID_CONNECT_PROVIDERS;
use crate::ports::Now;
use crate::random::Random;
use crate::scope::of_account;
use crate::sessions::COGNITO_IDENTITY;
use anchor::Anchor;
use login_keys::Issuer;

/// Verifies every login of a call to a pool, in the order of their keys; the first that fails
/// fails the call. The login `cognito-identity.amazonaws.com` is none: it is our own token, which
/// only some operations take ([`verify_identity_token`]).
pub async fn verify_logins(
    environment: &Environment,
    pool: &IdentityPoolRecord,
    logins: &BTreeMap<String, Secret>,
    random: &Random,
    now: Now,
) -> Result<Vec<VerifiedLogin>, LoginError> {
    let mut verified = Vec::with_capacity(logins.len());
    for (key, token) in logins {
        verified.push(verify_login(environment, pool, (key, token.expose()), random, now).await?);
    }
    Ok(verified)
}

async fn verify_login(
    environment: &Environment,
    pool: &IdentityPoolRecord,
    (key, token): (&str, &str),
    random: &Random,
    now: Now,
) -> Result<VerifiedLogin, LoginError> {
    if key == COGNITO_IDENTITY {
        return Err(LoginError::CognitoToken);
    }
    if !pool.developer_provider_name.is_empty() && key == pool.developer_provider_name {
        return Err(LoginError::DeveloperProvider);
    }
    if pool.saml_provider_arns.iter().any(|arn| arn == key) {
        return saml_login(environment, pool, (key, token), now).await;
    }
    let reads = Reads::new(&*environment.store, Space::State);
    let anchor = Anchor::of(pool, key, &reads).await?.ok_or_else(|| unsupported(pool))?;
    if let (Anchor::Public { client_id: [app] }, true) = (&anchor, opaque::is_opaque(key)) {
        if key == facebook::PROVIDER && peek(token).is_ok() {
            return limited_login::verify(environment, app, token, now).await;
        }
        let user = opaque::verify(environment, (key, app), token, random, now).await?;
        return Ok(VerifiedLogin::answered(user));
    }
    let unverified = peek(token)?;
    check_issuer(&unverified.issuer, key)?;
    let issuer = anchor.issuer(key, &unverified.issuer, &environment.settings)?;
    let verified = environment
        .login_keys
        .verify(&*environment.fetch, &issuer, token, unverified.key_id.as_deref(), now)
        .await?;
    anchor.check_use(&verified)?;
    let audience = check_audience(&verified, anchor.client_ids())?.to_owned();
    check_times(&verified, now.wall_ms)?;
    if let Anchor::UserPool { checks_tokens_at_the_pool: true, .. } = anchor {
        token_check::check(environment, key, token).await?;
    }
    Ok(VerifiedLogin::new(key, anchor.into_source(), audience, verified))
}

async fn saml_login(
    environment: &Environment,
    pool: &IdentityPoolRecord,
    (arn, response): (&str, &str),
    now: Now,
) -> Result<VerifiedLogin, LoginError> {
    let account = AccountId::parse(&pool.account).map_err(|_| LoginError::UnsupportedProvider)?;
    let assertion = verify_saml(environment, &account, arn, response, now).await?;
    Ok(VerifiedLogin::asserted(arn, SamlUser::of(assertion, arn)))
}

/// AWS tells a pool for guests alone from one that has other providers.
fn unsupported(pool: &IdentityPoolRecord) -> LoginError {
    let none = pool.supported_login_providers.is_empty()
        && pool.cognito_identity_providers.is_empty()
        && pool.openid_connect_provider_arns.is_empty()
        && pool.saml_provider_arns.is_empty();
    if none { LoginError::NoProviders } else { LoginError::UnsupportedProvider }
}

/// Verifies a token of an OpenID Connect provider that is registered in `account`, as STS does:
/// the token itself says which provider.
pub async fn verify_web_identity(
    environment: &Environment,
    account: &AccountId,
    token: &str,
    now: Now,
) -> Result<VerifiedLogin, LoginError> {
    let unverified = peek(token)?;
    let name = issuer_name(&unverified.issuer);
    let reads = Reads::new(&*environment.store, Space::State);
    let record = reads.peek(&OPENID_CONNECT_PROVIDERS.key(&of_account(account), [name])).await?;
    let provider = record.ok_or_else(|| LoginError::NoProvider(unverified.issuer.clone()))?;
    let verified = environment
        .login_keys
        .verify(
            &*environment.fetch,
            &Issuer::registered(&provider),
            token,
            unverified.key_id.as_deref(),
            now,
        )
        .await?;
    let audience = check_audience(&verified, &provider.client_ids)?.to_owned();
    check_times(&verified, now.wall_ms)?;
    let source =
        LoginSource::OpenIdConnectProvider { arn: openid_connect_provider_arn(account, name) };
    Ok(VerifiedLogin::new(name, source, audience, verified))
}
