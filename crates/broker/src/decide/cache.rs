//! Decisions that were made, for whoever is of the same class.

use super::action::Action;
use super::classes::ClassId;
use super::parts::Parts;
use crate::now::Now;
use daypass_policy::{Decision, NoContext, Permissions, Request};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

/// What a policy is asked about a topic or a filter.
#[derive(Clone, Copy, Debug)]
pub struct Question<'q> {
    /// The class of the permissions.
    pub class: ClassId,
    /// Who is to be asked, unless the answer is remembered.
    pub permissions: &'q Permissions,
    /// What the ARNs of the realm begin with.
    pub arn_prefix: &'q str,
    /// What is to be done.
    pub action: Action,
    /// The topic or filter.
    pub name: &'q Arc<str>,
}

/// Decisions by class, action and the topic or filter itself.
#[derive(Debug, Default)]
pub struct DecisionCache {
    parts: Parts<Part>,
    hasher: DefaultHashBuilder,
    /// The ARN of the resource at hand, kept for its memory.
    resource: String,
}

/// Two tables of a fixed size: what was not asked for while one filled up is forgotten with the other.
#[derive(Debug, Default)]
struct Part {
    young: HashTable<Decided>,
    old: HashTable<Decided>,
}

#[derive(Debug, Clone)]
struct Decided {
    class: ClassId,
    action: Action,
    name: Arc<str>,
    decision: Decision,
}

/// That something was allowed, kept by whoever asks the same thing again and again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Held {
    class: ClassId,
    valid_until_ms: Option<i64>,
}

impl Held {
    /// What is to be kept of a decision, if it allowed.
    pub(crate) fn new(class: ClassId, decision: Decision) -> Option<Self> {
        let valid_until_ms = decision.valid_until_ms;
        decision.outcome.is_allow().then_some(Self { class, valid_until_ms })
    }

    /// Whether it still holds for whoever is of that class now.
    pub(crate) fn holds(&self, class: ClassId, now: Now) -> bool {
        self.class == class && self.valid_until_ms.is_none_or(|until_ms| now.wall_ms < until_ms)
    }
}

/// The most decisions in one of the two tables of a part.
const DECISIONS_MAX: usize = 256;

impl DecisionCache {
    /// Decides, or remembers what was decided. A decision that rests on a time condition is
    /// remembered until that turns.
    pub fn decide(&mut self, question: &Question<'_>, now: Now) -> Decision {
        let Self { parts, hasher, resource } = self;
        let hash = hash_of(hasher, question.class, question.action, question.name);
        let part = parts.of_mut(hash);
        if let Some(decided) = part.young.find(hash, |decided| decided.answers(question))
            && decided.is_valid(now)
        {
            return decided.decision;
        }
        let decided = match part.old.find(hash, |decided| decided.answers(question)) {
            Some(decided) if decided.is_valid(now) => decided.clone(),
            _ => Decided {
                class: question.class,
                action: question.action,
                name: Arc::clone(question.name),
                decision: ask(question, resource, now),
            },
        };
        let decision = decided.decision;
        part.remember(hash, decided, question, hasher);
        decision
    }
}

fn ask(question: &Question<'_>, resource: &mut String, now: Now) -> Decision {
    resource.clear();
    resource.push_str(question.arn_prefix);
    resource.push_str(question.action.resource_type());
    resource.push_str(question.name);
    question.permissions.decide(&Request {
        action: question.action.name(),
        resource,
        context: &NoContext,
        now_ms: now.wall_ms,
    })
}

impl Part {
    fn remember(
        &mut self,
        hash: u64,
        decided: Decided,
        question: &Question<'_>,
        hasher: &DefaultHashBuilder,
    ) {
        if let Some(outdated) = self.young.find_mut(hash, |decided| decided.answers(question)) {
            *outdated = decided;
            return;
        }
        if self.young.len() >= DECISIONS_MAX {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        self.young.insert_unique(hash, decided, |decided| {
            hash_of(hasher, decided.class, decided.action, &decided.name)
        });
    }
}

#[inline]
fn hash_of(hasher: &DefaultHashBuilder, class: ClassId, action: Action, name: &str) -> u64 {
    let mut state = hasher.build_hasher();
    class.hash(&mut state);
    state.write_u8(action as u8);
    // The name comes last, so nothing need mark its end.
    state.write(name.as_bytes());
    state.finish()
}

impl Decided {
    fn answers(&self, question: &Question<'_>) -> bool {
        self.class == question.class
            && self.action == question.action
            && (Arc::ptr_eq(&self.name, question.name) || self.name == *question.name)
    }

