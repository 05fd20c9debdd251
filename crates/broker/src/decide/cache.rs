//! Decisions that were made, for whoever is of the same class.

use super::action::Action;
use super::classes::ClassId;
use crate::now::Now;
use daypass_policy::{Decision, NoContext, Permissions, Request};
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::sync::Arc;

/// What a policy is asked about a topic or a filter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Question<'q> {
    pub(crate) class: ClassId,
    pub(crate) permissions: &'q Permissions,
    /// What the ARNs of the realm begin with.
    pub(crate) arn_prefix: &'q str,
    pub(crate) action: Action,
    /// The topic or filter.
    pub(crate) name: &'q Arc<str>,
}

/// Decisions by class, action and the topic or filter itself. Two tables of a fixed size: what
/// was not asked for while one filled up is forgotten with the other.
#[derive(Debug, Default)]
pub(crate) struct DecisionCache {
    young: HashTable<Decided>,
    old: HashTable<Decided>,
    hasher: DefaultHashBuilder,
    /// The ARN of the resource at hand, kept for its memory.
    resource: String,
}

#[derive(Debug, Clone)]
struct Decided {
    class: ClassId,
    action: Action,
    name: Arc<str>,
    decision: Decision,
}

/// The most decisions in one of the two tables.
const DECISIONS_MAX: usize = 1 << 15;

impl DecisionCache {
    /// Decides, or remembers what was decided. A decision that rests on a time condition is
    /// remembered until that turns.
    pub(crate) fn decide(&mut self, question: &Question<'_>, now: Now) -> Decision {
        let hash = self.hash(question.class, question.action, question.name);
        if let Some(decided) = self.young.find(hash, |decided| decided.answers(question))
            && decided.is_valid(now)
        {
            return decided.decision;
        }
        let decided = match self.old.find(hash, |decided| decided.answers(question)) {
            Some(decided) if decided.is_valid(now) => decided.clone(),
            _ => Decided {
                class: question.class,
                action: question.action,
                name: Arc::clone(question.name),
                decision: self.ask(question, now),
            },
        };
        let decision = decided.decision;
        self.remember(hash, decided, question);
        decision
    }

    fn ask(&mut self, question: &Question<'_>, now: Now) -> Decision {
        self.resource.clear();
        self.resource.push_str(question.arn_prefix);
        self.resource.push_str(question.action.resource_type());
        self.resource.push_str(question.name);
        question.permissions.decide(&Request {
            action: question.action.name(),
            resource: &self.resource,
            context: &NoContext,
            now_ms: now.wall_ms,
        })
    }

    fn remember(&mut self, hash: u64, decided: Decided, question: &Question<'_>) {
        if let Some(outdated) = self.young.find_mut(hash, |decided| decided.answers(question)) {
            *outdated = decided;
            return;
        }
        if self.young.len() >= DECISIONS_MAX {
            std::mem::swap(&mut self.young, &mut self.old);
            self.young.clear();
        }
        let hasher = &self.hasher;
        self.young.insert_unique(hash, decided, |decided| {
            hasher.hash_one((decided.class, decided.action, &*decided.name))
        });
    }

    fn hash(&self, class: ClassId, action: Action, name: &str) -> u64 {
        self.hasher.hash_one((class, action, name))
    }
}

impl Decided {
    fn answers(&self, question: &Question<'_>) -> bool {
        self.class == question.class
            && self.action == question.action
            && self.name == *question.name
    }

    fn is_valid(&self, now: Now) -> bool {
        self.decision.valid_until_ms.is_none_or(|until_ms| now.wall_ms < until_ms)
    }
}
