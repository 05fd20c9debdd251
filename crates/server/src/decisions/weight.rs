//! What records weigh: their own texts, and the policies that they hold on to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use daypass_broker::Subject;
use daypass_policy::{Explanation, Grants, Permissions, Policy, PolicySet};

use super::record::{Answer, Door, Refused, Why};

/// What a record takes beside its texts: the structures themselves, and a context map's table.
const RECORD_BYTES: usize = 1_024;
/// What a compiled policy takes for each byte of its text, the text included.
const COMPILED_BYTES_PER_BYTE: usize = 8;
/// What one bound set of policies takes beside the policies.
const GRANTS_BYTES: usize = 2_048;

/// The weight of a record without the policies that it refers to.
pub(super) fn own_bytes(refused: &Refused) -> usize {
    let door = match &refused.door {
        Door::Http { operation, request_id } => operation.len() + request_id.len(),
        Door::Mqtt { client_id, .. } => client_id.len(),
    };
    let why = match &refused.why {
        Why::Policy { action, resource, context, .. } => {
            action.len() + resource.len() + context.bytes()
        }
        Why::Trust(explanation) => explanation_bytes(explanation),
        Why::Closed { action, resource, reason } => action.len() + resource.len() + reason.len(),
        Why::Authentication(answer) | Why::Service(answer) => answer_bytes(answer),
        Why::Login(answer, measure) => answer_bytes(answer) + measure.bytes(),
    };
    RECORD_BYTES + subject_bytes(&refused.subject) + door + why
}

/// The policies that a record refers to.
pub(super) fn permissions(refused: &Refused) -> Option<&Arc<Permissions>> {
    match &refused.why {
        Why::Policy { permissions, .. } => Some(permissions),
        _ => None,
    }
}

fn subject_bytes(subject: &Subject) -> usize {
    let optional = [&subject.identity_id, &subject.access_key_id].into_iter().flatten();
    let optional: usize = optional.map(String::len).sum();
    subject.principal_arn.len() + subject.account.len() + subject.region.len() + optional
}

fn answer_bytes(answer: &Answer) -> usize {
    answer.code.len() + answer.message.len() + answer.hint.as_deref().map_or(0, str::len)
}

fn explanation_bytes(explanation: &Explanation) -> usize {
    let texts = |texts: &[String]| texts.iter().map(String::len).sum::<usize>();
    let leg = |leg: &daypass_policy::LegExplanation| {
        let near = leg.near_misses.iter();
        let near: usize =
            near.map(|miss| RECORD_BYTES + texts(&miss.expected) + texts(&miss.seen)).sum();
        near + size_of_val(leg.matched.as_slice())
            + texts(&leg.unresolved)
            + leg.missing_statement.as_deref().map_or(0, str::len)
    };
    let legs: usize = explanation.legs.iter().map(leg).sum();
    explanation.action.len() + explanation.resource.len() + legs
}

/// The policies that records hold, each weighed once however many records hold it.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// By address, which is theirs alone while a record holds them.
    grants: HashMap<usize, usize>,
    policies: HashMap<usize, usize>,
    bytes: usize,
}

impl Kept {
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn hold(&mut self, permissions: &Permissions) {
        let grants = permissions.grants();
        if !first_holder(&mut self.grants, Arc::as_ptr(grants).addr()) {
            return;
        }
        self.bytes += GRANTS_BYTES;
        for policy in policies(grants) {
            if first_holder(&mut self.policies, Arc::as_ptr(policy).addr()) {
                self.bytes += policy_bytes(policy);
            }
        }
    }

    pub(super) fn release(&mut self, permissions: &Permissions) {
        let grants = permissions.grants();
        if !last_holder(&mut self.grants, Arc::as_ptr(grants).addr()) {
            return;
        }
        self.bytes -= GRANTS_BYTES;
        for policy in policies(grants) {
            if last_holder(&mut self.policies, Arc::as_ptr(policy).addr()) {
                self.bytes -= policy_bytes(policy);
            }
        }
    }
}

fn first_holder(holders: &mut HashMap<usize, usize>, address: usize) -> bool {
    let count = holders.entry(address).or_default();
    *count += 1;
    *count == 1
}

fn last_holder(holders: &mut HashMap<usize, usize>, address: usize) -> bool {
    let Entry::Occupied(mut count) = holders.entry(address) else { return false };
    *count.get_mut() -= 1;
    let last = *count.get() == 0;
    if last {
        count.remove();
    }
    last
}

fn policy_bytes(policy: &Policy) -> usize {
    policy.document().text().len() * COMPILED_BYTES_PER_BYTE
}

/// Every policy of every leg.
pub(super) fn policies(grants: &Grants) -> impl Iterator<Item = &Arc<Policy>> {
    let iam = grants.iam.iter().flat_map(|iam| {
        [Some(&iam.identity), iam.boundary.as_ref(), iam.session.as_ref()].into_iter().flatten()
    });
    iam.chain(grants.device.iter().map(|device| &device.policies)).flat_map(PolicySet::policies)
}
