//! Grants with the values of one connection or call: the thing that decides.

use crate::action::{Action, Known, LowerCase, lower_case};
use crate::context::{ContextMap, OwnedValue};
use crate::decision::{Combination, Decision, Leg, Outcome, Request, combine};
use crate::explain::{Explanation, LegExplanation, MatchedStatement};
use crate::grants::Grants;
use crate::policy::PolicySet;
use crate::resource::{ResourceAnswer, ResourceLeg};
use crate::scope::Moment;
use smallvec::SmallVec;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What one principal may do. Equality and hash are those of its *permission class*: equal
/// grants, and equal values of the variables that their policies mention. Usable as a hash key.
#[derive(Debug)]
pub struct Permissions {
    grants: Arc<Grants>,
    /// The values of the mentioned keys, leg by leg.
    bound: Box<[Option<OwnedValue>]>,
    hash: u64,
}

/// A leg that bears on a request.
pub(crate) enum Bearing<'p> {
    /// The account's root, allowed without asking a policy.
    Root,
    /// A set of policies, with the values that are bound to it.
    Policies(&'p PolicySet, &'p [Option<OwnedValue>]),
}

impl Permissions {
    pub(crate) fn new(grants: Arc<Grants>, variables: &ContextMap) -> Self {
        let resource = grants.resource.iter().map(|leg| (Leg::Resource, &leg.policies));
        let bound =
            sets(&grants).chain(resource).flat_map(|(_, set)| set.bind(variables)).collect();
        let mut hasher = DefaultHasher::new();
        grants.hash(&mut hasher);
        Hash::hash(&bound, &mut hasher);
        Self { grants, bound, hash: hasher.finish() }
    }

    /// The grants that were bound.
    pub fn grants(&self) -> &Arc<Grants> {
        &self.grants
    }

    /// The text of a statement that an explanation of these permissions says to match.
    pub fn statement_text(&self, leg: Leg, matched: &MatchedStatement) -> Option<&str> {
        let resource = self.grants.resource.iter().map(|leg| (Leg::Resource, &leg.policies));
        let (_, set) = sets(&self.grants).chain(resource).find(|(found, _)| *found == leg)?;
        set.policies().get(matched.policy)?.document().statement_text(matched.statement)
    }

