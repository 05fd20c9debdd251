//! Random cases, one per seed. The constructs on which evaluators go wrong are drawn often; those
//! on which the other evaluator is known to be wrong (see `deviations`) are drawn seldom.

mod conditions;
mod documents;
mod facts;
mod patterns;
mod principals;
mod request;

use crate::case::{ACCOUNT, Case, Fact};
use crate::random::Random;
use documents::Breadth;

/// What policies are written about: the request, and the context that both are drawn from.
struct Scene {
    action: &'static str,
    resource: String,
    /// The keys of the context, the clocks among them.
    facts: Vec<(String, Fact)>,
    /// Keys that the context has not.
    absent: Vec<&'static str>,
}

impl Scene {
    /// The single-valued keys whose values are not empty.
    fn singles(&self) -> Vec<(&str, &str)> {
        let singles = self.facts.iter().filter_map(|(key, fact)| match fact {
            Fact::One(value) if !value.is_empty() => Some((key.as_str(), value.as_str())),
            _ => None,
        });
        singles.collect()
    }

    fn fact(&self, key: &str) -> Option<&Fact> {
        self.facts.iter().find(|(name, _)| name.eq_ignore_ascii_case(key)).map(|(_, fact)| fact)
    }
}

/// The case of a seed.
pub(crate) fn case(seed: u64) -> Case {
    let mut random = Random::new(seed);
    let random = &mut random;
    let (context, absent) = facts::context(random);
    let (now_seconds, clocks) = facts::clocks(random);
    let mut facts = context.clone();
    facts.extend(clocks.clone());
    let resource = request::resource(random, &facts);
    let scene = Scene { action: request::action(random, &resource), resource, facts, absent };
    let identity = (0..=random.weighted(&[2, 70, 22, 6]))
        .skip(1)
        .map(|_| documents::document(random, &scene, Breadth::Usual))
        .collect();
    let leg = |random: &mut Random, percent| {
        let asked = random.percent(percent);
        asked.then(|| documents::document(random, &scene, Breadth::Wide))
    };
    // The policy of a key must allow, so that each key has one.
    let owned = scene.resource.contains(":kms:") || random.percent(26);
    // What a grant of a resource's policy is worth to a session, the other evaluator does not know.
    let (boundary, session) = (leg(random, 22), leg(random, if owned { 4 } else { 26 }));
    let caller = principals::caller(random, session.is_some());
    let resource_policy = owned.then(|| principals::policy(random, &scene, caller));
    let owner = if owned { principals::owner(random) } else { ACCOUNT };
    let action = request::spelled(random, scene.action);
    let resource = scene.resource;
    Case {
        identity,
        boundary,
        session,
        resource_policy,
        caller,
        owner,
        action,
        resource,
        context,
        clocks,
        now_seconds,
    }
}
