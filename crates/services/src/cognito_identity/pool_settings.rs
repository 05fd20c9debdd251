//! What a caller may say about an identity pool, and what of it is refused.

use std::collections::BTreeMap;

use daypass_aws_types::AccountId;
use daypass_aws_types::cognito_identity::{CreateIdentityPoolInput, UpdateIdentityPoolInput};
use daypass_aws_types::error::ServiceError;

use super::error::invalid_parameter;
use super::records::{CognitoIdentityProviderRecord, IdentityPoolRecord};
use crate::iam::arn::openid_connect_provider_from_arn;
use crate::sessions::COGNITO_IDENTITY;

/// Public providers that `SupportedLoginProviders` takes.
const PUBLIC_PROVIDERS: [&str; 6] = [
    "accounts.google.com",
    "api.twitter.com",
    "appleid.apple.com",
    "graph.facebook.com",
    "www.amazon.com",
    "www.digits.com",
];
/// User pools (with their clients) of one identity pool: AWS's default quota.
const USER_POOLS_MAX: usize = 50;
/// OpenID Connect or SAML providers of one identity pool: as many as an account may register.
const IAM_PROVIDERS_MAX: usize = 100;
/// Tags of one pool.
const TAGS_MAX: usize = 50;

/// The settings of a pool, as both `CreateIdentityPool` and `UpdateIdentityPool` give them. What
/// is left out has its default, which is why an update replaces everything.
pub(super) struct PoolSettings {
    name: String,
    allow_unauthenticated: bool,
    allow_classic_flow: Option<bool>,
    supported_login_providers: BTreeMap<String, String>,
    developer_provider_name: String,
    openid_connect_provider_arns: Vec<String>,
    cognito_identity_providers: Vec<CognitoIdentityProviderRecord>,
    saml_provider_arns: Vec<String>,
    tags: BTreeMap<String, String>,
}

/// The two inputs have the same members, but no type in common.
macro_rules! settings {
    ($input:expr) => {{
        let input = $input;
        let user_pools = input.cognito_identity_providers.iter().flatten();
        Self {
            name: input.identity_pool_name.clone(),
            allow_unauthenticated: input.allow_unauthenticated_identities,
            allow_classic_flow: input.allow_classic_flow,
            supported_login_providers: input.supported_login_providers.clone().unwrap_or_default(),
            developer_provider_name: input.developer_provider_name.clone().unwrap_or_default(),
            openid_connect_provider_arns: input
                .open_id_connect_provider_arns
                .clone()
                .unwrap_or_default(),
            cognito_identity_providers: user_pools
                .map(|user_pool| CognitoIdentityProviderRecord {
                    provider_name: user_pool.provider_name.clone().unwrap_or_default(),
                    client_id: user_pool.client_id.clone().unwrap_or_default(),
                    server_side_token_check: user_pool.server_side_token_check,
                })
                .collect(),
            saml_provider_arns: input.saml_provider_arns.clone().unwrap_or_default(),
            tags: input.identity_pool_tags.clone().unwrap_or_default(),
        }
    }};
}

impl From<&CreateIdentityPoolInput> for PoolSettings {
    fn from(input: &CreateIdentityPoolInput) -> Self {
        settings!(input)
    }
}

impl From<&UpdateIdentityPoolInput> for PoolSettings {
    fn from(input: &UpdateIdentityPoolInput) -> Self {
        settings!(input)
    }
}

impl PoolSettings {
    /// The same settings, if a pool of `account` may have them.
    pub(super) fn checked(self, account: &AccountId) -> Result<Self, ServiceError> {
        self.check_public_providers()?;
        self.check_user_pools()?;
        self.check_iam_providers(account)?;
        check_developer_provider(&self.developer_provider_name)?;
        check_tags(self.tags.len())?;
        Ok(self)
    }

