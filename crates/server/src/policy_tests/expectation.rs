//! What a case expects, compared with what was decided.

use daypass_policy::{
    Decision, Element, Explanation, Leg, LegExplanation, Outcome, StatementReference,
};

/// The expected decision, and as much of its reason as the case cares for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expectation {
    /// What is decided.
    pub decision: ExpectedDecision,
    /// The leg that refuses; with an allowed request, the leg that the rest speaks of.
    pub leg: Option<Leg>,
    /// The policy that decides.
    pub policy: Option<String>,
    /// The statement that decides.
    pub statement: Option<ExpectedStatement>,
    /// What a statement nearly matched by: `Principal`, `Action`, `Resource`, or a condition's key.
    pub near_miss: Option<String>,
}

/// An expected decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedDecision {
    /// It is allowed.
    Allow,
    /// It is denied, by a statement or by none.
    Deny,
    /// It is denied by a statement.
    ExplicitDeny,
    /// It is denied because no statement allows it.
    ImplicitDeny,
}

/// An expected statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExpectedStatement {
    /// The one with this `Sid`.
    Sid(String),
    /// The one at this place in its document, counted from one.
    Number(usize),
    /// None: nothing matched.
    None,
}

impl ExpectedDecision {
    fn is(self, outcome: Outcome) -> bool {
        match self {
            Self::Allow => outcome == Outcome::Allow,
            Self::Deny => outcome != Outcome::Allow,
            Self::ExplicitDeny => outcome == Outcome::ExplicitDeny,
            Self::ImplicitDeny => outcome == Outcome::ImplicitDeny,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Deny => "deny",
            Self::ExplicitDeny => "explicit-deny",
            Self::ImplicitDeny => "implicit-deny",
        }
    }
}

impl Expectation {
    /// Every way in which the decision is not the expected one, as sentences.
    pub(super) fn differences(&self, explanation: &Explanation) -> Vec<String> {
        let decision = explanation.decision;
        if !self.decision.is(decision.outcome) {
            return vec![format!("expected {}, got {}", self.decision.as_str(), got(&decision))];
        }
        let mut differences = Vec::new();
        if let Some(leg) = self.leg
            && !decision.outcome.is_allow()
            && decision.leg != Some(leg)
        {
            let got = decision.leg.map_or("none", Leg::as_str);
            differences.push(format!("expected the {} leg to refuse, it was {got}", leg.as_str()));
        }
        let legs: Vec<&LegExplanation> = self.legs(explanation);
        if (self.policy.is_some() || self.statement.is_some())
            && !legs.iter().any(|leg| self.decides(leg))
        {
            let got: Vec<_> = legs.iter().map(|leg| decided(leg)).collect();
            differences.push(format!("expected {}, it was {}", self.decider(), got.join(", ")));
        }
        if let Some(element) = &self.near_miss
            && !legs.iter().any(|leg| nearly(leg, element))
        {
            differences.push(format!("expected a near miss by `{element}`, there was none"));
        }
        differences
    }

    /// The legs that the reasons speak of: the named one, the refusing one, or all of them.
    fn legs<'e>(&self, explanation: &'e Explanation) -> Vec<&'e LegExplanation> {
        let wanted = self.leg.or(explanation.decision.leg);
        let legs = explanation.legs.iter();
        legs.filter(|leg| wanted.is_none_or(|wanted| leg.leg == wanted)).collect()
    }

    fn decides(&self, leg: &LegExplanation) -> bool {
        let deciding = leg.deciding.as_ref();
        let policy = match (&self.policy, deciding) {
            (None, _) => true,
            (Some(wanted), Some(deciding)) => **wanted == *deciding.policy,
            (Some(_), None) => false,
        };
        let statement = match (&self.statement, deciding) {
            (None, _) | (Some(ExpectedStatement::None), None) => true,
            (Some(ExpectedStatement::Sid(sid)), Some(one)) => one.sid.as_ref() == Some(sid),
            (Some(ExpectedStatement::Number(number)), Some(one)) => one.index + 1 == *number,
            _ => false,
        };
        policy && statement
    }

    fn decider(&self) -> String {
        let statement = match &self.statement {
            Some(ExpectedStatement::Sid(sid)) => format!("statement `{sid}`"),
            Some(ExpectedStatement::Number(number)) => format!("statement {number}"),
            Some(ExpectedStatement::None) => "no statement".to_owned(),
            None => "a statement".to_owned(),
        };
        match &self.policy {
            Some(policy) => format!("{statement} of policy `{policy}` to decide"),
            None => format!("{statement} to decide"),
        }
    }
}

fn got(decision: &Decision) -> String {
    let outcome = match decision.outcome {
        Outcome::Allow => "allow",
        Outcome::ExplicitDeny => "explicit-deny",
        Outcome::ImplicitDeny => "implicit-deny",
    };
    match decision.leg {
        Some(leg) => format!("{outcome} by the {} leg", leg.as_str()),
        None => outcome.to_owned(),
    }
}

fn decided(leg: &LegExplanation) -> String {
    match &leg.deciding {
        None => format!("no statement of the {} leg", leg.leg.as_str()),
        Some(StatementReference { policy, sid, index, .. }) => {
            let sid = sid.as_ref().map(|sid| format!(" `{sid}`")).unwrap_or_default();
            format!("statement {}{sid} of policy `{policy}`", index + 1)
        }
    }
}

fn nearly(leg: &LegExplanation, wanted: &str) -> bool {
    leg.near_misses.iter().any(|miss| match &miss.element {
        Element::Principal => wanted == "Principal",
        Element::Action => wanted == "Action",
        Element::Resource => wanted == "Resource",
        Element::Condition { key, .. } => key.eq_ignore_ascii_case(wanted),
    })
}
