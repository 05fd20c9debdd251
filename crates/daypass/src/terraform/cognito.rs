//! Identity pools and their roles.

use serde_json::Value;

use super::hcl::{Block, quoted};
use super::{Configuration, IDENTITY_POOL, OPENID_CONNECT_PROVIDER, ROLE, SAML_PROVIDER, value};
use crate::snapshot::{IdentityPool, PrincipalTags, Snapshot};

impl Configuration {
    /// Documents of roles name pools, so pools have their names first.
    pub(super) fn name_pools(&mut self, snapshot: &Snapshot) {
        for pool in &snapshot.identity_pools {
            let name = self.names.give(IDENTITY_POOL, &pool.id, &pool.name);
            self.pools.push((pool.id.clone(), format!("{IDENTITY_POOL}.{name}.id")));
        }
    }

    pub(super) fn cognito(&mut self, snapshot: &Snapshot) {
        for pool in &snapshot.identity_pools {
            let id = self.reference(IDENTITY_POOL, &pool.id, "id");
            let name = id.split('.').nth(1).unwrap_or_default().to_owned();
            self.pool(pool, &name);
            if !pool.roles.is_empty() || !pool.role_mappings.is_empty() {
                self.roles(pool, &name, &id);
            }
            for (provider, tags) in &pool.principal_tags {
                self.principal_tags((&name, &id), provider, tags);
            }
        }
    }

    fn pool(&mut self, pool: &IdentityPool, name: &str) {
        let guests = pool.allow_unauthenticated_identities;
        let mut block = Block::resource(IDENTITY_POOL, name);
        block
            .text("identity_pool_name", &pool.name)
            .expression("allow_unauthenticated_identities", &guests.to_string());
        if let Some(classic) = pool.allow_classic_flow {
            block.expression("allow_classic_flow", &classic.to_string());
        }
        block
            .some_text("developer_provider_name", pool.developer_provider_name.as_deref())
            .value("supported_login_providers", &value(&pool.supported_login_providers));
        if !pool.saml_provider_arns.is_empty() {
            let arns = self.list(SAML_PROVIDER, &pool.saml_provider_arns);
            block.expression("saml_provider_arns", &arns);
        }
        if !pool.openid_connect_provider_arns.is_empty() {
            let arns = self.list(OPENID_CONNECT_PROVIDER, &pool.openid_connect_provider_arns);
            block.expression("openid_connect_provider_arns", &arns);
        }
        block.value("tags", &value(&pool.tags));
        for user_pool in &pool.cognito_identity_providers {
            let text = |member: &str| user_pool.get(member).and_then(Value::as_str);
            let check = user_pool.get("ServerSideTokenCheck").and_then(Value::as_bool);
            let mut nested = Block::nested("cognito_identity_providers");
            nested
                .some_text("client_id", text("ClientId"))
                .some_text("provider_name", text("ProviderName"));
            if let Some(check) = check {
                nested.expression("server_side_token_check", &check.to_string());
            }
            block.block(nested);
        }
        self.blocks.push(block);
    }

    fn roles(&mut self, pool: &IdentityPool, name: &str, id: &str) {
        let mut block = Block::resource("aws_cognito_identity_pool_roles_attachment", name);
        let roles = pool
            .roles
            .iter()
            .map(|(kind, arn)| format!("{} = {}", quoted(kind), self.reference(ROLE, arn, "arn")));
        let roles = roles.collect::<Vec<_>>().join(", ");
        block.expression("identity_pool_id", id).expression("roles", &format!("{{ {roles} }}"));
        for (provider, mapping) in &pool.role_mappings {
            block.block(self.role_mapping(provider, mapping));
        }
        self.blocks.push(block);
    }

    fn principal_tags(&mut self, (name, id): (&str, &str), provider: &str, tags: &PrincipalTags) {
        let provider_name = [OPENID_CONNECT_PROVIDER, SAML_PROVIDER]
            .into_iter()
            .find_map(|kind| self.names.attribute(kind, provider, "arn"));
        let wanted = format!("{name}_{}", provider.rsplit('/').next().unwrap_or_default());
        let name = self.names.give(PRINCIPAL_TAG, &format!("{id} {provider}"), &wanted);
        let mut block = Block::resource(PRINCIPAL_TAG, &name);
        block
            .expression("identity_pool_id", id)
            .expression(
                "identity_provider_name",
                &provider_name.unwrap_or_else(|| quoted(provider)),
            )
            .expression("use_defaults", &tags.use_defaults.to_string())
            .value("principal_tags", &value(&tags.principal_tags));
        self.blocks.push(block);
    }

    fn role_mapping(&self, provider: &str, mapping: &Value) -> Block {
        let text = |value: &Value, member: &str| {
            value.get(member).and_then(Value::as_str).map(str::to_owned)
        };
        let mut block = Block::nested("role_mapping");
        block
            .text("identity_provider", provider)
            .some_text("type", text(mapping, "Type").as_deref())
            .some_text(
                "ambiguous_role_resolution",
                text(mapping, "AmbiguousRoleResolution").as_deref(),
            );
        let rules = mapping.pointer("/RulesConfiguration/Rules").and_then(Value::as_array);
        for rule in rules.into_iter().flatten() {
            let role = text(rule, "RoleARN").unwrap_or_default();
            let mut nested = Block::nested("mapping_rule");
            nested
                .some_text("claim", text(rule, "Claim").as_deref())
                .some_text("match_type", text(rule, "MatchType").as_deref())
                .some_text("value", text(rule, "Value").as_deref())
                .expression("role_arn", &self.reference(ROLE, &role, "arn"));
            block.block(nested);
        }
        block
    }
}

const PRINCIPAL_TAG: &str = "aws_cognito_identity_pool_provider_principal_tag";
