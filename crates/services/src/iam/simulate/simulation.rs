//! One simulation: policies, caller and context, bound and ready to be asked.

use std::collections::HashMap;
use std::sync::Arc;

use daypass_aws_types::error::ServiceError;
use daypass_policy::{
    Context as _, ContextMap, DocumentKind, Grants, IamLeg, Permissions, ResourceLeg, ResourceRule,
};

use super::arguments::Arguments;
use super::context_entries::Entries;
use super::entity::{Entity, EntityKind, owner, owner_in};
use super::organization::Organization;
use super::sources::{Source, Sources, policy_set};
use crate::iam::error::invalid_input;

/// What simulated requests are asked of.
#[derive(Debug)]
pub(super) struct Simulation<'a> {
    pub(super) arguments: Arguments<'a>,
    pub(super) sources: Sources,
    pub(super) organization: Option<Organization>,
    /// The present of the simulated requests.
    pub(super) now_ms: i64,
    /// The keys that the policies mention and nobody gave a value for, as the policies spell them.
    pub(super) missing: Vec<String>,
    caller: Option<Entity<'a>>,
    resource_owner: Option<&'a str>,
    grants: Grants,
    context: ContextMap,
}

impl<'a> Simulation<'a> {
    /// Prepares a simulation with the policies that `sources` already has and those that the
    /// arguments bring. `known` are the context keys of the principal; those of the arguments
    /// count before them.
    pub(super) fn new(
        arguments: Arguments<'a>,
        mut sources: Sources,
        known: &ContextMap,
        now_ms: i64,
    ) -> Result<Self, ServiceError> {
        arguments.check()?;
        let entries = Entries::read(arguments.entries)?;
        sources.identity.extend(Source::all_given(arguments.policies)?);
        if let Some(boundary) = given_boundary(arguments.boundary)? {
            sources.boundary = Some(vec![boundary]);
        }
        let caller = arguments.caller.map(Entity::caller).transpose()?;
        let resource_owner = arguments.resource_owner.map(owner).transpose()?;
        sources.resource.extend(given_resource_policy(&arguments)?);
        let mut context = caller.map(|caller| keys_of(&caller)).unwrap_or_default();
        context.extend(known).extend(&entries.context);
        let organization = Organization::read(arguments.levels, &context)?;
        let missing = missing(&sources, &context);
        let iam = IamLeg {
            root: false,
            identity: policy_set(&sources.identity),
            boundary: sources.boundary.as_deref().map(policy_set),
            session: None,
        };
        let grants = Grants { iam: Some(iam), ..Grants::default() };
        let now_ms = entries.now_ms.unwrap_or(now_ms);
        Ok(Self {
            arguments,
            sources,
            organization,
            now_ms,
            missing,
            caller,
            resource_owner,
            grants,
            context,
        })
    }

    /// Bytes of policies that one request is compared with.
    pub(super) fn text_bytes(&self) -> usize {
        let organization = self.organization.as_ref().map_or(0, Organization::text_bytes);
        self.sources.text_bytes() + organization
    }

    /// Bytes of the context that each request has.
    pub(super) fn context_bytes(&self) -> usize {
        self.context.bytes()
    }

    /// Whether the account of a resource is not the caller's, so that both have to allow.
    pub(super) fn is_foreign(&self, resource: &str) -> bool {
        !self.sources.resource.is_empty()
            && self.caller.is_some_and(|caller| self.owner_of(resource) != Some(caller.account))
    }

    fn owner_of<'r>(&'r self, resource: &'r str) -> Option<&'r str> {
        let caller = || self.caller.map(|caller| caller.account);
        owner_in(resource).or(self.resource_owner).or_else(caller)
    }

