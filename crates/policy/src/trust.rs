//! Role trust policies: who may assume a role.

use crate::context::Context;
use crate::decision::{Decision, Outcome, Request};
use crate::explain::Explanation;
use crate::policy::Policy;

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
    _trust: &Policy,
    _caller: &TrustCaller<'_>,
    _action: &str,
    _context: &dyn Context,
    _now_ms: i64,
) -> Decision {
    Decision { outcome: Outcome::ImplicitDeny, leg: None, valid_until_ms: None }
}

/// The same decision with its reasons.
pub fn explain_trust(
    trust: &Policy,
    caller: &TrustCaller<'_>,
    action: &str,
    context: &dyn Context,
    now_ms: i64,
) -> Explanation {
    let _ = Request { action, resource: "", context, now_ms };
    Explanation {
        decision: decide_trust(trust, caller, action, context, now_ms),
        action: action.to_owned(),
        resource: String::new(),
        legs: Vec::new(),
    }
}
