//! Cognito Identity: pools with their roles, and the ids of identities.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::super::{Identity, IdentityPool, PrincipalTags};
use super::{Listing, Reader, text, texts, typed};
use crate::aws::{Call, CallError};
use crate::failure::Failure;

/// What stands between a key and its secret.
const SECRET_FOLLOWS: char = ';';
/// Entries of one page, the most that AWS gives.
const PAGE_ENTRIES_MAX: usize = 60;

impl Reader<'_> {
    pub(super) async fn cognito(&mut self) -> Result<(), Failure> {
        let listing = listing("ListIdentityPools", json!({ "MaxResults": PAGE_ENTRIES_MAX }));
        let listed = self.entries(&listing, "IdentityPools").await;
        let Some(listed) = self.or_skip("identity pools", listed)? else { return Ok(()) };
        let mut ids: Vec<String> = listed.iter().map(|pool| text(pool, "IdentityPoolId")).collect();
        ids.sort();
        for id in ids {
            let pool = self.pool(&id).await;
            let Some(pool) = self.or_skip(format!("identity pool {id}"), pool)? else { continue };
            let pool = self.without_secrets(pool);
            let pool = self.with_roles(pool).await?;
            let pool = self.with_principal_tags(pool).await?;
            self.snapshot.identity_pools.push(pool);
            self.identities(&id).await?;
        }
        self.snapshot.identities.sort_by(|one, other| one.id.cmp(&other.id));
        Ok(())
    }

    async fn pool(&self, id: &str) -> Result<IdentityPool, CallError> {
        let described = self.asked("DescribeIdentityPool", id).await?;
        let mut pool: IdentityPool = typed(described, "an identity pool")?;
        pool.developer_provider_name = pool.developer_provider_name.filter(|name| !name.is_empty());
        Ok(pool)
    }

    /// Cognito keeps an app's secret at Twitter behind its key, and tells both.
    fn without_secrets(&mut self, mut pool: IdentityPool) -> IdentityPool {
        for (provider, app) in &mut pool.supported_login_providers {
            if let Some((key, _)) = app.split_once(SECRET_FOLLOWS) {
                let what = format!("secret of {provider} in identity pool {}", pool.id);
                *app = key.to_owned();
                self.skip(what, "secrets are not carried");
            }
        }
        pool
    }

    async fn with_roles(&mut self, pool: IdentityPool) -> Result<IdentityPool, Failure> {
        let id = &pool.id;
        let told = self.asked("GetIdentityPoolRoles", id).await;
        let told = self.or_skip(format!("the roles of identity pool {id}"), told)?;
        let member = |name: &str| {
            let member = told.as_ref().and_then(|told| told.get(name));
            member.filter(|member| member.is_object()).cloned().unwrap_or_else(|| json!({}))
        };
        Ok(IdentityPool {
            roles: typed(member("Roles"), "the roles of an identity pool")?,
            role_mappings: typed(member("RoleMappings"), "the role mappings of an identity pool")?,
            ..pool
        })
    }

    async fn with_principal_tags(&mut self, pool: IdentityPool) -> Result<IdentityPool, Failure> {
        let mut principal_tags = BTreeMap::new();
        for provider in providers(&pool) {
            let input = json!({ "IdentityPoolId": pool.id, "IdentityProviderName": provider });
            let told = self.aws.call(&Call::cognito("GetPrincipalTagAttributeMap", input)).await;
            let told = told.and_then(|told| typed(told, "attributes for access control"));
            let what = format!("attributes for access control of identity pool {}", pool.id);
            let Some(tags) = self.or_skip(what, told)? else { break };
            if tags != PrincipalTags::default() {
                principal_tags.insert(provider, tags);
            }
        }
        Ok(IdentityPool { principal_tags, ..pool })
    }

    async fn identities(&mut self, pool_id: &str) -> Result<(), Failure> {
        let input = json!({
            "IdentityPoolId": pool_id,
            "MaxResults": PAGE_ENTRIES_MAX,
            "HideDisabled": true,
        });
        let listed = self.entries(&listing("ListIdentities", input), "Identities").await;
        let listed = self.or_skip(format!("the identities of pool {pool_id}"), listed)?;
        for identity in listed.into_iter().flatten() {
            self.snapshot.identities.push(Identity {
                id: text(&identity, "IdentityId"),
                pool_id: pool_id.to_owned(),
                logins: texts(&identity, "Logins"),
            });
        }
        Ok(())
    }

    async fn asked(&self, operation: &'static str, pool_id: &str) -> Result<Value, CallError> {
        self.aws.call(&Call::cognito(operation, json!({ "IdentityPoolId": pool_id }))).await
    }
}

/// The names of a pool's providers, as their attributes are kept under.
fn providers(pool: &IdentityPool) -> Vec<String> {
    let user_pools =
        pool.cognito_identity_providers.iter().map(|provider| text(provider, "ProviderName"));
    let mut names: Vec<String> = pool.supported_login_providers.keys().cloned().collect();
    names.extend(user_pools);
    names.extend(pool.openid_connect_provider_arns.iter().cloned());
    names.extend(pool.saml_provider_arns.iter().cloned());
    names.extend(pool.developer_provider_name.clone());
    names.sort();
    names.dedup();
    names
}

fn listing<'a>(operation: &'static str, input: Value) -> Listing<'a> {
    let call = Call::cognito(operation, input);
    Listing { what: operation, call, next: "NextToken", given: "NextToken" }
}
