//! Finding the statements that may match: by action, then by the literal ends of the resource.
//!
//! A set of a thousand policies, one of them relevant, is to cost about what that one costs. What
//! the way through the index has proved is not asked again: of most statements nothing is left but
//! their conditions.

mod trie;

use self::trie::{Side, Trie};
use crate::decision::Outcome;
use crate::document::Effect;
use crate::pattern::Pattern;
use crate::policy::Policy;
use crate::scope::Scope;
use crate::statement::{Entries, Statement};
use crate::template::Token;
use std::sync::Arc;

/// The statements of a set by the literal start of their action, then by that of their resource.
#[derive(Debug)]
pub(crate) struct Index(Trie<Trie<Filed>>);

/// One way in which a statement may match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) policy: u32,
    pub(crate) statement: u32,
    effect: Effect,
    action: Rest,
    resource: Rest,
    /// The statement has neither conditions nor principals.
    plain: bool,
}

/// What is left to ask of an element after the literal start of one of its entries was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    /// Nothing: the entry is that start and a star.
    Anything,
    /// That nothing follows: the entry is that start alone.
    End,
    /// What follows that start in this entry of the list.
    Entry(u32),
    /// The whole list.
    List,
}

/// A request on its way through the index.
#[derive(Clone, Copy)]
pub(crate) struct Found<'r> {
    action: &'r str,
    /// How much of the action is matched.
    action_matched: usize,
    resource: &'r str,
    /// How much of the resource is matched.
    resource_matched: usize,
}

impl Candidate {
    /// Whether nothing of the statement need be looked at.
    pub(crate) fn is_proved(&self, found: &Found<'_>) -> bool {
        let proved = |rest, text: &str, matched| match rest {
            Rest::Anything => true,
            Rest::End => text.len() == matched,
            Rest::Entry(_) | Rest::List => false,
        };
        self.plain
            && proved(self.action, found.action, found.action_matched)
            && proved(self.resource, found.resource, found.resource_matched)
    }

    /// Whether the statement covers action and resource.
    pub(crate) fn covers(
        &self,
        statement: &Statement,
        found: &Found<'_>,
        scope: &Scope<'_>,
    ) -> bool {
        let action = match self.action {
            Rest::Anything => true,
            Rest::End => found.action.len() == found.action_matched,
            Rest::Entry(_) | Rest::List => {
                statement.covers_action(&found.action.to_ascii_lowercase(), scope)
            }
        };
        action
            && match self.resource {
                Rest::Anything => true,
                Rest::End => found.resource.len() == found.resource_matched,
                Rest::List => statement.covers_resource(found.resource, scope),
                Rest::Entry(entry) => {
                    let entries = statement.resources.as_ref().map(|resources| &resources.list);
                    let entry = entries.and_then(|entries| entries.get(entry as usize));
                    let rest = found.resource.get(found.resource_matched..);
                    entry.zip(rest).is_some_and(|(entry, rest)| {
                        entry.pattern.matches_after_prefix(rest, scope).is_yes()
                    })
                }
            }
    }
}

/// What is filed under the literal start of a resource.
#[derive(Debug)]
enum Filed {
    One(Candidate),
    /// Many, told apart by the literal text that their resources end in.
    BySuffix(Trie<Candidate>),
}

/// From this many entries under one start on, they are told apart by their ends.
const SUFFIX_ENTRIES_MIN: usize = 8;
/// More index entries than this for one statement, and it is filed under every action instead.
const ENTRIES_PER_STATEMENT_MAX: usize = 1024;

impl Index {
    pub(crate) fn new(policies: &[Arc<Policy>]) -> Self {
        let mut entries = Vec::new();
        for (at, policy) in policies.iter().enumerate() {
            for (number, statement) in policy.document().statements().iter().enumerate() {
                add_statement(&mut entries, (at, number), statement);
            }
        }
        // A stable sort keeps the policies' order under one place.
        entries.sort_by_key(|entry| (entry.action, entry.prefix));
        let by_action = entries.chunk_by(|a, b| a.action == b.action).filter_map(|group| {
            let by_prefix = group.chunk_by(|a, b| a.prefix == b.prefix).flat_map(file).collect();
            Some((group.first()?.action, Trie::new(Side::Start, by_prefix)))
        });
        Self(Trie::new(Side::StartWithoutCase, by_action.collect()))
    }

