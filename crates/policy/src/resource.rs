//! Policies on resources: whom they let in, and what that is worth beside the other legs.
//!
//! AWS describes the combination under "How AWS enforcement code logic evaluates requests to allow
//! or deny access". What a statement is worth depends on the form in which it names the caller.

use crate::context::OwnedValue;
use crate::decision::{Leg, Outcome, combine};
use crate::document::Effect;
use crate::policy::PolicySet;
use crate::scope::Moment;
use crate::statement::Statement;
use std::sync::Arc;

/// The policies of the resource that is asked for, and who asks.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResourceLeg {
    /// The documents of the kind [`Resource`](crate::DocumentKind::Resource), as one union.
    pub policies: PolicySet,
    /// Who asks.
    pub caller: ResourceCaller,
    /// The account of the resource, twelve digits. A caller of another account needs the word of
    /// both accounts.
    pub owner: Arc<str>,
    /// What an identity policy can do without this leg.
    pub rule: ResourceRule,
}

/// Whether the policy of a resource may stay silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResourceRule {
    /// Within one account, identity policies or the resource's policies suffice: most resources.
    Either,
    /// The resource's policies must allow, whatever identity policies say: KMS keys, roles.
    MustAllow,
}

/// Who asks for a resource, in the forms that policies tell apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourceCaller {
    /// The root of an account.
    Root {
        /// Its ARN, `arn:aws:iam::123456789012:root`.
        arn: Arc<str>,
    },
    /// An IAM user with its own credentials.
    User {
        /// Its ARN.
        arn: Arc<str>,
        /// Its unique id, `AIDA…`, where it is known.
        unique_id: Option<Arc<str>>,
    },
    /// A session of a role, or the role as such.
    RoleSession {
        /// The role's ARN.
        role: Arc<str>,
        /// The role's unique id, `AROA…`, where it is known.
        role_id: Option<Arc<str>>,
        /// The session's ARN, `arn:aws:sts::123456789012:assumed-role/ROLE/SESSION`; nothing
        /// when the role is asked about before anyone has taken it.
        session: Option<Arc<str>>,
    },
    /// A federated user, from `GetFederationToken`.
    FederatedUser {
        /// The ARN of the federated user.
        arn: Arc<str>,
        /// The ARN of the IAM user who called `GetFederationToken`, where it is known.
        user: Option<Arc<str>>,
    },
    /// A service acting for itself.
    Service {
        /// The service's principal name, such as `iot.amazonaws.com`.
        name: Arc<str>,
    },
    /// Nobody who proved who they are.
    Anonymous,
}

impl ResourceCaller {
    /// Reads the ARN of a caller: the root, a user, a role, a role session or a federated user.
    /// A role session's ARN does not carry the role's path; the role is taken to have none.
    pub fn from_arn(arn: &str) -> Option<Self> {
        let [_, partition, service, region, account, name] =
            <[&str; 6]>::try_from(arn.splitn(6, ':').collect::<Vec<_>>()).ok()?;
        if !arn.starts_with("arn:") || !region.is_empty() || account.len() != 12 {
            return None;
        }
        let whole: Arc<str> = arn.into();
        let (kind, name) = name.split_once('/').unwrap_or((name, ""));
        match (service, kind) {
            ("iam", "root") if name.is_empty() => Some(Self::Root { arn: whole }),
            _ if name.is_empty() => None,
            ("iam", "user") => Some(Self::User { arn: whole, unique_id: None }),
            ("iam", "role") => {
                Some(Self::RoleSession { role: whole, role_id: None, session: None })
            }
            ("sts", "assumed-role") => {
                let (role, _) = name.split_once('/')?;
                let role = format!("arn:{partition}:iam::{account}:role/{role}").into();
                Some(Self::RoleSession { role, role_id: None, session: Some(whole) })
            }
            ("sts", "federated-user") => Some(Self::FederatedUser { arn: whole, user: None }),
            _ => None,
        }
    }

