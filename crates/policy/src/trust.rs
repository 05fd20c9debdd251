//! Role trust policies: who may assume a role.

use crate::action::lower_case;
use crate::context::Context;
use crate::decision::{Decision, Leg, Outcome, Request};
use crate::document::Effect;
use crate::explain::{Explanation, LegExplanation};
use crate::policy::Policy;
use crate::scope::{Moment, Scope};
use crate::statement::Statement;

/// Who asks to assume a role.
#[derive(Clone, Copy, Debug)]
pub enum TrustCaller<'a> {
    /// A principal of IAM or STS, that signed its request.
    Aws {
        /// The caller's account, twelve digits.
        account: &'a str,
        /// Every ARN that names the caller: the user, or the role and the role session.
        arns: &'a [&'a str],
        /// The unique ids of the same (`AIDA…`, `AROA…`), since saved trust policies name those.
        unique_ids: &'a [&'a str],
    },
    /// A holder of a token from an identity provider.
    Federated {
        /// The provider as trust policies name it: the ARN of an OpenID Connect or SAML
        /// provider, or the host name of a built-in one such as `cognito-identity.amazonaws.com`.
        provider: &'a str,
    },
    /// A service acting for itself, such as `credentials.iot.amazonaws.com`.
    Service {
        /// The service's principal name.
        name: &'a str,
    },
}

/// Whether a role's trust policy lets the caller do `action` (`sts:AssumeRole`,
/// `sts:AssumeRoleWithWebIdentity`, `sts:TagSession`, …). The policy itself must allow: an
/// identity policy never stands in for it.
pub fn decide_trust(
    trust: &Policy,
    caller: &TrustCaller<'_>,
    action: &str,
    context: &dyn Context,
    now_ms: i64,
) -> Decision {
    let moment = Moment::new(context, now_ms);
    let scope = trust_scope(trust, &moment);
    let action = lower_case(action);
    let matching = |effect| {
        let statements = trust.document().statements().iter();
        statements.filter(move |statement| statement.effect == effect).any(|statement| {
            covers_caller(statement, caller)
                && statement.covers_action(&action, &scope)
                && statement.conditions_hold(&scope)
        })
    };
    let outcome = if matching(Effect::Deny) {
        Outcome::ExplicitDeny
    } else if matching(Effect::Allow) {
        Outcome::Allow
    } else {
        Outcome::ImplicitDeny
    };
    let leg = if outcome.is_allow() { None } else { Some(Leg::Trust) };
    Decision { outcome, leg, valid_until_ms: moment.valid_until_ms() }
}

/// The same decision with its reasons.
pub fn explain_trust(
    trust: &Policy,
    caller: &TrustCaller<'_>,
    action: &str,
    context: &dyn Context,
    now_ms: i64,
) -> Explanation {
    let moment = Moment::new(context, now_ms);
    let request = Request { action, resource: "*", context, now_ms };
    let lower = lower_case(action);
    let leg = LegExplanation::of_trust(trust, caller, &lower, &request, &moment);
    let decided = decide_trust(trust, caller, action, context, now_ms);
    Explanation {
        decision: Decision {
            outcome: leg.outcome,
            leg: if leg.outcome.is_allow() { None } else { Some(Leg::Trust) },
            valid_until_ms: decided.valid_until_ms,
        },
        action: action.to_owned(),
        resource: String::new(),
        legs: vec![leg],
    }
}

/// A statement without principals (none passes the grammar of trust policies) covers nobody.
pub(crate) fn covers_caller(statement: &Statement, caller: &TrustCaller<'_>) -> bool {
    statement.principals.as_ref().is_some_and(|all| all.covers(caller, statement.effect))
}

/// Trust policies have no bound values: everything comes with the call.
pub(crate) fn trust_scope<'a>(trust: &'a Policy, moment: &'a Moment<'a>) -> Scope<'a> {
    let document = trust.document();
    Scope::new(moment, document.keys(), &[], &[], document.is_iot())
}
