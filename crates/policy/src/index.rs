//! Finding the statements that may match: by the literal ends of the resource, and by action.
//!
//! A set of a thousand policies, one of them relevant, is to cost about what that one costs. What
//! the way through the index has proved is not asked again: of most statements nothing is left but
//! their conditions. Which of the known actions a statement covers is worked out beforehand.

mod trie;

use self::trie::{End, Start, Trie};
use crate::action::{Action, ActionSet};
use crate::decision::Outcome;
use crate::document::Effect;
use crate::pattern::Pattern;
use crate::policy::Policy;
use crate::scope::Scope;
use crate::statement::{Entry, Statement};
use crate::template::{NoValues, Token};
use std::sync::Arc;

/// The statements of a set by the literal start of their resources.
#[derive(Debug)]
pub(crate) struct Index(Trie<Start, Filed>);

/// What is filed under the literal start of a resource.
#[derive(Debug)]
enum Filed {
    One(Candidate),
    Many(Box<Many>),
}

/// Many statements under one start, told apart by the literal starts of their actions.
#[derive(Debug)]
struct Many {
    /// The actions that any of them covers.
    actions: ActionSet,
    by_action: Trie<Start, SameAction>,
}

/// What is filed under the literal starts of an action and a resource.
#[derive(Debug)]
enum SameAction {
    One(Candidate),
    /// Many, told apart by the literal text that their resources end in.
    BySuffix(Trie<End, Candidate>),
}

/// One way in which a statement may match.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) policy: u32,
    pub(crate) statement: u32,
    /// The known actions that the statement covers.
    actions: ActionSet,
    effect: Effect,
    resource: Rest,
    /// The statement has neither conditions nor principals.
    plain: bool,
}

/// What is left to ask of a resource after the literal start of one of its entries was found.
#[derive(Clone, Debug)]
enum Rest {
    /// Nothing: the entry is that start and a star.
    Anything,
    /// That nothing follows: the entry is that start alone.
    End,
    /// What follows that start in this entry.
    Entry(Arc<Pattern>),
    /// The whole list.
    List,
}

/// A request on its way through the index.
#[derive(Clone, Copy)]
pub(crate) struct Found<'r> {
    pub(crate) action: Action<'r>,
    pub(crate) resource: &'r str,
    /// What of the resource lies behind the start that was found.
    rest: &'r [u8],
}

impl Candidate {
    /// Whether the statement matches, if that can be told without a look at it.
    #[inline]
    pub(crate) fn matches(&self, found: &Found<'_>) -> Option<bool> {
        if !self.plain || !found.action.is_known() {
            return None;
        }
        match &self.resource {
            Rest::Anything => Some(true),
            Rest::End => Some(found.rest.is_empty()),
            Rest::Entry(pattern) if !pattern.has_variables() => {
                Some(pattern.matches_after_prefix(found.rest, &NoValues))
            }
            Rest::Entry(_) | Rest::List => None,
        }
    }

    /// Whether the statement covers action and resource.
    #[inline]
    pub(crate) fn covers(
        &self,
        statement: &Statement,
        found: &Found<'_>,
        scope: &Scope<'_>,
    ) -> bool {
        let resource = match &self.resource {
            Rest::Anything => true,
            Rest::End => found.rest.is_empty(),
            Rest::List => statement.covers_resource(found.resource, scope),
            Rest::Entry(pattern) => pattern.matches_after_prefix(found.rest, scope),
        };
        resource && (found.action.is_known() || statement.covers_action(found.action.lower, scope))
    }
}

/// From this many entries under one start on, they are told apart by more.
const TOLD_APART_FROM: usize = 8;
/// A statement with more actions than this is filed under every action where many are told apart.
const ACTIONS_PER_STATEMENT_MAX: usize = 64;

impl Index {
    pub(crate) fn new(policies: &[Arc<Policy>]) -> Self {
        let mut entries = Vec::new();
        for (at, policy) in policies.iter().enumerate() {
            for (number, statement) in policy.document().statements().iter().enumerate() {
                add_statement(&mut entries, (at, number), statement);
            }
        }
        // A stable sort keeps the policies' order under one place.
        entries.sort_by_key(|entry| entry.prefix);
        let groups = entries.chunk_by(|a, b| a.prefix == b.prefix);
        Self(Trie::new(groups.flat_map(file).collect()))
    }

