//! A snapshot as single things that are written one by one, each after what it needs.

use serde::Serialize;
use serde_json::{Value, json};

use crate::snapshot::{IdentityPool, Role, Snapshot};

/// What an item is, in the order of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Kind {
    OpenIdConnectProvider,
    SamlProvider,
    Policy,
    Role,
    RolePolicy,
    RoleAttachment,
    IdentityPool,
    PoolRoles,
    PrincipalTags,
    Identity,
    Login,
    IotPolicy,
    Certificate,
    Thing,
    ThingPrincipal,
    IotPolicyAttachment,
}

impl Kind {
    /// What people call it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::OpenIdConnectProvider => "OpenID provider",
            Self::SamlProvider => "SAML provider",
            Self::Policy => "policy",
            Self::Role => "role",
            Self::RolePolicy => "role policy",
            Self::RoleAttachment => "role attachment",
            Self::IdentityPool => "identity pool",
            Self::PoolRoles => "roles of pool",
            Self::PrincipalTags => "principal tags",
            Self::Identity => "identity",
            Self::Login => "login",
            Self::IotPolicy => "IoT policy",
            Self::Certificate => "certificate",
            Self::Thing => "thing",
            Self::ThingPrincipal => "thing principal",
            Self::IotPolicyAttachment => "IoT attachment",
        }
    }
}

/// One thing that is there or not, and equal or not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// What it is found by: a name, an id or an ARN, and a second one for what hangs on another.
    pub(super) key: (String, String),
    /// What is compared, by AWS's names of members.
    pub(super) value: Value,
}

impl Item {
    fn new(kind: Kind, key: &str, value: Value) -> Self {
        Self { kind, key: (key.to_owned(), String::new()), value }
    }

    pub(super) fn on(kind: Kind, holder: &str, key: &str, value: Value) -> Self {
        Self { kind, key: (holder.to_owned(), key.to_owned()), value }
    }

    /// What it is called.
    pub(super) fn name(&self) -> String {
        match &self.key {
            (name, second) if second.is_empty() => name.clone(),
            (holder, second) => format!("{holder} {second}"),
        }
    }

    /// The same role with a trust policy that lets nobody in.
    pub(super) fn closed(&self) -> Self {
        let mut closed = self.clone();
        if let Some(trust) = closed.value.get_mut(TRUST) {
            let everyone = json!({ "AWS": "*" });
            let statement =
                json!({ "Effect": "Deny", "Principal": everyone, "Action": "sts:AssumeRole" });
            *trust = json!({ "Version": "2012-10-17", "Statement": [statement] });
        }
        closed
    }

    /// What it hangs on, if it can be taken off.
    pub(super) fn holder(&self) -> Option<(Kind, &str)> {
        let kind = match self.kind {
            Kind::RolePolicy | Kind::RoleAttachment => Kind::Role,
            Kind::ThingPrincipal => Kind::Thing,
            Kind::PoolRoles | Kind::PrincipalTags => Kind::IdentityPool,
            Kind::IotPolicyAttachment => Kind::IotPolicy,
            _ => return None,
        };
        Some((kind, &self.key.0))
    }
}

/// The items of a snapshot, in the order of writing.
pub(super) fn items(snapshot: &Snapshot) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    items.extend(
        snapshot
            .openid_connect_providers
            .iter()
            .map(|provider| Item::new(Kind::OpenIdConnectProvider, &provider.arn, value(provider))),
    );
    items.extend(snapshot.saml_providers.iter().map(|provider| {
        let value = json!({ "SAMLMetadataDocument": provider.metadata });
        Item::new(Kind::SamlProvider, &provider.arn, value)
    }));
    items.extend(
        snapshot.policies.iter().map(|policy| Item::new(Kind::Policy, &policy.arn, value(policy))),
    );
    snapshot.roles.iter().for_each(|role| add_role(&mut items, role));
    snapshot.identity_pools.iter().for_each(|pool| add_pool(&mut items, pool));
    items.extend(snapshot.identities.iter().map(|identity| {
        Item::new(Kind::Identity, &identity.id, json!({ "IdentityPoolId": identity.pool_id }))
    }));
    items.extend(snapshot.iot_policies.iter().map(|policy| {
        Item::new(Kind::IotPolicy, &policy.name, json!({ "policyDocument": policy.document }))
    }));
    items.extend(snapshot.certificates.iter().map(|certificate| {
        let value = json!({ "status": certificate.status, "certificatePem": certificate.pem });
        Item::new(Kind::Certificate, &certificate.id, value)
    }));
    for thing in &snapshot.things {
        let value = json!({ "attributes": thing.attributes });
        items.push(Item::new(Kind::Thing, &thing.name, value));
        items.extend(
            thing
                .principals
                .iter()
                .map(|principal| Item::on(Kind::ThingPrincipal, &thing.name, principal, json!({}))),
        );
    }
    items.extend(snapshot.iot_policy_attachments.iter().map(|attachment| {
        let (policy, target) = (&attachment.policy_name, &attachment.target);
        Item::on(Kind::IotPolicyAttachment, policy, target, json!({}))
    }));
    items.sort_by_key(|item| item.kind);
    items
}

fn add_role(items: &mut Vec<Item>, role: &Role) {
    let (hung, name) = (["RoleName", "RolePolicies", "AttachedPolicies"], &role.name);
    items.push(Item::new(Kind::Role, name, without(value(role), &hung)));
    items.extend(role.inline_policies.iter().map(|(policy, document)| {
        Item::on(Kind::RolePolicy, name, policy, json!({ "PolicyDocument": document }))
    }));
    items.extend(
        role.attached_policies
            .iter()
            .map(|arn| Item::on(Kind::RoleAttachment, name, arn, json!({}))),
    );
}

fn add_pool(items: &mut Vec<Item>, pool: &IdentityPool) {
    let others = ["IdentityPoolId", "Roles", "RoleMappings", "PrincipalTags"];
    let settings = without(value(pool), &others);
    items.push(Item::new(Kind::IdentityPool, &pool.id, settings));
    if !pool.roles.is_empty() || !pool.role_mappings.is_empty() {
        let roles = json!({ "Roles": pool.roles, "RoleMappings": pool.role_mappings });
        items.push(Item::new(Kind::PoolRoles, &pool.id, roles));
    }
    items.extend(
        pool.principal_tags
            .iter()
            .map(|(provider, tags)| Item::on(Kind::PrincipalTags, &pool.id, provider, value(tags))),
    );
}

fn value(resource: &impl Serialize) -> Value {
    serde_json::to_value(resource).unwrap_or_default()
}

fn without(mut value: Value, members: &[&str]) -> Value {
    if let Some(object) = value.as_object_mut() {
        object.retain(|name, _| !members.contains(&name.as_str()));
    }
    value
}

/// The member of a role that says who may assume it.
pub(super) const TRUST: &str = "AssumeRolePolicyDocument";