    /// Puts the settings into a pool's record. A developer provider stays once it is set: users
    /// were registered under its name.
    pub(super) fn apply(self, pool: &mut IdentityPoolRecord) -> Result<(), ServiceError> {
        let developer_provider = self.developer_provider_name;
        if pool.developer_provider_name.is_empty() {
            pool.developer_provider_name = developer_provider;
        } else if !developer_provider.is_empty()
            && developer_provider != pool.developer_provider_name
        {
            return Err(invalid_parameter("The developer provider name cannot be changed."));
        }
        pool.name = self.name;
        pool.allow_unauthenticated = self.allow_unauthenticated;
        pool.allow_classic_flow = self.allow_classic_flow;
        pool.supported_login_providers = self.supported_login_providers;
        pool.openid_connect_provider_arns = self.openid_connect_provider_arns;
        pool.cognito_identity_providers = self.cognito_identity_providers;
        pool.saml_provider_arns = self.saml_provider_arns;
        pool.tags = self.tags;
        Ok(())
    }

    fn check_public_providers(&self) -> Result<(), ServiceError> {
        let unknown = |key: &&String| !PUBLIC_PROVIDERS.contains(&key.as_str());
        match self.supported_login_providers.keys().find(unknown) {
            Some(key) => Err(invalid_parameter(format!("{key} is not a supported login provider"))),
            None => Ok(()),
        }
    }

    fn check_user_pools(&self) -> Result<(), ServiceError> {
        let user_pools = &self.cognito_identity_providers;
        at_most("CognitoIdentityProviders", user_pools.len(), USER_POOLS_MAX)?;
        let whole = |provider: &CognitoIdentityProviderRecord| {
            is_user_pool(&provider.provider_name) && !provider.client_id.is_empty()
        };
        if user_pools.iter().all(whole) {
            Ok(())
        } else {
            Err(invalid_parameter("Invalid Cognito Identity Provider"))
        }
    }

    /// Providers are of the pool's own account: another account's would let that account's
    /// administrator say who is who here.
    fn check_iam_providers(&self, account: &AccountId) -> Result<(), ServiceError> {
        at_most(
            "OpenIdConnectProviderARNs",
            self.openid_connect_provider_arns.len(),
            IAM_PROVIDERS_MAX,
        )?;
        at_most("SamlProviderARNs", self.saml_provider_arns.len(), IAM_PROVIDERS_MAX)?;
        for arn in &self.openid_connect_provider_arns {
            if openid_connect_provider_from_arn(account, arn).is_none() {
                return Err(invalid_parameter(format!(
                    "Invalid OpenIdConnect Provider ARN: {arn}"
                )));
            }
        }
        let saml = format!("arn:aws:iam::{account}:saml-provider/");
        let foreign = |arn: &&String| arn.strip_prefix(saml.as_str()).is_none_or(str::is_empty);
        match self.saml_provider_arns.iter().find(foreign) {
            Some(arn) => Err(invalid_parameter(format!("Invalid SAML Provider ARN: {arn}"))),
            None => Ok(()),
        }
    }
}

/// So many tags fit one pool.
pub(super) fn check_tags(count: usize) -> Result<(), ServiceError> {
    at_most("IdentityPoolTags", count, TAGS_MAX)
}

/// `HOST/REGION_ID`: AWS's host is `cognito-idp.REGION.amazonaws.com`, a self-hosted user pool has
/// its own. No public provider passes for one.
fn is_user_pool(provider_name: &str) -> bool {
    let Some((host, pool)) = provider_name.split_once('/') else { return false };
    let Some((region, id)) = pool.split_once('_') else { return false };
    !host.is_empty()
        && !region.is_empty()
        && !id.is_empty()
        && !pool.contains('/')
        && !is_reserved(host)
}

/// A developer provider under a public provider's name could speak for that provider's users.
fn check_developer_provider(name: &str) -> Result<(), ServiceError> {
    if is_reserved(name) || name.starts_with("cognito-idp.") {
        return Err(invalid_parameter(format!("{name} is not a valid developer provider name")));
    }
    Ok(())
}

fn is_reserved(name: &str) -> bool {
    let is = |reserved: &&str| name.eq_ignore_ascii_case(reserved);
    is(&COGNITO_IDENTITY) || PUBLIC_PROVIDERS.iter().any(is)
}

fn at_most(member: &str, count: usize, max: usize) -> Result<(), ServiceError> {
    if count <= max {
        return Ok(());
    }
    Err(invalid_parameter(format!("{member} cannot have more than {max} entries")))
}
