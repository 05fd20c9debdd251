//! Service control policies: every level of the organization must allow, and none may deny.

use std::sync::Arc;

use daypass_aws_types::error::ServiceError;
use daypass_aws_types::iam::OrderedOrganizationPolicyType;
use daypass_policy::{ContextMap, DocumentKind, Grants, IamLeg, Outcome, Permissions, Request};

use super::sources::{Source, policy_set};
use crate::iam::error::invalid_input;

/// The levels from the root of the organization down to the account.
#[derive(Debug)]
pub(super) struct Organization {
    levels: Vec<Arc<Permissions>>,
    text_bytes: usize,
}

impl Organization {
    /// Reads the levels; nothing where there are none.
    pub(super) fn read(
        levels: &[OrderedOrganizationPolicyType],
        context: &ContextMap,
    ) -> Result<Option<Self>, ServiceError> {
        if levels.is_empty() {
            return Ok(None);
        }
        let mut read = Self { levels: Vec::with_capacity(levels.len()), text_bytes: 0 };
        for (level, number) in levels.iter().zip(1..) {
            read.add(number, level, context)?;
        }
        Ok(Some(read))
    }

    fn add(
        &mut self,
        number: usize,
        level: &OrderedOrganizationPolicyType,
        context: &ContextMap,
    ) -> Result<(), ServiceError> {
        let texts = level.service_control_policy_input_list.as_deref().unwrap_or_default();
        if texts.is_empty() {
            let words = "must contain at least one service control policy";
            return Err(invalid_input(format!("Organization policy at index {number} {words}")));
        }
        let policies = texts
            .iter()
            .map(|text| Source::given(DocumentKind::Identity, "ServiceControlPolicy", text))
            .collect::<Result<Vec<_>, _>>()?;
        let identity = policy_set(&policies);
        let iam = IamLeg { identity, ..IamLeg::default() };
        let grants = Arc::new(Grants { iam: Some(iam), ..Grants::default() });
        self.levels.push(grants.bind(context.clone()));
        self.text_bytes += texts.iter().map(String::len).sum::<usize>();
        Ok(())
    }

    /// What the levels say together.
    pub(super) fn decide(&self, request: &Request<'_>) -> Outcome {
        let mut outcomes = self.levels.iter().map(|level| level.decide(request).outcome);
        outcomes.find(|outcome| !outcome.is_allow()).unwrap_or(Outcome::Allow)
    }

    pub(super) fn text_bytes(&self) -> usize {
        self.text_bytes
    }
}
