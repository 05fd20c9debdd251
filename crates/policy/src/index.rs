//! Finding the statements that may match: by action, then by the literal start of the resource.
//!
//! A set of a thousand policies, one of them relevant, is to cost about what that one costs.

use crate::document::Effect;
use crate::policy::Policy;
use crate::scope::Scope;
use crate::statement::Statement;
use hashbrown::HashMap;
use std::sync::Arc;

/// The statements of a set, by effect.
#[derive(Debug)]
pub(crate) struct Index {
    deny: Actions,
    allow: Actions,
}

/// One way in which a statement may match.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) policy: u32,
    pub(crate) statement: u32,
    /// The entry of `Resource` that stands here; nothing if the whole list must be asked.
    resource: Option<u32>,
    /// The statement lists the very action under which it was found.
    pub(crate) action_is_known: bool,
}

impl Candidate {
    pub(crate) fn covers_resource(
        &self,
        statement: &Statement,
        resource: &str,
        scope: &Scope<'_>,
    ) -> bool {
        let Some(entry) = self.resource else { return statement.covers_resource(resource, scope) };
        let entries = statement.resources.as_ref().map(|resources| &resources.list);
        entries
            .and_then(|entries| entries.get(entry as usize))
            .is_some_and(|entry| entry.pattern.matches(resource, scope).is_yes())
    }
}

/// Candidates by action.
#[derive(Debug, Default)]
struct Actions {
    /// Those that list an action without wildcards.
    exact: HashMap<Box<str>, Prefixes>,
    /// All others.
    open: Prefixes,
}

/// Candidates by the literal start of their resource. The prefixes of one resource lie on a
/// chain: the greatest entry not above it, and that entry's own prefixes.
#[derive(Debug, Default)]
struct Prefixes {
    nodes: Box<[Node]>,
    candidates: Box<[Candidate]>,
}

#[derive(Debug)]
struct Node {
    prefix: Box<str>,
    /// The longest other prefix that starts this one.
    parent: Option<u32>,
    first: u32,
    end: u32,
}

/// More index entries than this for one statement, and it is filed under every action instead.
const ENTRIES_PER_STATEMENT_MAX: usize = 1024;

impl Index {
    pub(crate) fn new(policies: &[Arc<Policy>]) -> Self {
        let of = |effect| {
            let mut builder = Builder::default();
            for (at, policy) in policies.iter().enumerate() {
                builder.add_policy(at, policy, effect);
            }
            builder.finish()
        };
        Self { deny: of(Effect::Deny), allow: of(Effect::Allow) }
    }

    /// Whether any candidate for the request passes the test. The action is in lower case.
    pub(crate) fn any(
        &self,
        effect: Effect,
        action: &str,
        resource: &str,
        mut test: impl FnMut(&Candidate) -> bool,
    ) -> bool {
        let actions = match effect {
            Effect::Deny => &self.deny,
            Effect::Allow => &self.allow,
        };
        let exact = if actions.exact.is_empty() { None } else { actions.exact.get(action) };
        exact.into_iter().chain([&actions.open]).any(|prefixes| prefixes.any(resource, &mut test))
    }
}

impl Prefixes {
    fn any(&self, resource: &str, test: &mut impl FnMut(&Candidate) -> bool) -> bool {
        let above = self.nodes.partition_point(|node| *node.prefix <= *resource);
        let mut next = above.checked_sub(1);
        while let Some(node) = next.and_then(|at| self.nodes.get(at)) {
            let candidates = self.candidates.get(node.first as usize..node.end as usize);
            if resource.starts_with(&*node.prefix)
                && candidates.unwrap_or_default().iter().any(&mut *test)
            {
                return true;
            }
            next = node.parent.map(|parent| parent as usize);
        }
        false
    }

    fn new(mut entries: Vec<(Box<str>, Candidate)>) -> Self {
        // A stable sort keeps the policies' order under one prefix.
        entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut nodes: Vec<Node> = Vec::new();
        let mut chain: Vec<usize> = Vec::new();
        for (at, (prefix, _)) in entries.iter().enumerate() {
            if nodes.last().is_some_and(|node| node.prefix == *prefix) {
                nodes.last_mut().into_iter().for_each(|node| node.end = number(at + 1));
                continue;
            }
            while let Some(node) = chain.last().and_then(|last| nodes.get(*last)) {
                if prefix.starts_with(&*node.prefix) {
                    break;
                }
                chain.pop();
            }
            let parent = chain.last().map(|last| number(*last));
            chain.push(nodes.len());
            let (first, end) = (number(at), number(at + 1));
            nodes.push(Node { prefix: prefix.clone(), parent, first, end });
        }
        let candidates = entries.into_iter().map(|(_, candidate)| candidate).collect();
        Self { nodes: nodes.into(), candidates }
    }
}

/// Memory ends long before the range of u32 does.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[derive(Default)]
struct Builder {
    exact: HashMap<Box<str>, Vec<(Box<str>, Candidate)>>,
    open: Vec<(Box<str>, Candidate)>,
}

impl Builder {
    fn add_policy(&mut self, policy: usize, named: &Policy, effect: Effect) {
        let statements = named.document().statements().iter().enumerate();
        for (at, statement) in statements.filter(|(_, statement)| statement.effect == effect) {
            self.add_statement(number(policy), number(at), statement);
        }
    }

    fn add_statement(&mut self, policy: u32, at: u32, statement: &Statement) {
        let places = places(statement);
        let candidate = |resource, action_is_known| Candidate {
            policy,
            statement: at,
            resource,
            action_is_known,
        };
        let actions = &statement.actions;
        let many = actions.list.len() * places.len() > ENTRIES_PER_STATEMENT_MAX;
        let mut open = actions.negated || many;
        if !open {
            let mut exact: Vec<&str> = Vec::new();
            for entry in &actions.list {
                match entry.pattern.literal() {
                    Some(action) => exact.push(action),
                    None => open = true,
                }
            }
            exact.sort_unstable();
            exact.dedup();
            for action in exact {
                let listed = self.exact.entry(action.into()).or_default();
                let filed = places
                    .iter()
                    .map(|(prefix, resource)| (prefix.clone(), candidate(*resource, true)));
                listed.extend(filed);
            }
        }
        if open {
            self.open.extend(
                places.into_iter().map(|(prefix, resource)| (prefix, candidate(resource, false))),
            );
        }
    }

    fn finish(self) -> Actions {
        let exact = self.exact.into_iter();
        Actions {
            exact: exact.map(|(action, entries)| (action, Prefixes::new(entries))).collect(),
            open: Prefixes::new(self.open),
        }
    }
}

/// Where a statement's resources are filed.
fn places(statement: &Statement) -> Vec<(Box<str>, Option<u32>)> {
    match &statement.resources {
        Some(resources) if !resources.negated => {
            let entries = resources.list.iter().enumerate();
            entries
                .map(|(at, entry)| (entry.pattern.literal_prefix().into(), Some(number(at))))
                .collect()
        }
        _ => vec![("".into(), None)],
    }
}
