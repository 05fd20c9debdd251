//! Deviations on whom the policy of a resource names.

use crate::case::{ACCOUNT, Caller, Effect, Principals};
use crate::view::View;

fn listed<'c>(view: &View<'c>, effect: Effect) -> impl Iterator<Item = &'c Principals> {
    let documents = view.case.resource_policy.iter();
    let statements = documents.flat_map(|document| &document.statements);
    let statements = statements.filter(move |statement| statement.effect == effect);
    statements.filter_map(|statement| statement.principals.as_ref())
}

/// A session policy, and an `Allow` that names the session itself or everyone.
pub(super) fn grant_to_session(view: &View<'_>) -> bool {
    let case = view.case;
    let direct = |principals: &Principals| {
        !principals.negated && (principals.names("*") || principals.names(case.caller.arn()))
    };
    case.session.is_some() && case.owner == ACCOUNT && listed(view, Effect::Allow).any(direct)
}

/// `NotPrincipal` beside a `Deny` that names the caller, but not in every form that sparing takes.
/// A boundary makes it deny everyone in either reading.
pub(super) fn deny_of_others(view: &View<'_>) -> bool {
    let caller = view.case.caller;
    let incomplete = |principals: &Principals| {
        let own = match caller {
            Caller::User | Caller::FederatedUser => principals.names(caller.arn()),
            Caller::RoleSession => principals.names(caller.entity()),
        };
        let any = principals.names(caller.arn()) || principals.names(caller.entity());
        let account = principals.names_account();
        let named = any || account;
        principals.negated && !principals.names("*") && named && !(own && account)
    };
    view.case.boundary.is_none() && listed(view, Effect::Deny).any(incomplete)
}