    /// The caller's account; services and nobody have none.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { arn } | Self::User { arn, .. } | Self::FederatedUser { arn, .. } => {
                arn.split(':').nth(4)
            }
            Self::RoleSession { role, .. } => role.split(':').nth(4),
            Self::Service { .. } | Self::Anonymous => None,
        }
    }
}

/// What an `Allow` of a resource's policy is worth within one account, by the form in which it
/// names the caller. The least comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// It names the account, which may pass the permission on: identity policies decide as if
    /// nothing had been said.
    Account,
    /// It names the role, or the user behind a federated user: it stands in for the identity
    /// policies, and the boundary and the session policies still limit it.
    Role,
    /// It names the user or the session itself, or everyone: no silence of another leg limits it.
    Caller,
}

impl Reach {
    fn waives(self, leg: Leg) -> bool {
        match leg {
            Leg::Identity => self >= Self::Role,
            Leg::Boundary | Leg::Session => self == Self::Caller,
            Leg::Device | Leg::Trust | Leg::Resource => false,
        }
    }
}

/// What the policies of a resource say to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ResourceAnswer {
    pub(crate) outcome: Outcome,
    /// The furthest reach of the statements that allow.
    pub(crate) reach: Option<Reach>,
}

impl ResourceLeg {
    /// Asks every statement; a resource has few. The action is in lower case. `boundary` tells
    /// whether the caller has a permissions boundary.
    pub(crate) fn answer(
        &self,
        action: &str,
        resource: &str,
        moment: &Moment<'_>,
        bound: &[Option<OwnedValue>],
        boundary: bool,
    ) -> ResourceAnswer {
        let mut reach = None;
        for (at, policy) in self.policies.policies().iter().enumerate() {
            let Some(scope) = self.policies.scope(at, moment, bound) else { continue };
            for statement in policy.document().statements() {
                let worth = worth(statement, &self.caller, boundary);
                let applies = worth.is_some()
                    && statement.covers_action(action, &scope)
                    && statement.covers_resource(resource, &scope)
                    && statement.conditions_hold(&scope);
                if applies && statement.effect == Effect::Deny {
                    return ResourceAnswer { outcome: Outcome::ExplicitDeny, reach: None };
                }
                if applies {
                    reach = reach.max(worth);
                }
            }
        }
        let outcome = if reach.is_some() { Outcome::Allow } else { Outcome::ImplicitDeny };
        ResourceAnswer { outcome, reach }
    }

    /// Combines the leg's answer with those of the others. Silence of a leg that the grant
    /// reaches past counts as consent; a deny never does.
    pub(crate) fn combine(
        &self,
        answer: ResourceAnswer,
        others: impl Iterator<Item = (Leg, Outcome)>,
        has_iam: bool,
    ) -> (Outcome, Option<Leg>) {
        let foreign = self.caller.account().is_some_and(|account| *account != *self.owner);
        let reach = if foreign { None } else { answer.reach };
        let waived = |leg| reach.is_some_and(|reach| reach.waives(leg));
        let silent = answer.outcome == Outcome::ImplicitDeny;
        let optional = !foreign && has_iam && self.rule == ResourceRule::Either;
        // Who has no identity policies is allowed by this leg alone, or not at all.
        let unheard = (!has_iam && !waived(Leg::Identity)).then_some(Leg::Identity);
        let own = (!(silent && optional)).then_some((Leg::Resource, answer.outcome));
        let others = others.map(|(leg, outcome)| match outcome {
            Outcome::ImplicitDeny if waived(leg) => (leg, Outcome::Allow),
            outcome => (leg, outcome),
        });
        combine(others.chain(own).chain(unheard.map(|leg| (leg, Outcome::ImplicitDeny))))
    }
}

/// Whether a statement speaks of the caller, and what its `Allow` is worth. A statement that
/// names no principal (none passes the grammar of resource policies) speaks of nobody.
pub(crate) fn worth(
    statement: &Statement,
    caller: &ResourceCaller,
    boundary: bool,
) -> Option<Reach> {
    let principals = statement.principals.as_ref()?;
    match statement.effect {
        Effect::Allow => principals.reach(caller),
        Effect::Deny => principals.denies(caller, boundary).then_some(Reach::Caller),
    }
}
