//! Trust policies: whom they let in without having meant it, and whom they name in vain.
//!
//! <https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html>

use super::code::Code;
use super::finding::Findings;
use super::view::{View, Viewed};
use crate::document::{COGNITO_AUDIENCE, COGNITO_METHODS, Effect};
use crate::principal::Principal;

pub(super) fn check(view: &View<'_>, findings: &mut Findings<'_>) {
    if !view.is_trust() {
        return;
    }
    for statement in view.allows() {
        for principal in statement.parsed.principals.iter().flat_map(|all| &all.listed) {
            check_action(statement, principal, findings);
            match principal {
                Principal::Everyone => check_everyone(statement, findings),
                Principal::Federated(name) if **name == *COGNITO => {
                    check_cognito(view, statement, findings);
                }
                Principal::Federated(name) if !name.contains(SAML) => {
                    check_provider(view, statement, name, findings);
                }
                _ => {}
            }
        }
    }
}

const COGNITO: &str = "cognito-identity.amazonaws.com";
const SAML: &str = ":saml-provider/";

fn at(statement: &Viewed<'_>) -> crate::json::Extent {
    statement.parsed.principals.as_ref().map_or(statement.parsed.at, |principals| principals.at)
}

/// Every kind of principal comes with an action of its own.
fn check_action(statement: &Viewed<'_>, principal: &Principal, findings: &mut Findings<'_>) {
    let needed = match principal {
        Principal::Federated(name) if name.contains(SAML) => "sts:AssumeRoleWithSAML",
        Principal::Federated(_) => "sts:AssumeRoleWithWebIdentity",
        _ => "sts:AssumeRole",
    };
    let mut entries = statement.parsed.actions.list.iter();
    let sessions_only = entries.all(|entry| {
        matches!(
            &*entry.written.to_ascii_lowercase(),
            "sts:tagsession" | "sts:setsourceidentity" | "sts:setcontext"
        )
    });
    if sessions_only || statement.covers(&needed.to_ascii_lowercase()) {
        return;
    }
    let message = format!(
        "{} names `{}`, who comes by {needed}, and does not allow that",
        statement.label(),
        principal.written()
    );
    findings.add(Code::TrustActionMismatch, statement.parsed.actions.at, message);
}

fn check_everyone(statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    if statement.parsed.effect == Effect::Allow && statement.parsed.conditions.is_empty() {
        let message =
            format!("{} lets every AWS account in the world assume the role", statement.label());
        findings.add(Code::TrustEveryone, at(statement), message);
    }
}

/// Whether a condition can hold only with a value of the key.
fn pins(view: &View<'_>, statement: &Viewed<'_>, wanted: &str) -> bool {
    let mut conditions = statement.parsed.conditions.iter();
    conditions.any(|one| view.key_name(one.key).eq_ignore_ascii_case(wanted) && one.pins_its_key())
}

fn check_cognito(view: &View<'_>, statement: &Viewed<'_>, findings: &mut Findings<'_>) {
    let label = statement.label();
    if !pins(view, statement, COGNITO_AUDIENCE) {
        let message = format!("{label} trusts the identity pools of every account in the world");
        findings.add(Code::TrustWithoutAud, at(statement), message);
    }
    let speaks = |one: &crate::condition::Condition| view.key_name(one.key) == COGNITO_METHODS;
    if !statement.parsed.conditions.iter().any(speaks) {
        let message =
            format!("{label} makes no difference between guests and signed-in identities");
        findings.add(Code::TrustWithoutAmr, at(statement), message);
    }
}

/// A token that was meant for another app of the same provider is let in.
fn check_provider(
    view: &View<'_>,
    statement: &Viewed<'_>,
    name: &str,
    findings: &mut Findings<'_>,
) {
    let provider = name.split_once("oidc-provider/").map_or(name, |(_, provider)| provider);
    let pinned = ["aud", "azp", "app_id", "sub"]
        .iter()
        .any(|claim| pins(view, statement, &format!("{provider}:{claim}")));
    if !pinned {
        let message = format!(
            "{} trusts every token of `{provider}`, whichever app it was made for",
            statement.label()
        );
        findings.add(Code::TrustProviderWithoutAudience, at(statement), message);
    }
}
