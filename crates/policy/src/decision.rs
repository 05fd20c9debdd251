//! What is asked and what is answered: requests, outcomes, legs, and how legs combine.

use crate::context::Context;

/// One question: may the bound principal do `action` to `resource` now?
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// The action, such as `iot:Publish`; compared without case.
    pub action: &'a str,
    /// The whole ARN of the resource, or `*` for actions that have none.
    pub resource: &'a str,
    /// Keys that belong to this request alone; they are looked up before the bound ones.
    /// `aws:CurrentTime` and `aws:EpochTime` are never looked up here.
    pub context: &'a dyn Context,
    /// The present, in milliseconds since 1970; the source of `aws:CurrentTime` and
    /// `aws:EpochTime`, both of which count whole seconds.
    pub now_ms: i64,
}

/// The three answers of AWS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Every leg allows and none denies.
    Allow,
    /// A statement with `Effect: Deny` matched.
    ExplicitDeny,
    /// Nothing matched that allows.
    ImplicitDeny,
}

impl Outcome {
    /// Whether access is granted.
    pub fn is_allow(self) -> bool {
        self == Self::Allow
    }

    /// AWS IoT's name for the outcome (`TestAuthorization`).
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "ALLOWED",
            Self::ExplicitDeny => "EXPLICIT_DENY",
            Self::ImplicitDeny => "IMPLICIT_DENY",
        }
    }
}

/// One of the policy sets that must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leg {
    /// The identity policies of the IAM role or user.
    Identity,
    /// The permissions boundary.
    Boundary,
    /// The session policies, the guest cut of the enhanced flow among them.
    Session,
    /// The AWS IoT policies of a certificate, identity, group, authorizer or anonymous client.
    Device,
    /// The trust policy of a role.
    Trust,
    /// The policies of the resource that is asked for.
    Resource,
}

impl Leg {
    /// A short name for output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Boundary => "boundary",
            Self::Session => "session",
            Self::Device => "device",
            Self::Trust => "trust",
            Self::Resource => "resource",
        }
    }
}

/// The answer to a [`Request`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// The leg that refused: the one with the explicit deny, else the first one that does not
    /// allow. Nothing on `Allow`, and when the principal has no leg at all.
    pub leg: Option<Leg>,
    /// The first instant (milliseconds since 1970) at which a consulted time condition may turn;
    /// nothing when time played no part. The decision must not be reused from then on.
    pub valid_until_ms: Option<i64>,
}

/// Combines the outcomes of the legs that bear on a request: a deny of any leg denies, and every
/// leg must allow. A principal without legs gets nothing.
pub(crate) fn combine(legs: impl IntoIterator<Item = (Leg, Outcome)>) -> (Outcome, Option<Leg>) {
    let mut combined = None;
    for (leg, outcome) in legs {
        match (outcome, combined) {
            (Outcome::ExplicitDeny, _) => return (Outcome::ExplicitDeny, Some(leg)),
            (Outcome::ImplicitDeny, None | Some((Outcome::Allow, _))) => {
                combined = Some((Outcome::ImplicitDeny, Some(leg)));
            }
            (Outcome::Allow, None) => combined = Some((Outcome::Allow, None)),
            _ => {}
        }
    }
    combined.unwrap_or((Outcome::ImplicitDeny, None))
}