    /// Decides by the candidates for a request that pass the test: one `Deny` is enough, and
    /// without one an `Allow`. After the first `Allow` no other is asked.
    pub(crate) fn decide(
        &self,
        action: &str,
        resource: &str,
        mut test: impl FnMut(&Candidate, &Found<'_>) -> bool,
    ) -> Outcome {
        let mut allowed = false;
        let mut denies = |candidate: &Candidate, found: &Found<'_>| match candidate.effect {
            Effect::Deny => test(candidate, found),
            Effect::Allow => {
                allowed = allowed || test(candidate, found);
                false
            }
        };
        let denied = self.0.any(action, |by_prefix, action_matched| {
            by_prefix.any(resource, |filed, resource_matched| {
                let found = Found { action, action_matched, resource, resource_matched };
                match filed {
                    Filed::One(candidate) => denies(candidate, &found),
                    Filed::BySuffix(by_suffix) => {
                        by_suffix.any(resource, |candidate, _| denies(candidate, &found))
                    }
                }
            })
        });
        match (denied, allowed) {
            (true, _) => Outcome::ExplicitDeny,
            (false, true) => Outcome::Allow,
            (false, false) => Outcome::ImplicitDeny,
        }
    }
}

/// An index entry on its way to its place.
struct Entry<'p> {
    action: &'p str,
    prefix: &'p str,
    suffix: &'p str,
    candidate: Candidate,
}

/// The literal ends of one entry of an element, and what they leave to ask.
struct Place<'p> {
    prefix: &'p str,
    suffix: &'p str,
    rest: Rest,
}

impl<'p> Place<'p> {
    fn anywhere() -> Self {
        Self { prefix: "", suffix: "", rest: Rest::List }
    }

    fn of(at: usize, pattern: &'p Pattern) -> Self {
        let rest = match pattern.tokens() {
            [] | [Token::Literal(_)] => Rest::End,
            [Token::Star] | [Token::Literal(_), Token::Star] => Rest::Anything,
            _ => Rest::Entry(number(at)),
        };
        Self { prefix: pattern.literal_prefix(), suffix: pattern.literal_suffix(), rest }
    }
}

fn add_statement<'p>(
    entries: &mut Vec<Entry<'p>>,
    (policy, at): (usize, usize),
    statement: &'p Statement,
) {
    let resources = match &statement.resources {
        Some(resources) if !resources.negated => places(resources),
        _ => vec![Place::anywhere()],
    };
    let mut actions = places(&statement.actions);
    if statement.actions.negated || actions.len() * resources.len() > ENTRIES_PER_STATEMENT_MAX {
        actions = vec![Place::anywhere()];
    }
    for action in &actions {
        entries.extend(resources.iter().map(|resource| Entry {
            action: action.prefix,
            prefix: resource.prefix,
            suffix: resource.suffix,
            candidate: Candidate {
                policy: number(policy),
                statement: number(at),
                effect: statement.effect,
                action: action.rest,
                resource: resource.rest,
                plain: statement.conditions.is_empty() && statement.principals.is_none(),
            },
        }));
    }
}

/// The places of an element that lists entries.
fn places(element: &Entries) -> Vec<Place<'_>> {
    let list = element.list.iter().enumerate();
    list.map(|(at, entry)| Place::of(at, &entry.pattern)).collect()
}

/// Files the entries of one action and one start of a resource.
fn file<'p>(group: &[Entry<'p>]) -> Vec<(&'p str, Filed)> {
    if group.len() < SUFFIX_ENTRIES_MIN {
        let ones = group.iter().map(|entry| (entry.prefix, Filed::One(entry.candidate)));
        return ones.collect();
    }
    let suffixes = group.iter().map(|entry| (entry.suffix, entry.candidate)).collect();
    let by_suffix = Filed::BySuffix(Trie::new(Side::End, suffixes));
    group.first().map(|entry| (entry.prefix, by_suffix)).into_iter().collect()
}

/// Memory ends long before the range of u32 does.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