    /// Decides a request. Allocates nothing on the usual path: only names of actions longer
    /// than any of AWS's, and resources matched by very long patterns, take memory.
    pub fn decide(&self, request: &Request<'_>) -> Decision {
        if is_always_allowed(request.action) {
            return ALWAYS_ALLOWED;
        }
        let known = Known::of(request.action);
        let lower = known.map_or_else(|| lower_case(request.action), |_| LowerCase::default());
        let action = Action::new(known, &lower);
        let moment = Moment::new(request.context, request.now_ms);
        let answer = |bearing: &Bearing<'_>| match bearing {
            Bearing::Root => Outcome::Allow,
            Bearing::Policies(set, bound) => set.decide(action, request.resource, &moment, bound),
        };
        let (outcome, leg) = match &self.grants.resource {
            None => {
                let mut combination = Combination::default();
                self.each_leg(known, |leg, bearing| combination.add(leg, answer(&bearing)));
                combination.outcome()
            }
            Some(resource) => {
                let own = self.resource_answer(resource, request, &moment);
                let legs = self.legs(known).into_iter().map(|(leg, on)| (leg, answer(&on)));
                resource.combine(own, legs, self.grants.iam.is_some())
            }
        };
        Decision { outcome, leg, valid_until_ms: moment.valid_until_ms() }
    }

    /// Decides a request and tells why, with every leg asked to the end.
    pub fn explain(&self, request: &Request<'_>) -> Explanation {
        let action = lower_case(request.action);
        let moment = Moment::new(request.context, request.now_ms);
        let always = is_always_allowed(request.action);
        let bearing = self.legs(Known::of(request.action)).into_iter().filter(|_| !always);
        let mut legs: Vec<LegExplanation> = bearing
            .map(|(leg, bearing)| LegExplanation::of(leg, &bearing, &action, request, &moment))
            .collect();
        let outcomes = legs.iter().map(|explained| (explained.leg, explained.outcome));
        let (outcome, leg) = match &self.grants.resource {
            _ if always => (Outcome::Allow, None),
            None => combine(outcomes),
            Some(resource) => {
                let explained = self.explain_resource(resource, &action, request, &moment);
                let answer = ResourceAnswer { outcome: explained.outcome, reach: explained.reach };
                let combined = resource.combine(answer, outcomes, self.grants.iam.is_some());
                legs.push(explained);
                combined
            }
        };
        let valid_until_ms = self.decide(request).valid_until_ms;
        Explanation {
            decision: Decision { outcome, leg, valid_until_ms },
            action: request.action.to_owned(),
            resource: request.resource.to_owned(),
            legs,
        }
    }

    #[cold]
    fn resource_answer(
        &self,
        leg: &ResourceLeg,
        request: &Request<'_>,
        moment: &Moment<'_>,
    ) -> ResourceAnswer {
        let action = lower_case(request.action);
        let (bound, boundary) = (self.bound_to_resource(leg), self.has_boundary());
        leg.answer(&action, request.resource, moment, bound, boundary)
    }

    fn explain_resource(
        &self,
        leg: &ResourceLeg,
        action: &str,
        request: &Request<'_>,
        moment: &Moment<'_>,
    ) -> LegExplanation {
        let (bound, boundary) = (self.bound_to_resource(leg), self.has_boundary());
        LegExplanation::of_resource(leg, bound, boundary, action, request, moment)
    }

    fn has_boundary(&self) -> bool {
        self.grants.iam.as_ref().is_some_and(|iam| iam.boundary.is_some())
    }

    /// The values that are bound to the resource's policies, after those of all other legs.
    fn bound_to_resource(&self, leg: &ResourceLeg) -> &[Option<OwnedValue>] {
        let own = leg.policies.context_keys().len();
        let others = self.bound.len().saturating_sub(own);
        self.bound.get(others..).unwrap_or_default()
    }

    /// The legs that bear on an action, apart from that of the resource.
    fn legs(&self, action: Option<Known>) -> SmallVec<[(Leg, Bearing<'_>); 4]> {
        let mut legs = SmallVec::new();
        self.each_leg(action, |leg, bearing| {
            legs.push((leg, bearing));
            true
        });
        legs
    }

    /// Visits the same until the visitor has seen enough. One after the other as they stand here,
    /// for a decision is short enough to feel what iterators over iterators cost.
    #[inline]
    fn each_leg<'p>(
        &'p self,
        action: Option<Known>,
        mut visit: impl FnMut(Leg, Bearing<'p>) -> bool,
    ) -> Option<()> {
        let root = self.grants.iam.as_ref().is_some_and(|iam| iam.root);
        let mut rest = &*self.bound;
        let mut policies = |leg, set: &'p PolicySet| {
            let (bound, later) = rest.split_at_checked(set.keys_count())?;
            rest = later;
            let bearing = match leg {
                Leg::Identity if root => Bearing::Root,
                _ => Bearing::Policies(set, bound),
            };
            visit(leg, bearing).then_some(())
        };
        if let Some(iam) = &self.grants.iam {
            policies(Leg::Identity, &iam.identity)?;
            if let Some(boundary) = &iam.boundary {
                policies(Leg::Boundary, boundary)?;
            }
            if let Some(session) = &iam.session {
                policies(Leg::Session, session)?;
            }
        }
        match &self.grants.device {
            Some(device) if device.applies_to.covers_known(action) => {
                policies(Leg::Device, &device.policies)
            }
            _ => None,
        }
    }
}

impl PartialEq for Permissions {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.bound == other.bound && self.grants == other.grants
    }
}

impl Eq for Permissions {}

impl Hash for Permissions {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

/// The sets of all legs but the resource's, in the order in which they are combined.
fn sets(grants: &Grants) -> impl Iterator<Item = (Leg, &PolicySet)> {
    let iam = grants.iam.iter().flat_map(|iam| {
        let boundary = iam.boundary.as_ref().map(|set| (Leg::Boundary, set));
        let session = iam.session.as_ref().map(|set| (Leg::Session, set));
        [Some((Leg::Identity, &iam.identity)), boundary, session].into_iter().flatten()
    });
    iam.chain(grants.device.iter().map(|device| (Leg::Device, &device.policies)))
}

/// Anyone who has credentials may ask whose they are, even under an explicit deny.
fn is_always_allowed(action: &str) -> bool {
    action.eq_ignore_ascii_case("sts:GetCallerIdentity")
}

const ALWAYS_ALLOWED: Decision =
    Decision { outcome: Outcome::Allow, leg: None, valid_until_ms: None };