    /// The permissions that decide about each of the resources, in their order; those about no
    /// resource in particular are about `*`. Resources of one owner share theirs.
    pub(super) fn permissions<'r>(
        &'r self,
        resources: &'r [String],
    ) -> Vec<(&'r str, Arc<Permissions>)> {
        let mut shared: HashMap<(Option<&str>, ResourceRule), Arc<Permissions>> = HashMap::new();
        let named = resources.iter().map(String::as_str);
        let every = resources.is_empty().then_some("*");
        let mut all = Vec::with_capacity(resources.len());
        for resource in named.chain(every) {
            let rule = rule_of(resource);
            let owner =
                if self.sources.resource.is_empty() { None } else { self.owner_of(resource) };
            let permissions = shared.entry((owner, rule)).or_insert_with(|| self.bind(owner, rule));
            all.push((resource, Arc::clone(permissions)));
        }
        all
    }

    fn bind(&self, owner: Option<&str>, rule: ResourceRule) -> Arc<Permissions> {
        let resource = owner.zip(self.caller).map(|(owner, caller)| ResourceLeg {
            policies: policy_set(&self.sources.resource),
            caller: caller.as_principal(),
            owner: owner.into(),
            rule,
        });
        Arc::new(Grants { resource, ..self.grants.clone() }).bind(self.context.clone())
    }
}

fn given_boundary(texts: &[String]) -> Result<Option<Source>, ServiceError> {
    match texts {
        [] => Ok(None),
        [text] => {
            let id = "PermissionsBoundaryPolicyInputList.1";
            Source::given(DocumentKind::Boundary, id, text).map(Some)
        }
        _ => {
            let message = "The list of Permissions Boundary policies cannot exceed 1 items.";
            Err(invalid_input(message.to_owned()))
        }
    }
}

/// The policy that every resource is treated as if it had. It needs a caller to speak of and
/// resources that can have it.
fn given_resource_policy(arguments: &Arguments<'_>) -> Result<Option<Source>, ServiceError> {
    let Some(text) = arguments.resource_policy else { return Ok(None) };
    let refused = |message: &str| Err(invalid_input(message.to_owned()));
    if arguments.caller.is_none() {
        return refused("Invalid caller - Caller cannot be null or empty.");
    }
    let resources = arguments.named_resources();
    if resources.is_empty() {
        return refused("Invalid Entity Arn: * does not clearly define entity type and name.");
    }
    let is_role =
        |arn: &str| Entity::parse(arn).is_some_and(|entity| entity.kind == EntityKind::Role);
    if resources.iter().any(|resource| is_role(resource)) {
        return refused("Simulation of resource-based policies isn't supported for IAM roles.");
    }
    Source::given(DocumentKind::Resource, "ResourcePolicy", text).map(Some)
}

/// A key's policy must allow, whatever identity policies say.
/// <https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html>
fn rule_of(resource: &str) -> ResourceRule {
    let key = resource.split(':').nth(2) == Some("kms");
    if key { ResourceRule::MustAllow } else { ResourceRule::Either }
}

/// The context keys that go with a caller. What only a session has, such as `aws:userid`, nobody
/// can know here.
fn keys_of(caller: &Entity<'_>) -> ContextMap {
    let mut keys = ContextMap::new();
    keys.insert("aws:PrincipalArn", caller.arn);
    keys.insert("aws:PrincipalAccount", caller.account);
    match caller.kind {
        EntityKind::Role => {
            keys.insert("aws:PrincipalType", "AssumedRole");
        }
        EntityKind::User => {
            keys.insert("aws:PrincipalType", "User");
            keys.insert("aws:username", caller.name);
        }
        EntityKind::Group => {}
    }
    keys
}

fn missing(sources: &Sources, context: &ContextMap) -> Vec<String> {
    let mentioned = sources.mentioned_keys().into_iter();
    let missing = mentioned.filter(|key| {
        let lower = key.to_ascii_lowercase();
        // The present is always there.
        !matches!(&*lower, "aws:currenttime" | "aws:epochtime") && context.value(&lower).is_none()
    });
    missing.map(str::to_owned).collect()
}