    /// Decides by the candidates for a request that pass the test: one `Deny` is enough, and
    /// without one an `Allow`. After the first `Allow` no other is asked.
    #[inline]
    pub(crate) fn decide(
        &self,
        action: Action<'_>,
        resource: &str,
        mut test: impl FnMut(&Candidate, &Found<'_>) -> bool,
    ) -> Outcome {
        let mut allowed = false;
        let mut denies = |candidate: &Candidate, rest: &[u8]| {
            if !action.may_be_in(candidate.actions) {
                return false;
            }
            let found = Found { action, resource, rest };
            match candidate.effect {
                Effect::Deny => test(candidate, &found),
                Effect::Allow => {
                    allowed = allowed || test(candidate, &found);
                    false
                }
            }
        };
        let denied = self.0.any(resource.as_bytes(), |filed, rest| match filed {
            Filed::One(candidate) => denies(candidate, rest),
            Filed::Many(many) => {
                action.may_be_in(many.actions)
                    && many.any(action, resource, |candidate| denies(candidate, rest))
            }
        });
        match (denied, allowed) {
            (true, _) => Outcome::ExplicitDeny,
            (false, true) => Outcome::Allow,
            (false, false) => Outcome::ImplicitDeny,
        }
    }
}

impl Many {
    /// Whether any candidate for this action and the end of this resource passes the test.
    fn any(
        &self,
        action: Action<'_>,
        resource: &str,
        mut test: impl FnMut(&Candidate) -> bool,
    ) -> bool {
        self.by_action.any(action.lower.as_bytes(), |filed, _| match filed {
            SameAction::One(candidate) => test(candidate),
            SameAction::BySuffix(by_suffix) => {
                by_suffix.any(resource.as_bytes(), |candidate, _| test(candidate))
            }
        })
    }
}

/// A candidate on its way to its place.
struct Filing<'p> {
    prefix: &'p str,
    suffix: &'p str,
    statement: &'p Statement,
    candidate: Candidate,
}

fn add_statement<'p>(
    entries: &mut Vec<Filing<'p>>,
    (policy, at): (usize, usize),
    statement: &'p Statement,
) {
    let mut add = |prefix, suffix, resource| {
        entries.push(Filing {
            prefix,
            suffix,
            statement,
            candidate: Candidate {
                policy: number(policy),
                statement: number(at),
                actions: statement.known_actions(),
                effect: statement.effect,
                resource,
                plain: statement.conditions.is_empty() && statement.principals.is_none(),
            },
        });
    };
    match &statement.resources {
        Some(resources) if !resources.negated => {
            for Entry { pattern, .. } in &resources.list {
                add(pattern.literal_prefix(), pattern.literal_suffix(), rest(pattern));
            }
        }
        _ => add("", "", Rest::List),
    }
}

/// What an entry leaves to ask behind its literal start.
fn rest(pattern: &Arc<Pattern>) -> Rest {
    match pattern.tokens() {
        [] | [Token::Literal(_)] => Rest::End,
        [Token::Star] | [Token::Literal(_), Token::Star] => Rest::Anything,
        _ => Rest::Entry(pattern.clone()),
    }
}

/// Files the entries of one start of a resource.
fn file<'p>(group: &[Filing<'p>]) -> Vec<(&'p str, Filed)> {
    if group.len() < TOLD_APART_FROM {
        let ones = group.iter().map(|entry| (entry.prefix, Filed::One(entry.candidate.clone())));
        return ones.collect();
    }
    let many = Filed::Many(Box::new(many(group)));
    group.first().map(|entry| (entry.prefix, many)).into_iter().collect()
}

/// Tells the entries of one start of a resource apart.
fn many(group: &[Filing<'_>]) -> Many {
    let candidates = group.iter().map(|entry| entry.candidate.actions);
    let actions = candidates.fold(ActionSet::default(), ActionSet::union);
    let mut starts: Vec<(&str, &Filing<'_>)> = Vec::new();
    for entry in group {
        starts.extend(action_starts(entry.statement).map(|start| (start, entry)));
    }
    starts.sort_by_key(|(start, _)| *start);
    let mut filed = Vec::new();
    for same in starts.chunk_by(|(a, _), (b, _)| a == b) {
        if same.len() < TOLD_APART_FROM {
            filed.extend(
                same.iter()
                    .map(|(start, entry)| (*start, SameAction::One(entry.candidate.clone()))),
            );
            continue;
        }
        let by_suffix =
            same.iter().map(|(_, entry)| (entry.suffix, entry.candidate.clone())).collect();
        let start = same.first().map_or("", |(start, _)| start);
        filed.push((start, SameAction::BySuffix(Trie::new(by_suffix))));
    }
    Many { actions, by_action: Trie::new(filed) }
}

/// The literal starts of the actions of a statement, each once.
fn action_starts(statement: &Statement) -> impl Iterator<Item = &str> {
    let actions = &statement.actions;
    let anywhere = actions.negated || actions.list.len() > ACTIONS_PER_STATEMENT_MAX;
    let listed = if anywhere { &[][..] } else { &*actions.list };
    let starts = listed.iter().map(|entry| entry.pattern.literal_prefix());
    anywhere.then_some("").into_iter().chain(starts)
}

/// Memory ends long before the range of u32 does.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
