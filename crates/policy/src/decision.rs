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

/// The outcomes of the legs that bear on a request, on their way to one: a deny of any leg denies,
/// and every leg must allow.
#[derive(Default)]
pub(crate) struct Combination {
    /// Some leg was heard.
    heard: bool,
    /// The first leg that did not allow, or the one that denied.
    refused: Option<(Outcome, Leg)>,
}

impl Combination {
    /// Takes in the outcome of a leg, and tells whether others can still change the whole.
    #[inline]
    pub(crate) fn add(&mut self, leg: Leg, outcome: Outcome) -> bool {
        self.heard = true;
        match outcome {
            Outcome::Allow => {}
            Outcome::ExplicitDeny => self.refused = Some((outcome, leg)),
            Outcome::ImplicitDeny => _ = self.refused.get_or_insert((outcome, leg)),
        }
        outcome != Outcome::ExplicitDeny
    }

    /// The whole, and the leg that refused. A principal without legs gets nothing.
    pub(crate) fn outcome(self) -> (Outcome, Option<Leg>) {
        match self.refused {
            Some((outcome, leg)) => (outcome, Some(leg)),
            None if self.heard => (Outcome::Allow, None),
            None => (Outcome::ImplicitDeny, None),
        }
    }
}

/// Combines the outcomes of the legs that bear on a request.
pub(crate) fn combine(legs: impl IntoIterator<Item = (Leg, Outcome)>) -> (Outcome, Option<Leg>) {
    let mut combination = Combination::default();
    // All that follow a deny are of no more interest.
    _ = legs.into_iter().all(|(leg, outcome)| combination.add(leg, outcome));
    combination.outcome()
}