    fn is_valid(&self, now: Now) -> bool {
        self.decision.valid_until_ms.is_none_or(|until_ms| now.wall_ms < until_ms)
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, ClassId, DECISIONS_MAX, DecisionCache, Now, Part, Question};
    use daypass_policy::{
        ContextMap, DeviceLeg, DeviceScope, Document, DocumentKind, Grants, Permissions, Policy,
        PolicySet,
    };
    use std::sync::Arc;

    /// May publish to `t`, until 1970-01-01T00:00:10Z.
    const SHORT: &str = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow",
        "Action":"iot:Publish","Resource":"arn:topic/t",
        "Condition":{"NumericLessThan":{"aws:EpochTime":"10"}}}}"#;

    fn permissions(policies: &[&str]) -> Arc<Permissions> {
        let compiled = policies.iter().map(|text| {
            Policy::compile("p", None, Document::parse(DocumentKind::Iot, text).unwrap())
        });
        let policies = PolicySet::new(compiled);
        let device = DeviceLeg { policies, applies_to: DeviceScope::AllActions };
        Arc::new(Grants { device: Some(device), ..Grants::default() }).bind(ContextMap::new())
    }

    fn allows(
        cache: &mut DecisionCache,
        permissions: &Permissions,
        (class, action, name): (u64, Action, &str),
        wall_ms: i64,
    ) -> bool {
        let (class, name) = (ClassId::new(class), &Arc::from(name));
        let question = Question { class, permissions, arn_prefix: "arn:", action, name };
        cache.decide(&question, Now { monotonic_ms: 0, wall_ms }).outcome.is_allow()
    }

    #[test]
    fn an_answer_is_for_its_class_action_and_whole_name() {
        let (some, none) = (permissions(&[SHORT]), permissions(&[]));
        let mut cache = DecisionCache::default();
        assert!(allows(&mut cache, &some, (1, Action::Publish, "t"), 0));
        // The same permissions would not be asked; that these would refuse shows who was.
        assert!(allows(&mut cache, &none, (1, Action::Publish, "t"), 9_999));
        assert!(!allows(&mut cache, &none, (2, Action::Publish, "t"), 0));
        assert!(!allows(&mut cache, &none, (1, Action::Receive, "t"), 0));
        assert!(!allows(&mut cache, &none, (1, Action::Publish, "t2"), 0));
    }

    #[test]
    fn an_answer_is_forgotten_when_time_turns_it_or_others_push_it_out() {
        let (some, none) = (permissions(&[SHORT]), permissions(&[]));
        let mut cache = DecisionCache::default();
        assert!(allows(&mut cache, &some, (1, Action::Publish, "t"), 0));
        assert!(!allows(&mut cache, &some, (1, Action::Publish, "t"), 10_000));
        assert!(allows(&mut cache, &some, (2, Action::Publish, "t"), 0));
        assert!(allows(&mut cache, &some, (3, Action::Publish, "t"), 0));
        for number in 0..4 * DECISIONS_MAX * cache.parts.iter().count() {
            let name = number.to_string();
            assert!(!allows(&mut cache, &none, (1, Action::Publish, &name), 0));
            assert!(allows(&mut cache, &none, (2, Action::Publish, "t"), 0), "asked for often");
        }
        let few = |part: &Part| part.young.len().max(part.old.len()) <= DECISIONS_MAX;
        assert!(cache.parts.iter().all(few));
        assert!(!allows(&mut cache, &none, (3, Action::Publish, "t"), 0), "not asked for");
    }
}
